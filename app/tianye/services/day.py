"""A day at a laptop: its sessions, the one that matters now, what comes next, and how far the records have come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from tianye.services import bundles, clock, door
from tianye.services.bundles import Standing
from tianye.services.clock import ClockShown
from tianye.services.door import Door
from tianye.services.station import Station
from tianye.store.queries import door as at_door
from tianye.store.queries import laptops, trainings
from tianye.store.queries.trainings import SessionRow

_LENGTH_MINUTES = 180
"""A session of which nobody said when it ends is taken to last so long, to find the one that matters now."""
_COMING = 4


class SessionOfDay(NamedTuple):
    """A session in a list: how many are here and how many are expected (None: nobody can be, yet)."""

    session: SessionRow
    here: int
    expected: int | None


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day. `chosen` is the session that matters; `number` of `days` is this day's place in its training.

    `others` are the day's other sessions; `coming` those of the next day with any, nearest first. `before` and `after`
    are the nearest days with sessions. `handed_over_ms` is when a bundle was last written (Unix time), None for never.
    """

    day: date
    today: date
    clock: ClockShown
    has_pack: bool
    chosen: Door | None
    programme: str
    number: int
    days: int
    others: tuple[SessionOfDay, ...]
    coming: tuple[SessionOfDay, ...]
    before: date | None
    after: date | None
    standing: Standing
    handed_over_ms: int | None

    @property
    def sessions(self) -> int:
        """How many sessions the day has."""
        return len(self.others) + (self.chosen is not None)


def look_at_day(station: Station, day: date | None = None, session: bytes | None = None) -> DayShown:
    """Return a day, today where none is given; `session` is put first in place of the one that matters by itself."""
    now = station.local_time()
    shown = day or now.date()
    every = [row for row in trainings.all_sessions(station.database) if row.held_on]
    of_day = [row for row in every if row.held_on == shown.isoformat()]
    chosen = next((row for row in of_day if row.id == session), None) or _matters(station, of_day, now)
    others = [row for row in of_day if row is not chosen]
    dates = sorted({date.fromisoformat(row.held_on) for row in every if row.held_on})
    after = next((one for one in dates if one > shown), None)
    coming = [row for row in every if after and row.held_on == after.isoformat()][:_COMING]
    of_training = sorted({row.held_on or "" for row in every if chosen and row.training == chosen.training})
    return DayShown(
        shown,
        now.date(),
        clock.look_at_clock(station),
        station.settings.find("hq_card") is not None,
        door.look_at_door(station, chosen.id) if chosen else None,
        _programme(station, chosen),
        of_training.index(chosen.held_on or "") + 1 if chosen else 0,
        len(of_training),
        tuple(_listed(station, others)),
        tuple(_listed(station, coming)),
        next((one for one in reversed(dates) if one < shown), None),
        after,
        bundles.standing(station),
        _handed_over_ms(station),
    )


def days_with_sessions(station: Station) -> list[date]:
    """Return every day that has a session, in order."""
    return sorted({date.fromisoformat(row.held_on) for row in trainings.all_sessions(station.database) if row.held_on})


def _matters(station: Station, sessions: Sequence[SessionRow], now: datetime) -> SessionRow | None:
    """Return the session whose door is open and that is not over (the one that begins nearest to now, of several), else
    the next, else the last of the day."""
    if not sessions:
        return None
    if sessions[0].held_on != now.date().isoformat():
        return sessions[0]
    minute = now.hour * 60 + now.minute
    running = [row for row in sessions if _ends(row) > minute]
    if being_held := [row for row in running if row.open_doors]:
        return min(being_held, key=lambda row: abs((row.begins or 0) - minute))
    return running[0] if running else sessions[-1]


def _ends(session: SessionRow) -> int:
    if session.ends is not None:
        return session.ends
    return (session.begins if session.begins is not None else 24 * 60) + _LENGTH_MINUTES


def _listed(station: Station, sessions: Sequence[SessionRow]) -> list[SessionOfDay]:
    listed = []
    for row in sessions:
        before, here = (
            at_door.expected_before(station.database, row.no),
            at_door.present_at(station.database, row.no),
        )
        present = at_door.presence_at(station.database, row.no).here
        listed.append(SessionOfDay(row, present, len(before | here) if before else None))
    return listed


def _programme(station: Station, session: SessionRow | None) -> str:
    training = trainings.find_training(station.database, session.training) if session and session.training else None
    if training is None or training.programme is None or training.is_sensitive:
        return ""
    code, title = trainings.programme_titles(station.database).get(training.programme, (None, None))
    return title or code or ""


def _handed_over_ms(station: Station) -> int | None:
    return next(
        (
            row.wall_ms
            for row in laptops.all_exchanged(station.database)
            if row.direction == "out" and row.what == "bundle"
        ),
        None,
    )
