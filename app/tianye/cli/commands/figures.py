"""`tianye figures`: what a programme reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tianye.cli.framework import Command
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result
from tianye.cli.parameters import FILE, day
from tianye.cli.reports import contradictions, report_data, report_text
from tianye.domain.indicators import Dimension, Period
from tianye.services import publishing, reporting, retention


@click.command(cls=Command)
@click.option("--programme", "programmes", multiple=True, metavar="CODE", help="Only this programme; may be repeated.")
@click.option("--county", "counties", multiple=True, metavar="CODE", help="Only trainings in this county, six digits.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind of training; may be repeated.")
@click.option("--from", "from_on", type=day, metavar="YYYY-MM-DD", help="The first day of the period.")
@click.option("--to", "to_on", type=day, metavar="YYYY-MM-DD", help="The last day of the period.")
@click.option(
    "--by",
    "by",
    multiple=True,
    type=click.Choice([str(one) for one in Dimension]),
    help="Break every figure down by this; may be repeated.",
)
@click.option("--workbook", type=FILE, metavar="FILE", help="Write them to this workbook (.xlsx) too.")
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
    workbook: Path | None,
) -> Result:
    """Count what the programme reports, with unit, scope, period and definition.

    People, women, participations, person-days, organisations, completed trainings, shares. Registrations that were
    linked count as one person; whoever gave no name counts as a participation and never as a person.
    """
    dimensions = [Dimension(one) for one in by]
    with invocation.station() as opened:
        scope = reporting.make_scope(opened, programmes=programmes, counties=counties, kinds=kinds)
        report = reporting.make_report(opened, scope, Period(from_on, to_on), dimensions)
        if workbook is not None:
            publishing.save_report(opened, report, workbook)
        elsewhere = bool(retention.purges(opened))
    data = report_data(report) | {"file": str(workbook) if workbook else None, "lacks_answers": elsewhere}
    text = report_text(report, dimensions)
    if elsewhere:
        text += ["", "Answers were purged here: figures that rest on answers are headquarters' alone."]
    if workbook is not None:
        text += ["", f"Wrote {workbook}."]
    return Result(data, text, contradictions(report))
