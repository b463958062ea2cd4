"""Headquarters burns down in the middle of the year: an old backup against three laptops that went on in between."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.exchange import keys
from tianye.exchange.encoding import Range
from tianye.services import (
    backups,
    bundles,
    diagnostics,
    epochs,
    held,
    importing,
    packs,
    receipts,
    registration,
    reporting,
    review,
)
from tianye.services import undo as undoing
from tianye.services.epoch_numbers import MOST_AHEAD
from tianye.services.station import Station
from tianye.store.projections import TABLES
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
NAMES = ("玉树一号", "玉树二号", "玉树三号")


@dataclass
class Story:
    """What is there when headquarters is lost: three laptops, a backup of the first day, the packs on their sticks."""

    town: Town
    laptops: list[Desk]
    backup: Path
    packs: list[Path]
    receipts: list[Path]
    reference: Path


def plan(hq: Desk, code: str) -> None:
    with hq.station.command("plan") as command:
        training = command.new_subject()
        fields = {"code": code, "county": YUSHU, "kind": "training", "threshold": "1/1"}
        command.add("training.planned", training, fields, is_new=True)
        for half in ("am", "pm"):
            fields = {"code": f"{code}-{half}", "training": training, "on": "2026-06-12", "half": half}
            command.add("session.planned", command.new_subject(), fields, is_new=True)


def registers(desk: Desk, name: str, number: int) -> bytes:
    fields = {"name": name, "sex": "女", "phone": f"139970100{number:02}", "place": f"{YUSHU}100001"}
    person, _ = registration.register(desk.station, registration.make_fields(fields))
    return person


def sends_packs(town: Town, desks: list[Desk]) -> list[Path]:
    """Make a pack for each, install it, and leave the file where it is."""
    hq = town.headquarters()
    words = " ".join(keys.fingerprint_words(hq.station.identity.card))
    found = []
    for desk in desks:
        laptop = packs.get_laptop(hq.station, desk.station.identity.name)
        found.append(packs.make_pack(hq.station, laptop, hq.stick).path)
        packs.install_pack(desk.station, found[-1], trust=words)
    return found


def sends_receipts(town: Town, desks: list[Desk]) -> list[Path]:
    hq = town.headquarters()
    found = []
    for desk in desks:
        laptop = packs.get_laptop(hq.station, desk.station.identity.name)
        found.append(importing.make_receipt(hq.station, laptop, hq.stick))
        receipts.install_receipt(desk.station, found[-1])
    return found


def figures(station: Station) -> list[object]:
    report = reporting.make_report(station)
    return [(one.id, one.by, one.key, one.value, one.k, one.n) for one in report.figures]


def content(station: Station) -> dict[str, list[object]]:
    """Return every read table with subjects by their ids; the runs of headquarters are its own affair."""
    names = {number: bytes(identifier) for number, identifier in station.database.rows("SELECT no, id FROM subject")}
    references = {"no", "programme", "venue", "host", "training", "session", "person", "subject", "organisation",
                  "household", "form", "one", "other"}  # fmt: skip
    found: dict[str, list[object]] = {}
    for table in TABLES.values():
        if table.name == "laptop":
            continue
        rows = station.database.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}")
        found[table.name] = sorted(
            (
                tuple(
                    names[value] if column in references and value is not None else value
                    for column, value in zip(table.columns, row, strict=True)
                )
                for row in rows
            ),
            key=repr,
        )
    return found


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    town = Town(tmp_path)
    hq = town.headquarters()
    plan(hq, "A")
    for number, name in enumerate(("卓玛", "才仁", "马秀英", "扎西")):
        registers(hq, name, number)
    laptops = [town.desk(name) for name in NAMES]
    for desk in laptops:
        town.enrols(desk, YUSHU)
    sends_packs(town, laptops)
    laptops[0].checks_in("卓玛", "A-am")
    town.carry_stick(laptops[0])
    sends_receipts(town, laptops[:1])
    backup = backups.make_backup(hq.station, tmp_path / "disk").path

    # what came after it: headquarters plans, registers and decides; packs, bundles and receipts went to and fro
    plan(hq, "B")
    registers(hq, "央金", 10)
    registration.correct(hq.station, hq.knows("扎西").id, {"phone": "13900000000"})
    made = sends_packs(town, laptops)
    laptops[0].checks_in("才仁", "B-am")
    registers(laptops[1], "人一", 20)
    laptops[1].checks_in("马秀英", "B-am")
    undoing.undo_last(laptops[1].station)
    laptops[1].checks_in("央金", "B-pm")
    laptops[2].checks_in("扎西", "B-am")
    for desk in laptops:
        town.carry_stick(desk)
    said = sends_receipts(town, laptops)
    # on one no stick was put in yet
    laptops[2].checks_in("卓玛", "B-pm")
    registration.correct(laptops[1].station, laptops[1].knows("才仁").id, {"name": "才仁永措"})
    # headquarters as if it had never been lost
    reference = tmp_path / "reference"
    hq.station.close()
    shutil.copytree(hq.station.folder, reference)
    shutil.rmtree(hq.station.folder)
    yield Story(town, laptops, backup, made, said, reference)
    town.close()


def restored(story: Story) -> Desk:
    hq = story.town.headquarters()
    done = backups.restore_backup(story.backup, hq.station.folder, PASSPHRASE, world=hq.station.world)
    assert done.epoch > 1
    hq.station = Station.open(hq.station.folder, PASSPHRASE, hq.station.world)
    return hq


def test_nothing_is_lost_and_the_figures_are_those_of_a_headquarters_that_never_was(story: Story) -> None:
    town, laptops = story.town, story.laptops
    received = [bundles.standing(desk.station).received for desk in laptops]
    hq = restored(story)
    # what it said itself comes back from the packs it had signed; they are its own, and not passed over
    imported, refused = importing.import_all(hq.station, story.packs)
    assert refused == []
    assert {one.outcome for one in imported} == {"own pack"}
    assert hq.knows("央金").name == "央金"
    assert hq.knows("扎西").phone == "13900000000"
    # its next packs ask each laptop for what it lacks
    first = hq.station.log.head(laptops[1].station.identity.device).sequence + 1
    assert epochs.want(hq.station, laptops[1].station.identity.device) == (Range(first, 0xFFFFFFFF),)
    sends_packs(town, laptops)
    for desk, before in zip(laptops, received, strict=True):
        now = bundles.standing(desk.station)
        assert now.received == hq.station.log.head(desk.station.identity.device).sequence < before
        assert now.on_the_way + now.only_here == now.written - now.received
    # a receipt of the lost headquarters says nothing any more
    for desk, path in zip(laptops, story.receipts, strict=True):
        with pytest.raises(UserFault, match=r"receipt\.older-epoch"):
            receipts.install_receipt(desk.station, path)

    with Station.open(story.reference, PASSPHRASE, hq.station.world) as reference:
        handed = [bundles.make_bundle(desk.station, desk.stick).path for desk in laptops]
        for path in handed:
            assert importing.import_bundle(reference, path).outcome == "taken in"
        for path in reversed(handed):
            assert importing.import_bundle(hq.station, path).outcome == "taken in"
        assert content(hq.station) == content(reference)
        assert figures(hq.station) == figures(reference)
        mine = {header for (header,) in hq.station.database.rows("SELECT header FROM operation")}
        theirs = {header for (header,) in reference.database.rows("SELECT header FROM operation")}
        # only what it says to a single laptop is not in the packs of the others
        lost = theirs - mine
        assert not lost
        assert len(review.list_cases(hq.station)) == len(review.list_cases(reference))
    assert diagnostics.check(hq.station, full=True).findings == ()

    # life goes on: the laptops know the epoch, receipts count again, what headquarters writes contradicts nothing
    for desk in laptops:
        assert epochs.want(hq.station, desk.station.identity.device) == ()
    sends_receipts(town, laptops)
    plan(hq, "C")
    registers(hq, "拉毛", 30)
    registration.correct(hq.station, hq.knows("扎西").id, {"phone": "13911111111"})
    sends_packs(town, laptops)
    for desk in laptops:
        now = bundles.standing(desk.station)
        assert now.received == now.written
        assert desk.knows("拉毛").id == hq.knows("拉毛").id
        assert desk.knows("扎西").phone == "13911111111"
        assert desk.session("C-am").training_code == "C"
        assert diagnostics.check(desk.station, full=True).findings == ()
    undone = undoing.undo_last(hq.station)
    assert undone.command is not None
    assert hq.knows("扎西").phone == "13900000000"
    assert held.held_runs(hq.station) == []


def test_the_laptops_bring_back_what_headquarters_had_said(story: Story) -> None:
    """No stick has the old packs any more: each laptop kept its newest one, and hands it along by itself."""
    town, laptops = story.town, story.laptops
    for path in story.packs:
        path.unlink()
    hq = restored(story)
    sends_packs(town, laptops)
    for desk in laptops:
        bundles.make_bundle(desk.station, desk.stick)
    imported, refused = importing.import_all(hq.station, [path for desk in laptops for path in desk.stick.iterdir()])
    assert refused == []
    assert [one.outcome for one in imported].count("own pack") == 3
    with Station.open(story.reference, PASSPHRASE, replace(hq.station.world, tips=None)) as reference:
        for desk in laptops:
            for path in desk.stick.glob("bundle-*"):
                importing.import_bundle(reference, path)
        assert content(hq.station) == content(reference)
        assert figures(hq.station) == figures(reference)
    assert hq.knows("央金").name == "央金"
    assert diagnostics.check(hq.station, full=True).findings == ()
    again, _ = importing.import_all(hq.station, list(laptops[0].stick.iterdir()))
    assert sum(one.new for one in again) == 0
    # once is enough: headquarters says what it took in, and the laptops carry it no more
    assert [len(desk.station.carried.all_rows()) for desk in laptops] == [1, 1, 1]
    sends_packs(town, laptops)
    assert [len(desk.station.carried.all_rows()) for desk in laptops] == [0, 0, 0]


def test_without_the_old_packs_the_laptops_records_come_back_all_the_same(story: Story) -> None:
    """Nobody finds the packs of the lost time: what the laptops did is there, what headquarters planned is not."""
    town, laptops = story.town, story.laptops
    hq = restored(story)
    plan(hq, "D")
    sends_packs(town, laptops)
    for desk in laptops:
        town.carry_stick(desk)
        assert hq.station.log.head(desk.station.identity.device) == desk.station.log.head(desk.station.identity.device)
    (attended,) = hq.station.database.rows("SELECT count(*) FROM attendance WHERE is_present")
    with Station.open(story.reference, PASSPHRASE, hq.station.world) as reference:
        for desk in laptops:
            importing.import_bundle(reference, bundles.make_bundle(desk.station, desk.stick).path)
            town.carry_stick(desk)
        (there,) = reference.database.rows("SELECT count(*) FROM attendance WHERE is_present")
    assert attended == there
    # found later, on an old stick, the pack still fits
    imported, _ = importing.import_all(hq.station, story.packs)
    assert sum(one.new for one in imported) > 0
    assert hq.session("B-am").training_code == "B"
    assert diagnostics.check(hq.station, full=True).findings == ()


def test_a_folder_that_was_put_back_by_hand_notices_it_from_the_first_bundle(story: Story, tmp_path: Path) -> None:
    """On another computer somebody put the old folder back instead of restoring the backup: no epoch was opened."""
    town, laptops = story.town, story.laptops
    hq = town.headquarters()
    folder = tmp_path / "another computer"
    shutil.copytree(story.backup, folder, ignore=shutil.ignore_patterns("manifest.json"))
    hq.station = Station.open(folder, PASSPHRASE, replace(hq.station.world, tips=None))
    before = hq.station.settings.find_number("hq_epoch", 1)
    late = bundles.make_bundle(laptops[2].station, laptops[2].stick)
    assert importing.import_bundle(hq.station, late.path).outcome == "waits"
    assert hq.station.settings.find_number("hq_epoch") > before
    assert hq.station.identity.run != hq.station.identity.device
    sends_packs(town, laptops)
    for desk in laptops:
        town.carry_stick(desk)
        assert hq.station.log.head(desk.station.identity.device) == desk.station.log.head(desk.station.identity.device)


@pytest.mark.parametrize(("ahead", "is_believed"), [(MOST_AHEAD, True), (MOST_AHEAD + 1, False)])
def test_a_laptop_may_tell_of_an_epoch_at_most_a_year_ahead(town: Town, ahead: int, is_believed: bool) -> None:
    """One that names the last epoch there is would leave no further one to open."""
    hq, desk = town.headquarters(), town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    before = hq.station.settings.find_number("hq_epoch", 1)
    with desk.station.writing():
        desk.station.settings.put("hq_epoch", before + ahead)
    assert town.carry_stick(desk).outcome == "taken in"
    assert (hq.station.settings.find_number("hq_epoch", 1) > before) is is_believed
