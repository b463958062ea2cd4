"""A field for a passphrase, and the button that shows what was typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit

from tianye.ui.parts.buttons import Button
from tianye.ui.parts.fields import Field, TextLine


class SecretField(Field[TextLine]):
    """Dots until `eye`, which stands where the page puts it, is pressed; several fields may share one eye."""

    def __init__(self, eye: Eye | None = None) -> None:
        super().__init__(TextLine(is_secret=True))
        self.eye = eye or Eye()
        self.eye.toggled.connect(self._show)

    def _show(self, is_shown: bool) -> None:
        self.editor.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)


class Eye(Button):
    """Shows and hides what was typed."""

    def __init__(self) -> None:
        super().__init__("quiet", "eye")
        self.setCheckable(True)
        self.toggled.connect(self._retranslate)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.set_icon("eye-slash" if self.isChecked() else "eye")
        self.setText(self.tr("Hide the passphrase") if self.isChecked() else self.tr("Show the passphrase"))
