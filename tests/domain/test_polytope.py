"""The exact simplex method against counting all solutions."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.errors import Bug
from tianye.domain.polytope import Polytope


def bounds_of(polytope: Polytope, variable: int) -> tuple[object, object]:
    return polytope.minimum(variable), polytope.maximum(variable)


def test_bounds_need_not_be_whole() -> None:
    # x + y = 1, x + z = 1, y + z = 1 has one solution, halves.
    halves = Polytope(3, [[1, 1, 0, 1], [1, 0, 1, 1], [0, 1, 1, 1]])
    assert [halves.minimum(place) for place in range(3)] == [Fraction(1, 2)] * 3
    assert [halves.maximum(place) for place in range(3)] == [Fraction(1, 2)] * 3


def test_a_variable_without_bound() -> None:
    difference = Polytope(2, [[1, -1, 3]])
    assert bounds_of(difference, 0) == (3, None)
    assert bounds_of(difference, 1) == (0, None)
    assert bounds_of(Polytope(1, []), 0) == (0, None)


def test_equations_that_follow_from_others_do_no_harm() -> None:
    square = Polytope(4, [[1, 1, 0, 0, 5], [0, 0, 1, 1, 4], [1, 0, 1, 0, 3], [0, 1, 0, 1, 6], [2, 2, 0, 0, 10]])
    assert [bounds_of(square, place) for place in range(4)] == [(0, 3), (2, 5), (0, 3), (1, 4)]


@pytest.mark.parametrize("rows", [[[1, 1, -1]], [[1, 2], [1, 3]], [[0, 1]]])
def test_no_solution(rows: list[list[int]]) -> None:
    with pytest.raises(Bug, match=r"polytope\.empty"):
        Polytope(len(rows[0]) - 1, rows)


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[list[int]], int]:
    """Bounded systems of zeros and ones with a known solution, as tables with published totals are."""
    width = draw(st.integers(1, 4))
    solution = draw(st.lists(st.integers(0, 2), min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(st.integers(0, 1), min_size=width, max_size=width), max_size=4))
    rows.append([1] * width)
    return [[*row, sum(a * x for a, x in zip(row, solution, strict=True))] for row in rows], width


@given(systems())
def test_every_whole_solution_lies_within_the_bounds(system: tuple[list[list[int]], int]) -> None:
    rows, width = system
    polytope = Polytope(width, rows)
    bounds = [(polytope.minimum(place), polytope.maximum(place)) for place in range(width)]
    for values in product(*(range(int(low), int(high or 0) + 1) for low, high in bounds)):
        is_solution = all(sum(a * x for a, x in zip(row, values, strict=False)) == row[-1] for row in rows)
        if is_solution:
            assert all(low <= value <= (high or 0) for value, (low, high) in zip(values, bounds, strict=True))
    again = Polytope(width, rows[::-1])
    assert bounds == [(again.minimum(place), again.maximum(place)) for place in range(width)]


@given(st.lists(st.integers(0, 6), min_size=4, max_size=9))
def test_the_bounds_of_a_two_way_table_are_those_of_its_margins(values: list[int]) -> None:
    """Fréchet's bounds for two rows with all inner cells unknown."""
    columns = len(values) // 2
    top, bottom = values[:columns], values[columns : 2 * columns]
    width = 2 * columns
    rows = [[int(k // columns == r) for k in range(width)] + [sum(line)] for r, line in enumerate((top, bottom))]
    rows += [[int(k % columns == c) for k in range(width)] + [top[c] + bottom[c]] for c in range(columns)]
    polytope = Polytope(width, rows)
    whole = sum(top) + sum(bottom)
    for column in range(columns):
        margin = top[column] + bottom[column]
        assert polytope.minimum(column) == max(0, sum(top) + margin - whole)
        assert polytope.maximum(column) == min(sum(top), margin)
