"""Counting agrees with a second count written another way, and with what must hold of any honest count.

The second count is plain: sets of things, built by looking at everything for every question. It shares no code with
`tianye.domain.indicators` but the facts and the names of the indicators.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.indicators import (
    AnonymousAttendance,
    Attendance,
    Dimension,
    Facts,
    Figure,
    Household,
    Link,
    Organisation,
    Period,
    Person,
    Scope,
    Score,
    Session,
    Training,
    check_report,
    count,
)

PEOPLE = [bytes([1, number]) for number in range(7)]
TRAININGS = [bytes([2, number]) for number in range(4)]
SESSIONS = [bytes([3, number]) for number in range(9)]
HOUSEHOLDS = [bytes([4, number]) for number in range(3)]
ORGANISATIONS = [bytes([5, number]) for number in range(3)]
PROGRAMMES = [b"p-one", b"p-two"]
COUNTIES = ["632721", "433122"]
KINDS = ["training", "salon"]
DAYS = [date(2023, 5, 30) + timedelta(days=number) for number in range(0, 8, 2)]

SEXES = st.sampled_from(["f", "f", "m", None])
BORN = st.tuples(st.sampled_from([1963, 1988, 1989, 2008, None]), st.sampled_from([None, 5, 6]), st.just(None)) | (
    st.tuples(st.just(1988), st.just(6), st.sampled_from([1, 2, 30]))
)


@st.composite
def worlds(draw: st.DrawFn) -> Facts:
    """Small programmes in which everything that can meet does meet."""
    maybe: Callable[[list[Any]], Any] = lambda values: draw(st.sampled_from([*values, None]))  # noqa: E731
    trainings = [
        Training(
            identifier,
            draw(st.sampled_from(PROGRAMMES)),
            "",
            draw(st.sampled_from(KINDS)),
            maybe(COUNTIES),
            draw(st.sampled_from([(4, 5), (1, 2), (1, 1), (2, 3)])),
        )
        for identifier in TRAININGS
    ]
    sessions = []
    for identifier in SESSIONS:
        begins = draw(st.sampled_from([None, 540]))
        sessions.append(
            Session(
                identifier,
                draw(st.sampled_from(TRAININGS)),
                draw(st.sampled_from(DAYS)),
                draw(st.sampled_from(["am", "pm", "eve"])),
                begins,
                begins and begins + 181,
                draw(st.sampled_from([True, True, True, False])),
            )
        )
    pairs = draw(st.sets(st.tuples(st.sampled_from(SESSIONS), st.sampled_from(PEOPLE)), max_size=24))
    minutes = st.sampled_from([None, None, 0, 90, 91, 200])
    scores = draw(
        st.lists(
            st.builds(
                Score,
                st.sampled_from([*PEOPLE, b"token"]),
                st.sampled_from(TRAININGS[:2]),
                st.sampled_from(["pre", "post"]),
                st.sampled_from(["classic", "retrospective", "single"]),
                st.dictionaries(st.sampled_from("ab"), st.integers(1, 5), max_size=2),
            ),
            max_size=12,
        )
    )
    links = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
            st.sampled_from([True, True, False, None]),
            max_size=4,
        )
    )
    heads = st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(PEOPLE)), max_size=2).map(tuple)
    return Facts(
        trainings,
        sessions,
        [Attendance(session, person, draw(minutes)) for session, person in sorted(pairs)],
        [
            AnonymousAttendance(bytes([9, number]), draw(st.sampled_from(SESSIONS)), draw(SEXES), maybe(["15-34", "?"]))
            for number in range(draw(st.integers(0, 3)))
        ],
        [
            Person(
                identifier,
                draw(SEXES),
                draw(BORN),
                maybe(COUNTIES),
                maybe(["HA", "ZA"]),
                maybe(HOUSEHOLDS),
                maybe(ORGANISATIONS),
                maybe([True, False]),
            )
            for identifier in PEOPLE[: draw(st.integers(4, 7))]
        ],
        [Household(identifier, draw(heads), maybe([1, 4]), maybe(["f", "m"])) for identifier in HOUSEHOLDS[:2]],
        [
            Organisation(identifier, None, maybe(["start-up"]), maybe([True, False]), maybe([50, 51]))
            for identifier in ORGANISATIONS[:2]
        ],
        [Link(one, other, is_same) for (one, other), is_same in sorted(links.items())],
        scores,
    )


SCOPES = st.builds(
    Scope,
    st.sampled_from([None, frozenset(PROGRAMMES[:1]), frozenset(PROGRAMMES)]),
    st.sampled_from([None, frozenset(COUNTIES[:1])]),
    st.sampled_from([None, frozenset(KINDS[:1])]),
)
PERIODS = st.tuples(st.sampled_from([None, *DAYS]), st.sampled_from([None, *DAYS])).map(
    lambda ends: Period(*(sorted(ends) if None not in ends else ends))  # type: ignore[type-var]
)


# ---- the second count ----------------------------------------------------------------------------------------------


class Plain:
    """Sets of things, built by looking at everything."""

    def __init__(self, facts: Facts, scope: Scope, period: Period) -> None:
        self.facts, self.scope, self.period = facts, scope, period
        self.people = {person.id: person for person in facts.persons}
        self.sessions = {session.id: session for session in facts.sessions}
        self.trainings = {training.id: training for training in facts.trainings}

    def human(self, person: bytes) -> frozenset[bytes]:
        """All registrations of the human being behind one, found by asking the links until nothing is added."""
        group = {person}
        while True:
            size = len(group)
            for link in self.facts.links:
                if link.is_same and group & {link.a, link.b}:
                    group |= {link.a, link.b}
            if len(group) == size:
                return frozenset(group)

    def there(self) -> Iterable[tuple[Session, bytes]]:
        """Every attendance that is long enough, anywhere and at any time."""
        for attendance in self.facts.attendances:
            session = self.sessions[attendance.session]
            timed = attendance.minutes_present is not None and session.begins_min is not None
            if not timed or attendance.minutes_present >= (session.ends_min - session.begins_min) / 2:  # type: ignore
                yield session, attendance.person

    def is_in(self, training: Training) -> bool:
        scope = self.scope
        return (
            (not scope.counties or training.county in scope.counties)
            and (not scope.kinds or training.kind in scope.kinds)
            and (not scope.programmes or training.programme in scope.programmes)
        )

    def chosen(self) -> list[tuple[Session, bytes]]:
        return [
            (session, person)
            for session, person in self.there()
            if self.is_in(self.trainings[session.training]) and self.period.contains(session.on)
        ]

    def order(self, session: Session) -> tuple[Any, ...]:
        return session.on, ["am", "pm", "eve"].index(session.half), session.begins_min or 0, session.id

    def told(self, human: frozenset[bytes], what: Callable[[Person], Any]) -> Any:
        """What the registrations say, the one used first in the selection speaking first."""
        used = [person for _, person in sorted(self.chosen(), key=lambda one: (self.order(one[0]), one[1]))]
        ranked = sorted(human, key=lambda one: (used.index(one) if one in used else 999, one))
        said = [what(self.people[one]) for one in ranked if one in self.people]
        return next((value for value in said if value is not None), None)

    def first_day(self, human: frozenset[bytes]) -> date | None:
        return min((session.on for session, person in self.chosen() if person in human), default=None)

    def key(self, human: frozenset[bytes], by: Dimension, on: date) -> str:
        if by is Dimension.AGE_GROUP:
            born = self.told(human, lambda person: person.born if person.born[0] else None)
            return plain_age_group(born, self.first_day(human) or on) if born else "unknown"
        value = self.told(
            human,
            {
                Dimension.SEX: lambda person: person.sex,
                Dimension.HOME_COUNTY: lambda person: person.county,
                Dimension.ETHNICITY: lambda person: person.ethnicity,
                Dimension.DISABILITY: lambda person: person.is_disabled,
            }[by],
        )
        return {None: "unknown", True: "yes", False: "no"}.get(value, value)

    def completed_on(self, human: frozenset[bytes], training: Training) -> date | None:
        held = [session for session in self.facts.sessions if session.training == training.id and session.is_held]
        was = sorted(
            (session for session in held if any(session == one and person in human for one, person in self.there())),
            key=self.order,
        )
        for number in range(1, len(was) + 1):
            if Fraction(number, len(held)) >= Fraction(*training.threshold):
                return was[number - 1].on
        return None

    def row(self, by: Dimension | None, key: Any) -> dict[str, Any]:
        """Return indicator → value, shares as (k, n, attended)."""
        facts = self.facts

        def fits_training(training: Training) -> bool:
            if by is None or not by.is_of_training:
                return True
            return (getattr(training, by.value) or "unknown") == key

        def fits(human: frozenset[bytes], on: date) -> bool:
            return by is None or by.is_of_training or self.key(human, by, on) == key

        trainings = [training for training in facts.trainings if self.is_in(training) and fits_training(training)]
        names = {training.id for training in trainings}
        met = {
            (session, self.human(person))
            for session, person in self.chosen()
            if session.training in names and fits(self.human(person), session.on)
        }
        humans = {human for _, human in met}
        ever: dict[frozenset[bytes], date] = {}
        for session, person in self.there():
            if not self.scope.programmes or self.trainings[session.training].programme in self.scope.programmes:
                human = self.human(person)
                ever[human] = min(session.on, ever.get(human, session.on))
        completed = {
            (human, training.id)
            for human in humans
            for training in trainings
            if (on := self.completed_on(human, training)) and self.period.contains(on)
        }
        unnamed = [
            one
            for one in facts.anonymous
            if self.sessions[one.session].training in names and self.fits_unnamed(one, by, key)
        ]
        unnamed_now = [one for one in unnamed if self.period.contains(self.sessions[one.session].on)]
        participations = {(human, session.training) for session, human in met}
        organisations = {self.told(human, lambda person: person.organisation) for human in humans} - {None}
        households = {self.told(human, lambda person: person.household) for human in humans} - {None}
        led = {one for one in organisations if self.is_led(one)}
        young = {one.id for one in facts.organisations if one.stage == "start-up"} & organisations
        plan = {name: [one for one in facts.sessions if one.training == name] for name in names}
        found = {
            "persons": len(humans),
            "women": sum(self.told(human, lambda person: person.sex) == "f" for human in humans),
            "persons-new": sum(self.period.contains(ever[human]) for human in humans),
            "persons-completed": len({human for human, _ in completed}),
            "participations": len(participations),
            "participations-anonymous": len(unnamed_now),
            "participations-all": len(participations) + len(unnamed_now),
            "person-days": len({(human, session.on) for session, human in met}),
            "completions": len(completed),
            "organisations": len(organisations),
            "organisations-women-led": len(led),
            "organisations-start-up": len(young),
            "organisations-women-led-start-up": len(young & led),
            "households": len(households),
            "households-female-headed": sum(self.head(one) == "f" for one in households),
            "trainings-held": sum(
                any(one.is_held and self.period.contains(one.on) for one in sessions) for sessions in plan.values()
            ),
            "trainings-completed": sum(
                bool(sessions)
                and not any(not one.is_held for one in sessions)
                and self.period.contains(max(one.on for one in sessions))
                for sessions in plan.values()
            ),
        }
        return found | self.surveys(names, unnamed, fits)

    def fits_unnamed(self, one: AnonymousAttendance, by: Dimension | None, key: Any) -> bool:
        if by is Dimension.SEX:
            return key == (one.sex or "unknown")
        if by is Dimension.AGE_GROUP:
            return key == ("15-34" if one.age_group == "15-34" else "unknown")
        return by is None or by.is_of_training or key == "unknown"

    def is_led(self, identifier: bytes) -> bool:
        return any(
            one.id == identifier and (one.led_by_woman or (one.women_owner_percent or 0) > 50)
            for one in self.facts.organisations
        )

    def head(self, identifier: bytes) -> str | None:
        for household in self.facts.households:
            if household.id == identifier:
                known = [one for one in household.heads if self.period.to_on is None or one[0] <= self.period.to_on]
                latest = {person for since, person in known if since == max(day for day, _ in known)}
                sexes = {self.told(self.human(person), lambda person: person.sex) for person in latest}
                if sexes - {None}:
                    return next(iter(sexes)) if len(sexes) == 1 else None
                return household.head_sex
        return None

    def surveys(
        self,
        names: set[bytes],
        unnamed: list[AnonymousAttendance],
        fits: Callable[[frozenset[bytes], date], bool],
    ) -> dict[str, Any]:
        shares: dict[str, Any] = {}
        for design, name in (
            ("classic", "improved-classic"),
            ("retrospective", "improved-retrospective"),
            ("single", "agreed-single"),
        ):
            k = n = attended = asked = 0
            for training in names:
                sessions = [one for one in self.facts.sessions if one.training == training]
                last = max((one.on for one in [one for one in sessions if one.is_held] or sessions), default=None)
                if not self.period.contains(last) if last else self.period != Period():
                    continue
                given = [one for one in self.facts.scores if one.training == training and one.design == design]
                if not given:
                    continue
                on = last or date.min
                humans = {self.human(one.who) for one in given if fits(self.human(one.who), on)}
                asked += len(humans)
                came = {self.human(person) for session, person in self.there() if session.training == training}
                attended += sum(fits(human, on) for human in came)
                attended += sum(self.sessions[one.session].training == training for one in unnamed)
                for human in humans:
                    said = {
                        phase: {
                            tuple(sorted(one.items.items()))
                            for one in given
                            if one.phase == phase and self.human(one.who) == human
                        }
                        for phase in ("pre", "post")
                    }
                    if max(map(len, said.values())) > 1:
                        continue
                    pre, post = (dict(next(iter(said[phase]), ())) for phase in ("pre", "post"))
                    if design == "single":
                        n += bool(post)
                        k += bool(post) and sum(post.values()) / len(post) >= 4
                    elif both := pre.keys() & post.keys():
                        n += 1
                        k += sum(post[item] - pre[item] for item in both) > 0
            if asked:
                shares[name] = (k, n, attended)
        return shares


@cache
def plain_age_group(born: tuple[int | None, int | None, int | None], on: date) -> str:
    """Try every birthday that fits."""
    year, month, day = born
    fitting = [
        one
        for one in (date(year or 1, 1, 1) + timedelta(days=number) for number in range(366))
        if one.year == year and month in (None, one.month) and (month is None or day in (None, one.day))
    ]
    groups = set()
    for birthday in fitting:
        age = 0
        while (birthday.year + age + 1, birthday.month, birthday.day) <= (on.year, on.month, on.day):
            age += 1
        groups.add("0-14" if age < 15 else "15-34" if age < 35 else "35-59" if age < 60 else "60+")
    return groups.pop() if len(groups) == 1 else "unknown"


def shown(figures: list[Figure]) -> dict[tuple[Any, Any], dict[str, Any]]:
    """Return row → indicator → value, as the second count gives them."""
    table: dict[tuple[Any, Any], dict[str, Any]] = {}
    for figure in figures:
        value: Any = figure.value
        if figure.id.startswith(("improved", "agreed")):
            value = (figure.k, figure.n, dict(figure.notes)["attended"])
        table.setdefault((figure.by, figure.key), {})[figure.id] = value
    return table


NOT_RECOUNTED = {"share-anonymous", "household-members"}


@given(worlds(), SCOPES, PERIODS)
def test_a_second_count_agrees(facts: Facts, scope: Scope, period: Period) -> None:
    plain = Plain(facts, scope, period)
    for (by, key), row in shown(count(facts, scope, period, tuple(Dimension))).items():
        expected = plain.row(by, key)
        assert {name: row[name] for name in row.keys() - NOT_RECOUNTED} == {
            name: expected[name] for name in row.keys() - NOT_RECOUNTED
        }, (by, key)
        if by is None:
            assert row.keys() - NOT_RECOUNTED == expected.keys()


# ---- what must hold of any count -----------------------------------------------------------------------------------


def total(figures: list[Figure], name: str) -> Any:
    (found,) = [figure.value for figure in figures if figure.id == name and figure.by is None]
    return found


@given(worlds(), SCOPES, PERIODS)
def test_nothing_counted_contradicts_itself(facts: Facts, scope: Scope, period: Period) -> None:
    codes = {violation.code for violation in check_report(count(facts, scope, period, tuple(Dimension)))}
    # people may answer without having been checked in; that is for the reader to see
    assert codes <= {"matched-over-attended"}


@given(worlds(), SCOPES, SCOPES, PERIODS, PERIODS)
def test_narrower_is_never_more(facts: Facts, one: Scope, other: Scope, now: Period, then: Period) -> None:
    # registrations of one person that disagree on the sex can make her a woman in one selection only
    certain = replace(facts, persons=[replace(person, sex="f") for person in facts.persons])
    report = count(certain, one, now) + count(certain, other, now) + count(certain, one, then)
    assert {violation.code for violation in check_report(report)} <= {"matched-over-attended"}


@given(worlds(), PERIODS)
def test_rows_add_up_only_when_nobody_is_in_two(facts: Facts, period: Period) -> None:
    figures = count(facts, Scope(), period, (Dimension.COUNTY,))
    together = sum(figure.value for figure in figures if figure.id == "persons" and figure.by)  # type: ignore[misc]
    plain = Plain(facts, Scope(), period)
    places: dict[frozenset[bytes], set[Any]] = {}
    for session, person in plain.chosen():
        places.setdefault(plain.human(person), set()).add(plain.trainings[session.training].county)
    assert together >= total(figures, "persons")
    is_disjoint = all(len(counties) == 1 for counties in places.values())
    assert (together == total(figures, "persons")) is is_disjoint


@given(worlds(), st.sampled_from([None, frozenset(PROGRAMMES[:1])]), st.sets(st.sampled_from(DAYS)))
def test_the_new_of_all_periods_are_the_cumulative(
    facts: Facts, programmes: frozenset[bytes] | None, ends: set[date]
) -> None:
    scope = Scope(programmes)
    bounds: list[date | None] = [None, *sorted(ends), None]
    periods = [Period(begin and begin + timedelta(days=1), end) for begin, end in pairwise(bounds)]
    new = [total(count(facts, scope, period), "persons-new") for period in periods]
    assert sum(new) == total(count(facts, scope), "persons")


@given(worlds(), SCOPES, PERIODS, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_linking_never_raises_the_count(facts: Facts, scope: Scope, period: Period, one: bytes, other: bytes) -> None:
    before = count(facts, scope, period)
    linked = count(replace(facts, links=[*facts.links, Link(one, other, True)]), scope, period)
    for name in ("persons", "persons-new", "participations", "participations-all", "person-days"):
        assert total(linked, name) <= total(before, name)
    disputed = count(replace(facts, links=[*facts.links, Link(one, other, None)]), scope, period)
    assert disputed == before


@given(worlds(), SCOPES, PERIODS, st.integers())
def test_the_order_of_facts_does_not_matter(facts: Facts, scope: Scope, period: Period, seed: int) -> None:
    chance = random.Random(seed)

    def mixed(things: Any) -> Any:
        return chance.sample(list(things), len(things))

    shuffled = Facts(*(mixed(getattr(facts, name)) for name in Facts.__slots__))
    by = tuple(Dimension)
    assert count(shuffled, scope, period, by) == count(facts, scope, period, by)


@pytest.mark.parametrize("dimension", [Dimension.PROGRAMME, Dimension.COUNTY, Dimension.KIND])
@given(facts=worlds(), period=PERIODS)
def test_a_row_is_the_count_of_its_own_scope(dimension: Dimension, facts: Facts, period: Period) -> None:
    for figure in count(facts, Scope(), period, (dimension,)):
        if figure.by is None or figure.key == "unknown" or figure.unit not in ("person", "participation", "person-day"):
            continue
        field = {"programme": "programmes", "county": "counties", "kind": "kinds"}[dimension.value]
        alone = count(facts, Scope(**{field: frozenset([figure.key])}), period)
        # a person new to one programme need not be new to all of them together
        is_relative = figure.id == "persons-new" and dimension is Dimension.PROGRAMME
        if not is_relative and figure.id not in ("women", "household-members"):
            assert total(alone, figure.id) == figure.value, figure.id
