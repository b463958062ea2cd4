"""`tianye laptops …`: at headquarters, who may send bundles and whom packs are made for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, Table
from tianye.cli.shown import done_data, done_line
from tianye.domain.ids import to_text
from tianye.services import listing, packs

CARD = "TYC1:"
"""How the text of a card begins."""


@click.group(cls=Group)
def laptops() -> None:
    """At headquarters: the enrolled laptops and the counties they work in."""


@laptops.command()
@click.argument("card", metavar="CARD")
@click.option(
    "--county",
    "counties",
    multiple=True,
    required=True,
    metavar="CODE",
    help="A county it works in, six digits; may be given again.",
)
@pass_invocation
def add(invocation: Invocation, card: str, counties: tuple[str, ...]) -> Result:
    """Enrol a laptop by its card, or give an enrolled one other counties.

    CARD is what `tianye station card` shows on the laptop, or a file that holds it. Compare the six words with whoever
    sent it before you send a pack: a card is only as good as the voice that confirms it.
    """
    text = _card_line(card if card.startswith(CARD) else Path(card).read_text(encoding="utf-8", errors="replace"))
    with invocation.station() as opened:
        row, words, done = packs.enrol(opened, text, counties)
    data = _data(row) | {"words": list(words)} | done_data(done)
    lines = (
        done_line(done, f"Enrolled laptop «{row.name}» for {', '.join(row.counties)}"),
        f"Its six words, to be compared by telephone: {' '.join(words)}",
    )
    return Result(data, lines)


@laptops.command("list")
@pass_invocation
def list_(invocation: Invocation) -> Result:
    """List the enrolled laptops and how far each has been received."""
    with invocation.station() as opened:
        data = [_data(row) for row in listing.all_laptops(opened)]
    rows = [
        [one["name"], one["device"], " ".join(one["counties"]), one["received"], one["revoked_after"]] for one in data
    ]
    heads = ("name", "device", "counties", "received up to", "revoked after")
    return Result({"laptops": data}, (Table(heads, rows, "No laptop is enrolled yet."),))


@laptops.command()
@click.argument("laptop", metavar="LAPTOP")
@click.option("--reason", required=True, help="Why, for whoever reads it in a year.")
@pass_invocation
def revoke(invocation: Invocation, laptop: str, reason: str) -> Result:
    """Revoke a laptop that was lost or given away: nothing it writes from now on is taken in.

    LAPTOP is its name or its device id. What was received before stays and counts.
    """
    with invocation.station() as opened:
        row = packs.get_laptop(opened, laptop)
        done = packs.revoke(opened, row, reason)
        row = packs.get_laptop(opened, to_text(row.id))
    return Result(_data(row) | done_data(done), (done_line(done, f"Revoked laptop «{row.name}»"),))


def _card_line(text: str) -> str:
    """Return the line of a text that is a card: beside it may stand the six words."""
    return next((line for line in text.splitlines() if line.startswith(CARD)), text)


def _data(row: listing.LaptopRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "device": to_text(row.id),
        "counties": list(row.counties),
        "received": row.received,
        "revoked_after": row.revoked_after,
    }
