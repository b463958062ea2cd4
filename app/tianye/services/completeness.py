"""Whether figures can be complete: which laptops have handed over what they recorded, as far as can be known here."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from tianye.services.lists import today
from tianye.services.station import SHOWN_ZONE, Station
from tianye.store.queries import laptops, trainings


class LaptopCover(NamedTuple):
    """One laptop: when its last bundle came, the last session in its counties until today, and whether that is behind.

    `last_in_ms` is None where nothing came yet.
    """

    name: str
    last_in_ms: int | None
    last_session_on: date | None
    is_behind: bool


class Coverage(NamedTuple):
    """All laptops in good standing, and those that may still hold attendance of the days asked for."""

    laptops: int
    behind: tuple[LaptopCover, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every laptop handed over after the last session of its counties."""
        return not self.behind


def coverage(
    station: Station,
    *,
    counties: frozenset[str] | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Coverage:
    """Return which laptops are behind for the sessions held in some counties in some days; None means all.

    A laptop is behind when nothing of it came, or nothing since the day of the last such session in a county it has.
    """
    day = today(station)
    last_in: dict[bytes, int] = {}
    for row in laptops.all_exchanged(station.database):
        if (row.direction, row.what, row.result) == ("in", "bundle", "taken in"):
            last_in.setdefault(row.device, row.wall_ms)
    held: dict[str, date] = {}
    for session in trainings.all_sessions(station.database):
        on = date.fromisoformat(session.held_on) if session.held_on else None
        if on is None or on > day or (from_on and on < from_on) or (to_on and on > to_on):
            continue
        if session.county and (counties is None or session.county in counties):
            held[session.county] = max(on, held.get(session.county, on))
    covers = []
    for laptop in laptops.all_laptops(station.database):
        if laptop.revoked_after is not None:
            continue
        days = [held[county] for county in laptop.counties if county in held]
        last_on = max(days, default=None)
        came = last_in.get(laptop.id)
        is_behind = last_on is not None and (came is None or _day(came) < last_on)
        covers.append(LaptopCover(laptop.name or "", came, last_on, is_behind))
    return Coverage(len(covers), tuple(cover for cover in covers if cover.is_behind))


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, SHOWN_ZONE).date()
