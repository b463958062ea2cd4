"""What can be erased by itself: single answers, and people who came without a name."""

from __future__ import annotations

from typing import NamedTuple

from tianye.store.database import Database

MOST = 2000
"""So many are read, the latest: whoever asks knows the day."""


class AnswerRow(NamedTuple):
    """One answer, without what it says; the session it was given at, as far as there is one."""

    id: bytes
    title: str | None
    form_id: str | None
    phase: str | None
    answered_on: str | None
    code: str | None
    title_zh: str | None
    title_en: str | None
    held_on: str | None
    half: str | None


class NamelessRow(NamedTuple):
    """Somebody who came without a name: `arrived` is the minute of the day."""

    id: bytes
    sex: str | None
    age_group: str | None
    arrived: int | None
    code: str | None
    title_zh: str | None
    title_en: str | None
    held_on: str | None
    half: str | None


_SESSION = "session.code, training.title_zh, training.title_en, held_on, half"
_JOINED = "LEFT JOIN training ON training.no = session.training"


def answers_of(database: Database, person: bytes | None) -> list[AnswerRow]:
    """Return a person's answers that stand, or nobody's, the latest first."""
    named, values = ("person IS NULL", ()) if person is None else (_IS_HERS, (person,))
    return [
        AnswerRow._make(row)
        for row in database.rows(
            f"SELECT subject.id, title, form_id, phase, answered_on, {_SESSION} FROM response JOIN subject USING (no) "
            f"LEFT JOIN form ON form.no = response.form LEFT JOIN session ON session.no = response.session {_JOINED} "
            f"WHERE NOT is_void AND {named} ORDER BY answered_on DESC, response.no DESC LIMIT {MOST}",
            values,
        )
    ]


_IS_HERS = "person = (SELECT no FROM subject WHERE id = ? AND type = 'person')"


def all_nameless(database: Database) -> list[NamelessRow]:
    """Return who came without a name, the latest session first."""
    return [
        NamelessRow._make(row)
        for row in database.rows(
            f"SELECT subject.id, sex, age_group, arrived, {_SESSION} FROM anonymous JOIN subject USING (no) "
            f"LEFT JOIN session ON session.no = anonymous.session {_JOINED} "
            f"WHERE NOT is_void ORDER BY held_on DESC, arrived DESC, anonymous.no LIMIT {MOST}"
        )
    ]
