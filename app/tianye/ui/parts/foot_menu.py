"""The menu at the foot of the rail: locking, letting somebody else take over, who works here."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class FootMenu(QMenu):
    """Made when it is first wanted: nobody should wait at the start until menus are loaded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # made here, not by the menu: see `RegisterPage._add_action`
        self.locking, self.switching, self.people = (QAction(self) for _ in range(3))
        self.addActions([self.locking, self.switching, self.people])

    def open_above(self, widget: QWidget, left: int) -> None:
        """Open it above a widget, `left` pixels from its left edge; the first entry is chosen."""
        self.locking.setText(self.tr("Lock") + "\tCtrl+L")
        self.switching.setText(self.tr("Somebody else takes over") + "\tCtrl+Shift+L")
        self.people.setText(self.tr("Who works here"))
        corner = widget.mapToGlobal(widget.rect().topLeft())
        corner.setX(corner.x() + left)
        corner.setY(corner.y() - self.sizeHint().height())
        self.popup(corner)
        self.setActiveAction(self.locking)
