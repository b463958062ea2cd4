"""Finding a person: a field that is typed into, and the candidates below it; first row chosen, Enter takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tianye.ui import theme
from tianye.ui.parts.edges import LEAST_WHOLE_ROWS, draw_more_rows
from tianye.ui.parts.labels import lay_out_tibetan
from tianye.ui.parts.lines import Line
from tianye.ui.parts.marks import draw_person_mark
from tianye.ui.parts.rowlist import RowList

Index = QModelIndex | QPersistentModelIndex
_MOVES: Final = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -6,
    Qt.Key.Key_PageDown: 6,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as a row: `key` is whatever the page knows her by; `matched` are spans (start, end) of `reading`.

    `on_enter` says, in the chosen row and in place of the state, what Enter does.
    """

    key: object
    name: str
    tibetan: str = ""
    reading: str = ""
    matched: tuple[tuple[int, int], ...] = ()
    detail: str = ""
    state: str = ""
    state_icon: str = ""
    mark: int | None = None
    on_enter: str = ""

    @property
    def words(self) -> str:
        """All that is drawn, for a screen reader."""
        return ", ".join(part for part in (self.name, self.tibetan, self.detail, self.state) if part)


class Candidates(QAbstractListModel):
    """The rows that were found."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Candidate] = ()

    def show_rows(self, rows: Sequence[Candidate]) -> None:
        """Show others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> Candidate:
        """Return a row."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself (UserRole) or its words."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        return None


class CandidateList(RowList):
    """The candidates; `accepted` brings the row that Enter or a click took, `moved_to` the row under the eye."""

    accepted = Signal(object)
    accepted_nobody = Signal()
    moved_to = Signal(object)

    def __init__(self, *, wraps: bool = False) -> None:
        """`wraps`: a narrow list, where the details go on in a second line below name and state."""
        self._candidates = Candidates()
        self._wraps = wraps
        super().__init__(self._candidates)
        self.setItemDelegate(_CandidatePainter(self, wraps=wraps))
        self.clicked.connect(self._take)
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def row_height(self) -> int:
        """The height of a row in pixels."""
        return _row_height(wraps=self._wraps)

    def minimumSizeHint(self) -> QSize:
        """Return room for a name and its state side by side."""
        return QSize(theme.current().px(360), self.row_height * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows; the last one only where all of it has room."""
        super().paintEvent(event)
        if (end := self.end_of_whole_rows()) is not None:
            draw_more_rows(self.viewport(), end)

    def end_of_whole_rows(self) -> int | None:
        """Return where the row begins that has no room whole, in pixels of the viewport; None where all have."""
        height, high = self.viewport().height(), self.row_height
        last = self.visualRect(self.indexAt(QPoint(2, height - 1)))
        is_cut = last.isValid() and last.bottom() > height
        return last.top() + 1 if is_cut and last.top() >= LEAST_WHOLE_ROWS * high else None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll, and draw all anew: another row is the last one now."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def show_rows(self, rows: Sequence[Candidate]) -> None:
        """Show what was found; the first row is chosen."""
        self._candidates.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._candidates.index(0))
        else:
            self.moved_to.emit(None)

    def chosen(self) -> Candidate | None:
        """Return the chosen row."""
        index = self.currentIndex()
        return self._candidates.row(index.row()) if index.isValid() else None

    def move(self, steps: int) -> None:  # type: ignore[override]
        """Choose another row."""
        self.step(steps)

    def accept(self) -> None:
        """Take the chosen row, or say that there is none."""
        row = self.chosen()
        if row is not None:
            self.accepted.emit(row)
        else:
            self.accepted_nobody.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        self.accepted.emit(self._candidates.row(index.row()))

    def _moved(self, now: QModelIndex, _: QModelIndex) -> None:
        self.moved_to.emit(self._candidates.row(now.row()) if now.isValid() else None)


class Found(Protocol):
    """What a search field passes its keys to: a list of candidates, a table."""

    def move(self, steps: int) -> None:
        """Choose another row."""

    def accept(self) -> None:
        """Take the chosen row."""


