"""An enrolled laptop whose owner turns: it signs what is headquarters' to say, and nobody takes its word for it."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from in_clear import readable_with_key
from scenarios.test_sealed_answers import COUNTY, HER, TOLD, needs_libcrypto, play, prepared
from soak.signed import fault_of, forge, readings
from tianye.domain.errors import Bug, UserFault
from tianye.domain.kinds import KINDS, Writer
from tianye.domain.ops import Header, decode_header, encode_fields
from tianye.exchange import keys, seal
from tianye.services import (
    backups,
    bundles,
    diagnostics,
    erasing,
    held,
    importing,
    listing,
    packs,
    registration,
    succession,
    surveys,
)
from tianye.services import review as reviewing
from tianye.services.station import Station
from tianye.store import projections
from tianye.store.check import fingerprints
from tianye.store.queries import laptops
from town import PASSPHRASE, Desk, Town

ELSEWHERE = "632726"
KEY_PASSPHRASE = "保险柜里的另一句话 2026"
GHOST = "幽灵学员"
Fields = dict[str, Any]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Two laptops beside headquarters: one for the county with the training, one for another that will turn."""
    town = prepared(tmp_path / "town")
    turned = town.desk("别处")
    town.enrols(turned, ELSEWHERE)
    town.sends_pack(turned)
    town.sends_pack(town.desk("玉树"))
    turned.turns()
    yield town
    town.close()


@pytest.fixture
def turned(town: Town) -> Desk:
    return town.desk("别处")


@pytest.fixture
def hq(town: Town) -> Desk:
    return town.headquarters()


def says(desk: Desk, kind: str, subject: bytes, fields: Fields, replaces: dict[str, list[bytes]] | None = None) -> None:
    with desk.station.command("forged") as command:
        command.add(kind, subject, fields, supersedes=replaces)


def form_of(station: Station) -> bytes:
    return surveys.get_form(station, "safety").id


def new_id(station: Station) -> bytes:
    return station.world.random(10)


def session_of(station: Station) -> bytes:
    return listing.all_sessions(station)[0].id


def device_of(station: Station) -> bytes:
    return station.identity.device


ITS_OWN: dict[str, tuple[Callable[[Station], bytes], Fields]] = {
    "programme.planned": (new_id, {"code": "X", "title_zh": "假的"}),
    "venue.planned": (new_id, {"code": "X", "name": "假的"}),
    "training.planned": (new_id, {"code": "X", "county": COUNTY}),
    "session.planned": (new_id, {"code": "X", "on": "2026-06-12"}),
    "form.published": (form_of, {"is_sensitive": False}),
    "response.opened": (new_id, {"answers": {"said": "x"}}),
    "laptop.enrolled": (device_of, {"name": "总部", "role": "hq"}),
    "laptop.continued": (device_of, {"continues": b"\1" * 16, "continues_sequence": 5}),
    "laptop.scoped": (device_of, {"counties": [ELSEWHERE, COUNTY]}),
    "laptop.revoked": (device_of, {"last_sequence": 0, "last_head": b"", "reason": "x"}),
    "laptop.held_decided": (device_of, {"held/" + "ab" * 16: {"choice": "taken-in", "until": 2**32 - 1}}),
    "matching_key.shared": (device_of, {"matching_key": bytes(32)}),
    "erasure.ordered": (new_id, {"of": "person", "why": "withdrawn", "on": "2026-06-12"}),
    "clock.anchored": (lambda _: b"\1" * 16, {"anchor/2": {"told_ms": 1, "wall_ms": 2}}),
    "laptop.purged": (lambda _: b"\1" * 16, {f"purged/{'01' * 16}-1-1": {"first": 1, "last": 1, "operations": 1}}),
    "erasure.confirmed": (new_id, {"by/" + "01" * 16: True}),
}
"""What is restricted → about whom the turned laptop says what; of what it may say of itself, about another."""


def test_everything_restricted_is_tried_here() -> None:
    assert set(ITS_OWN) == {kind.name for kind in KINDS.values() if kind.writer is not Writer.ANYBODY}


