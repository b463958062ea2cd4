"""A card is read, compared and taken in; a laptop gets other counties."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.exchange import keys
from tianye.services import enrolling, fleet, packs, undo
from town import Town

YUSHU, CHENDUO = "632701", "632723"


def test_a_card_shows_its_words_before_anything_is_believed(town: Town, tmp_path: Path) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    text = keys.card_text(desk.station.identity.card)
    seen = enrolling.look_at_card(hq.station, text)
    assert (seen.name, seen.known) == ("玉树", None)
    assert seen.words == keys.fingerprint_words(desk.station.identity.card)
    assert fleet.all_lines(hq.station) == []
    _, _, done = packs.enrol(hq.station, text, [YUSHU])
    known = enrolling.look_at_card(hq.station, text).known
    assert known is not None
    assert known.counties == (YUSHU,)
    assert done.command is not None
    undo.undo(hq.station, done.command)
    assert enrolling.look_at_card(hq.station, text).known is None
    path = tmp_path / "card.txt"
    path.write_text(f"﻿{text}\r\n", encoding="utf-8")
    assert enrolling.look_at_card_file(hq.station, path).words == seen.words


def test_what_is_no_card_of_a_laptop(town: Town, tmp_path: Path) -> None:
    hq = town.headquarters()
    with pytest.raises(UserFault, match=r"keys\.card-unreadable"):
        enrolling.look_at_card(hq.station, "TYC1:ABC")
    with pytest.raises(UserFault, match=r"laptop\.not-a-laptop"):
        enrolling.look_at_card(hq.station, keys.card_text(hq.station.identity.card))
    large = tmp_path / "large.txt"
    large.write_bytes(bytes(100_000))
    with pytest.raises(UserFault, match=r"keys\.card-unreadable"):
        enrolling.look_at_card_file(hq.station, large)


def test_other_counties(town: Town) -> None:
    hq, desk = town.headquarters(), town.desk("玉树")
    laptop = town.enrols(desk, YUSHU)
    done = enrolling.change_counties(hq.station, laptop.id, [CHENDUO, YUSHU])
    assert fleet.all_lines(hq.station)[0].places == ("玉树市", "称多县")
    assert enrolling.change_counties(hq.station, laptop.id, [YUSHU, CHENDUO]).command is None
    assert done.command is not None
    undo.undo(hq.station, done.command)
    assert fleet.all_lines(hq.station)[0].places == ("玉树市",)
    for wrong in ([], ["632701200"], ["110101"]):
        with pytest.raises(UserFault, match=r"laptop\.bad-county"):
            enrolling.change_counties(hq.station, laptop.id, wrong)
    with pytest.raises(UserFault, match=r"laptop\.unknown"):
        enrolling.change_counties(hq.station, bytes(16), [YUSHU])


def test_counties_are_found_as_people_type() -> None:
    every = enrolling.all_counties()
    assert 150 < len(every) < 200
    assert {len(county.code) for county in every} == {6}
    assert enrolling.find_counties("称多")[0].code == CHENDUO
    assert enrolling.find_counties("cdx")[0].code == CHENDUO
    # a prefecture brings its counties
    assert {YUSHU, CHENDUO} <= {county.code for county in enrolling.find_counties("玉树藏族自治州")}
    assert enrolling.find_counties("", chosen=[CHENDUO])[0].code == CHENDUO
    assert enrolling.find_counties("没有这个县") == ()
