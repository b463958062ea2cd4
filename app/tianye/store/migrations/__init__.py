"""The schema, as named steps; each runs in one transaction with the record that it ran.

A database made by a newer release is refused by name (`database.too-new`), never opened and guessed at.
"""

from __future__ import annotations

from tianye.domain.errors import NextStep, UserFault
from tianye.store.database import Database
from tianye.store.migrations.m0001_first import STATEMENTS as FIRST
from tianye.store.migrations.m0002_operators import STATEMENTS as OPERATORS
from tianye.store.migrations.m0003_branches import STATEMENTS as BRANCHES
from tianye.store.migrations.m0004_carried import STATEMENTS as CARRIED
from tianye.store.migrations.m0005_attachment_files import STATEMENTS as ATTACHMENT_FILES
from tianye.store.migrations.m0006_erasure import STATEMENTS as ERASURE
from tianye.store.migrations.m0007_retention import STATEMENTS as RETENTION
from tianye.store.migrations.m0008_sealed import STATEMENTS as SEALED
from tianye.store.migrations.m0009_retaken import STATEMENTS as RETAKEN
from tianye.store.migrations.m0010_named_contents import STATEMENTS as NAMED_CONTENTS

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("0001-first", FIRST),
    ("0002-operators", OPERATORS),
    ("0003-branches", BRANCHES),
    ("0004-carried", CARRIED),
    ("0005-attachment-files", ATTACHMENT_FILES),
    ("0006-erasure", ERASURE),
    ("0007-retention", RETENTION),
    ("0008-sealed", SEALED),
    ("0009-retaken", RETAKEN),
    ("0010-named-contents", NAMED_CONTENTS),
)
"""Name → statements, in order. A step once released is never edited."""


def pending(database: Database) -> list[str]:
    """Return the names of the steps that are still to run; raises `UserFault("database.too-new")`."""
    database.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    applied = {name for (name,) in database.rows("SELECT name FROM migration")}
    known = [name for name, _ in STEPS]
    if unknown := sorted(applied.difference(known)):
        raise UserFault("database.too-new", next_step=NextStep.UPDATE_PROGRAM, steps=unknown)
    return [name for name in known if name not in applied]


def is_new(database: Database) -> bool:
    """Say whether nothing was ever made here."""
    return database.row("SELECT 1 FROM sqlite_master WHERE name = 'operation'") is None


def migrate(database: Database) -> list[str]:
    """Bring the schema to this release; returns the names of the steps that ran."""
    waiting = pending(database)
    for name, statements in STEPS:
        if name in waiting:
            with database.atomic():
                for statement in statements:
                    database.execute(statement)
                database.execute("INSERT INTO migration VALUES (?)", (name,))
    return waiting