@pytest.mark.parametrize("kind", sorted(ITS_OWN))
def test_it_is_kept_counts_nowhere_and_goes_to_nobody(town: Town, hq: Desk, turned: Desk, kind: str) -> None:
    town.carry_stick(turned)
    about, fields = ITS_OWN[kind]
    before, other = fingerprints(hq.station.database), town.desk("玉树")
    says(turned, kind, about(turned.station), fields)
    taken = town.carry_stick(turned)
    assert (taken.new, taken.unusable) == (1, 1)
    assert fingerprints(hq.station.database) == before
    assert [waiting for _, waiting, _ in hq.station.log.waiting()] == [kind]
    # the chain goes on over it, and what comes after it counts
    registers(turned, "后来的人")
    assert town.carry_stick(turned).new
    assert hq.knows("后来的人").name == "后来的人"
    # nor when it is looked at again after an update; the read tables are what a rebuild makes of the log
    hq.station.settings.put("applied_by", "0")
    folder, world = hq.station.folder, hq.station.world
    hq.station.close()
    hq.station = Station.open(folder, PASSPHRASE, world)
    assert [waiting for _, waiting, _ in hq.station.log.waiting()] == [kind]
    assert diagnostics.check(hq.station, full=True).findings == ()
    town.sends_pack(other)
    assert not wrote(other.station, turned.station.identity.device)
    assert diagnostics.check(other.station, full=True).findings == ()


def wrote(station: Station, device: bytes) -> list[str]:
    """Return the kinds of what a device wrote, as far as it is at a station."""
    return [
        decode_header(header).kind
        for (header,) in station.database.rows(
            "SELECT header FROM operation JOIN device ON device.no = operation.id >> 32 WHERE device.id = ?", (device,)
        )
    ]


def registers(desk: Desk, name: str) -> None:
    fields = registration.make_fields({"name": name, "place": f"{ELSEWHERE}100001"})
    registration.register(desk.station, fields, {"attendance": "given"})


# ---- what a turned laptop might want -------------------------------------------------------------------------------


def test_a_thief_it_vouches_for_is_no_laptop(town: Town, hq: Desk, turned: Desk) -> None:
    seed, identity = bytes(range(32)), keys.make_box_identity()
    public = keys.public_key(seed)
    thief = keys.device_id(public)
    told = {"name": "玉树二", "role": "laptop", "sign_public": public, "recipient": seal.recipient_of(identity)}
    says(turned, "laptop.enrolled", thief, told)
    says(turned, "laptop.scoped", thief, {"counties": [COUNTY]})
    assert town.carry_stick(turned).unusable == 2
    assert laptops.find_laptop(hq.station.database, thief) is None


def test_it_gets_nobody_of_another_county(town: Town, hq: Desk, turned: Desk) -> None:
    says(turned, "laptop.scoped", turned.station.identity.device, {"counties": [ELSEWHERE, COUNTY]})
    town.carry_stick(turned)
    assert town.sends_pack(turned).scope == (ELSEWHERE,)
    with pytest.raises(UserFault, match=r"person\.unknown"):
        turned.knows(HER)


def test_it_shuts_nobody_out(town: Town, hq: Desk, turned: Desk) -> None:
    other = town.desk("玉树")
    says(turned, "laptop.revoked", other.station.identity.device, {"last_sequence": 0, "last_head": b"", "reason": "x"})
    town.carry_stick(turned)
    other.checks_in(HER, "YS-AM")
    taken = town.carry_stick(other)
    assert (taken.new > 0, taken.held) == (True, 0)
    town.sends_pack(other)


def test_after_its_revocation_it_lets_itself_in_neither_before_nor_by_replacing_the_revocation(
    town: Town, hq: Desk, turned: Desk
) -> None:
    own = turned.station.identity.device
    says(turned, "laptop.held_decided", own, {f"held/{own.hex()}": {"choice": "taken-in", "until": 2**32 - 1}})
    town.carry_stick(turned)
    boundary = hq.station.log.head(own).sequence
    packs.revoke(hq.station, packs.get_laptop(hq.station, "别处"), "stolen")
    # it heard of its revocation, whichever way, and replaces what it says
    revoked = hq.station.state("laptop", own).standing("last_sequence")
    says(turned, "clock.anchored", own, {"anchor/9": {"told_ms": 1, "wall_ms": 1}}, {"last_sequence": revoked})
    registers(turned, GHOST)
    taken = town.carry_stick(turned)
    assert (taken.new, taken.held) == (taken.new, taken.new)
    with pytest.raises(UserFault, match=r"person\.unknown"):
        hq.knows(GHOST)
    # what a person lets in counts, but for what it might not say
    (one,) = held.held_runs(hq.station)
    held.accept(hq.station, one)
    assert hq.knows(GHOST).name == GHOST
    row = laptops.find_laptop(hq.station.database, own)
    assert row is not None
    assert row.revoked_after == boundary


