"""A receipt from its code: scanned or pasted as a text, or read out of a picture somebody sent."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from tianye.domain.errors import TianyeError
from tianye.services import receipts
from tianye.services.receipts import ReceiptTaken
from tianye.ui.messages.dates import number_words
from tianye.ui.messages.faults import joined, short_words
from tianye.ui.parts import code_reader
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import choose_files
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.images import ENDINGS
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage


class ReceiptByCode(Page):
    """A task over Hand over; a scanner types into the field and presses Enter."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.taken: ReceiptTaken | None = None
        self._is_busy = False
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.code = Field(TextLine())
        self.install, self.picture = Button("primary", "seal-check"), Button("secondary", "scan")
        self.without = Label("soft", wraps=True)
        self.done = Card("done", spacing=4)
        self.done_words, self.done_line = Label("on_done", wraps=True), Label("body", wraps=True)
        self._lay_out()
        self.drops = FileDrops(self)
        self.drops.dropped.connect(self._dropped)
        self.leaving.clicked.connect(stage.back)
        self.install.clicked.connect(self._install)
        self.code.editor.returnPressed.connect(self._install)
        self.code.editor.textEdited.connect(lambda: self.code.show_error(""))
        self.picture.clicked.connect(self._choose_picture)

    def _lay_out(self) -> None:
        card = Card(spacing=14)
        card.body.addWidget(self.code)
        add_row(card.body, self.install, self.picture, None)
        card.body.addWidget(self.without)
        row = add_row(self.done.body, Picture("seal-check", "on_done_soft", 26))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.done_words)
        texts.addWidget(self.done_line)
        row.addLayout(texts, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.done)
        self.body.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch(1)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "receipt-by-code"

    def entered(self) -> None:
        """Let a scanner type at once."""
        super().entered()
        self.code.setFocus()

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Receipt by code"),
            self.tr("Headquarters shows or prints it: for when no stick comes back."),
        )
        self.leaving.setText(self.tr("Back"))
        self.code.say(
            self.tr("Text of the code"), self.tr("Scan it with a scanner, or paste the text that begins with TYR1.")
        )
        self.install.setText(self.tr("Installing…") if self._is_busy else self.tr("Install the receipt"))
        self.picture.setText(self.tr("Choose a picture of it"))
        self.without.setText(
            self.tr("Pictures can be dropped here too.")
            if code_reader.can_read()
            else self.tr("Codes in pictures cannot be read on this laptop: that part is not installed.")
        )
        self.picture.setVisible(code_reader.can_read())
        self._show_taken()

    def _show_taken(self) -> None:
        one = self.taken
        self.done.setVisible(one is not None)
        # once a receipt is in, one can go
        self.leaving.set_kind("primary" if one is not None else "secondary")
        self.install.set_kind("secondary" if one is not None else "primary")
        if one is None:
            return
        self.done.set_ground("info" if one.was_known else "done")
        self.done_words.setText(
            self.tr("Headquarters has everything up to record {number}").format(number=number_words(one.sequence))
        )
        line = self.tr("The receipt says nothing new.") if one.was_known else self.tr("The receipt is in.")
        if one.missing:
            missing = self.tr("%n attachment(s) have not arrived yet; they go along again.", "", one.missing)
            line = joined(line, missing)
        self.done_line.setText(joined(line, self.tr('Press "Back", or scan another one.')))

    def take_text(self, text: str) -> None:
        """Install a receipt from the text of its code."""
        if self._is_busy:
            return
        self._set_busy(True)
        work = partial(receipts.install_receipt_text, text=text)
        self.stage.runner.do(work, self.show_taken, self._refused)

    def show_taken(self, taken: ReceiptTaken) -> None:
        """Show what headquarters has."""
        self._set_busy(False)
        self.taken = taken
        self.code.show_error("")
        self.code.editor.clear()
        self._show_taken()
        self.leaving.setFocus()

    def take_picture(self, path: Path) -> None:
        """Install a receipt from a picture of its code."""
        try:
            text = code_reader.read_code(path)
        except TianyeError as fault:
            self._refused(fault)
            return
        self.take_text(text)

    def _install(self) -> None:
        text = self.code.editor.text()
        if not text.strip():
            self.code.show_error(lambda: self.tr("This is needed."))
            self.code.setFocus()
            return
        self.take_text(text)

    def _dropped(self, paths: list[Path]) -> None:
        self.take_picture(paths[0])

    def _choose_picture(self) -> None:
        kinds = self.tr("Pictures ({endings})").format(endings=" ".join(f"*{one}" for one in ENDINGS))
        if paths := choose_files(self, self.tr("Choose a picture of it"), None, kinds):
            self.take_picture(paths[0])

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        self.taken = None
        self._show_taken()
        self.code.show_error(partial(short_words, fault))
        self.code.setFocus()
        self.code.editor.selectAll()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.install.setEnabled(not is_busy)
        self.install.setText(self.tr("Installing…") if is_busy else self.tr("Install the receipt"))
