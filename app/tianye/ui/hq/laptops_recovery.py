"""Letting somebody back into a laptop whose passphrase was forgotten: a code to read out, or an answer as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from tianye.domain.errors import TianyeError
from tianye.services import recovery
from tianye.services.fleet import LaptopLine
from tianye.services.recovery import Asked
from tianye.services.station import Station
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import ask_for_file, choose_folder
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage


class LaptopRecovery(Page):
    """The code on the left, for the telephone; the request and its answer on the right."""

    def __init__(self, stage: Stage, line: LaptopLine) -> None:
        super().__init__(stage)
        self._line = line
        self._asked: Asked | None = None
        self._written = Path()
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.warning = Card("warn", spacing=4)
        self.careful = Label("on_warn", wraps=True)
        self.warning.body.addWidget(self.careful)
        self.told, self.asked = Card(spacing=10), Card(spacing=10)
        self.by_telephone, self.by_file = Label("heading", wraps=True), Label("heading", wraps=True)
        self.telling, self.asking = Label("body", wraps=True), Label("body", wraps=True)
        self.showing = Button("primary", "key")
        self.code = Label("title", wraps=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.taking, self.answering = Button("secondary", "download"), Button("secondary", "upload")
        self.folder = Button("primary", "folder")
        self.words = Field(TextLine())
        self.written = Label("strong", wraps=True)
        self.fault = FaultCard()
        for widget in (self.by_telephone, self.telling):
            self.told.body.addWidget(widget)
        add_row(self.told.body, self.showing, None)
        self.told.body.addWidget(self.code)
        self.told.body.addStretch(1)
        for widget in (self.by_file, self.asking):
            self.asked.body.addWidget(widget)
        add_row(self.asked.body, self.taking, None)
        self.asked.body.addWidget(self.words)
        add_row(self.asked.body, self.answering, self.folder, None)
        self.asked.body.addWidget(self.written)
        self.asked.body.addStretch(1)
        sides = Sides(760, spacing=20)
        sides.add(self.told, 1)
        sides.add(self.asked, 1)
        for part in (self.head, self.warning, self.fault, sides):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for hidden in (self.code, self.words, self.answering, self.written, self.folder):
            hidden.hide()
        self.leaving.clicked.connect(stage.back)
        self.showing.clicked.connect(self.show_code)
        self.taking.clicked.connect(self._choose_request)
        self.answering.clicked.connect(self._answer)
        self.folder.clicked.connect(self._show_folder)
        self.words.editor.returnPressed.connect(self._answer)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "forgotten"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Let somebody back into {laptop}").format(laptop=self._line.laptop.name or ""),
            self.tr("When the passphrase was forgotten. What is recorded on it stays as it is."),
        )
        self.leaving.setText(self.tr("Back"))
        self.careful.setText(
            self.tr(
                "Whoever has the laptop and hears the code can read everything on it. Call back, on a number you know, "
                "somebody whose voice you know. If the laptop was stolen, go back and revoke it."
            )
        )
        self.by_telephone.setText(self.tr("By telephone"))
        self.telling.setText(
            self.tr("At the laptop she goes to Forgot the passphrase and types the code. It works there, and once.")
        )
        self.showing.setText(self.tr("Show the code"))
        self.by_file.setText(self.tr("By file"))
        self.asking.setText(
            self.tr("She sent a request. Its answer opens only with the passphrase she chose, so any way may carry it.")
        )
        self.taking.setText(self.tr("Take the request"))
        self.words.say(self.tr("The six words she reads to you"), self.tr("So that it is her request, not another's."))
        self.answering.setText(self.tr("Write the answer"))
        self.written.setText(
            self.tr('Written: {name}. "Show the file", and send it to her.').format(name=self._written.name)
        )
        self.folder.setText(self.tr("Show the file"))

    def entered(self) -> None:
        """Begin with the nearer way."""
        super().entered()
        self.showing.setFocus()

    # ---- by telephone ----------------------------------------------------------------------------------------------

    def show_code(self) -> None:
        """Show the code; that it was told is written down among the files that went out."""
        self.fault.show_fault(None)
        self.stage.runner.do(partial(recovery.code_for, laptop=self._line.laptop), self._show_code, self._refused)

    def _show_code(self, code: str) -> None:
        self.code.setText(code)
        self.code.setAccessibleName(code)
        self.code.show()
        # what is left is to read it out
        self.showing.set_kind("secondary")

    # ---- by file ---------------------------------------------------------------------------------------------------

    def _choose_request(self) -> None:
        ask_for_file(self, self.tr("Her request"), self.tr("Files of Tianye (*.tianye)"), self.take_request)

    def take_request(self, path: Path) -> None:
        """Read a request; it has to be this laptop's."""
        self.fault.show_fault(None)
        self.stage.runner.ask(partial(_read, path=path, device=self._line.laptop.id), self._take, self._refused)

    def _take(self, asked: Asked) -> None:
        self._asked = asked
        self.words.show()
        self.answering.show()
        self.written.hide()
        self.folder.hide()
        self._fill(self.answering)
        self.words.setFocus()

    def _answer(self) -> None:
        if self._asked is None:
            return
        try:
            recovery.need_words(self._asked, self.words.editor.text())
        except TianyeError as fault:
            self.words.show_error(partial(short_words, fault))
            self.words.setFocus()
            return
        self.words.show_error("")
        if (target := choose_folder(self, self.tr("Where to write the answer"))) is not None:
            self.write_answer(target)

    def write_answer(self, target: Path) -> None:
        """Write the answer into a folder."""
        if self._asked is not None:
            work = partial(recovery.answer, asked=self._asked, words=self.words.editor.text(), target=target)
            self.stage.runner.do(work, self._show_written, self._refused)

    def _show_written(self, path: Path) -> None:
        self._written = path
        self.retranslate()
        self.written.show()
        self.folder.show()
        self._fill(self.folder)
        self.folder.setFocus()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _fill(self, step: Button) -> None:
        for button in (self.showing, self.taking, self.answering, self.folder):
            button.set_kind("primary" if button is step else "secondary")

    def _refused(self, fault: TianyeError) -> None:
        # without a code her request is what is left
        has_none = fault.code == "recovery.no-letter"
        self.showing.setEnabled(not has_none)
        self._fill(self.taking if has_none or self._asked is not None else self.showing)
        self.fault.show_fault(fault)
        if has_none:
            self.taking.setFocus()


def _read(station: Station, *, path: Path, device: bytes) -> Asked:
    return recovery.read_request(station, path, of=device)
