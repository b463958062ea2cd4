"""A data folder that was copied is noticed; one that was renamed or restored is not taken for a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tianye.exchange import keys
from tianye.services.backups import make_backup, restore_backup
from tianye.services.copies import accept_place, is_elsewhere
from tianye.services.station import Station, World

PASSPHRASE = "three quiet yaks"
WORLD = World(cost=keys.CHEAP)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that was worked in here."""
    made = tmp_path / "records"
    with Station.create(made, "laptop", name="a", operator="b", passphrase=PASSPHRASE, world=WORLD) as station:
        assert not is_elsewhere(station)
    return made


def was_elsewhere(folder: Path) -> bool:
    with Station.open(folder, PASSPHRASE, WORLD) as station:
        return is_elsewhere(station)


def test_a_copy_stays_one_until_a_person_says_that_it_was_moved(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    assert was_elsewhere(copy)
    assert was_elsewhere(copy)
    assert not was_elsewhere(folder)
    with Station.open(copy, PASSPHRASE, WORLD) as station:
        accept_place(station)
    assert not was_elsewhere(copy)


def test_a_copy_of_a_folder_that_was_only_just_made_is_noticed_too(tmp_path: Path) -> None:
    made = tmp_path / "records"
    Station.create(made, "laptop", name="a", operator="b", passphrase=PASSPHRASE, world=WORLD).close()
    assert was_elsewhere(Path(shutil.copytree(made, tmp_path / "copy")))
    assert not was_elsewhere(made.rename(made.with_name("records of 2026")))


def test_another_name_is_not_another_place(folder: Path) -> None:
    assert not was_elsewhere(folder.rename(folder.with_name("records of 2026")))


def test_a_restored_backup_is_not_a_copy_but_a_copy_of_it_is(folder: Path, tmp_path: Path) -> None:
    with Station.open(folder, PASSPHRASE, WORLD) as station:
        backup = make_backup(station, tmp_path / "backups")
    restored = restore_backup(backup.path, tmp_path / "restored", PASSPHRASE, received=0, world=WORLD).folder
    assert not was_elsewhere(restored)
    assert was_elsewhere(Path(shutil.copytree(restored, tmp_path / "copy")))


def test_another_machine_is_another_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianye.services.whereabouts._machine", lambda: "the neighbour's")
    assert was_elsewhere(folder)


def test_a_stick_that_numbers_its_files_anew_raises_no_alarm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianye.services.whereabouts._file_system", lambda folder: "exfat")
    with Station.open(folder, PASSPHRASE, WORLD) as station:
        accept_place(station)
    shutil.copytree(folder, folder.with_name("again"))
    assert not was_elsewhere(folder.with_name("again"))
