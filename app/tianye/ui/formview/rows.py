"""Answers as big rows: round for one, square for several; the whole row is the target, digits and arrows work too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tianye.ui import theme
from tianye.ui.formview.markup import is_tibetan
from tianye.ui.parts.labels import lay_out_tibetan

GAP = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice as it is drawn: its value and its words in one or two languages."""

    value: str
    words: str
    second: str = ""

    @property
    def spoken(self) -> str:
        """All that is drawn."""
        return f"{self.words} {self.second}".strip()


class AnswerRow(QAbstractButton):
    """One answer."""

    def __init__(self, answer: Answer, digit: int, *, is_square: bool, has_digit: bool = True) -> None:
        super().__init__()
        self.answer = answer
        self._has_digit = has_digit
        self._digit = digit
        self._is_square = is_square
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Show other words for the same value."""
        self.answer = answer
        self.setText(answer.words)
        self.setAccessibleName(answer.spoken)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the rows as a whole; a button by itself would wander off to its neighbours."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def natural_width(self) -> int:
        """Return the width in which all words stand on one line."""
        look = theme.current()
        width = look.px(52) + _width(self.answer.words, bold=True) + self._right()
        if self.answer.second:
            width += look.px(12) + _width(self.answer.second, bold=True)
        return math.ceil(width) + 2

    def _right(self) -> int:
        """Return the room that the digit takes at the right."""
        return theme.current().px(36 if self._has_digit else 12)

    def sizeHint(self) -> QSize:
        """Return the least width and the height that the words need in the width of the moment."""
        least = theme.current().px(120 if self._has_digit else 80)
        return QSize(least, self.heightForWidth(max(self.width(), least)))

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words, broken into lines where they have to be."""
        look = theme.current()
        height = sum(_height(layout, words) for layout, words, _ in self._laid_out(width, is_bold=True))
        return max(look.size("answer"), math.ceil(height) + look.px(20))

    def _laid_out(self, width: int, *, is_bold: bool) -> list[tuple[QTextLayout, str, float]]:
        """Return layouts with their words and where they begin: beside one another, or in two lines."""
        look = theme.current()
        left = float(look.px(52))
        room = width - left - self._right()
        words, second = self.answer.words, self.answer.second
        if not second:
            return [(_layout(words, room, bold=is_bold), words, left)]
        gap = look.px(12)
        first_width, second_width = _width(words, bold=True), _width(second, bold=True)
        if first_width + gap + second_width <= room:
            beside = left + first_width + gap
            layout = _layout(second, room - first_width - gap, bold=is_bold)
            return [(_layout(words, first_width + 2, bold=is_bold), words, left), (layout, "", beside)]
        return [
            (_layout(words, room, bold=is_bold), words, left),
            (_layout(second, room, bold=is_bold), second, left),
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_on, is_able = self.isChecked(), self.isEnabled()
        line = "primary" if is_on or (self.underMouse() and is_able) else "line_strong"
        painter.setPen(QPen(look.color(line), 2 if is_on else look.line))
        painter.setBrush(look.color("selection" if self.isDown() else "primary_soft" if is_on else "surface"))
        painter.drawRoundedRect(box, 8, 8)
        self._draw_sign(painter, look, box, is_on)
        layouts = self._laid_out(self.width(), is_bold=is_on)
        y = box.center().y() - sum(_height(layout, words) for layout, words, _ in layouts) / 2
        for number, (layout, words, x) in enumerate(layouts):
            ink = "on_primary_soft" if is_on else "ink" if number == 0 else "ink_soft"
            painter.setPen(look.color(ink if is_able else "disabled_ink"))
            if words:
                layout.draw(painter, QPointF(x, y))
                y += _height(layout, words)
            else:
                height = _height(layout, self.answer.second)
                layout.draw(painter, QPointF(x, box.center().y() - height / 2))
        if self._digit and self._has_digit:
            painter.setPen(look.color("ink_faint"))
            painter.setFont(look.font("caption"))
            place = box.adjusted(0, 0, -look.px(14), 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._digit))

    def _draw_sign(self, painter: QPainter, look: theme.Theme, box: QRectF, is_on: bool) -> None:
        side = look.px(22)
        centre = QPointF(box.x() + look.px(27), box.center().y())
        sign = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.setPen(QPen(look.color("primary" if is_on else "line_strong"), 2))
        painter.setBrush(look.color("primary" if is_on and self._is_square else "surface"))
        if self._is_square:
            painter.drawRoundedRect(sign, 4, 4)
            if is_on:
                size = look.px(16)
                pixmap = look.pixmap("check", size, "on_primary", self.devicePixelRatio())
                painter.drawPixmap(QPointF(centre.x() - size / 2, centre.y() - size / 2), pixmap)
            return
        painter.drawEllipse(sign)
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary"))
            painter.drawEllipse(centre, side * 0.27, side * 0.27)


