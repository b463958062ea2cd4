"""A grid of questions: the choices stand once on top, and each question has a line of signs under them.

Heads and lines are widgets of their own on a page of one width, and both reckon their columns from that width and the
words of the choices, so that they meet without knowing one another. Where the columns would be too narrow for the
words, the heads show nothing and every question has rows of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.choosing import RowsEditor, answers_of
from tianye.ui.formview.items import Item
from tianye.ui.formview.lettering import lay_out
from tianye.ui.formview.markup import plain, second_words
from tianye.ui.formview.rows import Answer
from tianye.ui.formview.words import Words

NUMBER_WIDTH: Final = 40
"""Pixels at 100 % text before the question: the same on every line, or the columns would not meet."""
_SHARE: Final = 0.66
_WIDEST: Final = 190
_NARROWEST: Final = 48
_MOST_LINES: Final = 3
_LARGE: Final = 150
_DIGIT_ROOM: Final = 22


def column_width(answers: Sequence[Answer], width: int) -> int:
    """Return how wide each column is in a line of a width; 0 where the words of the choices have no room."""
    return _column_width(tuple(answers), width, theme.current().text_percent)


@lru_cache(maxsize=256)
def _column_width(answers: tuple[Answer, ...], width: int, percent: int) -> int:
    # with letters this large two lines fill the card, and heads out of sight say nothing
    if not answers or percent >= _LARGE:
        return 0
    look = theme.current()
    each = min(look.px(_WIDEST), int(width * _SHARE) // len(answers))
    if each < look.px(_NARROWEST):
        return 0
    for words in (part for answer in answers for part in (answer.words, answer.second) if part):
        laid = lay_out(words, each - look.px(8), "body", tears=False)
        if laid.is_torn or laid.lines > _MOST_LINES:
            return 0
    return each


class _Placed(QWidget):
    """Places what is in it by hand, in the width it is given, and is as high as that needs."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Less width needs more lines."""
        return True

    def sizeHint(self) -> QSize:
        """Return the size in the width of the moment."""
        width = max(self.width(), theme.current().px(240))
        return QSize(theme.current().px(240), self.heightForWidth(width))

    def event(self, event: QEvent) -> bool:
        """Place all again when something has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place all in the new width."""
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _arrange(self) -> None:
        raise NotImplementedError


