"""A choice from a list whose rows stand for something: ids, codes, names of views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from tianye.ui.parts.choice import Choice

K = TypeVar("K")


class Keyed(Choice, Generic[K]):
    """A choice whose rows stand for values of Python, which Qt would make something else of."""

    def __init__(self) -> None:
        super().__init__()
        # as wide as its place, not as its longest row
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._keys: list[K] = []

    @property
    def key(self) -> K | None:
        """What the chosen row stands for; None for «all», and before there are rows."""
        return self._keys[self.currentIndex()] if 0 <= self.currentIndex() < len(self._keys) else None

    def choose(self, key: K) -> None:
        """Choose a row as a click would; the first where there is none of this key."""
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def offer(self, rows: Sequence[tuple[str, K]], *, first: K | None = None) -> None:
        """Fill it without telling anybody; what was chosen stays chosen, `first` is chosen where nothing was."""
        with QSignalBlocker(self):
            before = self.key if self._keys else first
            self.clear()
            self._keys = [key for _, key in rows]
            self.addItems([text for text, _ in rows])
            self.setCurrentIndex(next((place for place, key in enumerate(self._keys) if key == before), 0))
