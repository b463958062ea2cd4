"""Dates, times and their text forms, as ODK writes and formats them."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z", re.ASCII)
_STRICT_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_CLOCK = re.compile(r"(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?\Z", re.ASCII)
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_DAY = timedelta(days=1)
_FARTHEST_ZONE = timedelta(hours=14)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def parse_date(text: str) -> date | None:
    """A calendar date `2026-03-05` (or `2026-3-5`), None for anything else, 30 February included."""
    match = _DATE.match(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def is_strict_date(text: str) -> bool:
    """Whether the text is a real date with two digits for month and day."""
    return _STRICT_DATE.match(text) is not None and parse_date(text) is not None


def parse_clock(text: str) -> time | None:
    """A time of day `09:30:00.000+08:00`; seconds, fraction and zone may be missing, no zone is beyond 14:00."""
    match = _CLOCK.match(text)
    if match is None:
        return None
    zone = _parse_zone(match[5])
    if match[5] and zone is None:
        return None
    fraction = int((match[4] or "0").ljust(6, "0")[:6])
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0), fraction, zone)
    except ValueError:
        return None


def _parse_zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    offset = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or offset > _FARTHEST_ZONE:
        return None
    return timezone(-offset if text[0] == "-" else offset)


def parse_moment(text: str) -> datetime | None:
    """A dateTime `2026-03-05T09:30:00.000+08:00`, without zone where it has none; None for anything else."""
    head, separator, tail = text.partition("T")
    if not separator:
        return None
    day, clock = parse_date(head), parse_clock(tail)
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock)


def to_moment(text: str, zone: tzinfo) -> datetime | None:
    """A date (its midnight) or a dateTime, in `zone` where it names none."""
    moment = parse_moment(text)
    if moment is None:
        day = parse_date(text)
        if day is None:
            return None
        moment = datetime.combine(day, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """The instant on the clocks of a zone; as it is at the very ends of the calendar."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def day_number(text: str) -> float:
    """Days since 1970-01-01 of a date, with the fraction of the day on its own clock for a dateTime; NaN otherwise."""
    if len(text) < 8 or "-" not in text:
        return math.nan
    day = parse_date(text)
    if day is not None:
        return float(day.toordinal() - _EPOCH_ORDINAL)
    moment = parse_moment(text)
    if moment is None:
        return math.nan
    return moment.toordinal() - _EPOCH_ORDINAL + _fraction(moment.time())


def _fraction(clock: time) -> float:
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second + clock.microsecond / 1e6) / 86400


def clock_fraction(text: str, zone: tzinfo) -> float:
    """The time of day of a time or dateTime as a fraction of the day in `zone`; NaN for anything else."""
    moment = parse_moment(text)
    if moment is not None:
        return _fraction((in_zone(moment, zone) if moment.tzinfo else moment).time())
    clock = parse_clock(text)
    return math.nan if clock is None else _fraction(clock)


def days_since_epoch(moment: datetime) -> float:
    """Days and fraction since 1970-01-01T00:00Z of an instant."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) / _DAY


def date_from_days(days: float) -> str:
    """The calendar date of a (floored) day number, blank outside the calendar."""
    if not math.isfinite(days):
        return ""
    ordinal = math.floor(days) + _EPOCH_ORDINAL
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else ""


def moment_from_days(days: float, zone: tzinfo) -> str:
    """The dateTime of days since the epoch in UTC, written in `zone`; blank outside the calendar."""
    if not math.isfinite(days):
        return ""
    try:
        milliseconds = round(days * 86_400_000)
        return moment_text((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)).astimezone(zone))
    except OverflowError:
        return ""


def moment_text(moment: datetime) -> str:
    """`2026-03-05T09:30:00.000+08:00`."""
    return moment.isoformat(timespec="milliseconds")


def format_moment(moment: datetime, pattern: str) -> str:
    """A date or dateTime by ODK's % codes; an unknown code stays as it is written."""
    parts = re.split(r"(%.)", pattern)
    return "".join(_code(moment, part[1]) if len(part) == 2 and part[0] == "%" else part for part in parts)


def _code(moment: datetime, code: str) -> str:
    match code:
        case "Y":
            return f"{moment.year:04d}"
        case "y":
            return f"{moment.year % 100:02d}"
        case "m":
            return f"{moment.month:02d}"
        case "n":
            return str(moment.month)
        case "b":
            return MONTHS[moment.month - 1]
        case "d":
            return f"{moment.day:02d}"
        case "e":
            return str(moment.day)
        case "a":
            return WEEKDAYS[moment.weekday()]
        case "W":
            return str(moment.isocalendar().week)
        case "H":
            return f"{moment.hour:02d}"
        case "h":
            return str(moment.hour)
        case "M":
            return f"{moment.minute:02d}"
        case "S":
            return f"{moment.second:02d}"
        case "3":
            return f"{moment.microsecond // 1000:03d}"
        case "%":
            return "%"
        case _:
            return f"%{code}"
