"""What a hand-over wrote: its files, that the stick can be pulled out now, and what happens next."""

from __future__ import annotations

from tianye.services.bundles import HandedOver
from tianye.ui.field.handover_words import written_facts
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.facts import Facts
from tianye.ui.parts.labels import Label


class DoneCard(Card):
    """Stands in the place of the sticks once something was written; `again` goes back to them."""

    def __init__(self) -> None:
        super().__init__(spacing=10)
        self.title = Label("heading", wraps=True)
        add_row(self.body, Picture("hand-over-fill", "on_primary_soft", 26)).addWidget(self.title, 1)
        self.facts = Facts()
        self.body.addLayout(self.facts)
        self.body.addSpacing(8)
        self.pull, self.next = Label("strong", wraps=True), Label("soft", wraps=True)
        self.body.addWidget(self.pull)
        self.body.addWidget(self.next)
        self.body.addStretch(1)
        self.again = Button("secondary", "hand-over")
        add_row(self.body, self.again, None)

    def retranslate(self) -> None:
        """Set the texts that never change."""
        self.title.setText(self.tr("Written, and read again: it is whole"))
        self.again.setText(self.tr("Write another one"))

    def show_written(self, one: HandedOver, *, is_on_stick: bool, is_received: bool) -> None:
        """Show what was written; `is_received` says that headquarters has all of it already."""
        self.facts.show_facts(written_facts(one))
        self.pull.setText(
            self.tr("You can pull the stick out now.")
            if is_on_stick
            else self.tr("It lies in the folder. Send it to headquarters, or copy it onto a stick.")
        )
        self.next.setText(
            self.tr("Headquarters has received all of it; nothing more is to be done here.")
            if is_received
            else self.tr(
                "Headquarters takes the file in and sends a receipt back. Install it here: these records turn green."
            )
        )
