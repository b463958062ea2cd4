"""What stands on a page beside questions: heads of groups, heads of a repeat's instances, the button for one more."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tianye.forms.nodes import Node
from tianye.ui.formview.items import Item
from tianye.ui.formview.markup import plain, second_words
from tianye.ui.formview.words import Words
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.labels import rule

_POSITION: Final = re.compile(r"\[(\d+)\]")
INDENT: Final = 32
"""Pixels by which what belongs to a repeat inside another stands further in."""


class Block(QWidget):
    """A head or a button between questions. `removal_wanted` and `more_wanted` bring the ref."""

    removal_wanted = Signal(str)
    more_wanted = Signal(str)

    def __init__(self, item: Item, second: Node | None) -> None:
        super().__init__()
        self.item, self._second = item, second
        self.words, self.second = Words("heading"), Words("lead", "ink_soft")
        self.button = Button("quiet" if item.kind == "instance" else "secondary", self._icon(item))
        self.button.clicked.connect(self._pressed)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        if item.kind == "more":
            # where one more is added stands nothing but the button, at the left like what it adds to; with none left,
            # the name of what could be added heads it
            row.addWidget(self.words)
            row.addWidget(self.button)
            row.addStretch(1)
        else:
            row.addWidget(self.words)
            row.addWidget(self.second)
            row.addStretch(1)
            row.addWidget(self.button)
        layout = QVBoxLayout(self)
        # a repeat in a repeat stands further in
        inside = item.node.ref.count("[") - (item.kind == "instance")
        layout.setContentsMargins(14 + INDENT * max(0, inside), 0, 0, 0)
        layout.setSpacing(6)
        self._line = rule()
        layout.addWidget(self._line)
        layout.addLayout(row)
        self.show_item(item, second)

    @staticmethod
    def _icon(item: Item) -> str:
        return {"instance": "trash", "more": "plus"}.get(item.kind, "")

    def show_item(self, item: Item, second: Node | None) -> None:
        """Show the node as it is now."""
        self.item, self._second = item, second
        self._line.setVisible(item.kind == "instance" and item.position > 1)
        words = plain(item.node.label)
        if item.kind == "more":
            self.button.setText(self._more_words(words))
            self.words.say("" if item.position else words)
            return
        other = second_words(item.node.label, second.label if second else None)
        if item.kind == "instance":
            number = self.tr("Number {number}").format(number=item.position)
            words = self.tr("{name}, number {number}").format(name=words, number=item.position) if words else number
            self.button.setText(self.tr("Take out"))
            self.button.setAccessibleName(self.tr("Take out: {name}").format(name=words))
        self.button.setVisible(item.kind == "instance" and item.is_removable)
        self.words.say(words)
        self.second.say(other)

    def _more_words(self, name: str) -> str:
        """Return what the button adds; in a repeat inside another also to which of its instances."""
        if not name:
            words = self.tr("Add one more")
        else:
            words = self.tr("Add one more: {name}") if self.item.position else self.tr("Add: {name}")
        above = _POSITION.findall(self.item.node.ref)
        if above:
            words = self.tr("{words} (to number {number})").format(words=words, number=above[-1])
        return words.replace("{name}", name)

    def _pressed(self) -> None:
        if self.item.kind == "more":
            self.more_wanted.emit(self.item.node.ref)
        else:
            self.removal_wanted.emit(self.item.node.ref)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_item(self.item, self._second)
