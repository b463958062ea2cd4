"""What a file says about itself, as typed facts, and the bytes they are written in.

A manifest is one msgpack map: keys sorted, shortest forms, no floating point, no repeated key. A reader writes it again
and refuses it when the bytes differ, so that two programs can never see two different manifests in the same signed
bytes. Records travel in blocks: a u32 length, then a msgpack array of up to a thousand of them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from tianye.domain.errors import Bug
from tianye.domain.ops import MAX_HEADER_BYTES, MAX_PAYLOAD_BYTES, Header, Sealed

FORMAT = 1
"""The format this program writes, and the newest `min` it can read."""

HASH_BYTES = 32
BLOCK_RECORDS = 1000
BLOCK_BYTES = 4 * 1024 * 1024
"""A writer closes a block before it grows past this; only a single large record may make one larger."""
MAX_BLOCK_BYTES = MAX_PAYLOAD_BYTES + MAX_HEADER_BYTES + 1024
"""What a reader accepts: the largest single operation, and room for its lengths."""

Natural = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]
Sequence32 = Annotated[int, msgspec.Meta(ge=0, le=(1 << 32) - 1)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Device = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Fingerprint = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]


class Section(msgspec.Struct, array_like=True, frozen=True):
    """One section: `hash` is BLAKE2b-256 of its `length` bytes in the file, which unpack to `raw_length`."""

    type: Annotated[str, msgspec.Meta(max_length=32)]
    codec: Annotated[str, msgspec.Meta(max_length=32)]
    length: Natural
    raw_length: Natural
    hash: Hash


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """When the file was made by its maker's clock, and by which program; for display and diagnosis only."""

    epoch: Natural
    ms: Natural
    wall_ms: int
    is_suspect: bool
    app: Annotated[str, msgspec.Meta(max_length=64)]
    schema: Natural


class Part(msgspec.Struct, array_like=True, frozen=True):
    """Which part of how many; parts of one hand-over share `set`. Each part is complete by itself."""

    number: Natural = 1
    of: Natural = 1
    set: Annotated[bytes, msgspec.Meta(max_length=32)] = b""


class Head(msgspec.Struct, array_like=True, frozen=True):
    """How far one device's chain is known: its last sequence and the chain's head there."""

    device: Device
    sequence: Sequence32
    head: Hash


class Acknowledged(msgspec.Struct, array_like=True, frozen=True):
    """What headquarters has of the laptop: everything up to `sequence`, where the chain stands at `head`."""

    sequence: Sequence32
    head: Hash


class Held(msgspec.Struct, array_like=True, frozen=True):
    """The newest word of headquarters that a laptop holds: epoch and number of the receipt, number of the pack."""

    hq_epoch: Natural = 0
    hq_seq: Natural = 0
    pack_seq: Natural = 0


class Range(msgspec.Struct, array_like=True, frozen=True):
    """Sequences that are asked for, both ends included."""

    first: Sequence32
    last: Sequence32


class Purged(msgspec.Struct, array_like=True, frozen=True):
    """Sequences `first`…`last` of which those without payload were purged after receipt `hq_seq` of `hq_epoch`."""

    first: Sequence32
    last: Sequence32
    hq_epoch: Natural
    hq_seq: Natural


