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
from tianye.cli.shown import changed, done_data, done_line, moment
from tianye.cli.wording import worded
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.services import bundles, carrying, held, importing, listing
from tianye.services.bundles import Medium
from tianye.services.held import HeldRun
from tianye.services.importing import Imported, Refused

ENDING = "*.tianye"


@click.group(cls=Group)
def bundle() -> None:
    """Bundles, up to headquarters: everything a laptop wrote since the last receipt."""


@bundle.command()
@click.option("--to", "target", type=folder, required=True, metavar="DIR", help="The folder to write into: a stick.")
@click.option("--messenger", is_flag=True, help="In files of at most 20 MB, as messengers take them.")
@pass_invocation
def make(invocation: Invocation, target: Path, messenger: bool) -> Result:
    """On a laptop: write everything since the last receipt, signed, for headquarters only.

    It becomes one file, or several where one would be longer than 1 GiB (20 MB with --messenger); headquarters takes
    them in any order. What is carried for other laptops goes onto the stick too. Each file is read back before success
    is said. Make it as often as you like: nothing leaves the queue before a receipt from headquarters names it.
    """
    with invocation.station() as opened:
        print_progress("Writing the bundle and reading it back …")
        made = bundles.make_bundle(opened, target, Medium.MESSENGER if messenger else Medium.STICK)
    data = {
        "file": str(made.path),
        "first": made.first,
        "last": made.last,
        "operations": made.records,
        "bytes": made.size,
        "parts": [
            {
                "file": str(part.path),
                "device": to_text(part.device),
                "first": part.first,
                "last": part.last,
                "bytes": part.size,
            }
            for part in made.parts
        ],
        "carried": made.along.files,
        "purged": made.purged,
        "purged_after": made.purged_after,
        "left": made.left,
    }
    text = [
        worded(
            "Wrote {path}: {count:operation|operations}, {size:byte|bytes}.",
            count=part.last - part.first + 1,
            size=part.size,
            path=part.path,
        )
        for part in made.parts
    ]
    if not made.records:
        text.append("Nothing was new since the last receipt; the bundle tells headquarters so.")
    if made.purged:
        text.append(
            worded(
                "Of these {count:operation|operations} without contents: purged after receipt {receipt}.",
                count=made.purged,
                receipt=made.purged_after,
            )
        )
    if made.left:
        text.append(worded("{left:picture or file is|pictures or files are} too long for this way.", left=made.left))
    if made.along.files:
        text.append(worded("On it for other laptops: {count:sealed file|sealed files}.", count=made.along.files))
    return Result(data, text, [made.along.fault] if made.along.fault is not None else [])


