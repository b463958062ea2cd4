"""The decrypted body of a file, taken as it streams by: preamble, sections, blocks, each within its limits.

Everything here is pushed: the age layer writes into a `Body`, a body into the consumer of the section it is in, and a
consumer of blocks hands out one block at a time. Nothing is held that a hostile file could make large.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Protocol

import zstandard

from tianye.domain.errors import NextStep, UserFault
from tianye.exchange.encoding import HASH_BYTES, MAX_BLOCK_BYTES, Section
from tianye.exchange.seal import SIGNATURE_BYTES

MAGIC = b"TYB1"
HEAD_BYTES = len(MAGIC) + 4
"""Magic and the manifest's length."""
MAX_MANIFEST_BYTES = 1024 * 1024

# Four bytes of zstd can stand for 128 KiB: fed in slices this small, one call unpacks 16 MiB at the worst.
_SLICE_BYTES = 512
_WINDOW_BYTES = 8 * 1024 * 1024


class Consumer(Protocol):
    """Takes one section's bytes; `close` comes once they were found whole."""

    def write(self, data: bytes, /) -> object: ...

    def close(self) -> None: ...


class Body:
    """Takes a decrypted body as it comes, checks its lengths and hashes, and passes the sections on."""

    def __init__(
        self,
        what: str,
        read_preamble: Callable[[bytes, bytes], Sequence[Section]],
        open_section: Callable[[Section], Consumer | None],
    ) -> None:
        self.what = what
        self.expected = 0
        self._read_preamble = read_preamble
        self._open_section = open_section
        self._start = bytearray()
        self._is_started = False
        self._coming: list[Section] = []
        self._section: Section | None = None
        self._consumer: Consumer | None = None
        self._digest = blake2b(digest_size=HASH_BYTES)
        self._left = 0

    def write(self, data: bytes) -> None:
        if not self._is_started:
            self._start += data
            data = self._take_preamble()
        position = 0
        while position < len(data):
            if self._section is None:
                raise self._damaged("after-the-end")
            part = data[position : position + self._left]
            position += len(part)
            self._left -= len(part)
            self._digest.update(part)
            if self._consumer is not None:
                self._consumer.write(part)
            if not self._left:
                self._close(self._section)
                self._open_next()

    def finish(self) -> None:
        """The age layer found the end: refuse a body that goes on."""
        if not self._is_started or self._section is not None:
            raise self._damaged("ends-early")

    def _take_preamble(self) -> bytes:
        """Read magic, manifest and signature once they are there; return what came after them."""
        start = self._start
        if not start.startswith(MAGIC[: len(start)]):
            if start.startswith(MAGIC[:3]):
                raise UserFault("bundle.needs-newer-program", next_step=NextStep.UPDATE_PROGRAM, what=self.what)
            raise UserFault(
                "bundle.not-ours", next_step=NextStep.CHOOSE_ANOTHER_FILE, what=self.what, reason="no-magic"
            )
        if len(start) < HEAD_BYTES:
            return b""
        length = int.from_bytes(start[len(MAGIC) : HEAD_BYTES], "big")
        if length > MAX_MANIFEST_BYTES:
            raise UserFault(
                "bundle.too-large",
                next_step=NextStep.ASK_SENDER,
                what=self.what,
                section="manifest",
                limit=MAX_MANIFEST_BYTES,
            )
        end = HEAD_BYTES + length + SIGNATURE_BYTES
        if len(start) < end:
            return b""
        sections = self._read_preamble(
            bytes(start[HEAD_BYTES : HEAD_BYTES + length]), bytes(start[end - SIGNATURE_BYTES : end])
        )
        self.expected = end + sum(section.length for section in sections)
        self._coming = list(reversed(sections))
        self._is_started = True
        self._open_next()
        rest = bytes(start[end:])
        self._start.clear()
        return rest

    def _open_next(self) -> None:
        """Open the next section that has bytes; those of none are over at once."""
        self._section = None
        while self._section is None and self._coming:
            section = self._coming.pop()
            self._left = section.length
            self._digest = blake2b(digest_size=HASH_BYTES)
            self._consumer = self._open_section(section)
            if section.length:
                self._section = section
            else:
                self._close(section)

    def _close(self, section: Section) -> None:
        if self._digest.digest() != section.hash:
            raise self._damaged("section-hash")
        if self._consumer is not None:
            self._consumer.close()

    def _damaged(self, reason: str) -> UserFault:
        return UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=self.what, reason=reason)


def open_blocks(what: str, section: Section, take: Callable[[bytes], None]) -> Consumer:
    """Return the consumer that unpacks a section of blocks and gives each to `take`, never holding more than one."""
    blocks = _Blocks(what, section, take)
    return _Unpacking(what, blocks) if section.codec == "zstd" else blocks


class _Blocks:
    """Cuts unpacked bytes into blocks, within the section's promised length."""

    def __init__(self, what: str, section: Section, take: Callable[[bytes], None]) -> None:
        self._what = what
        self._promised = section.raw_length
        self._count = 0
        self._take = take
        self._waiting = bytearray()
        self._wanted = 4

    def write(self, data: bytes) -> None:
        self._count += len(data)
        if self._count > self._promised:
            raise UserFault("bundle.too-large", next_step=NextStep.ASK_SENDER, what=self._what, limit=self._promised)
        waiting = self._waiting
        waiting += data
        while len(waiting) >= self._wanted:
            length = int.from_bytes(waiting[:4], "big")
            if not 0 < length <= MAX_BLOCK_BYTES:
                raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=self._what, reason="block")
            if len(waiting) < 4 + length:
                self._wanted = 4 + length
                return
            block = bytes(waiting[4 : 4 + length])
            del waiting[: 4 + length]
            self._wanted = 4
            self._take(block)

    def close(self) -> None:
        if self._waiting or self._count != self._promised:
            raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=self._what, reason="raw-length")


class _Unpacking:
    """Unpacks exactly one zstd frame into `blocks`, a little at a time (see `_SLICE_BYTES`)."""

    def __init__(self, what: str, blocks: _Blocks) -> None:
        self._what = what
        self._blocks = blocks
        self._frame = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES).decompressobj()

    def write(self, data: bytes) -> None:
        try:
            for start in range(0, len(data), _SLICE_BYTES):
                self._blocks.write(self._frame.decompress(data[start : start + _SLICE_BYTES]))
        except zstandard.ZstdError:
            raise self._damaged() from None

    def close(self) -> None:
        if not self._frame.eof or self._frame.unused_data:
            raise self._damaged()
        self._blocks.close()

    def _damaged(self) -> UserFault:
        return UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what=self._what, reason="zstd")
