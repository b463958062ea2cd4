"""Did capacity rise? Shares, their intervals, and which answers make a pair (D9)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.indicators import (
    AnonymousAttendance,
    Attendance,
    Dimension,
    Facts,
    Figure,
    Link,
    Note,
    Period,
    Person,
    Rules,
    Scope,
    Score,
    Session,
    Training,
    count,
    wilson,
)
from tianye.domain.responses import Design, make_scores, read_design, read_phase

TRAINING = Training(b"t", b"p", "T1", "training", "632701")
SESSIONS = [Session(b"1", b"t", date(2023, 5, 1), "am"), Session(b"2", b"t", date(2023, 6, 1), "am")]


def person(number: int) -> bytes:
    return number.to_bytes(2, "big")


def pair(number: int, before: dict[str, Any], after: dict[str, Any], design: str = "classic") -> list[Score]:
    who = person(number)
    return [Score(who, b"t", "pre", design, before), Score(who, b"t", "post", design, after)]


def shares(scores: list[Score], *more: Any, present: int = 0, **facts: Any) -> dict[str, Figure]:
    came = [Attendance(b"1", person(number)) for number in range(present)]
    known = Facts([TRAINING], SESSIONS, came, scores=scores, **facts)
    return {figure.id: figure for figure in count(known, *more) if figure.id.startswith(("improved", "agreed"))}


@pytest.mark.parametrize(
    ("k", "n", "low", "high"), [(38, 43, 75.52, 94.93), (76, 86, 79.90, 93.56), (0, 10, 0, 27.75), (10, 10, 72.25, 100)]
)
def test_wilson(k: int, n: int, low: float, high: float) -> None:
    found = wilson(k, n)
    assert [round(100 * bound, 2) for bound in found] == [low, high]


def test_wilson_of_nobody_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_38_of_43_improved() -> None:
    scores = [score for number in range(38) for score in pair(number, {"a": 2, "b": 3}, {"a": 3, "b": 3})]
    scores += [score for number in range(38, 43) for score in pair(number, {"a": 2, "b": 3}, {"a": 3, "b": 2})]
    improved = shares(scores, present=60)["improved-classic"]
    assert (improved.k, improved.n, improved.value) == (38, 43, Fraction(38, 43))
    assert improved.percent == pytest.approx(88.372, abs=0.001)
    assert improved.low == pytest.approx(0.7552, abs=0.0001)
    assert improved.high == pytest.approx(0.9493, abs=0.0001)
    assert improved.notes == (Note("matched", 43), Note("attended", 60))


def test_below_ten_there_is_no_percent() -> None:
    nine = [score for number in range(9) for score in pair(number, {"a": 1}, {"a": 2})]
    improved = shares(nine, present=9)["improved-classic"]
    assert (improved.k, improved.n, improved.value, improved.low, improved.percent) == (9, 9, None, None, None)
    assert improved.is_percent_suppressed
    ten = shares([*nine, *pair(9, {"a": 1}, {"a": 1})], present=10)["improved-classic"]
    assert (ten.k, ten.n, ten.value) == (9, 10, Fraction(9, 10))


def test_only_items_asked_both_times_are_compared_and_exactly() -> None:
    third = {"a": Fraction(1, 10), "b": Fraction(2, 10), "c": 5}
    scores = pair(0, third, {"a": Fraction(3, 10), "b": 0})  # 0.1 + 0.2 and 0.3: a tie, if not added as floats
    scores += pair(1, {"x": 1}, {"y": 5})
    improved = shares(scores)["improved-classic"]
    assert (improved.k, improved.n) == (0, 1)
    assert Note("no-shared-item", 1) in improved.notes


def test_who_answered_once_is_not_matched() -> None:
    scores = [*pair(0, {"a": 1}, {"a": 2}), Score(person(1), b"t", "post", "classic", {"a": 5})]
    improved = shares(scores, present=2)["improved-classic"]
    assert (improved.k, improved.n, improved.notes[:2]) == (1, 1, (Note("matched", 1), Note("attended", 2)))


def test_linked_registrations_make_one_pair() -> None:
    before, _ = pair(0, {"a": 1}, {})
    _, after = pair(1, {}, {"a": 2})
    assert shares([before, after])["improved-classic"].n == 0
    linked = shares([before, after], links=[Link(person(0), person(1), True)])["improved-classic"]
    assert (linked.k, linked.n) == (1, 1)


def test_two_different_answers_to_one_survey_are_left_out_and_said() -> None:
    twice = [*pair(0, {"a": 1}, {"a": 2}), *pair(0, {"a": 1}, {"a": 1})]
    improved = shares(twice)["improved-classic"]
    assert (improved.k, improved.n) == (0, 0)
    assert Note("answered-twice", 1) in improved.notes
    # the same answer twice is one answer
    again = shares([*pair(0, {"a": 1}, {"a": 2}), *pair(0, {"a": 1}, {"a": 2})])["improved-classic"]
    assert (again.k, again.n) == (1, 1)


def test_designs_are_never_pooled() -> None:
    scores = [
        *pair(0, {"a": 1}, {"a": 2}),
        *pair(1, {"a": 1}, {"a": 2}, "retrospective"),
        Score(person(2), b"t", "post", "single", {"a": 4}),
        Score(person(3), b"t", "post", "single", {"a": 3}),
    ]
    found = {name: (figure.k, figure.n) for name, figure in shares(scores).items()}
    assert found == {"improved-classic": (1, 1), "improved-retrospective": (1, 1), "agreed-single": (1, 2)}
    stricter = shares(scores, Scope(), Period(), (), Rules(agree_from=5))["agreed-single"]
    assert (stricter.k, stricter.n, stricter.version) == (0, 2, "1;agree_from=5")


def test_surveys_belong_to_the_last_day_of_the_training() -> None:
    scores = pair(0, {"a": 1}, {"a": 2})
    assert shares(scores, Scope(), Period(to_on=date(2023, 5, 31))) == {}
    june = shares(scores, Scope(), Period(date(2023, 6, 1)), present=3)["improved-classic"]
    assert (june.k, june.n, june.notes[1]) == (1, 1, Note("attended", 3))
    # all who came to the training, on whatever day
    unnamed = shares(scores, Scope(), Period(date(2023, 6, 1)), anonymous=[AnonymousAttendance(b"x", b"1")])
    assert unnamed["improved-classic"].notes[1] == Note("attended", 1)


def test_shares_by_sex() -> None:
    people = [Person(person(0), "f"), Person(person(1), "m")]
    scores = [*pair(0, {"a": 1}, {"a": 2}), *pair(1, {"a": 2}, {"a": 2}), *pair(2, {"a": 1}, {"a": 2})]
    figures = count(Facts([TRAINING], SESSIONS, scores=scores, persons=people), by=(Dimension.SEX,))
    rows = {figure.key: (figure.k, figure.n) for figure in figures if figure.id == "improved-classic" and figure.by}
    assert rows == {"f": (1, 1), "m": (0, 1), "unknown": (1, 1)}


def test_a_classic_response_gives_the_items_its_form_marks() -> None:
    answers = {"/data/item_sun": "4", "group": {"item_wind": 3, "name": "5"}, "/data/trip[1]/item_fee": "2"}
    answers |= {"/data/item_text": "many", "/data/item_half": "2.5", "/data/item_true": True}
    (score,) = make_scores(b"w", b"t", "classic", "pre", answers)
    assert score == Score(b"w", b"t", "pre", "classic", {"item_sun": 4, "item_wind": 3, "item_half": Fraction(5, 2)})


def test_a_retrospective_response_gives_both_halves() -> None:
    answers = {"item_sun_before": "2", "item_sun_now": "4", "item_wind_now": "5", "item_other": "1"}
    assert make_scores(b"w", b"t", "retrospective", None, answers) == [
        Score(b"w", b"t", "pre", "retrospective", {"item_sun": 2}),
        Score(b"w", b"t", "post", "retrospective", {"item_sun": 4, "item_wind": 5}),
    ]


@pytest.mark.parametrize(
    ("design", "phase", "expected"),
    [("single", None, ["post"]), ("classic", "post", ["post"]), ("classic", None, []), ("other", "pre", [])],
)
def test_what_a_response_is_worth(design: str, phase: str | None, expected: list[str]) -> None:
    assert [score.phase for score in make_scores(b"w", b"t", design, phase, {"item_a": "4"})] == expected
    assert make_scores(b"w", b"t", design, phase, {"a": "4"}) == []


def test_codes_of_phase_and_design() -> None:
    assert (read_phase(" PRE "), read_design("Retrospective")) == ("pre", Design.RETROSPECTIVE)
    with pytest.raises(UserFault, match=r"response\.phase-unknown"):
        read_phase("during")
    with pytest.raises(UserFault, match=r"response\.design-unknown"):
        read_design("")
