"""Reading forms and responses."""

from __future__ import annotations

import json
from typing import NamedTuple

from tianye.store.database import Database


class FormRow(NamedTuple):
    """One version of a form; `media` is file name → content hash."""

    no: int
    id: bytes
    form_id: str
    version: str
    title: str | None
    xform: bytes
    media: dict[str, bytes]
    languages: list[str]
    is_sensitive: bool


class ResponseRow(NamedTuple):
    """One finished response; `answers` is place in the form → answer as text.

    With `is_elsewhere` headquarters alone has the answers: they were purged here, or sealed when they were given.
    """

    id: bytes
    form: bytes | None
    form_id: str | None
    form_version: str | None
    training: bytes | None
    session: bytes | None
    person: bytes | None
    phase: str | None
    design: str | None
    answered_on: str | None
    language: str | None
    answers: dict[str, str]
    is_elsewhere: bool = False


PURGED = "SELECT subject FROM residue JOIN operation USING (id)"
"""The local numbers of what was purged here, as a query within another."""

_FORM = """
    SELECT form.no, id, form_id, version, title, xform, media, languages, is_sensitive
    FROM form JOIN subject USING (no)
"""


def _form(row: tuple[object, ...]) -> FormRow:
    *plain, media, languages, is_sensitive = row
    contents = {name: bytes.fromhex(hashed) for name, hashed in json.loads(str(media)).items()}
    return FormRow._make((*plain, contents, json.loads(str(languages)), bool(is_sensitive)))


def all_forms(database: Database) -> list[FormRow]:
    """Return every version of every form, by id, the newest version last; one that was taken back is left out."""
    return [_form(row) for row in database.rows(f"{_FORM} WHERE form_id IS NOT NULL ORDER BY form_id, form.no")]


def form_contents(database: Database) -> list[bytes]:
    """Return the content hashes of every form and its media, sorted."""
    contents: set[bytes] = set()
    for xform, media in database.rows("SELECT xform, media FROM form WHERE xform IS NOT NULL"):
        contents.add(bytes(xform))
        contents.update(bytes.fromhex(hashed) for hashed in json.loads(media).values())
    return sorted(contents)


def find_form(database: Database, identifier: bytes) -> FormRow | None:
    """Return a version of a form by subject id, or None."""
    found = database.row(f"{_FORM} WHERE id = ?", (identifier,))
    return _form(found) if found else None


def find_newest_form(database: Database, form_id: str, version: str | None = None) -> FormRow | None:
    """Return the version of a form that arrived last, or the one asked for, or None."""
    where, parameters = ("AND version = ?", (form_id, version)) if version is not None else ("", (form_id,))
    found = database.row(f"{_FORM} WHERE form_id = ? {where} ORDER BY form.no DESC", parameters)
    return _form(found) if found else None


def all_responses(database: Database, form_id: str | None = None) -> list[ResponseRow]:
    """Return the responses that are not void, of one form or all, by day."""
    where, parameters = ("AND form.form_id = ?", (form_id,)) if form_id is not None else ("", ())
    return _responses(database, f"{where} ORDER BY answered_on, me.id", parameters)


def find_response(database: Database, identifier: bytes) -> ResponseRow | None:
    """Return a response that stands, or None."""
    found = _responses(database, "AND me.id = ?", (identifier,))
    return found[0] if found else None


def newest_named(database: Database, form_id: str) -> ResponseRow | None:
    """Return the newest response to a form that a person gave under her name and whose answers are here, or None."""
    where = "AND form.form_id = ? AND response.person IS NOT NULL ORDER BY answered_on DESC, response.no DESC LIMIT 1"
    found = _responses(database, where, (form_id,))
    return found[0] if found and not found[0].is_elsewhere else None


def _responses(database: Database, where: str, parameters: tuple[object, ...]) -> list[ResponseRow]:
    return [
        ResponseRow._make((*row[:-2], json.loads(row[-2]), bool(row[-1])))
        for row in database.rows(
            "SELECT me.id, f.id, form.form_id, form_version, t.id, s.id, p.id, phase, design, answered_on, language, "
            f"answers, response.no IN ({PURGED}) OR sealed = 1 FROM response JOIN subject AS me ON me.no = response.no "
            "LEFT JOIN form ON form.no = response.form LEFT JOIN subject AS f ON f.no = response.form "
            "LEFT JOIN subject AS t ON t.no = response.training LEFT JOIN subject AS s ON s.no = response.session "
            f"LEFT JOIN subject AS p ON p.no = response.person WHERE NOT is_void {where}",
            parameters,
        )
    ]


def sealed_responses(database: Database) -> list[bytes]:
    """Return the responses, also void ones, that are sealed and were not opened."""
    return [
        bytes(identifier)
        for (identifier,) in database.rows(
            "SELECT subject.id FROM response JOIN subject USING (no) WHERE sealed = 1 ORDER BY response.no"
        )
    ]


def sealed_of_person(database: Database, person: bytes) -> list[bytes]:
    """Return the responses of a person that came sealed and were opened."""
    return [
        bytes(identifier)
        for (identifier,) in database.rows(
            "SELECT me.id FROM response JOIN subject AS me ON me.no = response.no "
            "JOIN subject AS p ON p.no = response.person WHERE sealed = 2 AND p.id = ?",
            (person,),
        )
    ]


def count_sealed(database: Database) -> dict[str, int]:
    """Return form id → how many responses to it are sealed and stand, also those that were purged here since."""
    return dict(
        database.rows(
            "SELECT form_id, count(*) FROM response JOIN form ON form.no = response.form "
            f"WHERE (sealed = 1 OR is_sensitive AND response.no IN ({PURGED})) AND NOT is_void GROUP BY form_id"
        )
    )


class AnsweredRow(NamedTuple):
    """That a form was answered, without the answers; `person` is None where nobody is named."""

    form_id: str
    person: bytes | None
    training: bytes | None
    session: bytes | None
    phase: str | None
    answered_on: str | None


def all_answered(database: Database) -> list[AnsweredRow]:
    """Return who answered which form at what, over all versions, by day."""
    return [
        AnsweredRow._make(row)
        for row in database.rows(
            "SELECT form.form_id, p.id, t.id, s.id, phase, answered_on FROM response "
            "JOIN form ON form.no = response.form LEFT JOIN subject AS p ON p.no = response.person "
            "LEFT JOIN subject AS t ON t.no = response.training LEFT JOIN subject AS s ON s.no = response.session "
            "WHERE NOT is_void AND form.form_id IS NOT NULL ORDER BY answered_on, response.no"
        )
    ]


def count_responses(database: Database) -> dict[int, int]:
    """Return form number → how many responses to that version stand."""
    return dict(
        database.rows("SELECT form, count(*) FROM response WHERE NOT is_void AND form IS NOT NULL GROUP BY form")
    )
