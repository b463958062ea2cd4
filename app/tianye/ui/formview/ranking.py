"""Putting answers in order."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tianye.forms.nodes import Node
from tianye.ui.formview.choosing import answers_of
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.rows import Answer
from tianye.ui.formview.words import Words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import add_row
from tianye.ui.parts.labels import Label


class RankEditor(Editor):
    """Answers with buttons to move each up or down; nothing is ranked until a person moved one or agreed."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[Answer] = []
        self._is_ranked = False
        self._rows: list[_RankRow] = []
        self.agree = Button("secondary", "check")
        self.agree.clicked.connect(self._give)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._lines)
        add_row(layout, self.agree, None)
        self.retranslate()

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the answers in their order, the form's own while there is none."""
        answers = {answer.value: answer for answer in answers_of(node, second)}
        order = [value for value in node.value.split() if value in answers]
        self._is_ranked = len(order) == len(answers)
        if not self._is_ranked:
            before = [answer.value for answer in self._answers]
            order = before if sorted(before) == sorted(answers) else list(answers)
        self._answers = [answers[value] for value in order]
        self.setEnabled(not node.is_readonly)
        self._draw()

    def retranslate(self) -> None:
        """Word the buttons."""
        self.agree.setText(self.tr("This order is right"))
        for row in self._rows:
            row.reword()

    def first(self) -> QWidget:
        """Return the first button that can be pressed."""
        return self._rows[0].down if len(self._rows) > 1 else self.agree

    def _draw(self) -> None:
        while len(self._rows) > len(self._answers):
            row = self._rows.pop()
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(self._answers):
            row = _RankRow(len(self._rows))
            row.moved.connect(self._move)
            self._rows.append(row)
            self._lines.addWidget(row)
        for row, answer in zip(self._rows, self._answers, strict=True):
            row.show_answer(answer, len(self._answers), is_ranked=self._is_ranked)
        self.agree.setVisible(not self._is_ranked and bool(self._answers))

    def _move(self, place: int, step: int) -> None:
        target = place + step
        if not 0 <= target < len(self._answers):
            return
        self._answers[place], self._answers[target] = self._answers[target], self._answers[place]
        self._is_ranked = True
        self._draw()
        row = self._rows[target]
        button = row.up if step < 0 else row.down
        (button if button.isEnabled() else row.down if step < 0 else row.up).setFocus(Qt.FocusReason.TabFocusReason)
        self._give()

    def _give(self) -> None:
        self._is_ranked = True
        self._draw()
        self.given.emit(" ".join(answer.value for answer in self._answers))


class _Mover(Button):
    """Leaves the arrows to its row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _RankRow(QFrame):
    moved = Signal(int, int)

    def __init__(self, place: int) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self._place = place
        self._words = ""
        self.number = Label("strong")
        self.words, self.second = Words("lead"), Words("body", "ink_soft")
        self.up, self.down = _Mover("quiet", "caret-up"), _Mover("quiet", "caret-down")
        self.up.clicked.connect(lambda: self.moved.emit(self._place, -1))
        self.down.clicked.connect(lambda: self.moved.emit(self._place, 1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(14)
        for part in (self.number, self.words, self.second):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.up)
        layout.addWidget(self.down)

    def show_answer(self, answer: Answer, count: int, *, is_ranked: bool) -> None:
        self._words = answer.words
        self.number.setText(f"{self._place + 1}" if is_ranked else "–")
        self.words.say(answer.words)
        self.second.say(answer.second)
        self.up.setEnabled(self._place > 0)
        self.down.setEnabled(self._place < count - 1)
        self.reword()

    def reword(self) -> None:
        for button, text in (
            (self.up, self.tr("Move up: {answer}").format(answer=self._words)),
            (self.down, self.tr("Move down: {answer}").format(answer=self._words)),
        ):
            button.setAccessibleName(text)
            button.setToolTip(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(self._place, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
