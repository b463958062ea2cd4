"""Reading a form's expressions once more, for what its author is told: the trees, and where plain paths lead."""

from __future__ import annotations

from collections.abc import Iterator

from tianye.forms.definition import FormDefinition, NodeDefinition
from tianye.forms.xpath import Expression, ExpressionFault
from tianye.forms.xpath.parser import parse
from tianye.forms.xpath.syntax import Call, Node, Path


def tree_of(source: str) -> Node | None:
    """Return an expression as a tree, None where it cannot be read."""
    try:
        return parse(source)
    except ExpressionFault:
        return None


def target_of(definition: FormDefinition, node: NodeDefinition, tree: Node) -> NodeDefinition | None:
    """Return the place that a plain path without conditions leads to from a question."""
    if not isinstance(tree, Path) or tree.start_predicates or any(step.predicates for step in tree.steps):
        return None
    if tree.start is not None and not (isinstance(tree.start, Call) and tree.start.name == "current"):
        return None
    names = [] if tree.is_absolute else node.path.strip("/").split("/")
    for step in tree.steps:
        if step.axis == "parent" and names:
            names.pop()
        elif step.axis == "child":
            names.append(step.name)
        elif step.axis != "self":
            return None
    return definition.by_path("/" + "/".join(names)) if names else None


def rules_of(node: NodeDefinition) -> Iterator[tuple[str, Expression]]:
    """Yield the rules of a place with the columns of the spreadsheet they stand in."""
    itemset = node.control.itemset if node.control else None
    rules = (
        ("relevant", node.relevant),
        ("constraint", node.constraint),
        ("calculation", node.calculate),
        ("required", node.required),
        ("read_only", node.readonly),
        ("choice_filter", itemset.nodes if itemset else None),
        ("repeat_count", node.count),
    )
    return ((column, rule) for column, rule in rules if rule is not None)
