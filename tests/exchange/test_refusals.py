"""No file is believed unless every bit is right, whoever changed it: a bad stick, a stranger, a known device."""

from __future__ import annotations

import io
import random
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
import zstandard

from exchange.desk import (
    Import,
    Station,
    bundle_file,
    canonical,
    code_of,
    forge,
    hash_of,
    knows,
    make_run,
    open_body,
    seal_body,
    some_payloads,
)
from tianye.domain.errors import UserFault
from tianye.exchange import bundle

LAPTOP = Station(1)
HEADQUARTERS = Station(10)
RUN = make_run(LAPTOP, [*some_payloads(2), None])
GOOD = bundle_file(LAPTOP, HEADQUARTERS, RUN, [b"a file"])
DAMAGE = {"bundle.not-ours", "bundle.truncated", "bundle.damaged", "bundle.not-for-us", "bundle.hostile-header"}


def read(data: bytes, take: Import) -> Any:
    return take.take(bundle.read, data, HEADQUARTERS.identity, knows(LAPTOP))


def assert_all_refused(files: Iterator[bytes], codes: set[str]) -> int:
    count = 0
    with Import() as take:
        for data in files:
            with pytest.raises(UserFault) as failure:
                read(data, take)
            assert code_of(failure) in codes
            assert take.committed == 0
            count += 1
    return count


def test_every_flipped_bit_of_the_header_and_one_of_every_byte_is_refused() -> None:
    body = GOOD.index(b"\n--- ") + 49
    draw = random.Random(1)

    def flipped() -> Iterator[bytes]:
        for place in range(len(GOOD)):
            for bit in range(8) if place < body else (draw.randrange(8),):
                yield GOOD[:place] + bytes([GOOD[place] ^ 1 << bit]) + GOOD[place + 1 :]

    assert assert_all_refused(flipped(), DAMAGE) == len(GOOD) + 7 * body


def test_every_shortened_or_lengthened_file_is_refused() -> None:
    files = [GOOD[:length] for length in range(len(GOOD))]
    files += [GOOD + extra for extra in (b"\0", b"\n", GOOD, GOOD[-100:], bytes(4096))]
    files += [b"\0" + GOOD, GOOD[1:], GOOD[:2000] + GOOD[2001:], GOOD[:2000] + b"\0" + GOOD[2000:]]
    assert_all_refused(iter(files), DAMAGE)


