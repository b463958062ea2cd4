"""One encrypted SQLite database: opening with a raw key, the pragmas, one `atomic()`, failures by their kind.

SQLCipher 4 through sqlcipher3. The writer connection belongs to one thread; readers open their own. Nothing else
begins or commits.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

# sqlite-utils looks for pysqlite3 first; without this its `except OperationalError` names the standard library's
# class, which SQLCipher never raises (safety, B1).
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

from sqlite_utils import Database as Tables  # noqa: E402

from tianye.domain.errors import Bug, NextStep, TianyeError, WorldFault  # noqa: E402

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

MAX_GATHERED = 200_000
"""Rows held back in a transaction (see `Database.gather`)."""

Row = tuple[Any, ...]


class Database:
    """An open database.

    `tables` is sqlite-utils over the same connection, for what is asked rarely; the log speaks SQL itself, since
    sqlite-utils doubled the cost of a check-in (safety, head note).
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
        mode = "ro" if read_only else "rwc" if create else "rw"
        with naming_failures(self.path.parent):
            self._connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        try:
            with naming_failures(self.path.parent):
                self._prepare(key, read_only=read_only)
        except BaseException:
            self._connection.close()
            raise
        self.tables = Tables(self._connection, recursive_triggers=False, execute_plugins=False, strict=True)
        self.execute = self._connection.execute
        self.executemany = self._connection.executemany
        self._gathered: dict[str, list[Row]] = {}

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
        if connection.in_transaction:
            raise Bug("database.nested-transaction")
        with naming_failures(self.path.parent):
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

    def checkpoint(self) -> None:
        """Move the write-ahead log into the database file and empty it."""
        with naming_failures(self.path.parent):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


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
    name = str(getattr(error, "sqlite_errorname", None) or type(error).__name__)
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
