"""A table of points to type into: latitude, longitude, height and how far it may be off; one row a point."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from tianye.forms.entry.answers import decimal_text
from tianye.forms.entry.places import Point, is_on_earth, read_angle
from tianye.ui import theme

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, str, str, str]
BLANK: Final[Row] = ("", "", "", "")
HEADS: Final = (
    QT_TRANSLATE_NOOP("PointRows", "Latitude"),
    QT_TRANSLATE_NOOP("PointRows", "Longitude"),
    QT_TRANSLATE_NOOP("PointRows", "Height, m"),
    QT_TRANSLATE_NOOP("PointRows", "Off by, m"),
)
_SEEN_ROWS: Final = 5
_MOST_FIGURES: Final = 9


def row_of(point: Point) -> Row:
    """Return a point as it stands in the table; what is not known stays blank."""
    latitude, longitude, altitude, accuracy = (shown_number(number) for number in point)
    return latitude, longitude, altitude if point.altitude else "", accuracy if point.accuracy else ""


def shown_number(number: float) -> str:
    """Return a number as it is typed: `97`, not `97.0`."""
    return decimal_text(number).removesuffix(".0")


def read_row(row: Sequence[str]) -> Point | None:
    """Return the point in a row, None where it is none."""
    latitude, longitude = read_angle(row[0]), read_angle(row[1])
    altitude, accuracy = (_metres(text) for text in row[2:])
    if latitude is None or longitude is None or altitude is None or accuracy is None:
        return None
    point = Point(latitude, longitude, altitude, accuracy)
    return point if is_on_earth(point) else None


def _metres(text: str) -> float | None:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("m").strip()
    try:
        return float(plain) if plain else 0.0
    except ValueError:
        return None


def _rounded(text: str) -> str:
    angle = read_angle(text)
    return text if angle is None else shown_number(round(angle, 6))


class PointRows(QAbstractTableModel):
    """The rows as typed. `edited` comes when a person changed a cell."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.version = 0
        """Counts the changes, for whoever remembers what the points came to."""
        self._read: list[Point | None] | None = None
        self.dataChanged.connect(self._forget)
        self.modelReset.connect(self._forget)

    def replace(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def read(self) -> list[Point | None]:
        """Return the point of each row that is not blank, None where it is none."""
        if self._read is None:
            self._read = [read_row(row) for row in self.rows if any(cell.strip() for cell in row)]
        return self._read

    def first_wrong(self) -> int | None:
        """Return the number of the first row that is no point, from 1."""
        if None not in self.read():
            return None
        filled = (number for number, row in enumerate(self.rows, 1) if any(cell.strip() for cell in row))
        return next(number for number, point in zip(filled, self.read(), strict=True) if point is None)

    def _forget(self) -> None:
        self._read = None
        self.version += 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of points."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return four."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as it was typed."""
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            # machines write degrees to the width of an atom; ten centimetres have room in the cell
            return text if len(text) <= _MOST_FIGURES else _rounded(text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take what was typed."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.rows[index.row()][index.column()]:
            return False
        cells = list(self.rows[index.row()])
        cells[index.column()] = str(value)
        self.rows[index.row()] = (cells[0], cells[1], cells[2], cells[3])
        self.dataChanged.emit(index, index)
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the heads, and the numbers of the points."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return QCoreApplication.translate("PointRows", str(HEADS[section]))


class PointTable(QTableView):
    """Points to type into; Enter goes on to the next cell, `pasted` brings a text that was pasted over it."""

    pasted = Signal()
    removal_wanted = Signal()
    ended = Signal()
    """Enter ended the last point."""

    def __init__(self, rows: PointRows) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setProperty("cells", "typed")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.SelectedClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for head, mode in (
            (self.horizontalHeader(), QHeaderView.ResizeMode.Stretch),
            (self.verticalHeader(), QHeaderView.ResizeMode.Fixed),
        ):
            head.setSectionResizeMode(mode)
            head.setSectionsClickable(False)
            head.setHighlightSections(False)
        rows.modelReset.connect(self.updateGeometry)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.current().size("input"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the width of four numbers and the height of some rows."""
        look = theme.current()
        seen = min(_SEEN_ROWS, max(2, self._rows.rowCount()))
        return QSize(look.px(500), look.size("row") + seen * look.size("input") + 4)

    def chosen_rows(self) -> list[int]:
        """Return the numbers of the chosen rows, from 0."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def choose_row(self, row: int, column: int = 0) -> None:
        """Choose a row."""
        self.setCurrentIndex(self._rows.index(row, column))
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste, take out; Enter is left to the form, but for that which ends a cell: its field hands it on here."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.setAccepted(self.state() == QAbstractItemView.State.EditingState)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next cell after Enter, and from the last one out of the table."""
        hints = QAbstractItemDelegate.EndEditHint
        if hint in (hints.SubmitModelCache, hints.EditNextItem):
            index = self.currentIndex()
            place = index.row() * len(HEADS) + index.column() + 1
            super().closeEditor(editor, hints.NoHint)
            # height and accuracy are rarely known: Enter goes from the longitude to the next point
            if hint == hints.SubmitModelCache and index.column() >= 1:
                place = (index.row() + 1) * len(HEADS)
            if place < self._rows.rowCount() * len(HEADS):
                following = self._rows.index(place // len(HEADS), place % len(HEADS))
                self.setCurrentIndex(following)
                self.edit(following)
            elif hint == hints.SubmitModelCache:
                self.ended.emit()
            return
        super().closeEditor(editor, hint)
