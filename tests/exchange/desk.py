"""A laptop and a headquarters with keys, operations that chain, and a place to import into that can roll back."""

from __future__ import annotations

import io
import random
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal

import msgspec

from tianye.domain import chain
from tianye.domain.errors import TianyeError
from tianye.domain.ops import Header, Sealed, decode_header, encode_fields, encode_header
from tianye.exchange import bundle, keys, pack, seal
from tianye.exchange.container import Blob
from tianye.exchange.encoding import BundleFacts, Made, PackFacts, ReceiptFacts
from tianye.exchange.keys import DevicePublic

MADE = Made(epoch=1, ms=1_750_000_000_000, wall_ms=1_750_000_000_000, is_suspect=False, app="0.1.0", schema=1)
PROGRAMME = b"programme!"


@dataclass
class Station:
    """One device: its keys, drawn from a number, and its age identity."""

    number: int
    identity: str = field(default_factory=keys.make_box_identity)

    def __post_init__(self) -> None:
        self.random = random.Random(self.number)
        self.seed = keys.make_signing_key(self.random.randbytes)
        self.public = DevicePublic(keys.public_key(self.seed))
        self.device = keys.device_id(self.public.sign_public)
        self.recipient = seal.recipient_of(self.identity)

    def card(self, role: Literal["hq", "laptop"] = "hq") -> keys.Card:
        return keys.make_card(role, f"{role} {self.number}", self.seed, self.identity)


@dataclass
class Run:
    """Operations of one device in a row, with the salt keys of their owners and the heads before and after."""

    device: bytes
    first: int
    prev: bytes
    head: bytes
    operations: list[Sealed]
    owner_keys: dict[bytes, bytes]

    @property
    def last(self) -> int:
        return self.first + len(self.operations) - 1


def make_run(
    station: Station,
    payloads: Sequence[bytes | None],
    first: int = 1,
    prev: bytes | None = None,
    *,
    owners: int = 3,
    kind: str = "person.registered",
) -> Run:
    """Chain one operation per payload, None for one that was erased; every fourth speaks of nobody."""
    names = [station.random.randbytes(10) for _ in range(owners)]
    owner_keys = {name: station.random.randbytes(chain.OWNER_KEY_BYTES) for name in names}
    before = head = prev or chain.start(station.device)
    operations = []
    for sequence, payload in enumerate(payloads, first):
        owner = b"" if sequence % 4 == 0 else names[sequence % owners]
        header = encode_header(
            Header(
                sequence,
                1,
                1_750_000_000_000 + sequence,
                0,
                3 * (sequence % 2),
                False,
                kind,
                owner or b"programme!",
                None if sequence % 3 == 0 and owner else owner,
                (sequence - 1) % 2,
                b"operator!!",
                {},
            )
        )
        if payload is None:
            committed = chain.commitment(b"what was erased", sequence, bytes([7]) * chain.OWNER_KEY_BYTES)
            operations.append(Sealed(header, None, committed))
        else:
            committed = chain.commitment(payload, sequence, owner_keys[owner] if owner else chain.NO_OWNER_KEY)
            operations.append(Sealed(header, payload))
        head = chain.extend(head, header, committed)
    return Run(station.device, first, before, head, operations, owner_keys)


def keyed(run: Run, operations: Iterable[Sealed] | None = None) -> list[Sealed]:
    """Return operations of a run, all as a rule, each with its owner's key where that exists."""
    return [
        msgspec.structs.replace(one, key=run.owner_keys.get(decode_header(one.header).owner))
        for one in (run.operations if operations is None else operations)
    ]


def some_payloads(count: int) -> list[bytes]:
    return [encode_fields({"name": f"卓玛{number}", "phone": str(13_900_000_000 + number)}) for number in range(count)]


def facts_of(run: Run, **changes: Any) -> BundleFacts:
    given: dict[str, Any] = {
        "prog": PROGRAMME,
        "made": MADE,
        "from_seq": run.first,
        "to_seq": run.last,
        "prev": run.prev,
        "head": run.head,
        "counts": {"person": 3},
    }
    return BundleFacts(**(given | changes))


def pack_facts(headquarters: Station, laptop: Station, **changes: Any) -> PackFacts:
    given: dict[str, Any] = {
        "prog": PROGRAMME,
        "made": MADE,
        "dev_for": laptop.device,
        "pack_seq": 7,
        "hq_epoch": 1,
        "scope": ("632721", "632722"),
        "hq": keys.card_bytes(headquarters.card()),
    }
    return PackFacts(**(given | changes))


def receipt_facts(laptop: Station, **changes: Any) -> ReceiptFacts:
    given: dict[str, Any] = {
        "prog": PROGRAMME,
        "made": MADE,
        "dev_for": laptop.device,
        "seq": 41,
        "head": bytes(range(32)),
        "hq_seq": 3,
        "hq_epoch": 1,
        "hq_time_ms": 1_750_000_000_000,
        "counts": {"person": 3},
        "missing": (bytes(32),),
    }
    return ReceiptFacts(**(given | changes))


