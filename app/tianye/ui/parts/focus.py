"""The ring round what has the focus: one for a window, shown when a key brought the focus there."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from tianye.ui import theme
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.stage import Page

_WITHOUT_RING = (QLineEdit, QComboBox, QAbstractSpinBox, Page)
"""The first show the focus by a line of their own; a page that has it is no control to be seen."""


class FocusRing(QWidget):
    """Follows the focus inside its window; draws nothing for the mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._is_by_key = False
        self._is_key_expected = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        self.hide()

    def expect_key(self) -> None:
        """The next move of the focus is the doing of a key; the window says so."""
        self._is_key_expected = True

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if shiboken6.isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        self._target = None
        if now is not None and self._window.isAncestorOf(now) and not isinstance(now, _WITHOUT_RING):
            self._target = now
            widget: QWidget | None = now
            while widget is not None and widget is not self._window:
                widget.installEventFilter(self)
                self._watched.append(widget)
                widget = widget.parentWidget()
        # where the program itself moves the focus on, it is seen as before: after a PIN that was typed, or an arrow
        is_kept = self._is_by_key and QApplication.mouseButtons() == Qt.MouseButton.NoButton
        self._is_by_key, self._is_key_expected = self._is_key_expected or is_kept, False
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it or what holds it moves; a key pressed there shows the ring."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.KeyPress):
            self._is_by_key = self._is_by_key or (kind == QEvent.Type.KeyPress and watched is self._target)
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        # a page that keeps the focus for want of anything better is no control
        is_control = target is not None and target.focusPolicy() != Qt.FocusPolicy.NoFocus
        if target is None or not is_control or not self._is_by_key or not target.isVisible():
            self.hide()
            return
        look = theme.current()
        reach = look.token("focus", "width") + look.token("focus", "gap")
        corner = target.mapTo(self._window, target.rect().topLeft())
        box = QRect(corner, target.size())
        is_area = isinstance(target, QAbstractItemView | QAbstractScrollArea)
        ring = (box if is_area else box.adjusted(-reach, -reach, reach, reach)) & self._seen_part(target)
        self.setGeometry(ring)
        self.raise_()
        self.setVisible(not ring.isEmpty())

    def _seen_part(self, target: QWidget) -> QRect:
        """Return the part of the window in which a widget can be seen: that of the areas it scrolls in."""
        seen = self._window.rect()
        widget = target.parentWidget()
        while widget is not None and widget is not self._window:
            if isinstance(widget.parentWidget(), QAbstractScrollArea):
                seen &= QRect(widget.mapTo(self._window, widget.rect().topLeft()), widget.size())
            widget = widget.parentWidget()
        return seen

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        look = theme.current()
        width = look.token("focus", "width")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("focus"), width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 11, 11)


def show_first_focus(page: QWidget) -> None:
    """Show the ring at the next move of the focus in the window of a page, as if a key had moved it."""
    ring = page.window().findChild(FocusRing)
    if isinstance(ring, FocusRing):
        ring.expect_key()


def focus_primary(page: QWidget) -> bool:
    """Give the focus to the filled button of a page, so that Enter does what comes first; False where it has none."""
    for button in page.findChildren(Button):
        if button.property("kind") in ("primary", "hero") and button.isVisible() and button.isEnabled():
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False
