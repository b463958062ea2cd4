"""Saving what can be read of a damaged data folder, into a new one beside it; what is lost is said first.

The damaged folder is only read: it stays where it is, for somebody who knows more.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from tianye.domain.errors import TianyeError
from tianye.ui.app.start.frame import StartPage
from tianye.ui.app.start.restore import beside
from tianye.ui.app.start.secret import SecretField
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, Card, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage

if TYPE_CHECKING:
    from tianye.services.founding import World
    from tianye.services.rescue import Rescued
    from tianye.ui.app.desks import Desks
    from tianye.ui.runner import Job, Progress


class Saving(StartPage):
    """A task of the start: passphrase, new place; then the way there, what was saved, what was lost, and the way on."""

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage)
        self._desks = desks
        self._job: Job | None = None
        self.saved: Rescued | None = None
        self.head = PageHead()
        self.passphrase = SecretField()
        self.place = Field(TextLine())
        self.place.editor.setText(str(beside(desks.folder)))
        self.busy = BusyBar()
        self.fault = FaultCard()
        self.told = Card(spacing=8)
        self.outcome, self.lost = Label("heading", wraps=True), Label("body", wraps=True)
        self.further = Label("body", wraps=True)
        for label in (self.outcome, self.lost, self.further):
            self.told.body.addWidget(label)
        self.told.hide()
        self.button, self.opening = Button("primary", "copy"), Button("primary", "folder")
        self.restoring = Button("secondary", "history")
        self.backward = Button("quiet", "arrow-left")
        self.opening.hide()
        self.column.addWidget(self.head)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.passphrase, 1)
        row.addWidget(self.passphrase.eye, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.addLayout(row)
        for part in (self.place, self.busy, self.fault, self.told):
            self.column.addWidget(part)
        add_row(self.column, self.button, self.opening, self.restoring, self.backward, None)
        self.restoring.clicked.connect(self._restore)
        self.button.clicked.connect(self.save)
        self.opening.clicked.connect(self.open_saved)
        self.backward.clicked.connect(stage.back)
        self.busy.stopped.connect(self.stop)
        for field in (self.passphrase, self.place):
            field.editor.returnPressed.connect(self.save)

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "restoring"

    def entered(self) -> None:
        """Put the cursor where it is wanted."""
        self.passphrase.setFocus()

    def may_close(self) -> bool:
        """Let the window be closed at any time: nothing half-saved stays."""
        self.stop()
        return True

    # ---- doing -----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Begin; what is missing or refused is said here."""
        if self._job is not None or self.saved is not None or not self._check():
            return
        self.fault.show_fault(None)
        self.busy.start(lambda: self.tr("Reading around the damage…"))
        work = partial(
            _save,
            self._desks.folder,
            Path(self.place.editor.text().strip()),
            self.passphrase.editor.text(),
            self._desks.world,
        )
        self._job = self.stage.runner.do_alone(work, self._show_saved, self._refused)
        self._job.progressed.connect(self.busy.tell)
        self._job.cancelled.connect(self._ended)
        self._reword()

    def stop(self) -> None:
        """Stop at the next piece; the new folder is taken away again."""
        if self._job is not None:
            self._job.cancel()

    def _check(self) -> bool:
        wrong = None
        for field in (self.place, self.passphrase):
            is_empty = not field.editor.text().strip()
            field.show_error((lambda: self.tr("This is needed.")) if is_empty else "")
            wrong = field if is_empty else wrong
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def _ended(self) -> None:
        self._job = None
        self.busy.end()
        self._reword()

    def _refused(self, fault: TianyeError) -> None:
        self._ended()
        if fault.code == "keys.wrong-passphrase":
            self.passphrase.show_error(partial(short_words, fault))
            self.passphrase.setFocus()
            self.passphrase.editor.selectAll()
            return
        self.fault.show_fault(fault)

    def _show_saved(self, saved: Rescued) -> None:
        self.saved = saved
        self._ended()
        self.opening.setFocus()

    def open_saved(self) -> None:
        """Go on in the new folder."""
        if self.saved is not None:
            folder, passphrase = self.saved.folder, self.passphrase.editor.text()
            self._desks.choose(folder)
            self._desks.open(folder, passphrase, self._desks.say_trouble)

    def _restore(self) -> None:
        from tianye.ui.app.start.restore import Restore

        self.stage.open_task(Restore(self.stage, self._desks))

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set every text."""
        self.passphrase.say(self.tr("Passphrase"))
        self.place.say(self.tr("New data folder"))
        self.backward.setText(self.tr("Back"))
        self.button.setText(self.tr("Save what can be read"))
        self.opening.setText(self.tr("Go on in the new folder"))
        self.restoring.setText(self.tr("Restore from a backup"))
        self._reword()

    def _reword(self) -> None:
        saved, is_busy = self.saved, self._job is not None
        for part in (self.passphrase, self.passphrase.eye, self.place):
            part.setVisible(saved is None)
            part.setEnabled(not is_busy)
        # while it works nothing is to be pressed but the stop
        self.button.setVisible(saved is None and not is_busy)
        self.backward.setVisible(not is_busy)
        self.told.setVisible(saved is not None)
        self.opening.setVisible(saved is not None)
        self.restoring.setVisible(not is_busy and (saved is None or not saved.is_complete))
        if saved is None:
            self.head.say(
                self.tr("Save what can be read"),
                self.tr(
                    "Everything that can still be read goes into a new data folder beside this one. The damaged folder "
                    "is only read: do not delete it. A good backup is better, where there is one."
                ),
            )
            return
        self.head.say(
            self.tr("Saved what can be read"), self.tr("The new folder: {folder}").format(folder=saved.folder)
        )
        self.told.set_ground("plain" if saved.is_complete else "warn")
        self.outcome.setText(
            self.tr("%n record(s) were saved; nothing was lost.", "", saved.operations)
            if saved.is_complete
            else self.tr("%n record(s) were saved.", "", saved.operations)
        )
        self.lost.setText("\n".join(self._losses(saved)))
        self.lost.setVisible(bool(self.lost.text()))
        further = [
            self.tr('Press "Go on in the new folder".')
            if saved.is_complete
            else self.tr(
                'Press "Go on in the new folder". Only where there is a good backup, press "Restore from a backup" '
                "instead."
            )
        ]
        if saved.is_renewed:
            further.append(
                self.tr("The new folder has a new card: give it to headquarters, install the pack they send.")
            )
        further.append(self.tr("Put the damaged folder away, and do not delete it."))
        self.further.setText("\n".join(f"{number}. {line}" for number, line in enumerate(further, 1)))

    def _losses(self, saved: Rescued) -> list[str]:
        said = []
        if saved.lost_operations:
            said.append(self.tr("%n record(s) are lost.", "", saved.lost_operations))
        about = []
        if saved.lost_persons:
            about.append(self.tr("%n person(s)", "", saved.lost_persons))
        if saved.lost_sessions:
            about.append(self.tr("%n session(s)", "", saved.lost_sessions))
        if saved.lost_answers:
            about.append(self.tr("%n answer(s)", "", saved.lost_answers))
        if about:
            said.append(self.tr("As far as is known they were about {what}.").format(what=self.tr(", ").join(about)))
        if saved.lost_attachments:
            said.append(self.tr("%n file(s) that belong to records are lost.", "", saved.lost_attachments))
        if saved.lost_keys:
            said.append(self.tr("Of %n person(s) nothing can be written before the next pack.", "", saved.lost_keys))
        if saved.doubtful:
            said.append(self.tr("Something of the lists beside the records may be missing."))
        return said


def _save(folder: Path, target: Path, passphrase: str, world: World | None, progress: Progress) -> Rescued:
    from tianye.services.rescue import rescue_folder

    return rescue_folder(folder, target, passphrase, world, progress.report)
