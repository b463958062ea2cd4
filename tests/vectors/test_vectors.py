"""Every vector comes to the outcome written beside it, by our reader and, where it is good, by a stranger's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import nacl.signing
import pyrage
import pytest
import zstandard

from exchange.desk import Import, Station, knows
from tianye.domain.errors import UserFault
from tianye.domain.ops import Sealed, decode_header
from tianye.exchange import bundle, pack, qr, receipt
from vectors.make import HEADQUARTERS, LAPTOP, PAYLOADS

HERE = Path(__file__).parent
EXPECTED = sorted(HERE.glob("*.expect"))


def found(path: Path) -> list[str]:
    """Say what our reader makes of a vector, in the words of the files beside them."""
    with Import() as take:
        try:
            facts = read(path, take)
        except UserFault as fault:
            assert take.committed == 0
            return [fault.code]
        lines = ["accepted", f"maker {facts.dev.hex()}"]
        if path.suffix == ".tyb":
            lines += [f"from {facts.from_seq}", f"to {facts.to_seq}", f"head {facts.head.hex()}"]
        else:
            lines += [f"for {facts.dev_for.hex()}"]
        if path.suffix in (".tyr", ".txt"):
            lines += [f"to {facts.seq}", f"head {facts.head.hex()}"]
        lines += [told(one) for one in take.sealed]
        lines += [f"key {owner.hex()} {key.hex()}" for owner, key in sorted(take.owners.items())]
        lines += [f"blob {hash.hex()} {data.hex()}" for hash, data in take.blobs.items()]
        return lines


def told(one: Sealed) -> str:
    header = decode_header(one.header)
    content = one.payload.hex() if one.payload is not None else "erased"
    return f"operation {one.author.hex() or '-'} {header.sequence} {header.kind} {content}"


def read(path: Path, take: Import) -> Any:
    data = path.read_bytes()
    match path.suffix:
        case ".tyb":
            return take.take(bundle.read, data, HEADQUARTERS.identity, knows(LAPTOP))
        case ".typ":
            return take.take(pack.read, data, LAPTOP.identity, knows(HEADQUARTERS))
        case ".tyr":
            return receipt.read(io.BytesIO(data), [LAPTOP.identity], knows(HEADQUARTERS))
        case _:
            return qr.read_receipt_text(data.decode(), knows(HEADQUARTERS))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_vector_comes_to_its_outcome(expected: Path) -> None:
    assert found(expected.with_suffix("")) == expected.read_text(encoding="utf-8").splitlines()


def test_the_vectors_cover_every_outcome() -> None:
    outcomes = {path.read_text(encoding="utf-8").splitlines()[0] for path in EXPECTED}
    assert outcomes == {
        "accepted",
        "bundle.bad-signature",
        "bundle.chain-broken",
        "bundle.damaged",
        "bundle.hostile-header",
        "bundle.needs-newer-program",
        "bundle.not-for-us",
        "bundle.not-ours",
        "bundle.truncated",
        "bundle.unknown-device",
        "bundle.wrong-kind",
    }
    assert len(list(HERE.glob("*.t??"))) == len(EXPECTED)


# ---- docs/FORMAT.md, read by somebody who has nothing of ours --------------------------------------------------------


def unsealed(name: str, station: Station, domain: bytes) -> tuple[dict[str, Any], list[tuple[list[Any], bytes]]]:
    identity = pyrage.x25519.Identity.from_str(station.identity)
    body = pyrage.decrypt((HERE / name).read_bytes(), [identity])
    assert body[:4] == b"TYB1"
    length = int.from_bytes(body[4:8], "big")
    raw, signature, rest = body[8 : 8 + length], body[8 + length : 72 + length], body[72 + length :]
    manifest = msgspec.msgpack.decode(raw)
    maker = HEADQUARTERS if domain == b"tianye/pack/1" else LAPTOP
    nacl.signing.VerifyKey(maker.public.sign_public).verify(domain + b"\0" + raw, signature)
    assert manifest["dev"] == blake2b(maker.public.sign_public, digest_size=16).digest()
    assert blake2b(str(identity.to_public()).encode(), digest_size=16).digest() in manifest["to"]
    sections = []
    for line in manifest["sec"]:
        data, rest = rest[: line[2]], rest[line[2] :]
        assert blake2b(data, digest_size=32).digest() == line[4]
        if line[1] == "zstd":
            data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
        assert len(data) == line[3]
        sections.append((line, data))
    assert rest == b""
    assert len(body) % 4096 == 0
    return manifest, sections


def records(data: bytes) -> Iterator[list[Any]]:
    while data:
        length = int.from_bytes(data[:4], "big")
        yield from msgspec.msgpack.decode(data[4 : 4 + length])
        data = data[4 + length :]


def test_a_stranger_can_read_a_bundle() -> None:
    manifest, sections = unsealed("bundle-good.tyb", HEADQUARTERS, b"tianye/bundle/1")
    assert [line[0] for line, _ in sections] == ["keys", "ops", "blob", "pad"]
    assert (manifest["v"], manifest["min"], manifest["kind"]) == (1, 1, "bundle")
    keys = {owner: key for owner, key in records(sections[0][1])} | {b"": bytes(32)}  # noqa: C416
    head = blake2b(b"tianye/chain/1\0" + manifest["dev"], digest_size=32).digest()
    assert manifest["prev"] == head
    for sequence, (header, payload, commitment, author) in enumerate(records(sections[1][1]), manifest["from"]):
        number, owner = msgspec.msgpack.decode(header)[0], msgspec.msgpack.decode(header)[8]
        assert (number, author) == (sequence, b"")
        assert payload == PAYLOADS[sequence - 1]
        if payload is not None:
            salt = blake2b(sequence.to_bytes(4, "big"), digest_size=32, key=keys[owner]).digest()
            commitment = blake2b(payload, digest_size=32, key=salt).digest()  # noqa: PLW2901
        head = blake2b(head + len(header).to_bytes(4, "big") + header + commitment, digest_size=32).digest()
    assert sequence == manifest["to_seq"]
    assert head == manifest["head"]
    assert blake2b(sections[2][1], digest_size=32).digest() == sections[2][0][4]
    assert not any(sections[3][1])


def test_a_stranger_can_read_a_pack() -> None:
    manifest, sections = unsealed("pack-good.typ", LAPTOP, b"tianye/pack/1")
    assert manifest["hq"][:1] == b"\x01"
    role, _, sign_public, recipient = msgspec.msgpack.decode(manifest["hq"][1:])
    assert (role, sign_public, recipient) == ("hq", HEADQUARTERS.public.sign_public, HEADQUARTERS.recipient)
    assert [line[0] for line, _ in sections] == ["keys", "attested", "blob", "pad"]
    assert {len(author) for _, _, _, author in records(sections[1][1])} == {16}


def test_the_names_of_keys_in_a_manifest_are_those_of_the_format() -> None:
    manifest, _ = unsealed("bundle-good.tyb", HEADQUARTERS, b"tianye/bundle/1")
    page = (HERE.parents[1] / "docs" / "FORMAT.md").read_text(encoding="utf-8")
    pack_manifest, _ = unsealed("pack-good.typ", LAPTOP, b"tianye/pack/1")
    receipt_manifest, _ = receipt_read()
    for key in {*manifest, *pack_manifest, *receipt_manifest, *manifest["made"]} - {"a-later-key"}:
        assert f"`{key}`" in page, key


def receipt_read() -> tuple[dict[str, Any], bytes]:
    identity = pyrage.x25519.Identity.from_str(LAPTOP.identity)
    body = pyrage.decrypt((HERE / "receipt-good.tyr").read_bytes(), [identity])
    length = int.from_bytes(body[4:8], "big")
    return msgspec.msgpack.decode(body[8 : 8 + length]), body
