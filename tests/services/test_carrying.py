"""Sealed files of others travel on a laptop's sticks, unchanged and unread, until headquarters has them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.disks import FailingDisk
from tianye.domain.errors import UserFault, WorldFault
from tianye.services import arriving, bundles, carrying, fleet, importing, packs, receipts, registration
from tianye.store import files
from town import Desk, Town

YUSHU, CHENGDUO = "632701", "632723"
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    town.headquarters()
    yield town
    town.close()


def ready(town: Town, name: str, county: str) -> Desk:
    desk = town.desk(name)
    town.enrols(desk, county)
    town.sends_pack(desk)
    registration.register(desk.station, {"name": f"人{name}", "sex": "f"}, {})
    return desk


@pytest.fixture
def village(town: Town) -> Desk:
    """The laptop that stays in the village."""
    return ready(town, "村里", YUSHU)


@pytest.fixture
def road(town: Town) -> Desk:
    """The laptop that goes to the road."""
    return ready(town, "路上", CHENGDUO)


def test_through_the_village_to_the_road_and_back(town: Town, village: Desk, road: Desk, tmp_path: Path) -> None:
    hq = town.headquarters()
    shared = tmp_path / "shared-stick"
    shared.mkdir()
    sealed = bundles.make_bundle(village.station, shared)
    body = sealed.path.read_bytes()
    # the one who goes to the road plugs that stick in
    found = carrying.sealed_for_others(road.station, [shared])
    assert (found.paths, found.size) == ((sealed.path,), len(body))
    assert carrying.carry_along(road.station, [shared]) == carrying.CarriedAlong(1, 0, ())
    assert carrying.carry_along(road.station, [shared]) == carrying.CarriedAlong(0, 1, ())
    assert carrying.sealed_for_others(road.station, [shared]).paths == ()
    sealed.path.unlink()
    handed = bundles.make_bundle(road.station, road.stick)
    (along,) = handed.along.paths
    assert along.read_bytes() == body
    assert files.is_stick_name(along.name)
    # at headquarters both come in from one stick
    taken = fleet.take_in(hq.station, [road.stick])
    assert {one.laptop for one in taken.imported} == {"村里", "路上"}
    # and both receipts lie on the way back; one is for the other laptop
    for name in ("村里", "路上"):
        importing.make_receipt(hq.station, packs.get_laptop(hq.station, name), road.stick)
    back = arriving.take(road.station, [road.stick])
    assert back.receipt is not None
    # headquarters said that it has the other's bundle: it is carried no more
    assert carrying.load(road.station) == carrying.Load(0, 0)
    assert list((road.station.folder / "carried").iterdir()) == []
    # the other's receipt is sealed for the village, and is carried there
    carrying.carry_along(road.station, road.stick.glob("receipt-*"))
    assert carrying.load(road.station).files == 1
    again = tmp_path / "another-stick"
    again.mkdir()
    bundles.make_bundle(road.station, again)
    came = arriving.take(village.station, [again])
    assert came.receipt is not None
    assert came.receipt.sequence == bundles.standing(village.station).written


def test_what_one_wrote_oneself_is_not_carried(village: Desk) -> None:
    bundles.make_bundle(village.station, village.stick)
    assert carrying.sealed_for_others(village.station, [village.stick]).paths == ()
    assert carrying.carry_along(village.station, [village.stick]) == carrying.CarriedAlong(0, 1, ())
    assert carrying.load(village.station).files == 0


def test_what_lies_on_the_stick_is_not_written_twice(village: Desk, road: Desk, tmp_path: Path) -> None:
    bundles.make_bundle(village.station, road.stick)
    carrying.carry_along(road.station, [road.stick])
    assert bundles.make_bundle(road.station, road.stick).along.were_there == 1
    stick = tmp_path / "stick"
    stick.mkdir()
    assert len(bundles.make_bundle(road.station, stick).along.paths) == 1
    assert bundles.make_bundle(road.station, stick).along == carrying.WrittenAlong((), 1)


def test_sixty_days_are_enough(village: Desk, road: Desk) -> None:
    bundles.make_bundle(village.station, village.stick)
    carrying.carry_along(road.station, [village.stick])
    road.clock.ms += 59 * DAY_MS
    assert carrying.forget_old(road.station) == 0
    road.clock.ms += 2 * DAY_MS
    assert bundles.make_bundle(road.station, road.stick).along.files == 0
    assert carrying.load(road.station).files == 0
    assert list((road.station.folder / "carried").iterdir()) == []


def test_a_clock_in_the_future_keeps_nothing_for_ever(village: Desk, road: Desk) -> None:
    bundles.make_bundle(village.station, village.stick)
    road.clock.set("2099-01-01 08:00")
    carrying.carry_along(road.station, [village.stick])
    road.clock.set("2026-06-13 08:00")
    assert carrying.forget_old(road.station) == 1


def test_it_carries_so_much_and_no_more(village: Desk, road: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        bundles.make_bundle(village.station, village.stick)
    monkeypatch.setattr(carrying, "MAX_FILES", 2)
    done = carrying.carry_along(road.station, [village.stick])
    assert done.new == 2
    assert [fault.code for _, fault in done.left] == ["carried.too-much"]
    assert carrying.load(road.station).files == 2


def test_a_file_that_was_spoilt_here_is_carried_no_longer(village: Desk, road: Desk) -> None:
    bundles.make_bundle(village.station, village.stick)
    carrying.carry_along(road.station, [village.stick])
    (kept,) = (road.station.folder / "carried").iterdir()
    kept.write_bytes(b"spoilt")
    assert bundles.make_bundle(road.station, road.stick).along == carrying.WrittenAlong((), 0)
    assert carrying.load(road.station).files == 0
    # it can be taken along again
    assert carrying.carry_along(road.station, [village.stick]).new == 1


def written_if_it_can_be(desk: Desk, stick: Path) -> bundles.HandedOver | None:
    try:
        return bundles.make_bundle(desk.station, stick)
    except WorldFault:
        return None


def test_a_stick_that_fails_at_the_others_keeps_the_own(village: Desk, road: Desk, tmp_path: Path) -> None:
    """However late it fails, the own bundle was written and read back, and says so; the others go another time."""
    bundles.make_bundle(village.station, village.stick)
    carrying.carry_along(road.station, [village.stick])
    partly = 0
    for attempt in range(1, 60):
        stick = tmp_path / f"stick-{attempt}"
        stick.mkdir()
        disk = FailingDisk(stick, attempt, errno.EIO)
        before = bundles.standing(road.station)
        registration.register(road.station, {"name": "卓玛"}, {})
        with disk.plugged_in():
            handed = written_if_it_can_be(road, stick)
        if handed is None:
            assert bundles.standing(road.station).handed_over == before.handed_over
            continue
        assert bundles.standing(road.station).handed_over == bundles.standing(road.station).written
        if not disk.has_failed:
            assert handed.along.files == 1
            break
        assert handed.along.fault is not None
        assert {path.name for path in stick.iterdir()} == {handed.path.name}
        partly += 1
    else:
        raise AssertionError
    assert partly > 5
    assert carrying.load(road.station).files == 1


def test_only_sealed_files_are_taken(village: Desk, road: Desk, tmp_path: Path) -> None:
    (tmp_path / "list.tianye").write_bytes(b"PK\x03\x04 no sealed file")
    with pytest.raises(UserFault, match=r"carried\.none-there"):
        carrying.carry_along(road.station, [tmp_path / "list.tianye"])


def test_it_goes_on_being_carried_until_headquarters_has_it(town: Town, village: Desk, road: Desk) -> None:
    bundles.make_bundle(village.station, village.stick)
    carrying.carry_along(road.station, [village.stick])
    town.carry_stick(road)
    receipts.install_receipt(
        road.station,
        importing.make_receipt(
            town.headquarters().station, packs.get_laptop(town.headquarters().station, "路上"), road.stick
        ),
    )
    # headquarters has not got the village's bundle yet
    assert carrying.load(road.station).files == 1
