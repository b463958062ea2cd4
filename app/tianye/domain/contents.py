"""Names of contents in answers: a picture, sound, video or file that somebody gave for an answer.

A content is named by its hash, never by the name its file had: that can tell who is on it, or who came after whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

HASH_BYTES: Final = 32
_NAME: Final = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,8}")
_ENDING: Final = re.compile(r"[a-z0-9]{1,8}")
_PLAIN_ENDING: Final = "bin"


def content_hash(body: bytes) -> bytes:
    """Return the hash of a content: 32 bytes of BLAKE2b."""
    return blake2b(body, digest_size=HASH_BYTES).digest()


def content_name(body: bytes, ending: str) -> str:
    """Return the answer that names a content; `ending` is that of the file it was in, with or without its dot."""
    plain = ending.strip().removeprefix(".").lower()
    return f"{content_hash(body).hex()}.{plain if _ENDING.fullmatch(plain) else _PLAIN_ENDING}"


def named_content(answer: object) -> bytes | None:
    """Return the hash of the content that an answer names, or None where it names none."""
    # most answers are shorter than any name, and this is asked of every answer of an import
    if not isinstance(answer, str) or len(answer) <= 2 * HASH_BYTES or not _NAME.fullmatch(answer):
        return None
    return bytes.fromhex(answer.partition(".")[0])


def named_in(value: object) -> Iterator[bytes]:
    """Yield what in a value can name a content: 32 bytes, their 64 hexadecimal digits, or an answer's name."""
    if isinstance(value, bytes) and len(value) == HASH_BYTES:
        yield value
    elif isinstance(value, str):
        if (hashed := named_content(value)) is not None:
            yield hashed
        elif len(value) == 2 * HASH_BYTES:
            try:
                yield bytes.fromhex(value)
            except ValueError:
                return
    elif isinstance(value, dict):
        for one in value.values():
            yield from named_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from named_in(one)
