"""What a list shows of a person, so that two of one name can be told apart: no number, no birthday, no whole phone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from tianye.domain.names import pinyin_of
from tianye.services import assets
from tianye.store.queries.people import PersonRow

MARKS: Final = 72
"""Personal marks: 12 pictures in 6 colours."""
_TAIL: Final = 4


class Face(NamedTuple):
    """A person as lists draw her; `place` is the nearest name (village, else township, else county) in Chinese."""

    id: bytes
    name: str
    name_bo: str
    reading: str
    sex: str | None
    born_year: int | None
    place: str
    organisation: str
    phone_tail: str
    mark: int


def face_of(person: PersonRow) -> Face:
    """Return the face of a person."""
    found = assets.places().find(person.place) if person.place else None
    return Face(
        person.id,
        person.name or "",
        person.name_bo or "",
        pinyin_of(person.name) if person.name else "",
        person.sex,
        person.born_year,
        found.name if found else "",
        person.organisation or "",
        person.phone[-_TAIL:] if person.phone else "",
        mark_of(person.id),
    )


def faces_of(people: Iterable[PersonRow]) -> list[Face]:
    """Return the faces of several people."""
    return [face_of(person) for person in people]


def mark_of(person: bytes) -> int:
    """Return the number of a person's mark, 0 to 71: the same on every laptop and on paper. Helps the eye; no id."""
    return int.from_bytes(person, "big") % MARKS
