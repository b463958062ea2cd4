"""Every kind of command can be taken back, and what somebody wrote since is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.papers import write_list, write_sheets
from tianye.domain.attendance import Outcome
from tianye.domain.errors import UserFault
from tianye.domain.ids import to_text
from tianye.exchange import keys
from tianye.services import assets, checkin, forms_library, packs, people_lists, planning, registration, surveys
from tianye.services.undo import undo, undo_last
from tianye.store.queries import forms, laptops, people, recognition, trainings
from town import Desk, Town

COUNTY, VILLAGE = "632701", "632701203200"


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters with one training of one session."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        fields = {"code": "YS-AM", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    return hq


def registers(desk: Desk, name: str, **said: str) -> bytes:
    fields = registration.make_fields({"name": name, "place": VILLAGE} | said)
    person, _ = registration.register(desk.station, fields, {"attendance": "given"})
    return person


def names(desk: Desk) -> list[str | None]:
    return [row.name for row in people.all_people(desk.station.database)]


class TestTheRegister:
    def test_a_registration_is_voided_and_a_redo_brings_it_back(self, hq: Desk) -> None:
        person, done = registration.register(hq.station, {"name": "卓玛"}, {"contact": "given"})
        undone = undo(hq.station, done.command)
        assert names(hq) == []
        assert people.search_people(hq.station.database, "卓玛") == []
        undo(hq.station, undone.command)
        assert names(hq) == ["卓玛"]
        assert hq.knows("卓玛").id == person
        assert hq.knows("卓玛").consents == {"contact": "given"}

    def test_a_correction_goes_back_to_what_stood_before(self, hq: Desk) -> None:
        person = registers(hq, "卓玛", phone="13997010001")
        done = registration.correct(hq.station, person, {"phone": "13997012222", "note": "会计"})
        undo(hq.station, done.command)
        row = hq.knows("卓玛")
        assert (row.phone, row.note) == ("13997010001", None)

    def test_one_after_the_other_the_latest_first(self, hq: Desk) -> None:
        person = registers(hq, "卓玛", phone="13997010001")
        for phone in ("13997012222", "13997013333", "13997014444"):
            registration.correct(hq.station, person, {"phone": phone})
        seen = []
        for _ in range(3):
            undo_last(hq.station)
            seen.append(hq.knows("卓玛").phone)
        assert seen == ["13997013333", "13997012222", "13997010001"]
        undo_last(hq.station)
        assert names(hq) == []

    def test_one_in_the_middle_first(self, hq: Desk) -> None:
        person = registers(hq, "卓玛", phone="13997010001")
        first, second = (
            registration.correct(hq.station, person, {"phone": phone}) for phone in ("13997012222", "13997013333")
        )
        undo(hq.station, first.command)
        assert hq.knows("卓玛").phone == "13997013333"
        undo(hq.station, second.command)
        # the first correction had been taken back, but its value is what the second one replaced
        assert hq.knows("卓玛").phone == "13997012222"

    def test_what_was_corrected_since_is_left_alone(self, hq: Desk) -> None:
        person = registers(hq, "卓玛", phone="13997010001")
        done = registration.correct(hq.station, person, {"phone": "13997012222", "note": "会计"})
        registration.correct(hq.station, person, {"phone": "13997013333"})
        undo(hq.station, done.command)
        row = hq.knows("卓玛")
        assert (row.phone, row.note) == ("13997013333", None)
        assert hq.station.state("person", person).disagreements() == []

    def test_a_consent_was_never_asked_for_again(self, hq: Desk) -> None:
        person = registers(hq, "卓玛")
        registration.give_consent(hq.station, person, {"contact": "refused"})
        done = registration.give_consent(hq.station, person, {"contact": "given", "photo": "given"})
        undo(hq.station, done.command)
        assert hq.knows("卓玛").consents == {"attendance": "given", "contact": "refused"}

    def test_a_link_and_a_verdict_over_it(self, hq: Desk) -> None:
        one, other = registers(hq, "卓玛"), registers(hq, "拉毛")
        linked = registration.link(hq.station, one, other, is_same=True)
        parted = registration.link(hq.station, other, one, is_same=False)

        def verdicts() -> list[object]:
            subject = min(one, other) + max(one, other)
            return hq.station.state("link", subject).values("verdict")

        assert verdicts() == ["different"]
        undo(hq.station, parted.command)
        assert verdicts() == ["same"]
        undo(hq.station, linked.command)
        assert verdicts() == [None]

    def test_a_first_link_leaves_nothing_decided(self, hq: Desk) -> None:
        one, other = registers(hq, "卓玛"), registers(hq, "拉毛")
        linked = registration.link(hq.station, one, other, is_same=True)
        undo(hq.station, linked.command)
        assert hq.station.state("link", min(one, other) + max(one, other)).values("verdict") == [None]

    def test_a_list_of_people_with_households(self, hq: Desk, tmp_path: Path) -> None:
        known = registers(hq, "马秀英", phone="13997010003")
        heads = ("姓名", "地点代码", "单位", "户编号", "户主", "家庭人口", "联系电话", "职务")
        path = write_list(
            tmp_path / "名单.xlsx",
            heads,
            ("卓玛", VILLAGE, "合作社", "7", "是", 4, None, None),
            ("拉毛", VILLAGE, "合作社", "7", "否", 4, None, None),
            ("马秀英", VILLAGE, "合作社", "7", None, None, "13997010003", "会计"),
        )
        done = people_lists.import_people(hq.station, path)
        assert (done.added, done.changed) == (2, 1)
        undo(hq.station, done.command)
        assert names(hq) == ["马秀英"]
        row = hq.knows("马秀英")
        assert (row.post, row.organisation, row.household) == (None, None, None)
        assert recognition.known_households(hq.station.database) == []
        assert recognition.known_organisations(hq.station.database) == []
        assert hq.station.state("person", known).get("phone") == "13997010003"


class TestTheDoor:
    def test_a_check_out(self, hq: Desk) -> None:
        registers(hq, "卓玛")
        hq.checks_in("卓玛", "YS-AM")
        session = hq.session("YS-AM")
        checkin.leave(hq.station, session, hq.knows("卓玛"), at=11 * 60)
        late = checkin.leave(hq.station, session, hq.knows("卓玛"), at=12 * 60)
        (row,) = trainings.attendance_of(hq.station.database, session.id)
        assert row.departed == 12 * 60
        undo(hq.station, late.command)
        (row,) = trainings.attendance_of(hq.station.database, session.id)
        assert (row.is_present, row.departed) == (True, 11 * 60)

    def test_somebody_without_a_name(self, hq: Desk) -> None:
        session = hq.session("YS-AM")
        done = checkin.walk_in_without_name(hq.station, session, sex="f", age_group=checkin.AGE_GROUPS[0])
        assert checkin.counts(hq.station, session) == (0, 1)
        undo(hq.station, done.command)
        assert checkin.counts(hq.station, session) == (0, 0)

    def test_the_first_check_in_opened_the_door_and_can_be_made_again(self, hq: Desk) -> None:
        registers(hq, "卓玛")
        wrong = hq.checks_in("卓玛", "YS-AM")
        undo(hq.station, wrong.command)
        assert hq.session("YS-AM").open_doors == 0
        assert hq.checks_in("卓玛", "YS-AM").outcome is Outcome.ADMITTED
        session = hq.session("YS-AM")
        assert session.open_doors == 1
        assert hq.station.state("session", session.id).disagreements() == []

    def test_an_undo_is_undone_unless_she_was_checked_in_again(self, hq: Desk) -> None:
        registers(hq, "卓玛")
        session = hq.session("YS-AM")
        wrong = hq.checks_in("卓玛", "YS-AM")
        undone = undo(hq.station, wrong.command)
        again = undo(hq.station, undone.command)
        assert checkin.counts(hq.station, session) == (1, 0)
        undone = undo(hq.station, again.command)
        hq.checks_in("卓玛", "YS-AM")
        undo(hq.station, undone.command)
        (row,) = trainings.attendance_of(hq.station.database, session.id)
        assert (row.marks, row.needs_review) == (1, False)

    def test_a_refused_scan_stays_and_does_not_stand_in_the_way(self, hq: Desk) -> None:
        registers(hq, "卓玛")
        hq.checks_in("卓玛", "YS-AM")
        refused = hq.checks_in("TY:NOT A BADGE", "YS-AM")
        assert refused.outcome is Outcome.UNKNOWN_BADGE
        with pytest.raises(UserFault, match=r"undo\.nothing-to-undo"):
            undo(hq.station, refused.command)
        undo_last(hq.station)
        assert checkin.counts(hq.station, hq.session("YS-AM")) == (0, 0)

    def test_closing_is_undone_without_the_answers_it_let_in(self, hq: Desk) -> None:
        form, _ = forms_library.add_form(hq.station, assets.resource("forms/pre_test.md"))
        session = hq.session("YS-AM")
        checkin.open_session(hq.station, session)
        context = surveys.Context(training=session.training, session=session.id, phase="pre")
        filling = surveys.begin(hq.station, form, context)
        surveys.fill(hq.station, filling, answers(filling))
        closed = checkin.close_session(hq.station, session)
        assert (hq.session("YS-AM").open_doors, len(forms.all_responses(hq.station.database))) == (0, 1)
        undo(hq.station, closed.command)
        assert (hq.session("YS-AM").open_doors, len(forms.all_responses(hq.station.database))) == (1, 1)


class TestHeadquarters:
    def test_a_plan(self, town: Town, tmp_path: Path) -> None:
        hq = town.headquarters()
        path = write_sheets(
            tmp_path / "计划.xlsx",
            {
                "项目": [("项目编码", "项目名称"), ("RE", "清洁能源")],
                "培训": [
                    ("培训编码", "项目编码", "类型", "培训名称", "县"),
                    ("T1", "RE", "培训", "太阳能", "玉树市"),
                ],
                "场次": [("培训编码", "日期", "半天"), ("T1", "2026-06-12", "上午")],
            },
        )
        done = planning.import_plan(hq.station, path)
        assert (done.problems, done.added) == ((), 3)
        assert len(trainings.all_sessions(hq.station.database)) == 1
        undo(hq.station, done.command)
        assert trainings.all_trainings(hq.station.database) == []
        assert trainings.all_sessions(hq.station.database) == []
        assert planning.import_plan(hq.station, path).added == 3

    def test_a_form(self, hq: Desk) -> None:
        form, done = forms_library.add_form(hq.station, assets.resource("forms/wg_ss.md"))
        undo(hq.station, done.command)
        assert forms.all_forms(hq.station.database) == []
        with pytest.raises(UserFault, match=r"form\.unknown"):
            surveys.get_form(hq.station, form.form_id)
        assert forms_library.add_form(hq.station, assets.resource("forms/wg_ss.md"))[1].command is not None

    def test_an_enrolment_a_scope_and_a_revocation(self, town: Town, hq: Desk) -> None:
        desk = town.desk("玉树")
        card = keys.card_text(desk.station.identity.card)
        _, _, enrolled = packs.enrol(hq.station, card, [COUNTY])
        _, _, scoped = packs.enrol(hq.station, card, [COUNTY, "632723"])
        undo(hq.station, scoped.command)
        laptop = packs.get_laptop(hq.station, "玉树")
        assert laptop.counties == (COUNTY,)
        revoked = packs.revoke(hq.station, laptop, "丢失")
        assert packs.get_laptop(hq.station, "玉树").revoked_after == 0
        undo(hq.station, revoked.command)
        assert packs.get_laptop(hq.station, "玉树").revoked_after is None
        undo(hq.station, enrolled.command)
        assert laptops.all_laptops(hq.station.database) == []

    def test_the_key_a_pack_shared_is_not_taken_back(self, town: Town, hq: Desk) -> None:
        person = registers(hq, "卓玛")
        town.enrols(town.desk("玉树"), COUNTY)
        town.sends_pack(town.desk("玉树"))
        for _ in range(2):
            undo_last(hq.station)
        # the enrolment, then the person; between them lay the sharing of the key
        assert laptops.all_laptops(hq.station.database) == []
        assert hq.station.state("person", person).get("is_void") is True
        shared = hq.station.state("laptop", hq.station.identity.device).get("matching_key")
        assert shared == registration.matching_key(hq.station)


class TestSurveys:
    def test_a_finished_survey_is_voided(self, hq: Desk) -> None:
        form, _ = forms_library.add_form(hq.station, assets.resource("forms/pre_test.md"))
        person = registers(hq, "卓玛")
        filling = surveys.begin(hq.station, form, surveys.Context(person=person, phase="pre"))
        filled = surveys.fill(hq.station, filling, answers(filling))
        assert len(forms.all_responses(hq.station.database)) == 1
        undo(hq.station, filled.done.command)
        assert forms.all_responses(hq.station.database) == []


FIELDS = ("phone", "note", "post")
CORRECTIONS = st.lists(
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["甲", "乙", None]), min_size=1), min_size=1, max_size=5
)


@given(corrections=CORRECTIONS, data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undone_the_latest_first_everything_is_as_it_was(
    hq: Desk, corrections: list[dict[str, str | None]], data: st.DataObject
) -> None:
    """After every single undo what is shown is what was shown before that correction; a redo brings it back."""
    person, _ = registration.register(hq.station, {"name": "卓玛", "phone": "13997010001"}, {})

    def shown() -> dict[str, list[object]]:
        state = hq.station.state("person", person)
        return {field: [value for value in state.values(field) if value is not None] for field in FIELDS}

    past = []
    for fields in corrections:
        before = shown()
        done = registration.correct(hq.station, person, fields)
        if done.command is not None:
            past.append((before, shown(), done.command))
    redone = data.draw(st.integers(0, len(past)))
    for place, (before, after, command) in reversed(list(enumerate(past))):
        undone = undo(hq.station, command)
        assert shown() == before
        if place == redone:
            again = undo(hq.station, undone.command)
            assert shown() == after
            undo(hq.station, again.command)
            assert shown() == before
    assert hq.station.state("person", person).disagreements() == []


def answers(filling: surveys.Filling) -> dict[str, str]:
    """The first choice of every question."""
    return {
        node.ref: node.choices[0].value
        for node in filling.entry.nodes()
        if node.is_question and node.is_required and node.choices
    }


def test_commands_of_others_and_of_nobody_cannot_be_undone(town: Town, hq: Desk) -> None:
    person, done = registration.register(hq.station, {"name": "卓玛", "place": VILLAGE}, {})
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    assert desk.station.state("person", person).get("name") == "卓玛"
    for command in (done.command, bytes(10)):
        with pytest.raises(UserFault, match=r"undo\.no-such-command"):
            undo(desk.station, command)
    with pytest.raises(UserFault, match=r"undo\.nothing-to-undo"):
        undo_last(desk.station)
    undo(hq.station, done.command)
    with pytest.raises(UserFault, match=r"undo\.already-undone") as refusal:
        undo(hq.station, done.command)
    assert to_text(done.command) not in str(refusal.value)
