"""A bar that fills, or swings to and fro while nobody knows how much there is to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QProgressBar

from tianye.ui import theme

PIECE: Final = 0.25
"""Width of the piece that swings, as a part of the bar."""
_THERE_MS: Final = 1400
_FRAME_MS: Final = 40


class ProgressBar(QProgressBar):
    """Without a total (range 0 to 0) one piece goes to and fro and never leaves the bar at its ends."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self._since = QElapsedTimer()
        self._since.start()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._go_on)

    def _go_on(self) -> None:
        if self.maximum():
            self._frames.stop()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Swing while it is seen."""
        super().showEvent(event)
        self._frames.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody sees it."""
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the piece where it is now; a bar that fills is drawn by the style."""
        if self.maximum():
            super().paintEvent(event)
            return
        if not self._frames.isActive() and self.isVisible():
            self._frames.start()
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = look.line / 2
        groove = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(QPen(look.color("line_strong"), look.line))
        painter.setBrush(look.color("sunken"))
        painter.drawRoundedRect(groove, 4, 4)
        width = groove.width() * PIECE
        left = groove.left() + (groove.width() - width) * place_of_piece(self._since.elapsed())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("primary"))
        painter.drawRoundedRect(QRectF(left, groove.top(), width, groove.height()), 3, 3)


def place_of_piece(elapsed_ms: int) -> float:
    """Return where the piece is on its way, from 0 at the left end to 1 at the right, slower near both ends."""
    way = elapsed_ms % (2 * _THERE_MS) / _THERE_MS
    way = way if way <= 1 else 2 - way
    return way * way * (3 - 2 * way)
