"""What stands round the session of the day: what comes next, and what headquarters has."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tianye.services.day import DayShown, SessionOfDay
from tianye.ui import theme
from tianye.ui.field.checkin_cards import LARGE
from tianye.ui.messages.dates import day_words, moment_words, number_words, time_words
from tianye.ui.messages.people import dotted
from tianye.ui.messages.sessions import session_title
from tianye.ui.messages.trainings import half_word
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.edges import Edges
from tianye.ui.parts.labels import Label, rule


class ComingCard(Card):
    """The other sessions of the day and those of the next one; `chosen` brings a `SessionOfDay`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(spacing=4)
        self.body.setContentsMargins(24, 16, 8, 8)
        self._shown: DayShown | None = None
        self.title = Label("heading")
        self.nothing = Label("soft", wraps=True)
        self._rows = QWidget()
        self._rows.setProperty("clear", "true")
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 16, 0)
        self._list.setSpacing(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._rows)
        # as high as there is room, whatever is inside
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._area = area
        Edges(area)
        self.body.addWidget(self.title)
        self.body.addWidget(self.nothing)
        self.body.addWidget(area, 1)
        self.body.addStretch(0)
        self._fit()
        theme.current().changed.connect(self._fit)

    def show_day(self, shown: DayShown) -> None:
        """Show what comes beside or after the session of the day."""
        is_new = self._shown is None or _listed(self._shown) != _listed(shown)
        self._shown = shown
        if is_new:
            self._build()
        self.title.setText(self._title(shown))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self._build()

    def _build(self) -> None:
        shown = self._shown
        assert shown is not None
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.title.setText(self._title(shown))
        for number, row in enumerate((*shown.others, *shown.coming)):
            if number:
                self._list.addWidget(rule())
            self._list.addWidget(self._row(row, shown))
        self._list.addStretch(1)
        has_any = bool(shown.others or shown.coming)
        self.nothing.setVisible(not has_any)
        more = self.tr("The next pack from headquarters may bring more.")
        both = self.tr("Nothing more is planned. The next pack from headquarters may bring more.")
        # without a session the large card says the first half already
        self.nothing.setText(more if shown.chosen is None else both)
        self._area.setVisible(has_any)

    def _title(self, shown: DayShown) -> str:
        now = shown.clock.moment
        minute = now.hour * 60 + now.minute
        has_begun = shown.day < shown.today or any(
            row.session.begins is not None and row.session.begins <= minute for row in shown.others
        )
        # what runs already, or is over, does not come next
        is_beside = shown.day <= shown.today and bool(shown.others) and has_begun
        if not shown.others and shown.after is not None and shown.after < shown.today:
            return self.tr("Held after this day")
        return self.tr("Other sessions") if is_beside else self.tr("Next")

    def _row(self, row: SessionOfDay, shown: DayShown) -> QWidget:
        session = row.session
        held = date.fromisoformat(session.held_on) if session.held_on else shown.day
        begins = time_words(session.begins) or half_word(session.half)
        until = self.tr("to {time}").format(time=time_words(session.ends)) if session.ends is not None else ""
        line = QWidget()
        row_layout = QHBoxLayout(line)
        row_layout.setContentsMargins(0, 8, 0, 8)
        row_layout.setSpacing(20)
        time, about = QVBoxLayout(), QVBoxLayout()
        time.addWidget(Label("lead", f"{self._day(held, shown)} {begins}".strip()))
        time.addWidget(Label("caption", dotted((half_word(session.half), until))))
        about.addWidget(Label("lead", session_title(session), wraps=True))
        about.addWidget(Label("caption", session.venue or "", wraps=True))
        for column in (time, about):
            column.setSpacing(0)
            column.addStretch(1)
        first = QWidget()
        first.setLayout(time)
        time.setContentsMargins(0, 0, 0, 0)
        first.setMinimumWidth(theme.current().px(140))
        row_layout.addWidget(first)
        row_layout.addLayout(about, 1)
        row_layout.addWidget(Label("soft", self._count(row, held, shown)))
        is_over = held < shown.today
        button = Button()
        button.setText(self.tr("View") if is_over or row.here else self.tr("Prepare"))
        # two of them on a page are told apart by the session
        named = self.tr("{action}: {session}")
        button.setAccessibleName(named.format(action=button.text(), session=session_title(session)))
        button.clicked.connect(lambda: self.chosen.emit(row))
        row_layout.addWidget(button)
        return line

    def _day(self, held: date, shown: DayShown) -> str:
        if held == shown.day:
            return ""
        if (held - shown.today).days == 1:
            return self.tr("Tomorrow")
        return day_words(held)

    def _count(self, row: SessionOfDay, held: date, shown: DayShown) -> str:
        if row.here:
            return self.tr("%n were here", "", row.here) if held != shown.today else self.tr("%n here", "", row.here)
        return self.tr("{count} expected").format(count=row.expected) if row.expected else ""

    def _fit(self) -> None:
        self._area.setMinimumHeight(theme.current().px(64))
        if self._shown is not None:
            self._build()


