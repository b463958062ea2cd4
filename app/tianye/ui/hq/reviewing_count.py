"""The number beside Review in the rail, kept up to date from whatever place is on screen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from tianye.domain.changes import Changes
from tianye.services.review import count_cases
from tianye.ui.parts.stage import Stage

COUNTED = ("person", "link", "attendance", "session", "training", "organisation", "household", "response")
"""Subjects that a case waiting for a decision can be about."""


class ReviewCount(QObject):
    """Counts what waits for a decision when it is made, and after each change; it lives as long as its parent."""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        stage.runner.changed.connect(self._changed)
        self._ask()

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*COUNTED):
            self._ask()

    def _ask(self) -> None:
        self._stage.runner.ask(count_cases, self._tell, key="review count")

    def _tell(self, number: int) -> None:
        self._stage.count("review", number)
