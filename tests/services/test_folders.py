"""A data folder looked at from outside, and a passphrase judged before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.exchange import keys
from tianye.services.folders import Doubt, FolderState, doubts_about, look_at
from tianye.services.passphrases import Strength, judge
from tianye.services.station import Station, World

WORLD = World(cost=keys.CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "records"
    Station.create(made, "laptop", name="a", operator="b", passphrase="three quiet yaks", world=WORLD).close()
    return made


def test_each_half_of_a_folder_has_its_own_name(folder: Path, tmp_path: Path) -> None:
    assert look_at(tmp_path / "nowhere") is FolderState.NOTHING
    assert look_at(tmp_path) is FolderState.NOTHING
    assert look_at(folder) is FolderState.WHOLE
    (folder / "tianye.db").rename(tmp_path / "taken")
    assert look_at(folder) is FolderState.DATABASE_MISSING
    (tmp_path / "taken").rename(folder / "tianye.db")
    next((folder / "keys").glob("*.key")).unlink()
    assert look_at(folder) is FolderState.KEYS_MISSING


def test_looking_does_not_hinder_the_one_who_has_it(folder: Path) -> None:
    with Station.open(folder, "three quiet yaks", WORLD):
        assert look_at(folder) is FolderState.IN_USE
        assert look_at(folder) is FolderState.IN_USE
    assert look_at(folder) is FolderState.WHOLE


def test_places_that_are_not_good_are_named(tmp_path: Path) -> None:
    assert doubts_about(tmp_path / "new") == []
    assert doubts_about(tmp_path / "OneDrive" / "new") == [Doubt.SYNCHRONISED]
    assert doubts_about(tmp_path / "坚果云" / "new") == [Doubt.SYNCHRONISED]
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    assert doubts_about(tmp_path) == [Doubt.NOT_EMPTY]
    assert Doubt.NOT_WRITABLE in doubts_about(tmp_path / "letter.txt" / "new")


@pytest.mark.parametrize(
    ("typed", "strength", "missing"),
    [
        ("", Strength.EMPTY, 10),
        ("   ", Strength.EMPTY, 7),
        ("yaks", Strength.SHORT, 6),
        ("1990-01-01 1", Strength.DIGITS, 0),
        ("１３９０７３３１２３４", Strength.DIGITS, 0),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.REPEATED, 0),
        ("quietyakson", Strength.FAIR, 0),
        ("a b c yaks and tea", Strength.GOOD, 0),
        ("草原上有三头安静的牦牛在喝水呢", Strength.FAIR, 0),
    ],
)
def test_a_passphrase_is_judged(typed: str, strength: Strength, missing: int) -> None:
    judged = judge(typed)
    assert (judged.strength, judged.missing) == (strength, missing)
    assert judged.is_enough is (missing == 0)
