"""The card of this station: a code to be photographed, a file to be carried, six words to be read out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tianye.domain.changes import Changes
from tianye.services import cards
from tianye.services.cards import CardPicture
from tianye.ui.pages.next_keys import NextKeysPage
from tianye.ui.pages.operators import OperatorsPage
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.code import CodePicture
from tianye.ui.parts.labels import Label
from tianye.ui.parts.stage import Page, Stage
from tianye.ui.parts.sticks import Stick, StickWatch, find_sticks


class SixWords(QWidget):
    """Six words with their numbers, in two rows of three, large enough to be read out."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        self.labels = [Label("heading") for _ in range(6)]
        for number, label in enumerate(self.labels):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            grid.addWidget(Label("caption", str(number + 1)), number // 3, number % 3 * 2)
            grid.addWidget(label, number // 3, number % 3 * 2 + 1)
        grid.setColumnStretch(6, 1)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show the words."""
        for label, word in zip(self.labels, words, strict=True):
            label.setText(word)
        self.setAccessibleName(" ".join(words))


class CardPage(Page):
    """A task of the field and of headquarters, and the first page after a data folder was made."""

    def __init__(self, stage: Stage, find: Callable[[], Sequence[Stick]] = find_sticks) -> None:
        super().__init__(stage)
        self._card: CardPicture | None = None
        self._sticks: list[Stick] = []
        self._done: Callable[[], str] = str
        self.head = PageHead()
        self.code = CodePicture()
        self.code_line = Label("soft", wraps=True)
        self.words_title, self.words_line = Label("heading", wraps=True), Label("soft", wraps=True)
        self.words = SixWords()
        self.carry_title, self.carry_line = Label("heading", wraps=True), Label("soft", wraps=True)
        self.save, self.copy = Button("primary", "stick"), Button("secondary", "copy")
        self.result = Label("strong", wraps=True)
        self.then = [Label("body", wraps=True) for _ in range(2)]
        self.without, self.on = Label("soft", wraps=True), Button("secondary", "arrow-right")
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        if self._is_headquarters:
            # it goes out with each pack: nothing is to be done with it here
            self.save.set_kind("secondary")
            self.on.set_kind("primary")
        self.next_keys = self.head.add_action(Button("quiet", "key"))
        self.next_keys.setVisible(self._is_headquarters)
        self.next_keys.clicked.connect(lambda: stage.open_task(NextKeysPage(stage)))
        self.people = self.head.add_action(Button("secondary", "people"))
        self.people.clicked.connect(lambda: stage.open_task(OperatorsPage(stage)))
        self.on.clicked.connect(stage.back)
        StickWatch(self, find).changed.connect(self._show_sticks)
        self._lay_out()

    def _lay_out(self) -> None:
        photographed, compared, carried = Card(spacing=6), Card(spacing=6), Card(spacing=6)
        photographed.body.addWidget(self.code, 1)
        photographed.body.addWidget(self.code_line)
        compared.body.addWidget(self.words_title)
        compared.body.addWidget(self.words_line)
        compared.body.addWidget(self.words)
        carried.body.addWidget(self.carry_title)
        carried.body.addWidget(self.carry_line)
        add_row(carried.body, self.save, self.copy, None)
        carried.body.addWidget(self.result)
        carried.body.addStretch(1)
        for icon, line in zip(("package", "stick"), self.then, strict=True):
            row = add_row(carried.body)
            row.addWidget(Picture(icon, "ink_soft"), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(line, 1)
        right = QVBoxLayout()
        right.setSpacing(14)
        right.addWidget(carried, 1)
        right.addWidget(compared)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(photographed, 4)
        row.addLayout(right, 5)
        self.body.setContentsMargins(36, 24, 36, 20)
        self.body.setSpacing(14)
        self.body.addWidget(self.head)
        self.body.addLayout(row, 1)
        foot = QHBoxLayout()
        foot.setSpacing(18)
        foot.addWidget(self.without, 1)
        foot.addWidget(self.on)
        self.body.addLayout(foot)

    def retranslate(self) -> None:
        """Set every text."""
        self.people.setText(self.tr("Who works here"))
        self.next_keys.setText(self.tr("Next keys"))
        if self._is_headquarters:
            self.head.say(self.tr("Headquarters' card"), self.tr("Laptops know by it that a pack is really yours."))
            self.words_line.setText(self.tr("Laptops ask for them once: read them out on the telephone."))
            self.carry_line.setText(
                self.tr("It comes to laptops inside each pack. As a file it is for your own papers.")
            )
            self.then[0].setText(self.tr("A pack carries it to each laptop, with people, trainings and forms."))
            self.then[1].setText(self.tr("What laptops bring back is encrypted for it: only headquarters opens that."))
            self.without.setText(
                self.tr("It stays the same until the next keys are put in use. Packs and laptops shows it at any time.")
            )
        else:
            if self._card is not None and self._card.is_renewed:
                self.head.say(
                    self.tr("This laptop was restored: its card is new"),
                    self.tr("Everything works. Handing over waits until headquarters has taken this card in."),
                )
            else:
                self.head.say(
                    self.tr("This laptop's card for headquarters"),
                    self.tr(
                        "With it headquarters makes the first pack for this laptop: its people, trainings and forms."
                    ),
                )
            self.words_line.setText(self.tr("Headquarters reads them out on the telephone. They must be the same."))
            self.carry_line.setText(
                self.tr("Save it on a stick, or send the text in a message. It holds nothing secret.")
            )
            self.then[0].setText(self.tr("Headquarters makes a pack for this laptop and gives it back on a stick."))
            self.then[1].setText(self.tr("Plug that stick in here: the pack is found by itself."))
            self.without.setText(
                self.tr(
                    "Go on without it: everything works, only handing over waits. It is found again under Hand over."
                )
            )
        self.code_line.setText(self.tr("Photograph it with a telephone, or hold it before a scanner."))
        self.code.say(self.tr("Code of the card"))
        self.words_title.setText(self.tr("Six words to compare"))
        self.carry_title.setText(
            self.tr("Take the card to headquarters") if not self._is_headquarters else self.tr("Keep the card")
        )
        self.copy.setText(self.tr("Copy the text"))
        self.on.setText(self.tr("Go on"))
        self._say_save()
        self.result.setText(self._done())
        self.result.setVisible(bool(self._done()))

    def refresh(self, changes: Changes | None) -> None:
        """Ask for the card: headquarters' is another once its next keys are in use."""
        if changes is None:
            self.stage.runner.ask(cards.show_card, self.show_card)

    def entered(self) -> None:
        """Let Enter do the first thing."""
        super().entered()
        (self.on if self._is_headquarters else self.save).setFocus()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "card"

    def show_card(self, card: CardPicture) -> None:
        """Show what was found."""
        self._card = card
        self.code.show_modules(card.modules)
        self.words.show_words(card.words)
        self.retranslate()

    @property
    def _is_headquarters(self) -> bool:
        return self.stage.desk is not None and self.stage.desk.role == "hq"

    def _show_sticks(self, sticks: list[Stick]) -> None:
        self._sticks = [stick for stick in sticks if stick.is_writable]
        self._say_save()

    def _say_save(self) -> None:
        if self._sticks:
            name = self._sticks[0].name or str(self._sticks[0].root)
            self.save.setText(self.tr("Save on {stick}").format(stick=name))
        else:
            self.save.setText(self.tr("Save as a file"))

    def _save(self) -> None:
        if self._sticks:
            folder = self._sticks[0].root
        else:
            chosen = choose_folder(self, self.tr("Save as a file"))
            if chosen is None:
                return
            folder = chosen
        self.stage.runner.do(partial(cards.save_card, folder=folder), self._saved)

    def _saved(self, path: Path) -> None:
        place = next(
            (stick.name for stick in self._sticks if stick.root == path.parent and stick.name), str(path.parent)
        )
        self._say(lambda: self.tr("Saved as {name} in {place}.").format(name=path.name, place=place))

    def _copy(self) -> None:
        if self._card is not None:
            QGuiApplication.clipboard().setText(self._card.text)
            self._say(lambda: self.tr("Copied. Paste it into a message to headquarters."))

    def _say(self, words: Callable[[], str]) -> None:
        self._done = words
        self.result.setText(words())
        self.result.show()
