"""`tianye backup …`: a copy of the data folder, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, print_progress
from tianye.cli.parameters import FILE
from tianye.cli.wording import worded
from tianye.services import backups

_COUNT = click.IntRange(0, 2**63 - 1)


@click.group(cls=Group)
def backup() -> None:
    """Backups: a copy of the data folder, encrypted as it is here, and the way back."""


@backup.command()
@click.option("--to", "target", type=FILE, metavar="DIR", help="Where to write it.  [default: inside the data folder]")
@pass_invocation
def make(invocation: Invocation, target: Path | None) -> Result:
    """Write a backup and read it back, page by page, before success is said.

    Keep it on another disk: one that lies beside the original is lost with it. It opens with today's passphrase.
    """
    with invocation.station() as opened:
        print_progress("Writing the backup and reading it back …")
        made = backups.make_backup(opened, target)
    return Result(
        _data(made),
        (
            worded(
                "Wrote {path}: {operations:operation|operations}, {size:byte|bytes}.",
                operations=made.operations,
                size=made.size,
                path=made.path,
            ),
        ),
    )


@backup.command()
@click.argument("path", type=FILE, metavar="BACKUP")
@pass_invocation
def verify(invocation: Invocation, path: Path) -> Result:
    """Check BACKUP, a folder that tianye backup make wrote: every file, every page, every operation.

    The passphrase is the one of the day it was made. The data folder itself is not needed.
    """
    passphrase = invocation.ask_passphrase()
    print_progress("Checking the backup …")
    found = backups.verify_backup(path, passphrase)
    made_at = f"{found.made_at:%Y-%m-%d %H:%M}"
    return Result(
        _data(found),
        (
            worded(
                "{path} is whole: {operations:operation|operations}, made {made_at}.",
                operations=found.operations,
                path=path,
                made_at=made_at,
            ),
        ),
    )


@backup.command()
@click.argument("path", type=FILE, metavar="BACKUP")
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--received", type=_COUNT, help="Of a laptop: up to which operation headquarters has received it.")
@click.option("--newest-pack", type=_COUNT, help="Of headquarters: the newest pack that any laptop holds; 0 for none.")
@click.option(
    "--newest-receipt", type=_COUNT, help="Of headquarters: the newest receipt that any laptop holds; 0 for none."
)
@pass_invocation
def restore(
    invocation: Invocation,
    /,
    *,
    path: Path,
    folder: Path,
    received: int | None,
    newest_pack: int | None,
    newest_receipt: int | None,
) -> Result:
    """Make a data folder DIR of BACKUP, beside the old one and never over it.

    What was sent after the backup was made must not be contradicted, so say how far the other side has come: tianye
    laptops list shows it at headquarters, tianye station files at a laptop.
    """
    passphrase = invocation.ask_passphrase()
    print_progress("Checking the backup, then copying it …")
    done = backups.restore_backup(
        path,
        folder,
        passphrase,
        received=received,
        newest_pack=newest_pack,
        newest_receipt=newest_receipt,
        world=invocation.world,
    )
    data = {"folder": str(done.folder), "operations": done.operations, "sequence": done.sequence}
    line = worded(
        "Restored {operations:operation|operations} to {folder}.", operations=done.operations, folder=done.folder
    )
    return Result(data, (line, f"Work with it by --data {done.folder}, and put the old folder away."))


def _data(found: backups.Backup) -> dict[str, Any]:
    return {
        "folder": str(found.path),
        "made_at": found.made_at.isoformat(),
        "role": found.role,
        "operations": found.operations,
        "bytes": found.size,
    }
