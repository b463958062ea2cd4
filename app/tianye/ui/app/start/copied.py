"""A folder that was worked in elsewhere before: moved, or copied. Only the person knows; the page does not push."""

from __future__ import annotations

from tianye.ui.app.desks import Desks
from tianye.ui.app.start.frame import StartPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Stage


class Copied(StartPage):
    """Two equal ways: it was moved, go on; the other one is in use, or nobody knows, close this one."""

    def __init__(self, stage: Stage, desks: Desks) -> None:
        super().__init__(stage)
        self.head = PageHead()
        self.card = Card("warn", spacing=6)
        self.happened, self.kept, self.why = (
            Label("on_warn", wraps=True),
            Label("body", wraps=True),
            Label("body", wraps=True),
        )
        for label in (self.happened, self.kept, self.why):
            self.card.body.addWidget(label)
        self.moved, self.other = Button("equal"), Button("equal")
        self.moved.clicked.connect(desks.accept_place)
        self.other.clicked.connect(desks.give_up_place)
        self.column.addWidget(self.head)
        self.column.addWidget(self.card)
        self.column.addSpacing(8)
        add_row(self.column, self.moved, None)
        add_row(self.column, self.other, None)

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(self.tr("This folder has been somewhere else"), self.tr("Was it moved here, or is it a copy?"))
        self.happened.setText(self.tr("The records were last worked on in another place or on another computer."))
        self.kept.setText(self.tr("Nothing was changed, here or there."))
        self.why.setText(
            self.tr(
                "Ask whoever used it last: is the old one still worked in? When both are, headquarters can take in "
                "what only one of them writes. Not sure yet: close this one for now."
            )
        )
        self.moved.setText(self.tr("It was moved, the old one is gone: go on"))
        self.other.setText(self.tr("The old one is in use, or not sure: close this one"))

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "opening"
