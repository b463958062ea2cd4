"""Opening a data folder with its passphrase. Whose folder it is stands nowhere before it is open."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tianye.domain.errors import TianyeError
from tianye.ui.app.desks import Desks
from tianye.ui.app.start.frame import StartPage
from tianye.ui.app.start.secret import SecretField
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import PageHead, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.stage import Stage

AT_THE_FIELD = {"keys.wrong-passphrase", "keys.not-enough-memory"}
"""Faults that leave the person in front of the field; the others get a page of their own."""


class Unlock(StartPage):
    """One field and one button; other ways below."""

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage, width=520)
        self._desks = desks
        self._is_busy = False
        self.head = PageHead()
        self.passphrase = SecretField()
        self.passphrase.editor.returnPressed.connect(self.open)
        self.button = Button("primary", "key")
        self.button.clicked.connect(self.open)
        self.elsewhere = Button("quiet", "folder")
        self.elsewhere.clicked.connect(self._choose)
        self.restoring = Button("quiet", "history")
        self.restoring.clicked.connect(self._restore)
        self.forgotten = Button("quiet", "question")
        self.forgotten.clicked.connect(self._forget)
        self.column.addWidget(self.head)
        self.column.addWidget(self.passphrase)
        add_row(self.column, self.button, self.passphrase.eye, None)
        self.column.addSpacing(28)
        add_row(self.column, self.forgotten, None)
        add_row(self.column, self.elsewhere, None)
        add_row(self.column, self.restoring, None)

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Open Tianye"), self.tr("The records on this computer are locked. The passphrase opens them.")
        )
        self.passphrase.say(self.tr("Passphrase"))
        self.button.setText(self.tr("Opening…") if self._is_busy else self.tr("Open"))
        self.forgotten.setText(self.tr("Forgot the passphrase"))
        self.elsewhere.setText(self.tr("Another data folder"))
        self.restoring.setText(self.tr("Restore from a backup"))

    def entered(self) -> None:
        """Put the cursor where it is wanted."""
        self.passphrase.setFocus()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "opening"

    def open(self) -> None:
        """Try the passphrase."""
        if self._is_busy:
            return
        passphrase = self.passphrase.editor.text()
        if not passphrase:
            self.passphrase.show_error(lambda: self.tr("Type the passphrase first."))
            self.passphrase.setFocus()
            return
        self._set_busy(True)
        self.passphrase.show_error("")
        self._desks.open(self._desks.folder, passphrase, self._refused)

    def _refused(self, fault: TianyeError) -> None:
        if fault.code not in AT_THE_FIELD:
            self._desks.say_trouble(fault)
            return
        self._set_busy(False)
        self.passphrase.show_error(partial(short_words, fault))
        self.passphrase.setFocus()
        self.passphrase.editor.selectAll()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        parts: tuple[QWidget, ...] = (
            self.button,
            self.passphrase.editor,
            self.forgotten,
            self.elsewhere,
            self.restoring,
        )
        for part in parts:
            part.setEnabled(not is_busy)
        self.retranslate()

    def _choose(self) -> None:
        if (folder := choose_folder(self, self.tr("Another data folder"), self._desks.folder)) is not None:
            self._desks.look_at(folder)

    def _forget(self) -> None:
        from tianye.ui.app.start.forgotten import Forgotten

        self.stage.open_task(Forgotten(self.stage, self._desks))

    def _restore(self) -> None:
        from tianye.ui.app.start.restore import Restore

        self.stage.open_task(Restore(self.stage, self._desks))
