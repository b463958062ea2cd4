"""A copy of the database in a file of its own, under the same key, compared with what it was made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tianye.domain.errors import NextStep, WorldFault
from tianye.store import check
from tianye.store.check import Finding
from tianye.store.contents import forget_unnamed, named_in_draft
from tianye.store.database import Database, naming_failures
from tianye.store.drafts import Drafts
from tianye.store.oplog import Head
from tianye.store.settings import Settings

_COMPARED = (
    "device",
    "setting",
    "owner",
    "command",
    "held_answer",
    "draft",
    "operator_key",
    "carried",
    "attachment_file",
    "kept_file",
    "erased",
    "residue",
    "purge",
    "backed",
)
"""Tables of which every row is compared with the original's."""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copied database is: whose, and how far every run reaches in it."""

    role: str
    signing_key: bytes = field(repr=False)
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


def compare_copy(database: Database, target: Path, key: bytes | None = None) -> None:
    """Read a fresh copy back beside the original: seals of all pages, structure, every head, how much there is.

    `key` is the copy's, where it is not the original's. Raises `WorldFault("backup.copy-damaged")`; the copy is then
    good for nothing.
    """
    with _attached(database, target, key):
        told = [
            *database.rows("PRAGMA copied.cipher_integrity_check"),
            *(row for row in database.rows("PRAGMA copied.quick_check(1)") if row != ("ok",)),
        ]
        for table in _COMPARED:
            told += database.rows(f"SELECT * FROM main.{table} EXCEPT SELECT * FROM copied.{table}")
        counts = [database.row(f"SELECT count(*), max(id) FROM {schema}.operation") for schema in ("main", "copied")]
    if told or counts[0] != counts[1]:
        raise WorldFault("backup.copy-damaged", next_step=NextStep.RETRY)


@contextmanager
def one_moment(path: Path, key: bytes) -> Iterator[Database]:
    """Open a database for reading beside whoever writes in it; all that is read is of one moment."""
    with Database(path, key, read_only=True) as reader:
        reader.execute("BEGIN")
        # the moment is that of the first reading
        reader.rows("SELECT count(*) FROM setting")
        yield reader
        reader.execute("ROLLBACK")


def copy_moment(reader: Database, target: Path, go_on: Callable[[int, int], object]) -> None:
    """Write that moment into a new file, in slices, and compare the copy with it as `compare_copy` does.

    Raises `WorldFault("backup.copy-damaged")`, and what `go_on` raises to stop.
    """
    reader.copy_snapshot(target, go_on)
    with target.open("r+b") as written:
        os.fsync(written.fileno())
    counted = "SELECT count(*), max(id), sum(length(header)) FROM operation"
    compared = [table for table in _COMPARED if reader.has_table(table)]
    here = [reader.row(counted), *(reader.rows(f"SELECT * FROM {table} ORDER BY 1") for table in compared)]
    try:
        with Database(target, reader.key, read_only=True) as copy:
            there = [copy.row(counted), *(copy.rows(f"SELECT * FROM {table} ORDER BY 1") for table in compared)]
    except WorldFault as fault:
        raise WorldFault("backup.copy-damaged", next_step=NextStep.RETRY) from fault
    if here != there:
        raise WorldFault("backup.copy-damaged", next_step=NextStep.RETRY)


def count_forgotten(database: Database) -> int:
    """Return how often something was erased or purged in a database, of whichever schema: it never becomes less."""
    counted = {"erased": "SELECT count(*) FROM erased", "purge": "SELECT coalesce(sum(operations), 0) FROM purge"}
    return sum(
        count for table, asked in counted.items() if database.has_table(table) for (count,) in database.rows(asked)
    )


def leave_out_sensitive(target: Path, key: bytes) -> None:
    """Take drafts of sensitive forms out of a copy that was compared: sealed later, they would lie open in it."""
    found = "SELECT draft.id FROM draft JOIN subject ON subject.id = draft.form JOIN form USING (no) WHERE is_sensitive"
    with Database(target, key, read_only=True) as copy:
        drafts = copy.rows(found)
    if drafts:
        with Database(target, key) as copy:
            with copy.atomic():
                rows = [row for (draft,) in drafts if (row := Drafts(copy).find(draft)) is not None]
                copy.execute(f"DELETE FROM draft WHERE id IN ({found})")
                if copy.has_table("named_content"):
                    forget_unnamed(copy, {hashed for row in rows for hashed in named_in_draft(row)})
            # whatever page it ever stood on
            with naming_failures():
                copy.execute("VACUUM")
                # nothing lies beside it
                copy.execute("PRAGMA journal_mode = DELETE")
        with target.open("r+b") as written:
            os.fsync(written.fileno())


@contextmanager
def _attached(database: Database, target: Path, key: bytes | None) -> Iterator[None]:
    # without a key of its own the file is opened with the original's
    with naming_failures():
        opened_with = "" if key is None else f" KEY \"x'{key.hex()}'\""
        database.execute(f"ATTACH DATABASE ? AS copied{opened_with}", (f"{target.absolute().as_uri()}?mode=ro",))
    try:
        yield
    finally:
        with naming_failures():
            database.execute("DETACH DATABASE copied")


def examine_pages(path: Path, key: bytes) -> list[Finding]:
    """Check the seals and the structure of a copy whose schema may be another than this release's."""
    with Database(path, key, read_only=True) as database:
        looks = (check.sealed_pages, check.structure)
        return [finding for look in looks for finding in check.told(partial(look, database))]


def examine_copy(path: Path, keys: Sequence[bytes]) -> tuple[CopyFacts | None, list[Finding]]:
    """Open a copy for reading only and check it as a whole: pages, structure, every chain, attachments.

    Of several keys the one that opens it is taken, the last ones first.

    Returns what it is, None where that cannot be read, and what was found wrong. Raises as `Database` does where it
    cannot be opened at all.
    """
    with open_copy(path, keys) as database:
        looks: tuple[Callable[[Database], Iterator[Finding]], ...] = (
            check.sealed_pages,
            check.structure,
            check.ends,
            check.chains,
            check.contents,
        )
        findings = [finding for look in looks for finding in check.told(partial(look, database))]
        return (None if findings else _facts(database)), findings


def open_copy(path: Path, keys: Sequence[bytes], *, read_only: bool = True) -> Database:
    """Open a copied database with the one of these keys that is its own, the newest last; raises as `Database`."""
    for key in reversed(keys[1:]):
        try:
            return Database(path, key, read_only=read_only)
        except WorldFault as fault:
            if fault.code != "database.unreadable":
                raise
    return Database(path, keys[0], read_only=read_only)


def _facts(database: Database) -> CopyFacts:
    settings = Settings(database)
    operations = database.row("SELECT count(*) FROM operation")
    return CopyFacts(
        settings.find_text("role") or "",
        settings.find("signing_key") or b"",
        int(operations[0]) if operations else 0,
        check.heads(database),
    )
