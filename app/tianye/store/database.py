"""One encrypted SQLite database: opening with a raw key, the pragmas, one `atomic()`, failures by their kind.

SQLCipher 4 through sqlcipher3. The writer connection belongs to one thread; readers open their own. Nothing else
begins or commits.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import sqlcipher3
from sqlcipher3 import dbapi2

from tianye.domain.errors import Bug, NextStep, TianyeError, WorldFault
from tianye.store import files

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

# sqlite-utils looks for pysqlite3 first; without this its `except OperationalError` names the standard library's
# class, which SQLCipher never raises (safety, B1).
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

# The driver asks every value but numbers and text whether it can adapt itself, which takes longer than storing it;
# what it finds in this table it does not ask.
dbapi2.register_adapter(bytes, bytes)
dbapi2.register_adapter(type(None), lambda nothing: nothing)

_ROOM_BYTES = 64 * 1024
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "wal_autocheckpoint=200",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cache_size=-65536",
    "cell_size_check=ON",
    "recursive_triggers=ON",
)

SLICE = 256
"""Pages that are copied at a time, one mebibyte."""
MAX_GATHERED = 200_000
"""Rows held back in a transaction (see `Database.gather`)."""

Row = tuple[Any, ...]


class Database:
    """An open database.

    The log speaks SQL itself, since sqlite-utils doubled the cost of a check-in (safety, head note).
    """

    def __init__(self, path: Path, key: bytes, *, read_only: bool = False, create: bool = False) -> None:
        """Open `path` with a raw 32-byte key.

        Raises `WorldFault`: `database.missing`, `database.unreadable` (wrong key or damage), `database.read-only`,
        `database.full`, `database.locked`.
        """
        if len(key) != 32:
            raise Bug("database.key-length", length=len(key))
        if not create and not path.is_file():
            raise WorldFault("database.missing", next_step=NextStep.RESTORE_BACKUP)
        self.path = path
        self._gathered: dict[str, list[Row]] = {}
        self._connect(key, "ro" if read_only else "rwc" if create else "rw")

    def _connect(self, key: bytes, mode: str) -> None:
        with naming_failures(self.path.parent):
            self._connection = dbapi2.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
            )
        try:
            with naming_failures(self.path.parent):
                self._prepare(key, read_only=mode == "ro")
        except BaseException:
            self._connection.close()
            raise
        self.key = key
        self.execute = self._connection.execute
        self.executemany = self._connection.executemany

    @cached_property
    def tables(self) -> Tables:
        """sqlite-utils over the same connection, for what is asked rarely; loading it takes as long as Qt does."""
        from sqlite_utils import Database as Tables

        return Tables(self._connection, recursive_triggers=False, execute_plugins=False, strict=True)

    def _prepare(self, key: bytes, *, read_only: bool) -> None:
        connection = self._connection
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in PRAGMAS:
            if not (read_only and pragma.startswith(("journal_mode", "wal_autocheckpoint"))):
                connection.execute(f"PRAGMA {pragma}")
        connection.enable_load_extension(False)

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Do all or nothing; blocks may not nest. Failures of the world come out as `WorldFault`."""
        connection = self._connection
        with naming_failures(self.path.parent):
            if connection.in_transaction:
                raise Bug("database.nested-transaction")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.write_gathered()
                connection.execute("COMMIT")
            except BaseException:
                # a full disk has rolled back already; a second rollback would hide the first error
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._gathered.clear()

    def gather(self, sql: str, rows: Sequence[Row]) -> None:
        """Hold rows back and write them with others in their order, at the latest before this transaction commits.

        For many rows of a table whose key has nothing to do with when they come: in order, each page is written once.
        Nobody sees them before; about 30 MB are held at most.
        """
        gathered = self._gathered.setdefault(sql, [])
        gathered += rows
        if len(gathered) > MAX_GATHERED:
            self.write_gathered()

    def write_gathered(self) -> None:
        """Write what was held back."""
        for sql, rows in self._gathered.items():
            rows.sort()
            self._connection.executemany(sql, rows)
        self._gathered.clear()

    @property
    def is_in_transaction(self) -> bool:
        """Whether a block of `atomic()` is open."""
        return bool(self._connection.in_transaction)

    def rows(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """Return all rows of a query as tuples."""
        try:
            return list(self._connection.execute(sql, parameters))
        except dbapi2.Error as error:
            raise _named(error, self.path.parent) from error

    def row(self, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        try:
            found: Row | None = self._connection.execute(sql, parameters).fetchone()
        except dbapi2.Error as error:
            raise _named(error, self.path.parent) from error
        return found

    def has_table(self, name: str) -> bool:
        """Say whether there is such a table: a database of an older release may lack it."""
        return self.row("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)) is not None

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database file and empty it."""
        with naming_failures(self.path.parent):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def copy_snapshot(self, target: Path, go_on: Callable[[int, int], object]) -> None:
        """Write every page of one moment into a new file under the same key, `SLICE` pages at a time.

        Wants a transaction for reading (`BEGIN`), whose moment it is; others write meanwhile. `go_on` is told the pages
        left and in all, and may raise to stop.
        """
        with naming_failures(target.parent):
            copy = dbapi2.connect(f"{target.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None)
            try:
                copy.execute("PRAGMA cipher_log_level=NONE")
                copy.execute(f"PRAGMA key=\"x'{self.key.hex()}'\"")
                self._connection.backup(
                    copy, pages=SLICE, progress=lambda _, left, total: go_on(left, total), sleep=0.01
                )
                _without_log(copy)
            finally:
                copy.close()
        _nothing_beside(target)

    def copy_pages(self, target: Path, key: bytes) -> None:
        """Write every page into a new file under another key; the file has no write-ahead log and is on the disk."""
        with naming_failures(target.parent):
            copy = dbapi2.connect(f"{target.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None)
            try:
                copy.execute("PRAGMA cipher_log_level=NONE")
                copy.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
                self._connection.backup(copy)
                _without_log(copy)
            finally:
                copy.close()
        _nothing_beside(target)

    def take_over(self, successor: Path, key: bytes) -> None:
        """Put another database, which opens with `key`, in the place of this one by one rename, and go on in it.

        Nobody else may have this one open. Raises `WorldFault("database.locked")` where somebody has, and the
        failures of the disk: then this one is open again as it was, unless it cannot be opened at all.
        """
        with naming_failures(self.path.parent):
            # its write-ahead log must not be there when another file has its name
            (told,) = self._connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        if told != "delete":
            raise WorldFault("database.locked", next_step=NextStep.CLOSE_OTHER_PROGRAM, sqlite=str(told))
        self.__dict__.pop("tables", None)
        self._connection.close()
        opens_with = self.key
        try:
            successor.replace(self.path)
            opens_with = key
            files.flush_folder(self.path.parent)
        finally:
            self._connect(opens_with, "rw")

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _without_log(copy: dbapi2.Connection) -> None:
    """Make a copy a database of one file: its pages say that they belong to one with a log of its own."""
    (told,) = copy.execute("PRAGMA journal_mode=DELETE").fetchone()
    if told != "delete":
        raise WorldFault("database.disk-error", next_step=NextStep.RETRY, sqlite=f"journal {told}")


def _nothing_beside(path: Path) -> None:
    """Take away the log of a copy where a disk would not let the database library do so: it would be taken for more."""
    with files.naming_failures(path.name):
        for ending in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def naming_failures(folder: Path | None = None) -> Iterator[None]:
    """Turn what the database library raises into a `WorldFault` with a code, or a `Bug`.

    `folder` is where the database lies: on a disk without room SQLite cannot make its shared memory and speaks of an
    input or output error.
    """
    try:
        yield
    except dbapi2.Error as error:
        raise _named(error, folder) from error


_SAID: Final = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database is locked": "SQLITE_BUSY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "Cannot operate on a closed database.": "SQLITE_CANTOPEN",
}
"""What the driver says where it gives no name: copying page by page (`Connection.backup`), and where the database could
not be opened again (`take_over`)."""


def _has_no_room(folder: Path | None) -> bool:
    try:
        return folder is not None and shutil.disk_usage(folder).free < _ROOM_BYTES
    except OSError:
        return False


def _named(error: dbapi2.Error, folder: Path | None) -> TianyeError:
    if "Could not decode to UTF-8" in str(error):
        # a page whose seal is broken, met in the middle of a long text; the driver quotes what it read
        error.args = ("text that is not UTF-8",)
        return WorldFault("database.damaged", next_step=NextStep.RESTORE_BACKUP, sqlite="text")
    name = str(getattr(error, "sqlite_errorname", None) or _SAID.get(str(error)) or type(error).__name__)
    # an extended name says more behind its second word: SQLITE_IOERR_FSYNC
    match name.split("_")[:2]:
        case ["SQLITE", "FULL"]:
            return WorldFault("database.full", next_step=NextStep.FREE_SPACE, sqlite=name)
        case ["SQLITE", "IOERR" | "CANTOPEN"] if _has_no_room(folder):
            return WorldFault("database.full", next_step=NextStep.FREE_SPACE, sqlite=name)
        case ["SQLITE", "BUSY" | "LOCKED"]:
            return WorldFault("database.locked", next_step=NextStep.CLOSE_OTHER_PROGRAM, sqlite=name)
        case ["SQLITE", "READONLY" | "PERM"]:
            return WorldFault("database.read-only", next_step=NextStep.CHECK_PERMISSION, sqlite=name)
        case ["SQLITE", "CANTOPEN"]:
            return WorldFault("database.cannot-open", next_step=NextStep.CHECK_PERMISSION, sqlite=name)
        case ["SQLITE", "CORRUPT"]:
            return WorldFault("database.damaged", next_step=NextStep.RESTORE_BACKUP, sqlite=name)
        case ["SQLITE", "NOTADB"]:
            return WorldFault("database.unreadable", next_step=NextStep.RESTORE_BACKUP, sqlite=name)
        case ["SQLITE", "IOERR"]:
            return WorldFault("database.disk-error", next_step=NextStep.RESTORE_BACKUP, sqlite=name)
    return Bug("database.refused-statement", sqlite=name)
