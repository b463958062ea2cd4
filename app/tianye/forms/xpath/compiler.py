"""Syntax trees to callables, with the places they read.

Paths into the primary instance are resolved against its schema, once: an expression runs as a few steps up and down
arrays. Every expression knows what it reads (`Read`), which is what recomputation is ordered by.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from tianye.forms.xpath import functions
from tianye.forms.xpath.code import Code, Place, Read, Remark, Run, as_nodes, constant
from tianye.forms.xpath.faults import ExpressionFault
from tianye.forms.xpath.model import DataNode, Element, SchemaNode
from tianye.forms.xpath.operators import arithmetic, equality, order
from tianye.forms.xpath.parser import parse
from tianye.forms.xpath.paths import (
    Walk,
    column_and_value,
    depends_on_position,
    element_step,
    filtered,
    spell,
    spell_path,
    spell_steps,
)
from tianye.forms.xpath.registry import FUNCTIONS, Implementation, arity
from tianye.forms.xpath.scope import Scope, World
from tianye.forms.xpath.specials import SPECIAL
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Number, Operation, Path, Step, walk
from tianye.forms.xpath.values import NodeSet, Value, XNode, text_number, to_boolean, to_number, to_text

MAX_COMPILE_DEPTH = 160


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled expression; runs on any number of entries, and holds nothing of them.

    `is_constant`: it reads no answer and nothing outside the form. `found` is the place of the primary instance that
    its nodes are instances of, where they are. `named_selects` are questions whose choices' labels it reads.
    """

    source: str
    _run: Run
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


def compile_expression(source: str, context: SchemaNode) -> Expression:
    """Compile an expression that will run on instances of `context`.

    Raises ExpressionFault, see its reasons.
    """
    tree = parse(source)
    compiler = Compiler(context)
    try:
        compiled = compiler.compile(tree, compiler.top)
    except RecursionError as deep:
        raise ExpressionFault("too-deep", source[:40]) from deep
    return Expression(
        source=source,
        _run=compiled.run,
        reads=tuple(dict.fromkeys(compiler.reads)),
        is_constant=not compiler.is_varying and not compiler.reads,
        uses_language=compiler.uses_language,
        instance_ids=tuple(dict.fromkeys(compiler.instance_ids)),
        named_selects=tuple(dict.fromkeys(compiler.named_selects)),
        remarks=tuple(dict.fromkeys(compiler.remarks)),
        found=Read(place.schema, place.bound) if (place := compiled.place) and place.schema else None,
    )


