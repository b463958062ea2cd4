"""Attendance of one person at one session: what an answer at the door can be, and what the marks come to.

Check-ins at two doors meet in one subject, (session, person). She is present while any mark stands; she arrived at the
earliest and left at the latest that stands.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple

from tianye.domain.fold import State


class Outcome(StrEnum):
    """What the door answers; a refusal is an outcome, not an exception."""

    ADMITTED = "admitted"
    ALREADY_IN = "already_in"
    NOT_ON_LIST = "not_on_list"
    AMBIGUOUS = "ambiguous"
    UNKNOWN_BADGE = "unknown_badge"
    FORGED_BADGE = "forged_badge"

    @property
    def is_admitted(self) -> bool:
        """Whether the person may go in: a second scan is no refusal."""
        return self in (Outcome.ADMITTED, Outcome.ALREADY_IN)


class Presence(NamedTuple):
    """What the operations of one (session, person) come to; clock times are minutes since midnight.

    `needs_review`: somebody undid a check-in without having seen another one, which stands.
    """

    is_present: bool
    arrived: int | None
    departed: int | None
    marks: int
    how: str | None
    needs_review: bool


def presence(state: State) -> Presence:
    """Derive presence from the fold of an attendance.

    An undo sets `undone`; a later mark by somebody who has seen the undo replaces that again, so an undo that still
    stands beside a mark had not seen it.
    """
    marks = [claim.value for claim in state.claims.get("mark", ()) if isinstance(claim.value, dict)]
    arrivals = [
        (minute, str(mark.get("how"))) for mark in marks if (minute := _minute(mark.get("arrived"))) is not None
    ]
    arrived, how = min(arrivals, default=(None, str(marks[0].get("how")) if marks else None))
    departures = [minute for claim in state.claims.get("left", ()) if (minute := _minute(claim.value)) is not None]
    return Presence(
        is_present=bool(marks),
        arrived=arrived,
        departed=max(departures, default=None),
        marks=len(marks),
        how=how,
        needs_review=bool(marks) and bool(state.claims.get("undone")),
    )


def _minute(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value < 24 * 60 else None
