"""Backups and the search for damage: whole ones come back, damaged ones are refused by name, nothing is overwritten."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from services.torn import add_much
from tianye.domain.errors import TianyeError, UserFault, WorldFault
from tianye.services import backup_files, backups, bundles, diagnostics, importing, operators, registration, rescue
from tianye.services.station import Station
from tianye.store import backup
from tianye.store.database import Database
from tianye.store.projections import TABLES
from tianye.store.settings import Settings
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
HERS = "村口的老核桃树和井 88"
BENT: tuple[tuple[str, object], ...] = (
    *(("made_at", value) for value in ("2026-06-12T08:30:00", "0001-01-01T00:00:00+08:00", 5, None)),
    ("made_at", "9999-12-31T23:59:59-12:00"),
    *(("operations", value) for value in (float("inf"), float("nan"), -1, 1 << 64, True, "3", None)),
    *(
        ("files", {"tianye.db": [1, ""], name: [1, ""]})
        for name in ("", ".", "keys", "keys/", "keys/\0", "keys/\ud800")
    ),
    *(("files", {"tianye.db": value}) for value in ([float("inf"), ""], [-1, ""], [1, 2], [1], 1)),
    *(("heads", value) for value in (None, [], {"a": [float("inf"), ""]}, {"a": "bc"}, {"a": [1, ["x"]]})),
    *(("role", value) for value in (None, 5, [])),
    *(("number", value) for value in (None, -1, 1 << 64, 1.5)),
    *(("station", value) for value in (None, 5)),
    *(("forgotten", value) for value in (-1, "3", float("inf"))),
)
"""What somebody who writes on the stick may put into the list of a backup."""


@pytest.fixture
def hq(town: Town) -> Desk:
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        session = {"code": "YS-am", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), session, is_new=True)
    for name, phone in (("卓玛才让", "13997010001"), ("马秀英", "13997010003")):
        fields = registration.make_fields({"name": name, "phone": phone, "place": "632701100001"})
        registration.register(hq.station, fields, {"attendance": "given"})
    return hq


@pytest.fixture
def yushu(town: Town, hq: Desk) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    desk.checks_in("卓玛才让", "YS-am")
    return desk


def own_sequence(desk: Desk) -> int:
    return desk.station.log.head(desk.station.identity.device).sequence


class TestMaking:
    def test_a_backup_is_whole_and_says_what_it_is(self, yushu: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(yushu.station, tmp_path / "disk")
        assert made.path.name.startswith("tianye-玉树-20260612-0830")
        parts = {path.name for path in made.path.iterdir()}
        # the files are the newest pack, sealed as it came
        assert parts == {"tianye.db", "keys", "files", "instance", "manifest.json"}
        assert made.operations == yushu.station.log.count()
        assert backups.verify_backup(made.path, PASSPHRASE) == made

    def test_nothing_of_a_person_stands_in_it_in_clear(self, hq: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(hq.station, tmp_path)
        for path in made.path.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for encoding in ("utf-8", "utf-16-le", "gb18030"):
                    assert "卓玛才让".encode(encoding) not in content
                    assert "13997010001".encode(encoding) not in content

    def test_it_lies_in_the_data_folder_when_nobody_says_where(self, hq: Desk) -> None:
        one, two = backups.make_backup(hq.station), backups.make_backup(hq.station)
        assert one.path.parent == two.path.parent == hq.station.folder / "backup"
        assert one.path != two.path
        assert not [path for path in two.path.rglob("*") if "backup" in path.name]

    def test_the_station_goes_on_and_the_backup_stays_as_it_was(self, yushu: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        yushu.checks_in("马秀英", "YS-am")
        assert yushu.station.log.count() == made.operations + 1
        assert backups.verify_backup(made.path, PASSPHRASE).operations == made.operations

    def test_a_copy_that_is_not_the_same_is_noticed_and_taken_away(
        self, hq: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = backups.copy_database

        def loses_a_page(database: Database, target: Path) -> None:
            real(database, target)
            content = bytearray(target.read_bytes())
            content[len(content) // 2] ^= 1
            target.write_bytes(content)

        monkeypatch.setattr(backups, "copy_database", loses_a_page)
        with pytest.raises(WorldFault, match=r"backup\.copy-damaged|database\.damaged"):
            backups.make_backup(hq.station, tmp_path / "disk")
        assert list((tmp_path / "disk").iterdir()) == []
        registration.register(hq.station, {"name": "央金"})

    @pytest.mark.parametrize("copying", ["backups.copy_database", "backup_files.copy_moment"])
    def test_with_a_file_in_it_that_no_backup_has_it_does_not_count(
        self, hq: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copying: str
    ) -> None:
        """Such as the log of a copy: nobody would read the backup afterwards."""
        room, _, name = copying.partition(".")
        copy = getattr(sys.modules[f"tianye.services.{room}"], name)
        disk = tmp_path / "disk"
        make = {
            "backups": lambda: backups.make_backup(hq.station, disk),
            "backup_files": lambda: backups.make_beside(backups.plan_backup(hq.station, disk)),
        }[room]

        def copied(database: Database, target: Path, *rest: object) -> None:
            copy(database, target, *rest)
            target.with_name("tianye.db-wal").touch()

        monkeypatch.setattr(f"tianye.services.{copying}", copied)
        with pytest.raises(UserFault, match=r"backup\.not-one"):
            make()
        assert list(disk.iterdir()) == []

    def test_every_table_that_is_not_made_from_the_log_is_compared(self, hq: Desk) -> None:
        tables = {name for (name,) in hq.station.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        made_anew = {table.name for table in TABLES.values()} | {
            "attendance",
            "disagreement",
            "named_content",
            "search_key",
        }
        by_count = {"operation", "subject", "attachment", "exchanged", "migration", "waiting_number"}
        assert tables - made_anew - by_count - {"sqlite_sequence"} == set(backup._COMPARED)

    def test_a_copy_of_an_earlier_moment_is_noticed(
        self, yushu: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        earlier = backups.make_backup(yushu.station, tmp_path / "earlier").path / "tianye.db"
        yushu.checks_in("马秀英", "YS-am")
        monkeypatch.setattr(backups, "copy_database", lambda _, target: shutil.copyfile(earlier, target))
        with pytest.raises(WorldFault, match=r"backup\.copy-damaged"):
            backups.make_backup(yushu.station, tmp_path / "disk")
        assert list((tmp_path / "disk").iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="no limit of the size of files to play a full disk with")
    def test_a_disk_that_fills_up_is_named_and_nothing_stays(self, hq: Desk, tmp_path: Path) -> None:
        import resource

        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
        try:
            with pytest.raises(WorldFault, match=r"database\.(full|disk-error)") as fault:
                backups.make_backup(hq.station, tmp_path / "disk")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert fault.value.exit_status == 4
        assert list((tmp_path / "disk").iterdir()) == []
        assert backups.make_backup(hq.station, tmp_path / "disk").operations == hq.station.log.count()

    def test_a_folder_that_cannot_be_written_is_named(self, hq: Desk, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")
        with pytest.raises(WorldFault, match=r"file\."):
            backups.make_backup(hq.station, tmp_path / "file" / "disk")


def flipped(name: str) -> Callable[[Path], None]:
    def damage(backup: Path) -> None:
        (path,) = backup.rglob(name)
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

    return damage


def without(name: str) -> Callable[[Path], None]:
    return lambda backup: next(backup.rglob(name)).unlink()


def rewritten(**changed: object) -> Callable[[Path], None]:
    def damage(backup: Path) -> None:
        path = backup / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | changed))

    return damage


class TestVerifying:
    @pytest.mark.parametrize(
        ("damage", "code"),
        [
            (flipped("tianye.db"), "backup.file-damaged"),
            (flipped("????????????????.key"), "backup.file-damaged"),
            (without("tianye.db"), "backup.file-missing"),
            (without("????????????????.key"), "backup.file-missing"),
            (without("manifest.json"), "backup.not-one"),
            (lambda backup: (backup / "manifest.json").write_text("[]"), "backup.not-one"),
            (lambda backup: (backup / "manifest.json").write_text("{}"), "backup.not-one"),
            (lambda backup: (backup / "manifest.json").write_text('{"format": 1}'), "backup.not-one"),
            (lambda backup: (backup / "manifest.json").write_text("[" * 100_000), "backup.not-one"),
            (rewritten(format=2), "backup.too-new"),
            (rewritten(files={"tianye.db": [1, ""], "../outside": [1, ""]}), "backup.not-one"),
            (rewritten(files={"tianye.db": [1, ""], "keys\\..\\x": [1, ""]}), "backup.not-one"),
            (rewritten(operations=1), "backup.heads-differ"),
            (rewritten(role="hq"), "backup.heads-differ"),
            (rewritten(heads={}), "backup.heads-differ"),
        ],
    )
    def test_damage_is_refused_by_name(
        self, yushu: Desk, tmp_path: Path, damage: Callable[[Path], None], code: str
    ) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        damage(made.path)
        for attempt in (
            lambda: backups.verify_backup(made.path, PASSPHRASE),
            lambda: backups.restore_backup(made.path, tmp_path / "back", PASSPHRASE, received=0),
        ):
            with pytest.raises(TianyeError) as refusal:
                attempt()
            assert refusal.value.code == code
        assert not list(tmp_path.glob("back*"))

    def test_a_bent_list_is_refused_by_name_and_hides_no_other(self, yushu: Desk, tmp_path: Path) -> None:
        good = backups.make_backup(yushu.station, tmp_path)
        bent = backups.make_backup(yushu.station, tmp_path)
        whole = (bent.path / "manifest.json").read_bytes()
        for name, value in BENT:
            rewritten(**{name: value})(bent.path)
            first, second = backups.find_backups(tmp_path)
            assert (first.path, first.fault) == (good.path, None), (name, value)
            assert second.fault is not None, (name, value)
            assert second.fault.code == "backup.not-one", (name, value)
            (bent.path / "manifest.json").write_bytes(whole)
        assert [one.fault for one in backups.find_backups(tmp_path)] == [None, None]

    def test_with_a_leaders_passphrase_it_opens_nothing(self, yushu: Desk, tmp_path: Path) -> None:
        station = yushu.station
        operators.add(station, "村长", operators.Rights.LEADER, HERS)
        made = backups.make_backup(station, tmp_path / "disk")
        station.close()
        for attempt in (
            lambda: backups.verify_backup(made.path, HERS),
            lambda: backups.restore_backup(made.path, tmp_path / "back", HERS),
            lambda: backups.restore_backup(made.path, tmp_path / "back", HERS, received=10),
            lambda: rescue.rescue_folder(station.folder, tmp_path / "back", HERS, station.world),
        ):
            with pytest.raises(UserFault, match=r"operator\.only-kiosk"):
                attempt()
        assert not list(tmp_path.glob("back*"))
        assert backups.verify_backup(made.path, PASSPHRASE) == made

    def test_damage_that_somebody_sealed_again_is_found_in_the_database(self, yushu: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        # one that is not needed to open the copy
        ((page,),) = yushu.station.database.rows("SELECT rootpage FROM sqlite_master WHERE name = 'search_key'")
        content = bytearray((made.path / "tianye.db").read_bytes())
        content[4096 * page - 2048] ^= 1
        (made.path / "tianye.db").write_bytes(content)
        told = json.loads((made.path / "manifest.json").read_text())["files"]
        told["tianye.db"] = list(backup_files.seal(made.path / "tianye.db"))
        rewritten(files=told)(made.path)
        with pytest.raises(WorldFault, match=r"backup\.database-damaged") as refusal:
            backups.verify_backup(made.path, PASSPHRASE)
        assert "database.pages-damaged" in refusal.value.data["found"]  # type: ignore[operator]

    def test_a_wrong_passphrase_and_no_backup_at_all(self, yushu: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        with pytest.raises(UserFault, match=r"keys\.wrong-passphrase"):
            backups.verify_backup(made.path, "not the passphrase")
        for place in (tmp_path / "nowhere", yushu.station.folder):
            with pytest.raises(UserFault, match=r"backup\.not-one"):
                backups.verify_backup(place, PASSPHRASE)


class TestRestoring:
    def test_a_laptop_comes_back_and_hands_over_where_it_stopped(
        self, town: Town, hq: Desk, yushu: Desk, tmp_path: Path
    ) -> None:
        town.carry_stick(yushu)
        yushu.checks_in("马秀英", "YS-am")
        made = backups.make_backup(yushu.station, tmp_path)
        received = hq.station.log.head(yushu.station.identity.device).sequence
        restored = backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, received=received)
        assert restored.sequence == own_sequence(yushu) == received + 1
        assert (tmp_path / "new" / "instance").read_bytes() != (yushu.station.folder / "instance").read_bytes()
        with Station.open(tmp_path / "new", PASSPHRASE, yushu.station.world) as again:
            assert diagnostics.check(again, full=True).findings == ()
            assert again.identity == yushu.station.identity
            handed = bundles.make_bundle(again, tmp_path)
        assert importing.import_bundle(hq.station, handed.path).new == 1

    def test_only_who_vouches_that_nothing_left_since_keeps_the_old_identity(
        self, hq: Desk, yushu: Desk, tmp_path: Path
    ) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        old = yushu.station.identity
        for name, received, is_renewed in (("a", None, True), ("b", 1, False), ("c", 1_000, True)):
            restored = backups.restore_backup(
                made.path, tmp_path / name, PASSPHRASE, received=received, world=yushu.station.world
            )
            assert restored.is_renewed is is_renewed
            with Station.open(tmp_path / name, PASSPHRASE, yushu.station.world) as again:
                assert (again.identity.device != old.device) is is_renewed
                assert again.identity.name == old.name

    def test_headquarters_comes_back_in_a_new_epoch(self, town: Town, hq: Desk, yushu: Desk, tmp_path: Path) -> None:
        """What it asks then, and that nothing is lost: tests/scenarios/test_headquarters_restored.py."""
        town.carry_stick(yushu)
        town.sends_receipt(yushu)
        made = backups.make_backup(hq.station, tmp_path)
        epochs = [
            backups.restore_backup(made.path, tmp_path / name, PASSPHRASE, world=hq.station.world).epoch
            for name in ("new", "newer")
        ]
        assert min(epochs) > hq.station.settings.find_number("hq_epoch")
        # what a laptop hands over after the backup arrives at the restored headquarters as at the old one
        yushu.checks_in("马秀英", "YS-am")
        handed = bundles.make_bundle(yushu.station, yushu.stick)
        runs = {hq.station.identity.run}
        for name in ("new", "newer"):
            with Station.open(tmp_path / name, PASSPHRASE, hq.station.world) as again:
                assert again.identity.device == hq.station.identity.device
                runs.add(again.identity.run)
                assert importing.import_bundle(again, handed.path).new == 1
        assert len(runs) == 3

    def test_nothing_is_ever_restored_over_something(self, hq: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(hq.station, tmp_path / "disk")
        (tmp_path / "empty").mkdir()
        for folder in (hq.station.folder, tmp_path / "empty"):
            with pytest.raises(UserFault, match=r"backup\.target-exists"):
                backups.restore_backup(made.path, folder, PASSPHRASE)

    def test_a_failure_leaves_no_half_folder(self, hq: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = backups.make_backup(hq.station, tmp_path / "disk")

        def full(*_: object, **__: object) -> bytes:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tianye.store.files.save", full)
        with pytest.raises(WorldFault, match=r"file\.no-space"):
            backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE)
        assert not list(tmp_path.glob("new*"))


def tampered(station: Station, *statements: str) -> None:
    """Change what is stored behind the back of the program, with the guards of the log taken off."""
    guards = station.database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in guards:
        station.database.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert station.database.execute(statement).rowcount > 0
    for _, sql in guards:
        station.database.execute(sql)


class TestDiagnostics:
    def found(self, desk: Desk) -> set[str]:
        return {finding.code for finding in diagnostics.check(desk.station, full=True).findings}

    def test_a_sound_folder_is_sound_and_stays_as_it_is(self, hq: Desk, yushu: Desk) -> None:
        for desk in (hq, yushu):
            before = (desk.station.log.count(), own_sequence(desk))
            assert diagnostics.check(desk.station).checked == ("structure", "ends", "acknowledged")
            found = diagnostics.check(desk.station, full=True)
            assert (found.is_sound, found.findings) == (True, ())
            assert len(found.checked) == 7
            assert (desk.station.log.count(), own_sequence(desk)) == before

    @pytest.mark.parametrize(
        ("statement", "code"),
        [
            ("UPDATE operation SET payload = x'80' WHERE (id & 4294967295) = 3", "chain.broken"),
            ("UPDATE operation SET header = (SELECT header FROM operation WHERE id & 7 = 2) WHERE id & 7 = 3",
             "chain.misplaced"),
            ("UPDATE operation SET payload = NULL WHERE (id & 4294967295) = 3", "chain.no-commitment"),
            ("DELETE FROM operation WHERE (id & 4294967295) = 3", "chain.gap"),
            ("DELETE FROM owner", "chain.no-owner-key"),
            ("UPDATE operation SET commitment = zeroblob(32) WHERE (id & 4294967295) = 3", "chain.payload-differs"),
            ("UPDATE device SET head = zeroblob(32)", "chain.head-differs"),
            ("UPDATE device SET head_sequence = head_sequence - 1", "chain.beyond-head"),
            ("UPDATE person SET phone = '13900000000' WHERE name = '马秀英'", "read-tables.differ"),
            ("DELETE FROM search_key WHERE key >= 'm'", "read-tables.differ"),
            ("INSERT INTO attachment VALUES (zeroblob(32), x'01')", "attachment.damaged"),
            ("INSERT INTO form (no, xform, media, is_sensitive) VALUES (99, zeroblob(32), '{}', 0)",
             "attachment.missing"),
        ],
    )  # fmt: skip
    def test_what_was_changed_behind_the_program_s_back_is_named(self, hq: Desk, statement: str, code: str) -> None:
        tampered(hq.station, statement)
        assert code in self.found(hq)

    def test_a_stored_operation_nobody_can_read_is_an_answer(self, hq: Desk) -> None:
        tampered(hq.station, "UPDATE operation SET header = x'c1' WHERE (id & 4294967295) = 3")
        assert "operation.bad-header" in self.found(hq)

    def test_records_that_headquarters_has_and_this_folder_lost(self, town: Town, yushu: Desk) -> None:
        town.carry_stick(yushu)
        town.sends_receipt(yushu)
        with yushu.station.writing():
            Settings(yushu.station.database).put("received_sequence", own_sequence(yushu) + 5)
        (finding,) = diagnostics.check(yushu.station).findings
        assert finding.code == "chain.records-missing"
        assert finding.data == {"written": own_sequence(yushu), "received": own_sequence(yushu) + 5}

    def test_a_flipped_bit_in_the_file_is_found_by_the_seals_of_the_pages(self, hq: Desk) -> None:
        # the last pages hold what people wrote, not how the tables are made
        add_much(hq.station)
        station = hq.station
        path, world = station.folder / "tianye.db", station.world
        ((page,),) = station.database.rows("SELECT rootpage FROM sqlite_master WHERE name = 'search_key'")
        station.close()
        content = bytearray(path.read_bytes())
        content[4096 * page - 2048] ^= 1
        path.write_bytes(content)
        hq.station = Station.open(station.folder, PASSPHRASE, world)
        found = diagnostics.check(hq.station, full=True)
        assert "database.pages-damaged" in {finding.code for finding in found.findings}
        assert not found.is_sound

    def test_the_guards_of_the_log_hold_against_plain_sql(self, hq: Desk) -> None:
        with pytest.raises(dbapi2.Error):
            hq.station.database.execute("DELETE FROM operation")


class TestLookingInSlices:
    def test_a_round_goes_through_everything_and_goes_on_where_it_stopped(self, hq: Desk, yushu: Desk) -> None:
        rounds = 0
        while not diagnostics.looked(hq.station).done_ms:
            assert diagnostics.look_on(hq.station, 3) == ()
            rounds += 1
        assert rounds > hq.station.log.count() / 3 - 2
        assert diagnostics.looked(hq.station).findings == ()

    def test_what_is_found_stands_until_a_whole_round_found_nothing(self, hq: Desk) -> None:
        at = own_sequence(hq)
        tampered(hq.station, f"UPDATE operation SET payload = x'80' WHERE (id & 4294967295) = {at - 1}")
        for _ in range(at):
            diagnostics.look_on(hq.station, 2)
        assert {one.code for one in diagnostics.looked(hq.station).findings} == {"chain.broken"}
