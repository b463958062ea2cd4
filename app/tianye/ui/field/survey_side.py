"""The side of the surveys: what was begun and waits, and the forms with how many have answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tianye.services.survey_rounds import Begun, SurveyForm
from tianye.ui import theme
from tianye.ui.messages.dates import moment_words
from tianye.ui.messages.people import dotted
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.form_words import form_title
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.labels import Label
from tianye.ui.parts.table import Table

WIDTH = 340
_ANY = 16_777_215


class SurveySide(QWidget):
    """Two cards. `chosen` brings the form that is looked at, `resumed` and `dropped` the draft meant."""

    chosen = Signal(object)
    resumed = Signal(object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._people = 0
        self._fills_width = False
        self._today: date | None = None
        self.begun_card, self.forms_card = Card("warn", spacing=4), Card(spacing=4)
        for card in (self.begun_card, self.forms_card):
            card.body.setContentsMargins(16, 12, 16, 12)
        self.begun_title, self.begun_line = Label("heading", wraps=True), Label("caption", wraps=True)
        self.begun = RowTable[Begun]([Column(lambda: self.tr("Begun"), self._begun_words, self._begun_second)])
        self.begun_table = Table(self.begun)
        self.begun_table.horizontalHeader().hide()
        self.begun_table.opened.connect(self.resumed)
        self.begun_table.chosen.connect(lambda _: self._word_resume())
        self.resume, self.drop = Button("secondary", "pencil"), Button("quiet", "trash")
        self.resume.clicked.connect(lambda: self._emit(self.resumed))
        self.drop.clicked.connect(lambda: self._emit(self.dropped))
        for part in (self.begun_title, self.begun_line):
            self.begun_card.body.addWidget(part)
        self.begun_card.body.addWidget(self.begun_table)
        ways = Flow(12)
        ways.add(self.resume)
        ways.add(self.drop)
        self.begun_card.body.addWidget(ways)
        self.forms_title = Label("heading", wraps=True)
        self.forms = RowTable[SurveyForm](
            [Column(lambda: self.tr("Form"), lambda form: form_title(form.row.title or form.row.form_id), self._second)]
        )
        self.forms_table = Table(self.forms)
        self.forms_table.horizontalHeader().hide()
        self.forms_table.chosen.connect(self.chosen)
        self.forms_card.body.addWidget(self.forms_title)
        self.forms_card.body.addWidget(self.forms_table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(18)
        layout.addWidget(self.begun_card)
        layout.addWidget(self.forms_card, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        theme.current().changed.connect(self._fit)
        self._fit()

    def fill_width(self, is_column: bool) -> None:
        """Take all the width there is while it stands below the people."""
        self._fills_width = is_column
        self._fit()

    def _fit(self) -> None:
        look = theme.current()
        least, most = (0, _ANY) if self._fills_width else (look.px(WIDTH), look.px(WIDTH))
        self.setMinimumWidth(least)
        self.setMaximumWidth(most)
        rows = max(1, min(2, self.begun.rowCount()))
        self.begun_table.setFixedHeight(look.size("row_two_lines") * rows + 2)

    def retranslate(self) -> None:
        """Set every text."""
        self.begun_title.setText(self.tr("Begun"))
        self.begun_line.setText(self.tr("All is kept and can wait for her."))
        self._word_resume()
        self.forms_title.setText(self.tr("Forms"))
        self.begun_table.setAccessibleName(self.tr("Begun"))
        self.forms_table.setAccessibleName(self.tr("Forms"))
        self.begun.reword()
        self.forms.reword()

    def show_rows(
        self, begun: Sequence[Begun], forms: Sequence[SurveyForm], people: int, wanted: str, today: date
    ) -> None:
        """Show drafts and forms; the form with the id `wanted` is chosen, else the first."""
        self._people, self._today = people, today
        self.begun.show_rows(begun)
        self.begun_card.setVisible(bool(begun))
        if begun:
            self.begun_table.setCurrentIndex(self.begun.index(0, 0))
        self._fit()
        self.forms.show_rows(forms)
        row = next((number for number, form in enumerate(forms) if form.row.form_id == wanted), 0)
        if forms:
            self.forms_table.setCurrentIndex(self.forms.index(row, 0))

    def _word_resume(self) -> None:
        row = self.begun_table.current_row()
        face = row.face if isinstance(row, Begun) else None
        if isinstance(row, Begun) and row.is_correction:
            self.resume.setText(self.tr("Go on correcting"))
            self.drop.setText(self.tr("Leave as it was"))
            return
        self.drop.setText(self.tr("Throw away"))
        self.resume.setText(self.tr("Go on with {name}").format(name=face.name) if face else self.tr("Go on"))

    def _emit(self, signal: SignalInstance) -> None:
        row = self.begun_table.current_row()
        if row is not None:
            signal.emit(row)

    def _begun_words(self, begun: Begun) -> str:
        name = begun.face.name if begun.face is not None else self.tr("Without a name")
        return dotted((name, form_title(begun.form.title or begun.form.form_id)))

    def _begun_second(self, begun: Begun) -> str:
        if begun.is_correction:
            return dotted((self.tr("Answers being corrected"), moment_words(begun.saved_ms, self._today)))
        how_far = self.tr("{answered} of {asked} questions").format(answered=begun.answered, asked=begun.asked)
        return dotted((how_far, moment_words(begun.saved_ms, self._today)))

    def _second(self, form: SurveyForm) -> str:
        # more where something is added, fewer where questions are skipped
        about, most = (
            self.tr("about %n questions", "", form.questions),
            self.tr("up to %n questions", "", form.questions),
        )
        size = about if form.can_grow else most
        if form.sealed is not None:
            return dotted((size, self.tr("%n handed in, sealed", "", form.sealed)))
        return dotted(
            (size, self.tr("{answered} of {people} answered").format(answered=form.answered, people=self._people))
        )
