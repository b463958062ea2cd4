"""The functions of the ODK XForms specification (core XPath 1.0 and its extensions).

Each takes its arguments converted as its signature says; the few that look at their arguments before they are
evaluated (if, once, indexed-repeat ...) are in the compiler.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import zlib
from collections.abc import Callable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import Any

import re2

from tianye.forms.xpath import world_functions  # noqa: F401  # registers its functions
from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.model import DataNode, Element
from tianye.forms.xpath.registry import FUNCTIONS, Function, function, put_together, relevant, texts_of
from tianye.forms.xpath.scope import Scope
from tianye.forms.xpath.values import NAN, NodeSet, Value, XNode, text_number, to_boolean, to_number, to_text

# ---- booleans ---------------------------------------------------------------------------------------------------


@function("true", "", "b")
def _true(scope: Scope) -> bool:
    return True


@function("false", "", "b")
def _false(scope: Scope) -> bool:
    return False


@function("boolean", "b", "b")
def _boolean(scope: Scope, value: bool) -> bool:
    return value


@function("not", "b", "b")
def _not(scope: Scope, value: bool) -> bool:
    return not value


@function("boolean-from-string", "s", "b")
def _boolean_from_string(scope: Scope, text: str) -> bool:
    return text.strip().lower() == "true" or text_number(text) == 1


@function("checklist", "nnb*", "b")
def _checklist(scope: Scope, least: float, most: float, *answers: bool) -> bool:
    return _between(sum(answers), least, most)


@function("weighted-checklist", "nnv*", "b")
def _weighted_checklist(scope: Scope, least: float, most: float, *pairs: Value) -> bool:
    weighted = zip(pairs[::2], pairs[1::2], strict=False)
    total = sum(to_number(weight) for answer, weight in weighted if to_boolean(answer))
    return _between(total, least, most)


def _between(total: float, least: float, most: float) -> bool:
    return (least < 0 or total >= least) and (most < 0 or total <= most)


# ---- numbers ----------------------------------------------------------------------------------------------------


@function("number", "n", "n")
def _number(scope: Scope, value: float) -> float:
    return value


@function("int", "n", "n")
def _int(scope: Scope, value: float) -> float:
    return float(int(value)) if math.isfinite(value) else value


@function("floor", "n", "n", in_collect=False)
def _floor(scope: Scope, value: float) -> float:
    return float(math.floor(value)) if math.isfinite(value) else value


@function("ceiling", "n", "n", in_collect=False)
def _ceiling(scope: Scope, value: float) -> float:
    return float(math.ceil(value)) if math.isfinite(value) else value


@function("round", "n?n", "n")
def _round(scope: Scope, value: float, places: float = 0.0) -> float:
    """Halves go up: -2.5 to -2, and 1.255 to two places is 1.26, as it is written."""
    if not (math.isfinite(value) and math.isfinite(places)) or abs(places) > 15 or abs(value) >= 1e15:
        return value
    written = Decimal(repr(value))
    if places == 0:
        return float((written + Decimal("0.5")).to_integral_value(ROUND_FLOOR)) + 0.0
    with localcontext(prec=40):
        return float(written.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)) + 0.0


@function("abs", "n", "n")
def _abs(scope: Scope, value: float) -> float:
    return abs(value)


def _register_real(name: str, compute: Callable[[float], float]) -> None:
    def run(scope: Scope, value: float) -> float:
        try:
            return float(compute(value))
        except (ValueError, OverflowError):
            return NAN

    FUNCTIONS[name] = Function("n", "n", run)


for _name, _compute in {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "exp10": lambda value: 10.0**value,
    "log": lambda value: math.log(value) if value else -math.inf,
    "log10": lambda value: math.log10(value) if value else -math.inf,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
}.items():
    _register_real(_name, _compute)


@function("atan2", "nn", "n")
def _atan2(scope: Scope, y: float, x: float) -> float:
    return math.atan2(y, x)


@function("pow", "nn", "n")
def _pow(scope: Scope, base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return NAN


@function("pi", "", "n")
def _pi(scope: Scope) -> float:
    return math.pi


@function("random", "", "n")
def _random(scope: Scope) -> float:
    return scope.world.random()


@function("count", "d", "n")
def _count(scope: Scope, nodes: NodeSet) -> float:
    return float(len(relevant(nodes)))


@function("count-non-empty", "d", "n")
def _count_non_empty(scope: Scope, nodes: NodeSet) -> float:
    return float(sum(1 for node in relevant(nodes) if node.text != "" or _has_children(node)))


def _has_children(node: XNode) -> bool:
    return bool(node.children)


@function("sum", "d", "n")
def _sum(scope: Scope, nodes: NodeSet) -> float:
    numbers = _filled(nodes)
    return math.fsum(numbers) if all(abs(number) < 1e300 for number in numbers) else sum(numbers)


def _filled(nodes: NodeSet) -> list[float]:
    return [text_number(node.text) for node in nodes if node.is_relevant and node.text != ""]


def _numbers(values: tuple[Value, ...]) -> list[float]:
    numbers: list[float] = []
    for value in values:
        if isinstance(value, list):
            numbers += _filled(value)
        elif value != "":
            numbers.append(to_number(value))
    return [NAN] if any(math.isnan(number) for number in numbers) else numbers


@function("max", "?v*", "n")
def _max(scope: Scope, *values: Value) -> float:
    return max(_numbers(values), default=NAN)


@function("min", "?v*", "n")
def _min(scope: Scope, *values: Value) -> float:
    return min(_numbers(values), default=NAN)


# ---- text -------------------------------------------------------------------------------------------------------


@function("string", "s", "s")
def _string(scope: Scope, text: str) -> str:
    return text


@function("concat", "?v*", "s")
def _concat(scope: Scope, *values: Value) -> str:
    return put_together(scope.world, "", texts_of(values))


@function("join", "s?v*", "s")
def _join(scope: Scope, separator: str, *values: Value) -> str:
    return put_together(scope.world, separator, texts_of(values))


@function("string-length", "s", "n")
def _string_length(scope: Scope, text: str) -> float:
    """In UTF-16 units, as both peers count: a character outside the basic plane is two."""
    return float(len(text.encode("utf-16-le", "surrogatepass")) // 2)


@function("normalize-space", "s", "s")
def _normalize_space(scope: Scope, text: str) -> str:
    return " ".join(text.split())


@function("translate", "sss", "s")
def _translate(scope: Scope, text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for at, character in enumerate(old):
        table.setdefault(ord(character), new[at] if at < len(new) else None)
    return text.translate(table)


@function("contains", "ss", "b")
def _contains(scope: Scope, text: str, part: str) -> bool:
    return part in text


@function("starts-with", "ss", "b")
def _starts_with(scope: Scope, text: str, part: str) -> bool:
    return text.startswith(part)


@function("ends-with", "ss", "b")
def _ends_with(scope: Scope, text: str, part: str) -> bool:
    return text.endswith(part)


@function("substring-before", "ss", "s")
def _substring_before(scope: Scope, text: str, part: str) -> str:
    return text[: max(0, text.find(part))]


@function("substring-after", "ss", "s")
def _substring_after(scope: Scope, text: str, part: str) -> str:
    at = text.find(part)
    return text[at + len(part) :] if at >= 0 else ""


@function("substr", "sn?n", "s")
def _substr(scope: Scope, text: str, start: float, end: float | None = None) -> str:
    """From `start` (counted from 0) up to but without `end`; negative ones count from the end."""
    if math.isnan(start) or (end is not None and math.isnan(end)):
        return ""
    first = _index(start, len(text))
    last = len(text) if end is None else _index(end, len(text))
    return text[first:last] if first < last else ""


def _index(number: float, length: int) -> int:
    if math.isinf(number):
        return length if number > 0 else 0
    at = int(number)
    return max(0, at + length) if at < 0 else min(at, length)


@function("substring", "sn?n", "s", in_collect=False)
def _substring(scope: Scope, text: str, start: float, length: float = math.inf) -> str:
    """As XPath 1.0: counted from 1, both numbers rounded."""
    if math.isnan(start) or math.isnan(length):
        return ""
    first = math.floor(start + 0.5) if math.isfinite(start) else start
    last = first + (math.floor(length + 0.5) if math.isfinite(length) else length)
    return "".join(character for at, character in enumerate(text, 1) if first <= at < last)


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Any:
    """A pattern that matches in linear time; ExpressionFault `regex-unsupported` for look-around, back-references."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 8 << 20
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeError) as refused:
        raise ExpressionFault("regex-unsupported", pattern) from refused


