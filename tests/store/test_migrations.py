"""The schema grows step by step; a step that fails leaves no trace, a newer schema is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.errors import Bug, UserFault
from tianye.store import migrations
from tianye.store.database import Database
from tianye.store.migrations import STEPS, migrate

KEY = bytes(range(32))


def schema(database: Database) -> list[str]:
    return [name for (name,) in database.rows("SELECT name FROM sqlite_master ORDER BY name")]


def test_a_new_database_takes_every_step_once(tmp_path: Path) -> None:
    with Database(tmp_path / "a.db", KEY, create=True) as database:
        assert migrate(database) == [name for name, _ in STEPS]
        before = schema(database)
        assert migrate(database) == []
        assert schema(database) == before


def test_a_step_that_fails_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Database(tmp_path / "a.db", KEY, create=True) as database:
        migrate(database)
        before = schema(database)
        broken = ("9001-broken", ("CREATE TABLE half (a)", "INSERT INTO setting VALUES ('x', x'00')", "NONSENSE"))
        monkeypatch.setattr(migrations, "STEPS", (*STEPS, broken))
        with pytest.raises(Bug, match="refused-statement"):
            migrate(database)
        assert schema(database) == before
        assert database.rows("SELECT * FROM setting") == []
        monkeypatch.setattr(migrations, "STEPS", (*STEPS, ("9001-broken", ("CREATE TABLE half (a)",))))
        assert migrate(database) == ["9001-broken"]


def test_a_newer_schema_is_refused_by_name(tmp_path: Path) -> None:
    with Database(tmp_path / "a.db", KEY, create=True) as database:
        migrate(database)
        database.execute("INSERT INTO migration VALUES ('9999-later')")
        before = schema(database)
        with pytest.raises(UserFault) as refused:
            migrate(database)
        assert refused.value.code == "database.too-new"
        assert refused.value.data["steps"] == ["9999-later"]
        assert schema(database) == before
