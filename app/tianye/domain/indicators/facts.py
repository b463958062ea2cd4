"""What counting is given: plain frozen values, with nothing of the database and nothing of the log in them.

Ids are the raw bytes of `tianye.domain.ids`; dates are plain dates; clock times are minutes since midnight; sex is
`"f"` or `"m"`; a place is a six-digit county code. None always means «not known», never «no».
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

FEMALE: Final = "f"
MALE: Final = "m"

Born = tuple[int | None, int | None, int | None]
"""Year, month and day of birth in the solar calendar, as far as known."""

Item = int | Fraction
"""The value of one scored item; exact, so that a mean can be compared."""


@dataclass(frozen=True, slots=True)
class Training:
    """One activity of a programme; `threshold` is the share of held sessions that completes it (D8)."""

    id: bytes
    programme: bytes | None
    code: str
    kind: str
    county: str | None
    threshold: tuple[int, int] = (4, 5)
    host: bytes | None = None
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """One half-day of a training; `half` is `am`, `pm` or `eve`."""

    id: bytes
    training: bytes
    on: date
    half: str
    begins_min: int | None = None
    ends_min: int | None = None
    is_held: bool = True


class Attendance(NamedTuple):
    """One person present at one session; `minutes_present` is None where she was ticked and not timed.

    Only those who were there have one. A tuple, because a programme has a million of them: `map(Attendance._make,
    rows)` takes a third of the time of a class with slots.
    """

    session: bytes
    person: bytes
    minutes_present: int | None = None


@dataclass(frozen=True, slots=True)
class AnonymousAttendance:
    """Somebody present at one session who gave no name (D7); two of them can never be known to be one person."""

    id: bytes
    session: bytes
    sex: str | None = None
    age_group: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One registration, as it stands now. A human being may have several, joined by `Link`."""

    id: bytes
    sex: str | None = None
    born: Born = (None, None, None)
    county: str | None = None
    ethnicity: str | None = None
    household: bytes | None = None
    organisation: bytes | None = None
    is_disabled: bool | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """A household; `heads` are (since when, which person), `head_sex` is for a head who is not in the register."""

    id: bytes
    heads: tuple[tuple[date, bytes], ...] = ()
    size: int | None = None
    head_sex: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A co-operative, company, office or group; `stage` is `start-up` for the young ones."""

    id: bytes
    kind: str | None = None
    stage: str | None = None
    led_by_woman: bool | None = None
    women_owner_percent: int | None = None
    county: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What was decided about two registrations: one person, two persons, or (None) disputed."""

    a: bytes
    b: bytes
    is_same: bool | None


@dataclass(frozen=True, slots=True)
class Score:
    """One person's scored items before or after one training (D9).

    `who` is a person's id, or for an anonymous answer the token its two halves share. `phase` is `pre` or `post`,
    `design` is `classic`, `retrospective` or `single` (which has only `post`).
    """

    who: bytes
    training: bytes
    phase: str
    design: str
    items: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything counting looks at; the order within a sequence never matters."""

    trainings: Sequence[Training] = ()
    sessions: Sequence[Session] = ()
    attendances: Sequence[Attendance] = ()
    anonymous: Sequence[AnonymousAttendance] = ()
    persons: Sequence[Person] = ()
    households: Sequence[Household] = ()
    organisations: Sequence[Organisation] = ()
    links: Sequence[Link] = ()
    scores: Sequence[Score] = ()
