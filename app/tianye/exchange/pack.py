"""Packs: what headquarters hands down to one laptop, operations of many devices under headquarters' signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol

from tianye.domain import branches, chain
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ops import MAX_HEADER_BYTES, MAX_PAYLOAD_BYTES, Header, Sealed
from tianye.exchange import container, seal
from tianye.exchange.body import Consumer, open_blocks
from tianye.exchange.bundle import FindDevice
from tianye.exchange.container import Blob, Written
from tianye.exchange.encoding import (
    Card,
    DecodeError,
    NotCanonical,
    PackFacts,
    Section,
    decode_card,
    decode_header,
    decode_operations,
    operation_blocks,
)
from tianye.exchange.keys import card_from_bytes, device_id
from tianye.exchange.owner_keys import Keeper, OwnerKeys

Attested = tuple[bytes, bytes, Header, bytes | None, bytes | None]
"""One operation that headquarters vouches for: author, header bytes, header, payload, commitment (as in `Sealed`).

The author is a device's id or the name of a branch (`domain.branches`).
"""


class Receiver(Keeper, Protocol):
    """Takes what a pack holds, in this order, inside one transaction of its own.

    Nothing that was taken is certain before `read` has returned: roll back when it raises.
    """

    def begin(self, facts: PackFacts) -> None:
        """Hear what is coming; everything in `facts` is signed."""

    def attested(self, block: list[Attested]) -> None:
        """Take up to a thousand operations, of any device and in any order."""

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        """Return where to write the file of this hash, or None to skip it; `close` tells that the hash was right."""


def write(
    sink: seal.Writable,
    facts: PackFacts,
    attested: Iterable[Sealed],
    blobs: Sequence[Blob],
    *,
    signing_key: bytes,
    recipients: Sequence[str],
) -> Written[PackFacts]:
    """Write a pack to a buffered stream; each of `attested` has author and owner's key. Raises as `container.write`."""
    if device_id(card_from_bytes(facts.hq).sign_public) != container.maker(signing_key):
        raise Bug("pack.foreign-card")
    packed = [container.pack_blocks("attested", operation_blocks(_with_author(attested)))]
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
    known_keys = OwnerKeys(container.PACK.name, receiver)

    def take_attested(block: bytes) -> None:
        known_keys.begin_block()
        operations = _read_attested(block, known_keys)
        known_keys.hand_over()
        receiver.attested(operations)

    def open_section(section: Section) -> Consumer | None:
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
        card = _headquarters(facts.hq)
        if device_id(card.sign_public) != facts.dev:
            raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="card")
        if facts.hq_next:
            _headquarters(facts.hq_next)
        if find_device is None:
            return card.sign_public
        device = find_device(facts.dev)
        return device.sign_public if device else None

    return container.check(source, container.PACK, identities, find_signer)


def _headquarters(data: bytes) -> Card:
    try:
        card = decode_card(data)
    except NotCanonical:
        card = None
    if card is None or card.role != "hq":
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="card")
    return card


def _read_attested(block: bytes, known_keys: OwnerKeys) -> list[Attested]:
    decode = decode_header
    operations: list[Attested] = []
    try:
        for sealed in decode_operations(block):
            header = decode(sealed.header)
            payload, commitment = sealed.payload, sealed.commitment
            is_sound = (
                branches.is_author(sealed.author)
                and header.step < header.sequence < 1 << 32
                and len(sealed.header) <= MAX_HEADER_BYTES
                and (
                    (commitment is not None and len(commitment) == chain.HASH_BYTES)
                    if payload is None
                    else (commitment is None and len(payload) <= MAX_PAYLOAD_BYTES)
                )
            )
            if not is_sound:
                raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="operation")
            if sealed.key is not None:
                known_keys.take(header.owner, sealed.key)
            operations.append((sealed.author, sealed.header, header, payload, commitment))
    except (DecodeError, RecursionError, UnicodeDecodeError):
        raise UserFault("bundle.damaged", next_step=NextStep.ASK_SENDER, what="pack", reason="operation") from None
    return operations


def _with_author(operations: Iterable[Sealed]) -> Iterator[Sealed]:
    for sealed in operations:
        if not branches.is_author(sealed.author):
            raise Bug("pack.operation-without-author")
        yield sealed
