"""Packs and receipts: headquarters' word, believed only from the key the laptop has pinned."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from exchange.desk import (
    Import,
    Station,
    blob_of,
    bundle_file,
    code_of,
    forge,
    keyed,
    knows,
    make_run,
    open_body,
    pack_facts,
    receipt_facts,
    some_payloads,
)
from tianye.domain.errors import Bug, UserFault
from tianye.domain.ops import Sealed, decode_header
from tianye.exchange import bundle, keys, pack, qr, receipt
from tianye.exchange.encoding import Acknowledged, Range

LAPTOP = Station(1)
OTHER_LAPTOP = Station(2)
HEADQUARTERS = Station(10)
IMPOSTOR = Station(11)


def operations_of_many() -> list[Sealed]:
    return [
        msgspec.structs.replace(one, author=station.device)
        for station in (OTHER_LAPTOP, HEADQUARTERS)
        for one in reversed(keyed(make_run(station, [*some_payloads(3), None])))
    ]


OPERATIONS = operations_of_many()
OWNERS = {decode_header(one.header).owner: one.key for one in OPERATIONS if one.key is not None}
FORMS = [b"<h:html>" + bytes(5000) + b"</h:html>", b"picture"]


def pack_file(
    maker: Station = HEADQUARTERS, operations: Sequence[Sealed] = OPERATIONS, to: Station = LAPTOP, **changes: Any
) -> bytes:
    out = io.BytesIO()
    pack.write(
        out,
        pack_facts(maker, LAPTOP, **changes),
        operations,
        [blob_of(data) for data in FORMS],
        signing_key=maker.seed,
        recipients=[to.recipient, maker.recipient],
    )
    return out.getvalue()


def refusal(data: bytes, read: Any = pack.read) -> str:
    with Import() as take:
        with pytest.raises(UserFault) as failure:
            take.take(read, data, LAPTOP.identity, knows(HEADQUARTERS))
        assert take.committed == 0
        return code_of(failure)


def test_everything_in_a_pack_comes_back() -> None:
    data = pack_file(want=(Range(3, 9), Range(20, 20)), ack=Acknowledged(2, bytes(32)))
    for station in (LAPTOP, HEADQUARTERS):
        with Import() as take:
            facts = take.take(pack.read, data, station.identity, knows(HEADQUARTERS))
            assert facts == take.facts
            assert take.sealed == [msgspec.structs.replace(one, key=None) for one in OPERATIONS]
            assert take.owners == OWNERS
            assert len(OWNERS) == 6
            assert sorted(take.blobs.values()) == sorted(FORMS)
            assert take.committed == 9
    assert (facts.want, facts.ack) == ((Range(3, 9), Range(20, 20)), Acknowledged(2, bytes(32)))
    assert (facts.dev, facts.dev_for, facts.scope) == (HEADQUARTERS.device, LAPTOP.device, ("632721", "632722"))


def test_an_empty_pack_comes_back() -> None:
    with Import() as take:
        take.take(pack.read, pack_file(operations=[]), LAPTOP.identity, knows(HEADQUARTERS))
        assert take.committed == 1


def test_the_first_pack_shows_whose_it_is() -> None:
    facts = pack.inspect(io.BytesIO(pack_file()), [LAPTOP.identity])
    card = keys.card_from_bytes(facts.hq)
    assert card == HEADQUARTERS.card()
    assert keys.fingerprint_words(card) == keys.fingerprint_words(HEADQUARTERS.card())
    assert pack.inspect(io.BytesIO(pack_file()), [LAPTOP.identity], knows(HEADQUARTERS)) == facts


def test_an_impostor_shows_another_card_and_is_refused_later() -> None:
    data = pack_file(IMPOSTOR)
    card = keys.card_from_bytes(pack.inspect(io.BytesIO(data), [LAPTOP.identity]).hq)
    assert keys.fingerprint_words(card) != keys.fingerprint_words(HEADQUARTERS.card())
    assert refusal(data) == "bundle.unknown-device"


def test_a_foreign_card_in_a_pack_is_refused() -> None:
    manifest, _, _, sections = open_body(pack_file(IMPOSTOR), LAPTOP.identity)
    borrowed = manifest | {"hq": keys.card_bytes(HEADQUARTERS.card())}
    forged = forge(borrowed, sections, IMPOSTOR.seed, LAPTOP.recipient, domain=b"tianye/pack/1")
    with pytest.raises(UserFault, match=r"bundle\.damaged"):
        pack.inspect(io.BytesIO(forged), [LAPTOP.identity])
    posing = borrowed | {"dev": HEADQUARTERS.device}
    forged = forge(posing, sections, IMPOSTOR.seed, LAPTOP.recipient, domain=b"tianye/pack/1")
    with pytest.raises(UserFault, match=r"bundle\.bad-signature"):
        pack.inspect(io.BytesIO(forged), [LAPTOP.identity])
    assert refusal(forged) == "bundle.bad-signature"
    for card in (b"", b"\x01", keys.card_bytes(IMPOSTOR.card("laptop"))):
        forged = forge(manifest | {"hq": card}, sections, IMPOSTOR.seed, LAPTOP.recipient, domain=b"tianye/pack/1")
        with pytest.raises(UserFault, match=r"bundle\.damaged"):
            pack.inspect(io.BytesIO(forged), [LAPTOP.identity])


def test_a_pack_for_another_laptop_is_refused() -> None:
    assert refusal(pack_file(to=OTHER_LAPTOP)) == "bundle.not-for-us"


def test_a_laptop_cannot_pass_its_bundle_off_as_a_pack() -> None:
    assert refusal(bundle_file(OTHER_LAPTOP, LAPTOP, make_run(OTHER_LAPTOP, some_payloads(2)))) == "bundle.wrong-kind"
    with pytest.raises(UserFault, match=r"bundle\.wrong-kind"):
        bundle.inspect(io.BytesIO(pack_file()), [HEADQUARTERS.identity], knows(HEADQUARTERS))


@pytest.mark.parametrize(
    "change",
    [
        {"author": b"short"},
        {"commitment": bytes(32)},
        {"key": bytes(15)},
        {"key": b"k" * 16, "header": OPERATIONS[0].header},
        {"payload": None},
        {"payload": None, "commitment": bytes(31)},
        {"header": b"\x90", "key": None},
        {"header": bytes(70_000), "key": None},
    ],
    ids=lambda change: str(change)[:60],
)
def test_operations_in_a_pack_are_whole(change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    given = OPERATIONS[1]
    fields = {name: getattr(given, name) for name in given.__struct_fields__}
    broken = Sealed(**(fields | change))
    with monkeypatch.context() as patch:  # a headquarters that does not check what it writes
        patch.setattr(pack, "_with_author", iter)
        patch.setattr("tianye.exchange.encoding._carriable", lambda sealed: sealed)
        data = pack_file(operations=[OPERATIONS[0], broken])
    assert refusal(data) == "bundle.damaged"


def test_a_pack_is_made_with_the_makers_card_and_named_authors() -> None:
    with pytest.raises(Bug, match=r"pack\.foreign-card"):
        pack_file(hq=keys.card_bytes(IMPOSTOR.card()))
    with pytest.raises(Bug, match=r"pack\.operation-without-author"):
        pack_file(operations=[Sealed(OPERATIONS[0].header, b"\x80")])


# ---- receipts --------------------------------------------------------------------------------------------------------


def receipt_file(maker: Station = HEADQUARTERS, to: Station = LAPTOP) -> bytes:
    out = io.BytesIO()
    written = receipt.write(out, receipt_facts(LAPTOP), signing_key=maker.seed, recipients=[to.recipient])
    assert written.facts.dev == maker.device
    return out.getvalue()


def test_a_receipt_comes_back() -> None:
    facts = receipt.read(io.BytesIO(receipt_file()), [LAPTOP.identity], knows(HEADQUARTERS))
    wanted = receipt_facts(LAPTOP)
    assert (facts.dev_for, facts.seq, facts.head, facts.missing) == (LAPTOP.device, 41, wanted.head, wanted.missing)
    assert (facts.hq_seq, facts.hq_epoch, facts.hq_time_ms, facts.counts) == (3, 1, wanted.hq_time_ms, {"person": 3})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (receipt_file(IMPOSTOR), "bundle.unknown-device"),
        (receipt_file(to=OTHER_LAPTOP), "bundle.not-for-us"),
        (receipt_file()[:-1], "bundle.truncated"),
        (pack_file(), "bundle.wrong-kind"),
    ],
)
def test_receipts_are_refused_like_bundles(data: bytes, code: str) -> None:
    with pytest.raises(UserFault) as failure:
        receipt.read(io.BytesIO(data), [LAPTOP.identity], knows(HEADQUARTERS))
    assert code_of(failure) == code
    assert failure.value.data["what"] == "receipt"


def test_a_receipt_signed_as_a_pack_is_refused() -> None:
    manifest, _, _, sections = open_body(receipt_file(), LAPTOP.identity)
    forged = forge(manifest, sections, HEADQUARTERS.seed, LAPTOP.recipient, domain=b"tianye/pack/1")
    with pytest.raises(UserFault, match=r"bundle\.bad-signature"):
        receipt.read(io.BytesIO(forged), [LAPTOP.identity], knows(HEADQUARTERS))


def test_a_receipts_text_fits_a_small_code_and_comes_back() -> None:
    text = qr.receipt_text(receipt_facts(LAPTOP), HEADQUARTERS.seed)
    assert len(text) <= 279  # version 8 with correction level L, in alphanumeric mode
    short = qr.read_receipt_text(f" {text[:100]}\n{text[100:]}\r\n", knows(HEADQUARTERS))
    assert (short.dev, short.dev_for, short.seq, short.head) == (
        HEADQUARTERS.device,
        LAPTOP.device,
        41,
        bytes(range(32)),
    )
    assert (short.hq_seq, short.hq_epoch, short.hq_time_ms, short.missing_count) == (3, 1, 1_750_000_000_000, 1)


def test_every_slip_in_a_receipts_text_is_refused() -> None:
    text = qr.receipt_text(receipt_facts(LAPTOP), HEADQUARTERS.seed)
    slips = [text[:place] + other + text[place + 1 :] for place in range(len(text)) for other in "A7"]
    slips += [text[:length] for length in range(len(text))] + [text + "00", "回执"]
    for slip in slips:
        if slip != text:
            with pytest.raises(UserFault) as failure:
                qr.read_receipt_text(slip, knows(HEADQUARTERS))
            assert code_of(failure) in ("receipt.unreadable-text", "bundle.unknown-device", "bundle.bad-signature")
    with pytest.raises(UserFault, match=r"bundle\.unknown-device"):
        qr.read_receipt_text(qr.receipt_text(receipt_facts(LAPTOP), IMPOSTOR.seed), knows(HEADQUARTERS))
