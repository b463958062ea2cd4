"""Backups make themselves: once a day and at closing, on a stick too, verified, rotated; what fails is said."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tianye.domain.errors import WorldFault
from tianye.services import backup_files, backups, keeping, registration
from tianye.services.station import SHOWN_ZONE
from town import PASSPHRASE, Desk, Town


@pytest.fixture
def desk(town: Town) -> Desk:
    desk = town.desk("玉树")
    registers(desk, "卓玛才让")
    return desk


def registers(desk: Desk, name: str) -> None:
    registration.register(desk.station, {"name": name})


def own(desk: Desk) -> list[backups.Found]:
    return backups.find_backups(keeping.automatic_folder(desk.station.folder))


class TestWhen:
    def test_once_a_day_and_again_at_closing_when_something_was_written(self, desk: Desk) -> None:
        first = keeping.keep_now(desk.station)
        assert first.here is not None
        assert first.fault is None
        assert backups.verify_backup(first.here.path, PASSPHRASE) == first.here
        registers(desk, "马秀英")
        assert not keeping.due(desk.station), "once a day while it is open"
        at_closing = keeping.keep_now(desk.station, is_closing=True)
        assert at_closing.here is not None
        assert at_closing.here.operations == first.here.operations + 1
        assert not keeping.due(desk.station, is_closing=True), "nothing was written since"
        desk.clock.set("2026-06-13 08:30")
        assert not keeping.due(desk.station), "nothing was written since"
        registers(desk, "央金")
        assert keeping.due(desk.station)

    def test_a_clock_that_went_back_keeps_no_backup_away(self, desk: Desk) -> None:
        keeping.keep_now(desk.station)
        registers(desk, "马秀英")
        desk.clock.set("2019-01-01 08:00")
        assert keeping.due(desk.station)

    def test_days_without_one_are_said(self, desk: Desk) -> None:
        keeping.due(desk.station)
        assert not keeping.standing(desk.station).is_late
        desk.clock.set("2026-06-16 09:00")
        assert keeping.standing(desk.station).is_late
        keeping.keep_now(desk.station)
        assert not keeping.standing(desk.station).is_late


class TestBesideTheWork:
    def test_a_check_in_does_not_wait_and_the_backup_holds_one_moment(self, desk: Desk) -> None:
        for number in range(300):
            registers(desk, f"卓玛{number}")
        before = desk.station.log.count()
        wanted = keeping.due(desk.station)
        between, goes_on = threading.Event(), threading.Event()

        def go_on(left: int, total: int) -> None:
            between.set()
            assert goes_on.wait(10)

        written: list[keeping.Written] = []
        beside = threading.Thread(target=lambda: written.append(keeping.write(wanted, go_on)))
        beside.start()
        assert between.wait(10)
        # in the middle of the copying, and not after it
        registers(desk, "马秀英")
        assert desk.station.log.count() == before + 1
        goes_on.set()
        beside.join()
        made = written[0].here
        assert made is not None
        assert made.operations == before
        assert backups.verify_backup(made.path, PASSPHRASE).operations == before
        keeping.note(desk.station, wanted, written[0])
        assert keeping.due(desk.station, is_closing=True)

    def test_one_that_is_stopped_leaves_nothing(self, desk: Desk) -> None:
        class Stopped(Exception):
            pass

        def stop(left: int, total: int) -> None:
            raise Stopped

        with pytest.raises(Stopped):
            keeping.write(keeping.due(desk.station), stop)
        assert list(keeping.automatic_folder(desk.station.folder).iterdir()) == []

    def test_what_a_pulled_plug_left_is_taken_away_by_the_next(self, desk: Desk) -> None:
        half = keeping.automatic_folder(desk.station.folder) / "tianye-玉树-20260101-080000.part"
        half.mkdir(parents=True)
        (half / "tianye.db").write_bytes(b"half")
        assert keeping.keep_now(desk.station).here is not None
        assert not half.exists()


class TestFailing:
    def test_a_copy_that_is_not_right_is_said_and_taken_away(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        real = backup_files.copy_moment

        def damages(reader: object, target: Path, go_on: object) -> None:
            real(reader, target, go_on)  # type: ignore[arg-type]
            content = bytearray(target.read_bytes())
            content[len(content) // 2] ^= 1
            target.write_bytes(content)

        monkeypatch.setattr(backup_files, "copy_moment", damages)
        written = keeping.keep_now(desk.station)
        assert written.here is None
        assert isinstance(written.fault, WorldFault)
        assert written.fault.code in ("backup.copy-damaged", "backup.database-damaged")
        assert keeping.standing(desk.station).fault == written.fault.code
        assert own(desk) == []
        monkeypatch.setattr(backup_files, "copy_moment", real)
        assert keeping.keep_now(desk.station).here is not None
        assert keeping.standing(desk.station).fault == ""

    def test_a_full_stick_hinders_the_one_here_not_at_all(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drive = tmp_path / "drive"
        drive.mkdir()
        keeping.choose_stick(desk.station, drive)
        real = backups.files.need_space

        def need_space(folder: Path, size: int) -> None:
            if folder.is_relative_to(drive):
                raise WorldFault("file.no-space")
            real(folder, size)

        monkeypatch.setattr(backups.files, "need_space", need_space)
        written = keeping.keep_now(desk.station, [drive])
        assert written.here is not None
        assert written.stick is None
        assert keeping.standing(desk.station).stick_fault == "file.no-space"


class TestOnAStick:
    def test_only_the_stick_that_was_chosen_gets_one(self, desk: Desk, tmp_path: Path) -> None:
        drives = [tmp_path / "one", tmp_path / "other"]
        for drive in drives:
            drive.mkdir()
        assert keeping.keep_now(desk.station, drives).stick is None
        keeping.choose_stick(desk.station, drives[1])
        made = keeping.keep_now(desk.station, drives).stick
        assert made is not None
        assert made.path.is_relative_to(drives[1])
        assert list(drives[0].iterdir()) == []
        assert keeping.find_stick(desk.station, drives[:1]) is None
        assert [one.path for one in backups.find_backups(drives[1] / keeping.STICK_FOLDER)] == [made.path]


class TestRotating:
    def test_seven_days_four_weeks_six_months(self) -> None:
        first = datetime(2026, 1, 1, 18, 0, tzinfo=SHOWN_ZONE)
        stays: set[datetime] = set()
        for day in range(400):
            for hour in (0, 2):
                stays = keeping.kept({*stays, first + timedelta(days=day, hours=hour)})
        last = first + timedelta(days=399, hours=2)
        ages = sorted({(last - moment).days for moment in stays})
        assert ages[:7] == list(range(7))
        assert len(stays) <= 1 + 7 + 4 + 6
        assert len({(moment.year, moment.month) for moment in stays}) == 6
        assert len({moment.isocalendar()[:2] for moment in stays if (last - moment).days < 28}) == 4

    def test_the_rule_takes_away_only_its_own(self, desk: Desk) -> None:
        by_hand = backups.make_backup(desk.station)
        for day in range(10, 22):
            desk.clock.set(f"2026-06-{day} 18:00")
            registers(desk, f"央金{day}")
            assert keeping.keep_now(desk.station).here is not None
        assert len(own(desk)) in range(7, 11)
        assert by_hand.path.is_dir()

    def test_a_damaged_one_is_named_last_and_never_counts_as_kept(self, desk: Desk) -> None:
        made = []
        for day in (12, 13):
            desk.clock.set(f"2026-06-{day} 18:00")
            registers(desk, f"央金{day}")
            made.append(keeping.keep_now(desk.station).here)
        assert made[1] is not None
        assert made[0] is not None
        (made[1].path / "tianye.db").write_bytes(b"damaged")
        first, second = own(desk)
        assert (first.path, first.fault) == (made[0].path, None)
        assert second.fault is not None
        assert second.fault.code == "backup.file-damaged"
