"""A barcode scanner is a fast keyboard: badges are caught wherever the focus is, with or without Enter at the end.

What marks a scan is its prefix and length, not its speed: an old laptop may deliver the keys slowly. Once `TY:` has
been typed, the letters already in a field are taken back and everything up to the full length is held.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tianye.domain import badges
from tianye.domain.ids import ID_BYTES

LENGTH: Final = len(badges.encode(badges.Badge(bytes(ID_BYTES), bytes(badges.SIGNATURE_BYTES))))
SILENCE_MS: Final = 1500
"""After this long without a key an unfinished scan is given out as it is: the service says that it is unreadable."""
ENTER_MS: Final = 300
"""An Enter this soon after a full scan is the scanner's own, not a person's."""
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_KINDS: Final = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod)


class Scanner(QObject):
    """Watches the keys of the whole application between `start` and `stop`."""

    scanned = Signal(str)
    """The text of a badge, prefix and all, as typed; not checked."""

    def __init__(self, now_ms: Callable[[], float] = lambda: time.monotonic() * 1000) -> None:
        super().__init__()
        self._now_ms = now_ms
        self._text = ""
        self._is_holding = False
        self._ended_ms = -ENTER_MS - 1.0
        self._before: tuple[QWidget | None, str, int] = (None, "", 0)
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self._finish)

    def start(self) -> None:
        """Watch."""
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more; an unfinished scan is dropped."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold back the keys of a scan."""
        kind = event.type()
        if kind not in _KINDS or not self._is_first_to_see(watched):
            return False
        if isinstance(event, QInputMethodEvent):
            return self._take_committed(event.commitString())
        if not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            if self._is_holding:
                event.accept()
            return self._is_holding
        return self._take_key(event)

    def _is_first_to_see(self, watched: QObject) -> bool:
        """Say whether this is the widget a key goes to, and not a parent it is passed up to."""
        focus = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        return watched in (focus, popup) or (focus is None and isinstance(watched, QWidget) and watched.isWindow())

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
