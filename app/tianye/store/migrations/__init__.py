"""The schema, as named steps; each runs in one transaction with the record that it ran.

A database made by a newer release is refused by name (`database.too-new`), never opened and guessed at.
"""

from __future__ import annotations

from tianye.domain.errors import NextStep, UserFault
from tianye.store.database import Database
from tianye.store.migrations.m0001_first import STATEMENTS as FIRST

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (("0001-first", FIRST),)
"""Name → statements, in order. A step once released is never edited."""


def migrate(database: Database) -> list[str]:
    """Bring the schema to this release; returns the names of the steps that ran."""
    database.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    applied = {name for (name,) in database.rows("SELECT name FROM migration")}
    known = [name for name, _ in STEPS]
    if unknown := sorted(applied.difference(known)):
        raise UserFault("database.too-new", next_step=NextStep.UPDATE_PROGRAM, steps=unknown)
    pending = [(name, statements) for name, statements in STEPS if name not in applied]
    for name, statements in pending:
        with database.atomic():
            for statement in statements:
                database.execute(statement)
            database.execute("INSERT INTO migration VALUES (?)", (name,))
    return [name for name, _ in pending]
