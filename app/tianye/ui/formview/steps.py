"""How far a form is: one piece a question, barley where the person is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tianye.ui import theme

State = Literal["done", "here", "open"]
MOST_PIECES = 60


class Steps(QWidget):
    """The pieces; more than sixty questions share pieces."""

    def __init__(self) -> None:
        super().__init__()
        self._states: tuple[State, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_states(self, states: Sequence[State], words: str) -> None:
        """Show a state for each question; `words` says the same."""
        if len(states) > MOST_PIECES:
            states = _shared(states)
        if tuple(states) != self._states:
            self._states = tuple(states)
            self.update()
        self.setAccessibleName(words)

    @property
    def states(self) -> tuple[State, ...]:
        """The states as drawn."""
        return self._states

    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(200, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pieces."""
        count = len(self._states)
        if not count:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 4 if count <= 30 else 2
        width = (self.width() - gap * (count - 1)) / count
        for number, state in enumerate(self._states):
            box = QRectF(number * (width + gap), 1, width, 8)
            is_outlined = look.is_contrast or state == "open"
            painter.setPen(QPen(look.color("line_strong"), 1) if is_outlined else Qt.PenStyle.NoPen)
            painter.setBrush(look.color({"done": "primary", "here": "barley", "open": "sunken"}[state]))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


def _shared(states: Sequence[State]) -> list[State]:
    """Return sixty states: a piece is where the person is if one of its questions is, done if all of them are."""
    pieces: list[State] = []
    for number in range(MOST_PIECES):
        part = states[number * len(states) // MOST_PIECES : (number + 1) * len(states) // MOST_PIECES]
        pieces.append("here" if "here" in part else "done" if all(one == "done" for one in part) else "open")
    return pieces
