"""The nodes of an open entry, as the engine keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from tianye.forms.definition import Choice as WrittenChoice
from tianye.forms.definition import NodeDefinition
from tianye.forms.entry.answers import expression_text
from tianye.forms.nodes import Choice, Node
from tianye.forms.xpath import DataNode, Element, RepeatRange

ChoiceSource: TypeAlias = Element | DataNode | WrittenChoice
UNTOLD: Final = "\x00"
"""A result that no calculation has: a submission does not say what was computed where somebody wrote something else."""


class Offer:
    """The choices of a select: all of them in order, and by value the first that has it.

    `shown` keeps them as a client sees them, by language and by what says their labels, where these are fixed.
    """

    __slots__ = ("by_value", "rows", "shown")

    def __init__(self, rows: list[tuple[str, ChoiceSource]]) -> None:
        self.rows = rows
        self.shown: dict[tuple[str, int], tuple[Choice, ...]] = {}
        self.by_value: dict[str, ChoiceSource] = {}
        for value, source in rows:
            self.by_value.setdefault(value, source)


class LiveNode(DataNode):
    """A node with its stored answer.

    `stored` is the answer whether or not it counts now; `shown` what counts: blank while the node is not relevant, and
    without choices that are not offered. `text` (see DataNode) is `shown` as expressions read it. `result` is the last
    result of the node's calculation, None before the first; `UNTOLD` of an answer that may have been written over it.
    """

    __slots__ = ("offered", "own_relevant", "result", "shown", "stored", "view")

    schema: NodeDefinition
    parent: LiveNode | None
    children: list[LiveNode | LiveRange]

    def __init__(self, schema: NodeDefinition, parent: LiveNode | None) -> None:
        super().__init__(schema, parent)
        self.children = []
        self.stored = ""
        self.shown = ""
        self.own_relevant = True
        self.result: str | None = None
        self.offered: Offer | None = None
        self.view: Node | None = None

    @property
    def kept(self) -> str:
        return expression_text(self.stored, self.schema.value_type)

    @property
    def ref(self) -> str:
        """The path with positions of repeat instances."""
        if self.parent is None:
            return f"/{self.schema.name}"
        position = f"[{self.ordinal}]" if self.schema.is_repeat else ""
        return f"{self.parent.ref}/{self.schema.name}{position}"

    def below(self) -> Iterator[LiveNode]:
        """This node and everything below it, hidden repeat instances too, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, LiveRange):
                for instance in child.instances:
                    yield from instance.below()
            else:
                yield from child.below()


class LiveRange(RepeatRange):
    """A repeat below one parent."""

    __slots__ = ("_anchor", "view")

    schema: NodeDefinition
    parent: LiveNode
    instances: list[LiveNode]

    def __init__(self, schema: NodeDefinition, parent: LiveNode) -> None:
        super().__init__(schema, parent)
        self._anchor: LiveNode | None = None
        self.view: Node | None = None

    @property
    def anchor(self) -> LiveNode:
        """A blank instance that is none of the entry's: where the repeat's own count and label are evaluated."""
        if self._anchor is None:
            self._anchor = grow(self.schema, self.parent, None)
        return self._anchor

    @property
    def visible_instances(self) -> list[LiveNode]:
        return self.instances if self.shown is None else self.instances[: self.shown]

    @property
    def ref(self) -> str:
        return f"{self.parent.ref}/{self.schema.name}"

    def renumber(self) -> None:
        for ordinal, instance in enumerate(self.instances, 1):
            instance.ordinal = ordinal


def grow(schema: NodeDefinition, parent: LiveNode | None, source: Element | None) -> LiveNode:
    """A node and all below it, with the values of `source` (None for the defaults of the form)."""
    node = LiveNode(schema, parent)
    if not schema.children or schema.is_leaf:
        node.stored = source.text if source is not None else schema.default
    for child in schema.children:
        node.children.append(_grow_child(child, node, source))
    return node


def _grow_child(child: NodeDefinition, node: LiveNode, source: Element | None) -> LiveNode | LiveRange:
    if child.is_attribute:
        attribute = LiveNode(child, node)
        given = source.attributes.get(child.name[1:]) if source is not None else child.default
        attribute.stored = given or ""
        attribute.own_relevant = given is not None  # one instance of a repeat may have an attribute another has not
        return attribute
    sources = source.named(child.name) if source is not None else []
    if not child.is_repeat:
        return grow(child, node, sources[0] if sources else None)
    live_range = LiveRange(child, node)
    for each in sources:
        if "jr:template" not in each.attributes and "template" not in each.attributes:
            live_range.instances.append(grow(child, node, each))
    live_range.renumber()
    return live_range
