"""What one command changes, kept until the next: a command that fails is taken back whole."""

from __future__ import annotations

from collections.abc import Callable


class Journal:
    """The ways back, in the order in which the changes were made."""

    __slots__ = ("_ways_back",)

    def __init__(self) -> None:
        self._ways_back: list[Callable[[], object]] = []

    def begin(self) -> None:
        """Forget what the command before has changed."""
        self._ways_back.clear()

    def note(self, way_back: Callable[[], object]) -> None:
        """Remember how a change is undone that is about to be made."""
        self._ways_back.append(way_back)

    def take_back(self) -> None:
        """Undo everything, the last change first."""
        while self._ways_back:
            self._ways_back.pop()()
