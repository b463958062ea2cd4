"""At the door: exactly one person is let in, a refusal is a fact, and what was taken back stays out."""

from __future__ import annotations

import pytest

from tianye.domain.attendance import Outcome
from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.services import checkin, registration
from tianye.services.undo import undo
from tianye.store.queries import trainings
from town import Desk, Town, write_as_headquarters

COUNTY = "632701"


@pytest.fixture
def door(town: Town) -> Desk:
    """A laptop with two sessions of one training and three people."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        for half in ("AM", "PM"):
            fields = {"code": f"YS-{half}", "training": training, "on": "2026-06-12", "half": half.lower()}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name, phone in (("卓玛才让", "13997010001"), ("卓玛拉姆", "13997010002"), ("卓玛", "13997010003")):
        fields = registration.make_fields({"name": name, "phone": phone, "place": f"{COUNTY}203200"})
        registration.register(hq.station, fields, {"attendance": "given"})
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    return desk


def badge(town: Town, door: Desk, name: str) -> str:
    return registration.badge_text(town.headquarters().station, door.knows(name).id)


def present(desk: Desk, session: str = "YS-AM") -> tuple[int, int]:
    return checkin.counts(desk.station, desk.session(session))


class TestWhoIsMeant:
    def test_several_are_shown_and_nobody_is_marked(self, door: Desk) -> None:
        before = door.station.log.count()
        answer = door.checks_in("卓", "YS-AM")
        assert answer.outcome is Outcome.AMBIGUOUS
        assert {row.name for row in answer.candidates} == {"卓玛才让", "卓玛拉姆", "卓玛"}
        assert door.checks_in("没有此人", "YS-AM") == checkin.CheckedIn(Outcome.NOT_ON_LIST)
        assert door.station.log.count() == before

    def test_a_whole_name_is_not_ambiguous_because_longer_ones_begin_with_it(self, door: Desk) -> None:
        answer = door.checks_in(" 卓玛 ", "YS-AM")
        assert (answer.outcome, answer.person.name) == (Outcome.ADMITTED, "卓玛")

    def test_by_id_as_read_out_over_the_telephone(self, door: Desk) -> None:
        text = to_text(door.knows("卓玛拉姆").id).lower()
        spoken = "-".join(text[at : at + 4] for at in range(0, len(text), 4))
        assert door.checks_in(spoken, "YS-AM").person.name == "卓玛拉姆"

    @pytest.mark.parametrize(("who", "how"), [("卓玛才让", "search"), ("0002", "phone"), ("zmlm", "search")])
    def test_how_she_was_found_is_kept(self, door: Desk, who: str, how: str) -> None:
        door.checks_in(who, "YS-AM")
        (row,) = trainings.attendance_of(door.station.database, door.session("YS-AM").id)
        assert (row.how, row.arrived) == (how, 8 * 60 + 30)

    def test_who_came_to_the_other_half_of_the_training_is_shown_first(self, door: Desk) -> None:
        door.checks_in("卓玛拉姆", "YS-AM")
        assert door.checks_in("卓", "YS-PM").candidates[0].name == "卓玛拉姆"


class TestRefusals:
    def test_they_are_kept_with_what_was_scanned(self, town: Town, door: Desk) -> None:
        unknown = "TY:" + "X" * 600
        assert door.checks_in(unknown, "YS-AM").outcome is Outcome.UNKNOWN_BADGE
        stranger = town.headquarters()
        person, _ = registration.register(stranger.station, {"name": "外县人", "place": "433101200200"}, {})
        elsewhere = registration.badge_text(stranger.station, person)
        assert door.checks_in(elsewhere, "YS-AM").outcome is Outcome.NOT_ON_LIST
        kept = door.station.database.rows("SELECT outcome, raw, minute FROM scan ORDER BY no")
        assert kept == [("unknown_badge", unknown[:400], 8 * 60 + 30), ("not_on_list", elsewhere, 8 * 60 + 30)]
        assert present(door) == (0, 0)

    def test_nobody_whose_registration_was_taken_back_comes_in(self, town: Town, door: Desk) -> None:
        came = checkin.walk_in(door.station, door.session("YS-AM"), {"name": "错登"}, {})
        undo(door.station, came.command)
        text = registration.badge_text(town.headquarters().station, came.person.id)
        assert door.checks_in(text, "YS-PM").outcome is Outcome.NOT_ON_LIST
        assert door.checks_in(to_text(came.person.id), "YS-PM").outcome is Outcome.NOT_ON_LIST
        assert door.checks_in("错登", "YS-PM").outcome is Outcome.NOT_ON_LIST
        assert present(door, "YS-PM") == (0, 0)

    def test_before_the_first_pack_no_badge_is_good(self, town: Town) -> None:
        hq, bare = town.headquarters(), town.desk("没有包")
        person, _ = registration.register(bare.station, {"name": "卓玛"}, {})
        write_as_headquarters(bare.station)
        with bare.station.command("plan") as command:
            fields = {"code": "X", "on": "2026-06-12", "half": "am"}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
        assert bare.checks_in(registration.badge_text(hq.station, person), "X").outcome is Outcome.FORGED_BADGE
        assert bare.checks_in("卓玛", "X").outcome is Outcome.ADMITTED


class TestMarks:
    def test_a_second_scan_writes_nothing_and_says_since_when(self, town: Town, door: Desk) -> None:
        door.checks_in("卓玛才让", "YS-AM")
        before = door.station.log.count()
        door.clock.set("2026-06-12 10:15")
        answer = door.checks_in(badge(town, door, "卓玛才让"), "YS-AM")
        assert (answer.outcome, answer.arrived, answer.command) == (Outcome.ALREADY_IN, 8 * 60 + 30, None)
        assert door.station.log.count() == before

    def test_from_paper_the_time_is_the_papers(self, door: Desk) -> None:
        session = door.session("YS-AM")
        checkin.check_in(door.station, session, "卓玛才让", at=9 * 60 + 2)
        checkin.leave(door.station, session, door.knows("卓玛才让"), at=11 * 60 + 40)
        (row,) = trainings.attendance_of(door.station.database, session.id)
        assert (row.arrived, row.departed) == (9 * 60 + 2, 11 * 60 + 40)

    def test_a_walk_in_with_a_bad_consent_is_neither_registered_nor_marked(self, door: Desk) -> None:
        before = door.station.log.count()
        with pytest.raises(UserFault, match=r"consent\.unknown"):
            checkin.walk_in(door.station, door.session("YS-AM"), {"name": "旦增"}, {"fun": "given"})
        assert door.station.log.count() == before
        assert present(door) == (0, 0)

    def test_who_gives_no_name_is_counted_by_sex_and_age_group_only(self, door: Desk) -> None:
        session = door.session("YS-AM")
        for sex, group in (("f", "35-59"), (None, None)):
            checkin.walk_in_without_name(door.station, session, sex=sex, age_group=group)
        assert present(door) == (0, 2)
        for sex, group, code in (("x", None, "anonymous.bad-sex"), ("f", "35", "anonymous.bad-age-group")):
            with pytest.raises(UserFault) as refusal:
                checkin.walk_in_without_name(door.station, session, sex=sex, age_group=group)
            assert refusal.value.code == code


class TestDoors:
    def test_the_first_who_comes_opens_it_and_closing_takes_late_marks(self, door: Desk) -> None:
        assert not door.session("YS-AM").was_opened
        door.checks_in("卓玛才让", "YS-AM")
        assert (door.session("YS-AM").was_opened, door.session("YS-AM").open_doors) == (True, 1)
        checkin.close_session(door.station, door.session("YS-AM"))
        assert door.checks_in("卓玛拉姆", "YS-AM").outcome is Outcome.ADMITTED
        assert (door.session("YS-AM").open_doors, present(door)) == (0, (2, 0))
        checkin.open_session(door.station, door.session("YS-AM"))
        assert door.session("YS-AM").open_doors == 1

    def test_saying_it_twice_writes_it_once(self, door: Desk) -> None:
        session = door.session("YS-AM")
        assert checkin.open_session(door.station, session).command is not None
        assert checkin.open_session(door.station, session).command is None
        assert checkin.close_session(door.station, session).command is not None
        assert checkin.close_session(door.station, session).command is None

    def test_a_door_that_was_never_open_cannot_be_closed(self, door: Desk) -> None:
        assert checkin.close_session(door.station, door.session("YS-PM")).command is None
        assert not door.session("YS-PM").was_opened

    def test_two_laptops_have_two_doors(self, town: Town, door: Desk) -> None:
        other = town.desk("玉树二号")
        town.enrols(other, COUNTY)
        town.sends_pack(other)
        for desk in (door, other):
            checkin.open_session(desk.station, desk.session("YS-AM"))
        checkin.close_session(door.station, door.session("YS-AM"))
        for desk in (door, other):
            town.carry_stick(desk)
        assert town.headquarters().session("YS-AM").open_doors == 1

    def test_a_session_by_code_or_id(self, door: Desk) -> None:
        session = door.session(" YS-AM ")
        assert checkin.get_session(door.station, to_text(session.id)) == session
        for text in ("YS", "", to_text(bytes(10))):
            with pytest.raises(UserFault, match=r"session\.unknown"):
                checkin.get_session(door.station, text)
