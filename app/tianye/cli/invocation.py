"""One run of the program from the command line: which data folder, text or JSON, and how it gets its passphrase."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
import platformdirs

from tianye.domain.errors import NextStep, UserFault

if TYPE_CHECKING:
    from tianye.services.station import Station, World

PASSPHRASE = "TIANYE_PASSPHRASE"
NEW_PASSPHRASE = "TIANYE_NEW_PASSPHRASE"
RECOVERY_CODE = "TIANYE_RECOVERY_CODE"
KEYS_PASSPHRASE = "TIANYE_KEYS_PASSPHRASE"


def default_folder() -> Path:
    """Return the data folder of this user of the computer, where no `--data` says otherwise."""
    return Path(platformdirs.user_data_dir("tianye", appauthor=False))


@dataclass(slots=True)
class Invocation:
    """What all commands of one run share.

    `world` is None in the program (the real clock, the real cost of a passphrase); tests hand in another through
    click's `obj`, which no option and no variable of the environment reaches.
    """

    folder: Path = field(default_factory=default_folder)
    as_json: bool = False
    world: World | None = None

    @contextmanager
    def station(self) -> Iterator[Station]:
        """Open the data folder with its passphrase, and close it again whatever happens."""
        from tianye.services.station import Station

        # that there is no such folder is said before anybody is asked for a passphrase
        passphrase = self.ask_passphrase() if self.folder.is_dir() else ""
        with Station.open(self.folder, passphrase, self.world) as station:
            station.need_all_rights()
            yield station

    def ask_new_passphrase(self) -> str:
        """Return another passphrase than the one that opens the folder: from the environment, or asked twice."""
        return _ask(NEW_PASSPHRASE, "New passphrase", is_new=True)

    def ask_keys_passphrase(self, *, is_new: bool = False) -> str:
        """Return the passphrase of a file with headquarters' next keys, which is not that of the folder."""
        return _ask(KEYS_PASSPHRASE, "Passphrase of the file with the keys", is_new=is_new)

    def ask_recovery_code(self) -> str:
        """Return a recovery code: from the environment, or from a prompt that shows nothing of it."""
        return _ask(RECOVERY_CODE, "Recovery code", is_new=False)

    def ask_passphrase(self, *, is_new: bool = False) -> str:
        """Return the passphrase from the environment, or from a prompt that shows nothing of it.

        A new one is asked twice. Raises `UserFault("passphrase.not-given")` where there is nobody to ask.
        """
        return _ask(PASSPHRASE, "New passphrase" if is_new else "Passphrase", is_new=is_new)


def _ask(variable: str, question: str, *, is_new: bool) -> str:
    given = os.environ.get(variable)
    if given:
        return given
    if not sys.stdin.isatty():
        raise UserFault("passphrase.not-given", next_step=NextStep.CHECK_PASSPHRASE, variable=variable)
    said: str = click.prompt(question, hide_input=True, confirmation_prompt=is_new, err=True)
    return said


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def shared_options() -> list[click.Parameter]:
    """Return the options that every command has; the one nearest to the end of the line wins."""
    return [
        click.Option(
            ["--data"],
            type=click.Path(path_type=Path, file_okay=True, dir_okay=True),
            metavar="DIR",
            expose_value=False,
            is_eager=True,
            callback=_set_folder,
            help="The data folder to work in.  [default: this user's own]",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_set_json,
            help="Answer with one JSON document instead of text.",
        ),
    ]


def _set_folder(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    if value is not None:
        context.ensure_object(Invocation).folder = value


def _set_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Invocation).as_json = True