def _listed(shown: DayShown) -> object:
    return shown.day, shown.today, shown.others, shown.coming


class HandedCard(Card):
    """How far this laptop's records have come: here, carried away, received; `wanted` leads to handing over."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=8)
        self.body.setContentsMargins(24, 16, 24, 16)
        self._shown: DayShown | None = None
        self.title = Label("heading")
        self.body.addWidget(self.title)
        self.names: dict[str, Label] = {}
        self.numbers: dict[str, Label] = {}
        for name, icon, role in (
            ("here", "laptop-fill", "on_local_soft"),
            ("handed", "hand-over-fill", "primary"),
            ("received", "seal-check", "done"),
        ):
            self.names[name], self.numbers[name] = Label("body", wraps=True), Label("strong")
            row = add_row(self.body, Picture(icon, role), spacing=10)
            row.addWidget(self.names[name], 1)
            row.addWidget(self.numbers[name])
        self.body.addStretch(1)
        self.sentence = Label("caption", wraps=True)
        self.last = Label("caption", wraps=True)
        self.go = Button("secondary", "hand-over")
        self.go.clicked.connect(self.wanted)
        self.body.addWidget(self.sentence)
        row = add_row(self.body)
        row.addWidget(self.last, 1)
        row.addWidget(self.go)
        self._fit()
        theme.current().changed.connect(self._fit)

    def show_day(self, shown: DayShown) -> None:
        """Show the three counts."""
        self._shown = shown
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text."""
        self.title.setText(self.tr("To headquarters"))
        self.names["here"].setText(self.tr("Only on this laptop"))
        self.names["handed"].setText(self.tr("Handed over, no receipt yet"))
        self.names["received"].setText(self.tr("Received by headquarters"))
        self.go.setText(self.tr("Hand over"))
        if self._shown is None:
            return
        standing = self._shown.standing
        here, waiting = standing.only_here, standing.on_the_way
        for name, count in (("here", here), ("handed", waiting), ("received", standing.all_received)):
            self.numbers[name].setText(number_words(count))
        if here:
            self.sentence.setText(
                self.tr("%n records have not left this laptop. Hand over before you go home.", "", here)
            )
        elif waiting:
            self.sentence.setText(self.tr("Everything is handed over; the receipt is still to come."))
        else:
            self.sentence.setText(self.tr("Headquarters has everything."))
        handed_ms = self._shown.handed_over_ms
        # the clock's question stands above and needs the room
        self.sentence.setVisible(not self._shown.clock.is_asked)
        self.last.setText(
            self.tr("Last: {moment}").format(moment=moment_words(handed_ms, self._shown.today))
            if handed_ms is not None
            else self.tr("Not handed over yet")
        )

    def _fit(self) -> None:
        look = theme.current()
        is_large = look.text_percent > LARGE
        self.setMinimumWidth(0 if is_large else look.px(330))
        self.setMaximumWidth(16_777_215 if is_large else look.px(330))