@dataclass(slots=True)
class Compiler:
    """Compiles one expression for one place of the form, noting on the way what it reads."""

    context: SchemaNode
    reads: list[Read] = field(default_factory=list)
    instance_ids: list[str] = field(default_factory=list)
    named_selects: list[Read] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    uses_language: bool = False
    is_varying: bool = False
    depth: int = 0

    @property
    def top(self) -> Place:
        return Place(self.context, self.context)

    # ---- expressions --------------------------------------------------------------------------------------------

    def compile(self, node: Node, place: Place, *, as_set: bool = False) -> Code:
        """Compile a part; `as_set` where all nodes of a path matter and not the first one's text."""
        self.depth += 1
        if self.depth > MAX_COMPILE_DEPTH:
            raise ExpressionFault("too-deep", f"more than {MAX_COMPILE_DEPTH} levels")
        try:
            match node:
                case Number(value):
                    return constant("n", value)
                case Literal(value):
                    return constant("s", value)
                case Negation(operand):
                    number = self.compile(operand, place).number()
                    return Code("n", lambda scope: -number(scope))
                case Operation():
                    return self._operation(node, place)
                case Path():
                    return self._path(node, place, as_set)
                case Call():
                    return self._call(node, place)
        finally:
            self.depth -= 1

    def _operation(self, node: Operation, place: Place) -> Code:
        operator = node.operator
        if operator == "|":
            return self._union(node, place)
        parts = [self.compile(operand, place) for operand in node.operands]
        if operator in ("and", "or"):
            truths = [part.truth() for part in parts]
            if operator == "and":
                return Code("b", lambda scope: all(truth(scope) for truth in truths))
            return Code("b", lambda scope: any(truth(scope) for truth in truths))
        if operator in ("=", "!="):
            return equality(operator, parts[0], parts[1])
        if operator in ("<", "<=", ">", ">="):
            return order(operator, parts[0], parts[1])
        return arithmetic(operator, [part.number() for part in parts])

    def _union(self, node: Operation, place: Place) -> Code:
        runs = [self._node_set(operand, place).run for operand in node.operands]

        def union(scope: Scope) -> NodeSet:
            found: dict[int, XNode] = {}
            for run in runs:
                for item in as_nodes(run(scope)):
                    found.setdefault(id(item), item)
            return list(found.values())

        return Code("d", union)

    def _node_set(self, node: Node, place: Place) -> Code:
        code = self.compile(node, place, as_set=True)
        if code.kind == "leaf":
            return Code("d", code.run, code.place)
        if code.kind not in ("d", "v"):
            raise ExpressionFault("not-a-node-set", spell(node))
        return code

    # ---- functions ----------------------------------------------------------------------------------------------

    def _call(self, node: Call, place: Place) -> Code:
        special = SPECIAL.get(node.name)
        if special is not None:
            return special(self, node, place)
        function = FUNCTIONS.get(node.name)
        if function is None:
            raise ExpressionFault("unknown-function", node.name)
        least, most = arity(function.signature)
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
        return Code(function.result, applied(function.run, arguments), found)

    def _check_date(self, text: str) -> None:
        if text and math.isnan(text_number(text)):
            self.remarks.append(Remark("not-a-date", text))

    def _arguments(self, signature: str, nodes: tuple[Node, ...], place: Place) -> list[Run]:
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

    def _read_structure(self, node: Node, place: Place) -> None:
        """The position of an instance changes when a sibling before it goes."""
        code = self.compile(node, place)
        schema = code.place.schema if code.place else None
        if schema is not None and schema.is_repeat and schema.parent is not None:
            self.reads.append(Read(schema, schema.parent))

    # ---- paths --------------------------------------------------------------------------------------------------

    def _path(self, node: Path, place: Place, as_set: bool) -> Code:
        if node.start is not None:
            return self._path_from(node, place)
        if node.is_absolute:
            return self._absolute(node, as_set)
        if place.schema is None:
            return self._element_path(node.steps, place)
        return self.walk(Walk.at(place), node.steps)

    def _path_from(self, node: Path, place: Place) -> Code:
        start = node.start
        if isinstance(start, Call) and start.name == "current" and not start.arguments:
            if not node.start_predicates:
                return self.walk(Walk.at(self.top, from_current=True), node.steps)
            raise ExpressionFault("unsupported-path", "current()[...]")
        if isinstance(start, Call) and start.name == "instance":
            return self.secondary(start, node, place)
        assert start is not None
        code = self._node_set(start, place)
        inner = code.place or Place(None, self.context)
        if inner.schema is None:
            run = self.filters(code.run, node.start_predicates, inner)
            return self._elements(run, node.steps, inner)
        walk = Walk(inner.schema, inner.bound, code.run)
        walk.filter(self, node.start_predicates)
        return self.walk(walk, node.steps)

    def _absolute(self, node: Path, as_set: bool) -> Code:
        """An absolute path stays in the instances of the repeats that the question itself is in."""
        steps = node.steps
        own = list(self.context.ancestors())[::-1]
        if not steps:
            return Code("d", lambda scope: [], None)
        root = own[0]
        if steps[0].axis != "child" or steps[0].name not in (root.name, "*", root.name.rsplit(":", 1)[-1]):
            self.remarks.append(Remark("path-finds-nothing", spell_path(node)))
            return Code("d", lambda scope: [])
        shared = 1
        while shared < min(len(steps), len(own)):
            step = steps[shared]
            if step.axis != "child" or step.predicates or step.name != own[shared].name:
                break
            if as_set and shared == len(steps) - 1 and own[shared].is_repeat:
                break
            shared += 1
        if steps[0].predicates:
            raise ExpressionFault("unsupported-path", spell_path(node))
        at = own[shared - 1]
        walk = Walk(at, at, None, ups=self.context.depth - at.depth, from_current=True)
        return self.walk(walk, steps[shared:], spell_path(node))

    def walk(self, walk: Walk, steps: tuple[Step, ...], spelled: str = "") -> Code:
        """Steps through the primary instance from a place that is known."""
        for step in steps:
            if not walk.step(self, step):
                self.remarks.append(Remark("path-finds-nothing", spelled or spell_steps(steps)))
                return Code("d", lambda scope: [])
        self.reads.append(Read(walk.schema, walk.bound))
        return walk.code()

    def secondary(self, start: Call, node: Path, place: Place) -> Code:
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
        place: Place,
    ) -> Code:
        inner = Place(None, place.bound)

        def rows(scope: Scope) -> NodeSet:
            instance = scope.world.find_instance(instance_id)
            return list(instance.rows(path)) if instance and path else []

        run: Run = rows
        if predicates:
            indexed = self._indexed(instance_id, path, predicates[0], place)
            if indexed is not None:
                run, remaining = indexed
                run = self.filters(run, remaining, inner)
                run = self.filters(run, predicates[1:], inner)
            else:
                run = self.filters(run, predicates, inner)
        return self._elements(run, rest, inner)

    def _indexed(
        self, instance_id: str, path: tuple[str, ...], predicate: Node, place: Place
    ) -> tuple[Run, tuple[Node, ...]] | None:
        """`[column = value]`, alone or in a chain of `and`, looked up and not scanned."""
        is_chain = isinstance(predicate, Operation) and predicate.operator == "and"
        conditions = predicate.operands if isinstance(predicate, Operation) and is_chain else (predicate,)
        if any(depends_on_position(condition) for condition in conditions):
            return None
        for at, condition in enumerate(conditions):
            split = column_and_value(condition)
            if split is None:
                continue
            column, other = split
            code = self.compile(other, Place(None, place.bound))
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

    def _element_path(self, steps: tuple[Step, ...], place: Place) -> Code:
        """A path from a candidate of a predicate on a choice list; a column that is not there reads blank."""
        if len(steps) == 1 and steps[0].axis == "child" and not steps[0].predicates and steps[0].name != "*":
            name = steps[0].name

            def column(scope: Scope) -> str:
                node = scope.node
                return (node.column(name) or "") if isinstance(node, Element) else ""

            return Code("s", column)
        return self._elements(lambda scope: [scope.node], steps, place)

    def _elements(self, run: Run, steps: tuple[Step, ...], place: Place) -> Code:
        for step in steps:
            run = self.filters(element_step(run, step), step.predicates, place)
        return Code("d", run, place)

    def filters(self, run: Run, predicates: Iterable[Node], place: Place) -> Run:
        for predicate in predicates:
            run = filtered(run, self.compile(predicate, place))
        return run


def applied(run: Implementation, arguments: list[Run]) -> Run:
    """A call of a function with compiled arguments."""
    match arguments:
        case []:
            return run
        case [only]:
            return lambda scope: run(scope, only(scope))
        case [first, second]:
            return lambda scope: run(scope, first(scope), second(scope))
        case _:
            return lambda scope: run(scope, *[argument(scope) for argument in arguments])


def called_functions(source: str) -> frozenset[str]:
    """The names of the functions an expression calls, known or not; raises ExpressionFault as the parser does."""
    return frozenset(node.name for node in walk(parse(source)) if isinstance(node, Call))


def known_functions() -> frozenset[str]:
    """The names of all functions."""
    return frozenset(FUNCTIONS) | frozenset(SPECIAL)
