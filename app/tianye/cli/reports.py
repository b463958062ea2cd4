"""How a report is answered: every figure with its unit, its k and n, its notes and the version of its definition."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tianye.cli.output import Cell, Part, Table
from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.domain.indicators import DEFINITIONS, DIMENSION_NAMES, NOTES, UNIT_NAMES, Dimension, Figure, Unit
from tianye.services import publishing
from tianye.services.reporting import Report


def report_data(report: Report) -> dict[str, Any]:
    """Return a report as data."""
    return {
        "scope": publishing.scope_words(report.scope, report.names).en,
        "period": {"from": _day(report.period.from_on), "to": _day(report.period.to_on)},
        "figures": [_data(figure, report) for figure in report.figures],
        "violations": [
            {"code": one.code, "figures": [_data(figure, report) for figure in one.figures]}
            for one in report.violations
        ],
    }


def report_text(report: Report, by: Sequence[Dimension] = ()) -> list[Part]:
    """Return a report for reading: a line of scope and period, the totals, then one table for each dimension."""
    scope = publishing.scope_words(report.scope, report.names).en
    begins, ends = _day(report.period.from_on) or "the beginning", _day(report.period.to_on) or "now"
    text: list[Part] = [f"Figures of {scope}, from {begins} to {ends}:", ""]
    text += [_totals(report), *_notes(report)]
    for dimension in by:
        text += ["", f"By {DIMENSION_NAMES[dimension][1].lower()}:", _breakdown(report, dimension)]
    return text


def contradictions(report: Report) -> list[TianyeError]:
    """Return the fault that keeps a report from leaving whose figures cannot all be true."""
    if not report.violations:
        return []
    codes = sorted({one.code for one in report.violations})
    return [UserFault("figures.contradict", next_step=NextStep.REPORT, codes=codes)]


def _totals(report: Report) -> Table:
    heads = ("figure", "value", "unit", "k of n", "definition")
    return Table(heads, [_cells(one) for one in report.figures if one.by is None])


def _cells(one: Figure) -> list[Cell]:
    name, unit = DEFINITIONS[one.id].name_en, UNIT_NAMES[one.unit][1]
    return [name, _value(one), unit, _ratio(one), f"{one.id} {one.version}"]


def _notes(report: Report) -> list[Part]:
    """Return what a reader has to know beside the totals, each said once with the figures it belongs to."""
    said: dict[str, list[str]] = {}
    for one in report.figures:
        if one.by is None:
            for note in one.notes:
                said.setdefault(NOTES[note.code][1].format(number=note.number), []).append(one.id)
    return [f"  {note} ({', '.join(figures)})" for note, figures in said.items()]


def _breakdown(report: Report, dimension: Dimension) -> Table:
    """Return one row for each figure and one column for each row of the breakdown."""
    found = [one for one in report.figures if one.by == dimension]
    keys = list(dict.fromkeys(one.key for one in found))
    names = {one.key: _key(one, report) or "" for one in found}
    values = {(one.id, one.key): _ratio(one) or _value(one) for one in found}
    rows = [
        [DEFINITIONS[figure].name_en, *(values.get((figure, key)) for key in keys)]
        for figure in dict.fromkeys(one.id for one in found)
    ]
    return Table(("figure", *(names[key] for key in keys)), rows, "No figure can be broken down so.")


def _ratio(one: Figure) -> str | None:
    return f"{one.k} of {one.n}" if one.n is not None else None


def _value(one: Figure) -> Cell:
    if one.unit is not Unit.SHARE:
        return int(one.value) if one.value is not None else None
    return f"{one.percent:.1f} %" if one.percent is not None and not one.is_percent_suppressed else None


def _key(one: Figure, report: Report) -> str | None:
    if one.by is None or one.key is None:
        return None
    return publishing.key_words(one.by, one.key, report.names).en


def _data(one: Figure, report: Report) -> dict[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "name_zh": DEFINITIONS[one.id].name_zh,
        "name_en": DEFINITIONS[one.id].name_en,
        "unit": str(one.unit),
        "value": int(one.value) if one.value is not None and one.unit is not Unit.SHARE else None,
        "percent": None if one.is_percent_suppressed else one.percent,
        "k": one.k,
        "n": one.n,
        "low": one.low,
        "high": one.high,
        "by": str(one.by) if one.by else None,
        "key": one.key if isinstance(one.key, str) else _key(one, report),
        "of": _key(one, report),
        "notes": [{"code": note.code, "number": note.number} for note in one.notes],
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
