"""The way back from a forgotten passphrase: a code, the letter that tells it to headquarters, asking and answering.

A laptop makes a code at random, locks the database key under it, and writes the code into a letter that headquarters'
keys open. Who has both the laptop and headquarters' help can open the folder; the database key itself leaves neither.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import DEVICE_BYTES, Random, from_text, to_text
from tianye.exchange import seal
from tianye.exchange.keys import KEY_BYTES, Cost, proquints, unwrap, wrap

CODE_BYTES: Final = 15
"""120 random bits: nobody guesses them, however fast a guess is."""
CODE_COST: Final = Cost(1, 8 * 1024)
MAX_LETTER_BYTES: Final = 4096
MAX_FILE_BYTES: Final = 16 * 1024
_GROUP: Final = 5
_CHECKSUM_BYTES: Final = 4
_LETTER: Final = b"TYR1"
_REQUEST: Final = b"TYQ1"
_ANSWER: Final = b"TYA1"


@dataclass(frozen=True, slots=True)
class Letter:
    """What headquarters finds in a letter: whose code it is (device, 16 bytes) and the code (15 bytes)."""

    device: bytes
    code: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """A laptop's request: the public key (X25519) for the answer, and its letter."""

    public: bytes
    letter: bytes

    @property
    def words(self) -> tuple[str, ...]:
        """Six words to compare by telephone: they stand for the key that the answer is sealed for."""
        return proquints(b"tianye/recovery-request/1\0" + self.public + self.letter)


# ---- the code ------------------------------------------------------------------------------------------------------


def make_code(random: Random) -> bytes:
    """Return a new code of 15 random bytes."""
    return random(CODE_BYTES)


def code_text(code: bytes) -> str:
    """Write a code to be read out: five groups of five letters and digits, the last of which checks the others."""
    text = to_text(code + bytes([blake2b(code, digest_size=1).digest()[0] & 0xF8]))[: _GROUP * _GROUP]
    return "-".join(text[place : place + _GROUP] for place in range(0, len(text), _GROUP))


def read_code(text: str) -> bytes:
    """Read what `code_text` wrote; case, width, look-alikes and blanks are forgiven.

    Raises `UserFault("recovery.code-mistyped")`.
    """
    typed = "".join(one for one in unicodedata.normalize("NFKC", text) if one.isalnum())
    try:
        # the text has five bits of the sixteenth byte
        code = from_text(f"{typed}0", CODE_BYTES + 1)
    except UserFault:
        code = b""
    if code[CODE_BYTES:] != bytes([blake2b(code[:CODE_BYTES], digest_size=1).digest()[0] & 0xF8]):
        raise UserFault("recovery.code-mistyped", next_step=NextStep.MEND_INPUT)
    return code[:CODE_BYTES]


def passphrase_of(code: bytes) -> str:
    """Return what the key file of recovery is locked with."""
    return to_text(code)


# ---- the letter ----------------------------------------------------------------------------------------------------


def write_letter(letter: Letter, recipients: Sequence[str]) -> bytes:
    """Write a letter that headquarters' age keys open."""
    return seal.encrypt_bytes(_LETTER + letter.device + letter.code, recipients)


def read_letter(data: bytes, identities: Sequence[str]) -> Letter:
    """Read a letter at headquarters; raises `UserFault`: `recovery.not-for-us`, `recovery.unreadable`."""
    if len(data) > MAX_LETTER_BYTES:
        raise _unreadable()
    try:
        body = seal.decrypt_bytes(data, identities)
    except seal.DecryptionFailed as failure:
        if failure.is_addressed:
            raise _unreadable() from None
        raise UserFault("recovery.not-for-us", next_step=NextStep.ASK_HEADQUARTERS) from None
    except UserFault:
        raise _unreadable() from None
    if not body.startswith(_LETTER) or len(body) != len(_LETTER) + DEVICE_BYTES + CODE_BYTES:
        raise _unreadable()
    rest = body[len(_LETTER) :]
    return Letter(rest[:DEVICE_BYTES], rest[DEVICE_BYTES:])


# ---- asking and answering ------------------------------------------------------------------------------------------


def make_request(letter: bytes, passphrase: str, cost: Cost, random: Random) -> tuple[Request, bytes]:
    """Make a request, and the private key to its answer locked under the passphrase that is to be used from then on."""
    private, public = seal.make_pair(random)
    return Request(public, letter), wrap(private, passphrase, cost, random)


def encode_request(request: Request) -> bytes:
    """Write a request; it holds no secret."""
    data = _REQUEST + request.public + request.letter
    return data + _checksum(data)


def decode_request(data: bytes) -> Request:
    """Read a request; raises `UserFault("recovery.unreadable")`."""
    body = _checked(data, _REQUEST)
    if not KEY_BYTES < len(body) <= KEY_BYTES + MAX_LETTER_BYTES:
        raise _unreadable()
    return Request(body[:KEY_BYTES], body[KEY_BYTES:])


def make_answer(request: Request, code: bytes) -> bytes:
    """Seal a code for the one who asked: nobody else can read it, whichever way it travels."""
    data = _ANSWER + seal.seal_for(request.public, code)
    return data + _checksum(data)


def open_answer(data: bytes, locked: bytes, passphrase: str) -> bytes:
    """Return the code of an answer, with the key that `make_request` locked.

    Raises `UserFault`: `keys.wrong-passphrase`, `keys.damaged`, `recovery.unreadable`, `recovery.other-request` for an
    answer to another request.
    """
    sealed = _checked(data, _ANSWER)
    code = seal.open_sealed(unwrap(locked, passphrase), sealed)
    if code is None:
        raise UserFault("recovery.other-request", next_step=NextStep.ASK_HEADQUARTERS)
    if len(code) != CODE_BYTES:
        raise _unreadable()
    return code


def _checked(data: bytes, magic: bytes) -> bytes:
    body, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    if len(data) > MAX_FILE_BYTES or not body.startswith(magic) or _checksum(body) != checksum:
        raise _unreadable()
    return body[len(magic) :]


def _unreadable() -> UserFault:
    return UserFault("recovery.unreadable", next_step=NextStep.ASK_SENDER)


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM_BYTES).digest()
