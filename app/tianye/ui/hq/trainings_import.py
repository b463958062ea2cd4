"""A plan or a filled attendance list that is about to come in: what it would do and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from tianye.domain.errors import TianyeError
from tianye.services.lists import ListImport
from tianye.services.station import Station
from tianye.ui.hq.trainings_heads import heading_word, part_word
from tianye.ui.messages.dates import number_words
from tianye.ui.messages.faults import remark
from tianye.ui.pages import told
from tianye.ui.pages.remarks import RemarkRow, RemarkTable, remark_rows
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage

MOST_PARTS: Final = 5


class Reads(Protocol):
    """A service that reads a list: `planning.import_plan`, `attendance_lists.import_attendance`."""

    def __call__(
        self, station: Station, path: Path, *, good_rows_only: bool = False, preview: bool = False
    ) -> ListImport:
        """Read, and write unless it is a preview or something is wrong."""


class ListPage(Page):
    """A task: look at what a file would do, take it in whole or what is sound; one undo takes it back."""

    def __init__(self, stage: Stage, path: Path, reads: Reads, taken: Callable[[int, int], str]) -> None:
        super().__init__(stage)
        self._path, self._reads, self._taken_words = path, reads, taken
        self.preview: ListImport | None = None
        self.head = PageHead()
        self.remarks = RemarkTable(heading_word)
        self.nothing = Label("soft", wraps=True)
        self._card = Card(spacing=6)
        self._card.body.setContentsMargins(8, 8, 8, 12)
        self._card.body.addWidget(self.remarks, 1)
        self.nothing.setContentsMargins(16, 12, 16, 0)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._card.body.addWidget(self.nothing)
        self.whole = Label("strong", wraps=True)
        self.whole.setContentsMargins(16, 4, 16, 0)
        self._card.body.addWidget(self.whole)
        self.remarks.chosen.connect(lambda _: self._say_whole())
        self._parts = [(Label("caption"), Label("heading"), Label("caption", wraps=True)) for _ in range(MOST_PARTS)]
        self._strip = Card()
        self._strip.body.setContentsMargins(24, 14, 24, 14)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(0)
        for column, labels in enumerate(self._parts):
            grid.setColumnStretch(column, 1)
            for row, label in enumerate(labels):
                grid.addWidget(label, row, column)
        self._strip.body.addLayout(grid)
        self._strip.hide()
        self.refusal: FaultCard | None = None
        self.take, self.back = Button("primary", "check"), Button("secondary", "arrow-left")
        # where nothing in the file can be taken in there is no such button, but another file
        self.other = Button("primary", "file")
        self.other.hide()
        self.kept = Label("caption", wraps=True)
        self.body.addWidget(self.head)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._card, 1)
        foot = add_row(self.body, self.take, self.other, self.back)
        foot.addWidget(self.kept, 1)
        self.take.clicked.connect(self._take)
        self.other.clicked.connect(self._choose_other)
        self.back.clicked.connect(stage.back)
        self._look()

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "training-lists"

    def _look(self) -> None:
        self.stage.runner.ask(partial(self._reads, path=self._path, preview=True), self.show_preview, self._unreadable)

    def show_preview(self, preview: ListImport) -> None:
        """Show what the file would do."""
        self.preview = preview
        rows = remark_rows(preview.problems, preview.notices)
        self.remarks.show_rows(rows)
        self.remarks.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._strip.setVisible(bool(preview.parts))
        if rows:
            self.remarks.selectRow(0)
            self.remarks.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say_whole()
        self._reword()

    def _say_whole(self) -> None:
        """Say the chosen remark in full: a row of the table may cut it."""
        row = self.remarks.current_row()
        self.whole.setText(remark(row.said.code, row.said.data) if isinstance(row, RemarkRow) else "")
        self.whole.setVisible(bool(self.whole.text()))

    def _choose_other(self) -> None:
        kinds = self.tr("Workbooks (*.xlsx *.xls *.ods)")
        ask_for_file(self, self.tr("Choose another file"), kinds, self.look_at)

    def look_at(self, path: Path) -> None:
        """Look at another file instead."""
        self._path, self.preview = path, None
        if self.refusal is not None:
            self.body.removeWidget(self.refusal)
            self.refusal.hide()
            self.refusal.deleteLater()
            self.refusal = None
        self._card.show()
        self._look()

    def _unreadable(self, fault: TianyeError) -> None:
        self.refusal = FaultCard(fault, is_doubt=True)
        self._card.hide()
        self.body.insertWidget(1, self.refusal, 1, Qt.AlignmentFlag.AlignTop)
        self._reword()

    def _take(self) -> None:
        if self.preview is None:
            return
        self.take.setEnabled(False)
        work = partial(self._reads, path=self._path, good_rows_only=bool(self.preview.problems))
        self.stage.runner.do(work, self._taken, self._failed)

    def _taken(self, done: ListImport) -> None:
        if not done.is_written:
            # the file was changed since it was looked at, and has mistakes now
            self._look()
            return
        self.stage.back()
        told.offer(self.stage, done.command, partial(self._taken_words, done.added, done.changed))

    def _failed(self, fault: TianyeError) -> None:
        self.take.setEnabled(True)
        self.stage.tell(fault)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.remarks.setAccessibleName(self.tr("Remarks"))
        self.remarks.reword()
        self._say_whole()
        self._reword()

    def _reword(self) -> None:
        preview = self.preview
        title = self.tr("File: {name}").format(name=self._path.name)
        self.other.setText(self.tr("Choose another file"))
        self.other.setVisible(self.refusal is not None)
        if preview is None:
            self.head.say(title, "" if self.refusal else self.tr("Reading…"))
            self.back.setText(self.tr("Back"))
            self.take.setVisible(False)
            self.kept.setText("")
            return
        parts = [
            self.tr("%n new", "", preview.added),
            self.tr("%n changed", "", preview.changed),
            self.tr("%n as they are", "", preview.unchanged),
        ]
        refused = preview.refused or len(preview.problems)
        if refused:
            parts.append(self.tr("%n rows with mistakes", "", refused))
        good = preview.added + preview.changed
        counts = self.tr("Nothing is written yet. {counts}.").format(counts=self.tr(", ").join(parts))
        self.head.say(title, counts if good or not refused else self.tr("Nothing is written."))
        for labels, part in zip(self._parts, preview.parts, strict=False):
            rest = self.tr("{changed} changed, {unchanged} unchanged")
            labels[0].setText(part_word(part.part))
            labels[1].setText(self.tr("{added} new").format(added=number_words(part.added)))
            labels[2].setText(rest.format(changed=part.changed, unchanged=part.unchanged))
        self.nothing.setText(self.tr("Every row is clear.") if good else self.tr("Everything in it is here already."))
        # nothing new and nothing wrong is no mistake; all wrong is
        is_hopeless = bool(refused) and not good
        self.take.setVisible(not is_hopeless)
        self.other.setVisible(is_hopeless)
        self._strip.setVisible(bool(preview.parts) and not is_hopeless)
        self.take.setEnabled(bool(good))
        self.take.setText(self.tr("Take in the %n sound rows", "", good) if refused else self.tr("Take all in"))
        self.back.setText(self.tr("Mend the file first") if refused else self.tr("Not now"))
        kept = self.tr("One undo reverses all of it.")
        if refused:
            kept = self.tr("Rows with mistakes stay out. Mended, the same file can come again.")
        if is_hopeless:
            kept = self.tr("The wrong file? Choose another. The right one? Mend it, and let it come again.")
        self.kept.setText(kept)
