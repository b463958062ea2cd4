"""What the screen at a door shows and does: callers with their state at this session, answers, who came last.

The rules are those of `checkin`; this adds what a person has to see. Minutes are those of the day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple

from tianye.domain.attendance import Outcome
from tianye.domain.changes import Changes
from tianye.domain.people import NO_PHONE, mask_phone
from tianye.services import assets, checkin
from tianye.services.checkin import CheckedIn
from tianye.services.faces import Face, face_of
from tianye.services.known import get_person, get_session
from tianye.services.station import Done, Station
from tianye.store.queries import door as at_door
from tianye.store.queries import people
from tianye.store.queries.door import Presence
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import SessionRow, all_sessions

DoorState = Literal["", "open", "closed"]
MOST_CALLERS = 8
"""More than so many alike are not shown: one more letter finds faster than scrolling."""
LATEST = 10


def is_own_door_open(station: Station) -> bool:
    """Say whether this computer's door of any session of today is open."""
    today = station.local_time().date().isoformat()
    return any(checkin.own_door_state(station, row) == "open" for row in all_sessions(station.database, on=today))


class Caller(NamedTuple):
    """Somebody at the door: her face, what tells her apart, and how she stands at this session.

    `address` is township and village; `phone` is masked; `ethnicity` is the national code.
    """

    face: Face
    address: str
    ethnicity: str | None
    phone: str
    is_here: bool
    arrived: int | None
    departed: int | None


