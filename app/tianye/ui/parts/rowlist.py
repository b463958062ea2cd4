"""A list of painted rows: what every list of candidates, choices or lines has in common."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QListView


class RowList(QListView):
    """Rows of one height from a model that is kept alive here; they scroll smoothly and are not edited."""

    def __init__(self, rows: QAbstractListModel) -> None:
        super().__init__()
        self._rows = rows
        self.setModel(rows)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def step(self, steps: int) -> None:
        """Make the row so many further down the current one, within the list."""
        count = self._rows.rowCount()
        if count:
            self.setCurrentIndex(self._rows.index(min(count - 1, max(0, self.currentIndex().row() + steps))))
