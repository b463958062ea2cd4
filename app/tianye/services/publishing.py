"""A report as people read it: names for its rows, rows of text, and a workbook a colleague would accept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tianye.documents.figures import (
    Breakdown,
    BreakdownRow,
    Language,
    Measure,
    ShownFigure,
    Words,
    make_figure_rows,
    make_figures_book,
    measure_text,
)
from tianye.documents.flatfiles import make_inert
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.ethnicities import get_ethnicity
from tianye.domain.ids import to_text
from tianye.domain.indicators import (
    DEFINITIONS,
    DIMENSION_NAMES,
    NOTES,
    UNIT_NAMES,
    UNKNOWN,
    Dimension,
    Figure,
    Scope,
    Unit,
)
from tianye.domain.people import SEX_LABELS, Sex
from tianye.domain.trainings import KIND_LABELS, TrainingKind
from tianye.services import assets
from tianye.services.lists import save_workbook
from tianye.services.reporting import Report
from tianye.services.station import Station

__all__ = [
    "TITLE",
    "Breakdown",
    "BreakdownRow",
    "Language",
    "Measure",
    "ShownFigure",
    "Words",
    "figure_text",
    "key_words",
    "measure_text",
    "save_report",
    "scope_words",
    "shown_figures",
    "text_rows",
]

TITLE = "指标 Figures"

_EVERYTHING = Words("全部项目", "all programmes")
_NOT_KNOWN = Words("未知", "not known")


def save_report(station: Station, report: Report, path: Path) -> None:
    """Write a report as a workbook; raises `UserFault("figures.contradict")` while its figures cannot all be true."""
    if report.violations:
        raise UserFault(
            "figures.contradict",
            next_step=NextStep.REPORT,
            codes=sorted({violation.code for violation in report.violations}),
        )
    save_workbook(station, path, make_figures_book(shown_figures(report), TITLE))


def text_rows(report: Report, language: Language = Language.ENGLISH) -> list[list[str]]:
    """Return a report as rows of text, the head first."""
    return make_figure_rows(shown_figures(report), language)


def figure_text(figure: ShownFigure, language: Language) -> str:
    """Return one figure as text for a letter: a table with tabs, then the definition and notes in words.

    Pasted into a spreadsheet it computes nothing, whatever a programme is called.
    """
    is_chinese = language is Language.CHINESE
    rows = [[make_inert(cell) for cell in row] for row in make_figure_rows([figure], language)]
    told = [figure.definition, *figure.notes]
    lines = [*("\t".join(row).rstrip("\t") for row in rows), ""]
    return "\n".join([*lines, *(words.zh if is_chinese else words.en for words in told)])


def shown_figures(report: Report) -> list[ShownFigure]:
    """Return the totals of a report with their breakdowns, everything named in both languages."""
    scope = scope_words(report.scope, report.names)
    return [
        _shown(figure, [row for row in report.figures if row.id == figure.id and row.by is not None], scope, report)
        for figure in report.figures
        if figure.by is None
    ]


def scope_words(scope: Scope, names: dict[bytes, str]) -> Words:
    """Say in words what a report looked at."""
    parts = [key_words(Dimension.PROGRAMME, one, names) for one in sorted(scope.programmes or ())]
    parts += [key_words(Dimension.COUNTY, county, names) for county in sorted(scope.counties or ())]
    parts += [key_words(Dimension.KIND, kind, names) for kind in sorted(scope.kinds or ())]
    if not parts:
        return _EVERYTHING
    return Words("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def key_words(dimension: Dimension, key: str | bytes, names: dict[bytes, str]) -> Words:
    """Name a row of a breakdown in both languages."""
    if isinstance(key, bytes):
        name = names.get(key) or to_text(key)
        return Words(name, name)
    if key == UNKNOWN:
        return _NOT_KNOWN
    match dimension:
        case Dimension.COUNTY | Dimension.HOME_COUNTY:
            place = assets.places().find(key)
            return Words(place.full_name, f"{key} {place.name}") if place else Words(key, key)
        case Dimension.SEX if key in set(Sex):
            return Words(*SEX_LABELS[Sex(key)])
        case Dimension.KIND if key in set(TrainingKind):
            return Words(*KIND_LABELS[TrainingKind(key)])
        case Dimension.ETHNICITY:
            ethnicity = get_ethnicity(key)
            return Words(ethnicity.zh_full, ethnicity.en)
        case _:
            return Words(key, key)


def _shown(figure: Figure, rows: Sequence[Figure], scope: Words, report: Report) -> ShownFigure:
    definition = DEFINITIONS[figure.id]
    dimensions = dict.fromkeys(row.by for row in rows if row.by is not None)
    return ShownFigure(
        id=figure.id,
        version=figure.version,
        label=Words(definition.name_zh, definition.name_en),
        unit=Words(*UNIT_NAMES[figure.unit]),
        measure=_measure(figure),
        scope=scope,
        from_on=figure.period.from_on,
        to_on=figure.period.to_on,
        definition=Words(definition.text_zh, definition.text_en),
        notes=tuple(Words(*(text.format(number=note.number) for text in NOTES[note.code])) for note in figure.notes),
        breakdowns=tuple(
            Breakdown(
                str(dimension),
                Words(*DIMENSION_NAMES[dimension]),
                tuple(BreakdownRow(_row_words(row, report), _measure(row)) for row in rows if row.by == dimension),
                is_disjoint=_is_disjoint(figure, dimension),
            )
            for dimension in dimensions
        ),
    )


def _is_disjoint(figure: Figure, dimension: Dimension) -> bool:
    """Say whether nothing a figure counts stands in two rows of a dimension."""
    match figure.unit:
        case Unit.PARTICIPATION | Unit.TRAINING | Unit.SHARE:
            # each belongs to one training, and to one person or none
            return True
        case Unit.HOUSEHOLD | Unit.ORGANISATION:
            # a woman and a man of one household stand in two rows by sex
            return False
        case _:
            # members are summed over households; two programmes on one day share a person-day
            return figure.id != "household-members" and not dimension.is_of_training


def _row_words(row: Figure, report: Report) -> Words:
    if row.by is None or row.key is None:
        raise Bug("figures.row-without-key", figure=row.id)
    return key_words(row.by, row.key, report.names)


def _measure(figure: Figure) -> Measure:
    return Measure(figure.value, figure.k, figure.n, figure.low, figure.high)
