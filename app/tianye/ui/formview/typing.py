"""Answers that are typed: a line, a text, a number."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tianye.forms.entry.answers import is_acceptable
from tianye.forms.nodes import Node
from tianye.ui import theme
from tianye.ui.formview.appearances import has_word, lines_of
from tianye.ui.formview.editor import Editor
from tianye.ui.parts.fields import TextLine
from tianye.ui.parts.labels import Label

_WIDTHS: Final = {"int": 170, "decimal": 200}
IDLE_MS: Final = 2000
"""So long after the last letter a text is kept even though the field was not left: power cuts do not wait."""


class _Line(TextLine):
    """Tells when it is left."""

    was_left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.was_left.emit()


class LineEditor(Editor):
    """One line: text, a whole number, a decimal number, a code.

    Numbers are read however a Chinese keyboard writes their figures, and in groups of three where the form wants that
    (`thousands-sep`); what is `masked` is drawn as dots.
    """

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._type = node.value_type
        self._is_numeric = self._type in ("int", "decimal")
        self._are_figures = has_word(node, "numbers")
        self._is_grouped = self._is_numeric and has_word(node, "thousands-sep")
        self._kept = ""
        self.line = _Line(is_secret=node.is_masked)
        if self._is_numeric or self._are_figures:
            self.line.setInputMethodHints(self.line.inputMethodHints() | Qt.InputMethodHint.ImhPreferNumbers)
        self.line.was_left.connect(self._leave)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.commit)
        self.line.textEdited.connect(self._edited)
        self.unit = Label("body")
        self._has_unit = self._is_numeric and has_word(node, "bearing")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.row.addWidget(self.line)
        self.row.addWidget(self.unit)
        self.unit.setVisible(self._has_unit)
        if self._is_numeric:
            self.row.addStretch(1)
        self._fit()
        theme.current().changed.connect(self._fit)
        self.retranslate()

    def retranslate(self) -> None:
        """Word the unit of a bearing."""
        if self._has_unit:
            self.unit.setText(self.tr("degrees, 0 is north"))

    def _edited(self) -> None:
        self._idle.start()
        if self.line.visibleRegion().isEmpty():
            # of a long question the words came into sight: whoever types now looks at what is typed
            self.opened.emit()

    def _fit(self) -> None:
        if self._is_numeric:
            self.line.setFixedWidth(theme.current().px(_WIDTHS[self._type]))

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the value, unless something else is being typed."""
        self.line.setReadOnly(node.is_readonly)
        shown = _shown_number(node.value) if self._type == "decimal" else node.value
        if self._typed() == self._kept or node.value == self._typed():
            drawn = _grouped(shown) if self._is_grouped else shown
            # while somebody types no letter moves under the cursor
            if self._typed() != shown or (drawn != self.line.text() and not self.line.hasFocus()):
                self.line.setText(drawn)
            self._kept = shown
        else:
            self._kept = shown

    def name_it(self, words: str) -> None:
        """Name the line."""
        self.line.setAccessibleName(words)

    def problem(self) -> str:
        """Say what is wrong with the number."""
        if is_acceptable(self._typed(), self._type):
            return ""
        if self._type == "int":
            return self.tr("A whole number is wanted here, of nine digits at most.")
        return self.tr("A number is wanted here, with a point before its decimals.")

    def half(self) -> str:
        """Return letters where a number is wanted."""
        return "" if is_acceptable(self._typed(), self._type) else self.line.text()

    def show_half(self, text: str) -> None:
        """Show them again."""
        self.line.setText(text)

    def commit(self) -> None:
        """Give what was typed, if it can be a value."""
        self._idle.stop()
        typed = self._typed()
        if typed != self._kept and is_acceptable(typed, self._type):
            self._kept = typed
            self.given.emit(typed)

    def first(self) -> QWidget:
        """Return the line."""
        return self.line

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show a line round it."""
        theme.restyle(self.line, state="error" if is_wrong else "")

    def _typed(self) -> str:
        text = self.line.text()
        if not self._is_numeric:
            text = unicodedata.normalize("NFKC", text) if self._are_figures else text
            return text if text.strip() else ""
        # figures of a Chinese keyboard are as wide as its letters
        return unicodedata.normalize("NFKC", text).replace("。", ".").replace(",", "").replace(" ", "").lstrip("+")

    def _leave(self) -> None:
        self.commit()
        self.left.emit()


class TextEditor(Editor):
    """Several lines, as many in sight as the form asks for; Enter begins a new one, Tab goes on."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self._lines = lines_of(node)
        self._kept = ""
        self.text = _Text()
        self.text.was_left.connect(self._leave)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self.commit)
        self.text.textChanged.connect(self._edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        self._fit()
        theme.current().changed.connect(self._fit)

    def _edited(self) -> None:
        self._idle.start()
        if self.text.hasFocus() and self.text.visibleRegion().isEmpty():
            self.opened.emit()

    def _fit(self) -> None:
        self.text.setFixedHeight(theme.current().px(28 * self._lines))

    def show_node(self, node: Node, second: Node | None) -> None:
        """Show the value, unless something else is being typed."""
        self.text.setReadOnly(node.is_readonly)
        if self._typed() == self._kept and self._typed() != node.value:
            self.text.setPlainText(node.value)
            self._idle.stop()
        self._kept = node.value

    def name_it(self, words: str) -> None:
        """Name the text."""
        self.text.setAccessibleName(words)

    def commit(self) -> None:
        """Give what was typed."""
        self._idle.stop()
        if self._typed() != self._kept:
            self._kept = self._typed()
            self.given.emit(self._kept)

    def first(self) -> QWidget:
        """Return the text."""
        return self.text

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show a line round it."""
        theme.restyle(self.text, state="error" if is_wrong else "")

    def _typed(self) -> str:
        text = self.text.toPlainText()
        return text if text.strip() else ""

    def _leave(self) -> None:
        self.commit()
        self.left.emit()


class _Text(QPlainTextEdit):
    was_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.was_left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _grouped(number: str) -> str:
    """Return a number with a comma before each three figures."""
    sign, figures = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, point, rest = figures.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}" if whole.isdecimal() else number


def _shown_number(value: str) -> str:
    return value.removesuffix(".0")
