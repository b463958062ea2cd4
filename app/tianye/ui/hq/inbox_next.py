"""What to do now at the inbox, in order: the first step that has a button is the one that is filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tianye.ui.messages.faults import joined
from tianye.ui.parts.cards import Card
from tianye.ui.parts.labels import Label

Step = Literal["waiting", "receipts", "cards", "review", "take"]


@dataclass(frozen=True, slots=True)
class Asked:
    """How many of each kind wait: files, laptops without a receipt, cards that ask for something, cases."""

    waiting: int = 0
    receipts: int = 0
    cards: int = 0
    review: int = 0
    is_busy: bool = False
    """Whether bundles are being taken in: what waits is known afterwards."""

    @property
    def filled(self) -> Step | None:
        """The step whose button is the filled one; taking bundles in where nothing else waits; None is to wait."""
        if self.is_busy:
            return None
        if self.waiting:
            return "waiting"
        if self.receipts:
            return "receipts"
        return "review" if self.review else "take"


class NextCard(Card):
    """The steps, numbered where there are several; says so where there is none."""

    def __init__(self) -> None:
        super().__init__("local", spacing=6)
        self.body.setContentsMargins(20, 14, 20, 14)
        self.asked = Asked()
        self.title = Label("strong", wraps=True)
        self.steps = Label("body", wraps=True)
        self.body.addWidget(self.title)
        self.body.addWidget(self.steps)

    def show_steps(self, asked: Asked) -> None:
        """Show what waits, in the order in which to do it."""
        self.asked = asked
        lines = []
        if asked.is_busy:
            self.title.setText(self.tr("What to do now"))
            self.steps.setText(self.tr("Wait until these are taken in. What comes next is said here then."))
            return
        if asked.waiting:
            lines.append(self.tr("Take in the %n bundle(s) that wait in the folder.", "", asked.waiting))
        if asked.receipts:
            line = self.tr("Write receipts for %n laptop(s).", "", asked.receipts)
            more = self.tr("They are for what came; what is missing need not be waited for.")
            lines.append(joined(line, more) if asked.cards else line)
        if asked.cards:
            line = self.tr("See to the %n card(s) below.", "", asked.cards)
            lines.append(joined(line, self.tr("Begin with whichever you like.")) if asked.cards > 1 else line)
        if asked.review:
            lines.append(self.tr("Go to review: %n case(s) wait for a decision.", "", asked.review))
        self.title.setText(self.tr("What to do now") if lines else self.tr("Nothing to do now"))
        if len(lines) > 1:
            lines = [f"{number}. {line}" for number, line in enumerate(lines, 1)]
        self.steps.setText("\n".join(lines) or self.tr('When a bundle comes, press "Take bundles in".'))
