"""A data folder: made whole or not at all, opened by its passphrase only, written all or nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain import kinds, shapes
from tianye.domain.errors import Bug, TianyeError, UserFault, WorldFault
from tianye.exchange import keys
from tianye.services import checkin, registration
from tianye.services.station import DATABASE_NAME, KEYS_FOLDER, Station, World
from tianye.store import files
from town import PASSPHRASE, Desk, Town

CHEAP = World(cost=keys.CHEAP)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    (tmp_path / "town").mkdir()
    town = Town(tmp_path / "town")
    yield town
    town.close()


@pytest.fixture
def desk(town: Town) -> Desk:
    return town.desk("玉树")


def found(folder: Path, **said: str) -> Station:
    told = {"name": "玉树", "operator": "卓玛", "passphrase": PASSPHRASE} | said
    return Station.create(folder, "laptop", world=CHEAP, **told)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class TestMakingOne:
    def test_it_is_open_and_opens_again(self, tmp_path: Path) -> None:
        with found(tmp_path / "a") as station:
            identity = station.identity
            assert (identity.role, identity.name) == ("laptop", "玉树")
            assert station.log.head(identity.device).sequence == 1
        with Station.open(tmp_path / "a", PASSPHRASE, CHEAP) as again:
            assert again.identity == identity
            assert again.database.rows("SELECT name FROM operator") == [("卓玛",)]

    def test_its_secrets_are_not_shown_by_accident(self, tmp_path: Path) -> None:
        with found(tmp_path / "a") as station:
            shown = repr(station.identity)
            assert station.identity.box_identity not in shown
            assert repr(station.identity.signing_key) not in shown

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"passphrase": "kurz"}, "station.passphrase-too-short"),
            ({"name": "  "}, "station.no-name"),
            ({"operator": ""}, "station.no-name"),
            ({"name": "玉" * 41}, "station.name-too-long"),
            ({"operator": "才" * 41}, "station.name-too-long"),
        ],
    )
    def test_what_it_needs(self, tmp_path: Path, said: dict[str, str], code: str) -> None:
        with pytest.raises(UserFault) as refusal:
            found(tmp_path / "a", **said)
        assert refusal.value.code == code
        assert "kurz" not in str(refusal.value)
        assert not (tmp_path / "a").exists()

    def test_never_over_another(self, tmp_path: Path) -> None:
        found(tmp_path / "a").close()
        before = contents(tmp_path / "a")
        with pytest.raises(UserFault, match=r"station\.exists"):
            found(tmp_path / "a")
        assert contents(tmp_path / "a") == before

    def test_never_where_only_the_keys_or_only_the_database_are_left(self, tmp_path: Path) -> None:
        found(tmp_path / "a").close()
        shutil.copytree(tmp_path / "a", tmp_path / "b")
        (tmp_path / "a" / DATABASE_NAME).unlink()
        shutil.rmtree(tmp_path / "b" / KEYS_FOLDER)
        for folder in (tmp_path / "a", tmp_path / "b"):
            with pytest.raises(UserFault, match=r"station\.exists"):
                found(folder)

    @pytest.mark.parametrize("name", ["instance", "*.key"])
    def test_a_failure_leaves_a_folder_in_which_it_can_be_tried_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        real = files.save_bytes

        def no_space(path: Path, body: bytes, *, replace: bool = False) -> bytes:
            if path.match(name):
                raise WorldFault("file.no-space", name=path.name)
            return real(path, body, replace=replace)

        with monkeypatch.context() as patched:
            patched.setattr(files, "save_bytes", no_space)
            with pytest.raises(WorldFault, match=r"file\.no-space"):
                found(tmp_path / "a")
        assert not list((tmp_path / "a").glob("tianye.db*"))
        with pytest.raises(UserFault, match=r"station\.none-here"):
            Station.open(tmp_path / "a", PASSPHRASE, CHEAP)
        found(tmp_path / "a").close()

    def test_a_file_where_the_folder_should_be(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("a file")
        with pytest.raises(WorldFault) as refusal:
            found(tmp_path / "a")
        assert refusal.value.code in ("file.not-a-file", "file.not-written")


class TestOpeningOne:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        found(tmp_path / "a").close()
        return tmp_path / "a"

    def refuses(self, folder: Path, passphrase: str = PASSPHRASE) -> TianyeError:
        with pytest.raises(TianyeError) as refusal:
            Station.open(folder, passphrase, CHEAP)
        return refusal.value

    def test_a_wrong_passphrase_opens_nothing_and_is_not_repeated(self, folder: Path) -> None:
        before = contents(folder)
        fault = self.refuses(folder, "高原上的太阳能 2025")
        assert (fault.code, fault.kind) == ("keys.wrong-passphrase", "user")
        assert "太阳能" not in str(fault)
        assert contents(folder) == before

    def test_no_folder_and_an_empty_one(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        for name in ("nowhere", "empty"):
            assert self.refuses(tmp_path / name).code == "station.none-here"
        assert list((tmp_path / "empty").iterdir()) == []

    def test_without_its_keys(self, folder: Path) -> None:
        shutil.rmtree(folder / KEYS_FOLDER)
        fault = self.refuses(folder)
        assert (fault.code, fault.kind) == ("station.keys-missing", "world")

    def test_without_its_database(self, folder: Path) -> None:
        (folder / DATABASE_NAME).unlink()
        fault = self.refuses(folder)
        assert (fault.code, fault.kind) == ("database.missing", "world")
        # never an empty start
        assert not (folder / DATABASE_NAME).exists()

    def test_a_database_of_another_folder(self, folder: Path, tmp_path: Path) -> None:
        found(tmp_path / "b").close()
        shutil.copy(tmp_path / "b" / DATABASE_NAME, folder / DATABASE_NAME)
        assert self.refuses(folder).code == "database.unreadable"

    def test_in_use(self, folder: Path) -> None:
        with Station.open(folder, PASSPHRASE, CHEAP):
            fault = self.refuses(folder)
            assert (fault.code, fault.kind) == ("station.in-use", "world")
        Station.open(folder, PASSPHRASE, CHEAP).close()

    def test_a_failure_lets_the_folder_go(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(self: Station) -> None:
            raise WorldFault("database.full")

        with monkeypatch.context() as patched:
            patched.setattr(Station, "_apply_what_waited", fails)
            assert self.refuses(folder).code == "database.full"
        Station.open(folder, PASSPHRASE, CHEAP).close()

    def test_a_damaged_key_of_one_operator_does_not_lock_the_other_out(self, folder: Path) -> None:
        (whole,) = (folder / KEYS_FOLDER).glob("*.key")
        shutil.copy(whole, folder / KEYS_FOLDER / "operator-2.key")
        whole.write_bytes(b"torn")
        Station.open(folder, PASSPHRASE, CHEAP).close()
        assert self.refuses(folder, "another passphrase").code == "keys.wrong-passphrase"
        (folder / KEYS_FOLDER / "operator-2.key").write_bytes(b"torn too")
        assert self.refuses(folder).code == "keys.damaged"


class TestWriting:
    def test_a_command_that_fails_writes_nothing_and_the_clock_goes_back(self, desk: Desk) -> None:
        station = desk.station
        registration.register(station, {"name": "卓玛"}, {})
        before = (station.log.count(), station.settings.find_text("clock"), len(station.commands.latest(9)))
        clock = station._clock
        desk.clock.set("2026-06-12 15:00")

        def fails_late() -> None:
            with station.command("walk-in") as command:
                registration.add_person(station, command, {"name": "拉毛"}, {"contact": "given"})
                # makes what was drafted so far be written
                command.add_if_changed("organisation.registered", bytes(10), {"name": "合作社"})
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fails_late()
        assert station._clock == clock
        assert (station.log.count(), station.settings.find_text("clock"), len(station.commands.latest(9))) == before
        with pytest.raises(UserFault, match=r"person\.unknown"):
            desk.knows("拉毛")
        # and the next one goes on where the last good one ended
        registration.register(station, {"name": "拉毛"}, {})
        assert station.log.count() == before[0] + 1

    def test_a_command_that_says_nothing_leaves_no_trace(self, desk: Desk) -> None:
        person, _ = registration.register(desk.station, {"name": "卓玛", "phone": "13997010001"}, {})
        before = desk.station.log.count()
        done = registration.correct(desk.station, person, {"phone": "13997010001"})
        assert done.command is None
        assert not done.changes
        assert desk.station.log.count() == before

    def test_what_no_kind_allows_is_our_mistake(self, desk: Desk) -> None:
        with pytest.raises(Bug, match=r"operation\.unusable"), desk.station.command("wrong") as command:
            command.add("person.registered", command.new_subject(owns_data=True), {"height": 170}, is_new=True)
        assert desk.station.log.count() == 1

    def test_blocks_do_not_nest(self, desk: Desk) -> None:
        with pytest.raises(Bug, match=r"nested"), desk.station.writing(), desk.station.writing():
            pass

    def test_a_clock_that_was_told_goes_back_when_that_fails(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        before = desk.station.told_ms()

        def full(*_: object) -> None:
            raise WorldFault("database.full")

        with monkeypatch.context() as patched:
            patched.setattr(desk.station.commands, "keep", full)
            with pytest.raises(WorldFault):
                desk.station.tell_time(before + 86_400_000)
        assert desk.station.told_ms() - before < 60_000

    def test_stamps_only_grow_over_restarts_and_clocks_that_step_back(self, desk: Desk) -> None:
        stamps = []
        for hour in ("15:00", "09:00", "2031-01-01 00:00", "10:00"):
            desk.clock.set(hour if " " in hour else f"2026-06-12 {hour}")
            person, _ = registration.register(desk.station, {"name": "卓玛"}, {})
            ((_, (event,)),) = desk.station.log.events([desk.station.log.number_subject("person", person)])
            stamps.append(event.stamp)
            folder = desk.station.folder
            desk.station.close()
            desk.station = Station.open(folder, PASSPHRASE, desk.station.world)
        assert stamps == sorted(set(stamps))


class TestAnUpdate:
    """An older program kept what it did not know; the newer one applies it once, when it opens the folder."""

    def test_operations_that_waited_are_applied_by_the_newer_program(
        self, town: Town, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hq, desk = town.headquarters(), town.desk("玉树")
        person, _ = registration.register(hq.station, {"name": "卓玛", "place": "632701203200"}, {})
        town.enrols(desk, "632701")
        town.sends_pack(desk)
        newer = dict(kinds.KINDS) | {
            "solar.panel_counted": kinds.Kind(
                "solar.panel_counted", "person", kinds.Writer.ANYBODY, {"panels": shapes.NUMBER}
            )
        }
        with monkeypatch.context() as patched:
            for module in ("tianye.store.oplog", "tianye.services.station"):
                patched.setattr(f"{module}.KINDS", newer)
            with desk.station.command("count panels") as command:
                command.add("solar.panel_counted", person, {"panels": 4}, owner=person)
        assert town.carry_stick(desk).unknown == 1

        folder, world = hq.station.folder, hq.station.world
        hq.station.close()
        hq.station = Station.open(folder, PASSPHRASE, world)
        assert len(hq.station.log.waiting()) == 1
        hq.station.close()
        with monkeypatch.context() as patched:
            patched.setattr("tianye.services.station.__version__", "99.0")
            patched.setattr("tianye.store.oplog.KINDS", newer)
            patched.setattr("tianye.services.station.KINDS", newer)
            hq.station = Station.open(folder, PASSPHRASE, world)
            assert hq.station.log.waiting() == []
            assert hq.station.state("person", person).get("panels") == 4
            assert hq.station.settings.find_text("applied_by") == "99.0"


def test_where_a_laptop_believes_itself_to_be_does_not_matter(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        desk.clock.set("2026-06-12 09:02")
        shown = desk.station.local_time()
        assert (shown.date().isoformat(), shown.hour, shown.minute) == ("2026-06-12", 9, 2)
        assert checkin._minute(desk.station) == 9 * 60 + 2
    finally:
        monkeypatch.undo()
        time.tzset()
