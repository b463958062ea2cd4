"""What an expression is given when it runs."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from tianye.forms.xpath.model import DataNode, Element, SecondaryInstance


class World(Protocol):
    """Everything outside the expression: the clock, chance, the language, the choice lists, the budget of steps."""

    def now(self) -> datetime:
        """The present instant, with its zone."""

    def random(self) -> float:
        """A number in [0, 1)."""

    def uuid(self) -> str:
        """A random UUID, version 4, with dashes."""

    def property_value(self, name: str) -> str:
        """A property of the device or the person who fills in (`deviceid`, `username` ...), blank where unknown."""

    def find_instance(self, instance_id: str) -> SecondaryInstance | None:
        """A secondary instance by its id."""

    def translation(self, text_id: str) -> str:
        """A text of the form in the active language."""

    def choice_label(self, select: DataNode, value: str) -> str:
        """The label of a choice of a select question in the active language, blank where it has no such choice."""

    def form_version(self) -> str:
        """The version of the form, blank where it has none."""

    def spend(self, steps: int) -> None:
        """Count work; raises ExpressionFault `too-many-steps` when the budget is used up."""


class Scope:
    """The context of one evaluation: `current` is where it began, `node` where a predicate stands now."""

    __slots__ = ("current", "node", "position", "size", "world")

    def __init__(self, world: World, current: DataNode) -> None:
        self.world = world
        self.current = current
        self.node: DataNode | Element = current
        self.position = 0
        self.size = 1

    def inner(self) -> Scope:
        """A scope for the candidates of a predicate."""
        return Scope(self.world, self.current)
