"""Small cells: what is withheld, and an attacker who counts every table that could be behind the published one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tianye.domain.errors import Bug
from tianye.domain.privacy import (
    INTERNAL_THRESHOLD,
    THRESHOLD,
    Interval,
    Key,
    Share,
    Sum,
    feasible_intervals,
    make_cross_table,
    suppress,
)


def cross(*rows: tuple[int, ...]) -> tuple[dict[Key, int], list[Sum]]:
    return make_cross_table({(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row)})


def test_the_thresholds_are_those_of_the_rule() -> None:
    assert (THRESHOLD, INTERNAL_THRESHOLD) == (10, 5)


def test_a_cross_table_has_its_totals() -> None:
    cells, sums = make_cross_table({("称多县", "f"): 3, ("称多县", "m"): 4, ("玉树市", "f"): 5})
    assert cells["玉树市", "m"] == 0
    assert (cells["称多县", None], cells[None, "f"], cells[None, None]) == (7, 8, 12)
    assert all(cells[s.total] == sum(cells[part] for part in s.parts) for s in sums)


@pytest.mark.parametrize(
    ("value", "threshold", "is_hidden"), [(9, 10, True), (10, 10, False), (4, 5, True), (5, 5, False)]
)
def test_counts_below_the_threshold_are_withheld(value: int, threshold: int, is_hidden: bool) -> None:
    assert ("a" in suppress({"a": value}, [], threshold=threshold).primary) is is_hidden


def test_a_zero_is_published_unless_its_total_is_small() -> None:
    cells, sums = {"whole": 40, "a": 40, "b": 0}, [Sum("whole", ("a", "b"))]
    assert suppress(cells, sums).hidden == set()
    cells = {"whole": 6, "a": 6, "b": 0}
    assert suppress(cells, sums).primary == {"whole", "a", "b"}
    cells = {"whole": 0, "a": 0, "b": 0}
    assert suppress(cells, sums).hidden == set()


def test_one_small_cell_takes_a_rectangle_with_it() -> None:
    cells, sums = cross((3, 40, 50), (60, 70, 80), (90, 100, 110))
    suppression = suppress(cells, sums)
    assert suppression.primary == {(0, 0)}
    assert suppression.secondary == {(0, 1), (1, 0), (1, 1)}
    assert all(interval.is_wide for interval in feasible_intervals(cells, sums, suppression.hidden).values())


def test_four_small_cells_protect_one_another() -> None:
    cells, sums = cross((3, 4, 50), (5, 6, 80), (90, 100, 110))
    assert suppress(cells, sums).secondary == set()


def test_small_cells_that_each_stand_alone_in_their_row_do_not() -> None:
    cells, sums = cross((1, 0, 50), (0, 1, 50), (50, 50, 60))
    suppression = suppress(cells, sums)
    assert suppression.secondary
    assert all(interval.is_wide for interval in feasible_intervals(cells, sums, suppression.hidden).values())


def test_a_share_of_withheld_counts_is_withheld() -> None:
    cells = {"improved": 38, "asked": 43, "women": 20, "all": 60, "men": 40}
    shares = [Share("improved", "asked"), Share("women", "all")]
    suppression = suppress(cells, [Sum("all", ("women", "men"))], shares=shares)
    # 43 - 38 = 5 people did not improve: the two counts together would tell it.
    assert suppression.shares == {shares[0]}
    assert suppression.hidden & {"improved", "asked"}
    assert not suppression.hidden & {"women", "all", "men"}


def test_a_total_elsewhere_in_the_report_is_part_of_the_attack() -> None:
    cells: dict[Key, int] = {"a": 4, "b": 30, "c": 60, "all": 94, "b and c": 90}
    parts = [Sum("all", ("a", "b", "c"))]
    alone = suppress(cells, parts)
    assert alone.secondary == {"b"}
    together = suppress(cells, [*parts, Sum("b and c", ("b", "c"))])
    assert all(
        interval.is_wide
        for interval in feasible_intervals(cells, [*parts, Sum("b and c", ("b", "c"))], together.hidden).values()
    )
    assert len(together.secondary) > 1


@pytest.mark.parametrize(
    ("cells", "sums"),
    [
        ({"whole": 3, "a": 1, "b": 1}, [Sum("whole", ("a", "b"))]),
        ({"whole": 3, "a": 3}, [Sum("whole", ("a", "b"))]),
        ({"a": -1}, []),
    ],
)
def test_a_table_that_is_wrong_in_itself_is_our_mistake(cells: dict[Key, int], sums: list[Sum]) -> None:
    with pytest.raises(Bug, match=r"privacy\.wrong-table"):
        suppress(cells, sums)


def test_what_an_attacker_can_conclude() -> None:
    cells, sums = cross((3, 7), (6, 40))
    assert feasible_intervals(cells, sums, [(0, 0)]) == {(0, 0): Interval(Fraction(3), Fraction(3))}
    interior = [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert feasible_intervals(cells, sums, interior)[0, 0] == Interval(Fraction(0), Fraction(9))
    assert feasible_intervals({"a": 4}, [], ["a"])["a"].high is None


@pytest.mark.parametrize(
    ("low", "high", "is_wide"),
    [(0, 1, False), (0, 2, True), (Fraction(1, 2), Fraction(3, 2), False), (Fraction(1, 3), Fraction(5, 3), False)],
)
def test_wide_means_wider_than_one_with_two_whole_numbers(low: Fraction, high: Fraction, is_wide: bool) -> None:
    assert Interval(Fraction(low), Fraction(high)).is_wide is is_wide


def possible_values(
    cells: dict[Key, int], shape: tuple[int, int], hidden: frozenset[Key], cap: int
) -> dict[Key, set[int]]:
    """Try every table of whole numbers up to `cap` that shows the same published cells."""
    rows, columns = (range(size) for size in shape)
    choices = [range(cap + 1) if (r, c) in hidden else [cells[r, c]] for r in rows for c in columns]
    totals = [
        (key, [r * shape[1] + c for r in rows for c in columns if key[0] in (r, None) and key[1] in (c, None)])
        for key in cells
    ]
    published = [(cells[key], places) for key, places in totals if key not in hidden]
    found: dict[Key, set[int]] = {key: set() for key in hidden}
    for values in product(*choices):
        if all(sum(values[place] for place in places) == value for value, places in published):
            for key, places in totals:
                if key in hidden:
                    found[key].add(sum(values[place] for place in places))
    return found


def check_attacker(shape: tuple[int, int], values: list[int]) -> None:
    rows, columns = shape
    cells, sums = make_cross_table({(r, c): values[r * columns + c] for r in range(rows) for c in range(columns)})
    hidden = suppress(cells, sums, threshold=3).hidden
    possible = possible_values(cells, shape, hidden, cap=5)
    intervals = feasible_intervals(cells, sums, hidden)
    for key in hidden:
        assert max(possible[key]) - min(possible[key]) >= 2
        low, high = intervals[key]
        assert low <= min(possible[key])
        assert high is None or max(possible[key]) <= high


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_an_attacker_who_tries_every_table_learns_no_small_count(values: list[int]) -> None:
    check_attacker((2, 2), values)


@pytest.mark.parametrize("values", [[1, 0, 3, 0, 1, 3], [1, 3, 3, 3, 3, 3], [0, 2, 0, 3, 0, 3], [2, 2, 3, 3, 1, 3]])
def test_the_same_with_three_columns(values: list[int]) -> None:
    check_attacker((2, 3), values)


@st.composite
def reports(draw: st.DrawFn) -> tuple[dict[Key, int], list[Sum], list[Share], int]:
    """County by sex, a second table with the same totals, and shares of the whole."""
    columns = draw(st.integers(2, 3))
    rows = draw(st.integers(2, 5))
    count = st.one_of(st.integers(0, 12), st.integers(0, 200))
    cells, sums = make_cross_table({(r, c): draw(count) for r in range(rows) for c in range(columns)})
    young = {(r, "young"): draw(st.integers(0, cells[r, None])) for r in range(rows)}
    for key, value in young.items():
        cells[key] = value
        cells[key[0], "older"] = cells[key[0], None] - value
        sums.append(Sum((key[0], None), (key, (key[0], "older"))))
    cells[None, "young"] = sum(young.values())
    sums.append(Sum((None, "young"), tuple(young)))
    shares = [Share((None, "young"), (None, None))] if draw(st.booleans()) else []
    return cells, sums, shares, draw(st.sampled_from([THRESHOLD, INTERNAL_THRESHOLD]))


@settings(max_examples=80, deadline=None)
@given(reports())
def test_every_withheld_count_stays_open_in_linked_tables(
    report: tuple[dict[Key, int], list[Sum], list[Share], int],
) -> None:
    cells, sums, shares, threshold = report
    suppression = suppress(cells, sums, shares=shares, threshold=threshold)
    published = {key: value for key, value in cells.items() if key not in suppression.hidden}
    assert not [value for value in published.values() if 0 < value < threshold]
    known = [
        Sum(share.denominator, (share.numerator, ("rest", share)))
        for share in shares
        if share not in suppression.shares
    ]
    every = cells | {("rest", share): cells[share.denominator] - cells[share.numerator] for share in shares}
    attack = feasible_intervals(every, sums + known, suppression.hidden)
    assert attack.keys() == suppression.hidden
    assert all(interval.is_wide for interval in attack.values())
    assert all(interval.low <= cells[key] for key, interval in attack.items())
    for share in shares:
        if share not in suppression.shares:
            assert not 0 < cells[share.denominator] - cells[share.numerator] < threshold
    assert suppress(cells, sums, shares=shares, threshold=threshold) == suppression


def test_no_secondary_cell_is_withheld_in_vain() -> None:
    cells, sums = cross((3, 40, 50, 20), (60, 4, 80, 30), (90, 100, 110, 2), (15, 25, 35, 45))
    suppression = suppress(cells, sums)
    for key in suppression.secondary:
        opened = feasible_intervals(cells, sums, suppression.hidden - {key})
        assert not all(interval.is_wide for interval in opened.values())
