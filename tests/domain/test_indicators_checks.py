"""What in a report cannot be true together is found before it leaves (D8, D13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tianye.domain.indicators import DEFINITIONS, Dimension, Figure, Note, Period, Scope, Unit, check_report

PROJECT = Scope(programmes=frozenset([b"hunan"]))
PILOT = Scope(programmes=frozenset([b"hunan"]), counties=frozenset(f"4331{number}" for number in range(10)))
YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
SEX, COUNTY = Dimension.SEX, Dimension.COUNTY


def told(name: str, value: int, scope: Scope = PROJECT, by: Dimension | None = None, key: Any = None) -> Figure:
    return Figure(name, "1", DEFINITIONS[name].unit, value, scope, YEAR, by, key)


def share(k: int, n: int, value: Fraction | None, **more: Any) -> Figure:
    notes = (Note("matched", n), Note("attended", n))
    return Figure("improved-classic", "1", Unit.SHARE, value, PROJECT, YEAR, k=k, n=n, **({"notes": notes} | more))


def codes(*figures: Figure) -> list[str]:
    return [violation.code for violation in check_report(figures)]


def test_the_trap_of_the_published_figures() -> None:
    """49,442 women reached in the project, 68,932 in ten of its counties: not both unique women of one definition."""
    reached = [told("persons", 108_809), told("women", 49_442)]
    pilot = told("women", 68_932, PILOT)
    assert codes(*reached) == []
    (violation,) = check_report([*reached, pilot])
    assert (violation.code, violation.figures) == ("narrower-over-wider", (pilot, reached[1]))
    assert codes(*reached, replace(pilot, id="persons")) == []
    assert codes(*reached, replace(pilot, value=49_442)) == []


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("women", "persons"),
        ("persons-new", "persons"),
        ("persons-completed", "persons"),
        ("persons", "participations"),
        ("persons", "person-days"),
        ("completions", "participations"),
        ("organisations-women-led", "organisations"),
        ("organisations-women-led-start-up", "organisations-start-up"),
        ("households", "persons"),
        ("households-female-headed", "households"),
        ("trainings-completed", "trainings-held"),
    ],
)
def test_a_part_is_never_over_its_whole(part: str, whole: str) -> None:
    assert codes(told(part, 5), told(whole, 5)) == []
    assert codes(told(part, 6), told(whole, 5)) == ["part-over-whole"]
    # in another row, scope or period it is not its part
    assert codes(told(part, 6), told(whole, 5, by=COUNTY, key="x")) == []


def test_rows_of_counties_may_overlap_but_never_lack_anybody() -> None:
    total = told("persons", 10)
    a, b = told("persons", 7, by=COUNTY, key="a"), told("persons", 6, by=COUNTY, key="b")
    assert codes(total, a, b) == []
    assert codes(total, a, replace(b, value=2)) == ["rows-under-total"]
    assert codes(total, replace(a, value=11), b) == ["row-over-total"]


def test_rows_of_people_are_the_total() -> None:
    total, women = told("persons", 10), told("women", 6)
    f, m = told("persons", 6, by=SEX, key="f"), told("persons", 4, by=SEX, key="m")
    assert codes(total, women, f, m) == []
    assert codes(total, women, f, replace(m, value=5)) == ["rows-not-total"]
    assert codes(total, replace(women, value=5), f, m) == ["women-rows-differ"]


def test_one_label_has_one_meaning() -> None:
    one = told("organisations-women-led", 3)
    assert codes(one, replace(one, scope=PILOT, version="1;women_led=owners")) == ["versions-differ"]
    assert codes(one, replace(one, scope=PILOT, unit=Unit.PERSON)) == ["units-differ"]
    assert codes(one, replace(one, value=4)) == ["two-values"]
    assert codes(one, one) == []


def test_a_share_is_k_of_n() -> None:
    good = share(38, 43, Fraction(38, 43), low=0.7552, high=0.9493)
    assert codes(good) == []
    assert codes(share(3, 9, None, is_percent_suppressed=True)) == []
    assert codes(share(3, 9, None)) == ["share-out-of-bounds"]
    assert codes(replace(good, value=Fraction(1, 2))) == ["share-out-of-bounds"]
    assert codes(replace(good, high=0.8)) == ["share-out-of-bounds"]
    assert codes(share(44, 43, Fraction(44, 43))) == ["k-over-n"]
    assert codes(replace(good, notes=(Note("matched", 43), Note("attended", 42)))) == ["matched-over-attended"]


def test_shares_of_rows_are_parts_of_the_share() -> None:
    total = share(20, 40, Fraction(1, 2))
    rows = [replace(share(k, n, Fraction(k, n)), by=SEX, key=key) for k, n, key in ((12, 20, "f"), (8, 20, "m"))]
    assert codes(total, *rows) == []
    assert codes(total, rows[0]) == ["rows-not-total"]


def test_nothing_is_below_zero() -> None:
    assert codes(told("persons", -1)) == ["negative"]