class AnswerRows(QWidget):
    """The answers of a question in as many columns as have room; one stop for Tab, arrows move inside.

    `picked` brings all chosen values in the order of the list after a person chose or took back.
    """

    picked = Signal(list)

    def __init__(self, *, is_many: bool, most_columns: int = 0, are_figures: bool = False) -> None:
        """Make rows; where the answers `are_figures`, a digit means that number and not a place in the list."""
        super().__init__()
        self._are_figures = are_figures
        self._is_many = is_many
        self._most_columns = most_columns
        self.rows: list[AnswerRow] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_answers(self, answers: Sequence[Answer], chosen: frozenset[str]) -> None:
        """Show answers and which of them are chosen; rows that stay the same keep the focus."""
        had_focus = next((row.answer.value for row in self.rows if row.hasFocus()), None)
        if [row.answer.value for row in self.rows] != [answer.value for answer in answers]:
            for row in self.rows:
                row.hide()
                row.deleteLater()
            self.rows = [self._made(answer, number) for number, answer in enumerate(answers, 1)]
        for row, answer in zip(self.rows, answers, strict=True):
            if row.answer != answer:
                row.show_answer(answer)
            row.setChecked(answer.value in chosen)
        self._place_tab_stop()
        self._arrange()
        self.updateGeometry()
        if had_focus is not None:
            for row in self.rows:
                if row.answer.value == had_focus and not row.hasFocus():
                    row.setFocus()

    def _made(self, answer: Answer, number: int) -> AnswerRow:
        digit = number if number <= 9 else 0
        row = AnswerRow(answer, digit, is_square=self._is_many, has_digit=not self._are_figures)
        row.setParent(self)
        row.clicked.connect(lambda: self._clicked(row))
        row.show()
        return row

    def chosen(self) -> list[str]:
        """Return the chosen values in the order of the list."""
        return [row.answer.value for row in self.rows if row.isChecked()]

    def first(self) -> QWidget:
        """Return the row that Tab leads to."""
        return next((row for row in self.rows if row.focusPolicy() == Qt.FocusPolicy.StrongFocus), self)

    def _clicked(self, row: AnswerRow) -> None:
        if not self._is_many and row.isChecked():
            for other in self.rows:
                if other is not row:
                    other.setChecked(False)
        self._place_tab_stop(row)
        self.picked.emit(self.chosen())

    def _place_tab_stop(self, wanted: AnswerRow | None = None) -> None:
        focused = next((row for row in self.rows if row.hasFocus()), None)
        checked = next((row for row in self.rows if row.isChecked()), None)
        stop = wanted or focused or checked or (self.rows[0] if self.rows else None)
        for row in self.rows:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by arrows, choose by digits."""
        key = event.key()
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        place = next((number for number, row in enumerate(self.rows) if row.hasFocus()), None)
        columns = self.columns()
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: columns, Qt.Key.Key_Up: -columns}
        if is_plain and place is not None and key in steps:
            # at the first and the last one the focus stays
            target = place + steps[Qt.Key(key)]
            if 0 <= target < len(self.rows):
                self._place_tab_stop(self.rows[target])
                self.rows[target].setFocus(Qt.FocusReason.TabFocusReason)
        elif is_plain and (row := self._row_of(key)) is not None:
            self._place_tab_stop(row)
            row.setFocus(Qt.FocusReason.TabFocusReason)
            row.click()
        else:
            super().keyPressEvent(event)

    def _row_of(self, key: int) -> AnswerRow | None:
        """Return the answer that a digit means."""
        if not Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            return None
        digit = key - Qt.Key.Key_0
        if self._are_figures:
            return next((row for row in self.rows if row.answer.value == str(digit)), None)
        return self.rows[digit - 1] if 1 <= digit <= len(self.rows) else None

    # ---- columns ---------------------------------------------------------------------------------------------------

    def columns(self) -> int:
        """Return how many answers stand side by side now."""
        return self._columns_in(self.width())

    def _columns_in(self, width: int) -> int:
        count = len(self.rows)
        if count <= 1:
            return 1
        most = self._most_columns or (4 if count <= 4 else 3)
        widest = max(row.natural_width() for row in self.rows)
        fitting = max(1, min(most, count, (width + GAP) // (widest + GAP)))
        return math.ceil(count / math.ceil(count / fitting))

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows in a width."""
        return self._place(width, is_real=False)

    def sizeHint(self) -> QSize:
        """Return the size in the width of the moment."""
        width = max(self.width(), theme.current().px(240))
        return QSize(theme.current().px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height of a row."""
        return QSize(theme.current().px(160), theme.current().size("answer"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the rows anew, and ask for the height they need in this width: the one before is not grown beyond."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _arrange(self) -> None:
        self._place(self.width(), is_real=True)

    def _place(self, width: int, *, is_real: bool) -> int:
        columns = self._columns_in(width)
        each = (width - GAP * (columns - 1)) // columns
        y = 0
        for start in range(0, len(self.rows), columns):
            line = self.rows[start : start + columns]
            height = max(row.heightForWidth(each) for row in line)
            if is_real:
                for number, row in enumerate(line):
                    row.setGeometry(number * (each + GAP), y, each, height)
            y += height + GAP
        return max(0, y - GAP)


def _font(words: str, *, bold: bool) -> QFont:
    return theme.current().font("lead", bold=bold, tibetan=is_tibetan(words))


def _width(words: str, *, bold: bool) -> float:
    return max(QFontMetricsF(_font(line, bold=bold)).horizontalAdvance(line) for line in words.split("\n")) + 1


def _layout(words: str, width: float, *, bold: bool) -> QTextLayout:
    if is_tibetan(words):
        return lay_out_tibetan(words, theme.current(), "lead", width)
    layout = QTextLayout(words.replace("\n", "\u2028"), _font(words, bold=bold))
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _height(layout: QTextLayout, words: str) -> float:
    if not words:
        return 0
    if is_tibetan(words):
        look = theme.current()
        height = look.font("lead", tibetan=True).pixelSize() * float(look.token("tibetan", "line_height"))
        return layout.lineCount() * height
    return layout.boundingRect().height()
