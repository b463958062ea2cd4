"""Key files of a data folder: finding the one a passphrase opens, and writing them so that none is ever half there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import ID_BYTES, to_text
from tianye.exchange import keyfiles
from tianye.exchange.keyfiles import KeyFile, Opened
from tianye.services.folders import KEYS_FOLDER
from tianye.store import files

RECOVERY: Final = bytes(ID_BYTES)
"""Owner of the key file that a recovery code opens; no person has this id."""
RECOVERY_FILE: Final = "recovery.key"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A key file that was opened: where it lies, what it says, what was in it."""

    path: Path
    file: KeyFile
    opened: Opened = field(repr=False)


def key_files(folder: Path) -> list[Path]:
    """Return the key files of people, the one used last first; none where there is no such folder."""
    with files.naming_failures(folder.name):
        found = [path for path in (folder / KEYS_FOLDER).glob("*.key") if path.name != RECOVERY_FILE]
        return sorted(found, key=lambda path: (-path.stat().st_mtime_ns, path.name))


def unlock(paths: Iterable[Path], passphrase: str) -> Unlocked:
    """Return the first key file that a passphrase opens; one that is damaged does not hinder the others.

    Raises `UserFault`: `keys.wrong-passphrase`, `keys.damaged` where nothing else is there.
    """
    faults: list[UserFault] = []
    for path in paths:
        try:
            return _unlock(path, passphrase)
        except UserFault as fault:
            faults.append(fault)
    if not faults:
        raise UserFault("keys.wrong-passphrase", next_step=NextStep.CHECK_PASSPHRASE)
    raise min(faults, key=lambda fault: fault.code != "keys.wrong-passphrase")


def read_key_file(path: Path) -> KeyFile:
    """Read a key file; raises `UserFault("keys.damaged")` and `WorldFault("file.…")`."""
    with files.naming_failures(path.name):
        return keyfiles.decode(path.read_bytes())


def write_key_file(folder: Path, file: KeyFile) -> Path:
    """Write a person's key file over her older one, which stays until the new one was read back."""
    path = path_of(folder, file.owner)
    files.save_bytes(path, keyfiles.encode(file), replace=True)
    files.keep_from_others(path)
    return path


def path_of(folder: Path, owner: bytes) -> Path:
    """Return where a person's key file lies; its name says nothing of hers."""
    return folder / KEYS_FOLDER / (RECOVERY_FILE if owner == RECOVERY else f"{to_text(owner)}.key")


def note_use(unlocked: Unlocked) -> None:
    """Let this key file be tried first the next time: each one tried takes about a second."""
    with suppress(OSError):
        os.utime(unlocked.path)


def _unlock(path: Path, passphrase: str) -> Unlocked:
    file = read_key_file(path)
    return Unlocked(path, file, keyfiles.open_key_file(file, passphrase))
