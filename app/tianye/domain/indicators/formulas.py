"""The formulas: from one row's part of the selection to the value of every indicator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from tianye.domain.indicators.definitions import DESIGNS
from tianye.domain.indicators.facts import FEMALE, AnonymousAttendance, Household, Organisation
from tianye.domain.indicators.figures import Note
from tianye.domain.indicators.presence import Activity, Presence, Registrations
from tianye.domain.indicators.rules import Rules, WomenLed
from tianye.domain.indicators.shares import Outcome, wilson

START_UP = "start-up"
"""The recorded stage of a young organisation."""


class Measured(NamedTuple):
    """The value of one indicator in one row, before it is given its definition, scope and period."""

    value: int | Fraction | None
    notes: tuple[Note, ...] = ()
    k: int | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    is_percent_suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Per participant of some activities: how many of them, on how many days, how many completed."""

    participations: dict[bytes, int]
    days: dict[bytes, int]
    completions: dict[bytes, int]


def tally(activities: Iterable[Activity]) -> Tally:
    """Add up what each person did in the period over some activities."""
    participations: dict[bytes, int] = {}
    days: dict[bytes, frozenset[int]] = {}
    completions: dict[bytes, int] = {}
    for activity in activities:
        share = activity.share
        for person, bits in activity.slots.items():
            is_participant, on_days, has_completed = share(bits)
            if is_participant:
                known = days.get(person)
                if known is None:
                    days[person] = on_days
                    participations[person] = 1
                else:
                    days[person] = known | on_days
                    participations[person] += 1
                if has_completed:
                    completions[person] = completions.get(person, 0) + 1
    return Tally(participations, {person: len(on_days) for person, on_days in days.items()}, completions)


