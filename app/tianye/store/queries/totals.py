"""Reading how much is in a data folder."""

from __future__ import annotations

from typing import NamedTuple

from tianye.store.database import Database


class Counts(NamedTuple):
    """How much is in a data folder; what was undone is not counted."""

    people: int
    trainings: int
    sessions: int
    attendances: int
    without_name: int
    responses: int
    drafts: int
    disagreements: int
    waiting_operations: int


def count_all(database: Database) -> Counts:
    """Return how much is here."""
    row = database.row(
        "SELECT (SELECT count(*) FROM person WHERE NOT is_void), (SELECT count(*) FROM training), "
        "(SELECT count(*) FROM session), (SELECT count(*) FROM attendance WHERE is_present), "
        "(SELECT count(*) FROM anonymous WHERE NOT is_void), (SELECT count(*) FROM response WHERE NOT is_void), "
        "(SELECT count(*) FROM draft), (SELECT count(*) FROM disagreement), "
        "(SELECT count(*) FROM operation WHERE state > 0 AND state < 3)"
    )
    return Counts._make(row or (0,) * len(Counts._fields))
