"""Birth dates as people know them: solar or lunar, sometimes only the month or the year.

What was said is kept as it was said; every comparison goes through the solar days it can mean. The lunar calendar is
the Chinese one from 1900 to 2100 by borax's table; the Tibetan calendar is not converted (`domain.md` D12). A lunar
date read as solar, and the reverse, is the common mistake: `BirthDate.other_reading` is what it would have been.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100


class Calendar(StrEnum):
    """In which calendar a date was said."""

    SOLAR = "solar"
    LUNAR = "lunar"


class Precision(StrEnum):
    """How much of a birth date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class DaySpan(NamedTuple):
    """The solar days from `first` to `last`, both included."""

    first: date
    last: date


class AgeSpan(NamedTuple):
    """Ages in full years from `low` to `high`, both included; equal when the age is certain."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A birth date as it was said: a year, perhaps a month, perhaps a day.

    Raises `UserFault("birth-date.impossible")` when the calendar has no such day.
    """

    year: int
    month: int | None = None
    day: int | None = None
    calendar: Calendar = Calendar.SOLAR
    is_leap_month: bool = False

    def __post_init__(self) -> None:
        is_shaped = (
            FIRST_YEAR <= self.year <= LAST_YEAR
            and (self.month is not None or (self.day is None and not self.is_leap_month))
            and (self.calendar is Calendar.LUNAR or not self.is_leap_month)
        )
        if not is_shaped or self._find_first() is None:
            raise UserFault("birth-date.impossible", next_step=NextStep.MEND_INPUT)

    @property
    def precision(self) -> Precision:
        """How much is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def span(self) -> DaySpan:
        """The solar days this can mean."""
        first = self._first(self.month or 1)
        return DaySpan(first, first if self.day is not None else self._last())

    @property
    def born_on(self) -> date | None:
        """The solar day, when the day is known."""
        return self.span.first if self.day is not None else None

    @property
    def other_reading(self) -> date | None:
        """The solar day if the same figures had been said in the other calendar; None when there is none."""
        if self.month is None or self.day is None:
            return None
        if self.calendar is Calendar.LUNAR:
            return _find_solar(self.year, self.month, self.day)
        return _find_lunar(self.year, self.month, self.day, False)

    def is_same_day(self, other: BirthDate) -> bool:
        """Tell whether both can be one birthday: equal as solar days, or equal once one calendar was mistaken.

        False unless both know the day.
        """
        mine, theirs = self.born_on, other.born_on
        if mine is None or theirs is None:
            return False
        return mine in (theirs, other.other_reading) or theirs == self.other_reading

    def __str__(self) -> str:
        """Write `1990`, `1990-01`, `1990-01-15`; lunar `lunar 1984-10-01`, in a leap month `lunar 1984-10+-01`."""
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}{'+' if self.is_leap_month else ''}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return f"lunar {text}" if self.calendar is Calendar.LUNAR else text

    def _find_first(self) -> date | None:
        month = 1 if self.month is None else self.month
        day = 1 if self.day is None else self.day
        if self.calendar is Calendar.SOLAR:
            return _find_solar(self.year, month, day)
        return _find_lunar(self.year, month, day, self.is_leap_month)

    def _last(self) -> date:
        month = self.month or 12  # no lunar year from 1900 to 2100 has a leap twelfth month
        if self.calendar is Calendar.SOLAR:
            return date(self.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        thirtieth = _find_lunar(self.year, month, 30, self.is_leap_month)
        return thirtieth or self._first(month) + timedelta(days=28)

    def _first(self, month: int) -> date:
        first = self._find_first() if month == (self.month or 1) else _find_lunar(self.year, month, 1, False)
        if first is None:
            raise UserFault("birth-date.impossible", next_step=NextStep.MEND_INPUT)
        return first


def read_birth_date(text: str) -> BirthDate:
    """Read a birth date as it stands in lists: `1990-1-15`, `1990.01`, `19900115`, `1990年1月`, `农历1984年闰十月初一`.

    Also reads what `str(BirthDate)` wrote. Months 正, 冬, 腊 and 闰 and days from 初 to 廿 are lunar untold.
    Raises `UserFault` with `birth-date.unreadable` (two-digit years too) or `birth-date.impossible`.
    """
    compact = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    compact = re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", compact)
    match = _DATE.fullmatch(compact.replace(" ", "")) or _DIGITS.fullmatch(compact)
    if match is None:
        raise UserFault("birth-date.unreadable", next_step=NextStep.MEND_INPUT)
    parts = match.groupdict()
    month_text, day_text = parts.get("month"), parts.get("day")
    is_leap = bool(parts.get("leap") or parts.get("plus"))
    is_lunar = bool(
        parts.get("lunar")
        or is_leap
        or (month_text and month_text in _LUNAR_MONTHS)
        or (day_text and day_text.startswith(("初", "廿")))
    )
    year = int("".join(str(_NUMERALS.get(character, character)) for character in parts["year"]))
    month = None if month_text is None else _LUNAR_MONTHS.get(month_text) or _number(month_text)
    day = None if day_text is None else _number(day_text.removeprefix("初"))
    return BirthDate(year, month, day, Calendar.LUNAR if is_lunar else Calendar.SOLAR, is_leap)


def age_on(birth: BirthDate, day: date) -> AgeSpan:
    """Return the age in full years on a day; the birthday itself counts as the new age (`domain.md` D7).

    Born on 29 February, one is a year older on 1 March of common years. Negative before birth.
    """
    first, last = birth.span
    return AgeSpan(_full_years(last, day), _full_years(first, day))


def birth_from_nominal_age(nominal_age: int, year: int) -> BirthDate:
    """Return the birth year of somebody whose age by the traditional count (虚岁, one at birth) is told in a year."""
    return BirthDate(year - nominal_age + 1)


def could_be_under(years: int, birth: BirthDate | None, day: date) -> bool:
    """Tell whether somebody may be younger than `years` on a day; true when the birth date is not known."""
    return birth is None or age_on(birth, day).low < years


_NUMERALS: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}
_HAN_NUMBER: Final = "[一二三四五六七八九十廿卅]{1,3}"
_DATE: Final = re.compile(
    r"(?P<lunar>lunar|农历|阴历|旧历|农|阴)?(?:公历|阳历|新历)?"
    r"(?P<year>[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})(?:年|[-./]|$)"
    rf"(?:(?P<leap>闰)?(?P<month>\d{{1,2}}|[正冬腊]|{_HAN_NUMBER})(?P<plus>\+)?(?:月份?|[-./]|$)"
    rf"(?:(?P<day>\d{{1,2}}|初?{_HAN_NUMBER})[日号]?)?)?"
)
_DIGITS: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)?")


def _number(text: str) -> int:
    """Read 1 to 31 in digits or Chinese numerals (十五, 廿一, 三十); anything else becomes an impossible 99."""
    if text.isdecimal():
        return int(text)
    spelt = text.replace("廿", "二十").replace("卅", "三十")
    tens, has_ten, units = spelt.partition("十")
    if not has_ten:
        return _NUMERALS[tens] if len(tens) == 1 else 99
    if len(tens) > 1 or len(units) > 1:
        return 99
    return 10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS.get(units, 89) if units else 0)


def _find_solar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _find_lunar(year: int, month: int, day: int, is_leap: bool) -> date | None:
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        solar: date = LunarDate(year, month, day, int(is_leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return solar


def _full_years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def to_field(birth: BirthDate) -> dict[str, object]:
    """Write a birth date as the value of an operation's field, as it was said."""
    said: dict[str, object] = {"calendar": str(birth.calendar), "year": birth.year}
    if birth.month is not None:
        said["month"] = birth.month
    if birth.day is not None:
        said["day"] = birth.day
    if birth.is_leap_month:
        said["leap"] = True
    return said


def from_field(said: Mapping[str, object] | None) -> BirthDate | None:
    """Read what `to_field` wrote; None where nothing usable was said."""
    if not said:
        return None
    year, month, day = said.get("year"), said.get("month"), said.get("day")
    if not isinstance(year, int) or not isinstance(month, int | None) or not isinstance(day, int | None):
        return None
    try:
        return BirthDate(year, month, day, Calendar(str(said.get("calendar"))), bool(said.get("leap")))
    except (UserFault, ValueError):
        return None


def solar_parts(said: Mapping[str, object] | None) -> tuple[int | None, int | None, int | None]:
    """Return solar year, month and day as far as they are known; a lunar date without its day gives its year."""
    birth = from_field(said)
    if birth is None:
        return None, None, None
    born_on = birth.born_on
    if born_on is not None:
        return born_on.year, born_on.month, born_on.day
    return birth.year, birth.month if birth.calendar is Calendar.SOLAR else None, None
