"""`tianye pack …`: what goes down from headquarters to one laptop."""

from __future__ import annotations

from pathlib import Path

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Facts, Result, print_progress
from tianye.cli.parameters import FILE, folder
from tianye.cli.shown import changed
from tianye.cli.wording import worded
from tianye.domain.errors import NextStep, UserFault
from tianye.services import listing, packs


@click.group(cls=Group)
def pack() -> None:
    """Packs, from headquarters down: people, plan, forms and keys for one laptop."""


@pack.command()
@click.argument("laptop", metavar="[LAPTOP]", required=False)
@click.option("--all", "is_all", is_flag=True, help="Make one pack for every laptop that is not revoked.")
@click.option("--to", "target", type=folder, required=True, metavar="DIR", help="The folder to write into: a stick.")
@pass_invocation
def make(invocation: Invocation, laptop: str | None, is_all: bool, target: Path) -> Result:
    """At headquarters: write a pack for LAPTOP (its name or device id).

    It holds the people and the plan of its own counties and nobody else's, is signed by headquarters and can be opened
    by that laptop only.
    """
    if is_all == (laptop is not None):
        raise click.UsageError("Name one laptop, or say --all.")
    with invocation.station() as opened:
        if laptop is not None:
            rows = [packs.get_laptop(opened, laptop)]
        else:
            rows = [row for row in listing.all_laptops(opened) if row.revoked_after is None]
        made = []
        for row in rows:
            print_progress(f"Packing for «{row.name}» …")
            made.append((row.name, packs.make_pack(opened, row, target)))
    data = [
        {
            "laptop": name,
            "file": str(one.path),
            "number": one.number,
            "operations": one.operations,
            "people": one.people,
            "bytes": one.size,
        }
        for name, one in made
    ]
    text = [
        f"Pack {one.number} for «{name}»: {one.path} "
        + worded(
            "({people:person|people}, {operations:operation|operations}, {size:byte|bytes})",
            people=one.people,
            operations=one.operations,
            size=one.size,
        )
        for name, one in made
    ]
    return Result({"packs": data}, text or ["No laptop is enrolled yet."])


@pack.command()
@click.argument("file", type=FILE)
@click.option(
    "--trust",
    default="",
    metavar="WORDS",
    help="The six words of headquarters' card, as heard from headquarters; needed once, for the first pack.",
)
@click.option("--older", "allow_older", is_flag=True, help="Install a pack that is older than the one installed last.")
@pass_invocation
def install(invocation: Invocation, file: Path, trust: str, allow_older: bool) -> Result:
    """On a laptop: install the pack FILE, all of it or nothing."""
    with invocation.station() as opened:
        print_progress(f"Checking and installing {file.name} …")
        try:
            done = packs.install_pack(opened, file, trust=trust, allow_older=allow_older)
        except UserFault as fault:
            if fault.code != "pack.not-trusted-yet" or not trust.strip():
                raise
            words = fault.data["words"]
            raise UserFault("pack.words-differ", next_step=NextStep.ASK_HEADQUARTERS, words=words) from None
        counts = listing.counts(opened)
    data = {
        "number": done.number,
        "new": done.new,
        "unknown": done.unknown,
        "unusable": done.unusable,
        "counties": list(done.scope),
        "changed": changed(done.changes),
    }
    facts: dict[str, int | str] = {
        "new operations": done.new,
        "counties": " ".join(done.scope),
        "people now here": counts.people,
        "sessions now here": counts.sessions,
    }
    if done.unknown or done.unusable:
        facts["kept for a newer program"] = done.unknown + done.unusable
    return Result(data, (f"Installed pack {done.number}.", Facts(facts)))
