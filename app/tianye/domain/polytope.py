"""Exact bounds of a variable over {x ≥ 0 : Ax = b} with whole coefficients: the simplex method without rounding.

Tableaux stay whole numbers over one common denominator (Edmonds' integer pivoting), and Bland's rule excludes cycles.
Made for the small systems of `privacy`: tens of rows and columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tianye.domain.errors import Bug


class Polytope:
    """A nonempty polyhedron; each bound starts from the vertex where the last one ended."""

    def __init__(self, width: int, rows: Sequence[Sequence[int]]) -> None:
        """Take equations over `width` variables as rows of their coefficients with the right-hand side last.

        Raises `Bug("polytope.empty")` when no x ≥ 0 satisfies them.
        """
        self._width = width
        self._rows = [[-value for value in row] if row[-1] < 0 else list(row) for row in rows]
        self._denominator = 1
        # None stands for the artificial variable of its row: never wanted back, so it needs no column.
        self._basis: list[int | None] = [None] * len(rows)
        self._find_vertex()

    def minimum(self, variable: int) -> Fraction:
        """Return the smallest value of a variable."""
        bound = self._move(variable, -1)
        return Fraction(0) if bound is None else bound

    def maximum(self, variable: int) -> Fraction | None:
        """Return the largest value of a variable; None when there is none."""
        return self._move(variable, 1)

    def _find_vertex(self) -> None:
        while True:
            open_rows = [row for row, basic in zip(self._rows, self._basis, strict=True) if basic is None]
            if not any(row[-1] for row in open_rows):
                break
            entering = next((k for k in range(self._width) if sum(row[k] for row in open_rows) > 0), None)
            if entering is None:
                raise Bug("polytope.empty")
            leaving = self._leaving(entering)
            if leaving is None:
                raise Bug("polytope.empty")
            self._pivot(leaving, entering)
        for place in range(len(self._rows) - 1, -1, -1):
            if self._basis[place] is not None:
                continue
            entering = next((k for k in range(self._width) if self._rows[place][k]), None)
            if entering is None:
                # The equation follows from the others.
                del self._rows[place], self._basis[place]
                continue
            if self._rows[place][entering] < 0:
                self._rows[place] = [-value for value in self._rows[place]]
            self._pivot(place, entering)

    def _move(self, variable: int, direction: int) -> Fraction | None:
        """Push one variable up (1) or down (-1) as far as it goes."""
        while True:
            if variable in self._basis:
                row = self._rows[self._basis.index(variable)]
                basic = set(self._basis)
                entering = next((k for k in range(self._width) if k not in basic and direction * row[k] < 0), None)
                if entering is None:
                    return Fraction(row[-1], self._denominator)
            elif direction < 0:
                return Fraction(0)
            else:
                entering = variable
            leaving = self._leaving(entering)
            if leaving is None:
                return None
            self._pivot(leaving, entering)

    def _leaving(self, entering: int) -> int | None:
        best: int | None = None
        for place, row in enumerate(self._rows):
            if row[entering] <= 0:
                continue
            if best is None:
                best = place
                continue
            difference = row[-1] * self._rows[best][entering] - self._rows[best][-1] * row[entering]
            if difference < 0 or (difference == 0 and self._rank(place) < self._rank(best)):
                best = place
        return best

    def _rank(self, place: int) -> int:
        basic = self._basis[place]
        return -1 if basic is None else basic

    def _pivot(self, place: int, entering: int) -> None:
        pivot_row = self._rows[place]
        pivot = pivot_row[entering]
        for other, row in enumerate(self._rows):
            if other != place:
                factor = row[entering]
                self._rows[other] = [
                    (value * pivot - factor * above) // self._denominator
                    for value, above in zip(row, pivot_row, strict=True)
                ]
        self._denominator = pivot
        self._basis[place] = entering
