"""Row values of the services as the program shows them: ids as text, minutes as times of day, tails of phones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tianye.cli.output import Cell, Table
from tianye.domain.changes import Changes
from tianye.domain.ids import to_text
from tianye.services.listing import PersonRow, SessionRow
from tianye.services.station import Done

ZONE = timezone(timedelta(hours=8))
"""All times are shown in China's, whatever zone the computer believes in."""

PHONE_TAIL = 4


def time_of_day(minute: int | None) -> str | None:
    """Return minutes since midnight as `09:05`."""
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"


def moment(milliseconds: int) -> str:
    """Return milliseconds of Unix time as `2026-06-12 09:05`."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def born(row: PersonRow) -> str | None:
    """Return a birth date as far as it is known: `1985-03-02`, `1985-03`, `1985`."""
    if row.born_year is None:
        return None
    parts = [f"{row.born_year:04}"]
    for part in (row.born_month, row.born_day):
        if part is None:
            break
        parts.append(f"{part:02}")
    return "-".join(parts)


def person_brief(row: PersonRow) -> dict[str, Any]:
    """Return what tells one person from another of the same name, and no more."""
    return {
        "id": to_text(row.id),
        "name": row.name,
        "name_bo": row.name_bo,
        "sex": row.sex,
        "born": born(row),
        "phone_tail": row.phone[-PHONE_TAIL:] if row.phone else None,
        "place": row.place,
        "organisation": row.organisation,
    }


def people_table(rows: Iterable[PersonRow], *, empty: str) -> Table:
    """Return people as a table, one line each."""
    cells: list[list[Cell]] = []
    for row in rows:
        brief = person_brief(row)
        cells.append([brief[key] for key in ("id", "name", "sex", "born", "phone_tail", "place", "organisation")])
    return Table(("id", "name", "sex", "born", "phone …", "place", "organisation"), cells, empty)


def session_data(row: SessionRow) -> dict[str, Any]:
    """Return a session as data."""
    return {
        "id": to_text(row.id),
        "code": row.code,
        "training": row.training_code,
        "title_zh": row.title_zh,
        "title_en": row.title_en,
        "county": row.county,
        "on": row.held_on,
        "half": row.half,
        "begins": time_of_day(row.begins),
        "ends": time_of_day(row.ends),
        "venue": row.venue,
        "was_opened": row.was_opened,
        "open_doors": row.open_doors,
    }


def done_data(done: Done) -> dict[str, Any]:
    """Return what a command wrote: its id, by which it can be undone (null where nothing was new), and how much."""
    return {"command": to_text(done.command) if done.command else None, "changed": changed(done.changes)}


def done_line(done: Done, what: str) -> str:
    """Say what was done and how to take it back, or that it was so already."""
    if done.command is None:
        return f"{what}: it was so already, nothing new was written."
    return f"{what}. To take it back: tianye undo {to_text(done.command)}"


def plain(value: Any) -> Any:
    """Return a field's value as data: ids as text, everything else as it is."""
    if isinstance(value, bytes):
        return to_text(value)
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, list) else value


def one_line(value: Any) -> str | None:
    """Return a field's value on one line; None stays None."""
    shown = plain(value)
    if isinstance(shown, dict):
        return " ".join(str(part) for part in shown.values() if part is not None)
    return None if shown is None else str(shown)


def changed(changes: Changes) -> dict[str, int]:
    """Return how many subjects of each kind changed."""
    return {name: len(subjects) for name, subjects in sorted(changes.subjects.items()) if subjects}
