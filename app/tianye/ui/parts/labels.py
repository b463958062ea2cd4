"""Text: a label with a role, and Tibetan with a line height of its own."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from tianye.ui import theme


class Label(QLabel):
    """Plain text in a role of the type scale; never rich text, so that a name cannot become markup."""

    def __init__(self, role: str = "body", text: str = "", *, wraps: bool = False) -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if wraps:
            # wrapped text gives way in width, never in height
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class TibetanLabel(QWidget):
    """Tibetan text; the font's natural line of 2.8 em would tear rows apart, so the lines are placed here."""

    def __init__(self, text: str = "", role: str = "body", color: str = "ink_soft") -> None:
        super().__init__()
        self._text, self._role, self._color = text, role, color
        self._measured: dict[int, tuple[int, float]] = {}
        self._measured_at = (text, 0)
        # a fixed height would be that of one line, and cut off those after it
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Wrapped text needs more height in less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped lines."""
        return math.ceil(self._measure(max(width, 40))[0] * self._line_height()) + 1

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        return QSize(math.ceil(self._measure(100_000)[1]) + 2, math.ceil(self._line_height()) + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a syllable or two wide."""
        return QSize(min(self.sizeHint().width(), 80), math.ceil(self._line_height()) + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(theme.current().color(self._color))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def pixels(self) -> int:
        """Return the size of the letters; a screen that sets its own sizes overrides this."""
        return theme.current().font(self._role, tibetan=True).pixelSize()

    def _line_height(self) -> float:
        return self.pixels() * float(theme.current().token("tibetan", "line_height"))

    def _measure(self, width: int) -> tuple[int, float]:
        """Return the number of lines and the width of the first: layouts ask for the same few widths over and over."""
        if self._measured_at != (self._text, self.pixels()):
            self._measured, self._measured_at = {}, (self._text, self.pixels())
        if width not in self._measured:
            layout = self._laid_out(width)
            lines = layout.lineCount()
            self._measured[width] = (lines, layout.lineAt(0).naturalTextWidth() if lines else 0.0)
        return self._measured[width]

    def _laid_out(self, width: float) -> QTextLayout:
        return lay_out_tibetan(self._text, theme.current(), self._role, width, self.pixels())


def lay_out_tibetan(text: str, look: theme.Theme, role: str, width: float, pixels: int | None = None) -> QTextLayout:
    """Return Tibetan text broken into lines of a width, placed at the line height of the tokens."""
    font = look.font(role, tibetan=True)
    if pixels is not None:
        font.setPixelSize(pixels)
    height = font.pixelSize() * float(look.token("tibetan", "line_height"))
    # what breaks a line of text is no line to a layout; its own sign for that is
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    number = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # the head line of the letters sits at 0.66 of the line: measured on the font's own metrics
        line.setPosition(QPointF(0, number * height + 0.66 * height - line.ascent()))
        number += 1
    layout.endLayout()
    return layout


def rule(direction: str = "h") -> QFrame:
    """Return a thin line, horizontal (`h`) or vertical (`v`)."""
    line = QFrame()
    line.setProperty("rule", direction)
    return line
