"""`tianye station …`: the data folder of this computer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Facts, Result, Table, print_progress
from tianye.cli.shown import ZONE, changed, done_line, moment
from tianye.cli.wording import remark
from tianye.domain.errors import Bug, NextStep, WorldFault
from tianye.domain.ids import to_text
from tianye.services import bundles, diagnostics, listing, selftest
from tianye.services.station import Station

ROLES = {"hq": "headquarters", "laptop": "laptop"}


@click.group(cls=Group)
def station() -> None:
    """This data folder: make it, its card, its state, its checks."""


@station.command()
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="Headquarters, or a laptop in the field.")
@click.option("--name", required=True, help="How this computer is called, as others will read it.")
@click.option("--operator", required=True, help="Who works with it; named in everything written here.")
@pass_invocation
def init(invocation: Invocation, role: Literal["hq", "laptop"], name: str, operator: str) -> Result:
    """Make a new data folder, with its keys and its encrypted database.

    The passphrase, at least ten characters, opens it from now on. A forgotten passphrase cannot be looked up.
    """
    if invocation.folder.exists() and not invocation.folder.is_dir():
        raise WorldFault("file.not-a-file", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=invocation.folder.name)
    passphrase = invocation.ask_passphrase(is_new=True)
    with Station.create(
        invocation.folder, role, name=name, operator=operator, passphrase=passphrase, world=invocation.world
    ) as opened:
        card = listing.own_card(opened)
        facts = _facts(opened) | {"card": card.text, "words": list(card.words), "folder": str(invocation.folder)}
    next_step = (
        "Next: the plan (tianye plan import), the people (tianye people import), the laptops (tianye laptops add)."
        if role == "hq"
        else "Next: give headquarters the card (tianye station card), install the pack it sends (tianye pack install)."
    )
    return Result(facts, (f"Made {ROLES[role]} «{name}» in {invocation.folder}.", next_step))


@station.command()
@pass_invocation
def card(invocation: Invocation) -> Result:
    """Show the card of this computer: its public keys, for the other side.

    The card holds no secret and may travel by any way. The six words are compared by telephone or on paper, by people
    who know each other's voice: they are what makes the card believable.
    """
    with invocation.station() as opened:
        shown = listing.own_card(opened)
        data = {"name": opened.identity.name, "role": opened.identity.role, "card": shown.text}
    text = (shown.text, "", f"Its six words: {' '.join(shown.words)}")
    return Result(data | {"words": list(shown.words)}, text)


@station.command()
@pass_invocation
def status(invocation: Invocation) -> Result:
    """Show what is here and how far it has come: written, handed over, received by headquarters."""
    with invocation.station() as opened:
        data = _facts(opened) | {"counts": listing.counts(opened)._asdict()}
        data["clock"] = {"now": moment(opened.told_ms()), "is_suspect": opened.is_clock_suspect}
        if opened.identity.role == "laptop":
            stands = bundles.standing(opened)
            data["standing"] = {
                "written": stands.written,
                "handed_over": stands.handed_over,
                "received": stands.received,
            }
    shown: dict[str, Any] = {
        "name": f"{data['name']} ({ROLES[data['role']]})",
        "device": data["device"],
        "time here": data["clock"]["now"] + (" (doubtful)" if data["clock"]["is_suspect"] else ""),
    }
    shown |= {name.replace("_", " "): value for name, value in data["counts"].items()}
    if "standing" in data:
        shown |= {
            "operations written": data["standing"]["written"],
            "handed over up to": data["standing"]["handed_over"],
            "received by headquarters up to": data["standing"]["received"],
        }
    return Result(data, (Facts(shown),))


@station.command()
@click.option("--full", is_flag=True, help="Look at every page, chain, attachment and table; takes its time.")
@pass_invocation
def check(invocation: Invocation, full: bool) -> Result:
    """Look whether everything in this data folder is sound; nothing is changed by looking."""
    with invocation.station() as opened:
        print_progress("Looking at everything …" if full else "Looking …")
        found = diagnostics.check(opened, full=full)
    data = {
        "is_sound": found.is_sound,
        "checked": list(found.checked),
        "findings": [
            {"code": one.code, "says": remark(one.code, one.data), "data": one.data} for one in found.findings
        ],
    }
    looked = f"Looked at: {', '.join(found.checked)}."
    if found.is_sound:
        return Result(data, (looked, "Everything is sound."))
    rows = [(remark(one.code, one.data), one.code) for one in found.findings]
    fault = WorldFault("station.not-sound", next_step=NextStep.RESTORE_BACKUP, findings=len(found.findings))
    return Result(data, (looked, Table(("found", "code"), rows)), (fault,))


@station.command("selftest")
@pass_invocation
def selftest_(invocation: Invocation) -> Result:
    """Try on this computer whether everything works, in a folder that is gone afterwards; touches no data folder."""
    print_progress("Playing a small training …")
    done = selftest.run() if invocation.world is None else selftest.run(invocation.world.cost)
    data = {
        "is_passed": done.is_passed,
        "steps": [{"step": step.name, "is_done": step.is_done, "code": step.fault} for step in done.steps],
    }
    table = Table(("step", "result"), [(step.name, step.fault or "works") for step in done.steps])
    failed = [
        Bug("selftest.failed", next_step=NextStep.REPORT, step=step.name, fault=step.fault)
        for step in done.steps
        if not step.is_done
    ]
    return Result(data, (table, "Everything works on this computer." if not failed else ""), failed)


@station.command()
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many lines at most.")
@pass_invocation
def files(invocation: Invocation, limit: int) -> Result:
    """List the packs, bundles and receipts that went out and came in, newest first."""
    with invocation.station() as opened:
        names = {row.id: row.name for row in listing.all_laptops(opened)}
        rows = listing.all_exchanged(opened)[:limit]
    data = [
        {
            "at": moment(row.wall_ms),
            "direction": row.direction,
            "what": row.what,
            "file": row.name,
            "device": to_text(row.device),
            "name": names.get(row.device),
            "first": row.first,
            "last": row.last,
            "result": row.result,
        }
        for row in rows
    ]
    heads = ("at", "direction", "what", "file", "name", "first", "last", "result")
    return Result({"files": data}, (Table(heads, [[one[head] for head in heads] for one in data]),))


@station.command()
@click.option("--limit", type=click.IntRange(1, 100_000), default=20, show_default=True, help="How many lines at most.")
@pass_invocation
def history(invocation: Invocation, limit: int) -> Result:
    """List what was done here, newest first, with the ids by which it can be undone."""
    with invocation.station() as opened:
        rows = listing.latest_commands(opened, limit)
    data = [
        {
            "command": to_text(row.id),
            "what": row.name,
            "at": moment(row.wall_ms),
            "operations": row.last - row.first + 1,
            "undoes": to_text(row.undoes) if row.undoes else None,
        }
        for row in rows
    ]
    heads = ("command", "what", "at", "operations", "undoes")
    return Result({"commands": data}, (Table(heads, [[one[head] for head in heads] for one in data]),))


@station.command()
@click.option(
    "--is",
    "told",
    type=click.DateTime(["%Y-%m-%d %H:%M"]),
    help="What your watch says, in China's time; without it the question is only asked.",
)
@pass_invocation
def clock(invocation: Invocation, told: datetime | None) -> Result:
    """Show the time as this computer knows it, or tell it the right one.

    A wrong clock never stops the work: what was written is flagged, and can be put right later.
    """
    with invocation.station() as opened:
        changes: dict[str, Any] = {}
        lines = []
        if told is not None:
            done = opened.tell_time(int(told.replace(tzinfo=ZONE).timestamp() * 1000))
            changes = changed(done.changes)
            lines.append(done_line(done, "The time was set"))
        now, is_suspect = moment(opened.told_ms()), opened.is_clock_suspect
    lines.append(f"It is {now}{' (doubtful: set it with --is)' if is_suspect else ''}.")
    return Result({"now": now, "is_suspect": is_suspect, "changed": changes}, lines)


def _facts(opened: Station) -> dict[str, Any]:
    identity = opened.identity
    return {"name": identity.name, "role": identity.role, "device": to_text(identity.device)}
