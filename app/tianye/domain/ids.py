"""Identifiers: ten random bytes for every subject, sixteen bytes of key hash for every device.

Eighty random bits keep a signed badge inside a small QR code (safety, B9) and read as sixteen characters. With ten
million subjects the chance of one collision is below 1e-10.
"""

from __future__ import annotations

from collections.abc import Callable

from tianye.domain.errors import NextStep, UserFault

ID_BYTES = 10
DEVICE_BYTES = 16

Random = Callable[[int], bytes]
"""Source of random bytes: `os.urandom` in the program, seeded in tests."""

# Crockford's base32: no I, L, O, U, so that an id can be read out over the telephone.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {
    character.lower(): value for value, character in enumerate(_ALPHABET)
}
for _look_alike, _meant in (("O", "0"), ("o", "0"), ("I", "1"), ("i", "1"), ("L", "1"), ("l", "1")):
    _VALUES[_look_alike] = _VALUES[_meant]


def make_id(random: Random) -> bytes:
    """Return a new subject id of ten random bytes."""
    return random(ID_BYTES)


def to_text(identifier: bytes) -> str:
    """Write bytes in Crockford base32 without padding: 16 characters for a subject, 26 for a device."""
    bits = len(identifier) * 8
    length = -(-bits // 5)
    number = int.from_bytes(identifier, "big") << (length * 5 - bits)
    return "".join(_ALPHABET[number >> (5 * place) & 31] for place in range(length - 1, -1, -1))


def from_text(text: str, length: int = ID_BYTES) -> bytes:
    """Read what `to_text` wrote; case, look-alikes and hyphens are forgiven.

    Raises `UserFault("id.unreadable")` when the text is not an id of `length` bytes.
    """
    characters = text.strip().replace("-", "")
    wanted = -(-length * 8 // 5)
    if len(characters) != wanted or any(character not in _VALUES for character in characters):
        raise UserFault("id.unreadable", next_step=NextStep.MEND_INPUT)
    number = 0
    for character in characters:
        number = number << 5 | _VALUES[character]
    spare = wanted * 5 - length * 8
    if number & ((1 << spare) - 1):
        raise UserFault("id.unreadable", next_step=NextStep.MEND_INPUT)
    return (number >> spare).to_bytes(length, "big")
