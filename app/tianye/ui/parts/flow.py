"""Widgets in rows, as many side by side as there is width for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Widgets side by side, going on in the next row where the width ends."""

    def __init__(self, between: int = 8) -> None:
        super().__init__()
        self._between = between
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget, before: QWidget | None = None) -> None:
        """Add a widget at the end, or before another one."""
        part.setParent(self)
        self._parts.insert(self._parts.index(before) if before is not None else len(self._parts), part)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Less width needs more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        places = self._places(width)
        return max((place.bottom() + 1 for place in places), default=0)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        hints = [part.sizeHint() for part in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._between * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest one."""
        hints = [part.sizeHint() for part in self._shown()]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def event(self, event: QEvent) -> bool:
        """Place them again when one of them has other words or another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for room again: of what is out of sight nobody hears that it has other words."""
        super().showEvent(event)
        self.updateGeometry()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them in the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _shown(self) -> list[QWidget]:
        """Return the parts that take room: those that are hidden do where they keep their place."""
        return [part for part in self._parts if not part.isHidden() or part.sizePolicy().retainSizeWhenHidden()]

    def _arrange(self) -> None:
        for part, place in zip(self._shown(), self._places(self.width()), strict=True):
            part.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        rows: list[list[QRect]] = [[]]
        x = y = 0
        for part in self._shown():
            hint = part.sizeHint()
            if rows[-1] and x + hint.width() > width:
                x, y = 0, y + max(place.height() for place in rows[-1]) + self._between
                rows.append([])
            rows[-1].append(QRect(x, y, min(hint.width(), max(width, 1)), hint.height()))
            x += hint.width() + self._between
        return [place for row in rows for place in _level(row)]


def _level(row: list[QRect]) -> list[QRect]:
    """Return the places of a row with their middles at one height."""
    height = max((place.height() for place in row), default=0)
    return [place.translated(0, (height - place.height()) // 2) for place in row]
