"""Compiled parts of expressions: where they stand, what they give, what they read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tianye.forms.xpath.model import DataNode, SchemaNode
from tianye.forms.xpath.scope import Scope
from tianye.forms.xpath.values import NodeSet, Value, text_number, to_boolean, to_number, to_text

Run: TypeAlias = Callable[[Scope], Value]


@dataclass(frozen=True, slots=True)
class Read:
    """A place an expression reads. Of its instances those count that lie below the reader's own instance of `bound`."""

    target: SchemaNode
    bound: SchemaNode


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about an expression that its author should know, which is no fault: `reason` as in ExpressionFault."""

    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a relative path begins: a place of the primary instance, or (None) an element of a secondary one."""

    schema: SchemaNode | None
    bound: SchemaNode


@dataclass(frozen=True, slots=True)
class Code:
    """A compiled part; `kind` is `s`, `n`, `b`, `d` (node-set), `leaf` (exactly one node) or `v` (known as it runs)."""

    kind: str
    run: Run
    place: Place | None = None
    leaf: Callable[[Scope], DataNode] | None = None
    constant: Value | None = None

    def text(self) -> Callable[[Scope], str]:
        run = self.run
        if self.leaf is not None:
            leaf = self.leaf
            return lambda scope: leaf(scope).text
        if self.constant is not None:
            fixed = to_text(self.constant)
            return lambda scope: fixed
        return lambda scope: to_text(run(scope))

    def number(self) -> Callable[[Scope], float]:
        run = self.run
        if self.leaf is not None:
            leaf = self.leaf
            return lambda scope: text_number(leaf(scope).text)
        if self.constant is not None:
            fixed = to_number(self.constant)
            return lambda scope: fixed
        return lambda scope: to_number(run(scope))

    def truth(self) -> Callable[[Scope], bool]:
        run = self.run
        return lambda scope: to_boolean(run(scope))


def constant(kind: str, value: Value) -> Code:
    """A part whose value is known as it is compiled."""
    return Code(kind, lambda scope: value, constant=value)


def as_nodes(value: Value) -> NodeSet:
    """The nodes of a value that should be a node-set; none where it is not."""
    return value if isinstance(value, list) else []
