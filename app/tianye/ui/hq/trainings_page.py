"""One training: facts, sessions, who came, who completed it, and the papers that go with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from tianye.domain.changes import Changes
from tianye.services import attendance_lists, certificates, training_view
from tianye.services.attendance_lists import Written
from tianye.services.training_view import PersonShown, Progress, SessionShown
from tianye.services.training_view import TrainingPage as Shown
from tianye.ui.hq import trainings_words as words
from tianye.ui.hq.trainings_import import ListPage
from tianye.ui.messages.dates import day_words, number_words, span_words
from tianye.ui.messages.people import dotted, person_line
from tianye.ui.messages.trainings import half_word, read_day
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages import told
from tianye.ui.pages.person import PersonPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file, ask_where_to_save
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table


class TrainingPage(Page):
    """A task; Esc goes back to the table of trainings."""

    def __init__(self, stage: Stage, training: bytes) -> None:
        super().__init__(stage)
        self._training = training
        self.shown: Shown | None = None
        self.head = PageHead()
        self.back = self.head.add_action(Button("quiet", "arrow-left"))
        self.take_in = self.head.add_action(Button("secondary", "download"))
        self.certify = self.head.add_action(Button("primary", "certificate"))
        self._facts = [(Label("caption"), Label("heading"), Label("caption", wraps=True)) for _ in range(4)]
        facts = Card()
        facts.body.setContentsMargins(24, 14, 24, 14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(0)
        for column, parts in enumerate(self._facts):
            grid.setColumnStretch(column, 1)
            for row, part in enumerate(parts):
                grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
        facts.body.addLayout(grid)
        self.sessions, self.people = self._make_sessions(), self._make_people()
        self.sheet, self.template = Button("secondary", "printer"), Button("secondary", "table")
        self.persons_title, self.sessions_title = Label("heading"), Label("heading", wraps=True)
        self.note = Label("caption", wraps=True)
        sides = Sides(820)
        left, right = Card(), Card()
        for card, title, table in (
            (left, self.sessions_title, self.sessions),
            (right, self.persons_title, self.people),
        ):
            card.body.setContentsMargins(8, 14, 8, 12)
            add_row(card.body, 16, title, None)
            card.body.addWidget(table, 1)
        add_row(left.body, 8, self.sheet, self.template, None)
        foot = add_row(right.body, 16)
        foot.addWidget(self.note, 1)
        sides.add(left, 1)
        sides.add(right, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(facts)
        self.body.addWidget(sides, 1)
        self.back.clicked.connect(stage.back)
        self.certify.clicked.connect(self._ask_certificates)
        self.sheet.clicked.connect(self._ask_sheet)
        self.template.clicked.connect(self._ask_template)
        self.take_in.clicked.connect(self._ask_list)

    def _make_sessions(self) -> Table:
        self._sessions = RowTable[SessionShown](
            (
                Column(lambda: self.tr("Session"), _session_words, second=_session_detail),
                Column(
                    lambda: self.tr("Checked in (people)"),
                    lambda row: number_words(row.persons) if row.is_past else "–",
                    second=lambda row: self.tr("+ %n without a name", "", row.without_name) if row.without_name else "",
                    is_number=True,
                ),
            )
        )
        table = Table(self._sessions)
        table.set_widths(0, 170)
        return table

    def _make_people(self) -> Table:
        self._people = RowTable[PersonShown](
            (
                Column(
                    lambda: self.tr("Who came"), lambda row: row.face.name, second=lambda row: person_line(row.face)
                ),
                Column(lambda: self.tr("Sessions"), self._share, is_number=True),
                Column(
                    lambda: self.tr("Completed"),
                    lambda row: self.tr("completed") if row.has_completed else "",
                    chip=lambda row: "plain" if row.has_completed else "",
                ),
            )
        )
        table = Table(self._people)
        table.set_widths(0, 90, 130)
        table.opened.connect(self._open_person)
        return table

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.back.setText(self.tr("Back"))
        self.take_in.setText(self.tr("Take in a signed list"))
        self.certify.setText(self.tr("Certificates"))
        self.sheet.setText(self.tr("Sign-in sheet"))
        self.template.setText(self.tr("List for typing in"))
        self.sessions.setAccessibleName(self.tr("Sessions"))
        self.people.setAccessibleName(self.tr("Who came"))
        self._sessions.reword()
        self._people.reword()
        self._say()

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "training"

    def _say(self) -> None:
        shown = self.shown
        if shown is None:
            self.head.say(self.tr("Training"))
            return
        training = shown.training
        self.head.say(words.training_title(training), words.about(training))
        part, whole = shown.threshold
        rule = self.tr("present at {part} of {whole} sessions held, or more")
        facts = (
            (
                self.tr("When"),
                words.days_words(training.first_on, training.last_on),
                words.progress_words(training.progress)[1],
            ),
            (
                self.tr("Sessions held"),
                self.tr("{held} of {sessions}").format(held=training.held, sessions=training.sessions),
                "",
            ),
            (
                self.tr("Took part (people)"),
                number_words(training.persons),
                self.tr("+ %n without a name", "", training.without_name) if training.without_name else "",
            ),
            (self.tr("Completed (people)"), number_words(training.completed), rule.format(part=part, whole=whole)),
        )
        for labels, texts in zip(self._facts, facts, strict=True):
            for label, text in zip(labels, texts, strict=True):
                label.setText(text)
        self.sessions_title.setText(self.tr("%n sessions", "", len(shown.sessions)))
        self.persons_title.setText(self.tr("%n people", "", len(shown.people)))
        note = self.tr("Counted as the figures count: linked registrations as one, too short a stay not at all.")
        if training.row.is_sensitive:
            note = self.tr("A sensitive activity: its papers have a neutral title and no names.")
        self.note.setText(note)
        self.certify.setEnabled(training.progress is Progress.OVER and training.completed > 0)
        self.certify.setToolTip(
            "" if self.certify.isEnabled() else self.tr("When the last session is over and somebody completed it")
        )

    def _share(self, row: PersonShown) -> str:
        held = self.shown.training.held if self.shown is not None else 0
        return f"{row.present} / {held}"

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Ask again where something of it may have moved."""
        if changes is None or changes.touches("training", "session", "attendance", "anonymous", "person", "link"):
            work = partial(training_view.show_training, training=self._training)
            self.stage.runner.ask(work, self.show_training, key="training")

    def show_training(self, shown: Shown) -> None:
        """Show it."""
        self.shown = shown
        for model, table, rows in (
            (self._sessions, self.sessions, shown.sessions),
            (self._people, self.people, shown.people),
        ):
            place = max(0, table.currentIndex().row())
            model.show_rows(rows)  # type: ignore[arg-type]
            if rows:
                table.selectRow(min(place, len(rows) - 1))
        for button in (self.sheet, self.template, self.take_in):
            button.setEnabled(bool(shown.sessions))
        self._say()

    def _open_person(self, row: object) -> None:
        if isinstance(row, PersonShown):
            self.stage.open_task(PersonPage(self.stage, row.face.id))

    # ---- papers ----------------------------------------------------------------------------------------------------

    def _ask_certificates(self) -> None:
        if self.shown is None:
            return
        row = self.shown.training.row
        name = self.tr("Certificates {code}.html").format(code=row.code)

        def write(path: Path) -> None:
            language = self.stage.language.on_paper
            work = partial(certificates.write_certificates, training=row, path=path, language=language)
            self.stage.runner.do(work, lambda done: _tell(partial(words.certificates_written, done), path))

        def _tell(text: Callable[[], tuple[str, str]], path: Path) -> None:
            told.tell_written(self.stage, path, text)

        ask_where_to_save(self, self.tr("Save the certificates"), name, self.tr("Pages to print (*.html)"), write)

    def _ask_sheet(self) -> None:
        chosen = self.sessions.current_row()
        if not isinstance(chosen, SessionShown):
            return
        name = self.tr("Sign-in sheet {code}.html").format(code=chosen.row.code)

        def write(path: Path) -> None:
            language = self.stage.language.on_paper
            work = partial(attendance_lists.write_sheet, session=chosen.row, path=path, language=language)
            self.stage.runner.do(work, partial(self._written, path))

        ask_where_to_save(self, self.tr("Save the sheet"), name, self.tr("Pages to print (*.html)"), write)

    def _ask_template(self) -> None:
        if self.shown is None:
            return
        sessions = [one.row for one in self.shown.sessions]
        name = self.tr("Attendance {code}.xlsx").format(code=self.shown.training.row.code)

        def write(path: Path) -> None:
            work = partial(attendance_lists.write_template, sessions=sessions, path=path)
            self.stage.runner.do(work, partial(self._written, path))

        ask_where_to_save(self, self.tr("Save the list"), name, self.tr("Workbooks (*.xlsx)"), write)

    def _written(self, path: Path, done: Written) -> None:
        told.tell_written(self.stage, path, partial(told.sheet_written, done.people, done.held_back))

    def _ask_list(self) -> None:
        kinds = self.tr("Lists (*.xlsx *.xls *.ods *.csv)")
        ask_for_file(self, self.tr("The list typed from paper"), kinds, self.preview)

    def preview(self, path: Path) -> None:
        """Look at a filled list before it is taken in."""
        if self.shown is not None:
            code = self.shown.training.row.code
            reads = partial(attendance_lists.import_attendance, training=code)
            self.stage.open_task(ListPage(self.stage, path, reads, lambda added, _: told.marks_taken(added)))


def _session_words(row: SessionShown) -> str:
    on = read_day(row.row.held_on)
    return dotted([day_words(on, with_weekday=True) if on else row.row.code or "", half_word(row.row.half)])


def _session_detail(row: SessionShown) -> str:
    return dotted([span_words(row.row.begins, row.row.ends), row.row.venue or ""])
