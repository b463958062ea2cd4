"""One line to type in that leaves undo to the window while there is nothing in it to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class Line(QLineEdit):
    """A line edit; emptied, it has forgotten what stood there, and Ctrl+Z takes back what was done last.

    At the door the cursor is always in a field: Qt's own line edit would keep the key to itself, and the check-in on
    the undo bar could not be taken back by it. A name in Tibetan stands on the same line as one without.
    """

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self._level)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._level()

    def _level(self) -> None:
        # the font's Tibetan line is 2.8 em high: in the middle of the field its letters would hang at the upper edge
        has_tibetan = any("\u0f00" <= letter <= "\u0fff" for letter in self.text())
        top = self.fontInfo().pixelSize() if has_tibetan else 0
        if top != self.textMargins().top():
            self.setTextMargins(0, top, 0, 0)

    def clear(self) -> None:
        """Empty the line for good: Qt's own would bring the text back at Ctrl+Z, to whoever stands there then."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Let the window have the undo key of a line that has nothing to undo."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not (self.text() and (self.isUndoAvailable() or self.echoMode() != self.EchoMode.Normal))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter once, however long it is held: what follows has fields that it was not meant for."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)
