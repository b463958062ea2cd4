"""What the screens of a day ask for: callers with their state, who came last, the session that matters, the clock."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tianye.domain.attendance import Outcome
from tianye.domain.errors import UserFault
from tianye.services import alike, clock, day, door, finding_places, registration
from tianye.services.undo import undo
from town import SHANGHAI, Desk, Town

COUNTY = "632701"
VILLAGE = f"{COUNTY}203200"


@pytest.fixture
def desk(town: Town) -> Desk:
    """A laptop with a morning and an afternoon on 12 June, a morning on the 13th, and four people."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        for code, on, half, begins in (
            ("YS-1", "2026-06-12", "am", 540),
            ("YS-2", "2026-06-12", "pm", 870),
            ("YS-3", "2026-06-13", "am", 540),
        ):
            fields = {"code": code, "training": training, "on": on, "half": half, "begins": begins}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name, sex, born, phone in (
        ("卓玛才让", "女", "1988", "13997010001"),
        ("次仁卓玛", "女", "1990", "13997010002"),
        ("扎西", "男", "1975", "13997010003"),
        ("才仁", "男", "1960", "13997010004"),
    ):
        said = {"name": name, "sex": sex, "born": born, "phone": phone, "place": VILLAGE}
        registration.register(hq.station, registration.make_fields(said), {"attendance": "given"})
    made = town.desk("玉树")
    town.enrols(made, COUNTY)
    town.sends_pack(made)
    return made


def caller(desk: Desk, text: str, code: str = "YS-1") -> door.Caller:
    found = door.find_callers(desk.station, desk.session(code), text)
    assert len(found.callers) == 1
    return found.callers[0]


class TestCallers:
    def test_a_caller_says_how_she_stands_at_this_session(self, desk: Desk) -> None:
        before = caller(desk, "扎西")
        assert not before.is_here
        assert before.phone == "139****0003"
        answer = door.admit(desk.station, desk.session("YS-1"), before.face.id)
        assert answer.outcome is Outcome.ADMITTED
        after = caller(desk, "扎西")
        assert (after.is_here, after.arrived) == (True, answer.arrived)
        assert not caller(desk, "扎西", "YS-2").is_here

    def test_leaving_is_said_and_undone(self, desk: Desk) -> None:
        session = desk.session("YS-1")
        door.admit(desk.station, session, caller(desk, "扎西").face.id)
        answer = door.let_leave(desk.station, session, caller(desk, "扎西").face.id)
        assert answer.has_left
        assert caller(desk, "扎西").departed == answer.arrived
        assert answer.command is not None
        undo(desk.station, answer.command)
        assert caller(desk, "扎西").departed is None
        assert caller(desk, "扎西").is_here

    def test_nobody_can_be_unexpected_before_anybody_came(self, desk: Desk) -> None:
        first = door.admit(desk.station, desk.session("YS-1"), caller(desk, "扎西").face.id)
        assert first.is_expected is None
        again = door.admit(desk.station, desk.session("YS-2"), caller(desk, "扎西").face.id)
        assert again.is_expected is True
        other = door.admit(desk.station, desk.session("YS-2"), caller(desk, "才仁").face.id)
        assert other.is_expected is False

    def test_who_is_not_here_yet_comes_before_who_is_unless_a_whole_name_was_typed(self, desk: Desk) -> None:
        for name in ("桑吉", "桑吉甲", "桑吉乙"):
            registration.register(desk.station, registration.make_fields({"name": name}))
        session = desk.session("YS-1")

        def names(text: str) -> list[str]:
            return [one.face.name for one in door.find_callers(desk.station, session, text).callers]

        for name in ("卓玛才让", "桑吉", "桑吉甲", "桑吉乙"):
            door.admit(
                desk.station, desk.session("YS-2"), door.find_callers(desk.station, session, name).callers[0].face.id
            )
        exact, first, second = names("桑吉")
        assert exact == "桑吉"
        door.admit(desk.station, session, door.find_callers(desk.station, session, first).callers[0].face.id)
        assert names("桑吉") == [exact, second, first]
        door.admit(desk.station, session, door.find_callers(desk.station, session, exact).callers[0].face.id)
        assert names("桑吉") == [exact, second, first]

    def test_more_than_can_be_shown_are_not(self, desk: Desk) -> None:
        for number in range(door.MOST_CALLERS + 1):
            registration.register(
                desk.station, registration.make_fields({"name": f"桑吉{'甲乙丙丁戊己庚辛壬'[number]}"})
            )
        found = door.find_callers(desk.station, desk.session("YS-1"), "桑吉")
        assert len(found.callers) == door.MOST_CALLERS
        assert found.has_more

    def test_a_person_who_is_not_there_is_refused(self, desk: Desk) -> None:
        with pytest.raises(UserFault, match=r"person\.unknown"):
            door.admit(desk.station, desk.session("YS-1"), bytes(10))


