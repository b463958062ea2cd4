"""Large words of the kiosk: they shrink to their box, down to a size that can still be read from two steps away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from tianye.ui import theme
from tianye.ui.kiosk.board import Board
from tianye.ui.parts.labels import TibetanLabel

_UNBOUNDED = 100_000.0


def kiosk_font(pixels: float, *, bold: bool = False) -> QFont:
    """Return the font of the kiosk in a size of its own."""
    font = theme.current().font("kiosk_body", bold=bold)
    font.setPixelSize(max(1, round(pixels)))
    return font


class Words(QLabel):
    """Words of one size on the canvas, wrapped; `least` is how far they may shrink to stay in their box."""

    def __init__(
        self,
        pixels: float,
        *,
        least: float = 0,
        bold: bool = False,
        ink: str = "ink",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._pixels, self._least, self._bold = pixels, least or pixels * 0.6, bold
        self._align = align
        self.ink = ink
        self.is_caption = False
        """Whether the size grows with the text setting."""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def resize_letters(self, pixels: float, least: float) -> None:
        """Take another size on the canvas."""
        self._pixels, self._least = pixels, least
        self.update()

    def say(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def fitting(self, width: float, height: float) -> QFont:
        """Return the largest font at which the text stays in a box; the least one where none does."""
        board = _board_of(self)
        pixels = (board.caption(self._pixels) if self.is_caption else self._pixels) * board.scale
        least = self._least * board.scale
        while True:
            font = kiosk_font(pixels, bold=self._bold)
            needed = self._needed(font, width)
            if (needed.height() <= height and needed.width() <= width) or pixels <= least:
                return font
            pixels = max(least, pixels - 2)

    def _needed(self, font: QFont, width: float) -> QRectF:
        flags = int(self._align | Qt.TextFlag.TextWordWrap)
        return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, _UNBOUNDED), flags, self.text())

    def natural_width(self) -> float:
        """Return the width of the text on one line at its full size."""
        board = _board_of(self)
        pixels = (board.caption(self._pixels) if self.is_caption else self._pixels) * board.scale
        return QFontMetricsF(kiosk_font(pixels, bold=self._bold)).horizontalAdvance(self.text()) + 2

    def heightForWidth(self, width: int) -> int:
        """Return what the text needs at the size it is drawn in."""
        return round(self._needed(self.fitting(width, self.height()), width).height())

    def sizeHint(self) -> QSize:
        """Return the size it has: the board places it."""
        return self.size()

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing: the board places it."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        painter.setPen(theme.current().color(self.ink))
        painter.setFont(self.fitting(self.width(), self.height()))
        flags = int(self._align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(self.rect()), flags, self.text())


class Tibetan(TibetanLabel):
    """The same in Tibetan: a draft, see `tibetan`; it shrinks as `Words` does and is never cut off."""

    def __init__(self, pixels: float, *, least: float = 0, ink: str = "ink") -> None:
        super().__init__("", "kiosk_body", ink)
        self._nominal, self._least = pixels, least or pixels * 0.55

    def resize_letters(self, pixels: float) -> None:
        """Take another size on the canvas."""
        self._nominal, self._least = pixels, pixels * 0.55
        self.update()

    def natural_width(self) -> int:
        """Return the width of the text on one line at its full size."""
        font = theme.current().font("kiosk_body", tibetan=True)
        font.setPixelSize(round(self._nominal * _board_of(self).scale))
        return round(QFontMetricsF(font).horizontalAdvance(self.text())) + 8

    def set_ink(self, ink: str) -> None:
        """Take another colour."""
        self._color = ink
        self.update()

    def pixels(self) -> int:
        """Return the largest size at which the text stays in its box."""
        scale = _board_of(self).scale
        pixels, least = self._nominal * scale, self._least * scale
        line = float(theme.current().token("tibetan", "line_height"))
        while pixels > least:
            if self._count_lines(round(pixels)) * pixels * line <= self.height():
                break
            pixels = max(least, pixels - 2)
        return round(pixels)

    def _count_lines(self, pixels: int) -> int:
        font = theme.current().font("kiosk_body", tibetan=True)
        font.setPixelSize(pixels)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        metrics = QFontMetricsF(font)
        box = metrics.boundingRect(QRectF(0, 0, self.width(), _UNBOUNDED), flags, self.text())
        return max(1, round(box.height() / metrics.height()))


def _board_of(widget: QWidget) -> Board:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Board):
        parent = parent.parentWidget()
    assert parent is not None
    return parent
