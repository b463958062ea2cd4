"""Bundles: what goes in comes out, and only from whom, for whom and as it was signed."""

from __future__ import annotations

import io
import tracemalloc
from hashlib import blake2b
from itertools import pairwise

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from exchange.desk import (
    Import,
    Run,
    Station,
    blob_of,
    bundle_file,
    canonical,
    code_of,
    facts_of,
    forge,
    keyed,
    knows,
    make_run,
    open_body,
    seal_body,
    some_payloads,
)
from tianye.domain import chain
from tianye.domain.errors import Bug, UserFault, WorldFault
from tianye.domain.ops import Sealed, decode_header, encode_fields, encode_header
from tianye.exchange import bundle, container
from tianye.exchange.container import Blob
from tianye.exchange.encoding import Head, Held, Part

LAPTOP = Station(1)
OTHER_LAPTOP = Station(2)
HEADQUARTERS = Station(10)
OTHER_HEADQUARTERS = Station(11)


def read(data: bytes, take: Import, at: Station = HEADQUARTERS) -> object:
    return take.take(bundle.read, data, at.identity, knows(LAPTOP, OTHER_LAPTOP))


def refusal(data: bytes, at: Station = HEADQUARTERS) -> str:
    """Return the code with which a file is refused, having seen that nothing of it was kept."""
    with Import() as take:
        with pytest.raises(UserFault) as failure:
            read(data, take, at)
        assert take.committed == 0
        return code_of(failure)


def test_everything_comes_back() -> None:
    run = make_run(LAPTOP, [*some_payloads(10), None, *some_payloads(3)])
    files = [b"<h:html/>" * 1000, b""]
    facts = facts_of(
        run,
        vv=(Head(LAPTOP.device, 14, run.head), Head(OTHER_LAPTOP.device, 3, bytes(32))),
        ack=Held(1, 4, 2),
        part=Part(1, 3, b"set"),
        recovery=b"age-bytes",
    )
    out = io.BytesIO()
    written = bundle.write(
        out,
        facts,
        keyed(run),
        [blob_of(data) for data in files],
        signing_key=LAPTOP.seed,
        recipients=[HEADQUARTERS.recipient, OTHER_HEADQUARTERS.recipient],
    )
    assert written.length == len(out.getvalue())
    assert written.facts.dev == LAPTOP.device
    assert (written.facts.vv, written.facts.ack, written.facts.part) == (facts.vv, facts.ack, facts.part)
    for station in (HEADQUARTERS, OTHER_HEADQUARTERS):
        with Import() as take:
            assert read(out.getvalue(), take, station) == written.facts == take.facts
            assert take.sealed == run.operations
            assert take.chain[-1] == run.head
            assert take.owners == run.owner_keys
            assert sorted(take.blobs.values()) == sorted(files)
            assert take.committed == 15
        assert bundle.inspect(io.BytesIO(out.getvalue()), [station.identity], knows(LAPTOP)) == written.facts


payload_lists = st.lists(
    st.one_of(
        st.none(),
        st.dictionaries(
            st.text(max_size=8),
            st.one_of(st.text(max_size=20), st.integers(-(2**63), 2**63), st.booleans()),
            max_size=4,
        ).map(encode_fields),
    ),
    max_size=30,
)


@settings(max_examples=60)
@given(payloads=payload_lists, files=st.lists(st.binary(max_size=200), max_size=3), first=st.integers(1, 2**31))
def test_any_run_comes_back(payloads: list[bytes | None], files: list[bytes], first: int) -> None:
    prev = None if first == 1 else bytes(range(32))
    run = make_run(LAPTOP, payloads, first=first, prev=prev)
    with Import() as take:
        facts = read(bundle_file(LAPTOP, HEADQUARTERS, run, files), take)
        assert take.sealed == run.operations
        assert set(take.blobs.values()) == set(files)
        assert facts == take.facts
        assert take.committed == len(payloads) + 1


