"""`tianye attendance …`: who was there."""

from __future__ import annotations

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, Table
from tianye.cli.parameters import clock_time
from tianye.cli.shown import done_data, done_line, session_data, time_of_day
from tianye.domain.ids import to_text
from tianye.services import checkin as door
from tianye.services import listing, registration


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
        present, without_name = listing.present_at(opened, row)
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
