"""Figures as a workbook a colleague would accept, and as rows of text; every number carries what it is a number of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final, NamedTuple

from tianye.documents.cells import CellValue
from tianye.documents.workbook import OutColumn, OutSheet


class Words(NamedTuple):
    """One thing in both languages."""

    zh: str
    en: str


class Language(StrEnum):
    """Of text rows; a workbook has both."""

    CHINESE = "zh"
    ENGLISH = "en"


HIDDEN: Final = Words("不列", "not shown")
"""What stands where a number is kept back so that nobody can be found by it."""

_ALL_TIME: Final = Words("全部时间", "all time")
_WHOLE_SHARE_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Measure:
    """A number: a count, or the exact share k/n.

    `value` is None where no percent may be printed (n too small) or where `is_hidden`. `low` and `high` bound a share
    with 95 % confidence, from 0 to 1.
    """

    value: int | Fraction | None
    k: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    is_hidden: bool = False

    @property
    def is_share(self) -> bool:
        """Say whether this is k of n rather than a count."""
        return self.n is not None


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One row of a breakdown."""

    label: Words
    measure: Measure


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure split by one property; `is_disjoint` says that nothing is counted in two rows."""

    key: str
    title: Words
    rows: tuple[BreakdownRow, ...]
    is_disjoint: bool = False


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure with everything a reader needs beside it; a period without an end is open on that side."""

    id: str
    version: str
    label: Words
    unit: Words
    measure: Measure
    scope: Words
    from_on: date | None
    to_on: date | None
    definition: Words
    notes: tuple[Words, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()

    @property
    def definition_id(self) -> str:
        """Which definition was used: its id and version."""
        return f"{self.id} v{self.version}"


_FIGURE_COLUMNS: Final = (
    OutColumn("指标 Indicator", 36),
    OutColumn("数值 Value", 12, "General"),
    OutColumn("单位 Unit", 16),
    OutColumn("k", 8, "0"),
    OutColumn("n", 8, "0"),
    OutColumn("95% 下限 low", 12, "0.0"),
    OutColumn("95% 上限 high", 12, "0.0"),
    OutColumn("范围 Scope", 36),
    OutColumn("时段 Period", 24),
    OutColumn("定义 Definition", 30),
    OutColumn("说明 Notes", 48),
)
_BREAKDOWN_COLUMNS: Final = (
    OutColumn("指标 Indicator", 36),
    OutColumn("分组 Group", 28),
    *_FIGURE_COLUMNS[1:7],
    OutColumn("定义 Definition", 30),
)
_NOTE_COLUMNS: Final = (
    OutColumn("定义 Definition", 30),
    OutColumn("名称 Name", 36),
    OutColumn("中文说明", 70),
    OutColumn("English", 70),
)
_READING: Final = (
    Words(
        "各行之间可能有重复，不要相加；总数是去重后的并集。",
        "The same may be counted in several rows: do not add them.",
    ),
    Words("各行互不重复。", "Nothing is counted in two rows."),
)


def make_figures_book(figures: Sequence[ShownFigure], title: str) -> list[OutSheet]:
    """Make the sheets: figures, one sheet for each property they are split by, and the definitions used.

    Shares are numbers in percent with two digits, whatever the reader's spreadsheet does to formats.
    """
    keys = {breakdown.key: breakdown.title for figure in figures for breakdown in figure.breakdowns}
    return [
        OutSheet("指标 Figures", _FIGURE_COLUMNS, [_figure_cells(figure) for figure in figures], title),
        *(
            OutSheet(_both(heading), _BREAKDOWN_COLUMNS, _breakdown_cells(figures, key), title)
            for key, heading in keys.items()
        ),
        OutSheet("定义 Definitions", _NOTE_COLUMNS, _definition_cells(figures), title),
    ]


def _figure_cells(figure: ShownFigure) -> list[CellValue]:
    return [
        _both(figure.label),
        *_measure_cells(figure.measure, figure.unit),
        _both(figure.scope),
        _period(figure, " / ".join(_ALL_TIME)),
        figure.definition_id,
        "\n".join(_both(note) for note in figure.notes),
    ]


def _breakdown_cells(figures: Sequence[ShownFigure], key: str) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = []
    for figure in figures:
        for breakdown in figure.breakdowns:
            if breakdown.key != key:
                continue
            rows += [
                [_both(figure.label), _both(row.label), *_measure_cells(row.measure, figure.unit), figure.definition_id]
                for row in breakdown.rows
            ]
            rows.append([None, _both(_READING[breakdown.is_disjoint])])
    return rows


def _definition_cells(figures: Sequence[ShownFigure]) -> list[list[CellValue]]:
    used = {figure.definition_id: figure for figure in figures}
    return [
        [definition_id, _both(figure.label), figure.definition.zh, figure.definition.en]
        for definition_id, figure in used.items()
    ]


def _measure_cells(measure: Measure, unit: Words) -> list[CellValue]:
    if measure.is_hidden:
        return [_both(HIDDEN), _both(unit), None, None, None, None]
    value: CellValue = measure.value if isinstance(measure.value, int) else _percent(measure.value)
    return [value, _both(unit), measure.k, measure.n, _percent(measure.low), _percent(measure.high)]


def _percent(share: float | Fraction | None) -> float | None:
    return None if share is None else round(float(share * 100), _WHOLE_SHARE_DIGITS)


def make_figure_rows(figures: Sequence[ShownFigure], language: Language) -> list[list[str]]:
    """Make rows of text: a head, then label, value, unit, scope, period and definition; groups are set in by two.

    A share reads «38/43 = 88.4% (75.5-94.9)»; without a percent «7/9».
    """

    def word(words: Words) -> str:
        return _chosen(words, language)

    heads = [
        Words("指标", "Indicator"),
        Words("数值", "Value"),
        Words("单位", "Unit"),
        Words("范围", "Scope"),
        Words("时段", "Period"),
        Words("定义", "Definition"),
    ]
    rows = [[word(head) for head in heads]]
    for figure in figures:
        about = [word(figure.scope), _period(figure, word(_ALL_TIME)), figure.definition_id]
        rows.append([word(figure.label), measure_text(figure.measure, language), word(figure.unit), *about])
        for breakdown in figure.breakdowns:
            rows.append([f"  {word(breakdown.title)}", "", "", "", "", ""])
            rows += [
                [f"    {word(row.label)}", measure_text(row.measure, language), word(figure.unit), "", "", ""]
                for row in breakdown.rows
            ]
    return rows


def measure_text(measure: Measure, language: Language) -> str:
    """Write a number for people; never a percent where none may be printed."""
    if measure.is_hidden:
        return _chosen(HIDDEN, language)
    if not measure.is_share:
        return "-" if measure.value is None else f"{measure.value}"
    text = f"{measure.k}/{measure.n}"
    if measure.value is not None:
        text += f" = {float(measure.value * 100):.1f}%"
    if measure.value is not None and measure.low is not None and measure.high is not None:
        text += f" ({measure.low * 100:.1f}-{measure.high * 100:.1f})"
    return text


def _chosen(words: Words, language: Language) -> str:
    return words.zh if language is Language.CHINESE else words.en


def _both(words: Words) -> str:
    return words.zh if words.zh == words.en else f"{words.zh} {words.en}"


def _period(figure: ShownFigure, all_time: str) -> str:
    if figure.from_on is None and figure.to_on is None:
        return all_time
    return f"{figure.from_on or '…'} - {figure.to_on or '…'}"
