"""Bundles that cannot simply go in: they wait, part from what is here, go past a boundary; nothing is lost."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs

from exchange import desk as signing
from tianye.domain import branches
from tianye.domain.errors import UserFault, WorldFault
from tianye.domain.ops import Sealed
from tianye.exchange import bundle, keys
from tianye.exchange.encoding import Range
from tianye.services import (
    backups,
    bundles,
    checkin,
    diagnostics,
    fleet,
    held,
    importing,
    kept,
    packs,
    registration,
)
from tianye.services import undo as undoing
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import kept_files
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    with town.headquarters().station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        for code in ("YS-am", "YS-pm"):
            fields = {"code": code, "training": training, "on": "2026-06-12"}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    for number, name in enumerate(("卓玛", "才仁", "马秀英")):
        fields = registration.make_fields({"name": name, "phone": f"1399701000{number}", "place": f"{YUSHU}100001"})
        registration.register(town.headquarters().station, fields)
    yield town
    town.close()


@pytest.fixture
def hq(town: Town) -> Desk:
    return town.headquarters()


@pytest.fixture
def desk(town: Town, hq: Desk) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    return desk


def registers(desk: Desk | Station, name: str) -> bytes:
    station = desk.station if isinstance(desk, Desk) else desk
    person, _ = registration.register(station, {"name": name, "place": f"{YUSHU}200200"})
    return person


def hands_over(desk: Desk, name: str) -> Path:
    """Let one more person be registered, and everything since the last receipt be written."""
    registers(desk, name)
    return bundles.make_bundle(desk.station, desk.stick).path


def forgets_what_was_received(desk: Desk) -> None:
    """Let the laptop hold a receipt that headquarters has no memory of: its next bundle begins after it."""
    with desk.station.writing():
        desk.station.settings.put("received_sequence", desk.station.log.head(desk.station.identity.device).sequence)


def names(station: Station) -> set[str]:
    return {name for (name,) in station.database.rows("SELECT name FROM person WHERE name LIKE '人%'")}


def copied(desk: Desk, folder: Path) -> Station:
    """Copy the laptop's data folder, as somebody does who wants to be safe, and open the copy."""
    world = desk.station.world
    desk.station.close()
    shutil.copytree(desk.station.folder, folder)
    desk.station = Station.open(desk.station.folder, PASSPHRASE, world)
    return Station.open(folder, PASSPHRASE, world)


def checks_in(station: Station, who: str, session: str) -> None:
    checkin.check_in(station, checkin.get_session(station, session), who)


def present(hq: Desk, session: str) -> int:
    return checkin.counts(hq.station, hq.session(session))[0]


def is_sound(hq: Desk) -> bool:
    return diagnostics.check(hq.station, full=True).findings == ()


def test_what_cannot_be_a_bundle_is_not_read_to_its_end(
    hq: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: Path) -> bytes:
        raise AssertionError("all of it is read")

    monkeypatch.setattr(importing.files, "hash_of", read)
    for size, begins, code in (
        (12 << 30, b"age-encryption.org/v1\n", "bundle.too-large"),
        (3 << 30, b"", "bundle.not-ours"),
        (3 << 30, b"age-encryption.org/v1\n", "bundle.hostile-header"),
    ):
        path = tmp_path / "long.tianye"
        with path.open("wb") as file:
            file.write(begins)
            file.truncate(size)
        with pytest.raises(UserFault) as refusal:
            importing.import_bundle(hq.station, path)
        assert refusal.value.code == code
        assert [one.fault.code for one in importing.import_all(hq.station, [path])[1]] == [code]


def test_headquarters_own_key_hands_nothing_over(hq: Desk, tmp_path: Path) -> None:
    """Its key stands among those of the laptops; a bundle under it comes from nobody who hands over."""
    own = signing.Station(9)
    own.seed = hq.station.identity.signing_key
    own.public = keys.DevicePublic(keys.public_key(own.seed))
    own.device = hq.station.identity.device
    addressed = signing.Station(10, hq.station.identity.box_identity)
    first = hq.station.log.head(own.device)
    run = signing.make_run(own, signing.some_payloads(2), first.sequence + 1, first.hash)
    path = tmp_path / "own.tianye"
    path.write_bytes(signing.bundle_file(own, addressed, run))
    before = hq.station.log.count()
    with pytest.raises(UserFault, match=r"bundle\.unknown-device"):
        importing.import_bundle(hq.station, path)
    assert hq.station.log.count() == before


