"""Sheets people filled in, into typed rows and a list of everything that is wrong, with its position.

A table is described once by its columns; the same description writes the template and reads it back. Nothing stops
at the first mistake: all problems of a file are collected, rows without a problem are kept apart from those with
one, and each row remembers where it stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tianye.documents.cells import CellValue, Sheet, column_letter, is_blank
from tianye.documents.parsing import Parser, parse_text
from tianye.documents.workbook import OutColumn
from tianye.domain.errors import UserFault

HEAD_SEARCH_ROWS: Final = 20
"""The heading row is looked for in so many rows from the top; titles and instructions stand above it."""

_FOOTER = re.compile(r"[合共总小]计|备注|说明|注[:：]|填表|制表|负责人|审核|联系人|盖章|(total|note)\b", re.IGNORECASE)
_MOST_CELLS_OF_A_FOOTER: Final = 2
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_HEADING_NOISE = re.compile(r"[\s*＊:：、,，./_\-·?？]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its key, its headings, and how a cell of it is understood.

    `parse` takes a cell that is not blank and may return None for «not said». `synonyms` are further headings it is
    known by. `is_serial` marks running numbers: a row with nothing else is blank. `choices` are offered as a drop-down
    in the template.
    """

    key: str
    zh: str
    en: str
    parse: Parser = parse_text
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    is_serial: bool = False
    width: float = 14
    choices: tuple[str, ...] = ()
    number_format: str | None = None
    is_hidden: bool = False

    @property
    def heading(self) -> str:
        """The bilingual heading as templates and exports write it."""
        return f"{self.zh} {self.en}"

    def to_write(self) -> OutColumn:
        """Return this column as the workbook writer wants it."""
        return OutColumn(self.heading, self.width, self.number_format, self.choices, self.is_hidden)


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands in a file: sheet name and row number from 1, as the spreadsheet shows them."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a cell, a row (no column) or a sheet (row 0).

    `column` is the letter, `heading` the column's key; `data` is JSON-like and never what stood in the cell.
    """

    sheet: str
    row: int
    column: str
    heading: str
    code: str
    data: Mapping[str, object] = field(default_factory=dict)


class Problem(Remark):
    """Why a row cannot go in, or a sheet not be read."""

    __slots__ = ()


class Notice(Remark):
    """What is worth saying though nothing is refused for it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """The values of one row by column key; absent are blank cells, «not said», and columns the sheet has not.

    `letters` gives the column letter of every column the sheet has, filled or not.
    """

    position: Position
    values: Mapping[str, Any]
    letters: Mapping[str, str]

    def get(self, key: str) -> Any:
        """Return the value, or None when the cell is blank or the column is not there."""
        return self.values.get(key)

    def has_column(self, key: str) -> bool:
        """Say whether the sheet has the column, filled or not."""
        return key in self.letters

    def problem(self, key: str, code: str, /, **data: object) -> Problem:
        """Make a problem of this row at one of its columns; an empty key speaks of the whole row."""
        return Problem(self.position.sheet, self.position.row, self.letters.get(key, ""), key, code, data)

    def notice(self, key: str, code: str, /, **data: object) -> Notice:
        """Make a notice of this row at one of its columns; an empty key speaks of the whole row."""
        return Notice(self.position.sheet, self.position.row, self.letters.get(key, ""), key, code, data)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as read: `rows` are sound; `refused` are the rows with a problem, holding what could be understood."""

    rows: tuple[TableRow, ...]
    refused: tuple[TableRow, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


def in_order(remarks: Sequence[Remark]) -> list[Any]:
    """Return remarks as a person goes through a file: by sheet as first met, then row, then column."""
    sheets = {name: position for position, name in enumerate(dict.fromkeys(remark.sheet for remark in remarks))}
    return sorted(remarks, key=lambda remark: (sheets[remark.sheet], remark.row, len(remark.column), remark.column))


def normal_heading(heading: str) -> str:
    """Return what two spellings of one heading share: no blanks, stars, brackets' content, width or case."""
    text = unicodedata.normalize("NFKC", _BRACKETED.sub("", heading))
    return _HEADING_NOISE.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class _Head:
    row: int
    columns: Mapping[int, Column]
    repeated: Mapping[int, Column]
    unknown: Mapping[int, str]


