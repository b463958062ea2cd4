"""A barcode scanner is a fast keyboard: badges are caught wherever the focus is, with or without Enter at the end.

What marks a scan is its prefix and length, not its speed: an old laptop may deliver the keys slowly. Once `TY:` has
been typed, the letters already in a field are taken back and everything up to the full length is held.

Other codes, as on a bag of flour, are no badge: outside of fields their keys would decide and press. There, keys that
follow one another faster than any hand are swallowed, the Enter at the end with them, and `foreign` says so.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tianye.domain import badges
from tianye.domain.ids import ID_BYTES

LENGTH: Final = len(badges.encode(badges.Badge(bytes(ID_BYTES), bytes(badges.SIGNATURE_BYTES))))
SILENCE_MS: Final = 1500
"""After this long without a key an unfinished scan is given out as it is: the service says that it is unreadable."""
ENTER_MS: Final = 300
"""An Enter this soon after a full scan is the scanner's own, not a person's."""
HURRY_MS: Final = 20
"""A key this soon after another was not pressed by a hand."""
FOREIGN_MS: Final = 250
"""After this long without a key a code that is no badge has ended."""
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Scanner(QObject):
    """Watches the keys of the whole application between `start` and `stop`."""

    scanned = Signal(str)
    """The text of a badge, prefix and all, as typed; not checked."""

    foreign = Signal()
    """A code was read, outside of any field, that is no badge; all of it but its first letter did nothing."""

    def __init__(
        self,
        now_ms: Callable[[], float] = lambda: time.monotonic() * 1000,
        pressed_ms: Callable[[QKeyEvent], float] = QKeyEvent.timestamp,
    ) -> None:
        """`pressed_ms` says when a key was pressed, 0 for unknown: keys wait in a queue while the window is busy."""
        super().__init__()
        self._now_ms = now_ms
        self._pressed_ms = pressed_ms
        self._text = ""
        self._is_holding = False
        self._ended_ms = -ENTER_MS - 1.0
        self._before: tuple[QWidget | None, str, int] = (None, "", 0)
        self._window: QObject | None = None
        self._widget: QObject | None = None
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self._finish)
        self.hurry_ms: float = HURRY_MS
        """0 takes every key for a hand's, as tests need it, which type at once."""
        self._key_ms = -FOREIGN_MS - 1.0
        self._foreign_end = QTimer(self, singleShot=True, interval=FOREIGN_MS)
        self._foreign_end.timeout.connect(self.foreign)

    @property
    def is_holding(self) -> bool:
        """Whether a scan has begun and is not yet whole."""
        return self._is_holding

    def start(self) -> None:
        """Watch.

        Keys come to the window that has the focus before they go to a widget, or to a menu that is open; what overrides
        a shortcut, and what an input method commits, goes straight to the widget. Those two are watched, and no other
        object: a filter on the whole application would be called for every event of every object there is.
        """
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._watch_window)
        application.focusObjectChanged.connect(self._watch_widget)
        self._watch_window(application.focusWindow())
        self._watch_widget(application.focusObject())

    def stop(self) -> None:
        """Watch no more; an unfinished scan is dropped."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.disconnect(self._watch_window)
        application.focusObjectChanged.disconnect(self._watch_widget)
        self._watch_window(None)
        self._watch_widget(None)
        self._reset()

    def _watch_window(self, window: QObject | None) -> None:
        self._window = self._watch_instead(self._window, window)

    def _watch_widget(self, widget: QObject | None) -> None:
        self._widget = self._watch_instead(self._widget, widget)

    def _watch_instead(self, before: QObject | None, now: QObject | None) -> QObject | None:
        if before is not None and shiboken6.isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)
        return now

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back the keys of a scan."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            if self._is_holding:
                event.accept()
            return self._is_holding
        if isinstance(event, QKeyEvent):
            # what passes by the window a second time, on its way to a widget, has been seen
            is_key = kind == QEvent.Type.KeyPress and watched is self._window
            return is_key and (self._take_key(event) or self._is_foreign(event))
        return isinstance(event, QInputMethodEvent) and self._take_committed(event.commitString())

    def _is_foreign(self, event: QKeyEvent) -> bool:
        """Say whether a key belongs to a code that is no badge, and nobody typed into a field."""
        if event.isAutoRepeat() or not (event.text() or event.key() in _ENDS):
            return False
        pressed = self._pressed_ms(event)
        gap, self._key_ms = pressed - self._key_ms, pressed
        is_meant = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox)
        if is_meant or not pressed or gap >= (FOREIGN_MS if self._foreign_end.isActive() else self.hurry_ms):
            return False
        self._foreign_end.start()
        return True

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.key() in _ENDS and not self._is_holding:
            is_scanners_own = self._now_ms() - self._ended_ms <= ENTER_MS
            self._text, self._ended_ms = "", -ENTER_MS - 1.0
            return is_scanners_own
        if self._is_holding and event.key() in _ENDS:
            self._finish()
            self._ended_ms = -ENTER_MS - 1.0
            return True
        if self._is_holding and event.key() == Qt.Key.Key_Escape:
            self._reset()
            return True
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not event.text() or modifiers:
            # Shift itself comes as a key of its own between the letters of a scan
            return self._is_holding
        # an Enter after other letters is no longer the scanner's
        self._ended_ms = -ENTER_MS - 1.0
        return self._take(event.text())

    def _take_committed(self, text: str) -> bool:
        """Take what an input method passes on in one piece."""
        is_held = False
        for letter in text:
            is_held = self._take(letter)
        return is_held

    def _take(self, text: str) -> bool:
        letter = unicodedata.normalize("NFKC", text).upper()
        if self._is_holding:
            self._text += letter
            if len(self._text) >= LENGTH:
                self._finish()
            else:
                self._silence.start()
            return True
        if not badges.PREFIX.startswith(self._text + letter):
            self._text = ""
        if badges.PREFIX.startswith(self._text + letter):
            if not self._text:
                self._remember()
            self._text += letter
        if self._text != badges.PREFIX:
            return False
        self._is_holding = True
        # what began as fast as any code turned out to be a badge
        self._foreign_end.stop()
        self._put_back()
        self._silence.start()
        return True

    def _finish(self) -> None:
        text = self._text
        self._reset()
        self._ended_ms = self._now_ms()
        self.scanned.emit(text)

    def _reset(self) -> None:
        self._silence.stop()
        self._foreign_end.stop()
        self._text, self._is_holding, self._before = "", False, (None, "", 0)

    def _remember(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit):
            self._before = (focus, focus.text(), focus.cursorPosition())
        else:
            self._before = (focus, "", 0)

    def _put_back(self) -> None:
        focus, text, position = self._before
        if focus is None or focus is not QApplication.focusWidget():
            return
        if isinstance(focus, QLineEdit):
            focus.setText(text)
            focus.setCursorPosition(position)
        elif isinstance(focus, QPlainTextEdit | QTextEdit) and not focus.isReadOnly():
            cursor = focus.textCursor()
            for _ in badges.PREFIX[:-1]:
                cursor.deletePreviousChar()
