"""`tianye bundle …`: what goes up from a laptop to headquarters."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Facts, Result, Table, print_progress
from tianye.cli.parameters import FILE, folder
from tianye.cli.shown import changed, moment
from tianye.cli.wording import worded
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.services import bundles, importing, listing
from tianye.services.importing import Refused

ENDING = "*.tianye"


@click.group(cls=Group)
def bundle() -> None:
    """Bundles, up to headquarters: everything a laptop wrote since the last receipt."""


@bundle.command()
@click.option("--to", "target", type=folder, required=True, metavar="DIR", help="The folder to write into: a stick.")
@pass_invocation
def make(invocation: Invocation, target: Path) -> Result:
    """On a laptop: write everything since the last receipt into one file, signed, for headquarters only.

    The file is read back before success is said. Make it as often as you like: nothing leaves the queue before a
    receipt from headquarters names it.
    """
    with invocation.station() as opened:
        print_progress("Writing the bundle and reading it back …")
        made = bundles.make_bundle(opened, target)
    count = made.last - made.first + 1
    data = {"file": str(made.path), "first": made.first, "last": made.last, "operations": count, "bytes": made.size}
    text = [
        worded(
            "Wrote {path}: {count:operation|operations}, {size:byte|bytes}.",
            count=count,
            size=made.size,
            path=made.path,
        )
    ]
    text.append("Nothing was new since the last receipt; the bundle tells headquarters so." if not count else "")
    return Result(data, [line for line in text if line])


@bundle.command()
@click.argument("file", type=FILE)
@pass_invocation
def inspect(invocation: Invocation, file: Path) -> Result:
    """At headquarters: check the bundle FILE and say what it holds, without taking it in."""
    with invocation.station() as opened:
        facts = importing.inspect_bundle(opened, file)
        names = {row.id: row.name for row in listing.all_laptops(opened)}
    data: dict[str, Any] = {
        "file": file.name,
        "laptop": names.get(facts.dev),
        "device": to_text(facts.dev),
        "first": facts.from_seq,
        "last": facts.to_seq,
        "made_at": moment(facts.made.wall_ms),
        "clock_was_suspect": facts.made.is_suspect,
        "program": facts.made.app,
        "counts": dict(facts.counts),
    }
    shown = {name.replace("_", " "): value for name, value in data.items() if name != "counts"}
    return Result(data, (Facts(shown),))


@bundle.command()
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="FILE|DIR...")
@pass_invocation
def verify(invocation: Invocation, paths: tuple[Path, ...]) -> Result:
    """At headquarters: check bundles, or all in a folder, without taking anything in."""
    with invocation.station() as opened:
        good: list[str] = []
        bad: list[Refused] = []
        found = _files(paths)
        for path in found:
            try:
                importing.inspect_bundle(opened, path)
            except UserFault as fault:
                bad.append(Refused(path.name, fault))
            else:
                good.append(path.name)
    bad, others = _without_others(bad, paths)
    data = {"good": good, "bad": [_refused(one) for one in bad], "passed_over": others}
    rows = [(name, "good") for name in good] + [(one.name, one.fault.code) for one in bad]
    return Result(data, (Table(("file", "found"), rows, "No bundle was found."),), [one.fault for one in bad])


@bundle.command("import")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="FILE|DIR...")
@pass_invocation
def import_(invocation: Invocation, paths: tuple[Path, ...]) -> Result:
    """At headquarters: take bundles in, files or all in a folder, in any order and any number of times.

    One bundle goes in as a whole or not at all; one that is refused does not stop the others. Packs and receipts that
    lie in the same folder are passed over.
    """
    with invocation.station() as opened:
        found = _files(paths)
        print_progress(f"Checking and taking in {len(found)} {'file' if len(found) == 1 else 'files'} …")
        imported, refused = importing.import_all(opened, found)
    refused, others = _without_others(refused, paths)
    data: dict[str, Any] = {
        "imported": [
            {
                "file": one.name,
                "laptop": one.laptop,
                "first": one.first,
                "last": one.last,
                "new": one.new,
                "unknown": one.unknown,
                "unusable": one.unusable,
                "changed": changed(one.changes),
            }
            for one in imported
        ],
        "refused": [_refused(one) for one in refused],
        "passed_over": others,
    }
    rows = [(one.name, one.laptop, f"{one.first}-{one.last}", one.new, one.unknown + one.unusable) for one in imported]
    heads = ("file", "from", "operations", "new here", "kept for later")
    parts: list[str | Table] = [Table(heads, rows, "Nothing was taken in.")]
    parts += [f"Refused: {one.name} ({one.fault.code})" for one in refused]
    return Result(data, parts, [one.fault for one in refused])


def _refused(one: Refused) -> dict[str, Any]:
    return {"file": one.name, "code": one.fault.code, "data": one.fault.data}


def _without_others(refused: list[Refused], paths: Iterable[Path]) -> tuple[list[Refused], list[str]]:
    """Part what was refused from the packs and receipts of a folder, which nobody named."""
    named = {path.name for path in paths}
    others = [one for one in refused if one.fault.code == "bundle.wrong-kind" and one.name not in named]
    return [one for one in refused if one not in others], [one.name for one in others]


def _files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and those of the folders that are named; none twice."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(path.glob(ENDING)) if path.is_dir() else [path]
        if not inside:
            raise UserFault("bundle.none-in-folder", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)
        found |= dict.fromkeys(inside)
    return list(found)
