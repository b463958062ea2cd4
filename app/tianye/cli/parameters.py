"""What people type after a command: days, times of day, pairs, paths; and how a mistake in them is said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from tianye.domain.errors import NextStep, WorldFault

FILE = click.Path(path_type=Path)
"""A path, not looked at yet: that a file is missing is said by whoever opens it, with a code."""


def folder(text: str) -> Path:
    """Read a folder to write into; raises `WorldFault("file.no-folder")`: a stick may have been pulled out."""
    path = Path(text)
    if not path.is_dir():
        raise WorldFault("file.no-folder", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=path.name)
    return path


_TIME = re.compile(r"(\d{1,2})[:：](\d{2})", re.ASCII)


def clock_time(text: str) -> int:
    """Read a time of day such as `09:05` as minutes since midnight."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise click.BadParameter("a time of day is written like 09:05.")
    return int(found[1]) * 60 + int(found[2])


def day(text: str) -> date:
    """Read a day such as `2026-06-12`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter("a day is written like 2026-06-12.") from None


def pair(text: str) -> tuple[str, str]:
    """Read `NAME=VALUE`."""
    name, sign, said = text.partition("=")
    if not sign or not name.strip() or not said.strip():
        raise click.BadParameter("a name and its value are written like contact=given.")
    return name.strip(), said.strip()