def test_a_file_copied_in_part_is_called_truncated() -> None:
    large = bundle_file(LAPTOP, HEADQUARTERS, RUN, [random.Random(2).randbytes(300_000)])
    for data in (GOOD, large):
        for length in (len(data) - 1, len(data) - 700, len(data) // 2, 700, 100, 0):
            with pytest.raises(UserFault) as failure:
                bundle.inspect(io.BytesIO(data[:length]), [HEADQUARTERS.identity], knows(LAPTOP))
            assert code_of(failure) == "bundle.truncated"
    for cut in (4096, 65536, 65552, 131072, 262144):
        with pytest.raises(UserFault) as failure:
            bundle.inspect(io.BytesIO(large[:cut]), [HEADQUARTERS.identity], knows(LAPTOP))
        assert code_of(failure) == "bundle.truncated"


def test_a_stranger_who_encrypts_to_us_cannot_change_a_byte() -> None:
    _, manifest, signature, sections = open_body(GOOD, HEADQUARTERS.identity)
    body = b"TYB1" + len(manifest).to_bytes(4, "big") + manifest + signature + sections
    padding = len(body) - PAD[0][2]

    def changed() -> Iterator[bytes]:
        for place in (*range(padding), *range(padding, len(body), 16)):
            yield body[:place] + bytes([body[place] ^ 1 << place % 8]) + body[place + 1 :]
        for length in range(0, len(body), 11):
            yield body[:length]
        yield body + b"\0"
        yield body + bytes(4096)

    codes = {
        "bundle.not-ours",
        "bundle.damaged",
        "bundle.not-for-us",
        "bundle.unknown-device",
        "bundle.bad-signature",
        "bundle.needs-newer-program",
        "bundle.wrong-kind",
        "bundle.too-large",
    }
    assert_all_refused((seal_body(data, HEADQUARTERS.recipient) for data in changed()), codes)


# ---- what a known device may try -------------------------------------------------------------------------------------


def signed(sections: list[tuple[list[Any], bytes]], **changes: Any) -> bytes:
    """A bundle that LAPTOP signed around these sections: each a manifest line and its bytes."""
    manifest, *_ = open_body(GOOD, HEADQUARTERS.identity)
    manifest = manifest | {"sec": [line for line, _ in sections], **changes}
    return forge(manifest, b"".join(data for _, data in sections), LAPTOP.seed, HEADQUARTERS.recipient)


def section(section_type: str, data: bytes, raw_length: int | None = None, codec: str = "raw") -> tuple[Any, bytes]:
    return [section_type, codec, len(data), len(data) if raw_length is None else raw_length, hash_of(data)], data


def parts() -> dict[str, tuple[Any, bytes]]:
    manifest, _, _, rest = open_body(GOOD, HEADQUARTERS.identity)
    cut: dict[str, tuple[Any, bytes]] = {}
    for line in manifest["sec"]:
        cut[line[0]], rest = (line, rest[: line[2]]), rest[line[2] :]
    return cut


PARTS = parts()
OPS, BLOB, PAD = (PARTS[name] for name in ("ops", "blob", "pad"))
RAW_OPS = zstandard.ZstdDecompressor().decompressobj().decompress(OPS[1])


def refusal(data: bytes) -> str:
    with Import() as take:
        with pytest.raises(UserFault) as failure:
            read(data, take)
        assert take.committed == 0
        return code_of(failure)


def test_the_parts_put_together_again_are_good() -> None:
    plain = section("ops", RAW_OPS)
    later = section("news", b"")
    for sections in ([OPS, BLOB, PAD], [OPS], [plain, PAD], [later, later, OPS, BLOB, BLOB]):
        with Import() as take:
            read(signed(sections), take)
            assert take.sealed == RUN.operations


@pytest.mark.parametrize(
    "sections",
    [
        [BLOB, OPS, PAD],
        [OPS, OPS, PAD],
        [OPS, PAD, BLOB],
        [OPS, PAD, PAD],
        [PAD, OPS],
        [OPS, PAD, section("news", b"")],
        [OPS, section("pad", bytes(65537))],
        [OPS, section("blob", b"x", raw_length=2)],
        [OPS, section("blob", b"x", codec="zstd")],
    ],
    ids=lambda sections: "-".join(line[0] for line, _ in sections),
)
def test_sections_stand_in_order(sections: list[Any]) -> None:
    assert refusal(signed(sections)) == "bundle.damaged"


def test_an_unknown_codec_asks_for_an_update() -> None:
    assert refusal(signed([section("ops", b"", codec="brotli")])) == "bundle.needs-newer-program"


def bomb(length: int) -> bytes:
    return zstandard.ZstdCompressor(level=19).compress(bytes(length))


@pytest.mark.parametrize("promised", [1000, 1_000_000, 1 << 30])
def test_a_bomb_is_stopped_at_what_it_promised(promised: int) -> None:
    packed = bomb(512 * 1024 * 1024)
    assert len(packed) < 30_000
    tracemalloc.start()
    try:
        code = refusal(signed([section("ops", packed, raw_length=promised, codec="zstd")]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert code in ("bundle.too-large", "bundle.damaged")
    assert peak < 48 * 1024 * 1024


def test_a_bomb_that_promises_everything_is_not_begun() -> None:
    packed = bomb(1000)
    assert refusal(signed([section("ops", packed, raw_length=1 << 40, codec="zstd")])) == "bundle.too-large"


@pytest.mark.parametrize("difference", [-1, 1, 1000])
def test_raw_lengths_are_exact(difference: int) -> None:
    packed = section("ops", OPS[1], raw_length=len(RAW_OPS) + difference, codec="zstd")
    assert refusal(signed([packed])) == ("bundle.too-large" if difference < 0 else "bundle.damaged")


@pytest.mark.parametrize(
    "raw",
    [
        b"\0\0\0\0",
        b"\xff\xff\xff\xff",
        b"\0\0\0\x01\xc1",
        b"\0\0\0\x01\x90",
        b"\0\0\0",
        RAW_OPS + b"\0",
        RAW_OPS[:-1],
        b"\0\0\0\x05\xdd\xff\xff\xff\xff",
        b"\0\x01\x00\x00" + b"\x91" * 65536,
        (5).to_bytes(4, "big") + b"\x91\x94\x01\xc0\xc0",
    ],
    ids=lambda raw: raw[:8].hex(),
)
def test_blocks_that_are_none(raw: bytes) -> None:
    assert refusal(signed([section("ops", raw)])) in ("bundle.damaged", "bundle.chain-broken")


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no zstd",
        OPS[1][:-1],
        OPS[1] + b"\0",
        OPS[1] + zstandard.ZstdCompressor().compress(b""),
        zstandard.ZstdCompressor(
            compression_params=zstandard.ZstdCompressionParameters.from_level(1, window_log=27, enable_ldm=True)
        )
        .compressobj()
        .compress(RAW_OPS),
    ],
    ids=["nothing", "no-frame", "cut", "more", "two-frames", "open-frame"],
)
def test_frames_that_are_none(packed: bytes) -> None:
    assert refusal(signed([section("ops", packed, raw_length=len(RAW_OPS), codec="zstd")])) == "bundle.damaged"


def test_a_window_that_needs_much_memory_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=27)
    frame = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    packed = frame.compress(RAW_OPS) + frame.flush()
    assert zstandard.get_frame_parameters(packed).window_size == 1 << 27
    assert refusal(signed([section("ops", packed, raw_length=len(RAW_OPS), codec="zstd")])) == "bundle.damaged"


