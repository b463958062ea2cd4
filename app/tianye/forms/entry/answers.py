"""Answers as text: what may be entered, and the canonical form in which it is kept."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from tianye.forms.xpath import number_text, text_number
from tianye.forms.xpath.moments import is_strict_date, parse_clock, parse_date, parse_moment

_INT = re.compile(r"-?\d{1,9}\Z", re.ASCII)
_DECIMAL = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)\Z", re.ASCII)
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_MAX_INT = 2_147_483_647
_NOT_CARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to say, as some barcodes hold it."""
_PLAIN = frozenset({"string", "boolean", "binary"})


def is_acceptable(text: str, value_type: str) -> bool:
    """Whether a person may enter this text for a question of that type (blank clears and is always acceptable)."""
    if text == "" or value_type in _PLAIN:
        return True
    match value_type:
        case "int":
            return _INT.match(text) is not None
        case "decimal":
            return _DECIMAL.match(text) is not None
        case "date":
            return is_strict_date(text)
        case "time":
            return _TIME.match(text) is not None and parse_clock(text) is not None
        case "dateTime":
            return _DATE_TIME.match(text) is not None and parse_moment(text) is not None
        case "geopoint":
            return _point(text) is not None
        case "geotrace" | "geoshape":
            return _points(text, value_type) is not None
        case _:
            return True


def canonical(text: str, value_type: str) -> str:
    """The form in which a value of that type is kept; blank where the text cannot be used for it."""
    if text == "" or value_type in _PLAIN:
        return carried(text)
    match value_type:
        case "int":
            return _int(text)
        case "decimal":
            return decimal_text(text_number(text)) if text_number(text) == text_number(text) else ""
        case "date":
            return _date(text)
        case "time":
            return _time(text)
        case "dateTime":
            return text if _DATE_TIME.match(text) and parse_moment(text) is not None else ""
        case "geopoint":
            return _point(text) or ""
        case "geotrace" | "geoshape":
            return _points(text, value_type) or ""
        case _:
            return text


def carried(text: str) -> str:
    """A text as a submission can carry it: U+FFFD for each letter that XML has no way to say."""
    return _NOT_CARRIED.sub("\ufffd", text)


def expression_text(value: str, value_type: str) -> str:
    """A kept value as expressions see it: a decimal 3.0 reads 3."""
    if value_type == "decimal" and value:
        return number_text(text_number(value))
    return value


def decimal_text(number: float) -> str:
    """The shortest decimal number with at least one place; blank where it is none."""
    if not math.isfinite(number):
        return ""
    text = repr(number)
    if "e" in text:
        text = format(Decimal(text), "f")
        return text if "." in text else f"{text}.0"
    return text


def _int(text: str) -> str:
    number = text_number(text)
    if not math.isfinite(number) or abs(number) > _MAX_INT:
        return ""
    return str(int(number))


def _date(text: str) -> str:
    day = parse_date(text)
    if day is not None:
        return day.isoformat()
    moment = parse_moment(text)
    return moment.date().isoformat() if moment is not None else ""


def _time(text: str) -> str:
    if parse_clock(text) is not None and text.count(":") >= 2:
        return text
    moment = parse_moment(text)
    return text.split("T", 1)[1] if moment is not None and _TIME.match(text.split("T", 1)[1]) else ""


def _point(text: str) -> str | None:
    """`lat lon [altitude [accuracy]]`, the missing ones 0."""
    parts = text.split()
    if not 2 <= len(parts) <= 4 or not all(_DECIMAL.match(part) for part in parts):
        return None
    numbers = [float(part) for part in parts] + [0.0] * (4 - len(parts))
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180 or numbers[3] < 0:
        return None
    return " ".join(decimal_text(number) for number in numbers)


def _points(text: str, value_type: str) -> str | None:
    parts = [part for part in (part.strip() for part in text.split(";")) if part]
    points = [_point(part) for part in parts]
    if any(point is None for point in points):
        return None
    if len(points) < (2 if value_type == "geotrace" else 4):
        return None
    if value_type == "geoshape" and points[0] != points[-1]:
        return None
    return ";".join(point for point in points if point)
