"""`tianye station …`: the data folder of this computer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Facts, Result, Table, print_progress
from tianye.cli.parameters import FILE
from tianye.cli.shown import ZONE, changed, done_line, moment
from tianye.cli.wording import remark, worded
from tianye.domain.errors import Bug, NextStep, WorldFault
from tianye.domain.ids import to_text
from tianye.services import (
    bundles,
    diagnostics,
    keeping,
    listing,
    operators,
    purging,
    retention,
    sealed_answers,
    selftest,
    succession,
    ways_back,
)
from tianye.services.rescue import rescue_folder
from tianye.services.station import Station

ROLES = {"hq": "headquarters", "laptop": "laptop"}


@click.group(cls=Group)
def station() -> None:
    """This data folder: make it, its card, its state, its checks."""


@station.command()
@click.option("--role", type=click.Choice(list(ROLES)), required=True, help="Headquarters, or a laptop in the field.")
@click.option("--name", required=True, help="How this computer is called, as others will read it.")
@click.option("--operator", required=True, help="Who works with it; named in everything written here.")
@click.option("--anew", is_flag=True, help="Also where a data folder was before of which nothing is left.")
@click.option(
    "--keys", "keys_file", type=FILE, metavar="FILE", help="Go on for a lost headquarters, with its next keys."
)
@pass_invocation
def init(
    invocation: Invocation,
    /,
    *,
    role: Literal["hq", "laptop"],
    name: str,
    operator: str,
    anew: bool,
    keys_file: Path | None,
) -> Result:
    """Make a new data folder, with its keys and its encrypted database.

    The passphrase, at least ten characters, opens it from now on. A forgotten one cannot be looked up: a laptop gets
    back in with headquarters' help, headquarters with its printed sheet (tianye recovery).

    With --keys a headquarters whose computer and backups are gone goes on: laptops know these keys and believe its
    packs. Enrol the laptops again by their cards, and take in the old packs that are found: they hold what it had said.
    """
    if keys_file is not None and role != "hq":
        raise click.UsageError("Only a headquarters goes on with --keys.")
    if invocation.folder.exists() and not invocation.folder.is_dir():
        raise WorldFault("file.not-a-file", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=invocation.folder.name)
    passphrase = invocation.ask_passphrase(is_new=True)
    told = None if keys_file is None else succession.read_file(keys_file, invocation.ask_keys_passphrase())
    with Station.create(
        invocation.folder,
        role,
        name=name,
        operator=operator,
        passphrase=passphrase,
        world=invocation.world,
        may_begin_anew=anew,
        next_keys=told,
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


@station.command("next-keys")
@click.argument("path", type=FILE, metavar="[FILE]", required=False)
@click.option("--stays", is_flag=True, help="Leave the secret on this computer too.")
@click.option("--anew", is_flag=True, help="Make other next keys first: the file with the old ones is lost.")
@pass_invocation
def next_keys(invocation: Invocation, path: Path | None, stays: bool, anew: bool) -> Result:
    """At headquarters: show its next keys, or take their secret off this computer into FILE.

    Every pack announces them, so that laptops believe them when the keys of today are lost or given up. The file has a
    passphrase of its own, from TIANYE_KEYS_PASSPHRASE or asked twice. Lock both away, apart from this computer.
    """
    if stays and path is None:
        raise click.UsageError("--stays says what becomes of the secret once FILE was written.")
    with invocation.station() as opened:
        told = succession.prepare_anew(opened) if anew else succession.prepare(opened)
        if path is not None:
            told = succession.lock_away(opened, path, invocation.ask_keys_passphrase(is_new=True), stays_here=stays)
    lines = [f"The six words of the next keys: {' '.join(told.words)}"]
    if path is not None:
        lines.append(f"Wrote {path}: lock it away, and its passphrase elsewhere.")
    if told.is_here:
        lines.append("Their secret is on this computer.")
    else:
        lines.append("Their secret is not on this computer: whoever steals it has only the keys of today.")
    lines.append("Give every laptop a pack: from then on it believes these keys too.")
    return Result({"words": list(told.words), "is_here": told.is_here, "file": str(path) if path else None}, lines)


@station.command("rotate-keys")
@click.option("--keys", "keys_file", type=FILE, metavar="FILE", help="The file they were locked away in.")
@pass_invocation
def rotate_keys(invocation: Invocation, keys_file: Path | None) -> Result:
    """At headquarters: put the next keys in use, and make new next ones.

    No laptop compares words again. What was signed with the old keys stays good, and what was sealed to them opens.
    A laptop that was revoked or stolen is no reason for it; a headquarters' computer that somebody copied is.
    """
    with invocation.station() as opened:
        told = None if keys_file is None else succession.read_file(keys_file, invocation.ask_keys_passphrase())
        words = succession.rotate(opened, told)
        coming = succession.prepare(opened)
    lines = (
        f"The new keys are in use. The six words of their card: {' '.join(words)}",
        "Make packs for all laptops soon (tianye pack make --all), and a backup now.",
        "Lock the keys after these away: tianye station next-keys FILE.",
    )
    return Result({"words": list(words), "next_words": list(coming.words)}, lines)


@station.command()
@pass_invocation
def status(invocation: Invocation) -> Result:
    """Show what is here and how far it has come: written, handed over, received by headquarters."""
    with invocation.station() as opened:
        data = _facts(opened) | {"counts": listing.counts(opened)._asdict()}
        data["clock"] = {"now": moment(opened.told_ms()), "is_suspect": opened.is_clock_suspect}
        data["access"] = {
            "operators": len(operators.all_operators(opened)),
            "is_recovery_ready": ways_back.is_ready(opened),
            "is_new_key_due": operators.is_new_key_due(opened),
            "is_tip_kept": opened.keep_tip(),
        }
        data["sealed_answers"] = sealed_answers.count(opened)
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
    access = data["access"]
    shown |= {
        "people who may open it": access["operators"],
        "way back from a forgotten passphrase": "ready" if access["is_recovery_ready"] else "not ready",
    }
    if access["is_new_key_due"]:
        shown["new database key"] = "due, tried at each opening"
    if not access["is_tip_kept"]:
        shown["note of how far it has come"] = "cannot be written: an older copy would not be noticed"
    if data["sealed_answers"]:
        whose = "for headquarters" if data["role"] == "laptop" else "to keys that are not here"
        shown[f"answers sealed {whose}"] = data["sealed_answers"]
    if "standing" in data:
        shown |= {
            "operations written": data["standing"]["written"],
            "handed over up to": data["standing"]["handed_over"],
            "received by headquarters up to": data["standing"]["received"],
        }
    return Result(data, (Facts(shown),))


@station.command()
@click.option("--full", is_flag=True, help="Look at every page, chain, attachment and table; takes its time.")
@click.option("--rescue", type=FILE, metavar="DIR", help="Copy all that can be read into a new folder.")
@pass_invocation
def check(invocation: Invocation, full: bool, rescue: Path | None) -> Result:
    """Look whether everything in this data folder is sound; nothing is changed by looking.

    With --rescue every readable operation, attachment and key goes into DIR, a new data folder, and what is lost is
    said. The damaged folder is only read: keep it. A good backup is better, where there is one.
    """
    if rescue is not None:
        return _rescued(invocation, rescue)
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


def _rescued(invocation: Invocation, target: Path) -> Result:
    passphrase = invocation.ask_passphrase()
    print_progress("Reading around the damage …")
    done = rescue_folder(invocation.folder, target, passphrase, invocation.world)
    data = {
        "folder": str(done.folder),
        "operations": done.operations,
        "is_complete": done.is_complete,
        "lost_operations": done.lost_operations,
        "lost_persons": done.lost_persons,
        "lost_sessions": done.lost_sessions,
        "lost_answers": done.lost_answers,
        "lost_attachments": done.lost_attachments,
        "lost_keys": done.lost_keys,
        "doubtful": list(done.doubtful),
        "is_renewed": done.is_renewed,
    }
    lines = [
        worded("Saved {operations:operation|operations} to {folder}.", operations=done.operations, folder=done.folder)
    ]
    if done.is_complete:
        lines.append("Nothing was lost.")
    else:
        lines.append(
            worded(
                "Lost: {operations:operation|operations}, as far as is known about {persons:person|people}, "
                "{sessions:session|sessions}, {answers:answer|answers}; {attachments:attachment|attachments}.",
                operations=done.lost_operations,
                persons=done.lost_persons,
                sessions=done.lost_sessions,
                answers=done.lost_answers,
                attachments=done.lost_attachments,
            )
        )
    if done.lost_keys:
        lines.append(
            worded(
                "{keys:person waits|people wait} for the next pack before anything is written of them.",
                keys=done.lost_keys,
            )
        )
    if done.doubtful:
        lines.append(f"Something may be missing of: {', '.join(done.doubtful)}.")
    if done.is_renewed:
        lines.append("It goes on under a new identity: give headquarters its card (tianye station card).")
    lines.append(f"Work with it by --data {done.folder}, and put the damaged folder away; do not delete it.")
    return Result(data, lines)


@station.command("retention")
@click.option("--days", type=click.IntRange(1, retention.MOST_DAYS), help="So long after headquarters has it twice.")
@click.option("--never", is_flag=True, help="Nothing is purged on laptops.")
@pass_invocation
def retention_(invocation: Invocation, days: int | None, never: bool) -> Result:
    """Show or, at headquarters, set the rule by which laptops purge answers that headquarters has.

    The rule goes out with every pack from then on; until it is set nothing is purged. 30 days is usual.
    """
    if days is not None and never:
        raise click.UsageError("Say --days or --never, not both.")
    with invocation.station() as opened:
        if days is not None or never:
            retention.set_rule(opened, days or 0)
        rule = retention.rule(opened)
        seen = retention.outlook(opened) if opened.identity.role == "laptop" else None
        purged = [_purge(one) for one in retention.purges(opened)]
        lacking = retention.lacking(opened)
        told = [one._asdict() for one in retention.told_purges(opened)] if opened.identity.role == "hq" else []
    data = {
        "days": rule,
        "hindered_by": seen.reason if seen else "",
        "purged": purged,
        "laptops": told,
        "lacking": lacking,
    }
    lines: list[str | Table] = [
        worded("Answers are purged on laptops after {days:day|days}.", days=rule)
        if rule
        else "Answers stay on laptops: no rule was set."
    ]
    if seen is not None and seen.reason:
        lines.append(remark(seen.reason, {"days": seen.days, "on": seen.on}))
    if purged:
        heads = ("operations", "first", "last", "receipt", "at")
        lines.append(Table(heads, [[one[head] for head in heads] for one in purged]))
    if told:
        heads = ("laptop", "operations", "first", "last", "receipt")
        lines.append(Table(heads, [[one[head] for head in heads] for one in told]))
    if lacking:
        lines.append(
            worded(
                "{lacking:operation|operations} came from laptops without contents: they had been purged there. "
                "Restore the newest backup, or take in the bundles of before.",
                lacking=lacking,
            )
        )
    return Result(data, lines)


def _purge(one: retention.PurgeRow) -> dict[str, Any]:
    return {
        "operations": one.operations,
        "first": one.first,
        "last": one.last,
        "epoch": one.epoch,
        "receipt": one.receipt,
        "device": to_text(one.device),
        "at": moment(one.wall_ms),
    }


@station.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go, and what hinders the rest.")
@pass_invocation
def purge(invocation: Invocation, dry_run: bool) -> Result:
    """On a laptop: destroy the answers that headquarters has, by its rule; it happens by itself while nobody works.

    An answer goes once a receipt covers it with all attachments, headquarters told of a backup elsewhere that holds it,
    and the days of the rule have gone by since. That it was given, when, and by whom stays; the chain still verifies.
    """
    with invocation.station() as opened:
        print_progress("Looking …" if dry_run else "Purging …")
        done = purging.preview(opened) if dry_run else purging.purge(opened)
        holding = keeping.still_holding(opened)
    seen = done.outlook
    data = {
        "answers": done.answers,
        "refused_scans": done.scans,
        "operations": done.operations,
        "is_done": not dry_run,
        "days": seen.days,
        "hindered_by": seen.reason,
        "on": seen.on,
        "backups": holding.automatic,
        "by_hand": holding.by_hand,
    }
    sentence = (
        "Would destroy {answers:answer|answers} and {scans:refused scan|refused scans}."
        if dry_run
        else "Destroyed {answers:answer|answers} and {scans:refused scan|refused scans}; headquarters has them."
    )
    lines = [worded(sentence, answers=done.answers, scans=done.scans)]
    if seen.reason:
        lines.append(f"What stays: {remark(seen.reason, {'days': seen.days, 'on': seen.on})}")
    if not dry_run and (holding.automatic or holding.by_hand):
        lines.append(
            worded(
                "Backups that still hold it: {backups} that go by the rule, {by_hand} by hand that somebody deletes.",
                backups=holding.automatic,
                by_hand=holding.by_hand,
            )
        )
    return Result(data, lines)


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
