"""Adding a laptop: its card, the six words compared by telephone, its counties."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tianye.domain.errors import TianyeError
from tianye.services import enrolling, packs
from tianye.services.enrolling import CardSeen
from tianye.services.listing import LaptopRow
from tianye.services.station import Done
from tianye.ui import theme
from tianye.ui.hq.laptops_counties import CountyPicker
from tianye.ui.messages.faults import words_of
from tianye.ui.pages import told
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.choosers import choose_files
from tianye.ui.parts.drops import FileDrops
from tianye.ui.parts.fields import Field
from tianye.ui.parts.labels import Label
from tianye.ui.parts.options import Option
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage

_SETTLE_MS = 250


class CardText(QPlainTextEdit):
    """Where a card's text is pasted; Tab goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        theme.current().changed.connect(self._resize)
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(theme.current().px(92))


class LaptopAdding(Page):
    """A card comes in as text or file; it is believed when its words were compared."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.card: CardSeen | None = None
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.sides = Sides(900, spacing=20)
        self.sides.add(self._make_card(), 1)
        self.sides.add(self._make_counties(), 1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.sides, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.read)
        FileDrops(self).dropped.connect(lambda paths: self.load(paths[0]))
        self.leaving.clicked.connect(stage.back)
        self.loading.clicked.connect(self._choose_file)
        self.text.editor.textChanged.connect(self._text_changed)
        self.same.toggled.connect(lambda _: self._show_missing())
        self.picker.changed.connect(self._show_missing)
        self.hero.clicked.connect(self.enrol)

    def _make_card(self) -> QWidget:
        card = Card(spacing=12)
        self.text = Field(CardText())
        self.loading = Button("secondary", "file")
        card.body.addWidget(self.text)
        add_row(card.body, self.loading, None)
        self.seen = QWidget()
        column = QVBoxLayout(self.seen)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        self.name, self.compare = Label("heading", wraps=True), Label("soft", wraps=True)
        column.addWidget(self.name)
        column.addWidget(self.compare)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        self.words = [Label("title") for _ in range(6)]
        for number, label in enumerate(self.words):
            grid.addWidget(label, number // 3, number % 3)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)
        self.same = Option(is_square=True)
        add_row(column, self.same, None)
        card.body.addWidget(self.seen)
        card.body.addStretch(1)
        self.seen.hide()
        return card

    def _make_counties(self) -> QWidget:
        card = Card(spacing=12)
        self.picker = CountyPicker(self.stage)
        card.body.addWidget(self.picker, 1)
        self.hero, self.missing = Button("hero", "laptop"), Label("caption", wraps=True)
        add_row(card.body, self.hero, spacing=16).addWidget(self.missing, 1)
        return card

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "add-laptop"

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(
            self.tr("Enrol a laptop"),
            self.tr("From its card headquarters knows this laptop, and seals packs so that only it can open them."),
        )
        self.leaving.setText(self.tr("Back"))
        self.text.say(self.tr("The laptop's card"), self.tr("Paste its text, or drag the file here"))
        self.loading.setText(self.tr("Open a card file"))
        self.same.setText(self.tr("Compared by telephone: they are the same"))
        self.hero.setText(self.tr("Enrol the laptop"))
        self.picker.retranslate()
        self._show_card()
        self._show_missing()

    def entered(self) -> None:
        """Be ready for a paste."""
        super().entered()
        self.picker.look()
        self.text.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Read nothing more that was typed."""
        self._timer.stop()
        super().hideEvent(event)

    def _show_card(self) -> None:
        card = self.card
        self.seen.setVisible(card is not None)
        if card is None:
            return
        self.name.setText(card.name)
        if card.continued is not None:
            self.compare.setText(
                self.tr(
                    "It was restored from a backup; before, it was {name}, for {places}. "
                    "Have its new six words read out, letter by letter:"
                ).format(name=card.continued.name, places=self.tr(", ").join(card.places))
            )
        elif card.known is None:
            self.compare.setText(
                self.tr("Telephone whoever has the laptop and have the six words read out, letter by letter:")
            )
        else:
            self.compare.setText(
                self.tr("It is enrolled already, for {places}; you may give it other counties. Its six words:").format(
                    places=self.tr(", ").join(card.places)
                )
            )
        for label, word in zip(self.words, card.words, strict=True):
            label.setText(word)

    def _show_missing(self) -> None:
        missing = []
        if self.card is None:
            missing.append(self.tr("the card"))
        elif not self.same.isChecked():
            missing.append(self.tr("the comparison of the words"))
        if not self.picker.counties:
            missing.append(self.tr("the counties"))
        self.hero.setEnabled(not missing)
        listed = self.tr(", ").join(missing)
        self.missing.setText(self.tr("Still missing: {what}").format(what=listed) if missing else "")

    def _text_changed(self) -> None:
        # another text is another card, also while nobody has read it yet
        if self.card is not None and self.text.editor.toPlainText().strip() != self.card.text.strip():
            self.show_card(None)
        self._timer.start()

    def read(self) -> None:
        """Read what was pasted."""
        text = self.text.editor.toPlainText().strip()
        if not text:
            self.show_card(None)
        elif self.card is None or text != self.card.text.strip():
            work = partial(enrolling.look_at_card, text=text)
            self.stage.runner.ask(work, self.show_card, self._show_unreadable, key="card")

    def load(self, path: Path) -> None:
        """Read a card file."""
        work = partial(enrolling.look_at_card_file, path=path)
        self.stage.runner.ask(work, self._show_loaded, self._show_unreadable, key="card")

    def _show_loaded(self, card: CardSeen) -> None:
        self.show_card(card)
        self.text.editor.setPlainText(card.text.strip())

    def show_card(self, card: CardSeen | None) -> None:
        """Show whose card it is and its words; comparison and counties begin anew with each other card."""
        before, self.card = self.card, card
        self.text.show_error("")
        if card is None or before is None or card.words != before.words:
            self.same.setChecked(False)
            if card is not None and (of := card.known or card.continued) is not None:
                self.picker.choose(of.counties, card.places)
            elif before is not None:
                # what was chosen for one laptop is not chosen for the next
                self.picker.choose((), ())
        self._show_card()
        self._show_missing()

    def _show_unreadable(self, fault: TianyeError) -> None:
        self.show_card(None)
        self.text.show_error(lambda: words_of(fault).what_happened)

    def _choose_file(self) -> None:
        if paths := choose_files(self, self.tr("Choose a card file")):
            self.load(paths[0])

    def enrol(self) -> None:
        """Enrol the laptop for the counties that are chosen."""
        if self.card is not None and self.picker.counties:
            work = partial(packs.enrol, card_text=self.card.text, counties=self.picker.counties)
            self.stage.runner.do(work, self._enrolled, self._show_unreadable)

    def _enrolled(self, result: tuple[LaptopRow, tuple[str, ...], Done]) -> None:
        laptop, _, done = result
        self.stage.back()
        told.offer(self.stage, done.command, partial(_enrolled_words, laptop.name or ""))


def _enrolled_words(name: str) -> str:
    return QCoreApplication.translate("LaptopAdding", "{laptop} is enrolled; make its pack next").format(laptop=name)
