"""What was decided at this station, newest first; a decision can be taken back from here at any time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.services.decided import Decided, Verdict
from tianye.ui.hq import reviewing_words as words
from tianye.ui.messages.dates import moment_words
from tianye.ui.messages.people import dotted
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.table import Table


class DecidedView(QWidget):
    """The decisions as a table; `undo_wanted` brings the `Decided` to be taken back."""

    undo_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = RowTable[Decided](
            (
                Column(lambda: self.tr("About"), _about),
                Column(lambda: self.tr("Decided"), self._verdict, chip=_chip),
                Column(lambda: self.tr("By"), lambda row: row.operator or ""),
                Column(lambda: self.tr("When"), lambda row: moment_words(row.at_ms)),
            )
        )
        self.table = Table(self._model)
        self.table.set_widths(0, 210, 160, 250)
        self.table.chosen.connect(lambda _: self._fit())
        self.undo = Button("secondary", "undo")
        self.undo.clicked.connect(self._ask)
        self.note = Label("caption", wraps=True)
        card = Card()
        card.body.setContentsMargins(12, 12, 12, 14)
        card.body.addWidget(self.table, 1)
        row = add_row(card.body, self.undo)
        row.addWidget(self.note, 1)
        self._card = card
        self.empty = EmptyState()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        layout.addWidget(self.empty, 1)
        self.show_rows([])

    def show_rows(self, rows: Sequence[Decided]) -> None:
        """Show decisions, newest first."""
        before = self.table.current_row()
        self._model.show_rows(rows)
        self._card.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows:
            commands = [row.command for row in rows]
            is_kept = isinstance(before, Decided) and before.command in commands
            self.table.selectRow(commands.index(before.command) if is_kept and isinstance(before, Decided) else 0)
        self._fit()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Leave out who decided where there is no width: it is this computer's operator most of the time."""
        self.table.setColumnHidden(2, is_narrow)

    def reword(self) -> None:
        """Set every text in the language of the screen."""
        self.table.setAccessibleName(self.tr("Decisions of this computer"))
        self.undo.setText(self.tr("Undo this decision"))
        self.note.setText(self.tr("Decisions made at this computer. Undoing one is recorded too: nothing is lost."))
        self.empty.say(
            self.tr("Nothing was decided at this computer yet"),
            self.tr("What you decide is listed here, with who and when, and can be undone."),
        )
        self._model.reword()

    def _verdict(self, row: Decided) -> str:
        if row.is_undone:
            return self.tr("taken back")
        match row.verdict:
            case Verdict.SAME:
                return self.tr("the same person")
            case Verdict.DIFFERENT:
                return self.tr("two persons")
            case Verdict.PRESENT:
                return self.tr("was there")
            case Verdict.ABSENT:
                return self.tr("was not there")
            case Verdict.VALUE:
                field = words.field_word(row.field)
                # the value of a reference to something else is an id, which says nothing
                value = "" if isinstance(row.value, bytes) else words.value_words(row.field, row.value, {})
                return self.tr("{field}: {value}").format(field=field, value=value) if value else field

    def _fit(self) -> None:
        row = self.table.current_row()
        self.undo.setEnabled(isinstance(row, Decided) and not row.is_undone)

    def _ask(self) -> None:
        row = self.table.current_row()
        if isinstance(row, Decided):
            self.undo_wanted.emit(row)


def _about(row: Decided) -> str:
    names = [words.name_of(one) or "?" for one in row.about]
    return " ⇆ ".join(names) if row.verdict in (Verdict.SAME, Verdict.DIFFERENT) else dotted(names[::-1])


def _chip(row: Decided) -> str:
    return "quiet" if row.is_undone else "plain"
