"""A finished response is corrected: opened again, finished with a reason; what was said before is kept and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.contents import content_hash
from tianye.domain.errors import UserFault
from tianye.domain.ops import decode_fields, decode_header
from tianye.services import (
    bundles,
    checkin,
    corrections,
    decided,
    erasing,
    exports,
    forms_library,
    history,
    importing,
    interviews,
    profiles,
    registration,
    review,
    survey_rounds,
    surveys,
    undo,
)
from tianye.services.station import Station
from tianye.store.queries import forms
from town import PASSPHRASE, Desk, Town

COUNTY, VILLAGE = "632701", "632701203200"
WHY = "她说的是亩，不是块"

FORM = """
| survey |
| | type | name | label | required | constraint | calculation | appearance |
| | start | started | | | | | |
| | end | ended | | | | | |
| | today | day | | | | | |
| | integer | fields | 几块地 | yes | . < 100 | | |
| | select_one crop | crop | 种什么 | | | | |
| | text | secret | 存折密码 | | | | masked |
| | date | since | 哪年哪月开始种 | | | | month-year |
| | geopoint | place | 地在哪里 | | | | |
| | image | photo | 拍一张 | | | | |
| | begin_repeat | child | 孩子 | | | | |
| | text | called | 叫什么 | | | | |
| | end_repeat | | | | | | |
| | calculate | twice | | | | ${fields} * 2 | |
| | calculate | moment | | | | string(now()) | |
| choices |
| | list_name | name | label |
| | crop | barley | 青稞 |
| | crop | potato | 土豆 |
| settings |
| | form_id | version | form_title |
| | NAME | VERSION | 农户 |
"""


@pytest.fixture
def desk(town: Town, tmp_path: Path) -> Desk:
    """A laptop with the form, plain and sensitive, a session, and one person."""
    hq, desk = town.headquarters(), town.desk("玉树")
    publishes(hq, tmp_path, "farm", "1")
    publishes(hq, tmp_path, "safety", "1", is_sensitive=True)
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "kind": "training", "county": COUNTY}, is_new=True)
        fields = {"code": "YS-AM", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    fields = registration.make_fields({"name": "卓玛", "place": VILLAGE})
    registration.register(hq.station, fields, {"attendance": "given"})
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    return desk


def publishes(hq: Desk, folder: Path, name: str, version: str, *, is_sensitive: bool = False) -> None:
    path = folder / f"{name}-{version}.md"
    path.write_text(FORM.replace("NAME", name).replace("VERSION", version), encoding="utf-8")
    forms_library.add_form(hq.station, path, is_sensitive=is_sensitive)


def answers(desk: Desk, form: str = "farm", *, named: bool = True) -> bytes:
    """Answer and finish; returns the response's id."""
    held = desk.session("YS-AM")
    context = surveys.Context(desk.knows("卓玛").id if named else None, held.training, held.id)
    filling = surveys.begin(desk.station, surveys.get_form(desk.station, form), context)
    said = {"fields": 3, "crop": "barley", "/data/child[1]/called": "才仁", "/data/child[2]/called": "央金"}
    assert surveys.fill(desk.station, filling, said).is_finished
    return filling.id


def corrects(desk: Desk, response: bytes, reason: str = WHY, **said: object) -> bytes:
    """Correct some answers; returns the command."""
    opened = interviews.correct(desk.station, response)
    for name, value in said.items():
        interviews.answer(desk.station, opened.interview, f"/data/{name}", str(value))
    done = interviews.finish(desk.station, opened.interview, reason=reason)
    assert done.command is not None
    return done.command


def answered(desk: Desk, response: bytes) -> dict[str, str]:
    row = forms.find_response(desk.station.database, response)
    assert row is not None
    return row.answers


def told(desk: Desk) -> list[tuple[str, list[tuple[str, str, str]], str]]:
    """What her page tells of responses, the newest first: kind, what changed, why."""
    entries = history.history_of(desk.station, desk.knows("卓玛").id)
    return [
        (one.kind, [tuple(change) for change in one.answers], one.reason)
        for one in entries
        if one.kind.startswith("response.")
    ]


