"""What a page stands on: the lane, the window's bars, the way to other places. Pages know this, never the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose data folder is open: `role` is `hq` or `laptop`; names are for the screen only.

    `is_leader` says that it was opened by somebody who may be at the door and nowhere else.
    """

    role: str
    station: str
    operator: str
    is_leader: bool = False


class Stage(QObject):
    """Handed to every page. Its methods tell the window what a page wants; the window connects the signals."""

    place_wanted = Signal(str)
    task_wanted = Signal(QWidget)
    back_wanted = Signal()
    noticed = Signal(object)
    withdrawn = Signal(str)
    undo_offered = Signal(object, object, bool)
    undo_cleared = Signal()
    counted = Signal(str, int)
    foot_said = Signal(str, str)
    workspace_wanted = Signal(object)
    kiosk_wanted = Signal(object)
    desk_wanted = Signal()
    lock_wanted = Signal()
    people_wanted = Signal()
    help_wanted = Signal(str)
    saving_wanted = Signal()
    restoring_wanted = Signal()
    switch_wanted = Signal()

    def __init__(
        self, runner: Runner[Any], theme: Theme, language: Language, scanner: Scanner, memory: QSettings
    ) -> None:
        super().__init__()
        self.runner = runner
        self.theme = theme
        self.language = language
        self.scanner = scanner
        self.memory = memory
        self.desk: Desk | None = None
        """None while no data folder is open."""
        self.session: bytes | None = None
        """The session whose check-in was worked in last: other places begin with it, too."""
        self.played: Path | None = None
        """The folder of the demonstration that is open; no other folder is of use in it, and its own nowhere else."""
        self._played_folders: dict[tuple[Path, str], Path] = {}
        self._kept: dict[Hashable, Mapping[str, str]] = {}
        runner.failed.connect(self.tell)

    def keep(self, what: Hashable, typed: Mapping[str, str]) -> None:
        """Keep what was typed on a page and not written yet, for when it is opened again; nothing typed forgets it."""
        if typed:
            self._kept[what] = dict(typed)
        else:
            self._kept.pop(what, None)

    def kept(self, what: Hashable) -> Mapping[str, str]:
        """Return what was typed on a page that was left, empty for nothing."""
        return self._kept.get(what, {})

    def find_folder(self, key: str) -> Path | None:
        """Return the folder that was chosen for something another time, in the same demonstration where one is open."""
        if self.played is not None:
            return self._played_folders.get((self.played, key))
        kept = self.memory.value(key)
        return Path(str(kept)) if kept else None

    def keep_folder(self, key: str, folder: Path) -> None:
        """Remember a folder that was chosen; that of a demonstration only while the program runs."""
        if self.played is not None:
            self._played_folders[self.played, key] = folder
        else:
            self.memory.setValue(key, str(folder))

    def forget(self) -> None:
        """Forget what was typed and worked in: the folder is being closed, and somebody else may come."""
        self.session, self._kept = None, {}

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

    def enter_kiosk(self, session: bytes) -> None:
        """Turn the window into the kiosk of a session."""
        self.kiosk_wanted.emit(session)

    def enter_desk(self) -> None:
        """Go to the workspace of the open data folder: out of the kiosk."""
        self.desk_wanted.emit()

    def lock(self) -> None:
        """Close the data folder; the passphrase opens it again."""
        self.lock_wanted.emit()

    def save_readable(self) -> None:
        """Close the data folder, and offer to save what can be read of it."""
        self.saving_wanted.emit()

    def restore_backup(self) -> None:
        """Close the data folder, and offer to restore a backup beside it."""
        self.restoring_wanted.emit()

    def switch(self) -> None:
        """Let somebody else take over, with her passphrase, while everything stays open."""
        self.switch_wanted.emit()

    def show_people(self) -> None:
        """Show who may open this computer."""
        self.people_wanted.emit()

    def show_help(self, page: str) -> None:
        """Show a page of the guide, by its name."""
        self.help_wanted.emit(page)

    def notify(self, notice: Notice) -> None:
        """Show a notice."""
        self.noticed.emit(notice)

    def tell(self, fault: TianyeError) -> None:
        """Show a fault as a notice."""
        self.noticed.emit(notice_of(fault))

    def withdraw(self, about: str) -> None:
        """Take the notices about something away."""
        self.withdrawn.emit(about)

    def offer_undo(self, text: Callable[[], str], undo: Callable[[], object], *, is_inside_form: bool = False) -> None:
        """Say what was done and offer the way back; `text` is asked again when the language changes.

        With `is_inside_form` it is offered while the form is filled in, where all else waits.
        """
        self.undo_offered.emit(text, undo, is_inside_form)

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

    is_form = False
    """Whether something is filled in here: Ctrl+Z then takes back what is typed, and nothing that was done before."""

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

    def take_badge(self, text: str) -> bool:
        """Take a badge that was read while this is on screen; False says that none is taken here."""
        return False

    def may_leave(self) -> bool:
        """Say whether Esc may leave this task now; one whose outcome must be told here says no while it works."""
        return True

    def may_close(self) -> bool:
        """Say whether the window may be closed now; a page that says no shows why, or what to do first."""
        return True

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
            if self.may_leave():
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
    """A set of places for one role; the first is shown first. Without a rail it fills the window.

    `badge_place` is where a badge leads that no page on screen takes, and `badge_action` says so on the button.
    `has_help` says whether F1 opens the guide there.
    """

    name: str
    subtitle: str
    places: tuple[Place, ...]
    rail_width: str = "rail_field"
    has_rail: bool = True
    badge_place: str = ""
    badge_action: str = ""
    has_help: bool = True
