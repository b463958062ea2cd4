"""One person: who she is, what she agreed to, where she took part, and everything that was ever said about her."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.services import interviews, profiles
from tianye.services.badges import BadgesWritten
from tianye.services.interviews import Opened
from tianye.services.profiles import Dispute, Fact, LinkRow, Profile
from tianye.ui.messages.dates import moment_words
from tianye.ui.messages.facts import field_words, value_words
from tianye.ui.messages.people import dotted, person_line
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages import told
from tianye.ui.pages.erase_other import EraseOther
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.pages.person_consents import ConsentCard
from tianye.ui.pages.person_edit import CorrectPage
from tianye.ui.pages.person_erase import ErasePage
from tianye.ui.pages.person_history import HistoryCard
from tianye.ui.pages.person_presence import PresenceView
from tianye.ui.pages.told import tell_written
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.choosers import ask_where_to_save
from tianye.ui.parts.labels import Label, TibetanLabel
from tianye.ui.parts.marks import PersonMark
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table

VIEWS = ("facts", "presence", "history")


class PersonPage(Page):
    """A task: the page of one person, in three views; Esc goes back to where she was found."""

    def __init__(self, stage: Stage, person: bytes) -> None:
        super().__init__(stage)
        self._person = person
        self._profile: Profile | None = None
        self.mark = PersonMark(0, 64)
        self.name, self.tibetan, self.line = Label("title"), TibetanLabel("", "lead"), Label("soft", wraps=True)
        self.back, self.badge = Button("quiet", "arrow-left"), Button("secondary", "badge")
        self.erase = Button("quiet", "trash")
        self.correct = Button("primary", "pencil")
        self.views = Segmented(VIEWS)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        add_row(texts, self.name, self.tibetan, None, spacing=14)
        texts.addWidget(self.line)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        for button in (self.erase, self.badge, self.correct):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(head)
        add_row(self.body, self.views, None, self.back)
        self.facts = _FactsView(self)
        self.presence, self.history = PresenceView(), HistoryCard()
        self.stack = QStackedWidget()
        for view in (self.facts, self.presence, self.history):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self.back.clicked.connect(stage.back)
        self.correct.clicked.connect(lambda: self.open_editor(""))
        self.badge.clicked.connect(self._choose_badge)
        for button in (self.badge, self.erase):
            button.setVisible(stage.desk is not None and stage.desk.role == "hq")
        self.erase.clicked.connect(self.open_eraser)
        self.views.chosen.connect(self._show_view)
        self.presence.correction_wanted.connect(self.open_response)

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "person"

    def refresh(self, changes: Changes | None) -> None:
        """Ask again where anything of hers may have changed."""
        if changes is None or changes.touches("person", "attendance", "link", "response", "household"):
            self.stage.runner.ask(
                partial(profiles.profile_of, person=self._person), self.show_profile, key="person-profile"
            )

    def entered(self) -> None:
        """Begin at the first view, whose table takes the keys."""
        super().entered()
        self.facts.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def consents_table(self) -> Table:
        """The table of what she agreed to."""
        return self.facts.consents.table

    def show_profile(self, profile: Profile) -> None:
        """Show all that is known of her."""
        self._profile = profile
        self._weigh()
        self.facts.show_profile(profile)
        self.presence.show_profile(profile)
        self.history.show_entries(profile.history)
        self._reword()

    def _show_view(self, name: str) -> None:
        self.stack.setCurrentIndex(VIEWS.index(name))
        self._weigh()

    def _weigh(self) -> None:
        """Fill the button that leads on: correcting, unless this is a view to read or review has to decide first."""
        self.correct.set_kind("primary" if self.views.value == VIEWS[0] and not self._asks_review else "secondary")

    @property
    def _asks_review(self) -> bool:
        is_here = self.stage.desk is not None and self.stage.desk.role == "hq"
        return is_here and self._profile is not None and bool(self._profile.disputes)

    def open_editor(self, field: str) -> None:
        """Open the editor, at a field where one is named."""
        if self._profile is not None:
            self.stage.open_task(CorrectPage(self.stage, self._profile, field))

    def open_response(self, response: bytes) -> None:
        """Open a form she answered, to correct it."""
        self.stage.runner.ask(
            partial(interviews.correct, response=response), self._show_response, key="correct-answers"
        )

    def _show_response(self, opened: Opened) -> None:
        if self._profile is not None:
            self.stage.open_task(Interviewing(self.stage, opened, self._profile.face))

    def open_person(self, person: bytes) -> None:
        """Open the page of somebody she is linked with."""
        self.stage.open_task(PersonPage(self.stage, person))

    def open_eraser(self) -> None:
        """Open the page that has her forgotten."""
        if self._profile is not None:
            name = self._profile.face.name or self.tr("without a name")
            choose = partial(self._choose_answer, name)
            self.stage.open_task(ErasePage(self.stage, self._person, name, choose_answer=choose))

    def _choose_answer(self, name: str, _: bool = False) -> None:
        self.stage.open_task(EraseOther(self.stage, self._person, name))

    def _choose_badge(self) -> None:
        kinds = self.tr("Page (*.html)")
        ask_where_to_save(self, self.tr("Badge"), self.tr("badge.html"), kinds, self.write_badge)

    def write_badge(self, path: Path) -> None:
        """Write her badge for printing."""
        language = self.stage.language.on_paper
        self.stage.runner.do(
            partial(profiles.write_badge, person=self._person, path=path, language=language),
            self._show_badge,
        )

    def _show_badge(self, written: BadgesWritten) -> None:
        tell_written(self.stage, written.path, partial(told.badges_written, written.badges, written.nameless))

    def retranslate(self) -> None:
        """Set every text."""
        self.back.setText(self.tr("Back"))
        self.badge.setText(self.tr("Badge"))
        self.erase.setText(self.tr("Erase"))
        self.correct.setText(self.tr("Correct"))
        self.views.setAccessibleName(self.tr("What is shown"))
        self.facts.retranslate()
        self.presence.retranslate()
        self.history.retranslate()
        self._reword()

    def _reword(self) -> None:
        profile = self._profile
        counts = (0, 0) if profile is None else (sum(row.is_present for row in profile.came), len(profile.history))
        self.views.set_text("facts", self.tr("Facts and consents"))
        self.views.set_text("presence", self.tr("Took part %n time(s)", "", counts[0]))
        self.views.set_text("history", self.tr("History, %n entries", "", counts[1]))
        self.correct.setEnabled(profile is not None and not profile.is_void)
        if profile is None:
            return
        face = profile.face
        self.mark.set_number(face.mark)
        self.name.setText(face.name or self.tr("without a name"))
        self.tibetan.setText(face.name_bo)
        self.tibetan.setVisible(bool(face.name_bo))
        line = dotted((face.reading, person_line(face)))
        self.line.setText(self.tr("This registration was taken back.") if profile.is_void else line)


class _FactsView(Sides):
    """Facts at the left, disagreements and consents at the right."""

    def __init__(self, page: PersonPage) -> None:
        super().__init__(760)
        self._page = page
        self._profile: Profile | None = None
        self._rows: RowTable[Fact] = RowTable(
            (
                Column(lambda: self.tr("What"), lambda fact: field_words(fact.field)),
                Column(lambda: self.tr("As it stands"), self._value),
            )
        )
        self.table = Table(self._rows, row_size="row")
        self.table.set_widths(170, 0)
        self.table.opened.connect(self._correct)
        self.unsaid = Label("caption", wraps=True)
        self.hint = Label("caption", wraps=True)
        left = Card(spacing=6)
        left.body.setContentsMargins(8, 8, 8, 12)
        left.body.addWidget(self.table, 1)
        feet = QVBoxLayout()
        feet.setContentsMargins(16, 0, 16, 0)
        feet.setSpacing(2)
        feet.addWidget(self.unsaid)
        feet.addWidget(self.hint)
        left.body.addLayout(feet)
        self.disputes = _DisputesCard(page.stage)
        self.consents = ConsentCard(page.stage)
        self.links = _LinksCard(page)
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.disputes)
        right.addWidget(self.consents, 1)
        right.addWidget(self.links)
        self.add(left, 1)
        self.add(beside, 1)

    def show_profile(self, profile: Profile) -> None:
        self._profile = profile
        at = self.table.currentIndex().row()
        self._rows.show_rows([fact for fact in profile.facts if value_words(*fact)])
        if at >= 0:
            self.table.move(at)
        self.disputes.show_disputes(profile.disputes)
        self.consents.show_profile(profile)
        self.links.show_links(profile.links)
        self._reword()

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Facts"))
        self._rows.reword()
        self.hint.setText(self.tr("Enter corrects the chosen line."))
        self.disputes.retranslate()
        self.consents.retranslate()
        self.links.retranslate()
        self._reword()

    def _reword(self) -> None:
        unsaid = [] if self._profile is None else [fact for fact in self._profile.facts if not value_words(*fact)]
        self.unsaid.setText(
            self.tr("Not said: {fields}").format(fields=dotted([field_words(one.field) for one in unsaid]))
        )
        self.unsaid.setVisible(bool(unsaid))

    def _value(self, fact: Fact) -> str:
        words = value_words(*fact)
        profile = self._profile
        if profile is not None and any(dispute.field == fact.field for dispute in profile.disputes):
            return self.tr("{value} (also said otherwise)").format(value=words)
        return words

    def _correct(self, fact: object) -> None:
        if isinstance(fact, Fact):
            self._page.open_editor(fact.field)


class _DisputesCard(Card):
    """Fields on which two words stand: both, who said them, when."""

    def __init__(self, stage: Stage) -> None:
        super().__init__("warn", spacing=4)
        self._is_headquarters = stage.desk is not None and stage.desk.role == "hq"
        self._disputes: tuple[Dispute, ...] = ()
        self.reviewing = Button("primary", "merge")
        self.reviewing.clicked.connect(lambda: stage.go("review"))
        self.reviewing.setVisible(self._is_headquarters)
        self.title, self.words = Label("on_warn", wraps=True), Label("body", wraps=True)
        self.next = Label("caption", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Picture("warning", "on_barley_soft"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.words)
        self.body.addWidget(self.next)
        add_row(self.body, self.reviewing, None)
        self.body.setContentsMargins(20, 14, 20, 14)

    def show_disputes(self, disputes: tuple[Dispute, ...]) -> None:
        self._disputes = disputes
        self.retranslate()

    def retranslate(self) -> None:
        fields = dotted([field_words(dispute.field) for dispute in self._disputes])
        self.title.setText(self.tr("Said differently: {fields}").format(fields=fields))
        lines = [
            self.tr('"{value}" {who}').format(
                value=value_words(dispute.field, word.value),
                who=dotted(
                    (word.operator, word.station if word.station != word.operator else "", moment_words(word.at_ms))
                ),
            )
            for dispute in self._disputes
            for word in dispute.words
        ]
        self.words.setText("\n".join(lines))
        self.next.setText(
            self.tr("Both are kept. Review is where you decide which one stands.")
            if self._is_headquarters
            else self.tr("Both are kept. Headquarters decides which one stands.")
        )
        self.reviewing.setText(self.tr("Go to review"))
        self.setVisible(bool(self._disputes))


class _LinksCard(Card):
    """Other registrations of the same person, and those that were found to be somebody else's."""

    def __init__(self, page: PersonPage) -> None:
        super().__init__(spacing=4)
        self._page = page
        self._links: tuple[LinkRow, ...] = ()
        self._buttons: list[Button] = []
        self.body.setContentsMargins(20, 10, 20, 10)

    def show_links(self, links: tuple[LinkRow, ...]) -> None:
        self._links = links
        for button in self._buttons:
            self.body.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for link in links:
            button = Button("quiet", "link" if link.is_same else "user")
            button.clicked.connect(partial(self._page.open_person, link.other))
            self.body.addWidget(button)
            self._buttons.append(button)
        self.retranslate()

    def retranslate(self) -> None:
        for button, link in zip(self._buttons, self._links, strict=True):
            name = link.name or self.tr("somebody not known here")
            if link.is_same is None:
                words = self.tr("Undecided: the same person as {name}?").format(name=name)
            elif link.is_same:
                words = self.tr("The same person as {name}").format(name=name)
            else:
                words = self.tr("Not the same person as {name}").format(name=name)
            button.setText(words)
        self.setVisible(bool(self._links))
