"""What a badge's QR code says: `TY:` and base45 of version, person and signature.

The payload is 75 bytes: version 1, ten bytes of person id, 64 bytes of Ed25519 signature over
`tianye/badge/1`, a zero byte and the person id. As text it has 116 characters of the alphanumeric set and fits a QR
code of version 5 at error correction M. This module reads and writes; `exchange.keys` signs and checks. A badge proves
that it was issued, never that its bearer is here.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ids import ID_BYTES, to_text

PREFIX: Final = "TY:"
VERSION: Final = 1
SIGNATURE_BYTES: Final = 64
SIGNING_DOMAIN: Final = b"tianye/badge/1"
"""What the signature covers before the zero byte and the person's id, so that it serves no other statement."""

SHORT_CODE_BYTES: Final = 5
"""How much of the person's id is printed for typing by hand: among a hundred thousand, two agree once in 200 times."""

_MAX_SCANNED: Final = 4096
_PAYLOAD_BYTES: Final = 1 + ID_BYTES + SIGNATURE_BYTES
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}


class Badge(NamedTuple):
    """A badge as it was read; nothing is proven until the signature is checked."""

    person: bytes
    signature: bytes


def is_badge(text: str) -> bool:
    """Tell whether a scanned text claims to be a badge, also when it cannot be read."""
    return _scanned(text).startswith(PREFIX)


def encode(badge: Badge) -> str:
    """Write a badge's text, 116 characters."""
    if len(badge.person) != ID_BYTES or len(badge.signature) != SIGNATURE_BYTES:
        raise Bug("badge.wrong-size", person=len(badge.person), signature=len(badge.signature))
    return PREFIX + to_base45(bytes([VERSION]) + badge.person + badge.signature)


def decode(text: str) -> Badge:
    """Read a scanned text; the signature is not checked.

    Scanners that type on a Chinese keyboard layout deliver full-width characters: they are forgiven. Raises
    `UserFault` with `badge.unreadable`, or `badge.newer-version` for a version this release does not know.
    """
    scanned = _scanned(text) if len(text) <= _MAX_SCANNED else ""
    if not scanned.startswith(PREFIX):
        raise UserFault("badge.unreadable", next_step=NextStep.RETRY)
    payload = from_base45(scanned.removeprefix(PREFIX))
    if payload and payload[0] > VERSION:
        raise UserFault("badge.newer-version", next_step=NextStep.UPDATE_PROGRAM, version=payload[0])
    if len(payload) != _PAYLOAD_BYTES or payload[0] != VERSION:
        raise UserFault("badge.unreadable", next_step=NextStep.RETRY)
    return Badge(payload[1 : 1 + ID_BYTES], payload[1 + ID_BYTES :])


def short_code(person: bytes) -> str:
    """Return what is typed where no scanner reads: the beginning of the person's id, as `R7K2-9QHM`."""
    text = to_text(person[:SHORT_CODE_BYTES])
    return f"{text[:4]}-{text[4:]}"


def to_base45(data: bytes) -> str:
    """Write bytes in base45 (RFC 9285): three characters for two bytes, two for a last single one."""
    text = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, value = divmod(number, 45)
            text.append(_ALPHABET[value])
    return "".join(text)


def from_base45(text: str) -> bytes:
    """Read base45; raises `UserFault("badge.unreadable")` for anything `to_base45` does not write."""
    data = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        if len(group) == 1 or any(character not in _VALUES for character in group):
            raise UserFault("badge.unreadable", next_step=NextStep.RETRY)
        number = sum(_VALUES[character] * 45**place for place, character in enumerate(group))
        size = len(group) - 1
        if number >= 256**size:
            raise UserFault("badge.unreadable", next_step=NextStep.RETRY)
        data += number.to_bytes(size, "big")
    return bytes(data)


def _scanned(text: str) -> str:
    # A blank is a character of base45, so only what a scanner adds at the end is taken away.
    return unicodedata.normalize("NFKC", text).strip("\t\r\n").upper()
