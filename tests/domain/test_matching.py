"""Candidate duplicates: each rule alone, then blocking against comparing all with all."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.dates import BirthDate, Calendar
from tianye.domain.matching import (
    LARGEST_BLOCK,
    Candidate,
    Reason,
    Strength,
    blocking_keys,
    compare,
    find_matches,
    make_candidate,
)
from tianye.domain.people import NO_PHONE

VILLAGE = "632701001001"
DOLMA = make_candidate(
    b"1",
    "次仁卓玛",
    sex="f",
    birth=BirthDate(1990, 1, 15),
    number_hash=b"n" * 32,
    phone="13812345678",
    household=b"h",
    place=VILLAGE,
)
BARE = make_candidate(b"2", "次仁卓玛")


def other(**changes: object) -> Candidate:
    return replace(BARE, **changes)  # type: ignore[arg-type]


def named(name: str, **changes: object) -> Candidate:
    return replace(make_candidate(b"2", name), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("candidate", "strength"),
    [
        # identity number
        (other(number_hash=b"n" * 32), Strength.SAME),
        (named("王红", number_hash=b"n" * 32), Strength.SAME),
        (other(number_hash=b"n" * 32, sex="f"), Strength.SAME),
        (other(number_hash=b"n" * 32, sex="m"), Strength.STRONG),
        # phone
        (other(phone="13812345678"), Strength.STRONG),
        (named("泽仁卓玛", phone="13812345678"), Strength.STRONG),
        (named("王红", phone="13812345678"), Strength.WEAK),
        (other(phone="13812345678", birth=BirthDate(1965)), Strength.WEAK),
        (other(phone="13812345678", sex="m"), Strength.WEAK),
        (other(phone="13812345678", number_hash=b"m" * 32), Strength.WEAK),
        (named("王红", phone="13812345678", sex="m"), Strength.NONE),
        # household
        (other(household=b"h", birth=BirthDate(1990)), Strength.STRONG),
        (other(household=b"h", birth=BirthDate(1991, 5)), Strength.STRONG),
        (named("才仁卓玛", household=b"h", birth=BirthDate(1989)), Strength.STRONG),
        (other(household=b"h", birth=BirthDate(1987)), Strength.NONE),
        (other(household=b"h"), Strength.FAIR),
        (named("王红", household=b"h", birth=BirthDate(1990)), Strength.NONE),
        # birthday
        (other(birth=BirthDate(1990, 1, 15)), Strength.FAIR),
        (other(birth=BirthDate(1989, 12, 19, Calendar.LUNAR)), Strength.FAIR),
        (other(birth=BirthDate(1989, 12, 19)), Strength.FAIR),
        (other(birth=BirthDate(1990, 1, 16)), Strength.NONE),
        # place
        (other(place=VILLAGE), Strength.WEAK),
        (other(place=VILLAGE, birth=BirthDate(1990)), Strength.FAIR),
        (other(place="632701", birth=BirthDate(1990)), Strength.WEAK),
        (other(place="632701002001", birth=BirthDate(1991)), Strength.WEAK),
        (other(place="632701"), Strength.NONE),
        (other(place="632722"), Strength.NONE),
        # the name alone
        (BARE, Strength.NONE),
        (named("王红"), Strength.NONE),
    ],
)
def test_rules(candidate: Candidate, strength: Strength) -> None:
    assert compare(DOLMA, candidate).strength is strength
    assert compare(candidate, DOLMA) == compare(DOLMA, candidate)


def test_twins_are_never_suggested() -> None:
    twin = named("扎西", household=b"h", birth=BirthDate(1990, 1, 15), phone="13812345678", sex="f")
    match = compare(DOLMA, twin)
    assert match.strength is Strength.NONE
    assert Reason.TWINS in match.reasons
    told_in_lunar = replace(twin, birth=BirthDate(1989, 12, 19, Calendar.LUNAR))
    assert compare(DOLMA, told_in_lunar).strength is Strength.NONE
    mistaken = compare(DOLMA, replace(twin, birth=BirthDate(1989, 12, 19)))
    assert (mistaken.strength, Reason.TWINS in mistaken.reasons) == (Strength.NONE, True)


def test_only_number_and_name_together_link_unasked() -> None:
    assert compare(DOLMA, other(number_hash=b"n" * 32)).can_link_unasked
    assert compare(DOLMA, named("泽仁卓玛", number_hash=b"n" * 32)).can_link_unasked
    assert not compare(DOLMA, named("王红", number_hash=b"n" * 32)).can_link_unasked
    assert not compare(DOLMA, other(number_hash=b"n" * 32, sex="m")).can_link_unasked
    assert not compare(DOLMA, other(phone="13812345678", household=b"h", birth=DOLMA.birth)).can_link_unasked


def test_reasons_are_told_in_order() -> None:
    match = compare(DOLMA, named("泽仁卓玛", phone="13812345678", place=VILLAGE, sex="m"))
    assert match.reasons == (Reason.SAME_PHONE, Reason.NAME_SPELT_ALIKE, Reason.SAME_VILLAGE, Reason.OTHER_SEX)


def test_any_of_the_names_may_meet() -> None:
    known_as = make_candidate(b"3", "张次仁", other_names=["才仁卓玛"], phone="13812345678")
    assert compare(DOLMA, known_as).strength is Strength.STRONG


def test_having_no_phone_is_not_a_shared_phone() -> None:
    one = make_candidate(b"1", "王红", phone=NO_PHONE)
    two = make_candidate(b"2", "李丽", phone=NO_PHONE)
    assert compare(one, two).reasons == ()


births = st.one_of(
    st.none(),
    st.builds(BirthDate, st.integers(1988, 1992)),
    st.builds(BirthDate, st.integers(1988, 1992), st.integers(1, 12)),
    st.builds(BirthDate, st.integers(1989, 1990), st.sampled_from([1, 12]), st.sampled_from([15, 19])),
    st.builds(BirthDate, st.integers(1989, 1990), st.sampled_from([1, 12]), st.just(19), st.just(Calendar.LUNAR)),
    st.builds(BirthDate, st.integers(1989, 1990), calendar=st.just(Calendar.LUNAR)),
)
people = st.lists(
    st.builds(
        make_candidate,
        st.binary(min_size=2, max_size=2),
        st.sampled_from(["次仁卓玛", "泽仁卓玛", "王红", "卓玛"]),
        other_names=st.sampled_from([[], ["卓玛"]]),
        sex=st.sampled_from([None, "f", "m"]),
        birth=births,
        number_hash=st.sampled_from([None, b"a" * 32, b"b" * 32]),
        phone=st.sampled_from([None, NO_PHONE, "13812345678", "13900000000"]),
        household=st.sampled_from([None, b"h", b"i"]),
        place=st.sampled_from([None, "63", "632701", "632701001", VILLAGE, "632701001002", "632722"]),
    ),
    max_size=8,
)


@given(people)
def test_blocking_misses_nothing_that_comparing_all_with_all_finds(candidates: list[Candidate]) -> None:
    by_hand = [
        (one, two, match)
        for one, two in combinations(candidates, 2)
        if (match := compare(one, two)).strength is not Strength.NONE
    ]
    assert list(find_matches(candidates)) == by_hand


def test_the_phone_of_an_office_suggests_nobody() -> None:
    office = [
        make_candidate(bytes([i]), f"王{chr(0x4E00 + i * 37)}", phone="0971-8123456") for i in range(LARGEST_BLOCK + 1)
    ]
    assert {match.strength for *_, match in find_matches(office)} <= {Strength.STRONG}
    assert len(list(find_matches(office[:3]))) == 3


def test_many_people_are_blocked_into_few_comparisons() -> None:
    chance = random.Random(7)
    names = ["次仁卓玛", "扎西", "王红梅", "李秀英", "马海燕", "才让", "索南措", "张强"]
    crowd = [
        make_candidate(
            number.to_bytes(4, "big"),
            chance.choice(names) + chance.choice("红梅伟丽英华"),
            birth=BirthDate(chance.randrange(1950, 2005), chance.randrange(1, 13), chance.randrange(1, 29)),
            phone=f"138{chance.randrange(10**8):08}",
            place=f"6327{chance.randrange(22, 27)}{chance.randrange(1, 9):03}{chance.randrange(1, 30):03}",
        )
        for number in range(3_000)
    ]
    blocks: dict[str, int] = {}
    for candidate in crowd:
        for key in blocking_keys(candidate):
            blocks[key] = blocks.get(key, 0) + 1
    comparisons = sum(size * (size - 1) // 2 for size in blocks.values())
    assert comparisons < len(crowd) * 10
    assert comparisons < len(crowd) ** 2 // 2 / 100
