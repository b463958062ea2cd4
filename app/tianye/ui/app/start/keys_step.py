"""The further step of a headquarters that was lost: the file with its next keys, and the passphrase of that file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tianye.domain.errors import TianyeError
from tianye.ui.app.start.secret import SecretField
from tianye.ui.app.start.steps import Step
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import add_row
from tianye.ui.parts.choosers import ask_for_file
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label


class KeysStep(Step):
    """Which file, and what opens it; whether it does is known when the folder is made."""

    def __init__(self) -> None:
        super().__init__()
        self.file: Path | None = None
        self.said = Label("body", wraps=True)
        self.chosen = Label("strong", wraps=True)
        self.choosing = Button("primary", "key")
        self.choosing.clicked.connect(self._choose)
        self.secret = SecretField()
        self.secret.editor.returnPressed.connect(self.proceed)
        self.fault = FaultCard()
        self.column.addWidget(self.said)
        add_row(self.column, self.choosing).addWidget(self.chosen, 1)
        self.column.addWidget(self.secret)
        add_row(self.column, self.secret.eye, None)
        self.column.addWidget(self.fault)

    def retranslate(self) -> None:
        self.said.setText(
            self.tr(
                "Laptops were told of these keys and believe them. What they hold comes back with their bundles; the "
                "plan, lists and decisions come back with old packs, where some are left."
            )
        )
        self.choosing.setText(
            self.tr("Choose another file") if self.file is not None else self.tr("Choose the file with the next keys")
        )
        self.secret.say(self.tr("Passphrase of the locked-away file"), self.tr("It was written down apart from it."))
        self._say_chosen()

    def title(self) -> tuple[str, str]:
        return (
            self.tr("Headquarters' computer is lost: go on"),
            self.tr("Where its computer and all its backups are gone. Where a backup is left, restore that instead."),
        )

    @property
    def is_asking(self) -> bool:
        """Whether a file is to be chosen, or another one."""
        return self.choosing.kind == "primary"

    def begin(self) -> None:
        self.retranslate()
        if self.file is None:
            self.choosing.setFocus()
        else:
            self.secret.setFocus()

    def check(self) -> bool:
        if self.file is None:
            self._choose()
        if self.file is None:
            return False
        is_empty = not self.secret.editor.text()
        self.secret.show_error((lambda: self.tr("Type the passphrase of the file.")) if is_empty else "")
        if is_empty:
            self.secret.setFocus()
        return not is_empty

    def take(self, path: Path) -> None:
        """Take a file for the one with the keys."""
        self.file = path
        self._show(None)
        self.retranslate()
        self.secret.setFocus()

    def show_fault(self, fault: TianyeError) -> None:
        """Show why the keys could not be had: under the passphrase where that is wrong."""
        is_wrong = fault.code == "keys.wrong-passphrase"
        self.secret.show_error(partial(short_words, fault) if is_wrong else "")
        self._show(None if is_wrong else fault)
        if is_wrong:
            self.secret.editor.selectAll()
        else:
            self.choosing.setFocus()

    def _show(self, fault: TianyeError | None) -> None:
        # the card takes the room of what is known by now
        self.said.setVisible(fault is None)
        self.fault.show_fault(fault)
        self._weigh()

    def _weigh(self) -> None:
        self.choosing.set_kind("primary" if self.file is None or self.fault.fault is not None else "secondary")
        self.altered.emit()

    def _choose(self) -> None:
        ask_for_file(self, self.tr("The locked-away file"), self.tr("Files of Tianye (*.tianye)"), self.take)

    def _say_chosen(self) -> None:
        self.chosen.setText("" if self.file is None else self.file.name)
        self.chosen.setVisible(self.file is not None)
