"""The register of this laptop's counties."""

from __future__ import annotations

from functools import cached_property

from tianye.ui.pages.register import RegisterPage
from tianye.ui.parts.buttons import Button


class FieldRegister(RegisterPage):
    """The register of this laptop's counties; each row says how far its record has come."""

    @cached_property
    def pack_first(self) -> Button:
        """The way to where a pack is installed: people come with it."""
        button = Button("primary", "package")
        button.clicked.connect(lambda: self.stage.go("handover"))
        return button

    def _first_way(self) -> Button:
        return self.pack_first

    def ways_in(self) -> str:
        """Return how people come into a register that is empty."""
        return self.tr("People come with the pack from headquarters. No pack yet? Register somebody new meanwhile.")

    def retranslate(self) -> None:
        """Set every text."""
        self.pack_first.setText(self.tr("Install a pack"))
        super().retranslate()
