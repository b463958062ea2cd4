"""Reading the enrolled stations and what was exchanged with them."""

from __future__ import annotations

import json
from typing import NamedTuple

from tianye.store.database import Database

TAKEN_IN, BRANCHED, OWN_PACK = "taken in", "branch", "own pack"
"""The results of a bundle that was taken in, the second where it brought something of a second writer; of a pack that
headquarters took back."""


class LaptopRow(NamedTuple):
    """One enrolled station; `received` is the last sequence of its run that is here, `revoked_after` None if in good
    standing."""

    id: bytes
    name: str | None
    role: str | None
    sign_public: bytes | None
    recipient: str | None
    counties: tuple[str, ...]
    revoked_after: int | None
    received: int


_LAPTOP = """
    SELECT subject.id, name, role, sign_public, recipient, counties, revoked_after, coalesce(head_sequence, 0)
    FROM laptop JOIN subject USING (no) LEFT JOIN device ON device.id = subject.id
"""


def _laptop(row: tuple[object, ...]) -> LaptopRow:
    identifier, name, role, public, recipient, counties, revoked_after, received = row
    return LaptopRow(
        identifier,  # type: ignore[arg-type]
        name,  # type: ignore[arg-type]
        role,  # type: ignore[arg-type]
        public,  # type: ignore[arg-type]
        recipient,  # type: ignore[arg-type]
        tuple(json.loads(str(counties))),
        revoked_after,  # type: ignore[arg-type]
        received,  # type: ignore[arg-type]
    )


def find_laptop(database: Database, device: bytes) -> LaptopRow | None:
    """Return a station by device id, or None."""
    found = database.row(f"{_LAPTOP} WHERE subject.id = ?", (device,))
    return _laptop(found) if found else None


def all_laptops(database: Database) -> list[LaptopRow]:
    """Return the enrolled laptops (not headquarters), by name."""
    return [_laptop(row) for row in database.rows(f"{_LAPTOP} WHERE role = 'laptop' ORDER BY name, subject.id")]


class ExchangedRow(NamedTuple):
    """One file that went out or came in."""

    direction: str
    what: str
    device: bytes
    first: int | None
    last: int | None
    file_hash: bytes | None
    name: str
    wall_ms: int
    result: str


def keep_exchanged(database: Database, device_number: int, row: ExchangedRow, head: bytes | None = None) -> None:
    """Record a file that went out or came in; wants an open `atomic()`."""
    database.execute(
        "INSERT INTO exchanged (direction, what, device, first, last, head, file_hash, name, wall_ms, result) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row.direction,
            row.what,
            device_number,
            row.first,
            row.last,
            head,
            row.file_hash,
            row.name,
            row.wall_ms,
            row.result,
        ),
    )


def exchanged_file(database: Database, file_hash: bytes) -> ExchangedRow | None:
    """Return the record of a file that was taken in before, or None."""
    found = database.row(
        "SELECT direction, what, device.id, first, last, file_hash, name, wall_ms, result FROM exchanged "
        "JOIN device ON device.no = exchanged.device "
        "WHERE file_hash = ? AND direction = 'in' AND result IN (?, ?) ORDER BY exchanged.no DESC LIMIT 1",
        (file_hash, TAKEN_IN, BRANCHED),
    )
    return ExchangedRow(*found) if found else None


def was_written_here(database: Database, file_hash: bytes) -> bool:
    """Say whether this station wrote a file itself."""
    found = database.row("SELECT 1 FROM exchanged WHERE file_hash = ? AND direction = 'out'", (file_hash,))
    return found is not None


def bundles_taken_in(database: Database, since_ms: int, limit: int) -> list[bytes]:
    """Return the hashes of the files that were taken in since some time, the newest first."""
    return [
        bytes(hashed)
        for (hashed,) in database.rows(
            "SELECT DISTINCT file_hash FROM exchanged WHERE direction = 'in' AND result IN (?, ?, ?) "
            "AND file_hash IS NOT NULL AND wall_ms >= ? ORDER BY no DESC LIMIT ?",
            (TAKEN_IN, BRANCHED, OWN_PACK, since_ms, limit),
        )
    ]


def has_result(database: Database, file_hash: bytes, result: str) -> bool:
    """Say whether it was noted of a file that came in."""
    found = database.row(
        "SELECT 1 FROM exchanged WHERE file_hash = ? AND direction = 'in' AND result = ?", (file_hash, result)
    )
    return found is not None


def exchanged_number(database: Database) -> int:
    """Return the number of the newest file that went out or came in; 0 for none."""
    found = database.row("SELECT max(no) FROM exchanged")
    return int(found[0] or 0) if found else 0


def all_exchanged(database: Database) -> list[ExchangedRow]:
    """Return every file that went out or came in, newest first."""
    return [
        ExchangedRow(*row)
        for row in database.rows(
            "SELECT direction, what, device.id, first, last, file_hash, name, wall_ms, result FROM exchanged "
            "JOIN device ON device.no = exchanged.device ORDER BY exchanged.no DESC"
        )
    ]


def handed_over(database: Database, device: bytes) -> int:
    """Return the last sequence of a device's run that any bundle carried away from here."""
    found = database.row(
        "SELECT max(last) FROM exchanged JOIN device ON device.no = exchanged.device "
        "WHERE direction = 'out' AND what = 'bundle' AND device.id = ?",
        (device,),
    )
    return int(found[0]) if found and found[0] is not None else 0
