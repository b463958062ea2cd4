"""Counting: from facts to figures, totals and rows, for one scope and one period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tianye.domain.indicators.definitions import DEFINITIONS
from tianye.domain.indicators.facts import FEMALE, AnonymousAttendance, Facts, Training
from tianye.domain.indicators.figures import UNKNOWN, Dimension, Figure, Key, Note, Period, Scope
from tianye.domain.indicators.formulas import Ground, Measured, Row, measure, sex_of_head, tally
from tianye.domain.indicators.presence import Activity, Presence, Profile, find_presence
from tianye.domain.indicators.rules import DEFAULT, Rules, age_groups
from tianye.domain.indicators.shares import Outcome, outcomes

_K = TypeVar("_K")
_V = TypeVar("_V")

EVERYTHING = Scope()
ALWAYS = Period()

_SHORTENED = frozenset({"persons", "women", "participations", "person-days", "completions"})
_TRAINING_KEYS: Mapping[Dimension, Callable[[Training], Key | None]] = {
    Dimension.PROGRAMME: lambda training: training.programme,
    Dimension.COUNTY: lambda training: training.county,
    Dimension.KIND: lambda training: training.kind,
}
_PROFILE_KEYS: Mapping[Dimension, Callable[[Profile], str]] = {
    Dimension.HOME_COUNTY: lambda profile: profile.home_county,
    Dimension.SEX: lambda profile: profile.sex,
    Dimension.AGE_GROUP: lambda profile: profile.age_group,
    Dimension.ETHNICITY: lambda profile: profile.ethnicity,
    Dimension.DISABILITY: lambda profile: profile.disability,
}


def count(
    facts: Facts,
    scope: Scope = EVERYTHING,
    period: Period = ALWAYS,
    by: Sequence[Dimension] = (),
    rules: Rules = DEFAULT,
) -> list[Figure]:
    """Count every indicator over a scope and a period: totals first, then the rows of each dimension asked for.

    The order of facts never matters. A dimension has a row for every value met in the selection, and every indicator
    that can be broken down by it has a figure in each, zeros included. One person can stand in several rows of a
    property of trainings, so rows must not be added (D8). A share of a design of survey appears only where somebody
    was asked by it. The facts are walked through once, the participations once more per property of trainings.
    """
    selection = _Selection(facts, scope, period, rules)
    figures = selection.figures(selection.total(), None, None)
    for dimension in dict.fromkeys(by):
        rows = selection.rows(dimension)
        for key in sorted(rows, key=lambda key: _row_order(dimension, key, rules)):
            figures += selection.figures(rows[key], dimension, key)
    return figures


def _row_order(dimension: Dimension, key: Key, rules: Rules) -> tuple[bool, int, Key]:
    groups = age_groups(rules.age_groups) if dimension is Dimension.AGE_GROUP else []
    return key == UNKNOWN, groups.index(str(key)) if key in groups else 0, key


@dataclass(frozen=True, slots=True)
class _Asked:
    """The surveys of the selection: what came of them, and which trainings used each design."""

    outcomes: Mapping[str, Sequence[Outcome]]
    trainings: Mapping[str, frozenset[bytes]]


class _Selection:
    """One count in progress."""

    def __init__(self, facts: Facts, scope: Scope, period: Period, rules: Rules) -> None:
        self._scope, self._period, self._rules = scope, period, rules
        self._presence: Presence = find_presence(facts, scope, period, rules)
        self._activities: dict[bytes, Activity] = {
            activity.training.id: activity for activity in self._presence.activities
        }
        sessions = {session.id: session for activity in self._activities.values() for session in activity.sessions}
        self._everyone_unnamed = [one for one in facts.anonymous if one.session in sessions]
        self._unnamed = [one for one in self._everyone_unnamed if period.contains(sessions[one.session].on)]
        self._ground = Ground(
            self._presence,
            frozenset(who for who, profile in self._presence.participants.items() if profile.sex == FEMALE),
            {organisation.id: organisation for organisation in facts.organisations},
            {household.id: household for household in facts.households},
            {
                household.id: sex_of_head(household, period.to_on, self._presence.registrations)
                for household in facts.households
            },
            {session.id: session.training for session in sessions.values()},
            rules,
        )
        self._tally = tally(self._activities.values())
        closed = {identifier for identifier, activity in self._activities.items() if self._is_closed(activity)}
        found = outcomes(facts.scores, self._presence.representative, closed, rules)
        self._asked = _Asked(
            found,
            {design: frozenset(outcome.training for outcome in of_design) for design, of_design in found.items()},
        )

    def _is_closed(self, activity: Activity) -> bool:
        """Say whether the surveys of a training belong to the period: by its last session."""
        last_on = activity.last_on
        return self._period == ALWAYS if last_on is None else self._period.contains(last_on)

    def total(self) -> Row:
        """Return the whole selection as one row."""
        return self._training_row(list(self._activities.values()))

    def rows(self, dimension: Dimension) -> dict[Key, Row]:
        """Return the rows of one dimension by key."""
        return self._rows_of_trainings(dimension) if dimension.is_of_training else self._rows_of_people(dimension)

    def _rows_of_trainings(self, dimension: Dimension) -> dict[Key, Row]:
        key_of = _TRAINING_KEYS[dimension]
        groups = _grouped(self._activities.values(), lambda activity: key_of(activity.training) or UNKNOWN)
        rows = {key: self._training_row(activities) for key, activities in groups.items()}
        return {
            key: row
            for key, row in rows.items()
            if row.tally.participations
            or row.anonymous
            or row.outcomes
            or any(activity.is_held for activity in row.activities)
        }

    def _training_row(self, activities: Sequence[Activity]) -> Row:
        chosen = {activity.training.id for activity in activities}
        is_total = len(chosen) == len(self._activities)
        done = self._tally if is_total else tally(activities)
        training_of = self._ground.training_of_session
        found = {
            design: [outcome for outcome in of_design if outcome.training in chosen]
            for design, of_design in self._asked.outcomes.items()
        }
        attended = {
            design: sum(len(self._activities[training].slots) for training in trainings & chosen)
            + sum(training_of[one.session] in trainings & chosen for one in self._everyone_unnamed)
            for design, trainings in self._asked.trainings.items()
        }
        return Row(
            done.participations,
            done,
            [one for one in self._unnamed if training_of[one.session] in chosen],
            activities,
            {design: of_design for design, of_design in found.items() if of_design},
            attended,
        )

    def _rows_of_people(self, dimension: Dimension) -> dict[Key, Row]:
        key_of_profile = _PROFILE_KEYS[dimension]
        participants = self._presence.participants
        training_of = self._ground.training_of_session

        def key_of(person: bytes, training: bytes) -> str:
            profile = participants.get(person)
            if profile is None:
                on = self._activities[training].last_on or date.min
                profile = self._presence.registrations.profile(person, on)
            return key_of_profile(profile)

        def key_of_unnamed(one: AnonymousAttendance) -> str:
            return self._key_of_unnamed(one, dimension)

        members = _grouped(participants, lambda person: key_of_profile(participants[person]))
        unnamed = _grouped(self._unnamed, key_of_unnamed)
        found = {
            design: _grouped(of_design, lambda outcome: key_of(outcome.who, outcome.training))
            for design, of_design in self._asked.outcomes.items()
        }
        attended: dict[str, dict[str, int]] = {}
        for design, trainings in self._asked.trainings.items():
            numbers = attended.setdefault(design, {})
            for training in trainings:
                for person in self._activities[training].slots:
                    key = key_of(person, training)
                    numbers[key] = numbers.get(key, 0) + 1
            for one in self._everyone_unnamed:
                if training_of[one.session] in trainings:
                    key = key_of_unnamed(one)
                    numbers[key] = numbers.get(key, 0) + 1
        keys = {*members, *(key for groups in found.values() for key in groups)}
        if dimension in DEFINITIONS["participations-anonymous"].dimensions:
            keys |= unnamed.keys()
        return {
            key: Row(
                members.get(key, ()),
                self._tally,
                unnamed.get(key, ()),
                (),
                {design: groups[key] for design, groups in found.items() if key in groups},
                {design: numbers.get(key, 0) for design, numbers in attended.items()},
            )
            for key in keys
        }

    def _key_of_unnamed(self, one: AnonymousAttendance, dimension: Dimension) -> str:
        if dimension is Dimension.SEX:
            return one.sex or UNKNOWN
        if dimension is Dimension.AGE_GROUP and one.age_group in age_groups(self._rules.age_groups):
            return one.age_group or UNKNOWN
        return UNKNOWN

    def _notes(self, indicator: str) -> list[Note]:
        """Return what a reader of a total has to know about the selection itself."""
        short, contradictions = self._presence.short_stays, self._presence.contradictions
        notes = []
        if short and indicator in _SHORTENED:
            notes.append(Note("short-stay", short))
        if contradictions and indicator == "persons":
            notes.append(Note("links-contradict", contradictions))
        return notes

    def figures(self, row: Row, by: Dimension | None, key: Key | None) -> list[Figure]:
        """Measure one row and give each value its definition, scope and period."""
        measured = measure(row, self._ground)
        figures = []
        for definition in DEFINITIONS.values():
            if definition.id not in measured or (by is not None and by not in definition.dimensions):
                continue
            value: Measured = measured[definition.id]
            notes = value.notes if by is not None else (*value.notes, *self._notes(definition.id))
            figures.append(
                Figure(
                    definition.id,
                    definition.version_under(self._rules),
                    definition.unit,
                    value.value,
                    self._scope,
                    self._period,
                    by,
                    key,
                    value.k,
                    value.n,
                    value.low,
                    value.high,
                    value.is_percent_suppressed,
                    notes,
                )
            )
        return figures


def _grouped(things: Iterable[_V], key_of: Callable[[_V], _K]) -> dict[_K, list[_V]]:
    groups: dict[_K, list[_V]] = {}
    for thing in things:
        groups.setdefault(key_of(thing), []).append(thing)
    return groups