def refusal(desk: Desk, response: bytes) -> str:
    with pytest.raises(UserFault) as caught:
        interviews.correct(desk.station, response)
    return caught.value.code


class TestCorrecting:
    def test_the_old_value_stays_and_why_is_told(self, town: Town, desk: Desk) -> None:
        response = answers(desk)
        before = answered(desk, response)
        desk.clock.set("2026-07-01 10:00")
        opened = interviews.correct(desk.station, response)
        assert opened.is_correction
        assert {node.ref: node.value for node in opened.seen.nodes}["/data/fields"] == "3"
        interviews.answer(desk.station, opened.interview, "/data/fields", "5")
        interviews.answer(desk.station, opened.interview, "/data/crop", "potato")
        interviews.finish(desk.station, opened.interview, reason=f"  {WHY}\n")
        after = answered(desk, response)
        assert (after["/data/fields"], after["/data/twice"], after["/data/crop"]) == ("5", "10", "potato")
        # when she was asked is as it was
        for name in ("started", "ended", "day"):
            assert after[f"/data/{name}"] == before[f"/data/{name}"]
        assert [after[f"/data/child[{number}]/called"] for number in (1, 2)] == ["才仁", "央金"]
        assert told(desk)[0] == (
            "response.corrected",
            [("几块地", "3", "5"), ("种什么", "青稞", "土豆")],
            WHY,
        )
        assert surveys.all_drafts(desk.station) == []
        town.carry_stick(desk)
        assert answered(town.headquarters(), response) == after
        assert told(town.headquarters())[0] == told(desk)[0]

    def test_a_masked_answer_is_told_nowhere_and_others_as_they_were_asked(self, desk: Desk) -> None:
        response = answers(desk)
        corrects(desk, response, secret="2468", since="2020-12-01", place="33.0043 97.0065 0 0")
        corrects(desk, response, secret="1357")
        assert [changes for _, changes, _ in told(desk)[:2]] == [
            [("存折密码", "•••", "•••")],
            [("存折密码", "", "•••"), ("哪年哪月开始种", "", "2020-12"), ("地在哪里", "", "33.0043, 97.0065")],
        ]

    def test_the_operation_says_only_what_is_another(self, desk: Desk) -> None:
        response = answers(desk)
        corrects(desk, response, fields=5)
        station = desk.station
        head = station.log.head(station.identity.device).sequence
        (sealed,) = station.log.run(station.identity.device, head, head)
        assert decode_header(sealed.header).kind == "response.corrected"
        assert set(decode_fields(sealed.payload or b"")) == {"answers", "repeats", "reason"}

    def test_it_is_the_form_of_then(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        response = answers(desk)
        publishes(town.headquarters(), tmp_path, "farm", "2")
        town.sends_pack(desk)
        corrects(desk, response, fields=5)
        row = forms.find_response(desk.station.database, response)
        assert row is not None
        assert row.form_version == "1"

    def test_what_was_begun_is_kept_and_gone_on_with(self, desk: Desk) -> None:
        response = answers(desk)
        opened = interviews.correct(desk.station, response)
        assert surveys.all_drafts(desk.station) == []
        interviews.answer(desk.station, opened.interview, "/data/fields", "5")
        folder, world = desk.station.folder, desk.station.world
        desk.station.close()
        desk.station = Station.open(folder, PASSPHRASE, world)
        (draft,) = surveys.all_drafts(desk.station)
        # among what was begun it is told from a form she is still asked
        her = desk.knows("卓玛").id
        (begun,) = survey_rounds.open_round(desk.station).begun
        assert begun.is_correction
        asked = survey_rounds.all_asked(desk.station, desk.session("YS-AM").id, "farm", None, "卓玛")
        assert [(one.turn, one.draft) for one in asked] == [("answered", None)]
        assert profiles.profile_of(desk.station, her).correcting == {response}
        for again in (interviews.resume(desk.station, draft.id), interviews.correct(desk.station, response)):
            assert again.is_correction
            assert {node.ref: node.value for node in again.seen.nodes}["/data/fields"] == "5"
        assert answered(desk, response)["/data/fields"] == "3"
        interviews.drop(desk.station, draft.id)
        assert answered(desk, response)["/data/fields"] == "3"

    def test_it_needs_a_reason_and_something_to_correct(self, desk: Desk) -> None:
        response = answers(desk)
        opened = interviews.correct(desk.station, response)
        with pytest.raises(UserFault, match=r"correction\.nothing-changed"):
            interviews.finish(desk.station, opened.interview, reason=WHY)
        interviews.answer(desk.station, opened.interview, "/data/fields", "5")
        for reason, code in ((" \n", "no-reason"), ("好" * 501, "reason-too-long")):
            with pytest.raises(UserFault, match=code):
                interviews.finish(desk.station, opened.interview, reason=reason)
        interviews.answer(desk.station, opened.interview, "/data/fields", "300")
        with pytest.raises(UserFault, match=r"response\.incomplete"):
            interviews.finish(desk.station, opened.interview, reason=WHY)
        assert answered(desk, response)["/data/fields"] == "3"

    def test_it_is_undone_and_gone_on_with(self, desk: Desk) -> None:
        response = answers(desk)
        before = answered(desk, response)
        opened = interviews.correct(desk.station, response)
        interviews.answer(desk.station, opened.interview, "/data/fields", "5")
        done = interviews.finish(desk.station, opened.interview, reason=WHY)
        assert done.command is not None
        interviews.take_back(desk.station, opened.interview, done.command)
        assert answered(desk, response) == before
        assert [one[1] for one in told(desk)[:2]] == [[("几块地", "5", "3")], [("几块地", "3", "5")]]
        interviews.finish(desk.station, opened.interview, reason=WHY)
        assert answered(desk, response)["/data/fields"] == "5"
        undo.undo_last(desk.station)
        assert answered(desk, response) == before

    def test_a_picture_is_replaced_and_the_old_one_stays_with_the_old_word(self, town: Town, desk: Desk) -> None:
        response = answers(desk)
        old, new = b"\xff\xd8\xff old", b"\xff\xd8\xff new"
        for body in (old, new):
            opened = interviews.correct(desk.station, response)
            interviews.attach(desk.station, opened.interview, ref="/data/photo", body=body, ending="jpg")
            interviews.finish(desk.station, opened.interview, reason=WHY)
        town.carry_stick(desk)
        hq = town.headquarters()
        for body in (old, new):
            assert hq.station.attachments.find(content_hash(body)) == body
        erasing.order_person(hq.station, hq.knows("卓玛").id, erasing.Why.WITHDRAWN)
        town.sends_pack(desk)
        for one in (hq, desk):
            assert not any(one.station.attachments.has(content_hash(body)) for body in (old, new))

    def test_a_correction_begun_of_somebody_erased_is_gone(self, town: Town, desk: Desk) -> None:
        hq, response = town.headquarters(), answers(desk)
        opened = interviews.correct(desk.station, response)
        interviews.answer(desk.station, opened.interview, "/data/fields", "5")
        erasing.order_person(hq.station, hq.knows("卓玛").id, erasing.Why.WITHDRAWN)
        town.sends_pack(desk)
        assert surveys.all_drafts(desk.station) == []
        assert refusal(desk, response) in ("response.unknown", "correction.taken-back")


class TestTwoWords:
    def test_headquarters_and_the_laptop_corrected_the_same(self, town: Town, desk: Desk, tmp_path: Path) -> None:
        hq, response = town.headquarters(), answers(desk)
        town.carry_stick(desk)
        corrects(hq, response, "总部问过", fields=7)
        corrects(desk, response, fields=5, crop="potato")
        town.carry_stick(desk)
        (case,) = review.list_cases(hq.station, [review.CaseKind.FIELD])
        assert (case.field, {word.station for word in case.words}) == ("answers", {"总部", "玉树"})
        assert refusal(hq, response) == "correction.disputed"
        here = next(word for word in case.words if word.station == "玉树")
        assert here.value == "几块地: 5; 种什么: 土豆"
        assert case.about[0].label == "卓玛 · 农户"
        # what only the laptop changed goes with its word: whoever decides is told so, and why each was corrected
        there = next(word for word in case.words if word.station == "总部")
        assert here.version == corrections.Version(
            (corrections.Departure("几块地", "3", "5", False), corrections.Departure("种什么", "青稞", "土豆", True)),
            WHY,
        )
        assert there.version == corrections.Version((corrections.Departure("几块地", "3", "7", False),), "总部问过")
        review.decide(hq.station, case, here.choice)
        assert review.list_cases(hq.station, [review.CaseKind.FIELD]) == []
        (done,) = decided.list_decided(hq.station)
        assert (done.field, done.value) == ("answers", "几块地: 5; 种什么: 土豆")
        assert answered(hq, response)["/data/fields"] == "5"
        assert hq.station.state("response", response).get("reason") == WHY
        exports.export_responses(hq.station, tmp_path / "farm.csv", "farm")

    def test_masked_words_are_not_told_apart_by_what_they_are(self, town: Town, desk: Desk) -> None:
        hq, response = town.headquarters(), answers(desk)
        town.carry_stick(desk)
        corrects(hq, response, "总部问过", secret="1357")
        corrects(desk, response, secret="2468")
        town.carry_stick(desk)
        (case,) = review.list_cases(hq.station, [review.CaseKind.FIELD])
        assert [word.value for word in case.words] == ["存折密码: •••"] * 2
        assert not {"1357", "2468"} & set(str(case).replace("'", " ").split())

    def test_what_came_while_she_corrected_is_not_written_over(self, town: Town, desk: Desk) -> None:
        hq, response = town.headquarters(), answers(desk)
        town.carry_stick(desk)
        opened = interviews.correct(hq.station, response)
        interviews.answer(hq.station, opened.interview, "/data/fields", "7")
        corrects(desk, response, fields=5)
        importing.import_bundle(hq.station, bundles.make_bundle(desk.station, desk.stick).path)
        again = interviews.resume(hq.station, response)
        interviews.finish(hq.station, again.interview, reason="总部问过")
        assert [case.field for case in review.list_cases(hq.station, [review.CaseKind.FIELD])] == ["answers"]


class TestRefused:
    def test_in_words_where_it_cannot_be(self, town: Town, desk: Desk) -> None:
        nameless, sealed, taken_back = answers(desk, named=False), answers(desk, "safety"), answers(desk)
        # while they wait nobody finds them
        assert refusal(desk, nameless) == refusal(desk, sealed) == "response.unknown"
        checkin.close_session(desk.station, desk.session("YS-AM"))
        by_form = {row.form_id: row.id for row in forms.all_responses(desk.station.database) if row.person is None}
        assert refusal(desk, by_form["farm"]) == "correction.nameless"
        assert refusal(desk, by_form["safety"]) == "correction.sealed"
        with desk.station.command("void") as command:
            command.add("response.voided", taken_back, {"is_void": True}, owner=desk.knows("卓玛").id)
        assert refusal(desk, taken_back) == "correction.taken-back"
        town.carry_stick(desk)
        hq = town.headquarters()
        # headquarters opened it, and knows whose it is
        corrects(hq, by_form["safety"], fields=5)
        assert answered(hq, by_form["safety"])["/data/fields"] == "5"
        assert told(hq)[0] == ("response.corrected", [], WHY)
        assert refusal(hq, by_form["farm"]) == "correction.nameless"

    def test_finishing_as_if_it_were_new_is_refused(self, desk: Desk) -> None:
        filling = corrections.begin(desk.station, answers(desk))
        with pytest.raises(UserFault, match=r"correction\.no-reason"):
            surveys.finish(desk.station, filling)
