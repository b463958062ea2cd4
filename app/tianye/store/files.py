"""Writing a file so that what stood before survives any failure and success is only said after reading back.

A part file is written, flushed to the disk, read again and compared, then renamed; the directory is flushed too, and
the file looked at once more under its name.
On FAT a rename is not journaled, so names are unique and nothing is overwritten unless the caller says so.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.store.aside import ReadBack

_READ = 1 << 20
MARGIN_BYTES = 1 << 20
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_STICK_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}(\.[a-z0-9]{1,8})?")


def save(path: Path, write: Callable[[BinaryIO], object], *, expected_bytes: int = 0, replace: bool = False) -> bytes:
    """Write a file through `write(stream)` and return the BLAKE2b-256 of what was read back from its final place.

    Raises `WorldFault`: `file.no-space`, `file.read-only`, `file.missing` (no such folder), `file.not-written`,
    `file.too-large` (more than the disk takes in one file); `UserFault("file.exists")` unless `replace`.
    """
    part = PartFile(path, expected_bytes=expected_bytes, replace=replace)
    try:
        with naming_failures(path.name):
            write(part.stream)
        return part.finish()
    except BaseException:
        part.give_up()
        raise


class PartFile:
    """A file in the making, for who is given its bytes bit by bit: write into `stream`, then `finish` or `give_up`."""

    def __init__(self, path: Path, *, expected_bytes: int = 0, replace: bool = False) -> None:
        """Open the part file; raises as `save`."""
        if not replace and path.exists():
            raise UserFault("file.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._replaces = replace
        self._is_renamed = False
        self._open = ExitStack()
        with naming_failures(path.name):
            _refuse_without_space(path.parent, expected_bytes)
            raw = self._open.enter_context(self._part.open("wb"))
        self._sink = ReadBack(self._part, raw)

    @property
    def stream(self) -> BinaryIO:
        """Where the bytes go."""
        return self._sink  # type: ignore[return-value]

    def finish(self) -> bytes:
        """Bring the file under its name and return the BLAKE2b-256 of what was read back there; raises as `save`."""
        with naming_failures(self._path.name):
            with self._open:
                self._sink.finish()
            self._part.replace(self._path)
            self._is_renamed = True
            flush_folder(self._path.parent)
            self._sink.compare_again(self._path)
        return self._sink.hash

    def give_up(self) -> None:
        """Take away what was written; what is not known to be whole is not left under a name that says it is."""
        self._sink.give_up()
        with suppress(OSError):
            self._open.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)
        if self._is_renamed and not self._replaces:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def save_bytes(path: Path, body: bytes, *, replace: bool = False) -> bytes:
    """Write a small file safely; see `save`."""
    return save(path, lambda sink: sink.write(body), expected_bytes=len(body), replace=replace)


def save_copy(source: Path, path: Path) -> bytes:
    """Copy a file; returns the hash of what was read back. Raises as `save`."""
    with naming_failures(source.name):
        size = source.stat().st_size
        with source.open("rb") as reading:
            return save(path, lambda sink: shutil.copyfileobj(reading, sink, _READ), expected_bytes=size)


def need_space(folder: Path, size: int) -> None:
    """Refuse before the first byte what will not fit: raises `WorldFault("file.no-space")`, or why nobody can tell."""
    with naming_failures(folder.name):
        _refuse_without_space(folder, size)


def is_stick_name(name: str) -> bool:
    """Say whether every disk takes a name as it is: letters, digits, `-` and `_`, an ending, at most 69 characters."""
    return _STICK_NAME.fullmatch(name) is not None


def unique_path(folder: Path, stem: str, ending: str) -> Path:
    """Return a path in a folder that no file has yet: `stem.ending`, `stem-2.ending`…"""
    path = folder / f"{stem}{ending}"
    number = 1
    while path.exists() or path.with_name(path.name + ".part").exists():
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path


def size_of(path: Path) -> int:
    """Return how many bytes a file that somebody brought has: asked before it is opened.

    Raises `WorldFault`: `file.not-a-file` for a folder, and for what would keep its reader waiting (a pipe, a device);
    `file.missing`, `file.…`.
    """
    with naming_failures(path.name):
        seen = path.stat()
        if not stat.S_ISREG(seen.st_mode):
            raise NotADirectoryError(errno.EINVAL, os.strerror(errno.EINVAL))
        return seen.st_size


def keep_from_others(path: Path) -> None:
    """Let nobody but its owner read a file or folder of hers, where the system and the disk know owners."""
    if os.name == "posix":
        with suppress(OSError):
            seen = path.stat()
            if seen.st_uid == os.geteuid() and seen.st_mode & _OTHERS:
                path.chmod(stat.S_IMODE(seen.st_mode) & ~_OTHERS)


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
        if error.errno == errno.EFBIG:
            # 4 GiB - 1 on a FAT32 stick
            raise WorldFault("file.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise WorldFault("file.read-only", next_step=NextStep.CHECK_PERMISSION, name=name) from error
        if isinstance(error, FileNotFoundError):
            raise WorldFault("file.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name) from error
        if isinstance(error, IsADirectoryError | NotADirectoryError):
            raise WorldFault("file.not-a-file", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name) from error
        raise WorldFault("file.not-written", next_step=NextStep.RETRY, name=name, errno=error.errno or 0) from error


def _refuse_without_space(folder: Path, expected_bytes: int) -> None:
    if not expected_bytes:
        return
    usage = shutil.disk_usage(folder)
    # what has no size at all is no disk, and says for itself why it cannot be written
    if usage.total and usage.free < expected_bytes + MARGIN_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
