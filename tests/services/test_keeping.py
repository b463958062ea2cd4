"""Backups make themselves: once a day and at closing, on a stick too, verified, rotated; what fails is said."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tianye.domain.errors import WorldFault
from tianye.services import backup_files, backups, clock, erasing, keeping, registration, retention
from tianye.services.erasing import Why
from tianye.services.station import SHOWN_ZONE, Station
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

    def test_days_without_one_are_said_after_a_clock_that_stood_in_2099_too(self, desk: Desk) -> None:
        desk.clock.set("2099-03-01 09:00")
        assert keeping.keep_now(desk.station).here is not None
        desk.clock.set("2026-06-12 09:00")
        clock.tell_clock(desk.station, datetime(2026, 6, 12, 9, 0, tzinfo=SHOWN_ZONE))
        late = []
        for day in ("12", "14", "17"):
            desk.clock.set(f"2026-06-{day} 10:00")
            registers(desk, f"央金{day}")
            # asked, and the program was closed before it was written
            assert keeping.due(desk.station)
            late.append(keeping.standing(desk.station).is_late)
        assert late == [False, False, True]
        assert keeping.keep_now(desk.station).here is not None
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

    def test_a_bent_list_beside_it_hinders_neither_writing_nor_noting(self, desk: Desk, tmp_path: Path) -> None:
        """Whoever writes on the stick can bend what an older backup says of itself."""
        drive = tmp_path / "drive"
        drive.mkdir()
        keeping.choose_stick(desk.station, drive)
        made = keeping.keep_now(desk.station, [drive]).stick
        assert made is not None
        told = json.loads((made.path / "manifest.json").read_text())
        (made.path / "manifest.json").write_text(json.dumps(told | {"made_at": told["made_at"][:-6]}))
        registers(desk, "马秀英")
        desk.clock.set("2026-06-13 09:00")
        assert keeping.keep_now(desk.station, [drive]).stick is not None
        assert not keeping.due(desk.station, [drive]), "it is not written again each minute"

    def test_one_that_was_written_counts_though_older_ones_cannot_be_taken_away(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fails(*_: object) -> list[Path]:
            raise OverflowError("卓玛才让")

        monkeypatch.setattr(keeping, "_rotate", fails)
        written = keeping.keep_now(desk.station)
        assert written.here is not None
        assert written.fault is None
        assert not keeping.due(desk.station)
        assert "OverflowError at services/keeping.py" in caplog.text
        assert "卓玛才让" not in caplog.text
        caplog.clear()


class TestForgotten:
    def test_what_was_made_before_an_erasure_is_counted_whatever_the_clock_said(self, town: Town) -> None:
        hq = town.headquarters()
        registers(hq, "卓玛才让")
        hq.clock.set("2099-03-01 09:00")
        keeping.keep_now(hq.station)
        backups.make_backup(hq.station)
        hq.clock.set("2026-06-12 09:00")
        clock.tell_clock(hq.station, datetime(2026, 6, 12, 9, 0, tzinfo=SHOWN_ZONE))
        assert keeping.still_holding(hq.station) == (0, 0)
        erasing.order_person(hq.station, hq.knows("卓玛才让").id, Why.WITHDRAWN)
        erasing.carry_out(hq.station)
        assert keeping.still_holding(hq.station) == (1, 1)
        keeping.keep_now(hq.station, is_asked=True)
        assert keeping.still_holding(hq.station) == (1, 1), "the newest one does not hold her"


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
        stays: list[datetime] = []
        for day in range(400):
            for hour in (0, 2):
                made = [first + timedelta(days=day, hours=hour), *stays]
                stays = [made[number] for number in sorted(keeping.kept(made))]
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

    def test_what_a_wrong_clock_made_is_not_the_newest_and_goes_like_others(self, desk: Desk) -> None:
        """A laptop whose clock stood in 2099, made two backups, and was told the time."""
        desk.clock.set("2099-03-01 09:00")
        for minute in (0, 5):
            desk.clock.set(f"2099-03-01 09:{minute:02}")
            keeping.keep_now(desk.station, is_asked=True)
        desk.clock.set("2026-06-12 09:00")
        clock.tell_clock(desk.station, datetime(2026, 6, 12, 9, 0, tzinfo=SHOWN_ZONE))
        for day in range(12, 27):
            desk.clock.set(f"2026-06-{day} 09:00")
            registers(desk, f"央金{day}")
            assert keeping.keep_now(desk.station).fault is None
        first, second, *_ = keeping.find_all(desk.station)
        assert [one.operations for one in (first, second)] == [desk.station.log.count(), desk.station.log.count() - 1]
        days = [one.made_at.date().isoformat() for one in own(desk) if one.made_at is not None]
        assert days[:7] == [f"2026-06-{day}" for day in range(26, 19, -1)]
        # the newest of its month, as every month's stays for half a year
        assert [day for day in days if day > "2099"] == ["2099-03-01"]
        assert days[-1] == "2099-03-01"

    def test_one_of_2099_goes_with_those_that_came_after_it_by_the_rule_of_purging(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Before the moment of the rule is whatever came before a backup from before it."""
        for moment in ("2099-03-01 09:00", "2026-06-12 09:00"):
            desk.clock.set(moment)
            keeping.keep_now(desk.station, is_asked=True)
        begins = datetime(2026, 6, 20, tzinfo=SHOWN_ZONE)
        monkeypatch.setattr(retention, "backups_begin", lambda _: begins)
        desk.clock.set("2026-06-26 09:00")
        keeping.keep_now(desk.station, is_asked=True)
        assert [str(one.made_at)[:10] for one in own(desk)] == ["2026-06-26"]

    def test_a_restored_station_goes_on_counting_beyond_what_lies_on_the_stick(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        drive = tmp_path / "drive"
        drive.mkdir()
        keeping.choose_stick(desk.station, drive)
        made = []
        for day in (12, 13, 14):
            desk.clock.set(f"2026-06-{day} 18:00")
            registers(desk, f"央金{day}")
            made.append(keeping.keep_now(desk.station, [drive]).stick)
        assert made[0] is not None
        desk.station.close()
        backups.restore_backup(made[0].path, tmp_path / "again", PASSPHRASE, world=desk.station.world)
        desk.station = Station.open(tmp_path / "again", PASSPHRASE, desk.station.world)
        # its clock is behind, and it holds less than what was lost
        desk.clock.set("2026-06-10 08:00")
        here = keeping.keep_now(desk.station, is_asked=True).here
        assert here is not None
        assert keeping.find_all(desk.station, [drive])[0].path == here.path
        made.append(keeping.keep_now(desk.station, [drive], is_asked=True).stick)
        found = backups.find_backups(drive / keeping.STICK_FOLDER)
        assert [one.path for one in found] == [one.path for one in reversed(made) if one is not None]

    def test_of_two_stations_on_one_stick_each_has_its_own_order(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        """What counts further is not newer than what another station made."""
        other = town.desk("湘西")
        disk = tmp_path / "disk"
        for _ in range(5):
            backups.make_backup(desk.station, disk)
        other.clock.set("2026-06-20 09:00")
        newest = backups.make_backup(other.station, disk)
        assert backups.find_backups(disk)[0].path == newest.path
        desk.clock.set("2026-06-21 09:00")
        newest = backups.make_backup(desk.station, disk)
        assert backups.find_backups(disk)[0].path == newest.path
        keeping.keep_now(desk.station)
        # seen from a data folder its own come first
        assert keeping.find_beside(desk.station.folder, [disk])[0].path.parent.name == keeping.AUTO

    def test_those_of_an_older_release_are_older_ordered_by_what_they_hold(self, desk: Desk, tmp_path: Path) -> None:
        made = []
        for moment in ("2099-03-01 09:00", "2026-06-12 09:00", "2026-06-11 09:00"):
            desk.clock.set(moment)
            registers(desk, "央金")
            made.append(backups.make_backup(desk.station, tmp_path / "disk").path)
        for path in made[:2]:
            told = json.loads((path / "manifest.json").read_text())
            for name in ("station", "number", "forgotten"):
                del told[name]
            (path / "manifest.json").write_text(json.dumps(told))
        assert [one.path for one in backups.find_backups(tmp_path / "disk")] == made[::-1]
        assert backups.verify_backup(made[0], PASSPHRASE).operations == backup_files.read_manifest(made[0]).operations

    def test_of_another_station_on_the_same_stick_none_is_taken_away(
        self, town: Town, desk: Desk, tmp_path: Path
    ) -> None:
        """Neither where it says whose it is, nor where an older release did not."""
        drive = tmp_path / "drive"
        drive.mkdir()
        theirs = []
        for name in ("湘西", "花垣"):
            other = town.desk(name)
            other.clock.set("2026-06-08 09:00")
            theirs += [backups.make_backup(other.station, drive / keeping.STICK_FOLDER).path for _ in range(3)]
        for path in theirs[3:]:
            told = json.loads((path / "manifest.json").read_text())
            (path / "manifest.json").write_text(json.dumps(told | {"station": "", "number": 0}))
        keeping.choose_stick(desk.station, drive)
        for day in range(8, 22):
            desk.clock.set(f"2026-06-{day:02} 18:00")
            registers(desk, f"央金{day}")
            assert keeping.keep_now(desk.station, [drive]).stick is not None
        assert [path.is_dir() for path in theirs] == [True] * 6
        assert len(list((drive / keeping.STICK_FOLDER).glob("tianye-玉树-*"))) < 12

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
