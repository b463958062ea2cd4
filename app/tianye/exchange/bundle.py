"""Bundles: what a laptop hands up to headquarters, its own run of operations with a chain that is verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from tianye.domain import chain
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ops import MAX_HEADER_BYTES, MAX_PAYLOAD_BYTES, Header, Sealed
from tianye.exchange import container, seal
from tianye.exchange.body import Consumer, open_blocks
from tianye.exchange.container import Blob, Packed, Written
from tianye.exchange.encoding import (
    BundleFacts,
    DecodeError,
    Section,
    decode_header,
    decode_operations,
    make_block,
    operation_blocks,
    operation_groups,
    with_first_keys,
)
from tianye.exchange.keys import DevicePublic
from tianye.exchange.owner_keys import Keeper, OwnerKeys

FindDevice = Callable[[bytes], DevicePublic | None]
"""Look a maker up by its device id (16 bytes); None for a stranger."""

Verified = tuple[int, bytes, Header, bytes | None, bytes | None, bytes]
"""One operation whose place in the chain was verified: sequence, header bytes, header, payload, commitment, chain hash.

Payload and commitment are as in `Sealed`: the commitment is None unless the payload was erased.
"""


class Receiver(Keeper, Protocol):
    """Takes what a bundle holds, in this order, inside one transaction of its own.

    Nothing that was taken is certain before `read` has returned: roll back when it raises.
    """

    def begin(self, facts: BundleFacts) -> None:
        """Hear what is coming; everything in `facts` is signed."""

    def operations(self, block: list[Verified]) -> None:
        """Take up to a thousand operations in the order of their sequence."""

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        """Return where to write the file of this hash, or None to skip it; `close` tells that the hash was right."""


@dataclass(frozen=True, slots=True)
class PackedRun:
    """A stretch of a run, compressed and held in memory: how many operations."""

    count: int
    operations: Packed

    @property
    def room(self) -> int:
        """Bytes it takes in a file."""
        return self.operations.section.length


class RunPacker:
    """Packs a run part by part: as many operations at a time as there is room for."""

    def __init__(self, operations: Iterable[Sealed]) -> None:
        """`operations` are the device's own, in sequence, without author, each with its owner's key where it exists."""
        self._groups = operation_groups(operations)
        self._next = next(self._groups, None)

    @property
    def is_done(self) -> bool:
        """Whether everything was packed."""
        return self._next is None

    def pack(self, room: int) -> PackedRun:
        """Pack the next stretch into `room` bytes, or one block (at most 4 MiB + 65 KiB) where not even that fits."""
        packing = container.Packing("ops")
        keyed: set[bytes] = set()
        count = 0
        while self._next is not None:
            group, owners = with_first_keys(self._next, keyed)
            block = make_block(group)
            if packing.most + len(block) > room:
                packing.go_on()
            is_full = packing.most + len(block) > room or packing.raw_length + len(block) > container.MAX_RAW_BYTES
            if count and is_full:
                break
            packing.add(block)
            keyed |= owners
            count += len(group)
            self._next = next(self._groups, None)
        return PackedRun(count, packing.finish())


def write(
    sink: seal.Writable,
    facts: BundleFacts,
    operations: Iterable[Sealed],
    blobs: Sequence[Blob],
    *,
    signing_key: bytes,
    recipients: Sequence[str],
) -> Written[BundleFacts]:
    """Write a bundle to a buffered stream.

    `operations` are the device's own, `facts.from_seq` to `facts.to_seq`, without author, each with its owner's key
    where it still exists. Compressed operations are held in memory (under 100 bytes each), blobs are streamed.
    Raises as `container.write`.
    """
    counted = _Counted(operations)
    packed = container.pack_blocks("ops", operation_blocks(counted))
    run = PackedRun(counted.count, packed)
    return write_packed(sink, facts, run, blobs, signing_key=signing_key, recipients=recipients)


def write_packed(
    sink: seal.Writable,
    facts: BundleFacts,
    run: PackedRun,
    blobs: Sequence[Blob],
    *,
    signing_key: bytes,
    recipients: Sequence[str],
) -> Written[BundleFacts]:
    """Write a bundle of a run that was packed before; see `write`."""
    if run.count != facts.to_seq - facts.from_seq + 1:
        raise Bug("bundle.wrong-count", count=run.count, from_seq=facts.from_seq, to_seq=facts.to_seq)
    return container.write(
        sink, container.BUNDLE, facts, [run.operations], blobs, signing_key=signing_key, recipients=recipients
    )


def inspect(source: BinaryIO, identities: Sequence[str], find_device: FindDevice) -> BundleFacts:
    """Check a bundle without unpacking it: all but the contents of its blocks; raises `UserFault("bundle.…")`."""
    return _check(source, identities, find_device).facts


def read(source: BinaryIO, identities: Sequence[str], find_device: FindDevice, receiver: Receiver) -> BundleFacts:
    """Check a bundle and hand what it holds to `receiver`; raises `UserFault("bundle.…")`.

    `source` is seekable and read twice. Whether the run continues what is already known of the device (`prev`), and
    whether the device still may write, is for the caller to judge.
    """
    checked = _check(source, identities, find_device)
    facts = checked.facts
    run = _Run(facts, receiver)

    def open_section(section: Section) -> Consumer | None:
        if section.type == "ops":
            return open_blocks(container.BUNDLE.name, section, run.take_operations)
        if section.type == "blob":
            return receiver.blob(section.hash, section.length)
        return None

    receiver.begin(facts)
    container.unpack(source, container.BUNDLE, checked, identities, open_section)
    run.finish()
    return facts


def _check(source: BinaryIO, identities: Sequence[str], find_device: FindDevice) -> container.Checked[BundleFacts]:
    def find_signer(facts: BundleFacts) -> bytes | None:
        device = find_device(facts.dev)
        return device.sign_public if device else None

    return container.check(source, container.BUNDLE, identities, find_signer)


class _Run:
    """Follows the chain through the blocks of one bundle."""

    def __init__(self, facts: BundleFacts, receiver: Receiver) -> None:
        self._facts = facts
        self._receiver = receiver
        self._keys = OwnerKeys(container.BUNDLE.name, receiver)
        self._sequence = facts.from_seq - 1
        self._head = facts.prev
        if facts.from_seq == 1 and facts.prev != chain.start(facts.dev):
            raise self._broken("start")

    def take_operations(self, block: bytes) -> None:
        # The inner loop of an import: 100,000 times in a bundle. Names are local because that is faster.
        commitment, extend, decode, keys = chain.commitment, chain.extend, decode_header, self._keys
        sequence, head = self._sequence, self._head
        verified: list[Verified] = []
        append = verified.append
        keys.begin_block()
        try:
            operations = decode_operations(block)
        except (DecodeError, RecursionError, UnicodeDecodeError):
            raise UserFault(
                "bundle.damaged", next_step=NextStep.ASK_SENDER, what="bundle", reason="operations"
            ) from None
        try:
            for sealed in operations:
                sequence += 1
                header_bytes = sealed.header
                payload = sealed.payload
                erased = sealed.commitment
                header = decode(header_bytes)
                owner = header.owner
                if sealed.key is not None:
                    keys.take(owner, sealed.key)
                if header.sequence != sequence or sealed.author or len(header_bytes) > MAX_HEADER_BYTES:
                    raise self._broken("header")
                if header.step >= sequence:
                    raise self._broken("header")
                if payload is None:
                    if erased is None or len(erased) != chain.HASH_BYTES:
                        raise self._broken("commitment")
                    head = extend(head, header_bytes, erased)
                else:
                    if erased is not None or len(payload) > MAX_PAYLOAD_BYTES:
                        raise self._broken("commitment")
                    head = extend(head, header_bytes, commitment(payload, sequence, keys[owner]))
                append((sequence, header_bytes, header, payload, erased, head))
        except KeyError:
            raise self._broken("owner-key") from None
        except (DecodeError, RecursionError, UnicodeDecodeError):
            raise self._broken("unreadable") from None
        self._sequence, self._head = sequence, head
        keys.hand_over()
        self._receiver.operations(verified)

    def finish(self) -> None:
        if self._sequence != self._facts.to_seq or self._head != self._facts.head:
            raise self._broken("head")

    def _broken(self, reason: str) -> UserFault:
        return UserFault(
            "bundle.chain-broken",
            next_step=NextStep.ASK_SENDER,
            what="bundle",
            reason=reason,
            after=self._sequence,
        )


class _Counted:
    """Counts what passes."""

    def __init__(self, operations: Iterable[Sealed]) -> None:
        self._operations = operations
        self.count = 0

    def __iter__(self) -> Iterator[Sealed]:
        for sealed in self._operations:
            self.count += 1
            yield sealed
