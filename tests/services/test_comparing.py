"""Two registrations side by side: what is the same, what differs, what one knows better, and where they came from."""

from __future__ import annotations

import pytest

from tianye.domain.errors import UserFault
from tianye.services import comparing, decided, registration, review
from tianye.services.comparing import Sameness
from tianye.services.decided import Verdict
from tianye.services.undo import undo
from town import Desk, Town

VILLAGE = "632701203200"


def registers(desk: Desk, name: str, consents: dict[str, str] | None = None, **said: str) -> bytes:
    person, _ = registration.register(desk.station, registration.make_fields({"name": name} | said), consents or {})
    return person


@pytest.fixture
def hq(town: Town) -> Desk:
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        fields = {"code": "YS", "kind": "training", "county": "632701"}
        command.add("training.planned", training, fields, is_new=True)
        for half in ("am", "pm"):
            fields = {"code": f"YS-{half}", "training": training, "on": "2026-06-12", "half": half}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    return hq


def test_each_field_says_how_the_two_stand(hq: Desk) -> None:
    one = registers(hq, "次仁卓玛", sex="女", born="1991", phone="13997010001", place="632701")
    other = registers(hq, "才仁卓玛", sex="女", born="1991-03", phone="13997010002", place=VILLAGE, post="社员")
    shown = comparing.compare_people(hq.station, one, other)
    assert dict(shown.sameness) == {
        "name": Sameness.SOUNDS_ALIKE,
        "name_bo": Sameness.NEITHER,
        "sex": Sameness.SAME,
        "born": Sameness.OTHER_IS_FINER,
        "ethnicity": Sameness.NEITHER,
        "place": Sameness.OTHER_IS_FINER,
        "organisation": Sameness.NEITHER,
        "post": Sameness.ONE_SIDE_ONLY,
        "phone": Sameness.DIFFERENT,
    }
    turned = comparing.compare_people(hq.station, other, one)
    assert turned.sameness["born"] is Sameness.ONE_IS_FINER
    assert (shown.one.phone, shown.other.phone) == ("139****0001", "139****0002")
    assert shown.other.place.startswith("玉树市 ")


def test_resident_numbers_are_only_said_to_be_there(hq: Desk) -> None:
    one = registers(hq, "马秀英", resident_number="630102199002151221")
    other = registers(hq, "马秀英")
    shown = comparing.compare_people(hq.station, one, other)
    assert (shown.one.has_number, shown.other.has_number) == (True, False)
    assert "1221" not in repr(shown)


def test_sessions_together_are_counted(hq: Desk) -> None:
    one, other = registers(hq, "卓玛", phone="13997010001"), registers(hq, "拉姆", phone="13997010002")
    for who, session in (("卓玛", "YS-am"), ("卓玛", "YS-pm"), ("拉姆", "YS-am")):
        hq.checks_in(who, session)
    shown = comparing.compare_people(hq.station, one, other)
    assert (shown.one.sessions, shown.other.sessions, shown.together) == (2, 1, 1)


def test_the_stricter_consent_stands(hq: Desk) -> None:
    one = registers(hq, "卓玛", {"photo": "given", "contact": "refused"})
    other = registers(hq, "卓玛", {"photo": "withdrawn", "attendance": "given"})
    shown = comparing.compare_people(hq.station, one, other)
    assert {consent.purpose: consent.stands for consent in shown.consents} == {
        "attendance": "given",
        "contact": "refused",
        "photo": "withdrawn",
    }


def test_where_and_when_a_registration_came_from(town: Town, hq: Desk) -> None:
    laptop = town.desk("玉树一号")
    town.enrols(laptop, "632701")
    town.sends_pack(laptop)
    laptop.clock.set("2099-01-01 10:00")
    there = registers(laptop, "卓玛")
    town.carry_stick(laptop)
    here = registers(hq, "卓玛")
    shown = comparing.compare_people(hq.station, there, here)
    assert (shown.one.station, shown.one.is_clock_suspect) == ("玉树一号", True)
    assert (shown.other.station, shown.other.is_clock_suspect) == (hq.station.identity.name, False)
    assert shown.one.namesakes == 2


def test_somebody_unknown_cannot_be_compared(hq: Desk) -> None:
    with pytest.raises(UserFault, match=r"person\.unknown"):
        comparing.compare_people(hq.station, registers(hq, "卓玛"), bytes(10))


def test_what_was_decided_is_found_again_newest_first_and_says_what_was_taken_back(hq: Desk) -> None:
    one, other = registers(hq, "卓玛", phone="13997010001"), registers(hq, "卓玛", phone="13997010001")
    first = registration.link(hq.station, one, other, is_same=True)
    assert comparing.compare_people(hq.station, one, other).is_same is True
    second = registration.link(hq.station, one, other, is_same=False)
    assert comparing.compare_people(hq.station, one, other).is_same is False
    assert second.command is not None
    undo(hq.station, second.command)
    found = decided.list_decided(hq.station)
    assert [(row.verdict, row.is_undone) for row in found] == [(Verdict.DIFFERENT, True), (Verdict.SAME, False)]
    assert found[1].command == first.command
    assert {about.label for about in found[0].about} == {"卓玛"}


def test_a_chosen_word_and_a_settled_attendance_are_decisions_too(town: Town, hq: Desk) -> None:
    person = registers(hq, "卓玛", phone="13997010001")
    with hq.station.command("as two laptops would") as command:
        for phone in ("13997010002", "13997010003"):
            command.add("person.corrected", person, {"phone": phone}, owner=person, supersedes={})
    (case,) = review.list_cases(hq.station, (review.CaseKind.FIELD,))
    review.decide_seen(hq.station, case, "2")
    session = hq.session("YS-am")
    review.settle_attendance(hq.station, session.id, person, present=True)
    present, value = decided.list_decided(hq.station)
    assert (present.verdict, present.about[0].label) == (Verdict.PRESENT, "YS-am")
    assert (value.verdict, value.field, value.value) == (Verdict.VALUE, "phone", case.words[1].value)
    # the page that still shows the case does not decide it a second time
    with pytest.raises(UserFault, match=r"review\.no-such-case"):
        review.decide_seen(hq.station, case, "1")
