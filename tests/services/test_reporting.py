"""Figures: over what, when, of whom; and a report that contradicts itself does not leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.indicators import Dimension, Period, Scope
from tianye.services import assets, checkin, forms_library, registration, reporting, surveys
from tianye.services.reporting import WG_DOMAINS, is_disabled, make_report, make_scope
from tianye.services.undo import undo
from town import Desk, Town

YUSHU, JISHOU = "632701", "433101"


@pytest.fixture
def hq(town: Town) -> Desk:
    """Headquarters with a training in Yushu over two days, a salon in Jishou, and four women, two men."""
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        for programme, code, kind, county, days in (
            ("RE", "YS", "training", YUSHU, ("12", "13")),
            ("IFAD", "JS", "salon", JISHOU, ("20",)),
        ):
            run = command.new_subject()
            command.add("programme.planned", run, {"code": programme, "title_zh": "项目"}, is_new=True)
            training = command.new_subject()
            fields = {"code": code, "programme": run, "kind": kind, "county": county, "threshold": "1/1"}
            command.add("training.planned", training, fields, is_new=True)
            for day in days:
                fields = {"code": f"{code}-{day}", "training": training, "on": f"2026-06-{day}", "half": "am"}
                command.add("session.planned", command.new_subject(), fields, is_new=True)
    people = [("卓玛", "女"), ("拉毛", "女"), ("才让", "男"), ("龙秀英", "女"), ("吴金花", "女"), ("石老六", "男")]
    for number, (name, sex) in enumerate(people):
        fields = registration.make_fields({"name": name, "sex": sex, "born": "1990", "phone": f"1399701000{number}"})
        registration.register(hq.station, fields, {"attendance": "given", "health": "given"})
    for session, names in (
        ("YS-12", ("卓玛", "拉毛", "才让")),
        ("YS-13", ("卓玛", "才让")),
        ("JS-20", ("卓玛", "龙秀英", "吴金花", "石老六")),
    ):
        for name in names:
            assert hq.checks_in(name, session).command is not None
    return hq


def value(report: reporting.Report, identifier: str, by: Dimension | None = None, key: str = "") -> object:
    (found,) = [
        one.value for one in report.figures if one.id == identifier and one.by == by and (by is None or one.key == key)
    ]
    return found


def count(hq: Desk, identifier: str, **said: list[str]) -> object:
    return value(make_report(hq.station, make_scope(hq.station, **said)), identifier)


class TestScopeAndPeriod:
    def test_everything(self, hq: Desk) -> None:
        report = make_report(hq.station)
        assert [value(report, one) for one in ("persons", "women", "participations", "person-days")] == [6, 4, 7, 9]
        assert (value(report, "completions"), value(report, "trainings-held")) == (6, 2)
        assert report.violations == ()

    def test_by_programme_county_and_kind(self, hq: Desk) -> None:
        for said in ({"programmes": ["RE"]}, {"counties": [YUSHU]}, {"kinds": ["training"]}):
            assert (count(hq, "persons", **said), count(hq, "women", **said)) == (3, 2)
        assert count(hq, "persons", programmes=["RE", "IFAD"]) == 6
        assert count(hq, "persons", programmes=["RE"], counties=[JISHOU]) == 0

    def test_by_period(self, hq: Desk) -> None:
        first = make_report(hq.station, period=Period(date(2026, 6, 1), date(2026, 6, 12)))
        assert (value(first, "persons"), value(first, "persons-new")) == (3, 3)
        second = make_report(hq.station, period=Period(date(2026, 6, 13), date(2026, 6, 30)))
        # two came back; three are new
        assert (value(second, "persons"), value(second, "persons-new")) == (5, 3)

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"programmes": ["XX"]}, "figures.unknown-programme"),
            ({"kinds": ["party"]}, "figures.unknown-kind"),
            ({"counties": ["999999"]}, "places.unknown-code"),
        ],
    )
    def test_what_is_not_there_is_not_counted_as_nothing(self, hq: Desk, said: dict[str, list[str]], code: str) -> None:
        with pytest.raises(UserFault) as refusal:
            make_scope(hq.station, **said)
        assert refusal.value.code == code
        assert make_scope(hq.station) == Scope()

    def test_days(self) -> None:
        assert reporting.read_day(" 2026-06-12 ") == date(2026, 6, 12)
        with pytest.raises(UserFault, match=r"figures\.bad-day"):
            reporting.read_day("12.6.2026")


class TestWhoIsOnePerson:
    def test_linked_disputed_and_taken_back(self, hq: Desk) -> None:
        one, other = hq.knows("卓玛").id, hq.knows("龙秀英").id
        linked = registration.link(hq.station, one, other, is_same=True)
        assert (count(hq, "persons"), count(hq, "participations"), count(hq, "person-days")) == (5, 6, 8)
        with hq.station.command("another word") as command:
            fields = {"verdict": "different", "reason": ""}
            command.add("person.unlinked", min(one, other) + max(one, other), fields, supersedes={})
        assert (count(hq, "persons"), count(hq, "participations")) == (6, 7)
        registration.link(hq.station, other, one, is_same=True)
        assert count(hq, "persons") == 5
        registration.link(hq.station, one, other, is_same=False)
        assert count(hq, "persons") == 6
        assert linked.command is not None

    def test_who_was_registered_by_mistake_is_nobody(self, hq: Desk) -> None:
        came = checkin.walk_in(hq.station, hq.session("JS-20"), {"name": "错登", "sex": "f"}, {})
        assert (count(hq, "persons"), count(hq, "women")) == (7, 5)
        undo(hq.station, came.command)
        assert (count(hq, "persons"), count(hq, "women")) == (6, 4)

    def test_who_left_at_once_was_not_there(self, hq: Desk) -> None:
        session = hq.session("JS-20")
        with hq.station.command("plan") as command:
            command.add("session.planned", session.id, {"begins": 510, "ends": 690})
        checkin.leave(hq.station, hq.session("JS-20"), hq.knows("石老六"), at=530)
        assert count(hq, "persons") == 5

    def test_without_a_name_is_a_participation_and_nobody(self, hq: Desk) -> None:
        checkin.walk_in_without_name(hq.station, hq.session("JS-20"), sex="f", age_group="15-34")
        assert (count(hq, "persons"), count(hq, "participations"), count(hq, "participations-all")) == (6, 7, 8)


class TestDisability:
    """Washington Group: any of six at «a lot» or «cannot»; unknown while one is open (D5)."""

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ("111113", True),
            ("222222", False),
            ("1-1111", None),
            ("4-----", True),
            ("------", None),
            ("111111", False),
        ],
    )
    def test_the_cut_off(self, said: str, expected: bool | None) -> None:
        answers = {f"/data/g/wg_{domain}": one for domain, one in zip(WG_DOMAINS, said, strict=True) if one != "-"}
        assert is_disabled(answers) is expected

    def test_answers_become_a_property_of_the_person(self, hq: Desk) -> None:
        form, _ = forms_library.add_form(hq.station, assets.resource("forms/wg_ss.md"))

        def answers(name: str, said: str) -> None:
            filling = surveys.begin(hq.station, form, surveys.Context(person=hq.knows(name).id))
            given = {f"wg_{domain}": one for domain, one in zip(WG_DOMAINS, said, strict=True) if one != "-"}
            assert surveys.fill(hq.station, filling, given).is_finished

        def by_disability() -> dict[str, object]:
            report = make_report(hq.station, by=[Dimension.DISABILITY])
            return {
                str(one.key): one.value
                for one in report.figures
                if one.id == "persons" and one.by is Dimension.DISABILITY and one.value
            }

        assert by_disability() == {"unknown": 6}
        answers("卓玛", "111311")
        answers("拉毛", "112111")
        answers("才让", "1-1111")
        assert by_disability() == {"yes": 1, "no": 1, "unknown": 4}
        hq.clock.set("2026-06-13 09:00")
        answers("拉毛", "114111")
        # what leaves it open takes nothing back
        hq.clock.set("2026-06-14 09:00")
        answers("卓玛", "11-111")
        assert by_disability() == {"yes": 2, "unknown": 4}
        # of a linked registration too
        registration.link(hq.station, hq.knows("卓玛").id, hq.knows("龙秀英").id, is_same=True)
        assert by_disability() == {"yes": 2, "unknown": 3}


class TestShares:
    def test_only_who_answered_before_and_after_is_compared(self, hq: Desk) -> None:
        form, _ = forms_library.add_form(hq.station, assets.resource("forms/pre_test.md"))
        training = hq.session("YS-12").training

        def answers(name: str | None, phase: str, rating: int) -> None:
            person = hq.knows(name).id if name else None
            context = surveys.Context(person=person, training=training, phase=phase)
            filling = surveys.begin(hq.station, form, context)
            surveys.fill(hq.station, filling, {f"item_c{number}": rating for number in range(1, 5)}, keep_draft=True)
            for node in filling.entry.nodes():
                if node.is_question and node.is_required and not node.value:
                    filling.entry.answer(node.ref, node.choices[0].value)
            surveys.finish(hq.station, filling)

        for name, before, after in (("卓玛", 2, 4), ("才让", 3, 3)):
            answers(name, "pre", before)
            answers(name, "post", after)
        answers("拉毛", "pre", 1)
        answers(None, "post", 5)
        report = make_report(hq.station)
        (figure,) = [one for one in report.figures if one.id == "improved-classic" and one.by is None]
        assert (figure.k, figure.n) == (1, 2)
        assert any(note.code == "few" for note in figure.notes)
        assert report.violations == ()


def test_figures_that_cannot_be_true_together_are_found(hq: Desk) -> None:
    from tianye.domain.indicators import check_report

    report = make_report(hq.station)
    wrong = [replace(one, value=99) if one.id == "women" and one.by is None else one for one in report.figures]
    assert [violation.code for violation in check_report(wrong)] == ["part-over-whole"]
