"""A copy of the database in a file of its own, under the same key, compared with what it was made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tianye.domain.errors import NextStep, WorldFault
from tianye.store import check
from tianye.store.check import Finding
from tianye.store.database import Database, naming_failures
from tianye.store.oplog import Head
from tianye.store.settings import Settings


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copied database is: whose, how far every run reaches in it, and how much was sent until then."""

    role: str
    signing_key: bytes = field(repr=False)
    packs_made: int
    receipts_made: int
    operations: int
    heads: dict[bytes, Head]


def copy_database(database: Database, target: Path) -> None:
    """Write everything committed into a new file, encrypted with the same key; erased content is not carried along.

    Wants no open transaction. The copy is on the disk when this returns; see `compare_copy`.
    """
    with naming_failures():
        database.execute("VACUUM INTO ?", (target.absolute().as_uri(),))
    with target.open("r+b") as written:
        os.fsync(written.fileno())


def compare_copy(database: Database, target: Path) -> None:
    """Read a fresh copy back beside the original: seals of all pages, structure, every head, how much there is.

    Raises `WorldFault("backup.copy-damaged")`; the copy is then good for nothing.
    """
    with _attached(database, target):
        told = [
            *database.rows("PRAGMA copied.cipher_integrity_check"),
            *(row for row in database.rows("PRAGMA copied.quick_check(1)") if row != ("ok",)),
        ]
        for table in ("device", "setting", "owner", "command", "held_answer", "draft"):
            told += database.rows(f"SELECT * FROM main.{table} EXCEPT SELECT * FROM copied.{table}")
        counts = [database.row(f"SELECT count(*), max(id) FROM {schema}.operation") for schema in ("main", "copied")]
    if told or counts[0] != counts[1]:
        raise WorldFault("backup.copy-damaged", next_step=NextStep.RETRY)


@contextmanager
def _attached(database: Database, target: Path) -> Iterator[None]:
    # without a key of its own the file is opened with the original's
    with naming_failures():
        database.execute("ATTACH DATABASE ? AS copied", (f"{target.absolute().as_uri()}?mode=ro",))
    try:
        yield
    finally:
        with naming_failures():
            database.execute("DETACH DATABASE copied")


def examine_copy(path: Path, key: bytes) -> tuple[CopyFacts | None, list[Finding]]:
    """Open a copy for reading only and check it as a whole: pages, structure, every chain, attachments.

    Returns what it is, None where that cannot be read, and what was found wrong. Raises as `Database` does where it
    cannot be opened at all.
    """
    with Database(path, key, read_only=True) as database:
        looks: tuple[Callable[[Database], Iterator[Finding]], ...] = (
            check.sealed_pages,
            check.structure,
            check.ends,
            check.chains,
            check.contents,
        )
        findings = [finding for look in looks for finding in check.told(partial(look, database))]
        return (None if findings else _facts(database)), findings


def _facts(database: Database) -> CopyFacts:
    settings = Settings(database)
    operations = database.row("SELECT count(*) FROM operation")
    return CopyFacts(
        settings.find_text("role") or "",
        settings.find("signing_key") or b"",
        settings.find_number("pack_number"),
        settings.find_number("receipt_number"),
        int(operations[0]) if operations else 0,
        check.heads(database),
    )
