"""Syntax trees to callables, with the places they read.

Paths into the primary instance are resolved against its schema, once: an expression runs as a few steps up and down
arrays. Every expression knows what it reads (`Read`), which is what recomputation is ordered by.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from tianye.forms.xpath import functions
from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.model import DataNode, Element, RepeatRange, SchemaNode
from tianye.forms.xpath.parser import parse
from tianye.forms.xpath.scope import Scope, World
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Number, Operation, Path, Step
from tianye.forms.xpath.values import (
    NAN,
    NodeSet,
    Value,
    XNode,
    are_equal,
    are_unequal,
    first_text,
    is_ordered,
    text_number,
    to_boolean,
    to_number,
    to_text,
)

Run: TypeAlias = Callable[[Scope], Value]
MAX_COMPILE_DEPTH = 160


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


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled expression; runs on any number of entries, and holds nothing of them.

    `is_constant`: it reads no answer and nothing outside the form. `found` is the place of the primary instance that
    its nodes are instances of, where they are. `named_selects` are questions whose choices' labels it reads.
    """

    source: str
    _run: Run
    _kind: str
    reads: tuple[Read, ...] = ()
    is_constant: bool = False
    uses_language: bool = False
    instance_ids: tuple[str, ...] = ()
    named_selects: tuple[Read, ...] = ()
    remarks: tuple[Remark, ...] = ()
    found: Read | None = None

    def value(self, world: World, node: DataNode) -> Value:
        """The value in its own type; raises ExpressionFault `failed` where numbers or nesting go out of bounds."""
        world.spend(1)
        try:
            return self._run(Scope(world, node))
        except (ArithmeticError, ValueError, RecursionError) as failed:
            raise ExpressionFault("failed", self.source[:80]) from failed

    def text(self, world: World, node: DataNode) -> str:
        return to_text(self.value(world, node))

    def truth(self, world: World, node: DataNode) -> bool:
        return to_boolean(self.value(world, node))

    def number(self, world: World, node: DataNode) -> float:
        return to_number(self.value(world, node))

    def nodes(self, world: World, node: DataNode) -> NodeSet:
        value = self.value(world, node)
        return value if isinstance(value, list) else []

    @property
    def is_boolean(self) -> bool:
        """Whether the value is always a truth value."""
        return self._kind == "b"