class GridLine(_Placed):
    """The words of a question at the left and its signs at the right, or below one another where that is too narrow."""

    placed = Signal(int)
    """How far below the top its words begin."""

    def __init__(self, words: QWidget, editor: RowsEditor) -> None:
        super().__init__()
        self._words, self._editor = words, editor
        words.setParent(self)
        editor.setParent(self)

    def heightForWidth(self, width: int) -> int:
        """Return the height of both in a width."""
        return max(place.bottom() + 1 for place in self._places(width)[:2])

    def minimumSizeHint(self) -> QSize:
        """Return the room of the signs alone."""
        return QSize(theme.current().px(160), theme.current().size("control"))

    def _arrange(self) -> None:
        words, editor, is_bare = *self._places(self.width()), column_width(self._answers(), self.width()) > 0
        self._editor.rows.set_bare(is_bare)
        self._words.setGeometry(words)
        self._editor.setGeometry(editor)
        self.placed.emit(words.y())

    def _answers(self) -> list[Answer]:
        return [row.answer for row in self._editor.rows.rows]

    def _places(self, width: int) -> tuple[QRect, QRect]:
        look = theme.current()
        rows = self._editor.rows
        each = column_width(self._answers(), width)
        if not each:
            high = _height(self._words, width)
            below = rows.height_in(width, is_bare=False)
            return QRect(0, 0, width, high), QRect(0, high + look.px(6), width, below)
        wide = each * len(rows.rows)
        left = width - wide - look.px(12)
        high, signs = _height(self._words, left), rows.height_in(wide, is_bare=True)
        least = max(high, signs)
        return (
            QRect(0, (least - high) // 2, left, high),
            QRect(width - wide, (least - signs) // 2, wide, signs),
        )


class GridMargin(QWidget):
    """The room before a line of a grid, for the number of a question."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        theme.current().changed.connect(self._fit)
        self._fit()

    def hold(self, number: QWidget) -> None:
        """Put a number into it, at the height of the first line of words."""
        self._layout.addWidget(number)
        self._layout.addStretch(1)

    def begin_at(self, y: int) -> None:
        """Put the number so far below the top, where the words beside it begin."""
        if self._layout.contentsMargins().top() != y:
            self._layout.setContentsMargins(0, y, 0, 0)

    def _fit(self) -> None:
        self.setFixedWidth(theme.current().px(NUMBER_WIDTH))


class GridHeads(QWidget):
    """The choices of a grid over its columns, each with the digit that takes it; what the author says at the left."""

    def __init__(self, *, has_title: bool = True) -> None:
        super().__init__()
        self._has_title = has_title
        self._told: tuple[Item, Mapping[str, Node]] | None = None
        self.label, self.second = Words("question"), Words("lead", "ink_soft")
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addWidget(self.second)
        self._heads = _Heads(said)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(GridMargin())
        row.addWidget(self._heads, 1)

    def show_heads(self, item: Item, second: Mapping[str, Node]) -> None:
        """Show the choices as they are now."""
        self._told = item, second
        if self._has_title:
            said = item.title or item.node
            other = second.get(said.ref)
            self.label.say(plain(said.label))
            self.second.say(second_words(said.label, other.label if other else None))
        self._heads.show_answers(answers_of(item.node, second.get(item.node.ref)))

    def repeat(self, other: GridHeads) -> None:
        """Show the choices that others show."""
        if other._told is not None and self._told != other._told:
            self.show_heads(*other._told)

    @property
    def has_columns(self) -> bool:
        """Whether there was room for the columns."""
        return self._heads.has_columns


class _Heads(_Placed):
    def __init__(self, said: QWidget) -> None:
        super().__init__()
        self._said = said
        self._answers: list[Answer] = []
        said.setParent(self)

    def show_answers(self, answers: list[Answer]) -> None:
        self._answers = answers
        self.setAccessibleName(", ".join(answer.spoken for answer in answers))
        self.updateGeometry()
        self._arrange()
        self.update()

    @property
    def has_columns(self) -> bool:
        return column_width(self._answers, self.width()) > 0

    def heightForWidth(self, width: int) -> int:
        return max(self._place(width).bottom() + 1, self._heads_height(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        each = column_width(self._answers, self.width())
        if not each:
            return
        painter = QPainter(self)
        left = self.width() - each * len(self._answers)
        digits = look.px(_DIGIT_ROOM)
        for number, answer in enumerate(self._answers):
            x = left + number * each
            y = self.height() - digits
            for words, ink in ((answer.second, "ink_soft"), (answer.words, "ink")):
                if words:
                    laid = lay_out(words, each - look.px(8), "body", tears=False)
                    y -= round(laid.height)
                    painter.setPen(look.color(ink))
                    laid.draw(painter, x + (each - laid.width) / 2, y)
            painter.setPen(look.color("ink_faint"))
            painter.setFont(look.font("caption"))
            place = QRectF(x, self.height() - digits, each, digits)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))

    def _heads_height(self, width: int) -> int:
        each = column_width(self._answers, width)
        if not each:
            return 0
        look = theme.current()
        room = each - look.px(8)
        heights = [
            sum(lay_out(words, room, "body", tears=False).height for words in (answer.words, answer.second) if words)
            for answer in self._answers
        ]
        return round(max(heights)) + look.px(_DIGIT_ROOM)

    def _place(self, width: int) -> QRect:
        each = column_width(self._answers, width)
        left = width - each * len(self._answers) - (theme.current().px(12) if each else 0)
        high = _height(self._said, left)
        return QRect(0, max(0, self._heads_height(width) - high), left, high)

    def _arrange(self) -> None:
        self._said.setGeometry(self._place(self.width()))


def _height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    assert layout is not None
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
