"""Choosing what is to be erased by itself at headquarters: one answer, or somebody who came without a name."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt

from tianye.domain.changes import Changes
from tianye.domain.responses import Phase
from tianye.services.erasable import AnswerRow, Erasable, NamelessRow, erasable_of
from tianye.ui.messages.dates import day_words, time_words
from tianye.ui.messages.people import dotted, sex_word
from tianye.ui.messages.sessions import session_title, when_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.form_words import form_title
from tianye.ui.pages.person_erase import ErasePage
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table

ANSWERS, NAMELESS = "answers", "nameless"
OF: Final = {ANSWERS: "response", NAMELESS: "anonymous"}


class EraseOther(Page):
    """A task: a person's answers (or nobody's) and who came without a name; what is chosen has a page of its own."""

    def __init__(self, stage: Stage, person: bytes | None = None, name: str = "") -> None:
        super().__init__(stage)
        self._person, self._name = person, name
        self.found = Erasable((), ())
        self.head = PageHead()
        self.back = self.head.add_action(Button("secondary", "arrow-left"))
        self.views = Segmented((ANSWERS, NAMELESS))
        self.fault = FaultCard()
        self.answers: RowTable[AnswerRow] = RowTable(
            (
                Column(lambda: self.tr("Form"), self._form, self._phase),
                Column(lambda: self.tr("Answered"), self._day, self._session),
            )
        )
        self.nameless: RowTable[NamelessRow] = RowTable(
            (
                Column(lambda: self.tr("Session"), session_title, when_words),
                Column(lambda: self.tr("Who"), self._who, self._came),
            )
        )
        self.tables = {ANSWERS: Table(self.answers), NAMELESS: Table(self.nameless)}
        self.none, self.foot = Label("soft", wraps=True), Label("caption", wraps=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.going_on = Button("primary", "arrow-right")
        card = Card(spacing=10)
        card.body.setContentsMargins(8, 8, 8, 16)
        for table in self.tables.values():
            table.set_widths(0, 0)
            card.body.addWidget(table, 1)
            table.opened.connect(self._go_on_with)
            table.selectionModel().selectionChanged.connect(lambda *_: self._reword())
        card.body.addWidget(self.none, 1)
        self.foot.setContentsMargins(16, 0, 16, 0)
        card.body.addWidget(self.foot)
        add_row(card.body, 16, self.going_on, None, spacing=0)
        self.body.addWidget(self.head)
        add_row(self.body, self.views, None)
        self.body.addWidget(self.fault)
        self.body.addWidget(card, 1)
        self.back.clicked.connect(stage.back)
        self.going_on.clicked.connect(self.go_on)
        self.views.chosen.connect(lambda _: self._reword())

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "erasing"

    def entered(self) -> None:
        """Begin at the list."""
        super().entered()
        self.tables[self.views.value].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        """Ask what there is."""
        if changes is None or changes.touches("response", "anonymous", "erasure"):
            self.stage.runner.ask(
                partial(erasable_of, person=self._person), self.show_found, self.fault.show_fault, key="erasable"
            )

    def show_found(self, found: Erasable) -> None:
        """Show what there is."""
        self.found = found
        self.answers.show_rows(found.answers)
        self.nameless.show_rows(found.nameless)
        for table in self.tables.values():
            # what is to go is chosen by a person, never by the page
            table.clearSelection()
            table.setCurrentIndex(QModelIndex())
        self._reword()

    def go_on(self) -> None:
        """Open the page on which it is ordered."""
        self._go_on_with(self._chosen)

    @property
    def _chosen(self) -> object:
        # a table that takes the keys has a current row, though nobody chose it
        table = self.tables[self.views.value]
        return table.current_row() if table.selectionModel().hasSelection() else None

    def _go_on_with(self, row: object) -> None:
        if isinstance(row, AnswerRow):
            whose = self._name or self.tr("without a name")
            name = dotted((whose, self._form(row), self._phase(row), self._day(row), self._session(row)))
        elif isinstance(row, NamelessRow):
            name = dotted((self._who(row), self._came(row), session_title(row), when_words(row)))
        else:
            return
        self.stage.open_task(ErasePage(self.stage, row.id, name, of=OF[self.views.value]))

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.back.setText(self.tr("Back"))
        self.views.setAccessibleName(self.tr("What is to be erased"))
        self.tables[ANSWERS].setAccessibleName(self.tr("Answers"))
        self.tables[NAMELESS].setAccessibleName(self.tr("People without a name"))
        self.answers.reword()
        self.nameless.reword()
        self._reword()

    def _reword(self) -> None:
        is_hers = self._person is not None
        self.head.say(
            self.tr("Erase by itself"),
            self.tr("Choose what is to go. Nothing is erased before you have said why."),
        )
        self.views.set_text(
            ANSWERS,
            self.tr("Answers of {name}").format(name=self._name) if is_hers else self.tr("Answers without a name"),
        )
        self.views.set_text(NAMELESS, self.tr("People without a name"))
        here = self.views.value
        count = len(self.found.answers if here == ANSWERS else self.found.nameless)
        for name, table in self.tables.items():
            table.setVisible(name == here and bool(count))
        self.none.setVisible(not count)
        self.none.setText(self.tr("There is nothing of this kind."))
        self.foot.setText(
            self.tr("The latest first. What an answer says is not shown here.")
            if here == ANSWERS
            else self.tr("The latest session first.")
        )
        self.foot.setVisible(bool(count))
        self.going_on.setVisible(bool(count))
        is_chosen = self._chosen is not None
        self.going_on.setEnabled(is_chosen)
        self.going_on.setText(self.tr("Go on with this one") if is_chosen else self.tr("Choose one above first"))

    def _form(self, row: AnswerRow) -> str:
        return form_title(row.title or "") or row.form_id or self.tr("a form that is not here")

    def _phase(self, row: AnswerRow) -> str:
        if row.phase == Phase.PRE:
            return self.tr("before the training")
        return self.tr("after the training") if row.phase == Phase.POST else ""

    def _day(self, row: AnswerRow) -> str:
        return day_words(date.fromisoformat(row.answered_on[:10]), with_year=True) if row.answered_on else ""

    def _session(self, row: AnswerRow) -> str:
        return session_title(row) if row.code else ""

    def _who(self, row: NamelessRow) -> str:
        said = dotted((sex_word(row.sex), row.age_group or ""))
        return said or self.tr("nothing was said")

    def _came(self, row: NamelessRow) -> str:
        return self.tr("came at {time}").format(time=time_words(row.arrived)) if row.arrived is not None else ""
