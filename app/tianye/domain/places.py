"""Places by their national codes: province, prefecture, county, township, village.

The table is a value made from bytes: gzip over tab-separated rows sorted by code (`resources/places`, cut by
`packaging/cut_places.py`). Codes are 2, 4, 6, 9 and 12 digits, each beginning with its parent's. Names of townships and
villages repeat, so what is shown to people always names the county (`domain.md` D4).
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.names import word_readings

COLUMNS: Final = ("code", "name", "pinyin", "mark", "valid_from", "valid_to", "successor")
STATISTICAL_MARK: Final = "s"
MAX_TABLE_BYTES: Final = 64 * 1024 * 1024


class PlaceKind(StrEnum):
    """The level of a place, from large to small."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class PlaceLabel(NamedTuple):
    """How tables name a level."""

    zh: str
    en: str


PLACE_KIND_LABELS: Final = {
    PlaceKind.PROVINCE: PlaceLabel("省", "Province"),
    PlaceKind.PREFECTURE: PlaceLabel("市州", "Prefecture"),
    PlaceKind.COUNTY: PlaceLabel("县", "County"),
    PlaceKind.TOWNSHIP: PlaceLabel("乡镇", "Township"),
    PlaceKind.VILLAGE: PlaceLabel("村", "Village"),
}

