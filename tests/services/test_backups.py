"""Backups and the search for damage: whole ones come back, damaged ones are refused by name, nothing is overwritten."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from tianye.domain.errors import TianyeError, UserFault, WorldFault
from tianye.services import backups, bundles, diagnostics, importing, registration
from tianye.services.station import Station
from tianye.store.database import Database
from tianye.store.settings import Settings
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.close()


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
        assert {path.name for path in made.path.iterdir()} == {"tianye.db", "keys", "instance", "manifest.json"}
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
            (flipped("*.key"), "backup.file-damaged"),
            (without("tianye.db"), "backup.file-missing"),
            (without("*.key"), "backup.file-missing"),
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

    def test_damage_that_somebody_sealed_again_is_found_in_the_database(self, yushu: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        flipped("tianye.db")(made.path)
        told = json.loads((made.path / "manifest.json").read_text())["files"]
        told["tianye.db"] = list(backups._seal(made.path / "tianye.db"))
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

    def test_a_laptop_that_went_on_after_its_backup_is_refused(
        self, town: Town, hq: Desk, yushu: Desk, tmp_path: Path
    ) -> None:
        made = backups.make_backup(yushu.station, tmp_path)
        yushu.checks_in("马秀英", "YS-am")
        town.carry_stick(yushu)
        with pytest.raises(UserFault, match=r"backup\.what-left-unknown") as refusal:
            backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE)
        assert refusal.value.data == {"needs": ["received"]}
        received = hq.station.log.head(yushu.station.identity.device).sequence
        with pytest.raises(UserFault, match=r"backup\.older-than-what-left") as refusal:
            backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, received=received)
        assert refusal.value.data == {"of": "received", "has": received - 1, "left": received}
        assert not (tmp_path / "new").exists()

    def test_headquarters_comes_back_when_no_pack_or_receipt_left_since(
        self, town: Town, hq: Desk, yushu: Desk, tmp_path: Path
    ) -> None:
        town.carry_stick(yushu)
        town.sends_receipt(yushu)
        made = backups.make_backup(hq.station, tmp_path)
        with pytest.raises(UserFault, match=r"backup\.what-left-unknown") as refusal:
            backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, newest_pack=1)
        assert refusal.value.data == {"needs": ["newest_receipt"]}
        for pack, receipt in ((2, 1), (1, 2)):
            with pytest.raises(UserFault, match=r"backup\.older-than-what-left"):
                backups.restore_backup(
                    made.path, tmp_path / "new", PASSPHRASE, newest_pack=pack, newest_receipt=receipt
                )
        backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, newest_pack=1, newest_receipt=1)
        # what a laptop hands over after the backup arrives at the restored headquarters as at the old one
        yushu.checks_in("马秀英", "YS-am")
        handed = bundles.make_bundle(yushu.station, yushu.stick)
        with Station.open(tmp_path / "new", PASSPHRASE, hq.station.world) as again:
            assert importing.import_bundle(again, handed.path).new == 1

    def test_nothing_is_ever_restored_over_something(self, hq: Desk, tmp_path: Path) -> None:
        made = backups.make_backup(hq.station, tmp_path / "disk")
        (tmp_path / "empty").mkdir()
        for folder in (hq.station.folder, tmp_path / "empty"):
            with pytest.raises(UserFault, match=r"backup\.target-exists"):
                backups.restore_backup(made.path, folder, PASSPHRASE, newest_pack=0, newest_receipt=0)

    def test_a_failure_leaves_no_half_folder(self, hq: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = backups.make_backup(hq.station, tmp_path / "disk")

        def full(*_: object, **__: object) -> bytes:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tianye.store.files.save", full)
        with pytest.raises(WorldFault, match=r"file\.no-space"):
            backups.restore_backup(made.path, tmp_path / "new", PASSPHRASE, newest_pack=0, newest_receipt=0)
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
        station = hq.station
        path, world = station.folder / "tianye.db", station.world
        station.close()
        content = bytearray(path.read_bytes())
        content[len(content) - 2048] ^= 1
        path.write_bytes(content)
        hq.station = Station.open(station.folder, PASSPHRASE, world)
        found = diagnostics.check(hq.station, full=True)
        assert "database.pages-damaged" in {finding.code for finding in found.findings}
        assert not found.is_sound

    def test_the_guards_of_the_log_hold_against_plain_sql(self, hq: Desk) -> None:
        with pytest.raises(dbapi2.Error):
            hq.station.database.execute("DELETE FROM operation")
