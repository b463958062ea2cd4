"""Figures as a screen asks for them: one scope and period, broken down one way, with what may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tianye.domain.indicators import DEFINITIONS, Dimension, Period, Scope
from tianye.domain.trainings import TrainingKind
from tianye.services import assets, completeness
from tianye.services.completeness import Coverage
from tianye.services.lists import today
from tianye.services.publishing import ShownFigure, Words, shown_figures
from tianye.services.reporting import Report, make_report
from tianye.services.station import Station
from tianye.store.queries import trainings


@dataclass(frozen=True, slots=True)
class Asked:
    """What to count; None means all. `by` is what the rows are, None for totals alone."""

    programme: bytes | None = None
    county: str | None = None
    kind: str | None = None
    from_on: date | None = None
    to_on: date | None = None
    by: Dimension | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: programmes, counties and kinds that trainings have; and the day it is."""

    programmes: tuple[tuple[bytes, Words], ...]
    counties: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Figures that cannot be true together: a code of `check_report`, the figures' names and their values."""

    code: str
    figures: tuple[Words, ...]
    values: tuple[int | Fraction | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer: the report, its figures worded, what contradicts, what may be missing, what else can be asked."""

    asked: Asked
    report: Report
    figures: tuple[ShownFigure, ...]
    contradictions: tuple[Contradiction, ...]
    coverage: Coverage
    choices: Choices
    county_names: Mapping[str, str]

    def keys(self, figure: str) -> list[str | bytes]:
        """Return the keys of a figure's rows, in their order."""
        return [
            row.key for row in self.report.figures if row.id == figure and row.by is not None and row.key is not None
        ]


def count_figures(station: Station, asked: Asked) -> Counted:
    """Count every indicator; raises `UserFault("figures.period-ends-before-it-begins")`."""
    period = Period(asked.from_on, asked.to_on)
    scope = Scope(
        None if asked.programme is None else frozenset({asked.programme}),
        None if asked.county is None else frozenset({asked.county}),
        None if asked.kind is None else frozenset({asked.kind}),
    )
    report = make_report(station, scope, period, [] if asked.by is None else [asked.by])
    return Counted(
        asked,
        report,
        tuple(shown_figures(report)),
        contradictions_of(report),
        completeness.coverage(station, counties=scope.counties, from_on=asked.from_on, to_on=asked.to_on),
        choices(station),
        _county_names(report),
    )


def contradictions_of(report: Report) -> tuple[Contradiction, ...]:
    """Return what in a report cannot be true together, each figure named once."""
    found = []
    for violation in report.violations:
        first = {figure.id: figure.value for figure in reversed(violation.figures)}
        names = dict.fromkeys(figure.id for figure in violation.figures)
        labels = tuple(Words(DEFINITIONS[name].name_zh, DEFINITIONS[name].name_en) for name in names)
        # one name twice: which of its two numbers is meant could not be said
        values = tuple(first[name] for name in names) if len(names) == len(violation.figures) else ()
        found.append(Contradiction(violation.code, labels, values))
    return tuple(dict.fromkeys(found))


def choices(station: Station) -> Choices:
    """Return what figures can be limited to."""
    rows = trainings.all_trainings(station.database)
    titles = trainings.programme_titles(station.database)
    programmes = sorted({row.programme for row in rows if row.programme is not None}, key=lambda one: titles[one])
    counties = sorted({row.county for row in rows if row.county})
    kinds = {row.kind for row in rows}
    return Choices(
        tuple((one, _programme(station, one, titles[one])) for one in programmes),
        tuple((code, assets.place_name(code)) for code in counties),
        tuple(str(kind) for kind in TrainingKind if str(kind) in kinds),
        today(station),
    )


def _county_names(report: Report) -> dict[str, str]:
    keys = {row.key for row in report.figures if row.by in (Dimension.COUNTY, Dimension.HOME_COUNTY)}
    places = assets.places()
    return {key: place.name for key in keys if isinstance(key, str) and (place := places.find(key)) is not None}


def _programme(station: Station, identifier: bytes, title: tuple[str | None, str | None]) -> Words:
    code, chinese = title
    english = station.state("programme", identifier).get("title_en")
    return Words(chinese or code or "", english or chinese or code or "")
