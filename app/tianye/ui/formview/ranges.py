"""Choosing a number of a range: its steps as rows, a slider with the number beside it, a list on one line, stars."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.formview.appearances import Arrangement, has_word
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.minimal import OneLineEditor
from tianye.ui.formview.rows import Answer, AnswerRows
from tianye.ui.formview.typing import LineEditor
from tianye.ui.parts.labels import Label

MOST_STEPS: Final = 11


class StepsEditor(Editor):
    """A range of few steps: each one a row; `vertical` they stand under one another, the highest on top."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._values = steps_of(node)
        if is_upright := has_word(node, "vertical"):
            self._values.sort(key=float, reverse=True)
        arrangement = Arrangement(columns=1) if is_upright else Arrangement()
        self.rows = AnswerRows(is_many=False, arrangement=arrangement, most_columns=MOST_STEPS, are_figures=True)
        self.rows.picked.connect(lambda values: self.given.emit(values[0] if values else ""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.rows)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the steps and which one is taken."""
        chosen = {value for value in self._values if node.value and float(value) == float(node.value)}
        self.rows.show_answers([Answer(value, value) for value in self._values], frozenset(chosen))
        self.rows.setEnabled(not node.is_readonly)

    def first(self) -> QWidget:
        """Return the chosen step, else the first."""
        return self.rows.first()


class SliderEditor(Editor):
    """A range of many steps: a slider, its ends in figures, and the number to be typed beside it."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        low, high, step = node.range_bounds or (0.0, 1.0, 1.0)
        self._low, self._step = low, step or 1.0
        count = max(1, math.floor(abs(high - low) / abs(self._step) + 1e-9))
        self._step = math.copysign(self._step, high - low)
        is_upright = has_word(node, "vertical")
        self.slider = QSlider(Qt.Orientation.Vertical if is_upright else Qt.Orientation.Horizontal)
        self.slider.setRange(0, count)
        if is_upright:
            self.slider.setMinimumSize(44, 220)
        else:
            self.slider.setMinimumHeight(44)
        self.slider.sliderReleased.connect(self._give)
        self.slider.actionTriggered.connect(self._stepped)
        self.typed = LineEditor(node)
        self.typed.given.connect(self._typed_given)
        self.typed.left.connect(self.left)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        first, last = Label("caption", number_text(low)), Label("caption", number_text(low + self._step * count))
        if is_upright:
            column = QVBoxLayout()
            middle = Qt.AlignmentFlag.AlignHCenter
            for part in (last, self.slider, first):
                column.addWidget(part, 0, middle)
            layout.addLayout(column)
        else:
            layout.addWidget(first)
            layout.addWidget(self.slider, 1)
            layout.addWidget(last)
        layout.addWidget(self.typed)
        if is_upright:
            layout.addStretch(1)
        self._bounds = sorted((low, high))

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the number; without one the slider stands at its beginning and the field is blank."""
        self.typed.show_node(node, None)
        self.setEnabled(not node.is_readonly)
        if not self.slider.isSliderDown():
            place = round((float(node.value) - self._low) / self._step) if node.value else 0
            self.slider.setValue(place)

    def name_it(self, words: str) -> None:
        """Name slider and field."""
        self.slider.setAccessibleName(words)
        self.typed.name_it(words)

    def problem(self) -> str:
        """Say between which numbers the answer lies."""
        told = self.typed.problem()
        typed = self.typed.line.text().strip()
        if told or not typed:
            return told
        low, high = self._bounds
        if low <= float(typed) <= high:
            return ""
        return self.tr("A number from {low} to {high} is wanted here.").format(
            low=number_text(low), high=number_text(high)
        )

    def commit(self) -> None:
        """Give what was typed."""
        if not self.problem():
            self.typed.commit()

    def first(self) -> QWidget:
        """Return the slider."""
        return self.slider

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show a line round the field."""
        self.typed.mark_wrong(is_wrong)

    def _typed_given(self, value: str) -> None:
        if not self.problem():
            self.given.emit(value)

    def _stepped(self) -> None:
        if not self.slider.isSliderDown():
            self.slider.setValue(self.slider.sliderPosition())
            self._give()

    def _give(self) -> None:
        value = self._low + self._step * self.slider.value()
        self.given.emit(number_text(round(value, 9)))


def steps_of(node: Node) -> list[str]:
    """Return the numbers of a range in order."""
    low, high, step = node.range_bounds or (0.0, 0.0, 1.0)
    step = math.copysign(abs(step) or 1.0, high - low)
    count = math.floor((high - low) / step + 1e-9) + 1
    return [number_text(round(low + step * number, 9)) for number in range(max(1, min(count, 1000)))]


def number_text(number: float) -> str:
    """Return a number without needless decimals."""
    return f"{number:g}" if abs(number) < 1e6 else str(int(number)) if number == int(number) else repr(number)


class PickerEditor(Editor):
    """A range as a line that opens the list of its steps."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._choices = tuple(Choice(value, value) for value in steps_of(node))
        self.line = OneLineEditor(self._as_select(node))
        self.line.given.connect(self.given)
        self.line.opened.connect(self.opened)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show which step is taken."""
        self.line.show_node(self._as_select(node), None)

    def name_it(self, words: str) -> None:
        """Name line and list."""
        self.line.name_it(words)

    def first(self) -> QWidget:
        """Return the line."""
        return self.line.first()

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show the line as wrong."""
        self.line.mark_wrong(is_wrong)

    def _as_select(self, node: Node) -> Node:
        value = number_text(float(node.value)) if node.value else ""
        return replace(node, kind=Kind.SELECT_ONE, choices=self._choices, value=value)