def test_many_blocks_and_one_very_large_operation_come_back() -> None:
    large = bytes(4 * 1024 * 1024)
    run = make_run(LAPTOP, [*some_payloads(2500), large, *some_payloads(10)])
    with Import() as take:
        read(bundle_file(LAPTOP, HEADQUARTERS, run), take)
        assert take.sealed == run.operations


def test_a_run_continues_where_the_last_one_ended() -> None:
    first = make_run(LAPTOP, some_payloads(5))
    second = make_run(LAPTOP, some_payloads(5), first=6, prev=first.head)
    with Import() as take:
        facts = read(bundle_file(LAPTOP, HEADQUARTERS, second), take)
        assert (facts.from_seq, facts.to_seq, facts.prev) == (6, 10, first.head)


def test_bodies_come_in_steps() -> None:
    for count in (0, 1, 60, 300):
        run = make_run(LAPTOP, some_payloads(count))
        _, manifest, _, sections = open_body(bundle_file(LAPTOP, HEADQUARTERS, run), HEADQUARTERS.identity)
        assert (8 + len(manifest) + 64 + len(sections)) % container.STEP_BYTES == 0


def test_padding_is_found_for_every_length() -> None:
    facts = facts_of(make_run(LAPTOP, []))
    for length in range(4200):
        padded, manifest, pad = container._padded(container.BUNDLE, structs.replace(facts, recovery=bytes(length)))
        assert (8 + len(manifest) + 64 + pad) % container.STEP_BYTES == 0
        assert padded.sec[-1].length == pad < container.STEP_BYTES + 256


