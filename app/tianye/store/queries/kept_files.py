"""Sealed files that headquarters keeps as they came, as rows: which, whose, why, and what they say of themselves."""

from __future__ import annotations

from typing import Any, NamedTuple

from tianye.store.database import Database


class KeptRow(NamedTuple):
    """One kept file, named by its hash; `device`, span, `prev` and `head` are None where it could not be read yet."""

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


_ROWS = (
    "SELECT hash, why, device.id, first, last, prev, kept_file.head, name, size, wall_ms "
    "FROM kept_file LEFT JOIN device ON device.no = kept_file.device"
)


def keep_row(database: Database, row: KeptRow, device_number: int | None) -> None:
    """Record a kept file, over what was said of the same file before; wants an open `atomic()`."""
    database.execute(
        "INSERT OR REPLACE INTO kept_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.hash, row.why, device_number, *row[3:]),
    )


def drop_row(database: Database, hashed: bytes) -> None:
    """Forget a kept file; wants an open `atomic()`."""
    database.execute("DELETE FROM kept_file WHERE hash = ?", (hashed,))


def find_row(database: Database, hashed: bytes) -> KeptRow | None:
    """Return a kept file by its hash, or None."""
    found = database.row(f"{_ROWS} WHERE hash = ?", (hashed,))
    return _row(found) if found else None


def rows_kept(database: Database, why: str, device: bytes | None = None) -> list[KeptRow]:
    """Return the files kept for one reason, of one device or of all, in the order of the runs."""
    one = "" if device is None else " AND device.id = ?"
    values: tuple[Any, ...] = (why,) if device is None else (why, device)
    return [
        _row(found)
        for found in database.rows(f"{_ROWS} WHERE why = ?{one} ORDER BY device.id, first, last, wall_ms, hash", values)
    ]


def hashes_kept(database: Database) -> set[bytes]:
    """Return the hashes of all kept files."""
    return {bytes(hashed) for (hashed,) in database.rows("SELECT hash FROM kept_file")}


def _row(found: tuple[Any, ...]) -> KeptRow:
    return KeptRow(*found)