class Past(msgspec.Struct, array_like=True, frozen=True):
    """A signing key that headquarters gave up: its signature over the keys in use now, or nothing where it was lost.

    The last words said with it: epoch and number of a receipt, number of a pack.
    """

    sign_public: Hash
    signature: Annotated[bytes, msgspec.Meta(max_length=64)] = b""
    hq_epoch: Natural = 0
    hq_seq: Natural = 0
    pack_seq: Natural = 0


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What every file says: programme, maker, addressees, contents.

    `dev`, `to` and `sec` are filled in by the writer. `crit` names the keys a reader must know or refuse the file.
    `unknown` keeps the keys this release does not know, and writes them again.
    """

    prog: Annotated[bytes, msgspec.Meta(max_length=32)]
    made: Made
    part: Part = Part()
    crit: tuple[str, ...] = ()
    dev: Device = bytes(16)
    to: tuple[Fingerprint, ...] = ()
    sec: tuple[Section, ...] = ()
    unknown: dict[str, Any] = {}


class BundleFacts(Facts, frozen=True, kw_only=True, rename={"from_seq": "from"}):
    """A laptop's own run `from_seq`…`to_seq`, which continues the chain at `prev` and ends at `head`.

    An empty run has `to_seq == from_seq - 1` and `head == prev`. `vv` are all the heads the device knows, `counts` what
    headquarters should find (by name), `recovery` the device's database key for headquarters' recovery keys (or empty).
    `purged` tells which payloads that are not there were destroyed by headquarters' rule, and not by an erasure.
    """

    from_seq: Annotated[int, msgspec.Meta(ge=1, le=1 << 32)]
    to_seq: Sequence32
    prev: Hash
    head: Hash
    vv: tuple[Head, ...] = ()
    ack: Held = Held()
    counts: dict[str, Natural] = {}
    recovery: bytes = b""
    purged: tuple[Purged, ...] = ()


class PackFacts(Facts, frozen=True, kw_only=True):
    """A pack for the laptop `dev_for`: number `pack_seq` of headquarters' `hq_epoch`, for the counties in `scope`.

    `hq` is headquarters' card (see `keys`). `want` lists what headquarters lacks, `ack` what it has of the laptop.
    `taken` are hashes of bundle files of any laptop that it took in lately: who carries one need not any more.
    `keep_days` is the rule by which answers are purged, 0 for never; `backed` as in `ReceiptFacts`.
    `hq_next` is the card of the keys it will use next (or empty), `hq_past` are those it used before: `succession`.
    `hq_runs` are the ids under which headquarters writes and wrote, besides `dev`: nobody else's operations count of
    kinds that are its own.
    """

    dev_for: Device
    pack_seq: Natural
    hq_epoch: Natural
    scope: tuple[str, ...]
    hq: bytes
    want: tuple[Range, ...] = ()
    ack: Acknowledged | None = None
    taken: tuple[Hash, ...] = ()
    keep_days: Natural = 0
    backed: Acknowledged | None = None
    hq_next: bytes = b""
    hq_past: tuple[Past, ...] = ()
    hq_runs: tuple[Device, ...] = ()


class ReceiptFacts(Facts, frozen=True, kw_only=True):
    """Headquarters has all of `dev_for` up to `seq`, where its chain stands at `head`, but for the files `missing`.

    `counts` is what it found (by name); `hq_seq` numbers the receipts of `hq_epoch`; `hq_time_ms` is its wall clock;
    `taken` as in `PackFacts`. `backed` is how much of it a verified backup outside headquarters' computer holds.
    """

    dev_for: Device
    seq: Sequence32
    head: Hash
    hq_seq: Natural
    hq_epoch: Natural
    hq_time_ms: Natural
    counts: dict[str, Natural] = {}
    missing: tuple[Hash, ...] = ()
    taken: tuple[Hash, ...] = ()
    backed: Acknowledged | None = None


class Continued(msgspec.Struct, array_like=True, frozen=True):
    """An identity a restored laptop had before: its device, and the last sequence of its run that the laptop has.

    Its keys stand here where headquarters cannot know them: it was restored again before its card was taken in.
    """

    device: Device
    sequence: Sequence32
    sign_public: Annotated[bytes, msgspec.Meta(max_length=32)] = b""
    recipient: Annotated[str, msgspec.Meta(max_length=100, pattern="^(age1[0-9a-z]+)?$")] = ""


class Card(msgspec.Struct, array_like=True, frozen=True):
    """The public halves of a device's keys and what people call it; `recipient` is an age address (`age1…`).

    `continues` are a restored laptop's earlier identities, the oldest first.
    """

    role: Literal["hq", "laptop"]
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    sign_public: Hash
    recipient: Annotated[str, msgspec.Meta(max_length=100, pattern="^age1[0-9a-z]+$")]
    continues: tuple[Continued, ...] = ()


AnyFacts = TypeVar("AnyFacts", bound=Facts)


def complete(facts: AnyFacts, dev: bytes, to: tuple[bytes, ...], sec: tuple[Section, ...]) -> AnyFacts:
    """Return the facts with what only the writer of the file knows."""
    return msgspec.structs.replace(facts, dev=dev, to=to, sec=sec)


class NotCanonical(Exception):
    """The bytes are no manifest, or one that another program might read differently."""


_encoder = msgspec.msgpack.Encoder(order="deterministic")
_generic_decoder = msgspec.msgpack.Decoder()
_FRAME = frozenset({"v", "min", "kind"})


def encode_manifest(kind: str, facts: Facts) -> bytes:
    """Write a manifest; keys in `facts.unknown` stay as they came, those the format knows win."""
    known = msgspec.to_builtins(facts, builtin_types=(bytes,))
    unknown = known.pop("unknown")
    return _encoder.encode({**unknown, **known, "v": FORMAT, "min": FORMAT, "kind": kind})


def decode_map(data: bytes) -> dict[str, Any]:
    """Read a canonical msgpack map with text keys; raises `NotCanonical`."""
    try:
        value = _generic_decoder.decode(data)
        _refuse_foreign(value)
        if not isinstance(value, dict) or _encoder.encode(value) != data:
            raise NotCanonical
    except (msgspec.DecodeError, RecursionError, TypeError, ValueError, OverflowError):
        raise NotCanonical from None
    return value


def make_facts(manifest: dict[str, Any], facts_type: type[AnyFacts]) -> AnyFacts:
    """Turn a manifest's map into typed facts; raises `NotCanonical` when a value is not of its type."""
    keys = known_keys(facts_type)
    known = {key: value for key, value in manifest.items() if key in keys - _FRAME}
    unknown = {key: value for key, value in manifest.items() if key not in keys}
    try:
        return msgspec.convert(known | {"unknown": unknown}, facts_type, builtin_types=(bytes,))
    except msgspec.ValidationError:
        raise NotCanonical from None


