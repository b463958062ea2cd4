"""A list to go through one by one: two lines a row, the chosen row on soft blue with a bar at its left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tianye.ui import theme
from tianye.ui.parts.rowlist import RowList

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Pick:
    """A row: `key` is whatever the page knows it by, `icon` a sign at the right with `sign` as its word."""

    key: object
    title: str
    detail: str = ""
    icon: str = ""
    sign: str = ""


class PickList(RowList):
    """Rows of which one is chosen; `chosen` brings its key, None for an empty list. Digits are left to the page."""

    chosen = Signal(object)

    def __init__(self) -> None:
        self._picks = _Picks()
        super().__init__(self._picks)
        self.setItemDelegate(_PickPainter(self))
        self.selectionModel().currentChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[Pick], keep: object = None) -> None:
        """Show rows; the one with the key `keep` is chosen, else the one at the place of the chosen row, else none."""
        before = max(0, self.currentIndex().row())
        self._picks.show_rows(rows)
        if not rows:
            self.chosen.emit(None)
            return
        keys = [row.key for row in rows]
        number = keys.index(keep) if keep in keys else min(before, len(rows) - 1)
        self.setCurrentIndex(self._picks.index(number))

    def key(self) -> object:
        """Return the key of the chosen row, or None."""
        index = self.currentIndex()
        return self._picks.rows[index.row()].key if index.isValid() else None

    def place(self) -> int:
        """Return the place of the chosen row from 0, -1 for none."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave typed letters and digits to the page: a list of cases is not searched by typing."""
        if event.text() and event.text().isprintable() and event.text() != " ":
            event.ignore()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return room for two rows."""
        look = theme.current()
        return QSize(look.px(200), 2 * _row_height())

    def _moved(self, now: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(self._picks.rows[now.row()].key if now.isValid() else None)


class _Picks(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Pick] = ()

    def show_rows(self, rows: Sequence[Pick]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (row.title, row.detail, row.sign) if part)
        return None


def _row_height() -> int:
    return theme.current().px(70)


class _PickPainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        row: Pick = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, soft = "ink", "ink_soft"
        if is_chosen:
            painter.setPen(QPen(look.color("primary"), 2) if look.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary_soft"))
            painter.drawRoundedRect(box.adjusted(2, 3, -2, -3), 6, 6)
            painter.fillRect(QRectF(box.x() + 2, box.y() + 4, 5, box.height() - 8), look.color("primary"))
            ink = soft = "on_primary_soft"
        else:
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(box.bottomLeft() + QPointF(16, 0), box.bottomRight() - QPointF(16, 0))
        inside = box.adjusted(look.px(18), 0, -look.px(14), 0)
        if row.icon:
            size = look.size("icon_small")
            pixmap = look.pixmap(row.icon, size, soft, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(inside.right() - size, box.center().y() - size / 2), pixmap)
            inside.adjust(0, 0, -size - look.px(8), 0)
        middle = box.center().y()
        for text, role, color, top in (
            (row.title, "strong", ink, middle - look.px(24)),
            (row.detail, "caption", soft, middle + look.px(1)),
        ):
            font = look.font(role)
            painter.setFont(font)
            painter.setPen(look.color(color))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            line = QRectF(inside.x(), top, inside.width(), look.px(24))
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()
