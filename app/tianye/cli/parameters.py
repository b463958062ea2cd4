"""What people type after a command: days, times of day, files and folders; and how a mistake in them is said."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import click

FILE = click.Path(path_type=Path)
"""A path, not looked at yet: that a file is missing is said by whoever opens it, with a code."""

_TIME = re.compile(r"(\d{1,2})[:：](\d{2})", re.ASCII)


class ClockTime(click.ParamType):
    """A time of day such as `09:05`; becomes minutes since midnight."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the minutes since midnight."""
        found = _TIME.fullmatch(str(value).strip())
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            self.fail("a time of day is written like 09:05", param, ctx)
        return int(found[1]) * 60 + int(found[2])


class Day(click.ParamType):
    """A day such as `2026-06-12`; stays text, since plans and figures speak of plain dates."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day, written in full."""
        try:
            return date.fromisoformat(str(value).strip()).isoformat()
        except ValueError:
            self.fail("a day is written like 2026-06-12", param, ctx)


class Pair(click.ParamType):
    """`NAME=VALUE`; becomes both."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the name and the value."""
        if isinstance(value, tuple):
            return value[0], value[1]
        name, sign, said = str(value).partition("=")
        if not sign or not name.strip() or not said.strip():
            self.fail("a name and a value are written like contact=given", param, ctx)
        return name.strip(), said.strip()


TIME = ClockTime()
DAY = Day()
PAIR = Pair()
