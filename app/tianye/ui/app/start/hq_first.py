"""What comes first at headquarters: its own six words, and how laptops are taken in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tianye.domain.changes import Changes
from tianye.services import cards
from tianye.services.cards import CardPicture
from tianye.ui.pages.card import CardPage, SixWords
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage


class HeadquartersFirst(Page):
    """A task shown once, after headquarters' data folder was made: the first one, or one that goes on for another."""

    def __init__(self, stage: Stage, *, goes_on: bool = False) -> None:
        super().__init__(stage)
        self._goes_on = goes_on
        self.head = PageHead()
        self.words_title, self.words_line = Label("heading", wraps=True), Label("soft", wraps=True)
        self.words = SixWords()
        self.card = Button("quiet", "qr")
        self.card.clicked.connect(lambda: stage.open_task(CardPage(stage)))
        self.steps = [(Label("heading", wraps=True), Label("body", wraps=True)) for _ in range(3)]
        self.on = Button("primary", "arrow-right")
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.on.clicked.connect(lambda: stage.go("trainings"))
        if goes_on:
            self.on.hide()
        self.enrolling = Button("primary" if goes_on else "secondary", "laptop")
        self.enrolling.clicked.connect(lambda: stage.go("laptops"))
        self.inbox = Button("quiet")
        self.inbox.clicked.connect(stage.back)
        own, ways = Card(), Card(spacing=18)
        own.body.addWidget(self.words_title)
        own.body.addWidget(self.words_line)
        own.body.addSpacing(8)
        own.body.addWidget(self.words)
        own.body.addStretch(1)
        add_row(own.body, self.card, None)
        for number, (title, line) in enumerate(self.steps, 1):
            texts = QVBoxLayout()
            texts.setSpacing(2)
            texts.addWidget(title)
            texts.addWidget(line)
            row = add_row(ways.body, spacing=22)
            row.addWidget(Label("figure", str(number)), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(texts, 1)
        ways.body.addStretch(1)
        add_row(ways.body, self.on, self.enrolling, self.inbox, None)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(ways, 5)
        row.addWidget(own, 4)
        self.body.addWidget(self.head)
        self.body.addLayout(row, 1)

    def retranslate(self) -> None:
        """Set every text."""
        if self._goes_on:
            self.head.say(
                self.tr("Headquarters goes on"),
                self.tr("With keys that the laptops believe. Three things bring it back."),
            )
            self.words_line.setText(self.tr("Laptops were told of them beforehand: nobody has to compare them."))
        else:
            self.head.say(
                self.tr("What comes first"), self.tr("Headquarters is ready. Three things before the first training.")
            )
            self.words_line.setText(
                self.tr("Each laptop asks for them once, with its first pack. Keep them beside the telephone.")
            )
        self.words_title.setText(self.tr("Headquarters' six words"))
        self.card.setText(self.tr("Show the whole card"))
        for (title, line), (of_title, of_line) in zip(self.steps, self._steps(), strict=True):
            title.setText(of_title)
            line.setText(of_line)
        self.on.setText(self.tr("Bring in the plan"))
        self.enrolling.setText(self.tr("Enrol laptops"))
        self.inbox.setText(self.tr("To the inbox") if self._goes_on else self.tr("Later"))

    def _steps(self) -> list[tuple[str, str]]:
        if self._goes_on:
            return [
                (
                    self.tr("Enrol the laptops again"),
                    self.tr("Each shows its card under Hand over. Scan it or open its file, and choose its counties."),
                ),
                (
                    self.tr("Take in old packs"),
                    self.tr(
                        "Packs on sticks and in chats hold the plan, lists, forms and decisions. Put them in the inbox."
                    ),
                ),
                (
                    self.tr("Make a pack for each"),
                    self.tr("It asks the laptop to hand over everything it has once more; nothing is counted twice."),
                ),
            ]
        return [
            (
                self.tr("Bring in the plan and the lists of people"),
                self.tr("Workbooks are taken in under Trainings and under Register; nothing is taken in unseen."),
            ),
            (
                self.tr("Enrol the laptops"),
                self.tr(
                    "Each laptop shows a card after its first start. Scan it or open its file, and choose its counties."
                ),
            ),
            (
                self.tr("Make a pack for each"),
                self.tr(
                    "It carries people, trainings and forms to the laptop on a stick, encrypted for that laptop alone."
                ),
            ),
        ]

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the card once: it never changes."""
        if changes is None:
            self.stage.runner.ask(cards.show_card, self.show_card)

    def entered(self) -> None:
        """Let Enter do the first thing."""
        super().entered()
        (self.enrolling if self._goes_on else self.on).setFocus()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "start"

    def show_card(self, card: CardPicture) -> None:
        """Show what was found."""
        self.words.show_words(card.words)
