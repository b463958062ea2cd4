"""`tianye backup …`: a copy of the data folder, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, Table, print_progress
from tianye.cli.parameters import FILE
from tianye.cli.wording import remark, worded
from tianye.services import backups, keeping, retention

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
        retention.note_backup(opened, made.path)
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
@click.option(
    "--received",
    type=_COUNT,
    help="Of a laptop nothing left since: up to which operation headquarters has it; it keeps its old identity.",
)
@pass_invocation
def restore(invocation: Invocation, path: Path, folder: Path, received: int | None) -> Result:
    """Make a data folder DIR of BACKUP, beside the old one and never over it.

    What was sent after the backup was made must not be contradicted. A laptop therefore goes on under a new identity
    that continues the old one: give its card (tianye station card) to headquarters, and hand over once its pack is
    here. Headquarters keeps its identity and asks its laptops again for what it lost: each needs a new pack.
    """
    passphrase = invocation.ask_passphrase()
    print_progress("Checking the backup, then copying it …")
    done = backups.restore_backup(
        path,
        folder,
        passphrase,
        received=received,
        world=invocation.world,
    )
    data = {
        "folder": str(done.folder),
        "operations": done.operations,
        "sequence": done.sequence,
        "has_new_identity": done.is_renewed,
        "asks_again": bool(done.epoch),
    }
    line = worded(
        "Restored {operations:operation|operations} to {folder}.", operations=done.operations, folder=done.folder
    )
    lines = [line, f"Work with it by --data {done.folder}, and put the old folder away."]
    if done.is_renewed:
        lines.append("It has a new identity: give its card to headquarters; handing over waits for their pack.")
    if done.epoch:
        lines.append(
            "What came after the backup is still on the laptops: make a pack for each (tianye pack make), "
            "and take in the old packs that still lie on sticks."
        )
    return Result(data, lines)


@backup.command("list")
@click.argument("places", type=FILE, metavar="PLACE...", nargs=-1)
@pass_invocation
def list_(invocation: Invocation, places: tuple[Path, ...]) -> Result:
    """List the backups in PLACE, or in the data folder: the newest good one first, damaged ones last and named.

    Every file is compared with its list; the database itself is opened by tianye backup verify.
    """
    folder = invocation.folder
    wanted = places or (keeping.automatic_folder(folder), folder / "backup")
    print_progress("Reading the backups …")
    found = backups.find_backups(*wanted)
    data = [
        {
            "folder": str(one.path),
            "made_at": one.made_at.isoformat() if one.made_at else None,
            "operations": one.operations,
            "bytes": one.size,
            "is_good": one.fault is None,
            "says": None if one.fault is None else remark(one.fault.code, one.fault.data),
            "code": None if one.fault is None else one.fault.code,
        }
        for one in found
    ]
    heads = ("folder", "made_at", "operations", "bytes", "is_good", "code")
    table = Table(heads, [[one[head] for head in heads] for one in data], "There is no backup here.")
    return Result({"backups": data}, (table,))


@backup.command()
@click.option(
    "--stick", "drives", type=FILE, metavar="DRIVE", multiple=True, help="A drive that is in; may be repeated."
)
@pass_invocation
def due(invocation: Invocation, drives: tuple[Path, ...]) -> Result:
    """Write the backup of the day where one is due, as the window does by itself, and take old ones away by the rule.

    Kept are the newest of each of seven days, four weeks and six months. A backup also goes onto the stick that was
    chosen with tianye backup stick, where that is among the drives named.
    """
    with invocation.station() as opened:
        written = keeping.keep_now(opened, drives, is_closing=True)
    made = [one for one in (written.here, written.stick) if one is not None]
    lines = [
        worded("Wrote {path}: {operations:operation|operations}.", operations=one.operations, path=one.path)
        for one in made
    ]
    faults = [fault for fault in (written.fault, written.stick_fault) if fault is not None]
    return Result({"written": [_data(one) for one in made]}, lines or ("No backup was due.",), faults)


@backup.command()
@click.argument("drive", type=FILE, metavar="DRIVE")
@pass_invocation
def stick(invocation: Invocation, drive: Path) -> Result:
    """Choose DRIVE, a stick or disk, for backups: whenever it is in, each day's backup goes onto it too."""
    with invocation.station() as opened:
        folder = keeping.choose_stick(opened, drive)
    return Result({"folder": str(folder)}, (f"Backups go to {folder} from now on, whenever it is there.",))


def _data(found: backups.Backup) -> dict[str, Any]:
    return {
        "folder": str(found.path),
        "made_at": found.made_at.isoformat(),
        "role": found.role,
        "operations": found.operations,
        "bytes": found.size,
    }
