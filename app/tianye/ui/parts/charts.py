"""Bars: one scale from 0, the number at the end of each, a hatched stub where a number is kept back. Nothing else."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tianye.ui import theme

_ROW: Final = 44
_LEAST_ROW: Final = 31
_BAR: Final = 24
_FOOT: Final = 26
_MOST_LABEL: Final = 0.4
_STEPS: Final = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what it is, how long (None for no bar), the number in words, its colour role.

    `is_hidden` marks a number that is kept back: a hatched stub of one length whatever the number.
    """

    label: str
    value: float | None
    text: str
    color: str = "primary"
    is_hidden: bool = False


class BarChart(QWidget):
    """Rows of bars, closer where there is little height; it stands in a scroll area. `most` fixes the scale's end."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self._most: float | None = None
        self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def bars(self) -> Sequence[Bar]:
        """What is shown."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], *, words: str, unit: str = "", most: float | None = None) -> None:
        """Show rows; `words` says what they are for who does not see them, followed by every row."""
        self._bars, self._most, self._unit = bars, most, unit
        self.setAccessibleName("; ".join([words, *(f"{bar.label} {bar.text}" for bar in bars)]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for all rows and the scale."""
        look = theme.current()
        return QSize(look.px(420), look.px(_ROW) * len(self._bars) + look.px(_FOOT))

    def minimumSizeHint(self) -> QSize:
        """Return the height of all rows, close together, in the least width."""
        look = theme.current()
        return QSize(look.px(260), look.px(_LEAST_ROW) * len(self._bars) + look.px(_FOOT))

    def _row(self) -> float:
        """Return the height of a row in the height there is."""
        look = theme.current()
        room = (self.height() - look.px(_FOOT)) / max(1, len(self._bars))
        return min(float(look.px(_ROW)), max(float(look.px(_LEAST_ROW)), room))

    def event(self, event: QEvent) -> bool:
        """Take another height when the text grows."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lines, labels, bars, numbers."""
        if not self._bars:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body, caption = look.font("body"), look.font("caption")
        metrics = QFontMetricsF(body)
        label_width = min(
            max(metrics.horizontalAdvance(bar.label) for bar in self._bars) + look.px(4), self.width() * _MOST_LABEL
        )
        number_width = max(metrics.horizontalAdvance(bar.text) for bar in self._bars) + look.px(16)
        left = label_width + look.px(14)
        room = max(20.0, self.width() - left - number_width)
        longest = max((bar.value for bar in self._bars if bar.value is not None), default=0.0)
        step, most = _scale(self._most or longest)
        tall = self._row()
        bottom = tall * len(self._bars)
        painter.setFont(caption)
        for number in range(round(most / step) + 1):
            x = left + room * number * step / most
            painter.setPen(QPen(look.color("line_strong" if number == 0 else "line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            painter.setPen(look.color("ink_soft"))
            mark = f"{number * step:,.0f}{self._unit}"
            painter.drawText(
                QRectF(x - look.px(40), bottom, look.px(80), look.px(_FOOT)), int(Qt.AlignmentFlag.AlignCenter), mark
            )
        for number, bar in enumerate(self._bars):
            self._draw_bar(painter, bar, QRectF(left, number * tall, room, tall), most)
            box = QRectF(0, number * tall, label_width, tall)
            painter.setFont(body)
            painter.setPen(look.color("ink"))
            shown = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, label_width)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)

    def _draw_bar(self, painter: QPainter, bar: Bar, row: QRectF, most: float) -> None:
        look = theme.current()
        height = look.px(_BAR)
        length = look.px(30) if bar.is_hidden else row.width() * (bar.value or 0) / most
        box = QRectF(row.x(), row.center().y() - height / 2, length, height)
        painter.setPen(Qt.PenStyle.NoPen)
        if bar.is_hidden:
            painter.setBrush(QBrush(look.color("hatch"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(QPen(look.color("line_strong"), 1))
            painter.drawRect(box)
        elif length > 0:
            # round at the end only: at 0 a bar stands on its line
            painter.setBrush(look.color(bar.color))
            painter.drawRoundedRect(box, 3, 3)
            painter.drawRect(QRectF(box.x(), box.y(), min(4.0, length), height))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        place = QRectF(box.right() + look.px(8), row.y(), look.px(400), row.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), bar.text)


def _scale(longest: float) -> tuple[float, float]:
    """Return the step of the lines and the end of the scale: a round number not under the longest bar."""
    if longest <= 0:
        return 1.0, 1.0
    rough = longest / 4
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 1 else 1.0
    step = next((power * one for one in _STEPS if power * one >= rough), power * 10)
    return step, step * math.ceil(longest / step)
