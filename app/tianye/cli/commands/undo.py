"""`tianye undo`: taking back what was done here."""

from __future__ import annotations

import click

from tianye.cli.framework import Command
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result
from tianye.cli.shown import done_data, done_line, moment
from tianye.domain.ids import from_text, to_text
from tianye.services import undo as undoing


@click.command(cls=Command)
@click.argument("command", metavar="[COMMAND]", required=False)
@pass_invocation
def undo(invocation: Invocation, command: str | None) -> Result:
    """Take back what was done on this computer: COMMAND (its id), or the latest.

    Nothing is erased: the reversal is written down beside it. What somebody has meanwhile replaced is left alone.
    `tianye station history` lists the ids. Without an id, repeating goes further back, one command at a time.
    """
    with invocation.station() as opened:
        done = undoing.undo_last(opened) if command is None else undoing.undo(opened, from_text(command))
        reversal = opened.commands.find(done.command) if done.command else None
        target = from_text(command) if command is not None else reversal.undoes if reversal else None
        row = opened.commands.find(target) if target else None
    data = done_data(done) | {
        "undone": {"command": to_text(row.id), "what": row.name, "at": moment(row.wall_ms)} if row else None
    }
    which = f": «{row.name}» of {moment(row.wall_ms)} ({to_text(row.id)})" if row else ""
    lines = [done_line(done, f"Taken back, as a new entry{which}")]
    if command is None and row:
        lines.append("Repeating tianye undo goes further back: to the command before it.")
    return Result(data, lines)