_KINDS: Final = dict(zip((2, 4, 6, 9, 12), PlaceKind, strict=True))
_LENGTHS: Final = {kind: length for length, kind in _KINDS.items()}
_PARENT_LENGTHS: Final = {4: 2, 6: 4, 9: 6, 12: 9}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the table and the names of the places it lies in.

    `path` holds the names from the province down to the place itself. `is_statistical` marks a zone that statistics
    keep as a county although there is no such county. `valid_from`, `valid_to` and `successor` are empty where the
    table does not know them.
    """

    code: str
    name: str
    kind: PlaceKind
    path: tuple[str, ...]
    is_statistical: bool
    valid_from: str
    valid_to: str
    successor: str

    @property
    def parent_code(self) -> str | None:
        """The code of the place around it; None for a province."""
        length = _PARENT_LENGTHS.get(len(self.code))
        return None if length is None else self.code[:length]

    @property
    def full_name(self) -> str:
        """All names from the province down, as an address is written."""
        return "".join(self.path)

    @property
    def county_name(self) -> str | None:
        """The name of the county it is or lies in; None for what is larger."""
        return self.path[2] if len(self.path) > 2 else None

    @property
    def prefecture_name(self) -> str | None:
        """The name of the prefecture it is or lies in; None for a province."""
        return self.path[1] if len(self.path) > 1 else None


class PlaceTable:
    """All places of the table, in order of code.

    Rows are read when they are asked for; making the table only unpacks it and finds the line of each code.
    """

    def __init__(self, compressed: bytes) -> None:
        """Unpack a table.

        Raises `WorldFault("places.unreadable")` when the bytes are no such table: the resource is part of the program.
        """
        try:
            unpacker = zlib.decompressobj(wbits=31)
            text = unpacker.decompress(compressed, MAX_TABLE_BYTES).decode("utf-8")
        except (zlib.error, UnicodeDecodeError):
            raise WorldFault("places.unreadable", next_step=NextStep.ASK_HEADQUARTERS) from None
        head, _, body = text.partition("\n")
        if not unpacker.eof or tuple(head.split("\t")) != COLUMNS:
            raise WorldFault("places.unreadable", next_step=NextStep.ASK_HEADQUARTERS)
        self._lines = body.splitlines()

    def __len__(self) -> int:
        return len(self._lines)

    def find(self, code: str) -> Place | None:
        """Return the place of a code; zeros that fill it up to 6, 9 or 12 digits are forgiven."""
        row = self._find_row(normal_code(code))
        return None if row is None else self._place(row)

    def get(self, code: str) -> Place:
        """Return the place of a code; raises `UserFault("places.unknown-code")`."""
        place = self.find(code)
        if place is None:
            raise UserFault("places.unknown-code", next_step=NextStep.MEND_INPUT)
        return place

    def county_of(self, code: str) -> Place | None:
        """Return the county a place is or lies in; None when it is larger than a county or unknown."""
        normal = normal_code(code)
        return self.find(normal[:6]) if len(normal) >= 6 else None

    def children(self, code: str = "") -> tuple[Place, ...]:
        """Return the places directly inside one, by code; the provinces for an empty code."""
        normal = normal_code(code)
        first, last = self._rows_inside(normal)
        children = (row for row in range(first, last) if _PARENT_LENGTHS.get(len(self._codes[row]), 0) == len(normal))
        return tuple(self._place(row) for row in children)

    def search(
        self, text: str, limit: int = 20, *, within: Iterable[str] = (), kinds: Iterable[PlaceKind] = ()
    ) -> tuple[Place, ...]:
        """Return places by what is typed: part of the Chinese name, pinyin or its initials from the start, or a code.

        `within` keeps to places inside these codes, `kinds` to these levels. Order: the whole name, then the beginning
        of a name, then the rest; larger places first; then by code.
        """
        query = re.sub(r"[\s'’]", "", text).lower().replace("ü", "v")
        if not query or limit < 1:
            return ()
        lengths = {_LENGTHS[kind] for kind in kinds} or set(_KINDS)
        spans = [self._rows_inside(normal_code(code)) for code in within] or [(0, len(self._lines))]
        found: set[tuple[int, int, int]] = set()
        for first, last in spans:
            for row, rank in self._matches(query, first, last):
                length = len(self._codes[row])
                if length in lengths:
                    found.add((rank, length, row))
        return tuple(self._place(row) for _, _, row in sorted(found)[:limit])

    def _matches(self, query: str, first: int, last: int) -> Iterable[tuple[int, int]]:
        if query.isdecimal():
            start = max(first, bisect_left(self._codes, query))
            for row in range(start, last):
                if not self._codes[row].startswith(query):
                    return
                yield row, int(self._codes[row] != query)
        elif query.isascii():
            pinyin, initials = self._pinyin, self._initials
            for row in range(first, last):
                if pinyin[row].startswith(query) or initials[row].startswith(query):
                    yield row, int(query not in (pinyin[row], initials[row]))
            for row, keys in self._other_readings.items():
                if first <= row < last and any(key.startswith(query) for key in keys):
                    yield row, int(query not in keys)
        else:
            names = self._names
            for row in range(first, last):
                if query in names[row]:
                    yield row, 0 if names[row] == query else 1 if names[row].startswith(query) else 2

    def _place(self, row: int) -> Place:
        code, name, _, mark, valid_from, valid_to, successor = self._lines[row].split("\t")
        above = [code[:length] for length in (2, 4, 6, 9) if length < len(code)]
        path = (*(self._name_of(outer) for outer in above), name)
        kind = _KINDS[len(code)]
        return Place(code, name, kind, path, mark == STATISTICAL_MARK, valid_from, valid_to, successor)

    def _name_of(self, code: str) -> str:
        row = self._find_row(code)
        return "" if row is None else self._lines[row].split("\t", 2)[1]

    def _find_row(self, code: str) -> int | None:
        if len(code) not in _KINDS:
            return None
        row = bisect_left(self._lines, f"{code}\t")
        return row if row < len(self._lines) and self._lines[row].startswith(f"{code}\t") else None

    def _rows_inside(self, code: str) -> tuple[int, int]:
        """Rows of a code and everything below it, as a half-open range; parents sort before their children."""
        if not code:
            return 0, len(self._lines)
        return bisect_left(self._lines, f"{code}\t"), bisect_left(self._lines, f"{code}:")

    @cached_property
    def _codes(self) -> list[str]:
        return [line.partition("\t")[0] for line in self._lines]

    @cached_property
    def _names(self) -> list[str]:
        return [line.split("\t", 2)[1] for line in self._lines]

    @cached_property
    def _capitalised(self) -> list[str]:
        return [line.split("\t", 3)[2] for line in self._lines]

    @cached_property
    def _pinyin(self) -> list[str]:
        return "\n".join(self._capitalised).lower().split("\n")

    @cached_property
    def _initials(self) -> list[str]:
        # One pass over one text is an order of magnitude faster than one per row.
        return re.sub("[a-z]+", "", "\n".join(self._capitalised)).lower().split("\n")

    @cached_property
    def _other_readings(self) -> dict[int, tuple[str, ...]]:
        """Pinyin and initials other than the table's, of places down to townships: who types 称多 may say cheng."""
        found = {}
        for row, code in enumerate(self._codes):
            if len(code) < _LENGTHS[PlaceKind.VILLAGE]:
                keys = {
                    key
                    for syllables in word_readings(self._names[row])
                    for key in ("".join(syllables), "".join([syllable[0] for syllable in syllables]))
                }
                if others := keys - {self._pinyin[row], self._initials[row]}:
                    found[row] = tuple(others)
        return found


def normal_code(code: str) -> str:
    """Return a code without the zeros that lists fill it up with: 630000 → 63, 632701000000 → 632701."""
    digits = "".join(code.split())
    if len(digits) in (6, 9, 12):
        for length in (2, 4, 6, 9):
            if length < len(digits) and not digits[length:].strip("0"):
                return digits[:length]
    return digits
