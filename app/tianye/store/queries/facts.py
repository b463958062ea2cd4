"""What counting is given: the read tables as facts, with ids instead of numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from tianye.domain.indicators import (
    AnonymousAttendance,
    Attendance,
    Facts,
    Household,
    Link,
    Organisation,
    Person,
    Session,
    Training,
)
from tianye.domain.trainings import DEFAULT_THRESHOLD, read_threshold
from tianye.store.database import Database


def load_facts(database: Database) -> Facts:
    """Return everything that counts; scores of surveys are added by who knows the forms.

    Sessions without a day and trainings without a county count like the others where they can. People and attendances
    that were undone are left out; a person not known here yet still counts, with nothing known of her.
    """
    names = {number: bytes(identifier) for number, identifier in database.rows("SELECT no, id FROM subject")}
    return Facts(
        trainings=tuple(_trainings(database, names)),
        sessions=tuple(_sessions(database, names)),
        attendances=tuple(_attendances(database, names)),
        anonymous=tuple(
            AnonymousAttendance(names[number], names[session], sex, age_group)
            for number, session, sex, age_group in database.rows(
                "SELECT no, session, sex, age_group FROM anonymous WHERE NOT is_void AND session IS NOT NULL"
            )
        ),
        persons=tuple(_persons(database, names)),
        households=tuple(
            Household(
                names[number],
                tuple((date.fromisoformat(since), bytes.fromhex(head)) for since, head in json.loads(heads)),
                size,
            )
            for number, size, heads in database.rows("SELECT no, size, heads FROM household")
        ),
        organisations=tuple(
            Organisation(names[number], kind, stage, _truth(led), percent, place[:6] if place else None)
            for number, kind, stage, led, percent, place in database.rows(
                "SELECT no, kind, stage, is_led_by_woman, women_owner_percent, place FROM organisation"
            )
        ),
        links=tuple(
            Link(names[one], names[other], _truth(same))
            # a verdict taken back leaves a link about which nothing is said
            for one, other, same in database.rows(
                "SELECT one, other, is_same FROM link "
                "WHERE is_same IS NOT NULL OR no IN (SELECT subject FROM disagreement)"
            )
        ),
    )


def _trainings(database: Database, names: dict[int, bytes]) -> Iterator[Training]:
    for number, programme, code, kind, county, threshold, host, is_sensitive in database.rows(
        "SELECT no, programme, code, kind, county, threshold, host, is_sensitive FROM training"
    ):
        yield Training(
            names[number],
            names.get(programme),
            code or "",
            kind or "",
            county,
            read_threshold(threshold) if threshold else DEFAULT_THRESHOLD,
            names.get(host),
            bool(is_sensitive),
        )


def _sessions(database: Database, names: dict[int, bytes]) -> Iterator[Session]:
    for number, training, held_on, half, begins, ends, was_held in database.rows(
        "SELECT no, training, held_on, half, begins, ends, was_opened OR EXISTS (SELECT 1 FROM attendance "
        "WHERE attendance.session = no AND is_present) FROM session WHERE training IS NOT NULL AND held_on IS NOT NULL"
    ):
        on = date.fromisoformat(held_on)
        yield Session(names[number], names[training], on, half or "am", begins, ends, bool(was_held))


def _attendances(database: Database, names: dict[int, bytes]) -> Iterator[Attendance]:
    for session, person, minutes in database.rows(
        "SELECT attendance.session, attendance.person, CASE WHEN departed >= arrived "
        "THEN min(departed, coalesce(ends, departed)) - max(arrived, coalesce(begins, arrived)) END "
        "FROM attendance LEFT JOIN session ON session.no = attendance.session "
        "LEFT JOIN person ON person.no = attendance.person WHERE is_present AND NOT coalesce(is_void, 0)"
    ):
        yield Attendance(names[session], names[person], None if minutes is None else max(0, minutes))


def _persons(database: Database, names: dict[int, bytes]) -> Iterator[Person]:
    for number, sex, year, month, day, place, ethnicity, household, organisation, disabled in database.rows(
        "SELECT no, sex, born_year, born_month, born_day, place, ethnicity, household, organisation, is_disabled "
        "FROM person WHERE NOT is_void"
    ):
        yield Person(
            names[number],
            sex,
            (year, month, day),
            place[:6] if place else None,
            ethnicity,
            names.get(household),
            names.get(organisation),
            _truth(disabled),
        )


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)
