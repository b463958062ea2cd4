"""Manifests have one spelling; blocks have limits; a maker's clock is taken as it is."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.desk import MADE, Station, canonical, facts_of, make_run, pack_facts, receipt_facts, some_payloads
from tianye.domain.ops import Sealed
from tianye.exchange.encoding import (
    BLOCK_BYTES,
    BLOCK_RECORDS,
    BundleFacts,
    NotCanonical,
    PackFacts,
    ReceiptFacts,
    decode_map,
    decode_operations,
    encode_manifest,
    make_facts,
    operation_blocks,
)

LAPTOP = Station(1)

values: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**64 - 1), st.text(), st.binary()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), values))
def test_what_is_written_canonically_is_read(value: dict[str, Any]) -> None:
    assert decode_map(canonical(value)) == value


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "nothing"),
        (b"\x90", "no map"),
        (b"\x01", "no map"),
        (b"\x80\x00", "bytes after the end"),
        (b"\x82\xa1a\x01", "cut short"),
        (b"\x81\xa1a\xcc\x01", "an integer longer than needed"),
        (b"\x81\xa1a\xd0\x01", "a signed spelling of a positive integer"),
        (b"\x81\xd9\x01a\x01", "a text head longer than needed"),
        (b"\x81\xa1a\xc5\x00\x01a", "a bytes head longer than needed"),
        (b"\xde\x00\x01\xa1a\x01", "a map head longer than needed"),
        (b"\x82\xa1b\x01\xa1a\x01", "keys out of order"),
        (b"\x82\xa1a\x01\xa1a\x01", "a key twice"),
        (b"\x82\xa1a\x01\xa1a\x02", "a key twice with two meanings"),
        (b"\x81\xa1a\x82\xa1b\x01\xa1b\x02", "a key twice, further in"),
        (b"\x81\xa1a\xcb" + bytes(8), "a float"),
        (b"\x81\xa1a\xca" + bytes(4), "a short float"),
        (b"\x81\x01\x01", "a key that is a number"),
        (b"\x81\xc4\x01a\x01", "a key that is bytes"),
        (b"\x81\xa1a\xc1", "a byte without meaning"),
        (b"\x81\xa1a\xd4\x05\x00", "an extension"),
        (canonical({"a": datetime.datetime(2026, 6, 12, tzinfo=datetime.UTC)}), "a time"),
        (b"\x81\xa1\xff\x01", "text that is not UTF-8"),
        (b"\x81\xa1a" + b"\x91" * 5000 + b"\x01", "a depth without use"),
        (b"\x81\xa1a" + b"\x91" * 500_000 + b"\x01", "a depth that kills"),
        (b"\x81\xa1a\xdd\xff\xff\xff\xff", "an array of four thousand million"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_any_other_spelling_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(NotCanonical):
        decode_map(data)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("bundle", facts_of(make_run(LAPTOP, some_payloads(3)))),
        ("pack", pack_facts(LAPTOP, Station(2), unknown={"later": [1, {"b": b"\x00"}]})),
        ("receipt", receipt_facts(LAPTOP, crit=("seq",))),
    ],
)
def test_facts_come_back(kind: str, facts: BundleFacts | PackFacts | ReceiptFacts) -> None:
    manifest = encode_manifest(kind, facts)
    values = decode_map(manifest)
    assert (values["v"], values["min"], values["kind"]) == (1, 1, kind)
    assert make_facts(values, type(facts)) == facts


@pytest.mark.parametrize(
    "change",
    [
        {"dev": bytes(15)},
        {"dev": "text"},
        {"head": bytes(33)},
        {"from": 0},
        {"from": -1},
        {"to_seq": 1 << 32},
        {"to_seq": True},
        {"to": [bytes(15)]},
        {"counts": {"person": -1}},
        {"counts": {"person": "3"}},
        {"sec": [["ops", "zstd", 1, 1]]},
        {"sec": [["ops", "zstd", 1 << 63, 1, bytes(32)]]},
        {"vv": [[bytes(16), 1]]},
        {"made": None},
        {"made": {"epoch": 1}},
        {"prog": None},
    ],
    ids=str,
)
def test_facts_of_a_wrong_type_are_refused(change: dict[str, Any]) -> None:
    values = decode_map(encode_manifest("bundle", facts_of(make_run(LAPTOP, some_payloads(3)))))
    with pytest.raises(NotCanonical):
        make_facts(values | change, BundleFacts)


def test_a_missing_fact_is_refused() -> None:
    values = decode_map(encode_manifest("bundle", facts_of(make_run(LAPTOP, some_payloads(3)))))
    for key in ("from", "to_seq", "prev", "head", "made", "prog"):
        with pytest.raises(NotCanonical):
            make_facts({name: value for name, value in values.items() if name != key}, BundleFacts)


def test_blocks_end_at_their_limits() -> None:
    small = [Sealed(b"h", b"p")] * 2500
    assert [len(decode_operations(block[4:])) for block in operation_blocks(small)] == [1000, 1000, 500]
    large = [Sealed(b"h", bytes(1_500_000))] * 5
    blocks = list(operation_blocks(large))
    assert [len(decode_operations(block[4:])) for block in blocks] == [2, 2, 1]
    for block in blocks:
        assert int.from_bytes(block[:4], "big") == len(block) - 4 <= BLOCK_BYTES
    assert list(operation_blocks([])) == []


def test_a_block_of_none_or_too_many_is_refused() -> None:
    for count in (0, BLOCK_RECORDS + 1):
        with pytest.raises(msgspec.ValidationError):
            decode_operations(canonical([[b"h", b"p", None, b""]] * count))


def test_the_clock_of_a_maker_may_be_anything() -> None:
    run = make_run(LAPTOP, some_payloads(1))
    facts = facts_of(run, made=msgspec.structs.replace(MADE, wall_ms=-(2**62), is_suspect=True))
    assert make_facts(decode_map(encode_manifest("bundle", facts)), BundleFacts).made.wall_ms == -(2**62)
