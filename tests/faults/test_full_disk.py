"""A disk that is full: said by name, everything acknowledged stays, and work goes on once there is room."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from faults.disks import small_disk
from faults.village import assert_sound, check_in_next, found_laptop, open_laptop, present
from tianye.domain.errors import WorldFault
from tianye.services import bundles
from tianye.services.station import Station
from town import Town

PEOPLE = 300
LEFT_BYTES = 120 * 1024


def fill(disk: Path) -> Path:
    """Take all the room that is left, but for a little."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(disk).free - LEFT_BYTES))
    return ballast


def check_in_all(station: Station, acknowledged: set[bytes]) -> None:
    """Check in one after the other and note whose check-in returned."""
    while len(acknowledged) < PEOPLE:
        acknowledged.add(check_in_next(station))


def test_check_ins_until_the_disk_is_full_and_after(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 6 * 1024 * 1024) as disk:
        folder = disk / "laptop"
        found_laptop(folder, PEOPLE)
        acknowledged: set[bytes] = set()
        with open_laptop(folder) as station:
            ballast = fill(disk)
            with pytest.raises(WorldFault) as told:
                check_in_all(station, acknowledged)
            assert told.value.code == "database.full"
            assert 0 < len(acknowledged) < PEOPLE
            # what is there can still be read, and asking again says the same
            assert present(station) == acknowledged
            with pytest.raises(WorldFault):
                check_in_next(station)
            assert present(station) == acknowledged
            ballast.unlink()
            acknowledged.add(check_in_next(station))
            assert present(station) == acknowledged
            assert_sound(station)
        with open_laptop(folder) as station:
            assert present(station) == acknowledged


def test_a_folder_is_not_half_made_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 128 * 1024) as disk:
        with pytest.raises(WorldFault) as told:
            found_laptop(disk / "laptop", 1)
        assert told.value.code in ("database.full", "file.no-space")
        assert [path.name for path in (disk / "laptop").rglob("*") if path.is_file() and path.name != "lock"] == []


def test_a_stick_that_is_full_keeps_the_bundle_that_is_on_it(tmp_path: Path) -> None:
    town = Town(tmp_path / "town")
    try:
        desk = town.desk("玉树")
        town.enrols(desk, "632701")
        town.sends_pack(desk)
        with small_disk(tmp_path / "stick", 2 * 1024 * 1024) as stick:
            earlier = bundles.make_bundle(desk.station, stick)
            kept = earlier.path.read_bytes()
            fill(stick)
            add_much(desk.station)
            before = desk.station.database.rows("SELECT * FROM exchanged")
            with pytest.raises(WorldFault) as told:
                bundles.make_bundle(desk.station, stick)
            assert told.value.code == "file.no-space"
            assert {path.name for path in stick.iterdir()} == {earlier.path.name, "ballast"}
            assert earlier.path.read_bytes() == kept
            # what could not be written was not handed over
            assert desk.station.database.rows("SELECT * FROM exchanged") == before
            (stick / "ballast").unlink()
            assert bundles.make_bundle(desk.station, stick).path.is_file()
    finally:
        town.close()


def add_much(station: Station) -> None:
    """Write more than fits: random bytes do not compress."""
    with station.command("note") as command:
        for _ in range(8):
            person = command.new_subject(owns_data=True)
            note = station.world.random(20_000).hex()
            command.add("person.registered", person, {"name": "卓玛", "note": note}, owner=person, is_new=True)
