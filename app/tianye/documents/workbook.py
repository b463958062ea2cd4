"""Workbooks in and out; the only module that knows how .xlsx and .xls are made.

.xlsx is read row by row with openpyxl, which keeps an 18-digit number exact when the file spells it out and never
builds a sheet larger than what is in it; .xls (BIFF) is read by calamine. Writing goes through XlsxWriter held in
memory, because openpyxl passes every sheet through an unencrypted temporary file.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from tianye.documents.archive import open_archive
from tianye.documents.cells import (
    DEFAULT_LIMITS,
    CellValue,
    Limits,
    MergedCells,
    Sheet,
    is_blank,
    make_writable,
    trim_rows,
)
from tianye.domain.errors import NextStep, TianyeError, UserFault

if TYPE_CHECKING:
    import python_calamine

# The libraries are loaded where they are used: together they take longer than Qt, and most days no workbook is touched.

ZIP_MAGIC: Final = b"PK"
OLE_MAGIC: Final = bytes.fromhex("D0CF11E0A1B11AE1")

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# Excel's spelling of the control characters XML cannot carry; openpyxl leaves it as it stands.
_ESCAPED_CONTROL = re.compile("_x(00[01][0-9A-Fa-f])_")
_MERGED_RANGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MAX_MERGED_RANGES = 20_000

# Excel counts days from 1900 and takes that year for a leap year.
_FIRST_SOUND_YEAR = 1901


def is_workbook(head: bytes) -> bool:
    """Say whether the first bytes of a file are those of an .xlsx or .xls, whatever its name."""
    return head.startswith((ZIP_MAGIC, OLE_MAGIC))


def read_workbook(stream: BinaryIO, limits: Limits = DEFAULT_LIMITS) -> list[Sheet]:
    """Read all sheets of an .xlsx or .xls in their order; charts and other sheets without cells are left out.

    Raises `UserFault`: `workbook.unreadable`, `workbook.password-protected`, `workbook.too-large` (data: `limit`,
    `maximum`), `workbook.unsafe` (data: `reason`).
    """
    content = stream.read(limits.max_file_bytes + 1)
    if len(content) > limits.max_file_bytes:
        raise _too_large("file-bytes", limits.max_file_bytes)
    if content.startswith(OLE_MAGIC):
        if _ENCRYPTED_PACKAGE in content:
            raise UserFault("workbook.password-protected", next_step=NextStep.MEND_FILE)
        return _read_xls(content, limits)
    if content.startswith(ZIP_MAGIC):
        return _read_xlsx(content, limits)
    raise _unreadable()


def _read_xlsx(content: bytes, limits: Limits) -> list[Sheet]:
    from openpyxl.reader.excel import ExcelReader

    stream = io.BytesIO(content)
    archive = open_archive(stream, len(content), limits)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of extensions it leaves out (drop-downs, colours); none of them are cell values.
            warnings.simplefilter("ignore")
            reader = ExcelReader(stream, read_only=True, data_only=True)
            reader.read()
            parts = {str(sheet.name): str(relation.target) for sheet, relation in reader.parser.find_sheets()}
            if len(parts) > limits.max_sheets:
                raise _too_large("sheets", limits.max_sheets)
            sheets = []
            for worksheet in reader.wb.worksheets:
                worksheet.reset_dimensions()
                rows = worksheet.iter_rows(max_col=limits.max_columns + 1, values_only=True)
                merged = _find_merged(archive.read(parts[worksheet.title]))
                sheets.append(_make_sheet(worksheet.title, map(_unescaped, rows), merged, limits))
            reader.wb.close()
    except (TianyeError, MemoryError):
        raise
    except Exception as error:
        # A damaged workbook makes the reader fail in ways of its own choosing; to the person they are one.
        raise _unreadable() from error
    return sheets


def _unescaped(row: Sequence[Any]) -> list[CellValue]:
    if row.count(None) == len(row):
        return []
    return [
        make_writable(_ESCAPED_CONTROL.sub(lambda found: chr(int(found[1], 16)), value))
        if isinstance(value, str) and "_x00" in value
        else value
        for value in row
    ]


def _find_merged(sheet_part: bytes) -> tuple[MergedCells, ...]:
    from openpyxl.utils.cell import range_boundaries

    merged = []
    for found in _MERGED_RANGE.finditer(sheet_part):
        first_column, first_row, last_column, last_row = range_boundaries(found[1].decode("ascii"))
        if first_column and first_row and last_column and last_row:
            merged.append(MergedCells(first_row, first_column, last_row, last_column))
        if len(merged) == _MAX_MERGED_RANGES:
            break
    return tuple(merged)


def _read_xls(content: bytes, limits: Limits) -> list[Sheet]:
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(workbook.sheets_metadata) > limits.max_sheets:
            raise _too_large("sheets", limits.max_sheets)
        sheets = []
        for metadata in workbook.sheets_metadata:
            if metadata.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(metadata.name)
            merged = tuple(
                MergedCells(first_row + 1, first_column + 1, last_row + 1, last_column + 1)
                for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ()
            )
            sheets.append(_make_sheet(metadata.name, _rows_of_xls(sheet), merged, limits))
    except python_calamine.PasswordError as error:
        raise UserFault("workbook.password-protected", next_step=NextStep.MEND_FILE) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _unreadable() from error
    except BaseException as error:
        # The reader is written in Rust; where it gives up altogether the exception is not an `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable() from error
    return sheets


def _rows_of_xls(sheet: python_calamine.CalamineSheet) -> Iterator[list[CellValue]]:
    for row in sheet.to_python(skip_empty_area=False):
        yield [None if value == "" else value for value in row]


def _make_sheet(name: str, rows: Iterable[list[CellValue]], merged: tuple[MergedCells, ...], limits: Limits) -> Sheet:
    kept: list[list[CellValue]] = []
    empty = 0
    is_cut = False
    for number, row in enumerate(rows, start=1):
        if all(map(is_blank, row)):
            empty += 1
            if empty <= limits.max_empty_rows:
                kept.append([])
            elif number > limits.max_rows:
                break
            continue
        if empty > limits.max_empty_rows:
            is_cut = True
            break
        if number > limits.max_rows:
            raise _too_large("rows", limits.max_rows)
        empty = 0
        is_cut = is_cut or any(not is_blank(value) for value in row[limits.max_columns :])
        kept.append(row[: limits.max_columns])
    trim_rows(kept)
    return Sheet(name, kept, merged, is_cut)


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column to be written: `width` in characters; `number_format` as Excel spells it; `choices` a drop-down."""

    heading: str
    width: float = 14
    number_format: str | None = None
    choices: tuple[str, ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to be written: a merged title row when there is a title, one head row (frozen), then the rows."""

    name: str
    columns: Sequence[OutColumn]
    rows: Iterable[Sequence[CellValue]]
    title: str | None = None


def write_workbook(stream: BinaryIO, sheets: Iterable[OutSheet], made_at: datetime) -> None:
    """Write an .xlsx in which every text is a text: no formula, no link, no number lost or made.

    The same sheets and `made_at` give the same bytes. Text goes through `cells.make_writable`. Numbers beyond 15
    digits are written as text. At least one sheet.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # carries hints but not the marker that says so

    # a disk that fills up must fail here, in one write, and not while the archive is taken apart
    archive = io.BytesIO()
    workbook = xlsxwriter.Workbook(archive, {"in_memory": True})
    workbook.set_properties({"created": made_at.replace(tzinfo=None), "author": "Tianye"})
    formats = _Formats(workbook)
    used: set[str] = set()
    for sheet in sheets:
        _write_sheet(workbook.add_worksheet(_sheet_name(sheet.name, used)), sheet, formats)
    workbook.close()
    stream.write(archive.getvalue())


class _Formats:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[str, Any] = {}
        self.title = workbook.add_format({"bold": True, "font_size": 14, "align": "center", "valign": "vcenter"})
        self.head = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E8EEE8", "border": 1}
        )

    def number(self, number_format: str) -> Any:
        if number_format not in self._made:
            self._made[number_format] = self._workbook.add_format({"num_format": number_format, "valign": "top"})
        return self._made[number_format]


