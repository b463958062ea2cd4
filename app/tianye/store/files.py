"""Writing a file so that what stood before survives any failure and success is only said after reading back.

A part file is written, flushed to the disk, read again and compared, then renamed; the directory is flushed too.
On FAT a rename is not journaled, so names are unique and nothing is overwritten unless the caller says so.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from tianye.domain.errors import NextStep, UserFault, WorldFault

_READ = 1 << 20
MARGIN_BYTES = 1 << 20


class _Hashing:
    """A writable stream that remembers the hash of what went through it."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self.hash = blake2b(digest_size=32)
        self.size = 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.size += len(data)
        return self._sink.write(data)

    def flush(self) -> None:
        self._sink.flush()


def save(path: Path, write: Callable[[BinaryIO], object], *, expected_bytes: int = 0, replace: bool = False) -> bytes:
    """Write a file through `write(stream)` and return the BLAKE2b-256 of what was read back from its final place.

    Raises `WorldFault`: `file.no-space`, `file.read-only`, `file.missing` (no such folder), `file.not-written`;
    `UserFault("file.exists")` unless `replace`.
    """
    if not replace and path.exists():
        raise UserFault("file.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)
    part = path.with_name(path.name + ".part")
    with naming_failures(path.name):
        _refuse_without_space(path.parent, expected_bytes)
        try:
            with part.open("wb") as raw:
                sink = _Hashing(raw)
                write(sink)  # type: ignore[arg-type]
                raw.flush()
                os.fsync(raw.fileno())
            _compare(part, sink)
            part.replace(path)
            flush_folder(path.parent)
            _compare(path, sink)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    return sink.hash.digest()


def save_bytes(path: Path, body: bytes, *, replace: bool = False) -> bytes:
    """Write a small file safely; see `save`."""
    return save(path, lambda sink: sink.write(body), expected_bytes=len(body), replace=replace)


def unique_path(folder: Path, stem: str, ending: str) -> Path:
    """Return a path in a folder that no file has yet: `stem.ending`, `stem-2.ending`…"""
    path = folder / f"{stem}{ending}"
    number = 1
    while path.exists() or path.with_name(path.name + ".part").exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def hash_of(path: Path) -> bytes:
    """Return the BLAKE2b-256 of a file."""
    hashed = blake2b(digest_size=32)
    with path.open("rb") as source:
        while data := source.read(_READ):
            hashed.update(data)
    return hashed.digest()


def flush_folder(folder: Path) -> None:
    """Make a rename in a folder durable where the system allows it (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def naming_failures(name: str = "") -> Iterator[None]:
    """Turn an `OSError` into a `WorldFault` with a code; `name` is a file's own name, never its folder."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name=name) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise WorldFault("file.read-only", next_step=NextStep.CHECK_PERMISSION, name=name) from error
        if isinstance(error, FileNotFoundError):
            raise WorldFault("file.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name) from error
        if isinstance(error, IsADirectoryError | NotADirectoryError):
            raise WorldFault("file.not-a-file", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name) from error
        raise WorldFault("file.not-written", next_step=NextStep.RETRY, name=name, errno=error.errno or 0) from error


def _refuse_without_space(folder: Path, expected_bytes: int) -> None:
    if expected_bytes and shutil.disk_usage(folder).free < expected_bytes + MARGIN_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _compare(path: Path, sink: _Hashing) -> None:
    if path.stat().st_size != sink.size or hash_of(path) != sink.hash.digest():
        raise WorldFault("file.not-written", next_step=NextStep.RETRY, name=path.name)
