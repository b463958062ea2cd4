"""`tianye receipt …`: headquarters' word on what it has, without which nothing counts as received."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result
from tianye.cli.parameters import FILE, folder
from tianye.services import bundles, importing, listing, packs, receipt_codes, receipts


@click.group(cls=Group)
def receipt() -> None:
    """Receipts, from headquarters down: what it has of a laptop."""


@receipt.command()
@click.argument("laptop", metavar="[LAPTOP]", required=False)
@click.option("--all", "is_all", is_flag=True, help="Make one receipt for every laptop that sent something.")
@click.option("--to", "target", type=folder, metavar="DIR", help="The folder to write into: a stick.")
@click.option("--sheet", type=FILE, metavar="FILE", help="A page for printing (.html) with a code for each, instead.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", help="Language of the printed page.")
@pass_invocation
def make(
    invocation: Invocation,
    /,
    *,
    laptop: str | None,
    is_all: bool,
    target: Path | None,
    sheet: Path | None,
    language: Literal["zh", "en"],
) -> Result:
    """At headquarters: write the receipt for LAPTOP (its name or device id).

    Without --to or --sheet it is shown as a text: the one that stands in its code, to be sent or typed.
    """
    if is_all == (laptop is not None):
        raise click.UsageError("Name one laptop, or say --all.")
    if target is not None and sheet is not None:
        raise click.UsageError("Say --to or --sheet, not both.")
    with invocation.station() as opened:
        if laptop is not None:
            rows = [packs.get_laptop(opened, laptop)]
        else:
            rows = [row for row in listing.all_laptops(opened) if row.received]
        made = [(row, importing.make_receipt(opened, row, target)) for row in rows] if target is not None else []
        if sheet is not None:
            codes = receipt_codes.write_receipt_sheet(opened, rows, sheet, language=language)
        else:
            codes = [receipt_codes.make_receipt_code(opened, row) for row in rows] if target is None else []
    data = [{"laptop": row.name, "file": str(path), "received": row.received} for row, path in made]
    data += [
        {"laptop": code.laptop.name, "received": code.last, "text": code.text}
        | ({"file": str(sheet)} if sheet is not None else {})
        for code in codes
    ]
    text = [f"Receipt for «{row.name}» up to operation {row.received}: {path}" for row, path in made]
    text += [
        f"Receipt for «{code.laptop.name}» up to operation {code.last}: {code.text if sheet is None else sheet}"
        for code in codes
    ]
    return Result({"receipts": data}, text or ["Nothing has been received from any laptop yet."])


@receipt.command()
@click.argument("file", type=FILE, required=False, metavar="[FILE]")
@click.option("--text", help="The text of its code, instead of a file: TYR1:…")
@pass_invocation
def install(invocation: Invocation, file: Path | None, text: str | None) -> Result:
    """On a laptop: take in the receipt FILE; what it names is received and is not sent again."""
    if (file is None) == (text is None):
        raise click.UsageError("Give a file, or --text.")
    with invocation.station() as opened:
        if file is not None:
            taken = receipts.install_receipt(opened, file)
        else:
            taken = receipts.install_receipt_text(opened, text or "")
        stands = bundles.standing(opened)
    data = {
        "received": taken.sequence,
        "was_known": taken.was_known,
        "written": stands.written,
        "still_to_send": stands.only_here + stands.on_the_way,
        "missing_files": taken.missing,
    }
    line = (
        f"Headquarters has everything up to operation {taken.sequence}; {data['still_to_send']} are still to be sent."
    )
    return Result(data, (line, "This was known already.") if taken.was_known else (line,))
