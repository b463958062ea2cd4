"""The hash chain of one device's operations, over headers and commitments, not over payloads.

    c(n) = BLAKE2b-256(payload(n), key = BLAKE2b-256(n, key = owner's key))
    h(n) = BLAKE2b-256(h(n-1) | u32 length of header(n) | header(n) | c(n))
    h(0) = BLAKE2b-256("tianye/chain/1" 00 device)

Destroying the owner's key and the payload leaves the chain verifiable and the payload past guessing (safety, D).
"""

from __future__ import annotations

from hashlib import blake2b

HASH_BYTES = 32
OWNER_KEY_BYTES = 16
"""As many as nobody can try; they are most of what a bundle of check-ins weighs (docs/decisions/0014)."""
NO_OWNER_KEY = bytes(OWNER_KEY_BYTES)
"""Salts the payloads that say nothing about a person (plans, forms, enrolments)."""


def start(device: bytes) -> bytes:
    """Return the head of an empty chain."""
    return blake2b(b"tianye/chain/1\0" + device, digest_size=HASH_BYTES).digest()


def commitment(payload: bytes, sequence: int, owner_key: bytes) -> bytes:
    """Commit to a payload without revealing it; `owner_key` has 16 bytes."""
    salt = blake2b(sequence.to_bytes(4, "big"), digest_size=HASH_BYTES, key=owner_key).digest()
    return blake2b(payload, digest_size=HASH_BYTES, key=salt).digest()


def extend(head: bytes, header: bytes, committed: bytes) -> bytes:
    """Return the head after one more operation."""
    return blake2b(head + len(header).to_bytes(4, "big") + header + committed, digest_size=HASH_BYTES).digest()
