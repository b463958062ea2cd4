"""All questions of a form in a list: which are answered, which are not, which are wrong; Enter jumps there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from tianye.ui import theme
from tianye.ui.formview.markup import is_tibetan
from tianye.ui.parts.labels import lay_out_tibetan
from tianye.ui.parts.rowlist import RowList

Index = QModelIndex | QPersistentModelIndex
EntryState = Literal["group", "answered", "blank", "missing", "wrong"]
_ICONS = {"answered": ("check", "ink"), "missing": ("question", "ink_soft"), "wrong": ("warning", "error")}


@dataclass(frozen=True, slots=True)
class Line:
    """A group or a question; `state_words` and `answer` stand at its right."""

    ref: str
    words: str
    state: EntryState
    number: int = 0
    answer: str = ""
    state_words: str = ""

    @property
    def spoken(self) -> str:
        """All that is drawn."""
        number = f"{self.number} " if self.number else ""
        return ", ".join(part for part in (f"{number}{self.words}", self.answer or self.state_words) if part)


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.UserRole:
            return self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.lines[index.row()].spoken
        return None


class Overview(RowList):
    """The list; `jumped` brings the ref that was chosen."""

    jumped = Signal(str)

    def __init__(self) -> None:
        self._lines = _Lines()
        super().__init__(self._lines)
        self.setItemDelegate(_LinePainter(self))
        self.clicked.connect(self._jump)

    def show_lines(self, lines: Sequence[Line], here: str) -> None:
        """Show lines; the one with the ref `here` is chosen."""
        self._lines.show_lines(lines)
        for row, line in enumerate(lines):
            if line.ref == here:
                self.setCurrentIndex(self._lines.index(row))
                self.scrollTo(self._lines.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown."""
        return self._lines.lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._jump(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _jump(self, index: QModelIndex) -> None:
        self.jumped.emit(self._lines.lines[index.row()].ref)


class _LinePainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.current().size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        line: Line = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect).adjusted(8, 0, -8, 0)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(QPen(look.color("primary"), 2) if look.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary_soft"))
            painter.drawRoundedRect(box.adjusted(1, 2, -1, -2), 6, 6)
        else:
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        x = box.x() + look.px(14)
        if line.state != "group":
            if (icon := _ICONS.get(line.state)) is not None:
                size = look.size("icon")
                pixmap = look.pixmap(icon[0], size, icon[1], painter.device().devicePixelRatio())
                painter.drawPixmap(QPointF(x, box.center().y() - size / 2), pixmap)
            x += look.px(34)
            painter.setFont(look.font("body"))
            painter.setPen(look.color("ink_faint"))
            painter.drawText(QRectF(x, box.y(), look.px(34), box.height()), int(_MIDDLE), str(line.number or ""))
            x += look.px(38)
        told = line.answer or line.state_words
        right = box.right() - look.px(14)
        if told:
            width = min(box.width() * 0.4, _width(told) + 4)
            ink = "error" if line.state == "wrong" else "ink_soft"
            _draw(painter, QRectF(right - width, box.y(), width, box.height()), told, "body", ink)
            right -= width + look.px(16)
        role = "strong" if line.state == "group" else "body"
        _draw(painter, QRectF(x, box.y(), right - x, box.height()), line.words, role, "ink")
        painter.restore()


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _width(words: str) -> float:
    look = theme.current()
    return QFontMetricsF(look.font("body", tibetan=is_tibetan(words))).horizontalAdvance(words)


def _draw(painter: QPainter, place: QRectF, words: str, role: str, ink: str) -> None:
    look = theme.current()
    painter.setPen(look.color(ink))
    words = words.replace("\n", " ")
    if is_tibetan(words):
        layout = lay_out_tibetan(words, look, role, 10_000)
        height = look.font(role, tibetan=True).pixelSize() * float(look.token("tibetan", "line_height"))
        painter.save()
        painter.setClipRect(place)
        layout.draw(painter, QPointF(place.x(), place.center().y() - height / 2))
        painter.restore()
        return
    painter.setFont(look.font(role))
    shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, int(_MIDDLE), shown)
