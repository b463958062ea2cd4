"""`tianye attendance …`: who was there."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.lists import list_result
from tianye.cli.output import Result, Table, print_progress
from tianye.cli.parameters import FILE, clock_time
from tianye.cli.shown import done_data, done_line, session_data, time_of_day
from tianye.cli.wording import worded
from tianye.domain.ids import to_text
from tianye.services import attendance_lists, listing, registration
from tianye.services import checkin as door


@click.group(cls=Group)
def attendance() -> None:
    """Who was there: the list of a session, when people left, lists on paper."""


@attendance.command("list")
@click.argument("session", metavar="SESSION")
@pass_invocation
def list_(invocation: Invocation, session: str) -> Result:
    """List who was marked at SESSION (its code or id), also whose mark was undone."""
    with invocation.station() as opened:
        row = door.get_session(opened, session)
        marked = listing.attendance_of(opened, row)
        present, without_name = door.counts(opened, row)
    rows = [
        {
            "person": to_text(one.person),
            "name": one.name,
            "is_present": one.is_present,
            "arrived": time_of_day(one.arrived),
            "left": time_of_day(one.departed),
            "how": one.how,
            "marks": one.marks,
            "needs_review": one.needs_review,
        }
        for one in marked
    ]
    data = {
        "session": session_data(row),
        "present": present,
        "without_name": without_name,
        "attendance": rows,
    }
    cells = [
        [
            one.name,
            "yes" if one.is_present else "undone",
            time_of_day(one.arrived),
            time_of_day(one.departed),
            one.how,
            "to review" if one.needs_review else "",
            to_text(one.person),
        ]
        for one in marked
    ]
    table = Table(("name", "present", "arrived", "left", "how", "note", "id"), cells, "Nobody was marked yet.")
    title = row.title_en or row.title_zh or ""
    line = f"{row.code} {title} {row.held_on or ''}: {present} present, {without_name} more without a name."
    return Result(data, (line, table))


@attendance.command()
@click.argument("session", metavar="SESSION")
@click.argument("who", metavar="WHO")
@click.option("--at", type=clock_time, metavar="HH:MM", help="When the person left.  [default: now]")
@pass_invocation
def leave(invocation: Invocation, session: str, who: str, at: int | None) -> Result:
    """Note that WHO (an id, or a search that finds one person) left SESSION."""
    with invocation.station() as opened:
        row = door.get_session(opened, session)
        person = registration.get_person(opened, who)
        done = door.leave(opened, row, person, at=at)
    data = {"session": session_data(row), "person": to_text(person.id)} | done_data(done)
    return Result(data, (done_line(done, f"Noted that {person.name} left"),))


@attendance.command("open")
@click.argument("session", metavar="SESSION")
@pass_invocation
def open_(invocation: Invocation, session: str) -> Result:
    """Say that SESSION is being held at this laptop's door; the first check-in says it too."""
    with invocation.station() as opened:
        row = door.get_session(opened, session)
        done = door.open_session(opened, row)
    return Result({"session": session_data(row)} | done_data(done), (done_line(done, f"Opened {row.code}"),))


@attendance.command()
@click.argument("session", metavar="SESSION")
@pass_invocation
def close(invocation: Invocation, session: str) -> Result:
    """Say that this laptop's door of SESSION is closed; who comes late can still be marked."""
    with invocation.station() as opened:
        row = door.get_session(opened, session)
        done = door.close_session(opened, row)
    return Result({"session": session_data(row)} | done_data(done), (done_line(done, f"Closed {row.code}"),))


@attendance.command()
@click.argument("sessions", metavar="SESSION...", nargs=-1, required=True)
@click.option("--to", "file", type=FILE, required=True, metavar="FILE", help="The workbook to write (.xlsx).")
@click.option(
    "--of-county", is_flag=True, help="With everybody of the county, not only who came to this training before."
)
@pass_invocation
def template(invocation: Invocation, sessions: tuple[str, ...], file: Path, of_county: bool) -> Result:
    """Write the list that signed sheets are typed into, a column for each SESSION (its code or id)."""
    with invocation.station() as opened:
        rows = [door.get_session(opened, session) for session in sessions]
        written = attendance_lists.write_template(opened, rows, file, of_county=of_county)
    return _written(written, f"Type the signed sheets into it, then: tianye attendance import {file.name}")


@attendance.command()
@click.argument("session", metavar="SESSION")
@click.option("--to", "file", type=FILE, required=True, metavar="FILE", help="The page to write (.html).")
@click.option(
    "--of-county", is_flag=True, help="With everybody of the county, not only who came to this training before."
)
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="In which language the sheet is.",
)
@click.option("--notice", metavar="TEXT", help="Why the data is taken, how long it is kept, whom to call.")
@pass_invocation
def sheet(
    invocation: Invocation,
    /,
    *,
    session: str,
    file: Path,
    of_county: bool,
    language: Literal["zh", "en"],
    notice: str | None,
) -> Result:
    """Write the sign-in sheet of SESSION as a page for printing: the expected first, then blank rows.

    Only who agreed to be listed is on it, phones are masked, and a sensitive training has no names.
    """
    with invocation.station() as opened:
        row = door.get_session(opened, session)
        written = attendance_lists.write_sheet(opened, row, file, of_county=of_county, language=language, notice=notice)
    return _written(written, "Print it on A4, landscape.")


@attendance.command("import")
@click.argument("file", type=FILE)
@click.option("--training", metavar="CODE", help="Whose sessions the columns are, where the headings do not say it.")
@click.option("--good-rows", "good_rows_only", is_flag=True, help="Take the sound rows in although others are not.")
@click.option("--preview", is_flag=True, help="Only say what would happen; write nothing.")
@pass_invocation
def import_(invocation: Invocation, file: Path, training: str | None, good_rows_only: bool, preview: bool) -> Result:
    """Take in FILE, a list of who was there that was filled in from paper: .xlsx, .xls or CSV.

    A row is a person by id, or by name and the last digits of the phone. A tick marks; a cross never takes a mark away.
    """
    with invocation.station() as opened:
        print_progress(f"Reading {file.name} …")
        done = attendance_lists.import_attendance(
            opened, file, training=training, good_rows_only=good_rows_only, preview=preview
        )
    return list_result(done, is_preview=preview)


def _written(written: attendance_lists.Written, next_step: str) -> Result:
    data = {"file": str(written.path), "people": written.people, "held_back": written.held_back}
    text = [worded("Wrote {path}: {people:person|people}.", people=written.people, path=written.path)]
    if written.held_back:
        text.append(
            worded(
                "{held_back:expected person is|expected people are} not on it, for want of consent to be listed.",
                held_back=written.held_back,
            )
        )
    return Result(data, (*text, next_step))
