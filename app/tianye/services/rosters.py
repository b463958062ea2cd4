"""The roster of a session: who is expected, who is here since when, who left; ticking somebody from the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from tianye.services import attendance_lists, checkin, door, review
from tianye.services.attendance_lists import Written
from tianye.services.checkin import CheckedIn
from tianye.services.door import Answer
from tianye.services.faces import Face, face_of
from tianye.services.known import get_person, get_session
from tianye.services.station import Done, Station
from tianye.store.queries import people, trainings
from tianye.store.queries.trainings import SessionRow

__all__ = [
    "Roster",
    "RosterRow",
    "SessionRow",
    "Sessions",
    "Written",
    "choose_sessions",
    "roster_of",
    "take_badge",
    "tick",
    "untick",
    "write_list",
    "write_sign_in_sheet",
]


class RosterRow(NamedTuple):
    """A person on the roster; times are minutes of the day. Who is here and was not expected is a walk-in."""

    face: Face
    is_expected: bool
    is_here: bool
    arrived: int | None
    departed: int | None
    how: str | None


@dataclass(frozen=True, slots=True)
class Roster:
    """A session with everybody on its roster by name, and how many are here without a name."""

    session: SessionRow
    rows: tuple[RosterRow, ...]
    without_name: int

    @property
    def expected(self) -> int:
        """How many are expected together with those who came besides, as the door counts; 0 while nobody can be."""
        return len(self.rows) if any(row.is_expected for row in self.rows) else 0

    @property
    def missing(self) -> int:
        """How many of the expected are not here."""
        return sum(row.is_expected and not row.is_here for row in self.rows)

    def here(self, sex: str | None = None) -> int:
        """How many are here with a name, of a sex or all."""
        return sum(row.is_here and sex in (None, row.face.sex) for row in self.rows)

    @property
    def walk_ins(self) -> int:
        """How many are here who were not expected."""
        return sum(row.is_here and not row.is_expected for row in self.rows)


class Sessions(NamedTuple):
    """Every session that has a day in order, the index of the one to begin with, and which day it is here."""

    rows: list[SessionRow]
    first: int
    today: date


def choose_sessions(station: Station) -> Sessions:
    """Return the sessions to choose from.

    To begin with is the one whose door is open here today, else today's next, else the nearest day's.
    """
    sessions = [row for row in trainings.all_sessions(station.database) if row.held_on]
    now = station.local_time()
    day = now.date().isoformat()
    minute = now.hour * 60 + now.minute

    def rank(number: int) -> tuple[int, bool, bool, int]:
        row = sessions[number]
        days = abs((date.fromisoformat(row.held_on or day) - now.date()).days)
        is_over = row.ends is not None and row.ends < minute
        present, _ = trainings.counts_of(station.database, row.id)
        return days, not row.open_doors, is_over, -present

    return Sessions(sessions, min(range(len(sessions)), key=rank, default=0), now.date())


def is_meant(face: Face, text: str) -> bool:
    """Say whether what was typed (in small letters) means somebody: part of the name, its pinyin, its initials."""
    syllables = face.reading.casefold().split()
    joined = text.replace(" ", "")
    ways = ("".join(syllables), "".join(syllable[0] for syllable in syllables))
    return text in face.name.casefold() or text in face.name_bo or any(joined in way for way in ways)


def roster_of(station: Station, session: bytes, *, of_county: bool = False) -> Roster:
    """Return the roster of a session; `of_county` expects the whole register of its county.

    Raises `UserFault("session.unknown")`.
    """
    row = get_session(station, session)
    expected = {person.id: person for person in attendance_lists.expected_at(station, [row], of_county=of_county)}
    marks = {mark.person: mark for mark in trainings.attendance_of(station.database, session)}
    others = [
        found
        for mark in marks.values()
        if mark.is_present and mark.person not in expected
        if (found := people.find_person(station.database, mark.person)) is not None
    ]
    # who came only to this session is expected by what was read, though nobody had thought of her before
    came_before = _came_before(station, row) if not of_county else frozenset(expected)
    rows = []
    for person in (*expected.values(), *others):
        mark = marks.get(person.id)
        is_here = mark is not None and mark.is_present
        is_expected = person.id in expected and person.id in came_before
        rows.append(
            RosterRow(
                face_of(person),
                is_expected,
                is_here,
                mark.arrived if mark and is_here else None,
                mark.departed if mark and is_here else None,
                mark.how if mark and is_here else None,
            )
        )
    _, without_name = trainings.counts_of(station.database, session)
    return Roster(row, tuple(rows), without_name)


def tick(station: Station, session: bytes, person: bytes) -> CheckedIn:
    """Check somebody in from the list; raises `UserFault`: `session.unknown`, `person.unknown`."""
    return checkin.admit(station, get_session(station, session), get_person(station, person), "roster")


def take_badge(station: Station, session: bytes, text: str) -> Answer:
    """Check in whoever a badge names, as at the door; raises `UserFault("session.unknown")`."""
    return door.take_text(station, get_session(station, session), text)


def untick(station: Station, session: bytes, person: bytes) -> Done:
    """Take somebody's check-in back, whoever made it; raises as `tick`."""
    return review.settle_attendance(station, session, person, present=False)


def write_sign_in_sheet(
    station: Station, session: bytes, path: Path, *, of_county: bool = False, language: Literal["zh", "en"] = "zh"
) -> Written:
    """Write the sheet to be signed; raises as `attendance_lists.write_sheet`."""
    return attendance_lists.write_sheet(
        station, get_session(station, session), path, of_county=of_county, language=language
    )


def write_list(station: Station, session: bytes, path: Path, *, of_county: bool = False) -> Written:
    """Write the list that the signed sheets of the session's day are typed into, a column for each session of it.

    Raises as `attendance_lists.write_template`.
    """
    row = get_session(station, session)
    same_day = [
        one
        for one in trainings.all_sessions(station.database, on=row.held_on)
        if one.training == row.training or one.id == row.id
    ]
    return attendance_lists.write_template(station, same_day, path, of_county=of_county)


def _came_before(station: Station, session: SessionRow) -> frozenset[bytes]:
    """Return who came to another session of the same training."""
    return frozenset(
        row.person
        for other in trainings.all_sessions(station.database)
        if other.training == session.training and other.id != session.id
        for row in trainings.attendance_of(station.database, other.id)
        if row.is_present
    )
