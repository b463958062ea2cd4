"""The session that matters now, large: what, when, where, who has come, and the one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tianye.services.day import DayShown
from tianye.services.door import Door
from tianye.ui import theme
from tianye.ui.field.checkin_words import when_words, where_words
from tianye.ui.messages.dates import time_words
from tianye.ui.messages.people import dotted
from tianye.ui.messages.sessions import session_title
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, Plots, add_row
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label, rule
from tianye.ui.parts.marks import Chip

_LATEST = 3


class Swatch(QWidget):
    """A small square in the colour of a group, beside its word."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it as the plots are drawn."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line_strong"), 1) if look.is_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(look.color(self._role))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class SessionCard(Card):
    """One session. `started` wants its check-in, `sheet_wanted` its paper, `kiosk_wanted` its door."""

    started = Signal()
    sheet_wanted = Signal()
    kiosk_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: DayShown | None = None
        self.chip, self.when = Chip("quiet"), Label("soft")
        self.title = Label("title", wraps=True)
        self.about = Label("soft", wraps=True)
        self.where = Label("body", wraps=True)
        self.start = Button("hero", "check")
        self.sheet, self.kiosk = Button("secondary", "printer"), Button("secondary", "hand")
        self.start.clicked.connect(self.started)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.kiosk.clicked.connect(self.kiosk_wanted)
        self.figure = Label("figure")
        self.here, self.missing = Label("lead", wraps=True), Label("caption", wraps=True)
        self.plots = Plots()
        self.women, self.men, self.rest = Label("caption"), Label("caption"), Label("caption", wraps=True)
        self._swatches = Swatch("women"), Swatch("men")
        self.latest = Label("caption", wraps=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(28)
        self._columns.addLayout(self._build_left(), 1)
        self._rule = rule("v")
        self._columns.addWidget(self._rule)
        self._right = QWidget()
        self._build_right()
        self._columns.addWidget(self._right)
        self.body.addLayout(self._columns)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _build_left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(8)
        add_row(left, self.chip, self.when, None, spacing=14)
        left.addWidget(self.title)
        left.addWidget(self.about)
        self._where_row = QWidget()
        row = QHBoxLayout(self._where_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture("place", "ink_soft"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.where, 1)
        left.addWidget(self._where_row)
        left.addSpacing(8)
        left.addStretch(1)
        ways = Flow(12)
        for button in (self.start, self.sheet, self.kiosk):
            ways.add(button)
        left.addWidget(ways)
        return left

    def _build_right(self) -> None:
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.here)
        words.addWidget(self.missing)
        words.addStretch(1)
        row = add_row(right, self.figure, spacing=14)
        row.addLayout(words, 1)
        right.addWidget(self.plots)
        legend = add_row(right, self._swatches[0], self.women, 8, self._swatches[1], self.men, 8, spacing=6)
        legend.addWidget(self.rest, 1)
        right.addStretch(1)
        right.addWidget(rule())
        last = add_row(right, spacing=8)
        last.addWidget(Picture("history", "ink_soft", 18), 0, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.latest, 1)

    def show_day(self, shown: DayShown) -> None:
        """Show the session that was chosen of a day; nothing where there is none."""
        self._shown = shown
        self.setVisible(shown.chosen is not None)
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        self.sheet.setText(self.tr("Print sheet"))
        self.kiosk.setText(self.tr("Self check-in"))
        shown = self._shown
        if shown is None or shown.chosen is None:
            return
        door = shown.chosen
        self.chip.show_state(*self._state(shown, door))
        self.when.setText(when_words(door.session))
        self.title.setText(session_title(door.session))
        day = self.tr("day {number} of {days}").format(number=shown.number, days=shown.days) if shown.days > 1 else ""
        about = dotted((shown.programme, day))
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.where.setText(where_words(door))
        self._where_row.setVisible(bool(self.where.text()))
        start = {
            "open": self.tr("Continue check-in"),
            "closed": self.tr("Check in latecomers"),
            "": self.tr("Start check-in"),
        }
        self.start.setText(start[door.state])
        self._say_counts(door)

    def _say_counts(self, door: Door) -> None:
        presence = door.presence
        here = presence.here
        self.figure.setText(str(here))
        if door.expected is None:
            self.here.setText(self.tr("people here", "", here))
            self.missing.setText(self.tr("Nobody came to another day of this training yet: all are welcome."))
        else:
            people = self.tr("people here", "", here)
            self.here.setText(self.tr("{people}, {expected} expected").format(people=people, expected=door.expected))
            missing = self.tr("%n not here yet", "", door.missing) if door.missing else self.tr("All of them are here.")
            self.missing.setText(missing)
        self.women.setText(self.tr("Women {count}").format(count=presence.women))
        self.men.setText(self.tr("Men {count}").format(count=presence.men))
        rest = []
        if presence.walk_ins:
            rest.append(self.tr("%n registered at the door", "", presence.walk_ins))
        if presence.without_name:
            rest.append(self.tr("%n without a name", "", presence.without_name))
        self.rest.setText(dotted(rest))
        groups = [("women", presence.women), ("men", presence.men), ("ink_soft", presence.others)]
        self.plots.show_counts(groups, max(here, here + door.missing), f"{self.women.text()}, {self.men.text()}")
        came = [f"{arrival.face.name} {time_words(arrival.arrived)}".strip() for arrival in door.latest[:_LATEST]]
        self.latest.setText(
            (self.tr("Just came: {people}") if door.is_of_today else self.tr("Came last: {people}")).format(
                people=self.tr(", ").join(came)
            )
            if came
            else self.tr("Nobody has come yet.")
        )

    def _state(self, shown: DayShown, door: Door) -> tuple[str, str]:
        if door.state == "open":
            return "now", self.tr("Checking in")
        if door.state == "closed":
            return "plain", self.tr("Check-in ended")
        if shown.day < shown.today:
            return "plain", self.tr("Over") if door.session.was_opened else self.tr("Not held here")
        return "quiet", self.tr("Not begun")

    def _fit(self) -> None:
        look = theme.current()
        is_large = look.text_percent > 125
        across = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across)
        self._rule.setVisible(not is_large)
        self._right.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._right.setMinimumWidth(0 if is_large else 360)
        self._right.setMaximumWidth(16_777_215 if is_large else 430)
