"""`tianye export …`: tables for colleagues, of what people agreed to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tianye.cli.commands.people import export as export_people
from tianye.cli.framework import Group
from tianye.cli.invocation import Invocation, pass_invocation
from tianye.cli.output import Result
from tianye.cli.parameters import FILE
from tianye.cli.wording import worded
from tianye.services import exports, odk_folders

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])

GUARD = "What was written is not encrypted: guard it."


@click.group(cls=Group)
def export() -> None:
    """Tables for colleagues: people, attendance, responses; only what people agreed to."""


def receivers_option(command: Wrapped) -> Wrapped:
    """Give a command the option that says for whom a table is made."""
    option = click.option(
        "--for",
        "receivers",
        multiple=True,
        metavar="PURPOSE",
        help="Where it goes outside the programme, like share_with:NAME or abroad:NAME; may be repeated.",
    )
    return option(command)


export.add_command(export_people, "people")


@export.command()
@click.argument("file", type=FILE)
@click.option("--training", metavar="CODE", help="Only this training.")
@click.option("--session", metavar="SESSION", help="Only this session, by its code.")
@receivers_option
@pass_invocation
def attendance(
    invocation: Invocation, file: Path, training: str | None, session: str | None, receivers: tuple[str, ...]
) -> Result:
    """Write who was where to FILE (.xlsx or .csv), one row for each person and session.

    Whoever did not agree to be listed appears as a code that says nothing about the person; so does everybody at a
    sensitive training.
    """
    if training and session:
        raise click.UsageError("Name a training or a session, not both.")
    with invocation.station() as opened:
        done = exports.export_attendance(opened, file, training=training, session=session, receivers=receivers)
    return _written(done)


@export.command()
@click.argument("form", metavar="FORM")
@click.argument("file", type=FILE)
@click.option("--form-version", metavar="VERSION", help="Only this version of the form.  [default: all]")
@receivers_option
@pass_invocation
def responses(
    invocation: Invocation, form: str, file: Path, form_version: str | None, receivers: tuple[str, ...]
) -> Result:
    """Write the responses to FORM to FILE (.xlsx or .csv), one row each; repeats get sheets or files of their own."""
    with invocation.station() as opened:
        done = exports.export_responses(opened, file, form, version=form_version, receivers=receivers)
    return _written(done)


@export.command()
@click.argument("form", metavar="FORM")
@click.argument("folder", type=FILE, metavar="DIR")
@click.option("--form-version", metavar="VERSION", help="Only this version of the form.  [default: all]")
@receivers_option
@pass_invocation
def odk(
    invocation: Invocation, form: str, folder: Path, form_version: str | None, receivers: tuple[str, ...]
) -> Result:
    """Write each response to FORM as a submission of ODK, in a folder of its own below the new folder DIR.

    Its pictures, sounds, videos and files lie beside it; the form, with what it shows, is in DIR/forms.
    """
    with invocation.station() as opened:
        done = odk_folders.export_odk(opened, folder, form, version=form_version, receivers=receivers)
    data = {
        "folder": str(done.folder),
        "responses": done.responses,
        "held_back": done.held_back,
        "recomputed": done.recomputed,
        "without_form": done.without_form,
        "elsewhere": done.elsewhere,
        "files": done.files,
        "files_missing": done.files_missing,
    }
    text = [worded("Wrote {responses:response|responses} to {folder}.", responses=done.responses, folder=done.folder)]
    if done.held_back:
        text.append(
            worded("{held_back:answer was|answers were} left out for want of consent.", held_back=done.held_back)
        )
    if done.recomputed:
        text.append(
            worded(
                "{recomputed:response has|responses have} a calculation that comes out differently now.",
                recomputed=done.recomputed,
            )
        )
    if done.without_form:
        text.append(
            worded(
                "{without_form:response was|responses were} not written: the form is not here.",
                without_form=done.without_form,
            )
        )
    if done.files:
        text.append(worded("With {files:picture or file|pictures and files}.", files=done.files))
    if done.files_missing:
        text.append(
            worded(
                "{files_missing:picture or file has|pictures and files have} not arrived here.",
                files_missing=done.files_missing,
            )
        )
    return Result(data, (*text, *_elsewhere(done.elsewhere), GUARD))


def _elsewhere(count: int) -> tuple[str, ...]:
    sentence = "{count:response is|responses are} not in it: headquarters alone has the answers."
    return (worded(sentence, count=count),) if count else ()


def _written(done: exports.Exported) -> Result:
    files = [str(path) for path in done.paths]
    data = {"files": files, "rows": done.rows, "as_a_code": done.coded, "held_back": done.held_back}
    data["elsewhere"] = done.elsewhere
    text = [worded("Wrote {rows:row|rows} to {files}.", rows=done.rows, files=files)]
    if done.coded:
        text.append(
            worded("{coded:person|people} did not agree to be listed: a code stands for the name.", coded=done.coded)
        )
    if done.held_back:
        text.append(worded("{held_back:cell was|cells were} left blank for want of consent.", held_back=done.held_back))
    return Result(data, (*text, *_elsewhere(done.elsewhere), GUARD))
