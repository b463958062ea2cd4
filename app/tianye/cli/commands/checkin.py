"""`tianye checkin …`: the door."""

from __future__ import annotations

from typing import Any

import click

from tianye.cli.framework import Command
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Part, Result
from tianye.cli.parameters import clock_time
from tianye.cli.person_options import as_consents, consent_option, person_options, was_said
from tianye.cli.shown import changed, done_data, people_table, person_brief, session_data, time_of_day
from tianye.domain.attendance import Outcome
from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.domain.ids import to_text
from tianye.services import checkin as door
from tianye.services import registration
from tianye.services.checkin import CheckedIn
from tianye.services.listing import SessionRow
from tianye.services.station import Station


@click.command(cls=Command)
@click.argument("session", metavar="SESSION")
@click.argument("who", metavar="[WHO]", required=False)
@click.option("--walk-in", is_flag=True, help="Register somebody new and check them in; say --name and what is known.")
@click.option("--without-name", is_flag=True, help="Count somebody who gives no name: --sex and --age-group only.")
@click.option("--age-group", type=click.Choice(door.AGE_GROUPS), help="With --without-name: how old, roughly.")
@click.option(
    "--at",
    type=clock_time,
    metavar="HH:MM",
    help="When the person came, for what is written down later.  [default: now]",
)
@person_options
@consent_option
@pass_invocation
def checkin(
    invocation: Invocation,
    /,
    *,
    session: str,
    who: str | None,
    walk_in: bool,
    without_name: bool,
    age_group: str | None,
    at: int | None,
    consents: tuple[tuple[str, str], ...],
    **said: str | None,
) -> Result:
    """Check somebody in to SESSION (its code or id).

    WHO is what a badge says, an id, or a search that finds exactly one person: a name, pinyin, initials, the last four
    digits of a phone. A badge that is refused is kept as a fact.
    """
    described = was_said(said)
    if (who is not None) + walk_in + without_name != 1:
        raise click.UsageError("Say WHO, or --walk-in, or --without-name.")
    if (described and not walk_in and not (without_name and described.keys() <= {"sex"})) or (consents and not walk_in):
        raise click.UsageError("A person is described with --walk-in only; --without-name takes --sex and --age-group.")
    if age_group and not without_name:
        raise click.UsageError("--age-group belongs to --without-name.")
    with invocation.station() as opened:
        row = door.get_session(opened, session)
        if without_name:
            return _nameless(opened, row, described.get("sex"), age_group, at)
        if walk_in:
            fields = registration.make_fields(described)
            return _answer(row, door.walk_in(opened, row, fields, as_consents(consents), at=at))
        return _answer(row, door.check_in(opened, row, who or "", at=at))


def _nameless(opened: Station, row: SessionRow, sex: str | None, age_group: str | None, at: int | None) -> Result:
    done = door.walk_in_without_name(opened, row, sex=sex, age_group=age_group, at=at)
    data = {"outcome": str(Outcome.ADMITTED), "session": session_data(row), "person": None} | done_data(done)
    command = to_text(done.command) if done.command else ""
    return Result(data, (f"Counted, without a name. To take it back: tianye undo {command}",))


def _answer(row: SessionRow, answer: CheckedIn) -> Result:
    data: dict[str, Any] = {
        "outcome": str(answer.outcome),
        "session": session_data(row),
        "person": person_brief(answer.person) if answer.person else None,
        "arrived": time_of_day(answer.arrived),
        "candidates": [person_brief(candidate) for candidate in answer.candidates],
        "command": to_text(answer.command) if answer.command else None,
        "changed": changed(answer.changes),
    }
    name = answer.person.name if answer.person else ""
    text: list[Part] = []
    if answer.outcome is Outcome.ADMITTED:
        text.append(f"Checked in: {name}, {data['arrived']}. To take it back: tianye undo {data['command']}")
    elif answer.outcome is Outcome.ALREADY_IN:
        text.append(f"Already in: {name}, since {data['arrived']}. Nothing new was written.")
    elif answer.candidates:
        text.append(people_table(answer.candidates, empty=""))
    return Result(data, text, _refusals(answer))


def _refusals(answer: CheckedIn) -> list[TianyeError]:
    match answer.outcome:
        case Outcome.ADMITTED | Outcome.ALREADY_IN:
            return []
        case Outcome.AMBIGUOUS:
            return [UserFault("checkin.ambiguous", next_step=NextStep.MEND_INPUT, candidates=len(answer.candidates))]
        case Outcome.NOT_ON_LIST if answer.command is not None:
            return [UserFault("checkin.bearer-not-here", next_step=NextStep.MEND_INPUT)]
        case Outcome.NOT_ON_LIST:
            return [UserFault("checkin.not-on-list", next_step=NextStep.MEND_INPUT)]
        case Outcome.UNKNOWN_BADGE:
            return [UserFault("checkin.unknown-badge", next_step=NextStep.MEND_INPUT)]
        case Outcome.FORGED_BADGE:
            return [UserFault("checkin.forged-badge", next_step=NextStep.ASK_HEADQUARTERS)]