def has_table(sheet: Sheet, columns: Sequence[Column]) -> bool:
    """Say whether a heading row for these columns is found on the sheet."""
    return _find_head(sheet, columns) is not None


def read_table(sheet: Sheet, columns: Sequence[Column]) -> Table:
    """Read one sheet; headings may stand in any order, in Chinese or English, below titles.

    Problems: `table.headings-missing`, `table.column-missing` (no row is sound then), `table.column-twice` (the first
    is read),
    `table.value-missing` and what the parsers raise. Notices: `table.column-unknown` (data: `heading`),
    `table.footer-skipped`, `table.rows-cut`.
    """
    head = _find_head(sheet, columns)
    if head is None:
        wanted = [column.zh for column in columns if column.is_required]
        problem = Problem(sheet.name, 0, "", "", "table.headings-missing", {"wanted": wanted})
        return Table((), (), (problem,), ())
    problems, notices = _remarks_on_head(sheet, head, columns)
    is_whole = all(column in head.columns.values() for column in columns if column.is_required)
    letters = {column.key: column_letter(index + 1) for index, column in head.columns.items()}
    filled = _vertically_merged(sheet)
    rows: list[TableRow] = []
    refused: list[TableRow] = []
    for index in range(head.row + 1, len(sheet.rows)):
        cells = {
            column.key: _cell(sheet, filled, index, position)
            for position, column in head.columns.items()
            if not is_blank(_cell(sheet, filled, index, position))
        }
        position = Position(sheet.name, index + 1)
        if _is_footer(cells, columns):
            notices.append(Notice(sheet.name, index + 1, "", "", "table.footer-skipped"))
            continue
        own = [column for at, column in head.columns.items() if not is_blank(_own_cell(sheet, index, at))]
        # A running number, or the shadow of a merged cell, does not make a row.
        if all(column.is_serial for column in own) or _repeats_head(head, sheet, index):
            continue
        row, found = _read_row(position, cells, head, letters)
        problems.extend(found)
        (rows if is_whole and not found else refused).append(row)
    return Table(tuple(rows), tuple(refused), tuple(problems), tuple(notices))


def _read_row(
    position: Position, cells: Mapping[str, CellValue], head: _Head, letters: Mapping[str, str]
) -> tuple[TableRow, list[Problem]]:
    values: dict[str, Any] = {}
    row = TableRow(position, values, letters)
    problems = []
    for column in head.columns.values():
        value = None
        if column.key in cells:
            try:
                value = column.parse(cells[column.key])
            except UserFault as fault:
                problems.append(row.problem(column.key, fault.code, **fault.data))
                continue
        if value is not None and value != "":
            values[column.key] = value
        elif column.is_required:
            problems.append(row.problem(column.key, "table.value-missing"))
    return row, problems


def _find_head(sheet: Sheet, columns: Sequence[Column]) -> _Head | None:
    names = _names(columns)
    filled = _vertically_merged(sheet)
    best: _Head | None = None
    for index in range(min(HEAD_SEARCH_ROWS, len(sheet.rows))):
        head = _match_head(index, sheet, filled, names)
        if best is None or len(head.columns) > len(best.columns):
            best = head
    needed = min(2, len(columns))
    if best is None or len(best.columns) < needed or not any(column.is_required for column in best.columns.values()):
        return None
    return best


def _names(columns: Sequence[Column]) -> dict[str, Column]:
    names: dict[str, Column] = {}
    for column in columns:
        for heading in (column.zh, column.en, column.heading, column.key, *column.synonyms):
            names.setdefault(normal_heading(heading), column)
    return names


def _match_head(
    index: int, sheet: Sheet, filled: Mapping[tuple[int, int], CellValue], names: Mapping[str, Column]
) -> _Head:
    known: dict[int, Column] = {}
    repeated: dict[int, Column] = {}
    unknown: dict[int, str] = {}
    for position in range(len(sheet.rows[index])):
        value = _cell(sheet, filled, index, position)
        if not isinstance(value, str) or is_blank(value):
            continue
        column = _match_heading(value, names)
        if column is None:
            unknown[position] = " ".join(value.split())
        elif column in known.values():
            repeated[position] = column
        else:
            known[position] = column
    return _Head(index, known, repeated, unknown)


