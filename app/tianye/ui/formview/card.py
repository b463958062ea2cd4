"""What the pages of a form lie on: the card, and what scrolls inside it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from tianye.ui.parts.edges import Edges


class FormCard(QFrame):
    """The card round the questions: it wants little and takes what is left, since it scrolls inside."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self.setMinimumHeight(160)

    def sizeHint(self) -> QSize:
        """Return little."""
        return QSize(400, 160)


def scroll_area() -> QScrollArea:
    """Return what scrolls up and down alone, and shows where it goes on."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    Edges(area)
    return area
