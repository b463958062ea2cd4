"""Making a data folder of a backup, beside the old one.

A laptop goes on under a new identity, with its new card as the first page; a headquarters asks its laptops again.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.errors import NextStep, TianyeError, WorldFault
from tianye.ui.app.start.frame import StartPage
from tianye.ui.app.start.secret import SecretField
from tianye.ui.messages.dates import moment_words
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import PageHead, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage
from tianye.ui.parts.sticks import find_sticks

if TYPE_CHECKING:
    from tianye.services.backups import Found, Restored
    from tianye.ui.app.desks import Desks
    from tianye.ui.runner import Progress

AT_THE_BACKUP = {
    "backup.not-one",
    "backup.too-new",
    "backup.database-damaged",
    "backup.file-damaged",
    "backup.file-missing",
    "backup.heads-differ",
    "file.missing",
}
AT_THE_PLACE = {"backup.target-exists"}
"""Faults that are said under the field they are about; the others get a card."""


class Restore(StartPage):
    """A task of the start: backup, passphrase, new place."""

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage)
        self._desks = desks
        self._is_busy = False
        self.head = PageHead()
        self.found: tuple[Found, ...] = ()
        self.found_line = Label("caption", wraps=True)
        self.found_line.hide()
        self.backup, self.place = Field(TextLine()), Field(TextLine())
        self.place.editor.setText(str(beside(desks.folder)))
        self.choosing, self.placing = Button("secondary", "folder"), Button("secondary", "folder")
        self.choosing.clicked.connect(self._choose_backup)
        self.placing.clicked.connect(self._choose_place)
        self.passphrase = SecretField()
        self.fault = FaultCard()
        self.button, self.backward = Button("primary", "history"), Button("quiet", "arrow-left")
        self.button.clicked.connect(self.restore)
        self.backward.clicked.connect(stage.back)
        for field in (self.backup, self.passphrase, self.place):
            field.editor.returnPressed.connect(self.restore)
        self.column.addWidget(self.head)
        self._add_with(self.backup, self.choosing)
        self.column.addWidget(self.found_line)
        self._add_with(self.passphrase, self.passphrase.eye)
        self._add_with(self.place, self.placing)
        self.column.addWidget(self.fault)
        add_row(self.column, self.button, self.backward, None)

    def _add_with(self, field: QWidget, button: Button) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(field, 1)
        # as high as the label above the editor, also where a sentence stands below it
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(Label("strong", " "))
        beside.addWidget(button)
        beside.addStretch(1)
        row.addLayout(beside)
        self.column.addLayout(row)

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Restore from a backup"),
            self.tr(
                "A new data folder is made of it. The old one, if it is still there, is not touched. A laptop gets a "
                "new card, which headquarters has to take in before it can hand over. Headquarters asks its laptops "
                "again for what came after the backup."
            ),
        )
        self.backup.say(self.tr("Folder of the backup"))
        self.found_line.setText(self._found_words())
        self.found_line.setVisible(bool(self.found))
        self.passphrase.say(self.tr("Passphrase at that time"))
        self.place.say(self.tr("New data folder"))
        self.choosing.setText(self.tr("Choose"))
        self.placing.setText(self.tr("Another place"))
        self.backward.setText(self.tr("Back"))
        self.button.setText(self.tr("Restoring…") if self._is_busy else self.tr("Restore"))

    def _found_words(self) -> str:
        good = [one for one in self.found if one.fault is None and one.made_at is not None]
        damaged = [one.path.name for one in self.found if one.fault is not None]
        said = []
        if good and good[0].made_at is not None:
            moment = moment_words(int(good[0].made_at.timestamp() * 1000))
            said.append(self.tr("The newest good one: {moment}; %n found.", "", len(good)).format(moment=moment))
        if damaged:
            said.append(self.tr("Damaged: {names}").format(names=", ".join(damaged)))
        return "\n".join(said)

    def entered(self) -> None:
        """Put the cursor where it is wanted."""
        (self.passphrase if self.backup.editor.text() else self.backup).setFocus()
        roots = [stick.root for stick in find_sticks()]
        self.stage.runner.prepare(partial(_find, self._desks.folder, roots), self.show_found)

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Take the newest good backup where none was chosen, and name those that are damaged."""
        self.found = found
        good = next((one for one in found if one.fault is None), None)
        if good is not None and not self.backup.editor.text():
            self.backup.editor.setText(str(good.path))
        self.retranslate()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "restoring"

    def may_leave(self) -> bool:
        """Stay until it is told what came of it."""
        return not self._is_busy

    def restore(self) -> None:
        """Make the folder; what is missing or refused is said here."""
        if self._is_busy or not self._check():
            return
        self._set_busy(True)
        self.fault.show_fault(None)
        self.passphrase.show_error("")
        source, target = Path(self.backup.editor.text().strip()), Path(self.place.editor.text().strip())
        work = partial(_restore, source, target, self.passphrase.editor.text())
        self.stage.runner.do_alone(work, self._restored, self._refused)

    def _check(self) -> bool:
        wrong = None
        for field in (self.place, self.passphrase, self.backup):
            is_empty = not field.editor.text().strip()
            field.show_error((lambda: self.tr("This is needed.")) if is_empty else "")
            wrong = field if is_empty else wrong
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def _restored(self, restored: Restored) -> None:
        passphrase = self.passphrase.editor.text()
        self._desks.choose(restored.folder)
        self._desks.open(restored.folder, passphrase, self._desks.say_trouble)

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        if fault.code in AT_THE_BACKUP:
            field: Field[TextLine] = self.backup
        elif fault.code in AT_THE_PLACE:
            field = self.place
        elif fault.code == "keys.wrong-passphrase":
            field = self.passphrase
        else:
            self.fault.show_fault(fault)
            return
        field.show_error(partial(short_words, fault))
        field.setFocus()
        field.editor.selectAll()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.button, self.backward):
            part.setEnabled(not is_busy)
        self.retranslate()

    def _choose_backup(self) -> None:
        if (folder := choose_folder(self, self.tr("Folder of the backup"), self._desks.folder / "backup")) is not None:
            self.backup.editor.setText(str(folder))

    def _choose_place(self) -> None:
        start = Path(self.place.editor.text())
        if (folder := choose_folder(self, self.tr("New data folder"), start)) is not None:
            self.place.editor.setText(str(beside(folder / "tianye")))


def _find(folder: Path, roots: list[Path]) -> tuple[Found, ...]:
    from tianye.services.keeping import find_beside

    return tuple(find_beside(folder, roots))


def beside(folder: Path) -> Path:
    """Return a place with the name of a folder where nothing is yet."""
    place, number = folder, 1
    while place.exists():
        number += 1
        place = folder.with_name(f"{folder.name}-{number}")
    return place


def _restore(source: Path, target: Path, passphrase: str, _: Progress) -> Restored:
    from tianye.services.backups import restore_backup

    if not source.is_dir():
        # a stick that was pulled out is not a folder of somebody else
        raise WorldFault("file.missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=source.name)

    return restore_backup(source, target, passphrase)