def test_a_hand_over_in_progress_holds_no_file_in_memory() -> None:
    zeros = bytes(64 * 1024)
    size = 64 * 1024 * 1024
    digest = blake2b(digest_size=32)
    for _ in range(size // len(zeros)):
        digest.update(zeros)

    class Zeros(io.RawIOBase):
        left = size

        def read(self, count: int = -1) -> bytes:
            data = zeros[: min(count, self.left)]
            self.left -= len(data)
            return data

    class Counter:
        count = 0

        def write(self, data: bytes) -> None:
            self.count += len(data)

        def close(self) -> None:
            pass

    class Skim(Import):
        def blob(self, hash: bytes, length: int) -> Counter:  # type: ignore[override]
            self.counter = Counter()
            return self.counter

    run = make_run(LAPTOP, some_payloads(5))
    out = io.BytesIO(bytes(size + 1024 * 1024))
    tracemalloc.start()
    try:
        written = bundle.write(
            out,
            facts_of(run),
            keyed(run),
            [Blob(digest.digest(), size, Zeros)],  # type: ignore[arg-type]
            signing_key=LAPTOP.seed,
            recipients=[HEADQUARTERS.recipient],
        )
        out.truncate(written.length)
        with Skim() as take:
            bundle.read(out, [HEADQUARTERS.identity], knows(LAPTOP), take)
            assert take.counter.count == size
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_a_receiver_may_skip_a_file() -> None:
    class Skim(Import):
        def blob(self, hash: bytes, length: int) -> None:  # type: ignore[override]
            return None

    run = make_run(LAPTOP, some_payloads(2))
    with Skim() as take:
        read(bundle_file(LAPTOP, HEADQUARTERS, run, [b"a file"]), take)
        assert take.committed == 3


def test_what_a_receiver_raises_comes_out_as_it_was() -> None:
    class Full(Import):
        def operations(self, block: object) -> None:
            raise WorldFault("database.full")

    run = make_run(LAPTOP, some_payloads(2))
    with Full() as take:
        with pytest.raises(WorldFault, match=r"database\.full"):
            read(bundle_file(LAPTOP, HEADQUARTERS, run), take)
        assert take.committed == 0


# ---- who, for whom ---------------------------------------------------------------------------------------------------

RUN = make_run(LAPTOP, some_payloads(3))
GOOD = bundle_file(LAPTOP, HEADQUARTERS, RUN, [b"a file"])


def test_another_headquarters_cannot_open_it() -> None:
    assert refusal(GOOD, OTHER_HEADQUARTERS) == "bundle.not-for-us"


def test_encrypted_again_for_others_it_is_not_for_them() -> None:
    _, manifest, signature, sections = open_body(GOOD, HEADQUARTERS.identity)
    body = b"TYB1" + len(manifest).to_bytes(4, "big") + manifest + signature + sections
    assert refusal(seal_body(body, OTHER_HEADQUARTERS.recipient), OTHER_HEADQUARTERS) == "bundle.not-for-us"
    with Import() as take:
        read(seal_body(body, HEADQUARTERS.recipient), take)


def test_an_unknown_device_is_named() -> None:
    stranger = Station(3)
    assert refusal(bundle_file(stranger, HEADQUARTERS, make_run(stranger, some_payloads(2)))) == "bundle.unknown-device"


def test_a_key_that_is_not_the_one_of_the_device_is_none_of_it() -> None:
    """Whoever brought a key of his own in under a laptop's id cannot write in its name."""
    stranger = Station(3)
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    forged = forge(manifest, sections, stranger.seed, HEADQUARTERS.recipient)
    with Import() as take:
        with pytest.raises(UserFault) as failure:
            take.take(bundle.read, forged, HEADQUARTERS.identity, {LAPTOP.device: stranger.public}.get)
        assert code_of(failure) == "bundle.unknown-device"
        assert take.committed == 0


def test_signed_by_another_key() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    assert refusal(forge(manifest, sections, OTHER_LAPTOP.seed, HEADQUARTERS.recipient)) == "bundle.bad-signature"


def test_signed_for_another_purpose() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    forged = forge(manifest, sections, LAPTOP.seed, HEADQUARTERS.recipient, domain=b"tianye/pack/1")
    assert refusal(forged) == "bundle.bad-signature"


def test_a_stripped_or_blank_signature() -> None:
    _, manifest, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    start = b"TYB1" + len(manifest).to_bytes(4, "big") + manifest
    assert refusal(seal_body(start + bytes(64) + sections, HEADQUARTERS.recipient)) == "bundle.bad-signature"
    assert refusal(seal_body(start + sections, HEADQUARTERS.recipient)) == "bundle.bad-signature"


def test_a_pack_or_receipt_is_not_a_bundle() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    forged = forge(manifest | {"kind": "receipt"}, sections, LAPTOP.seed, HEADQUARTERS.recipient)
    with Import() as take, pytest.raises(UserFault) as failure:
        read(forged, take)
    assert code_of(failure) == "bundle.wrong-kind"
    assert failure.value.data["found"] == "receipt"


def test_two_bundles_have_nothing_in_common() -> None:
    other = bundle_file(OTHER_LAPTOP, HEADQUARTERS, make_run(OTHER_LAPTOP, some_payloads(3)), [b"a file"])
    again = bundle_file(LAPTOP, HEADQUARTERS, RUN, [b"a file"])
    for one, two in pairwise([other, GOOD, again]):
        windows = [_body_windows(data) for data in (one, two)]
        assert not windows[0] & windows[1]


def _body_windows(data: bytes, width: int = 6) -> set[bytes]:
    body = data[data.index(b"\n--- ") + 49 :]
    return {body[place : place + width] for place in range(len(body) - width)}


# ---- versions --------------------------------------------------------------------------------------------------------


def test_a_newer_format_asks_for_an_update() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    newer = manifest | {"v": 3, "min": 2, "from": "a later meaning"}
    assert refusal(forge(newer, sections, LAPTOP.seed, HEADQUARTERS.recipient)) == "bundle.needs-newer-program"
    magic = forge(manifest, sections, LAPTOP.seed, HEADQUARTERS.recipient, magic=b"TYB2")
    assert refusal(magic) == "bundle.needs-newer-program"
    kind = forge(manifest | {"kind": "revoke"}, sections, LAPTOP.seed, HEADQUARTERS.recipient)
    assert refusal(kind) == "bundle.needs-newer-program"


def test_an_unknown_critical_key_asks_for_an_update() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    critical = manifest | {"crit": ["from", "vow"], "vow": 1}
    assert refusal(forge(critical, sections, LAPTOP.seed, HEADQUARTERS.recipient)) == "bundle.needs-newer-program"
    known = manifest | {"crit": ["from"]}
    with Import() as take:
        read(forge(known, sections, LAPTOP.seed, HEADQUARTERS.recipient), take)


def test_unknown_keys_and_sections_are_kept_or_skipped() -> None:
    manifest, _, _, sections = open_body(GOOD, HEADQUARTERS.identity)
    later = {"v": 2, "mood": {"sky": [1, b"\x00", None, True]}, "unknown": 5}
    news = b"what a later release adds"
    newer = manifest | later
    *others, pad = manifest["sec"]
    newer["sec"] = [*others, ["news", "raw", len(news), len(news), blake2b(news, digest_size=32).digest()], pad]
    sections = sections[: -pad[2]] + news + sections[-pad[2] :]
    with Import() as take:
        facts = read(forge(newer, sections, LAPTOP.seed, HEADQUARTERS.recipient), take)
        assert take.sealed == RUN.operations
    assert facts.unknown == {"mood": {"sky": [1, b"\x00", None, True]}, "unknown": 5}
    rewritten = bundle_file(LAPTOP, HEADQUARTERS, RUN, unknown=facts.unknown)
    with Import() as take:
        assert read(rewritten, take).unknown == facts.unknown
    manifest, *_ = open_body(rewritten, HEADQUARTERS.identity)
    assert (manifest["mood"], manifest["unknown"], manifest["v"]) == (later["mood"], 5, 1)


# ---- the chain -------------------------------------------------------------------------------------------------------


def rewritten(operations: list[Sealed], **changes: object) -> bytes:
    """A bundle that LAPTOP signed around operations that do not chain, or facts that are not so."""
    return rewritten_as_it_is(keyed(RUN, operations), **changes)


def rewritten_as_it_is(operations: list[Sealed], **changes: object) -> bytes:
    """The same, with owners' keys as they are given."""
    out = io.BytesIO()
    bundle.write(
        out,
        facts_of(RUN, **{"to_seq": RUN.first + len(operations) - 1, **changes}),
        operations,
        [],
        signing_key=LAPTOP.seed,
        recipients=[HEADQUARTERS.recipient],
    )
    return out.getvalue()


def test_a_changed_payload_breaks_the_chain() -> None:
    first, second, third = RUN.operations
    assert refusal(rewritten([first, Sealed(second.header, encode_fields({"name": "other"})), third])) == (
        "bundle.chain-broken"
    )


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 0, 2), (0, 2), (0, 1), (1, 2), (), (2, 1, 0)], ids=str)
def test_operations_swapped_repeated_or_left_out_break_the_chain(order: tuple[int, ...]) -> None:
    assert refusal(rewritten([RUN.operations[place] for place in order])) == "bundle.chain-broken"


