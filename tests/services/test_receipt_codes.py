"""A receipt as one code: read from what was typed or scanned, and true or refused like one in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.services import bundles, packs, receipt_codes, receipts, registration
from town import Desk, Town

YUSHU = "632701"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    town.headquarters()
    yield town
    town.close()


def with_pack(town: Town, name: str) -> Desk:
    desk = town.desk(name)
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    registration.register(desk.station, {"name": "卓玛"}, {})
    return desk


@pytest.fixture
def desk(town: Town) -> Desk:
    return with_pack(town, "玉树")


def code_for(town: Town, name: str) -> receipt_codes.ReceiptCode:
    hq = town.headquarters().station
    return receipt_codes.make_receipt_code(hq, packs.get_laptop(hq, name))


def test_a_code_says_what_a_file_says(town: Town, desk: Desk) -> None:
    town.carry_stick(desk)
    code = code_for(town, "玉树")
    # version 9 at most, with its quiet zone: a telephone reads it from a screen
    assert len(code.modules) <= 73
    taken = receipts.install_receipt_text(desk.station, code.text)
    assert (taken.sequence, taken.was_known) == (code.last, False)
    assert bundles.standing(desk.station).on_the_way == 0
    assert receipts.install_receipt_text(desk.station, code.text).was_known
    # headquarters knows that it gave one
    assert receipts.is_receipt_text(code.text)


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: f"  {text}\n",
        lambda text: "\n".join(text[start : start + 60] for start in range(0, len(text), 60)),
        lambda text: "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text),
    ],
    ids=["spaces", "lines", "full-width"],
)
def test_as_scanners_and_messengers_deliver_it(town: Town, desk: Desk, typed) -> None:  # type: ignore[no-untyped-def]
    town.carry_stick(desk)
    text = code_for(town, "玉树").text
    assert receipts.install_receipt_text(desk.station, typed(text)).sequence == bundles.standing(desk.station).written


def test_every_letter_counts(town: Town, desk: Desk) -> None:
    town.carry_stick(desk)
    text = code_for(town, "玉树").text
    for place in range(len("TYR1:"), len(text), 7):
        other = "A" if text[place] != "A" else "B"
        with pytest.raises(UserFault, match=r"receipt\.unreadable-text|bundle\.(bad-signature|unknown-device)"):
            receipts.install_receipt_text(desk.station, text[:place] + other + text[place + 1 :])
    with pytest.raises(UserFault, match=r"receipt\.unreadable-text"):
        receipts.install_receipt_text(desk.station, text[:-3])
    assert bundles.standing(desk.station).received == 0


def test_of_another_laptop_or_another_headquarters(town: Town, desk: Desk, tmp_path: Path) -> None:
    other = with_pack(town, "称多")
    town.carry_stick(other)
    with pytest.raises(UserFault, match=r"receipt\.for-another-laptop"):
        receipts.install_receipt_text(desk.station, code_for(town, "称多").text)
    elsewhere = Town(tmp_path / "elsewhere", seed=8)
    try:
        stranger = with_pack(elsewhere, "玉树")
        elsewhere.carry_stick(stranger)
        with pytest.raises(UserFault, match=r"bundle\.unknown-device"):
            receipts.install_receipt_text(desk.station, code_for(elsewhere, "玉树").text)
    finally:
        elsewhere.close()
    assert bundles.standing(desk.station).received == 0


def test_on_paper(town: Town, desk: Desk, tmp_path: Path) -> None:
    town.carry_stick(desk)
    hq = town.headquarters().station
    path = tmp_path / "receipts.html"
    (code,) = receipt_codes.write_receipt_sheet(hq, [packs.get_laptop(hq, "玉树")], path)
    page = path.read_text(encoding="utf-8")
    assert "玉树" in page
    assert f"第 {code.last} 条为止，总部都收到了。" in page
    side = len(code.modules)
    assert f'viewBox="0 0 {side} {side}"' in page
    english = tmp_path / "english.html"
    receipt_codes.write_receipt_sheet(hq, [packs.get_laptop(hq, "玉树")], english, language="en")
    assert "Headquarters has everything up to record" in english.read_text(encoding="utf-8")


def test_there_is_none_for_who_sent_nothing(town: Town, desk: Desk) -> None:
    with pytest.raises(UserFault, match=r"receipt\.nothing-received"):
        code_for(town, "玉树")