class TestTheDoor:
    def test_it_counts_women_men_the_nameless_and_who_was_new(self, desk: Desk) -> None:
        session = desk.session("YS-1")
        for name in ("卓玛才让", "扎西"):
            door.admit(desk.station, session, caller(desk, name).face.id)
        door.walk_in(desk.station, session, registration.make_fields({"name": "央金", "sex": "女"}), {})
        door.count_without_name(desk.station, session, "m", "15-34")
        door.count_without_name(desk.station, session, None, None)
        presence = door.look_at_door(desk.station, session.id).presence
        assert presence == (2, 2, 1, 2, 1)
        assert presence.here == 5

    def test_who_came_last_stands_first(self, desk: Desk) -> None:
        session = desk.session("YS-1")
        for name in ("卓玛才让", "扎西", "才仁"):
            door.admit(desk.station, session, caller(desk, name).face.id)
        latest = door.look_at_door(desk.station, session.id).latest
        assert [arrival.face.name for arrival in latest] == ["才仁", "扎西", "卓玛才让"]

    def test_who_came_last_stands_first_though_the_clock_fell_back(self, desk: Desk) -> None:
        session = desk.session("YS-1")
        admitted = [door.admit(desk.station, session, caller(desk, "卓玛才让").face.id)]
        door.admit(desk.station, session, caller(desk, "扎西").face.id)
        desk.clock.set("2026-06-12 07:10")
        door.admit(desk.station, session, caller(desk, "才仁").face.id)
        # who is written down once more came now; who leaves did not come
        assert admitted[0].command is not None
        undo(desk.station, admitted[0].command)
        door.admit(desk.station, session, caller(desk, "卓玛才让").face.id)
        door.let_leave(desk.station, session, caller(desk, "扎西").face.id)
        latest = door.look_at_door(desk.station, session.id).latest
        assert [arrival.face.name for arrival in latest] == ["卓玛才让", "才仁", "扎西"]

    def test_it_opens_by_itself_is_closed_and_opened_again(self, desk: Desk) -> None:
        session = desk.session("YS-1")
        assert door.look_at_door(desk.station, session.id).state == ""
        door.admit(desk.station, session, caller(desk, "扎西").face.id)
        assert door.look_at_door(desk.station, session.id).state == "open"
        door.end(desk.station, session)
        assert door.look_at_door(desk.station, session.id).state == "closed"
        # a latecomer does not open it again by herself
        door.admit(desk.station, session, caller(desk, "才仁").face.id)
        assert door.look_at_door(desk.station, session.id).state == "closed"
        door.open_again(desk.station, session)
        assert door.look_at_door(desk.station, session.id).state == "open"


