"""Keys: cards that can be read out, wraps that open for one passphrase, badges of one issuer."""

from __future__ import annotations

import os
import re

import pytest

from exchange.desk import Station, code_of
from tianye.domain.errors import Bug, UserFault
from tianye.exchange import keys

DESK = Station(1)
KEY = bytes(range(32))


def test_a_device_is_named_by_its_key() -> None:
    assert keys.public_key(bytes(32)).hex() == "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"
    assert keys.device_id(keys.public_key(bytes(32))).hex() == "c53e63da79ed4fa14d19e966597e2d56"
    assert len(keys.make_signing_key(os.urandom)) == len(keys.make_database_key(os.urandom)) == 32
    assert keys.make_box_identity() != keys.make_box_identity()


def test_a_card_comes_back() -> None:
    card = keys.make_card("laptop", " 玉树一号 ", DESK.seed, DESK.identity)
    assert card.name == "玉树一号"
    text = keys.card_text(card)
    assert text.startswith("TYC1:")
    assert keys.read_card(f"  {text[:40]}\r\n{text[40:]}\n") == card
    assert keys.card_from_bytes(keys.card_bytes(card)) == card


def test_every_slip_in_a_card_is_noticed() -> None:
    text = keys.card_text(DESK.card())
    slips = [text[:place] + other + text[place + 1 :] for place in range(len(text)) for other in "A7"]
    slips += [text[:place] for place in range(len(text))] + [text + "A", "", "卡片", "TYC1:", "TYC1:00"]
    for slip in slips:
        if slip != text:
            with pytest.raises(UserFault) as failure:
                keys.read_card(slip)
            assert code_of(failure) == "keys.card-unreadable"


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\nb", "a\u202eb"])
def test_a_card_has_a_name_that_can_be_shown(name: str) -> None:
    with pytest.raises(UserFault, match=r"keys\.bad-card-name"):
        keys.make_card("hq", name, DESK.seed, DESK.identity)


def test_six_words_stand_for_both_keys() -> None:
    words = keys.fingerprint_words(DESK.card())
    assert len(words) == 6
    assert all(re.fullmatch("([bdfghjklmnprstvz][aiou]){2}[bdfghjklmnprstvz]", word) for word in words)
    renamed = keys.make_card("laptop", "other", DESK.seed, DESK.identity)
    assert keys.fingerprint_words(renamed) == words
    for seed, identity in ((Station(2).seed, DESK.identity), (DESK.seed, Station(2).identity)):
        assert keys.fingerprint_words(keys.make_card("hq", "name", seed, identity)) != words


def test_words_are_proquints() -> None:
    # 127.0.0.1 and 63.84.220.193 as their inventor writes them
    assert [keys._proquint(number) for number in (0x7F00, 0x0001, 0x3F54, 0xDCC1)] == [
        "lusab", "babad", "gutih", "tugad",
    ]  # fmt: skip


def test_a_wrapped_key_opens_for_its_passphrase() -> None:
    wrapped = keys.wrap(KEY, "四个词 的 口令", keys.CHEAP, os.urandom)
    assert len(wrapped) == 101
    assert KEY not in wrapped
    assert keys.unwrap(wrapped, "四个词 的 口令") == KEY
    assert keys.wrap(KEY, "四个词 的 口令", keys.CHEAP, os.urandom) != wrapped
    for wrong in ("", "四个词 的 口", "四个词 的 口令 "):
        with pytest.raises(UserFault) as failure:
            keys.unwrap(wrapped, wrong)
        assert code_of(failure) == "keys.wrong-passphrase"


def test_a_passphrase_is_the_same_in_full_width() -> None:
    wrapped = keys.wrap(KEY, "ＡＢＣ　１２３é", keys.CHEAP, os.urandom)
    assert keys.unwrap(wrapped, "ABC 123e\u0301") == KEY


def test_a_passphrase_in_another_encoding_is_a_passphrase() -> None:
    stray = "口令".encode("gb18030").decode("utf-8", "surrogateescape")
    assert keys.unwrap(keys.wrap(KEY, stray, keys.CHEAP, os.urandom), stray) == KEY


def test_the_real_cost_works_too() -> None:
    assert keys.unwrap(keys.wrap(KEY, "tianye-demo", keys.DEFAULT, os.urandom), "tianye-demo") == KEY


def test_every_damaged_byte_of_a_wrap_is_named_damage() -> None:
    wrapped = keys.wrap(KEY, "p", keys.CHEAP, os.urandom)
    slips = [wrapped[:place] + bytes([wrapped[place] ^ 1]) + wrapped[place + 1 :] for place in range(len(wrapped))]
    for slip in [*slips, wrapped[:-1], wrapped + b"\0", b""]:
        with pytest.raises(UserFault) as failure:
            keys.unwrap(slip, "p")
        assert code_of(failure) == "keys.damaged"


@pytest.mark.parametrize("cost", [keys.Cost(255, 8), keys.Cost(1, 2**32 - 1), keys.Cost(0, 8), keys.Cost(1, 0)])
def test_a_wrap_cannot_ask_for_all_memory(cost: keys.Cost) -> None:
    head = b"TYK1" + bytes([cost.passes]) + cost.memory_kib.to_bytes(4, "big")
    data = head + keys.wrap(KEY, "p", keys.CHEAP, os.urandom)[9:97]
    with pytest.raises(UserFault, match=r"keys\.damaged"):
        keys.unwrap(data + keys._checksum(data), "p")


def test_only_keys_are_wrapped() -> None:
    with pytest.raises(Bug, match=r"keys\.wrong-length"):
        keys.wrap(b"short", "p", keys.CHEAP, os.urandom)


def test_a_badge_is_its_issuers_for_one_purpose() -> None:
    data = b"\x01" + bytes(10)
    signature = keys.sign_badge(data, b"tianye/badge/1", DESK.seed)
    assert len(signature) == 64
    assert keys.check_badge(data, signature, b"tianye/badge/1", DESK.public.sign_public)
    assert not keys.check_badge(data, signature, b"tianye/pack/1", DESK.public.sign_public)
    assert not keys.check_badge(b"\x01" + bytes(9) + b"\x01", signature, b"tianye/badge/1", DESK.public.sign_public)
    assert not keys.check_badge(data, signature, b"tianye/badge/1", Station(2).public.sign_public)
