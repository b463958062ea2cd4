"""A choice from a list that is not worth a row of buttons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from tianye.ui import theme

WIDEST_CHOICE: Final = 320
"""Pixels at 100 % text that the words of a choice may take."""


class Choice(QComboBox):
    """A list that drops down; its arrow is painted in the theme's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """Return room for the longest of its words, up to a line of a list, and for the arrow."""
        look = theme.current()
        words = [self.itemText(number) for number in range(self.count())]
        metrics = QFontMetricsF(look.font("body"))
        widest = max((metrics.horizontalAdvance(text) for text in words), default=0.0)
        return QSize(round(min(widest, look.px(WIDEST_CHOICE))) + look.px(60), look.size("control"))

    def minimumSizeHint(self) -> QSize:
        """Return room for what is chosen now."""
        look = theme.current()
        width = QFontMetricsF(look.font("body")).horizontalAdvance(self.currentText())
        return QSize(round(min(width, look.px(WIDEST_CHOICE))) + look.px(60), look.size("control"))

    def shown_text(self) -> str:
        """Return what is drawn of the chosen word: an end that has no room is said to be there, and in the tool tip."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the combo box, its word and its arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        if self.toolTip() != (tip := "" if option.currentText == self.currentText() else self.currentText()):
            self.setToolTip(tip)
        box = QStylePainter(self)
        box.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        box.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        box.end()
        look = theme.current()
        size = look.size("icon_small")
        painter = QPainter(self)
        role = "ink_soft" if self.isEnabled() else "disabled_ink"
        pixmap = look.pixmap("caret-down", size, role, self.devicePixelRatio())
        painter.drawPixmap(self.width() - size - look.px(10), (self.height() - size) // 2, pixmap)
