"""A table over rows that are here already: columns say how a row is shown, sorted and read aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
SECOND_LINE = int(Qt.ItemDataRole.UserRole) + 1
ROW = int(Qt.ItemDataRole.UserRole)
CHIP = int(Qt.ItemDataRole.UserRole) + 2
MARK = int(Qt.ItemDataRole.UserRole) + 3
TIBETAN = int(Qt.ItemDataRole.UserRole) + 4


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: `head` is asked again at each change of language; `second` is a line in soft ink below `text`.

    `chip` returns a kind of `parts.marks.CHIPS` where the text is a state; `mark` a person's mark to be drawn before
    the text, `tibetan` a Tibetan name after it; `sort` is what is compared, None for a column that cannot be sorted by.
    `tip` says all of a text that may have no room.
    """

    head: Callable[[], str]
    text: Callable[[R], str]
    second: Callable[[R], str] | None = None
    chip: Callable[[R], str] | None = None
    is_number: bool = False
    sort: Callable[[R], Any] | None = None
    mark: Callable[[R], int] | None = None
    tibetan: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None

    def cell(self, row: R, role: int) -> object:
        """Return what a view asks of this column of a row."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                second = self.second(row) if self.second else ""
                return f"{self.text(row)}, {second}" if second else self.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment
            case Qt.ItemDataRole.ToolTipRole:
                return self.tip(row) if self.tip else None
            case _ if role == ROW:
                return row
            case _ if role == SECOND_LINE:
                return self.second(row) if self.second else ""
            case _ if role == CHIP:
                return self.chip(row) if self.chip else ""
            case _ if role == MARK:
                return self.mark(row) if self.mark else None
            case _ if role == TIBETAN:
                return self.tibetan(row) if self.tibetan else ""
        return None

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Text left, numbers right."""
        side = Qt.AlignmentFlag.AlignRight if self.is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class ColumnTable(QAbstractTableModel, Generic[R]):
    """What tables of columns have in common, however they hold their rows."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)

    def reword(self) -> None:
        """Ask for all words again, after a change of language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if count := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, len(self.columns) - 1))

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].alignment
        return None


class RowTable(ColumnTable[R]):
    """Rows as a table."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__(columns)
        self._rows: list[R] = []

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    @property
    def rows(self) -> Sequence[R]:
        """The rows in the order shown."""
        return self._rows

    def row(self, number: int) -> R:
        """Return a row by its place."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the column says to a role: text, second line, the row itself, chip, mark, how it is aligned."""
        return self.columns[index.column()].cell(self._rows[index.row()], role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column that has something to compare; rows without a value come last."""
        key = self.columns[column].sort if 0 <= column < len(self.columns) else None
        if key is None:
            return
        self.beginResetModel()
        known = [row for row in self._rows if key(row) is not None]
        unknown = [row for row in self._rows if key(row) is None]
        known.sort(key=key, reverse=order == Qt.SortOrder.DescendingOrder)
        self._rows = known + unknown
        self.endResetModel()
