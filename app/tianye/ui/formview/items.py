"""What stands on a page of a form: questions, heads of groups and of grids, instances of a repeat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tianye.forms.nodes import Node

MOST_ROWS: Final = 12
"""More choices than this are searched instead of being listed as rows."""
MOST_IN_GRID: Final = 8
MOST_UPRIGHT: Final = 7
"""More steps than this under one another are a slider that stands."""

ItemKind = Literal["question", "heading", "heads", "instance", "more"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on a page; `number` counts the questions of the form from 1, `position` the instances of a repeat.

    A question is in a grid where `heads` above it show its choices. Heads that stand on a page before are repeated
    where the grid goes on (`is_repeated`).
    """

    kind: ItemKind
    node: Node
    number: int = 0
    position: int = 0
    is_removable: bool = False
    heads: Node | None = None
    is_repeated: bool = False
    title: Node | None = None
    """What stands at the left of heads that say nothing themselves: the note that pyxform makes of a group's name."""

    @property
    def is_in_grid(self) -> bool:
        """Whether the choices of a question stand in heads above it."""
        return self.heads is not None

    @property
    def key(self) -> str:
        """What tells it from every other item of a form."""
        return f"{self.kind} {self.node.ref}"
