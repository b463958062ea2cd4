"""A data folder that is in use, incomplete, read-only or locked: told by name, never begun anew, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from faults.disks import made_read_only
from faults.together import played
from faults.village import (
    SESSION,
    assert_sound,
    check_in_next,
    code_of_opening,
    contents,
    found_laptop,
    open_laptop,
    present,
)
from tianye.domain.errors import UserFault, WorldFault
from tianye.services.station import Station
from town import PASSPHRASE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A laptop's folder in which one person is checked in and two are not."""
    made = tmp_path / "laptop"
    found_laptop(made, people=3)
    with open_laptop(made) as station:
        check_in_next(station)
    return made


def still_works(folder: Path) -> None:
    with open_laptop(folder) as station:
        before = present(station)
        assert len(before) == 1
        assert_sound(station)
        assert len(before | {check_in_next(station)}) == 2


def test_two_programs_at_once(folder: Path) -> None:
    door = Path(__file__).with_name("door.py")
    with open_laptop(folder) as station:
        second = subprocess.run(
            [sys.executable, str(door), str(folder), SESSION, PASSPHRASE], capture_output=True, text=True, check=False
        )
        assert second.returncode != 0
        assert second.stdout == ""
        assert "station.in-use" in second.stderr
        assert code_of_opening(folder) == "station.in-use"
        check_in_next(station)
        assert len(present(station)) == 2
        assert_sound(station)
    with open_laptop(folder) as station:
        assert len(present(station)) == 2


@pytest.mark.skipif(os.name != "posix", reason="processes are made otherwise here")
def test_two_programs_again_and_again(tmp_path: Path) -> None:
    ended = list(played(tmp_path, range(6)))
    assert [fault for _, fault in ended if fault] == []
    assert len(ended) == 6


def test_a_database_that_is_gone_is_never_begun_anew(folder: Path) -> None:
    (folder / "tianye.db").rename(folder / "elsewhere")
    before = contents(folder)
    assert code_of_opening(folder) == "database.missing"
    with pytest.raises(UserFault) as refused:
        Station.create(folder, "laptop", name="玉树", operator="填表人", passphrase=PASSPHRASE)
    assert refused.value.code == "station.exists"
    assert contents(folder) == before
    (folder / "elsewhere").rename(folder / "tianye.db")
    still_works(folder)


def test_a_database_without_a_byte_is_never_begun_anew(folder: Path) -> None:
    whole = (folder / "tianye.db").read_bytes()
    (folder / "tianye.db").write_bytes(b"")
    before = contents(folder)
    assert code_of_opening(folder) == "database.empty"
    assert contents(folder) == before
    (folder / "tianye.db").write_bytes(whole)
    still_works(folder)


def test_keys_that_are_gone(folder: Path) -> None:
    (folder / "keys").rename(folder / "elsewhere")
    before = contents(folder)
    assert code_of_opening(folder) == "station.keys-missing"
    with pytest.raises(UserFault) as refused:
        Station.create(folder, "laptop", name="玉树", operator="填表人", passphrase=PASSPHRASE)
    assert refused.value.code == "station.exists"
    assert contents(folder) == before
    (folder / "elsewhere").rename(folder / "keys")
    still_works(folder)


def test_the_keys_of_another_laptop(folder: Path, tmp_path: Path) -> None:
    found_laptop(tmp_path / "other", people=0)
    (own,) = (folder / "keys").glob("*.key")
    (other,) = (tmp_path / "other" / "keys").glob("*.key")
    kept = own.read_bytes()
    shutil.copy(other, own)
    assert code_of_opening(folder) == "database.unreadable"
    own.write_bytes(kept)
    still_works(folder)


@pytest.mark.parametrize("passphrase", ["", "wrong", PASSPHRASE + " ", PASSPHRASE.upper() + "!"])
def test_a_wrong_passphrase_loses_nothing(folder: Path, passphrase: str) -> None:
    before = contents(folder)
    with pytest.raises(UserFault) as refused:
        open_laptop_with(folder, passphrase)
    assert refused.value.code == "keys.wrong-passphrase"
    assert contents(folder) == before
    still_works(folder)


def open_laptop_with(folder: Path, passphrase: str) -> None:
    Station.open(folder, passphrase).close()


def test_a_folder_without_anything(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "gone"):
        with pytest.raises(UserFault) as refused:
            open_laptop(folder)
        assert refused.value.code == "station.none-here"
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder(folder: Path) -> None:
    before = contents(folder)
    with made_read_only(folder):
        with pytest.raises(WorldFault) as refused:
            open_laptop(folder)
        assert refused.value.code in ("file.read-only", "database.read-only", "database.cannot-open")
    assert contents(folder) == before
    still_works(folder)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    with made_read_only(tmp_path), pytest.raises(WorldFault) as refused:
        found_laptop(tmp_path / "laptop", people=1)
    assert refused.value.code == "file.read-only"
    assert list(tmp_path.iterdir()) == []
