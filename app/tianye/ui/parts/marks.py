"""Small painted signs: the mark of the program, a person's mark, and chips of icon, word and tint."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tianye.ui import theme

CHIPS: Final = {
    "local": ("local_soft", "on_local_soft", "laptop-fill"),
    "handed": ("primary_soft", "on_primary_soft", "hand-over-fill"),
    "received": ("done_soft", "on_done_soft", "seal-check"),
    "draft": ("local_soft", "on_local_soft", "pencil-fill"),
    "warn": ("barley_soft", "on_barley_soft", "warning"),
    "error": ("error_soft", "on_error_soft", "x-circle"),
    "quiet": ("local_soft", "on_local_soft", "clock-fill"),
    "now": ("barley_soft", "on_barley_soft", "clock-fill"),
    "yes": ("primary_soft", "on_primary_soft", "check"),
    "no": ("local_soft", "on_local_soft", "minus"),
    "plain": ("sunken", "ink_soft", ""),
}
"""Kind → ground, ink, icon. `received` is the only green one: headquarters has it."""


class Chip(QLabel):
    """The state of a record: icon, word and tint, each enough by itself; a screen reader finds a label."""

    def __init__(self, kind: str = "plain", text: str = "") -> None:
        super().__init__(text)
        self._kind = kind
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_state(self, kind: str, text: str) -> None:
        """Show another state."""
        self._kind = kind
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room icon and word need."""
        return QSize(math.ceil(chip_width(self._kind, self.text())) + 2, theme.current().size("chip") + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        draw_chip(QPainter(self), QPointF(1, self.height() / 2), self._kind, self.text(), self.devicePixelRatio())


def chip_width(kind: str, text: str) -> float:
    """Return the width of a chip in pixels."""
    look = theme.current()
    width = QFontMetricsF(look.font("caption", bold=True)).horizontalAdvance(text) + look.px(20)
    return width + (look.px(22) if CHIPS[kind][2] else 0)


def fitting_chip(kind: str, text: str, room: float) -> str:
    """Return the word of a chip, cut off with dots where the chip has less than its width in pixels."""
    over = chip_width(kind, text) - room
    if over <= 0:
        return text
    metrics = QFontMetricsF(theme.current().font("caption", bold=True))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, metrics.horizontalAdvance(text) - over)


def draw_chip(painter: QPainter, left: QPointF, kind: str, text: str, ratio: float) -> float:
    """Draw a chip from the middle of its left edge, for delegates too; returns its width."""
    look = theme.current()
    ground, ink, icon = CHIPS[kind]
    width, height = chip_width(kind, text), look.size("chip")
    box = QRectF(left.x(), left.y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color(ink), 1.5) if look.is_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(look.color(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    x = box.x() + look.px(10)
    if icon:
        size = look.size("icon_small")
        painter.drawPixmap(QPointF(x, round(left.y() - size / 2)), look.pixmap(icon, size, ink, ratio))
        x += look.px(22)
    painter.setPen(look.color(ink))
    painter.setFont(look.font("caption", bold=True))
    painter.drawText(QRectF(x, box.y(), width, height), int(Qt.AlignmentFlag.AlignVCenter), text)
    return width


def draw_program_mark(painter: QPainter, box: QRectF, *, is_on_dark: bool) -> None:
    """Draw the sign of the program into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plot, furrow = (QColor("#F5F2EA"), QColor("#143B4C")) if is_on_dark else (QColor("#17597A"), QColor("#F5F2EA"))
    gap = box.width() * 0.09
    side = (box.width() - gap) / 2
    for column, row in ((0, 0), (1, 0), (0, 1), (1, 1)):
        field = QRectF(box.x() + column * (side + gap), box.y() + row * (side + gap), side, side)
        path = QPainterPath()
        path.addRoundedRect(field, box.width() * 0.1, box.width() * 0.1)
        is_ripe = column == row == 1
        painter.fillPath(path, QColor("#E3A82B") if is_ripe else plot)
        if column != row or side < 10:
            continue  # furrows in so small a field would be a blur
        painter.setPen(QPen(QColor("#143B4C") if is_ripe else furrow, max(1.0, box.width() * 0.035)))
        for third in (0.27, 0.5, 0.73):
            start, end = side * 0.16, side * 0.84
            if is_ripe:
                painter.drawLine(
                    field.topLeft() + QPointF(side * third, start), field.topLeft() + QPointF(side * third, end)
                )
            else:
                painter.drawLine(
                    field.topLeft() + QPointF(start, side * third), field.topLeft() + QPointF(end, side * third)
                )


def draw_program_icon(painter: QPainter, size: int) -> None:
    """Draw the sign as task bars and menus show it, on its dark ground, `size` pixels square; ends the painter."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QPainterPath()
    ground.addRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
    painter.fillPath(ground, QColor("#143B4C"))
    margin = round(size * (0.17 if size > 32 else 0.1))  # small ones need the room
    draw_program_mark(painter, QRectF(margin, margin, size - 2 * margin, size - 2 * margin), is_on_dark=True)
    painter.end()


def draw_person_mark(painter: QPainter, box: QRectF, number: int, ratio: float) -> None:
    """Draw the mark by which a person who does not read finds herself: 12 pictures in 6 colours, `number` 0 to 71."""
    look = theme.current()
    pictures, colours = look.token("mark_pictures"), look.token("mark_colours")
    # 12 and 6 share factors: the colour moves on by one at each round of the pictures
    picture, turn = number % len(pictures), number // len(pictures)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours[(picture + turn) % len(colours)]))
    painter.drawRoundedRect(box, box.width() * 0.2, box.width() * 0.2)
    size = round(box.width() * 0.62)
    corner = box.center() - QPointF(size / 2, size / 2)
    painter.drawPixmap(corner, look.pixmap(f"mark-{pictures[picture]}", size, "#FFFFFF", ratio))


class PersonMark(QWidget):
    """A person's mark as a widget; the picture's word is its accessible name, given by whoever knows it."""

    def __init__(self, number: int = 0, size: int = 52) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(size, size)

    def set_number(self, number: int) -> None:
        """Show another mark."""
        self._number = number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        draw_person_mark(QPainter(self), QRectF(self.rect()), self._number, self.devicePixelRatio())