def test_a_chain_over_wrong_sequences_is_refused() -> None:
    later = make_run(LAPTOP, some_payloads(2), first=5, prev=chain.start(LAPTOP.device))
    head = later.prev
    for place, one in enumerate(later.operations, 1):
        owner = decode_header(one.header).owner
        committed = chain.commitment(one.payload or b"", place, later.owner_keys.get(owner, chain.NO_OWNER_KEY))
        head = chain.extend(head, one.header, committed)
    out = io.BytesIO()
    bundle.write(
        out,
        facts_of(later, from_seq=1, to_seq=2, head=head),
        keyed(later),
        [],
        signing_key=LAPTOP.seed,
        recipients=[HEADQUARTERS.recipient],
    )
    with Import() as take, pytest.raises(UserFault) as failure:
        read(out.getvalue(), take)
    assert (code_of(failure), failure.value.data["reason"]) == ("bundle.chain-broken", "header")


def test_a_false_head_or_start_breaks_the_chain() -> None:
    assert refusal(rewritten(RUN.operations, head=bytes(32))) == "bundle.chain-broken"
    assert refusal(rewritten(RUN.operations, prev=bytes(32))) == "bundle.chain-broken"
    assert refusal(rewritten([], prev=bytes(32), head=bytes(32))) == "bundle.chain-broken"