class TestWaiting:
    """Three bundles one after the other, each begins where the last receipt said."""

    @pytest.fixture
    def three(self, desk: Desk) -> list[Path]:
        found = []
        for name in ("人一", "人二", "人三"):
            found.append(hands_over(desk, name))
            forgets_what_was_received(desk)
        return found

    def test_it_waits_is_kept_and_goes_in_by_itself(self, hq: Desk, desk: Desk, three: list[Path]) -> None:
        first, second, third = three
        device = desk.station.identity.device
        late = importing.import_bundle(hq.station, third)
        needs = (1, late.first - 1)
        assert (late.outcome, late.needs, late.new, late.laptop) == ("waits", needs, 0, "玉树")
        assert kept.want(hq.station, device) == (Range(*needs),)
        (row,) = kept_files.rows_kept(hq.station.database, "gap")
        assert kept.path_of(hq.station, row.hash).read_bytes() == third.read_bytes()
        # the file that was carried is not needed any more
        third.unlink()
        # again, and after a restart, it still waits
        hq.station.close()
        hq.station = Station.open(hq.station.folder, PASSPHRASE, hq.station.world)
        middle = importing.import_bundle(hq.station, second)
        assert middle.outcome == "waits"
        assert kept.want(hq.station, device) == (Range(1, middle.first - 1),)
        assert names(hq.station) == set()
        came = importing.import_bundle(hq.station, first)
        assert [(one.name, one.outcome, one.new) for one in came.followed] == [
            (second.name, "taken in", 1),
            (third.name, "taken in", 1),
        ]
        assert names(hq.station) == {"人一", "人二", "人三"}
        assert kept_files.rows_kept(hq.station.database, "gap") == []
        assert list(kept.path_of(hq.station, row.hash).parent.iterdir()) == []
        assert is_sound(hq)

    def test_all_in_one_folder_in_the_wrong_order(self, hq: Desk, three: list[Path]) -> None:
        imported, refused = importing.import_all(hq.station, [*reversed(three), *three])
        assert refused == []
        assert {(one.name, one.outcome) for one in imported} == {(path.name, "taken in") for path in three}
        assert names(hq.station) == {"人一", "人二", "人三"}

    def test_what_is_missing_comes_in_another_file_that_overlaps(self, hq: Desk, desk: Desk, three: list[Path]) -> None:
        waiting = importing.import_bundle(hq.station, three[2])
        with desk.station.writing():
            desk.station.settings.put("received_sequence", 0)
        # everything from the beginning, a piece more than what waits
        overlapping = hands_over(desk, "人四")
        came = importing.import_bundle(hq.station, overlapping)
        assert came.last > waiting.last
        assert [(one.outcome, one.new) for one in came.followed] == [("taken in", 0)]
        assert names(hq.station) == {"人一", "人二", "人三", "人四"}
        assert kept_files.rows_kept(hq.station.database, "gap") == []

    def test_the_next_pack_asks_for_what_is_missing_and_it_is_handed_over_again(
        self, town: Town, hq: Desk, desk: Desk, three: list[Path]
    ) -> None:
        importing.import_bundle(hq.station, three[2])
        assert bundles.standing(desk.station).received == bundles.standing(desk.station).written
        town.sends_pack(desk)
        assert bundles.standing(desk.station).received == 0
        came = town.carry_stick(desk)
        assert names(hq.station) == {"人一", "人二", "人三"}
        assert len(came.followed) == 1
        assert kept.want(hq.station, desk.station.identity.device) == ()

    def test_the_same_again_while_it_waits_is_one(self, hq: Desk, desk: Desk, three: list[Path]) -> None:
        for _ in range(3):
            assert importing.import_bundle(hq.station, three[1]).outcome == "waits"
        assert len(kept_files.rows_kept(hq.station.database, "gap")) == 1
        (line,) = fleet.all_lines(hq.station)
        assert [piece.state for piece in line.pieces] == ["missing", "waiting"]

    def test_so_many_may_wait_and_no_more(self, hq: Desk, three: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kept, "MOST_FILES", 1)
        importing.import_bundle(hq.station, three[1])
        with pytest.raises(UserFault, match=r"bundle\.no-room-to-wait"):
            importing.import_bundle(hq.station, three[2])
        # what is said of a folder: the one refusal does not hinder the others
        imported, refused = importing.import_all(hq.station, [three[2], three[0]])
        assert [one.fault.code for one in refused] == ["bundle.no-room-to-wait"]
        assert names(hq.station) == {"人一", "人二"}
        assert [one.outcome for one in imported] == ["taken in", "taken in"]

    def test_so_much_may_wait_and_no_more(self, hq: Desk, three: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        size = three[1].stat().st_size + three[2].stat().st_size
        monkeypatch.setattr(kept, "MOST_BYTES", size - 1)
        importing.import_bundle(hq.station, three[1])
        with pytest.raises(UserFault, match=r"bundle\.no-room-to-wait"):
            importing.import_bundle(hq.station, three[2])
        assert len(kept_files.rows_kept(hq.station.database, "gap")) == 1
        monkeypatch.setattr(kept, "MOST_BYTES", size)
        assert importing.import_bundle(hq.station, three[2]).outcome == "waits"

    def test_a_full_disk_keeps_nothing_half(self, hq: Desk, three: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        with monkeypatch.context() as broken:

            def full(*_: object, **__: object) -> bytes:
                raise OSError(errno.ENOSPC, "No space left on device")

            broken.setattr("tianye.store.files.save", full)
            with pytest.raises(WorldFault, match=r"file\.no-space"):
                importing.import_bundle(hq.station, three[2])
        assert kept_files.rows_kept(hq.station.database, "gap") == []
        assert importing.import_bundle(hq.station, three[2]).outcome == "waits"

    def test_what_was_kept_and_is_damaged_is_said_and_asked_for_again(
        self, town: Town, hq: Desk, desk: Desk, three: list[Path]
    ) -> None:
        importing.import_bundle(hq.station, three[1])
        (row,) = kept_files.rows_kept(hq.station.database, "gap")
        path = kept.path_of(hq.station, row.hash)
        path.write_bytes(path.read_bytes()[:-1])
        came = importing.import_bundle(hq.station, three[0])
        assert came.followed == ()
        (line,) = fleet.all_lines(hq.station)
        assert [(piece.state, piece.code) for piece in line.pieces] == [("received", ""), ("refused", "bundle.damaged")]
        assert path.exists()
        # the whole one mends it
        assert importing.import_bundle(hq.station, three[1]).new == 1
        assert fleet.all_lines(hq.station)[0].state == "received"

    def test_what_a_disk_would_not_give_just_now_waits_on(
        self, hq: Desk, three: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        importing.import_bundle(hq.station, three[1])
        (row,) = kept_files.rows_kept(hq.station.database, "gap")
        path, hash_of = kept.path_of(hq.station, row.hash), files.hash_of

        def failing(read: Path) -> bytes:
            if read == path:
                raise OSError(errno.EIO, "the disk gives an error")
            return hash_of(read)

        with monkeypatch.context() as patch:
            patch.setattr(files, "hash_of", failing)
            assert importing.import_bundle(hq.station, three[0]).followed == ()
        assert [one.why for one in kept_files.rows_kept(hq.station.database, "gap")] == ["gap"]
        importing.import_bundle(hq.station, three[2])
        assert names(hq.station) == {"人一", "人二", "人三"}

    def test_it_goes_into_the_backup_and_comes_back(self, hq: Desk, three: list[Path], tmp_path: Path) -> None:
        importing.import_bundle(hq.station, three[1])
        made = backups.make_backup(hq.station, tmp_path / "disk")
        backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, world=hq.station.world)
        with Station.open(tmp_path / "new", PASSPHRASE, hq.station.world) as again:
            came = importing.import_bundle(again, three[0])
            assert [one.new for one in came.followed] == [1]


class TestSecondWriter:
    def test_both_lines_stay_and_the_second_waits_for_a_person(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        checks_in(desk.station, "卓玛", "YS-am")
        town.carry_stick(desk)
        twin = copied(desk, tmp_path / "copy")
        checks_in(desk.station, "马秀英", "YS-am")
        town.carry_stick(desk)
        head = hq.station.log.head(desk.station.identity.device)
        with twin:
            checks_in(twin, "才仁", "YS-am")
            checks_in(twin, "马秀英", "YS-pm")
            handed = bundles.make_bundle(twin, tmp_path)
        count = hq.station.log.count()
        came = importing.import_bundle(hq.station, handed.path)
        assert (came.outcome, came.new, came.held) == ("branch", came.held, came.held)
        # nothing of the first line is touched, nothing of the second counts yet
        assert hq.station.log.head(desk.station.identity.device) == head
        assert hq.station.log.count() == count + came.held
        assert (present(hq, "YS-am"), present(hq, "YS-pm")) == (2, 0)
        (one,) = held.held_runs(hq.station)
        assert (one.laptop, one.parts_at, one.count, one.last) == ("玉树", head.sequence, came.held, handed.last)
        assert one.beside == 1
        assert (one.is_left, one.files) == (False, 1)
        line = fleet.all_lines(hq.station)[0]
        assert (line.state, line.to_decide) == ("forked", (one,))
        (proof,) = kept_files.rows_kept(hq.station.database, "branch")
        assert kept.path_of(hq.station, proof.hash).read_bytes() == handed.path.read_bytes()
        assert is_sound(hq)
        assert hq.station.log.waiting() == []
        # the same file again
        again = importing.import_bundle(hq.station, handed.path)
        assert (again.outcome, again.new) == ("branch", 0)
        # what was signed is kept to the byte
        with Station.open(tmp_path / "copy", PASSPHRASE, hq.station.world) as twin:
            device = twin.identity.device
            stored = list(hq.station.log.run(one.run, one.first, one.last))
            assert stored == list(twin.log.run(device, one.first, one.last))

        seen = held.look_at(hq.station, one)
        marks = [record.about for record in seen if record.kind == "attendance.marked"]
        assert marks == [("才仁", "YS-am"), ("马秀英", "YS-pm")]
        done = held.accept(hq.station, one)
        assert done.changes.touches("attendance")
        assert (present(hq, "YS-am"), present(hq, "YS-pm")) == (3, 1)
        assert held.held_runs(hq.station) == []
        assert fleet.all_lines(hq.station)[0].state == "received"
        assert is_sound(hq)
        with pytest.raises(UserFault, match=r"held\.none-such"):
            held.accept(hq.station, one)
        with pytest.raises(UserFault, match=r"undo\.nothing-to-undo"):
            undoing.undo(hq.station, done.command or b"")

    def test_what_a_branch_replaces_of_its_own_is_its_own(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        """Both lines use the same sequences: the copy's undo must not take the first line's check-in away."""
        twin = copied(desk, tmp_path / "copy")
        desk.checks_in("卓玛", "YS-am")
        with twin:
            wrong = checkin.check_in(twin, checkin.get_session(twin, "YS-am"), "马秀英")
            undoing.undo(twin, wrong.command)
            checks_in(twin, "才仁", "YS-am")
            handed = bundles.make_bundle(twin, tmp_path)
        desk.checks_in("才仁", "YS-pm")
        town.carry_stick(desk)
        importing.import_bundle(hq.station, handed.path)
        held.accept(hq.station, held.held_runs(hq.station)[0])
        session = hq.session("YS-am").id
        here = {
            name
            for (name,) in hq.station.database.rows(
                "SELECT person.name FROM attendance JOIN person ON person.no = attendance.person "
                "JOIN subject ON subject.no = attendance.session WHERE is_present AND subject.id = ?",
                (session,),
            )
        }
        assert here == {"卓玛", "才仁"}
        assert is_sound(hq)

    def test_a_pack_brings_the_branch_to_other_laptops_as_headquarters_sees_it(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        twin = copied(desk, tmp_path / "copy")
        desk.checks_in("卓玛", "YS-am")
        with twin:
            wrong = checkin.check_in(twin, checkin.get_session(twin, "YS-am"), "马秀英")
            undoing.undo(twin, wrong.command)
            checks_in(twin, "才仁", "YS-am")
            handed = bundles.make_bundle(twin, tmp_path)
        town.carry_stick(desk)
        importing.import_bundle(hq.station, handed.path)
        other = town.desk("玉树二号")
        town.enrols(other, YUSHU)
        town.sends_pack(other)
        assert checkin.counts(other.station, other.session("YS-am"))[0] == 1
        held.accept(hq.station, held.held_runs(hq.station)[0])
        town.sends_pack(other)
        assert checkin.counts(other.station, other.session("YS-am"))[0] == present(hq, "YS-am") == 2
        assert is_sound(other)
        # the laptop itself hears what its copy did
        town.sends_pack(desk)
        assert checkin.counts(desk.station, desk.session("YS-am"))[0] == 2
        # a later word of another laptop on what the copy said
        person = other.knows("才仁").id
        mark = checkin.get_session(other.station, "YS-am")
        assert other.station.state("attendance", mark.id + person).standing("mark")

    def test_a_third_copy_and_what_the_second_says_later(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        twin = copied(desk, tmp_path / "copy")
        registers(desk, "人一")
        town.carry_stick(desk)
        registers(twin, "人二")
        importing.import_bundle(hq.station, bundles.make_bundle(twin, tmp_path).path)
        twin.close()
        shutil.copytree(tmp_path / "copy", tmp_path / "third")
        with Station.open(tmp_path / "copy", PASSPHRASE, hq.station.world) as twin:
            registers(twin, "人三")
            second = bundles.make_bundle(twin, tmp_path).path
        with Station.open(tmp_path / "third", PASSPHRASE, hq.station.world) as third:
            registers(third, "人四")
            handed = bundles.make_bundle(third, tmp_path).path
        assert importing.import_bundle(hq.station, second).held == 1
        assert importing.import_bundle(hq.station, handed).held == 1
        assert len(hq.station.log.branches) == 2
        deeper = max(hq.station.log.branches.values(), key=len)
        assert branches.device_of(deeper) == desk.station.identity.device
        assert is_sound(hq)
        for one in held.held_runs(hq.station):
            held.accept(hq.station, one)
        assert names(hq.station) == {"人一", "人二", "人三", "人四"}
        # the first line goes on undisturbed
        registers(desk, "人五")
        assert town.carry_stick(desk).outcome == "taken in"

    def test_a_copy_whose_beginning_is_missing_waits(self, town: Town, hq: Desk, desk: Desk, tmp_path: Path) -> None:
        twin = copied(desk, tmp_path / "copy")
        registers(desk, "人一")
        registers(desk, "人二")
        town.carry_stick(desk)
        with twin:
            registers(twin, "人三")
            beginning = bundles.make_bundle(twin, tmp_path)
            with twin.writing():
                twin.settings.put("received_sequence", beginning.last)
            registers(twin, "人四")
            late = bundles.make_bundle(twin, tmp_path)
        assert importing.import_bundle(hq.station, late.path).outcome == "waits"
        (line,) = fleet.all_lines(hq.station)
        assert [(piece.state, piece.code) for piece in line.pieces] == [("received", ""), ("refused", "bundle.fork")]
        assert kept.want(hq.station, desk.station.identity.device) == ()
        came = importing.import_bundle(hq.station, beginning.path)
        assert [(one.outcome, one.held) for one in (came, *came.followed)] == [("branch", 1), ("branch", 1)]

    def test_a_restored_headquarters_remembers_what_was_decided(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        made = backups.make_backup(hq.station, tmp_path / "disk")
        twin = copied(desk, tmp_path / "copy")
        first = hands_over(desk, "人一")
        with twin:
            registers(twin, "人二")
            second = bundles.make_bundle(twin, tmp_path).path
            importing.import_bundle(hq.station, first)
            importing.import_bundle(hq.station, second)
            held.accept(hq.station, held.held_runs(hq.station)[0])
            packed = packs.make_pack(hq.station, packs.get_laptop(hq.station, "玉树"), hq.stick)
            registers(twin, "人三")
            third = bundles.make_bundle(twin, tmp_path).path
        backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, world=hq.station.world)
        with Station.open(tmp_path / "new", PASSPHRASE, replace(hq.station.world, tips=None)) as again:
            came = [importing.import_bundle(again, path) for path in (packed.path, first, second)]
            assert [(one.outcome, one.held) for one in came] == [("own pack", 0), ("taken in", 0), ("branch", 0)]
            assert names(again) == {"人一", "人二"}
            # what nobody has seen yet waits
            assert importing.import_bundle(again, third).held == 1
            assert diagnostics.check(again, full=True).findings == ()

    def test_left_is_quiet_until_more_comes_and_can_be_taken_in_later(
        self, town: Town, hq: Desk, desk: Desk, tmp_path: Path
    ) -> None:
        twin = copied(desk, tmp_path / "copy")
        registers(desk, "人一")
        town.carry_stick(desk)
        with twin:
            registers(twin, "人二")
            importing.import_bundle(hq.station, bundles.make_bundle(twin, tmp_path).path)
            done = held.leave(hq.station, held.held_runs(hq.station)[0])
            assert done.command is not None
            assert [one.is_left for one in held.held_runs(hq.station)] == [True]
            assert fleet.all_lines(hq.station)[0].state == "received"
            registers(twin, "人三")
            importing.import_bundle(hq.station, bundles.make_bundle(twin, tmp_path).path)
        (one,) = held.held_runs(hq.station)
        assert (one.is_left, one.count) == (False, 2)
        held.accept(hq.station, one)
        assert names(hq.station) == {"人一", "人二", "人三"}


class TestBoundary:
    def revoked(self, hq: Desk, reason: str = "丢失") -> None:
        packs.revoke(hq.station, packs.get_laptop(hq.station, "玉树"), reason)

    def test_up_to_the_boundary_it_counts_and_beyond_it_waits(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "人一")
        first = bundles.make_bundle(desk.station, desk.stick)
        registers(desk, "人二")
        # headquarters lost the day in which it took this in, and knows of the boundary
        with hq.station.command("revoke laptop") as command:
            head = desk.station.log.head(desk.station.identity.device)
            fields = {"last_sequence": first.last, "last_head": head.hash, "reason": "丢失"}
            command.add("laptop.revoked", desk.station.identity.device, fields)
        beyond = bundles.make_bundle(desk.station, desk.stick)
        came = importing.import_bundle(hq.station, beyond.path)
        assert (came.outcome, came.new, came.held) == ("taken in", beyond.last, beyond.last - first.last)
        assert names(hq.station) == {"人一"}
        (one,) = held.held_runs(hq.station)
        assert (one.first, one.last, one.boundary, one.parts_at) == (first.last + 1, beyond.last, first.last, None)
        assert fleet.all_lines(hq.station)[0].state == "held"
        assert is_sound(hq)
        held.accept(hq.station, one)
        assert names(hq.station) == {"人一", "人二"}
        assert fleet.all_lines(hq.station)[0].state == "revoked"

    def test_exactly_to_the_boundary_nothing_waits(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "人一")
        town.carry_stick(desk)
        self.revoked(hq)
        late = bundles.make_bundle(desk.station, desk.stick)
        assert importing.import_bundle(hq.station, late.path).held == 0
        assert held.held_runs(hq.station) == []

    def test_what_begins_beyond_it_waits_as_a_whole_and_may_be_left(self, town: Town, hq: Desk, desk: Desk) -> None:
        registers(desk, "人一")
        town.carry_stick(desk)
        town.sends_receipt(desk)
        self.revoked(hq)
        for name in ("人二", "人三"):
            registers(desk, name)
        handed = bundles.make_bundle(desk.station, desk.stick)
        came = importing.import_bundle(hq.station, handed.path)
        assert (came.held, came.new) == (2, 2)
        (one,) = held.held_runs(hq.station)
        assert (one.first, one.count) == (handed.first, 2)
        held.leave(hq.station, one)
        assert names(hq.station) == {"人一"}
        assert fleet.all_lines(hq.station)[0].state == "revoked"
        # two more: everything is asked about again
        registers(desk, "人四")
        town.carry_stick(desk)
        assert [(one.count, one.is_left) for one in held.held_runs(hq.station)] == [(3, False)]


class TestSaltKeys:
    """A bundle is complete in itself: what it does not bring is not taken from what is here."""

    @pytest.mark.parametrize("remembered", [50_000, 0])
    def test_a_bundle_without_the_key_of_somebody_known_is_refused(
        self, hq: Desk, desk: Desk, remembered: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tianye.exchange.owner_keys.REMEMBERED", remembered)
        checks_in(desk.station, "才仁", "YS-am")
        with monkeypatch.context() as patch:
            patch.setattr(bundle, "with_first_keys", _without_keys)
            forgetful = bundles.make_bundle(desk.station, desk.stick).path
        with pytest.raises(UserFault) as refused:
            importing.import_bundle(hq.station, forgetful)
        assert refused.value.code == "bundle.chain-broken"
        assert present(hq, "YS-am") == 0
        importing.import_bundle(hq.station, bundles.make_bundle(desk.station, desk.stick).path)
        assert present(hq, "YS-am") == 1
        assert is_sound(hq)


def _without_keys(group: list[Sealed], keyed: set[bytes]) -> tuple[list[Sealed], set[bytes]]:
    return [structs.replace(one, key=None) for one in group], keyed
