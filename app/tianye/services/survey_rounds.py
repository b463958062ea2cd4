"""Who is asked what at a session: the forms that are here, who answered, who has not, what was begun."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianye.domain.errors import UserFault
from tianye.domain.names import sort_key
from tianye.domain.ops import decode_fields
from tianye.domain.responses import BEFORE_SUFFIX, ITEM_PREFIX, NOW_SUFFIX, Design, Phase
from tianye.forms.definition import FormDefinition
from tianye.forms.entry import Entry, Snapshot
from tianye.services import surveys
from tianye.services.checkin import badge_owner
from tianye.services.definitions import can_grow, count_questions, find_definition
from tianye.services.faces import Face, face_of
from tianye.services.sealed_answers import is_sealed_here
from tianye.services.station import Station
from tianye.services.surveys import Context
from tianye.store.drafts import DraftRow, Drafts
from tianye.store.queries import forms, people, trainings
from tianye.store.queries.forms import AnsweredRow, FormRow
from tianye.store.queries.trainings import SessionRow

__all__ = [
    "Asked",
    "BadgeRead",
    "Begun",
    "Round",
    "SessionRow",
    "SurveyForm",
    "all_asked",
    "design_of",
    "find_by_badge",
    "open_round",
    "read_badge",
]


Turn = Literal["draft", "open", "answered"]


@dataclass(frozen=True, slots=True)
class SurveyForm:
    """The newest version of a form at a session: how many of those here answered, and how its answers are compared.

    `design` is `classic` for a form with scored items, which needs its phase; `retrospective` where before and now are
    asked together; None where nothing is scored. `phase` is the likely one, where one is needed.

    `sealed` counts the answers to a form that are sealed here for headquarters, whoever gave them: this laptop knows no
    more of them. None where they are not sealed. Of one that `can_grow` nobody knows how many questions it will have.
    """

    row: FormRow
    questions: int
    answered: int
    unnamed: int
    design: str | None
    phase: str | None
    sealed: int | None = None
    can_grow: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A person and her turn: begun, still open, or answered (on which day)."""

    face: Face
    turn: Turn
    answered_on: str = ""
    draft: bytes | None = None
    is_present: bool = True


@dataclass(frozen=True, slots=True)
class BadgeRead:
    """Whose badge was read, and whether she is checked in at the session."""

    face: Face
    is_here: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft: whose it is (None without a name), of which form, how far it went, when it was kept last.

    One that `is_correction` is of answers that were handed in, and stand until it is finished.
    """

    id: bytes
    face: Face | None
    form: FormRow
    context: Context
    answered: int
    asked: int
    saved_ms: int
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What stands at a session: forms, the drafts of this laptop, and how many people are meant."""

    session: SessionRow | None
    sessions: tuple[SessionRow, ...]
    forms: tuple[SurveyForm, ...]
    begun: tuple[Begun, ...]
    people: int
    has_arrivals: bool
    today: date


def open_round(station: Station, session: bytes | None = None) -> Round:
    """Return what can be asked at a session; without one at the day's: an open one, else the latest begun."""
    sessions = trainings.all_sessions(station.database)
    chosen = next((row for row in sessions if row.id == session), None) or _of_today(station, sessions)
    meant, has_arrivals = _meant(station, chosen)
    answered = forms.all_answered(station.database)
    held, all_held = (_held_counts(station, where) for where in (chosen, None))
    sealed = forms.count_sealed(station.database)
    newest = {row.form_id: row for row in forms.all_forms(station.database)}
    known = []
    for row in newest.values():
        definition = find_definition(station, row)
        if definition is not None:
            design = design_of(definition)
            phase = _likely_phase(row.form_id, chosen, sessions, answered) if design == Design.CLASSIC else None
            mine = [one for one in answered if one.form_id == row.form_id and _counts(one, chosen, phase)]
            named = {one.person for one in mine if one.person is not None} & set(meant)
            unnamed = sum(one.person is None and one.session == (chosen.id if chosen else None) for one in mine)
            questions = count_questions(definition)
            unnamed += held.get(row.id, 0) if chosen is not None else 0
            if is_sealed_here(station, row):
                count = sealed.get(row.form_id, 0) + all_held.get(row.id, 0)
                known.append(SurveyForm(row, questions, 0, 0, design, phase, count, can_grow(definition)))
                continue
            known.append(SurveyForm(row, questions, len(named), unnamed, design, phase, can_grow=can_grow(definition)))
    shown = [row for row in sessions if row.held_on]
    shown.sort(key=lambda row: (row.held_on or "", row.begins or 0), reverse=True)
    return Round(
        chosen,
        tuple(shown),
        tuple(known),
        tuple(_begun(station)),
        len(meant),
        has_arrivals,
        station.local_time().date(),
    )


def all_asked(station: Station, session: bytes | None, form_id: str, phase: str | None, text: str = "") -> list[Asked]:
    """Return whom a form is for: those at the session, or whom a text can mean in the whole register.

    Begun ones come first, then those whose turn it still is, then those who answered; found ones in order of likeness.
    """
    row = next((one for one in trainings.all_sessions(station.database) if one.id == session), None)
    meant, _ = _meant(station, row)
    if text.strip():
        try:
            found = people.search_people(station.database, text, session=row.no if row else None, limit=30)
        except UserFault:
            found = []
    else:
        known = (people.find_person(station.database, person) for person in meant)
        found = [one for one in known if one is not None and not one.is_void]
    answered = {
        one.person: one.answered_on or ""
        for one in forms.all_answered(station.database)
        if one.form_id == form_id and one.person is not None and _counts(one, row, phase)
    }
    drafts = _drafts_by_person(station, form_id)
    asked = []
    for person in found:
        draft = drafts.get(person.id)
        turn: Turn = "draft" if draft else "answered" if person.id in answered else "open"
        asked.append(Asked(face_of(person), turn, answered.get(person.id, ""), draft, person.id in meant))
    if not text.strip():
        asked.sort(key=lambda one: ("draft", "open", "answered").index(one.turn))
    return asked