def test_a_section_is_what_its_hash_says() -> None:
    line, data = OPS
    other = [[*line[:4], bytes(32)], data]
    assert refusal(signed([other, PAD])) == "bundle.damaged"
    empty = [["blob", "raw", 0, 0, bytes(32)], b""]
    assert refusal(signed([OPS, empty])) == "bundle.damaged"


def test_twenty_thousand_empty_sections_are_no_burden() -> None:
    empty = section("news", b"")
    with Import() as take:
        read(signed([OPS, *[empty] * 20_000]), take)
        assert take.sealed == RUN.operations


def test_a_manifest_has_one_spelling() -> None:
    manifest, data, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    assert data == canonical(manifest)
    pairs = list(manifest.items())
    unsorted = bytes([0xDE, 0, len(pairs)]) + b"".join(canonical(part) for pair in reversed(pairs) for part in pair)
    for spelling in (unsorted, data + b"\0", canonical(pairs), b"", canonical(manifest | {"x": 1.5})):
        assert refusal(forge(spelling, sections, LAPTOP.seed, HEADQUARTERS.recipient)) == "bundle.damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"min": "1"},
        {"min": None},
        {"kind": 1},
        {"kind": None},
        {"crit": "from"},
        {"crit": [[]]},
        {"dev": b""},
        {"sec": 1},
    ],
)
def test_a_manifest_has_the_facts_it_needs(change: dict[str, Any]) -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    assert refusal(forge(manifest | change, sections, LAPTOP.seed, HEADQUARTERS.recipient)) == "bundle.damaged"


def test_what_a_manifest_may_leave_out() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    for key in ("crit", "part", "vv", "ack", "counts", "recovery"):
        del manifest[key]
    with Import() as take:
        read(forge(manifest, sections, LAPTOP.seed, HEADQUARTERS.recipient), take)
        assert take.sealed == RUN.operations


def test_a_manifest_may_not_be_endless() -> None:
    body = b"TYB1" + (1024 * 1024 + 1).to_bytes(4, "big") + bytes(2 * 1024 * 1024)
    assert refusal(seal_body(body, HEADQUARTERS.recipient)) == "bundle.too-large"


def test_a_source_that_changes_between_the_passes_is_noticed() -> None:
    other = bundle_file(LAPTOP, HEADQUARTERS, RUN, [b"another"])

    class Swapped(io.BytesIO):
        rounds = 0

        def seek(self, offset: int, whence: int = 0) -> int:
            if whence == 2:
                self.rounds += 1
                if self.rounds == 2:
                    super().seek(0)
                    self.truncate()
                    self.write(other)
            return super().seek(offset, whence)

    with Import() as take:
        with pytest.raises(UserFault) as failure:
            bundle.read(Swapped(GOOD), [HEADQUARTERS.identity], knows(LAPTOP), take)
        assert (code_of(failure), failure.value.data["reason"]) == ("bundle.damaged", "changed-meanwhile")
