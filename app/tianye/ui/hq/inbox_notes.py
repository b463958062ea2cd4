"""What headquarters should know beside the inbox: that it was restored, and which files wait for a newer program."""

from __future__ import annotations

from tianye.services.fleet import Overview
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label

MOST_NAMES = 3


class NotesCard(Card):
    """One quiet card, hidden while there is nothing to know; `packing` leads to the packs.

    `asks_for_something` says whether it is more than good to know.
    """

    def __init__(self) -> None:
        super().__init__("info", spacing=8)
        self.asks_for_something = False
        self.title = Label("strong", wraps=True)
        add_row(self.body, Picture("info", "ink", 22)).addWidget(self.title, 1)
        self.line = Label("body", wraps=True)
        self.packing = Button("secondary", "package")
        self.body.addWidget(self.line)
        add_row(self.body, self.packing, None)
        self.hide()

    def show_overview(self, overview: Overview) -> None:
        """Show what there is to know; the laptops that are asked again come first."""
        asked = [line.laptop.name or "" for line in overview.lines if line.is_asked_again]
        self.asks_for_something = bool(asked)
        self.setVisible(bool(asked or overview.unread))
        self.packing.setVisible(bool(asked))
        self.packing.setText(self.tr("To the packs"))
        if asked:
            self.title.setText(self.tr("Restored: %n laptop(s) are asked again", "", len(asked)))
            self.line.setText(
                self.tr(
                    "What came after the backup is still on the laptops: {names}. Give each a new pack, then take in "
                    "its bundle. Old packs from sticks can be taken in here too."
                ).format(names=self._listed(asked))
            )
        elif overview.unread:
            self.title.setText(self.tr("%n file(s) wait for a newer program", "", len(overview.unread)))
            self.line.setText(
                self.tr("Kept here, and taken in by itself after the update: {names}").format(
                    names=self._listed(overview.unread)
                )
            )

    def _listed(self, names: list[str] | tuple[str, ...]) -> str:
        shown = self.tr(", ").join(names[:MOST_NAMES])
        return f"{shown} …" if len(names) > MOST_NAMES else shown
