"""Reading people: search as somebody types, one person, those a list or a pack needs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from tianye.domain.ids import ID_BYTES
from tianye.domain.names import query_key
from tianye.store.database import Database
from tianye.store.queries.door import present_at

_LAST = "\U0010ffff"
SEARCH_LIMIT = 200
_SHOWN = 50
_PHONE_KEYS = (4, 8)
WHOLE_NAME = """(
    ? IN (replace(substr(sort_key, 1, instr(sort_key, char(9)) - 1), ' ', ''),
          replace(substr(sort_key, instr(sort_key, char(9)) + 1), '·', ''),
          coalesce(name_bo, ''), coalesce(alias, ''), lower(replace(coalesce(name_latin, ''), ' ', '')))
)"""
"""Whether a search's key, the one parameter, is somebody's whole name or its pinyin: no tail of it, no initials."""


class PersonRow(NamedTuple):
    """A person as lists show her; `consents` is purpose → state; ids are global, numbers stay inside the store."""

    no: int
    id: bytes
    name: str | None
    name_bo: str | None
    sex: str | None
    born_year: int | None
    born_month: int | None
    born_day: int | None
    ethnicity: str | None
    phone: str | None
    id_last4: str | None
    place: str | None
    post: str | None
    note: str | None
    organisation: str | None
    household: bytes | None
    is_void: bool
    consents: dict[str, str]


_COLUMNS = """
    person.no, subject.id, person.name, name_bo, sex, born_year, born_month, born_day, ethnicity, phone, id_last4,
    person.place, post, note, organisation.name, home.id, is_void, consents
    FROM person JOIN subject ON subject.no = person.no
    LEFT JOIN organisation ON organisation.no = person.organisation
    LEFT JOIN subject AS home ON home.no = person.household
"""


def _person(row: tuple[object, ...]) -> PersonRow:
    *plain, is_void, consents = row
    return PersonRow._make((*plain, bool(is_void), json.loads(str(consents)) if consents != "{}" else {}))


def find_person(database: Database, identifier: bytes) -> PersonRow | None:
    """Return a person by id, or None."""
    found = database.row(f"SELECT {_COLUMNS} WHERE subject.id = ? AND subject.type = 'person'", (identifier,))
    return _person(found) if found else None


def people_beginning_with(database: Database, beginning: bytes) -> list[PersonRow]:
    """Return the people whose ids begin with these bytes; a registration that was taken back is left out."""
    return [
        _person(row)
        for row in database.rows(
            f"SELECT {_COLUMNS} WHERE subject.id BETWEEN ? AND ? AND subject.type = 'person' AND is_void = 0",
            (beginning.ljust(ID_BYTES, b"\x00"), beginning.ljust(ID_BYTES, b"\xff")),
        )
    ]


def all_people(database: Database, county: str | None = None) -> list[PersonRow]:
    """Return the register in the order of whole-name pinyin, of one county or of all."""
    where, parameters = ("AND substr(person.place, 1, 6) = ?", (county,)) if county else ("", ())
    return [
        _person(row)
        for row in database.rows(
            f"SELECT {_COLUMNS} WHERE is_void = 0 {where} ORDER BY sort_key, person.no", parameters
        )
    ]


def search_people(
    database: Database,
    text: str,
    *,
    session: int | None = None,
    limit: int = _SHOWN,
    is_absent_first: bool = False,
) -> list[PersonRow]:
    """Return candidates for what was typed: a name, pinyin, initials, a phone's tail; the likeliest first.

    Ranked by: the whole name was typed, already expected or present in this session's training, whole-key match, with
    `is_absent_first` whoever is not at the session yet, name order. At most `SEARCH_LIMIT` keys are read, so a first
    letter costs no more than a whole name.
    """
    key = query_key(text)
    tail = ""
    if key.isdecimal() and _PHONE_KEYS[0] < len(key) < _PHONE_KEYS[1]:
        # between the two tails that are keys: look for the shorter and keep those that end as typed
        key, tail = f"{key[-_PHONE_KEYS[0] :]}#", key
    if not key:
        return []
    # ranked before they are read whole: of 200 that begin alike, 50 are shown
    ranked: dict[int, tuple[bool, bool, str]] = {}
    for number, is_key, is_name, sort_key, phone in database.rows(
        f"SELECT found.person, found.key = ?, {WHOLE_NAME}, sort_key, phone "
        "FROM (SELECT person, key FROM search_key WHERE key >= ? AND key < ? LIMIT ?) AS found "
        "JOIN person ON person.no = found.person",
        (key, key, key, key + _LAST, SEARCH_LIMIT),
    ):
        if not tail or (phone and phone.endswith(tail)):
            is_exact = bool(is_key) or (number in ranked and not ranked[number][1])
            ranked[number] = (not is_name, not is_exact, sort_key)
    if not ranked:
        return []
    expected = _expected(database, session) if session is not None else frozenset()
    here = present_at(database, session) if session is not None and is_absent_first else frozenset()

    def rank(number: int) -> tuple[bool, bool, bool, bool, str, int]:
        # a name typed to its end means those called so, before anybody whose name only ends like that
        is_longer, is_other, name = ranked[number]
        return is_longer, number not in expected, is_other, number in here, name, number

    numbers = sorted(ranked, key=rank)[:limit]
    rows = {row.no: row for row in read_people(database, numbers)}
    return [rows[number] for number in numbers]


def read_people(database: Database, numbers: Sequence[int]) -> list[PersonRow]:
    """Return the people of some local numbers, in no order."""
    marks = ", ".join("?" * len(numbers))
    return [_person(row) for row in database.rows(f"SELECT {_COLUMNS} WHERE person.no IN ({marks})", numbers)]


def _expected(database: Database, session: int) -> frozenset[int]:
    """Return the people who came to any session of the same training."""
    return frozenset(
        number
        for (number,) in database.rows(
            "SELECT attendance.person FROM session JOIN session AS sister ON sister.training = session.training "
            "JOIN attendance ON attendance.session = sister.no AND is_present WHERE session.no = ?",
            (session,),
        )
    )


def people_born_near(database: Database, county: str, year: int, limit: int = 500) -> list[PersonRow]:
    """Return people of a county (six digits) who were born within a year of one, at most so many."""
    return [
        _person(row)
        for row in database.rows(
            f"SELECT {_COLUMNS} WHERE is_void = 0 AND person.place >= ? AND person.place < ? "
            "AND born_year BETWEEN ? AND ? LIMIT ?",
            (county, county + _LAST, year - 1, year + 1, limit),
        )
    ]


def people_with_id_key(database: Database, id_key: bytes) -> list[bytes]:
    """Return the ids of people whose resident number has this keyed hash."""
    return [
        bytes(identifier)
        for (identifier,) in database.rows(
            "SELECT id FROM person JOIN subject USING (no) WHERE id_key = ? AND is_void = 0", (id_key,)
        )
    ]


def linked_with(database: Database, person: bytes) -> list[tuple[bytes, bytes, bool | None, str | None]]:
    """Return the links that name a person: both ids, the verdict, the reason."""
    return [
        (bytes(one), bytes(other), None if same is None else bool(same), reason)
        for one, other, same, reason in database.rows(
            "SELECT a.id, b.id, is_same, reason FROM link JOIN subject a ON a.no = one JOIN subject b ON b.no = other "
            "WHERE ? IN (a.id, b.id)",
            (person,),
        )
    ]
