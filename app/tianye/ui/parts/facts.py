"""Names and values side by side: icon, what it is, how many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from tianye.ui.parts.bars import Picture
from tianye.ui.parts.labels import Label


class Facts(QGridLayout):
    """Names and values side by side: icon, what it is, how many; figures at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)
        self.setColumnStretch(1, 1)

    def show_facts(self, facts: list[tuple[str, str, str]]) -> None:
        """Show (icon, name, value); an empty icon for none."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (icon, name, value) in enumerate(facts):
            if icon:
                self.addWidget(Picture(icon, "ink_soft", 20), row, 0)
            named, valued = Label("body", wraps=True), Label("strong")
            named.setText(name)
            valued.setText(value)
            valued.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addWidget(named, row, 1)
            self.addWidget(valued, row, 2)
