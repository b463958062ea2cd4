"""Days and times of day in the language of the screen; clock times are plain minutes of China's day."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

from tianye.ui.messages.language import is_chinese

ZONE: Final = timezone(timedelta(hours=8))
"""All times are shown in China's, whatever zone the laptop believes in."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_words(day: date, *, with_weekday: bool = False, with_year: bool = False) -> str:
    """Return a day: `6月12日，星期五`, `Friday 12 Jun`."""
    if is_chinese():
        text = f"{day.year}年{day.month}月{day.day}日" if with_year else f"{day.month}月{day.day}日"
        return f"{text}，星期{'一二三四五六日'[day.weekday()]}" if with_weekday else text
    text = f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if with_year else ''}"
    return f"{_DAYS[day.weekday()]} {text}" if with_weekday else text


def part_of_day(text: str, parts: int) -> str:
    """Return of an ISO day its year, year and month, or all (`parts` 1, 2, 3): `2024年`, `2020年12月`, `Dec 2020`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if parts == 1:
        return f"{day.year}年" if is_chinese() else str(day.year)
    if parts == 2:
        return f"{day.year}年{day.month}月" if is_chinese() else f"{_MONTHS[day.month - 1]} {day.year}"
    return day_words(day, with_year=True)


def days_span(first: date, last: date) -> str:
    """Return from which day to which: `6月12日–13日`, `12–13 Jun`; the month twice only where there are two."""
    if first == last:
        return day_words(first)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    if is_chinese():
        return f"{day_words(first)}–{f'{last.day}日' if is_one_month else day_words(last)}"
    return f"{first.day if is_one_month else f'{day_words(first)} '}–{'' if is_one_month else ' '}{day_words(last)}"


def time_words(minute: int | None) -> str:
    """Return minutes since midnight as `9:05`; nothing for None."""
    return "" if minute is None else f"{minute // 60}:{minute % 60:02}"


def span_words(begins: int | None, ends: int | None) -> str:
    """Return from when to when: `9:00–12:00`; what is known of it."""
    return "–".join(part for part in (time_words(begins), time_words(ends)) if part)


def moment_words(milliseconds: int, today: date | None = None) -> str:
    """Return a moment of Unix time as day and time of day, the time alone where the day is `today`."""
    moment = datetime.fromtimestamp(milliseconds / 1000, ZONE)
    clock = time_words(moment.hour * 60 + moment.minute)
    if moment.date() == today:
        return clock
    return f"{day_words(moment.date(), with_year=today is None or moment.year != today.year)} {clock}"


def number_words(number: float, decimals: int = 0) -> str:
    """Return a number with a comma at each thousand: `68,932`."""
    return f"{number:,.{decimals}f}"


def size_words(size: int) -> str:
    """Return a size of a file in KB, MB or GB of 1,000."""
    for limit, unit in ((1e9, "GB"), (1e6, "MB")):
        if size >= limit:
            return f"{size / limit:.1f} {unit}"
    return f"{max(1, round(size / 1000))} KB"
