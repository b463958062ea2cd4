"""Interviews: an answer comes back as what is to be seen, in two languages; drafts, undo, trials that keep nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.services import assets, forms_library, interviews, registration, survey_rounds, surveys
from tianye.services.answering import answer_rest
from tianye.services.form_shelf import all_on_shelf
from tianye.services.surveys import Context
from tianye.store.queries import forms
from town import Desk, Town

ZH, EN, BO = "中文 (zh)", "English (en)", "བོད་ཡིག (bo)"
COUNTY, VILLAGE = "632701", "632701203200"


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters with three of our own forms, a training of two sessions, and two people."""
    desk = town.headquarters()
    for name in ("pre_test", "walk_in", "wg_ss"):
        forms_library.add_form(desk.station, assets.resource(f"forms/{name}.md"))
    with desk.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "A", "kind": "training", "county": COUNTY}, is_new=True)
        for half in ("am", "pm"):
            fields = {"code": f"A-{half.upper()}", "training": training, "on": "2026-06-12", "half": half}
            command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name in ("卓玛", "央金"):
        fields = registration.make_fields({"name": name, "place": VILLAGE})
        registration.register(desk.station, fields, {"attendance": "given"})
    return desk


@pytest.fixture
def laptop(town: Town, hq: Desk) -> Desk:
    """A laptop with all that."""
    desk = town.desk("玉树")
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    return desk


def test_an_answer_is_a_draft_when_it_comes_back_and_nothing_is_before(hq: Desk) -> None:
    form = surveys.get_form(hq.station, "walk_in")
    opened = interviews.begin(hq.station, form, Context())
    assert surveys.all_drafts(hq.station) == []
    seen = interviews.answer(hq.station, opened.interview, "/data/consents/consent_attendance", "given")
    (draft,) = surveys.all_drafts(hq.station)
    assert any(node.name == "name" and node.is_relevant for node in seen.nodes)
    again = interviews.resume(hq.station, draft.id)
    assert [node.value for node in again.seen.nodes if node.name == "consent_attendance"] == ["given"]


def test_the_second_language_follows_relevance_and_touches_no_answer(hq: Desk) -> None:
    opened = interviews.begin(hq.station, surveys.get_form(hq.station, "walk_in"), Context())
    interview = opened.interview
    seen = interviews.speak(hq.station, interview, (ZH, BO))
    ref = "/data/consents/consent_attendance"
    assert seen.second[ref].choices[0].label == "འཐད།"
    assert not seen.second["/data/person/name"].is_relevant
    seen = interviews.answer(hq.station, interview, ref, "given")
    assert seen.second["/data/person/name"].label == "མིང་།"
    assert interview.filling.entry.language == ZH
    seen = interviews.speak(hq.station, interview, (EN, None))
    assert seen.second == {}
    assert {node.label for node in seen.nodes if node.name == "name"} == {"Name"}
    assert {node.value for node in seen.nodes if node.name == "consent_attendance"} == {"given"}


def test_what_the_entry_refuses_changes_neither_language(hq: Desk) -> None:
    interview = interviews.begin(hq.station, surveys.get_form(hq.station, "walk_in"), Context()).interview
    interviews.speak(hq.station, interview, (ZH, BO))
    with pytest.raises(UserFault, match=r"forms\.not-a-choice"):
        interviews.answer(hq.station, interview, "/data/person/sex", "q")
    assert surveys.all_drafts(hq.station) == []


def test_a_finished_form_can_be_taken_back_and_goes_on_as_a_draft(hq: Desk) -> None:
    person = hq.knows("卓玛")
    form = surveys.get_form(hq.station, "wg_ss")
    interview = interviews.begin(hq.station, form, Context(person=person.id)).interview
    interviews.answer(hq.station, interview, "/data/wg_seeing", "2")
    done = interviews.finish(hq.station, interview)
    assert len(forms.all_responses(hq.station.database, "wg_ss")) == 1
    assert done.command is not None
    interviews.take_back(hq.station, interview, done.command)
    assert forms.all_responses(hq.station.database, "wg_ss") == []
    (draft,) = surveys.all_drafts(hq.station)
    interviews.answer(hq.station, interview, "/data/wg_seeing", "3")
    assert interviews.finish(hq.station, interview).command is not None
    (response,) = forms.all_responses(hq.station.database, "wg_ss")
    assert (response.id, response.answers["/data/wg_seeing"]) == (draft.id, "3")


def test_a_trial_keeps_nothing(hq: Desk) -> None:
    interview = interviews.try_out(hq.station, surveys.get_form(hq.station, "wg_ss")).interview
    seen = interviews.answer(hq.station, interview, "/data/wg_seeing", "2")
    assert [node.value for node in seen.nodes if node.name == "wg_seeing"] == ["2"]
    assert surveys.all_drafts(hq.station) == []