@dataclass(frozen=True, slots=True)
class Row:
    """One row's part of the selection.

    `members` are the participants counted in it, `tally` holds at least them. `attended` says per design of survey how
    many participations the trainings that used it had.
    """

    members: Iterable[bytes]
    tally: Tally
    anonymous: Sequence[AnonymousAttendance] = ()
    activities: Sequence[Activity] = ()
    outcomes: Mapping[str, Sequence[Outcome]] | None = None
    attended: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What the formulas look up besides the row: the selection, the registers and the rules.

    `sex_of_head` says for every household with a known head on the last day of the period which sex that head is.
    """

    presence: Presence
    women: frozenset[bytes]
    organisations: Mapping[bytes, Organisation]
    households: Mapping[bytes, Household]
    sex_of_head: Mapping[bytes, str | None]
    training_of_session: Mapping[bytes, bytes]
    rules: Rules


def measure(row: Row, ground: Ground) -> dict[str, Measured]:
    """Return indicator id → value for one row; a share of a design nobody was asked by is left out."""
    profiles = ground.presence.participants
    members = list(row.members)
    named = sum(map(row.tally.participations.__getitem__, members))
    completions = row.tally.completions
    anonymous = len(row.anonymous)
    measured = {
        "persons": Measured(len(members)),
        "women": Measured(len(ground.women.intersection(members))),
        "persons-new": Measured(len(ground.presence.newcomers.intersection(members))),
        "persons-completed": Measured(len(completions.keys() & members)),
        "participations": Measured(named),
        "participations-anonymous": Measured(anonymous, _repeats(row.anonymous, ground)),
        "participations-all": Measured(named + anonymous),
        "share-anonymous": _share(anonymous, named + anonymous, ground.rules),
        "person-days": Measured(sum(map(row.tally.days.__getitem__, members))),
        "completions": Measured(sum(map(completions.__getitem__, completions.keys() & members))),
        "trainings-held": Measured(sum(activity.is_held for activity in row.activities)),
        "trainings-completed": Measured(sum(activity.is_completed for activity in row.activities)),
    }
    measured |= _organisations({profiles[person].organisation for person in members} - {None}, ground)
    measured |= _households({profiles[person].household for person in members} - {None}, ground)
    for design, indicator in DESIGNS.items():
        found = (row.outcomes or {}).get(design)
        if found:
            measured[indicator] = _survey(design, found, (row.attended or {}).get(design, 0), ground.rules)
    return measured


def _share(k: int, n: int, rules: Rules, notes: tuple[Note, ...] = (), *, has_interval: bool = False) -> Measured:
    if n < rules.least_for_percent:
        few = Note("few", rules.least_for_percent)
        return Measured(None, (*notes, few), k, n, is_percent_suppressed=True)
    low, high = wilson(k, n) if has_interval else (None, None)
    return Measured(Fraction(k, n), notes, k, n, low, high)


def _survey(design: str, found: Sequence[Outcome], attended: int, rules: Rules) -> Measured:
    told = [outcome for outcome in found if outcome.is_positive is not None]
    notes = [Note("answered" if design == "single" else "matched", len(told)), Note("attended", attended)]
    for reason in ("answered-twice", "no-shared-item"):
        left_out = sum(outcome.reason == reason for outcome in found)
        if left_out:
            notes.append(Note(reason, left_out))
    positive = sum(outcome.is_positive is True for outcome in told)
    return _share(positive, len(told), rules, tuple(notes), has_interval=True)


def _repeats(anonymous: Sequence[AnonymousAttendance], ground: Ground) -> tuple[Note, ...]:
    sessions: dict[bytes, set[bytes]] = {}
    for attendance in anonymous:
        sessions.setdefault(ground.training_of_session[attendance.session], set()).add(attendance.session)
    repeated = sum(len(of_training) > 1 for of_training in sessions.values())
    return (Note("anonymous-may-repeat", repeated),) if repeated else ()


def _organisations(reached: set[bytes | None], ground: Ground) -> dict[str, Measured]:
    unknown = Organisation(b"")
    known = [ground.organisations.get(identifier or b"", unknown) for identifier in reached]
    led = [(is_women_led(organisation, ground.rules), organisation.stage == START_UP) for organisation in known]
    doubtful = sum(by_women is None for by_women, _ in led)
    doubtful_young = sum(by_women is None and is_young for by_women, is_young in led)
    return {
        "organisations": Measured(len(known)),
        "organisations-women-led": Measured(
            sum(by_women is True for by_women, _ in led), _noted("leadership-not-known", doubtful)
        ),
        "organisations-start-up": Measured(sum(is_young for _, is_young in led)),
        "organisations-women-led-start-up": Measured(
            sum(by_women is True and is_young for by_women, is_young in led),
            _noted("leadership-not-known", doubtful_young),
        ),
    }


def is_women_led(organisation: Organisation, rules: Rules) -> bool | None:
    """Say whether women lead an organisation under the project's rule; None where it is not known."""
    percent = organisation.women_owner_percent
    owned = None if percent is None else percent >= rules.women_owner_percent
    if rules.women_led is WomenLed.LEADER:
        return organisation.led_by_woman
    if rules.women_led is WomenLed.OWNERS:
        return owned
    if organisation.led_by_woman or owned:
        return True
    return None if organisation.led_by_woman is None or owned is None else False


def _households(reached: set[bytes | None], ground: Ground) -> dict[str, Measured]:
    unknown = Household(b"")
    known = [ground.households.get(identifier or b"", unknown) for identifier in reached]
    heads = [ground.sex_of_head.get(household.id) for household in known]
    sizes = [household.size for household in known if household.size is not None]
    unsized = len(known) - len(sizes)
    members: int | None = sum(sizes)
    if unsized:
        # half up, in integers: the same on every machine
        members = (2 * sum(sizes) * len(known) + len(sizes)) // (2 * len(sizes)) if sizes else None
    return {
        "households": Measured(len(known)),
        "households-female-headed": Measured(
            sum(sex == FEMALE for sex in heads), _noted("head-not-known", sum(sex is None for sex in heads))
        ),
        "household-members": Measured(members, _noted("size-not-known", unsized)),
    }


def sex_of_head(household: Household, on: date | None, registrations: Registrations) -> str | None:
    """Return the sex of the head on a day (None: now); None where nobody, or more than one sex, is claimed."""
    claims = [(since, person) for since, person in household.heads if on is None or since <= on]
    if not claims:
        return household.head_sex
    latest = max(since for since, _ in claims)
    sexes = {registrations.sex(person) for since, person in claims if since == latest}
    if sexes == {None}:
        return household.head_sex
    return sexes.pop() if len(sexes) == 1 else None


def _noted(code: str, number: int) -> tuple[Note, ...]:
    return (Note(code, number),) if number else ()
