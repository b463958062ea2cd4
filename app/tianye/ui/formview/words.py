"""A text of a form on screen: Chinese and Latin in a label, Tibetan in lines of its own height."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tianye.ui.formview.markup import is_tibetan
from tianye.ui.parts.labels import Label, TibetanLabel


class Words(QWidget):
    """Shows one text in a role of the type scale, whatever script it is in; hidden while there is none."""

    def __init__(self, role: str, color: str = "ink") -> None:
        super().__init__()
        self.plain = Label(role, wraps=True)
        self.tibetan = TibetanLabel("", role, color)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.plain)
        layout.addWidget(self.tibetan)
        self.say("")

    def say(self, text: str) -> None:
        """Show a text; of one in two languages the lines in Tibetan stand below the others."""
        lines = text.split("\n")
        self.plain.setText("\n".join(line for line in lines if not is_tibetan(line)))
        self.tibetan.setText("\n".join(line for line in lines if is_tibetan(line)))
        self.plain.setVisible(bool(self.plain.text()))
        self.tibetan.setVisible(bool(self.tibetan.text()))
        self.setVisible(bool(text))

    def text(self) -> str:
        """Return what is shown."""
        return "\n".join(filter(None, (self.plain.text(), self.tibetan.text())))


def clock_words(seconds: float) -> str:
    """Return a length of time as `1:07`."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def metre_words(metres: float) -> str:
    """Return a length as `350 m` or `1.4 km`."""
    if metres < 1:
        return f"{metres:.2g} m"
    return f"{metres:,.0f} m" if metres < 1000 else f"{metres / 1000:,.4g} km"