def find_by_badge(station: Station, scanned: str) -> Face | None:
    """Return whose badge was scanned, None where it is none of ours or nobody known; nothing is recorded."""
    person = badge_owner(station, scanned)
    return face_of(person) if person is not None else None


def read_badge(station: Station, session: bytes | None, scanned: str) -> BadgeRead | None:
    """Return whose badge was scanned and whether she is at the session, None as `find_by_badge`."""
    face = find_by_badge(station, scanned)
    if face is None:
        return None
    row = trainings.find_session(station.database, session) if session is not None else None
    return BadgeRead(face, row is not None and face.id in _present(station, [row]))


def design_of(definition: FormDefinition) -> str | None:
    """Return how a form's answers are compared, by the names of its items; None where nothing is scored."""
    names = [node.name for node in definition.nodes if node.name.startswith(ITEM_PREFIX)]
    if any(name.endswith(BEFORE_SUFFIX) for name in names) and any(name.endswith(NOW_SUFFIX) for name in names):
        return str(Design.RETROSPECTIVE)
    return str(Design.CLASSIC) if names else None


# ---- how far things are --------------------------------------------------------------------------------------------


def _of_today(station: Station, sessions: list[SessionRow]) -> SessionRow | None:
    now = station.local_time()
    today, minute = now.date().isoformat(), now.hour * 60 + now.minute
    of_today = [row for row in sessions if row.held_on == today]
    if open_ones := [row for row in of_today if row.open_doors]:
        return open_ones[-1]
    begun = [row for row in of_today if (row.begins or 0) <= minute]
    earlier = [row for row in sessions if row.held_on and row.held_on < today and row.was_opened]
    if begun:
        return begun[-1]
    return of_today[0] if of_today else earlier[-1] if earlier else None


def _meant(station: Station, session: SessionRow | None) -> tuple[list[bytes], bool]:
    """Return who is at a session, by name; while nobody came yet, who was at any session of its training."""
    if session is None:
        return [], False
    if present := _present(station, [session]):
        return present, True
    of_training = [row for row in trainings.all_sessions(station.database) if row.training == session.training]
    return _present(station, of_training), False


def _present(station: Station, sessions: Sequence[SessionRow]) -> list[bytes]:
    rows = [row for one in sessions for row in trainings.attendance_of(station.database, one.id) if row.is_present]
    # the rows of one session come by name already
    if len(sessions) > 1:
        rows.sort(key=lambda row: (sort_key(row.name or ""), row.person))
    return list(dict.fromkeys(row.person for row in rows))


def _counts(one: AnsweredRow, session: SessionRow | None, phase: str | None) -> bool:
    """Say whether an answer is one to this round: of the same training and phase, or of no training at all."""
    training = session.training if session is not None else None
    return (one.training is None or one.training == training) and (phase is None or one.phase == phase)


def _likely_phase(
    form_id: str, session: SessionRow | None, sessions: list[SessionRow], answered: Iterable[AnsweredRow]
) -> str:
    """Return the phase a form was last asked in; of a form never asked, by whether more sessions are to come."""
    phases = [one.phase for one in answered if one.form_id == form_id and one.phase]
    if phases:
        return phases[-1]
    of_training = [row for row in sessions if session is not None and row.training == session.training]
    is_last = bool(of_training) and session is not None and of_training[-1].id == session.id and len(of_training) > 1
    return str(Phase.POST if is_last else Phase.PRE)


def _held_counts(station: Station, session: SessionRow | None) -> dict[bytes, int]:
    """Return form → how many answers wait to enter the log, those of a session or all."""
    drafts = Drafts(station.database)
    waiting = drafts.held(before="9999-12-31") if session is None else drafts.held(session=session.id)
    counts: dict[bytes, int] = {}
    for held in waiting:
        form = decode_fields(held.fields).get("form")
        if isinstance(form, bytes):
            counts[form] = counts.get(form, 0) + 1
    return counts


def _begun(station: Station) -> list[Begun]:
    rows = []
    for draft in Drafts(station.database).all():
        form = forms.find_form(station.database, draft.form)
        definition = find_definition(station, form) if form is not None else None
        if form is None or definition is None:
            continue
        try:
            entry = Entry.restore(definition, surveys.surroundings(station), Snapshot(**json.loads(draft.snapshot)))
        except UserFault:
            continue
        asked = [node for node in entry.nodes() if node.is_asked]
        context = _context(draft)
        person = people.find_person(station.database, context.person) if context.person else None
        answered = sum(bool(node.value) for node in asked)
        face = face_of(person) if person is not None else None
        is_correction = surveys.is_correction(draft)
        rows.append(Begun(draft.id, face, form, context, answered, len(asked), draft.saved_ms, is_correction))
    return rows


def _drafts_by_person(station: Station, form_id: str) -> dict[bytes, bytes]:
    versions = {row.id for row in forms.all_forms(station.database) if row.form_id == form_id}
    found: dict[bytes, bytes] = {}
    for draft in Drafts(station.database).all():
        person = _context(draft).person
        if draft.form in versions and person is not None and not surveys.is_correction(draft):
            found.setdefault(person, draft.id)
    return found


def _context(draft: DraftRow) -> Context:
    said = json.loads(draft.context)
    ids = {name: bytes.fromhex(said[name]) if said[name] else None for name in ("person", "training", "session")}
    return Context(**ids, phase=said["phase"], design=said["design"])
