"""Hostile bundles, packs, receipts, cards, badges and keys: what a stranger, or a laptop that is known, could send."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec
import zstandard

from exchange.desk import bundle_file, canonical, make_run, receipt_facts, seal_body, some_payloads
from tianye.domain.badges import to_base45
from tianye.exchange import keys, receipt
from vectors.make import HEADQUARTERS, IMPOSTOR, LAPTOP
from vectors.make_wrong import Forger, Part, section

File = tuple[str, str, Callable[[], bytes], str]
DAMAGED, TOO_LARGE = "bundle.damaged", "bundle.too-large"


@lru_cache(maxsize=1)
def forger() -> Forger:
    good = bundle_file(LAPTOP, HEADQUARTERS, make_run(LAPTOP, some_payloads(3)))
    return Forger(good, LAPTOP, HEADQUARTERS)


def header_of(stanza: bytes, count: int) -> bytes:
    good = forger().good
    return good[: good.index(b"-> ")] + stanza * count + good[good.index(b"-> ") :]


def manifest_of(value: Any) -> bytes:
    return forger().with_manifest(forger().manifest | {"zz": value})


def with_ops(ops: Part) -> bytes:
    return forger().with_sections(ops)


def block_of(data: bytes) -> bytes:
    return with_ops(section("ops", len(data).to_bytes(4, "big") + data))


def nested(count: int) -> bytes:
    return b"\x91" * count + b"\xc0"


def bomb(promised: int) -> bytes:
    packed = zstandard.ZstdCompressor(level=19).compress(bytes(512 << 20))
    return with_ops(section("ops", packed, "zstd", promised))


def operation_of(payload: bytes) -> bytes:
    """A block of one operation whose header has a map of many names in it."""
    header = canonical([1, 1, 1, 0, 1, False, "x.y", b"s", b"", 0, b"", {f"{at}": [] for at in range(20_000)}])
    return block_of(canonical([[header, payload]]))


def impostors_receipt() -> bytes:
    out = io.BytesIO()
    receipt.write(out, receipt_facts(LAPTOP), signing_key=IMPOSTOR.seed, recipients=[LAPTOP.recipient])
    return out.getvalue()


def card_named(name: str) -> bytes:
    body = b"\x01" + canonical(["hq", name, HEADQUARTERS.public.sign_public, HEADQUARTERS.recipient])
    return b"TYC1:" + to_base45(body + blake2b(body, digest_size=4).digest()).encode()


def costly_key() -> bytes:
    body = keys.wrap(bytes(32), "x", keys.CHEAP, LAPTOP.random.randbytes)[:-4]
    body = body[:4] + b"\x10" + (1 << 31).to_bytes(4, "big") + body[9:]
    return body + blake2b(body, digest_size=4).digest()


STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
SCRYPT = b"-> scrypt " + b"A" * 22 + b" 23\n" + b"A" * 43 + b"\n"

FILES: list[File] = [
    ("bundle", "stanzas-1000", lambda: header_of(STANZA, 1000), "bundle.hostile-header"),
    ("bundle", "stanzas-5000", lambda: header_of(STANZA, 5000), "bundle.hostile-header"),
    ("bundle", "scrypt-23", lambda: header_of(SCRYPT, 1), "bundle.hostile-header"),
    ("bundle", "header-endless", lambda: b"age-encryption.org/v1\n-> x " + b"a" * 30_000_000, "bundle.hostile-header"),
    ("bundle", "nothing-of-ours", lambda: bytes(60_000_000), "bundle.not-ours"),
    (
        "bundle",
        "forged",
        lambda: forger().with_manifest(forger().manifest | {"dev": IMPOSTOR.device}),
        "bundle.unknown-device",
    ),
    ("bundle", "manifest-nested", lambda: forger().with_manifest(b"\x81\xa1a" + nested(500_000)), DAMAGED),
    ("bundle", "manifest-lies", lambda: forger().with_manifest(b"\xdf\xff\xff\xff\xff"), DAMAGED),
    ("bundle", "manifest-list", lambda: manifest_of([None] * 900_000), "taken"),
    ("bundle", "manifest-extension", lambda: manifest_of(msgspec.msgpack.Ext(1, bytes(900_000))), DAMAGED),
    ("bundle", "sections-18000", lambda: forger().with_sections(*[section("x", b"")] * 18_000), "bundle.chain-broken"),
    ("bundle", "bomb-512", lambda: bomb(4096), TOO_LARGE),
    ("bundle", "bomb-that-is-honest", lambda: bomb(512 << 20), DAMAGED),
    ("bundle", "bomb-that-promises", lambda: bomb(1 << 40), TOO_LARGE),
    ("bundle", "block-nested", lambda: block_of(nested(1_000_000)), DAMAGED),
    ("bundle", "block-lies", lambda: block_of(b"\xdd\xff\xff\xff\xff"), DAMAGED),
    ("bundle", "block-of-2000", lambda: block_of(canonical([[b"", None]] * 2000)), DAMAGED),
    ("bundle", "header-of-an-operation", lambda: operation_of(b"\x80"), "bundle.chain-broken"),
    ("pack", "is-a-bundle", lambda: bundle_file(LAPTOP, LAPTOP, make_run(LAPTOP, [])), "bundle.wrong-kind"),
    ("pack", "for-somebody-else", lambda: seal_body(b"TYB1", IMPOSTOR.recipient), "bundle.not-for-us"),
    ("receipt", "impostor", impostors_receipt, "bundle.unknown-device"),
    ("receipt", "cut", lambda: impostors_receipt()[:300], "bundle.truncated"),
    ("card", "backwards", lambda: card_named("总部\u202egnp.exe"), "keys.card-unreadable"),
    ("card", "control", lambda: card_named("总部\n\x07"), "keys.card-unreadable"),
    ("card", "long", lambda: b"TYC1:" + b"A" * 10_000_000, "keys.card-unreadable"),
    ("badge", "long", lambda: b"TY:" + b"A" * 10_000_000, "badge.unreadable"),
    ("text", "long", lambda: b"TYR1:" + b"A" * 10_000_000, "receipt.unreadable-text"),
    ("key", "costs-everything", costly_key, "keys.damaged"),
]
