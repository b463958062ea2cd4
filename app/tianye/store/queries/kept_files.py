"""Sealed files that headquarters keeps as they came, as rows: which, whose, why, and what they say of themselves."""

from __future__ import annotations

from typing import Any, NamedTuple

from tianye.store.database import Database


class KeptRow(NamedTuple):
    """One kept file, named by its hash; `device`, span, `prev` and `head` are None where it could not be read yet.

    `came` is the hash it came under, where it was written anew since.
    """

    hash: bytes
    why: str
    device: bytes | None
    first: int | None
    last: int | None
    prev: bytes | None
    head: bytes | None
    name: str
    size: int
    wall_ms: int
    came: bytes | None = None


_ROWS = (
    "SELECT hash, why, device.id, first, last, prev, kept_file.head, name, size, wall_ms, came "
    "FROM kept_file LEFT JOIN device ON device.no = kept_file.device"
)


def keep_row(database: Database, row: KeptRow, device_number: int | None) -> None:
    """Record a kept file, over what was said of the same file before; wants an open `atomic()`."""
    database.execute(
        "INSERT OR REPLACE INTO kept_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.hash, row.why, device_number, *row[3:]),
    )


def drop_row(database: Database, hashed: bytes) -> None:
    """Forget a kept file, by its hash or the one it came under; wants an open `atomic()`."""
    database.execute("DELETE FROM kept_file WHERE ? IN (hash, came)", (hashed,))


def find_row(database: Database, hashed: bytes) -> KeptRow | None:
    """Return a kept file by its hash or the one it came under, or None."""
    found = database.row(f"{_ROWS} WHERE ? IN (hash, came)", (hashed,))
    return _row(found) if found else None


def rows_kept(database: Database, why: str, device: bytes | None = None) -> list[KeptRow]:
    """Return the files kept for one reason, of one device or of all, in the order of the runs."""
    one = "" if device is None else " AND device.id = ?"
    values: tuple[Any, ...] = (why,) if device is None else (why, device)
    return [
        _row(found)
        for found in database.rows(f"{_ROWS} WHERE why = ?{one} ORDER BY device.id, first, last, wall_ms, hash", values)
    ]


def all_rows(database: Database) -> list[KeptRow]:
    """Return everything that is recorded of kept files, also of those that were destroyed."""
    return [_row(found) for found in database.rows(f"{_ROWS} ORDER BY hash")]


def _row(found: tuple[Any, ...]) -> KeptRow:
    return KeptRow(*found)
