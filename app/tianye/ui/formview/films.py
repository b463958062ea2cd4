"""What heads of sounds and films say: how long they last, and the place and time that telephones write into them.

Telephones write films and recordings in boxes (ISO 14496-12), each with its length and a name of four letters. Place,
owner and make stand in boxes that no player needs: they are emptied where they stand, so that everything else stays at
its place. Times of the taking are set to nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

_AROUND: Final = frozenset({b"moov", b"trak", b"mdia"})
"""Boxes that are walked into."""
_TOLD: Final = frozenset({b"udta", b"meta", b"uuid"})
"""Boxes with what somebody or a telephone said about the film."""
_TIMED: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})
"""Boxes that begin with version, flags, and the moments of making and changing."""
_DEEPEST: Final = 8


def without_place(body: bytes) -> bytes:
    """Return a film or recording of a telephone without place and time; anything else as it is."""
    if body[4:8] != b"ftyp":
        return body
    bare = bytearray(body)
    for name, start, end in _boxes(bare, 0, len(bare), 0):
        if name in _TOLD:
            # the name stands right before what is inside, but for a length of eight bytes more
            place = bare.rfind(name, max(0, start - 16), start)
            bare[place : place + 4] = b"free"
            bare[start:end] = bytes(end - start)
        elif name in _TIMED and end - start >= 20:
            width = 16 if bare[start] == 1 else 8
            bare[start + 4 : start + 4 + width] = bytes(width)
    return bytes(bare)


def seconds_of(body: bytes) -> float | None:
    """Return how long a sound or film lasts where its head says so (WAV, and what telephones write); None otherwise."""
    if body[:4] == b"RIFF" and body[8:12] == b"WAVE":
        return _seconds_of_wave(body)
    if body[4:8] == b"ftyp":
        for name, start, end in _boxes(body, 0, len(body), 0):
            if name == b"mvhd" and end - start >= 32:
                # version 1 has longer fields than version 0
                scale, duration = struct.unpack_from(">20xIQ" if body[start] == 1 else ">12xII", body, start)
                return duration / scale if scale else None
    return None


def _boxes(body: bytes | bytearray, place: int, end: int, depth: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of what is in each box; what is cut off or nested too deeply ends the walk."""
    while place + 8 <= end and depth < _DEEPEST:
        length, name = struct.unpack_from(">I4s", body, place)
        start = place + 8
        if length == 1 and start + 8 <= end:
            (length,) = struct.unpack_from(">Q", body, start)
            start += 8
        stop = end if length == 0 else place + length
        if stop < start or stop > end:
            return
        yield name, start, stop
        if name in _AROUND:
            yield from _boxes(body, start, stop, depth + 1)
        place = stop


def _seconds_of_wave(body: bytes) -> float | None:
    rate, place = 0, 12
    while place + 8 <= len(body):
        name, length = struct.unpack_from("<4sI", body, place)
        if name == b"fmt " and place + 20 <= len(body):
            (rate,) = struct.unpack_from("<I", body, place + 16)
        if name == b"data":
            return min(length, len(body) - place - 8) / rate if rate else None
        place += 8 + length + length % 2
    return None