@needs_libcrypto
def test_answers_are_sealed_at_the_others_as_before(town: Town, hq: Desk, turned: Desk) -> None:
    other = town.desk("玉树")
    says(turned, "form.published", form_of(turned.station), {"is_sensitive": False})
    town.carry_stick(turned)
    assert surveys.get_form(hq.station, "safety").is_sensitive
    town.sends_pack(other)
    assert surveys.get_form(other.station, "safety").is_sensitive
    play(town)
    database = other.station.database
    assert not readable_with_key(database.path, database.key, TOLD)


def test_it_confirms_an_erasure_for_itself_alone_and_takes_none_back(town: Town, hq: Desk, turned: Desk) -> None:
    other = town.desk("玉树")
    person = hq.knows(HER).id
    erasing.order_person(hq.station, person, erasing.Why.WITHDRAWN)
    erasing.carry_out(hq.station)
    order = hq.station.state("erasure", person).standing("of")
    own, another = (one.station.identity.device.hex() for one in (turned, other))
    says(turned, "erasure.confirmed", person, {f"by/{another}": True})
    says(turned, "erasure.confirmed", person, {f"by/{own}": True}, {"of": order})
    assert town.carry_stick(turned).unusable == 2
    (erasure,) = erasing.all_erasures(hq.station)
    assert (erasure.confirmed, set(erasure.missing)) == ((), {"玉树", "别处"})
    says(turned, "erasure.confirmed", person, {f"by/{own}": True}, {})
    assert town.carry_stick(turned).unusable == 0
    (erasure,) = erasing.all_erasures(hq.station)
    assert (erasure.confirmed, erasure.missing) == (("别处",), ("玉树",))


def test_by_what_anybody_may_say_it_replaces_nothing_of_headquarters(town: Town, hq: Desk, turned: Desk) -> None:
    session, person = session_of(hq.station), hq.knows(HER).id
    erasing.order_person(hq.station, person, erasing.Why.WITHDRAWN)
    planned = hq.station.state("session", session).standing("on")
    ordered = hq.station.state("erasure", person).standing("of")
    own = turned.station.identity.device.hex()
    says(turned, "session.opened", session, {f"door/{own}": "open"}, {"on": planned})
    says(turned, "erasure.vouched", person, {"vouch": None}, {"of": ordered})
    assert town.carry_stick(turned).unusable == 2
    assert hq.session("YS-AM").held_on == "2026-06-12"
    assert erasing.is_ordered(hq.station, person)


def test_resident_numbers_are_hashed_with_headquarters_key(town: Town, hq: Desk, turned: Desk) -> None:
    other = town.desk("玉树")
    says(turned, "matching_key.shared", hq.station.identity.device, {"matching_key": bytes(32)})
    town.carry_stick(turned)
    town.sends_pack(other)
    assert other.station.settings.find("matching_key") == hq.station.settings.find("matching_key")


def test_what_its_copy_wrote_is_its_own_too(town: Town, hq: Desk, turned: Desk, tmp_path: Path) -> None:
    """A second writer under its identity is a branch: it may say of its laptop what that may say, and no more."""
    world = turned.station.world
    turned.station.close()
    shutil.copytree(turned.station.folder, tmp_path / "copy")
    turned.station = Station.open(turned.station.folder, PASSPHRASE, world)
    registers(turned, "一")
    town.carry_stick(turned)
    with Station.open(tmp_path / "copy", PASSPHRASE, world) as second:
        second.log.write_as_headquarters([second.identity.run])
        own = second.identity.device
        with second.command("anchored") as command:
            command.add("clock.anchored", own, {"anchor/7": {"told_ms": 1, "wall_ms": 1}})
        with second.command("forged") as command:
            command.add("laptop.scoped", own, {"counties": [COUNTY]})
        taken = importing.import_bundle(hq.station, bundles.make_bundle(second, turned.stick).path)
    assert (taken.outcome, taken.held) == ("branch", 2)
    (one,) = held.held_runs(hq.station)
    held.accept(hq.station, one)
    assert "anchor/7" in hq.station.state("laptop", own).claims
    assert packs.get_laptop(hq.station, "别处").counties == (ELSEWHERE,)


