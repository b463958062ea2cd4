"""Recomputation: after a change only what depends on it runs again, each thing once, in order."""

from __future__ import annotations

import heapq
import math
import time
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeAlias

from tianye.domain.errors import NextStep, UserFault
from tianye.forms.definition import SELECTS, Aspect, Choice, Dependent, FormDefinition, Kind, NodeDefinition, SetValue
from tianye.forms.entry.answers import canonical, expression_text
from tianye.forms.entry.journal import Journal
from tianye.forms.entry.tree import UNTOLD, ChoiceSource, LiveNode, LiveRange, Offer, grow
from tianye.forms.xpath import DataNode, Element, ExpressionFault, Value, World, to_text

MAX_STEPS = 5_000_000
MAX_SECONDS = 1.75
"""Leaves room to say so within two seconds, also where the first look at the clock comes late."""
MAX_INSTANCES = 10_000
MAX_ROUNDS = 200
STEPS_TO_GROW = 4
"""What bringing a node to life takes, beside an expression."""


Deferred: TypeAlias = tuple[SetValue, LiveNode]


class Budget:
    """The work one command may cause: 5,000,000 steps and, beyond the first 200,000, `MAX_SECONDS`."""

    __slots__ = ("_began", "_next_look", "steps")

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        self.steps = 0
        self._began = time.monotonic()
        self._next_look = 200_000

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps >= self._next_look:
            self._next_look += 50_000
            if self.steps > MAX_STEPS or time.monotonic() - self._began > MAX_SECONDS:
                raise ExpressionFault("too-many-steps", str(self.steps))


