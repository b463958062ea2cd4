"""A field to search in with the found choices below it: the part that every searched question has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from tianye.forms.nodes import Choice
from tianye.ui import theme
from tianye.ui.formview.found import CHOSEN_ROLE, SECOND_ROLE, FoundChoices, Index
from tianye.ui.formview.markup import is_tibetan
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.labels import Label, lay_out_tibetan
from tianye.ui.parts.revealing import reveal_row
from tianye.ui.parts.rowlist import RowList

_SEEN_ROWS: Final = 5


class Finder(QWidget):
    """Field, list and count; `taken` brings the value of a row that was pressed or confirmed by Enter.

    Without a field the list has the focus itself: digits take the first nine, letters go to the next row that begins
    with them. `tabbed` says that the focus was taken on by Tab, `put_off` that Esc was pressed.
    """

    taken = Signal(str)
    tabbed = Signal()
    put_off = Signal()

    def __init__(self, *, is_many: bool, has_field: bool = True, takes_blank: bool = False) -> None:
        """Make it; with `takes_blank` Enter takes the row of the moment though nothing was typed."""
        super().__init__()
        self.has_field = has_field
        self.found = FoundChoices()
        self.field = _ListField(takes_blank=takes_blank)
        self.list = _ChoiceList(self.found, is_square=is_many, is_alone=not has_field)
        self.count = Label("caption")
        self.field.textEdited.connect(self._search)
        self.field.moved.connect(self._step)
        self.field.confirmed.connect(self._take_current)
        self.list.clicked.connect(self._take)
        self.list.confirmed.connect(self._take_current)
        self.list.digit.connect(self._take_row)
        self.found.grew.connect(self._searched)
        for part in (self.field, self.list):
            part.tabbed.connect(self.tabbed)
            part.put_off.connect(self.put_off)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.field, self.list, self.count):
            layout.addWidget(widget)
        self.field.setVisible(has_field)
        self.count.setVisible(has_field)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the field and how many were found."""
        self.field.setPlaceholderText(self.tr("Type a part of the answer"))
        count = self.found.count
        self.count.setText(self.tr("%n answers fit", "", count) if count else self.tr("No answer has these letters"))

    def show_choices(self, choices: Sequence[Choice], second: Sequence[Choice], chosen: Sequence[str]) -> None:
        """Show choices and which of them are taken; what is typed stays, and the row of the moment."""
        index = self.list.currentIndex()
        here = self.found.choice(index.row()).value if index.isValid() else ""
        self.found.show_choices(choices, second, frozenset(chosen))
        if here and not self.list.currentIndex().isValid():
            self.go_to(here)
        if self.isVisible():
            self.found.read_ahead()
        self.retranslate()

    def name_it(self, words: str) -> None:
        """Name field and list."""
        self.field.setAccessibleName(words)
        self.list.setAccessibleName(words)

    def first(self) -> QWidget:
        """Return what takes the focus."""
        return self.field if self.has_field else self.list

    def go_to(self, value: str) -> None:
        """Make the row of a value the one of the moment, the first where it is not among the first rows."""
        row = max(0, self.found.row_of(value))
        if self.found.rowCount():
            self.list.setCurrentIndex(self.found.index(row))
            self.list.scrollTo(self.found.index(row))

    def begin_with(self, letters: str) -> None:
        """Go on with letters that were typed before there was a field for them."""
        if self.has_field:
            self.field.setText(letters)
            self._search(letters)
        else:
            self.list.keyboardSearch(letters)

    def start_over(self) -> None:
        """Show all choices again."""
        self.field.clear()
        self._search("")

    def showEvent(self, event: QShowEvent) -> None:
        """Learn the pinyin of a long list while nothing else is to do."""
        super().showEvent(event)
        self.found.read_ahead()

    def hideEvent(self, event: QHideEvent) -> None:
        """Learn no more."""
        self.found.rest()
        super().hideEvent(event)

    def _search(self, typed: str) -> None:
        self.found.search(typed)
        self._searched()

    def _searched(self) -> None:
        self.list.step(0)
        self.retranslate()

    def _step(self, steps: int) -> None:
        self.list.step(steps)
        reveal_row(self.list, self.field)

    def _take_current(self) -> None:
        self._take(self.list.currentIndex())

    def _take_row(self, row: int) -> None:
        if row < self.found.rowCount():
            self.list.setCurrentIndex(self.found.index(row))
            self._take_current()

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.taken.emit(self.found.choice(index.row()).value)


