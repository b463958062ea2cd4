"""What is said before a stick is written: records by kind, and where each of them stands."""

from __future__ import annotations

import pytest

from tianye.services import bundles, outgoing, registration
from tianye.services.outgoing import Thing
from town import Desk, Town


@pytest.fixture
def desk(town: Town) -> Desk:
    desk = town.desk("玉树")
    town.enrols(desk, "632701")
    return desk


def test_before_the_first_pack(desk: Desk) -> None:
    now = outgoing.outgoing(desk.station)
    assert (now.has_headquarters, now.number, now.on_the_way) == (False, 1, 0)


def test_from_this_laptop_to_headquarters_and_what_is_new_since(town: Town, desk: Desk) -> None:
    town.sends_pack(desk)
    before = dict(outgoing.outgoing(desk.station).things)
    person, _ = registration.register(desk.station, {"name": "卓玛"})
    registration.correct(desk.station, person, {"phone": "13812345678"})
    now = outgoing.outgoing(desk.station)
    assert dict(now.things) == {**before, Thing.PEOPLE: 1, Thing.CORRECTIONS: 1}
    assert sum(dict(now.things).values()) == now.only_here == now.standing.written
    assert now.size > 0
    town.carry_stick(desk)
    now = outgoing.outgoing(desk.station)
    assert (now.only_here, now.on_the_way, now.number) == (0, now.standing.written, 2)
    assert [row.what for row in now.waiting] == ["bundle"]
    # until the receipt comes they go along again
    assert dict(now.things)[Thing.PEOPLE] == 1
    town.sends_receipt(desk)
    now = outgoing.outgoing(desk.station)
    assert (now.things, now.waiting, now.on_the_way) == ((), (), 0)
    assert now.receipt is not None
    assert now.receipt.last == bundles.standing(desk.station).written
