"""One program at a time in a data folder: a lock the system releases even after a crash."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from tianye.domain.errors import NextStep, WorldFault
from tianye.store.files import naming_failures


class FolderLock:
    """Holds a folder until `release`; the file stays, only the lock on it matters."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raises `WorldFault("station.in-use")` when another program holds it."""
        with naming_failures(path.name):
            self._file: BinaryIO = path.open("a+b")
        try:
            _take(self._file)
        except OSError:
            self._file.close()
            raise WorldFault("station.in-use", next_step=NextStep.CLOSE_OTHER_PROGRAM) from None

    def release(self) -> None:
        """Let go; a second call does nothing."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
