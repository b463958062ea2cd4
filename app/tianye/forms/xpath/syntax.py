"""The tree an expression is parsed into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """The minus sign before an operand."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """`and`, `or`, `|`, `+ - * div mod` and comparisons; a chain of one operator is one, read from the left."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """`axis::name[predicate]...`; name `*` is any element, `node()` any node."""

    axis: str
    name: str
    predicates: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root (`is_absolute`), from `start` (a call such as instance()), or from the context."""

    is_absolute: bool
    start: Node | None
    start_predicates: tuple[Node, ...]
    steps: tuple[Step, ...]


Node = Number | Literal | Call | Negation | Operation | Path


def walk(tree: Node) -> Iterator[Node]:
    """Yield a part of an expression and every part below it."""
    yield tree
    below: tuple[Node, ...] = ()
    match tree:
        case Call(arguments=arguments):
            below = arguments
        case Negation(operand=operand):
            below = (operand,)
        case Operation(operands=operands):
            below = operands
        case Path(start=start, start_predicates=first, steps=steps):
            inner = (predicate for step in steps for predicate in step.predicates)
            below = (*((start,) if start is not None else ()), *first, *inner)
    for each in below:
        yield from walk(each)
