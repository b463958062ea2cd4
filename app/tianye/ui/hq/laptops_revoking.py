"""Revoking a laptop: what stays, what is not taken in any more, and why it is done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tianye.services import packs
from tianye.services.fleet import LaptopLine
from tianye.services.station import Done
from tianye.ui.messages.dates import number_words
from tianye.ui.pages import told
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, PageHead, add_row
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label
from tianye.ui.parts.sides import Sides
from tianye.ui.parts.stage import Page, Stage


class LaptopRevoking(Page):
    """Both sides of the line that is drawn, and a reason."""

    def __init__(self, stage: Stage, line: LaptopLine) -> None:
        super().__init__(stage)
        self._line = line
        self.head = PageHead()
        self.leaving = self.head.add_action(Button("secondary", "arrow-left"))
        self.before_title, self.before = Label("heading", wraps=True), Label("body", wraps=True)
        self.after_title, self.after = Label("heading", wraps=True), Label("body", wraps=True)
        sides = Sides(760, spacing=20)
        sides.add(_side(Card("local", spacing=8), "check-circle", self.before_title, self.before), 1)
        sides.add(_side(Card("warn", spacing=8), "x-circle", self.after_title, self.after), 1)
        verdict = Card(spacing=12)
        self.reason = Field(TextLine())
        self.revoking = Button("danger", "trash")
        self.back_words = Label("soft", wraps=True)
        verdict.body.addWidget(self.reason)
        add_row(verdict.body, self.revoking, spacing=16).addWidget(self.back_words, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(sides)
        self.body.addWidget(verdict)
        self.body.addStretch(1)
        self.leaving.clicked.connect(stage.back)
        self.revoking.clicked.connect(self.revoke)
        self.reason.editor.returnPressed.connect(self.revoke)

    def help_page(self) -> str:
        """Name the page of the guide."""
        return "laptops"

    def retranslate(self) -> None:
        """Set every text."""
        name = self._line.laptop.name or ""
        self.head.say(
            self.tr("Revoke {laptop}").format(laptop=name),
            self.tr("When it was lost, stolen, or is used by somebody who should not."),
        )
        self.leaving.setText(self.tr("Leave it as it is"))
        number = number_words(self._line.laptop.received)
        self.before_title.setText(self.tr("Stays: up to record {number}").format(number=number))
        self.before.setText(
            self.tr("Everything that has come from it counts as before: people, check-ins, answers. Nothing is erased.")
        )
        self.after_title.setText(self.tr("Not taken in: everything after it"))
        self.after.setText(
            self.tr(
                "What it records later, or has not handed over yet, stays outside. Ask for a last bundle first if the "
                "laptop is at hand. It gets no pack any more."
            )
        )
        self.reason.say(self.tr("Why"), self.tr("For the papers: lost on the way, broken, handed on"))
        self.revoking.setText(self.tr("Revoke"))
        self.back_words.setText(self.tr("This can be undone."))

    def entered(self) -> None:
        """Begin with the reason."""
        super().entered()
        self.reason.setFocus()

    def revoke(self) -> None:
        """Draw the line; a reason is needed."""
        reason = self.reason.editor.text().strip()
        if not reason:
            self.reason.show_error(self.tr("Say why in a few words."))
            self.reason.setFocus()
            return
        work = partial(packs.revoke, laptop=self._line.laptop, reason=reason)
        self.stage.runner.do(work, self._revoked)

    def _revoked(self, done: Done) -> None:
        self.stage.back()
        told.offer(self.stage, done.command, partial(_revoked_words, self._line.laptop.name or ""))


def _side(card: Card, icon: str, title: Label, text: Label) -> QWidget:
    add_row(card.body, Picture(icon, "ink", 24)).addWidget(title, 1)
    card.body.addWidget(text)
    card.body.addStretch(1)
    return card


def _revoked_words(name: str) -> str:
    return QCoreApplication.translate("LaptopRevoking", "{laptop} is revoked").format(laptop=name)
