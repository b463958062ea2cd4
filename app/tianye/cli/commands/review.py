"""`tianye review …`: what only a person can decide."""

from __future__ import annotations

from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Part, Result, Table
from tianye.cli.shown import done_data, done_line, moment, one_line, plain, time_of_day
from tianye.cli.wording import remark
from tianye.domain.ids import to_text
from tianye.services import review as reviewing
from tianye.services.review import Case, CaseKind


@click.group(cls=Group)
def review() -> None:
    """What only a person can decide: two words on one field, possible duplicates, refused scans."""


@review.command("list")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([str(kind) for kind in CaseKind]),
    help="Only these; repeatable.",
)
@pass_invocation
def list_(invocation: Invocation, kinds: tuple[str, ...]) -> Result:
    """List everything that waits for a decision, or that somebody should know.

    A case keeps its id until another word on it arrives; then it is a new case, so that nobody decides on words that
    were not seen.
    """
    with invocation.station() as opened:
        cases = reviewing.list_cases(opened, [CaseKind(kind) for kind in kinds] or tuple(CaseKind))
    text: list[Part] = []
    for case in cases:
        text += [*_shown(case), ""]
    return Result({"cases": [_data(case) for case in cases]}, text[:-1] or ["Nothing waits for a decision."])


@review.command()
@click.argument("case", metavar="CASE")
@click.argument("choice", metavar="CHOICE")
@pass_invocation
def decide(invocation: Invocation, case: str, choice: str) -> Result:
    """Decide CASE (its id) by CHOICE, one of those that `tianye review list` shows with it.

    The decision is written down like anything else, goes to the laptops with their next packs, and can be taken back.
    """
    with invocation.station() as opened:
        found = reviewing.get_case(opened, case)
        done = reviewing.decide(opened, found, choice)
    return Result({"case": found.id, "choice": choice} | done_data(done), (done_line(done, "Decided"),))


def _data(case: Case) -> dict[str, Any]:
    return {
        "case": case.id,
        "kind": str(case.kind),
        "about": [{"type": one.type, "id": to_text(one.id), "label": one.label} for one in case.about],
        "field": case.field or None,
        "choices": list(case.choices),
        "words": [
            {
                "field": word.field,
                "value": plain(word.value),
                "choice": word.choice or None,
                "operator": word.operator,
                "station": word.station,
                "at": moment(word.at_ms),
                "clock_was_suspect": word.is_clock_suspect,
            }
            for word in case.words
        ],
        "strength": case.strength,
        "reasons": list(case.reasons),
        "count": case.count,
        "at": time_of_day(case.minute),
    }


def _shown(case: Case) -> list[Part]:
    about = " and ".join(f"{one.label or 'somebody not known here'} ({to_text(one.id)})" for one in case.about)
    lines: list[Part] = [f"{case.id}: {remark(f'review.{case.kind}', {'field': case.field, 'count': case.count})}"]
    if about:
        lines.append(f"  about {about}")
    if case.reasons:
        strength = f"{case.strength}: " if case.strength else ""
        reasons = ", ".join(reason.replace("-", " ").replace("_", " ") for reason in case.reasons)
        lines.append(f"  {strength}{reasons}")
    if case.words:
        rows = [
            (word.choice, word.field, one_line(word.value), word.operator, word.station, _when(word))
            for word in case.words
        ]
        lines.append(Table(("choice", "field", "says", "who", "where", "when"), rows))
    if case.choices:
        lines.append(f"  Decide with: tianye review decide {case.id} {'|'.join(case.choices)}")
    return lines


def _when(word: reviewing.Word) -> str:
    return moment(word.at_ms) + (" (doubtful clock)" if word.is_clock_suspect else "")
