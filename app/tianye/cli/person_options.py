"""The options by which a person is described on the command line, for those who register and those who correct."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from tianye.cli.parameters import pair

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any])

_OPTIONS = (
    ("--name", "name", "TEXT", "The name, as the person writes it."),
    ("--name-bo", "name_bo", "TEXT", "The name in Tibetan script."),
    ("--sex", "sex", "SEX", "f, m or x; 女 or 男 are understood too."),
    ("--born", "born", "DATE", "As far as it is known: 1985-03-02, 1985-03, 1985, or a date of the lunar calendar."),
    ("--ethnicity", "ethnicity", "TEXT", "By name or code: 藏族, 04 …"),
    ("--phone", "phone", "NUMBER", "The phone number."),
    ("--place", "place", "CODE", "Code of county, township or village: 6, 9 or 12 digits."),
    ("--post", "post", "TEXT", "What the person is in the organisation."),
    ("--education", "education", "TEXT", "Schooling."),
    ("--note", "note", "TEXT", "Anything else; never health, never a resident number."),
)
FIELDS = tuple(key for _, key, _, _ in _OPTIONS)


def person_options(command: Wrapped) -> Wrapped:
    """Give a command the options that describe a person; it takes them as `**said`."""
    for flag, key, metavar, text in reversed(_OPTIONS):
        command = click.option(flag, key, metavar=metavar, help=text)(command)
    return click.option(
        "--resident-number",
        "resident_number",
        is_flag=True,
        callback=_ask_number,
        help="Ask for the resident number, or read it from standard input: it does not belong into a command.",
    )(command)


def _ask_number(_: click.Context, __: click.Parameter, is_wanted: bool) -> str | None:
    if not is_wanted:
        return None
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip() or None
    said: str = click.prompt("Resident number", err=True, hide_input=True)
    return said


def consent_option(command: Wrapped) -> Wrapped:
    """Give a command the option `--consent`; it takes pairs of purpose and state."""
    option = click.option(
        "--consent",
        "consents",
        type=pair,
        multiple=True,
        metavar="PURPOSE=STATE",
        help="What the person was asked and said: attendance, contact, health, photo … = given, refused or withdrawn. "
        "May be given again.",
    )
    return option(command)


def was_said(said: dict[str, str | None]) -> dict[str, str | None]:
    """Return only the options that were given."""
    return {key: value for key, value in said.items() if value is not None}


def as_consents(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the pairs of `--consent` as purpose → state."""
    return dict(pairs)
