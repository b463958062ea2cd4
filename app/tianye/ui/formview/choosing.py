"""Choosing from a list: rows where there are few answers, a field to search in where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tianye.domain.names import pinyin_of
from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui import theme
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.markup import is_tibetan, plain, second_words
from tianye.ui.formview.rows import Answer, AnswerRows
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import add_row
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.labels import Label, lay_out_tibetan
from tianye.ui.parts.rowlist import RowList

Index = QModelIndex | QPersistentModelIndex
_MOST_READ: Final = 400
"""So many choices are also found by their pinyin; reading more of them aloud would make somebody wait."""
_SEEN_ROWS: Final = 5
_GIVEN_ROWS: Final = 200
_COLUMNS: Final = {"likert": 5, "columns-1": 1, "columns-2": 2, "columns-3": 3, "columns-4": 4, "columns-5": 5}


def answers_of(node: Node, second: Node | None) -> list[Answer]:
    """Return the choices of a node as they are drawn; a choice without a label is called by its value."""
    others = {choice.value: choice.label for choice in second.choices} if second is not None else {}
    return [
        Answer(value, plain(label) or value, second_words(label, others.get(value))) for value, label, _ in node.choices
    ]


class RowsEditor(Editor):
    """A few answers as rows; pressing the chosen one of a single choice again takes it back."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._is_many = node.kind is Kind.SELECT_MANY
        words = node.appearance.split()
        most = next((count for word, count in _COLUMNS.items() if word in words), 0)
        self._is_quick = "quick" in words and not self._is_many
        self.rows = AnswerRows(is_many=self._is_many, most_columns=most)
        self.rows.picked.connect(self._picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show choices and which are taken."""
        self.rows.show_answers(answers_of(node, second), frozenset(node.value.split()))
        self.rows.setEnabled(not node.is_readonly)

    def first(self) -> QWidget:
        """Return the chosen row, else the first."""
        return self.rows.first()

    def _picked(self, values: list[str]) -> None:
        self.given.emit(" ".join(values))
        if self._is_quick and values:
            self.done.emit()


class TickEditor(Editor):
    """One box to tick: «I have read this»."""

    def __init__(self) -> None:
        super().__init__()
        self._is_on = False
        self.rows = AnswerRows(is_many=True, most_columns=1)
        self.rows.picked.connect(lambda values: self.given.emit("OK" if values else ""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show whether it is ticked."""
        self._is_on = node.value == "OK"
        self.retranslate()
        self.rows.setEnabled(not node.is_readonly)

    def retranslate(self) -> None:
        """Word the box."""
        self.rows.show_answers([Answer("OK", self.tr("Yes, understood"))], frozenset(["OK"] if self._is_on else ()))

    def first(self) -> QWidget:
        """Return the box."""
        return self.rows.first()


class FoundChoices(QAbstractListModel):
    """The choices that fit what was typed; filtering 50,000 takes a few milliseconds.

    A view walks over every row it is given, so it is given the first ones, and more when it comes to their end.
    """

    def __init__(self) -> None:
        super().__init__()
        self._choices: Sequence[Choice] = ()
        self._second: Sequence[Choice] = ()
        self._haystack: list[str] | None = None
        self._found: Sequence[int] = ()
        self._given = 0
        self._typed = ""
        self.chosen: frozenset[str] = frozenset()

    def show_choices(self, choices: Sequence[Choice], second: Sequence[Choice], chosen: frozenset[str]) -> None:
        """Show a list of choices; the filter stays."""
        is_same = choices is self._choices or choices == self._choices
        if is_same and second == self._second:
            self.mark_chosen(chosen)
            return
        self.beginResetModel()
        self._choices, self._second, self.chosen = choices, second, chosen
        self._haystack = None
        self._take_found(range(len(choices)))
        self.endResetModel()
        if self._typed:
            typed, self._typed = self._typed, ""
            self.search(typed)

    def mark_chosen(self, chosen: frozenset[str]) -> None:
        """Show others as chosen."""
        if chosen != self.chosen:
            self.chosen = chosen
            if self._found:
                self.dataChanged.emit(self.index(0), self.index(self._given - 1))

    def search(self, typed: str) -> None:
        """Keep what has every word of a text in it; what begins with it comes first."""
        typed = " ".join(typed.casefold().split())
        if typed == self._typed:
            return
        is_narrower = bool(self._typed) and typed.startswith(self._typed)
        self._typed = typed
        self.beginResetModel()
        if not typed:
            self._take_found(range(len(self._choices)))
        else:
            haystack = self._words()
            among = sorted(self._found) if is_narrower else range(len(haystack))
            words = typed.split()
            if len(words) == 1:
                found = [number for number in among if typed in haystack[number]]
            else:
                found = [number for number in among if all(word in haystack[number] for word in words)]
            ahead = [number for number in found if haystack[number].startswith(typed)]
            if ahead and len(ahead) < len(found):
                first = frozenset(ahead)
                found = ahead + [number for number in found if number not in first]
            self._take_found(found)
        self.endResetModel()

    def _take_found(self, found: Sequence[int]) -> None:
        self._found = found
        self._given = min(len(found), _GIVEN_ROWS)

    @property
    def count(self) -> int:
        """How many choices fit."""
        return len(self._found)

    def _words(self) -> list[str]:
        if self._haystack is None:
            self._haystack = [choice.label.casefold() for choice in self._choices]
            if len(self._second) == len(self._choices):
                pairs = zip(self._haystack, self._second, strict=True)
                self._haystack = [f"{words}\n{other.label.casefold()}" for words, other in pairs]
            if len(self._choices) <= _MOST_READ:
                self._haystack = [
                    f"{words}\n{_reading(choice.label)}"
                    for words, choice in zip(self._haystack, self._choices, strict=True)
                ]
        return self._haystack

    def choice(self, row: int) -> Choice:
        """Return a choice by its place among the found."""
        return self._choices[self._found[row]]

    def label_of(self, value: str) -> str:
        """Return the label of a value, the value itself where there is none."""
        return next((plain(choice.label) or value for choice in self._choices if choice.value == value), value)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows the view was given so far."""
        return 0 if parent is not None and parent.isValid() else self._given

    def canFetchMore(self, parent: Index) -> bool:
        """Say whether there are more."""
        return self._given < len(self._found)

    def fetchMore(self, parent: Index) -> None:
        """Give more rows."""
        end = min(len(self._found), self._given + _GIVEN_ROWS)
        self.beginInsertRows(QModelIndex(), self._given, end - 1)
        self._given = end
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the label, whether it is chosen (UserRole), or the label of the other language (UserRole + 1)."""
        number = self._found[index.row()]
        choice = self._choices[number]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return plain(choice.label) or choice.value
        if role == Qt.ItemDataRole.UserRole:
            return choice.value in self.chosen
        if role == int(Qt.ItemDataRole.UserRole) + 1:
            other = self._second[number].label if len(self._second) == len(self._choices) else None
            return second_words(choice.label, other)
        return None


class SearchedEditor(Editor):
    """Many answers: what is chosen stands above, a field to search in, the found ones below it."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._is_many = node.kind is Kind.SELECT_MANY
        self._chosen: list[str] = []
        self.found = FoundChoices()
        self.field = _ListField()
        self.list = _ChoiceList(self.found, is_square=self._is_many)
        self.said = Label("strong", wraps=True)
        self.clear = Button("quiet", "cross")
        self.count = Label("caption")
        self.field.textEdited.connect(self._search)
        self.field.moved.connect(self.list.step)
        self.field.taken.connect(self._take_current)
        self.list.clicked.connect(self._take)
        self.list.taken.connect(self._take_current)
        self.clear.clicked.connect(lambda: self._give([]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        row = add_row(layout, self.said, self.clear)
        row.setStretch(0, 1)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self.count)
        self.retranslate()

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the choices and what is taken; what is typed stays."""
        self._chosen = node.value.split()
        self.found.show_choices(node.choices, second.choices if second else (), frozenset(self._chosen))
        for part in (self.field, self.list, self.clear):
            part.setEnabled(not node.is_readonly)
        self.retranslate()

    def retranslate(self) -> None:
        """Word what is chosen and how many were found."""
        shown = self.tr(", ").join(self.found.label_of(value) for value in self._chosen)
        self.said.setText(
            self.tr("Chosen: {answers}").format(answers=shown) if shown else self.tr("Nothing chosen yet")
        )
        self.clear.setText(self.tr("Take back"))
        self.clear.setVisible(bool(self._chosen))
        self.field.setPlaceholderText(self.tr("Type a part of the answer"))
        count = self.found.count
        self.count.setText(self.tr("%n answers fit", "", count) if count else self.tr("No answer has these letters"))

    def name_it(self, words: str) -> None:
        """Name field and list."""
        self.field.setAccessibleName(words)
        self.list.setAccessibleName(words)

    def first(self) -> QWidget:
        """Return the field."""
        return self.field

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show the field as wrong."""
        theme.restyle(self.field, state="error" if is_wrong else "")

    def _search(self, typed: str) -> None:
        self.found.search(typed)
        self.list.step(0)
        self.retranslate()

    def _take_current(self) -> None:
        if self.list.currentIndex().isValid():
            self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        value = self.found.choice(index.row()).value
        if not self._is_many:
            self._give([value])
        elif value in self._chosen:
            self._give([one for one in self._chosen if one != value])
        else:
            self._give([*self._chosen, value])

    def _give(self, values: list[str]) -> None:
        self._chosen = values
        self.found.mark_chosen(frozenset(values))
        self.retranslate()
        self.given.emit(" ".join(values))


class _ListField(TextLine):
    """Keeps the cursor while ↑, ↓ and Enter work on the list; Enter on an empty field is not for the list."""

    moved = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif is_enter and is_plain and self.text().strip():
            self.taken.emit()
            self.selectAll()
        else:
            super().keyPressEvent(event)


class _ChoiceList(RowList):
    taken = Signal()

    def __init__(self, model: FoundChoices, *, is_square: bool) -> None:
        super().__init__(model)
        self.setItemDelegate(_ChoicePainter(self, is_square=is_square))
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(theme.current().size("row") * _SEEN_ROWS + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class _ChoicePainter(QStyledItemDelegate):
    def __init__(self, parent: QWidget, *, is_square: bool) -> None:
        super().__init__(parent)
        self._is_square = is_square

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.current().size("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        box = QRectF(option.rect)
        is_on = bool(index.data(Qt.ItemDataRole.UserRole))
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
        x = _draw(painter, box, sign.right() + 12, str(index.data()), "ink", is_bold=is_on)
        other = str(index.data(int(Qt.ItemDataRole.UserRole) + 1) or "")
        if other:
            _draw(painter, box, x + 12, other, "ink_soft", is_bold=False)
        painter.restore()


def _draw(painter: QPainter, box: QRectF, x: float, words: str, ink: str, *, is_bold: bool) -> float:
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


def _reading(label: str) -> str:
    """Return the pinyin of a label without gaps, and its initials."""
    syllables = pinyin_of(label).split()
    return f"{''.join(syllables)}\n{''.join(part[:1] for part in syllables)}".casefold()
