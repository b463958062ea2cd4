"""Badges: the text in the QR code."""

from __future__ import annotations

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.badges import (
    SIGNING_DOMAIN,
    Badge,
    decode,
    encode,
    from_base45,
    is_badge,
    to_base45,
)
from tianye.domain.errors import Bug, UserFault

badges = st.builds(Badge, st.binary(min_size=10, max_size=10), st.binary(min_size=64, max_size=64))
BADGE = Badge(bytes(range(10)), bytes(range(64)))


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")]
)
def test_base45_vectors_of_the_standard(data: bytes, text: str) -> None:
    assert to_base45(data) == text
    assert from_base45(text) == data


@given(st.binary(max_size=80))
def test_base45_round_trip(data: bytes) -> None:
    assert from_base45(to_base45(data)) == data


@pytest.mark.parametrize("text", ["A", "ABCD", "GGX", "::", "ab", "A,B", "BB8\n"])
def test_what_is_no_base45_is_refused(text: str) -> None:
    with pytest.raises(UserFault, match=r"badge\.unreadable"):
        from_base45(text)


@given(badges)
def test_a_badge_is_read_back(badge: Badge) -> None:
    text = encode(badge)
    assert len(text) == 116
    assert is_badge(text)
    assert decode(text) == badge
    assert decode(text + "\r\n") == badge


@given(badges)
def test_a_badge_fits_the_small_code(badge: Badge) -> None:
    text = encode(badge)
    assert len(text) <= 122
    code = qrcode.QRCode(version=5, error_correction=qrcode.ERROR_CORRECT_M)
    code.add_data(text, optimize=0)
    code.make(fit=False)
    assert code.version == 5
    assert code.data_list[0].mode == qrcode.util.MODE_ALPHA_NUM


def test_a_scanner_on_a_chinese_keyboard_is_forgiven() -> None:
    text = encode(BADGE)
    full_width = "".join(chr(ord(c) + 0xFEE0) if c != " " else c for c in text)
    assert decode(full_width) == BADGE
    assert decode(text.lower()) == BADGE


@given(st.integers(0, 115), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
def test_a_misread_character_never_gives_the_same_badge(place: int, character: str) -> None:
    text = encode(BADGE)
    misread = text[:place] + character + text[place + 1 :]
    try:
        read = decode(misread)
    except UserFault:
        read = None
    assert (read == BADGE) is (misread == text)


@pytest.mark.parametrize(
    "text", ["", "TY:", "TY:00", "卓玛", "http://example.org", encode(BADGE)[:-1], encode(BADGE) + "00"]
)
def test_what_is_no_badge_is_refused(text: str) -> None:
    with pytest.raises(UserFault, match=r"badge\.unreadable"):
        decode(text)


def test_a_newer_badge_asks_for_an_update() -> None:
    with pytest.raises(UserFault, match=r"badge\.newer-version"):
        decode("TY:" + to_base45(b"\x02" + bytes(20)))


def test_issued_badges_stay_valid_the_domain_of_their_signature_is_fixed() -> None:
    assert SIGNING_DOMAIN == b"tianye/badge/1"


def test_a_badge_has_its_sizes() -> None:
    with pytest.raises(Bug):
        encode(Badge(b"short", bytes(64)))
    with pytest.raises(Bug):
        encode(Badge(bytes(10), bytes(63)))
