"""Counting by pressing: a whole number with a button for one less and one for one more."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tianye.forms.entry.answers import is_acceptable
from tianye.forms.nodes import Node
from tianye.ui.formview.typing import LineEditor
from tianye.ui.parts.buttons import Button


class CounterEditor(LineEditor):
    """A number that can be typed too; ↑ and ↓ count, and it does not go below nothing."""

    def __init__(self, node: Node) -> None:
        self._words = ""
        self.less, self.more = Button("secondary", "minus"), Button("secondary", "plus")
        super().__init__(node)
        self.less.clicked.connect(lambda: self._count(-1))
        self.more.clicked.connect(lambda: self._count(1))
        self.row.insertWidget(0, self.less)
        self.row.insertWidget(2, self.more)
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the number."""
        super().show_node(node, second)
        self.more.setEnabled(not node.is_readonly)
        self.less.setEnabled(not node.is_readonly and node.value not in ("", "0"))

    def retranslate(self) -> None:
        """Name the buttons."""
        super().retranslate()
        for button, words in ((self.less, self.tr("One less")), (self.more, self.tr("One more"))):
            button.setToolTip(words)
            button.setAccessibleName(f"{self._words} {words}".strip())

    def name_it(self, words: str) -> None:
        """Name line and buttons."""
        super().name_it(words)
        self._words = words
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by the arrows."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps and not self.line.isReadOnly():
            self._count(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _count(self, step: int) -> None:
        typed = self._typed()
        if typed and not is_acceptable(typed, self._type):
            return
        counted = str(max(0, int(typed or 0) + step))
        if counted != typed and is_acceptable(counted, self._type):
            self.line.setText(counted)
            self.less.setEnabled(counted != "0")
            self.commit()
