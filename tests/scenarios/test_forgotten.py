"""Who was to be forgotten stays forgotten: headquarters is restored from before the order, old files come late."""

from __future__ import annotations

import ctypes.util
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from left_readable import left_readable, opened
from tianye.domain.kinds import VOUCHED
from tianye.services import (
    attaching,
    backups,
    bundles,
    checkin,
    diagnostics,
    erasing,
    held,
    importing,
    kept,
    newest_pack,
    packs,
    registration,
    review,
    succession,
)
from tianye.services import undo as undoing
from tianye.services.bundles import Medium
from tianye.services.erasing import Why
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import kept_files
from town import PASSPHRASE, Desk, Town

pytestmark = pytest.mark.skipif(ctypes.util.find_library("crypto") is None, reason="no AES to read pages with")

YUSHU = "632701"
HER, PHONE, OTHER = "央金措毛哨", "13908675317", "马秀英"
HERS = (HER, PHONE)


@dataclass
class Story:
    """A headquarters and two laptops that all know her; a backup of headquarters from before anybody asked."""

    town: Town
    near: Desk
    far: Desk
    backup: Path

    @property
    def hq(self) -> Desk:
        return self.town.headquarters()

    def orders(self) -> bytes:
        person = self.hq.knows(HER).id
        erasing.order_person(self.hq.station, person, Why.WITHDRAWN)
        return person

    def restores(self, backup: Path | None = None) -> None:
        """Headquarters' computer is gone; what there is is the backup."""
        hq = self.hq
        hq.station.close()
        shutil.rmtree(hq.station.folder)
        backups.restore_backup(backup or self.backup, hq.station.folder, PASSPHRASE, world=hq.station.world)
        hq.station = Station.open(hq.station.folder, PASSPHRASE, hq.station.world)

    def is_forgotten(self, *desks: Desk) -> None:
        """Nothing of hers is readable, and what is left is sound."""
        for desk in desks or (self.hq, self.near, self.far):
            assert left_readable(desk.station, HERS) == []
            assert diagnostics.check(desk.station, full=True).findings == ()
            assert desk.knows(OTHER).name == OTHER
        assert review.list_cases(self.hq.station) == []


def registers(desk: Desk, name: str, phone: str) -> bytes:
    fields = registration.make_fields({"name": name, "phone": phone, "place": f"{YUSHU}100001"})
    person, _ = registration.register(desk.station, fields, {"attendance": "given"})
    return person


@pytest.fixture
def story(town: Town, tmp_path: Path) -> Story:
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        session = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), session, is_new=True)
    registers(hq, HER, PHONE)
    registers(hq, OTHER, "13908675318")
    near, far = town.desk("近处"), town.desk("远处")
    for desk in (near, far):
        town.enrols(desk, YUSHU)
        town.sends_pack(desk)
        desk.checks_in(HER, "YS-am")
        town.carry_stick(desk)
    return Story(town, near, far, backups.make_backup(hq.station, tmp_path / "disk").path)


