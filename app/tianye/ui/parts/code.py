"""A QR code on the screen: black on white in every palette, because cameras read nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

MODULE = 4
"""Pixels of a module at least: a telephone reads it from an arm's length."""


class CodePicture(QWidget):
    """Draws the modules of a code as large as there is room, in whole pixels; `say` words it for who does not see."""

    def __init__(self) -> None:
        super().__init__()
        self._modules: Sequence[Sequence[bool]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_modules(self, modules: Sequence[Sequence[bool]]) -> None:
        """Show a code; rows of True for dark, with the quiet zone round it."""
        self._modules = modules
        self.updateGeometry()
        self.update()

    def say(self, name: str) -> None:
        """Set the accessible name."""
        self.setAccessibleName(name)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that a telephone reads."""
        side = max(len(self._modules), 45) * MODULE
        return QSize(side, side)

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole modules, in the middle."""
        count = len(self._modules)
        if not count:
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatio()
        # whole device pixels, or the edges blur
        module = int(min(self.width(), self.height()) * ratio // count) / ratio
        side = module * count
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        painter.fillRect(QRectF(left, top, side, side), Qt.GlobalColor.white)
        for y, row in enumerate(self._modules):
            start = -1
            for x, is_dark in enumerate((*row, False)):
                if is_dark and start < 0:
                    start = x
                elif not is_dark and start >= 0:
                    box = QRectF(left + start * module, top + y * module, (x - start) * module, module)
                    painter.fillRect(box, Qt.GlobalColor.black)
                    start = -1
