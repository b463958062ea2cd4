"""The forms: every version, checking a workbook, adding it, trying it out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.services import form_shelf, forms_library, interviews
from tianye.services.form_shelf import FormRow, ShelfForm
from tianye.services.forms_library import FormCheck
from tianye.services.interviews import Opened
from tianye.services.station import Done, Station
from tianye.services.undo import undo
from tianye.ui.hq.forms_report import FormReport
from tianye.ui.messages.dates import moment_words, number_words
from tianye.ui.messages.notices import Notice
from tianye.ui.messages.people import dotted
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.form_words import form_title, language_code
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, Card, EmptyState, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table
from tianye.ui.parts.views import Views
from tianye.ui.runner import Progress

_LANGUAGES = {"zh": "汉", "en": "EN", "bo": "བོད"}


class Forms(Page):
    """The list at the left, the form or the report of a check at the right; a workbook may be dropped anywhere."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._path: Path | None = None
        self._tried_from: QWidget | None = None
        self.head = PageHead()
        self.check = self.head.add_action(Button("primary", "upload"))
        self.check.clicked.connect(self._choose_file)
        self.shelf = RowTable[ShelfForm](
            [
                Column(lambda: self.tr("Form"), self._title, tip=self._title),
                Column(lambda: self.tr("Version, added"), self._version, self._age),
                Column(lambda: self.tr("Languages"), self._languages),
                Column(lambda: self.tr("Answers"), lambda form: number_words(form.responses), is_number=True),
            ]
        )
        self.table = Table(self.shelf)
        self.table.set_widths(0, 162, 100, 96)
        self.table.opened.connect(self._try_out)
        self.table.chosen.connect(self._show_form)
        self.busy = BusyBar()
        self.report = FormReport()
        self.report.setVisible(False)
        self.trial = Button("secondary", "eye")
        self.trial.clicked.connect(lambda: self._try_out(self.table.current_row()))
        self.name, self.detail, self.remark = (
            Label("heading", wraps=True),
            Label("soft", wraps=True),
            Label("body", wraps=True),
        )
        self.first = Button("primary", "upload")
        self.first.clicked.connect(self._choose_file)
        self.empty = EmptyState(self.first)
        self.listed, self.chosen_card = Card(), Card(spacing=10)
        self._lay_out()
        self.report.add_wanted.connect(self._add)
        self.report.trial_wanted.connect(self._try_file)
        self.report.check_wanted.connect(self._check_again)
        self.report.other_wanted.connect(self._choose_file)
        self.report.closed.connect(self._close_report)
        FileDrops(self).dropped.connect(lambda paths: self.check_file(paths[0]))

    def _lay_out(self) -> None:
        self.body.addWidget(self.head)
        self.body.addWidget(self.busy)
        self.listed.body.setContentsMargins(8, 8, 8, 8)
        self.listed.body.addWidget(self.table)
        for part in (self.name, self.detail, self.remark):
            self.chosen_card.body.addWidget(part)
        self.chosen_card.body.addStretch(1)
        add_row(self.chosen_card.body, self.trial, None)
        sides = Sides(960)
        sides.add(self.listed, 2)
        sides.add(self.chosen_card, 1)
        sides.add(self.report, 2)
        self._sides = sides
        self._stack = Views(sides, self.empty)
        self.body.addWidget(self._stack, 1)
        self._stack.hide()

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        forms = len({form.row.form_id for form in self.shelf.rows})
        line = self.tr("%n forms, every version of them; packs carry them to the laptops", "", forms) if forms else ""
        self.head.say(self.tr("Forms"), line)
        self.check.setText(self.tr("Check a workbook"))
        self.first.setText(self.tr("Check a workbook"))
        self.trial.setText(self.tr("Try it out"))
        self.table.setAccessibleName(self.tr("Forms"))
        self.empty.say(
            self.tr("No form is here yet"),
            self.tr("A form is written in a workbook. Choose one, or drop it on this page: it is checked first."),
        )
        self.shelf.reword()
        self.report.retranslate()
        self._show_form(self.table.current_row())

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "forms"

    def _title(self, form: ShelfForm) -> str:
        return form_title(form.row.title or form.row.form_id)

    def _version(self, form: ShelfForm) -> str:
        return form.row.version or "–"

    def _age(self, form: ShelfForm) -> str:
        return dotted(("" if form.is_newest else self.tr("older"), self._added(form)))

    def _languages(self, form: ShelfForm) -> str:
        codes = [language_code(language) for language in form.row.languages]
        return " ".join(_LANGUAGES.get(code, code) for code in codes)

    def _added(self, form: ShelfForm) -> str:
        return moment_words(form.added_ms).rpartition(" ")[0] if form.added_ms else ""

    def _show_form(self, row: object) -> None:
        self.chosen_card.setVisible(isinstance(row, ShelfForm) and not self.report.isVisible())
        if not isinstance(row, ShelfForm):
            return
        self.name.setText(self._title(row))
        size = (self.tr("%n questions", "", row.questions), self.tr("%n groups", "", row.groups))
        counted = dotted((*size, self.tr("%n answers", "", row.responses)))
        named = self.tr("Name in the workbook: {name}").format(name=row.row.form_id)
        self.detail.setText(f"{counted}\n{named}")
        told = self.tr("This is the newest version: laptops get it with the next pack.")
        if not row.is_newest:
            told = self.tr("A newer version is here. This one stays for what was begun or answered with it.")
        if row.row.is_sensitive:
            sensitive = self.tr("Laptops seal its answers for headquarters. None leaves with a name.")
            told = f"{told}\n{sensitive}"
        self.remark.setText(told)

    # ---- the shelf -------------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the forms, and how often each was answered."""
        if changes is None or changes.touches("form", "response"):
            self.stage.runner.ask(form_shelf.all_on_shelf, self._show_shelf, key="forms")

    def _show_shelf(self, rows: list[ShelfForm]) -> None:
        before = self.table.current_row()
        self.shelf.show_rows(rows)
        self._stack.show()
        self._arrange()
        place = next(
            (
                number
                for number, row in enumerate(rows)
                if isinstance(before, ShelfForm) and row.row.id == before.row.id
            ),
            0,
        )
        if rows:
            self.table.setCurrentIndex(self.shelf.index(place, 0))
        self.retranslate()

    def _arrange(self) -> None:
        """Show one primary button: of the head, of the empty place, or of the report."""
        has_report = self.report.isVisibleTo(self)
        is_empty = not self.shelf.rows and not has_report
        self._stack.show_only(self.empty if is_empty else self._sides)
        self.check.setVisible(not is_empty and not has_report)
        self.listed.setVisible(not has_report)
        self.chosen_card.setVisible(bool(self.shelf.rows) and not has_report)

    # ---- checking --------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        kinds = self.tr("Forms") + " (*.xlsx *.xls *.xml *.md)"
        ask_for_file(self, self.tr("Choose a workbook"), kinds, self.check_file)

    def check_file(self, path: Path) -> None:
        """Check a file and show the report; nothing is added."""
        self._path = path
        self.busy.start(lambda: self.tr("Checking the workbook"))
        self.busy.follow(self.stage.runner.ask_long(partial(_check, path), self._show_check, self._not_read))

    def _check_again(self) -> None:
        if self.report.path is not None:
            self.check_file(self.report.path)

    def _show_check(self, checked: FormCheck) -> None:
        self.busy.end()
        assert self._path is not None
        self.report.show_check(self._path, checked)
        self._open_report()

    def _not_read(self, fault: TianyeError) -> None:
        self.busy.end()
        assert self._path is not None
        self.report.show_fault(self._path, fault)
        self._open_report()

    def _open_report(self) -> None:
        self.report.setVisible(True)
        self._arrange()
        self._show_form(self.table.current_row())
        self.report.first_button.setFocus()

    def _close_report(self) -> None:
        self.report.setVisible(False)
        self._arrange()
        self.table.setFocus()

    def _add(self) -> None:
        if self.report.path is not None:
            self.busy.start(lambda: self.tr("Adding the form"))
            work = partial(_add, self.report.path, self.report.is_sensitive)
            self.busy.follow(self.stage.runner.do_long(work, self._added_to_shelf, self._not_read))

    def _added_to_shelf(self, added: tuple[FormRow, Done]) -> None:
        self.busy.end()
        form, done = added
        self._close_report()
        title = form.title or form.form_id
        if done.command is not None:
            command, runner = done.command, self.stage.runner
            self.stage.offer_undo(
                lambda: self.tr("Added: {form}").format(form=form_title(title)),
                lambda: runner.do(partial(undo, command=command)),
            )
        else:
            self.stage.notify(Notice("info", _unchanged, about="form.added"))
        self.refresh(None)

    # ---- trying out ------------------------------------------------------------------------------------------------

    def _try_out(self, row: object) -> None:
        if isinstance(row, ShelfForm):
            self.stage.runner.ask(partial(interviews.try_out, form=row.row), self._opened, key="form-trial")

    def _try_file(self) -> None:
        if self.report.path is not None:
            work = partial(interviews.try_file, path=self.report.path)
            self.stage.runner.ask(work, self._opened, key="form-trial")

    def _opened(self, opened: Opened) -> None:
        self._tried_from = QApplication.focusWidget()
        self.stage.open_task(Interviewing(self.stage, opened))

    def entered(self) -> None:
        """After a trial, be at the button that began it."""
        super().entered()
        tried_from, self._tried_from = self._tried_from, None
        if tried_from is not None and self.isAncestorOf(tried_from) and tried_from.isVisible():
            tried_from.setFocus(Qt.FocusReason.OtherFocusReason)


def _unchanged() -> tuple[str, str]:
    return (
        QCoreApplication.translate("Forms", "This version was here already, the same to the letter."),
        QCoreApplication.translate("Forms", "Nothing was changed. A changed form needs a new version."),
    )


def _check(path: Path, _: Station, progress: Progress) -> FormCheck:
    """Check a file in the lane: the form room is not for the thread of the windows."""
    return forms_library.check_form(path, progress.report)


def _add(path: Path, is_sensitive: bool, station: Station, progress: Progress) -> tuple[FormRow, Done]:
    return forms_library.add_form(station, path, is_sensitive=is_sensitive, tell=progress.report)
