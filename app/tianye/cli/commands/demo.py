"""`tianye demo`: one training, played from the plan to the figures."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

import tianye
from tianye.cli.framework import Command
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result, print_progress
from tianye.cli.parameters import FILE
from tianye.cli.reports import contradictions, report_data, report_text
from tianye.cli.wording import remark
from tianye.services import demo as playing

BESIDE = Path(tianye.__file__).resolve().parents[2].parent / "shared" / "forms" / "real" / "forms"
"""Where forms of others lie beside a checkout; they are not part of the program."""

ENOUGH = 20


@click.command(cls=Command)
@click.option("--dir", "folder", type=FILE, metavar="DIR", help="An empty folder to play in.  [default: a new one]")
@click.option(
    "--forms", type=FILE, metavar="DIR", help="Add the XLSForms of this folder too.  [default: those beside a checkout]"
)
@click.option(
    "--headless",
    is_flag=True,
    help="Without a window: play to the end and print the figures. So it is without a screen, and with --forms.",
)
@pass_invocation
def demo(invocation: Invocation, folder: Path | None, forms: Path | None, headless: bool) -> Result:
    """Play one training: headquarters, two laptops, bundles, figures.

    Everything is real: three data folders with their keys, packs, bundles and receipts, which stay in DIR to be looked
    at. The passphrase of all three is `tianye-demo`.
    """
    chosen = folder or Path(tempfile.mkdtemp(prefix="tianye-demo-"))
    offered = sorted((forms or BESIDE).glob("*.xlsx"))[:ENOUGH]
    if invocation.world is None:
        played = playing.play(chosen, say=_say, extra_forms=offered)
    else:
        played = playing.play(chosen, say=_say, extra_forms=offered, cost=invocation.world.cost)
    data = {"folder": str(played.folder), "passphrase": playing.PASSPHRASE} | report_data(played.report)
    text = report_text(played.report, playing.BREAKDOWNS)
    text += [
        "",
        f"It all stays in {played.folder}: hq, laptop-1 and laptop-2 are data folders, exchange is what was carried.",
        f"Look around with: tianye --data {played.folder / 'hq'} station status (passphrase: {playing.PASSPHRASE})",
    ]
    return Result(data, text, contradictions(played.report))


def _say(scene: playing.Scene) -> None:
    print_progress(remark(f"scene.{scene.code}", scene.data))
