"""What a page stands on: the lane, the window's bars, the way to other places. Pages know this, never the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.domain.errors import TianyeError
from tianye.ui.messages.language import Language
from tianye.ui.messages.notices import Notice, notice_of
from tianye.ui.parts.scanner import Scanner
from tianye.ui.runner import Runner
from tianye.ui.theme import Theme


class Stage(QObject):
    """Handed to every page. Its methods tell the window what a page wants; the window connects the signals."""

    place_wanted = Signal(str)
    task_wanted = Signal(QWidget)
    back_wanted = Signal()
    noticed = Signal(object)
    withdrawn = Signal(str)
    undo_offered = Signal(object, object)
    undo_cleared = Signal()
    counted = Signal(str, int)
    foot_said = Signal(str, str)
    workspace_wanted = Signal(object)

    def __init__(
        self, runner: Runner[Any], theme: Theme, language: Language, scanner: Scanner, memory: QSettings
    ) -> None:
        super().__init__()
        self.runner = runner
        self.theme = theme
        self.language = language
        self.scanner = scanner
        self.memory = memory
        runner.failed.connect(self.tell)

    def go(self, place: str) -> None:
        """Show a place of the rail by its name."""
        self.place_wanted.emit(place)

    def open_task(self, page: Page) -> None:
        """Show a task over the place (check-in, a form); Esc or `back` returns, and the page is deleted then."""
        self.task_wanted.emit(page)

    def back(self) -> None:
        """Leave the task."""
        self.back_wanted.emit()

    def enter(self, workspace: Workspace) -> None:
        """Exchange the whole workspace: after opening a data folder, into the kiosk, out of it."""
        self.workspace_wanted.emit(workspace)

    def notify(self, notice: Notice) -> None:
        """Show a notice."""
        self.noticed.emit(notice)

    def tell(self, fault: TianyeError) -> None:
        """Show a fault as a notice."""
        self.noticed.emit(notice_of(fault))

    def withdraw(self, about: str) -> None:
        """Take the notices about something away."""
        self.withdrawn.emit(about)

    def offer_undo(self, text: Callable[[], str], undo: Callable[[], object]) -> None:
        """Say what was done and offer the way back; `text` is asked again when the language changes."""
        self.undo_offered.emit(text, undo)

    def clear_undo(self) -> None:
        """Take the offer back."""
        self.undo_cleared.emit()

    def count(self, place: str, number: int) -> None:
        """Show a number beside a place of the rail; 0 for none."""
        self.counted.emit(place, number)

    def say_foot(self, operator: str, station: str) -> None:
        """Say at the foot of the rail who works here and on which laptop."""
        self.foot_said.emit(operator, station)


class Page(QWidget):
    """A place or a task. Subclasses build their widgets once in `__init__` and set no text there.

    `retranslate` sets every text and is called after the making and at each change of language; `refresh` asks the
    runner for what is shown, at entering (None) and when `Changes` arrive while it is on screen. Esc leaves a task.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.is_task = False
        self.setProperty("page", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(36, 28, 36, 24)
        self.body.setSpacing(18)

    def retranslate(self) -> None:
        """Set every text, tool tip and accessible name."""

    def refresh(self, changes: Changes | None) -> None:
        """Ask for what is shown; `changes` says what moved, None that nothing is known yet."""

    def entered(self) -> None:
        """Be on screen now."""
        self.refresh(None)

    def left(self) -> None:
        """Be off screen now; a task is deleted after this."""

    def help_page(self) -> str:
        """Return the name of the page of the guide that F1 opens."""
        return ""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a task on Esc."""
        if self.is_task and event.key() == Qt.Key.Key_Escape:
            self.stage.back()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the rail: stable name, icon, English title marked with `QT_TRANSLATE_NOOP("Place", …)`, factory."""

    name: str
    icon: str
    title: str
    make: Callable[[Stage], Page]


@dataclass(frozen=True, slots=True)
class Workspace:
    """A set of places for one role; the first is shown first. Without a rail it fills the window."""

    name: str
    subtitle: str
    places: tuple[Place, ...]
    rail_width: str = "rail_field"
    has_rail: bool = True
