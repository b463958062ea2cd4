"""The register as a long list: found, filtered, ordered, with where each record is; and the roster's services."""

from __future__ import annotations

import pytest

from tianye.services import browsing, checkin, door, profiles, rosters
from tianye.services.browsing import Listed, RecordState, Wanted
from tianye.services.registration import give_consent
from tianye.services.undo import undo
from town import Desk, Town

VILLAGE, FAR = "632701203201", "632723100201"


@pytest.fixture
def desk(town: Town) -> Desk:
    return town.headquarters()


def registers(desk: Desk, name: str, **said: str) -> bytes:
    person, _ = profiles.register_said(desk.station, {"name": name, **said})
    return person


def found(desk: Desk, wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008 – an immutable value
    numbers = browsing.find_in_register(desk.station, wanted).numbers
    return [row.face.name for row in browsing.read_rows(desk.station, numbers)]


def row(desk: Desk, name: str) -> Listed:
    (one,) = browsing.find_in_register(desk.station, Wanted(name)).first
    return one


def test_names_stand_in_the_order_of_their_pinyin_or_as_they_came(desk: Desk) -> None:
    for name, place in (("周毛", VILLAGE), ("才仁", FAR), ("李秀英", VILLAGE)):
        registers(desk, name, place=place)
    assert found(desk) == ["才仁", "李秀英", "周毛"]
    assert found(desk, Wanted(order="newest")) == ["李秀英", "才仁", "周毛"]
    assert found(desk, Wanted(order="place")) == ["李秀英", "周毛", "才仁"]


def test_filters_come_together(desk: Desk) -> None:
    registers(desk, "周毛", place=VILLAGE, sex="女", phone="13997010001")
    registers(desk, "周加", place=VILLAGE, sex="男", phone="13997020001")
    registers(desk, "周措", place=FAR, sex="女")
    registers(desk, "阿加")
    assert found(desk, Wanted("zh", county="632701")) == ["周加", "周毛"]
    assert found(desk, Wanted("z", sex="f")) == ["周措", "周毛"]
    assert found(desk, Wanted("10001")) == ["周毛"]
    assert found(desk, Wanted("，")) == []
    counties = browsing.find_in_register(desk.station, Wanted()).counties or []
    assert [(county.code, county.people) for county in counties] == [("632701", 2), ("", 1), ("632723", 1)]
    assert browsing.find_in_register(desk.station, Wanted(), with_counties=False).counties is None


def test_a_whole_name_comes_before_longer_ones(desk: Desk) -> None:
    registers(desk, "扎马才")
    registers(desk, "周毛")
    assert found(desk, Wanted("zm")) == ["周毛", "扎马才"]


def test_who_was_taken_back_is_not_listed(desk: Desk) -> None:
    _, done = profiles.register_said(desk.station, {"name": "周毛"})
    numbers = browsing.find_in_register(desk.station, Wanted()).numbers
    assert done.command is not None
    undo(desk.station, done.command)
    assert found(desk) == []
    # a page that was asked for before still finds its row
    assert len(browsing.read_rows(desk.station, numbers)) == 1


def test_a_record_goes_from_here_to_received_and_back(town: Town) -> None:
    hq, laptop = town.headquarters(), town.desk("玉树一号")
    registers(hq, "周毛", place=VILLAGE)
    town.enrols(laptop, "632701")
    town.sends_pack(laptop)
    assert row(laptop, "周毛").state is RecordState.FROM_HEADQUARTERS
    person = registers(laptop, "才仁", place=VILLAGE)
    assert row(laptop, "才仁").state is RecordState.HERE
    town.carry_stick(laptop)
    assert row(laptop, "才仁").state is RecordState.HANDED_OVER
    town.sends_receipt(laptop)
    assert row(laptop, "才仁").state is RecordState.RECEIVED
    give_consent(laptop.station, person, {"photo": "refused"})
    assert row(laptop, "才仁").state is RecordState.HERE
    assert [(one.face.name, one.origin) for one in browsing.find_in_register(hq.station, Wanted()).first] == [
        ("才仁", "玉树一号"),
        ("周毛", "总部"),
    ]


class TestARoster:
    @pytest.fixture
    def sessions(self, desk: Desk) -> list[bytes]:
        """Two mornings of one training."""
        random = desk.station.world.random
        training, first, second = random(10), random(10), random(10)
        with desk.station.command("plan") as command:
            command.add("training.planned", training, {"code": "T", "county": "632701"}, is_new=True)
            for session, code, day in ((first, "S1", "2026-06-12"), (second, "S2", "2026-06-13")):
                fields = {"code": code, "training": training, "on": day, "half": "am", "begins": 540, "ends": 720}
                command.add("session.planned", session, fields, is_new=True)
        return [first, second]

    def test_who_came_before_is_expected_and_others_come_extra(self, desk: Desk, sessions: list[bytes]) -> None:
        first, second = sessions
        came, new = registers(desk, "周毛", place=VILLAGE, sex="女"), registers(desk, "才仁", place=VILLAGE)
        rosters.tick(desk.station, first, came)
        rosters.tick(desk.station, second, new)
        checkin.walk_in_without_name(desk.station, desk.session("S2"), sex="f", age_group=None)
        roster = rosters.roster_of(desk.station, second)
        assert [(row.face.name, row.is_expected, row.is_here) for row in roster.rows] == [
            ("才仁", False, True),
            ("周毛", True, False),
        ]
        assert (roster.expected, roster.missing, roster.walk_ins, roster.without_name) == (2, 1, 1, 1)
        # the door says the same number
        assert door.look_at_door(desk.station, second).expected == roster.expected
        assert (roster.here(), roster.here("f")) == (1, 0)

    def test_at_the_first_session_the_county_can_be_called_out(self, desk: Desk, sessions: list[bytes]) -> None:
        registers(desk, "周毛", place=VILLAGE)
        registers(desk, "远人", place=FAR)
        assert rosters.roster_of(desk.station, sessions[0]).rows == ()
        (only,) = rosters.roster_of(desk.station, sessions[0], of_county=True).rows
        assert (only.face.name, only.is_expected) == ("周毛", True)

    def test_a_tick_is_taken_back_and_made_again(self, desk: Desk, sessions: list[bytes]) -> None:
        person = registers(desk, "周毛", place=VILLAGE)
        rosters.tick(desk.station, sessions[0], person)
        assert rosters.untick(desk.station, sessions[0], person).command is not None
        assert rosters.roster_of(desk.station, sessions[0]).rows == ()
        rosters.tick(desk.station, sessions[0], person)
        assert rosters.roster_of(desk.station, sessions[0]).here() == 1

    def test_it_begins_with_today(self, desk: Desk, sessions: list[bytes]) -> None:
        desk.clock.set("2026-06-13 08:00")
        rows, first, _ = rosters.choose_sessions(desk.station)
        assert rows[first].code == "S2"