def known_keys(facts_type: type[Facts]) -> frozenset[str]:
    """Return the manifest keys that this release knows for one kind of file."""
    return _FRAME | {field.encode_name for field in msgspec.structs.fields(facts_type)} - {"unknown"}


def _refuse_foreign(value: Any) -> None:
    """Refuse what msgspec reads but a manifest may not hold: floats, times, extensions, keys that are not text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotCanonical
            _refuse_foreign(inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse_foreign(inner)
    elif value is not None and not isinstance(value, (str, int, bytes)):
        raise NotCanonical


_card_decoder = msgspec.msgpack.Decoder(Card)


def encode_card(card: Card) -> bytes:
    """Write a card as one byte of version and a msgpack array, of four members where it continues nobody."""
    members = [card.role, card.name, card.sign_public, card.recipient]
    return b"\x01" + _encoder.encode([*members, card.continues] if card.continues else members)


def encode_continued(card: Card) -> bytes:
    """Write whom a card continues as it stands in the card; nothing where it continues nobody."""
    return b"\0" + _encoder.encode(card.continues) if card.continues else b""


def decode_card(data: bytes) -> Card:
    """Read a card; raises `NotCanonical`."""
    try:
        card = _card_decoder.decode(data[1:])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise NotCanonical from None
    if encode_card(card) != data:
        raise NotCanonical
    return card


decode_operations = msgspec.msgpack.Decoder(
    Annotated[list[Sealed], msgspec.Meta(min_length=1, max_length=BLOCK_RECORDS)]
).decode
"""Read one block of operations; raises `msgspec.DecodeError`."""
decode_header = msgspec.msgpack.Decoder(Header).decode
"""Read one header, without the checks of `domain.ops.decode_header`; raises `msgspec.DecodeError`."""
DecodeError = msgspec.DecodeError


def operation_groups(operations: Iterable[Sealed]) -> Iterator[list[Sealed]]:
    """Group operations as they stand together in blocks."""
    waiting: list[Sealed] = []
    size = 0
    for sealed in map(_carriable, operations):
        more = len(sealed.header) + len(sealed.payload or b"") + 96
        if waiting and (len(waiting) == BLOCK_RECORDS or size + more > BLOCK_BYTES):
            yield waiting
            waiting = []
            size = 0
        waiting.append(sealed)
        size += more
    if waiting:
        yield waiting


def operation_blocks(operations: Iterable[Sealed]) -> Iterator[bytes]:
    """Write the operations of one file as blocks, each with its length in front."""
    keyed: set[bytes] = set()
    for group in operation_groups(operations):
        carried, owners = with_first_keys(group, keyed)
        keyed |= owners
        yield make_block(carried)


def with_first_keys(group: Iterable[Sealed], keyed: Container[bytes]) -> tuple[list[Sealed], set[bytes]]:
    """Return operations with the keys of those owners alone who are not `keyed` yet, each once; and these owners."""
    fresh: set[bytes] = set()
    found = []
    for sealed in group:
        owner = b"" if sealed.key is None else decode_header(sealed.header).owner
        is_first = owner not in keyed and owner not in fresh
        if owner and is_first:
            fresh.add(owner)
        found.append(sealed if sealed.key is None or is_first else msgspec.structs.replace(sealed, key=None))
    return found, fresh


def _carriable(sealed: Sealed) -> Sealed:
    """Pass an operation that every reader will take: either its payload or, once erased, its commitment."""
    if (sealed.payload is None) == (sealed.commitment is None):
        raise Bug("bundle.payload-or-commitment")
    return sealed


def make_block(records: list[Sealed]) -> bytes:
    """Write one block with its length in front."""
    data = _encoder.encode(records)
    if len(data) > MAX_BLOCK_BYTES:
        raise Bug("bundle.record-too-large", length=len(data))
    return len(data).to_bytes(4, "big") + data
