"""Writing files for several laptops: where to, how far it is, what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.services.listing import LaptopRow
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import BusyBar, Card, add_row
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Scrolled
from tianye.ui.parts.stage import Stage
from tianye.ui.parts.stick_picker import StickPicker
from tianye.ui.runner import Job, Progress

FOLDER_KEY = "exchange/folder"


def going_on(progress: Progress) -> Callable[[int, int], bool]:
    """Return what a service asks between two steps: whether to go on, telling how far it is."""

    def go_on(done: int, total: int) -> bool:
        if progress.is_cancelled:
            return False
        progress.report(done, total)
        return True

    return go_on


class WritingCard(Card):
    """The card at the right of such a page; `wanted` brings the folder when the hero is pressed."""

    wanted = Signal(object)

    def __init__(self, stage: Stage, icon: str) -> None:
        super().__init__(spacing=10)
        self._stage = stage
        self._job: Job | None = None
        self._is_ready = False
        self.refusals: list[FaultCard] = []
        self.title = Label("heading", wraps=True)
        self.body.addWidget(self.title)
        self.picker = StickPicker(memory=stage.find_folder(FOLDER_KEY))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.addWidget(self.picker)
        self.body.addWidget(Scrolled(inner, 140), 1)
        self.busy = BusyBar()
        self.body.addWidget(self.busy)
        self.hero = Button("hero", icon)
        add_row(self.body, self.hero, None)
        self.hero.clicked.connect(self._press)
        self.picker.chosen.connect(lambda _: self._enable())
        self.busy.stopped.connect(self.stop)

    def say(self, title: str, word: str, *, is_ready: bool) -> None:
        """Set the heading and the hero's word; `is_ready` says whether there is anything to write."""
        self.title.setText(title)
        self.hero.setText(word)
        self._is_ready = is_ready
        self._enable()

    def follow(self, job: Job, word: Callable[[], str]) -> None:
        """Show how far a work is, until `end`."""
        self._job = job
        self.clear_refusals()
        self.busy.start(word)
        job.progressed.connect(self.busy.tell)
        job.cancelled.connect(self.end)
        self._enable()

    def end(self, failed: Sequence[tuple[LaptopRow, TianyeError]] = ()) -> None:
        """Show that the work is over, and a card for each laptop for which it failed."""
        self._job = None
        self.busy.end()
        for laptop, fault in failed:
            self._add(FaultCard(fault, partial(str, laptop.name or ""), is_doubt=False))
        if self.picker.own_folder is not None:
            self._stage.keep_folder(FOLDER_KEY, self.picker.own_folder)
        self._enable()

    def fail(self, fault: TianyeError) -> None:
        """Show that the work as a whole failed."""
        self.end()
        self._add(FaultCard(fault, is_doubt=False))

    def placed(self) -> Callable[[], str]:
        """Return words, in the language there is then, on where the files lie and whether the stick may be pulled."""
        stick, folder = self.picker.stick, self.picker.folder

        def words() -> str:
            if stick is not None:
                return self.tr("They lie on the stick {name}. You can pull it out now.").format(name=stick.name)
            return self.tr('They lie in the folder "{name}".').format(name=folder.name) if folder is not None else ""

        return words

    def clear_refusals(self) -> None:
        """Take the cards away."""
        for card in self.refusals:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.refusals = []

    def stop(self) -> None:
        """Ask the work to stop after the file it is at."""
        if self._job is not None:
            self._job.cancel()

    def _add(self, card: FaultCard) -> None:
        self._column.insertWidget(len(self.refusals), card)
        self.refusals.append(card)

    def _press(self) -> None:
        if self.picker.folder is not None and self._job is None:
            self.wanted.emit(self.picker.folder)

    def _enable(self) -> None:
        self.hero.setEnabled(self._is_ready and self.picker.folder is not None and self._job is None)