def test_a_run_of_another_device_does_not_chain() -> None:
    run = make_run(OTHER_LAPTOP, some_payloads(2))
    assert refusal(bundle_file(LAPTOP, HEADQUARTERS, run)) == "bundle.chain-broken"


def test_operations_need_their_owners_keys() -> None:
    run = make_run(LAPTOP, some_payloads(3))
    run.owner_keys.popitem()
    run.owner_keys.popitem()
    assert refusal(bundle_file(LAPTOP, HEADQUARTERS, run)) == "bundle.chain-broken"


def test_an_author_has_no_place_in_a_bundle() -> None:
    first, second, third = RUN.operations
    foreign = Sealed(second.header, second.payload, None, OTHER_LAPTOP.device)
    assert refusal(rewritten([first, foreign, third])) == "bundle.chain-broken"


@pytest.mark.parametrize("step", [1, 2, 1 << 40])
def test_an_action_that_began_before_its_run_is_refused(step: int) -> None:
    (only,) = make_run(LAPTOP, some_payloads(1)).operations
    header = encode_header(structs.replace(decode_header(only.header), step=step, named_owner=b""))
    head = chain.extend(RUN.prev, header, chain.commitment(b"", 1, chain.NO_OWNER_KEY))
    assert refusal(rewritten_as_it_is([Sealed(header, b"")], head=head)) == "bundle.chain-broken"


def test_a_header_that_is_none_breaks_the_chain() -> None:
    for header in (b"", b"\x90", RUN.operations[0].header + b"\x00", canonical(list("abcdefghijkl"))):
        head = chain.extend(RUN.prev, header, chain.commitment(b"", 1, chain.NO_OWNER_KEY))
        assert refusal(rewritten_as_it_is([Sealed(header, b"")], head=head)) == "bundle.chain-broken"


