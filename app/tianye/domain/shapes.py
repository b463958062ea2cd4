"""What a field's value may be: the type, and bounds within which nothing that reads it can fail.

A value is signed by whoever has a laptop's key, and a changed program writes what it likes. Bounds are wider than what
people say, so that no later release has to wait for this one; what lies outside is no answer, and waits unapplied.
None stands for nothing said, except where a list is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from tianye.domain.ids import DEVICE_BYTES, ID_BYTES

Shape = Callable[[Any], bool]
"""Says of a value that came out of a payload whether it is of this shape."""

MOST: Final = (1 << 63) - 1
"""The largest number a table holds."""
MOST_REPEATS: Final = 10_000
_MOST_DEEP: Final = 16
LATEST_MS: Final = 253_402_214_400_000
"""The last day that a calendar can name, in Unix ms."""
_HASH_BYTES: Final = 32
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def or_none(shape: Shape) -> Shape:
    """Return the shape of values that may also be nothing."""
    return lambda value: value is None or shape(value)


def _number(least: int, most: int) -> Shape:
    # bool is an int to Python, not to us
    return lambda value: type(value) is int and least <= value <= most


def _bytes(*lengths: int) -> Shape:
    return lambda value: type(value) is bytes and (not lengths or len(value) in lengths)


def _map(shape: Shape) -> Shape:
    def fits(value: Any) -> bool:
        return type(value) is dict and all(type(name) is str and shape(inner) for name, inner in value.items())

    return fits


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_truth(value: Any) -> bool:
    return type(value) is bool


def is_day(value: Any) -> bool:
    """Say whether a value is a date of the calendar as text: 2026-06-12."""
    if type(value) is not str or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_plain(value: Any, deep: int = _MOST_DEEP) -> bool:
    """Say whether a value can be written as text and kept: no bytes, no number a table does not hold, not too deep."""
    if value is None or type(value) in (str, bool):
        return True
    if type(value) is int:
        return -MOST - 1 <= value <= MOST
    if deep and type(value) is list:
        return all(is_plain(inner, deep - 1) for inner in value)
    if deep and type(value) is dict:
        return all(type(name) is str and is_plain(inner, deep - 1) for name, inner in value.items())
    return False


def _has(**members: Shape) -> Shape:
    """Return the shape of plain maps in which some members, where they are, have shapes of their own."""

    def fits(value: Any) -> bool:
        return (
            type(value) is dict
            and is_plain(value)
            and all(name not in value or shape(value[name]) for name, shape in members.items())
        )

    return fits


TEXT: Final = or_none(_is_text)
TRUTH: Final = or_none(_is_truth)
DAY: Final = or_none(is_day)
NUMBER: Final = or_none(_number(-MOST - 1, MOST))
COUNT: Final = or_none(_number(0, 1_000_000))
PERCENT: Final = or_none(_number(0, 100))
MINUTE: Final = or_none(_number(0, 2 * 24 * 60))
"""Of the day; a session may go on past midnight."""
SEQUENCE: Final = or_none(_number(0, (1 << 32) - 1))
BYTES: Final = or_none(_bytes())
ID: Final = or_none(_bytes(ID_BYTES))
DEVICE: Final = or_none(_bytes(DEVICE_BYTES))
HASH: Final = or_none(_bytes(_HASH_BYTES))
HEAD: Final = or_none(_bytes(0, _HASH_BYTES))
"""Of a chain; empty where nobody remembers it."""


def TEXTS(value: Any) -> bool:  # noqa: N802 (a shape like the others)
    """Say whether a value is a list of texts."""
    return type(value) is list and all(type(inner) is str for inner in value)


def HASHES(value: Any) -> bool:  # noqa: N802 (a shape like the others)
    """Say whether a value is a list of hashes."""
    return type(value) is list and all(type(inner) is bytes and len(inner) == _HASH_BYTES for inner in value)


MAP: Final = or_none(is_plain)
SAID: Final = or_none(_has(state=_is_text))
BORN: Final = or_none(
    _has(
        calendar=_is_text,
        year=_number(1, 9999),
        month=or_none(_number(1, 12)),
        day=or_none(_number(1, 31)),
        leap=_is_truth,
    )
)
_VOUCHED: Final = _map(lambda value: is_plain(value) or type(value) is bytes)
VOUCH: Final = or_none(_VOUCHED)
"""A word with its signature."""
CONTENTS: Final = or_none(_map(_bytes(_HASH_BYTES)))
"""Names to contents by their hash."""
ANSWERS: Final = or_none(_map(_is_text))
REPEATS: Final = or_none(_map(_number(0, MOST_REPEATS)))
DECIDED: Final = or_none(_has(choice=_is_text, until=_number(0, (1 << 32) - 1)))
TOLD: Final = or_none(_has(first=_number(0, MOST), last=_number(0, MOST), operations=_number(0, MOST)))
ANCHOR: Final = or_none(_has(told_ms=_number(0, LATEST_MS), wall_ms=_number(-MOST - 1, MOST)))
