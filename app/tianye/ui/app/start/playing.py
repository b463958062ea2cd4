"""The demonstration is being played: what happens, in words, until the three doors can be opened."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from tianye.domain.errors import TianyeError
from tianye.services.folders import is_demonstration
from tianye.ui.app.start.frame import StartPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, PageHead, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage
from tianye.ui.runner import Progress

if TYPE_CHECKING:
    from tianye.services.demonstration import Demonstration
    from tianye.ui.app.desks import Desks

SCENES = 16
"""Scenes that are told on the way, for the bar alone."""


class Playing(StartPage):
    """Plays into `folder`, or into a new temporary one, as soon as it is shown."""

    happened = Signal(str)

    def __init__(self, stage: Stage, desks: Desks, folder: Path | None) -> None:
        super().__init__(stage)
        self._desks, self._folder = desks, folder
        self._is_started = self._is_played = self._is_over = False
        self._code = ""
        self.head = PageHead()
        self.busy = BusyBar()
        self.where = Label("caption", wraps=True)
        self.fault = FaultCard()
        self.again = Button("primary", "again")
        self.again.clicked.connect(self._play_elsewhere)
        self.again.hide()
        self.column.addWidget(self.head)
        self.column.addWidget(self.busy)
        self.column.addWidget(self.where)
        self.column.addWidget(self.fault)
        add_row(self.column, self.again, None)
        self.happened.connect(self._show_scene)

    def retranslate(self) -> None:
        """Set every text."""
        title = self.tr("A training is being played")
        if self._is_over:
            title = self.tr("The demonstration was not played")
        elif self._is_played:
            title = self.tr("The demonstration is being opened")
        self.head.say(
            title,
            self.tr("Headquarters, two laptops, two days. Everything is real but the people, who are a sample."),
        )
        self.again.setText(self.tr("Play it in a new folder"))
        self.where.setText(self.tr("Folder: {path}").format(path=self._folder) if self._folder else "")

    def entered(self) -> None:
        """Begin, once."""
        if not self._is_started:
            self._is_started = True
            self._play()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "demo"

    def _play(self) -> None:
        folder = self._folder = self._folder or Path(tempfile.mkdtemp(prefix="tianye-demo-"))
        self._is_played = is_demonstration(folder)
        self._is_over = False
        self.again.hide()
        self.fault.show_fault(None)
        self.retranslate()
        self.busy.start(self._word)
        job = self.stage.runner.do_alone(partial(_begin, folder, self.happened), self._played, self._refused)
        job.progressed.connect(lambda done, _: self.busy.tell(done, max(done, SCENES)))
        job.cancelled.connect(self._stopped)
        self.busy.stopped.connect(job.cancel)

    def _play_elsewhere(self) -> None:
        self._folder = None
        self._play()

    def _played(self, demonstration: Demonstration) -> None:
        self.busy.end()
        self._desks.show_doors(demonstration)

    def _refused(self, fault: TianyeError) -> None:
        self._stopped()
        self.fault.show_fault(fault)

    def _stopped(self) -> None:
        self._is_over = True
        self.busy.end()
        self.retranslate()
        self.again.show()
        self.again.setFocus()

    def _show_scene(self, code: str) -> None:
        self._code = code
        self.busy.say_again()

    def _word(self) -> str:
        if self._is_played:
            return self.tr("It was played before: it goes on where it was left…")
        match self._code:
            case "" | "founded":
                return self.tr("Making a data folder and its keys…")
            case "plan" | "list-refused" | "list-taken" | "typed-in":
                return self.tr("Headquarters takes in the plan and the lists of people…")
            case "form":
                return self.tr("Headquarters adds the forms…")
            case _:
                return self.tr("Packs go to the laptops; the first day is held and handed over…")


def _begin(folder: Path, happened: object, progress: Progress) -> Demonstration:
    from tianye.services import demonstration

    count = 0

    def say(code: str) -> None:
        nonlocal count
        count += 1
        happened.emit(code)  # type: ignore[attr-defined]
        progress.report(count, SCENES)

    return demonstration.begin(folder, say)
