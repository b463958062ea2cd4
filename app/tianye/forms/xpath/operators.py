"""Comparison and arithmetic, picked by what is known of the operands before they are evaluated."""

from __future__ import annotations

import math
from collections.abc import Callable

from tianye.forms.xpath.code import Code
from tianye.forms.xpath.scope import Scope
from tianye.forms.xpath.values import NAN, are_equal, are_unequal, is_ordered


def equality(operator: str, left: Code, right: Code) -> Code:
    """`=` or `!=`."""
    texts = ("s", "leaf")
    if left.kind in texts and right.kind in texts:
        a, b = left.text(), right.text()
        if operator == "=":
            return Code("b", lambda scope: a(scope) == b(scope))
        return Code("b", lambda scope: a(scope) != b(scope))
    run_left, run_right = left.run, right.run
    compare = are_equal if operator == "=" else are_unequal
    return Code("b", lambda scope: compare(run_left(scope), run_right(scope)))


def order(operator: str, left: Code, right: Code) -> Code:
    """One of `<`, `<=`, `>` and `>=`."""
    if "d" not in (left.kind, right.kind) and "v" not in (left.kind, right.kind):
        a, b = left.number(), right.number()
        match operator:
            case "<":
                return Code("b", lambda scope: a(scope) < b(scope))
            case "<=":
                return Code("b", lambda scope: a(scope) <= b(scope))
            case ">":
                return Code("b", lambda scope: a(scope) > b(scope))
            case _:
                return Code("b", lambda scope: a(scope) >= b(scope))
    run_left, run_right = left.run, right.run
    return Code("b", lambda scope: is_ordered(operator, run_left(scope), run_right(scope)))


def arithmetic(operator: str, numbers: list[Callable[[Scope], float]]) -> Code:
    """`+`, `-`, `*`, `div` or `mod` over all operands, from the left."""
    combine = _ARITHMETIC[operator]
    first, rest = numbers[0], numbers[1:]

    def compute(scope: Scope) -> float:
        result = first(scope)
        for number in rest:
            result = combine(result, number(scope))
        return result

    return Code("n", compute)


def _divide(a: float, b: float) -> float:
    if b == 0:
        return NAN if a == 0 or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


def _modulo(a: float, b: float) -> float:
    if b == 0 or math.isinf(a):
        return NAN
    return math.fmod(a, b)


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "div": _divide,
    "mod": _modulo,
}