class TestRestoredHeadquarters:
    @pytest.mark.parametrize("medium", [Medium.STICK, Medium.MESSENGER])
    def test_the_first_bundle_of_a_laptop_that_obeyed_brings_the_order_back(self, story: Story, medium: Medium) -> None:
        town, near, far = story.town, story.near, story.far
        person = story.orders()
        (before,) = erasing.all_erasures(story.hq.station)
        town.sends_pack(near)
        story.restores()
        hq = story.hq
        assert hq.knows(HER).id == person
        handed = bundles.make_bundle(near.station, near.stick, medium)
        imported = importing.import_bundle(hq.station, handed.path)
        assert imported.changes.touches("person")
        (order,) = erasing.all_erasures(hq.station)
        assert (order.id, order.of, order.why, order.ordered_on) == (person, "person", before.why, before.ordered_on)
        assert order.carried_out_ms is not None
        assert (order.confirmed, order.missing) == (("近处",), ("远处",))
        story.is_forgotten(hq, near)
        # it stands again for those who never heard of it, and for who comes new
        third = town.desk("新来")
        town.enrols(third, YUSHU)
        for desk in (near, far, third):
            town.sends_pack(desk)
            town.carry_stick(desk)
        story.is_forgotten(hq, near, far, third)
        (order,) = erasing.all_erasures(hq.station)
        assert order.missing == ()

    def test_so_does_an_old_pack_of_its_own_at_once(self, story: Story) -> None:
        story.orders()
        story.town.sends_pack(story.near)
        (pack,) = sorted(story.hq.stick.glob("pack-*"), key=lambda path: path.stat().st_mtime_ns)[-1:]
        story.restores()
        assert importing.import_bundle(story.hq.station, pack).outcome == "own pack"
        story.is_forgotten(story.hq, story.near)
        (order,) = erasing.all_erasures(story.hq.station)
        assert (order.of, order.carried_out_ms is not None) == ("person", True)

    def test_an_order_that_waited_and_was_taken_back_meanwhile_stands(self, story: Story, tmp_path: Path) -> None:
        """The backup holds the order as one that can be taken back; it was carried out after that."""
        person = story.orders()
        waiting = backups.make_backup(story.hq.station, tmp_path / "disk").path
        story.town.sends_pack(story.near)
        story.restores(waiting)
        erasing.take_back(story.hq.station, person)
        assert story.hq.knows(HER).id == person
        story.town.carry_stick(story.near)
        story.is_forgotten(story.hq, story.near)
        story.town.sends_pack(story.far)
        story.town.carry_stick(story.far)
        story.is_forgotten()

    def test_an_order_that_was_given_anew_is_no_case_for_review(self, story: Story) -> None:
        person = story.orders()
        story.town.sends_pack(story.near)
        story.restores()
        story.hq.clock.set("2026-06-20 09:00")
        erasing.order_person(story.hq.station, person, Why.NOT_NEEDED)
        for desk in (story.near, story.far):
            story.town.sends_pack(desk)
        for desk in (story.near, story.far):
            bundles.make_bundle(desk.station, desk.stick)
            importing.import_all(story.hq.station, sorted(desk.stick.iterdir()))
            story.town.sends_pack(desk)
        story.is_forgotten()
        assert len(erasing.all_erasures(story.hq.station)) == 1

    def test_a_second_loss_changes_nothing(self, story: Story) -> None:
        story.orders()
        story.town.sends_pack(story.near)
        for _ in range(2):
            story.restores()
            story.town.sends_pack(story.near)
            story.town.carry_stick(story.near)
            story.is_forgotten(story.hq, story.near)

    @pytest.mark.parametrize("changes_before", [True, False])
    def test_it_does_not_matter_under_which_of_its_keys_it_was_signed(
        self, story: Story, tmp_path: Path, changes_before: bool
    ) -> None:
        """Signed under the keys that came next, which the backup only announces, or under those given up before it."""
        hq, near = story.hq, story.near
        backup = backups.make_backup(hq.station, tmp_path / "disk").path
        if changes_before:
            succession.rotate(hq.station)
        story.orders()
        story.town.sends_pack(near)
        if not changes_before:
            succession.rotate(hq.station)
            story.town.sends_pack(near)
        story.restores(backup)
        story.town.carry_stick(near)
        story.is_forgotten(hq, near)

    def test_a_revoked_laptop_brings_it_back_too(self, story: Story) -> None:
        """What it wrote after its boundary is held back; headquarters' own word in it is not."""
        town, near = story.town, story.near
        story.orders()
        town.sends_pack(near)
        story.restores()
        packs.revoke(story.hq.station, packs.get_laptop(story.hq.station, "近处"), "lost")
        imported = importing.import_bundle(story.hq.station, bundles.make_bundle(near.station, near.stick).path)
        assert imported.held > 0
        story.is_forgotten(story.hq, near)

    def test_a_laptop_can_bring_back_only_what_was_ordered(self, story: Story) -> None:
        """It says somebody else's name beside headquarters' signature, or a signature of its own."""
        hq, near = story.hq, story.near
        other = near.knows(OTHER).id
        story.orders()
        story.town.sends_pack(near)
        (vouch,) = near.station.state("erasure", erasing.all_erasures(hq.station)[0].id).values("vouch")
        for said in (vouch, vouch | {"signature": b""}, vouch | {"signature": 1}, vouch | {"of": ["person"]}, {}):
            with near.station.command("forged") as command:
                command.add(VOUCHED, other, {"vouch": said}, supersedes={})
        story.restores()
        story.town.carry_stick(near)
        assert hq.knows(OTHER).id == other
        assert [one.id == other for one in erasing.all_erasures(hq.station)] == [False]
        story.is_forgotten(hq, near)


def test_a_laptop_cannot_undo_that_it_obeyed(story: Story) -> None:
    story.near.checks_in(OTHER, "YS-am")
    story.orders()
    story.town.sends_pack(story.near)
    undoing.undo_last(story.near.station)
    # it is what was done before that is undone
    assert checkin.counts(story.near.station, story.near.session("YS-am")) == (0, 0)
    story.town.carry_stick(story.near)
    (order,) = erasing.all_erasures(story.hq.station)
    assert order.confirmed == ("近处",)


