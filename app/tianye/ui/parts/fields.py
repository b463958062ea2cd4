"""A field of a form of ours: label above, the editor, a hint, and under it what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.labels import Label
from tianye.ui.parts.lines import Line

E = TypeVar("E", bound=QWidget)


class Field(QWidget, Generic[E]):
    """A labelled editor. `say` words it, `show_error` says what is wrong; optional is said, required is not."""

    def __init__(self, editor: E) -> None:
        super().__init__()
        self.editor = editor
        self._wrong: Callable[[], str] | None = None
        self.label = Label("strong", wraps=True)
        self.label.setBuddy(editor)
        self.hint = Label("caption", wraps=True)
        self._sign = Picture("warning", "error", 20)
        self.error = Label("error", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.error, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for part in (self.label, editor, self.hint):
            layout.addWidget(part)
        layout.addLayout(row)
        self.setFocusProxy(editor)
        self.show_error("")

    def say(self, label: str, hint: str = "") -> None:
        """Set label and hint; the label is the editor's accessible name too."""
        self.label.setText(label)
        self.editor.setAccessibleName(label)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def show_error(self, sentence: str | Callable[[], str]) -> None:
        """Show under the field what is wrong; an empty sentence takes it away.

        Given as a function it is asked again when the language changes.
        """
        self._wrong = sentence if callable(sentence) else None
        self._show_sentence(sentence() if callable(sentence) else sentence)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language with what is wrong."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._wrong is not None:
            self._show_sentence(self._wrong())

    def _show_sentence(self, sentence: str) -> None:
        self.error.setText(sentence)
        for part in (self.error, self._sign):
            part.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        theme.restyle(self.editor, state="error" if sentence else "")

    @property
    def has_error(self) -> bool:
        """Whether something is said to be wrong."""
        return bool(self.error.text())


class TextLine(Line):
    """One line of text; `secret` shows dots."""

    def __init__(self, *, is_secret: bool = False) -> None:
        super().__init__()
        if is_secret:
            self.setEchoMode(QLineEdit.EchoMode.Password)
            self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
