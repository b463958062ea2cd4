"""`tianye plan …`: programmes, organisations, venues, trainings, sessions."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.lists import list_result
from tianye.cli.output import Result, Table, print_progress
from tianye.cli.parameters import FILE, day
from tianye.cli.shown import session_data
from tianye.domain.ids import to_text
from tianye.services import listing, planning


@click.group(cls=Group)
def plan() -> None:
    """The plan: programmes, organisations, venues, trainings and their sessions."""


@plan.command()
@click.argument("file", type=FILE)
@pass_invocation
def template(invocation: Invocation, file: Path) -> Result:
    """Write the empty plan workbook to FILE (.xlsx), with headings, choices and an example."""
    with invocation.station() as opened:
        planning.write_template(opened, file)
    return Result({"file": str(file)}, (f"Wrote {file}. Fill it in, then: tianye plan import {file.name}",))


@plan.command("import")
@click.argument("file", type=FILE)
@click.option("--good-rows", "good_rows_only", is_flag=True, help="Take the sound rows in although others are not.")
@click.option("--preview", is_flag=True, help="Only say what would happen; write nothing.")
@pass_invocation
def import_(invocation: Invocation, file: Path, good_rows_only: bool, preview: bool) -> Result:
    """At headquarters: take the plan workbook FILE in.

    All problems are shown at once, by sheet, row and column; with any, nothing is written unless you say --good-rows.
    The same plan can be brought again: codes tell what is known, and only what differs is written.
    """
    with invocation.station() as opened:
        print_progress(f"Reading {file.name} …")
        done = planning.import_plan(opened, file, good_rows_only=good_rows_only, preview=preview)
    return list_result(done, is_preview=preview)


@plan.command("list")
@click.option("--on", type=day, metavar="YYYY-MM-DD", help="Only the sessions of this day.")
@pass_invocation
def list_(invocation: Invocation, on: date | None) -> Result:
    """List the trainings and their sessions, by day."""
    with invocation.station() as opened:
        trainings = listing.all_trainings(opened)
        sessions = listing.all_sessions(opened, on=on.isoformat() if on else None)
    data: dict[str, Any] = {
        "trainings": [
            {
                "id": to_text(row.id),
                "code": row.code,
                "kind": row.kind,
                "title_zh": row.title_zh,
                "title_en": row.title_en,
                "county": row.county,
                "programme": row.programme_code,
                "is_sensitive": row.is_sensitive,
            }
            for row in trainings
        ],
        "sessions": [session_data(row) for row in sessions],
    }
    heads = ("code", "on", "half", "begins", "training", "title", "venue", "door")
    rows = [
        (
            one["code"],
            one["on"],
            one["half"],
            one["begins"],
            one["training"],
            one["title_zh"] or one["title_en"],
            one["venue"],
            "open" if one["open_doors"] else "closed" if one["was_opened"] else None,
        )
        for one in data["sessions"]
    ]
    return Result(data, (Table(heads, rows, "No session is planned here."),))
