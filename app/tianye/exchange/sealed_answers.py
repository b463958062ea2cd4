"""Answers that only headquarters can read: sealed at the laptop when a form is finished (FORMAT, section 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tianye.domain.errors import Bug, UserFault
from tianye.domain.ops import decode_fields, encode_fields
from tianye.exchange import seal

STEP_BYTES: Final = 512
"""What is sealed comes in multiples of this: the length of a short answer would tell it."""
MAX_BYTES: Final = 2 * 1024 * 1024
_LENGTH_BYTES: Final = 4


def seal_answers(fields: Mapping[str, Any], recipients: Sequence[str]) -> bytes:
    """Seal what a response says for headquarters' keys (age recipients)."""
    said = encode_fields(dict(fields))
    body = len(said).to_bytes(_LENGTH_BYTES, "big") + said
    return seal.encrypt_bytes(body + bytes(-len(body) % STEP_BYTES), recipients)


def open_answers(sealed: bytes, identities: Sequence[str]) -> dict[str, Any] | None:
    """Return what was sealed; None where none of the keys opens it, or it is not as `seal_answers` writes."""
    if len(sealed) > MAX_BYTES:
        return None
    try:
        body = seal.decrypt_bytes(sealed, identities)
        length = int.from_bytes(body[:_LENGTH_BYTES], "big")
        said = body[_LENGTH_BYTES:][:length]
        fields = decode_fields(said) if len(said) == length and len(body) % STEP_BYTES == 0 else None
        # what this program would not write itself it does not say in its own words either
        return fields if fields is not None and encode_fields(fields) == said else None
    except (seal.DecryptionFailed, UserFault, Bug, RecursionError):
        return None
