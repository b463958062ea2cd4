"""A data folder from outside, before anything heavy is loaded: what is there, whether somebody has it, where it lies.

Nothing here opens a database or knows a passphrase. A folder that was begun and holds only half is never called empty.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Final

from tianye.domain.errors import TianyeError
from tianye.services.tips import find_tip, tips_folder
from tianye.store import files
from tianye.store.lock import FolderLock

DATABASE_NAME: Final = "tianye.db"
KEYS_FOLDER: Final = "keys"
LOCK_NAME: Final = "lock"
FILES_FOLDER: Final = "files"
"""What lies beside the database as files, each encrypted by itself; it goes into backups with the database."""
MAX_NAME: Final = 40
"""Characters a computer's name, or that of who works at it, may have: both stand in narrow places on every screen."""
DEMONSTRATION_CLOCK: Final = "clock.txt"
DEMONSTRATION_FOLDERS: Final = ("hq", "laptop-1", "laptop-2")
_SYNCHRONISED: Final = (
    "onedrive",
    "dropbox",
    "google drive",
    "icloud",
    "nextcloud",
    "owncloud",
    "syncthing",
    "nutstore",
    "坚果云",
    "baidu",
    "百度网盘",
    "百度云",
    "wps云盘",
    "wpsdrive",
    "腾讯微云",
    "weiyun",
    "阿里云盘",
)
"""Beginnings of the names of folders that programs copy elsewhere on their own."""


def keep_private(folder: Path) -> None:
    """Let nobody else who works at this computer into a data folder of ours, nor read its keys or database.

    Folders of earlier releases were open to all, as the system makes them.
    """
    for path in (folder, folder / KEYS_FOLDER, *folder.glob(f"{DATABASE_NAME}*"), *(folder / KEYS_FOLDER).glob("*")):
        files.keep_from_others(path)


class FolderState(StrEnum):
    """What a place is: nothing of ours, a file, a folder to be opened, or one that cannot simply be opened.

    `GONE`: nothing is left of a data folder that was here.
    """

    NOTHING = "nothing"
    NO_FOLDER = "no-folder"
    WHOLE = "whole"
    IN_USE = "in-use"
    DATABASE_MISSING = "database-missing"
    DATABASE_EMPTY = "database-empty"
    KEYS_MISSING = "keys-missing"
    GONE = "gone"


def look_at(folder: Path) -> FolderState:
    """Say what a folder is without opening it; what cannot be read counts as nothing of ours."""
    try:
        has_keys = any((folder / KEYS_FOLDER).glob("*.key"))
        has_database = (folder / DATABASE_NAME).is_file()
        is_empty = has_database and not (folder / DATABASE_NAME).stat().st_size
    except OSError:
        return FolderState.NOTHING
    match has_keys, has_database:
        case False, False if find_tip(tips_folder(), folder) is not None:
            return FolderState.GONE
        case False, False:
            return FolderState.NOTHING if _may_be_folder(folder) else FolderState.NO_FOLDER
        case True, False:
            return FolderState.DATABASE_MISSING
        case False, True:
            return FolderState.KEYS_MISSING
        case _ if is_empty:
            return FolderState.DATABASE_EMPTY
        case _:
            return FolderState.IN_USE if _is_held(folder) else FolderState.WHOLE


def _may_be_folder(folder: Path) -> bool:
    """Say whether a place is a folder or could become one: neither it nor anything above it is a file."""
    standing = next((above for above in (folder, *folder.parents) if above.exists()), None)
    return standing is None or standing.is_dir()


def is_demonstration(folder: Path) -> bool:
    """Say whether a demonstration was played into a folder before, to its end."""
    return (folder / DEMONSTRATION_CLOCK).is_file() and all((folder / name).is_dir() for name in DEMONSTRATION_FOLDERS)


def _is_held(folder: Path) -> bool:
    lock = folder / LOCK_NAME
    if not lock.is_file():
        return False
    try:
        FolderLock(lock).release()
    except TianyeError as fault:
        # what hinders otherwise is said when the folder is opened
        return fault.code == "station.in-use"
    return False


class Doubt(StrEnum):
    """Why a place is not good for a data folder."""

    NOT_EMPTY = "not-empty"
    SYNCHRONISED = "synchronised"
    NETWORK = "network"
    NOT_WRITABLE = "not-writable"


def doubts_about(folder: Path) -> list[Doubt]:
    """Say what speaks against making a data folder here, as far as the path and the disk tell."""
    doubts = []
    text = str(folder)
    if any(part.casefold().startswith(_SYNCHRONISED) for part in folder.parts):
        doubts.append(Doubt.SYNCHRONISED)
    if text.startswith(("\\\\", "//")):
        doubts.append(Doubt.NETWORK)
    try:
        if folder.is_dir() and any(folder.iterdir()):
            doubts.append(Doubt.NOT_EMPTY)
        standing = next((above for above in (folder, *folder.parents) if above.exists()), None)
    except OSError:
        standing = None
    if standing is None or not standing.is_dir() or not os.access(standing, os.W_OK):
        doubts.append(Doubt.NOT_WRITABLE)
    return doubts
