"""The order of recomputation: what reads what, each thing once, and no circle.

Vertices are (place, aspect). A value waits for its own relevance, a relevance for that of its parent, and every
expression for what it reads. Strongly connected parts are circles: those that an author wrote are refused, by name; a
group that reads its own child, and an instance that reads its sibling instances, are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tianye.forms.definition import Aspect, Dependent, NodeDefinition, Problem
from tianye.forms.xpath import Expression, Read, SchemaNode

Vertex = tuple[NodeDefinition, Aspect]
RuleReads = tuple[NodeDefinition, Aspect, Read, Expression, str]


def descent(bound: SchemaNode, owner: NodeDefinition) -> tuple[tuple[int, bool], ...]:
    """The way down from an ancestor: position of each child and whether it is a repeat."""
    steps: list[tuple[int, bool]] = []
    node: SchemaNode = owner
    while node is not bound:
        steps.append((node.position, node.is_repeat))
        assert node.parent is not None
        node = node.parent
    return tuple(reversed(steps))


def link(nodes: list[NodeDefinition], reads: list[RuleReads]) -> list[Problem]:
    """Fill in `dependents` and `rank` of every place; what is returned are the circles found."""
    seen: set[tuple[int, int, Aspect, int]] = set()
    for owner, aspect, read, _, _ in reads:
        target = read.target
        assert isinstance(target, NodeDefinition)
        key = (target.index, owner.index, aspect, read.bound.index)
        if key not in seen:
            seen.add(key)
            target.dependents.append(Dependent(owner, aspect, read.bound, descent(read.bound, owner)))
    edges = _edges(nodes, reads)
    problems: list[Problem] = []
    order = _components(nodes, edges)
    for rank, component in enumerate(order):
        for node, aspect in component:
            node.rank[aspect] = rank
        problem = _circle(component, edges, reads)
        if problem is not None:
            problems.append(problem)
    return problems


def _edges(nodes: list[NodeDefinition], reads: list[RuleReads]) -> dict[Vertex, set[Vertex]]:
    """From a vertex to those it waits for."""
    edges: dict[Vertex, set[Vertex]] = defaultdict(set)
    for node in nodes:
        edges[(node, Aspect.VALUE)].add((node, Aspect.RELEVANT))
        if node.control is not None and node.control.itemset is not None:
            edges[(node, Aspect.VALUE)].add((node, Aspect.CHOICES))
        if node.parent is not None:
            edges[(node, Aspect.RELEVANT)].add((node.parent, Aspect.RELEVANT))
            if node.parent.is_repeat:
                edges[(node, Aspect.RELEVANT)].add((node.parent, Aspect.COUNT))
    for owner, aspect, read, _, _ in reads:
        if aspect is not Aspect.VIEW:
            edges[(owner, aspect)] |= _supplies(read.target)
    return edges


def _supplies(target: SchemaNode) -> set[Vertex]:
    assert isinstance(target, NodeDefinition)
    supplied: set[Vertex] = {(target, Aspect.VALUE), (target, Aspect.RELEVANT)}
    above = (each for each in target.ancestors() if isinstance(each, NodeDefinition))
    supplied.update((each, Aspect.COUNT) for each in above if each.count is not None)
    return supplied


def _components(nodes: list[NodeDefinition], edges: dict[Vertex, set[Vertex]]) -> list[list[Vertex]]:
    """Strongly connected components, what is waited for first (Tarjan's algorithm without recursion)."""
    numbers: dict[Vertex, int] = {}
    low: dict[Vertex, int] = {}
    open_vertices: list[Vertex] = []
    is_open: set[Vertex] = set()
    components: list[list[Vertex]] = []
    aspects = (Aspect.RELEVANT, Aspect.COUNT, Aspect.CHOICES, Aspect.VALUE)
    for start in ((node, aspect) for node in nodes for aspect in aspects):
        if start in numbers:
            continue
        work: list[tuple[Vertex, Iterator[Vertex]]] = [(start, _sorted(edges, start))]
        numbers[start] = low[start] = len(numbers)
        open_vertices.append(start)
        is_open.add(start)
        while work:
            vertex, following = work[-1]
            advanced = False
            for target in following:
                if target not in numbers:
                    numbers[target] = low[target] = len(numbers)
                    open_vertices.append(target)
                    is_open.add(target)
                    work.append((target, _sorted(edges, target)))
                    advanced = True
                    break
                if target in is_open:
                    low[vertex] = min(low[vertex], numbers[target])
            if advanced:
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[vertex])
            if low[vertex] == numbers[vertex]:
                component: list[Vertex] = []
                while True:
                    member = open_vertices.pop()
                    is_open.discard(member)
                    component.append(member)
                    if member == vertex:
                        break
                components.append(component)
    return components


