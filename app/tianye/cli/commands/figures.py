"""`tianye figures`: what a programme reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from tianye.cli.framework import Command
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Cell, Part, Result, Table
from tianye.cli.parameters import day
from tianye.domain.errors import Bug, NextStep, TianyeError
from tianye.domain.ids import to_text
from tianye.domain.indicators import DEFINITIONS, DIMENSION_NAMES, NOTES, UNIT_NAMES, Dimension, Figure, Period, Unit
from tianye.services import reporting


@click.command(cls=Command)
@click.option("--programme", "programmes", multiple=True, metavar="CODE", help="Only this programme; may be repeated.")
@click.option("--county", "counties", multiple=True, metavar="CODE", help="Only trainings in this county, six digits.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of training; may be repeated.")
@click.option("--from", "from_on", type=day, metavar="YYYY-MM-DD", help="The first day of the period.")
@click.option("--to", "to_on", type=day, metavar="YYYY-MM-DD", help="The last day of the period.")
@click.option(
    "--by", "by", multiple=True, type=click.Choice([str(one) for one in Dimension]), help="Break every figure down too."
)
@pass_invocation
def figures(
    invocation: Invocation,
    /,
    *,
    programmes: tuple[str, ...],
    counties: tuple[str, ...],
    kinds: tuple[str, ...],
    from_on: date | None,
    to_on: date | None,
    by: tuple[str, ...],
) -> Result:
    """Count what the programme reports: people, women, participations, person-days, organisations, shares.

    Every figure says its unit, scope, period and the version of its definition. Registrations that were linked count
    as one person; whoever gave no name counts as a participation and never as a person.
    """
    with invocation.station() as opened:
        scope = reporting.make_scope(opened, programmes=programmes, counties=counties, kinds=kinds)
        period = Period(from_on, to_on)
        report = reporting.make_report(opened, scope, period, [Dimension(one) for one in by])
    data: dict[str, Any] = {
        "scope": {"programmes": list(programmes), "counties": list(counties), "kinds": list(kinds)},
        "period": {"from": _day(from_on), "to": _day(to_on)},
        "figures": [_data(figure, report.names) for figure in report.figures],
        "violations": [
            {"code": one.code, "figures": [_data(figure, report.names) for figure in one.figures]}
            for one in report.violations
        ],
    }
    said = [part for parts in (programmes, counties, kinds) for part in parts]
    title = f"{', '.join(said) or 'Everything here'}, {_day(from_on) or 'from the beginning'} to {_day(to_on) or 'now'}"
    text: list[Part] = [title, "", _table([one for one in report.figures if one.by is None], report.names)]
    for dimension in by:
        rows = [one for one in report.figures if one.by == dimension]
        text += ["", f"By {DIMENSION_NAMES[Dimension(dimension)][1].lower()}:", _table(rows, report.names)]
    return Result(data, text, _contradictions(report))


def _contradictions(report: reporting.Report) -> list[TianyeError]:
    """Return the fault that keeps a report from leaving whose figures cannot all be true."""
    if not report.violations:
        return []
    codes = sorted({one.code for one in report.violations})
    return [Bug("figures.contradict", next_step=NextStep.REPORT, codes=codes)]


def _table(rows: list[Figure], names: dict[bytes, str]) -> Table:
    heads = ("figure", "of", "value", "unit", "k of n", "notes", "definition")
    return Table(heads, [_cells(one, names) for one in rows], "No figure can be broken down so.")


def _cells(one: Figure, names: dict[bytes, str]) -> list[Cell]:
    definition = DEFINITIONS[one.id]
    notes = "; ".join(NOTES[note.code][1].format(number=note.number) for note in one.notes)
    ratio = f"{one.k} of {one.n}" if one.n is not None else None
    return [definition.name_en, _key(one, names), _value(one), UNIT_NAMES[one.unit][1], ratio, notes, _version(one)]


def _value(one: Figure) -> Cell:
    if one.unit is not Unit.SHARE:
        return int(one.value) if one.value is not None else None
    return f"{one.percent:.1f} %" if one.percent is not None and not one.is_percent_suppressed else None


def _version(one: Figure) -> str:
    return f"{one.id} {one.version}"


def _key(one: Figure, names: dict[bytes, str]) -> str | None:
    if isinstance(one.key, bytes):
        return names.get(one.key) or to_text(one.key)
    return one.key


def _data(one: Figure, names: dict[bytes, str]) -> dict[str, Any]:
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
        "key": _key(one, names),
        "notes": [{"code": note.code, "number": note.number} for note in one.notes],
    }


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
