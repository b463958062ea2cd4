"""Everything that was ever said about a person, newest first: what, by whom, where, when, and whether it still holds.

Values are for the screen of somebody who may see the person; they never go into files, errors or logs.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import ID_BYTES
from tianye.domain.kinds import KINDS
from tianye.domain.ops import Header, Sealed, action_id, decode_fields, decode_header, reference
from tianye.services.corrections import CORRECTED, Change, changes_between
from tianye.services.known import station_names
from tianye.services.shown_values import ShownValues
from tianye.services.station import Station
from tianye.store.queries import people, register, review, trainings
from tianye.store.queries.trainings import SessionRow

_UNSAID = frozenset({"id_key"})
"""Fields that mean nothing to a person."""
_BESIDE = frozenset({"response.attached"})
"""Kinds that say nothing by themselves: they stand beside another of the same moment."""


class FieldChange(NamedTuple):
    """One field: from what (several where words disagreed, none where nothing was said) to what."""

    field: str
    before: tuple[Any, ...]
    after: Any


class Entry(NamedTuple):
    """One operation.

    `kind` is that of `domain.kinds`; `about` says what else it speaks of: the other person's name of a link, the form's
    title of a response; `session` the session of an attendance. `is_undone`: its command was taken back;
    `is_undo`: it takes another back. Both are known of this station's own commands, and of check-ins and registrations
    wherever they were made. A response's answers are not shown, but `answers` that were corrected, with the `reason`;
    `is_elsewhere` where they were purged here, and headquarters has them.
    """

    kind: str
    changes: tuple[FieldChange, ...]
    about: str
    session: SessionRow | None
    operator: str
    station: str
    at_ms: int
    is_clock_suspect: bool
    is_undone: bool
    is_undo: bool
    is_elsewhere: bool = False
    answers: tuple[Change, ...] = ()
    reason: str = ""


class _Said(NamedTuple):
    """An operation read: its reference, header and fields (empty where they were erased)."""

    reference: bytes
    header: Header
    fields: dict[str, Any]
    is_there: bool


def history_of(station: Station, person: bytes) -> list[Entry]:
    """Return all that was said about a person, newest first; raises `UserFault("person.unknown")`."""
    number = station.log.find_subject("person", person)
    if number is None:
        raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)
    subjects = register.subjects_about(station.database, number)
    said = [_said(sealed) for sealed in station.log.of_subjects(subjects)]
    return _Teller(station, person, said).entries()


def _said(sealed: Sealed) -> _Said:
    header = decode_header(sealed.header)
    fields = decode_fields(sealed.payload) if sealed.payload is not None else {}
    return _Said(reference(sealed.author, header.sequence), header, fields, sealed.payload is not None)


def _moment(one: _Said) -> tuple[int, int, int]:
    header = one.header
    return header.ms, header.counter, header.sequence


class _Teller:
    """Tells operations in order; names of operators, stations and sessions are looked up once."""

    def __init__(self, station: Station, person: bytes, said: list[_Said]) -> None:
        self._station = station
        self._person = person
        self._said = said
        self._by_reference = {one.reference: one for one in said}
        self._shown = ShownValues(station)
        self._operators = review.operator_names(station.database)
        self._stations = station_names(station)
        self._taken_back = {
            older
            for one in said
            if one.header.kind in ("attendance.unmarked", "person.voided", "response.voided", "person.unlinked")
            for references in one.header.supersedes.values()
            for older in references
        }
        self._is_voided = any(one.header.kind == "person.voided" and one.fields.get("is_void") for one in said)

    def entries(self) -> list[Entry]:
        order = sorted(self._said, key=_moment, reverse=True)
        return [self._entry(one) for one in order if one.header.kind in KINDS and one.header.kind not in _BESIDE]

    def _entry(self, one: _Said) -> Entry:
        header = one.header
        changes = () if header.kind.startswith("response.") else tuple(self._changes(one))
        is_undone, is_undo = self._undone(one)
        return Entry(
            header.kind,
            changes,
            self._about(header),
            self._session(header),
            self._operators.get(header.operator, ""),
            self._stations.get(one.reference[:16], ""),
            header.ms,
            header.is_suspect,
            is_undone,
            is_undo,
            # of an answer that was erased nothing is told at all
            header.kind.startswith("response.") and not one.is_there,
            tuple(self._corrected(one)),
            str(one.fields.get("reason") or "") if header.kind == CORRECTED else "",
        )

    def _corrected(self, one: _Said) -> list[Change]:
        """Return the answers that a correction changed, against what it replaced and was not the same."""
        after = one.fields.get("answers")
        if one.header.kind != CORRECTED or not isinstance(after, dict):
            return []
        others = [before for before in self._before(one, "answers") if before != after]
        return changes_between(self._station, one.header.subject, others[0], after) if others else []

    def _changes(self, one: _Said) -> list[FieldChange]:
        return [
            FieldChange(
                name,
                tuple(self._shown.value(name, value) for value in self._before(one, name)),
                self._shown.value(name, value),
            )
            for name, value in one.fields.items()
            if name not in _UNSAID
        ]

    def _before(self, one: _Said, name: str) -> list[Any]:
        values: list[Any] = []
        for older in one.header.supersedes.get(name, ()):
            known = self._by_reference.get(older)
            value = known.fields.get(name) if known else None
            if value is not None and value not in values:
                values.append(value)
        return values

    def _undone(self, one: _Said) -> tuple[bool, bool]:
        header = one.header
        commands = self._station.commands
        is_own = one.reference[:16] == self._station.identity.run
        row = commands.find(action_id(one.reference[:16], header.began)) if is_own else None
        is_undone = (
            (row is not None and commands.undone_by(row.id) is not None)
            or (header.kind == "attendance.marked" and one.reference in self._taken_back)
            or (header.kind == "person.registered" and self._is_voided)
        )
        is_undo = row is not None and row.undoes is not None
        return is_undone, is_undo or header.kind in ("attendance.unmarked", "person.voided")

    def _about(self, header: Header) -> str:
        subject, database = header.subject, self._station.database
        match KINDS[header.kind].subject:
            case "link":
                other = subject[ID_BYTES:] if subject[:ID_BYTES] == self._person else subject[:ID_BYTES]
                found = people.find_person(database, other)
                return (found.name if found else None) or ""
            case "response":
                form = self._station.state("response", subject).get("form")
                return str(self._station.state("form", form).get("title") or "") if form else ""
        return ""

    def _session(self, header: Header) -> SessionRow | None:
        if KINDS[header.kind].subject != "attendance":
            return None
        return trainings.find_session(self._station.database, header.subject[:ID_BYTES])