class SearchField(Line):
    """Where a name, its pinyin or initials are typed; arrow keys and Enter go on to the list it is joined to."""

    def __init__(self, *, is_large: bool = True) -> None:
        super().__init__()
        self._list: Found | None = None
        if is_large:
            self.setProperty("scale", "hero")
        self._is_large = is_large

    def join(self, candidates: Found) -> None:
        """Let ↑, ↓ and Enter work on a list while the cursor stays here."""
        self._list = candidates

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass the keys of the list on."""
        if self._list is not None and event.key() in _MOVES:
            self._list.move(_MOVES[Qt.Key(event.key())])
        elif self._list is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._list.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its glass."""
        super().paintEvent(event)
        if self._is_large:
            look = theme.current()
            size = look.px(24)
            pixmap = look.pixmap("search", size, "ink_soft", self.devicePixelRatio())
            QPainter(self).drawPixmap(look.px(18), (self.height() - size) // 2, pixmap)


class _CandidatePainter(QStyledItemDelegate):
    """Draws one candidate: mark, name, Tibetan, reading with the matched letters, details, state at the right."""

    def __init__(self, parent: QObject, *, wraps: bool) -> None:
        super().__init__(parent)
        self._wraps = wraps

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _row_height(wraps=self._wraps))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        row: Candidate = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ratio = painter.device().devicePixelRatio()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(QPen(look.color("primary"), 2) if look.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary_soft"))
            painter.drawRoundedRect(box.adjusted(2, 3, -2, -3), 8, 8)
            painter.fillRect(QRectF(box.x() + 2, box.y() + 5, 5, box.height() - 10), look.color("primary"))
        else:
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(box.bottomLeft() + QPointF(16, 0), box.bottomRight() - QPointF(16, 0))
        x = box.x() + 20
        if row.mark is not None:
            side = look.px(52)
            draw_person_mark(painter, QRectF(x, box.center().y() - side / 2, side, side), row.mark, ratio)
            x += side + look.px(18)
        # where the details wrap, name and state share the first line
        first = QRectF(box.x(), box.y(), box.width(), look.px(66)) if self._wraps else box
        beside = first.adjusted(0, 0, 0, -look.px(28)) if self._wraps else box
        right = self._draw_state(painter, beside, row, look, ratio, is_chosen=is_chosen)
        middle = first.center().y()
        x_name = _draw_words(painter, QPointF(x, middle - look.px(15)), row.name, look.font("heading"), "ink")
        if row.tibetan:
            layout = lay_out_tibetan(row.tibetan, look, "body", 10_000)
            painter.setPen(look.color("ink_soft"))
            layout.draw(painter, QPointF(x_name + look.px(12), middle - look.px(33)))
            x_name += look.px(12) + layout.lineAt(0).naturalTextWidth()
        if row.reading:
            self._draw_reading(painter, QPointF(x_name + look.px(14), middle - look.px(15)), right - 12, row)
        painter.setPen(look.color("on_primary_soft" if is_chosen and look.is_contrast else "ink_soft"))
        painter.setFont(look.font("body"))
        detail = QRectF(x, middle + look.px(4), right - x - 12, look.px(24))
        if self._wraps:
            detail = QRectF(x, middle + look.px(6), box.right() - 20 - x, box.bottom() - middle - look.px(10))
            painter.drawText(detail, int(Qt.TextFlag.TextWordWrap), row.detail)
        else:
            text = QFontMetricsF(painter.font()).elidedText(row.detail, Qt.TextElideMode.ElideRight, detail.width())
            painter.drawText(detail, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()

    def _draw_state(
        self, painter: QPainter, box: QRectF, row: Candidate, look: theme.Theme, ratio: float, *, is_chosen: bool
    ) -> float:
        words, icon, ink = row.state, row.state_icon, "ink" if row.state_icon else "ink_faint"
        if is_chosen and row.on_enter:
            words, icon, ink = row.on_enter, "return", "on_primary_soft"
        font = look.font("body", bold=bool(icon))
        width = QFontMetricsF(font).horizontalAdvance(words)
        right = box.right() - 20
        painter.setFont(font)
        painter.setPen(look.color(ink))
        place = QRectF(right - width - 2, box.y(), width + 4, box.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
        if icon:
            size = look.size("icon")
            pixmap = look.pixmap(icon, size, ink, ratio)
            painter.drawPixmap(QPointF(right - width - size - 8, box.center().y() - size / 2), pixmap)
            width += size + 8
        return right - width

    def _draw_reading(self, painter: QPainter, place: QPointF, end: float, row: Candidate) -> None:
        look, x, middle = theme.current(), place.x(), place.y()
        metrics = QFontMetricsF(look.font("body", bold=True))
        if x + metrics.horizontalAdvance(row.reading) > end:
            shown = metrics.elidedText(row.reading, Qt.TextElideMode.ElideRight, max(0.0, end - x))
            _draw_words(painter, place, shown, look.font("body"), "ink_soft")
            return
        position = 0
        for first, last in (*row.matched, (len(row.reading), len(row.reading))):
            x = _draw_words(painter, QPointF(x, middle), row.reading[position:first], look.font("body"), "ink_soft")
            if last > first:
                begin = x
                font = look.font("body", bold=True)
                x = _draw_words(painter, QPointF(x, middle), row.reading[first:last], font, "on_primary_soft")
                painter.setPen(QPen(look.color("on_primary_soft"), 2))
                y = middle + look.px(10)
                painter.drawLine(QPointF(begin, y), QPointF(x, y))
            position = last


def _row_height(*, wraps: bool) -> int:
    look = theme.current()
    return look.size("candidate") + (look.px(16) if wraps else 0)


def _draw_words(painter: QPainter, place: QPointF, text: str, font: QFont, role: str) -> float:
    """Draw text whose capitals are centred on a place's height; returns where it ends."""
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.current().color(role))
    painter.drawText(place + QPointF(0, metrics.capHeight() / 2), text)
    return place.x() + metrics.horizontalAdvance(text)
