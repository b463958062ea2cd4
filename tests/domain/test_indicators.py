"""What each figure means, shown on cases small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from string import Formatter
from typing import Any

import pytest

from tianye.domain.errors import UserFault
from tianye.domain.indicators import (
    DEFINITIONS,
    DESIGNS,
    DIMENSION_NAMES,
    FEMALE,
    MALE,
    NOTES,
    START_UP,
    UNIT_NAMES,
    AnonymousAttendance,
    Attendance,
    Dimension,
    Facts,
    Figure,
    Household,
    Link,
    Note,
    Organisation,
    Period,
    Person,
    Rules,
    Scope,
    Session,
    Training,
    Unit,
    WomenLed,
    age_groups,
    clusters,
    count,
)

TRAINING = b"training"
OTHER = b"other"
MAY = [date(2023, 5, day) for day in range(1, 32)]
YUSHU, FENGHUANG = "632701", "433123"


def sessions(number: int, training: bytes = TRAINING, **more: Any) -> list[Session]:
    """One morning session a day from 1 May."""
    return [Session(training + bytes([place]), training, MAY[place], "am", **more) for place in range(number)]


def present(person: bytes, *places: int, training: bytes = TRAINING, minutes: int | None = None) -> list[Attendance]:
    return [Attendance(training + bytes([place]), person, minutes) for place in places]


def training(identifier: bytes = TRAINING, **more: Any) -> Training:
    known = {"programme": b"p", "code": "T1", "kind": "training", "county": YUSHU}
    return Training(identifier, **(known | more))


def one_training(held: int, attendances: list[Attendance], **more: Any) -> Facts:
    return Facts([training()], sessions(held), attendances, **more)


def figure(figures: list[Figure], name: str, by: Dimension | None = None, key: Any = None) -> Figure:
    (found,) = [one for one in figures if (one.id, one.by, one.key) == (name, by, key)]
    return found


def value(facts: Facts, name: str, *more: Any, **named: Any) -> Any:
    return figure(count(facts, *more, **named), name).value


def row(facts: Facts, name: str, by: Dimension, **named: Any) -> dict[Any, Any]:
    return {one.key: one.value for one in count(facts, by=(by,), **named) if one.id == name and one.by is by}


@pytest.mark.parametrize(
    ("held", "was", "expected"),
    [(5, 4, 1), (5, 3, 0), (4, 3, 0), (4, 4, 1), (6, 5, 1), (10, 8, 1), (10, 7, 0), (1, 1, 1), (3, 2, 0)],
)
def test_four_fifths_are_compared_as_integers(held: int, was: int, expected: int) -> None:
    facts = one_training(held, present(b"a", *range(was)))
    assert value(facts, "completions") == value(facts, "persons-completed") == expected
    assert value(facts, "participations") == 1


def test_a_training_has_the_threshold_it_was_given() -> None:
    facts = Facts([training(threshold=(2, 3))], sessions(3), present(b"a", 0, 2))
    assert value(facts, "completions") == 1


def test_a_session_that_was_not_held_is_not_asked_for() -> None:
    planned = sessions(5)
    facts = Facts([training()], [*planned[:4], replace(planned[4], is_held=False)], present(b"a", 0, 1, 2, 3))
    assert value(facts, "completions") == 1
    assert value(facts, "trainings-completed") == 0
    assert value(facts, "trainings-held") == 1
    assert value(replace(facts, sessions=planned), "trainings-completed") == 1


def test_a_completion_belongs_to_the_day_the_share_was_reached() -> None:
    facts = one_training(5, present(b"a", 0, 1, 2, 3, 4))
    assert value(facts, "completions", Scope(), Period(to_on=MAY[2])) == 0
    assert value(facts, "completions", Scope(), Period(MAY[3], MAY[3])) == 1
    assert value(facts, "completions", Scope(), Period(MAY[4])) == 0


@pytest.mark.parametrize(("minutes", "expected"), [(None, 1), (90, 1), (89, 0), (0, 0)])
def test_half_of_a_session_is_present(minutes: int | None, expected: int) -> None:
    facts = Facts([training()], sessions(1, begins_min=540, ends_min=720), present(b"a", 0, minutes=minutes))
    counted = figure(count(facts), "persons")
    assert counted.value == expected
    assert counted.notes == (() if expected else (Note("short-stay", 1),))


def test_nobody_is_measured_against_a_session_without_times() -> None:
    assert value(Facts([training()], sessions(1), present(b"a", 0, minutes=1)), "persons") == 1


def test_two_half_days_are_one_person_day_and_two_trainings_two_participations() -> None:
    plan = [
        Session(b"1", TRAINING, MAY[0], "am"),
        Session(b"2", TRAINING, MAY[0], "pm"),
        Session(b"3", OTHER, MAY[0], "eve"),
        Session(b"4", OTHER, MAY[1], "am"),
    ]
    facts = Facts([training(), training(OTHER)], plan, [Attendance(one.id, b"a") for one in plan])
    assert value(facts, "person-days") == 2
    assert value(facts, "participations") == 2
    assert value(facts, "persons") == 1


def test_a_linked_duplicate_counts_once_and_an_unlinked_one_twice() -> None:
    facts = one_training(2, [*present(b"a", 0), *present(b"b", 1)])
    assert value(facts, "persons") == 2
    for is_same, expected in ((True, 1), (False, 2), (None, 2)):
        linked = replace(facts, links=[Link(b"b", b"a", is_same)])
        assert value(linked, "persons") == expected
        assert value(linked, "completions") == int(bool(is_same))


def test_the_anonymous_are_participations_and_never_persons() -> None:
    unnamed = [AnonymousAttendance(bytes([place]), TRAINING + bytes([place]), FEMALE) for place in range(2)]
    facts = one_training(2, present(b"a", 0), anonymous=unnamed)
    figures = count(facts, by=(Dimension.SEX,))
    assert figure(figures, "persons").value == 1
    assert figure(figures, "women").value == 0
    assert figure(figures, "participations").value == 1
    assert figure(figures, "participations-all").value == 3
    unknown = figure(figures, "participations-anonymous")
    assert (unknown.value, unknown.notes) == (2, (Note("anonymous-may-repeat", 1),))
    share = figure(figures, "share-anonymous")
    assert (share.k, share.n, share.value, share.is_percent_suppressed) == (2, 3, None, True)
    assert figure(figures, "participations-anonymous", Dimension.SEX, FEMALE).value == 2


def test_the_share_of_the_anonymous_has_a_percent_from_ten() -> None:
    people = [attendance for number in range(9) for attendance in present(bytes([number]), 0)]
    facts = one_training(1, people, anonymous=[AnonymousAttendance(b"x", TRAINING + b"\0")])
    share = figure(count(facts), "share-anonymous")
    assert (share.value, share.percent, share.low) == (Fraction(1, 10), 10.0, None)


def test_the_first_registration_used_in_the_period_speaks_first() -> None:
    people = [Person(b"a", MALE, county=YUSHU), Person(b"b", FEMALE, ethnicity="ZA")]
    facts = one_training(3, [*present(b"b", 0), *present(b"a", 1)], persons=people, links=[Link(b"a", b"b", True)])
    assert row(facts, "persons", Dimension.SEX) == {FEMALE: 1}
    assert row(facts, "persons", Dimension.SEX, period=Period(MAY[1])) == {MALE: 1}
    # where it is silent the other speaks
    assert row(facts, "persons", Dimension.HOME_COUNTY) == {YUSHU: 1}
    assert row(facts, "persons", Dimension.ETHNICITY, period=Period(MAY[1])) == {"ZA": 1}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ((1988, 5, 1), "35-59"),
        ((1988, 5, 2), "15-34"),
        ((1988, 4, None), "35-59"),
        ((1988, 5, None), "unknown"),
        ((1988, None, None), "unknown"),
        ((1987, None, None), "35-59"),
        ((2008, 5, 1), "15-34"),
        ((1963, 5, 1), "60+"),
        ((2023, 5, 1), "0-14"),
        ((2023, None, None), "0-14"),
        ((2024, 1, 1), "unknown"),
        ((None, 5, 1), "unknown"),
    ],
)
def test_the_age_is_that_of_the_first_participation(born: Any, expected: str) -> None:
    facts = one_training(1, present(b"a", 0), persons=[Person(b"a", born=born)])
    assert row(facts, "persons", Dimension.AGE_GROUP) == {expected: 1}


def test_the_bounds_of_age_groups_are_a_parameter() -> None:
    facts = one_training(1, present(b"a", 0), persons=[Person(b"a", born=(1990, 1, 1))])
    assert row(facts, "persons", Dimension.AGE_GROUP, rules=Rules(age_groups=(14, 36))) == {"14-35": 1}
    assert age_groups((14, 36)) == ["0-13", "14-35", "36+"]


def test_the_county_is_that_of_the_training() -> None:
    facts = Facts(
        [training(), training(OTHER, county=FENGHUANG)],
        [*sessions(1), *sessions(1, OTHER)],
        [*present(b"a", 0), *present(b"a", 0, training=OTHER), *present(b"b", 0)],
        persons=[Person(b"a", FEMALE, county="630104")],
    )
    assert row(facts, "persons", Dimension.COUNTY) == {FENGHUANG: 1, YUSHU: 2}
    assert row(facts, "women", Dimension.COUNTY) == {FENGHUANG: 1, YUSHU: 1}
    assert row(facts, "persons", Dimension.HOME_COUNTY) == {"630104": 1, "unknown": 1}
    assert value(facts, "persons") == 2
    assert value(facts, "persons", Scope(counties=frozenset([FENGHUANG]))) == 1


def test_new_is_new_to_the_programme_whatever_the_county() -> None:
    facts = Facts(
        [training(), training(OTHER, county=FENGHUANG)],
        [Session(b"1", TRAINING, MAY[0], "am"), Session(b"2", OTHER, MAY[9], "am")],
        [Attendance(b"1", b"a"), Attendance(b"2", b"a"), Attendance(b"2", b"b")],
    )
    later = Period(MAY[5])
    assert value(facts, "persons-new", Scope(), later) == 1
    assert value(facts, "persons-new", Scope(counties=frozenset([FENGHUANG])), later) == 1
    assert row(facts, "persons-new", Dimension.COUNTY, period=later) == {FENGHUANG: 1}


def test_the_head_is_the_one_on_the_last_day_of_the_period() -> None:
    household = Household(b"h", ((MAY[0], b"a"), (MAY[10], b"b")))
    people = [Person(b"a", MALE, household=b"h"), Person(b"b", FEMALE, household=b"h")]
    facts = one_training(1, [*present(b"a", 0), *present(b"b", 0)], persons=people, households=[household])
    assert value(facts, "households") == 1
    assert value(facts, "households-female-headed", Scope(), Period(to_on=MAY[9])) == 0
    assert value(facts, "households-female-headed", Scope(), Period(to_on=MAY[10])) == 1
    assert value(facts, "households-female-headed") == 1


def test_a_head_who_is_not_known_is_said_and_not_guessed() -> None:
    people = [Person(bytes([number]), household=bytes([number])) for number in range(4)]
    claims = ((MAY[0], b"m"), (MAY[0], b"f"))
    households = [
        Household(bytes([0]), head_sex=FEMALE),
        Household(bytes([1])),
        Household(bytes([2]), claims, head_sex=FEMALE),
    ]
    attendances = [attendance for person in people for attendance in present(person.id, 0)]
    heads = [Person(b"m", MALE), Person(b"f", FEMALE)]
    facts = one_training(1, attendances, persons=[*people, *heads], households=households)
    headed = figure(count(facts), "households-female-headed")
    assert (headed.value, headed.notes) == (1, (Note("head-not-known", 3),))


def test_members_of_households_are_estimated_by_the_mean() -> None:
    people = [Person(bytes([number]), household=bytes([number])) for number in range(3)]
    sizes = (4, 5, None)
    households = [Household(bytes([number]), size=size) for number, size in enumerate(sizes)]
    attendances = [attendance for person in people for attendance in present(person.id, 0)]
    facts = one_training(1, attendances, persons=people, households=households)
    members = figure(count(facts), "household-members")
    assert (members.value, members.notes) == (14, (Note("size-not-known", 1),))  # 9 + 4.5, half up
    assert value(replace(facts, households=[]), "household-members") is None


@pytest.mark.parametrize(
    ("rule", "expected"), [(WomenLed.LEADER, {b"1", b"2"}), (WomenLed.OWNERS, {b"2", b"3"}), (WomenLed.EITHER, None)]
)
def test_who_leads_an_organisation_is_a_parameter(rule: WomenLed, expected: set[bytes] | None) -> None:
    organisations = [
        Organisation(b"1", led_by_woman=True, women_owner_percent=50, stage=START_UP),
        Organisation(b"2", led_by_woman=True, women_owner_percent=51),
        Organisation(b"3", led_by_woman=False, women_owner_percent=100),
        Organisation(b"4", led_by_woman=False, women_owner_percent=0, stage=START_UP),
        Organisation(b"5", led_by_woman=False),
    ]
    people = [Person(b"a" + one.id, organisation=one.id) for one in organisations] + [Person(b"b", organisation=b"1")]
    attendances = [attendance for person in people for attendance in present(person.id, 0)]
    facts = one_training(1, attendances, persons=people, organisations=organisations)
    figures = count(facts, rules=Rules(women_led=rule))
    led = figure(figures, "organisations-women-led")
    assert led.value == (3 if expected is None else len(expected))
    assert led.version == ("1" if rule is WomenLed.EITHER else f"1;women_led={rule}")
    assert led.notes == (() if rule is WomenLed.LEADER else (Note("leadership-not-known", 1),))
    assert figure(figures, "organisations").value == 5
    assert figure(figures, "organisations-start-up").value == 2
    assert figure(figures, "organisations-women-led-start-up").value == (0 if rule is WomenLed.OWNERS else 1)


def test_a_figure_carries_what_it_is() -> None:
    scope, period = Scope(programmes=frozenset([b"p"])), Period(MAY[0], MAY[30])
    for one in count(one_training(1, present(b"a", 0)), scope, period, tuple(Dimension)):
        definition = DEFINITIONS[one.id]
        assert (one.scope, one.period, one.unit, one.version) == (scope, period, definition.unit, "1")


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UserFault, match=r"figures\.period-ends-before-it-begins"):
        Period(MAY[1], MAY[0])


@pytest.mark.parametrize("rules", [{"age_groups": (35, 15)}, {"age_groups": (0, 15)}, {"least_presence": (2, 1)}])
def test_impossible_rules_are_refused(rules: dict[str, Any]) -> None:
    with pytest.raises(UserFault, match=r"figures\.bad-rules"):
        Rules(**rules)


def test_links_join_in_chains_and_the_smallest_represents() -> None:
    chain = [Link(b"d", b"c", True), Link(b"a", b"b", True), Link(b"c", b"b", True), Link(b"e", b"f", None)]
    assert clusters(chain) == {b"a": b"a", b"b": b"a", b"c": b"a", b"d": b"a"}


def test_a_decision_that_other_links_overrule_is_said() -> None:
    links = [Link(b"a", b"b", True), Link(b"b", b"c", True), Link(b"a", b"c", False), Link(b"a", b"d", False)]
    persons = figure(count(one_training(1, present(b"c", 0), links=links)), "persons")
    assert (persons.value, persons.notes) == (1, (Note("links-contradict", 1),))
    assert figure(count(one_training(1, present(b"d", 0), links=links)), "persons").notes == ()


def test_the_morning_comes_before_the_afternoon() -> None:
    plan = [Session(b"1", TRAINING, MAY[0], "pm"), Session(b"2", TRAINING, MAY[0], "am")]
    people = [Person(b"a", MALE), Person(b"b", FEMALE)]
    came = [Attendance(b"1", b"a"), Attendance(b"2", b"b")]
    assert value(Facts([training()], plan, came, persons=people, links=[Link(b"a", b"b", True)]), "women") == 1


def is_chinese(text: str) -> bool:
    return any("一" <= character <= "鿿" for character in text)


def test_everything_is_said_in_both_languages() -> None:
    for definition in DEFINITIONS.values():
        texts = (definition.name_zh, definition.name_en, definition.text_zh, definition.text_en)
        assert all(text.strip() for text in texts), definition.id
        assert is_chinese(definition.name_zh)
        assert is_chinese(definition.text_zh)
        assert not is_chinese(definition.name_en + definition.text_en)
    for label in ("name_zh", "name_en", "text_zh", "text_en"):
        assert len({getattr(definition, label) for definition in DEFINITIONS.values()}) == len(DEFINITIONS)
    assert set(DIMENSION_NAMES) == set(Dimension)
    assert set(UNIT_NAMES) == set(Unit)
    assert set(DESIGNS.values()) <= set(DEFINITIONS)
    for code, pair in NOTES.items():
        for text in pair:
            assert [name for _, name, _, _ in Formatter().parse(text) if name] == ["number"], code
