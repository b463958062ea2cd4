"""`tianye undo`: taking back what was done here."""

from __future__ import annotations

import click

from tianye.cli.framework import Command
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result
from tianye.cli.shown import done_data, done_line
from tianye.domain.ids import from_text
from tianye.services import undo as undoing


@click.command(cls=Command)
@click.argument("command", metavar="[COMMAND]", required=False)
@pass_invocation
def undo(invocation: Invocation, command: str | None) -> Result:
    """Take back what was done on this computer: COMMAND (its id), or the latest.

    Nothing is erased: the reversal is written down beside it. What somebody has meanwhile replaced is left alone.
    `tianye station history` lists the ids.
    """
    with invocation.station() as opened:
        done = undoing.undo_last(opened) if command is None else undoing.undo(opened, from_text(command))
    return Result(done_data(done), (done_line(done, "Taken back, as a new entry"),))