def test_an_older_pack_that_is_put_in_by_hand_does_not_stay(story: Story) -> None:
    """The laptop keeps its newest pack as it came: an older one, in which she still stands, is not that."""
    hq, near = story.hq, story.near
    (older,) = sorted(hq.stick.glob("pack-*"), key=lambda path: path.stat().st_mtime_ns)[:1]
    story.orders()
    story.town.sends_pack(near)
    packs.install_pack(near.station, older, allow_older=True)
    assert VOUCHED.encode() in b"".join(opened(hq.station, newest_pack.newest_path(near.station)))
    story.is_forgotten(hq, near)


class TestKeptFiles:
    def copies(self, desk: Desk, folder: Path) -> Desk:
        """Copy a laptop's folder, as somebody does to be safe; both go on."""
        desk.station.database.checkpoint()
        shutil.copytree(desk.station.folder, folder, ignore=shutil.ignore_patterns("lock"))
        world = replace(desk.station.world, tips=None)
        return Desk(Station.open(folder, PASSPHRASE, world), desk.clock, desk.stick)

    def test_the_proof_of_a_second_writer_goes_and_its_page_says_so(self, story: Story, tmp_path: Path) -> None:
        hq, near = story.hq, story.near
        copy = self.copies(near, tmp_path / "copy")
        registers(near, "别人", "13908675319")
        story.town.carry_stick(near)
        registration.correct(copy.station, copy.knows(HER).id, {"phone": PHONE, "alias": HER})
        registers(copy, "人一", "13908675320")
        assert importing.import_bundle(hq.station, bundles.make_bundle(copy.station, copy.stick).path).held > 0
        (one,) = held.held_runs(hq.station)
        assert (one.files, one.destroyed) == (1, 0)
        story.orders()
        erasing.carry_out(hq.station)
        story.is_forgotten(hq)
        (one,) = held.held_runs(hq.station)
        assert (one.files, one.destroyed) == (0, 1)
        # more of it comes after the order, and goes at once
        registration.correct(copy.station, copy.knows(HER).id, {"note": HER})
        importing.import_bundle(hq.station, bundles.make_bundle(copy.station, copy.stick).path)
        story.is_forgotten(hq)
        (one,) = held.held_runs(hq.station)
        assert (one.files, one.destroyed) == (0, 2)
        held.accept(hq.station, one)
        story.is_forgotten(hq)
        assert hq.knows("人一").name == "人一"
        copy.station.close()

    def waits(self, story: Story) -> tuple[Path, Path]:
        """Make two files of a laptop, each with something of hers and of somebody else; returns both in order."""
        near = story.near
        registration.correct(near.station, near.knows(HER).id, {"alias": HER})
        registers(near, "人一", "13908675319")
        first = bundles.make_bundle(near.station, near.stick)
        with near.station.writing():
            # a receipt that nobody wrote: the next file begins where this one ended
            near.station.settings.put("received_sequence", first.last)
        registration.correct(near.station, near.knows(HER).id, {"note": HER})
        registers(near, "人二", "13908675320")
        return first.path, bundles.make_bundle(near.station, near.stick).path

    @pytest.mark.parametrize("is_ordered_before", [True, False])
    def test_a_file_that_waits_goes_on_waiting_without_her(self, story: Story, is_ordered_before: bool) -> None:
        hq = story.hq
        first, second = self.waits(story)
        hers = hq.station.log.owner_key(hq.knows(HER).id)
        if is_ordered_before:
            story.orders()
            erasing.carry_out(hq.station)
        assert importing.import_bundle(hq.station, second).outcome == "waits"
        if not is_ordered_before:
            assert left_readable(hq.station, ["人二"]) != []
            story.orders()
            erasing.carry_out(hq.station)
        story.is_forgotten(hq)
        (row,) = kept_files.all_rows(hq.station.database)
        assert hers not in b"".join(opened(hq.station, kept.path_of(hq.station, row.hash)))
        # the same file again is the one that waits, and so it is after another erasure
        assert importing.import_bundle(hq.station, second).outcome == "waits"
        erasing.order_person(hq.station, hq.knows(OTHER).id, Why.MISTAKEN)
        erasing.carry_out(hq.station)
        assert [one.name for one in importing.all_waiting(hq.station)] == [second.name]
        done = importing.import_bundle(hq.station, first)
        assert [one.outcome for one in done.followed] == ["taken in"]
        assert importing.all_waiting(hq.station) == []
        assert left_readable(hq.station, HERS) == []
        assert (hq.knows("人一").name, hq.knows("人二").name) == ("人一", "人二")
        device = story.near.station.identity.device
        assert hq.station.log.head(device) == story.near.station.log.head(device)
        assert diagnostics.check(hq.station, full=True).findings == ()
        # who carries it hears that it came
        assert files.hash_of(second) in packs.taken_lately(hq.station)
        assert importing.import_bundle(hq.station, second).new == 0

    def test_a_file_that_nobody_can_use_is_destroyed(self, story: Story) -> None:
        hq = story.hq
        first, second = self.waits(story)
        importing.import_bundle(hq.station, second)
        (row,) = kept_files.all_rows(hq.station.database)
        path = kept.path_of(hq.station, row.hash)
        path.write_bytes(path.read_bytes()[:-1])
        importing.import_bundle(hq.station, first)
        assert [row.why for row in kept_files.all_rows(hq.station.database)] == ["unusable"]
        story.orders()
        erasing.carry_out(hq.station)
        story.is_forgotten(hq)
        assert kept_files.all_rows(hq.station.database) == []
        assert not path.exists()

    def test_what_the_computer_did_not_come_to_is_done_the_next_time(self, story: Story) -> None:
        """It stops after the order was carried out in the database, before the files were looked through."""
        hq = story.hq
        _, second = self.waits(story)
        importing.import_bundle(hq.station, second)
        story.orders()
        with hq.station.writing():
            erasing.obey(hq.station)
        hq.station.close()
        hq.station = Station.open(hq.station.folder, PASSPHRASE, hq.station.world)
        assert left_readable(hq.station, HERS) != []
        erasing.carry_out(hq.station, is_due=True)
        story.is_forgotten(hq)
        assert not erasing.is_unsettled(hq.station)


