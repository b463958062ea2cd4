"""Check-in: the cursor in the search field, a badge at any time, the tick only after it is on the disk.

Writing goes through the lane one after the other, so scans that come while another is written wait their turn.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tianye.domain.attendance import Outcome
from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.domain.names import matched_spans
from tianye.services import door as at_door
from tianye.services.door import MOST_CALLERS, Answer, Arrival, Caller, Door, Found
from tianye.services.known import get_session
from tianye.services.station import Station
from tianye.services.undo import undo
from tianye.ui.field.checkin_cards import LARGE, Side
from tianye.ui.field.checkin_new import WalkIn
from tianye.ui.field.checkin_unnamed import WithoutName
from tianye.ui.field.checkin_words import (
    Said,
    ended_words,
    line_of,
    say,
    say_undone,
    say_unsaved,
    state_words,
    undo_words,
)
from tianye.ui.messages.dates import day_words, time_words
from tianye.ui.messages.people import dotted, person_line
from tianye.ui.messages.sessions import how_words, session_title
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, PageHead, add_row
from tianye.ui.parts.labels import Label, rule
from tianye.ui.parts.revealing import reveal, reveal_row
from tianye.ui.parts.search import Candidate, CandidateList, SearchField
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table

_RECENTS, _FOUND, _NOBODY, _EMPTY = range(4)


class CheckIn(Page):
    """A task over Today: the door of one session."""

    def __init__(self, stage: Stage, session: bytes) -> None:
        """`session` is the id of the session whose door this is."""
        super().__init__(stage)
        self._id = session
        self._door: Door | None = None
        self._found: Found | None = None
        self._enter_waits = False
        self._shown = QTimer(self, singleShot=True, interval=0)
        """Runs out when what was just shown has found its place."""
        self._shown.timeout.connect(self._bring_into_sight)
        self._unsaved: dict[bytes, str] = {}
        """Id and name of those whose check-in could not be written, until it is."""
        self.body.setContentsMargins(36, 24, 36, 14)
        self.body.setSpacing(12)
        self._build_head()
        self.search, self.list = SearchField(), CandidateList()
        self.search.join(self.list)
        self.search.textChanged.connect(self._typed)
        self.list.accepted_nobody.connect(self._enter_on_nobody)
        self.list.accepted.connect(self._accept)
        self.list.moved_to.connect(self._moved)
        self.hint, self.count = Label("caption", wraps=True), Label("caption")
        self.side = Side()
        self.side.accepted.connect(self.list.accept)
        self.side.leaving.connect(self.note_leaving)
        self.side.new_wanted.connect(self.register_someone)
        self.side.unnamed_wanted.connect(self.count_someone)
        left = self._left = QVBoxLayout()
        left.setSpacing(8)
        self._build_notes(left)
        left.addWidget(self.search)
        row = add_row(left)
        row.addWidget(self.hint, 1)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self._build_lists(), 1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(20)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.side)
        self.body.addLayout(self._columns, 1)
        self._fit()
        stage.theme.changed.connect(self._fit)
        for key, act in (
            ("F2", self.register_someone),
            ("F3", self.count_someone),
            ("F4", self.note_leaving),
            ("F5", self.end),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _build_head(self) -> None:
        self.head = PageHead()
        self.figure = Label("figure", "0")
        self.figure_words, self.figure_line = Label("lead"), Label("caption")
        self.ending = Button("secondary", "flag")
        self.ending.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.ending.clicked.connect(self.end)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.figure_words)
        words.addWidget(self.figure_line)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.figure)
        row.addLayout(words)
        row.addStretch(1)
        self._rule = rule("v")
        row.addWidget(self._rule)
        row.addWidget(self.ending)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(12)
        self._top.addWidget(self.head, 1)
        self._top.addLayout(row)
        self.body.addLayout(self._top)

    def _fit(self) -> None:
        """Put what stands side by side one below the other where the text is large; what just happened comes first."""
        is_large = self.stage.theme.text_percent > LARGE
        across = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across)
        self._top.setDirection(across)
        self.side.put_result(self._left if is_large else None)
        self._lists.setMinimumHeight(self.stage.theme.size("candidate") * 3 if is_large else 0)

    def _build_notes(self, column: QVBoxLayout) -> None:
        self.other_day, self.closed, self.unsaved = Card("warn"), Card("warn"), Card("warn")
        self.other_day_words, self.closed_words = Label("on_warn", wraps=True), Label("on_warn", wraps=True)
        self.unsaved_words = Label("on_warn", wraps=True)
        self.opening = Button("secondary", "door")
        self.opening.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.opening.clicked.connect(self.open_again)
        for card, words, action in (
            (self.other_day, self.other_day_words, None),
            (self.closed, self.closed_words, self.opening),
            (self.unsaved, self.unsaved_words, None),
        ):
            card.body.setContentsMargins(16, 6, 8, 6)
            row = add_row(card.body, Picture("warning", "on_barley_soft"))
            row.addWidget(words, 1)
            if action is not None:
                row.addWidget(action)
            card.hide()
            column.addWidget(card)

    def _build_lists(self) -> QWidget:
        self.latest_title = Label("strong")
        self.latest: RowTable[Arrival] = RowTable(
            (
                Column(lambda: self.tr("Time"), lambda row: time_words(row.arrived)),
                Column(lambda: self.tr("Name"), lambda row: row.face.name, second=lambda row: person_line(row.face)),
                Column(lambda: self.tr("How"), self._how),
            )
        )
        self.latest_table = Table(self.latest)
        self.latest_table.set_widths(90, 0, 190)
        # a click leaves the cursor where it is
        for view in (self.latest_table, self.list):
            view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        recents = Card()
        recents.body.setContentsMargins(8, 14, 8, 8)
        title = add_row(recents.body, 16, self.latest_title, None)
        title.setSpacing(0)
        recents.body.addWidget(self.latest_table, 1)
        found = Card()
        found.body.setContentsMargins(6, 8, 6, 10)
        found.body.addWidget(self.list, 1)
        self.found_foot = Label("caption", wraps=True)
        self.found_foot.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        found.body.addWidget(self.found_foot)
        self.nobody_new = Button("primary", "user-plus")
        self.nobody_new.clicked.connect(self.register_someone)
        self.nobody, self.empty = EmptyState(self.nobody_new), EmptyState()
        self._lists = QStackedWidget()
        for page in (recents, found, self.nobody, self.empty):
            self._lists.addWidget(page)
        self._lists.currentChanged.connect(self._show_ways)
        return self._lists

    # ---- coming and going ------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stage.session = self._id
        self.refresh(None)

    def help_page(self) -> str:
        """Return the page on check-in."""
        return "check-in"

    def refresh(self, changes: Changes | None) -> None:
        """Ask how the door stands, and again for whoever is shown."""
        if changes is None or changes.touches("attendance", "anonymous", "person", "session"):
            self.stage.runner.ask(partial(at_door.look_at_door, session=self._id), self.show_door, key="door")
            if changes is not None and self.search.text().strip():
                self._search()

    def show_door(self, door: Door) -> None:
        """Show how the door stands."""
        self._door = door
        self.latest.show_rows(door.latest)
        self._reword()
        if not self.search.text().strip():
            self._show_latest()

    def _show_latest(self) -> None:
        has_any = self._door is not None and bool(self._door.latest)
        self._lists.setCurrentIndex(_RECENTS if has_any else _EMPTY)

    def _show_ways(self, at: int) -> None:
        self.side.show_ways(is_list=at == _FOUND, is_nobody=at == _NOBODY)

    # ---- looking for somebody --------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self._enter_waits = False
        if text.strip():
            self._search()
            return
        self._found = None
        self.count.setText("")
        self.list.show_rows([])
        self._show_latest()

    def _search(self) -> None:
        identifier, text = self._id, self.search.text()
        self.stage.runner.ask(
            lambda station: at_door.find_callers(station, get_session(station, identifier), text),
            self.show_found,
            key="search",
        )

    def show_found(self, found: Found) -> None:
        """Show who was found; the first is chosen, or whoever was chosen before among the same."""
        if found.text != self.search.text():
            return
        is_again = self._found is not None and self._found.text == found.text
        before = self.list.chosen() if is_again else None
        was_result = is_again and self.side.is_showing_result
        self._found = found
        self.list.show_rows([self._candidate(caller) for caller in found.callers])
        if isinstance(before, Candidate) and isinstance(before.key, Caller):
            ids = [caller.face.id for caller in found.callers]
            if before.key.face.id in ids:
                self.list.move(ids.index(before.key.face.id))
        if was_result:
            self.side.show_again()
        self._lists.setCurrentIndex(_FOUND if found.callers else _NOBODY)
        self._reword_found()
        if self._enter_waits:
            self._enter_waits = False
            if len(found.callers) == 1:
                self._admit(found.callers[0])
            elif not found.callers:
                self._enter_on_nobody()

    def _candidate(self, caller: Caller) -> Candidate:
        face = caller.face
        state, icon = state_words(caller)
        detail = person_line(face)
        if self.search.text().strip().isdecimal() and face.phone_tail:
            detail = dotted((detail, self.tr("phone …{tail}").format(tail=face.phone_tail)))
        return Candidate(
            caller,
            face.name,
            face.name_bo,
            face.reading,
            matched_spans(self.search.text(), face.reading),
            detail,
            state,
            icon,
            face.mark,
            "" if caller.is_here else self.tr("Enter checks in"),
        )

    def _moved(self, row: Candidate | None) -> None:
        if row is not None and isinstance(row.key, Caller):
            self.side.show_caller(row.key)
            self._shown.start()
        elif not self.side.is_showing_result:
            self.side.rest()

    def _say(self, said: Callable[[], Said], caller: Caller | None) -> None:
        self.side.show_result(said, caller)
        self._shown.start()

    def _bring_into_sight(self) -> None:
        """Scroll to what just happened, or to whoever is chosen: where the text is large the page is a long one."""
        if self.side.is_showing_result:
            reveal(self.side.result)
        elif self.list.isVisible() and self.list.chosen() is not None:
            reveal_row(self.list, self.search)

    # ---- letting somebody in ---------------------------------------------------------------------------------------

    def _accept(self, row: Candidate) -> None:
        if self._found is None or self._found.text != self.search.text():
            # the list is still that of the letters before: nobody is checked in by mistake
            self._enter_waits = True
        elif isinstance(row.key, Caller):
            self._admit(row.key)

    def _admit(self, caller: Caller) -> None:
        text = self.search.text()
        how = "phone" if text.strip().isdecimal() else "search"
        identifier, person = self._id, caller.face.id
        self._write(lambda station: at_door.admit(station, get_session(station, identifier), person, how), caller)

    def _enter_on_nobody(self) -> None:
        text = self.search.text()
        if not text.strip():
            return
        if self._found is None or self._found.text != text:
            self._enter_waits = True
            return
        # what no search finds may be the short code of a badge, or an id
        identifier = self._id
        self.stage.runner.do(
            lambda station: at_door.take_text(station, get_session(station, identifier), text),
            self.show_answer,
        )

    def take_badge(self, text: str) -> bool:
        """Check in whoever a badge names; what is being typed stays."""
        identifier = self._id
        self.stage.runner.do(
            lambda station: at_door.take_text(station, get_session(station, identifier), text),
            self.show_answer,
            partial(self._badge_failed, text),
        )
        return True

    def _badge_failed(self, text: str, fault: TianyeError) -> None:
        """Say whose badge it was that could not be written down; the last of several must not be the only one told."""
        identifier = self._id
        self.stage.runner.ask(
            lambda station: at_door.caller_of_badge(station, get_session(station, identifier), text),
            partial(self._failed, fault),
            lambda _: self._failed(fault, None),
        )

    def note_leaving(self) -> None:
        """Note that whoever is chosen, and is here, left now."""
        row = self.list.chosen()
        if row is None or not isinstance(row.key, Caller) or not row.key.is_here:
            return
        identifier, person = self._id, row.key.face.id
        self._write(lambda station: at_door.let_leave(station, get_session(station, identifier), person), None)

    def _write(self, work: Callable[[Station], Answer], caller: Caller | None) -> None:
        """Write, with the field free for the next person; what was typed comes back where writing fails."""
        text = self.search.text()
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(fault: TianyeError) -> None:
            if not self.search.text():
                self.search.setText(text)
            self._failed(fault, caller)

        self.stage.runner.do(work, self.show_answer, failed)

    def _failed(self, fault: TianyeError, caller: Caller | None) -> None:
        self.stage.tell(fault)
        if caller is not None and caller.is_here:
            here = Answer(Outcome.ALREADY_IN, caller, caller.arrived)
            self._say(partial(say, here), caller)
            return
        if caller is not None:
            self._unsaved[caller.face.id] = caller.face.name
            self._reword_unsaved()
        self._say(say_unsaved, caller)

    def _reword_unsaved(self) -> None:
        names = self.tr(", ").join(self._unsaved.values())
        self.unsaved_words.setText(self.tr("Not saved, so not checked in yet: {names}").format(names=names))
        self.unsaved.setVisible(bool(self._unsaved))

    def show_answer(self, answer: Answer) -> None:
        """Show what happened, after it is on the disk, and offer the way back."""
        self._say(partial(say, answer), answer.caller)
        if answer.caller is not None and self._unsaved.pop(answer.caller.face.id, None) is not None:
            self._reword_unsaved()
        command = answer.command
        if command is not None and answer.outcome is Outcome.ADMITTED:
            self.stage.offer_undo(
                partial(undo_words, answer),
                lambda: self.stage.runner.do(partial(undo, command=command), lambda _: self._undone(answer)),
            )

    def _undone(self, answer: Answer) -> None:
        if shiboken6.isValid(self):
            self._say(partial(say_undone, answer), answer.caller)

    # ---- other ways ------------------------------------------------------------------------------------------------

    def register_someone(self) -> None:
        """Open the page for somebody new, with what was typed here or there before."""
        if self._door is None:
            return
        page = WalkIn(self.stage, self._door.session, self.search.text().strip())
        page.finished.connect(self._came)
        # who comes back finds here what was done last, and its way back
        page.came_meanwhile.connect(self.show_answer)
        page.taken_back.connect(self._undone)
        self.stage.open_task(page)

    def count_someone(self) -> None:
        """Open the page for who gives no name."""
        if self._door is not None:
            page = WithoutName(self.stage, self._door.session)
            page.finished.connect(self._came)
            page.badge_read.connect(self.take_badge)
            self.stage.open_task(page)

    def _came(self, answer: Answer) -> None:
        self.search.clear()
        self.show_answer(answer)

    def end(self) -> None:
        """Close this laptop's door, and go back to the day; a door that is not open is only left."""
        if self._door is None:
            return
        session, stage = self._door.session, self.stage
        if self._door.state != "open":
            stage.back()
            return

        def ended(_: object) -> None:
            stage.offer_undo(
                lambda: ended_words(session_title(session)),
                lambda: stage.runner.do(partial(at_door.open_again, session=session)),
            )
            if shiboken6.isValid(self) and self.isVisible():
                stage.back()

        stage.runner.do(partial(at_door.end, session=session), ended)

    def open_again(self) -> None:
        """Open this laptop's door once more."""
        if self._door is not None:
            self.stage.runner.do(partial(at_door.open_again, session=self._door.session))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self._reword_ending()
        self.search.setPlaceholderText(self.tr("Name, pinyin, Tibetan, last 4 digits of the phone"))
        self.search.setAccessibleName(self.tr("Look for a person"))
        self.list.setAccessibleName(self.tr("People who were found"))
        self.latest_table.setAccessibleName(self.tr("Who came last"))
        self.latest_title.setText(self.tr("Who came last"))
        self.hint.setText(self.tr("Name, pinyin or initials; a badge can be scanned at once, no need to click here."))
        self.opening.setText(self.tr("Open again"))
        self.nobody_new.setText(self.tr("Register someone new"))
        self.empty.say(
            self.tr("Nobody has come yet"), self.tr("The first badge or name opens this door. Nothing else is needed.")
        )
        self.latest.reword()
        self.side.retranslate()
        self._reword()
        if self._found is not None:
            self.show_found(self._found)

    def _reword(self) -> None:
        door = self._door
        if door is None:
            self.head.say(self.tr("Check-in"))
            return
        self.head.say(session_title(door.session), line_of(door))
        here = door.presence.here
        self.figure.setText(str(here))
        self.figure_words.setText(self.tr("people here", "", here))
        self.figure_line.setText(
            self.tr("{count} expected").format(count=door.expected) if door.expected is not None else ""
        )
        self.figure_line.setVisible(door.expected is not None)
        self.other_day.setVisible(not door.is_of_today)
        if door.session.held_on:
            day = day_words(date.fromisoformat(door.session.held_on))
            self.other_day_words.setText(
                self.tr("This is the session of {day}; today is {today}. Check-ins count for {day}.").format(
                    day=day, today=day_words(door.today)
                )
            )
        # the door of another day is closed as a rule: one note is enough
        self.closed.setVisible(door.state == "closed" and door.is_of_today)
        for part in (self.ending, self._rule):
            part.setVisible(door.state != "closed")
        self.closed_words.setText(self.tr("Check-in was ended here. Latecomers can still be checked in."))
        self._reword_ending()
        self._reword_unsaved()
        self._reword_found()

    def _reword_ending(self) -> None:
        if self._door is not None and self._door.state == "":
            # nobody has come yet: there is nothing to end
            self.ending.setText(self.tr("Back to Today"))
            self.ending.setToolTip(self.tr("F5. Nobody has come yet; this door was not opened."))
        else:
            self.ending.setText(self.tr("End check-in"))
            self.ending.setToolTip(self.tr("F5. This door is closed; latecomers can still be checked in."))

    def _reword_found(self) -> None:
        found = self._found
        if found is None:
            return
        shown = len(found.callers)
        self.count.setText(
            self.tr("more than {count}").format(count=MOST_CALLERS)
            if found.has_more
            else self.tr("%n found", "", shown)
        )
        self.found_foot.setText(
            self.tr("More than {count} were found. One more letter is faster than scrolling.").format(
                count=MOST_CALLERS
            )
            if found.has_more
            else self.tr("That is everybody. Not among them? Spell it another way, or register someone new.")
        )
        self.nobody.say(
            self.tr('Nobody found for "{text}"').format(text=found.text.strip()),
            self.tr("Try fewer letters or another spelling. Somebody new: F2, without a name: F3."),
        )

    def _how(self, row: Arrival) -> str:
        if row.departed is not None:
            return self.tr("left {time}").format(time=time_words(row.departed))
        return how_words(row.how)