def blob_of(data: bytes) -> Blob:
    return Blob(hash_of(data), len(data), lambda: io.BytesIO(data))


def hash_of(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def bundle_file(
    laptop: Station,
    headquarters: Station,
    run: Run,
    blobs: Sequence[bytes] = (),
    **changes: Any,
) -> bytes:
    out = io.BytesIO()
    bundle.write(
        out,
        facts_of(run, **changes),
        keyed(run),
        [blob_of(data) for data in blobs],
        signing_key=laptop.seed,
        recipients=[headquarters.recipient],
    )
    return out.getvalue()


def knows(*stations: Station) -> Callable[[bytes], DevicePublic | None]:
    return {station.device: station.public for station in stations}.get


class Import:
    """A receiver for bundles and packs that writes into a real database inside one transaction."""

    def __init__(self) -> None:
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.execute("CREATE TABLE taken (what TEXT, author BLOB, sequence INT, header BLOB, payload BLOB)")
        self.facts: object = None
        self.owners: dict[bytes, bytes] = {}
        self.sealed: list[Sealed] = []
        self.chain: list[bytes] = []
        self.blobs: dict[bytes, bytes] = {}

    def __enter__(self) -> Import:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def take(self, read: Callable[..., Any], data: bytes, identity: str, find_device: object) -> Any:
        self.database.execute("BEGIN")
        try:
            facts = read(io.BytesIO(data), [identity], find_device, self)
        except BaseException:
            self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")
        return facts

    def begin(self, facts: object) -> None:
        self.facts = facts
        self.database.execute("INSERT INTO taken (what) VALUES ('begin')")

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        self.owners.update(block)

    def owner_key(self, owner: bytes) -> bytes | None:
        return self.owners.get(owner)

    def operations(self, block: list[bundle.Verified]) -> None:
        self.sealed += [Sealed(header, payload, kept) for _, header, _, payload, kept, _ in block]
        self.chain += [hashed for *_, hashed in block]
        self._insert([(b"", sequence, header, payload) for sequence, header, _, payload, _, _ in block])

    def attested(self, block: list[pack.Attested]) -> None:
        self.sealed += [Sealed(header, payload, kept, author) for author, header, _, payload, kept in block]
        self._insert([(author, one.sequence, header, payload) for author, header, one, payload, _ in block])

    def _insert(self, rows: list[tuple[bytes, int, bytes, bytes | None]]) -> None:
        self.database.executemany("INSERT INTO taken VALUES ('operation', ?, ?, ?, ?)", rows)

    def blob(self, hash: bytes, length: int) -> _Kept:
        return _Kept(self, hash, length)

    @property
    def committed(self) -> int:
        assert not self.database.in_transaction
        (count,) = self.database.execute("SELECT count(*) FROM taken").fetchone()
        return int(count)


class _Kept:
    def __init__(self, owner: Import, hash: bytes, length: int) -> None:
        self._owner, self._hash, self._length = owner, hash, length
        self._data = bytearray()

    def write(self, data: bytes) -> None:
        self._data += data

    def close(self) -> None:
        assert len(self._data) == self._length
        self._owner.blobs[self._hash] = bytes(self._data)


def open_body(data: bytes, identity: str) -> tuple[dict[str, Any], bytes, bytes, bytes]:
    """Decrypt a file and cut it into manifest (as a map), its bytes, signature, and what follows."""
    out = io.BytesIO()
    seal.decrypt(io.BytesIO(data), out, [identity], "bundle")
    body = out.getvalue()
    length = int.from_bytes(body[4:8], "big")
    manifest = body[8 : 8 + length]
    return msgspec.msgpack.decode(manifest), manifest, body[8 + length : 72 + length], body[72 + length :]


def seal_body(body: bytes, *recipients: str) -> bytes:
    out = io.BytesIO()
    seal.encrypt(io.BytesIO(body), out, recipients)
    return out.getvalue()


def forge(
    manifest: dict[str, Any] | bytes,
    sections: bytes,
    seed: bytes,
    *recipients: str,
    domain: bytes = b"tianye/bundle/1",
    magic: bytes = b"TYB1",
) -> bytes:
    """Write a file around any manifest, properly signed with `seed` and encrypted."""
    data = manifest if isinstance(manifest, bytes) else canonical(manifest)
    signature = seal.sign(domain, data, seed)
    return seal_body(magic + len(data).to_bytes(4, "big") + data + signature + sections, *recipients)


def canonical(value: Any) -> bytes:
    return msgspec.msgpack.Encoder(order="deterministic").encode(value)


def code_of(failure: Any) -> str:
    assert isinstance(failure.value, TianyeError)
    return failure.value.code
