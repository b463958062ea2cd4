"""How lists that come in are answered: what went in, and every problem by sheet, row and column at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tianye.cli.output import Facts, Part, Result
from tianye.cli.shown import changed
from tianye.cli.wording import remark
from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.domain.ids import to_text
from tianye.services.lists import ListImport, Remark


def list_result(done: ListImport, *, is_preview: bool = False) -> Result:
    """Return the answer to a list that was read: counts, problems, notices; a refusal where nothing was written."""
    data: dict[str, Any] = {
        "is_written": done.is_written,
        "added": done.added,
        "changed_rows": done.changed,
        "unchanged": done.unchanged,
        "refused": done.refused,
        "problems": [remark_data(one) for one in done.problems],
        "notices": [remark_data(one) for one in done.notices],
        "command": to_text(done.command) if done.command else None,
        "changed": changed(done.changes),
    }
    verb = "would be" if is_preview or not done.is_written else "were"
    parts: list[Part] = [
        Facts(
            {
                f"{verb} new": done.added,
                f"{verb} changed": done.changed,
                "as they were": done.unchanged,
                "refused": done.refused,
            }
        )
    ]
    parts += remark_lines("Problems", done.problems) + remark_lines("Worth knowing", done.notices)
    if done.command:
        parts.append(f"To take it all back: tianye undo {data['command']}")
    refusals: list[TianyeError] = []
    if done.problems and not done.is_written and not is_preview:
        refusals.append(UserFault("list.has-problems", next_step=NextStep.MEND_FILE, problems=len(done.problems)))
    return Result(data, parts, refusals)


def remark_data(one: Remark) -> dict[str, Any]:
    """Return a remark as data, with its sentence."""
    return {
        "sheet": one.sheet,
        "row": one.row,
        "column": one.column,
        "heading": one.heading,
        "code": one.code,
        "says": remark(one.code, one.data),
    }


def remark_lines(title: str, remarks: Sequence[Remark]) -> list[Part]:
    """Return remarks under a title, one line each, or nothing where there are none."""
    if not remarks:
        return []
    return ["", f"{title}:", *(f"  {_place(one)}: {remark(one.code, one.data)} ({one.code})" for one in remarks)]


def _place(one: Remark) -> str:
    """Say where something stands: `名单, O17 (resident_number)`, or as much of it as there is."""
    cell = f"{one.column}{one.row}" if one.column else f"row {one.row}" if one.row else ""
    place = ", ".join(part for part in (one.sheet, cell) if part) or "the file"
    return f"{place} ({one.heading})" if one.heading else place
