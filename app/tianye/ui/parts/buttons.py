"""Things to press: buttons by importance, one of a few views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from tianye.ui import theme

Kind = Literal["secondary", "primary", "hero", "equal", "quiet", "danger", "undo"]
_ICON_ROLE: Final = {
    "primary": "on_primary",
    "hero": "on_primary",
    "quiet": "link",
    "equal": "primary",
    "danger": "error",
    "undo": "barley",
}


class Button(QPushButton):
    """A button of a kind: one `primary` or `hero` a screen, `equal` for verdicts about people, `quiet` for side ways.

    Enter presses the button that has the focus, unless it `is_passed_by_enter`: then Enter is left to the page.
    """

    def __init__(self, kind: Kind = "secondary", icon: str = "", text: str = "") -> None:
        super().__init__(text)
        self._icon = icon
        self._kind = kind
        self._is_hero = kind == "hero"
        self.is_passed_by_enter = False
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paint_icon()

    def set_icon(self, icon: str) -> None:
        """Show another icon; an empty name for none."""
        self._icon = icon
        self._paint_icon()

    @property
    def kind(self) -> Kind:
        """The kind it is now."""
        return self._kind

    def set_kind(self, kind: Kind) -> None:
        """Be of another kind from now on: which of a page's steps is the filled one may change."""
        if kind != self._kind:
            self._kind = kind
            theme.restyle(self, kind=kind)
            self._paint_icon()
            self.updateGeometry()

    def setText(self, text: str) -> None:
        """Set the word, which is also the accessible name."""
        super().setText(text)
        self.setAccessibleName(text.replace("&", ""))
        self._paint_icon()

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icon anew in the colours of another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_icon()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a double click on a hero as one press: the first half may have been for what stood here before."""
        if self._is_hero:
            event.accept()
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too, not on Space alone."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.is_passed_by_enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self.click()

    def _paint_icon(self) -> None:
        if not self._icon:
            return
        look = theme.current()
        size = look.px(24 if self._kind == "hero" else 20)
        gap = look.px(6) if self.text() else 0
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            # the icon is at the right, its room at the left
            gap = -gap
        role = _ICON_ROLE.get(self._kind, "ink")
        self.setIcon(look.icon(self._icon, role, size, self.devicePixelRatio(), gap))
        self.setIconSize(QSize(size + abs(gap), size))


class Segmented(QWidget):
    """One of two or three views of a place; arrow keys move, `chosen` brings the name."""

    chosen = Signal(str)

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 0, 4, 0)
        layout.setSpacing(0)
        for name in names:
            button = _Segment()
            self._buttons[name] = button
            self._group.addButton(button)
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        next(iter(self._buttons.values())).setChecked(True)
        self._group.buttonToggled.connect(self._toggled)

    @property
    def value(self) -> str:
        """The name of the chosen view."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose a view as a click would."""
        self._buttons[name].setChecked(True)

    def stand_aside(self) -> None:
        """Let a click leave the focus where it is: a switch above a page that is worked in by keys."""
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_text(self, name: str, text: str) -> None:
        """Word one of the views."""
        self._buttons[name].setText(text)
        self._buttons[name].setAccessibleName(text)
        self.updateGeometry()

    def _toggled(self, _: QAbstractButton, is_checked: bool) -> None:
        if is_checked:
            self.chosen.emit(self.value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the trough the segments lie in."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("line_strong"), look.line))
        painter.setBrush(look.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)


class _Segment(QAbstractButton):
    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        # to a screen reader it is one of several, not a box to tick
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = QFontMetricsF(look.font("strong")).horizontalAdvance(self.text())
        return QSize(max(look.px(60), round(width) + look.px(32)), look.size("control"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # an arrow with Alt is a way of the page, not one of the views
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "ink_soft"
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("primary" if look.is_contrast else "surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 4, 0, -4), 7, 7)
            role = "on_primary" if look.is_contrast else "primary"
        painter.setPen(look.color(role))
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        # Tibetan stands high in its line of 2.8 em
        lowered = look.px(5) if any("\u0f00" <= letter <= "\u0fff" for letter in self.text()) else 0
        painter.drawText(self.rect().translated(0, lowered), Qt.AlignmentFlag.AlignCenter, self.text())
