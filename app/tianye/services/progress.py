"""How a long work tells how far it is, and learns that it should stop between two steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

GoOn = Callable[[int, int], bool]
"""Called before each step with how many are done and how many there are; False means stop here, keep what is done."""

Tell = Callable[[int, int], object]
"""Called now and then with how much is done and how much there is, 0 for unknown; may raise to stop. What is one
transaction or one file is then as if it had not been begun."""


def to_the_end(done: int, total: int) -> bool:
    """Go on whatever happens: for callers that neither show progress nor stop."""
    return True


def in_silence(done: int, total: int) -> None:
    """Tell nobody."""


def told_of(rows: Sequence[T], tell: Tell, each: int = 20) -> Iterator[T]:
    """Yield every row, and tell before the first and every `each` rows how far it is."""
    for number, row in enumerate(rows):
        if number % each == 0:
            tell(number, len(rows))
        yield row
