"""Bars of the window: notices above the page, the last act with its undo below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.messages.notices import Notice
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import Card, add_row
from tianye.ui.parts.labels import Label

SIGNS = {"info": "info", "warn": "warning", "error": "x-circle", "done": "seal-check"}
INKS = {"info": "on_primary_soft", "warn": "on_barley_soft", "error": "on_error_soft", "done": "on_done_soft"}
"""Sign and its ink for each tone of a message."""
MOST_NOTICES = 2
LEAST_FOR_TWO = 820
"""Height of the window, growing with the text, from which two notices stand above a page."""


class Picture(QWidget):
    """An icon beside words that say the same: a screen reader has nothing to read in it."""

    def __init__(self, icon: str, role: str = "ink", size: int = 20) -> None:
        super().__init__()
        self._icon, self._role, self._size = icon, role, size
        self._fit()

    def show_icon(self, icon: str, role: str) -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        pixmap = theme.current().pixmap(self._icon, self.width(), self._role, self.devicePixelRatio())
        QPainter(self).drawPixmap(0, 0, pixmap)

    def _fit(self) -> None:
        size = theme.current().px(self._size)
        self.setFixedSize(size, size)
        self.update()


class NoticeBar(QWidget):
    """The notices that stand; the newest first, two at most, none for nothing."""

    def __init__(self, *, is_foot: bool = False) -> None:
        """`is_foot` says that it stands below the page."""
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(36, 0 if is_foot else 16, 36, 16 if is_foot else 0)
        self._layout.setSpacing(8)
        self._cards: list[_NoticeCard] = []
        self.hide()

    @property
    def notices(self) -> list[Notice]:
        """What is shown, newest first."""
        return [card.notice for card in self._cards]

    def add(self, notice: Notice, page: QWidget | None = None) -> None:
        """Show a notice, in place of an earlier one about the same; it belongs to a page, or to the next for None."""
        for card in [card for card in self._cards if notice.about and card.notice.about == notice.about]:
            self._take_away(card)
        card = _NoticeCard(notice, page)
        card.closing.clicked.connect(lambda: self._take_away(card))
        self._cards.insert(0, card)
        self._layout.insertWidget(0, card)
        while len(self._cards) > MOST_NOTICES:
            self._take_away(self._cards[-1])
        self.show()
        self._fit()

    def pass_on(self, page: QWidget, heir: QWidget) -> None:
        """Let what was said on a page belong to another."""
        for card in self._cards:
            if card.page is page:
                card.page = heir

    def come_to(self, page: QWidget) -> None:
        """Take away what was said on other pages: there it may not be true any more."""
        for card in list(self._cards):
            if card.page is None:
                card.page = page
            elif card.page is not page and not card.notice.stays:
                self._take_away(card)

    def withdraw(self, about: str) -> None:
        """Take away what is said about something that is mended."""
        for card in [card for card in self._cards if card.notice.about == about]:
            self._take_away(card)

    def clear(self) -> None:
        """Take all away."""
        for card in list(self._cards):
            self._take_away(card)

    def _take_away(self, card: _NoticeCard) -> None:
        self._cards.remove(card)
        self._layout.removeWidget(card)
        card.hide()
        card.deleteLater()
        self.setVisible(bool(self._cards))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window show one alone, the newest error first: two push what is to be pressed out of sight."""
        has_room = self.window().height() >= theme.current().px(LEAST_FOR_TWO)
        first = min(self._cards, key=lambda card: card.notice.tone != "error", default=None)
        for card in self._cards:
            card.setVisible(has_room or card is first)


class _NoticeCard(Card):
    def __init__(self, notice: Notice, page: QWidget | None) -> None:
        super().__init__(notice.tone)
        self.notice, self.page = notice, page
        self.body.setContentsMargins(18, 10, 10, 10)
        self.happened = Label(f"on_{notice.tone}", wraps=True)
        self.rest = Label("body", wraps=True)
        self.code = Label("faint")
        self.acting = Button("secondary")
        self.closing = Button("quiet", "cross")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.happened, self.rest, self.code):
            texts.addWidget(label)
        row = add_row(self.body, Picture(SIGNS[notice.tone], INKS[notice.tone]))
        row.addLayout(texts, 1)
        row.addWidget(self.acting)
        row.addWidget(self.closing)
        # a second click where something else stood a moment ago is not for what stands there now
        self._arrived = QElapsedTimer()
        self._arrived.start()
        for button in (self.acting, self.closing):
            button.installEventFilter(self)
        if notice.act is not None:
            self.acting.clicked.connect(notice.act)
        self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_early = not self._arrived.hasExpired(QApplication.doubleClickInterval())
        return is_early and event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        happened, rest = self.notice.text()
        self.happened.setText(happened)
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        self.code.setText(self.tr("Code {code}").format(code=self.notice.code))
        self.code.setVisible(bool(self.notice.code))
        if self.notice.action is not None:
            self.acting.setText(self.notice.action())
        self.acting.setVisible(self.notice.action is not None)
        self.closing.setAccessibleName(self.tr("Close this notice"))
        self.closing.setToolTip(self.tr("Close this notice"))


class UndoBar(QWidget):
    """What was just done, and the way back: Ctrl+Z. It stays until the next act, or until its screen is left."""

    def __init__(self) -> None:
        super().__init__()
        bar = QFrame()
        bar.setProperty("card", "undo")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(36, 0, 36, 16)
        outer.addWidget(bar)
        self._text: Callable[[], str] = str
        self._undo: Callable[[], object] | None = None
        self._is_withheld = self._is_inside_form = False
        self._depth = self._offered_at = 0
        """How many tasks lie over the place now, and lay there when the last act was done."""
        self.words = Label("on_rail", wraps=True)
        self.button = Button("undo", "undo")
        self.button.clicked.connect(self.undo)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(18, 2, 6, 2)
        layout.setSpacing(12)
        layout.addWidget(Picture("check-circle", "barley"))
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self._shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        self._shortcut.activated.connect(self.undo)
        self.clear()

    def offer(self, text: Callable[[], str], undo: Callable[[], object], is_inside_form: bool = False) -> None:
        """Show what was done; `undo` is called once, when asked for. What is done inside a form is shown there too."""
        self._text, self._undo, self._is_inside_form = text, undo, is_inside_form
        self._offered_at = self._depth
        self._retranslate()
        self._stand()

    def clear(self) -> None:
        """Forget the last act."""
        self._undo, self._is_inside_form = None, False
        self._stand()

    def outdate(self) -> None:
        """Forget the last act after another one; an answer given after something was taken out of a form is none."""
        if not self._is_inside_form:
            self.clear()

    def come_to(self, depth: int, *, is_withheld: bool) -> None:
        """Follow to a page with so many tasks under it; what was offered below waits until they are left.

        `is_withheld`: keep out of sight, and leave Ctrl+Z alone, while a form is filled in; what is offered then waits.
        """
        self._depth, self._is_withheld = depth, is_withheld
        self._offered_at = min(self._offered_at, depth)
        self._stand()

    def _stand(self) -> None:
        is_withheld = self._is_withheld and not self._is_inside_form
        is_offered = self._undo is not None and not is_withheld and self._depth <= self._offered_at
        # where nothing is offered an editor's own Ctrl+Z is free
        self._shortcut.setEnabled(is_offered)
        self.setVisible(is_offered)

    def undo(self) -> None:
        """Do the way back and forget it."""
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.words.setText(self._text())
        self.button.setText(self.tr("Undo  Ctrl+Z"))
