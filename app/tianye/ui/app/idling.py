"""Locking a window that nobody touches: keys, touches and the mouse are heard, doors are asked for before it locks."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from tianye.domain.changes import Changes
from tianye.domain.idleness import Situation, is_lock_due
from tianye.ui.parts.stage import Stage

if TYPE_CHECKING:
    from tianye.services.station import Station

LOOK_MS = 60_000
"""How often it looks whether the time has come."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Hears the window that has the focus, and locks the program by the rule of `domain.idleness`.

    `is_exempt` says that there is nothing to guard: a demonstration. `now_ms` is a clock that only goes forward.
    """

    def __init__(
        self,
        stage: Stage,
        is_kiosk: Callable[[], bool],
        is_exempt: Callable[[], bool],
        now_ms: Callable[[], float] = lambda: time.monotonic() * 1000,
    ) -> None:
        super().__init__()
        self._stage, self._is_kiosk, self._is_exempt = stage, is_kiosk, is_exempt
        self.now_ms = now_ms
        self._touched_ms = now_ms()
        self._is_door_open = False
        self._ended_ms: float | None = None
        self._window: QObject | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to listen."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._listen_to)
        self._listen_to(application.focusWindow())
        self._stage.runner.changed.connect(self._heard_of)
        self._timer.start()

    def stop(self) -> None:
        """Listen no more."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.disconnect(self._listen_to)
        self._listen_to(None)
        self._timer.stop()

    def begin(self) -> None:
        """Count from now on: a data folder was opened."""
        self._touched_ms, self._is_door_open, self._ended_ms = self.now_ms(), False, None
        self._stage.runner.ask(_is_door_open, self._keep, lambda _: None, key="idle-door")

    def look(self) -> None:
        """Lock where the time has come; a door is asked for first."""
        if self._stage.desk is not None and not self._is_exempt() and is_lock_due(self._situation()):
            self._stage.runner.ask(_is_door_open, self._decide, lambda _: None, key="idle-door")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is here; nothing is held back."""
        if event.type() in _TOUCHES:
            self._touched_ms = self.now_ms()
        return False

    def _listen_to(self, window: QObject | None) -> None:
        if self._window is not None and shiboken6.isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _heard_of(self, changes: Changes) -> None:
        if changes.touches("session") and self._stage.desk is not None:
            self._stage.runner.ask(_is_door_open, self._keep, lambda _: None, key="idle-door")

    def _keep(self, is_open: bool) -> None:
        if self._is_door_open and not is_open:
            self._ended_ms = self.now_ms()
        self._is_door_open = is_open

    def _decide(self, is_open: bool) -> None:
        self._keep(is_open)
        if self._stage.desk is not None and is_lock_due(self._situation()):
            self._stage.lock()

    def _situation(self) -> Situation:
        now = self.now_ms()
        return Situation(
            int(now - self._touched_ms),
            self._is_door_open,
            None if self._ended_ms is None else int(now - self._ended_ms),
            is_kiosk=self._is_kiosk(),
            is_working=self._stage.runner.is_busy,
        )


def _is_door_open(station: Station) -> bool:
    # loaded in the lane, where the open folder is
    from tianye.services.door import is_own_door_open

    return is_own_door_open(station)