def _write_sheet(worksheet: Any, sheet: OutSheet, formats: _Formats) -> None:
    head_row = 0
    if sheet.title is not None:
        worksheet.merge_range(0, 0, 0, max(len(sheet.columns) - 1, 1), "", formats.title)
        worksheet.write_string(0, 0, make_writable(sheet.title), formats.title)
        worksheet.set_row(0, 24)
        head_row = 1
    for index, column in enumerate(sheet.columns):
        # An empty cell a person types into should keep leading zeros as well: the column itself is text.
        column_format = formats.number(column.number_format or "@")
        worksheet.set_column(index, index, column.width, column_format, {"hidden": column.is_hidden})
        worksheet.write_string(head_row, index, make_writable(column.heading), formats.head)
    last = head_row
    for last, row in enumerate(sheet.rows, start=head_row + 1):
        for index, value in enumerate(row):
            given = sheet.columns[index].number_format if index < len(sheet.columns) else None
            _write_cell(worksheet, (last, index), value, given, formats)
    worksheet.freeze_panes(head_row + 1, 0)
    for index, column in enumerate(sheet.columns):
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            worksheet.data_validation(head_row + 1, index, max(last, head_row + 500), index, rule)


def _write_cell(worksheet: Any, at: tuple[int, int], value: CellValue, given: str | None, formats: _Formats) -> None:
    match value:
        case None:
            pass
        case str():
            worksheet.write_string(*at, make_writable(value), formats.number(given or "@"))
        case bool():
            worksheet.write_boolean(*at, value)
        case int() if abs(value) >= 10**15:
            worksheet.write_string(*at, str(value), formats.number("@"))
        case int() | float():
            worksheet.write_number(*at, value, formats.number(given or "General"))
        case timedelta():
            worksheet.write_datetime(*at, value, formats.number(given or "[h]:mm"))
        case datetime():
            worksheet.write_datetime(*at, value.replace(tzinfo=None), formats.number(given or "yyyy-mm-dd hh:mm"))
        case date() if value.year < _FIRST_SOUND_YEAR:
            worksheet.write_string(*at, value.isoformat(), formats.number("@"))
        case date():
            worksheet.write_datetime(*at, value, formats.number(given or "yyyy-mm-dd"))
        case time():
            worksheet.write_datetime(*at, value, formats.number(given or "hh:mm"))


def _sheet_name(wanted: str, used: set[str]) -> str:
    """Make a name Excel allows: 1 to 31 characters, none of []:*?/\\, no apostrophe at the ends, unique."""
    base = re.sub(r"[\[\]:*?/\\]", " ", make_writable(wanted)).strip(" '")[:31] or "Sheet"
    name = base
    number = 1
    while name.casefold() in used:
        number += 1
        ending = f" {number}"
        name = base[: 31 - len(ending)] + ending
    used.add(name.casefold())
    return name


def _unreadable() -> UserFault:
    return UserFault("workbook.unreadable", next_step=NextStep.CHOOSE_ANOTHER_FILE)


def _too_large(limit: str, maximum: int) -> UserFault:
    return UserFault("workbook.too-large", next_step=NextStep.MEND_FILE, limit=limit, maximum=maximum)
