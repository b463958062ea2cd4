"""The vectors of what goes wrong on the way, or is done on purpose; called by `make.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import zstandard

from exchange.desk import Run, Station, bundle_file, canonical, forge, hash_of, keyed, open_body, seal_body
from tianye.domain.ops import Sealed

NEWER = "bundle.needs-newer-program"

Keep = Callable[[str, bytes, Sequence[str]], None]
Part = tuple[list[Any], bytes]


class Forger:
    """Takes a good bundle apart and puts it together otherwise, signed by whoever has the seed."""

    def __init__(self, good: bytes, maker: Station, to: Station, accepted: Sequence[str] = ()) -> None:
        self.good, self.maker, self.to, self.accepted = good, maker, to, list(accepted)
        self.manifest, self.raw, self.signature, self.sections = open_body(good, to.identity)
        self.body = b"TYB1" + len(self.raw).to_bytes(4, "big") + self.raw + self.signature + self.sections
        self.parts: dict[str, Part] = {}
        rest = self.sections
        for line in self.manifest["sec"]:
            self.parts[line[0]], rest = (line, rest[: line[2]]), rest[line[2] :]

    def with_sections(self, *parts: Part, **changes: Any) -> bytes:
        manifest = self.manifest | {"sec": [line for line, _ in parts]} | changes
        return forge(manifest, b"".join(data for _, data in parts), self.maker.seed, self.to.recipient)

    def with_manifest(self, raw: dict[str, Any] | bytes, **options: Any) -> bytes:
        return forge(raw, self.sections, self.maker.seed, self.to.recipient, **options)


def section(name: str, data: bytes, codec: str = "raw", raw_length: int | None = None) -> Part:
    return [name, codec, len(data), len(data) if raw_length is None else raw_length, hash_of(data)], data


def make_cut_and_flipped(keep: Keep, forger: Forger) -> None:
    """Write what a bad stick makes of a bundle, and what somebody makes of it who can only encrypt."""
    good, body = forger.good, forger.body
    header = good.index(b"\n--- ") + 49
    for name, length in (
        ("intro", 9),
        ("header", 120),
        ("header-end", header),
        ("nonce", header + 16),
        ("payload", 2900),
    ):
        keep(f"bundle-truncated-{name}.tyb", good[:length], ["bundle.truncated"])
    keep("bundle-truncated-last-byte.tyb", good[:-1], ["bundle.truncated"])
    keep("bundle-longer.tyb", good + b"\n", ["bundle.truncated"])
    places = {"ephemeral": 40, "mac": header - 10, "nonce": header + 3, "payload": header + 900, "last": len(good) - 1}
    for name, place in places.items():
        outcome = "bundle.not-for-us" if name == "ephemeral" else "bundle.damaged"
        # within the header another letter of base64: what is none would be another fault
        other = bytes([good[place] ^ 1]) if place >= header else b"B" if good[place : place + 1] == b"A" else b"A"
        keep(f"bundle-flipped-{name}.tyb", good[:place] + other + good[place + 1 :], [outcome])
    ends = {"magic": 4, "length": 8, "manifest": 8 + len(forger.raw), "signature": 72 + len(forger.raw)}
    end = ends["signature"]
    for name, (line, _) in list(forger.parts.items())[:-1]:
        end += line[2]
        ends[name] = end
    for name, length in ends.items():
        keep(f"bundle-cut-after-{name}.tyb", seal_body(body[:length], forger.to.recipient), ["bundle.damaged"])
    keep("bundle-goes-on.tyb", seal_body(body + b"\0", forger.to.recipient), ["bundle.damaged"])


def make_headers(keep: Keep, good: bytes) -> None:
    """Write age headers that no writer of ours makes."""
    intro, rest = good[: good.index(b"-> ")], good[good.index(b"-> ") :]
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    other = b"-> weather rain\n\n"
    keep("header-17-stanzas.tyb", intro + stanza * 16 + rest, ["bundle.hostile-header"])
    keep(
        "header-scrypt.tyb",
        intro + b"-> scrypt " + b"A" * 22 + b" 23\n" + b"A" * 43 + b"\n" + rest,
        ["bundle.hostile-header"],
    )
    keep("header-two-unknown.tyb", intro + other * 2 + rest, ["bundle.hostile-header"])
    keep("header-long.tyb", intro + b"-> weather " + b"r" * 9000 + b"\n\n" + rest, ["bundle.hostile-header"])
    keep("header-short-share.tyb", intro + b"-> X25519 AAAA\n" + b"A" * 43 + b"\n" + rest, ["bundle.damaged"])
    keep("header-no-stanza.tyb", intro + rest[rest.index(b"--- ") :], ["bundle.damaged"])
    keep("header-armoured.tyb", b"-----BEGIN AGE ENCRYPTED FILE-----\n", ["bundle.not-ours"])


def make_manifests(keep: Keep, forger: Forger) -> None:
    """Write manifests a known laptop signed and that are none."""
    manifest, raw = forger.manifest, forger.raw
    keep("bundle-newer-container.tyb", forger.with_manifest(manifest, magic=b"TYB2"), [NEWER])
    keep("bundle-newer-min.tyb", forger.with_manifest(manifest | {"min": 2}), [NEWER])
    keep("bundle-unknown-kind.tyb", forger.with_manifest(manifest | {"kind": "snapshot"}), [NEWER])
    first = canonical("a-later-key") + canonical(manifest["a-later-key"])
    head = bytes([0xDE]) + (len(manifest) + 1).to_bytes(2, "big")
    assert raw.startswith(head[:1])
    assert raw[3:].startswith(first)
    doubled = head + first + raw[3:]
    keep("manifest-key-twice.tyb", forger.with_manifest(doubled), ["bundle.damaged"])
    unsorted = raw[:3] + raw[3 + len(first) :] + first
    keep("manifest-not-sorted.tyb", forger.with_manifest(unsorted), ["bundle.damaged"])
    for name, longer in (("number", b"\xa1v\xcc\x01"), ("text", b"\xd9\x01v\x01")):
        assert raw.count(b"\xa1v\x01") == 1
        spelling = raw.replace(b"\xa1v\x01", longer)
        keep(f"manifest-{name}-not-shortest.tyb", forger.with_manifest(spelling), ["bundle.damaged"])
    keep("manifest-goes-on.tyb", forger.with_manifest(raw + b"\xc0"), ["bundle.damaged"])
    extension = canonical(manifest | {"zz": msgspec.msgpack.Ext(5, b"x")})
    keep("manifest-extension.tyb", forger.with_manifest(extension), ["bundle.damaged"])
    keyed = head + b"\x01\x02" + raw[3:]
    keep("manifest-key-is-a-number.tyb", forger.with_manifest(keyed), ["bundle.damaged"])
    keep("manifest-min-is-true.tyb", forger.with_manifest(manifest | {"min": True}), ["bundle.damaged"])
    without = {key: value for key, value in manifest.items() if key != "prev"}
    keep("manifest-without-prev.tyb", forger.with_manifest(without), ["bundle.damaged"])
    optional = ("crit", "part", "vv", "ack", "counts", "recovery")
    least = {key: value for key, value in manifest.items() if key not in optional}
    keep("manifest-least.tyb", forger.with_manifest(least), forger.accepted)
    too_long = b"TYB1" + (1024 * 1024 + 1).to_bytes(4, "big") + bytes(4096)
    keep("manifest-too-large.tyb", seal_body(too_long, forger.to.recipient), ["bundle.too-large"])


def make_sections(keep: Keep, forger: Forger) -> None:
    """Write sections out of order, too large, and those of a later release."""
    ops, blob, pad = (forger.parts[name] for name in ("ops", "blob", "pad"))
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(ops[1])
    later = section("weather", b"rain")
    keep("sections-unknown.tyb", forger.with_sections(later, ops, later, blob, pad), forger.accepted)
    keep("sections-raw.tyb", forger.with_sections(section("ops", raw), blob), forger.accepted)
    keep("sections-not-in-order.tyb", forger.with_sections(blob, ops, pad), ["bundle.damaged"])
    keep("sections-twice.tyb", forger.with_sections(ops, ops, pad), ["bundle.damaged"])
    keep("sections-after-pad.tyb", forger.with_sections(ops, pad, later), ["bundle.damaged"])
    keep("sections-packed-blob.tyb", forger.with_sections(ops, section("blob", b"x", "zstd")), ["bundle.damaged"])
    keep(
        "sections-unknown-codec.tyb",
        forger.with_sections(section("ops", raw, "brotli")),
        [NEWER],
    )
    wrong = ([*ops[0][:4], bytes(32)], ops[1])
    keep("sections-wrong-hash.tyb", forger.with_sections(wrong, pad), ["bundle.damaged"])
    bomb = zstandard.ZstdCompressor(level=19).compress(bytes(64 << 20))
    keep("bomb.tyb", forger.with_sections(section("ops", bomb, "zstd", 4096)), ["bundle.too-large"])
    promised = section("ops", bomb, "zstd", 1 << 40)
    keep("bomb-that-promises.tyb", forger.with_sections(promised), ["bundle.too-large"])
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=27)
    frame = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    wide = frame.compress(raw) + frame.flush()
    keep("window-too-large.tyb", forger.with_sections(section("ops", wide, "zstd", len(raw))), ["bundle.damaged"])
    two = ops[1] + zstandard.ZstdCompressor().compress(b"")
    keep("frames-two.tyb", forger.with_sections(section("ops", two, "zstd", len(raw))), ["bundle.damaged"])
    cut = section("ops", ops[1], "zstd", len(raw) + 1)
    keep("raw-length-too-large.tyb", forger.with_sections(cut), ["bundle.damaged"])
    keep("raw-length-too-small.tyb", forger.with_sections(section("ops", ops[1], "zstd", 9)), ["bundle.too-large"])
    for name, data in (
        ("empty", b"\0\0\0\0"),
        ("of-nothing", b"\0\0\0\x01\x90"),
        ("cut", raw[:-1]),
        ("endless", b"\xff" * 4),
    ):
        keep(f"block-{name}.tyb", forger.with_sections(section("ops", data)), ["bundle.damaged"])


def decode_fields_of(header: bytes) -> list[Any]:
    """Return the members of a header."""
    fields: list[Any] = msgspec.msgpack.decode(header)
    return fields


def make_owner_keys(keep: Keep, forger: Forger, run: Run, told: Sequence[str]) -> None:
    """Write runs whose owners' keys are missing, doubled, too short, or given for nobody."""
    one, two, *rest = ([one.header, one.payload, one.commitment, b"", one.key] for one in keyed(run))
    nobody = next(record for record in rest if record[4] is None)

    def file(*records: list[Any]) -> bytes:
        block = canonical(list(records))
        return forger.with_sections(section("ops", len(block).to_bytes(4, "big") + block))

    without = file(*(record[:4] for record in (one, two, *rest)))
    keep("chain-without-owner-key.tyb", without, ["bundle.chain-broken"])
    other = bytes(16)
    twice = [[*record[:4], other] if record[4] == two[4] else record for record in rest]
    assert twice != rest
    keep("chain-two-keys-for-one.tyb", file(one, two, *twice), ["bundle.damaged"])
    keep("chain-key-too-short.tyb", file([*one[:4], one[4][:15]], two, *rest), ["bundle.damaged"])
    for_nobody = [[*record[:4], b"k" * 16] if record is nobody else record for record in rest]
    keep("chain-key-for-nobody.tyb", file(one, two, *for_nobody), ["bundle.damaged"])
    keep("chain-key-with-each.tyb", file(one, two, *rest), ["accepted", *told])


