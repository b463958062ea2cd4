"""Branches: a second writer under one device's identity, and names for what it wrote.

A data folder that was copied goes on twice: both copies sign with one key and count on from one sequence. What came
first keeps the device's id; the other line is a branch, named by where it parts: the run it leaves, the first sequence
that differs, and that operation's chain hash. The name is the same whoever computes it. Its id takes the place of the
device's wherever an author is meant, so that no byte of what was signed changes (docs/decisions/0011).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

from tianye.domain.chain import HASH_BYTES
from tianye.domain.ids import DEVICE_BYTES
from tianye.domain.ops import REFERENCE_BYTES, reference, split_reference

_PARTING_BYTES: Final = 4 + HASH_BYTES
MAX_DEPTH: Final = 16
"""So often a run may part in a row; names are at most 16 + 16 × 36 bytes."""
_DOMAIN: Final = b"tianye/branch/1\0"


def branch_name(parent: bytes, first: int, hashed: bytes) -> bytes:
    """Return the name of a branch of `parent` (a device id, or a branch's name) that parts at sequence `first`."""
    return parent + first.to_bytes(4, "big") + hashed


def branch_id(name: bytes) -> bytes:
    """Return the 16 bytes that stand for a branch where an author is meant; a device id stands for itself."""
    return name if len(name) == DEVICE_BYTES else blake2b(_DOMAIN + name, digest_size=DEVICE_BYTES).digest()


def is_author(name: bytes) -> bool:
    """Say whether bytes can name a writer: a device id, or a branch whose partings lie one after the other."""
    partings, rest = divmod(len(name) - DEVICE_BYTES, _PARTING_BYTES)
    if rest or not 0 <= partings <= MAX_DEPTH:
        return False
    firsts = [first for first, _ in _partings(name)]
    return all(firsts) and firsts == sorted(set(firsts))


def device_of(name: bytes) -> bytes:
    """Return the device whose key signed what a branch holds."""
    return name[:DEVICE_BYTES]


def first_of(name: bytes) -> int:
    """Return the first sequence that is the branch's own, 1 for a device."""
    return int.from_bytes(name[-_PARTING_BYTES:-HASH_BYTES], "big") if len(name) > DEVICE_BYTES else 1


def parent_of(name: bytes) -> bytes:
    """Return the name of the run a branch parts from."""
    return name[:-_PARTING_BYTES]


def holder_of(name: bytes, sequence: int) -> bytes:
    """Return the id of the run that holds a sequence as the writer of the branch knew it."""
    held = device_of(name)
    for first, end in _partings(name):
        if sequence < first:
            break
        held = name[:end]
    return branch_id(held)


def meant(name: bytes, references: Iterable[bytes]) -> list[bytes]:
    """Return what a branch's operation refers to: its writer named its own operations by the device's id."""
    device = device_of(name)

    def meant_by(one: bytes) -> bytes:
        if one[:DEVICE_BYTES] != device or len(one) != REFERENCE_BYTES:
            return one
        _, sequence = split_reference(one)
        return reference(holder_of(name, sequence), sequence)

    return [meant_by(one) for one in references]


def _partings(name: bytes) -> Iterable[tuple[int, int]]:
    """Return each parting's first sequence and where its name ends, the earliest first."""
    for start in range(DEVICE_BYTES, len(name), _PARTING_BYTES):
        yield int.from_bytes(name[start : start + 4], "big"), start + _PARTING_BYTES
