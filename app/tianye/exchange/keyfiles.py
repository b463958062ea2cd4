"""Key files: the database key for one person, opened by her passphrase, sealed anew without her (FORMAT, section 8).

The passphrase opens a private key; the database keys lie beside it, each in a box for the public half. So a database
key can be changed while its owner is not there: only the boxes are written again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Final

from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ids import ID_BYTES, Random
from tianye.exchange import seal
from tianye.exchange.keys import KEY_BYTES, Cost, unwrap, wrap

MAGIC: Final = b"TYO1"
MAX_BOXES: Final = 8
_CHECKSUM_BYTES: Final = 4
_WRAPPED_BYTES: Final = 101
_BOX_BYTES: Final = KEY_BYTES + seal.SEALED_EXTRA
_FIXED_BYTES: Final = len(MAGIC) + ID_BYTES + KEY_BYTES + _WRAPPED_BYTES + 1


@dataclass(frozen=True, slots=True)
class KeyFile:
    """One person's key file.

    `owner` is her id (10 bytes), `public` her X25519 key (32 bytes), `wrapped` its private half under her passphrase,
    `boxes` the database keys sealed for her, the newest last. A file that holds nothing but a wrapped database key has
    neither owner, public key nor boxes.
    """

    owner: bytes
    public: bytes
    wrapped: bytes = field(repr=False)
    boxes: tuple[bytes, ...] = field(repr=False, default=())

    @property
    def is_bare(self) -> bool:
        """Whether the passphrase opens the database key itself, which therefore cannot be changed without it."""
        return not self.public

    def sealing(self, database_keys: Sequence[bytes]) -> KeyFile:
        """Return the same file with other database keys in it; needs no passphrase."""
        if self.is_bare or not 1 <= len(database_keys) <= MAX_BOXES:
            raise Bug("keys.cannot-seal", boxes=len(database_keys))
        return replace(self, boxes=tuple(seal.seal_for(self.public, key) for key in database_keys))


@dataclass(frozen=True, slots=True)
class Opened:
    """What a passphrase opened: the person's private key and the database keys, the newest last."""

    private: bytes = field(repr=False)
    database_keys: tuple[bytes, ...] = field(repr=False)


def make_key_file(owner: bytes, database_keys: Sequence[bytes], passphrase: str, cost: Cost, random: Random) -> KeyFile:
    """Make a person's key file, with a new key pair. Takes about a second at the usual cost."""
    private, public = seal.make_pair(random)
    return KeyFile(owner, public, wrap(private, passphrase, cost, random)).sealing(database_keys)


def with_passphrase(file: KeyFile, opened: Opened, passphrase: str, cost: Cost, random: Random) -> KeyFile:
    """Return an opened file under another passphrase; pair and boxes stay."""
    return replace(file, wrapped=wrap(opened.private, passphrase, cost, random))


def encode(file: KeyFile) -> bytes:
    """Write a key file."""
    if file.is_bare:
        return file.wrapped
    data = MAGIC + file.owner + file.public + file.wrapped + bytes([len(file.boxes)]) + b"".join(file.boxes)
    return data + _checksum(data)


def decode(data: bytes) -> KeyFile:
    """Read a key file; a wrapped database key alone is one too. Raises `UserFault("keys.damaged")`."""
    if not data.startswith(MAGIC):
        return KeyFile(b"", b"", data)
    body, checksum = data[:-_CHECKSUM_BYTES], data[-_CHECKSUM_BYTES:]
    count = body[_FIXED_BYTES - 1] if len(body) >= _FIXED_BYTES else 0
    if not 1 <= count <= MAX_BOXES or len(body) != _FIXED_BYTES + count * _BOX_BYTES or _checksum(body) != checksum:
        raise _damaged()
    owner, rest = body[len(MAGIC) :][:ID_BYTES], body[len(MAGIC) + ID_BYTES :]
    boxes = body[_FIXED_BYTES:]
    return KeyFile(
        owner,
        rest[:KEY_BYTES],
        rest[KEY_BYTES : KEY_BYTES + _WRAPPED_BYTES],
        tuple(boxes[place : place + _BOX_BYTES] for place in range(0, len(boxes), _BOX_BYTES)),
    )


def open_key_file(file: KeyFile, passphrase: str) -> Opened:
    """Open a key file with its person's passphrase.

    Raises `UserFault("keys.wrong-passphrase")` or `UserFault("keys.damaged")`.
    """
    private = unwrap(file.wrapped, passphrase)
    if file.is_bare:
        return Opened(private, (private,))
    database_keys = [seal.open_sealed(private, box) for box in file.boxes]
    if seal.public_of(private) != file.public or None in database_keys:
        raise _damaged()
    return Opened(private, tuple(key for key in database_keys if key is not None))


def _damaged() -> UserFault:
    return UserFault("keys.damaged", next_step=NextStep.RESTORE_BACKUP)


def _checksum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECKSUM_BYTES).digest()
