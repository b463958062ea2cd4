"""The edge of what scrolls: lines that go on fade out, and a sign says that there is more below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QWidget

from tianye.ui import theme

FADE: Final = 22
"""Height of the fade in pixels at 100 % text."""
_DISC: Final = 24
_SLACK: Final = 20
"""So much of a margin may be out of sight before anything is said of it."""
LEAST_WHOLE_ROWS: Final = 3
"""How many whole rows a list shows before it leaves out one that is cut."""
_LEAST_SIGN: Final = 10
"""Pixels that the sign of more rows below needs to be seen."""


def draw_more_rows(viewport: QWidget, end: int) -> None:
    """Draw, over the row that has no room whole from `end` on, that others follow; nothing would look like the end."""
    look = theme.current()
    painter = QPainter(viewport)
    ground = QRectF(0, end, viewport.width(), viewport.height() - end)
    painter.fillRect(ground, look.color("surface"))
    side = min(float(look.px(20)), ground.height() - 2)
    if side >= _LEAST_SIGN:
        pixmap = look.pixmap("caret-down", round(side), "ink_soft", viewport.devicePixelRatio())
        painter.drawPixmap(ground.center() - QPointF(side / 2, side / 2), pixmap)


class Edges(QWidget):
    """Lies over a scroll area on a card's ground; draws nothing where everything is seen, and takes no press."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().installEventFilter(self)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._follow())
        bar.rangeChanged.connect(lambda *_: self._follow())
        self._follow()

    @property
    def has_more_above(self) -> bool:
        """Whether something is scrolled out at the top."""
        bar = self._area.verticalScrollBar()
        return bar.value() - bar.minimum() > theme.current().px(_SLACK)

    @property
    def has_more_below(self) -> bool:
        """Whether something is still to come at the foot."""
        bar = self._area.verticalScrollBar()
        return bar.maximum() - bar.value() > theme.current().px(_SLACK)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of what is seen."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self._follow()
        return False

    def _follow(self) -> None:
        self.setGeometry(self._area.viewport().geometry())
        self.raise_()
        self.setVisible(self.has_more_above or self.has_more_below)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the fades, a line where there is high contrast, and the sign."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, wide = look.px(FADE), float(self.width())
        if self.has_more_above:
            self._draw_fade(painter, QRectF(0, 0, wide, high), is_foot=False)
        if not self.has_more_below:
            return
        self._draw_fade(painter, QRectF(0, self.height() - high, wide, high), is_foot=True)
        side, sign = look.px(_DISC), look.px(_DISC * 2 // 3)
        # at the right, where lines have ended: in the middle it would lie on words and boxes
        disc = QRectF(wide - side - look.px(12), self.height() - side - 2, side, side)
        painter.setPen(QPen(look.color("line_strong"), 1))
        painter.setBrush(look.color("surface"))
        painter.drawEllipse(disc)
        pixmap = look.pixmap("caret-down", sign, "ink_soft", self.devicePixelRatio())
        painter.drawPixmap(disc.center() - QPointF(sign / 2, sign / 2), pixmap)

    def _draw_fade(self, painter: QPainter, box: QRectF, *, is_foot: bool) -> None:
        look = theme.current()
        if look.is_contrast:
            y = box.bottom() - 1 if is_foot else box.top()
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(0, y), QPointF(box.right(), y))
            return
        shown = look.color("surface")
        gone = QColor(shown)
        gone.setAlpha(0)
        fade = QLinearGradient(box.topLeft(), box.bottomLeft())
        fade.setColorAt(0, gone if is_foot else shown)
        fade.setColorAt(1, shown if is_foot else gone)
        painter.fillRect(box, fade)