@bundle.command()
@click.argument("paths", type=FILE, nargs=-1, metavar="[FILE|DIR]...")
@pass_invocation
def carry(invocation: Invocation, paths: tuple[Path, ...]) -> Result:
    """On a laptop: take sealed files of other laptops along, or say how many it carries.

    They go onto every stick this laptop hands over with, unchanged and unread, until headquarters says that it has
    them or sixty days are over.
    """
    with invocation.station() as opened:
        done = carrying.carry_along(opened, paths) if paths else carrying.CarriedAlong(0, 0, ())
        carrying.forget_old(opened)
        rows = carrying.all_carried(opened)
    data = {
        "new": done.new,
        "known": done.known,
        "left": [{"file": name, "code": fault.code} for name, fault in done.left],
        "carried": [{"bytes": row.size, "since": moment(row.taken_ms)} for row in rows],
    }
    text: list[str | Table] = []
    if paths:
        text.append(worded("Taken along: {count:file|files}.", count=done.new))
    table = [(moment(row.taken_ms), row.size) for row in rows]
    text.append(Table(("since", "bytes"), table, "Nothing is carried for others."))
    return Result(data, text, [fault for _, fault in done.left])


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

    One bundle goes in as a whole or not at all; one that is refused does not stop the others. One that waits for an
    earlier one is kept and goes in by itself. What a second writer under a laptop's identity wrote, or a revoked laptop
    past its boundary, is kept too and waits for you: tianye bundle held. Packs and receipts that lie in the same folder
    are passed over; only a restored headquarters takes its own old packs back.
    """
    with invocation.station() as opened:
        found = _files(paths)
        print_progress(f"Checking and taking in {len(found)} {'file' if len(found) == 1 else 'files'} …")
        imported, refused = importing.import_all(opened, found)
    refused, others = _without_others(refused, paths)
    data: dict[str, Any] = {
        "imported": [_imported(one) for one in imported],
        "refused": [_refused(one) for one in refused],
        "passed_over": others,
    }
    went_in = [one for one in imported if one.outcome != "waits"]
    rows = [(one.name, one.laptop, _span(one.first, one.last), one.new, one.unknown + one.unusable) for one in went_in]
    heads = ("file", "from", "operations", "new here", "kept for later")
    parts: list[str | Table] = [Table(heads, rows, "Nothing was taken in.")]
    parts += [f"Waits: {one.name}, {_waits(one.first, one.last, one.needs)}" for one in imported if one.needs]
    for one in imported:
        if one.held:
            why = "a second writer under this laptop's identity" if one.outcome == "branch" else "it was revoked"
            held_line = "{laptop}: {held:operation|operations} of {name} kept for you to decide ({why})."
            parts.append(worded(held_line, laptop=one.laptop, held=one.held, name=one.name, why=why))
        if one.purged:
            purged_line = (
                "{laptop}: {purged:operation|operations} of {name} came without contents: purged there before."
            )
            parts.append(worded(purged_line, laptop=one.laptop, purged=one.purged, name=one.name))
        if one.filled:
            parts.append(
                worded(
                    "{name}: {filled:operation has|operations have} their contents again.",
                    name=one.name,
                    filled=one.filled,
                )
            )
    parts += [
        worded(
            "{laptop}: {awaited:picture or file is|pictures and files are} not here yet; its receipt asks for them.",
            laptop=laptop,
            awaited=awaited,
        )
        for laptop, awaited in {one.laptop: one.awaited for one in imported}.items()
        if awaited
    ]
    parts += [f"Refused: {one.name} ({one.fault.code})" for one in refused]
    return Result(data, parts, [one.fault for one in refused])


@bundle.command()
@pass_invocation
def waiting(invocation: Invocation) -> Result:
    """At headquarters: list the bundles that are kept until an earlier one, or a newer program, has come."""
    with invocation.station() as opened:
        found = importing.all_waiting(opened)
    data = {
        "waiting": [
            {
                "file": one.name,
                "laptop": one.laptop,
                "first": one.first,
                "last": one.last,
                "needs": list(one.needs) if one.needs else None,
                "bytes": one.size,
                "came_at": moment(one.came_ms),
            }
            for one in found
        ]
    }
    rows = [
        (one.name, one.laptop or None, moment(one.came_ms), _waits(one.first, one.last, one.needs)) for one in found
    ]
    return Result(data, (Table(("file", "from", "came", "waits"), rows, "Nothing waits."),))


@bundle.command("held")
@click.argument("identifier", metavar="[ID]", required=False)
@pass_invocation
def held_(invocation: Invocation, identifier: str | None) -> Result:
    """At headquarters: list what is kept for you to decide, or look at the records of one.

    Two kinds are kept: what a second writer under one identity did (a data folder that was copied), and what a revoked
    laptop did past its boundary.
    """
    with invocation.station() as opened:
        found = [held.find_held(opened, identifier)] if identifier else held.held_runs(opened)
        records = held.look_at(opened, found[0]) if identifier else []
    data: dict[str, Any] = {"held": [_held(one) for one in found]}
    rows = [
        (one.id, one.laptop, _span(one.first, one.last), one.count, _held_why(one), "left" if one.is_left else None)
        for one in found
    ]
    heads = ("id", "laptop", "operations", "count", "why", "decided")
    parts: list[str | Table] = [Table(heads, rows, "Nothing waits for a decision.")]
    if identifier:
        data["records"] = [
            {
                "sequence": one.sequence,
                "kind": one.kind,
                "at": moment(one.at_ms),
                "clock_was_suspect": one.is_clock_suspect,
                "about": list(one.about),
            }
            for one in records
        ]
        seen = [(one.sequence, moment(one.at_ms), one.kind, ", ".join(one.about) or None) for one in records]
        parts += ["", Table(("operation", "at", "what", "about"), seen, "No record.")]
    return Result(data, parts)


@bundle.command()
@click.argument("identifier", metavar="ID")
@pass_invocation
def accept(invocation: Invocation, identifier: str) -> Result:
    """At headquarters: take in what is kept under ID, as far as tianye bundle held shows it.

    It counts from now on as what that copy or that laptop did, beside what the other line says.
    """
    with invocation.station() as opened:
        one = held.find_held(opened, identifier)
        done = held.accept(opened, one)
    return Result(_held(one) | done_data(done), (done_line(done, f"Took in what was kept of «{one.laptop}»"),))


@bundle.command()
@click.argument("identifier", metavar="ID")
@pass_invocation
def leave(invocation: Invocation, identifier: str) -> Result:
    """At headquarters: leave what is kept under ID as it is: not counted, not lost.

    It can be taken in another day; when more of it comes, you are asked again.
    """
    with invocation.station() as opened:
        one = held.find_held(opened, identifier)
        done = held.leave(opened, one)
    return Result(_held(one) | done_data(done), (done_line(done, f"Left what was kept of «{one.laptop}»"),))


def _imported(one: Imported) -> dict[str, Any]:
    return {
        "file": one.name,
        "outcome": one.outcome,
        "laptop": one.laptop,
        "first": one.first,
        "last": one.last,
        "new": one.new,
        "unknown": one.unknown,
        "unusable": one.unusable,
        "held": one.held,
        "purged": one.purged,
        "filled": one.filled,
        "awaited": one.awaited,
        "needs": list(one.needs) if one.needs else None,
        "changed": changed(one.changes),
    }


def _held(one: HeldRun) -> dict[str, Any]:
    return {
        "id": one.id,
        "laptop": one.laptop,
        "device": to_text(one.device),
        "first": one.first,
        "last": one.last,
        "count": one.count,
        "parts_at": one.parts_at,
        "beside": one.beside,
        "revoked_after": one.boundary,
        "is_left": one.is_left,
        "proofs": one.files,
        "proofs_destroyed": one.destroyed,
    }


def _held_why(one: HeldRun) -> str:
    if one.parts_at is not None:
        return f"a second writer from {one.parts_at} on; {one.beside} beside it on the first line"
    return "revoked" if one.boundary is None else f"revoked after {one.boundary}"


def _span(first: int, last: int) -> str | None:
    return f"{first}-{last}" if 0 < first <= last else None


def _waits(first: int, last: int, needs: tuple[int, int] | None) -> str:
    if needs is None:
        return "for a newer version of the program"
    if needs[0] > needs[1]:
        return f"{_span(first, last)} continues another line of this laptop, whose beginning is not here"
    return f"{_span(first, last)} waits for {_span(*needs)}"


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
