"""Carrying along: sealed files of other laptops that lie on the stick, offered to be taken along and back."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from tianye.services.carrying import CarriedAlong, SealedFound
from tianye.ui.messages.dates import size_words
from tianye.ui.messages.faults import short_words
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label


class AlongCard(Card):
    """Hidden while there is nothing to carry; says what lies there, then what was taken along."""

    def __init__(self) -> None:
        super().__init__("info")
        self.body.setContentsMargins(14, 6, 8, 6)
        self.found = SealedFound((), 0)
        self.done: CarriedAlong | None = None
        self.words = Label("strong", wraps=True)
        self.carry = Button("secondary", "package")
        row = add_row(self.body, Picture("lock", "on_primary_soft", 20))
        row.addWidget(self.words, 1)
        row.addWidget(self.carry)
        self._show()

    def show_found(self, found: SealedFound) -> None:
        """Offer what lies there; what was taken along before has had its word."""
        self.found = found
        if found.paths:
            self.done = None
        self._show()

    def show_done(self, done: CarriedAlong | None) -> None:
        """Say what was taken along; None for nothing to say."""
        self.found, self.done = SealedFound((), 0), done
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _show(self) -> None:
        count = len(self.found.paths)
        self.carry.setText(self.tr("Carry along"))
        self.carry.setVisible(count > 0)
        if count:
            self.words.setText(
                self.tr(
                    "%n sealed file(s) of other laptops here, {size}. You need not press this to write; to carry "
                    "them on too:",
                    "",
                    count,
                ).format(size=size_words(self.found.size))
            )
        elif self.done is not None:
            self.words.setText(self._done_words(self.done))
        self.setVisible(count > 0 or self.done is not None)

    def _done_words(self, done: CarriedAlong) -> str:
        if done.left:
            return short_words(done.left[0][1])
        if not done.new:
            return self.tr("These go along already, or are this laptop's own.")
        return self.tr("%n file(s) taken along. They go onto your next sticks by themselves.", "", done.new)
