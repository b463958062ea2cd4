"""A walk or an area as a plain drawing: no map, no network, north is up, with a line that says how long it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tianye.forms.entry.places import Point
from tianye.ui import theme
from tianye.ui.formview.words import metre_words

_SIZE: Final = QSize(280, 220)
_EDGE: Final = 22
_MOST_DOTS: Final = 40
_METRES_A_DEGREE: Final = 111_320.0


class Sketch(QWidget):
    """The points joined in their order; an area is filled."""

    def __init__(self, *, is_area: bool) -> None:
        super().__init__()
        self._is_area = is_area
        self._points: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return a small sheet."""
        look = theme.current()
        return QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))

    def show_points(self, points: Sequence[Point], words: str) -> None:
        """Draw points; `words` say what is drawn."""
        self._points = tuple(points)
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper, line, points, north and scale."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line"), look.line))
        painter.setBrush(look.color("sunken"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        edge = look.px(_EDGE)
        self._draw_north(painter, look)
        if not self._points:
            return
        metres, scale = self._laid_out(edge, look)
        shape = QPolygonF(metres)
        painter.setPen(QPen(look.color("primary"), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self._is_area and len(metres) > 2:
            painter.setBrush(look.color("primary_soft"))
            painter.drawPolygon(shape)
        else:
            painter.drawPolyline(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        if len(metres) <= _MOST_DOTS:
            painter.setBrush(look.color("primary"))
            for point in metres:
                painter.drawEllipse(point, 3, 3)
        # where it begins: larger, and barley as everything that says «here»
        painter.setPen(QPen(look.color("ink"), 1))
        painter.setBrush(look.color("barley"))
        painter.drawEllipse(metres[0], 6, 6)
        if len(metres) > 1 and scale:
            self._draw_scale(painter, look, edge, scale)

    def _laid_out(self, edge: int, look: theme.Theme) -> tuple[list[QPointF], float]:
        """Return the points on the sheet, and pixels a metre."""
        middle = math.radians(sum(point.latitude for point in self._points) / len(self._points))
        across = _METRES_A_DEGREE * max(0.01, math.cos(middle))
        first = self._points[0]
        flat = [
            (_turned(point.longitude - first.longitude) * across, (first.latitude - point.latitude) * _METRES_A_DEGREE)
            for point in self._points
        ]
        left, top = min(x for x, _ in flat), min(y for _, y in flat)
        wide, high = max(x for x, _ in flat) - left, max(y for _, y in flat) - top
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge - look.px(18))
        scale = min(room.width() / wide if wide else math.inf, room.height() / high if high else math.inf)
        if math.isinf(scale):
            return [room.center()] * len(flat), 0.0
        origin = room.center() - QPointF(wide * scale / 2, high * scale / 2)
        return [origin + QPointF((x - left) * scale, (y - top) * scale) for x, y in flat], scale

    def _draw_north(self, painter: QPainter, look: theme.Theme) -> None:
        size = look.px(18)
        pixmap = look.pixmap("caret-up", size, "ink_soft", self.devicePixelRatio())
        painter.drawPixmap(QPointF(self.width() - size - 6, 4), pixmap)
        painter.setPen(look.color("ink_soft"))
        painter.setFont(look.font("caption"))
        box = QRectF(self.width() - size - 16, size, size + 20, look.px(18))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("N"))

    def _draw_scale(self, painter: QPainter, look: theme.Theme, edge: int, scale: float) -> None:
        """Draw a line of a round length, about a third of the width."""
        wanted = self.width() / 3 / scale
        power = 10.0 ** math.floor(math.log10(wanted))
        length = max(step * power for step in (1, 2, 5) if step * power <= wanted)
        y, end = self.height() - look.px(10), edge + length * scale
        painter.setPen(QPen(look.color("ink_soft"), 2))
        painter.drawLine(QPointF(edge, y), QPointF(end, y))
        painter.setFont(look.font("caption"))
        box = QRectF(end + 6, y - look.px(10), self.width() - end, look.px(18))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), metre_words(length))


def _turned(degrees: float) -> float:
    """Return a difference of longitudes the short way round."""
    return (degrees + 180.0) % 360.0 - 180.0
