"""A laptop restored from an old backup goes on under a new identity: nothing is lost, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.exchange import keys
from tianye.services import (
    backups,
    bundles,
    checkin,
    diagnostics,
    enrolling,
    importing,
    outgoing,
    packs,
    receipts,
    registration,
)
from tianye.services import undo as undoing
from tianye.services.station import Station
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
PEOPLE = ("卓玛", "扎西", "才仁", "措姆")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    with town.headquarters().station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        fields = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    for number, name in enumerate(PEOPLE):
        fields = {"name": name, "sex": "女", "phone": f"1399701000{number}", "place": "632701100001"}
        registration.register(town.headquarters().station, registration.make_fields(fields))
    yield town
    town.close()


@pytest.fixture
def desk(town: Town) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def restored(desk: Desk, backup: Path) -> Desk:
    """Let the laptop be lost, and another be made of the backup."""
    desk.station.close()
    world = desk.station.world
    folder = backup.parent / "again"
    while folder.exists():
        folder = folder.with_name(folder.name + "-again")
    assert backups.restore_backup(backup, folder, PASSPHRASE, world=world).is_renewed
    desk.station = Station.open(folder, PASSPHRASE, world)
    return desk


def present(desk: Desk) -> int:
    return checkin.counts(desk.station, desk.session("YS-am"))[0]


def test_an_old_backup_goes_on_where_it_was_and_nothing_is_lost_or_counted_twice(
    town: Town, desk: Desk, tmp_path: Path
) -> None:
    hq = town.headquarters()
    desk.checks_in("卓玛", "YS-am")
    town.carry_stick(desk)
    town.sends_receipt(desk)
    # in the backup, never handed over
    desk.checks_in("扎西", "YS-am")
    backup = backups.make_backup(desk.station, tmp_path / "disk").path
    old = desk.station.identity
    # after the backup, at headquarters, gone from the laptop
    desk.checks_in("才仁", "YS-am")
    town.carry_stick(desk)
    held_of_old = hq.station.log.head(old.device).sequence

    again = restored(desk, backup)
    new = again.station.identity
    assert new.device != old.device
    assert (present(again), present(hq)) == (2, 3)
    # work goes on at once, and the same door is meant
    again.checks_in("措姆", "YS-am")
    again.checks_in("扎西", "YS-am")
    assert present(again) == 3
    checkin.close_session(again.station, again.session("YS-am"))
    assert not again.session("YS-am").open_doors
    # headquarters would not know the new identity: handing over waits for its pack
    with pytest.raises(UserFault, match=r"bundle\.waits-for-pack"):
        bundles.make_bundle(again.station, again.stick)
    card = again.station.identity.card
    assert keys.read_card(keys.card_text(card)) == card
    assert [one.device for one in card.continues] == [old.device]
    seen = enrolling.look_at_card(hq.station, keys.card_text(card))
    assert seen.known is None
    assert seen.continued is not None
    assert (seen.continued.id, seen.places) == (old.device, ("玉树市",))
    laptop = town.enrols(again, YUSHU)
    assert enrolling.look_at_card(hq.station, keys.card_text(card)).continued is None
    assert packs.get_laptop(hq.station, "玉树").id == laptop.id == new.device
    assert hq.station.state("laptop", new.device).get("continues") == old.device
    installed = town.sends_pack(again)
    # what was lost with the old disk comes back with the pack
    assert installed.new > 0
    assert present(again) == 4

    handed = bundles.make_bundle(again.station, again.stick)
    assert {part.device for part in handed.parts} == {old.device, new.device}
    imported, refused = importing.import_all(hq.station, [part.path for part in handed.parts])
    assert not refused
    assert present(hq) == present(again) == 4
    # the run of the old one is as it was
    assert hq.station.log.head(old.device).sequence == held_of_old
    assert next(one.new for one in imported if one.first == handed.first and one.last == handed.last) == handed.last
    for path in [part.path for part in handed.parts]:
        assert importing.import_bundle(hq.station, path).new == 0
    for desk_ in (again, hq):
        assert diagnostics.check(desk_.station, full=True).findings == ()

    town.sends_receipt(again)
    now = outgoing.outgoing(again.station)
    assert now.standing.received == now.standing.written
    # the old run waits for a receipt of its own, which says more than this laptop ever had
    receipt = importing.make_receipt(hq.station, packs.get_laptop(hq.station, to_text(old.device)), hq.stick)
    receipts.install_receipt(again.station, receipt)
    now = outgoing.outgoing(again.station)
    assert (now.only_here, now.on_the_way) == (0, 0)
    assert len(bundles.make_bundle(again.station, again.stick).parts) == 1


def test_its_card_says_whom_it_continues_and_headquarters_writes_it_down(
    town: Town, desk: Desk, tmp_path: Path
) -> None:
    old = desk.station.identity.device
    sequence = desk.station.log.head(old).sequence
    again = restored(desk, backups.make_backup(desk.station, tmp_path / "disk").path)
    town.enrols(again, YUSHU)
    assert town.sends_pack(again).unusable == 0
    for station in (town.headquarters().station, again.station):
        state = station.state("laptop", again.station.identity.device)
        assert (state.get("continues"), state.get("continues_sequence")) == (old, sequence)


def test_restored_twice(town: Town, desk: Desk, tmp_path: Path) -> None:
    hq = town.headquarters()
    desk.checks_in("卓玛", "YS-am")
    again = restored(desk, backups.make_backup(desk.station, tmp_path / "disk").path)
    again.checks_in("扎西", "YS-am")
    again = restored(again, backups.make_backup(again.station, tmp_path / "disk").path)
    again.checks_in("才仁", "YS-am")
    card = again.station.identity.card
    assert [bool(one.sign_public) for one in card.continues] == [False, True]
    # whoever puts other keys in on the way changes the words
    forged = msgspec.structs.replace(
        card, continues=(card.continues[0], msgspec.structs.replace(card.continues[1], sign_public=bytes(32)))
    )
    assert keys.fingerprint_words(forged) != keys.fingerprint_words(card)
    town.enrols(again, YUSHU)
    town.sends_pack(again)
    handed = bundles.make_bundle(again.station, again.stick)
    assert len({part.device for part in handed.parts}) == 3
    # the one between was never enrolled by itself: the card of the last one brought its keys
    imported, refused = importing.import_all(hq.station, [part.path for part in handed.parts])
    assert [one.fault.code for one in refused] == []
    assert len(imported) == 3
    assert present(hq) == 3


def test_what_the_old_identity_did_is_not_undone_as_the_new_one(desk: Desk, tmp_path: Path) -> None:
    desk.checks_in("卓玛", "YS-am")
    again = restored(desk, backups.make_backup(desk.station, tmp_path / "disk").path)
    with pytest.raises(UserFault, match=r"undo\.nothing-to-undo"):
        undoing.undo_last(again.station)
    assert present(again) == 1
