"""A newer program brings an older data folder along: a verified backup first, and a failure names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from faults.village import check_in_next, found_laptop, open_laptop, world
from tianye.domain.errors import UserFault, WorldFault
from tianye.services import backup_files, backup_finding
from tianye.services.station import Station
from tianye.store import migrations
from tianye.store.database import Database
from town import PASSPHRASE

LATER = ("9001-later", ("CREATE TABLE later (a)",))
BROKEN = ("9001-broken", ("CREATE TABLE half (a)", "NONSENSE"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found_laptop(tmp_path / "laptop", 3)
    return tmp_path / "laptop"


def before_update(folder: Path) -> list[backup_finding.Found]:
    return backup_finding.find_backups(folder / "backup" / "before-update")


def steps(folder: Path) -> set[str]:
    with open_laptop(folder) as station:
        return {name for (name,) in station.database.rows("SELECT name FROM migration")}


def test_a_folder_of_this_release_is_opened_without_a_backup(folder: Path) -> None:
    steps(folder)
    assert before_update(folder) == []


def test_before_a_step_there_is_a_verified_backup_of_what_was_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, LATER))
    assert "9001-later" in steps(folder)
    (made,) = before_update(folder)
    assert made.fault is None
    with open_laptop(folder) as station:
        key = station.database.key
    with Database(made.path / "tianye.db", key, read_only=True) as database:
        assert "9001-later" not in {name for (name,) in database.rows("SELECT name FROM migration")}
    steps(folder)
    assert len(before_update(folder)) == 1


def test_a_step_that_fails_names_the_backup_and_the_older_program_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", (*known, BROKEN))
    with pytest.raises(WorldFault, match=r"database\.update-failed") as failed:
        steps(folder)
    (made,) = before_update(folder)
    assert failed.value.data == {"step": "9001-broken", "backup": made.path.name}
    monkeypatch.setattr(migrations, "STEPS", known)
    with open_laptop(folder) as station:
        assert check_in_next(station)


def test_without_room_for_the_backup_nothing_is_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = migrations.STEPS

    def full(*_: object) -> None:
        raise WorldFault("file.no-space", name="before-update")

    monkeypatch.setattr(migrations, "STEPS", (*known, LATER))
    monkeypatch.setattr(backup_files.files, "need_space", full)
    with pytest.raises(WorldFault, match=r"file\.no-space"):
        steps(folder)
    monkeypatch.setattr(migrations, "STEPS", known)
    assert "9001-later" not in steps(folder)


def test_an_older_program_refuses_a_newer_folder_by_name_and_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", (*known, LATER))
    steps(folder)
    monkeypatch.setattr(migrations, "STEPS", known)
    before = (folder / "tianye.db").read_bytes()
    with pytest.raises(UserFault, match=r"database\.too-new") as refused:
        Station.open(folder, PASSPHRASE, world())
    assert refused.value.data == {"steps": ["9001-later"]}
    assert (folder / "tianye.db").read_bytes() == before
