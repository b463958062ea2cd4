"""What this laptop handed over and got back before, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tianye.domain.changes import Changes
from tianye.services import bundles, listing
from tianye.services.listing import ExchangedRow
from tianye.services.station import Station
from tianye.ui.messages.dates import moment_words, number_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, PageHead
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table


class HandOverHistory(Page):
    """Every file that went out or came in, and what became of it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._received = 0
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.model: RowTable[ExchangedRow] = RowTable(
            [
                Column(lambda: self.tr("When"), lambda row: moment_words(row.wall_ms)),
                Column(lambda: self.tr("What"), self._what, self._file),
                Column(lambda: self.tr("Records"), self._records, is_number=True),
                Column(lambda: self.tr("State"), lambda row: self._state(row)[1], chip=lambda row: self._state(row)[0]),
            ]
        )
        self.table = Table(self.model)
        self.table.set_widths(200, 0, 180, 240)
        self.card = Card()
        self.card.body.setContentsMargins(8, 8, 8, 8)
        self.card.body.addWidget(self.table)
        self.empty = EmptyState()
        for part in (self.head, self.card, self.empty):
            self.body.addWidget(part)
        self.body.setStretch(1, 1)
        self.body.setStretch(2, 1)
        self.empty.hide()
        self.leaving.clicked.connect(stage.back)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "handover"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(self.tr("Handed over before"), self.tr("The newest first"))
        self.leaving.setText(self.tr("Back"))
        self.table.setAccessibleName(self.tr("Files that went out and came in"))
        self.empty.say(
            self.tr("No file went out or came in yet"), self.tr("What you write onto a stick is listed here.")
        )
        self.model.reword()

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the files; only a receipt can say more of them while they are looked at."""
        if changes is None or changes.touches("laptop"):
            self.stage.runner.ask(_history, self.show_history, key="handover-history")

    def show_history(self, history: _History) -> None:
        """Show the files."""
        self._received = history.received
        self.model.show_rows(history.rows)
        self.card.setVisible(bool(history.rows))
        self.empty.setVisible(not history.rows)

    def _what(self, row: ExchangedRow) -> str:
        if row.what == "bundle":
            return self.tr("Bundle for headquarters")
        if row.what == "receipt":
            return self.tr("Receipt from headquarters")
        return self.tr("Pack {number} from headquarters").format(number=row.result)

    def _file(self, row: ExchangedRow) -> str:
        return row.name

    def _records(self, row: ExchangedRow) -> str:
        if row.what == "receipt" and row.last is not None:
            return self.tr("up to {number}").format(number=number_words(row.last))
        if row.first is None or row.last is None:
            return ""
        if row.last < row.first:
            return self.tr("none new")
        return f"{number_words(row.first)}–{number_words(row.last)}"

    def _state(self, row: ExchangedRow) -> tuple[str, str]:
        if row.direction == "in":
            return "local", self.tr("Installed")
        if (row.last or 0) <= self._received:
            return "received", self.tr("Received by headquarters")
        return "handed", self.tr("Handed over")


class _History(NamedTuple):
    rows: Sequence[ExchangedRow]
    received: int


def _history(station: Station) -> _History:
    return _History(listing.all_exchanged(station), bundles.standing(station).received)
