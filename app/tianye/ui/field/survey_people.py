"""Whom a form is for: those at the session by whose turn it is, a search over the whole register, nobody's name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from tianye.domain.responses import Design, Phase
from tianye.services.survey_rounds import Asked, SurveyForm
from tianye.ui import theme
from tianye.ui.messages.dates import day_words
from tianye.ui.messages.people import person_line
from tianye.ui.pages.form_words import form_title
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.search import Candidate, CandidateList, SearchField
from tianye.ui.parts.sides import Sides

_SINGLE = str(Design.SINGLE)
SHOWN_IN_COLUMN = 5
"""Rows of people that are seen where the forms stand below them and the page scrolls."""


class AskedPeople(Card):
    """The card of one form. `begun` brings a person (or None without a name), `new_wanted` what was
    searched for in vain; `asked_again` comes with what to list.
    """

    begun = Signal(object)
    new_wanted = Signal(str)
    asked_again = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.body.setContentsMargins(20, 14, 20, 14)
        self._form: SurveyForm | None = None
        self._people = 0
        self._has_arrivals = True
        self._rows: Sequence[Asked] = ()
        self.title = Label("heading", wraps=True)
        self.numbers = Label("soft", wraps=True)
        self.phase = Segmented((str(Phase.PRE), str(Phase.POST), _SINGLE))
        self.phase.chosen.connect(lambda _: self.asked_again.emit())
        self.search, self.list = SearchField(is_large=False), CandidateList()
        self.search.join(self.list)
        self.search.textEdited.connect(lambda _: self.asked_again.emit())
        self.list.accepted.connect(self._accept)
        self.list.moved_to.connect(lambda _: self._word_action())
        self.silence = Label("soft", wraps=True)
        self.remark = Label("caption", wraps=True)
        self.unnamed, self.start = Button("secondary", "hand"), Button("primary", "arrow-right")
        self.new = Button("primary", "user-plus")
        self.new.clicked.connect(lambda: self.new_wanted.emit(self.search.text().strip()))
        self.new.hide()
        self.can_register = False
        """Whether there is a session at which somebody new can be checked in."""
        self.unnamed.clicked.connect(lambda: self.begun.emit(None))
        self.start.clicked.connect(self.list.accept)
        top = Sides(560, spacing=12)
        top.add(self.title, 1)
        top.add(self.phase)
        self.body.addWidget(top)
        self.body.addWidget(self.numbers)
        self.body.addWidget(self.search)
        self.silence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.silence)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.remark)
        add_row(self.body, self.unnamed, None, self.new, self.start)
        self.title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def let_grow(self, is_column: bool) -> None:
        """Show more people where the page scrolls itself: in two rows nobody is found."""
        self.list.setMinimumHeight(SHOWN_IN_COLUMN * theme.current().size("candidate") if is_column else 0)

    @property
    def form(self) -> SurveyForm | None:
        """The form that is shown."""
        return self._form

    @property
    def rows(self) -> Sequence[Asked]:
        """The people shown."""
        return self._rows

    def comparison(self) -> tuple[str | None, str | None]:
        """Return phase and design of a response that is begun now."""
        design = self._form.design if self._form is not None else None
        if design != Design.CLASSIC:
            return None, design
        value = self.phase.value
        return (None, _SINGLE) if value == _SINGLE else (value, str(Design.CLASSIC))

    def retranslate(self) -> None:
        """Set every text."""
        self.phase.set_text(str(Phase.PRE), self.tr("Before"))
        self.phase.set_text(str(Phase.POST), self.tr("After"))
        self.phase.set_text(_SINGLE, self.tr("Once only"))
        self.search.setPlaceholderText(self.tr("Name, pinyin or last 4 digits of the phone; or scan a badge"))
        self.search.setAccessibleName(self.tr("Find a person"))
        self.list.setAccessibleName(self.tr("People to ask"))
        self.unnamed.setText(self.tr("Without a name"))
        self.new.setText(self.tr("Register her"))
        self.unnamed.setToolTip(self._unnamed_words())
        self.remark.setText(self._unnamed_words())
        self._word_form()
        self.show_people(self._rows)

    def show_form(self, form: SurveyForm, people: int, *, has_arrivals: bool) -> None:
        """Show another form, or the same with new numbers; the phase is kept while the form stays."""
        is_other = self._form is None or self._form.row.form_id != form.row.form_id
        self._form, self._people, self._has_arrivals = form, people, has_arrivals
        if is_other and form.phase is not None and form.phase != self.phase.value:
            self.phase.blockSignals(True)
            self.phase.choose(form.phase)
            self.phase.blockSignals(False)
        self.phase.setVisible(form.design == Design.CLASSIC)
        self._word_form()

    def show_people(self, rows: Sequence[Asked]) -> None:
        """Show whom it is for, each with her turn; the chosen person stays chosen."""
        before = self.list.chosen()
        self._rows = rows
        self.list.show_rows([self._candidate(row) for row in rows])
        if before is not None:
            place = next((number for number, row in enumerate(rows) if row.face.id == _id(before)), 0)
            self.list.move(place)
        self.silence.setText(self._silence_words())
        self._stack.setCurrentWidget(self.list if rows else self.silence)
        is_new = not rows and bool(self.search.text().strip()) and self.can_register
        self.new.setVisible(is_new)
        self.start.setVisible(not is_new)
        self._word_action()

    def _candidate(self, asked: Asked) -> Candidate:
        face = asked.face
        is_sealed = self._form is not None and self._form.sealed is not None
        state, icon = "" if is_sealed else self.tr("not yet"), ""
        if asked.turn == "draft":
            state, icon = self.tr("begun"), "pencil-fill"
        elif asked.turn == "answered":
            state, icon = self._answered_words(asked.answered_on), "check"
        elif not asked.is_present:
            state = self.tr("not at this session")
        return Candidate(asked, face.name, face.name_bo, face.reading, (), person_line(face), state, icon, face.mark)

    def _answered_words(self, day: str) -> str:
        if not day:
            return self.tr("answered")
        return self.tr("answered {day}").format(day=day_words(date.fromisoformat(day)))

    def _word_form(self) -> None:
        if self._form is None:
            return
        self.title.setText(form_title(self._form.row.title or self._form.row.form_id))
        self.remark.setText(self._unnamed_words())
        if (sealed := self._form.sealed) is not None:
            self.numbers.setText(self.tr("%n sealed for headquarters; nobody here can tell whose.", "", sealed))
            return
        who = self.tr("of those here") if self._has_arrivals else self.tr("of those expected")
        words = self.tr("{answered} {who} have answered, {open} have not.").format(
            answered=self._form.answered, who=who, open=max(0, self._people - self._form.answered)
        )
        if self._form.unnamed:
            words += self.tr(" %n more without a name.", "", self._form.unnamed)
        self.numbers.setText(words)

    def _word_action(self) -> None:
        row = self.list.chosen()
        asked = row.key if row is not None and isinstance(row.key, Asked) else None
        self.start.setEnabled(asked is not None)
        if asked is None:
            self.start.setText(self.tr("Begin"))
            return
        words = {
            "draft": self.tr("Go on with {name}"),
            "open": self.tr("Ask {name}"),
            "answered": self.tr("Ask {name} once more"),
        }[asked.turn]
        self.start.setText(words.format(name=asked.face.name))

    def _accept(self, row: Candidate) -> None:
        if isinstance(row.key, Asked):
            self.begun.emit(row.key)

    def _silence_words(self) -> str:
        if self.search.text().strip():
            if self.can_register:
                return self.tr(
                    'Nobody in the register is called like that. "Register her" checks her in, too; or ask without a '
                    "name."
                )
            return self.tr("Nobody in the register is called like that. Ask without a name.")
        return self.tr("Nobody is checked in here yet. Type a name to find anybody in the register.")

    def _unnamed_words(self) -> str:
        if self._form is not None and self._form.sealed is not None:
            return self.tr("What is handed in here is sealed: this laptop can neither show nor change it afterwards.")
        return self.tr("Without a name nobody can tell who answered; it cannot be taken back afterwards.")


def _id(row: Candidate) -> bytes:
    return row.key.face.id if isinstance(row.key, Asked) else b""
