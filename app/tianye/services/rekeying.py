"""A new key for the database, so that who was removed can no longer open it; killed at any moment, the others can.

The order is everything: a copy under the new key is made and compared; every remaining key file gets both keys; the
copy takes the database's place by one rename; then the old key leaves the key files. Whatever stands in between, each
remaining person's file holds the one key that opens what bears the database's name.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

from tianye.domain.errors import NextStep, TianyeError, WorldFault
from tianye.domain.ids import Random
from tianye.exchange import keys
from tianye.services.folders import DATABASE_NAME, KEYS_FOLDER
from tianye.services.unlocking import path_of, read_key_file, write_key_file
from tianye.store import files
from tianye.store.backup import compare_copy
from tianye.store.database import Database
from tianye.store.queries.operators import all_operators, find_operator
from tianye.store.settings import Settings

SUCCESSOR: Final = f"{DATABASE_NAME}.next"
_DUE: Final = "rekey_from"


def want_new_key(database: Database) -> None:
    """Write down that the key of today is to be replaced; wants an open transaction, and survives everything."""
    Settings(database).put(_DUE, _mark(database.key))


def is_due(database: Database) -> bool:
    """Say whether the database is still under a key that was to be replaced."""
    return Settings(database).find(_DUE) == _mark(database.key)


def re_encrypt(folder: Path, database: Database, random: Random) -> tuple[bytes, ...]:
    """Put the database under a new key; wants no open transaction, and nobody else who has it open.

    Returns the ids of those whose key file is missing or not the one known here: they need to be admitted again.
    Raises `WorldFault`: `file.…`, `database.…`, `backup.copy-damaged`; then all is as it was before, or done.
    """
    old, new = database.key, keys.make_database_key(random)
    successor = folder / SUCCESSOR
    _clear(successor)
    _need_room(database.path)
    try:
        database.copy_pages(successor, new)
        with files.naming_failures(SUCCESSOR), successor.open("r+b") as written:
            os.fsync(written.fileno())
        compare_copy(database, successor, new)
        cut_off = _seal_for_all(folder, database, (old, new))
        with files.naming_failures(DATABASE_NAME):
            files.keep_from_others(successor)
            database.take_over(successor, new)
    except BaseException:
        _clear(successor)
        raise
    settle(folder, database)
    return cut_off


def settle(folder: Path, database: Database) -> None:
    """Finish what was begun: take away what a killed re-encryption left, and the files of those who were removed.

    A folder that cannot be written in stays as it is: the key files in it open it all the same.
    """
    with suppress(TianyeError, OSError):
        _clear(folder / SUCCESSOR)
        for path in (folder / KEYS_FOLDER).glob("*.key"):
            _settle_one(folder, database, path)


def _settle_one(folder: Path, database: Database, path: Path) -> None:
    try:
        file = read_key_file(path)
    except TianyeError:
        return
    row = find_operator(database, file.owner) if file.owner else None
    if row is None:
        return
    if row.is_removed:
        path.unlink()
        files.flush_folder(path.parent)
    elif len(file.boxes) > 1 and file.public == row.public:
        write_key_file(folder, file.sealing((database.key,)))


def _seal_for_all(folder: Path, database: Database, database_keys: tuple[bytes, ...]) -> tuple[bytes, ...]:
    cut_off = []
    for row in all_operators(database):
        if row.is_removed:
            continue
        try:
            file = read_key_file(path_of(folder, row.id))
        except TianyeError as fault:
            if fault.code not in ("file.missing", "keys.damaged"):
                raise
            cut_off.append(row.id)
            continue
        # only for the public key that stands in the database: a file could have been put there by anybody
        if file.public == row.public:
            write_key_file(folder, file.sealing(database_keys))
        else:
            cut_off.append(row.id)
    return tuple(cut_off)


def _clear(successor: Path) -> None:
    with files.naming_failures(successor.name):
        for name in ("", "-wal", "-shm", "-journal"):
            successor.with_name(successor.name + name).unlink(missing_ok=True)


def _need_room(path: Path) -> None:
    with files.naming_failures(path.name):
        needed = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) + files.MARGIN_BYTES
        if shutil.disk_usage(path.parent).free < needed:
            raise WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name=path.name)


def _mark(key: bytes) -> bytes:
    return blake2b(b"tianye/rekey/1\0", key=key, digest_size=16).digest()
