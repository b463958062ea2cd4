"""Paths: through the primary instance, whose shape is known, and through choice lists, which an index answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from tianye.forms.xpath.code import Code, Place, Read, Remark, Run, as_nodes
from tianye.forms.xpath.model import DataNode, Element, RepeatRange, SchemaNode
from tianye.forms.xpath.scope import Scope
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Number, Operation, Path, Step
from tianye.forms.xpath.values import NodeSet, XNode, to_boolean


class Compiling(Protocol):
    """What the parts of the compiler need of the whole: the question an expression belongs to, notes, recursion."""

    context: SchemaNode
    reads: list[Read]
    instance_ids: list[str]
    named_selects: list[Read]
    remarks: list[Remark]
    uses_language: bool
    is_varying: bool

    @property
    def top(self) -> Place:
        """Where the whole expression stands."""

    def compile(self, node: Node, place: Place, *, as_set: bool = False) -> Code:
        """Compile a part."""

    def filters(self, run: Run, predicates: Iterable[Node], place: Place) -> Run:
        """Filter a node-set by predicates."""

    def walk(self, walk: Walk, steps: tuple[Step, ...], spelled: str = "") -> Code:
        """Take further steps through the primary instance."""

    def secondary(self, start: Call, node: Path, place: Place) -> Code:
        """A path that begins with instance()."""


class Walk:
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
    def at(cls, place: Place, *, from_current: bool = False) -> Walk:
        assert place.schema is not None
        return cls(place.schema, place.bound, from_current=from_current)

    def step(self, compiler: Compiling, step: Step) -> bool:
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

    def _all_children(self, compiler: Compiling, step: Step) -> bool:
        children = [child for child in self.schema.children if not child.name.startswith("@")]
        for child in children:
            compiler.reads.append(Read(child, self.bound))
        if not children:
            return False
        run = self.run or self._as_set()
        positions = [child.position for child in children]
        runs = [_children(run, position) for position in positions]
        self.run = lambda scope: [node for each in runs for node in as_nodes(each(scope))]
        self.schema = children[0]
        self.filter(compiler, step.predicates)
        return True

    def filter(self, compiler: Compiling, predicates: tuple[Node, ...]) -> None:
        if not predicates:
            return
        compiler.reads.append(Read(self.schema, self.bound))
        run = self.run or self._as_set()
        self.run = compiler.filters(run, predicates, Place(self.schema, self.bound))

    def _as_set(self) -> Run:
        leaf = self.leaf()
        return lambda scope: [leaf(scope)]

    def leaf(self) -> Callable[[Scope], DataNode]:
        ups, downs, from_current = self.ups, tuple(self.downs), self.from_current

        def leaf(scope: Scope) -> DataNode:
            node = scope.current if from_current else scope.node
            for _ in range(ups):
                node = node.parent  # type: ignore[assignment]  # the schema says that there is one
            for position in downs:
                node = node.children[position]  # type: ignore[assignment]
            return node  # type: ignore[return-value]

        return leaf

    def code(self) -> Code:
        place = Place(self.schema, self.bound)
        if self.run is not None:
            return Code("d", self.run, place)
        leaf = self.leaf()
        return Code("leaf", lambda scope: [leaf(scope)], place, leaf)


def _parents(run: Run) -> Run:
    def parents(scope: Scope) -> NodeSet:
        found: dict[int, XNode] = {}
        for node in as_nodes(run(scope)):
            if node.parent is not None:
                found.setdefault(id(node.parent), node.parent)
        return list(found.values())

    return parents


def _children(run: Run, position: int) -> Run:
    def children(scope: Scope) -> NodeSet:
        found: NodeSet = []
        for node in as_nodes(run(scope)):
            child = node.children[position]
            if isinstance(child, RepeatRange):
                found += child.visible
            else:
                found.append(child)
        scope.world.spend(len(found))
        return found

    return children


def element_step(run: Run, step: Step) -> Run:
    """One step from elements of a choice list."""
    axis, name = step.axis, step.name

    def elements(scope: Scope) -> NodeSet:
        found: NodeSet = []
        for node in as_nodes(run(scope)):
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


def filtered(run: Run, predicate: Code) -> Run:
    """A node-set with only the nodes for which a predicate holds; a number is a position."""
    test = predicate.run

    def filtered(scope: Scope) -> NodeSet:
        nodes = as_nodes(run(scope))
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


# ---- predicates that an index answers -----------------------------------------------------------------------------


def column_and_value(condition: Node) -> tuple[str, Node] | None:
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


def depends_on_position(node: Node) -> bool:
    """Whether a predicate asks where its candidate stands."""
    match node:
        case Call():
            is_own = node.name in ("position", "last") and not node.arguments
            return is_own or any(depends_on_position(argument) for argument in node.arguments)
        case Operation():
            return any(depends_on_position(operand) for operand in node.operands)
        case Negation():
            return depends_on_position(node.operand)
        case _:
            return False


# ---- spelling of paths for messages ---------------------------------------------------------------------------------


def spell_steps(steps: tuple[Step, ...]) -> str:
    """Steps as an author writes them."""
    spelled = {"self": ".", "parent": ".."}
    return "/".join(
        spelled.get(step.axis, f"@{step.name}" if step.axis == "attribute" else step.name) for step in steps
    )


def spell_path(node: Path) -> str:
    """A path as an author writes it."""
    return ("/" if node.is_absolute else "") + spell_steps(node.steps)


def spell(node: Node) -> str:
    """A part of an expression, short, for a message."""
    match node:
        case Path():
            return spell_path(node)
        case Call():
            return f"{node.name}(...)"
        case Literal():
            return repr(node.value)
        case Number():
            return str(node.value)
        case _:
            return "expression"
