"""The last page: what is still missing, with a way to each, and the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.fields import Field, TextLine
from tianye.ui.parts.labels import Label

MOST_LINKS = 6


class Links(Card):
    """A card that names what is wrong and leads there, in the same words; hidden while there is nothing."""

    wanted = Signal(str)

    def __init__(self, tone: Literal["error", "warn"] = "error") -> None:
        super().__init__(tone, spacing=2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.body.setContentsMargins(16, 10, 16, 10)
        self.title = Label(f"on_{tone}", wraps=True)
        ink = "on_error_soft" if tone == "error" else "on_barley_soft"
        add_row(self.body, Picture("warning", ink), self.title).setStretch(1, 1)
        self._lines: list[Button] = []
        self.rest = Label("caption", wraps=True)
        self.rest.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.body.addWidget(self.rest)
        self.hide()

    def say(self, title: str, links: Sequence[tuple[str, str]], rest: str = "") -> None:
        """Show a title and (ref, words) for each link."""
        self.title.setText(title)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for ref, words in links[:MOST_LINKS]:
            line = Button("quiet", "arrow-right", words)
            line.clicked.connect(lambda _=False, ref=ref: self.wanted.emit(ref))
            self._lines.append(line)
            self._column.addWidget(line)
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        self.setVisible(bool(title))


class Ending(QWidget):
    """Says how many questions are answered and what keeps the form from being finished."""

    jumped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self._answered, self._asked, self._optional = 0, 0, 0
        self._missing: list[tuple[str, str]] = []
        self._misfits: list[tuple[str, str]] = []
        self._remark = ""
        self.title = Label("heading", wraps=True)
        self.line = Label("body", wraps=True)
        self.links = Links("warn")
        self.links.wanted.connect(self.jumped)
        self.remark = Label("soft", wraps=True)
        self.reason = Field(TextLine())
        self.reason.hide()
        self._asks: Callable[[], tuple[str, str]] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(30, 24, 30, 14)
        layout.setSpacing(12)
        for part in (self.title, self.line, self.links, self.remark, self.reason):
            layout.addWidget(part)
        layout.addStretch(1)

    def ask_reason(self, words: Callable[[], tuple[str, str]]) -> None:
        """Ask in one line why answers are corrected; `words` are its label and hint, asked again at each language."""
        self._asks = words
        self.reason.show()
        self.reason.editor.textChanged.connect(lambda: self.reason.show_error(""))
        self._word()

    def say(
        self,
        answered: int,
        asked: int,
        optional: int,
        missing: Sequence[tuple[str, str]],
        *,
        misfits: Sequence[tuple[str, str]] = (),
        remark: str = "",
    ) -> None:
        """Show counts, (ref, words) of what is missing and of what does not fit, and what finishing means here."""
        self._answered, self._asked, self._optional = answered, asked, optional
        self._missing, self._misfits, self._remark = list(missing), list(misfits), remark
        self._word()

    def _word(self) -> None:
        self.title.setText(self._title())
        line = self.tr("{answered} of {asked} questions have an answer.").format(
            answered=self._answered, asked=self._asked
        )
        if self._optional:
            line += self.tr(" %n optional ones are blank; that is all right.", "", self._optional)
        self.line.setText(line)
        links = self._missing + self._misfits
        more = len(links) - MOST_LINKS
        self.links.say(self._links_title(), links, self.tr("And %n more.", "", more) if more > 0 else "")
        self.remark.setText(self._remark)
        self.remark.setVisible(bool(self._remark))
        if self._asks is not None:
            self.reason.say(*self._asks())

    def _title(self) -> str:
        if self._missing:
            return self.tr("Not everything is there yet")
        if self._misfits:
            return self.tr("%n answers need another look", "", len(self._misfits))
        return self.tr("All that must be answered is answered") if self._optional else self.tr("All is answered")

    def _links_title(self) -> str:
        if self._missing and self._misfits:
            return self.tr("Still to be answered, or to be looked at again:")
        if self._missing:
            return self.tr("%n questions still need an answer:", "", len(self._missing))
        return self.tr("These are answered, and the answer does not fit:") if self._misfits else ""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
