"""Values of expressions and their conversions (XPath 1.0 section 4, with dates as ODK has them).

A value is text, a float, a bool or a node-set (a list). Dates are their ISO text: a date read as a number is its day
number since 1970-01-01, a dateTime that number and the fraction of the day on its own clock.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from tianye.forms.xpath.model import DataNode, Element
from tianye.forms.xpath.moments import day_number

XNode: TypeAlias = DataNode | Element
NodeSet: TypeAlias = list[XNode]
Value: TypeAlias = str | float | bool | NodeSet

NAN = math.nan
_NUMBER = re.compile(r"[ \t\r\n]*(-?(?:\d+(?:\.\d*)?|\.\d+))[ \t\r\n]*\Z", re.ASCII)
_NUMERIC_TYPES = frozenset({"int", "decimal"})


def number_text(number: float) -> str:
    """A number as text: no exponent, no `.0`, NaN blank.

    A fraction below 1e-12 is an error of binary arithmetic and is dropped: 100 * 1.1 reads 110.
    """
    if math.isnan(number):
        return ""
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    whole = int(number)
    if whole == number or (abs(number - whole) < 1e-12 and abs(number) >= 1):
        return str(whole) if abs(number) < 1e16 else format(Decimal(repr(number)), "f")
    text = repr(number)
    return format(Decimal(text), "f") if "e" in text else text


def text_number(text: str) -> float:
    """Text as a number; a date or dateTime reads as its day number, anything else as NaN."""
    match = _NUMBER.match(text)
    if match:
        return float(match.group(1))
    return day_number(text)


def first_text(nodes: Sequence[XNode]) -> str:
    """The text of the first node, blank where there is none."""
    return nodes[0].text if nodes else ""


def to_text(value: Value) -> str:
    """A value as text; of a node-set the text of its first node."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    return first_text(value)


def to_number(value: Value) -> float:
    """A value as a number; NaN where it is none."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, (int, float)):
        return float(value)
    return text_number(value if isinstance(value, str) else first_text(value))


def to_boolean(value: Value) -> bool:
    """Text is true where it is not blank, a number where it is neither 0 nor NaN, a node as its answer is."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, (int, float)):
        return not math.isnan(value) and value != 0
    if not value:
        return False
    node = value[0]
    if isinstance(node, DataNode) and node.schema.value_type in _NUMERIC_TYPES:
        return to_boolean(text_number(node.text))
    return node.text != ""


def are_equal(left: Value, right: Value) -> bool:
    """The `=` of two values: node-sets are equal to a value if any of their nodes is."""
    if isinstance(left, list):
        if isinstance(right, bool):
            return to_boolean(left) == right
        return any(are_equal(node.text, right) for node in left)
    if isinstance(right, list):
        return are_equal(right, left)
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def are_unequal(left: Value, right: Value) -> bool:
    """The `!=` of two values: true for a node-set if any of its nodes differs."""
    if isinstance(left, list):
        if isinstance(right, bool):
            return to_boolean(left) != right
        return any(are_unequal(node.text, right) for node in left)
    if isinstance(right, list):
        return are_unequal(right, left)
    return not are_equal(left, right)


def is_ordered(operator: str, left: Value, right: Value) -> bool:
    """One of `< <= > >=`, always of numbers; a node-set is compared node by node."""
    if isinstance(left, list):
        return any(is_ordered(operator, node.text, right) for node in left)
    if isinstance(right, list):
        return any(is_ordered(operator, left, node.text) for node in right)
    a, b = to_number(left), to_number(right)
    if operator == "<":
        return a < b
    if operator == "<=":
        return a <= b
    return a > b if operator == ">" else a >= b