@function("regex", "ss", "b")
def _regex(scope: Scope, text: str, pattern: str) -> bool:
    """Whether the pattern matches the whole of the text."""
    return compile_pattern(pattern).fullmatch(text) is not None


_ENCODERS: dict[str, Callable[[bytes], str]] = {
    "base64": lambda digest: base64.b64encode(digest).decode(),
    "hex": lambda digest: digest.hex(),
}


@function("digest", "ss?s", "s")
def _digest(scope: Scope, text: str, algorithm: str, encoding: str = "base64") -> str:
    data = text.encode()
    name = algorithm.upper()
    if name == "CRC32":
        digest = zlib.crc32(data).to_bytes(4, "big")
    elif name in ("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"):
        digest = hashlib.new(name.replace("-", "").lower(), data, usedforsecurity=False).digest()
    else:
        return ""
    encode = _ENCODERS.get(encoding.lower())
    return encode(digest) if encode else ""


@function("base64-decode", "s", "s")
def _base64_decode(scope: Scope, text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


@function("uuid", "?n", "s")
def _uuid(scope: Scope, length: float | None = None) -> str:
    if length is None:
        return scope.world.uuid()
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    count = int(length) if math.isfinite(length) else 0
    return "".join(alphabet[int(scope.world.random() * len(alphabet))] for _ in range(max(0, min(count, 1000))))


# ---- selects ----------------------------------------------------------------------------------------------------


@function("selected", "ss", "b")
def _selected(scope: Scope, text: str, name: str) -> bool:
    return name.strip() in text.split()


@function("is-selected", "ss", "b")
def _is_selected(scope: Scope, text: str, name: str) -> bool:
    return name.strip() in text.split()


@function("selected-at", "sn", "s")
def _selected_at(scope: Scope, text: str, at: float) -> str:
    names = text.split()
    return names[int(at)] if math.isfinite(at) and 0 <= at < len(names) else ""


@function("count-selected", "s", "n")
def _count_selected(scope: Scope, text: str) -> float:
    return float(len(text.split()))


# ---- nodes and the form -----------------------------------------------------------------------------------------


@function("name", "?d", "s", in_collect=False)
def _name_of(scope: Scope, nodes: NodeSet | None = None) -> str:
    node = scope.node if nodes is None else (nodes[0] if nodes else None)
    if node is None:
        return ""
    return node.name if isinstance(node, Element) else node.schema.name


@function("local-name", "?d", "s", in_collect=False)
def _local_name(scope: Scope, nodes: NodeSet | None = None) -> str:
    return to_text(_name_of(scope, nodes)).rsplit(":", 1)[-1]


@function("last", "", "n", in_collect=False)
def _last(scope: Scope) -> float:
    return float(scope.size)


@function("position", "?d", "n")
def _position(scope: Scope, nodes: NodeSet | None = None) -> float:
    """Of a repeat instance among its siblings; without argument that of the candidate of a predicate."""
    if nodes is None:
        return float(scope.position or _place(scope.node))
    return float(_place(nodes[0])) if nodes else NAN


def _place(node: XNode) -> int:
    return node.ordinal if isinstance(node, DataNode) else node.position


@function("version", "", "s")
def _version(scope: Scope) -> str:
    return scope.world.form_version()


@function("property", "s", "s")
def _property(scope: Scope, name: str) -> str:
    return scope.world.property_value(name)


@function("jr:itext", "s", "s")
def _itext(scope: Scope, text_id: str) -> str:
    return scope.world.translation(text_id)


@function("randomize", "d?v", "d")
def _randomize(scope: Scope, nodes: NodeSet, seed: Value | None = None) -> NodeSet:
    """The nodes in an order drawn from the seed (Park and Miller's generator, as the ODK specification has it)."""
    state = int(scope.world.random() * 2147483646) + 1 if seed is None else _seed_state(seed)
    shuffled: NodeSet = []
    for at, node in enumerate(nodes):
        state = state * 16807 % 2147483647
        pick = int((state - 1) / 2147483646 * (at + 1))
        shuffled.append(node)
        shuffled[at], shuffled[pick] = shuffled[pick], node
    return shuffled


def _seed_state(seed: Value) -> int:
    number = to_number(seed)
    if math.isnan(number):
        digest = hashlib.sha256(to_text(seed).encode()).digest()
        value = int.from_bytes(digest[:8], "big", signed=True)
    else:
        value = int(number) if math.isfinite(number) else 0
    state = int(math.fmod(value, 2147483647))
    return state + 2147483646 if state <= 0 else state
