"""What was said about a person is told newest first, with who, where, and whether it still holds."""

from __future__ import annotations

import pytest

from tianye.domain.errors import UserFault
from tianye.services import alike, checkin, history, profiles, registration
from tianye.services.history import FieldChange
from tianye.services.undo import undo
from tianye.store.queries import trainings
from town import Desk, Town


@pytest.fixture
def desk(town: Town) -> Desk:
    return town.headquarters()


def registered(desk: Desk, **said: str) -> bytes:
    person, _ = profiles.register_said(desk.station, {"name": "周毛", **said}, {"attendance": "given"})
    return person


def session(desk: Desk) -> trainings.SessionRow:
    identifier = desk.station.world.random(10)
    with desk.station.command("plan") as command:
        command.add("session.planned", identifier, {"code": "S1", "on": "2026-06-12", "half": "am"}, is_new=True)
    return desk.session("S1")


def test_a_registration_is_told_with_who_and_where(desk: Desk) -> None:
    person = registered(desk, phone="13997010001")
    newest, first = history.history_of(desk.station, person)
    assert (newest.kind, first.kind) == ("person.consented", "person.registered")
    assert (first.operator, first.station) == ("填表人", "总部")
    assert FieldChange("phone", (), "13997010001") in first.changes


def test_a_correction_tells_from_what_to_what_and_its_undo(desk: Desk) -> None:
    person = registered(desk, phone="13997010001")
    done = profiles.correct_said(desk.station, person, {"phone": "13997010002", "name": "周毛"})
    newest = history.history_of(desk.station, person)[0]
    assert newest.changes == (FieldChange("phone", ("13997010001",), "13997010002"),)
    assert not newest.is_undone
    assert done.command is not None
    undo(desk.station, done.command)
    back, taken = history.history_of(desk.station, person)[:2]
    assert (back.is_undo, back.changes) == (True, (FieldChange("phone", ("13997010002",), "13997010001"),))
    assert taken.is_undone


def test_places_are_told_by_name(desk: Desk) -> None:
    person = registered(desk, place="632701203201")
    first = history.history_of(desk.station, person)[-1]
    (place,) = [change.after for change in first.changes if change.field == "place"]
    assert place.startswith("玉树市 ")


def test_a_check_in_and_its_undo_belong_to_her_history(desk: Desk) -> None:
    person = registered(desk)
    done = checkin.admit(desk.station, session(desk), desk.knows("周毛"), "roster")
    newest = history.history_of(desk.station, person)[0]
    assert (newest.kind, newest.session and newest.session.code) == ("attendance.marked", "S1")
    assert done.command is not None
    undo(desk.station, done.command)
    back, taken = history.history_of(desk.station, person)[:2]
    assert (back.kind, back.is_undo) == ("attendance.unmarked", True)
    assert taken.is_undone


def test_what_another_laptop_took_back_is_told_as_undone(town: Town) -> None:
    laptop = town.desk("玉树一号")
    town.enrols(laptop, "632701")
    town.sends_pack(laptop)
    person, done = profiles.register_said(laptop.station, {"name": "周毛", "place": "632701203201"})
    assert done.command is not None
    undo(laptop.station, done.command)
    town.carry_stick(laptop)
    voided, first = history.history_of(town.headquarters().station, person)
    assert (voided.kind, voided.station) == ("person.voided", "玉树一号")
    assert first.is_undone


def test_a_link_names_the_other(desk: Desk) -> None:
    one, other = registered(desk), registered(desk, name="才仁")
    registration.link(desk.station, one, other, is_same=True)
    newest = history.history_of(desk.station, one)[0]
    assert (newest.kind, newest.about) == ("person.linked", "才仁")


def test_nobody_has_no_history(desk: Desk) -> None:
    with pytest.raises(UserFault, match=r"person\.unknown"):
        history.history_of(desk.station, bytes(10))


class TestAPage:
    def test_it_begins_an_editor_with_what_stands(self, desk: Desk) -> None:
        person = registered(desk, born="农历1988年二月", education="初中", place="632701203201")
        typed = profiles.profile_of(desk.station, person).typed
        assert typed == {
            "name": "周毛",
            "born": "lunar 1988-02",
            "education": "junior-secondary",
            "place": "632701203201",
        }
        assert profiles.correct_said(desk.station, person, typed).command is None

    def test_blank_takes_out_and_a_name_stays(self, desk: Desk) -> None:
        person = registered(desk, education="初中")
        profiles.correct_said(desk.station, person, {"education": ""})
        assert "education" not in profiles.profile_of(desk.station, person).typed
        with pytest.raises(UserFault, match=r"person\.no-name"):
            profiles.correct_said(desk.station, person, {"name": " "})

    def test_two_words_name_who_said_them(self, town: Town) -> None:
        hq, laptop = town.headquarters(), town.desk("玉树一号")
        person = registered(hq, place="632701203201", phone="13997010001")
        town.enrols(laptop, "632701")
        town.sends_pack(laptop)
        profiles.correct_said(laptop.station, person, {"phone": "13997010002"})
        profiles.correct_said(hq.station, person, {"phone": "13997010003"})
        town.carry_stick(laptop)
        (dispute,) = profiles.profile_of(hq.station, person).disputes
        assert dispute.field == "phone"
        assert {(word.value, word.station) for word in dispute.words} == {
            ("13997010002", "玉树一号"),
            ("13997010003", "总部"),
        }

    def test_alike_is_found_by_sound_and_phone(self, desk: Desk) -> None:
        person = registered(desk, phone="13997010001")
        assert [face.id for face in alike.find_meant(desk.station, {"name": "周毛"})] == [person]
        assert [face.id for face in alike.find_meant(desk.station, {"name": "张三", "phone": "0001"})] == [person]
        assert alike.find_meant(desk.station, {"name": "周毛"}, besides=person) == []