# ---- whose word it is ------------------------------------------------------------------------------------------------


def test_a_pack_does_not_make_a_laptops_word_headquarters(town: Town, hq: Desk, turned: Desk) -> None:
    """Where headquarters passes on what it cannot judge, as of kinds it does not know, the laptops judge it."""
    other = town.desk("玉树")
    says(turned, "form.published", form_of(turned.station), {"is_sensitive": False})
    # an older headquarters, which asked nobody who may write what
    hq.station.log.write_as_headquarters([hq.station.identity.run, turned.station.identity.run])
    town.carry_stick(turned)
    assert not surveys.get_form(hq.station, "safety").is_sensitive
    hq.station.read_identity()
    assert town.sends_pack(other).unusable == 1
    assert surveys.get_form(other.station, "safety").is_sensitive


def test_whatever_headquarters_said_under_any_key_and_run_counts_at_a_new_laptop(
    town: Town, hq: Desk, tmp_path: Path
) -> None:
    def plans(code: str) -> None:
        with hq.station.command("plan") as command:
            command.add("programme.planned", command.new_subject(), {"code": code, "title_zh": code}, is_new=True)

    def is_restored(where: str) -> None:
        backup, world = backups.make_backup(hq.station, tmp_path / where).path, hq.station.world
        hq.station.close()
        backups.restore_backup(backup, tmp_path / f"{where}-folder", PASSPHRASE, world=world)
        hq.station = Station.open(tmp_path / f"{where}-folder", PASSPHRASE, world)

    plans("A")
    is_restored("one")
    plans("B")
    succession.rotate(hq.station)
    plans("C")
    is_restored("two")
    plans("D")
    laptop = town.desk("新来的")
    town.enrols(laptop, COUNTY)
    assert town.sends_pack(laptop).unusable == 0
    codes = {code for (code,) in laptop.station.database.rows("SELECT code FROM programme")}
    assert {"A", "B", "C", "D"} <= codes
    assert surveys.get_form(laptop.station, "safety").is_sensitive
    assert laptop.knows(HER).name == HER


