"""Packs: what headquarters hands down to one laptop, operations of many devices under headquarters' signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol

from tianye.domain import chain
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ids import DEVICE_BYTES
from tianye.domain.ops import MAX_HEADER_BYTES, MAX_PAYLOAD_BYTES, Header, Sealed
from tianye.exchange import container, seal
from tianye.exchange.body import Consumer, open_blocks
from tianye.exchange.bundle import FindDevice, take_owner_keys
from tianye.exchange.container import Blob, Written
from tianye.exchange.encoding import (
    DecodeError,
    NotCanonical,
    PackFacts,
    Section,
    decode_card,
    decode_header,
    decode_operations,
    operation_blocks,
    owner_key_blocks,
)
from tianye.exchange.keys import card_from_bytes, device_id

Attested = tuple[bytes, bytes, Header, bytes | None, bytes | None]
"""One operation that headquarters vouches for: author, header bytes, header, payload, commitment (as in `Sealed`)."""


class Receiver(Protocol):
    """Takes what a pack holds, in this order, inside one transaction of its own.

    Nothing that was taken is certain before `read` has returned: roll back when it raises.
    """

    def begin(self, facts: PackFacts) -> None:
        """Hear what is coming; everything in `facts` is signed."""

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        """Take salt keys: (owner, 32 bytes)."""

    def attested(self, block: list[Attested]) -> None:
        """Take up to a thousand operations, of any device and in any order."""

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        """Return where to write the file of this hash, or None to skip it; `close` tells that the hash was right."""


def write(
    sink: seal.Writable,
    facts: PackFacts,
    attested: Iterable[Sealed],
    owner_keys: Iterable[tuple[bytes, bytes]],
    blobs: Sequence[Blob],
    *,
    signing_key: bytes,
    recipients: Sequence[str],
) -> Written[PackFacts]:
    """Write a pack to a buffered stream; each of `attested` names its author. Raises as `container.write`."""
    if device_id(card_from_bytes(facts.hq).sign_public) != container.maker(signing_key):
        raise Bug("pack.foreign-card")
    packed = [
        container.pack_blocks("keys", owner_key_blocks(owner_keys)),
        container.pack_blocks("attested", operation_blocks(_with_author(attested))),
    ]
    return container.write(sink, container.PACK, facts, packed, blobs, signing_key=signing_key, recipients=recipients)


def inspect(source: BinaryIO, identities: Sequence[str], find_device: FindDevice | None = None) -> PackFacts:
    """Check a pack without unpacking it; raises `UserFault("bundle.…")` with `what="pack"`.

    Without `find_device` the signature is checked against the card inside (`facts.hq`): it then proves only that the
    card's holder made the pack. Compare its words with headquarters before trusting it (`keys.fingerprint_words`).
    """
    return _check(source, identities, find_device).facts


def read(source: BinaryIO, identities: Sequence[str], find_device: FindDevice, receiver: Receiver) -> PackFacts:
    """Check a pack against the key that `find_device` has pinned and hand what it holds to `receiver`.

    `source` is seekable and read twice. Whether the pack is for this laptop's device and newer than the last one
    (`dev_for`, `hq_epoch`, `pack_seq`) is for the caller to judge. Raises `UserFault("bundle.…")` with `what="pack"`.
    """
    checked = _check(source, identities, find_device)
    known_keys: dict[bytes, bytes] = {}

    def take_keys(block: bytes) -> None:
        receiver.owner_keys(take_owner_keys(container.PACK.name, block, known_keys))

    def take_attested(block: bytes) -> None:
        receiver.attested(_read_attested(block))

    def open_section(section: Section) -> Consumer | None:
        if section.type == "keys":
            return open_blocks(container.PACK.name, section, take_keys)
        if section.type == "attested":
            return open_blocks(container.PACK.name, section, take_attested)
        if section.type == "blob":
            return receiver.blob(section.hash, section.length)
        return None

    receiver.begin(checked.facts)
    container.unpack(source, container.PACK, checked, identities, open_section)
    return checked.facts


def _check(source: BinaryIO, identities: Sequence[str], find_device: FindDevice | None) -> container.Checked[PackFacts]:
    def find_signer(facts: PackFacts) -> bytes | None:
        try:
            card = decode_card(facts.hq)
        except NotCanonical:
            card = None
        if card is None or card.role != "hq" or device_id(card.sign_public) != facts.dev:
            raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="card")
        if find_device is None:
            return card.sign_public
        device = find_device(facts.dev)
        return device.sign_public if device else None

    return container.check(source, container.PACK, identities, find_signer)


def _read_attested(block: bytes) -> list[Attested]:
    decode = decode_header
    operations: list[Attested] = []
    try:
        for sealed in decode_operations(block):
            header = decode(sealed.header)
            payload, commitment = sealed.payload, sealed.commitment
            is_sound = (
                len(sealed.author) == DEVICE_BYTES
                and 0 < header.sequence < 1 << 32
                and len(sealed.header) <= MAX_HEADER_BYTES
                and (
                    (commitment is not None and len(commitment) == chain.HASH_BYTES)
                    if payload is None
                    else (commitment is None and len(payload) <= MAX_PAYLOAD_BYTES)
                )
            )
            if not is_sound:
                raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="operation")
            operations.append((sealed.author, sealed.header, header, payload, commitment))
    except (DecodeError, RecursionError):
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="operation") from None
    return operations


def _with_author(operations: Iterable[Sealed]) -> Iterator[Sealed]:
    for sealed in operations:
        if len(sealed.author) != DEVICE_BYTES:
            raise Bug("pack.operation-without-author")
        yield sealed
