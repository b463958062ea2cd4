"""Trainings as headquarters looks at them: how far each is, who came, who completed; by the rules figures count by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.indicators import Facts, Period, Rules, Scope
from tianye.domain.indicators.presence import Activity, find_presence
from tianye.domain.trainings import DEFAULT_THRESHOLD, Threshold, read_threshold
from tianye.services import assets
from tianye.services.faces import Face, face_of
from tianye.services.lists import today
from tianye.services.station import Station
from tianye.store.queries import people, trainings
from tianye.store.queries.facts import load_facts
from tianye.store.queries.trainings import SessionRow, TrainingRow


class Progress(StrEnum):
    """How far a training is."""

    TO_COME = "to-come"
    UNDER_WAY = "under-way"
    OVER = "over"
    UNDATED = "undated"


class Titled(NamedTuple):
    """Something of the plan by its code and titles."""

    id: bytes
    code: str
    title_zh: str
    title_en: str


@dataclass(frozen=True, slots=True)
class TrainingShown:
    """One training: what it is, where, when, how far, and how many took part.

    `persons` are different people by the rule of the figures, `without_name` participations of nobody known.
    `completed` of the persons reached the share that completes it.
    """

    row: TrainingRow
    programme: Titled | None
    county: str
    host: str
    sessions: int
    held: int
    first_on: date | None
    last_on: date | None
    progress: Progress
    persons: int
    without_name: int
    completed: int


@dataclass(frozen=True, slots=True)
class SessionShown:
    """One session with its counts of check-ins that stand: persons and those without a name."""

    row: SessionRow
    is_past: bool
    persons: int
    without_name: int


@dataclass(frozen=True, slots=True)
class PersonShown:
    """One person who took part, in how many of the sessions held, and whether that completes the training."""

    face: Face
    present: int
    has_completed: bool


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """A training with its sessions and people; `threshold` of the sessions held completes it."""

    training: TrainingShown
    sessions: tuple[SessionShown, ...]
    people: tuple[PersonShown, ...]
    threshold: Threshold


def all_shown(station: Station) -> list[TrainingShown]:
    """Return every training, those of one programme together, by day."""
    view = _View(station)
    shown = [view.training(row) for row in trainings.all_trainings(station.database)]
    never = date.max
    return sorted(
        shown, key=lambda one: (one.programme.code if one.programme else "", one.first_on or never, one.row.code or "")
    )


def show_training(station: Station, training: bytes) -> TrainingPage:
    """Return a training with all that belongs to it; raises `UserFault("training.unknown")`."""
    row = trainings.find_training(station.database, training)
    if row is None or row.code is None:
        raise UserFault("training.unknown", next_step=NextStep.MEND_INPUT)
    view = _View(station, training)
    sessions = []
    for session in view.sessions.get(training, []):
        persons, without_name = trainings.counts_of(station.database, session.id)
        on = _day(session)
        sessions.append(SessionShown(session, on is not None and on <= view.today, persons, without_name))
    return TrainingPage(view.training(row), tuple(sessions), tuple(view.people(training)), _threshold(row))


class _View:
    """Facts of all trainings, or of one, looked through once."""

    def __init__(self, station: Station, training: bytes | None = None) -> None:
        self._station = station
        self.today = today(station)
        facts = load_facts(station.database)
        if training is not None:
            sessions = {session.id: session for session in facts.sessions if session.training == training}
            facts = Facts(
                trainings=[one for one in facts.trainings if one.id == training],
                sessions=list(sessions.values()),
                attendances=[one for one in facts.attendances if one.session in sessions],
                anonymous=[one for one in facts.anonymous if one.session in sessions],
                links=facts.links,
            )
        self._presence = find_presence(facts, Scope(), Period(), Rules())
        self._activities: Mapping[bytes, Activity] = {one.training.id: one for one in self._presence.activities}
        of_session = {session.id: session.training for session in facts.sessions}
        self._without_name: dict[bytes, int] = {}
        for nobody in facts.anonymous:
            owner = of_session.get(nobody.session)
            if owner is not None:
                self._without_name[owner] = self._without_name.get(owner, 0) + 1
        self.sessions: dict[bytes, list[SessionRow]] = {}
        for row in trainings.all_sessions(station.database):
            if row.training is not None:
                self.sessions.setdefault(row.training, []).append(row)
        self._programmes: dict[bytes, Titled] = {}
        self._hosts: dict[bytes, str] = {}

    def training(self, row: TrainingRow) -> TrainingShown:
        """Return one training."""
        activity = self._activities.get(row.id)
        days = [on for session in self.sessions.get(row.id, []) if (on := _day(session)) is not None]
        slots = activity.slots if activity else {}
        return TrainingShown(
            row,
            self._programme(row.programme),
            assets.place_name(row.county),
            self._host(row.host),
            len(self.sessions.get(row.id, [])),
            len(activity.held) if activity else 0,
            min(days, default=None),
            max(days, default=None),
            _progress(days, self.today),
            len(slots),
            self._without_name.get(row.id, 0),
            sum(activity.share(bits).has_completed for bits in slots.values()) if activity else 0,
        )

    def people(self, training: bytes) -> list[PersonShown]:
        """Return who took part, by name; linked registrations as one, under the name of the first that is known."""
        activity = self._activities.get(training)
        if activity is None:
            return []
        known = {row.id: row for row in people.all_people(self._station.database)}
        order = {identifier: place for place, identifier in enumerate(known)}
        shown = []
        for person, bits in activity.slots.items():
            row = known.get(person) or people.find_person(self._station.database, person)
            if row is not None:
                share = activity.share(bits)
                shown.append(PersonShown(face_of(row), bits.bit_count(), share.has_completed))
        return sorted(shown, key=lambda one: order.get(one.face.id, len(order)))

    def _programme(self, identifier: bytes | None) -> Titled | None:
        if identifier is None:
            return None
        if identifier not in self._programmes:
            state = self._station.state("programme", identifier)
            said = (state.get(name) or "" for name in ("code", "title_zh", "title_en"))
            self._programmes[identifier] = Titled(identifier, *said)
        return self._programmes[identifier]

    def _host(self, identifier: bytes | None) -> str:
        if identifier is None:
            return ""
        if identifier not in self._hosts:
            self._hosts[identifier] = self._station.state("organisation", identifier).get("name") or ""
        return self._hosts[identifier]


def _day(session: SessionRow) -> date | None:
    return date.fromisoformat(session.held_on) if session.held_on else None


def _progress(days: list[date], day: date) -> Progress:
    if not days:
        return Progress.UNDATED
    if max(days) < day:
        return Progress.OVER
    return Progress.UNDER_WAY if min(days) <= day else Progress.TO_COME


def _threshold(row: TrainingRow) -> Threshold:
    return read_threshold(row.threshold) if row.threshold else DEFAULT_THRESHOLD
