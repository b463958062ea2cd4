"""A list that was filled from signed paper: what it would mark, what is wrong with it, before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from tianye.domain.errors import TianyeError
from tianye.services import attendance_lists
from tianye.services.lists import ListImport
from tianye.ui.messages.facts import field_words
from tianye.ui.pages import told
from tianye.ui.pages.remarks import RemarkTable, remark_rows
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage

_NO_TICK = "attendance.row-empty"


class RosterImportPage(Page):
    """A task: look at what the list says, then take over the ticks of its sound rows; one undo takes them back."""

    def __init__(self, stage: Stage, path: Path, preview: ListImport) -> None:
        super().__init__(stage)
        self._path, self._preview, self._without_tick = path, preview, 0
        self.head = PageHead()
        self.remarks = RemarkTable(_heading_words)
        self.nothing = Label("soft", wraps=True)
        self.foot = Label("caption", wraps=True)
        card = Card(spacing=6)
        card.body.setContentsMargins(8, 8, 8, 12)
        card.body.addWidget(self.remarks, 1)
        for label in (self.nothing, self.foot):
            label.setContentsMargins(16, 8, 16, 0)
        card.body.addWidget(self.nothing, 1)
        card.body.addWidget(self.foot)
        self.take, self.back = Button("primary", "check"), Button("secondary", "arrow-left")
        self.kept = Label("caption", wraps=True)
        self.body.addWidget(self.head)
        self.body.addWidget(card, 1)
        row = add_row(self.body, self.take, self.back)
        row.addWidget(self.kept, 1)
        self.take.clicked.connect(self._take)
        self.back.clicked.connect(stage.back)
        self._show_preview(preview)

    def help_page(self) -> str:
        """Return its page of the guide."""
        return "roster-paper"

    def entered(self) -> None:
        """Begin in the table."""
        self.remarks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self, preview: ListImport) -> None:
        self._preview = preview
        # who has no tick was simply not there: said as a number
        notices = [notice for notice in preview.notices if notice.code != _NO_TICK]
        self._without_tick = len(preview.notices) - len(notices)
        rows = remark_rows(preview.problems, notices)
        self.remarks.show_rows(rows)
        self.remarks.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.foot.setVisible(bool(rows))
        self._reword()

    def _take(self) -> None:
        self.take.setEnabled(False)
        work = partial(attendance_lists.import_attendance, path=self._path, good_rows_only=bool(self._preview.problems))
        self.stage.runner.do(work, self._taken, self._failed)

    def _taken(self, done: ListImport) -> None:
        if not done.is_written:
            # the file was changed since it was looked at, and has mistakes now
            self._show_preview(done)
            return
        self.stage.back()
        told.offer(self.stage, done.command, partial(told.marks_taken, done.added))

    def _failed(self, fault: TianyeError) -> None:
        self.take.setEnabled(True)
        self.stage.tell(fault)

    def retranslate(self) -> None:
        """Set every text."""
        self.remarks.setAccessibleName(self.tr("Remarks"))
        self.remarks.reword()
        self._reword()

    def _reword(self) -> None:
        done = self._preview
        parts = [self.tr("%n new check-in(s)", "", done.added), self.tr("%n already in", "", done.unchanged)]
        if self._without_tick:
            parts.append(self.tr("%n without a tick", "", self._without_tick))
        if done.refused:
            parts.append(self.tr("%n row(s) with mistakes", "", done.refused))
        self.head.say(
            self.tr("From paper: {file}").format(file=self._path.name),
            self.tr("Nothing is written yet. {counts}.").format(counts=self.tr(", ").join(parts)),
        )
        self.nothing.setText(self.tr("Every row is clear."))
        self.foot.setText(self.tr("In the order of the file"))
        self.take.setEnabled(bool(done.added))
        self.take.setText(self.tr("Take over %n check-in(s)", "", done.added))
        self.back.setText(self.tr("Mend the file first") if done.problems else self.tr("Not now"))
        self.kept.setText(
            self.tr("Rows with mistakes stay out. A cross on paper takes no check-in away.")
            if done.problems
            else self.tr("One undo reverses them all.")
        )


def _heading_words(key: str) -> str:
    """Return the name of a column: a field of a person, or the code of a session."""
    family, slash, code = key.partition("/")
    return code if slash and family == "session" else field_words(key)