def test_what_waits_for_a_decision_and_names_her_goes_too(story: Story) -> None:
    """A link, in which she is the smaller number, and its reason: held back it has no row that could be looked for."""
    hq, near = story.hq, story.near
    her = near.knows(HER).id
    others = [registers(near, f"人{number}", f"1390867533{number}") for number in range(4)]
    packs.revoke(hq.station, packs.get_laptop(hq.station, "近处"), "lost")
    for other in others:
        registration.link(near.station, her, other, is_same=False, reason=PHONE)
    handed = bundles.make_bundle(near.station, near.stick)
    assert importing.import_bundle(hq.station, handed.path).held > len(others)
    story.orders()
    erasing.carry_out(hq.station)
    story.is_forgotten(hq)
    (one,) = held.held_runs(hq.station)
    held.accept(hq.station, one)
    story.is_forgotten(hq)


def test_what_was_attached_to_her_records_is_not_kept_when_it_comes_late(story: Story) -> None:
    """The file is older than the order: her record loses its payload on the way in, and its attachment comes along."""
    hq, near = story.hq, story.near
    with near.station.command("portrait") as command:
        hers = near.station.attachments.keep(HER.encode())
        command.add("person.corrected", near.knows(HER).id, {"note": hers.hex()}, owner=near.knows(HER).id)
        attaching.want(near.station, [hers], 1, 1)
    handed = bundles.make_bundle(near.station, near.stick)
    assert HER.encode() in b"".join(opened(hq.station, handed.path))
    story.orders()
    erasing.carry_out(hq.station)
    importing.import_bundle(hq.station, handed.path)
    assert not hq.station.attachments.has(hers)
    story.is_forgotten(hq)


@pytest.mark.parametrize("is_ordered_before", [True, False])
def test_a_refused_scan_that_names_her_goes_too(story: Story, is_ordered_before: bool) -> None:
    """It is its own owner: only what it says tells of whom it is."""
    hq, near = story.hq, story.near
    with near.station.command("scan") as command:
        scan = command.new_subject(owns_data=True)
        said = {"person": near.knows(HER).id, "raw": HER, "outcome": "forged-badge"}
        command.add("scan.refused", scan, said, owner=scan, is_new=True)
    handed = bundles.make_bundle(near.station, near.stick)
    if not is_ordered_before:
        importing.import_bundle(hq.station, handed.path)
    story.orders()
    erasing.carry_out(hq.station)
    importing.import_bundle(hq.station, handed.path)
    story.town.sends_pack(near)
    story.is_forgotten(hq, near)
