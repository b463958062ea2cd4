"""What one cell can hold, and a sheet of them, whatever kind of file it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

CellValue = str | int | float | bool | date | datetime | time | timedelta | None
"""A value as the file holds it: numbers stay numbers (exact where the file is), nothing is guessed from text."""

MAX_CELL_CHARACTERS: Final = 32_767
"""The most Excel keeps in one cell."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

# What XML 1.0 cannot carry, and the direction marks with which one cell can pretend to be another.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class MergedCells:
    """A block of cells shown as one; rows and columns count from 1 and are inclusive."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as read: `rows[0]` is row 1 of the file; rows may differ in length.

    `is_cut` says that the file holds more columns or rows than the limits allowed to be read.
    """

    name: str
    rows: list[list[CellValue]]
    merged: tuple[MergedCells, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most; the zip figures are checked before anything is unpacked."""

    max_file_bytes: int = 50_000_000
    max_zip_entries: int = 200
    max_unpacked_bytes: int = 50_000_000
    max_ratio: int = 100
    max_sheets: int = 50
    max_columns: int = 64
    max_rows: int = 200_000
    max_empty_rows: int = 1_000
    max_cells: int = 6_000_000
    max_line_characters: int = 1_000_000
    max_lines_of_row: int = 1_000


DEFAULT_LIMITS: Final = Limits()


def column_letter(number: int) -> str:
    """Name a column as spreadsheets do: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def make_writable(text: str) -> str:
    """Return text that any workbook or CSV file can carry.

    Line ends become LF; control characters, lone surrogates and direction overrides become U+FFFD; what exceeds
    `MAX_CELL_CHARACTERS` is cut and ends in «…».
    """
    text = _UNWRITABLE.sub(REPLACEMENT, _LINE_END.sub("\n", text))
    if len(text) > MAX_CELL_CHARACTERS:
        text = text[: MAX_CELL_CHARACTERS - 1] + "…"
    return text


def is_blank(value: CellValue) -> bool:
    """Say whether a cell holds nothing a person would see."""
    return value is None or (isinstance(value, str) and not value.strip())


def trim_rows(rows: list[list[CellValue]]) -> None:
    """Drop blank cells at the end of each row and blank rows at the end of the list, in place."""
    for row in rows:
        while row and is_blank(row[-1]):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
