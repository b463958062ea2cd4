"""Workbooks as people hand them in: written, edited and looked at as a colleague with a spreadsheet would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write rows, the head first, as the sheets of an .xlsx."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    book.close()
    return path


def write_list(path: Path, heads: Sequence[str], *rows: Sequence[Any]) -> Path:
    """Write one list as an .xlsx."""
    return write_sheets(path, {"名单": [heads, *rows]})


class OpenList:
    """A list opened in a spreadsheet: cells by the name in a row and the Chinese heading of a column."""

    def __init__(self, path: Path) -> None:
        self._book = load_workbook(path)
        self._sheet: Worksheet = self._book.worksheets[0]
        self._head = next(
            row for row in self._sheet.iter_rows(max_row=5) if any(_zh(cell.value) == "姓名" for cell in row)
        )

    @property
    def names(self) -> list[str]:
        """The names that stand in the list."""
        column = self._column("姓名")
        return [
            str(row[column - 1].value)
            for row in self._sheet.iter_rows(min_row=self._head[0].row + 1)
            if row[column - 1].value
        ]

    def cell(self, name: str, heading: str) -> Any:
        """Return what stands in a cell."""
        return self._sheet.cell(self._row(name), self._column(heading)).value

    def edit(self, name: str, **cells: Any) -> None:
        """Write into the row of a name."""
        row = self._row(name)
        for heading, value in cells.items():
            self._sheet.cell(row, self._column(heading)).value = value

    def drop_column(self, heading: str) -> None:
        """Take a column out."""
        self._sheet.delete_cols(self._column(heading))

    def save(self, path: Path) -> Path:
        """Save under another name and close."""
        self._book.save(path)
        self._book.close()
        return path

    def close(self) -> None:
        """Close without saving."""
        self._book.close()

    def _row(self, name: str) -> int:
        column = self._column("姓名")
        (found,) = [row[0].row for row in self._sheet.iter_rows() if row[column - 1].value == name]
        return int(found)

    def _column(self, heading: str) -> int:
        (found,) = [cell.column for cell in self._head if _zh(cell.value) == heading]
        return int(found)


def _zh(head: Any) -> str:
    return str(head or "").split("\n", maxsplit=1)[0].split(" ", maxsplit=1)[0]
