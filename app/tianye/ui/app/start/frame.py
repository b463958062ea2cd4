"""The frame of every page of the start: the cover of the notebook at the left, one calm column on the paper."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.parts.labels import Label
from tianye.ui.parts.marks import draw_program_mark
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.switches import Switches

COVER, NARROW_COVER = 330, 250
COLUMN: Final = 660
"""Width of the column of text and fields, growing with the text."""
_MARK: Final = 60


class StartPage(Page):
    """A page without a rail: subclasses fill `column` from the top; nothing personal is ever on it."""

    def __init__(self, stage: Stage, *, width: int = COLUMN, is_steady: bool = False) -> None:
        """Make the page; `is_steady` keeps the head where it is while what is below changes."""
        super().__init__(stage)
        self._column_width = width
        self._sheet = QWidget()
        self.column = QVBoxLayout(self._sheet)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.cover = Cover(stage)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 28, 0, 20)
        if is_steady:
            middle.addSpacing(16)
        else:
            middle.addStretch(2)
        middle.addWidget(self._sheet)
        middle.addStretch(3)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.cover)
        row.addSpacing(40)
        row.addStretch(1)
        row.addLayout(middle, 100)
        row.addStretch(1)
        row.addSpacing(40)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)
        self._fit()

    def help_page(self) -> str:
        """Return the page on beginning."""
        return "start"

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        look = theme.current()
        self._sheet.setMaximumWidth(look.px(self._column_width))
        is_large = look.text_percent > 125
        self.cover.setFixedWidth(NARROW_COVER if is_large else COVER)
        self.cover.keep_switches_in_sight(is_large)


class Cover(QWidget):
    """Sign and name of the program, what it is for, and how it is shown; the land at the foot."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.title = Label("rail_title")
        self.motto = Label("on_rail", wraps=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(36, 48 + _MARK + 20, 28, 14)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.motto)
        layout.addStretch(1)
        self.switches = Switches(stage)
        layout.addWidget(self.switches)
        self._column = layout
        self._retranslate()

    def keep_switches_in_sight(self, is_large: bool) -> None:
        """With large text the page may be higher than the screen: the switches stand above the land then."""
        self._column.removeWidget(self.switches)
        self._column.insertWidget(2 if is_large else self._column.count(), self.switches)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Tianye"))
        self.motto.setText(
            self.tr("Attendance, surveys and registers for trainings in the villages. No network needed.")
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cover: hills, furrows and one ripe field."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.color("rail"))
        width, foot = float(self.width()), float(self.height())
        if look.is_contrast:
            painter.fillRect(QRectF(width - 2, 0, 2, foot), look.color("line"))
        else:
            for height, wave in ((250, 46), (176, -30)):
                hill = QPainterPath(QPointF(0, foot))
                hill.lineTo(0, foot - height)
                hill.cubicTo(
                    width * 0.35,
                    foot - height - wave,
                    width * 0.55,
                    foot - height + wave,
                    width,
                    foot - height - wave / 2,
                )
                hill.lineTo(width, foot)
                painter.setOpacity(0.55)
                painter.fillPath(hill, look.color("rail_hover"))
            painter.setOpacity(0.5)
            painter.setPen(QPen(look.color("rail_faint"), 1))
            for number in range(5):
                y = foot - 150 + number * (12 + number * 4)
                furrow = QPainterPath(QPointF(0, y))
                furrow.cubicTo(width * 0.35, y + 16, width * 0.6, y - 12, width, y + 4)
                painter.drawPath(furrow)
            painter.setOpacity(1)
        draw_program_mark(painter, QRectF(36, 48, _MARK, _MARK), is_on_dark=True)


class StepBar(QWidget):
    """How far a flow of a few steps is: a piece a step, barley for the one on screen."""

    def __init__(self) -> None:
        super().__init__()
        self._here, self._count = 0, 1
        self.setFixedHeight(6)

    def show_step(self, here: int, count: int) -> None:
        """Show a step, counted from 0, of so many; the words beside it say the same."""
        self._here, self._count = here, count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pieces."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 6.0
        width = (self.width() - gap * (self._count - 1)) / self._count
        for number in range(self._count):
            role = "barley" if number == self._here else "primary" if number < self._here else "line_strong"
            painter.setBrush(look.color(role))
            painter.drawRoundedRect(QRectF(number * (width + gap), 0, width, 6), 3, 3)
