"""A stick that fails at any call, or is pulled out there: what stood before is as it was, and no lie is told."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import pytest

from faults.disks import FailingDisk
from services.torn import add_much
from tianye.domain.errors import TianyeError, WorldFault
from tianye.services import backups, bundles, exports, importing, packs, receipts, registration
from tianye.services.bundles import Medium
from tianye.services.station import Station
from tianye.store import files
from town import PASSPHRASE, Town

YUSHU = "632701"
MOST = 400
"""More calls than anything here makes: a loop that does not end is a mistake of the test."""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path / "town")
    town.headquarters()
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    for name in ("卓玛", "扎西"):
        registration.register(desk.station, {"name": name, "sex": "f"}, {})
    town.carry_stick(desk)
    yield town
    town.close()


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def fails_at_every_call(
    disk: Path, act: Callable[[], Path], check: Callable[[dict[str, bytes], TianyeError], None], *, is_pulled: bool
) -> tuple[int, Path]:
    """Do something with its first call failing, then its second, and so on, until it does not fail any more.

    Returns how often it failed, and what it wrote in the end. What stood on the disk before is there each time.
    """
    stood = files_in(disk)
    for attempt in count(1):
        assert attempt < MOST
        failing = FailingDisk(disk, attempt, errno.ENODEV if is_pulled else errno.EIO, is_pulled=is_pulled)
        try:
            with failing.plugged_in():
                done = act()
        except TianyeError as fault:
            assert failing.has_failed
            now = files_in(disk)
            assert {name: now.get(name) for name in stood} == stood
            check({name: body for name, body in now.items() if name not in stood}, fault)
            for name in set(now) - set(stood):
                (disk / name).unlink()
            for folder in sorted((path for path in disk.rglob("*") if path.is_dir()), reverse=True):
                if not any(folder.iterdir()):
                    folder.rmdir()
            continue
        assert not failing.has_failed, "a failure was not told"
        return attempt - 1, done
    raise AssertionError


def of_the_world(left: dict[str, bytes], fault: TianyeError) -> None:
    assert isinstance(fault, WorldFault)
    assert fault.code in ("file.not-written", "database.disk-error")


@pytest.mark.parametrize("is_pulled", [False, True])
class TestBundles:
    def test_nothing_counts_as_handed_over_that_was_not_read_back(
        self, town: Town, disk: Path, is_pulled: bool
    ) -> None:
        desk = town.desk("玉树")
        registration.register(desk.station, {"name": "拉毛"}, {})
        earlier = bundles.make_bundle(desk.station, disk).path
        registration.register(desk.station, {"name": "才仁"}, {})
        before = bundles.standing(desk.station)

        def check(left: dict[str, bytes], fault: TianyeError) -> None:
            of_the_world(left, fault)
            assert bundles.standing(desk.station) == before
            # a part file may lie there after a stick was pulled; nobody takes it for a bundle
            whole = [name for name in left if not name.endswith(".part")]
            for name in whole:
                assert importing.inspect_bundle(town.headquarters().station, disk / name)
            assert is_pulled or not left

        failures, path = fails_at_every_call(
            disk, lambda: bundles.make_bundle(desk.station, disk).path, check, is_pulled=is_pulled
        )
        assert failures >= 8
        assert bundles.standing(desk.station).handed_over == before.written
        for one in (earlier, path):
            importing.import_bundle(town.headquarters().station, one)
        assert town.headquarters().station.log.head(desk.station.identity.device).sequence == before.written

    def test_parts_that_were_written_stand_and_the_rest_does_not(
        self, town: Town, disk: Path, is_pulled: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(bundles.PART_BYTES, Medium.MESSENGER, 700_000)
        monkeypatch.setattr("tianye.exchange.encoding.BLOCK_BYTES", 50_000)
        # noise does not become smaller, and it is packed again for every call that fails
        for level in ("SMALL_LEVEL", "COMPRESSION_LEVEL"):
            monkeypatch.setattr(f"tianye.exchange.container.{level}", 1)
        desk = town.desk("玉树")
        with desk.station.command("note") as command:
            for _ in range(30):
                person = command.new_subject(owns_data=True)
                note = desk.station.world.random(20_000).hex()
                command.add("person.registered", person, {"name": "卓玛", "note": note}, owner=person, is_new=True)
        written = bundles.standing(desk.station).written

        def check(left: dict[str, bytes], fault: TianyeError) -> None:
            of_the_world(left, fault)
            told = desk.station.database.rows(
                "SELECT name FROM exchanged WHERE direction = 'out' AND what = 'bundle' AND no > ?", (newest,)
            )
            whole = {name for name in left if not name.endswith(".part")}
            assert {name for (name,) in told} <= whole
            assert len(whole) - len(told) <= 1
            desk.station.database.execute("DELETE FROM exchanged WHERE no > ?", (newest,))

        (newest,) = desk.station.database.row("SELECT max(no) FROM exchanged") or (0,)

        def act() -> Path:
            handed = bundles.make_bundle(desk.station, disk, Medium.MESSENGER)
            assert len(handed.parts) > 1
            return handed.path

        failures, _ = fails_at_every_call(disk, act, check, is_pulled=is_pulled)
        assert failures > 20
        assert bundles.standing(desk.station).handed_over == written


@pytest.mark.parametrize("is_pulled", [False, True])
def test_receipts(town: Town, disk: Path, is_pulled: bool) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    laptop = packs.get_laptop(hq.station, "玉树")

    def owed(left: dict[str, bytes], fault: TianyeError) -> None:
        of_the_world(left, fault)
        assert not hq.station.database.rows("SELECT 1 FROM exchanged WHERE what = 'receipt'")
        assert is_pulled or not left

    failures, path = fails_at_every_call(
        disk, lambda: importing.make_receipt(hq.station, laptop, disk), owed, is_pulled=is_pulled
    )
    assert failures >= 8
    assert receipts.install_receipt(desk.station, path).sequence == bundles.standing(desk.station).written


@pytest.mark.parametrize("is_pulled", [False, True])
def test_packs(town: Town, disk: Path, is_pulled: bool) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    laptop = packs.get_laptop(hq.station, "玉树")
    before = hq.station.database.rows("SELECT * FROM exchanged")

    def not_sent(left: dict[str, bytes], fault: TianyeError) -> None:
        of_the_world(left, fault)
        assert hq.station.database.rows("SELECT * FROM exchanged") == before
        assert is_pulled or not left

    failures, path = fails_at_every_call(
        disk, lambda: packs.make_pack(hq.station, laptop, disk).path, not_sent, is_pulled=is_pulled
    )
    assert failures >= 8
    # numbers of packs that were never whole are not used again
    assert packs.install_pack(desk.station, path).number == failures + 2


@pytest.mark.parametrize("is_pulled", [False, True])
def test_backups(town: Town, disk: Path, is_pulled: bool, tmp_path: Path) -> None:
    desk = town.desk("玉树")

    def no_backup(left: dict[str, bytes], fault: TianyeError) -> None:
        of_the_world(left, fault)
        # one whose folder bears its name is whole; any other says by its name that it is not
        for top in {name.split("/")[0] for name in left}:
            if not top.endswith(".part"):
                assert is_pulled
                assert backups.verify_backup(disk / top, PASSPHRASE).operations == desk.station.log.count()

    failures, path = fails_at_every_call(
        disk, lambda: backups.make_backup(desk.station, disk).path, no_backup, is_pulled=is_pulled
    )
    assert failures >= 20
    assert backups.verify_backup(path, PASSPHRASE).operations == desk.station.log.count()


@pytest.mark.parametrize("is_pulled", [False, True])
def test_restoring(town: Town, disk: Path, is_pulled: bool, tmp_path: Path) -> None:
    desk = town.desk("玉树")
    made = backups.make_backup(desk.station, tmp_path / "backup").path
    kept = files_in(made)

    def no_folder(left: dict[str, bytes], fault: TianyeError) -> None:
        of_the_world(left, fault)
        assert files_in(made) == kept

    def act() -> Path:
        return backups.restore_backup(made, disk / "again", PASSPHRASE, received=0, world=desk.station.world).folder

    failures, folder = fails_at_every_call(disk, act, no_folder, is_pulled=is_pulled)
    assert failures >= 15
    with Station.open(folder, PASSPHRASE, desk.station.world) as again:
        assert again.log.count() == desk.station.log.count()


@pytest.mark.parametrize("is_pulled", [False, True])
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_exports(town: Town, disk: Path, is_pulled: bool, ending: str) -> None:
    desk = town.desk("玉树")
    with town.headquarters().station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        fields = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    town.sends_pack(desk)
    desk.checks_in("卓玛", "YS-am")
    whole = disk.parent / f"whole{ending}"
    exports.export_attendance(desk.station, whole)
    (disk / "earlier.xlsx").write_bytes(b"what stood before")

    def is_whole(body: bytes) -> bool:
        if ending == ".csv":
            return body == whole.read_bytes()
        # a workbook says when it was made
        with ZipFile(BytesIO(body)) as archive:
            return archive.testzip() is None

    def nothing_half(left: dict[str, bytes], fault: TianyeError) -> None:
        of_the_world(left, fault)
        for name, body in left.items():
            assert name.endswith(".part") or is_whole(body)
        assert is_pulled or not left

    def act() -> Path:
        return exports.export_attendance(desk.station, disk / f"list{ending}").paths[0]

    failures, path = fails_at_every_call(disk, act, nothing_half, is_pulled=is_pulled)
    assert failures >= 7
    assert is_whole(path.read_bytes())


def test_what_is_too_long_for_the_disk_is_said(town: Town, disk: Path) -> None:
    """A FAT32 stick takes 4 GiB - 1 in one file."""
    failing = FailingDisk(disk, 3, errno.EFBIG)
    with failing.plugged_in(), pytest.raises(WorldFault, match=r"file\.too-large"):
        bundles.make_bundle(town.desk("玉树").station, disk)


def test_no_byte_is_written_where_there_is_no_room_for_all(
    town: Town, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = type("usage", (), {"free": 100_000, "total": 1 << 30})
    monkeypatch.setattr("tianye.store.files.shutil.disk_usage", lambda _: usage)
    failing = FailingDisk(disk, 1, errno.EIO)
    with failing.plugged_in(), pytest.raises(WorldFault, match=r"file\.no-space"):
        bundles.make_bundle(town.desk("玉树").station, disk)
    assert failing.calls == 0


def test_nor_where_there_is_room_for_the_first_part_alone(
    town: Town, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bundles.PART_BYTES, Medium.MESSENGER, 700_000)
    monkeypatch.setattr("tianye.exchange.encoding.BLOCK_BYTES", 50_000)
    desk = town.desk("玉树")
    for _ in range(4):
        add_much(desk.station)
    room = files.MARGIN_BYTES + 800_000
    usage = type("usage", (), {"free": room, "total": 1 << 30})
    monkeypatch.setattr("tianye.store.files.shutil.disk_usage", lambda _: usage)
    with pytest.raises(WorldFault, match=r"file\.no-space"):
        bundles.make_bundle(desk.station, disk, Medium.MESSENGER)
    assert list(disk.iterdir()) == []
