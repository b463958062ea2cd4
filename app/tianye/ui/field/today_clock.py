"""The morning question: whether the laptop's day and time are right, and what they are where they are not."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from tianye.services.clock import ClockShown
from tianye.ui import theme
from tianye.ui.field.checkin_cards import LARGE
from tianye.ui.messages.dates import day_words, time_words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.labels import Label

_DAY: Final = re.compile(r"(\d{4})[-./年 ]?(\d{1,2})[-./月 ]?(\d{1,2})日?")
_TIME: Final = re.compile(r"(\d{1,2})[:.点 ]?(\d{2})分?")


class ClockCard(Card):
    """«Is it now …?» `confirmed` is yes; `told` brings the day and time a person gave. Nothing waits for it."""

    confirmed = Signal()
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__("warn", spacing=8)
        self.body.setContentsMargins(20, 8, 12, 8)
        self._clock: ClockShown | None = None
        self.question, self.why = Label("on_warn", wraps=True), Label("caption", wraps=True)
        self.yes, self.no = Button("secondary", "check"), Button("secondary", "clock")
        self.date, self.time = TextLine(), TextLine()
        self._is_unreadable = False
        for line in (self.date, self.time):
            line.returnPressed.connect(self._tell)
        self.set, self.leave = Button("secondary", "check"), Button("quiet", "return")
        self.yes.clicked.connect(self.confirmed)
        self.no.clicked.connect(lambda: self._ask(True))
        self.leave.clicked.connect(lambda: self._ask(False))
        self.set.clicked.connect(self._tell)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.question)
        words.addWidget(self.why)
        asked, ways = QHBoxLayout(), QHBoxLayout()
        asked.setSpacing(12)
        ways.setSpacing(12)
        asked.addWidget(Picture("clock", "on_barley_soft", 24))
        asked.addLayout(words, 1)
        for part in (self.yes, self.no, self.date, self.time, self.set, self.leave):
            ways.addWidget(part)
        ways.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addLayout(asked, 1)
        self._row.addLayout(ways)
        self.body.addLayout(self._row)
        self._fit()
        theme.current().changed.connect(self._fit)
        self._ask(False)

    def _fit(self) -> None:
        look = theme.current()
        self.date.setMinimumWidth(look.px(150))
        self.time.setMinimumWidth(look.px(96))
        is_large = look.text_percent > LARGE
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)

    def show_clock(self, clock: ClockShown) -> None:
        """Ask, where there is something to ask; an answer being typed is left alone."""
        if self._clock is None or not self.is_telling:
            self._clock = clock
            self.date.setText(f"{clock.moment:%Y-%m-%d}")
            self.time.setText(f"{clock.moment:%H:%M}")
        if not clock.is_asked:
            self._ask(False)
        # a clock that cannot be right is answered with no: that is the step
        self.no.set_kind("primary" if clock.is_suspect else "secondary")
        self.setVisible(clock.is_asked)
        self.retranslate()

    @property
    def is_telling(self) -> bool:
        """Whether the fields for day and time are open."""
        return not self.date.isHidden()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        is_suspect = self._clock is not None and self._clock.is_suspect
        self.yes.setText(self.tr("Yes, it is"))
        self.no.setText(self.tr("No, set it right") if is_suspect else self.tr("No"))
        self.set.setText(self.tr("This is the time"))
        self.leave.setText(self.tr("Leave for now"))
        for edit, name in ((self.date, self.tr("Today's date")), (self.time, self.tr("Time now"))):
            edit.setAccessibleName(name)
        if self._clock is None:
            return
        moment = self._clock.moment
        if self.is_telling:
            self.question.setText(self.tr("What day and time is it?"))
            self.why.setText(
                self.tr("This cannot be read. Type the day like 2026-06-13 and the time like 8:56.")
                if self._is_unreadable
                else self.tr("Type the day like 2026-06-13 and the time like 8:56.")
            )
            return
        self.question.setText(
            self.tr("Is it now {day}, {time}?").format(
                day=day_words(moment.date(), with_year=self._clock.is_suspect),
                time=time_words(moment.hour * 60 + moment.minute),
            )
        )
        self.why.setText(
            self.tr("This laptop's clock seems to be wrong. Check-ins are kept in their order all the same.")
            if self._clock.is_suspect
            else self.tr("Asked once a day. Check-in does not wait for the answer.")
        )

    def _ask(self, is_telling: bool) -> None:
        for part in (self.yes, self.no):
            part.setVisible(not is_telling)
        for edit in (self.date, self.time, self.set, self.leave):
            edit.setVisible(is_telling)
        self.retranslate()
        if is_telling:
            self.date.setFocus()
            self.date.selectAll()

    def _tell(self) -> None:
        day, minute = read_day(self.date.text()), read_minute(self.time.text())
        self._is_unreadable = day is None or minute is None
        theme.restyle(self.date, state="error" if day is None else "")
        theme.restyle(self.time, state="error" if minute is None else "")
        self.retranslate()
        if day is not None and minute is not None:
            self.told.emit(datetime.combine(day, time(*divmod(minute, 60))))
        else:
            (self.date if day is None else self.time).setFocus()


def read_day(text: str) -> date | None:
    """Return a day as somebody types it (`2026-06-13`, `2026.6.13`, `2026年6月13日`); None where it is none."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def read_minute(text: str) -> int | None:
    """Return a time of day as somebody types it (`8:56`, `8点56`, `0856`) in minutes; None where it is none."""
    found = _TIME.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return int(found[1]) * 60 + int(found[2])