def _sorted(edges: dict[Vertex, set[Vertex]], vertex: Vertex) -> Iterator[Vertex]:
    return iter(sorted(edges.get(vertex, ()), key=lambda each: (each[0].index, each[1].value)))


_COLUMNS = {
    Aspect.RELEVANT: "relevant",
    Aspect.VALUE: "calculation",
    Aspect.CHOICES: "choice_filter",
    Aspect.COUNT: "repeat_count",
}


def _circle(component: list[Vertex], edges: dict[Vertex, set[Vertex]], reads: list[RuleReads]) -> Problem | None:
    """A problem for a circle of rules; None where the component is none."""
    if len(component) == 1 and component[0] not in edges[component[0]]:
        return None
    members = set(component)
    inside = [
        rule
        for rule in reads
        if rule[1] is not Aspect.VIEW and (rule[0], rule[1]) in members and _supplies(rule[2].target) & members
    ]
    for rule in inside:
        if rule[1] is Aspect.COUNT:
            rule[0].count_reads_itself = True
        if _reads_own_child(rule):
            rule[0].relevant_reads_inside = True
    strict = [
        rule for rule in inside if not (_reads_own_child(rule) or _reads_siblings(rule) or rule[1] is Aspect.COUNT)
    ]
    culprits = _stuck(component, edges, inside, strict)
    rules = [rule for rule in strict if (rule[0], rule[1]) in culprits] or inside
    owner, aspect, _, expression, _ = rules[0]
    if culprits:
        code = "forms.circular-rules"
    elif any(_reads_own_child(rule) for rule in inside):
        code = "forms.reads-own-child"
    elif any(rule[1] is Aspect.COUNT for rule in inside):
        code = "forms.count-reads-own-instances"
    else:
        code = "forms.reads-sibling-instances"
    return Problem(
        severity="error" if culprits else "warning",
        code=code,
        place=owner.path,
        column=_COLUMNS.get(aspect, ""),
        expression=expression.source,
        detail=", ".join(sorted({rule[0].path for rule in rules})),
    )


def _reads_own_child(rule: RuleReads) -> bool:
    owner, aspect, read, _, _ = rule
    return aspect is Aspect.RELEVANT and owner is not read.target and owner in read.target.ancestors()


def _reads_siblings(rule: RuleReads) -> bool:
    """Whether other instances than the owner's own are read: a repeat around the owner lies below the bound."""
    owner, _, read, _, _ = rule
    node: SchemaNode | None = read.target
    while node is not None and node is not read.bound:
        if node.is_repeat and node in owner.ancestors():
            return True
        node = node.parent
    return False


def _stuck(
    component: list[Vertex], edges: dict[Vertex, set[Vertex]], inside: list[RuleReads], strict: list[RuleReads]
) -> set[Vertex]:
    """The vertices that still wait for one another when the reads that may go round are left out."""
    members = set(component)
    waits: dict[Vertex, set[Vertex]] = {vertex: edges[vertex] & members for vertex in component}
    for owner, aspect, read, _, _ in inside:
        waits[(owner, aspect)] = waits[(owner, aspect)] - _supplies(read.target)
    for node, aspect in component:
        if aspect is Aspect.VALUE:
            waits[(node, aspect)] |= {(node, Aspect.RELEVANT), (node, Aspect.CHOICES)} & members
        elif aspect is Aspect.RELEVANT and node.parent is not None:
            waits[(node, aspect)] |= {(node.parent, Aspect.RELEVANT), (node.parent, Aspect.COUNT)} & members
    for owner, aspect, read, _, _ in strict:
        waits[(owner, aspect)] |= _supplies(read.target) & members
    while free := {vertex for vertex, others in waits.items() if not (others & waits.keys())}:
        for vertex in free:
            del waits[vertex]
    return set(waits)
