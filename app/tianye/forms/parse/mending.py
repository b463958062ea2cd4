"""What a converter would stumble over next, if what it stumbled over before were mended.

It stops at the first mistake. So a row with a mistake is left out of a copy of the sheets, with what refers to it, and
the copy is tried again, until nothing is found any more or it is enough.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tianye.forms.definition import Problem

MOST_ROUNDS: Final = 30
MOST_SECONDS: Final = 15.0
"""How long it is looked on: a sheet of thousands of rows takes a second each time."""

_FIRST_ROW: Final = 2
_SHAPE: Final = frozenset({"forms.group-not-closed", "forms.end-without-begin"})
_GROUP: Final = re.compile(r"(begin|end)[ _](group|repeat|loop)\b.*", re.IGNORECASE)

Row = Mapping[str, str]
Attempt = Callable[[Sequence[Row], Sequence[Row]], Problem | None]
"""Tries survey and choices; gives what is wrong, None where nothing is."""


@dataclass(slots=True)
class _Copy:
    """The sheets as they are tried; rows that were left out are blank, so that the others keep their numbers."""

    survey: list[dict[str, str]]
    choices: list[dict[str, str]]

    def leave_out(self, problem: Problem) -> bool:
        """Leave out the row of a problem; says whether there was one."""
        place = problem.row - _FIRST_ROW
        rows = self.choices if problem.sheet == "choices" else self.survey if problem.sheet == "survey" else []
        if not 0 <= place < len(rows) or not rows[place]:
            return False
        row, rows[place] = rows[place], {}
        if rows is self.survey:
            match = _GROUP.fullmatch(str(row.get("type", "")).strip())
            if match is not None:
                self._leave_out_partner(place, match[1].casefold() == "begin")
            self._forget_name(str(row.get("name", "")).strip())
        return True

    def _leave_out_partner(self, place: int, is_begin: bool) -> None:
        """Leave out the row that ends what another begins, or the other way round; what is inside moves up."""
        depth = 0
        step = 1 if is_begin else -1
        at = place + step
        while 0 <= at < len(self.survey):
            match = _GROUP.fullmatch(str(self.survey[at].get("type", "")).strip())
            if match is not None:
                opens = (match[1].casefold() == "begin") == is_begin
                if not opens and depth == 0:
                    self.survey[at] = {}
                    return
                depth += 1 if opens else -1
            at += step

    def leave_out_groups(self) -> None:
        """Leave out every begin and end."""
        self.survey = [{} if _GROUP.fullmatch(str(row.get("type", "")).strip()) else row for row in self.survey]

    def _forget_name(self, name: str) -> None:
        """Let nothing refer to a question that was left out."""
        if not name:
            return
        reference = re.compile(r"\$\{\s*(?:last-saved#)?" + re.escape(name) + r"\s*\}")
        for rows in (self.survey, self.choices):
            for row in rows:
                for heading, text in row.items():
                    if "${" in str(text):
                        row[heading] = reference.sub("''", str(text))


def find_more(
    survey: Sequence[Row], choices: Sequence[Row], found: Sequence[Problem], attempt: Attempt
) -> list[Problem]:
    """Return what `attempt` finds one after the other, when the rows of `found` and of each finding are left out."""
    copy = _Copy([dict(row) for row in survey], [dict(row) for row in choices])
    if any(problem.code in _SHAPE for problem in found):
        copy.leave_out_groups()
    for problem in found:
        # a list whose choices all went would be a mistake of its own; doubles are allowed in what is tried
        if problem.code != "forms.choice-given-twice":
            copy.leave_out(problem)
    more: list[Problem] = []
    until = time.monotonic() + MOST_SECONDS
    for _ in range(MOST_ROUNDS):
        if time.monotonic() > until or not any(copy.survey):
            break
        another = attempt(copy.survey, copy.choices)
        if another is None or not copy.leave_out(another):
            break
        more.append(another)
    return more
