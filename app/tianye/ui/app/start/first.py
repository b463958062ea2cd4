"""The first start: four steps to a data folder, each with one thing to do, nothing lost by going back."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.ui.app.desks import Desks, Wanted
from tianye.ui.app.start.frame import StartPage, StepBar
from tianye.ui.app.start.keys_step import KeysStep
from tianye.ui.app.start.steps import NamesStep, PassphraseStep, PlaceStep, Step, WhoStep
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import PageHead, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.focus import show_first_focus
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage


class FirstStart(StartPage):
    """Who, names, passphrase, place; then the folder is made in the lane and its workspace entered.

    For a headquarters that was lost the file with its next keys comes before its names.
    """

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage, is_steady=True)
        self._desks = desks
        self._here = 0
        self._is_busy = False
        self._arrived = QElapsedTimer()
        """Runs since the step on screen came up."""
        self.who = WhoStep()
        self.names = NamesStep(self.who)
        self.passphrase = PassphraseStep(self.who)
        self.place = PlaceStep(desks.folder)
        self.keys = KeysStep()
        self.usual: tuple[Step, ...] = (self.who, self.names, self.passphrase, self.place)
        self.steps: tuple[Step, ...] = self.usual
        self.bar = StepBar()
        self.count = Label("caption")
        self.head = PageHead()
        self.forward, self.backward = Button("primary"), Button("quiet", "arrow-left")
        self.forward.clicked.connect(self.go_on)
        self.backward.clicked.connect(self.go_back)
        self.opening, self.restoring = Button("quiet", "folder"), Button("quiet", "history")
        self.opening.clicked.connect(self._open_another)
        self.restoring.clicked.connect(self._restore)
        self.losing = Button("quiet", "key")
        self.losing.clicked.connect(self._go_on_for_a_lost_one)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.count)
        self.column.addWidget(self.head)
        self.who.chosen.connect(self._begin_as_usual)
        for step in (*self.usual, self.keys):
            step.proceed.connect(self.go_on)
            step.altered.connect(self._weigh)
            self.column.addWidget(step)
        self.column.addSpacing(10)
        add_row(self.column, self.forward, self.backward, None)
        self._others = QWidget()
        others = QVBoxLayout(self._others)
        others.setContentsMargins(0, 0, 0, 0)
        others.setSpacing(2)
        add_row(others, self.opening, None)
        add_row(others, self.restoring, None)
        add_row(others, self.losing, None)
        self.column.addWidget(self._others)
        self._show(0)

    @property
    def step(self) -> Step:
        """The step on screen."""
        return self.steps[self._here]

    @property
    def is_arriving(self) -> bool:
        """Whether the step came up so shortly ago that a key may still be meant for the one before."""
        return not self._arrived.hasExpired(QApplication.doubleClickInterval())

    def retranslate(self) -> None:
        """Set every text."""
        for step in (*self.usual, self.keys):
            step.retranslate()
        self.backward.setText(self.tr("Back"))
        self.opening.setText(self.tr("Open a data folder that is already there"))
        self.restoring.setText(self.tr("Restore from a backup"))
        self.losing.setText(self.tr("Headquarters' computer is lost: go on with its next keys"))
        self._say_step()

    def entered(self) -> None:
        """Put the cursor where it is wanted; nobody has touched mouse or key yet, so the ring says where that is."""
        show_first_focus(self)
        self.step.begin()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "start"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back a step on Esc; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape and self._here and not self._is_busy:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def go_on(self) -> None:
        """Go to the next step, or make the folder after the last one."""
        is_last = self._here + 1 == len(self.steps)
        if is_last and self.is_arriving:
            # the second half of a double press, meant for the step before
            return
        if self._is_busy or not self.step.check():
            return
        if is_last:
            self._make()
        else:
            self._show(self._here + 1)
            self.step.begin()

    def go_back(self) -> None:
        """Go to the step before."""
        if self._here:
            self._show(self._here - 1)
            self.step.begin()

    def wanted(self) -> Wanted:
        """Return what was typed."""
        return Wanted(
            self.who.role,
            self.names.name.editor.text().strip(),
            self.names.operator.editor.text().strip(),
            self.passphrase.first.editor.text(),
            self.place.folder,
            self.keys.file if self.keys in self.steps else None,
            self.keys.secret.editor.text() if self.keys in self.steps else "",
        )

    def _make(self) -> None:
        self._set_busy(True)
        self.place.show_fault(None)
        self._desks.found(self.wanted(), self._refused)

    def _refused(self, fault: TianyeError) -> None:
        self._set_busy(False)
        if fault.code.startswith("keys."):
            self._show(self.steps.index(self.keys))
            self.keys.begin()
            self.keys.show_fault(fault)
            return
        self.place.show_fault(fault)
        (self.place.choosing if self.place.is_asking else self.forward).setFocus()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.forward, self.backward, self.place.place, self.place.choosing):
            part.setEnabled(not is_busy)
        self._say_step()

    def _show(self, number: int) -> None:
        self._here = number
        self._arrived.start()
        for step in (*self.usual, self.keys):
            step.setVisible(step is self.steps[number])
        self.bar.show_step(number, len(self.steps))
        is_first = number == 0
        self._others.setVisible(is_first)
        self.forward.setVisible(not is_first)
        self.backward.setVisible(not is_first)
        self._say_step()

    def _say_step(self) -> None:
        self.head.say(*self.step.title())
        self.count.setText(self.tr("Step {here} of {all}").format(here=self._here + 1, all=len(self.steps)))
        if self._is_busy:
            self.forward.setText(self.tr("Making the folder…"))
        else:
            self.forward.setText(self.tr("Go on") if self._here + 1 < len(self.steps) else self.tr("Make the folder"))

        self._weigh()

    def _weigh(self) -> None:
        self.forward.set_kind("secondary" if self.step.is_asking else "primary")

    def _begin_as_usual(self) -> None:
        self.steps = self.usual

    def _go_on_for_a_lost_one(self) -> None:
        self.who.role = "hq"
        self.steps = (self.who, self.keys, *self.usual[1:])
        self.go_on()

    def _open_another(self) -> None:
        title = self.tr("Open a data folder that is already there")
        if (folder := choose_folder(self, title, self._desks.folder)) is not None:
            self._desks.look_at(folder, must_be_one=True)

    def _restore(self) -> None:
        from tianye.ui.app.start.restore import Restore

        self.stage.open_task(Restore(self.stage, self._desks))
