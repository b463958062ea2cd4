"""The day: its sessions, the door that is open, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QMenu

from tianye.domain.changes import Changes
from tianye.services import clock as clock_asked
from tianye.services import day as days
from tianye.services import rosters
from tianye.services.attendance_lists import Written
from tianye.services.day import DayShown, SessionOfDay
from tianye.ui import theme
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.today_cards import ComingCard, HandedCard
from tianye.ui.field.today_clock import ClockCard
from tianye.ui.field.today_session import SessionCard
from tianye.ui.messages.dates import day_words
from tianye.ui.messages.notices import ABOUT_BADGE, Notice
from tianye.ui.messages.sessions import session_title
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.install_pack import InstallPack
from tianye.ui.pages.told import tell_written
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import EmptyState, PageHead
from tianye.ui.parts.choosers import ask_where_to_save
from tianye.ui.parts.stage import Page, Stage

_MOST_DAYS = 14


class Today(Page):
    """The day: its sessions, the door that is open, what comes next."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._day: date | None = None
        self._session: bytes | None = None
        self._shown: DayShown | None = None
        self._badge = ""
        """A badge that was read before there was a day to check in to."""
        self._is_arriving = False
        """Whether the focus still waits for what there is to do."""
        self.open_file: Callable[[Path], object] = lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.head = PageHead()
        self.back = self.head.add_action(Button("secondary", "today"))
        self.before = self.head.add_action(Button("quiet", "caret-left"))
        self.other = self.head.add_action(Button("quiet", "calendar"))
        self.after = self.head.add_action(Button("quiet", "caret-right"))
        self.back.clicked.connect(lambda: self.show_date(None))
        self.before.clicked.connect(lambda: self._step(forward=False))
        self.after.clicked.connect(lambda: self._step(forward=True))
        self.other.clicked.connect(self._offer_days)
        self.menu = QMenu(self)
        self.clock = ClockCard()
        self.clock.hide()
        self.clock.confirmed.connect(self.confirm_clock)
        self.clock.told.connect(self.tell_clock)
        self.session = SessionCard()
        self.session.started.connect(self.check_in)
        self.session.sheet_wanted.connect(self.print_sheet)
        self.session.kiosk_wanted.connect(self.enter_kiosk)
        self.session.hide()
        self.act = Button("primary", "calendar")
        self.act.clicked.connect(self._act_on_nothing)
        self.card = Button("secondary", "qr")
        self.card.clicked.connect(lambda: stage.open_task(CardPage(stage)))
        self.empty = EmptyState(self.act, self.card)
        self.empty.hide()
        self.coming, self.handed = ComingCard(), HandedCard()
        # nothing empty stands there while the day is being read
        for card in (self.coming, self.handed):
            card.hide()
        self.coming.chosen.connect(self._choose)
        self.handed.wanted.connect(lambda: stage.go("handover"))
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(20)
        self._below.addWidget(self.coming, 1)
        self._below.addWidget(self.handed)
        for part in (self.head, self.clock, self.session, self.empty):
            self.body.addWidget(part, 1 if part is self.empty else 0)
        self.body.addLayout(self._below, 1)
        self._fit()
        stage.theme.changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """Return the least size, with wrapped lines as high as they are in the width there is."""
        hint = super().minimumSizeHint()
        if self.width() < hint.width():
            return hint
        return QSize(hint.width(), min(hint.height(), self.body.minimumHeightForWidth(self.width())))

    def help_page(self) -> str:
        """Return the page on the day."""
        return "today"

    # ---- reading ---------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Ask for the day, and begin with the one thing there is to do."""
        self._is_arriving = True
        super().entered()

    def left(self) -> None:
        """Want the focus no more."""
        self._is_arriving = False

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the day again: whatever changed is one more record to be handed over."""
        self._ask()

    def show_date(self, day: date | None, session: bytes | None = None) -> None:
        """Go to a day, None for today; `session` is shown large."""
        self._day, self._session = day, session
        self._ask()

    def _ask(self) -> None:
        work = partial(days.look_at_day, day=self._day, session=self._session)
        self.stage.runner.ask(work, self.show_day, key="today")

    def show_day(self, shown: DayShown) -> None:
        """Show a day."""
        self._shown = shown
        self.clock.show_clock(shown.clock)
        self.session.show_day(shown)
        self.session.start.set_kind("hero" if shown.day == shown.today else "secondary")
        self.coming.show_day(shown)
        self.handed.show_day(shown)
        self.empty.setVisible(shown.chosen is None)
        for part in (self.coming, self.handed):
            part.setVisible(shown.has_pack)
        self.body.setStretchFactor(self._below, 1 if shown.has_pack else 0)
        self.retranslate()
        if self._is_arriving:
            self._is_arriving = False
            first = self.session.start if shown.chosen is not None else self.act
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        badge, self._badge = self._badge, ""
        if badge and self.isVisible():
            self.take_badge(badge)

    def _step(self, *, forward: bool) -> None:
        if self._shown is not None and (day := self._shown.after if forward else self._shown.before):
            self.show_date(day)

    def _offer_days(self) -> None:
        self.stage.runner.ask(days.days_with_sessions, self._show_days, key="days")

    def _show_days(self, every: list[date]) -> None:
        if self._shown is None:
            return
        today = self._shown.today
        near = sorted(sorted(every, key=lambda day: abs((day - today).days))[:_MOST_DAYS])
        self.menu.clear()
        for day in near:
            action = self.menu.addAction(day_words(day, with_weekday=True, with_year=day.year != today.year))
            action.triggered.connect(partial(self.show_date, day))
        if near:
            self.menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def _choose(self, row: SessionOfDay) -> None:
        held = row.session.held_on
        self.show_date(date.fromisoformat(held) if held else None, row.session.id)

    # ---- acting ----------------------------------------------------------------------------------------------------

    def check_in(self) -> None:
        """Open the door of the session that is shown."""
        self._open_door()

    def take_badge(self, text: str) -> bool:
        """Open the door of the session that is shown, and let it take the badge."""
        if self._shown is None:
            # the day is still being read
            self._badge = text
        elif (door := self._open_door()) is not None:
            door.take_badge(text)
        else:
            self.stage.notify(Notice("warn", self._no_session_words, about=ABOUT_BADGE))
        return True

    def _open_door(self) -> CheckIn | None:
        if self._shown is None or self._shown.chosen is None:
            return None
        # this session stays large, also once its door is closed
        self._session = self._shown.chosen.session.id
        door = CheckIn(self.stage, self._session)
        self.stage.open_task(door)
        return door

    def enter_kiosk(self) -> None:
        """Turn the laptop into the door of the session that is shown."""
        if self._shown is not None and self._shown.chosen is not None:
            self.stage.enter_kiosk(self._shown.chosen.session.id)

    def print_sheet(self) -> None:
        """Write the sign-in sheet and show it in whatever prints web pages here."""
        if self._shown is None or self._shown.chosen is None:
            return
        session = self._shown.chosen.session
        title, name = self.tr("Where to save the sign-in sheet"), f"sign-in-{session.code}.html"
        ask_where_to_save(self, title, name, "HTML (*.html)", partial(self.write_sheet, session.id))

    def write_sheet(self, session: bytes, path: Path) -> None:
        """Write the sheet of a session to be signed; an older one is never written over."""
        language = self.stage.language.on_paper
        work = partial(rosters.write_sign_in_sheet, session=session, path=path, language=language)
        self.stage.runner.do(work, self._sheet_written)

    def _sheet_written(self, written: Written) -> None:
        def text() -> tuple[str, str]:
            held = self.tr("%n who did not agree to be listed are not on it.", "", written.held_back)
            return (
                self.tr("The sign-in sheet is written, with %n names.", "", written.people),
                (held if written.held_back else "")
                + self.tr("Print it from the window that opens; delete the file when it is printed."),
            )

        tell_written(self.stage, written.path, text)
        self.open_file(written.path)

    def confirm_clock(self) -> None:
        """Take the yes to the morning question."""
        self.stage.runner.do(clock_asked.confirm_clock, lambda _: self._ask())

    def tell_clock(self, moment: datetime) -> None:
        """Take the day and time a person gave; the day shown follows."""
        self._day = self._session = None
        self.stage.runner.do(partial(clock_asked.tell_clock, moment=moment), self._told)

    def _told(self, _: object) -> None:
        self.clock.hide()
        self._ask()

    def _act_on_nothing(self) -> None:
        if self._shown is None:
            return
        if not self._shown.has_pack:
            self.stage.open_task(InstallPack(self.stage))
        elif self._shown.day != self._shown.today:
            self.show_date(None)
        elif self._shown.after is not None:
            self.show_date(self._shown.after)
        else:
            self.stage.go("handover")

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.back.setText(self.tr("Back to today"))
        self.other.setText(self.tr("Other days"))
        for button, name in (
            (self.before, self.tr("Earlier day with sessions")),
            (self.after, self.tr("Later day with sessions")),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        shown = self._shown
        if shown is None:
            self.head.say(self.tr("Today"), self.tr("The day is being read…"))
            for button in (self.back, self.before, self.other, self.after):
                button.hide()
            return
        is_today = shown.day == shown.today
        # on a day without a session the large card leads back
        self.back.setVisible(not is_today and shown.chosen is not None)
        self.back.set_kind("primary" if shown.chosen is not None else "secondary")
        # where there is no such day the arrow stays in its place, pale: nothing moves under a hand
        for button, day in ((self.before, shown.before), (self.after, shown.after)):
            button.setVisible(shown.has_pack)
            button.setEnabled(day is not None)
        self.other.setVisible(shown.has_pack)
        self.head.say(day_words(shown.day, with_weekday=True), self._standing(shown, is_today=is_today))
        self._say_empty(shown)

    def _standing(self, shown: DayShown, *, is_today: bool) -> str:
        if shown.chosen is None:
            return "" if is_today else self.tr("Today is {day}.").format(day=day_words(shown.today))
        number = (
            self.tr("%n sessions today.", "", shown.sessions)
            if is_today
            else self.tr("%n sessions on this day.", "", shown.sessions)
        )
        title = session_title(shown.chosen.session)
        state = {
            "open": self.tr("Check-in is open: {title}."),
            "closed": self.tr("Check-in has ended: {title}."),
            "": self.tr("Check-in has not begun: {title}.") if shown.day >= shown.today else "",
        }
        return (
            self.tr("{first} {second}")
            .format(first=number, second=state[shown.chosen.state].format(title=title))
            .strip()
        )

    def _say_empty(self, shown: DayShown) -> None:
        # while the clock's question stands, it is the first step
        self.act.set_kind("secondary" if shown.clock.is_asked and shown.clock.is_suspect else "primary")
        self.act.set_icon(self._icon_of_act(shown))
        self.card.setText(self.tr("This laptop's card"))
        self.card.setVisible(not shown.has_pack)
        if not shown.has_pack:
            self.empty.say(
                self.tr("No pack from headquarters yet"),
                self.tr(
                    "A pack brings the sessions and the people of your counties, on a stick. "
                    "No stick yet? Give headquarters this laptop's card and ask for one."
                ),
            )
            self.act.setText(self.tr("Install a pack"))
        elif shown.day != shown.today:
            self._say_other_day(shown)
        elif shown.after is not None:
            day = day_words(shown.after, with_weekday=True)
            title = session_title(shown.coming[0].session) if shown.coming else ""
            self.empty.say(
                self.tr("No session on this day"), self.tr("Next: {day}, {title}").format(day=day, title=title)
            )
            self.act.setText(self.tr("Go to {day}").format(day=day_words(shown.after)))
        else:
            self.empty.say(
                self.tr("No session on this day"),
                self.tr("Nothing more is planned."),
            )
            self.act.setText(self.tr("Install a new pack"))

    def _say_other_day(self, shown: DayShown) -> None:
        """Say what comes after a day without a session that was turned to; the way back to today comes first."""
        words = self.tr("Nothing more is planned.")
        if shown.after is not None:
            title = session_title(shown.coming[0].session) if shown.coming else ""
            day = day_words(shown.after, with_weekday=True)
            is_over = shown.after < shown.today
            was, comes = self.tr("The next day with sessions was {day}, {title}"), self.tr("Next: {day}, {title}")
            words = (was if is_over else comes).format(day=day, title=title)
        self.empty.say(self.tr("No session on this day"), words)
        self.act.setText(self.tr("Back to today"))

    def _icon_of_act(self, shown: DayShown) -> str:
        if not shown.has_pack:
            return "package"
        if shown.day != shown.today:
            return "today"
        return "calendar" if shown.after is not None else "package"

    def _no_session_words(self) -> tuple[str, str]:
        return (
            self.tr("A badge was read; nothing was written."),
            self.tr("On this day there is no session to check in to."),
        )

    def _fit(self) -> None:
        is_large = theme.current().text_percent > 150
        self._below.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