def compile_expression(source: str, context: SchemaNode) -> Expression:
    """Compile an expression that will run on instances of `context`.

    Raises ExpressionFault, see its reasons.
    """
    tree = parse(source)
    compiler = _Compiler(context)
    try:
        compiled = compiler.compile(tree, compiler.top)
    except RecursionError as deep:
        raise ExpressionFault("too-deep", source[:40]) from deep
    return Expression(
        source=source,
        _run=compiled.run,
        _kind=compiled.kind,
        reads=tuple(dict.fromkeys(compiler.reads)),
        is_constant=not compiler.is_varying and not compiler.reads,
        uses_language=compiler.uses_language,
        instance_ids=tuple(dict.fromkeys(compiler.instance_ids)),
        named_selects=tuple(dict.fromkeys(compiler.named_selects)),
        remarks=tuple(dict.fromkeys(compiler.remarks)),
        found=Read(place.schema, place.bound) if (place := compiled.place) and place.schema else None,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a relative path begins: a place of the primary instance, or (None) an element of a secondary one."""

    schema: SchemaNode | None
    bound: SchemaNode


@dataclass(frozen=True, slots=True)
class _Code:
    """A compiled part; `kind` is `s`, `n`, `b`, `d` (node-set), `leaf` (exactly one node) or `v` (known as it runs)."""

    kind: str
    run: Run
    place: _Place | None = None
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


def _constant(kind: str, value: Value) -> _Code:
    return _Code(kind, lambda scope: value, constant=value)


@dataclass(slots=True)
class _Compiler:
    context: SchemaNode
    reads: list[Read] = field(default_factory=list)
    instance_ids: list[str] = field(default_factory=list)
    named_selects: list[Read] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    uses_language: bool = False
    is_varying: bool = False
    depth: int = 0

    @property
    def top(self) -> _Place:
        return _Place(self.context, self.context)

    # ---- expressions --------------------------------------------------------------------------------------------

    def compile(self, node: Node, place: _Place, *, as_set: bool = False) -> _Code:
        """Compile a part; `as_set` where all nodes of a path matter and not the first one's text."""
        self.depth += 1
        if self.depth > MAX_COMPILE_DEPTH:
            raise ExpressionFault("too-deep", f"more than {MAX_COMPILE_DEPTH} levels")
        try:
            match node:
                case Number(value):
                    return _constant("n", value)
                case Literal(value):
                    return _constant("s", value)
                case Negation(operand):
                    number = self.compile(operand, place).number()
                    return _Code("n", lambda scope: -number(scope))
                case Operation():
                    return self._operation(node, place)
                case Path():
                    return self._path(node, place, as_set)
                case Call():
                    return self._call(node, place)
        finally:
            self.depth -= 1

    def _operation(self, node: Operation, place: _Place) -> _Code:
        operator = node.operator
        if operator == "|":
            return self._union(node, place)
        parts = [self.compile(operand, place) for operand in node.operands]
        if operator in ("and", "or"):
            truths = [part.truth() for part in parts]
            if operator == "and":
                return _Code("b", lambda scope: all(truth(scope) for truth in truths))
            return _Code("b", lambda scope: any(truth(scope) for truth in truths))
        if operator in ("=", "!="):
            return _equality(operator, parts[0], parts[1])
        if operator in ("<", "<=", ">", ">="):
            return _order(operator, parts[0], parts[1])
        return _arithmetic(operator, [part.number() for part in parts])

    def _union(self, node: Operation, place: _Place) -> _Code:
        runs = [self._node_set(operand, place).run for operand in node.operands]

        def union(scope: Scope) -> NodeSet:
            found: dict[int, XNode] = {}
            for run in runs:
                for item in _as_nodes(run(scope)):
                    found.setdefault(id(item), item)
            return list(found.values())

        return _Code("d", union)

    def _node_set(self, node: Node, place: _Place) -> _Code:
        code = self.compile(node, place, as_set=True)
        if code.kind == "leaf":
            return _Code("d", code.run, code.place)
        if code.kind not in ("d", "v"):
            raise ExpressionFault("not-a-node-set", _spell(node))
        return code

    # ---- functions ----------------------------------------------------------------------------------------------

    def _call(self, node: Call, place: _Place) -> _Code:
        special = _SPECIAL.get(node.name)
        if special is not None:
            return special(self, node, place)
        function = functions.FUNCTIONS.get(node.name)
        if function is None:
            raise ExpressionFault("unknown-function", node.name)
        least, most = functions.arity(function.signature)
        if not least <= len(node.arguments) <= most:
            raise ExpressionFault("argument-count", f"{node.name}() with {len(node.arguments)}")
        if not function.in_collect:
            self.remarks.append(Remark("not-in-collect", node.name))
        if node.name in ("today", "now", "random", "uuid", "property", "version", "position", "last", "randomize"):
            self.is_varying = True
        if node.name == "jr:itext":
            self.uses_language = True
        if node.name == "regex" and len(node.arguments) == 2 and isinstance(node.arguments[1], Literal):
            functions.compile_pattern(node.arguments[1].value)
        if node.name in ("date", "date-time") and isinstance(node.arguments[0], Literal):
            self._check_date(node.arguments[0].value)
        arguments = self._arguments(function.signature, node.arguments, place)
        if node.name == "position" and node.arguments:
            self._read_structure(node.arguments[0], place)
        found = self.compile(node.arguments[0], place).place if node.name == "randomize" else None
        return _Code(function.result, _applied(function.run, arguments), found)

    def _check_date(self, text: str) -> None:
        if text and math.isnan(text_number(text)):
            self.remarks.append(Remark("not-a-date", text))

    def _arguments(self, signature: str, nodes: tuple[Node, ...], place: _Place) -> list[Run]:
        letters = signature.replace("?", "")
        if letters.endswith("*"):
            letters = letters[:-1]
            letters += letters[-1] * len(nodes)
        converted: list[Run] = []
        for letter, node in zip(letters, nodes, strict=False):
            if letter == "d":
                converted.append(self._node_set(node, place).run)
                continue
            code = self.compile(node, place, as_set=letter == "v")
            match letter:
                case "s":
                    converted.append(code.text())
                case "n":
                    converted.append(code.number())
                case "b":
                    converted.append(code.truth())
                case _:
                    converted.append(code.run)
        return converted

    def _read_structure(self, node: Node, place: _Place) -> None:
        """The position of an instance changes when a sibling before it goes."""
        code = self.compile(node, place)
        schema = code.place.schema if code.place else None
        if schema is not None and schema.is_repeat and schema.parent is not None:
            self.reads.append(Read(schema, schema.parent))

    # ---- paths --------------------------------------------------------------------------------------------------

    def _path(self, node: Path, place: _Place, as_set: bool) -> _Code:
        if node.start is not None:
            return self._path_from(node, place)
        if node.is_absolute:
            return self._absolute(node, as_set)
        if place.schema is None:
            return self._element_path(node.steps, place)
        return self._walk(_Walk.at(place), node.steps)

    def _path_from(self, node: Path, place: _Place) -> _Code:
        start = node.start
        if isinstance(start, Call) and start.name == "current" and not start.arguments:
            if not node.start_predicates:
                return self._walk(_Walk.at(self.top, from_current=True), node.steps)
            raise ExpressionFault("unsupported-path", "current()[...]")
        if isinstance(start, Call) and start.name == "instance":
            return self._secondary(start, node, place)
        assert start is not None
        code = self._node_set(start, place)
        inner = code.place or _Place(None, self.context)
        if inner.schema is None:
            run = self._filters(code.run, node.start_predicates, inner)
            return self._elements(run, node.steps, inner)
        walk = _Walk(inner.schema, inner.bound, code.run)
        walk.filter(self, node.start_predicates)
        return self._walk(walk, node.steps)

    def _absolute(self, node: Path, as_set: bool) -> _Code:
        """An absolute path stays in the instances of the repeats that the question itself is in."""
        steps = node.steps
        own = list(self.context.ancestors())[::-1]
        if not steps:
            return _Code("d", lambda scope: [], None)
        root = own[0]
        if steps[0].axis != "child" or steps[0].name not in (root.name, "*", root.name.rsplit(":", 1)[-1]):
            self.remarks.append(Remark("path-finds-nothing", _spell_path(node)))
            return _Code("d", lambda scope: [])
        shared = 1
        while shared < min(len(steps), len(own)):
            step = steps[shared]
            if step.axis != "child" or step.predicates or step.name != own[shared].name:
                break
            if as_set and shared == len(steps) - 1 and own[shared].is_repeat:
                break
            shared += 1
        if steps[0].predicates:
            raise ExpressionFault("unsupported-path", _spell_path(node))
        at = own[shared - 1]
        walk = _Walk(at, at, None, ups=self.context.depth - at.depth, from_current=True)
        return self._walk(walk, steps[shared:], _spell_path(node))

    def _walk(self, walk: _Walk, steps: tuple[Step, ...], spelled: str = "") -> _Code:
        """Steps through the primary instance from a place that is known."""
        for step in steps:
            if not walk.step(self, step):
                self.remarks.append(Remark("path-finds-nothing", spelled or _spell_steps(steps)))
                return _Code("d", lambda scope: [])
        self.reads.append(Read(walk.schema, walk.bound))
        return walk.code()

    def _secondary(self, start: Call, node: Path, place: _Place) -> _Code:
        if len(start.arguments) != 1 or not isinstance(start.arguments[0], Literal):
            raise ExpressionFault("unsupported-path", "instance() of something other than a name")
        instance_id = start.arguments[0].value
        self.instance_ids.append(instance_id)
        prefix: list[str] = []
        rest = list(node.steps)
        while rest and rest[0].axis == "child":
            prefix.append(rest[0].name)
            step = rest.pop(0)
            if step.predicates:
                return self._rows(instance_id, tuple(prefix), step.predicates, tuple(rest), place)
        return self._rows(instance_id, tuple(prefix), (), tuple(rest), place)

    def _rows(
        self,
        instance_id: str,
        path: tuple[str, ...],
        predicates: tuple[Node, ...],
        rest: tuple[Step, ...],
        place: _Place,
    ) -> _Code:
        inner = _Place(None, place.bound)

        def rows(scope: Scope) -> NodeSet:
            instance = scope.world.find_instance(instance_id)
            return list(instance.rows(path)) if instance and path else []

        run: Run = rows
        if predicates:
            indexed = self._indexed(instance_id, path, predicates[0], place)
            if indexed is not None:
                run, remaining = indexed
                run = self._filters(run, remaining, inner)
                run = self._filters(run, predicates[1:], inner)
            else:
                run = self._filters(run, predicates, inner)
        return self._elements(run, rest, inner)

    def _indexed(
        self, instance_id: str, path: tuple[str, ...], predicate: Node, place: _Place
    ) -> tuple[Run, tuple[Node, ...]] | None:
        """`[column = value]`, alone or in a chain of `and`, looked up and not scanned."""
        is_chain = isinstance(predicate, Operation) and predicate.operator == "and"
        conditions = predicate.operands if isinstance(predicate, Operation) and is_chain else (predicate,)
        if any(_depends_on_position(condition) for condition in conditions):
            return None
        for at, condition in enumerate(conditions):
            split = _column_and_value(condition)
            if split is None:
                continue
            column, other = split
            code = self.compile(other, _Place(None, place.bound))
            if code.kind not in ("s", "leaf", "d"):
                continue
            rest = (*conditions[:at], *conditions[at + 1 :])
            value = code.run

            def look_up(scope: Scope, column: str = column, value: Run = value) -> NodeSet:
                instance = scope.world.find_instance(instance_id)
                if instance is None:
                    return []
                found = value(scope)
                if isinstance(found, list) and len(found) > 1:
                    wanted = {node.text for node in found}
                    scope.world.spend(len(wanted))
                    rows = instance.rows(path)
                    scope.world.spend(len(rows))
                    return [row for row in rows if (row.column(column) or "") in wanted]
                return list(instance.matching(path, column, to_text(found)))

            return look_up, rest
        return None

    def _element_path(self, steps: tuple[Step, ...], place: _Place) -> _Code:
        """A path from a candidate of a predicate on a choice list; a column that is not there reads blank."""
        if len(steps) == 1 and steps[0].axis == "child" and not steps[0].predicates and steps[0].name != "*":
            name = steps[0].name

            def column(scope: Scope) -> str:
                node = scope.node
                return (node.column(name) or "") if isinstance(node, Element) else ""

            return _Code("s", column)
        return self._elements(lambda scope: [scope.node], steps, place)

    def _elements(self, run: Run, steps: tuple[Step, ...], place: _Place) -> _Code:
        for step in steps:
            run = self._filters(_element_step(run, step), step.predicates, place)
        return _Code("d", run, place)

    def _filters(self, run: Run, predicates: Iterable[Node], place: _Place) -> Run:
        for predicate in predicates:
            run = _filtered(run, self.compile(predicate, place))
        return run


# ---- walking the primary instance ---------------------------------------------------------------------------------


class _Walk:
    """A path into the primary instance while it is being resolved.

    As long as every step is up, or down to a place that exists once, the path is a leaf: `ups`, then `downs`. The
    first step into a repeat from outside makes it a node-set.
    """

    def __init__(
        self, schema: SchemaNode, bound: SchemaNode, run: Run | None = None, *, ups: int = 0, from_current: bool = False
    ) -> None:
        self.schema = schema
        self.bound = bound
        self.run = run
        self.ups = ups
        self.downs: list[int] = []
        self.from_current = from_current

    @classmethod
    def at(cls, place: _Place, *, from_current: bool = False) -> _Walk:
        assert place.schema is not None
        return cls(place.schema, place.bound, from_current=from_current)

    def step(self, compiler: _Compiler, step: Step) -> bool:
        """Go one step; False where there is nothing."""
        if step.axis == "self":
            if step.name not in ("node()", "*", self.schema.name):
                return False
        elif step.axis == "parent":
            if self.schema.parent is None:
                return False
            self._up(self.schema.parent)
        else:
            name = f"@{step.name}" if step.axis == "attribute" else step.name
            if name == "*":
                return self._all_children(compiler, step)
            if name == "text()":
                return True
            child = self.schema.by_name.get(name)
            if child is None:
                return False
            self._down(child)
        self.filter(compiler, step.predicates)
        return True

    def _up(self, parent: SchemaNode) -> None:
        self.schema = parent
        if self.bound.depth > parent.depth:
            self.bound = parent
        if self.run is not None:
            self.run = _parents(self.run)
        elif self.downs:
            self.downs.pop()
        else:
            self.ups += 1

    def _down(self, child: SchemaNode) -> None:
        if child.is_repeat or self.run is not None:
            run = self.run or self._as_set()
            self.run = _children(run, child.position)
        else:
            self.downs.append(child.position)
        self.schema = child

    def _all_children(self, compiler: _Compiler, step: Step) -> bool:
        children = [child for child in self.schema.children if not child.name.startswith("@")]
        for child in children:
            compiler.reads.append(Read(child, self.bound))
        if not children:
            return False
        run = self.run or self._as_set()
        positions = [child.position for child in children]
        runs = [_children(run, position) for position in positions]
        self.run = lambda scope: [node for each in runs for node in _as_nodes(each(scope))]
        self.schema = children[0]
        self.filter(compiler, step.predicates)
        return True

    def filter(self, compiler: _Compiler, predicates: tuple[Node, ...]) -> None:
        if not predicates:
            return
        compiler.reads.append(Read(self.schema, self.bound))
        run = self.run or self._as_set()
        self.run = compiler._filters(run, predicates, _Place(self.schema, self.bound))

    def _as_set(self) -> Run:
        leaf = self._leaf()
        return lambda scope: [leaf(scope)]

    def _leaf(self) -> Callable[[Scope], DataNode]:
        ups, downs, from_current = self.ups, tuple(self.downs), self.from_current

        def leaf(scope: Scope) -> DataNode:
            node = scope.current if from_current else scope.node
            for _ in range(ups):
                node = node.parent  # type: ignore[assignment]  # the schema says that there is one
            for position in downs:
                node = node.children[position]  # type: ignore[assignment]
            return node  # type: ignore[return-value]

        return leaf

    def code(self) -> _Code:
        place = _Place(self.schema, self.bound)
        if self.run is not None:
            return _Code("d", self.run, place)
        leaf = self._leaf()
        return _Code("leaf", lambda scope: [leaf(scope)], place, leaf)


def _parents(run: Run) -> Run:
    def parents(scope: Scope) -> NodeSet:
        found: dict[int, XNode] = {}
        for node in _as_nodes(run(scope)):
            if node.parent is not None:
                found.setdefault(id(node.parent), node.parent)
        return list(found.values())

    return parents


def _children(run: Run, position: int) -> Run:
    def children(scope: Scope) -> NodeSet:
        found: NodeSet = []
        for node in _as_nodes(run(scope)):
            child = node.children[position]
            if isinstance(child, RepeatRange):
                found += child.visible
            else:
                found.append(child)
        scope.world.spend(len(found))
        return found

    return children


def _element_step(run: Run, step: Step) -> Run:
    axis, name = step.axis, step.name

    def elements(scope: Scope) -> NodeSet:
        found: NodeSet = []
        for node in _as_nodes(run(scope)):
            if not isinstance(node, Element):
                continue
            if axis == "child":
                found += [node] if name == "text()" else node.named("*" if name == "node()" else name)
            elif axis == "self":
                found.append(node)
            elif axis == "parent":
                if node.parent is not None and node.parent not in found:
                    found.append(node.parent)
            elif name in node.attributes:
                found.append(Element(f"@{name}", node.attributes[name], node))
        scope.world.spend(len(found))
        return found

    return elements


def _filtered(run: Run, predicate: _Code) -> Run:
    test = predicate.run

    def filtered(scope: Scope) -> NodeSet:
        nodes = _as_nodes(run(scope))
        inner = scope.inner()
        inner.size = len(nodes)
        scope.world.spend(len(nodes))
        kept: NodeSet = []
        for position, node in enumerate(nodes, 1):
            inner.node = node
            inner.position = position
            verdict = test(inner)
            if isinstance(verdict, bool):
                if verdict:
                    kept.append(node)
            elif isinstance(verdict, (int, float)):
                if verdict == position:
                    kept.append(node)
            elif to_boolean(verdict):
                kept.append(node)
        return kept

    return filtered


def _as_nodes(value: Value) -> NodeSet:
    return value if isinstance(value, list) else []


# ---- operators ----------------------------------------------------------------------------------------------------


def _equality(operator: str, left: _Code, right: _Code) -> _Code:
    texts = ("s", "leaf")
    if left.kind in texts and right.kind in texts:
        a, b = left.text(), right.text()
        if operator == "=":
            return _Code("b", lambda scope: a(scope) == b(scope))
        return _Code("b", lambda scope: a(scope) != b(scope))
    run_left, run_right = left.run, right.run
    compare = are_equal if operator == "=" else are_unequal
    return _Code("b", lambda scope: compare(run_left(scope), run_right(scope)))


def _order(operator: str, left: _Code, right: _Code) -> _Code:
    if "d" not in (left.kind, right.kind) and "v" not in (left.kind, right.kind):
        a, b = left.number(), right.number()
        match operator:
            case "<":
                return _Code("b", lambda scope: a(scope) < b(scope))
            case "<=":
                return _Code("b", lambda scope: a(scope) <= b(scope))
            case ">":
                return _Code("b", lambda scope: a(scope) > b(scope))
            case _:
                return _Code("b", lambda scope: a(scope) >= b(scope))
    run_left, run_right = left.run, right.run
    return _Code("b", lambda scope: is_ordered(operator, run_left(scope), run_right(scope)))


def _arithmetic(operator: str, numbers: list[Callable[[Scope], float]]) -> _Code:
    combine = _ARITHMETIC[operator]
    first, rest = numbers[0], numbers[1:]

    def compute(scope: Scope) -> float:
        result = first(scope)
        for number in rest:
            result = combine(result, number(scope))
        return result

    return _Code("n", compute)


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


def _applied(run: functions.Implementation, arguments: list[Run]) -> Run:
    match arguments:
        case []:
            return run
        case [only]:
            return lambda scope: run(scope, only(scope))
        case [first, second]:
            return lambda scope: run(scope, first(scope), second(scope))
        case _:
            return lambda scope: run(scope, *[argument(scope) for argument in arguments])


# ---- predicates that an index answers -----------------------------------------------------------------------------


def _column_and_value(condition: Node) -> tuple[str, Node] | None:
    """`column = value` or `value = column`, where the value does not depend on the row."""
    if not (isinstance(condition, Operation) and condition.operator == "=" and len(condition.operands) == 2):
        return None
    left, right = condition.operands
    for column, value in ((left, right), (right, left)):
        name = _column_name(column)
        if name is not None and not _depends_on_row(value):
            return name, value
    return None


def _column_name(node: Node) -> str | None:
    if not isinstance(node, Path) or node.is_absolute or node.start is not None or len(node.steps) != 1:
        return None
    step = node.steps[0]
    return step.name if step.axis == "child" and not step.predicates and step.name.strip("*") else None


def _depends_on_row(node: Node) -> bool:
    match node:
        case Path():
            return not node.is_absolute and (node.start is None or _depends_on_row(node.start))
        case Call():
            return node.name in ("position", "last") or any(_depends_on_row(argument) for argument in node.arguments)
        case Operation():
            return any(_depends_on_row(operand) for operand in node.operands)
        case Negation():
            return _depends_on_row(node.operand)
        case _:
            return False


def _depends_on_position(node: Node) -> bool:
    match node:
        case Call():
            is_own = node.name in ("position", "last") and not node.arguments
            return is_own or any(_depends_on_position(argument) for argument in node.arguments)
        case Operation():
            return any(_depends_on_position(operand) for operand in node.operands)
        case Negation():
            return _depends_on_position(node.operand)
        case _:
            return False


# ---- functions that look at their arguments before these are evaluated ----------------------------------------------

_Special: TypeAlias = Callable[[_Compiler, Call, _Place], _Code]


def _count(call: Call, *allowed: int) -> None:
    if len(call.arguments) not in allowed:
        raise ExpressionFault("argument-count", f"{call.name}() with {len(call.arguments)}")


def _if(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    _count(call, 3)
    condition = compiler.compile(call.arguments[0], place).truth()
    then, otherwise = (compiler.compile(argument, place) for argument in call.arguments[1:])
    run_then, run_otherwise = then.run, otherwise.run
    kinds = {"s" if code.kind == "leaf" else code.kind for code in (then, otherwise)}
    if "leaf" in (then.kind, otherwise.kind) and kinds == {"s"}:
        text_then, text_otherwise = then.text(), otherwise.text()
        return _Code("s", lambda scope: text_then(scope) if condition(scope) else text_otherwise(scope))
    kind = kinds.pop() if len(kinds) == 1 else "v"
    return _Code(kind, lambda scope: run_then(scope) if condition(scope) else run_otherwise(scope))


def _coalesce(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    if not call.arguments:
        _count(call, 2)
    texts = [compiler.compile(argument, place).text() for argument in call.arguments]

    def coalesce(scope: Scope) -> str:
        for text in texts:
            found = text(scope)
            if found != "":
                return found
        return ""

    return _Code("s", coalesce)


def _once(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    """The question's own value, and only while that is blank the argument's."""
    _count(call, 1)
    code = compiler.compile(call.arguments[0], place)
    text = code.text()
    return _Code("s", lambda scope: scope.current.text or text(scope))


def _current(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    _count(call, 0)
    return compiler._walk(_Walk.at(compiler.top, from_current=True), ())


def _instance(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    return compiler._secondary(call, Path(False, call, (), ()), place)


def _indexed_repeat(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    """indexed-repeat(question, repeat, n, inner repeat, m ...): the question in the n-th instance."""
    arguments = call.arguments
    if len(arguments) < 3 or len(arguments) % 2 == 0:
        raise ExpressionFault("argument-count", f"{call.name}() with {len(arguments)}")
    target = _static_schema(compiler, arguments[0])
    if target is None:
        compiler.remarks.append(Remark("path-finds-nothing", _spell(arguments[0])))
        return _Code("d", lambda scope: [])
    picks: dict[SchemaNode, Callable[[Scope], float]] = {}
    for repeat, index in zip(arguments[1::2], arguments[2::2], strict=True):
        schema = _static_schema(compiler, repeat)
        if schema is None or not schema.is_repeat:
            raise ExpressionFault("not-a-repeat", _spell(repeat))
        picks[schema] = compiler.compile(index, place).number()
    down = list(target.ancestors())[::-1]
    own = list(compiler.context.ancestors())[::-1]
    shared = 1
    while shared < min(len(down), len(own)) and down[shared] is own[shared] and down[shared] not in picks:
        shared += 1
    meeting = down[shared - 1]
    start = _Walk(meeting, meeting, ups=compiler.context.depth - meeting.depth, from_current=True)
    leaf = start._leaf()
    for schema in down[shared:]:
        if schema.is_repeat or schema is target:
            compiler.reads.append(Read(schema, meeting))
    plan = [(schema.position, picks.get(schema)) for schema in down[shared:]]

    def pick(scope: Scope) -> NodeSet:
        node = leaf(scope)
        for position, index in plan:
            child = node.children[position]
            if isinstance(child, RepeatRange):
                instances = [each for each in child.visible if each.is_relevant]
                number = index(scope) if index else 1.0
                if not 1 <= number <= len(instances):
                    return []
                node = instances[int(number) - 1]
            else:
                node = child
        return [node]

    return _Code("s", lambda scope: first_text(pick(scope)))


def _static_schema(compiler: _Compiler, node: Node) -> SchemaNode | None:
    """The place a plain path names, whatever instance it is in."""
    if not isinstance(node, Path) or node.start is not None:
        if isinstance(node, Path) and isinstance(node.start, Call) and node.start.name == "current":
            schema: SchemaNode | None = compiler.context
        else:
            return None
    else:
        schema = compiler.context
    steps = node.steps
    if node.is_absolute:
        *_, root = compiler.context.ancestors()
        if not steps or steps[0].name != root.name:
            return None
        schema, steps = root, steps[1:]
    for step in steps:
        if schema is None:
            return None
        if step.axis == "parent":
            schema = schema.parent
        elif step.axis == "child":
            schema = schema.by_name.get(step.name)
    return schema


def _choice_name(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    """jr:choice-name(value, 'path of the select'): the label in the active language."""
    _count(call, 2)
    text = compiler.compile(call.arguments[0], place).text()
    path = call.arguments[1]
    if not isinstance(path, Literal):
        raise ExpressionFault("unsupported-path", "jr:choice-name() of something other than a quoted path")
    compiler.uses_language = True
    code = compiler.compile(parse(path.value.strip()), compiler.top)
    run = code.run
    if code.place is not None and code.place.schema is not None:
        compiler.named_selects.append(Read(code.place.schema, code.place.bound))

    def label(scope: Scope) -> str:
        for node in _as_nodes(run(scope)):
            if isinstance(node, DataNode):
                return scope.world.choice_label(node, text(scope))
        return ""

    return _Code("s", label)


def _pulldata(compiler: _Compiler, call: Call, place: _Place) -> _Code:
    """pulldata('table', 'column', 'key column', key): the column of the first row whose key column reads key."""
    _count(call, 4)
    table, column, key_column, key = (compiler.compile(argument, place).text() for argument in call.arguments)
    if isinstance(call.arguments[0], Literal):
        compiler.instance_ids.append(call.arguments[0].value)
    compiler.is_varying = True

    def look_up(scope: Scope) -> str:
        instance = scope.world.find_instance(table(scope))
        if instance is None:
            return ""
        rows = instance.matching((instance.root.name, "item"), key_column(scope), key(scope))
        return (rows[0].column(column(scope)) or "") if rows else ""

    return _Code("s", look_up)


_SPECIAL: dict[str, _Special] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "current": _current,
    "instance": _instance,
    "indexed-repeat": _indexed_repeat,
    "jr:choice-name": _choice_name,
    "pulldata": _pulldata,
}


def known_functions() -> frozenset[str]:
    """The names of all functions."""
    return frozenset(functions.FUNCTIONS) | frozenset(_SPECIAL)


# ---- spelling of paths for messages ---------------------------------------------------------------------------------


def _spell_steps(steps: tuple[Step, ...]) -> str:
    spelled = {"self": ".", "parent": ".."}
    return "/".join(
        spelled.get(step.axis, f"@{step.name}" if step.axis == "attribute" else step.name) for step in steps
    )


def _spell_path(node: Path) -> str:
    return ("/" if node.is_absolute else "") + _spell_steps(node.steps)


def _spell(node: Node) -> str:
    match node:
        case Path():
            return _spell_path(node)
        case Call():
            return f"{node.name}(...)"
        case Literal():
            return repr(node.value)
        case Number():
            return str(node.value)
        case _:
            return "expression"
