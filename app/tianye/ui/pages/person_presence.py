"""Where a person took part, and which forms she answered: never the answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from tianye.domain.responses import Phase
from tianye.services.profiles import AnsweredRow, CameRow, Profile
from tianye.ui.messages.dates import day_words, span_words
from tianye.ui.messages.people import dotted
from tianye.ui.messages.sessions import how_words, session_title, when_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.form_words import form_title
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.table import Table


class PresenceView(Sides):
    """Sessions at the left, responses at the right, the latest first; one that is here can be corrected."""

    correction_wanted = Signal(bytes)

    def __init__(self) -> None:
        super().__init__(760)
        self.correct = Button("secondary", "pencil")
        self._correcting: frozenset[bytes] = frozenset()
        self._came: RowTable[CameRow] = RowTable(
            (
                Column(lambda: self.tr("Session"), session_title, when_words),
                Column(lambda: self.tr("There"), lambda row: span_words(row.arrived, row.departed)),
                Column(
                    lambda: self.tr("How"),
                    self._how,
                    chip=lambda row: "plain" if row.is_present else "no",
                ),
            )
        )
        self._answered: RowTable[AnsweredRow] = RowTable(
            (
                Column(
                    lambda: self.tr("Form"),
                    lambda row: form_title(row.title or "") or row.form_id or self.tr("a form that is not here"),
                    self._when,
                ),
            )
        )
        self.sessions, self.responses = Table(self._came), Table(self._answered)
        self.sessions.set_widths(0, 102, 114)
        self.responses.set_widths(0)
        self.sessions_foot, self.responses_foot = Label("caption", wraps=True), Label("caption", wraps=True)
        for table, foot, share in ((self.sessions, self.sessions_foot, 14), (self.responses, self.responses_foot, 11)):
            card = Card(spacing=6)
            card.body.setContentsMargins(8, 8, 8, 12)
            card.body.addWidget(table, 1)
            foot.setContentsMargins(16, 0, 16, 0)
            card.body.addWidget(foot)
            if table is self.responses:
                add_row(card.body, None, self.correct).setContentsMargins(8, 0, 8, 0)
            self.add(card, share)

        self.correct.clicked.connect(self.responses.accept)
        self.responses.chosen.connect(self._weigh)
        self.responses.opened.connect(self._want)
        self._weigh(None)

    def show_profile(self, profile: Profile) -> None:
        """Show her sessions and responses."""
        self._came.show_rows(profile.came)
        self._correcting = profile.correcting
        self._answered.show_rows(profile.answered)
        if len(profile.answered) == 1:
            self.responses.move(0)
        self.correct.setVisible(any(map(_is_correctable, profile.answered)))
        self._weigh(self.responses.current_row())
        self._reword()

    def _weigh(self, row: object) -> None:
        self.correct.setEnabled(_is_correctable(row))
        is_begun = isinstance(row, AnsweredRow) and row.id in self._correcting
        self.correct.setText(self.tr("Go on correcting") if is_begun else self.tr("Correct the answers"))

    def _want(self, row: object) -> None:
        if isinstance(row, AnsweredRow) and _is_correctable(row):
            self.correction_wanted.emit(row.id)

    def retranslate(self) -> None:
        """Set every text."""
        self.sessions.setAccessibleName(self.tr("Where this person took part"))
        self.responses.setAccessibleName(self.tr("Forms answered"))
        self._weigh(self.responses.current_row())
        self._came.reword()
        self._answered.reword()
        self._reword()

    def _reword(self) -> None:
        came, answered = len(self._came.rows), len(self._answered.rows)
        self.sessions_foot.setText(self.tr("The latest session first") if came else self.tr("No session known here."))
        if any(row.is_elsewhere for row in self._answered.rows):
            foot = self.tr(
                "The latest first. Headquarters keeps the answers; by its rule they were purged from this computer. "
                "Nothing is to be done."
            )
        elif answered:
            foot = self.tr("The latest first. Answers are not shown here. To correct some, choose the form.")
        else:
            foot = self.tr("No form was filled in by name.")
        self.responses_foot.setText(foot)

    def _how(self, row: CameRow) -> str:
        if not row.is_present:
            return self.tr("taken back")
        return how_words(row.how)

    def _when(self, row: AnsweredRow) -> str:
        day = day_words(date.fromisoformat(row.answered_on[:10]), with_year=True) if row.answered_on else ""
        begun = self.tr("a correction is begun") if row.id in self._correcting else ""
        elsewhere = self.tr("kept by headquarters") if row.is_elsewhere else ""
        return dotted((begun, day, self._phase(row), elsewhere))

    def _phase(self, row: AnsweredRow) -> str:
        if row.phase == Phase.PRE:
            return self.tr("before the training")
        return self.tr("after the training") if row.phase == Phase.POST else ""


def _is_correctable(row: object) -> bool:
    return isinstance(row, AnsweredRow) and not row.is_elsewhere
