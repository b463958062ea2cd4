"""A list of people that is about to come in: what is new, what changes, what is wrong, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QStackedWidget

from tianye.domain.errors import TianyeError
from tianye.services import browsing, people_lists
from tianye.services.browsing import ListPreview, PreviewedChange
from tianye.services.lists import ListImport
from tianye.services.station import Station
from tianye.ui.messages.facts import field_words, value_words
from tianye.ui.messages.notices import Notice
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages import told
from tianye.ui.pages.remarks import RemarkRow, RemarkTable, remark_rows
from tianye.ui.parts.buttons import Button, Segmented
from tianye.ui.parts.cards import BusyBar, Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table
from tianye.ui.runner import Progress

VIEWS = ("remarks", "changes", "added")
_FIELDS = {"birth": "born", "place_code": "place", "household_code": "household", "is_household_head": "head"}
"""Column of a list → field of a person, where the names differ."""


class _New(NamedTuple):
    row: int
    name: str


class ImportPage(Page):
    """A task: look at what a list would do, then take it in, all or what is sound; one undo takes it back."""

    def __init__(self, stage: Stage, preview: ListPreview) -> None:
        super().__init__(stage)
        self._preview = preview
        self._is_busy = False
        self.head = PageHead()
        self.views = Segmented(VIEWS)
        self.remarks = RemarkTable(lambda key: field_words(_FIELDS.get(key, key)))
        self._changes: RowTable[PreviewedChange] = RowTable(
            (
                Column(lambda: self.tr("Row"), lambda one: str(one.row), is_number=True),
                Column(lambda: self.tr("Whose"), lambda one: one.name or self.tr("without a name")),
                Column(lambda: self.tr("What"), lambda one: field_words(one.field)),
                Column(lambda: self.tr("In the register"), lambda one: value_words(one.field, one.before) or "—"),
                Column(lambda: self.tr("In the list"), lambda one: value_words(one.field, one.after) or "—"),
            )
        )
        self._added: RowTable[_New] = RowTable(
            (
                Column(lambda: self.tr("Row"), lambda one: str(one.row), is_number=True),
                Column(lambda: self.tr("Name"), lambda one: one.name),
            )
        )
        self.changes, self.added = Table(self._changes, row_size="row"), Table(self._added, row_size="row")
        self.changes.set_widths(90, 180, 180, 240, 0)
        self.added.set_widths(90, 0)
        self.stack = QStackedWidget()
        for table in (self.remarks, self.changes, self.added):
            self.stack.addWidget(table)
        self.foot = Label("caption", wraps=True)
        card = Card(spacing=6)
        card.body.setContentsMargins(8, 8, 8, 12)
        card.body.addWidget(self.stack, 1)
        self.foot.setContentsMargins(16, 0, 16, 0)
        card.body.addWidget(self.foot)
        self.take, self.back = Button("primary", "check"), Button("secondary", "arrow-left")
        self.kept = Label("caption", wraps=True)
        self.body.addWidget(self.head)
        add_row(self.body, self.views, None)
        self.body.addWidget(card, 1)
        self.busy = BusyBar()
        self.body.addWidget(self.busy)
        row = add_row(self.body, self.take, self.back)
        row.addWidget(self.kept, 1)
        self.views.chosen.connect(self._show_view)
        self.take.clicked.connect(self._take)
        self.back.clicked.connect(stage.back)
        self._show_preview(preview)

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "register-import"

    def entered(self) -> None:
        """Begin in the table."""
        (self.remarks, self.changes, self.added)[self.stack.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problems(self) -> Sequence[RemarkRow]:
        """What is wrong, as shown."""
        return [row for row in self.remarks.rows if row.is_problem]

    def _show_preview(self, preview: ListPreview) -> None:
        self._preview = preview
        reading = preview.preview.reading
        self.remarks.show_rows(remark_rows(reading.problems, reading.notices))
        self._changes.show_rows(preview.changes)
        self._added.show_rows([_New(*one) for one in preview.added])
        counts = (len(self.remarks.rows), len(preview.changes), len(preview.added))
        # the first view that has something to say
        self.views.choose(next((name for name, count in zip(VIEWS, counts, strict=True) if count), "added"))
        self._reword()

    def _show_view(self, name: str) -> None:
        self.stack.setCurrentIndex(VIEWS.index(name))
        self._reword()

    def _take(self) -> None:
        self._set_busy(True)
        self.busy.start(lambda: self.tr("Taking the list in"), is_patient=True)
        work = partial(_import, self._preview.path, bool(self._refused_count()))
        job = self.stage.runner.do_long(work, self._taken, self._failed, is_kept_at_closing=True)
        self.busy.follow(job)
        job.cancelled.connect(self._stopped)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for button in (self.take, self.back):
            button.setEnabled(not is_busy)
        if not is_busy:
            self.busy.end()
        self._reword()

    def may_leave(self) -> bool:
        """Stay until it is known what came of the list."""
        return not self._is_busy

    def _stopped(self) -> None:
        self._set_busy(False)
        # what was stopped is one transaction, which is as if it had never begun
        self.stage.notify(Notice("info", _nothing_written, about="list.stopped"))

    def _taken(self, done: ListImport) -> None:
        self._set_busy(False)
        if not done.is_written:
            # the file was changed since it was looked at, and has mistakes now
            self.stage.runner.ask(partial(browsing.preview_list, path=self._preview.path), self._show_preview)
            return
        self.stage.back()
        told.offer(self.stage, done.command, partial(told.list_taken, done.added, done.changed))

    def _failed(self, fault: TianyeError) -> None:
        self._set_busy(False)
        self.stage.tell(fault)

    def _refused_count(self) -> int:
        return self._preview.preview.reading.refused_count or len(self._preview.preview.reading.problems)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.views.setAccessibleName(self.tr("What is shown of the list"))
        self.remarks.setAccessibleName(self.tr("Remarks"))
        self.changes.setAccessibleName(self.tr("Changes"))
        self.added.setAccessibleName(self.tr("New people"))
        for model in (self.remarks, self._changes, self._added):
            model.reword()
        self._reword()

    def _reword(self) -> None:
        preview = self._preview.preview
        changed = len({(one.row, one.name) for one in self._preview.changes})
        parts = [
            self.tr("%n new", "", preview.added),
            self.tr("%n changed", "", changed),
            self.tr("%n as they are", "", preview.unchanged),
        ]
        refused = self._refused_count()
        if refused:
            parts.append(self.tr("%n row(s) with mistakes", "", refused))
        counts = self.tr(", ").join(parts)
        line = self.tr("Being written: {counts}.") if self._is_busy else self.tr("Nothing is written yet. {counts}.")
        self.head.say(self.tr("List: {file}").format(file=self._preview.path.name), line.format(counts=counts))
        self.views.set_text("remarks", self.tr("Remarks %n", "", len(self.remarks.rows)))
        self.views.set_text("changes", self.tr("Changes %n", "", len(self._preview.changes)))
        self.views.set_text("added", self.tr("New people %n", "", preview.added))
        good = preview.added + changed
        self.take.setEnabled(bool(good) and not self._is_busy)
        self.take.setText(self.tr("Take the %n sound one(s)", "", good) if refused else self.tr("Take all in"))
        self.back.setText(self.tr("Mend the file first") if refused else self.tr("Not now"))
        self.kept.setText(
            self.tr(
                "Rows with mistakes stay out. When the mended file comes again, whoever has the same name, phone and "
                "village does not come in twice."
            )
            if refused
            else self.tr("One undo reverses the whole list.")
        )
        self.foot.setText(
            {
                "remarks": self.tr("In the order of the file"),
                "changes": self.tr("In the order of the file; what is not named here stays as it is"),
                "added": self.tr("In the order of the file"),
            }[self.views.value]
        )


def _import(path: Path, is_partial: bool, station: Station, progress: Progress) -> ListImport:
    return people_lists.import_people(station, path, good_rows_only=is_partial, tell=progress.report)


def _nothing_written() -> tuple[str, str]:
    return (
        QCoreApplication.translate("ImportPage", "Stopped."),
        QCoreApplication.translate("ImportPage", "Nothing of the list is in the register."),
    )
