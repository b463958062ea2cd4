"""Words of answers laid out for painting: Chinese and Latin as the font has them, Tibetan at its own line height."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from tianye.ui import theme
from tianye.ui.formview.markup import is_tibetan
from tianye.ui.parts.labels import lay_out_tibetan


@dataclass(frozen=True, slots=True)
class Laid:
    """A text in lines; `width` is that of the widest, `is_torn` where a word is wider than there was room."""

    layout: QTextLayout
    height: float
    width: float
    is_torn: bool

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the lines below a point."""
        self.layout.draw(painter, QPointF(x, y))

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.layout.lineCount()


def font_of(words: str, role: str = "lead", *, bold: bool = False) -> QFont:
    """Return the font of a text in a role of the type scale."""
    return theme.current().font(role, bold=bold, tibetan=is_tibetan(words))


def width_of_words(words: str, role: str = "lead", *, bold: bool = False) -> float:
    """Return the width of the widest line that the text has by itself."""
    metrics = QFontMetricsF(font_of(words, role, bold=bold))
    return max(metrics.horizontalAdvance(line) for line in words.split("\n")) + 1


def lay_out(words: str, room: float, role: str = "lead", *, bold: bool = False, tears: bool = True) -> Laid:
    """Return a text broken into lines of a width; a word without room is torn where it `tears`, else reaches out."""
    if is_tibetan(words):
        look = theme.current()
        layout = lay_out_tibetan(words, look, role, room)
        line_height = look.font(role, tibetan=True).pixelSize() * float(look.token("tibetan", "line_height"))
        height = layout.lineCount() * line_height
    else:
        layout = QTextLayout(words.replace("\n", "\u2028"), font_of(words, role, bold=bold))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        modes = QTextOption.WrapMode
        option.setWrapMode(modes.WrapAtWordBoundaryOrAnywhere if tears else modes.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(room, 20))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        height = layout.boundingRect().height()
    widths = [layout.lineAt(number).naturalTextWidth() for number in range(layout.lineCount())]
    width = max(widths, default=0.0)
    return Laid(layout, height, width, width > room + 0.5)
