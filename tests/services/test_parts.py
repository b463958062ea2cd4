"""A hand-over in parts: each complete in itself, taken in at headquarters in any order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from services.torn import add_much
from tianye.domain.errors import UserFault
from tianye.services import bundles, importing
from tianye.services.bundles import HandedOver, Medium
from tianye.store import files
from tianye.store.queries import people
from town import Desk, Town

YUSHU = "632701"
LIMIT = 700_000


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bundles.PART_BYTES, Medium.MESSENGER, LIMIT)
    monkeypatch.setattr("tianye.exchange.encoding.BLOCK_BYTES", 50_000)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    town.headquarters()
    yield town
    town.close()


@pytest.fixture
def desk(town: Town) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    for _ in range(4):
        add_much(desk.station)
    return desk


def in_parts(desk: Desk) -> HandedOver:
    handed = bundles.make_bundle(desk.station, desk.stick, Medium.MESSENGER)
    assert len(handed.parts) == 3
    return handed


def test_no_part_is_longer_than_the_messenger_takes_and_all_is_in_them(town: Town, desk: Desk) -> None:
    handed = in_parts(desk)
    assert all(part.path.stat().st_size == part.size <= LIMIT for part in handed.parts)
    assert handed.parts[0].first == 1
    assert handed.parts[-1].last == handed.last == bundles.standing(desk.station).written
    assert [part.last + 1 for part in handed.parts[:-1]] == [part.first for part in handed.parts[1:]]
    assert handed.records == handed.last
    assert all(files.is_stick_name(part.path.name) for part in handed.parts)
    told = [importing.inspect_bundle(town.headquarters().station, part.path).part for part in handed.parts]
    assert [(part.number, part.of) for part in told] == [(1, 3), (2, 3), (3, 3)]
    assert len({part.set for part in told}) == 1


class StoppedByHand(Exception):
    """What somebody who presses stop comes to."""


def test_who_stops_it_keeps_what_was_whole_and_loses_nothing(
    town: Town, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []

    def stop_in_the_second(done: int, total: int) -> None:
        told.append((done, total))
        if len(list(desk.stick.glob("*.tianye"))) == 1:
            raise StoppedByHand

    monkeypatch.setattr(bundles, "TOLD_BYTES", 10_000)
    before = bundles.standing(desk.station)
    with pytest.raises(StoppedByHand):
        bundles.make_bundle(desk.station, desk.stick, Medium.MESSENGER, stop_in_the_second)
    # told in steps, of as many as there are
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {told[0][1]}
    assert told[-1][0] < told[-1][1]
    (whole,) = desk.stick.iterdir()
    after = bundles.standing(desk.station)
    assert (after.written, after.received) == (before.written, before.received)
    assert before.handed_over < after.handed_over < after.written
    imported = importing.import_bundle(town.headquarters().station, whole)
    assert imported.last == after.handed_over
    # the next file begins at the last receipt again
    handed = bundles.make_bundle(desk.station, desk.stick)
    assert (handed.first, handed.last) == (before.received + 1, after.written)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_headquarters_takes_them_in_any_order(town: Town, desk: Desk, order: tuple[int, ...]) -> None:
    handed = in_parts(desk)
    hq = town.headquarters().station
    imported, refused = importing.import_all(hq, [handed.parts[number].path for number in order])
    assert (len(imported), refused) == (3, [])
    assert hq.log.head(desk.station.identity.device).sequence == handed.last
    assert len(people.all_people(hq.database)) == 32
    taken = town.sends_receipt(desk)
    assert taken.sequence == handed.last
    assert bundles.standing(desk.station).on_the_way == 0


def test_a_part_that_is_lost_goes_along_again_with_those_after_it(town: Town, desk: Desk) -> None:
    handed = in_parts(desk)
    hq = town.headquarters().station
    importing.import_all(hq, [handed.parts[0].path, handed.parts[2].path])
    receipts_for = town.sends_receipt(desk)
    assert receipts_for.sequence >= handed.parts[0].last
    again = bundles.make_bundle(desk.station, desk.stick, Medium.MESSENGER)
    assert again.first == receipts_for.sequence + 1
    importing.import_all(hq, [part.path for part in again.parts])
    assert hq.log.head(desk.station.identity.device).sequence == handed.last


def test_a_stick_takes_it_in_one(desk: Desk) -> None:
    handed = bundles.make_bundle(desk.station, desk.stick)
    assert [(part.number, part.of) for part in handed.parts] == [(1, 1)]
    assert handed.size > 500_000


def test_every_part_is_signed_for_itself(town: Town, desk: Desk) -> None:
    handed = in_parts(desk)
    body = bytearray(handed.parts[1].path.read_bytes())
    body[-100] ^= 1
    handed.parts[1].path.write_bytes(body)
    hq = town.headquarters().station
    importing.import_bundle(hq, handed.parts[0].path)
    with pytest.raises(UserFault, match=r"bundle\.damaged"):
        importing.import_bundle(hq, handed.parts[1].path)
    assert hq.log.head(desk.station.identity.device).sequence == handed.parts[0].last
