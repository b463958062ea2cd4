"""Headquarters' signature over an erasure that was carried out: whoever brings it back is believed (FORMAT, 12).

What such a signature says never becomes untrue: an erasure that was carried out cannot be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tianye.exchange import seal

ORDER_DOMAIN: Final = b"tianye/erasure/1"


def sign_order(of: str, identifier: bytes, seed: bytes) -> bytes:
    """Sign that everything about a subject (type `of`, 10 bytes) was ordered to be destroyed (64 bytes)."""
    return seal.sign(ORDER_DOMAIN, identifier + of.encode(), seed)


def is_order(of: str, identifier: bytes, signature: bytes, publics: Iterable[bytes]) -> bool:
    """Tell whether one of these keys (32 bytes) signed that everything about a subject is to be destroyed."""
    message = identifier + of.encode()
    return any(seal.is_signed(ORDER_DOMAIN, message, signature, public) for public in publics)