def test_a_draft_thrown_away_can_be_put_back(hq: Desk) -> None:
    interview = interviews.begin(hq.station, surveys.get_form(hq.station, "wg_ss"), Context()).interview
    interviews.answer(hq.station, interview, "/data/wg_seeing", "2")
    (draft,) = surveys.all_drafts(hq.station)
    dropped = interviews.drop(hq.station, draft.id)
    assert dropped is not None
    assert surveys.all_drafts(hq.station) == []
    assert interviews.drop(hq.station, draft.id) is None
    interviews.put_back(hq.station, dropped)
    assert surveys.all_drafts(hq.station) == [draft]


# ---- rounds ---------------------------------------------------------------------------------------------------------


def test_a_round_says_whose_turn_it_is(laptop: Desk) -> None:
    station = laptop.station
    session = laptop.session("A-AM")
    for who in ("卓玛", "央金"):
        laptop.checks_in(who, "A-AM")
    round_ = survey_rounds.open_round(station)
    assert round_.session is not None
    assert (round_.session.id, round_.people, round_.has_arrivals) == (session.id, 2, True)
    test = next(form for form in round_.forms if form.row.form_id == "pre_test")
    assert (test.design, test.phase, test.answered) == ("classic", "pre", 0)
    assert next(form.design for form in round_.forms if form.row.form_id == "walk_in") is None
    asked = survey_rounds.all_asked(station, session.id, "pre_test", "pre")
    assert {one.face.name: one.turn for one in asked} == {"卓玛": "open", "央金": "open"}
    drolma = next(one.face for one in asked if one.face.name == "卓玛")
    context = Context(drolma.id, session.training, session.id, "pre", "classic")
    filling = surveys.begin(station, test.row, context)
    surveys.fill(station, filling, {"answer_k1": "b"}, keep_draft=True)
    asked = survey_rounds.all_asked(station, session.id, "pre_test", "pre")
    assert [(one.face.name, one.turn) for one in asked] == [("卓玛", "draft"), ("央金", "open")]
    (begun,) = survey_rounds.open_round(station).begun
    assert begun.face is not None
    assert (begun.face.name, begun.answered, begun.asked) == ("卓玛", 1, 10)
    answer_rest(filling.entry)
    surveys.finish(station, filling)
    asked = survey_rounds.all_asked(station, session.id, "pre_test", "pre")
    assert [(one.face.name, one.turn) for one in asked] == [("央金", "open"), ("卓玛", "answered")]
    after = survey_rounds.all_asked(station, session.id, "pre_test", "post")
    assert {one.turn for one in after} == {"open"}
    assert next(form.answered for form in survey_rounds.open_round(station).forms if form.row == test.row) == 1


def test_a_search_finds_whom_the_session_does_not_expect(laptop: Desk) -> None:
    laptop.checks_in("卓玛", "A-AM")
    found = survey_rounds.all_asked(laptop.station, laptop.session("A-AM").id, "wg_ss", None, "yangjin")
    assert [(one.face.name, one.is_present) for one in found] == [("央金", False)]
    assert survey_rounds.all_asked(laptop.station, laptop.session("A-AM").id, "wg_ss", None, "???") == []


def test_unnamed_answers_are_counted_while_they_wait(laptop: Desk) -> None:
    session = laptop.session("A-AM")
    form = surveys.get_form(laptop.station, "wg_ss")
    filling = surveys.begin(laptop.station, form, Context(None, session.training, session.id))
    surveys.fill(laptop.station, filling, {"wg_seeing": "1"})
    round_ = survey_rounds.open_round(laptop.station, session.id)
    counted = {one.row.form_id: (one.answered, one.unnamed) for one in round_.forms}
    assert counted["wg_ss"] == (0, 1)


def test_a_badge_names_a_person_and_records_nothing(hq: Desk, laptop: Desk) -> None:
    person = hq.knows("卓玛")
    before = laptop.station.log.count()
    text = registration.badge_text(hq.station, person.id)
    found = survey_rounds.find_by_badge(laptop.station, text)
    assert found is not None
    assert found.id == person.id
    assert survey_rounds.find_by_badge(laptop.station, "TY:nonsense") is None
    assert laptop.station.log.count() == before


def test_the_shelf_shows_every_version_and_its_answers(hq: Desk, tmp_path: Path) -> None:
    text = assets.resource("forms/wg_ss.md").read_text(encoding="utf-8")
    newer = tmp_path / "wg_ss.md"
    newer.write_text(text.replace("2026060101", "2026070101"), encoding="utf-8")
    filling = surveys.begin(hq.station, surveys.get_form(hq.station, "wg_ss"), Context(hq.knows("卓玛").id))
    surveys.fill(hq.station, filling, {"wg_seeing": "1"})
    forms_library.add_form(hq.station, newer)
    shelf = [(one.row.version, one.is_newest, one.responses) for one in all_on_shelf(hq.station)][-2:]
    assert shelf == [("2026070101", True, 0), ("2026060101", False, 1)]
    told = {one.row.form_id: (one.questions, one.groups) for one in all_on_shelf(hq.station)}
    assert told["walk_in"] == (12, 2)
    assert all(one.added_ms for one in all_on_shelf(hq.station))
