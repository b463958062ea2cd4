"""Birth dates: both calendars, every precision, ages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.dates import (
    AgeSpan,
    BirthDate,
    Calendar,
    DaySpan,
    Precision,
    age_on,
    birth_from_nominal_age,
    could_be_under,
    from_field,
    read_birth_date,
    solar_parts,
    to_field,
)
from tianye.domain.errors import UserFault

LUNAR = Calendar.LUNAR


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        (BirthDate(1985, 1, 1, LUNAR), date(1985, 2, 20)),
        (BirthDate(1985, 12, 30, LUNAR), date(1986, 2, 8)),
        (BirthDate(1984, 10, 1, LUNAR, is_leap_month=True), date(1984, 11, 23)),
        (BirthDate(2020, 4, 1, LUNAR, is_leap_month=True), date(2020, 5, 23)),
        (BirthDate(1989, 12, 19, LUNAR), date(1990, 1, 15)),
    ],
)
def test_lunar_vectors(lunar: BirthDate, solar: date) -> None:
    assert lunar.born_on == solar
    assert lunar.is_same_day(BirthDate(solar.year, solar.month, solar.day))


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1990", BirthDate(1990)),
        ("1990年", BirthDate(1990)),
        ("1990-01", BirthDate(1990, 1)),
        ("1990.1", BirthDate(1990, 1)),
        ("199001", BirthDate(1990, 1)),
        ("1990年1月份", BirthDate(1990, 1)),
        ("19900115", BirthDate(1990, 1, 15)),
        ("1990/1/15", BirthDate(1990, 1, 15)),
        ("1990-01-15 00:00:00", BirthDate(1990, 1, 15)),
        ("１９９０．１．１５", BirthDate(1990, 1, 15)),
        ("1990 年 1 月 15 日", BirthDate(1990, 1, 15)),
        ("公历1990年1月15日", BirthDate(1990, 1, 15)),
        ("农历1989年12月19", BirthDate(1989, 12, 19, LUNAR)),
        ("阴历1989.12.19", BirthDate(1989, 12, 19, LUNAR)),
        ("农历1984年闰十月初一", BirthDate(1984, 10, 1, LUNAR, is_leap_month=True)),
        ("1985年腊月三十", BirthDate(1985, 12, 30, LUNAR)),
        ("一九八五年正月初一", BirthDate(1985, 1, 1, LUNAR)),
        ("1990年冬月廿三", BirthDate(1990, 11, 23, LUNAR)),
        ("1990年十二月二十一日", BirthDate(1990, 12, 21)),
    ],
)
def test_dates_are_read_as_lists_write_them(text: str, birth: BirthDate) -> None:
    assert read_birth_date(text) == birth


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "birth-date.unreadable"),
        ("90-1-1", "birth-date.unreadable"),
        ("不详", "birth-date.unreadable"),
        ("15/01/1990", "birth-date.unreadable"),
        ("1990-13-01", "birth-date.impossible"),
        ("1990-02-29", "birth-date.impossible"),
        ("1899-12-31", "birth-date.impossible"),
        ("农历1985年闰1月1日", "birth-date.impossible"),
        ("农历1990年1月30日", "birth-date.impossible"),
        ("1990年一一月", "birth-date.impossible"),
        ("1990年二十二月", "birth-date.impossible"),
        ("1990-00-10", "birth-date.impossible"),
    ],
)
def test_what_is_no_birth_date_is_refused(text: str, code: str) -> None:
    with pytest.raises(UserFault) as fault:
        read_birth_date(text)
    assert fault.value.code == code


@pytest.mark.parametrize(
    "fields",
    [
        {"year": 1990, "day": 1},
        {"year": 1990, "is_leap_month": True, "calendar": LUNAR},
        {"year": 1984, "month": 10, "is_leap_month": True},
        {"year": 2101},
    ],
)
def test_a_birth_date_has_one_shape(fields: dict[str, int]) -> None:
    with pytest.raises(UserFault, match=r"birth-date\.impossible"):
        BirthDate(**fields)  # type: ignore[arg-type]


solar_days = st.dates(date(1900, 2, 1), date(2100, 12, 31))


@st.composite
def births(draw: st.DrawFn) -> BirthDate:
    day = draw(solar_days)
    kind = draw(st.sampled_from(["year", "month", "day", "lunar-year", "lunar-day"]))
    match kind:
        case "year":
            return BirthDate(day.year)
        case "month":
            return BirthDate(day.year, day.month)
        case "day":
            return BirthDate(day.year, day.month, day.day)
        case "lunar-year":
            return BirthDate(day.year, calendar=LUNAR)
    return BirthDate(day.year, draw(st.integers(1, 12)), draw(st.integers(1, 29)), LUNAR)


@given(births())
def test_what_is_written_is_read_back(birth: BirthDate) -> None:
    assert read_birth_date(str(birth)) == birth


@given(births(), solar_days)
def test_a_vaguer_date_never_makes_an_age_more_certain(birth: BirthDate, day: date) -> None:
    exact = age_on(birth, day)
    vague = age_on(BirthDate(birth.year, calendar=birth.calendar), day)
    assert vague.low <= exact.low <= exact.high <= vague.high
    assert birth.precision is not Precision.DAY or exact.low == exact.high


def test_spans_cover_the_year_without_gap_in_both_calendars() -> None:
    for calendar in Calendar:
        for year in range(1900, 2100):
            following = BirthDate(year + 1, calendar=calendar).span.first
            assert BirthDate(year, calendar=calendar).span.last == following - timedelta(days=1)
    assert BirthDate(1990, 2).span == DaySpan(date(1990, 2, 1), date(1990, 2, 28))
    assert BirthDate(1985, 1, calendar=LUNAR).span == DaySpan(date(1985, 2, 20), date(1985, 3, 20))
    assert BirthDate(2100, calendar=LUNAR).span.last == date(2101, 1, 28)


def test_a_day_told_in_the_wrong_calendar_is_the_same_day() -> None:
    solar = BirthDate(1990, 1, 15)
    assert solar.is_same_day(BirthDate(1989, 12, 19, LUNAR))
    assert solar.is_same_day(BirthDate(1989, 12, 19))  # a lunar date written as solar
    assert BirthDate(1989, 12, 19).is_same_day(solar)
    assert solar.is_same_day(BirthDate(1990, 1, 15, LUNAR))  # a solar date ticked as lunar
    assert not solar.is_same_day(BirthDate(1990, 1, 16))
    assert not solar.is_same_day(BirthDate(1990, 1))


def test_ages() -> None:
    assert age_on(BirthDate(2010, 6, 12), date(2024, 6, 11)) == AgeSpan(13, 13)
    assert age_on(BirthDate(2010, 6, 12), date(2024, 6, 12)) == AgeSpan(14, 14)
    assert age_on(BirthDate(1988, 2, 29), date(2023, 2, 28)) == AgeSpan(34, 34)
    assert age_on(BirthDate(1988, 2, 29), date(2023, 3, 1)) == AgeSpan(35, 35)
    assert age_on(BirthDate(1990), date(2024, 6, 12)) == AgeSpan(33, 34)
    assert age_on(BirthDate(1990), date(2024, 12, 31)) == AgeSpan(34, 34)
    assert age_on(BirthDate(1985, calendar=LUNAR), date(2020, 2, 1)) == AgeSpan(33, 34)


def test_somebody_of_unknown_age_may_be_a_child() -> None:
    session = date(2024, 6, 12)
    assert could_be_under(14, None, session)
    assert could_be_under(14, BirthDate(2010), session)
    assert could_be_under(14, BirthDate(2010, 6, 13), session)
    assert not could_be_under(14, BirthDate(2010, 6, 12), session)
    assert not could_be_under(14, BirthDate(2009), session)


def test_an_age_by_the_traditional_count_is_a_year_of_birth() -> None:
    assert birth_from_nominal_age(35, 2024) == BirthDate(1990)


@given(births())
def test_the_value_of_an_operations_field_is_read_back(birth: BirthDate) -> None:
    assert from_field(to_field(birth)) == birth


@pytest.mark.parametrize(
    "said", [None, {}, {"year": "1990"}, {"calendar": "solar", "year": 1990, "month": 13}, {"year": 1990}]
)
def test_an_unusable_field_is_a_birth_date_nobody_said(said: dict[str, object] | None) -> None:
    assert from_field(said) is None
    assert solar_parts(said) == (None, None, None)


def test_solar_parts_say_what_is_known() -> None:
    assert solar_parts(to_field(BirthDate(1990))) == (1990, None, None)
    assert solar_parts(to_field(BirthDate(1990, 2))) == (1990, 2, None)
    assert solar_parts(to_field(BirthDate(1985, 12, 30, LUNAR))) == (1986, 2, 8)
    assert solar_parts(to_field(BirthDate(1985, 12, calendar=LUNAR))) == (1985, None, None)
