"""Widgets side by side, one below the other where there is no width for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from tianye.ui import theme


class Sides(QWidget):
    """A row that becomes a column below `least` pixels of width at 100 % text; `turned` says True for a column."""

    turned = Signal(bool)

    def __init__(self, least: int, *, spacing: int = 18) -> None:
        super().__init__()
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(spacing)
        theme.current().changed.connect(self._arrange)

    @property
    def is_column(self) -> bool:
        """Whether the widgets stand below one another now."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the end."""
        self._row.addWidget(widget, stretch)

    def minimumSizeHint(self) -> QSize:
        """Return the least width of the column, whichever way they stand.

        A row that asked for its own width would widen a page that scrolls until the row has room again, and the turn
        that follows would take the room away: the two would follow each other without end.
        """
        items = [self._row.itemAt(number) for number in range(self._row.count())]
        widths = (item.minimumSize().width() for item in items if item is not None)
        return QSize(max(widths, default=0), self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose row or column."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_narrow = self.width() < theme.current().px(self._least)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.turned.emit(is_narrow)


class Scrolled(QScrollArea):
    """A part of a card that scrolls inside; at least `least` pixels high at 100 % text."""

    def __init__(self, content: QWidget, least: int = 80) -> None:
        super().__init__()
        self._least = least
        self._is_whole = False
        content.setProperty("clear", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room when the content does: other words may be wider."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def show_whole(self, is_whole: bool) -> None:
        """Be as high as the content, for a page that scrolls itself: nobody scrolls in what scrolls."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Return the width its content needs and the least height."""
        content = self.widget()
        least = theme.current().px(self._least)
        if content is None:
            return QSize(0, least)
        if self._is_whole:
            layout = content.layout()
            width = self.width()
            needed = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
            least = max(least, needed, content.minimumSizeHint().height())
        return QSize(content.minimumSizeHint().width() + 16, least)
