"""The tip: an older or a vanished database is noticed, and never taken for a new beginning."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault, WorldFault
from tianye.exchange import keys
from tianye.services import backups, bundles, checkin, importing, registration, tips
from tianye.services.folders import FolderState, look_at
from tianye.services.founding import World
from tianye.services.station import Station
from tianye.services.tips import Tip, TipKeeper, find_tip
from tianye.store.queries.people import all_people
from town import PASSPHRASE, Desk, Town, write_as_headquarters

CHEAP = World(cost=keys.CHEAP)
TIP = Tip(bytes(range(16)), 7, bytes(32), 3, 1)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with Station.create(
        tmp_path / "laptop", "laptop", name="玉树", operator="卓玛", passphrase=PASSPHRASE, world=CHEAP
    ) as made:
        yield made


def writes(station: Station, times: int = 1) -> None:
    for _ in range(times):
        registration.register(station, {"name": "拉毛"}, {})


def code_of_opening(folder: Path) -> str:
    try:
        Station.open(folder, PASSPHRASE, CHEAP).close()
    except (UserFault, WorldFault) as fault:
        return fault.code
    return "opened"


class TestTheFile:
    def test_it_is_read_back(self, tmp_path: Path) -> None:
        keeper = TipKeeper(tmp_path / "tips", tmp_path)
        assert keeper.write(TIP)
        assert find_tip(tmp_path / "tips", tmp_path) == TIP
        assert keeper.write(TIP._replace(sequence=8))
        assert find_tip(tmp_path / "tips", tmp_path) == TIP._replace(sequence=8)
        assert find_tip(tmp_path / "tips", tmp_path / "another") is None

    def test_a_torn_half_leaves_the_one_before(self, tmp_path: Path) -> None:
        keeper = TipKeeper(tmp_path / "tips", tmp_path)
        for sequence in (7, 8, 9):
            keeper.write(TIP._replace(sequence=sequence))
        (path,) = (tmp_path / "tips").iterdir()
        whole = path.read_bytes()
        seen = set()
        for place in range(len(whole)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            found = find_tip(tmp_path / "tips", tmp_path)
            assert found is not None
            seen.add(found.sequence)
        assert seen == {8, 9}
        path.write_bytes(b"")
        assert find_tip(tmp_path / "tips", tmp_path) is None

    def test_it_holds_nothing_of_anybody(self, station: Station) -> None:
        writes(station)
        station.keep_tip()
        assert CHEAP.tips
        body = b"".join(path.read_bytes() for path in CHEAP.tips.iterdir())
        for sentinel in ("拉毛", "卓玛", "玉树"):
            for encoding in ("utf-8", "utf-16-le", "gbk"):
                assert sentinel.encode(encoding) not in body

    def test_it_is_written_every_so_many_commits_or_so_long(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = 100.0
        monkeypatch.setattr(tips.time, "monotonic", lambda: now)
        keeper = TipKeeper(tmp_path / "tips", tmp_path)
        assert [keeper.is_due() for _ in range(tips.COMMITS)] == [False] * (tips.COMMITS - 1) + [True]
        keeper.write(TIP)
        assert not keeper.is_due()
        now += tips.SECONDS
        assert keeper.is_due()

    def test_where_it_cannot_be_written_the_work_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "tips").write_text("a file where the folder should be")
        world = World(cost=keys.CHEAP, tips=tmp_path / "tips")
        with Station.create(
            tmp_path / "laptop", "laptop", name="玉树", operator="卓玛", passphrase=PASSPHRASE, world=world
        ) as station:
            writes(station, tips.COMMITS + 1)
            assert not station.keep_tip()
        Station.open(tmp_path / "laptop", PASSPHRASE, world).close()


class TestADatabaseThatIsOlder:
    def test_is_refused_by_name_and_nothing_is_written(self, station: Station, tmp_path: Path) -> None:
        folder, kept = station.folder, tmp_path / "kept"
        writes(station)
        station.close()
        shutil.copytree(folder, kept)
        with Station.open(folder, PASSPHRASE, CHEAP) as again:
            writes(again)
        for path in folder.glob("tianye.db*"):
            path.unlink()
        shutil.copy(kept / "tianye.db", folder / "tianye.db")
        before = (folder / "tianye.db").read_bytes()
        assert code_of_opening(folder) == "database.behind-tip"
        assert (folder / "tianye.db").read_bytes() == before

    def test_that_went_another_way_is_refused_too(self, station: Station, tmp_path: Path) -> None:
        folder, kept = station.folder, tmp_path / "kept"
        station.close()
        shutil.copytree(folder, kept)
        for place, times in ((folder, 2), (kept, 3)):
            with Station.open(place, PASSPHRASE, World(cost=keys.CHEAP, tips=tmp_path / place.name)) as again:
                writes(again, times)
        with Station.open(folder, PASSPHRASE, CHEAP) as again:
            writes(again)
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        assert code_of_opening(folder) == "database.behind-tip"

    def test_lost_commits_of_a_power_cut_are_noticed(self, station: Station, tmp_path: Path) -> None:
        folder = station.folder
        writes(station, tips.COMMITS * 2)
        # as it lies on the disk at this moment, but for the end of the write-ahead log
        lost = tmp_path / "lost"
        shutil.copytree(folder, lost)
        log = (lost / "tianye.db-wal").read_bytes()
        assert len(log) > 10 * 4096
        (lost / "tianye.db-wal").write_bytes(log[: len(log) // 3])
        station.close()
        shutil.rmtree(folder)
        lost.rename(folder)
        assert code_of_opening(folder) == "database.behind-tip"

    def test_headquarters_that_lacks_a_file_it_took_in(self, tmp_path: Path) -> None:
        town = Town(tmp_path)
        try:
            hq, desk = town.headquarters(), town.desk("玉树")
            town.enrols(desk, "632701")
            town.sends_pack(desk)
            hq.station.close()
            folder = hq.station.folder
            shutil.copytree(folder, tmp_path / "kept")
            hq.station = Station.open(folder, PASSPHRASE, hq.station.world)
            handed = bundles.make_bundle(desk.station, desk.stick)
            assert importing.import_bundle(hq.station, handed.path).new
            hq.station.close()
            shutil.rmtree(folder)
            (tmp_path / "kept").rename(folder)
            assert code_of_opening(folder) == "database.behind-tip"
        finally:
            town.close()


class TestAFolderThatIsGone:
    def test_is_never_a_first_start(self, station: Station) -> None:
        folder = station.folder
        assert look_at(folder) is FolderState.IN_USE
        station.close()
        shutil.rmtree(folder)
        assert look_at(folder) is FolderState.GONE
        assert code_of_opening(folder) == "database.gone"
        said = {"name": "玉树", "operator": "卓玛", "passphrase": PASSPHRASE}
        with pytest.raises(UserFault, match=r"station\.was-here"):
            Station.create(folder, "laptop", world=CHEAP, **said)
        Station.create(folder, "laptop", world=CHEAP, may_begin_anew=True, **said).close()
        assert code_of_opening(folder) == "opened"

    def test_a_backup_takes_its_place(self, tmp_path: Path) -> None:
        town = Town(tmp_path)
        try:
            desk = town.desk("玉树")
            made = backups.make_backup(desk.station, tmp_path / "disk")
            writes(desk.station)
            desk.station.close()
            folder = desk.station.folder
            shutil.rmtree(folder)
            backups.restore_backup(made.path, folder, PASSPHRASE, received=0)
            assert code_of_opening(folder) == "opened"
            assert code_of_opening(folder) == "opened"
        finally:
            town.close()

    def test_a_folder_that_was_moved_opens_in_its_new_place(self, station: Station, tmp_path: Path) -> None:
        writes(station)
        station.close()
        moved = station.folder.rename(tmp_path / "moved")
        assert code_of_opening(moved) == "opened"
        assert look_at(station.folder) is FolderState.GONE


def test_a_door_writes_few_tips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check-in stays one transaction; the tip adds a forced write to one in twenty."""
    town = Town(tmp_path)
    try:
        desk: Desk = town.desk("玉树")
        write_as_headquarters(desk.station)
        with desk.station.command("plan") as command:
            command.add("session.planned", command.new_subject(), {"code": "YS-am", "on": "2026-06-12"}, is_new=True)
        people = [registration.register(desk.station, {"name": "拉毛"}, {}) for _ in range(60)]
        assert people
        written = []
        real = TipKeeper.write
        monkeypatch.setattr(tips.time, "monotonic", lambda: 0.0)
        monkeypatch.setattr(TipKeeper, "write", lambda keeper, tip: written.append(tip) or real(keeper, tip))
        session = checkin.get_session(desk.station, "YS-am")
        before = desk.station.log.head(desk.station.identity.device).sequence
        for row in all_people(desk.station.database):
            checkin.admit(desk.station, session, row, "search")
        after = desk.station.log.head(desk.station.identity.device).sequence
        assert after - before >= 60
        assert 2 <= len(written) <= 60 // tips.COMMITS + 1
    finally:
        town.close()
