"""The demonstration's three doors: the facilitator's laptop, headquarters, the second laptop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from tianye.domain.errors import TianyeError
from tianye.ui.app.start.frame import StartPage
from tianye.ui.messages.dates import moment_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.focus import show_first_focus
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Stage
from tianye.ui.parts.tiles import Tile

if TYPE_CHECKING:
    from tianye.services.demonstration import Demonstration
    from tianye.ui.app.desks import Desks

PASSPHRASE = "tianye-demo"
ABREAST = 600
"""Width, growing with the text, from which the doors stand side by side."""


class Doors(StartPage):
    """One click a door; leaving by Ctrl+L leads back here."""

    def __init__(self, stage: Stage, desks: Desks, demonstration: Demonstration) -> None:
        super().__init__(stage, width=900)
        self._desks, self._demonstration = desks, demonstration
        self._opening = ""
        self.head = PageHead()
        self.doors = {"laptop-1": Tile("laptop"), "hq": Tile("office"), "laptop-2": Tile("laptop")}
        row = Sides(ABREAST)
        for name, door in self.doors.items():
            door.clicked.connect(lambda _=False, name=name: self.open(name))
            row.add(door, 1)
        self.note = Card("sunken", spacing=6)
        self.carried, self.secret, self.place = (
            Label("body", wraps=True),
            Label("body", wraps=True),
            Label("caption", wraps=True),
        )
        for label in (self.carried, self.secret, self.place):
            self.note.body.addWidget(label)
        self.files = Button("quiet", "folder")
        self.files.clicked.connect(self._show_files)
        self.fault = FaultCard()
        self.column.addWidget(self.head)
        self.column.addWidget(row)
        self.column.addWidget(self.fault)
        self.column.addWidget(self.note)
        add_row(self.column, self.files, None)

    def retranslate(self) -> None:
        """Set every text."""
        moment = moment_words(self._demonstration.now_ms())
        self.head.say(
            self.tr("Three doors"), self.tr("The demonstration is ready. There it is {moment}.").format(moment=moment)
        )
        texts = {
            "laptop-1": (
                self.tr("Yushu laptop 1"),
                self.tr("In the middle of check-in on the second morning: scan, search, register, fill in surveys."),
            ),
            "hq": (
                self.tr("Headquarters"),
                self.tr("Take in what the laptops bring, decide what waits, look at the figures, make packs."),
            ),
            "laptop-2": (
                self.tr("Xiangxi laptop 1"),
                self.tr("It has handed over this morning and waits for its receipt: look at what was handed over."),
            ),
        }
        for name, (title, sentence) in texts.items():
            foot = self.tr("Opening…") if name == self._opening else ""
            self.doors[name].say(title, sentence, foot)
        self.carried.setText(
            self.tr("The folder exchange stands for the stick: what one door writes there, another takes from there.")
        )
        self.secret.setText(
            self.tr(
                "The passphrase of all three is {passphrase}; here it is typed for you. Ctrl+L leads back to the doors."
            ).format(passphrase=PASSPHRASE)
        )
        self.place.setText(str(self._demonstration.folder))
        self.files.setText(self.tr("Show the folder exchange"))

    def entered(self) -> None:
        """Let Enter open the first door, and show that it would."""
        show_first_focus(self)
        self.doors["laptop-1"].setFocus()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "demo"

    def open(self, name: str) -> None:
        """Open a door."""
        if self._opening:
            return
        self._set_opening(name)
        self.fault.show_fault(None)
        folder: Path = self._demonstration.doors[name]
        self._desks.open(folder, PASSPHRASE, self._refused)

    def _refused(self, fault: TianyeError) -> None:
        self._set_opening("")
        self.fault.show_fault(fault)

    def _set_opening(self, name: str) -> None:
        self._opening = name
        for door in self.doors.values():
            door.setEnabled(not name)
        self.retranslate()

    def _show_files(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._demonstration.exchange)))