class TestTheDay:
    def test_the_session_that_matters_moves_on_with_the_day(self, desk: Desk) -> None:
        for clock_time, code in (("08:30", "YS-1"), ("12:30", "YS-2"), ("21:00", "YS-2")):
            desk.clock.set(f"2026-06-12 {clock_time}")
            shown = day.look_at_day(desk.station)
            assert shown.chosen is not None
            assert shown.chosen.session.code == code

    def test_an_open_door_matters_more_than_the_next_session(self, desk: Desk) -> None:
        desk.clock.set("2026-06-12 08:30")
        door.admit(desk.station, desk.session("YS-2"), caller(desk, "扎西").face.id)
        shown = day.look_at_day(desk.station)
        assert shown.chosen is not None
        assert shown.chosen.session.code == "YS-2"

    def test_what_comes_next_and_the_days_around(self, desk: Desk) -> None:
        desk.clock.set("2026-06-12 08:30")
        shown = day.look_at_day(desk.station)
        assert [row.session.code for row in shown.others] == ["YS-2"]
        assert [row.session.code for row in shown.coming] == ["YS-3"]
        assert (shown.before, shown.after) == (None, date(2026, 6, 13))
        assert (shown.number, shown.days) == (1, 2)
        assert day.days_with_sessions(desk.station) == [date(2026, 6, 12), date(2026, 6, 13)]
        later = day.look_at_day(desk.station, date(2026, 6, 20))
        assert (later.chosen, later.before, later.after) == (None, date(2026, 6, 13), None)


class TestTheClock:
    def test_it_is_asked_once_a_day(self, desk: Desk) -> None:
        desk.clock.set("2026-06-12 08:30")
        assert clock.look_at_clock(desk.station).is_asked
        assert clock.confirm_clock(desk.station) is None
        assert not clock.look_at_clock(desk.station).is_asked
        desk.clock.set("2026-06-13 08:30")
        assert clock.look_at_clock(desk.station).is_asked

    def test_what_a_person_says_is_the_time_from_now_on(self, desk: Desk) -> None:
        desk.clock.set("2026-06-12 08:30")
        clock.tell_clock(desk.station, datetime(2026, 6, 13, 9, 5, tzinfo=SHANGHAI))
        shown = clock.look_at_clock(desk.station)
        assert f"{shown.moment:%m-%d %H:%M}" == "06-13 09:05"
        assert not shown.is_asked

    def test_a_clock_that_falls_back_is_asked_about_until_it_is_answered(self, desk: Desk) -> None:
        desk.clock.set("2026-06-12 08:30")
        clock.confirm_clock(desk.station)
        door.admit(desk.station, desk.session("YS-1"), caller(desk, "扎西").face.id)
        desk.clock.set("2026-06-12 07:00")
        assert clock.look_at_clock(desk.station).is_suspect
        assert clock.look_at_clock(desk.station).is_asked
        clock.confirm_clock(desk.station)
        assert not clock.look_at_clock(desk.station).is_asked


class TestWhoIsAlike:
    def test_another_spelling_in_the_same_village_is_said(self, desk: Desk) -> None:
        said = {"name": "泽仁卓玛", "sex": "f", "born": "1990", "place": VILLAGE}
        found = alike.find_alike(desk.station, desk.session("YS-1"), said)
        assert [one.face.name for one in found] == ["次仁卓玛"]

    def test_the_same_telephone_under_another_name_is_said(self, desk: Desk) -> None:
        said = {"name": "央金", "phone": "13997010004"}
        found = alike.find_alike(desk.station, desk.session("YS-1"), said)
        assert [one.face.name for one in found] == ["才仁"]

    def test_a_sex_pressed_by_mistake_hides_nobody_called_so(self, desk: Desk) -> None:
        for sex in ("", "f", "m"):
            found = alike.find_alike(desk.station, desk.session("YS-1"), {"name": "次仁卓玛", "sex": sex})
            assert [one.face.name for one in found] == ["次仁卓玛"], sex

    def test_somebody_else_is_not(self, desk: Desk) -> None:
        said = {"name": "欧阳海棠", "sex": "f", "born": "1990", "place": VILLAGE, "phone": "what"}
        assert alike.find_alike(desk.station, desk.session("YS-1"), said) == []
        assert alike.find_alike(desk.station, desk.session("YS-1"), {"phone": "13997010004"}) == []


def test_our_own_villages_are_found_before_those_of_others(desk: Desk) -> None:
    found = finding_places.find_places(desk.station, "日玛")
    assert found[0].code.startswith(COUNTY)
    everywhere = finding_places.find_places(desk.station, "长沙县")
    assert any(place.name == "长沙县" for place in everywhere)
    assert finding_places.name_place(found[0].code) == found[0]
    assert finding_places.name_place("999999") is None
