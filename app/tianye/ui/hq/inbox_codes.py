"""Receipts as codes: one laptop after the other on the screen, or all of them on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QGuiApplication

from tianye.services import receipt_codes
from tianye.services.listing import LaptopRow
from tianye.services.receipt_codes import ReceiptCode
from tianye.services.station import Station
from tianye.ui.messages.dates import number_words
from tianye.ui.pages.told import tell_written
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choice import Choice
from tianye.ui.parts.choosers import ask_where_to_save
from tianye.ui.parts.code import CodePicture
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage


class InboxCodes(Page):
    """A task over Receipts: for laptops that nobody carries a stick to."""

    def __init__(self, stage: Stage, laptops: Sequence[LaptopRow]) -> None:
        super().__init__(stage)
        self._laptops = tuple(laptops)
        self._codes: dict[bytes, ReceiptCode] = {}
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.choice = Choice()
        self.code = CodePicture()
        self.laptop, self.line = Label("heading", wraps=True), Label("lead", wraps=True)
        self.how, self.valid = Label("body", wraps=True), Label("soft", wraps=True)
        self.copy, self.printing = Button("secondary", "copy"), Button("secondary", "printer")
        self.result = Label("strong", wraps=True)
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _: self._ask())
        self.leaving.clicked.connect(stage.back)
        self.copy.clicked.connect(self._copy)
        self.printing.clicked.connect(self._choose_file)

    def _lay_out(self) -> None:
        left, right = Card(spacing=6), Card(spacing=10)
        left.body.addWidget(self.code, 1)
        right.body.addWidget(self.choice)
        right.body.addWidget(self.laptop)
        right.body.addWidget(self.line)
        right.body.addWidget(self.how)
        add_row(right.body, self.printing, self.copy, None)
        right.body.addWidget(self.result)
        right.body.addStretch(1)
        right.body.addWidget(self.valid)
        sides = Sides(900, spacing=20)
        sides.add(left, 4)
        sides.add(right, 5)
        self.body.addWidget(self.head)
        self.body.addWidget(sides, 1)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "receipts"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Receipts as codes"), self.tr("For laptops that no stick goes to: they read the code from here.")
        )
        self.leaving.setText(self.tr("Back"))
        self.choice.setAccessibleName(self.tr("Laptop"))
        self.code.say(self.tr("Code of the receipt"))
        self.how.setText(
            self.tr(
                "Photograph it with your telephone and send the picture, or hold it before that laptop's scanner. "
                "There: Hand over, Receipt by code."
            )
        )
        self.copy.setText(self.tr("Copy the text"))
        self.printing.setText(self.tr("Print %n code(s)", "", len(self._laptops)))
        self.valid.setText(self.tr("The code names nobody, and is good for that laptop alone."))
        self._show_code()

    def entered(self) -> None:
        """Begin with the first laptop."""
        super().entered()
        if not self.choice.count():
            self.choice.blockSignals(True)
            for laptop in self._laptops:
                self.choice.addItem(laptop.name or "", laptop.id)
            self.choice.blockSignals(False)
            self.choice.setVisible(len(self._laptops) > 1)
            self._ask()
        self.leaving.setFocus()

    @property
    def _chosen(self) -> LaptopRow | None:
        index = self.choice.currentIndex()
        return self._laptops[index] if 0 <= index < len(self._laptops) else None

    def _ask(self) -> None:
        laptop = self._chosen
        if laptop is None:
            return
        if laptop.id in self._codes:
            self._show_code()
        else:
            self.stage.runner.do(partial(_make_code, laptop), self.show_code)

    def show_code(self, code: ReceiptCode) -> None:
        """Show the code of a laptop's receipt."""
        self._codes[code.laptop.id] = code
        self._show_code()

    def _show_code(self) -> None:
        laptop = self._chosen
        code = self._codes.get(laptop.id) if laptop is not None else None
        for part in (self.copy, self.printing):
            part.setEnabled(code is not None)
        self.result.setText("")
        if code is None:
            return
        self.code.show_modules(code.modules)
        self.laptop.setText(code.laptop.name or "")
        self.line.setText(
            self.tr("Headquarters has everything up to record {number}").format(number=number_words(code.last))
        )

    def _copy(self) -> None:
        laptop = self._chosen
        if laptop is not None and laptop.id in self._codes:
            QGuiApplication.clipboard().setText(self._codes[laptop.id].text)
            self.result.setText(self.tr("Copied. Paste it into a message to that laptop."))

    def _choose_file(self) -> None:
        kinds = self.tr("Page for printing (*.html)")
        ask_where_to_save(self, self.printing.text(), self.tr("receipts.html"), kinds, self.print_into)

    def print_into(self, path: Path) -> None:
        """Write the receipts of all these laptops as pages for printing."""
        work = partial(_write_sheet, self._laptops, path, self.stage.language.on_paper)
        self.stage.runner.do(work, self._printed)

    def _printed(self, path: Path) -> None:
        tell_written(self.stage, path, partial(self._printed_words, path.name))

    def _printed_words(self, name: str) -> tuple[str, str]:
        return self.tr("The receipts are written"), self.tr("{name}: print it from the browser.").format(name=name)


def _make_code(laptop: LaptopRow, station: Station) -> ReceiptCode:
    return receipt_codes.make_receipt_code(station, laptop)


def _write_sheet(laptops: Sequence[LaptopRow], path: Path, language: Literal["zh", "en"], station: Station) -> Path:
    receipt_codes.write_receipt_sheet(station, laptops, path, language=language)
    return path
