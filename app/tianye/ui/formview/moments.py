"""Days and times of day as small fields for their figures; each goes on to the next when it is full."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tianye.forms.entry.told import day_parts
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.appearances import words_of
from tianye.ui.formview.calendar import MonthPanel
from tianye.ui.formview.editor import Editor
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.labels import Label

_ZONE: Final = timezone(timedelta(hours=8))
_UNITS: Final = (
    ("year", 4, QT_TRANSLATE_NOOP("MomentEditor", "year")),
    ("month", 2, QT_TRANSLATE_NOOP("MomentEditor", "month")),
    ("day", 2, QT_TRANSLATE_NOOP("MomentEditor", "day")),
    ("hour", 2, QT_TRANSLATE_NOOP("MomentEditor", "hour")),
    ("minute", 2, QT_TRANSLATE_NOOP("MomentEditor", "minute")),
)
_LARGE: Final = 150
_BEGINNINGS: Final = {"year": 0, "month": 1, "day": 1, "hour": 0, "minute": 0}


class _Figures(TextLine):
    was_left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.was_left.emit()


class MomentEditor(Editor):
    """A date, a time, or both; `year` and `month-year` ask for the part they name.

    `now` gives the moment that the button fills in, so that no widget asks the clock by itself. A day can be taken from
    a month that opens below, unless the form forbids it (`no-calendar`).
    """

    def __init__(self, node: Node, now: Callable[[], datetime]) -> None:
        super().__init__()
        words = words_of(node.appearance)
        wanted = {"date": ["year", "month", "day"], "time": ["hour", "minute"]}.get(
            node.value_type, ["year", "month", "day", "hour", "minute"]
        )
        if node.value_type == "date":
            wanted = wanted[: day_parts(node)]
        self._type = node.value_type
        self._now = now
        self._kept = ""
        self.fields: dict[str, _Figures] = {}
        self._labels: dict[str, Label] = {}
        # day and time of day below one another: large letters need the width
        rows = {name: QHBoxLayout() for name in ("day", "time")}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for row in rows.values():
            row.setSpacing(8)
            lines.addLayout(row)
        for name, length, _ in _UNITS:
            if name in wanted:
                layout = rows["time" if name in ("hour", "minute") else "day"]
                field, label = _Figures(), Label("body")
                field.setMaxLength(length)
                field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
                field.textEdited.connect(lambda text, name=name, length=length: self._go_on(name, text, length))
                field.was_left.connect(self._leave)
                self.fields[name], self._labels[name] = field, label
                layout.addWidget(field)
                layout.addWidget(label)
        self.today_button = Button("quiet", "today")
        self.today_button.clicked.connect(self._fill_today)
        rows["day"].addWidget(self.today_button)
        self.calendar_button = Button("quiet", "calendar")
        self.calendar_button.clicked.connect(self._toggle_month)
        rows["day"].addWidget(self.calendar_button)
        # a button without a parent would be a window of its own
        self.today_button.setVisible("day" in wanted)
        self.has_calendar = "day" in wanted and "no-calendar" not in words
        self.calendar_button.setVisible(self.has_calendar)
        self.month: MonthPanel | None = None
        self._lines = lines
        for row in rows.values():
            row.addStretch(1)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _fit(self) -> None:
        look = theme.current()
        for name, field in self.fields.items():
            field.setFixedWidth(look.px(92 if name == "year" else 68))
        self.retranslate()

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the value, unless something else is being typed."""
        for field in self.fields.values():
            field.setReadOnly(node.is_readonly)
        for button in (self.today_button, self.calendar_button):
            button.setEnabled(not node.is_readonly)
        if node.value == self._kept or (self._value() or "") != self._kept:
            return
        self._kept = node.value
        self._fill(_parts(node.value, self._type))

    def retranslate(self) -> None:
        """Word the units."""
        for name, _, word in _UNITS:
            if name in self._labels:
                self._labels[name].setText(QCoreApplication.translate("MomentEditor", str(word)))
        self.today_button.setText(self.tr("Now") if "minute" in self.fields else self.tr("Today"))
        # large letters leave no room for the word beside year, month and day
        is_large = theme.current().text_percent >= _LARGE
        self.calendar_button.setText("" if is_large else self.tr("Calendar"))
        self.calendar_button.setAccessibleName(self.tr("Calendar"))
        self.calendar_button.setToolTip(self.tr("F4"))

    def name_it(self, words: str) -> None:
        """Name each field by the question and its unit."""
        for name, field in self.fields.items():
            field.setAccessibleName(f"{words} {self._labels[name].text()}")

    def problem(self) -> str:
        """Say what is missing of the day, or that there is none."""
        if self._value() is not None:
            return ""
        if any(not field.text().strip() for field in self.fields.values()):
            return self.tr("Fill in every part, or leave all of them blank.")
        if "day" in self.fields:
            return self.tr("There is no such day. Look at it again.")
        return self.tr("This cannot be. Look at the figures again.")

    def half(self) -> str:
        """Return the fields of a moment that is not whole, or is none."""
        return "" if self._value() is not None else "\t".join(field.text() for field in self.fields.values())

    def show_half(self, text: str) -> None:
        """Show them again."""
        for field, figures in zip(self.fields.values(), text.split("\t"), strict=False):
            field.setText(figures)

    def commit(self) -> None:
        """Give the moment once it is whole."""
        value = self._value()
        if value is not None and value != self._kept:
            self._kept = value
            self.given.emit(value)

    def first(self) -> QWidget:
        """Return the first field that is blank, else the first."""
        fields = list(self.fields.values())
        return next((field for field in fields if not field.text()), fields[0])

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show a line round each field."""
        for field in self.fields.values():
            theme.restyle(field, state="error" if is_wrong else "")

    def _value(self) -> str | None:
        """Return the value, empty while all fields are blank, None where they say no moment."""
        typed = {name: unicodedata.normalize("NFKC", field.text()).strip() for name, field in self.fields.items()}
        if not any(typed.values()):
            return ""
        try:
            figures = _BEGINNINGS | {name: int(text) for name, text in typed.items()}
            if "year" in self.fields and len(typed["year"]) != 4:
                return None
            year = figures["year"] if "year" in self.fields else 2000
            moment = datetime(year, figures["month"], figures["day"], figures["hour"], figures["minute"], tzinfo=_ZONE)
        except ValueError:
            return None
        clock = f"{moment:%H:%M}:00.000+08:00"
        day = moment.date().isoformat()
        return {"date": day, "time": clock}.get(self._type, f"{day}T{clock}")

    def _fill(self, parts: dict[str, int], *, is_all: bool = True) -> None:
        for name, field in self.fields.items():
            width = 4 if name == "year" else 2
            if name in parts or is_all:
                field.setText(f"{parts[name]:0{width}}" if name in parts else "")

    def _fill_today(self) -> None:
        now = self._now()
        self._fill({"year": now.year, "month": now.month, "day": now.day, "hour": now.hour, "minute": now.minute})
        self.commit()
        self.left.emit()

    # ---- the month -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close the month on F4."""
        if event.key() == Qt.Key.Key_F4 and self.has_calendar and self.calendar_button.isEnabled():
            self._toggle_month()
        else:
            super().keyPressEvent(event)

    @property
    def is_open(self) -> bool:
        """Whether the month can be seen."""
        return self.month is not None and not self.month.isHidden()

    def _toggle_month(self) -> None:
        if self.is_open:
            self._close_month()
            return
        if self.month is None:
            self.month = MonthPanel()
            self.month.taken.connect(self._take_day)
            self.month.put_off.connect(self._close_month)
            self.month.tabbed.connect(self._tabbed)
            self._lines.insertWidget(1, self.month, 0, Qt.AlignmentFlag.AlignLeft)
            if "day" in self.fields:
                QWidget.setTabOrder(self.calendar_button, self.month)
        value = self._value()
        chosen = date.fromisoformat(value[:10]) if value else None
        self.month.show_month(chosen, self._now().date())
        self.month.show()
        self.month.here.setFocus(Qt.FocusReason.TabFocusReason)
        self.opened.emit()

    def _close_month(self) -> None:
        assert self.month is not None
        focused = QApplication.focusWidget()
        if focused is not None and self.month.isAncestorOf(focused):
            self.fields["day"].setFocus(Qt.FocusReason.TabFocusReason)
        self.month.hide()

    def _tabbed(self) -> None:
        focused = QApplication.focusWidget()
        if self.month is not None and not (focused is not None and self.month.isAncestorOf(focused)):
            self.month.hide()

    def _take_day(self, day: date) -> None:
        self._fill({"year": day.year, "month": day.month, "day": day.day}, is_all=False)
        self._close_month()
        self.commit()
        self.left.emit()

    def _go_on(self, name: str, text: str, length: int) -> None:
        names = list(self.fields)
        place = names.index(name)
        if len(text) == length and place + 1 < len(names):
            self.fields[names[place + 1]].setFocus()
            self.fields[names[place + 1]].selectAll()

    def _leave(self) -> None:
        if any(field.hasFocus() for field in self.fields.values()):
            return
        self.commit()
        self.left.emit()


def _parts(value: str, value_type: str) -> dict[str, int]:
    """Return the figures of a kept value in China's time."""
    if not value:
        return {}
    try:
        if value_type == "date":
            day = date.fromisoformat(value)
            return {"year": day.year, "month": day.month, "day": day.day}
        if value_type == "time":
            hour, minute = value.split(":")[:2]
            return {"hour": int(hour), "minute": int(minute)}
        moment = datetime.fromisoformat(value)
    except ValueError:
        return {}
    if moment.tzinfo is not None:
        moment = moment.astimezone(_ZONE)
    return {
        "year": moment.year,
        "month": moment.month,
        "day": moment.day,
        "hour": moment.hour,
        "minute": moment.minute,
    }