@pytest.mark.parametrize("key", [bytes(chain.OWNER_KEY_BYTES), b"", bytes(15), bytes(17), bytes(32)], ids=len)
def test_an_owner_has_one_key_of_sixteen_bytes(key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, third = keyed(RUN)
    assert decode_header(first.header).owner != decode_header(second.header).owner
    again = structs.replace(third, header=first.header, key=key)
    assert refusal(bundle_with([first, second, again], monkeypatch)) == "bundle.damaged"


def test_nobody_has_a_key_of_her_own(monkeypatch: pytest.MonkeyPatch) -> None:
    run = make_run(LAPTOP, some_payloads(4))
    *others, last = keyed(run)
    assert decode_header(last.header).owner == b""
    own = structs.replace(last, key=b"k" * chain.OWNER_KEY_BYTES)
    assert refusal(bundle_with([*others, own], monkeypatch, run)) == "bundle.damaged"


def bundle_with(operations: list[Sealed], monkeypatch: pytest.MonkeyPatch, run: Run = RUN) -> bytes:
    """Write a bundle with the keys as they are given, by a laptop that does not look where they belong."""
    out = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr("tianye.exchange.encoding.with_first_keys", lambda group, keyed: (list(group), set()))
        facts = facts_of(run)
        bundle.write(out, facts, operations, [], signing_key=LAPTOP.seed, recipients=[HEADQUARTERS.recipient])
    return out.getvalue()


def test_a_key_comes_once_with_the_first_operation_of_its_owner() -> None:
    run = make_run(LAPTOP, some_payloads(3000), owners=701)
    data = bundle_file(LAPTOP, HEADQUARTERS, run)
    manifest, _, _, sections = open_body(data, HEADQUARTERS.identity)
    length, raw_length = manifest["sec"][0][2:4]
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(sections[:length])
    assert len(raw) == raw_length
    seen: dict[bytes, bytes] = {}
    while raw:
        size = int.from_bytes(raw[:4], "big")
        for header, *_, key in canonical_records(raw[4 : 4 + size]):
            owner = decode_header(header).owner
            assert (key is not None) == (owner != b"" and owner not in seen)
            seen.setdefault(owner, key)
        raw = raw[4 + size :]
    assert {owner: key for owner, key in seen.items() if owner} == run.owner_keys


def test_keys_that_were_let_go_of_are_asked_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of any length is read in the same memory: the receiver has the keys by then."""
    run = make_run(LAPTOP, some_payloads(3000), owners=701)
    data = bundle_file(LAPTOP, HEADQUARTERS, run)
    monkeypatch.setattr("tianye.exchange.owner_keys.REMEMBERED", 10)
    with Import() as take:
        asked = []
        monkeypatch.setattr(take, "owner_key", lambda owner: asked.append(owner) or take.owners.get(owner))
        read(data, take)
        assert take.sealed == run.operations
        assert take.owners == run.owner_keys
        assert set(asked) == set(run.owner_keys), "in the second and third block all of them were asked for again"


def canonical_records(block: bytes) -> list[tuple[bytes, bytes | None, bytes | None, bytes, bytes | None]]:
    found: list[tuple[bytes, bytes | None, bytes | None, bytes, bytes | None]] = msgspec.msgpack.decode(block)
    return found


# ---- writing ---------------------------------------------------------------------------------------------------------


def test_a_file_that_changed_on_the_disk_is_not_handed_over() -> None:
    for stored in (b"a filf", b"a file with more", b""):
        damaged = Blob(blake2b(b"a file", digest_size=32).digest(), 6, lambda stored=stored: io.BytesIO(stored))
        with pytest.raises(WorldFault, match=r"bundle\.attachment-damaged"):
            bundle.write(
                io.BytesIO(),
                facts_of(RUN),
                keyed(RUN),
                [damaged],
                signing_key=LAPTOP.seed,
                recipients=[HEADQUARTERS.recipient],
            )


def test_a_stream_that_fails_says_so_itself() -> None:
    class Stick(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        bundle.write(
            Stick(),
            facts_of(RUN),
            keyed(RUN),
            [],
            signing_key=LAPTOP.seed,
            recipients=[HEADQUARTERS.recipient],
        )

    class Unplugged(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 2000:
                raise OSError(5, "Input/output error")
            return super().read(size if size is None else min(size, 1000))

    with pytest.raises(OSError, match="Input/output error"):
        bundle.inspect(Unplugged(GOOD), [HEADQUARTERS.identity], knows(LAPTOP))


def test_operations_that_do_not_match_the_facts_are_our_bug() -> None:
    with pytest.raises(Bug, match=r"bundle\.wrong-count"):
        rewritten(RUN.operations, to_seq=9)
    with pytest.raises(Bug, match=r"bundle\.payload-or-commitment"):
        rewritten([Sealed(RUN.operations[0].header, b"\x80", bytes(32))])


def test_more_files_than_a_manifest_can_name_are_refused_before_writing() -> None:
    out = io.BytesIO()
    files = [blob_of(number.to_bytes(4, "big")) for number in range(25_000)]
    with pytest.raises(UserFault, match=r"bundle\.too-large"):
        bundle.write(
            out,
            facts_of(RUN),
            keyed(RUN),
            files,
            signing_key=LAPTOP.seed,
            recipients=[HEADQUARTERS.recipient],
        )
    assert out.getvalue() == b""
