"""Cell values into typed values: what people type, with full-width digits, dots for dates and numbers Excel bent.

Every function takes a cell that is not blank and returns the value or raises `UserFault` with a `cell.` code; the
fault never carries what stood in the cell.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final

from tianye.documents.cells import CellValue
from tianye.domain.errors import NextStep, UserFault

Parser = Callable[[CellValue], object]

EXACT_DIGITS: Final = 15
"""Excel and every program that keeps numbers as doubles holds fifteen digits for certain."""

_SCIENTIFIC = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]{1,3}")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_COMPACT_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_CLOCK = re.compile(r"([0-9]{1,2})[:：时]([0-9]{2})(?::[0-9]{2}|分)?")
_HOUR = re.compile(r"([0-9]{1,2})时?")
_EXCEL_ERRORS: Final = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})

_YES: Final = frozenset({"是", "有", "y", "yes", "true", "1", "√", "✓", "✔", "☑", "对"})
_NO: Final = frozenset({"否", "不是", "无", "没有", "n", "no", "false", "0", "×", "✗", "x", "☐", "不"})


def half_width(text: str) -> str:
    """Return text with full-width ASCII and ideographic blanks as their ordinary forms, other characters untouched."""
    return "".join(
        chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else " " if character == "\u3000" else character
        for character in text
    )


def parse_text(value: CellValue) -> str:
    """Return the cell as one line of text, blanks at the ends off and runs of blanks as one."""
    text = _as_text(value)
    if text in _EXCEL_ERRORS:
        raise UserFault("cell.formula-error", next_step=NextStep.MEND_FILE)
    return text


def of_text(read: Callable[[str], object]) -> Parser:
    """Return a parser that reads the cell as one line of text and hands it to a reader of the domain."""
    return lambda value: read(parse_text(value))


def parse_digits(value: CellValue) -> str:
    """Return an identifier or telephone number as half-width text without blanks.

    Raises `cell.digits-lost` when a spreadsheet kept a number of more than fifteen digits as a number: its last
    digits are gone for good and no digit is ever guessed.
    """
    if isinstance(value, bool):
        raise UserFault("cell.not-a-number-text", next_step=NextStep.MEND_FILE)
    if isinstance(value, float):
        if value >= 10**EXACT_DIGITS:
            raise _digits_lost()
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int):
        if _was_a_double(value):
            raise _digits_lost()
        return str(value)
    text = "".join(half_width(parse_text(value)).split())
    if _SCIENTIFIC.fullmatch(text):
        raise _digits_lost()
    return text


def _was_a_double(value: int) -> bool:
    # A program that read the bent number and wrote it out again leaves zeros, or the digits of the nearest double.
    digits = str(abs(value))
    if len(digits) <= EXACT_DIGITS:
        return False
    return not digits[EXACT_DIGITS:].strip("0") or int(float(value)) == value


def parse_whole_number(value: CellValue) -> int:
    """Return a whole number; raises `cell.not-a-whole-number`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        text = half_width(value).strip().replace(",", "")
        if re.fullmatch(r"[+-]?[0-9]{1,15}(\.0+)?", text):
            return int(text.partition(".")[0])
    raise UserFault("cell.not-a-whole-number", next_step=NextStep.MEND_FILE)


def parse_fraction(value: CellValue) -> Fraction:
    """Return a share between 0 and 1 from 4/5, 80%, 80 % or 0.8; raises `cell.not-a-share`."""
    share: Fraction | None = None
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        share = Fraction(str(value))
    elif isinstance(value, str):
        text = half_width(value).replace(" ", "")
        if found := re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text):
            share = Fraction(int(found[1]), int(found[2])) if int(found[2]) else None
        elif found := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(%?)", text):
            share = Fraction(found[1]) / (100 if found[2] else 1)
    elif isinstance(value, date):
        # Excel turns 4/5 typed into a plain cell into the fourth of May, or the fifth of April.
        raise UserFault("cell.share-became-a-date", next_step=NextStep.MEND_FILE)
    if share is None or not 0 <= share <= 1:
        raise UserFault("cell.not-a-share", next_step=NextStep.MEND_FILE)
    return share


def parse_yes_no(value: CellValue) -> bool:
    """Return yes or no from 是, 否, yes, no, √, ×, 1, 0; raises `cell.not-yes-or-no`."""
    if isinstance(value, bool):
        return value
    text = half_width(_as_text(value)).casefold().removesuffix(".0")
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise UserFault("cell.not-yes-or-no", next_step=NextStep.MEND_FILE)


def parse_day(value: CellValue) -> date:
    """Return a plain date from a date cell, 2026-06-12, 2026/6/12, 2026.6.12, 2026年6月12日 or 20260612.

    Raises `cell.not-a-date`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = "".join(half_width(_as_text(value)).split()).removesuffix("00:00:00")
    found = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
    raise UserFault("cell.not-a-date", next_step=NextStep.MEND_FILE)


def parse_clock(value: CellValue) -> time:
    """Return a time of day to the minute from a time cell, 9:00, ９：００, 9时30分 or 9时; raises `cell.not-a-time`."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, timedelta) and timedelta(0) <= value < timedelta(days=1):
        minutes = int(value.total_seconds()) // 60
        return time(minutes // 60, minutes % 60)
    if isinstance(value, str):
        text = half_width(value).replace(" ", "")
        if found := _CLOCK.fullmatch(text) or _HOUR.fullmatch(text):
            hour, minute = int(found[1]), int(found[2]) if found.re is _CLOCK else 0
            if hour < 24 and minute < 60:
                return time(hour, minute)
    raise UserFault("cell.not-a-time", next_step=NextStep.MEND_FILE)


def _as_text(value: CellValue) -> str:
    if isinstance(value, str):
        return _BLANKS.sub(" ", value.replace("\u3000", " ")).strip()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**EXACT_DIGITS:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def _digits_lost() -> UserFault:
    return UserFault("cell.digits-lost", next_step=NextStep.MEND_FILE)
