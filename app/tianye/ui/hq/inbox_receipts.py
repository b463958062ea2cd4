"""Receipts for the laptops that are owed one, onto a stick or into a folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.services import fleet
from tianye.services.fleet import LaptopLine, Overview, Written
from tianye.services.station import Station
from tianye.ui.hq.inbox_codes import InboxCodes
from tianye.ui.hq.writing import WritingCard, going_on
from tianye.ui.messages.dates import number_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead
from tianye.ui.parts.facts import Facts
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Scrolled, Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.runner import Progress


class InboxReceipts(Page):
    """Which laptops are owed a receipt, where to write, and what was written."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.lines: list[LaptopLine] = []
        self.written: Written | None = None
        self._place_words: Callable[[], str] = str
        self.head = PageHead()
        self.codes = self.head.add_action(Button("secondary", "qr"))
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.sides = Sides(900, spacing=20)
        self.writing = WritingCard(stage, "seal-check")
        self.sides.add(self._make_laptops(), 1)
        self.sides.add(self.writing, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sides, 1)
        self.leaving.clicked.connect(stage.back)
        self.codes.clicked.connect(self._show_codes)
        self.writing.wanted.connect(self.write)

    def _make_laptops(self) -> QWidget:
        card = Card(spacing=10)
        self.title, self.line = Label("heading", wraps=True), Label("soft", wraps=True)
        self.place = Label("strong", wraps=True)
        card.body.addWidget(self.title)
        card.body.addWidget(self.place)
        card.body.addWidget(self.line)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        self.facts = Facts()
        column.addLayout(self.facts)
        column.addStretch(1)
        card.body.addWidget(Scrolled(inner, 120), 1)
        return card

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "receipts"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(self.tr("Receipts"), self.tr("Only a receipt makes records count as received on a laptop."))
        self.leaving.setText(self.tr("Back"))
        self.codes.setText(self.tr("As a code"))
        self._show_lines()

    def _show_codes(self) -> None:
        self.stage.open_task(InboxCodes(self.stage, [line.laptop for line in self.lines]))

    def _show_lines(self) -> None:
        self.codes.setVisible(bool(self.lines))
        self.writing.say(
            self.tr("Where to"), self.tr("Write %n receipt(s)", "", len(self.lines)), is_ready=bool(self.lines)
        )
        self.writing.hero.setVisible(bool(self.lines))
        # nothing is left to write: where to is no question any more
        self.writing.setVisible(bool(self.lines) or bool(self.writing.refusals))
        self.place.setVisible(self.written is not None)
        if self.written is not None:
            self.place.setText(self._place_words())
            self.title.setText(self.tr("Written: %n receipt(s)", "", len(self.written.files)))
            self.line.setText(
                self.tr("Take the stick or send the files back to these laptops. They were read again and are whole.")
            )
            self.facts.show_facts([("seal-check", laptop.name or "", path.name) for laptop, path in self.written.files])
            return
        if not self.lines:
            self.title.setText(self.tr("No laptop waits for a receipt"))
            self.line.setText(self.tr("Everything that came has been answered."))
            self.facts.show_facts([])
            return
        self.title.setText(self.tr("%n laptop(s) wait for one", "", len(self.lines)))
        self.line.setText(self.tr("Each file can be opened by its laptop alone; one stick may carry all."))
        self.facts.show_facts(
            [
                (
                    "laptop",
                    line.laptop.name or "",
                    self.tr("up to record {number}").format(number=number_words(line.laptop.received)),
                )
                for line in self.lines
            ]
        )

    def refresh(self, changes: Changes | None) -> None:
        """Ask who is owed one."""
        if changes is None or changes.touches("laptop"):
            self.stage.runner.ask(fleet.overview, self.show_overview, key="receipts")

    def show_overview(self, overview: Overview) -> None:
        """Show who is owed one."""
        self.lines = [line for line in overview.lines if line.needs_receipt]
        self._show_lines()

    def write(self, folder: Path) -> None:
        """Write a receipt for each laptop that is owed one."""
        devices = [line.laptop.id for line in self.lines]
        job = self.stage.runner.do_long(partial(_write, devices, folder), self.show_written, self.writing.fail)
        self.writing.follow(job, lambda: self.tr("Writing"))

    def show_written(self, written: Written) -> None:
        """Show what lies there now."""
        self.writing.end(written.failed)
        self.written = written if written.files else None
        self._place_words = self.writing.placed()
        self._show_lines()
        self.refresh(None)


def _write(devices: list[bytes], folder: Path, station: Station, progress: Progress) -> Written:
    return fleet.make_receipts(station, devices, folder, going_on(progress))
