"""What waits for a person's decision, as rows: disagreements, undone check-ins, refused scans, links, the register."""

from __future__ import annotations

from typing import NamedTuple

from tianye.store.database import Database


class DisputedRow(NamedTuple):
    """A field of a subject on which two words stand."""

    type: str
    id: bytes
    field: str


class ScanRow(NamedTuple):
    """A refused scan; `minute` of the day, `held_on` the session's day."""

    id: bytes
    session: bytes | None
    session_code: str | None
    held_on: str | None
    outcome: str
    raw: str
    minute: int | None


class LinkRow(NamedTuple):
    """What was said about two registrations being one person; None while two words stand."""

    one: bytes
    other: bytes
    is_same: bool | None


class RegistrationRow(NamedTuple):
    """What is compared of a registration; the birth date in solar parts, as far as it is known."""

    id: bytes
    name: str | None
    name_bo: str | None
    name_latin: str | None
    alias: str | None
    sex: str | None
    born_year: int | None
    born_month: int | None
    born_day: int | None
    id_key: bytes | None
    phone: str | None
    place: str | None
    household: bytes | None


def disputed_fields(database: Database) -> list[DisputedRow]:
    """Return every disagreement but those on links, in the order in which their subjects were first heard of."""
    return [
        DisputedRow(*row)
        for row in database.rows(
            "SELECT type, id, field FROM disagreement JOIN subject ON subject.no = disagreement.subject "
            "WHERE type <> 'link' ORDER BY subject.no, field"
        )
    ]


def undone_unseen(database: Database) -> list[tuple[bytes, bytes]]:
    """Return (session, person) of check-ins that somebody undid without having seen another one."""
    return [
        (bytes(session), bytes(person))
        for session, person in database.rows(
            "SELECT place.id, who.id FROM attendance JOIN subject AS place ON place.no = session "
            "JOIN subject AS who ON who.no = person WHERE needs_review ORDER BY attendance.subject"
        )
    ]


def refused_scans(database: Database) -> list[ScanRow]:
    """Return every refused scan, the earliest session first."""
    return [
        ScanRow(*row)
        for row in database.rows(
            "SELECT me.id, place.id, session.code, held_on, coalesce(outcome, ''), coalesce(raw, ''), minute FROM scan "
            "JOIN subject AS me ON me.no = scan.no LEFT JOIN subject AS place ON place.no = scan.session "
            "LEFT JOIN session ON session.no = scan.session ORDER BY held_on, minute, me.id"
        )
    ]


def all_links(database: Database) -> list[LinkRow]:
    """Return every decision about two registrations, disputed ones included."""
    return [
        LinkRow(bytes(one), bytes(other), None if same is None else bool(same))
        for one, other, same in database.rows(
            "SELECT a.id, b.id, is_same FROM link JOIN subject a ON a.no = one JOIN subject b ON b.no = other "
            "ORDER BY link.no"
        )
    ]


_REGISTRATION = """
    SELECT me.id, name, name_bo, name_latin, alias, sex, born_year, born_month, born_day, id_key, phone, place, home.id
    FROM person JOIN subject AS me ON me.no = person.no LEFT JOIN subject AS home ON home.no = person.household
"""


def registrations(database: Database) -> list[RegistrationRow]:
    """Return the register for comparing each with each; voided registrations are left out."""
    return [RegistrationRow(*row) for row in database.rows(f"{_REGISTRATION} WHERE NOT is_void ORDER BY person.no")]


def count_registrations(database: Database) -> int:
    """Return how many registrations stand."""
    found = database.row("SELECT count(*) FROM person WHERE NOT is_void")
    return int(found[0]) if found else 0


def find_registration(database: Database, person: bytes) -> RegistrationRow | None:
    """Return what is compared of one registration, or None."""
    found = database.row(f"{_REGISTRATION} WHERE me.id = ? AND me.type = 'person'", (person,))
    return RegistrationRow(*found) if found else None


def namesakes(database: Database, name: str) -> int:
    """Return how many registrations carry exactly this name."""
    found = database.row("SELECT count(*) FROM person WHERE name = ? AND NOT is_void", (name,))
    return int(found[0]) if found else 0


def operator_names(database: Database) -> dict[bytes, str]:
    """Return the shown name of every operator that was named."""
    return {
        bytes(identifier): name
        for identifier, name in database.rows("SELECT id, name FROM operator JOIN subject USING (no) WHERE name <> ''")
    }


def station_names(database: Database) -> dict[bytes, str]:
    """Return the shown name of every enrolled station, headquarters included, by device."""
    return {
        bytes(identifier): name
        for identifier, name in database.rows("SELECT id, name FROM laptop JOIN subject USING (no) WHERE name <> ''")
    }


_LABELS = {
    "person": "SELECT name FROM person JOIN subject USING (no) WHERE id = ? AND type = 'person'",
    "session": "SELECT code FROM session JOIN subject USING (no) WHERE id = ? AND type = 'session'",
    "training": "SELECT code FROM training JOIN subject USING (no) WHERE id = ? AND type = 'training'",
    "programme": "SELECT code FROM programme JOIN subject USING (no) WHERE id = ? AND type = 'programme'",
    "organisation": "SELECT name FROM organisation JOIN subject USING (no) WHERE id = ? AND type = 'organisation'",
    "venue": "SELECT name FROM venue JOIN subject USING (no) WHERE id = ? AND type = 'venue'",
    "household": "SELECT code FROM household JOIN subject USING (no) WHERE id = ? AND type = 'household'",
    "form": "SELECT form_id FROM form JOIN subject USING (no) WHERE id = ? AND type = 'form'",
    "response": "SELECT coalesce(name || ' · ', '') || coalesce(title, form_id, '') FROM response "
    "JOIN subject USING (no) LEFT JOIN person ON person.no = response.person "
    "LEFT JOIN form ON form.no = response.form WHERE id = ? AND type = 'response'",
    "laptop": "SELECT name FROM laptop JOIN subject USING (no) WHERE id = ? AND type = 'laptop'",
    "operator": "SELECT name FROM operator JOIN subject USING (no) WHERE id = ? AND type = 'operator'",
}


def label_of(database: Database, type_: str, identifier: bytes) -> str | None:
    """Return the name or code people know a subject by, or None where it has none here."""
    sql = _LABELS.get(type_)
    found = database.row(sql, (identifier,)) if sql else None
    return found[0] if found else None
