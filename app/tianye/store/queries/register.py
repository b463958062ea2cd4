"""The register as a long list: who is in it in which order, page by page, and whose word each row rests on."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from tianye.domain.names import query_key
from tianye.store.database import Database, naming_failures
from tianye.store.queries.forms import PURGED
from tianye.store.queries.people import WHOLE_NAME, PersonRow, read_people

Order = Literal["name", "place", "newest"]
_ORDERS: Final[dict[str, str]] = {
    "name": "sort_key, person.no",
    "place": "place IS NULL, place, sort_key, person.no",
    "newest": "person.no DESC",
}
_LAST = "\U0010ffff"
_PHONE_KEYS = (4, 8)


class Wanted(NamedTuple):
    """What of the register is shown: a search as it was typed, a county (six digits), a sex; empty for all."""

    text: str = ""
    county: str = ""
    sex: str = ""
    order: Order = "name"


def register_numbers(database: Database, wanted: Wanted) -> array[int]:
    """Return the local numbers of everybody wanted, in order; a search puts whole words first.

    Four bytes a person: 100,000 people are 400 kB. Rows are read later, a page at a time.
    """
    where: list[str] = ["is_void = 0"]
    parameters: list[object] = []
    order = _ORDERS[wanted.order]
    if wanted.county:
        where.append("place >= ? AND place < ?")
        parameters += [wanted.county, wanted.county + _LAST]
    if wanted.sex:
        where.append("sex = ?")
        parameters.append(wanted.sex)
    if wanted.text.strip():
        key, tail = query_key(wanted.text), ""
        if key.isdecimal() and _PHONE_KEYS[0] < len(key) < _PHONE_KEYS[1]:
            # between the two tails that are keys: look for the shorter and keep those that end as typed
            key, tail = f"{key[-_PHONE_KEYS[0] :]}#", key
        if not key:
            return array("I")
        where.append("person.no IN (SELECT person FROM search_key WHERE key >= ? AND key < ?)")
        parameters += [key, key + _LAST]
        if tail:
            where.append("substr(phone, ?) = ?")
            parameters += [-len(tail), tail]
        order = f"NOT {WHOLE_NAME}, person.no NOT IN (SELECT person FROM search_key WHERE key = ?), {order}"
        parameters += [key, key]
    sql = f"SELECT person.no FROM person WHERE {' AND '.join(where)} ORDER BY {order}"
    with naming_failures():
        return array("I", (number for (number,) in database.execute(sql, parameters)))


def people_of(database: Database, numbers: Sequence[int]) -> list[PersonRow]:
    """Return the people of some local numbers in their order, who was taken back meanwhile too."""
    rows = {row.no: row for row in read_people(database, numbers)}
    return [rows[number] for number in numbers if number in rows]


def counties_of_people(database: Database) -> list[tuple[str, int]]:
    """Return (six digits, how many people live there), the most first; no digits for those of whom it is not known."""
    return [
        (code, count)
        for code, count in database.rows(
            "SELECT coalesce(substr(place, 1, 6), '') AS county, count(*) FROM person WHERE is_void = 0 "
            "GROUP BY county ORDER BY count(*) DESC, county"
        )
    ]


def last_words_of(database: Database, device: bytes, numbers: Sequence[int]) -> dict[int, int]:
    """Return subject number → sequence of the last operation that a device said about it."""
    marks = ", ".join("?" * len(numbers))
    return {
        subject: last & 0xFFFFFFFF
        for subject, last in database.rows(
            f"SELECT subject, max(operation.id) FROM operation WHERE subject IN ({marks}) "
            "AND operation.id >> 32 = (SELECT no FROM device WHERE id = ?) GROUP BY subject",
            [*numbers, device],
        )
    }


def first_words_of(database: Database, numbers: Sequence[int]) -> dict[int, bytes]:
    """Return subject number → the device that registered the person."""
    marks = ", ".join("?" * len(numbers))
    # the kind stands in a header as plain text
    return {
        subject: bytes(device)
        for subject, device in database.rows(
            f"SELECT subject, device.id FROM operation JOIN device ON device.no = operation.id >> 32 "
            f"WHERE subject IN ({marks}) AND instr(header, ?) ORDER BY operation.id DESC",
            [*numbers, b"person.registered"],
        )
    }


def subjects_about(database: Database, person: int) -> list[int]:
    """Return the local numbers of what speaks of a person: herself, attendances, links, responses."""
    return [
        int(number)
        for (number,) in database.rows(
            "SELECT ?1 UNION SELECT subject FROM attendance WHERE person = ?1 "
            "UNION SELECT no FROM link WHERE one = ?1 OR other = ?1 UNION SELECT no FROM response WHERE person = ?1",
            (person,),
        )
    ]


class CameRow(NamedTuple):
    """One session at which a person was marked."""

    session: bytes
    code: str | None
    training_code: str | None
    title_zh: str | None
    title_en: str | None
    held_on: str | None
    half: str | None
    is_present: bool
    arrived: int | None
    departed: int | None
    how: str | None


def attendances_of_person(database: Database, person: int) -> list[CameRow]:
    """Return where a person was marked, the latest first; what was undone stays with `is_present` False."""
    return [
        CameRow._make((*row[:7], bool(row[7]), *row[8:]))
        for row in database.rows(
            "SELECT place.id, session.code, training.code, training.title_zh, training.title_en, held_on, half, "
            "is_present, arrived, departed, how FROM attendance JOIN subject AS place ON place.no = attendance.session "
            "LEFT JOIN session ON session.no = attendance.session LEFT JOIN training ON training.no = session.training "
            "WHERE attendance.person = ? ORDER BY held_on DESC, begins DESC",
            (person,),
        )
    ]


class AnsweredRow(NamedTuple):
    """One finished response of a person, without its answers; with `is_elsewhere` headquarters alone has them."""

    title: str | None
    form_id: str | None
    version: str | None
    phase: str | None
    answered_on: str | None
    is_elsewhere: bool = False
    id: bytes = b""


def responses_of_person(database: Database, person: int) -> list[AnsweredRow]:
    """Return which forms a person has answered, the latest first."""
    return [
        AnsweredRow._make((*row[:-2], bool(row[-2]), bytes(row[-1])))
        for row in database.rows(
            f"SELECT title, form_id, form_version, phase, answered_on, response.no IN ({PURGED}), subject.id "
            "FROM response JOIN subject ON subject.no = response.no "
            "LEFT JOIN form ON form.no = response.form WHERE person = ? AND NOT is_void ORDER BY answered_on DESC",
            (person,),
        )
    ]