class Recomputation:
    """Keeps every node of an entry's tree what the rules of the form say it is."""

    def __init__(self, definition: FormDefinition, world: World, budget: Budget) -> None:
        self.definition = definition
        self.world = world
        self.budget = budget
        self.journal = Journal()
        self._waiting: list[tuple[int, int, LiveNode | LiveRange, Aspect]] = []
        self._is_waiting: set[tuple[int, Aspect]] = set()
        self._sequence = 0
        self._actions: list[Deferred] = []
        self._grown: set[int] = set()
        self._fixed_offers: dict[tuple[str, tuple[str, ...]], Offer] = {}

    # ---- what waits ---------------------------------------------------------------------------------------------

    def ask(self, node: LiveNode | LiveRange, aspect: Aspect) -> None:
        """Have an aspect of a node computed again before the next answer is given."""
        key = (id(node), aspect)
        if key not in self._is_waiting:
            self._is_waiting.add(key)
            self._sequence += 1
            heapq.heappush(self._waiting, (node.schema.rank[aspect], self._sequence, node, aspect))

    def ask_all(self, top: LiveNode) -> None:
        """Everything at and below a node, as when it has just come into being."""
        for node in top.below():
            schema = node.schema
            if schema.relevant is not None:
                self.ask(node, Aspect.RELEVANT)
            if schema.calculate is not None:
                self.ask(node, Aspect.VALUE)
            if schema.control is not None and schema.control.itemset is not None:
                self.ask(node, Aspect.CHOICES)
            for child in node.children:
                if isinstance(child, LiveRange) and child.schema.count is not None:
                    self.ask(child, Aspect.COUNT)

    def settle(self) -> None:
        """Compute all that waits, then run the actions it set off, until nothing waits."""
        self._grown.clear()
        for _ in range(MAX_ROUNDS):
            self._drain()
            if not self._actions:
                return
            actions, self._actions = self._actions, []
            for action, origin in actions:
                self.run_action(action, origin)
        raise ExpressionFault("too-many-steps", "actions that set off one another")

    def settle_rules(self) -> list[Deferred]:
        """Compute all that waits and give back the actions this set off, unrun."""
        self._drain()
        actions, self._actions = self._actions, []
        return actions

    def resume(self, actions: list[Deferred]) -> None:
        """Have actions run at the next settling."""
        self._actions.extend(actions)

    def forget(self) -> None:
        """Drop what waits, after a fault."""
        self._waiting.clear()
        self._is_waiting.clear()
        self._actions.clear()

    def take_back(self, root: LiveNode) -> None:
        """Undo what the journal holds and compute everything anew; raises as `settle`."""
        self.forget()
        self.journal.take_back()
        for node in root.below():
            node.view = None
            node.offered = None
            for child in node.children:
                child.view = None
                if isinstance(child, LiveRange):
                    child.renumber()
        self.begin(root)
        self.settle()

    def _drain(self) -> None:
        while self._waiting:
            _, _, node, aspect = heapq.heappop(self._waiting)
            self._is_waiting.discard((id(node), aspect))
            self.budget.spend(1)
            try:
                self._compute(node, aspect)
            except ExpressionFault as fault:
                raise named(fault, node.schema) from fault

    def _compute(self, node: LiveNode | LiveRange, aspect: Aspect) -> None:
        if isinstance(node, LiveRange):
            self._count(node)
            return
        match aspect:
            case Aspect.RELEVANT:
                self._relevance(node)
            case Aspect.VALUE:
                self._calculate(node)
            case Aspect.CHOICES:
                node.offered = None
                node.view = None
                if node.stored:
                    self.refresh(node)

    # ---- values -------------------------------------------------------------------------------------------------

    def _calculate(self, node: LiveNode) -> None:
        rule = node.schema.calculate
        if rule is None:
            return
        result = _kept(rule.value(self.world, node), node.schema.value_type)
        if result == node.result:
            return
        is_told = node.result != UNTOLD
        self.journal.note(partial(setattr, node, "result", node.result))
        node.result = result
        if is_told:
            self.store(node, result)

    def store(self, node: LiveNode, value: str) -> None:
        """Put an answer into a node, whoever gives it."""
        if value == node.stored:
            return
        self.journal.note(partial(setattr, node, "stored", node.stored))
        node.stored = value
        node.view = None
        self.refresh(node)
        self._actions.extend((action, node) for action in node.schema.value_changed_actions)

    def refresh(self, node: LiveNode) -> None:
        """Bring what the node shows into line with its answer, its relevance and its choices."""
        shown = node.stored if node.is_relevant else ""
        if shown and node.schema.control is not None and node.schema.control.kind in SELECTS:
            shown = self._offered_part(node, shown)
        text = expression_text(shown, node.schema.value_type)
        if shown != node.shown:
            node.shown = shown
            node.view = None
        if text != node.text:
            node.text = text
            self.announce(node)

    def _offered_part(self, node: LiveNode, value: str) -> str:
        """A choice that a filter hides is kept, and blank until it is offered again."""
        offered = self.offered(node).by_value
        kind = node.schema.kind
        if kind is Kind.SELECT_ONE:
            return value if value in offered else ""
        names = [name for name in value.split() if name in offered]
        if kind is Kind.RANK:
            return " ".join(dict.fromkeys([*names, *offered])) if names else ""
        return " ".join(names) if len(names) < len(value.split()) else value

    def offered(self, node: LiveNode) -> Offer:
        """The choices a select offers now; kept with the node and shared with no other but where nothing filters."""
        if node.offered is None:
            try:
                node.offered = self._made_offer(node)
            except ExpressionFault as fault:
                raise named(fault, node.schema) from fault
        return node.offered

    def _made_offer(self, node: LiveNode) -> Offer:
        control = node.schema.control
        itemset = control.itemset if control is not None and not control.choices else None
        if itemset is None or not itemset.nodes.is_constant or itemset.nodes.uses_language:
            return Offer(self._choices(node))
        # a whole list is the same for every question and every instance: a hundred thousand rows are held once
        key = (itemset.nodes.source, tuple(itemset.value))
        if key not in self._fixed_offers:
            self._fixed_offers[key] = Offer(self._choices(node))
        return self._fixed_offers[key]

    def _choices(self, node: LiveNode) -> list[tuple[str, ChoiceSource]]:
        control = node.schema.control
        found: list[tuple[str, ChoiceSource]] = []
        if control is None:
            return found
        found += [(choice.value, choice) for choice in control.choices]
        if control.itemset is not None:
            path = control.itemset.value
            for source in control.itemset.nodes.nodes(self.world, node):
                value = column_text(source, path) if source.is_relevant else ""
                if value:
                    found.append((value, source))
        return found

    def announce(self, node: LiveNode) -> None:
        """Have everything computed again that reads this node."""
        for dependent in node.schema.dependents:
            self._wake(node, dependent)

    def _wake(self, node: LiveNode, dependent: Dependent) -> None:
        bound: LiveNode = node
        while bound.schema is not dependent.bound:
            assert bound.parent is not None
            bound = bound.parent
        for owner in _descend(bound, dependent):
            if dependent.aspect is Aspect.VIEW:
                self.outdate(owner)
            else:
                self.ask(owner, dependent.aspect)

    def outdate(self, node: LiveNode | LiveRange) -> None:
        """Have the view of a node made again; below a group too, whose read-only is inherited."""
        if isinstance(node, LiveRange):
            node.view = None
        elif node.schema.readonly is not None and node.children:
            for each in node.below():
                each.view = None
        else:
            node.view = None
        if isinstance(node, LiveNode) and node.schema.is_repeat and node.parent is not None:
            live_range = node.parent.children[node.schema.position]
            live_range.view = None

    # ---- relevance ----------------------------------------------------------------------------------------------

    def _relevance(self, node: LiveNode) -> None:
        rule = node.schema.relevant
        key = (id(node), Aspect.RELEVANT)
        if node.schema.relevant_reads_inside:  # what the group hides would decide whether it is hidden, to and fro
            self._is_waiting.add(key)
            node.own_relevant = True
            self.spread_relevance(node)
        if rule is not None:
            node.own_relevant = rule.truth(self.world, node)
        self.spread_relevance(node)
        self._is_waiting.discard(key)

    def spread_relevance(self, node: LiveNode) -> None:
        """Make a node and those below it relevant or not, as its rule and its parent say."""
        parent = node.parent
        is_relevant = node.own_relevant and (parent is None or parent.is_relevant)
        if node.schema.is_repeat:
            self.outdate(node)
        if is_relevant == node.is_relevant:
            return
        node.is_relevant = is_relevant
        node.view = None
        self.announce(node)
        if not node.children or node.schema.is_leaf:
            self.refresh(node)
        for child in node.children:
            if isinstance(child, LiveRange):
                child.view = None
                for instance in child.instances:
                    self.spread_relevance(instance)
            else:
                self.spread_relevance(child)

    # ---- repeats ------------------------------------------------------------------------------------------------

    def _count(self, live_range: LiveRange) -> None:
        rule = live_range.schema.count
        if rule is None:
            return
        number = rule.number(self.world, live_range.anchor)
        known = live_range.shown or 0
        if live_range.schema.count_reads_itself and id(live_range) in self._grown:
            return
        wanted = known if math.isnan(number) else int(min(max(number, 0.0), MAX_INSTANCES + 1.0))
        if wanted > MAX_INSTANCES:
            raise ExpressionFault("too-many-instances", str(wanted))
        if wanted == live_range.shown:
            return
        if live_range.schema.count_reads_itself and wanted > known:
            wanted = known + 1
            self._grown.add(id(live_range))
        self.journal.note(partial(setattr, live_range, "shown", live_range.shown))
        live_range.shown = wanted
        live_range.view = None
        while len(live_range.instances) < wanted:
            self.append(live_range)
        self.announce_structure(live_range)

    def append(self, live_range: LiveRange) -> LiveNode:
        """A new instance at the end, with its rules waiting to be computed and its actions to be run."""
        schema = live_range.schema
        if len(live_range.instances) >= MAX_INSTANCES:
            raise ExpressionFault("too-many-instances", str(MAX_INSTANCES))
        instance = grow(schema, live_range.parent, schema.template)  # parse gives every repeat a template
        live_range.instances.append(instance)
        instance.ordinal = len(live_range.instances)
        self.journal.note(live_range.instances.pop)
        live_range.view = None
        self.begin(instance)
        for node in instance.below():  # an inner repeat's first instance comes with the outer one, and is as new
            if node.schema.is_repeat:
                self._actions.extend((action, node) for action in node.schema.new_repeat_actions)
        return instance

    def begin(self, top: LiveNode) -> None:
        """Bring new nodes to life: canonical values, inherited relevance, every rule waiting."""
        grown = 0
        for node in top.below():
            grown += 1
            node.stored = canonical(node.stored, node.schema.value_type)
            node.is_relevant = node.own_relevant and (node.parent is None or node.parent.is_relevant)
            if node.stored or node.shown:
                self.refresh(node)
        self.budget.spend(STEPS_TO_GROW * grown)
        self.ask_all(top)

    def announce_structure(self, live_range: LiveRange) -> None:
        """Wake what reads a repeat as a whole: counts, sums, positions, of later instances too."""
        repeat = live_range.schema
        for schema in self._subtree(repeat):
            for dependent in schema.dependents:
                if dependent.bound.depth < repeat.depth:
                    self._wake(live_range.parent, dependent)

    def _subtree(self, top: NodeDefinition) -> Iterator[NodeDefinition]:
        nodes = self.definition.nodes
        at = top.index
        yield top
        while at + 1 < len(nodes) and nodes[at + 1].depth > top.depth:
            at += 1
            yield nodes[at]

    # ---- actions ------------------------------------------------------------------------------------------------

    def run_action(self, action: SetValue, origin: LiveNode) -> None:
        """Write the action's value to its target, in the instances of repeats that the origin is in."""
        for target in targets(origin, action.target):
            try:
                value = action.expression.value(self.world, target) if action.expression is not None else action.text
            except ExpressionFault as fault:
                raise named(fault, action.target) from fault
            self.store(target, _kept(value, action.target.value_type))


