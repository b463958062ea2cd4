"""Operations: the envelope, the kinds, and the bytes that are hashed, kept and carried.

An operation is two byte strings: a *header* (who, when, what kind, which subject, what it supersedes) and a *payload*
(the fields it sets). The header enters the device's hash chain as it stands; the payload enters only through a
commitment salted per person, so that it can be erased later and the chain still verifies.

Both are msgpack with the shortest forms and sorted keys. The bytes are stored and forwarded as they came, also when
this release cannot read their kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Annotated, Any

import msgspec

from tianye.domain.chain import OWNER_KEY_BYTES
from tianye.domain.clock import Stamp
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ids import ID_BYTES
from tianye.domain.shapes import LATEST_MS

REFERENCE_BYTES = 20
MAX_PAYLOAD_BYTES = 4 * 1024 * 1024
MAX_HEADER_BYTES = 64 * 1024
_MOST = 1 << 32
_MOST_DRIFT = 1 << 60

Fields = Mapping[str, Any]
"""Field name → value: str, int, bool, None, bytes, list or dict of these; no floating point."""


class Header(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=False, gc=False):
    """What the chain covers of one operation besides the commitment to its payload.

    `sequence` counts from 1 without gaps per device. `subject` is a raw id. `drift` is the laptop's raw clock minus
    `ms`, 0 as a rule; `step` says how many operations before this one its action began, 0 for the first.
    `supersedes` names, per field, the operations whose values this one replaces (20 bytes each, see `reference`).

    What can be told from the rest is not written: a bundle is mostly headers. So `named_owner` is None where the owner
    is whom the end of the subject names; ask for `owner`.
    """

    sequence: int
    epoch: int
    ms: int
    counter: int
    drift: int
    is_suspect: bool
    kind: str
    subject: bytes
    named_owner: bytes | None
    step: Annotated[int, msgspec.Meta(ge=0)]
    operator: bytes
    supersedes: dict[str, list[bytes]]

    @property
    def stamp(self) -> Stamp:
        """When it happened, as far as the device knew."""
        return Stamp(self.epoch, self.ms, self.counter)

    @property
    def wall_ms(self) -> int:
        """What the laptop's raw clock showed."""
        return self.ms + self.drift

    @property
    def owner(self) -> bytes:
        """Whose salt key the payload's commitment uses: a person's or anonymous response's id, empty for nobody's."""
        owner = self.named_owner
        return self.subject[-ID_BYTES:] if owner is None else owner

    @property
    def is_sensible(self) -> bool:
        """Whether its clock can be shown and reckoned with, and its parts have the sizes that ids have."""
        return (
            0 <= self.ms <= LATEST_MS
            and 0 <= self.counter < _MOST
            and 0 <= self.epoch < _MOST
            and -_MOST_DRIFT <= self.drift <= _MOST_DRIFT
            and self.step < self.sequence
            and len(self.operator) in (0, ID_BYTES)
            and (self.named_owner is None or len(self.named_owner) in (0, ID_BYTES))
        )

    @property
    def began(self) -> int:
        """The sequence of the first operation of the same action."""
        return self.sequence - self.step


class Sealed(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One operation as it is stored and carried.

    `payload` is None when it was erased; then, and only then, `commitment` is given.
    `author` is empty inside a device's own run, where the bundle names it once. `key` is the owner's salt key where it
    is known; in a file only the first operation of an owner brings it.
    """

    header: bytes
    payload: bytes | None
    commitment: bytes | None = None
    author: bytes = b""
    key: Annotated[bytes, msgspec.Meta(min_length=OWNER_KEY_BYTES, max_length=OWNER_KEY_BYTES)] | None = None


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_header_decoder = msgspec.msgpack.Decoder(Header)
_fields_decoder = msgspec.msgpack.Decoder(dict[str, Any])

encode_header = _encoder.encode
"""Write a `Header` as canonical bytes."""


def name_owner(owner: bytes, subject: bytes) -> bytes | None:
    """Return how a header names an owner: not at all where the end of its subject does."""
    return None if owner and subject[-ID_BYTES:] == owner else owner


def action_id(author: bytes, first: int) -> bytes:
    """Return the id of what one action did, whose first operation is the `first` of a run: the same on every device."""
    return blake2b(b"tianye/action/1\0" + reference(author, first), digest_size=ID_BYTES).digest()


def reference(author: bytes, sequence: int) -> bytes:
    """Name an operation everywhere: sixteen bytes of its device and its sequence as u32."""
    return author + sequence.to_bytes(4, "big")


def split_reference(name: bytes) -> tuple[bytes, int]:
    """Take a reference apart into (device, sequence)."""
    if len(name) != REFERENCE_BYTES:
        raise UserFault("operation.bad-reference", next_step=NextStep.ASK_SENDER)
    return name[:16], int.from_bytes(name[16:], "big")


def decode_header(data: bytes) -> Header:
    """Read a header; refuses what is not one with `UserFault("operation.bad-header")`."""
    try:
        header = _header_decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise UserFault("operation.bad-header", next_step=NextStep.ASK_SENDER) from None
    if not 0 < header.sequence < 1 << 32:
        raise UserFault("operation.bad-header", next_step=NextStep.ASK_SENDER)
    return header


def encode_fields(fields: Fields) -> bytes:
    """Write the fields of an operation as canonical bytes; a float or a foreign type is our bug."""
    _refuse_floats(fields.values())
    return _encoder.encode(dict(fields))


def decode_fields(data: bytes) -> dict[str, Any]:
    """Read the fields of an operation; refuses damage with `UserFault("operation.bad-payload")`."""
    try:
        return _fields_decoder.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise UserFault("operation.bad-payload", next_step=NextStep.ASK_SENDER) from None


def encode_value(value: Any) -> bytes:
    """Write one value as canonical bytes: equal values are equal bytes on every device."""
    return _encoder.encode(value)


def _refuse_floats(values: Iterable[Any]) -> None:
    for value in values:
        if isinstance(value, float):
            raise Bug("operation.float-in-payload")
        if isinstance(value, dict):
            _refuse_floats(value.values())
        elif isinstance(value, (list, tuple)):
            _refuse_floats(value)
