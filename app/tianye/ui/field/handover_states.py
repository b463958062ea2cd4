"""Where every record stands: on this laptop, handed over, received by headquarters; only the last is green."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.messages.dates import number_words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.cards import Card
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides

State = Literal["local", "handed", "received"]
_LOOKS = {
    "local": ("local", "laptop-fill", "on_local_soft", "local_soft"),
    "handed": ("info", "hand-over-fill", "on_primary_soft", "primary_soft"),
    "received": ("done", "seal-check", "done", "on_done"),
}


class StateCards(Sides):
    """The three states with arrows between them."""

    def __init__(self) -> None:
        super().__init__(840, spacing=12)
        self.cards: dict[State, StateCard] = {}
        self._arrows: list[Picture] = []
        for state in ("local", "handed", "received"):
            if self.cards:
                arrow = Picture("arrow-right", "ink_soft", 24)
                self._arrows.append(arrow)
                self.add(arrow)
            self.cards[state] = StateCard(state)
            self.add(self.cards[state], 1)
        self.turned.connect(self._turn)

    def _turn(self, is_column: bool) -> None:
        for arrow in self._arrows:
            arrow.setVisible(not is_column)
        for card in self.cards.values():
            card.lay_flat(is_column)


class StateCard(Card):
    """One state: how many records, what it is called, which file and when."""

    def __init__(self, state: State) -> None:
        ground, icon, disc, ink = _LOOKS[state]
        super().__init__("plain", spacing=2)
        self.setProperty("card", ground)
        self.body.setContentsMargins(20, 12, 20, 12)
        self.count = Label("figure")
        self.unit = Label("body")
        self.name = Label("strong", wraps=True)
        self.line = Label("body", wraps=True)
        self._state: State = state
        self._disc = _Disc(icon, disc, ink)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._parts.setSpacing(6)
        self.body.addLayout(self._parts)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        self._parts.addLayout(row)
        row.addWidget(self._disc)
        row.addWidget(self.count)
        unit = QVBoxLayout()
        unit.addStretch(1)
        unit.addWidget(self.unit)
        unit.addSpacing(6)
        row.addLayout(unit)
        row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.line)
        words.addStretch(1)
        self._parts.addLayout(words)

    def lay_flat(self, is_flat: bool) -> None:
        """Put the words beside the figure, where the cards stand below one another, or under it."""
        direction = QBoxLayout.Direction.LeftToRight if is_flat else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(direction)
        self._parts.setSpacing(20 if is_flat else 6)
        self._parts.setStretch(0, 2 if is_flat else 0)
        self._parts.setStretch(1, 3 if is_flat else 0)

    def say(self, count: int, unit: str, name: str, line: str) -> None:
        """Set the words; a screen reader hears them as one."""
        if self._state == "received":
            # green is earned: nothing received yet is no reason for it
            ground, _, disc, ink = _LOOKS["received" if count else "local"]
            theme.restyle(self, card=ground)
            self._disc.show_look(disc, ink)
        self.count.setText(number_words(count))
        self.unit.setText(unit)
        self.name.setText(name)
        self.line.setText(line)
        self.setAccessibleName(f"{name}: {number_words(count)} {unit}. {line}")


class _Disc(QWidget):
    """A picture on a disc."""

    def __init__(self, icon: str, ground: str, ink: str) -> None:
        super().__init__()
        self._icon, self._ground, self._ink = icon, ground, ink
        theme.current().changed.connect(self._resize)
        self._resize()

    def show_look(self, ground: str, ink: str) -> None:
        """Take other colours."""
        self._ground, self._ink = ground, ink
        self.update()

    def _resize(self) -> None:
        size = theme.current().px(48)
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(self._ground))
        painter.drawEllipse(QRectF(self.rect()))
        size = look.px(26)
        corner = QRectF(0, 0, size, size)
        corner.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(corner.topLeft(), look.pixmap(self._icon, size, self._ink, self.devicePixelRatio()))