class _ListField(TextLine):
    """Keeps the cursor while ↑, ↓ and Enter work on the list; Enter on an empty field is not for the list."""

    moved = Signal(int)
    confirmed = Signal()
    tabbed = Signal()
    put_off = Signal()

    def __init__(self, *, takes_blank: bool) -> None:
        super().__init__()
        self._takes_blank = takes_blank
        self.is_answered = False
        """Whether what was typed is answered by now: Enter then goes on, until something is typed or moved to."""
        self.textEdited.connect(lambda _: self._begin())

    def _begin(self) -> None:
        self.is_answered = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
            self._begin()
        elif is_enter and is_plain and not self.is_answered and (self._takes_blank or self.text().strip()):
            self.confirmed.emit()
            self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self._takes_blank:
            self.put_off.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.tabbed.emit()


class _ChoiceList(RowList):
    confirmed = Signal()
    digit = Signal(int)
    tabbed = Signal()
    put_off = Signal()

    def __init__(self, model: FoundChoices, *, is_square: bool, is_alone: bool) -> None:
        super().__init__(model)
        self._is_alone = is_alone
        self.setItemDelegate(_ChoicePainter(self, is_square=is_square))
        model.modelReset.connect(self._fit)
        theme.current().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        rows = _SEEN_ROWS if not self._is_alone else max(1, min(_SEEN_ROWS, self.model().rowCount()))
        self.setFixedHeight(theme.current().size("row") * rows + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        is_enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Space or (is_enter and self._is_alone and not event.modifiers()):
            self.confirmed.emit()
        elif self._is_alone and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.digit.emit(key - Qt.Key.Key_1)
        elif self._is_alone and key == Qt.Key.Key_Escape:
            self.put_off.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.tabbed.emit()


class _ChoicePainter(QStyledItemDelegate):
    def __init__(self, parent: QWidget, *, is_square: bool) -> None:
        super().__init__(parent)
        self._is_square = is_square

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.current().size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        box = QRectF(option.rect)
        is_on = bool(index.data(CHOSEN_ROLE))
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(QPen(look.color("primary"), 2) if look.is_contrast else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary_soft"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        else:
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(box.bottomLeft() + QPointF(12, 0), box.bottomRight() - QPointF(12, 0))
        side = look.px(20)
        sign = QRectF(box.x() + 14, box.center().y() - side / 2, side, side)
        painter.setPen(QPen(look.color("primary" if is_on else "line_strong"), 2))
        painter.setBrush(look.color("primary" if is_on else "surface"))
        if self._is_square:
            painter.drawRoundedRect(sign, 4, 4)
        else:
            painter.drawEllipse(sign)
        if is_on:
            size = look.px(14)
            pixmap = look.pixmap("check", size, "on_primary", painter.device().devicePixelRatio())
            painter.drawPixmap(sign.center() - QPointF(size / 2, size / 2), pixmap)
        x = draw_words(painter, box, sign.right() + 12, str(index.data()), "ink", is_bold=is_on)
        other = str(index.data(SECOND_ROLE) or "")
        if other:
            draw_words(painter, box, x + 12, other, "ink_soft", is_bold=False)
        painter.restore()


def draw_words(painter: QPainter, box: QRectF, x: float, words: str, ink: str, *, is_bold: bool) -> float:
    """Draw a text on one line of a box from `x` on; return where it ends. Tibetan is not cut."""
    look = theme.current()
    painter.setPen(look.color(ink))
    if is_tibetan(words):
        layout = lay_out_tibetan(words, look, "body", 10_000)
        height = look.font("body", tibetan=True).pixelSize() * float(look.token("tibetan", "line_height"))
        layout.draw(painter, QPointF(x, box.center().y() - height / 2))
        return x + (layout.lineAt(0).naturalTextWidth() if layout.lineCount() else 0)
    painter.setFont(look.font("body", bold=is_bold))
    words = words.replace("\n", " ")
    place = QRectF(x, box.y(), box.right() - x - 8, box.height())
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(place.width()))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), shown)
    return x + painter.fontMetrics().horizontalAdvance(shown)
