"""Hostile pictures: what could be given out as a photograph of a receipt's code."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from functools import partial

File = tuple[str, str, Callable[[], bytes], str]
UNREADABLE = "receipt.picture-unreadable"


def png(width: int, height: int, rows: int | None = None) -> bytes:
    """Return a grey picture of that size, with fewer rows in it than it says where `rows` is given."""
    packing = zlib.compressobj(9)
    row = b"\0" + b"\x80" * min(width, 100_000)
    packed = b"".join(packing.compress(row) for _ in range(height if rows is None else rows)) + packing.flush()
    parts = ((b"IHDR", struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body)) for kind, body in parts
    )


def bmp(width: int, height: int) -> bytes:
    return b"BM" + struct.pack("<LHHL", 1000, 0, 0, 54) + struct.pack("<LllHH6L", 40, width, height, 1, 24, *[0] * 6)


def drawing() -> bytes:
    entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 9))
    return f'<!DOCTYPE svg [<!ENTITY a0 "ha">{entities}]><svg xmlns="http://www.w3.org/2000/svg">&a8;</svg>'.encode()


FILES: list[File] = [
    ("picture", "vast.png", partial(png, 60_000, 60_000, 10), UNREADABLE),
    ("picture", "endless.png", partial(png, 2**31 - 1, 2**31 - 1, 0), UNREADABLE),
    ("picture", "large.png", partial(png, 8_000, 7_900), UNREADABLE),
    ("picture", "cut.png", lambda: png(3_000, 3_000)[:400], UNREADABLE),
    ("picture", "vast.bmp", lambda: bmp(60_000, 60_000), UNREADABLE),
    ("picture", "backwards.bmp", lambda: bmp(-5, 2**31 - 1), UNREADABLE),
    ("picture", "drawing.png", drawing, UNREADABLE),
    ("picture", "text.jpg", lambda: b"no picture at all", UNREADABLE),
    ("picture", "only-begins.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(5000), UNREADABLE),
    ("picture", "too-long.jpg", lambda: b"\xff\xd8\xff" + bytes(33 << 20), UNREADABLE),
    ("picture", "only-begins.webp", lambda: b"RIFF\xff\xff\xff\xffWEBPVP8L" + b"\xff" * 500, UNREADABLE),
]