def _match_heading(heading: str, names: Mapping[str, Column]) -> Column | None:
    # «姓名/Name», «姓名\nName» and «姓名 Name» all stand in real lists; so does «1. 姓名».
    for part in (heading, *re.split(r"[\n/|｜]", heading), re.sub(r"^\s*[0-9]+[.、)]", "", heading)):
        if (column := names.get(normal_heading(part))) is not None:
            return column
    return None


def _remarks_on_head(sheet: Sheet, head: _Head, columns: Sequence[Column]) -> tuple[list[Problem], list[Notice]]:
    row = head.row + 1
    problems = [
        Problem(sheet.name, row, "", column.key, "table.column-missing", {"wanted": column.zh})
        for column in columns
        if column.is_required and column not in head.columns.values()
    ]
    problems += [
        Problem(sheet.name, row, column_letter(position + 1), column.key, "table.column-twice")
        for position, column in head.repeated.items()
    ]
    notices = [
        Notice(sheet.name, row, column_letter(position + 1), "", "table.column-unknown", {"heading": heading[:60]})
        for position, heading in head.unknown.items()
    ]
    if sheet.is_cut:
        notices.append(Notice(sheet.name, 0, "", "", "table.rows-cut"))
    return problems, notices


def _vertically_merged(sheet: Sheet) -> dict[tuple[int, int], CellValue]:
    """Map the cells below the first of a merged block one column wide to the value that is seen over all of them.

    Wider blocks are titles: their value belongs to no column.
    """
    seen: dict[tuple[int, int], CellValue] = {}
    for block in sheet.merged:
        if block.first_column != block.last_column:
            continue
        column = block.first_column - 1
        value = _own_cell(sheet, block.first_row - 1, column)
        for row in range(block.first_row, min(block.last_row, len(sheet.rows))):
            seen[row, column] = value
    return seen


def _own_cell(sheet: Sheet, row: int, column: int) -> CellValue:
    if row >= len(sheet.rows) or column >= len(sheet.rows[row]):
        return None
    return sheet.rows[row][column]


def _cell(sheet: Sheet, filled: Mapping[tuple[int, int], CellValue], row: int, column: int) -> CellValue:
    own = _own_cell(sheet, row, column)
    return filled.get((row, column)) if is_blank(own) else own


def _repeats_head(head: _Head, sheet: Sheet, index: int) -> bool:
    return all(_own_cell(sheet, index, position) == _own_cell(sheet, head.row, position) for position in head.columns)


def _is_footer(cells: Mapping[str, CellValue], columns: Sequence[Column]) -> bool:
    first = next(iter(cells.values()), None)
    if not isinstance(first, str) or _FOOTER.match(first.strip()) is None:
        return False
    # «合计：52人» under the names would be a person; a row of a table has more than its first cells.
    return len(cells) <= _MOST_CELLS_OF_A_FOOTER or any(
        column.is_required and column.key not in cells for column in columns
    )


def read_tables(sheets: Sequence[Sheet], columns: Sequence[Column]) -> Table:
    """Read every sheet that has the headings as one table; sheets without them are named in a notice.

    When no sheet has them, each is a problem `table.headings-missing`.
    """
    chosen = [sheet for sheet in sheets if has_table(sheet, columns)]
    tables = [read_table(sheet, columns) for sheet in (chosen or sheets)]
    skipped = [
        Notice(sheet.name, 0, "", "", "table.sheet-skipped")
        for sheet in sheets
        if chosen and sheet.rows and not any(sheet is one for one in chosen)
    ]
    return Table(
        tuple(row for table in tables for row in table.rows),
        tuple(row for table in tables for row in table.refused),
        tuple(problem for table in tables for problem in table.problems),
        tuple(notice for table in tables for notice in table.notices) + tuple(skipped),
    )
