"""Scrolling a part of a page into sight."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget


def reveal(part: QWidget, control: QWidget | None = None, *, margin: int = 24) -> None:
    """Scroll every area a part lies in until it can be seen; of what is higher than its area, the beginning.

    `control` is what has the focus in it: where the beginning and it are too far apart, it alone comes into sight. Of
    one that is high itself, as a sheet to draw on, the upper part is enough.
    """
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (content := above.widget()) is not None:
            room = above.viewport().height()
            high = min(control.height(), room // 4) if control is not None else 0
            end = control.mapTo(part, QPoint(0, high)).y() if control is not None else 0
            if part.height() <= room:
                above.ensureWidgetVisible(part, 0, min(margin, (room - part.height()) // 2))
            elif end > room:
                above.ensureWidgetVisible(control or part, 0, margin)
            elif QApplication.mouseButtons().value == 0:
                # nothing that is higher than its area moves under the mouse that is pressed on it
                above.verticalScrollBar().setValue(part.mapTo(content, QPoint(0, 0)).y())
        above = above.parentWidget()


def reveal_row(view: QAbstractItemView, field: QWidget) -> None:
    """Scroll until the current row of a list can be seen, and with it the field one types in where both have room."""
    above = view.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and (content := above.widget()) is not None:
            row = view.visualRect(view.currentIndex())
            top = view.viewport().mapTo(content, row.topLeft()).y()
            end, start = top + row.height(), field.mapTo(content, QPoint(0, 0)).y()
            begin = start if end - start <= above.viewport().height() else top
            bar = above.verticalScrollBar()
            if begin < bar.value():
                bar.setValue(begin)
            elif end > bar.value() + above.viewport().height():
                bar.setValue(end - above.viewport().height())
        above = above.parentWidget()
