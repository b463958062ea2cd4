"""The roster of a session: who is expected, who is here since when; ticked from the list, printed, typed in again."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tianye.domain.attendance import Outcome
from tianye.domain.changes import Changes
from tianye.services import attendance_lists, rosters
from tianye.services.checkin import CheckedIn
from tianye.services.door import Answer
from tianye.services.lists import ListImport
from tianye.services.rosters import RosterRow, SessionRow, Written
from tianye.services.station import Done
from tianye.ui.field.checkin_words import badge_words, undo_words
from tianye.ui.field.roster_import import RosterImportPage
from tianye.ui.field.roster_side import CountCard
from tianye.ui.messages.dates import span_words, time_words
from tianye.ui.messages.notices import ABOUT_BADGE, Notice
from tianye.ui.messages.people import born_words, dotted, sex_word
from tianye.ui.messages.sessions import how_words, session_title, when_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages import told
from tianye.ui.pages.face_column import face_column
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.told import offer, tell_written
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, EmptyState, PageHead, add_row
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.choosers import ask_for_file, ask_where_to_save
from tianye.ui.parts.labels import Label
from tianye.ui.parts.search import SearchField
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table

VIEWS = ("all", "missing", "here")
_STATE_COLUMN = 2


class Roster(Page):
    """One session's people as a table; Space or a click on the last column checks in, and takes a check-in back."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._roster: rosters.Roster | None = None
        self.sessions: list[SessionRow] = []
        self._today: date | None = None
        self._followed: bytes | None = None
        """The session of the check-in that this page last went along with."""
        self.head = PageHead()
        self.session, self.who = Choice(), Choice()
        self.views = Segmented(VIEWS)
        self.search = SearchField(is_large=False)
        self.body.addWidget(self.head)
        choices = Sides(600, spacing=12)
        choices.add(self.session, 2)
        choices.add(self.who, 1)
        for choice in (self.session, self.who):
            choice.setSizeAdjustPolicy(choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(8)
        above = Sides(860, spacing=12)
        above.add(choices, 1)
        above.add(self.views)
        self.body.addWidget(above)
        self._rows: RowTable[RosterRow] = RowTable(
            (
                face_column(),
                Column(
                    lambda: self.tr("Who"),
                    lambda row: dotted((sex_word(row.face.sex), born_words(row.face.born_year))),
                    lambda row: dotted((row.face.place, row.face.organisation)),
                ),
                Column(
                    lambda: self.tr("Here?"),
                    self._state,
                    chip=lambda row: "yes" if row.is_here else "plain",
                ),
                Column(lambda: self.tr("How"), self._how, self._left),
            )
        )
        self.table = Table(self._rows)
        self.table.set_widths(250, 0, 140, 130)
        self.table.tick_on_click(_STATE_COLUMN)
        self.foot = Label("caption", wraps=True)
        self.tick, self.untick = Button("primary", "check"), Button("secondary", "undo")
        shown = Card(spacing=6)
        shown.body.setContentsMargins(8, 8, 8, 12)
        shown.body.addWidget(self.search)
        shown.body.addWidget(self.table, 1)
        row = add_row(shown.body, 8, self.tick, self.untick)
        row.addWidget(self.foot, 1)
        self.of_county = Button("primary", "people")
        self.first = EmptyState(self.of_county)
        self.to_packs = Button("primary", "package")
        self.none = EmptyState(self.to_packs)
        self.stack = QStackedWidget()
        for part in (shown, self.first, self.none):
            self.stack.addWidget(part)
        self.counts = CountCard()
        self.sheet, self.list_out = Button("secondary", "printer"), Button("secondary", "upload")
        self.list_in, self.paper_head = Button("secondary", "download"), Label("strong")
        self.paper = Card(spacing=8)
        self.paper.body.addWidget(self.paper_head)
        for button in (self.sheet, self.list_out, self.list_in):
            self.paper.body.addWidget(button)
        self.side = QWidget()
        self.side.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.counts)
        side.addWidget(self.paper)
        side.addStretch(1)
        sides = Sides(860)
        sides.add(self.stack, 3)
        sides.add(self.side, 1)
        self.body.addWidget(sides, 1)
        self._connect()

    def _connect(self) -> None:
        self.session.activated.connect(self._ask)
        self.who.activated.connect(self._ask)
        self.views.chosen.connect(self._narrow)
        self.search.textChanged.connect(self._narrow)
        self.search.join(self.table)
        self.table.ticked.connect(self._toggle)
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._reword_tick)
        for button in (self.tick, self.untick):
            button.clicked.connect(lambda: self._toggle(self.table.current_row()))
        self.of_county.clicked.connect(self._show_county)
        self.to_packs.clicked.connect(lambda: self.stage.go("handover"))
        self.sheet.clicked.connect(self._choose_sheet)
        self.list_out.clicked.connect(self._choose_list)
        self.list_in.clicked.connect(self._choose_filled)

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "roster"

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Ask which sessions there are, and begin in the table."""
        self.stage.runner.ask(rosters.choose_sessions, self.show_sessions, key="roster-sessions")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Ask again where somebody came, left or was mended."""
        if changes is None or changes.touches("session", "training"):
            self.stage.runner.ask(rosters.choose_sessions, self.show_sessions, key="roster-sessions")
        elif changes.touches("attendance", "anonymous", "person"):
            self._ask()

    def show_sessions(self, found: rosters.Sessions) -> None:
        """Show which sessions there are to choose from; the chosen one stays."""
        kept = self.session.currentData()
        if self.stage.session is not None and self.stage.session != self._followed:
            # check-in went on in another session meanwhile
            self._followed = kept = self.stage.session
        self.sessions, self._today = found.rows, found.today
        self._reword_sessions()
        ids = [row.id for row in found.rows]
        at = ids.index(bytes(kept)) if kept is not None and bytes(kept) in ids else found.first
        if ids:
            self.session.setCurrentIndex(at)
        self._ask()

    def show_session(self, session: bytes) -> None:
        """Show another session."""
        ids = [row.id for row in self.sessions]
        if session in ids:
            self.session.setCurrentIndex(ids.index(session))
            self._ask()

    def _chosen(self) -> SessionRow | None:
        at = self.session.currentIndex()
        return self.sessions[at] if 0 <= at < len(self.sessions) else None

    def _ask(self, *_: object) -> None:
        session = self._chosen()
        if session is None:
            self._roster = None
            self._reword()
            return
        work = partial(rosters.roster_of, session=session.id, of_county=self._is_of_county())
        self.stage.runner.ask(work, self.show_roster, key="roster")

    @property
    def roster(self) -> rosters.Roster:
        """What is shown; to be asked while a session is."""
        assert self._roster is not None
        return self._roster

    def show_roster(self, roster: rosters.Roster) -> None:
        """Show who is on the roster."""
        self._roster = roster
        self._narrow()

    def _narrow(self, *_: object) -> None:
        chosen = self.table.current_row()
        bar = self.table.verticalScrollBar()
        at, row = bar.value(), self.table.currentIndex().row()
        shown = [one for one in (self._roster.rows if self._roster else ()) if self._is_shown(one)]
        self._rows.show_rows(shown)
        ids = [one.face.id for one in shown]
        if isinstance(chosen, RosterRow) and shown:
            # who went out of the view leaves her place to the next
            again = ids.index(chosen.face.id) if chosen.face.id in ids else min(max(row, 0), len(ids) - 1)
            self.table.setCurrentIndex(self._rows.index(again, 0))
        elif self.search.text().strip() and shown:
            self.table.move(0)
        bar.setValue(at)
        self._reword()

    def _is_shown(self, row: RosterRow) -> bool:
        if (self.views.value == "missing" and row.is_here) or (self.views.value == "here" and not row.is_here):
            return False
        text = self.search.text().strip().casefold()
        return not text or rosters.is_meant(row.face, text)

    def _is_of_county(self) -> bool:
        return bool(self.who.currentData())

    def _show_county(self) -> None:
        self.who.setCurrentIndex(self.who.findData(True))
        self._ask()

    # ---- ticking ---------------------------------------------------------------------------------------------------

    def _toggle(self, row: object) -> None:
        session = self._chosen()
        if not isinstance(row, RosterRow) or session is None:
            return
        if row.is_here:
            work = partial(rosters.untick, session=session.id, person=row.face.id)
            self.stage.runner.do(work, partial(self._unticked, row.face.name))
        else:
            self.stage.runner.do(partial(rosters.tick, session=session.id, person=row.face.id), self._ticked)

    def _ticked(self, done: CheckedIn) -> None:
        name = done.person.name if done.person and done.person.name else ""
        offer(self.stage, done.command, partial(told.checked_in, name, time_words(done.arrived)))

    def _unticked(self, name: str, done: Done) -> None:
        offer(self.stage, done.command, partial(told.check_in_taken_back, name))

    def take_badge(self, text: str) -> bool:
        """Check in whoever a badge names to the session that is shown."""
        session = self._chosen()
        if session is None:
            return False
        self.stage.runner.do(
            partial(rosters.take_badge, session=session.id, text=text), partial(self._badge_taken, session)
        )
        return True

    def _badge_taken(self, session: SessionRow, answer: Answer) -> None:
        if answer.outcome is Outcome.ADMITTED:
            offer(self.stage, answer.command, partial(undo_words, answer, session))
        else:
            self.stage.notify(Notice("warn", partial(badge_words, answer), about=ABOUT_BADGE))

    def _open(self, row: object) -> None:
        if isinstance(row, RosterRow):
            self.stage.open_task(PersonPage(self.stage, row.face.id))

    # ---- paper -----------------------------------------------------------------------------------------------------

    def _choose_sheet(self) -> None:
        title, name, kinds = self.tr("Sign-in sheet"), self.tr("sign-in sheet.html"), self.tr("Page (*.html)")
        ask_where_to_save(self, title, name, kinds, self.write_sheet)

    def write_sheet(self, path: Path) -> None:
        """Write the sheet to be signed."""
        session = self._chosen()
        if session is not None:
            work = partial(
                rosters.write_sign_in_sheet,
                session=session.id,
                path=path,
                of_county=self._is_of_county(),
                language=self.stage.language.on_paper,
            )
            self.stage.runner.do(work, self._written)

    def _choose_list(self) -> None:
        title, name, kinds = self.tr("List to type into"), self.tr("attendance.xlsx"), self.tr("Workbook (*.xlsx)")
        ask_where_to_save(self, title, name, kinds, self.write_list)

    def write_list(self, path: Path) -> None:
        """Write the list that signed sheets are typed into."""
        session = self._chosen()
        if session is not None:
            work = partial(rosters.write_list, session=session.id, path=path, of_county=self._is_of_county())
            self.stage.runner.do(work, self._written)

    def _written(self, written: Written) -> None:
        tell_written(self.stage, written.path, partial(told.sheet_written, written.people, written.held_back))

    def _choose_filled(self) -> None:
        ask_for_file(self, self.tr("Take a filled list in"), self.tr("Lists (*.xlsx *.csv)"), self.read_list)

    def read_list(self, path: Path) -> None:
        """Read a list that was filled from paper and show what it would do; nothing is written yet."""

        def work(station: Any) -> tuple[Path, ListImport]:
            return path, attendance_lists.import_attendance(station, path, preview=True)

        self.stage.runner.ask(work, self._show_preview)

    def _show_preview(self, read: tuple[Path, ListImport]) -> None:
        self.stage.open_task(RosterImportPage(self.stage, *read))

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.session.setAccessibleName(self.tr("Session"))
        self.who.setAccessibleName(self.tr("Who is expected"))
        self.views.setAccessibleName(self.tr("Who is shown"))
        self.search.setAccessibleName(self.tr("Find on the roster"))
        self.search.setPlaceholderText(self.tr("Name, pinyin, initials"))
        self.table.setAccessibleName(self.tr("Roster"))
        self.tick.setText(self.tr("Check in"))
        self.untick.setText(self.tr("Take the check-in back"))
        self.paper_head.setText(self.tr("On paper"))
        self.sheet.setText(self.tr("Sign-in sheet"))
        self.list_out.setText(self.tr("List to type into"))
        self.list_in.setText(self.tr("Take a filled list in"))
        self.of_county.setText(self.tr("Show the whole county"))
        self.to_packs.setText(self.tr("Install the pack"))
        self.first.say(
            self.tr("Nobody is expected yet"),
            self.tr("It is the first session of this training. Tick from the whole county, or check in at the door."),
        )
        self.none.say(
            self.tr("No session on this laptop yet"), self.tr("Sessions come with the pack from headquarters.")
        )
        kept = self.who.currentData()
        self.who.clear()
        self.who.addItem(self.tr("Came to this training"), False)
        self.who.addItem(self.tr("The whole county"), True)
        self.who.setCurrentIndex(1 if kept else 0)
        self._reword_sessions()
        self._rows.reword()
        self.counts.retranslate()
        self._reword()

    def _reword_sessions(self) -> None:
        at = self.session.currentIndex()
        self.session.clear()
        for row in self.sessions:
            when = when_words(row, self._today)
            self.session.addItem(f"{when[:1].upper()}{when[1:]}  {session_title(row)}", row.id)
        self.session.setCurrentIndex(at)

    def _reword(self) -> None:
        session, roster = self._chosen(), self._roster
        line = ""
        if session is not None:
            line = self.tr(", ").join(
                part for part in (span_words(session.begins, session.ends), session.venue or "") if part
            )
        self.head.say(self.tr("Roster"), line)
        if roster is None:
            self.stack.setCurrentIndex(2 if not self.sessions else 0)
        else:
            self.stack.setCurrentIndex(0 if roster.rows else 1)
        for part in (self.session, self.who, self.views, self.side):
            part.setVisible(bool(self.sessions))
        self.counts.show_roster(roster)
        here = roster.here() if roster else 0
        total = len(roster.rows) if roster else 0
        self.views.set_text("all", self.tr("All {number}").format(number=total))
        self.views.set_text("missing", self.tr("Not here {number}").format(number=total - here))
        self.views.set_text("here", self.tr("Here {number}").format(number=here))
        self.foot.setText(self.tr("Sorted by the pinyin of the names. Space checks in, Enter opens."))
        self._reword_tick()

    def _reword_tick(self, *_: object) -> None:
        row = self.table.current_row()
        is_here = isinstance(row, RosterRow) and row.is_here
        self.tick.setEnabled(isinstance(row, RosterRow))
        self.tick.setVisible(not is_here)
        self.untick.setVisible(is_here)

    def _state(self, row: RosterRow) -> str:
        if not row.is_here:
            return self.tr("not here")
        return time_words(row.arrived) if row.arrived is not None else self.tr("here")

    def _how(self, row: RosterRow) -> str:
        if not row.is_here:
            return ""
        return how_words(row.how) if row.is_expected else self.tr("came extra")

    def _left(self, row: RosterRow) -> str:
        return self.tr("left {clock}").format(clock=time_words(row.departed)) if row.departed is not None else ""
