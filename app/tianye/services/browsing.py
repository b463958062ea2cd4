"""The register as a long list that is looked through: who is in it, a page of rows at a time, where each record is."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from tianye.services import assets, badges, bundles, people_lists
from tianye.services.badges import BadgesWritten
from tianye.services.faces import Face, face_of
from tianye.services.known import station_names
from tianye.services.people_lists import PeoplePreview
from tianye.services.progress import Tell, in_silence
from tianye.services.shown_values import ShownValues
from tianye.services.station import Station
from tianye.store.queries import people, register
from tianye.store.queries.register import Order, Wanted

__all__ = [
    "CountyRow",
    "ListPreview",
    "Listed",
    "Order",
    "PreviewedChange",
    "RecordState",
    "RegisterFound",
    "Wanted",
    "find_in_register",
    "preview_list",
    "read_rows",
    "write_badges_of",
]

FIRST_ROWS: Final = 64
"""Rows that come along with the answer to a search, so that the first screen does not wait for a second one."""


class RecordState(StrEnum):
    """How far a person's record has come from where she was registered or corrected."""

    HERE = "here"
    """Something about her was written here and nothing has carried it away yet."""
    HANDED_OVER = "handed-over"
    RECEIVED = "received"
    FROM_HEADQUARTERS = "from-headquarters"
    """Nothing about her was written here."""
    AT_HEADQUARTERS = "at-headquarters"
    """This is headquarters."""


class Listed(NamedTuple):
    """A person as a row of the register; `origin` names the station that registered her."""

    no: int
    face: Face
    state: RecordState
    origin: str


class CountyRow(NamedTuple):
    """A county with people in it; `name` is empty where the table of places does not know the code.

    The code is empty for people of whom nobody knows where they live.
    """

    code: str
    name: str
    people: int


class RegisterFound(NamedTuple):
    """Whom a search found: local numbers in order, the first rows of them, and the counties there are to choose.

    `counties` is None where they were not asked for.
    """

    numbers: array[int]
    first: list[Listed]
    counties: list[CountyRow] | None


def find_in_register(station: Station, wanted: Wanted, *, with_counties: bool = True) -> RegisterFound:
    """Return everybody wanted, in order; the counties of everybody too, which a keystroke need not ask for again."""
    numbers = register.register_numbers(station.database, wanted)
    counties = _counties(station) if with_counties else None
    return RegisterFound(numbers, read_rows(station, numbers[:FIRST_ROWS]), counties)


def _counties(station: Station) -> list[CountyRow]:
    places = assets.places()
    return [
        CountyRow(code, place.name if (place := places.find(code)) else "", count)
        for code, count in register.counties_of_people(station.database)
    ]


def read_rows(station: Station, numbers: Sequence[int]) -> list[Listed]:
    """Return the rows of some local numbers, in their order."""
    if not len(numbers):
        return []
    database = station.database
    rows = register.people_of(database, numbers)
    origins = register.first_words_of(database, numbers)
    names = station_names(station)
    own = register.last_words_of(database, station.identity.run, numbers)
    standing = bundles.standing(station)

    def state_of(number: int) -> RecordState:
        last = own.get(number)
        if station.identity.role == "hq":
            return RecordState.AT_HEADQUARTERS
        if last is None:
            return RecordState.FROM_HEADQUARTERS
        if last <= standing.received:
            return RecordState.RECEIVED
        return RecordState.HANDED_OVER if last <= standing.handed_over else RecordState.HERE

    return [Listed(row.no, face_of(row), state_of(row.no), names.get(origins.get(row.no, b""), "")) for row in rows]


def write_badges_of(station: Station, wanted: Wanted, path: Path, language: badges.Language = "zh") -> BadgesWritten:
    """Write the badges of everybody wanted, in that order; raises as `badges.write_badges`."""
    numbers = register.register_numbers(station.database, wanted)
    return badges.write_badges(station, register.people_of(station.database, numbers), path, language=language)


# ---- a list that is about to come in -------------------------------------------------------------------------------


class PreviewedChange(NamedTuple):
    """One field a list would change, with the name of whose it is and values as `ShownValues` shows them."""

    name: str
    row: int
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What a list would do, ready to be shown: `added` are the names of the new people, with their rows."""

    path: Path
    preview: PeoplePreview
    added: tuple[tuple[int, str], ...]
    changes: tuple[PreviewedChange, ...]


def preview_list(station: Station, path: Path, tell: Tell = in_silence) -> ListPreview:
    """Read a list and say what it would do, in names; nothing is written. Raises as `people_lists.preview_people`."""
    preview = people_lists.preview_people(station, path, tell)
    shown = ShownValues(station)
    names: dict[bytes, str] = {}
    for person in {change.person for change in preview.changes}:
        found = people.find_person(station.database, person)
        names[person] = (found.name if found else None) or ""
    changes = tuple(
        PreviewedChange(
            names[change.person],
            change.row,
            change.field,
            shown.value(change.field, change.before),
            shown.value(change.field, change.after),
        )
        for change in preview.changes
    )
    return ListPreview(path, preview, preview.new_names, changes)