def test_a_headquarters_that_goes_on_with_its_next_keys_takes_its_old_packs_for_its_own(
    town: Town, hq: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "next.tyn"
    succession.lock_away(hq.station, path, KEY_PASSPHRASE)
    backup, world = backups.make_backup(hq.station, tmp_path / "disk").path, hq.station.world
    hq.station.close()
    backups.restore_backup(backup, tmp_path / "again", PASSPHRASE, world=world)
    hq.station = Station.open(tmp_path / "again", PASSPHRASE, world)
    with hq.station.command("plan") as command:
        command.add("programme.planned", command.new_subject(), {"code": "B", "title_zh": "B"}, is_new=True)
    # headquarters' own word, though neither the run nor the one before is known to who has the file alone
    old = packs.make_pack(hq.station, packs.get_laptop(hq.station, "玉树"), hq.stick).path
    packs.install_pack(town.desk("玉树").station, old)
    hq.station.close()
    # everything is lost but the file
    hq.clock.set("2026-07-12 08:30")
    told = succession.read_file(path, KEY_PASSPHRASE)
    hq.station = Station.create(
        tmp_path / "anew", "hq", name="总部", operator="新人", passphrase=PASSPHRASE, world=world, next_keys=told
    )
    taken = importing.import_bundle(hq.station, old)
    assert (taken.outcome, taken.unusable) == ("own pack", 0)
    laptop = town.desk("新来的")
    town.enrols(laptop, COUNTY)
    assert town.sends_pack(laptop).unusable == 0
    assert surveys.get_form(laptop.station, "safety").is_sensitive
    assert ("B",) in laptop.station.database.rows("SELECT code FROM programme")


def test_the_program_itself_writes_nothing_that_is_not_its_own(town: Town) -> None:
    desk = town.desk("玉树")
    with pytest.raises(Bug, match=r"operation\.not-its-writers"), desk.station.command("plan") as command:
        command.add("programme.planned", command.new_subject(), {"code": "X"}, is_new=True)
    with pytest.raises(UserFault, match=r"station\.wrong-role"):
        reviewing.decide_field(*disputed(town, desk), "code", 0)


def disputed(town: Town, desk: Desk) -> tuple[Station, str, bytes]:
    """Let two words of headquarters stand about a session, and a laptop hear of both."""
    hq = town.headquarters()
    session = session_of(hq.station)
    with hq.station.command("plan") as command:
        command.add("session.planned", session, {"code": "YS-XX"}, supersedes={})
    town.sends_pack(desk)
    return desk.station, "session", session


# ---- what is signed well and is nothing sensible ---------------------------------------------------------------------


def writes_unlooked_at(desk: Desk, kind: str, subject: bytes, fields: Fields) -> None:
    """Let a changed program write what no check of ours has seen."""
    header = Header(1, 0, 1_781_226_000_000, 0, 0, False, kind, subject, b"", 0, b"", {})
    forge(desk.station, [(header, encode_fields(fields))])


ODD: list[tuple[str, Fields]] = [
    ("household.registered", {"code": "H", "size": 3, "head/zz": bytes(10)}),
    ("household.registered", {"size": 2**63}),
    ("anonymous.attended", {"arrived": 2**63}),
    ("scan.refused", {"minute": -(2**63)}),
    ("organisation.registered", {"women_owner_percent": 2**63}),
    ("person.consented", {"consent/contact": {"state": ["x"]}}),
    ("person.registered", {"born": {"calendar": "solar", "year": 2**63, "month": 1, "day": 1}}),
    ("response.finished", {"on": "2026-02-30", "answers": {"/data/said": "x"}}),
    ("response.finished", {"answers": {"/data/said": ["x"]}, "repeats": {"/data/x": 2**40}}),
    ("laptop.purged", {"purged/" + "01" * 16 + "-" + "9" * 5000 + "-1": {"operations": 1}}),
]


@pytest.mark.parametrize(("kind", "fields"), ODD)
def test_an_odd_value_waits_and_nothing_fails_on_it(
    town: Town, hq: Desk, turned: Desk, kind: str, fields: Fields
) -> None:
    other = town.desk("玉树")
    subject = turned.station.identity.device if KINDS[kind].subject == "laptop" else new_id(turned.station)
    writes_unlooked_at(turned, kind, subject, fields)
    registration.register(other.station, registration.make_fields({"name": "央宗"}), {"attendance": "given"})
    files = [bundles.make_bundle(one.station, one.stick).path for one in (turned, other)]
    imported, refused = importing.import_all(hq.station, files)
    assert (refused, imported[0].unusable) == ([], 1)
    assert hq.knows("央宗").name == "央宗"
    for what, read in readings(hq.station, hq.stick, random.Random(1)):
        assert fault_of(what, read) == ""


def test_a_clock_that_nobody_can_show_moves_no_other(town: Town, hq: Desk, turned: Desk) -> None:
    header = Header(1, 0, 1_781_226_000_000, 2**64 - 1, 0, False, "organisation.registered", bytes(10), b"", 0, b"", {})
    forge(turned.station, [(header, encode_fields({"name": "合作社"}))])
    assert town.carry_stick(turned).unusable == 1
    registers(hq, "后来的人")


def test_what_nobody_expected_of_one_file_keeps_no_other_out(
    town: Town, hq: Desk, turned: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = town.desk("玉树")
    for desk, name in ((turned, GHOST), (other, "央宗")):
        registration.register(desk.station, registration.make_fields({"name": name}), {"attendance": "given"})
    files = [bundles.make_bundle(one.station, one.stick).path for one in (turned, other)]

    def stumbles(name: str) -> str:
        if name == GHOST:
            raise KeyError(name)
        return name

    with monkeypatch.context() as patched:
        patched.setattr(projections, "sort_key", stumbles)
        imported, refused = importing.import_all(hq.station, files)
    assert [one.name for one in imported] == [files[1].name]
    assert hq.knows("央宗").name == "央宗"
    (one,) = refused
    assert (one.fault.code, one.laptop) == ("bundle.not-foreseen", "别处")
    assert one.fault.data["exception"] == "KeyError"
    assert str(one.fault.data["where"]).startswith("store/projections.py:")
    assert GHOST not in str(one.fault)
    # nothing of it was taken in, and once the program is mended it goes in
    with pytest.raises(UserFault, match=r"person\.unknown"):
        hq.knows(GHOST)
    assert importing.import_bundle(hq.station, files[0]).new
    assert hq.knows(GHOST).name == GHOST