def make_chains(keep: Keep, maker: Station, to: Station, run: Run, told: Sequence[str]) -> None:
    """Write runs that do not hang together."""
    good = bundle_file(maker, to, run)
    forger = Forger(good, maker, to)
    changes: dict[str, dict[str, Any]] = {
        "wrong-head": {"head": bytes(32)},
        "wrong-start": {"prev": bytes(32)},
        "shorter-than-told": {"to_seq": run.last + 1},
        "longer-than-told": {"to_seq": run.last - 1},
        "other-first": {"from": 2},
    }
    for name, change in changes.items():
        keep(f"chain-{name}.tyb", forger.with_manifest(forger.manifest | change), ["bundle.chain-broken"])
    make_owner_keys(keep, forger, run, told)
    header = canonical([run.first, 1, 1, 0, 1, False, "x.y", b"s", b"", 0, b"", {"zz": []}])
    for name, bad in (("header-no-text", header.replace(b"zz", b"\xff\xfe")), ("header-short", canonical([run.first]))):
        block = canonical([[bad, b"\x80"]])
        none = section("ops", len(block).to_bytes(4, "big") + block)
        keep(f"chain-{name}.tyb", forger.with_sections(none), ["bundle.chain-broken"])
    for name, place, bad in (("step-below-none", 9, -1), ("command-in-bytes", 9, b"c"), ("owner-is-a-number", 8, 7)):
        fields = decode_fields_of(run.operations[0].header)
        changed_header = canonical([*fields[:place], bad, *fields[place + 1 :]])
        block = canonical([[changed_header, b"\x80"]])
        none = section("ops", len(block).to_bytes(4, "big") + block)
        keep(f"chain-header-{name}.tyb", forger.with_sections(none), ["bundle.chain-broken"])
    changed = [Sealed(one.header, one.payload and b"\x80") for one in run.operations[:1]] + run.operations[1:]
    other = Run(run.device, run.first, run.prev, run.head, changed, run.owner_keys)
    keep("chain-other-payload.tyb", bundle_file(maker, to, other), ["bundle.chain-broken"])
