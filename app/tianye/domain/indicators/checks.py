"""Checks over a whole report: what in a set of figures cannot be true together (D8, D13)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Final, NamedTuple

from tianye.domain.indicators.facts import FEMALE
from tianye.domain.indicators.figures import Dimension, Figure, Key, Period, Scope, Unit

WHOLE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "women": ("persons",),
    "persons-new": ("persons",),
    "persons-completed": ("persons", "completions"),
    "persons": ("participations", "person-days"),
    "completions": ("participations",),
    "participations": ("participations-all",),
    "participations-anonymous": ("participations-all",),
    "organisations": ("persons",),
    "organisations-women-led": ("organisations",),
    "organisations-start-up": ("organisations",),
    "organisations-women-led-start-up": ("organisations-women-led", "organisations-start-up"),
    "households": ("persons",),
    "households-female-headed": ("households",),
    "trainings-completed": ("trainings-held",),
}
"""Indicator → the indicators that are never smaller, within one row of one scope and period."""

GROWS: Final = frozenset(
    {
        "persons",
        "women",
        "persons-completed",
        "participations",
        "participations-anonymous",
        "participations-all",
        "person-days",
        "completions",
        "trainings-held",
        "trainings-completed",
    }
)
"""Indicators that a wider scope or a longer period never makes smaller."""

_ESTIMATED: Final = frozenset({"household-members"})
_ADDING_OVER_PEOPLE: Final = frozenset({Unit.PERSON, Unit.PARTICIPATION, Unit.PERSON_DAY})
_ADDING_OVER_TRAININGS: Final = frozenset({Unit.PARTICIPATION, Unit.TRAINING})


class Violation(NamedTuple):
    """Two figures that cannot both be true, or one that cannot be: a code, the figures, and what they show."""

    code: str
    figures: tuple[Figure, ...]


def check_report(figures: Iterable[Figure]) -> list[Violation]:
    """Return everything in a set of figures that cannot be true together; empty when a report may leave.

    A dimension is expected with all its rows or none. Codes: `k-over-n`, `share-out-of-bounds`, `negative`,
    `matched-over-attended`, `versions-differ`, `units-differ`, `two-values`, `part-over-whole`, `row-over-total`,
    `rows-under-total`, `rows-not-total`, `women-rows-differ`, `narrower-over-wider`.
    """
    report = list(figures)
    return [
        *_check_each(report),
        *_check_meanings(report),
        *_check_parts(report),
        *_check_rows(report),
        *_check_scopes(report),
    ]


def _check_each(report: Sequence[Figure]) -> Iterable[Violation]:
    for figure in report:
        if figure.value is not None and figure.value < 0:
            yield Violation("negative", (figure,))
        if figure.k is not None and figure.n is not None and not 0 <= figure.k <= figure.n:
            yield Violation("k-over-n", (figure,))
        if figure.unit is Unit.SHARE and not _is_share(figure):
            yield Violation("share-out-of-bounds", (figure,))
        notes = dict(figure.notes)
        told = notes.get("matched") or notes.get("answered") or 0
        if told > (notes.get("attended") or 0):
            yield Violation("matched-over-attended", (figure,))


def _is_share(figure: Figure) -> bool:
    if figure.k is None or figure.n is None:
        return False
    if figure.value is None:
        return figure.is_percent_suppressed and figure.low is None and figure.high is None
    if figure.is_percent_suppressed or not figure.n or figure.value != Fraction(figure.k, figure.n):
        return False
    return figure.low is None or figure.high is None or 0 <= figure.low <= figure.value <= figure.high <= 1


def _check_meanings(report: Sequence[Figure]) -> Iterable[Violation]:
    first: dict[str, Figure] = {}
    place: dict[tuple[str, Scope, Period, Dimension | None, Key | None], Figure] = {}
    for figure in report:
        known = first.setdefault(figure.id, figure)
        if known.version != figure.version:
            yield Violation("versions-differ", (known, figure))
        if known.unit is not figure.unit:
            yield Violation("units-differ", (known, figure))
        same = place.setdefault((figure.id, figure.scope, figure.period, figure.by, figure.key), figure)
        if (same.value, same.k, same.n) != (figure.value, figure.k, figure.n):
            yield Violation("two-values", (same, figure))


def _check_parts(report: Sequence[Figure]) -> Iterable[Violation]:
    rows: dict[tuple[Scope, Period, Dimension | None, Key | None], dict[str, Figure]] = {}
    for figure in report:
        rows.setdefault((figure.scope, figure.period, figure.by, figure.key), {})[figure.id] = figure
    for row in rows.values():
        for part, wholes in WHOLE_OF.items():
            for whole in wholes:
                if part in row and whole in row and _is_over(row[part], row[whole]):
                    yield Violation("part-over-whole", (row[part], row[whole]))


def _is_over(part: Figure, whole: Figure) -> bool:
    return part.value is not None and whole.value is not None and part.value > whole.value


def _check_rows(report: Sequence[Figure]) -> Iterable[Violation]:
    totals = {(figure.id, figure.scope, figure.period): figure for figure in report if figure.by is None}
    tables: dict[tuple[str, Scope, Period, Dimension], list[Figure]] = {}
    for figure in report:
        if figure.by is not None and figure.id not in _ESTIMATED:
            tables.setdefault((figure.id, figure.scope, figure.period, figure.by), []).append(figure)
    for (identifier, scope, period, by), rows in tables.items():
        if (total := totals.get((identifier, scope, period))) is not None:
            yield from _check_table(total, by, rows)
        if identifier == "persons" and by is Dimension.SEX:
            women = totals.get(("women", scope, period))
            found = [figure for figure in rows if figure.key == FEMALE]
            if women is not None and women.value != sum(figure.value or 0 for figure in found):
                yield Violation("women-rows-differ", (women, *found))


def _check_table(total: Figure, by: Dimension, rows: Sequence[Figure]) -> Iterable[Violation]:
    if total.unit is Unit.SHARE:
        yield from (Violation("row-over-total", (row, total)) for row in rows if (row.n or 0) > (total.n or 0))
        if sum(row.n or 0 for row in rows) != total.n or sum(row.k or 0 for row in rows) != total.k:
            yield Violation("rows-not-total", (total, *rows))
        return
    yield from (Violation("row-over-total", (row, total)) for row in rows if _is_over(row, total))
    together, whole = sum(row.value or 0 for row in rows), total.value or 0
    adding = _ADDING_OVER_TRAININGS if by.is_of_training else _ADDING_OVER_PEOPLE
    if together < whole:
        yield Violation("rows-under-total", (total, *rows))
    elif together > whole and total.unit in adding:
        yield Violation("rows-not-total", (total, *rows))


def _check_scopes(report: Sequence[Figure]) -> Iterable[Violation]:
    totals: dict[str, list[Figure]] = {}
    for figure in report:
        if figure.by is None and figure.id in GROWS:
            totals.setdefault(figure.id, []).append(figure)
    for figures in totals.values():
        for narrow, wide in permutations(figures, 2):
            is_inside = narrow.scope.is_within(wide.scope) and narrow.period.is_within(wide.period)
            is_other = (narrow.scope, narrow.period) != (wide.scope, wide.period)
            if is_inside and is_other and _is_over(narrow, wide):
                yield Violation("narrower-over-wider", (narrow, wide))
