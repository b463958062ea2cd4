"""The tip: how far a data folder had come, written down in another folder, so that an older database is noticed.

It holds numbers and hashes only. One small file per data folder, in two halves that are written in turn: a half torn by
a power cut leaves the other. Not being able to write it never stops the work.
"""

from __future__ import annotations

import os
import struct
import time
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

COMMITS: Final = 20
SECONDS: Final = 5
"""A tip is written when so many transactions, or so long a time, have gone by since the last."""
_HALF: Final = 4096
_MAGIC: Final = b"TYT1"
_FIELDS: Final = struct.Struct(">4sQ16sI32sIQ")
_CHECKSUM_BYTES: Final = 8


class Tip(NamedTuple):
    """How far a folder had come: its nonce (16 bytes), its own run, how many files went in and out, how often it was
    opened.
    """

    nonce: bytes
    sequence: int
    head: bytes
    files: int
    boots: int


def tips_folder() -> Path:
    """Return where the tips of this user of the computer lie."""
    import platformdirs

    return platformdirs.user_state_path("tianye", appauthor=False) / "tips"


def find_tip(tips: Path | None, folder: Path) -> Tip | None:
    """Return the tip of the data folder in this place; None where there is none, or none that can be read."""
    found = _read(tips, folder)
    return found[1] if found else None


def forget_tip(tips: Path | None, folder: Path) -> None:
    """Take the tip of a place away: what is made there now begins anew, by a person's word."""
    if tips is not None:
        with suppress(OSError):
            _path(tips, folder).unlink(missing_ok=True)


class TipKeeper:
    """Writes the tip of one open folder, now and then."""

    def __init__(self, tips: Path | None, folder: Path) -> None:
        self._path = None if tips is None else _path(tips, folder)
        found = _read(tips, folder)
        self._counter = found[0] if found else 0
        self._kept = found[1] if found else None
        self._commits = 0
        self._written_at = time.monotonic()

    def is_due(self) -> bool:
        """Count one transaction; say whether the tip is to be written after it."""
        self._commits += 1
        return self._path is not None and (self._commits >= COMMITS or time.monotonic() - self._written_at >= SECONDS)

    def write(self, tip: Tip) -> bool:
        """Write the tip where it differs from what stands there; says whether it stands there."""
        self._commits, self._written_at = 0, time.monotonic()
        if self._path is None or tip == self._kept:
            return True
        counter = self._counter + 1
        body = _FIELDS.pack(_MAGIC, counter, tip.nonce, tip.sequence, tip.head, tip.files, tip.boots)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                os.lseek(descriptor, _HALF * (counter % 2), os.SEEK_SET)
                os.write(descriptor, body + _checksum(body))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError:
            return False
        self._counter, self._kept = counter, tip
        return True


def _read(tips: Path | None, folder: Path) -> tuple[int, Tip] | None:
    if tips is None:
        return None
    try:
        data = _path(tips, folder).read_bytes()
    except OSError:
        return None
    found = [half for half in (_half(data[:_HALF]), _half(data[_HALF:])) if half]
    return max(found, default=None)


def _half(data: bytes) -> tuple[int, Tip] | None:
    body, checksum = data[: _FIELDS.size], data[_FIELDS.size :][:_CHECKSUM_BYTES]
    if len(body) < _FIELDS.size or _checksum(body) != checksum:
        return None
    magic, counter, nonce, sequence, head, files, boots = _FIELDS.unpack(body)
    return (counter, Tip(nonce, sequence, head, files, boots)) if magic == _MAGIC else None


def _path(tips: Path, folder: Path) -> Path:
    place = os.path.normcase(folder.absolute().resolve())
    return tips / f"{blake2b(os.fsencode(place), digest_size=16).hexdigest()}.tip"


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM_BYTES).digest()
