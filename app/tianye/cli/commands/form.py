"""`tianye form …`: forms and the answers to them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Part, Result, Table
from tianye.cli.parameters import FILE
from tianye.cli.shown import done_data, done_line, moment
from tianye.cli.wording import in_chinese, mending, remark, sentences, worded
from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.domain.ids import from_text, to_text
from tianye.services import checkin as door
from tianye.services import corrections, forms_library, listing, registration, sealed_answers, surveys
from tianye.services.station import Done, Station


@click.group(cls=Group)
def form() -> None:
    """Forms: bring them in, fill them in."""


@form.command("list")
@pass_invocation
def list_(invocation: Invocation) -> Result:
    """List the forms that are here, every version of them."""
    with invocation.station() as opened:
        rows = listing.all_forms(opened)
    data = [
        {
            "form": row.form_id,
            "version": row.version,
            "title": row.title,
            "languages": row.languages,
            "is_sensitive": row.is_sensitive,
        }
        for row in rows
    ]
    cells = [(row.form_id, row.version, row.title, ", ".join(row.languages)) for row in rows]
    return Result({"forms": data}, (Table(("form", "version", "title", "languages"), cells, "No form is here yet."),))


@form.command()
@click.argument("file", type=FILE)
@pass_invocation
def check(invocation: Invocation, file: Path) -> Result:
    """Check the form FILE (XLSForm or XForm) with the files in FILE-media beside it; everything is said at once.

    No data folder is needed. What the program cannot do rightly is refused here by name, never ignored.
    """
    checked = forms_library.check_form(file)
    data = {
        "form": checked.form_id,
        "version": checked.version,
        "title": checked.title,
        "languages": list(checked.languages),
        "questions": checked.questions,
        "is_usable": checked.is_usable,
        "problems": list(checked.problems),
        "warnings": list(checked.warnings),
    }
    if not checked.is_usable:
        fault = UserFault("form.not-usable", next_step=NextStep.MEND_FILE, problems=len(checked.problems))
        return Result(data, _problem_lines(checked.problems), (fault,))
    languages = ", ".join(checked.languages) or "no named language"
    questions = worded("{count:question|questions}", count=checked.questions)
    line = f"{checked.form_id} {checked.version} «{checked.title}»: {questions}, {languages}."
    warned: list[Part] = ["", "Worth knowing:", *_problem_lines(checked.warnings)] if checked.warnings else []
    return Result(data, (line, "It can be used.", *warned))


@form.command()
@click.argument("file", type=FILE)
@click.option("--sensitive", "is_sensitive", is_flag=True, help="Laptops seal its answers; none leaves with a name.")
@pass_invocation
def add(invocation: Invocation, file: Path, is_sensitive: bool) -> Result:
    """At headquarters: add the form FILE with the files in FILE-media beside it; packs carry it from now on.

    A version once added never changes: a changed form needs a new version.
    """
    with invocation.station() as opened:
        try:
            row, done = forms_library.add_form(opened, file, is_sensitive=is_sensitive)
        except UserFault as fault:
            problems = fault.data.get("problems")
            if not isinstance(problems, list):
                raise
            return Result({"problems": problems}, _problem_lines(problems), (fault,))
    data = {"form": row.form_id, "version": row.version, "title": row.title} | done_data(done)
    return Result(data, (done_line(done, f"Added {row.form_id} {row.version}"),))


def _problem_lines(problems: Sequence[Mapping[str, Any]]) -> list[Part]:
    """Return where, what, in the words of whoever noticed it; below it how to mend, and both in Chinese."""
    lines: list[Part] = []
    for one in problems:
        sheet = f"{one['sheet']} " if one.get("sheet") not in ("", "survey", None) else ""
        row = f"{sheet}row {one['row']}" if one.get("row") else ""
        where = ", ".join(str(part) for part in (row, one.get("place"), one.get("column")) if part) or "the form"
        code = str(one.get("code", ""))
        stands, _, meant = str(one.get("detail") or "").partition(" → ")
        detail = f" {stands}" if stands else ""
        perhaps = f" Perhaps meant: {meant}." if meant else ""
        lines.append(f"  {where}: {remark(code, one)}{detail}{perhaps} ({code})")
        if mend := mending(code, one):
            lines.append(f"      {mend}")
        if chinese := in_chinese(code, one):
            lines.append(f"      {chinese}")
    return lines


@form.command()
@click.argument("file", type=FILE)
@pass_invocation
def drive(invocation: Invocation, file: Path) -> None:
    """Run the form FILE (XLSForm or XForm) over JSON lines, for tests: one command in, one answer out.

    No data folder is touched. TIANYE_NOW, TIANYE_TZ and TIANYE_SEED set the clock, the zone and the chance.
    """
    from tianye.forms.driver import run

    run(file, sys.stdin.buffer, sys.stdout.buffer, os.environ, clock=lambda: datetime.now(UTC))


@form.command()
@click.argument("form", metavar="FORM")
@click.argument("answers", type=FILE)
@click.option("--person", metavar="WHO", help="Who answers; without it nobody is named.")
@click.option("--session", metavar="SESSION", help="At which session: its code or id.")
@click.option("--phase", metavar="PHASE", help="Before or after: pre, post …")
@click.option("--design", metavar="DESIGN", help="How before and after are compared.")
@click.option("--language", metavar="NAME", help="In which of the form's languages it was asked.")
@click.option("--form-version", metavar="VERSION", help="An older version of the form.  [default: the newest]")
@click.option("--keep-draft", is_flag=True, help="Keep it as a draft although nothing is missing.")
@pass_invocation
def fill(
    invocation: Invocation,
    /,
    *,
    form: str,
    answers: Path,
    person: str | None,
    session: str | None,
    phase: str | None,
    design: str | None,
    language: str | None,
    form_version: str | None,
    keep_draft: bool,
) -> Result:
    """Fill FORM in from ANSWERS, a JSON object of path (or name of a question) → answer; `-` reads standard input.

    A picture, sound, video or file is given as @FILE, as seen from where ANSWERS lies. What a screen would refuse is
    refused here too. With anything refused or missing it is kept as a draft, which
    `tianye form resume` goes on with.
    """
    said = _answers(answers)
    with invocation.station() as opened:
        row = surveys.get_form(opened, form, form_version)
        held = door.get_session(opened, session) if session else None
        context = surveys.Context(
            person=registration.get_person(opened, person).id if person else None,
            training=held.training if held else None,
            session=held.id if held else None,
            phase=phase,
            design=design,
        )
        filling = surveys.begin(opened, row, context, language=language)
        return _filled(opened, filling, said, folder=answers.parent, keep_draft=keep_draft)


@form.command()
@click.argument("draft", metavar="DRAFT")
@click.argument("answers", type=FILE)
@click.option("--keep-draft", is_flag=True, help="Keep it as a draft although nothing is missing.")
@pass_invocation
def resume(invocation: Invocation, draft: str, answers: Path, keep_draft: bool) -> Result:
    """Go on with DRAFT (its id) with more ANSWERS, as for `tianye form fill`, and finish it if it is whole."""
    said = _answers(answers)
    with invocation.station() as opened:
        filling = surveys.reopen_draft(opened, from_text(draft))
        return _filled(opened, filling, said, folder=answers.parent, keep_draft=keep_draft)


@form.command()
@click.argument("response", metavar="RESPONSE")
@click.argument("answers", type=FILE)
@click.option("--reason", metavar="TEXT", required=True, help="Why it is corrected; kept with the answers.")
@pass_invocation
def correct(invocation: Invocation, response: str, answers: Path, reason: str) -> Result:
    """Correct the finished RESPONSE (its id) with ANSWERS, as for `tianye form fill`; what was said before is kept.

    Only what is named in ANSWERS changes, "" clears an answer. Answers without a name, sealed ones, and those that were
    purged here cannot be corrected here. With anything refused or missing it is kept as a draft, with which the same
    command goes on.
    """
    said = _answers(answers)
    with invocation.station() as opened:
        filling = corrections.begin(opened, from_text(response))
        return _filled(
            opened,
            filling,
            said,
            folder=answers.parent,
            finishing=lambda station, corrected: corrections.finish(station, corrected, reason),
        )


@form.command()
@pass_invocation
def drafts(invocation: Invocation) -> Result:
    """List the drafts of this computer, the latest first."""
    with invocation.station() as opened:
        names = {row.id: row.form_id for row in listing.all_forms(opened)}
        rows = surveys.all_drafts(opened)
    data = [{"draft": to_text(row.id), "form": names.get(row.form), "saved_at": moment(row.saved_ms)} for row in rows]
    cells = [tuple(one.values()) for one in data]
    return Result({"drafts": data}, (Table(("draft", "form", "saved at"), cells, "There is no draft."),))


@form.command()
@click.argument("draft", metavar="DRAFT")
@pass_invocation
def drop(invocation: Invocation, draft: str) -> Result:
    """Throw DRAFT (its id) away; a draft that was thrown away is gone."""
    with invocation.station() as opened:
        filling = surveys.reopen_draft(opened, from_text(draft))
        surveys.drop_draft(opened, filling.id)
    return Result({"draft": to_text(filling.id)}, ("The draft is gone.",))


def _answers(path: Path) -> dict[str, Any]:
    text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    try:
        said = json.loads(text)
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise UserFault("answers.not-json", next_step=NextStep.MEND_FILE, line=line) from None
    if not isinstance(said, dict):
        raise UserFault("answers.not-an-object", next_step=NextStep.MEND_FILE)
    return said


def _filled(
    opened: Station,
    filling: surveys.Filling,
    said: dict[str, Any],
    *,
    folder: Path,
    keep_draft: bool = False,
    finishing: Callable[[Station, surveys.Filling], Done] | None = None,
) -> Result:
    filled = surveys.fill(opened, filling, said, keep_draft=keep_draft, folder=folder, finishing=finishing)
    refused = [
        {"place": place, "code": fault.code, "says": sentences(fault).what_happened} for place, fault in filled.refused
    ]
    broken = [{"place": one.ref, "rule": one.rule, "says": one.message or one.rule} for one in filled.violations]
    data: dict[str, Any] = {
        "id": to_text(filled.id),
        "form": filling.form.form_id,
        "version": filling.form.version,
        "is_finished": filled.is_finished,
        "refused": refused,
        "violations": broken,
    }
    if filled.done:
        data |= done_data(filled.done)
    if filled.is_finished:
        line = f"{'Finished' if finishing is None else 'Corrected'}: {filling.form.form_id}."
        if filled.done and filled.done.command:
            line += f" To take it back: tianye undo {to_text(filled.done.command)}"
        elif sealed_answers.is_sealed_here(opened, filling.form):
            line += " Sealed for headquarters: this laptop can neither show nor change it any more."
        else:
            line += " Without a name: it is counted when its session is closed."
        return Result(data, (line,))
    parts: list[Part] = [f"Kept as draft {to_text(filled.id)}."]
    rows = [(one["place"], one["says"]) for one in (*refused, *broken)]
    parts += [Table(("place", "what"), rows)] if rows else []
    faults: list[TianyeError] = []
    if refused or broken:
        faults.append(
            UserFault("answers.left-as-draft", next_step=NextStep.MEND_INPUT, refused=len(refused), missing=len(broken))
        )
    return Result(data, parts, faults)
