"""The ground of every kiosk screen: places its parts by hand on a canvas drawn at 1366×690, and draws the land.

The kiosk fills the screen and never scrolls, so its lengths follow the screen and not the text setting: even its
smallest words are larger than the body text of the other workspaces at 200 %. What is small at 100 % (captions) grows
with the setting up to the size of a kiosk button.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from tianye.ui import theme
from tianye.ui.messages.language import in_chinese, is_chinese

CANVAS: Final = (1366, 690)
LEAST: Final = 0.85
"""Below this scale of the canvas the page keeps its size."""
EDGE: Final = 48
LEAST_TARGET: Final = 88
LEAST_MM: Final = 20
_MM_PER_INCH: Final = 25.4
_LARGEST_CAPTION: Final = 30


class Board(QWidget):
    """One screen of the kiosk; `arrange` places the parts, `colors` gives ground and ink."""

    def __init__(self) -> None:
        super().__init__()
        self.ground = "paper"
        self.ink = "ink"
        self.is_outcome = False
        """Whether the whole screen is one colour, the same in all palettes."""

    @property
    def scale(self) -> float:
        """How much larger than the canvas this screen is."""
        return max(LEAST, min(self.width() / CANVAS[0], self.height() / CANVAS[1]))

    def px(self, length: float) -> int:
        """Return a length of the canvas on this screen."""
        return round(length * self.scale)

    def caption(self, pixels: float) -> float:
        """Return the size of small words, on the canvas: they grow with the text setting as far as there is room."""
        grown = pixels * theme.current().text_percent / 100
        return max(pixels, min(_LARGEST_CAPTION, grown))

    @property
    def target(self) -> int:
        """Least side of what is pressed: 20 mm, and never under 88 pixels (many panels report a wrong size)."""
        return max(LEAST_TARGET, self.mm(LEAST_MM), self.px(LEAST_TARGET))

    def mm(self, length: float) -> int:
        """Return millimetres of this screen in pixels, at most one and a half times what 96 dpi would give."""
        dpi = self.screen().physicalDotsPerInch()
        return round(length * min(dpi, 144.0 * max(1.0, self.scale)) / _MM_PER_INCH)

    @property
    def gap(self) -> int:
        """Least distance of two targets: 5 mm."""
        return max(self.px(18), self.mm(5))

    def arrange(self) -> None:
        """Place every part; called at each change of size, words or look."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts anew."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the land at its foot."""
        look = theme.current()
        painter = QPainter(self)
        ground = look.color(self.ground)
        painter.fillRect(self.rect(), ground)
        if self.is_outcome:
            tones = [ground.darker(105), ground.darker(112), ground.darker(122)]
        elif look.is_contrast:
            tones = []
        else:
            tones = [look.color("sunken"), _between(look.color("sunken"), look.color("line"), 0.5), look.color("line")]
        draw_land(painter, QRectF(self.rect()), self.scale, tones)


class PublicBoard(Board):
    """A screen for those who come through the door: Chinese and Tibetan, whatever language the facilitator reads.

    English stands beside the most important words, small, where the screens are English.
    """

    def __init__(self) -> None:
        super().__init__()
        self._is_beside = False

    def tr(self, sourceText: str, /, disambiguation: str | None = None, n: int = -1) -> str:
        """Return a text in Chinese, or in the language of the screens inside `beside`."""
        if self._is_beside:
            return super().tr(sourceText, disambiguation or "", n)
        return in_chinese(type(self).__name__, sourceText, disambiguation or "", n)

    def beside(self, worded: Callable[[], str]) -> str:
        """Return what `worded` says in English where the screens are English; nothing where they are Chinese."""
        if is_chinese():
            return ""
        self._is_beside = True
        try:
            return worded()
        finally:
            self._is_beside = False

    def speak(self, context: str, text: str, comment: str) -> str:
        """Return words that are not the board's own, as `tr` does for those that are."""
        speak = QCoreApplication.translate if self._is_beside else in_chinese
        return speak(context, text, comment)


def draw_land(painter: QPainter, box: QRectF, scale: float, tones: list[QColor]) -> None:
    """Draw far hills, nearer hills and a terraced field: flat tones, far to near; lines alone where there are none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, foot = box.width(), box.bottom()
    shapes = (
        (150, ((0.10, 250, 0.18, 215, 0.26, 175), (0.34, 130, 0.42, 250, 0.55, 225), (0.72, 185, 0.82, 245, 1.0, 165))),
        (100, ((0.15, 160, 0.32, 95, 0.48, 105), (0.65, 115, 0.80, 170, 1.0, 110))),
        (46, ((0.20, 98, 0.45, 70, 0.60, 52), (0.76, 34, 0.90, 82, 1.0, 62))),
    )
    for number, (start, curves) in enumerate(shapes):
        hill = QPainterPath(QPointF(0, foot))
        hill.lineTo(0, foot - start * scale)
        for x1, y1, x2, y2, x, y in curves:
            hill.cubicTo(x1 * width, foot - y1 * scale, x2 * width, foot - y2 * scale, x * width, foot - y * scale)
        hill.lineTo(width, foot)
        if tones:
            painter.fillPath(hill, tones[number])
        elif number < 2:
            painter.strokePath(hill, QPen(theme.current().color("line"), 1))
    if not tones:
        return
    painter.setPen(QPen(tones[1], 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for row in range(1, 4):
        drop = row * 14 * scale
        furrow = QPainterPath(QPointF(0, foot - 46 * scale + drop))
        for x1, y1, x2, y2, x, y in shapes[2][1]:
            furrow.cubicTo(
                x1 * width,
                foot - y1 * scale + drop,
                x2 * width,
                foot - y2 * scale + drop,
                x * width,
                foot - y * scale + drop,
            )
        painter.drawPath(furrow)


def _between(one: QColor, other: QColor, part: float) -> QColor:
    def mixed(a: int, b: int) -> int:
        return round(a + (b - a) * part)

    return QColor(mixed(one.red(), other.red()), mixed(one.green(), other.green()), mixed(one.blue(), other.blue()))


def grid(box: QRect, columns: int, rows: int, gap: int) -> list[QRect]:
    """Return the cells of a grid inside a box, row by row."""
    width = (box.width() - gap * (columns - 1)) // columns
    height = (box.height() - gap * (rows - 1)) // rows
    return [
        QRect(box.x() + column * (width + gap), box.y() + row * (height + gap), width, height)
        for row in range(rows)
        for column in range(columns)
    ]
