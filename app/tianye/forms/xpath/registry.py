"""Where functions are registered, by name, with what they take and give."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.scope import World
from tianye.forms.xpath.values import NodeSet, Value, to_text

Implementation = Callable[..., Value]


class Function(NamedTuple):
    """A function by its name.

    `signature` has one letter an argument: `s` text, `n` number, `b` boolean, `v` any value, `d` node-set; after `?`
    they are optional, the last one before `*` may be repeated. `result` is `s`, `n`, `b` or `d`. `in_collect` tells
    whether ODK Collect knows it too.
    """

    signature: str
    result: str
    run: Implementation
    in_collect: bool = True


FUNCTIONS: dict[str, Function] = {}


def function(
    name: str, signature: str, result: str, *, in_collect: bool = True
) -> Callable[[Implementation], Implementation]:
    """Register a function under its name; see Function for the letters."""

    def register(run: Implementation) -> Implementation:
        FUNCTIONS[name] = Function(signature, result, run, in_collect)
        return run

    return register


def arity(signature: str) -> tuple[int, int]:
    """The least and the greatest number of arguments."""
    required, _, optional = signature.partition("?")
    if signature.endswith("*"):
        return len(required.rstrip("*")) - (0 if "?" in signature else 1), 1000
    return len(required), len(required) + len(optional)


def relevant(nodes: NodeSet) -> NodeSet:
    """The nodes that count: those not relevant are no part of the record."""
    return [node for node in nodes if node.is_relevant]


def texts_of(values: tuple[Value, ...]) -> list[str]:
    """The texts of all values, of node-sets those of every relevant node."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, list):
            texts += [node.text for node in value if node.is_relevant]
        else:
            texts.append(to_text(value))
    return texts


MAX_TEXT = 1_000_000
"""Characters a text may grow to: rules that double one another's texts would fill any memory."""


def put_together(world: World, separator: str, texts: list[str]) -> str:
    """Texts as one; counts as work by its length. Raises ExpressionFault `text-too-long` before anything is made."""
    length = sum(map(len, texts)) + len(separator) * len(texts)
    if length > 256:
        if length > MAX_TEXT:
            raise ExpressionFault("text-too-long", str(length))
        world.spend(length >> 6)
    return separator.join(texts)
