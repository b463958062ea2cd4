"""What every kind of answer has in common on screen: it is shown, given, and said to be wrong when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QWidget

from tianye.forms.nodes import Node


class Editor(QWidget):
    """Where a question is answered. `given` brings a value in the form's own notation, empty for none.

    Typed text is given when the field is left, never while typing; what cannot be a value is not given but told by
    `problem`, and stays as it was typed, also when the form is opened again (`half`).
    """

    given = Signal(str)
    left = Signal()
    part_typed = Signal()
    """A part of what takes long to type stands, though it may be no value yet: it is kept at once."""
    file_given = Signal(object)
    """A `Make`: what makes bytes and an ending of a file, off the GUI thread."""
    done = Signal()
    """The answer was picked and nothing more is to be done here (appearance `quick`)."""
    opened = Signal()
    """It takes more room from now on, which is to be seen."""

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the node's value and choices; called again whenever one of them changed."""
        raise NotImplementedError

    def name_it(self, words: str) -> None:
        """Give the controls their accessible name: the words of the question."""

    def problem(self) -> str:
        """Return what is wrong with the text as typed, empty where it is a value or blank."""
        return ""

    def remark(self) -> str:
        """Return what is said under the controls that keeps nobody from going on; read out with what has the focus."""
        return ""

    def half(self) -> str:
        """Return what was typed and cannot be a value, in a notation of its own; empty for nothing of that kind."""
        return ""

    def show_half(self, text: str) -> None:
        """Show again what `half` returned."""

    def commit(self) -> None:
        """Give what was typed and not given yet."""

    def refuse(self) -> None:
        """Show what stands: the answer given last was not kept."""

    def first(self) -> QWidget:
        """Return what takes the focus."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Return what Tab leads to, in the order in which it is seen."""
        return stops_in(self)

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show the controls as wrong or not."""

    def retranslate(self) -> None:
        """Set the texts of its own."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def stops_in(part: QWidget) -> list[QWidget]:
    """Return what Tab leads to in a part, in the order in which it was made."""
    return [child for child in part.findChildren(QWidget) if child.focusPolicy() != Qt.FocusPolicy.NoFocus]
