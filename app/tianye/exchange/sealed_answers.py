"""Answers that only headquarters can read, with their contents: sealed at the laptop (FORMAT, section 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tianye.domain.errors import Bug, UserFault
from tianye.domain.ops import decode_fields, encode_fields
from tianye.exchange import seal

STEP_BYTES: Final = 512
"""What is sealed comes in multiples of this: the length of a short answer would tell it."""
MAX_BYTES: Final = 2 * 1024 * 1024
CONTENT_STEP_BYTES: Final = 64 * 1024
"""The same for pictures, sounds, videos and files: how long one is would tell which."""
MAX_CONTENT_BYTES: Final = 65 * 1024 * 1024
_LENGTH_BYTES: Final = 4


def seal_answers(fields: Mapping[str, Any], recipients: Sequence[str]) -> bytes:
    """Seal what a response says for headquarters' keys (age recipients)."""
    return seal.encrypt_bytes(_padded(encode_fields(dict(fields)), STEP_BYTES), recipients)


def open_answers(sealed: bytes, identities: Sequence[str]) -> dict[str, Any] | None:
    """Return what was sealed; None where none of the keys opens it, or it is not as `seal_answers` writes."""
    if len(sealed) > MAX_BYTES:
        return None
    try:
        said = _unpadded(seal.decrypt_bytes(sealed, identities), STEP_BYTES)
        fields = decode_fields(said) if said is not None else None
        # what this program would not write itself it does not say in its own words either
        return fields if fields is not None and encode_fields(fields) == said else None
    except (seal.DecryptionFailed, UserFault, Bug, RecursionError):
        return None


def seal_content(body: bytes, recipients: Sequence[str]) -> bytes:
    """Seal a content that such answers name for headquarters' keys (age recipients)."""
    return seal.encrypt_bytes(_padded(body, CONTENT_STEP_BYTES), recipients)


def open_content(sealed: bytes, identities: Sequence[str]) -> bytes | None:
    """Return a content that was sealed; None where none of the keys opens it, or it is not as `seal_content` writes."""
    if len(sealed) > MAX_CONTENT_BYTES:
        return None
    try:
        return _unpadded(seal.decrypt_bytes(sealed, identities), CONTENT_STEP_BYTES)
    except (seal.DecryptionFailed, UserFault):
        return None


def _padded(said: bytes, step: int) -> bytes:
    length = len(said).to_bytes(_LENGTH_BYTES, "big")
    return length + said + bytes(-(len(said) + _LENGTH_BYTES) % step)


def _unpadded(body: bytes, step: int) -> bytes | None:
    length = int.from_bytes(body[:_LENGTH_BYTES], "big")
    said = body[_LENGTH_BYTES:][:length]
    return said if len(said) == length and len(body) % step == 0 else None
