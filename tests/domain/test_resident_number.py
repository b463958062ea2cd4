"""Resident identity numbers: the vectors of the domain page and every way they are spoilt."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.dates import BirthDate, Calendar
from tianye.domain.errors import Bug, UserFault
from tianye.domain.resident_number import (
    NumberWarning,
    check_digit,
    keyed_hash,
    mask_number,
    read_resident_number,
    warnings_of,
)

TODAY = date(2024, 6, 12)


@pytest.mark.parametrize(
    ("number", "sex", "born_on"),
    [
        ("11010519491231002X", "f", date(1949, 12, 31)),
        ("632721199001010025", "f", date(1990, 1, 1)),
        ("632521198506153026", "f", date(1985, 6, 15)),
        ("430102198802290017", "m", date(1988, 2, 29)),
        # County codes that did not exist in the year of birth: registered late, still valid.
        ("632701199001010011", "m", date(1990, 1, 1)),
        ("630222199001010022", "f", date(1990, 1, 1)),
        ("43122619900307001X", "m", date(1990, 3, 7)),
        ("440524198001010013", "m", date(1980, 1, 1)),
    ],
)
def test_valid_numbers(number: str, sex: str, born_on: date) -> None:
    read = read_resident_number(number)
    assert (read.text, read.sex, read.born_on, read.is_old_form) == (number, sex, born_on, False)
    assert read.place_code == number[:6]
    assert read.last_four == number[-4:]


@pytest.mark.parametrize("last", "0123456789X")
def test_the_29th_of_february_of_a_common_year_is_never_valid(last: str) -> None:
    with pytest.raises(UserFault) as fault:
        read_resident_number("63010219900229001" + last)
    is_right_digit = last == check_digit("63010219900229001")
    assert fault.value.code == ("resident-number.wrong-date" if is_right_digit else "resident-number.wrong-check-digit")


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "'11010519491231002X",
    ],
)
def test_ways_of_writing_are_forgiven(text: str) -> None:
    assert read_resident_number(text).text == "11010519491231002X"


def test_an_old_number_is_converted_and_flagged() -> None:
    read = read_resident_number("110105491231002")
    assert (read.text, read.is_old_form) == ("11010519491231002X", True)
    assert NumberWarning.OLD_FORM in warnings_of(read, sex=None, birth=None, today=TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "resident-number.missing"),
        ("6.32721E+17", "resident-number.digits-lost"),
        ("6.32721199001010E+17", "resident-number.digits-lost"),
        ("632721199001010000", "resident-number.digits-lost"),
        ("632721199001010000.0", "resident-number.digits-lost"),
        ("63272119900101002", "resident-number.wrong-length"),
        ("63272149123100X", "resident-number.wrong-length"),
        ("6327211990010100255", "resident-number.wrong-length"),
        ("63272119900101002A", "resident-number.wrong-characters"),
        ("X32721199001010025", "resident-number.wrong-characters"),
        ("632721199001010020", "resident-number.wrong-check-digit"),
        ("110105491331002", "resident-number.wrong-date"),
    ],
)
def test_spoilt_numbers_are_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(UserFault) as fault:
        read_resident_number(text)
    assert fault.value.code == code
    assert not text or text not in str(fault.value)


@given(st.integers(0, 17), st.sampled_from("0123456789X"))
def test_one_wrong_character_is_always_noticed(place: int, character: str) -> None:
    right = "632521198506153026"
    wrong = right[:place] + character + right[place + 1 :]
    if wrong != right:
        with pytest.raises(UserFault):
            read_resident_number(wrong)


@given(st.integers(0, 16))
def test_two_swapped_neighbours_are_always_noticed(place: int) -> None:
    right = "632521198506153026"
    wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    if wrong != right:
        with pytest.raises(UserFault):
            read_resident_number(wrong)


def test_a_number_is_compared_with_what_was_recorded() -> None:
    number = read_resident_number("632521198506153026")
    assert warnings_of(number, sex="f", birth=BirthDate(1985, 6, 15), today=TODAY) == ()
    assert warnings_of(number, sex="x", birth=BirthDate(1985, 6), today=TODAY) == ()
    assert warnings_of(number, sex=None, birth=None, today=TODAY) == ()
    assert warnings_of(number, sex="m", birth=BirthDate(1986), today=TODAY) == (
        NumberWarning.SEX_DIFFERS,
        NumberWarning.BIRTH_DIFFERS,
    )
    lunar_told_as_solar = BirthDate(1985, 4, 27)
    assert warnings_of(number, sex="f", birth=lunar_told_as_solar, today=TODAY) == (
        NumberWarning.BIRTH_IN_OTHER_CALENDAR,
    )
    assert warnings_of(number, sex="f", birth=BirthDate(1985, 4, 28), today=TODAY) == (NumberWarning.BIRTH_DIFFERS,)
    assert warnings_of(number, sex="f", birth=BirthDate(1985, 4, 27, Calendar.LUNAR), today=TODAY) == ()
    assert warnings_of(number, sex=None, birth=None, today=date(1984, 1, 1)) == (NumberWarning.BORN_LATER,)
    assert warnings_of(number, sex=None, birth=None, today=date(2106, 7, 1)) == (NumberWarning.VERY_OLD,)


def test_the_hash_needs_the_programmes_key() -> None:
    number = read_resident_number("632521198506153026")
    one, other = keyed_hash(number, b"k" * 32), keyed_hash(number, b"l" * 32)
    assert len(one) == 32
    assert one != other
    assert one == keyed_hash(read_resident_number("63252119850615 3026"), b"k" * 32)
    with pytest.raises(Bug):
        keyed_hash(number, b"short")


def test_people_see_the_last_four() -> None:
    assert mask_number("11010519491231002X") == "**************002X"


def test_a_number_cannot_reach_a_log_by_its_representation() -> None:
    assert "632521" not in f"{read_resident_number('632521198506153026')!r}"
    assert "632521" not in f"{read_resident_number('632521198506153026')}"