def _kept(value: Value, value_type: str) -> str:
    """A result as it is kept: a truth value counts 1 or 0 where whole numbers are asked for."""
    if isinstance(value, bool) and value_type == "int":
        return "1" if value else "0"
    return canonical(to_text(value), value_type)


def column_text(source: ChoiceSource, path: Sequence[str]) -> str:
    """The text at a short path below a row of a choice list or an instance of a repeat."""
    if isinstance(source, Choice):
        return source.value
    if isinstance(source, Element):
        return source.text_at(path)
    for name in path:
        schema = source.schema.by_name.get(name)
        below = source.children[schema.position] if schema is not None else None
        if not isinstance(below, DataNode):
            return ""
        source = below
    return source.text


def _descend(bound: LiveNode, dependent: Dependent) -> list[LiveNode | LiveRange]:
    """All owners of an expression below a node; for a count the repeats themselves.

    A rule of a repeat is shown by the repeat too, also while it has no instance.
    """
    found: list[LiveNode] = [bound]
    ranges: list[LiveNode | LiveRange]
    last = len(dependent.descent) - 1
    for at, (position, is_repeat) in enumerate(dependent.descent):
        if not is_repeat:
            found = [node.children[position] for node in found]  # type: ignore[misc]  # the schema says what it is
            continue
        ranges = [node.children[position] for node in found]
        if at == last:
            for live_range in ranges:
                live_range.view = None
            if dependent.aspect is Aspect.COUNT:
                return ranges
        found = [each for live_range in ranges for each in live_range.instances]  # type: ignore[union-attr]
    return list(found)


def targets(origin: LiveNode, target: NodeDefinition) -> list[LiveNode]:
    """The instances of a place that belong with a node: the same repeat instances as far as they are shared."""
    above = list(target.ancestors())
    start: LiveNode = origin
    while start.schema not in above:
        assert start.parent is not None
        start = start.parent
    found = [start]
    for schema in reversed(above[: above.index(start.schema)]):
        step: list[LiveNode] = []
        for node in found:
            child = node.children[schema.position]
            if isinstance(child, LiveRange):
                step += child.instances
            else:
                step.append(child)
        found = step
    return found


def named(fault: ExpressionFault, schema: NodeDefinition) -> UserFault:
    """A fault while answering, with the question it happened at; the expression is the form author's."""
    if fault.reason == "too-many-steps":
        return UserFault("forms.too-many-steps", next_step=NextStep.ASK_HEADQUARTERS, place=schema.path)
    if fault.reason == "too-many-instances":
        return UserFault("forms.too-many-instances", next_step=NextStep.MEND_INPUT, place=schema.path)
    return UserFault(
        "forms.expression-failed", next_step=NextStep.ASK_HEADQUARTERS, place=schema.path, reason=fault.reason
    )