class Found(NamedTuple):
    """What a search came to; `has_more` where further people begin like this."""

    text: str
    callers: tuple[Caller, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What happened at the door. `is_expected` is None where nobody can be expected yet; `command` undoes it.

    `has_left` where it was a leaving: then `arrived` is the minute of leaving.
    """

    outcome: Outcome
    caller: Caller | None = None
    arrived: int | None = None
    is_expected: bool | None = None
    has_left: bool = False
    command: bytes | None = None
    changes: Changes = field(default_factory=Changes)


class Arrival(NamedTuple):
    """One of those who came last."""

    face: Face
    arrived: int | None
    departed: int | None
    how: str | None


@dataclass(frozen=True, slots=True)
class Door:
    """A session as its door shows it.

    `state` is this laptop's own door; `expected` are those of the other sessions of the training together with those
    who are here, None while nobody came to another one; `missing` of them are not here.
    """

    session: SessionRow
    today: date
    state: DoorState
    presence: Presence
    expected: int | None
    missing: int
    latest: tuple[Arrival, ...]
    county: str

    @property
    def is_of_today(self) -> bool:
        """Whether the session is held today, by what the laptop knows of the time."""
        return self.session.held_on == self.today.isoformat()


def look_at_door(station: Station, session: bytes) -> Door:
    """Return a session as its door shows it; raises `UserFault("session.unknown")`."""
    row = get_session(station, session)
    expected, here = _expected(station, row), at_door.present_at(station.database, row.no)
    county = assets.places().find(row.county) if row.county else None
    return Door(
        row,
        station.local_time().date(),
        _door_state(station, row),
        at_door.presence_at(station.database, row.no),
        len(expected | here) if expected else None,
        len(expected - here),
        tuple(_latest(station, row)),
        county.name if county else "",
    )


def find_callers(station: Station, session: SessionRow, text: str) -> Found:
    """Return whom a name, pinyin, initials, Tibetan or a phone's tail can mean, with her state at the session.

    Of those who are equally likely, who is not here yet comes first.
    """
    rows = people.search_people(
        station.database, text, session=session.no, limit=MOST_CALLERS + 1, is_absent_first=True
    )
    return Found(text, tuple(callers_of(station, session, rows[:MOST_CALLERS])), len(rows) > MOST_CALLERS)


def admit(station: Station, session: SessionRow, person: bytes, how: str = "search") -> Answer:
    """Check in somebody who was chosen; raises `UserFault("person.unknown")`."""
    return _answered(station, session, checkin.admit(station, session, get_person(station, person), how))


def take_text(station: Station, session: SessionRow, text: str) -> Answer:
    """Check in whoever a badge, an id or a search names, as `checkin.check_in` does."""
    return _answered(station, session, checkin.check_in(station, session, text))


def let_leave(station: Station, session: SessionRow, person: bytes) -> Answer:
    """Note that somebody left now; raises `UserFault("person.unknown")`."""
    row = get_person(station, person)
    done = checkin.leave(station, session, row)
    (caller,) = callers_of(station, session, [row])
    return Answer(
        Outcome.ADMITTED,
        caller,
        caller.departed,
        has_left=True,
        command=done.command,
        changes=done.changes,
    )


def walk_in(station: Station, session: SessionRow, fields: Mapping[str, Any], consents: Mapping[str, str]) -> Answer:
    """Register somebody new and check her in; one undo takes both back. Raises as `registration.add_person`."""
    return _answered(station, session, checkin.walk_in(station, session, fields, consents))


def count_without_name(station: Station, session: SessionRow, sex: str | None, age_group: str | None) -> Answer:
    """Count somebody who gives no name; raises as `checkin.walk_in_without_name`."""
    done = checkin.walk_in_without_name(station, session, sex=sex, age_group=age_group)
    now = station.local_time()
    return Answer(Outcome.ADMITTED, None, now.hour * 60 + now.minute, command=done.command, changes=done.changes)


def end(station: Station, session: SessionRow) -> Done:
    """Close this laptop's door of a session, see `checkin.close_session`."""
    return checkin.close_session(station, session)


def open_again(station: Station, session: SessionRow) -> Done:
    """Open this laptop's door of a session, also after it was closed."""
    return checkin.open_session(station, session)


def _answered(station: Station, session: SessionRow, answer: CheckedIn) -> Answer:
    if answer.person is None:
        return Answer(answer.outcome, command=answer.command, changes=answer.changes)
    (caller,) = callers_of(station, session, [answer.person])
    expected = _expected(station, session)
    return Answer(
        answer.outcome,
        caller,
        answer.arrived,
        answer.person.no in expected if expected else None,
        command=answer.command,
        changes=answer.changes,
    )


def caller_of_badge(station: Station, session: SessionRow, text: str) -> Caller | None:
    """Return whose badge a text is, and how she stands at the session; None for nobody, and nothing is recorded."""
    person = checkin.badge_owner(station, text)
    return callers_of(station, session, [person])[0] if person is not None else None


def callers_of(station: Station, session: SessionRow, rows: list[PersonRow]) -> list[Caller]:
    """Return people as callers at a session, in the order given."""
    marks = at_door.marks_at(station.database, session.no, [row.no for row in rows]) if rows else {}
    callers = []
    for row in rows:
        mark = marks.get(row.no)
        place = assets.places().find(row.place) if row.place else None
        callers.append(
            Caller(
                face_of(row),
                " ".join(place.path[3:] or place.path[-1:]) if place else "",
                row.ethnicity,
                mask_phone(row.phone) if row.phone and row.phone != NO_PHONE else "",
                mark is not None,
                mark.arrived if mark else None,
                mark.departed if mark else None,
            )
        )
    return callers


def _latest(station: Station, session: SessionRow) -> list[Arrival]:
    rows = at_door.latest_arrivals(station.database, session.no, station.identity.run, LATEST)
    known = {row.no: row for row in people.read_people(station.database, [row.person for row in rows])}
    return [
        Arrival(face_of(known[row.person]), row.arrived, row.departed, row.how) for row in rows if row.person in known
    ]


def _expected(station: Station, session: SessionRow) -> frozenset[int]:
    return at_door.expected_before(station.database, session.no)


def _door_state(station: Station, session: SessionRow) -> DoorState:
    state = checkin.own_door_state(station, session)
    return "open" if state == "open" else "closed" if state == "closed" else ""
