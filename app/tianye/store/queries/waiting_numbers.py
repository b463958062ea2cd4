"""Resident numbers that wait, whole, for the organisation's key: on a laptop before its first pack."""

from __future__ import annotations

from tianye.store.database import Database


def keep_waiting_number(database: Database, person_no: int, number: str) -> None:
    """Keep a person's number until it can be hashed, over an older one; wants an open `atomic()`."""
    database.execute("INSERT OR REPLACE INTO waiting_number VALUES (?, ?)", (person_no, number))


def waiting_numbers(database: Database) -> list[tuple[bytes, str]]:
    """Return (person, number) of those whose registration still stands."""
    return [
        (bytes(person), number)
        for person, number in database.rows(
            "SELECT id, number FROM waiting_number JOIN subject ON subject.no = waiting_number.person "
            "LEFT JOIN person ON person.no = waiting_number.person WHERE NOT coalesce(is_void, 0) ORDER BY subject.no"
        )
    ]


def forget_waiting_numbers(database: Database) -> None:
    """Destroy all that waited; wants an open `atomic()`."""
    database.execute("DELETE FROM waiting_number")
