"""Opening, the pragmas, all or nothing, and failures by their name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3

from faults.disks import small_disk
from house.sources import dotted, modules
from store.desk import given_up
from tianye.domain.errors import Bug, WorldFault
from tianye.store import database as module
from tianye.store.database import Database

KEY = bytes(range(32))
EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "wal_autocheckpoint": 200,
    "secure_delete": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cache_size": -65536,
    "cell_size_check": 1,
    "recursive_triggers": 1,
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "a.db", KEY, create=True) as opened:
        opened.execute("CREATE TABLE word (text TEXT PRIMARY KEY, extra BLOB) STRICT")
        yield opened


def words(database: Database) -> list[str]:
    return [text for (text,) in database.rows("SELECT text FROM word ORDER BY text")]


def test_every_pragma_takes_effect(database: Database) -> None:
    assert {pragma.partition("=")[0] for pragma in module.PRAGMAS} == EXPECTED.keys()
    for name, value in EXPECTED.items():
        assert database.row(f"PRAGMA {name}") == (value,), name


def test_a_copy_that_finds_no_room_is_told_by_name(database: Database, tmp_path: Path) -> None:
    """The driver names no error while it copies page by page."""
    database.executemany("INSERT INTO word VALUES (?, ?)", [(str(number), bytes(3000)) for number in range(300)])
    with small_disk(tmp_path / "stick", 256 * 1024) as stick:
        for copy in (
            lambda: database.copy_pages(stick / "a", KEY),
            lambda: database.copy_snapshot(stick / "b", lambda *_: None),
        ):
            with pytest.raises(WorldFault, match=r"database\.full"):
                copy()
            for left in stick.iterdir():
                left.unlink()


def test_nothing_lies_beside_a_copy(database: Database, tmp_path: Path) -> None:
    for copy, place in (
        (lambda path: database.copy_pages(path, KEY), tmp_path / "a"),
        (lambda path: database.copy_snapshot(path, lambda *_: None), tmp_path / "b"),
    ):
        place.mkdir()
        (place / "c.db-shm").touch()
        copy(place / "c.db")
        assert [path.name for path in place.iterdir()] == ["c.db"]


def test_one_that_could_not_be_opened_again_says_so(tmp_path: Path) -> None:
    gone = Database(tmp_path / "b.db", KEY, create=True)
    gone.close()
    with pytest.raises(WorldFault, match=r"database\.cannot-open"), gone.atomic():
        pass
    with pytest.raises(WorldFault, match=r"database\.cannot-open"):
        gone.rows("SELECT 1")


def test_no_extension_can_be_loaded(database: Database) -> None:
    with pytest.raises(Bug, match="refused-statement"):
        database.rows("SELECT load_extension('anything')")


def test_sqlite_utils_knows_the_errors_that_are_raised() -> None:
    import sqlite_utils.utils  # after the store, as in the program

    assert sqlite_utils.utils.OperationalError is sqlcipher3.dbapi2.OperationalError


def test_values_come_back_as_they_went_in(database: Database) -> None:
    for value in (b"", b"\0\xff", bytes(5000), None):
        database.execute("INSERT OR REPLACE INTO word VALUES ('x', ?)", (value,))
        (found,) = database.row("SELECT extra FROM word") or ()
        assert found == value
        assert type(found) is type(value)


def test_a_wrong_key_opens_nothing_changes_nothing_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.db"
    with Database(path, KEY, create=True) as made:
        made.execute("CREATE TABLE word (text TEXT)")
    before = path.read_bytes()
    with pytest.raises(WorldFault) as refused:
        Database(path, bytes(32))
    assert refused.value.code == "database.unreadable"
    assert path.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_key_of_another_length_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(Bug, match="key-length"):
        Database(tmp_path / "a.db", b"short", create=True)


def test_a_missing_database_is_never_made_anew(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as refused:
        Database(tmp_path / "a.db", KEY)
    assert refused.value.code == "database.missing"
    assert list(tmp_path.iterdir()) == []


def test_damage_is_told_and_not_read_over(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Database(path, KEY, create=True) as made:
        made.execute("CREATE TABLE word (text TEXT)")
        made.execute("INSERT INTO word VALUES (?)", ("字" * 3000,))
        made.checkpoint()
    sound = path.read_bytes()
    for place in (4096 + 50, len(sound) - 9000, len(sound) - 2000):
        raw = bytearray(sound)
        raw[place] ^= 1
        path.write_bytes(raw)
        with Database(path, KEY) as damaged, pytest.raises(WorldFault) as told:
            damaged.rows("SELECT * FROM word")
        assert told.value.code == "database.damaged"
        assert "\ufffd" not in repr(told.value.__cause__)


def test_a_block_that_fails_leaves_nothing(database: Database) -> None:
    with given_up(database):
        database.execute("INSERT INTO word (text) VALUES ('lost')")
        database.tables["word"].insert({"text": "lost too"})
    assert words(database) == []
    assert not database.is_in_transaction


def test_blocks_do_not_nest(database: Database) -> None:
    def nest() -> None:
        with database.atomic():
            database.execute("INSERT INTO word (text) VALUES ('outer')")
            with database.atomic():
                pytest.fail("entered")

    with pytest.raises(Bug, match="nested-transaction"):
        nest()
    assert words(database) == []


def test_nobody_uses_the_connection_as_a_context() -> None:
    """`with connection:` commits what sqlite-utils wrote even when the block fails."""
    found = [
        module_.at(node)
        for module_ in modules()
        for node in ast.walk(module_.tree)
        if isinstance(node, ast.With)
        for item in node.items
        if dotted(item.context_expr).rpartition(".")[2] in ("conn", "connection", "_connection")
    ]
    assert found == []


def test_a_statement_sqlite_refuses_is_our_mistake(database: Database) -> None:
    with pytest.raises(Bug, match="refused-statement"):
        database.row("SELECT nothing FROM nowhere")


def test_a_second_writer_is_told_that_it_is_locked(tmp_path: Path, database: Database) -> None:
    with Database(tmp_path / "a.db", KEY) as second:
        second.execute("PRAGMA busy_timeout=0")
        with database.atomic(), pytest.raises(WorldFault) as refused, second.atomic():
            pytest.fail("entered")
    assert refused.value.code == "database.locked"


def test_a_reader_reads_and_cannot_write(tmp_path: Path, database: Database) -> None:
    database.execute("INSERT INTO word (text) VALUES ('here')")
    with Database(tmp_path / "a.db", KEY, read_only=True) as reader:
        assert words(reader) == ["here"]
        with pytest.raises(WorldFault) as refused, reader.atomic():
            reader.execute("INSERT INTO word (text) VALUES ('there')")
    assert refused.value.code == "database.read-only"


def test_a_closed_write_ahead_log_is_empty(tmp_path: Path, database: Database) -> None:
    database.execute("INSERT INTO word (text) VALUES ('here')")
    log = tmp_path / "a.db-wal"
    assert log.stat().st_size > 0
    database.checkpoint()
    assert log.stat().st_size == 0


SQL = "INSERT INTO word (text) VALUES (?)"


def test_gathered_rows_are_written_before_the_commit(database: Database) -> None:
    with database.atomic():
        database.gather(SQL, [("b",), ("c",)])
        database.gather(SQL, [("a",)])
        assert words(database) == []
    assert words(database) == ["a", "b", "c"]


def test_gathered_rows_are_written_when_they_are_many(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_GATHERED", 2)
    with database.atomic():
        database.gather(SQL, [("b",), ("c",)])
        database.gather(SQL, [("a",)])
        assert words(database) == ["a", "b", "c"]


def test_gathered_rows_go_with_a_transaction_that_fails(database: Database) -> None:
    with given_up(database):
        database.gather(SQL, [("lost",)])
    with database.atomic():
        database.execute(SQL, ("kept",))
    assert words(database) == ["kept"]


def test_gathered_rows_that_do_not_fit_fail_the_whole_transaction(database: Database) -> None:
    database.execute(SQL, ("there",))
    with pytest.raises(Bug, match="refused-statement"), database.atomic():
        database.gather(SQL, [("new",), ("there",)])
    assert words(database) == ["there"]
