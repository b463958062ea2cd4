"""Long files in two threads: read back from the disk while more is written, read ahead while what came is used.

Hashing, decrypting and waiting for a disk leave the interpreter to others, so the second processor of a laptop is of
use. A thread lives for one stretch of a file only: whoever gives up half-way leaves none behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Thread
from typing import BinaryIO, Final, Generic, TypeVar, cast

STRETCH_BYTES: Final = 4 << 20
"""What is read back at a time; memory holds two of them and what was read."""
AHEAD_BYTES: Final = 1 << 20
_READ: Final = 1 << 20
Result = TypeVar("Result")


class NotAsWritten(OSError):
    """What was read back from the disk is not what was written; an error of the disk as far as anybody can tell."""


class _Aside(Generic[Result]):
    """One call in a thread of its own."""

    def __init__(self, call: Callable[[], Result]) -> None:
        self._call = call
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result = self._call()
            self._failure: BaseException | None = None
        except BaseException as failure:
            self._failure = failure

    def wait(self) -> Result:
        """Return what it returned, or raise what it raised."""
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        return self._result


class ReadBack:
    """A writable stream of a new file: what went through it is read back from the disk and compared.

    `hash` is the BLAKE2b-256 of what was read back, once `finish` has returned. Of a file that is longer than a
    stretch each is read back as soon as it is whole, while the next is written; of a shorter one there is no thread.
    """

    def __init__(self, path: Path, sink: BinaryIO) -> None:
        self._path, self._sink = path, sink
        self.size = 0
        self._hash = blake2b(digest_size=32)
        self._stretch = bytearray()
        self._first = self._last = b""
        self._checking: _Aside[None] | None = None
        self._open = ExitStack()
        self._reading: BinaryIO | None = None

    @property
    def hash(self) -> bytes:
        """BLAKE2b-256 of what was read back."""
        return self._hash.digest()

    def write(self, data: bytes) -> int:
        """Write some bytes; raises what writing or reading back raised, and `NotAsWritten`."""
        written = self._sink.write(data)
        self._stretch += data
        self.size += len(data)
        if len(self._stretch) >= STRETCH_BYTES:
            self._sink.flush()
            self._wait()
            stretch, self._stretch = self._stretch, bytearray()
            self._first, self._last = self._first or bytes(stretch[:_READ]), bytes(stretch[-_READ:])
            start = self.size - len(stretch)
            self._checking = _Aside(lambda: self._force_and_check(stretch, start))
        return written

    def flush(self) -> None:
        """Pass on what waits in the stream."""
        self._sink.flush()

    def finish(self) -> None:
        """Force everything to the disk and read back what was not yet; raises as `write`."""
        self._sink.flush()
        os.fsync(self._sink.fileno())
        self._wait()
        self._check(self._stretch, self.size - len(self._stretch))
        self._open.close()
        if self._path.stat().st_size != self.size:
            raise NotAsWritten

    def compare_again(self, path: Path) -> None:
        """Look, under the name the file was brought to, whether it is this one: all of a short one, a long one's ends.

        A name leads to the same bytes or to others, it changes none of them. Raises as `write`.
        """
        last = self._last + self._stretch
        with path.open("rb") as reading:
            is_same = reading.read(len(self._first)) == self._first
            if self._first:
                reading.seek(self.size - len(last))
            if not is_same or reading.read(len(last) + 1) != last or path.stat().st_size != self.size:
                raise NotAsWritten

    def give_up(self) -> None:
        """Let go of the file."""
        with suppress(Exception):
            self._wait()
        self._open.close()

    def _wait(self) -> None:
        checking, self._checking = self._checking, None
        if checking is not None:
            checking.wait()

    def _force_and_check(self, stretch: bytearray, start: int) -> None:
        os.fsync(self._sink.fileno())
        self._check(stretch, start)

    def _check(self, stretch: bytearray, start: int) -> None:
        _forget_cached(self._sink.fileno(), start, len(stretch))
        if self._reading is None:
            # unbuffered where more may follow: nothing is to be read before it is on the disk
            reading = self._path.open("rb", 0) if self._first else self._path.open("rb")
            self._reading = self._open.enter_context(cast(BinaryIO, reading))
        place = 0
        while place < len(stretch):
            data = self._reading.read(min(_READ, len(stretch) - place))
            if not data or data != stretch[place : place + len(data)]:
                raise NotAsWritten
            self._hash.update(data)
            place += len(data)


class ReadAhead:
    """A stream to read of which the next piece is fetched while the last is used; closing it closes the one below."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._piece = memoryview(b"")
        self._next = self._fetch()

    def _fetch(self) -> _Aside[bytes]:
        return _Aside(lambda: self._stream.read(AHEAD_BYTES))

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end; raises what the stream below raised."""
        if not self._piece:
            piece = self._next.wait()
            if piece:
                self._next = self._fetch()
            self._piece = memoryview(piece)
        data, self._piece = bytes(self._piece[:size]), self._piece[size:]
        return data

    def close(self) -> None:
        """Wait for what is being read and close the stream below."""
        with suppress(Exception):
            self._next.wait()
        self._stream.close()

    def __enter__(self) -> ReadAhead:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _forget_cached(handle: int, start: int, length: int) -> None:
    """Let what is read back come from the disk, where the system can be asked to."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, start, length, os.POSIX_FADV_DONTNEED)
