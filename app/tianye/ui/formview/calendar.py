"""A month to choose a day from, weeks beginning on Monday; it opens in the page below the fields of a date.

Arrows move by day and week, PageUp and PageDown by month, Home goes to today, Enter or Space takes a day, Esc closes.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout

from tianye.ui import theme
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.labels import Label

MONTHS: Final = (
    QT_TRANSLATE_NOOP("MonthPanel", "January"),
    QT_TRANSLATE_NOOP("MonthPanel", "February"),
    QT_TRANSLATE_NOOP("MonthPanel", "March"),
    QT_TRANSLATE_NOOP("MonthPanel", "April"),
    QT_TRANSLATE_NOOP("MonthPanel", "May"),
    QT_TRANSLATE_NOOP("MonthPanel", "June"),
    QT_TRANSLATE_NOOP("MonthPanel", "July"),
    QT_TRANSLATE_NOOP("MonthPanel", "August"),
    QT_TRANSLATE_NOOP("MonthPanel", "September"),
    QT_TRANSLATE_NOOP("MonthPanel", "October"),
    QT_TRANSLATE_NOOP("MonthPanel", "November"),
    QT_TRANSLATE_NOOP("MonthPanel", "December"),
)
WEEKDAYS: Final = (
    QT_TRANSLATE_NOOP("MonthPanel", "Mo"),
    QT_TRANSLATE_NOOP("MonthPanel", "Tu"),
    QT_TRANSLATE_NOOP("MonthPanel", "We"),
    QT_TRANSLATE_NOOP("MonthPanel", "Th"),
    QT_TRANSLATE_NOOP("MonthPanel", "Fr"),
    QT_TRANSLATE_NOOP("MonthPanel", "Sa"),
    QT_TRANSLATE_NOOP("MonthPanel", "Su"),
)
_FIRST, _LAST = date(1800, 1, 1), date(2199, 12, 31)
_WEEKS: Final = 6


class MonthPanel(QFrame):
    """A month with its days; `taken` brings a date, `put_off` says that it is to be closed."""

    taken = Signal(date)
    put_off = Signal()
    tabbed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "sunken")
        self._today = self._here = _FIRST
        self._chosen: date | None = None
        self.back, self.onward = Button("quiet", "caret-left"), Button("quiet", "caret-right")
        self.title = Label("strong")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back.clicked.connect(lambda: self._go_by_months(-1))
        self.onward.clicked.connect(lambda: self._go_by_months(1))
        self._heads = [Label("caption") for _ in WEEKDAYS]
        self.days = [Day() for _ in range(_WEEKS * 7)]
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.onward)
        grid = QGridLayout()
        grid.setSpacing(2)
        for column, label in enumerate(self._heads):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, column)
        for place, day in enumerate(self.days):
            day.clicked.connect(lambda _=False, day=day: self.taken.emit(day.date))
            day.tabbed.connect(self.tabbed)
            grid.addWidget(day, 1 + place // 7, place % 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addLayout(grid)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_month(self, chosen: date | None, today: date) -> None:
        """Show the month of a day that is chosen, or of today."""
        self._today = today
        self._chosen = chosen
        self._here = min(max(chosen or today, _FIRST), _LAST)
        self._draw()

    @property
    def here(self) -> Day:
        """The day of the moment."""
        return next(day for day in self.days if day.date == self._here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among days and months."""
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = event.key()
        if key in days:
            self._go_to(self._here + timedelta(days=days[Qt.Key(key)]))
        elif key in months:
            self._go_by_months(months[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self._go_to(self._today)
        elif key == Qt.Key.Key_Escape:
            self.put_off.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._draw()

    def _go_by_months(self, count: int) -> None:
        place = self._here.year * 12 + self._here.month - 1 + count
        year, month = place // 12, place % 12 + 1
        if _FIRST.year <= year <= _LAST.year:
            self._go_to(date(year, month, min(self._here.day, calendar.monthrange(year, month)[1])))

    def _go_to(self, day: date) -> None:
        if _FIRST <= day <= _LAST:
            had_focus = any(one.hasFocus() for one in self.days)
            self._here = day
            self._draw()
            if had_focus:
                self.here.setFocus(Qt.FocusReason.TabFocusReason)

    def _draw(self) -> None:
        month = _translated(MONTHS[self._here.month - 1])
        self.title.setText(self.tr("{month} {year}").format(month=month, year=self._here.year))
        for label, word in zip(self._heads, WEEKDAYS, strict=True):
            label.setText(_translated(word))
        self.back.setAccessibleName(self.tr("The month before"))
        self.onward.setAccessibleName(self.tr("The month after"))
        for button in (self.back, self.onward):
            button.setToolTip(button.accessibleName())
        first = self._here.replace(day=1)
        start = first - timedelta(days=first.weekday())
        for place, day in enumerate(self.days):
            shown = start + timedelta(days=place)
            day.show_day(
                shown,
                self.tr("{day} {month} {year}").format(
                    day=shown.day, month=_translated(MONTHS[shown.month - 1]), year=shown.year
                ),
                is_inside=shown.month == self._here.month,
                is_chosen=shown == self._chosen,
                is_today=shown == self._today,
                is_here=shown == self._here,
            )


class Day(QAbstractButton):
    """A day of a month."""

    tabbed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.date = _FIRST
        self._is_inside = self._is_today = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_day(
        self, day: date, words: str, *, is_inside: bool, is_chosen: bool, is_today: bool, is_here: bool
    ) -> None:
        """Show a day; `is_inside` the month, `is_here` where Tab leads to."""
        self.date, self._is_inside, self._is_today = day, is_inside, is_today
        self.setText(str(day.day))
        self.setAccessibleName(words)
        self.setChecked(is_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_here else Qt.FocusPolicy.ClickFocus)
        self.update()

    def nextCheckState(self) -> None:
        """Leave it to the panel which day is chosen."""

    def sizeHint(self) -> QSize:
        """Return a finger's room."""
        side = theme.current().size("control")
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the day on Enter too; leave the arrows to the panel."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when Tab leads away."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.tabbed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it: chosen filled, today with a line round it, days of other months faint."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        is_on = self.isChecked()
        is_under = self.isDown() or self.underMouse()
        painter.setPen(QPen(look.color("primary"), 2) if self._is_today and not is_on else Qt.PenStyle.NoPen)
        if is_on or is_under:
            painter.setBrush(look.color("primary" if is_on else "primary_soft"))
        if is_on or is_under or self._is_today:
            painter.drawRoundedRect(box, 8, 8)
        painter.setPen(look.color("on_primary" if is_on else "ink" if self._is_inside else "ink_faint"))
        painter.setFont(look.font("strong" if is_on or self._is_today else "body"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())


def _translated(word: object) -> str:
    return QCoreApplication.translate("MonthPanel", str(word))
