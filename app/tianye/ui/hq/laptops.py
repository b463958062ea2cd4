"""Packs and laptops: who is enrolled for which counties, and what is sent down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tianye.domain.changes import Changes
from tianye.services import fleet
from tianye.services.fleet import LaptopLine, Overview
from tianye.ui.hq.laptop_words import last_columns, listed, moment, places_line, state_chip
from tianye.ui.hq.laptops_adding import LaptopAdding
from tianye.ui.hq.laptops_counties import LaptopCounties
from tianye.ui.hq.laptops_packs import LaptopPacks
from tianye.ui.hq.laptops_recovery import LaptopRecovery
from tianye.ui.hq.laptops_revoking import LaptopRevoking
from tianye.ui.messages.dates import number_words
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.safekeeping import SafekeepingPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, EmptyState, PageHead, add_row
from tianye.ui.parts.facts import Facts
from tianye.ui.parts.focus import focus_primary
from tianye.ui.parts.labels import Label
from tianye.ui.parts.marks import Chip
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.table import Table


class Laptops(Page):
    """Packs and laptops: who is enrolled for which counties, and what is sent down."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.overview = Overview((), 0)
        self.chosen: LaptopLine | None = None
        self._is_arriving = False
        self.head = PageHead()
        self.backups = self.head.add_action(Button("quiet", "copy"))
        self.backups.clicked.connect(lambda: stage.open_task(SafekeepingPage(stage)))
        self.card = self.head.add_action(Button("quiet", "qr"))
        self.adding = self.head.add_action(Button("secondary", "plus"))
        self.packing = self.head.add_action(Button("primary", "package"))
        self.model: RowTable[LaptopLine] = RowTable(
            [
                Column(
                    lambda: self.tr("Laptop"),
                    lambda line: line.laptop.name or "",
                    places_line,
                    tip=lambda line: line.laptop.name or "",
                ),
                Column(lambda: self.tr("Last pack"), self._pack, self._pack_number),
                *last_columns(lambda: self.overview.now_ms),
            ]
        )
        self.table = Table(self.model)
        self.table.set_widths(0, 150, 156, 204)
        self.first = Button("primary", "plus")
        self.empty = EmptyState(self.first)
        self.sides = Sides(960, spacing=20)
        card = Card()
        card.body.setContentsMargins(8, 8, 8, 8)
        card.body.addWidget(self.table)
        self.sides.add(card, 7)
        self.sides.add(self._make_details(), 4)
        for part in (self.head, self.sides, self.empty):
            self.body.addWidget(part)
        self.body.setStretch(1, 1)
        self.body.setStretch(2, 1)
        self.empty.hide()
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _: self.counties.setFocus())
        self.card.clicked.connect(lambda: stage.open_task(CardPage(stage)))
        self.adding.clicked.connect(lambda: stage.open_task(LaptopAdding(stage)))
        self.first.clicked.connect(lambda: stage.open_task(LaptopAdding(stage)))
        self.packing.clicked.connect(self._make_packs)
        self.counties.clicked.connect(lambda: self._with_chosen(lambda line: LaptopCounties(stage, line)))
        self.forgotten.clicked.connect(lambda: self._with_chosen(lambda line: LaptopRecovery(stage, line)))
        self.revoking.clicked.connect(lambda: self._with_chosen(lambda line: LaptopRevoking(stage, line)))

    def _make_details(self) -> QWidget:
        self.details = Card(spacing=10)
        self.name, self.places = Label("heading", wraps=True), Label("soft", wraps=True)
        self.chip = Chip()
        self.facts = Facts()
        self.counties, self.revoking = Button("secondary", "place"), Button("danger", "trash")
        self.forgotten = Button("secondary", "key")
        body = self.details.body
        body.addWidget(self.name)
        add_row(body, self.chip, None)
        body.addWidget(self.places)
        body.addLayout(self.facts)
        body.addStretch(1)
        body.addWidget(self.counties, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.forgotten, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.revoking, 0, Qt.AlignmentFlag.AlignLeft)
        return self.details

    # ---- words -----------------------------------------------------------------------------------------------------

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "laptops"

    def retranslate(self) -> None:
        """Set every text."""
        self.card.setText(self.tr("Headquarters' card"))
        self.backups.setText(self.tr("Backups"))
        self.adding.setText(self.tr("Enrol a laptop"))
        self.first.setText(self.tr("Enrol a laptop"))
        self.packing.setText(self.tr("Make packs"))
        self.counties.setText(self.tr("Change counties"))
        self.forgotten.setText(self.tr("Forgotten passphrase"))
        self.revoking.setText(self.tr("Revoke the laptop"))
        self.table.setAccessibleName(self.tr("Enrolled laptops"))
        self.empty.say(
            self.tr("No laptop is enrolled yet"),
            self.tr("Each laptop has a card. Take it in here, choose its counties, and make its first pack."),
        )
        self._show_head()
        self.model.reword()
        self._show_chosen()

    def _show_head(self) -> None:
        lines = self.overview.lines
        without = sum(not line.pack_number and line.laptop.revoked_after is None for line in lines)
        said = [self.tr("%n laptop(s)", "", len(lines))]
        if without:
            said.append(self.tr("%n without a pack", "", without))
        self.head.say(self.tr("Packs and laptops"), self.tr(", ").join(said) if lines else "")
        self.packing.setVisible(bool(lines))
        self.adding.setVisible(bool(lines))

    def _chip(self, line: LaptopLine) -> tuple[str, str]:
        return state_chip(line, self.overview.now_ms)

    def _pack(self, line: LaptopLine) -> str:
        return moment(line.pack_ms, self.overview.now_ms) or "–"

    def _pack_number(self, line: LaptopLine) -> str:
        if not line.pack_number:
            return self.tr("none yet")
        return self.tr("pack {number}").format(number=line.pack_number)

    def _pack_words(self, line: LaptopLine) -> str:
        if not line.pack_number:
            return self.tr("No pack yet")
        return self.tr("Pack number {number}").format(number=line.pack_number)

    def _show_chosen(self) -> None:
        line = self.chosen
        self.details.setVisible(line is not None)
        if line is None:
            return
        self.name.setText(line.laptop.name or "")
        self.chip.show_state(*self._chip(line))
        self.places.setText(listed(line.places))
        now = self.overview.now_ms
        self.facts.show_facts(
            [
                ("package", self._pack_words(line), self._pack(line)),
                ("tray", self.tr("%n bundle(s)", "", line.bundles), moment(line.last_ms, now) or "–"),
                ("list", self.tr("Records here"), number_words(line.laptop.received)),
                ("seal-check", self.tr("Last receipt"), moment(line.receipt_ms, now) or "–"),
            ]
        )
        is_open = line.laptop.revoked_after is None
        self.counties.setVisible(is_open)
        self.forgotten.setVisible(is_open)
        self.revoking.setVisible(is_open)

    # ---- what is asked and done ------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Begin with what comes first: the list, or the first laptop where there is none."""
        super().entered()
        self._is_arriving = True

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the laptops."""
        if changes is None or changes.touches("laptop"):
            self.stage.runner.ask(fleet.overview, self.show_overview, key="laptops")

    def show_overview(self, overview: Overview) -> None:
        """Show the laptops; the chosen one stays chosen, at first one that waits for its pack."""
        kept = self.chosen.laptop.id if self.chosen else None
        self.overview = overview
        self.model.show_rows(overview.lines)
        ids = [line.laptop.id for line in overview.lines]
        self.sides.setVisible(bool(ids))
        self.empty.setVisible(not ids)
        self._choose(None)
        if ids:
            waiting = (at for at, one in enumerate(overview.lines) if not one.pack_number and one.state != "revoked")
            self.table.selectRow(ids.index(kept) if kept in ids else next(waiting, 0))
        self._show_head()
        if self._is_arriving and not ids:
            focus_primary(self)
        self._is_arriving = False

    def _choose(self, line: LaptopLine | None) -> None:
        self.chosen = line
        self._show_chosen()

    def _with_chosen(self, make: Callable[[LaptopLine], Page]) -> None:
        if self.chosen is not None:
            self.stage.open_task(make(self.chosen))

    def _make_packs(self) -> None:
        self.stage.open_task(LaptopPacks(self.stage))
