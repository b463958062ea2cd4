"""`tianye receipt …`: headquarters' word on what it has, without which nothing counts as received."""

from __future__ import annotations

from pathlib import Path

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result
from tianye.cli.parameters import FILE, folder
from tianye.services import bundles, importing, listing, packs


@click.group(cls=Group)
def receipt() -> None:
    """Receipts, from headquarters down: what it has of a laptop."""


@receipt.command()
@click.argument("laptop", metavar="[LAPTOP]", required=False)
@click.option("--all", "is_all", is_flag=True, help="Make one receipt for every laptop that sent something.")
@click.option("--to", "target", type=folder, required=True, metavar="DIR", help="The folder to write into: a stick.")
@pass_invocation
def make(invocation: Invocation, laptop: str | None, is_all: bool, target: Path) -> Result:
    """At headquarters: write the receipt for LAPTOP (its name or device id)."""
    if is_all == (laptop is not None):
        raise click.UsageError("Name one laptop, or say --all.")
    with invocation.station() as opened:
        if laptop is not None:
            rows = [packs.get_laptop(opened, laptop)]
        else:
            rows = [row for row in listing.all_laptops(opened) if row.received]
        made = [(row, importing.make_receipt(opened, row, target)) for row in rows]
    data = [{"laptop": row.name, "file": str(path), "received": row.received} for row, path in made]
    text = [f"Receipt for «{row.name}» up to operation {row.received}: {path}" for row, path in made]
    return Result({"receipts": data}, text or ["Nothing has been received from any laptop yet."])


@receipt.command()
@click.argument("file", type=FILE)
@pass_invocation
def install(invocation: Invocation, file: Path) -> Result:
    """On a laptop: take in the receipt FILE; what it names is received and is not sent again."""
    with invocation.station() as opened:
        taken = bundles.install_receipt(opened, file)
        stands = bundles.standing(opened)
    data = {
        "received": taken.sequence,
        "was_known": taken.was_known,
        "written": stands.written,
        "still_to_send": stands.written - stands.received,
    }
    line = (
        f"Headquarters has everything up to operation {taken.sequence}; {data['still_to_send']} are still to be sent."
    )
    return Result(data, (line, "This was known already.") if taken.was_known else (line,))
