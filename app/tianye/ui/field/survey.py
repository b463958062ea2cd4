"""The surveys of a session: which forms there are, who has answered, whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication

from tianye.domain.changes import Changes
from tianye.services import interviews, rosters, survey_rounds
from tianye.services.door import Answer
from tianye.services.faces import Face
from tianye.services.interviews import Dropped, Opened
from tianye.services.survey_rounds import Asked, BadgeRead, Begun, Round, SessionRow, SurveyForm
from tianye.services.surveys import Context
from tianye.ui.field.checkin_new import WalkIn
from tianye.ui.field.checkin_words import undo_words
from tianye.ui.field.survey_people import AskedPeople
from tianye.ui.field.survey_side import SurveySide
from tianye.ui.messages.dates import day_words, span_words
from tianye.ui.messages.notices import ABOUT_BADGE, Notice
from tianye.ui.messages.people import dotted
from tianye.ui.messages.sessions import session_title
from tianye.ui.pages import told
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import EmptyState, PageHead
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.views import Views

SIDE_BY_SIDE = 800
"""Width, growing with the text, from which people and forms stand side by side."""


class Surveys(Page):
    """The place: a session, its forms, its people; each interview opens as a task."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._round: Round | None = None
        self._session: bytes | None = None
        self._followed: bytes | None = None
        """The session of the check-in that this page last went along with."""
        self._form_id = ""
        self._face: Face | None = None
        self._not_here: tuple[bytes, Notice | None] = (b"", None)
        """Whose badge was read though she is not checked in, and what is said of it."""
        self.head = PageHead()
        self.sessions = Choice()
        self.sessions.activated.connect(self._session_chosen)
        self.side, self.people = SurveySide(), AskedPeople()
        self.install = Button("primary", "hand-over")
        self.install.clicked.connect(lambda: stage.go("handover"))
        self.empty = EmptyState(self.install)
        self._lay_out()
        self.side.chosen.connect(self._form_chosen)
        self.side.resumed.connect(self._resume)
        self.side.dropped.connect(self._drop)
        self.people.begun.connect(self._begin)
        self.people.new_wanted.connect(self._register)
        self.people.asked_again.connect(self._ask_people)
        self._stack.hide()

    def _lay_out(self) -> None:
        self.head.add_action(self.sessions)
        self.body.addWidget(self.head)
        both = Sides(SIDE_BY_SIDE)
        both.turned.connect(self.side.fill_width)
        both.turned.connect(self.people.let_grow)
        both.add(self.people, 1)
        both.add(self.side)
        self._both = both
        self._stack = Views(both, self.empty)
        self.body.addWidget(self._stack, 1)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.sessions.setAccessibleName(self.tr("Session"))
        self.install.setText(self.tr('Go to "Hand over"'))
        self.empty.say(
            self.tr("No form is on this laptop yet"),
            self.tr("Forms come with the pack of headquarters, on a stick. Install the pack and they are here."),
        )
        self.side.retranslate()
        self.people.retranslate()
        self._word_round()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "survey"

    def _word_round(self) -> None:
        line = ""
        if self._round is not None and (session := self._round.session) is not None:
            who = self.tr("%n people are here", "", self._round.people)
            if not self._round.has_arrivals:
                who = self.tr("nobody checked in yet; %n are expected", "", self._round.people)
            line = dotted((session_words(session), who))
        self.head.say(self.tr("Surveys"), line)
        chosen = self.sessions.currentIndex()
        self.sessions.clear()
        for row in self._round.sessions if self._round is not None else ():
            self.sessions.addItem(session_words(row, short=True), row.id)
        self.sessions.setCurrentIndex(max(0, chosen) if self.sessions.count() else -1)
        self.sessions.setVisible(self.sessions.count() > 1)

    # ---- reading ---------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Ask how things stand, and begin in the search field."""
        super().entered()
        self.people.search.setFocus()

    def refresh(self, changes: Changes | None) -> None:
        """Ask how things stand, where a form, an answer, or who is here may have changed."""
        if changes is None or changes.touches("form", "response", "attendance", "person", "session", "training"):
            if self.stage.session is not None and self.stage.session != self._followed:
                # check-in went on in another session meanwhile
                self._followed = self._session = self.stage.session
            self.stage.runner.ask(
                partial(survey_rounds.open_round, session=self._session), self._show_round, key="survey-round"
            )

    def _show_round(self, found: Round) -> None:
        self._round = found
        self.people.can_register = found.session is not None
        self._session = found.session.id if found.session is not None else None
        self._stack.show()
        self._stack.show_only(self._both if found.forms else self.empty)
        self._word_round()
        place = self.sessions.findData(self._session)
        if place >= 0:
            self.sessions.setCurrentIndex(place)
        self.side.show_rows(found.begun, found.forms, found.people, self._form_id, found.today)

    def _form_chosen(self, form: SurveyForm | None) -> None:
        if form is None or self._round is None:
            return
        self._form_id = form.row.form_id
        self.people.show_form(form, self._round.people, has_arrivals=self._round.has_arrivals)
        self._ask_people()

    def _ask_people(self) -> None:
        if self._form_id:
            phase, _ = self.people.comparison()
            work = partial(
                survey_rounds.all_asked,
                session=self._session,
                form_id=self._form_id,
                phase=phase,
                text=self.people.search.text(),
            )
            self.stage.runner.ask(work, self._show_people, key="survey-people")

    def _show_people(self, rows: Sequence[Asked]) -> None:
        self.people.show_people(rows)

    def _session_chosen(self, place: int) -> None:
        self._session = self.sessions.itemData(place)
        self.refresh(None)

    # ---- asking ----------------------------------------------------------------------------------------------------

    def _begin(self, asked: Asked | None) -> None:
        form = self.people.form
        if form is None:
            return
        self._face = asked.face if asked is not None else None
        if asked is not None and asked.draft is not None:
            self.stage.runner.ask(partial(interviews.resume, draft=asked.draft), self._opened, key="survey-begin")
            return
        phase, design = self.people.comparison()
        session = self._round.session if self._round is not None else None
        context = Context(
            person=self._face.id if self._face is not None else None,
            training=session.training if session is not None else None,
            session=session.id if session is not None else None,
            phase=phase,
            design=design,
        )
        work = partial(interviews.begin, form=form.row, context=context)
        self.stage.runner.ask(work, self._opened, key="survey-begin")

    def _register(self, typed: str) -> None:
        """Register and check in whom the register does not have; back here she can be asked."""
        session = self._round.session if self._round is not None else None
        if session is not None:
            page = WalkIn(self.stage, session, typed.strip())
            page.finished.connect(self._checked_in)
            self.stage.open_task(page)

    def _resume(self, begun: Begun) -> None:
        self._face = begun.face
        self.stage.runner.ask(partial(interviews.resume, draft=begun.id), self._opened, key="survey-begin")

    def _opened(self, opened: Opened) -> None:
        self.stage.open_task(Interviewing(self.stage, opened, self._face))
        # what is said of a badge belongs to its page: it is said again beside her form
        (person, notice), self._not_here = self._not_here, (b"", None)
        if notice is not None and self._face is not None and self._face.id == person:
            self.stage.notify(notice)

    def take_badge(self, text: str) -> bool:
        """Open the form of whoever a badge names."""
        work = partial(survey_rounds.read_badge, session=self._session, scanned=text)
        self.stage.runner.ask(work, partial(self._badge_read, text), key="survey-badge")
        return True

    def _badge_read(self, text: str, read: BadgeRead | None) -> None:
        if read is None:
            self.stage.notify(Notice("warn", told.badge_unknown, about=ABOUT_BADGE))
            return
        face = read.face
        if not read.is_here and self._session is not None:
            check_in = partial(self._check_in, self._session, text)
            words = partial(_not_here_words, face.name)
            notice = Notice("warn", words, action=_check_in_words, act=check_in, about=ABOUT_BADGE)
            self._not_here = (face.id, notice)
            self.stage.notify(notice)
        known = next((row for row in self.people.rows if row.face.id == face.id), None)
        self._begin(known or Asked(face, "open", is_present=read.is_here))

    def _check_in(self, session: bytes, text: str) -> None:
        """Check in, beside her form, whoever was asked without being checked in."""
        self.stage.runner.do(partial(rosters.take_badge, session=session, text=text), self._checked_in)

    def _checked_in(self, answer: Answer) -> None:
        self._not_here = (b"", None)
        self.stage.withdraw(ABOUT_BADGE)
        session = self._round.session if self._round is not None else None
        told.offer(self.stage, answer.command, partial(undo_words, answer, session))

    # ---- throwing away ---------------------------------------------------------------------------------------------

    def _drop(self, begun: Begun) -> None:
        self.stage.runner.do(partial(interviews.drop, draft=begun.id), partial(self._dropped, begun))

    def _dropped(self, begun: Begun, dropped: Dropped | None) -> None:
        if dropped is not None:
            stage, page = self.stage, self
            stage.offer_undo(
                partial(_dropped_words, is_correction=begun.is_correction),
                lambda: stage.runner.do(partial(interviews.put_back, dropped=dropped), page.put_back_done),
            )
        self.refresh(None)

    def put_back_done(self, _: None) -> None:
        """Show the draft again that was put back."""
        self.refresh(None)


def session_words(session: SessionRow, *, short: bool = False) -> str:
    """Return day, hours and title of a session; of `short` the day, the hour and the title."""
    day = day_words(date.fromisoformat(session.held_on)) if session.held_on else ""
    when = f"{day} {span_words(session.begins, None if short else session.ends)}".strip()
    return dotted((when, session_title(session)))


def _dropped_words(*, is_correction: bool) -> str:
    if is_correction:
        return QCoreApplication.translate("Surveys", "The correction was dropped; the answers are as they were")
    return QCoreApplication.translate("Surveys", "The begun form was thrown away")


def _not_here_words(name: str) -> tuple[str, str]:
    return (
        QCoreApplication.translate("Surveys", "{name} is not checked in at this session.").format(name=name),
        QCoreApplication.translate("Surveys", "The form opens all the same."),
    )


def _check_in_words() -> str:
    return QCoreApplication.translate("Surveys", "Check in")
