"""The heads of a grid stay in sight while its lines scroll below them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from tianye.ui import theme
from tianye.ui.formview.grid import GridHeads
from tianye.ui.formview.page import FormPage
from tianye.ui.formview.question import Question


class PinnedHeads(QWidget):
    """Lies over the upper edge of the page and repeats the heads of the grid that goes on there."""

    def __init__(self, area: QScrollArea, page: FormPage) -> None:
        # over the fades of the area's edges, which lie over its viewport
        super().__init__(area)
        self._area, self._page = area, page
        self.heads = GridHeads(has_title=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QVBoxLayout(self)
        margins = page.margins
        layout.setContentsMargins(margins.left(), 4, margins.right(), 4)
        layout.addWidget(self.heads)
        area.verticalScrollBar().valueChanged.connect(self.follow)
        area.verticalScrollBar().rangeChanged.connect(self.follow)
        area.viewport().installEventFilter(self)
        page.arranged.connect(self.follow)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the page."""
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return False

    def follow(self) -> None:
        """Show the heads that have scrolled away while lines of theirs are in sight."""
        top = self._area.verticalScrollBar().value()
        for heads, lines in self._page.grids():
            if not (lines and heads.has_columns and lines[-1].geometry().bottom() > top + heads.height()):
                continue
            self.heads.repeat(heads)
            width = self._page.width()
            height = self.layout().totalHeightForWidth(width)  # type: ignore[union-attr]
            # as soon as the first of their words would be cut, here they lie over themselves
            if heads.geometry().bottom() - height < top:
                self.setGeometry(QRect(self._area.viewport().pos(), QSize(width, height)))
                self.show()
                self.raise_()
                return
        self.hide()

    def uncover(self, question: Question) -> None:
        """Scroll so that a line is not below the heads."""
        bar = self._area.verticalScrollBar()
        if not self.isHidden() and question.signs is not None and question.y() - bar.value() < self.height():
            bar.setValue(question.y() - self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card behind the heads, and a line below them."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.setPen(QPen(look.color("line"), look.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
