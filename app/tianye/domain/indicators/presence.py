"""Who was present where: facts indexed so that a million attendances are walked through once.

An *activity* is one training with its sessions in the order of time and, per person (linked registrations as one), the
set of sessions in which she was present, kept as the bits of an integer.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tianye.domain.indicators.facts import Born, Facts, Person, Session, Training
from tianye.domain.indicators.figures import UNKNOWN, Period, Scope
from tianye.domain.indicators.linking import clusters, contradictions
from tianye.domain.indicators.rules import Rules, label_of_age
from tianye.domain.trainings import has_completed

_HALVES = {"am": 0, "pm": 1, "eve": 2}


class Share(NamedTuple):
    """What one person's presence in one activity comes to within the period."""

    is_participant: bool
    days: frozenset[int]
    has_completed: bool


class Profile(NamedTuple):
    """One participant's properties at her first participation in the period, as row keys and ids."""

    sex: str
    age_group: str
    ethnicity: str
    home_county: str
    disability: str
    organisation: bytes | None
    household: bytes | None


@dataclass(slots=True)
class Activity:
    """A training, its sessions in the order of time, and who was present in which of them (person → bits)."""

    training: Training
    sessions: list[Session]
    first_rank: list[int]
    period: Period
    slots: dict[bytes, int] = field(default_factory=dict)
    _shares: dict[int, Share] = field(default_factory=dict)

    @property
    def held(self) -> list[Session]:
        """The sessions that took place, in the order of time."""
        return [session for session in self.sessions if session.is_held]

    @property
    def is_held(self) -> bool:
        """Say whether a session was held in the period."""
        return any(self.period.contains(session.on) for session in self.held)

    @property
    def is_completed(self) -> bool:
        """Say whether all sessions were held and the last of them lies in the period."""
        return (
            bool(self.sessions)
            and all(session.is_held for session in self.sessions)
            and self.period.contains(self.sessions[-1].on)
        )

    @property
    def last_on(self) -> date | None:
        """The day of the last session held, or, before any was held, of the last one planned."""
        sessions = self.held or self.sessions
        return sessions[-1].on if sessions else None

    def share(self, bits: int) -> Share:
        """Return what presence in these sessions comes to; people share few patterns, so each is worked out once."""
        share = self._shares.get(bits)
        if share is None:
            share = self._shares[bits] = self._work_out(bits)
        return share

    def _work_out(self, bits: int) -> Share:
        present = [session for place, session in enumerate(self.sessions) if bits >> place & 1]
        days = frozenset(session.on.toordinal() for session in present if self.period.contains(session.on))
        part, whole = self.training.threshold
        present_held = [session for session in present if session.is_held]
        held = len(self.held)
        completes = False
        if has_completed(len(present_held), held, self.training.threshold):
            # the presence that reached the share: the last one it takes, rounded up
            completes = self.period.contains(present_held[max(1, -(-part * held // whole)) - 1].on)
        return Share(bool(days), days, completes)


@dataclass(slots=True)
class Presence:
    """The selection of one count: its activities, its participants and what is known of them.

    `activities` are those of the scope. `participants` are the persons with a participation in the period, `newcomers`
    those among them whose first participation in the programmes of the scope lies in it. `short_stays` counts
    attendances of the selection below the least share of a session, `contradictions` the decisions «two persons» that
    links between others of the participants' registrations overrule.
    """

    representative: dict[bytes, bytes]
    activities: list[Activity]
    participants: dict[bytes, Profile]
    newcomers: set[bytes]
    short_stays: int
    contradictions: int
    registrations: Registrations


def find_presence(facts: Facts, scope: Scope, period: Period, rules: Rules) -> Presence:
    """Index the facts for one count."""
    representative = clusters(facts.links)
    sessions = sorted(facts.sessions, key=_order)
    of_programmes = _plan(facts.trainings, sessions, scope, period)
    in_scope = [activity for activity in of_programmes.values() if is_selected(activity.training, scope)]
    short, under = _mark(facts, of_programmes, representative, rules)

    never = len(sessions)
    first_ever: dict[bytes, int] = {}
    for activity in of_programmes.values():
        ranks = activity.first_rank
        for person, bits in activity.slots.items():
            rank = ranks[(bits & -bits).bit_length() - 1]
            if rank < first_ever.get(person, never):
                first_ever[person] = rank
    first_here: dict[bytes, int] = {}
    for activity in in_scope:
        ranks = activity.first_rank
        inside = sum(1 << place for place, session in enumerate(activity.sessions) if period.contains(session.on))
        for person, bits in activity.slots.items():
            bits &= inside  # noqa: PLW2901
            if bits:
                rank = ranks[(bits & -bits).bit_length() - 1]
                if rank < first_here.get(person, never):
                    first_here[person] = rank

    selected = {session.id for activity in in_scope for session in activity.sessions if period.contains(session.on)}
    rank_of = {session.id: rank for rank, session in enumerate(sessions)}
    first_under: dict[bytes, int] = {}
    for session_id, registration in under:
        if session_id in selected:
            rank = rank_of[session_id]
            first_under[registration] = min(rank, first_under.get(registration, never))
    registrations = Registrations(facts.persons, representative, first_under, rules)
    return Presence(
        representative,
        in_scope,
        {person: registrations.profile(person, sessions[rank].on) for person, rank in first_here.items()},
        {person for person in first_here if period.contains(sessions[first_ever[person]].on)},
        sum(session_id in selected for session_id, _ in short),
        sum(representative[link.a] in first_here for link in contradictions(facts.links, representative)),
        registrations,
    )


def is_selected(training: Training, scope: Scope) -> bool:
    """Say whether a training is one of the scope."""
    return (
        (scope.programmes is None or training.programme in scope.programmes)
        and (scope.counties is None or training.county in scope.counties)
        and (scope.kinds is None or training.kind in scope.kinds)
    )


def _order(session: Session) -> tuple[date, int, int, bytes]:
    return session.on, _HALVES.get(session.half, len(_HALVES)), session.begins_min or 0, session.id


def _plan(
    trainings: Iterable[Training], sessions: list[Session], scope: Scope, period: Period
) -> dict[bytes, Activity]:
    """Lay out the trainings of the scope's programmes, whatever their county and kind: newcomers are judged by all."""
    activities = {
        training.id: Activity(training, [], [], period)
        for training in sorted(trainings, key=lambda training: training.id)
        if scope.programmes is None or training.programme in scope.programmes
    }
    for rank, session in enumerate(sessions):
        activity = activities.get(session.training)
        if activity is not None:
            activity.sessions.append(session)
            activity.first_rank.append(rank)
    return activities


def _mark(
    facts: Facts, activities: Mapping[bytes, Activity], representative: Mapping[bytes, bytes], rules: Rules
) -> tuple[set[tuple[bytes, bytes]], list[tuple[bytes, bytes]]]:
    """Enter every attendance into its activity; return the short stays and those under a linked registration."""
    part, whole = rules.least_presence
    where: dict[bytes, tuple[dict[bytes, int], int, int]] = {}
    for activity in activities.values():
        for place, session in enumerate(activity.sessions):
            where[session.id] = (activity.slots, 1 << place, part * _length(session))
    short: set[tuple[bytes, bytes]] = set()
    under: list[tuple[bytes, bytes]] = []
    for session_id, registration, minutes in facts.attendances:
        entry = where.get(session_id)
        if entry is None:
            continue
        slots, bit, least = entry
        if minutes is not None and minutes * whole < least:
            short.add((session_id, registration))
            continue
        person = registration
        if registration in representative:
            person = representative[registration]
            under.append((session_id, registration))
        slots[person] = slots.get(person, 0) | bit
    return short, under


def _length(session: Session) -> int:
    """Return a session's length in minutes, 0 where its times are not known: nobody then stays too short."""
    if session.begins_min is None or session.ends_min is None:
        return 0
    return max(0, session.ends_min - session.begins_min)


class Registrations:
    """What is recorded of people, read through the links between registrations.

    Where a person has several registrations, the one she first took part under in the period speaks first, and the
    others (by first use, then id) only where it is silent.
    """

    def __init__(
        self,
        persons: Iterable[Person],
        representative: Mapping[bytes, bytes],
        first_under: Mapping[bytes, int],
        rules: Rules,
    ) -> None:
        self._by_id = {person.id: person for person in persons}
        self._bounds = rules.age_groups
        self._representative = representative
        groups: dict[bytes, list[bytes]] = {}
        for registration, person in representative.items():
            groups.setdefault(person, []).append(registration)
        unused = max(first_under.values(), default=0) + 1
        self._of = {
            person: sorted(registrations, key=lambda one: (first_under.get(one, unused), one))
            for person, registrations in groups.items()
        }

    def sex(self, registration: bytes) -> str | None:
        """Return the sex recorded of the person this registration belongs to."""
        return next((known.sex for known in self._known(registration) if known.sex), None)

    def profile(self, person: bytes, on: date) -> Profile:
        """Return a person's properties on a day, as row keys."""
        known = self._known(person)
        if len(known) == 1:
            (one,) = known
            born, disabled = one.born, one.is_disabled
            sex, ethnicity, county = one.sex, one.ethnicity, one.county
            organisation, household = one.organisation, one.household
        else:
            born = next((one.born for one in known if one.born[0] is not None), (None, None, None))
            disabled = next((one.is_disabled for one in known if one.is_disabled is not None), None)
            sex = next((one.sex for one in known if one.sex), None)
            ethnicity = next((one.ethnicity for one in known if one.ethnicity), None)
            county = next((one.county for one in known if one.county), None)
            organisation = next((one.organisation for one in known if one.organisation), None)
            household = next((one.household for one in known if one.household), None)
        return Profile(
            sex or UNKNOWN,
            _age_group(born, on, self._bounds),
            ethnicity or UNKNOWN,
            county or UNKNOWN,
            UNKNOWN if disabled is None else "yes" if disabled else "no",
            organisation,
            household,
        )

    def _known(self, registration: bytes) -> list[Person]:
        person = self._representative.get(registration)
        if person is None:
            one = self._by_id.get(registration)
            return [] if one is None else [one]
        return [self._by_id[one] for one in self._of[person] if one in self._by_id]


def _age_group(born: Born, on: date, bounds: tuple[int, ...]) -> str:
    """Return the age group on a day; unknown unless every birthday that fits what is known gives the same one."""
    year, month, day = born
    if year is None:
        return UNKNOWN
    if month is None:
        first, last = (1, 1), (12, 31)
    elif day is None:
        first, last = (month, 1), (month, monthrange(year, month)[1])
    else:
        first = last = (month, day)
    today = (on.month, on.day)
    youngest, oldest = (on.year - year - (today < birthday) for birthday in (last, first))
    if oldest < 0:
        return UNKNOWN
    group = label_of_age(oldest, bounds)
    return group if label_of_age(max(0, youngest), bounds) == group else UNKNOWN
