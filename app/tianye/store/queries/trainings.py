"""Reading the plan: programmes, trainings, sessions, and who was there."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from tianye.store.database import Database

PlanPart = Literal["programme", "organisation", "venue", "training", "session"]
PLAN_PARTS: Final[tuple[PlanPart, ...]] = ("programme", "organisation", "venue", "training", "session")
"""What a plan is made of, in the order in which its parts refer to one another."""


class TrainingRow(NamedTuple):
    """A training with the names of what it belongs to."""

    no: int
    id: bytes
    code: str | None
    kind: str | None
    title_zh: str | None
    title_en: str | None
    county: str | None
    threshold: str | None
    is_sensitive: bool
    programme: bytes | None
    programme_code: str | None
    host: bytes | None


class SessionRow(NamedTuple):
    """A session of a training; `begins` and `ends` are minutes of the day."""

    no: int
    id: bytes
    code: str | None
    training: bytes | None
    training_code: str | None
    title_zh: str | None
    title_en: str | None
    county: str | None
    held_on: str | None
    half: str | None
    begins: int | None
    ends: int | None
    venue: str | None
    was_opened: bool
    open_doors: int
    is_sensitive: bool


class AttendanceRow(NamedTuple):
    """One person at one session; a person not known here yet has no name."""

    session: bytes
    person: bytes
    person_no: int
    name: str | None
    is_present: bool
    arrived: int | None
    departed: int | None
    marks: int
    how: str | None
    needs_review: bool


_TRAINING = """
    SELECT training.no, me.id, training.code, training.kind, training.title_zh, training.title_en, county, threshold,
        is_sensitive, prog.id, programme.code, org.id
    FROM training JOIN subject AS me ON me.no = training.no
    LEFT JOIN subject AS prog ON prog.no = training.programme LEFT JOIN programme ON programme.no = training.programme
    LEFT JOIN subject AS org ON org.no = training.host
"""
_SESSION = """
    SELECT session.no, me.id, session.code, trained.id, training.code, training.title_zh, training.title_en,
        training.county, held_on, half, begins, ends, venue.name, was_opened, open_doors,
        coalesce(training.is_sensitive, 0)
    FROM session JOIN subject AS me ON me.no = session.no
    LEFT JOIN training ON training.no = session.training LEFT JOIN subject AS trained ON trained.no = session.training
    LEFT JOIN venue ON venue.no = coalesce(session.venue, training.venue)
"""


def _training(row: tuple[object, ...]) -> TrainingRow:
    head, is_sensitive, tail = row[:8], row[8], row[9:]
    return TrainingRow._make((*head, bool(is_sensitive), *tail))


def _session(row: tuple[object, ...]) -> SessionRow:
    head, was_opened, open_doors, is_sensitive = row[:13], row[13], row[14], row[15]
    return SessionRow._make((*head, bool(was_opened), open_doors, bool(is_sensitive)))


def codes_of(database: Database, part: PlanPart) -> dict[str, bytes]:
    """Return code → id of one part of the plan."""
    return {
        code: bytes(identifier)
        for code, identifier in database.rows(
            f"SELECT code, id FROM {part} JOIN subject USING (no) WHERE code IS NOT NULL ORDER BY no"
        )
    }


def programme_titles(database: Database) -> dict[bytes, tuple[str | None, str | None]]:
    """Return id → code and Chinese title of every programme."""
    return {
        bytes(identifier): (code, title)
        for identifier, code, title in database.rows("SELECT id, code, title_zh FROM programme JOIN subject USING (no)")
    }


def all_trainings(database: Database) -> list[TrainingRow]:
    """Return every training known here, by code; one whose planning was undone has none and is left out."""
    return [
        _training(row)
        for row in database.rows(f"{_TRAINING} WHERE training.code IS NOT NULL ORDER BY training.code, training.no")
    ]


def find_training(database: Database, text: str | bytes) -> TrainingRow | None:
    """Return a training by id (bytes) or code (text), or None."""
    column = "me.id" if isinstance(text, bytes) else "training.code"
    found = database.row(f"{_TRAINING} WHERE {column} = ?", (text,))
    return _training(found) if found else None


def all_sessions(database: Database, *, on: str | None = None) -> list[SessionRow]:
    """Return sessions in the order of day and beginning; `on` limits to one day (YYYY-MM-DD).

    One whose planning was undone has no code and is left out.
    """
    where, parameters = ("AND held_on = ?", (on,)) if on else ("", ())
    return [
        _session(row)
        for row in database.rows(
            f"{_SESSION} WHERE session.code IS NOT NULL {where} ORDER BY held_on, begins, session.code", parameters
        )
    ]


def find_session(database: Database, text: str | bytes) -> SessionRow | None:
    """Return a session by id (bytes) or code (text), or None."""
    column = "me.id" if isinstance(text, bytes) else "session.code"
    found = database.row(f"{_SESSION} WHERE {column} = ?", (text,))
    return _session(found) if found else None


def attendance_of(database: Database, session: bytes) -> list[AttendanceRow]:
    """Return all who were marked at a session, present or undone, by name."""
    return [
        AttendanceRow._make((*row[:4], bool(row[4]), *row[5:9], bool(row[9])))
        for row in database.rows(
            "SELECT place.id, who.id, attendance.person, person.name, is_present, arrived, departed, marks, how, "
            "needs_review FROM attendance JOIN subject AS place ON place.no = session "
            "JOIN subject AS who ON who.no = attendance.person LEFT JOIN person ON person.no = attendance.person "
            "WHERE place.id = ? ORDER BY sort_key, who.id",
            (session,),
        )
    ]


def attended(database: Database, type_: str, identifier: bytes) -> list[bytes]:
    """Return the attendances (subject ids) that stand of a person or a session."""
    column = {"person": "person", "session": "session"}[type_]
    return [
        bytes(subject)
        for (subject,) in database.rows(
            f"SELECT met.id FROM attendance JOIN subject AS met ON met.no = attendance.subject "
            f"WHERE is_present AND attendance.{column} = (SELECT no FROM subject WHERE id = ? AND type = ?)",
            (identifier, type_),
        )
    ]


def counts_of(database: Database, session: bytes) -> tuple[int, int]:
    """Return how many persons and how many without a name are present at a session."""
    found = database.row(
        "SELECT (SELECT count(*) FROM attendance WHERE attendance.session = no AND is_present), "
        "(SELECT count(*) FROM anonymous WHERE anonymous.session = subject.no AND NOT is_void) "
        "FROM subject WHERE id = ? AND type = 'session'",
        (session,),
    )
    return (int(found[0]), int(found[1])) if found else (0, 0)
