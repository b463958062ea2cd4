"""Sealed files of others that are carried along: as they came, beside the database, named by their hash."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, WorldFault
from tianye.store import files
from tianye.store.database import Database

FOLDER: Final = "carried"
_ENDING: Final = ".sealed"


class CarriedRow(NamedTuple):
    """One file: its BLAKE2b-256, its bytes, when it was taken along, when it was last written onto a stick."""

    hash: bytes
    size: int
    taken_ms: int
    written_ms: int | None


class Carried:
    """What is carried for others. Writing rows wants an open `atomic()`; files follow what the rows say."""

    def __init__(self, database: Database, folder: Path) -> None:
        """`folder` is the data folder."""
        self._database = database
        self._folder = folder / FOLDER

    def all_rows(self) -> list[CarriedRow]:
        """Return everything that is carried, the oldest first."""
        found = self._database.rows("SELECT hash, size, taken_ms, written_ms FROM carried ORDER BY taken_ms, hash")
        return [CarriedRow(*row) for row in found]

    def has(self, hashed: bytes) -> bool:
        """Say whether a file is carried."""
        return self._database.row("SELECT 1 FROM carried WHERE hash = ?", (hashed,)) is not None

    def path(self, hashed: bytes) -> Path:
        """Return where a file lies."""
        return self._folder / f"{hashed.hex()}{_ENDING}"

    def copy_in(self, source: Path, size: int) -> bytes:
        """Copy a file here and return its hash; it is carried once its row is kept. Raises as `files.save`."""
        with files.naming_failures(source.name):
            self._folder.mkdir(exist_ok=True)
            hashed = files.hash_of(source)
            target = self.path(hashed)
            if target.is_file() and target.stat().st_size == size and files.hash_of(target) == hashed:
                return hashed
            with source.open("rb") as reading:
                copied = files.save(
                    target, lambda sink: shutil.copyfileobj(reading, sink), expected_bytes=size, replace=True
                )
        if copied != hashed:
            raise WorldFault("file.changed-meanwhile", next_step=NextStep.RETRY, name=source.name)
        return hashed

    def keep(self, row: CarriedRow) -> None:
        """Write down that a file is carried; wants an open transaction."""
        self._database.execute("INSERT OR IGNORE INTO carried VALUES (?, ?, ?, ?)", row)

    def note_written(self, hashed: bytes, wall_ms: int) -> None:
        """Write down that a file was put on a stick; wants an open transaction."""
        self._database.execute("UPDATE carried SET written_ms = ? WHERE hash = ?", (wall_ms, hashed))

    def forget(self, hashes: Iterable[bytes]) -> int:
        """Carry some files no longer; returns how many were. Wants an open transaction, and `sweep` after it."""
        return sum(
            self._database.execute("DELETE FROM carried WHERE hash = ?", (hashed,)).rowcount for hashed in hashes
        )

    def sweep(self) -> None:
        """Take away the files that no row speaks of; what cannot be taken away is tried again another time."""
        wanted = {self.path(row.hash) for row in self.all_rows()}
        with suppress(OSError):
            for path in list(self._folder.iterdir()) if self._folder.is_dir() else ():
                if path not in wanted:
                    path.unlink(missing_ok=True)
