"""What a form asks for and nobody can give: defaults that are no answers, questions that must and cannot be answered.

Only what is certain is told: a condition that may come true in some way is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tianye.forms.definition import SELECTS, FormDefinition, Kind, NodeDefinition, Problem
from tianye.forms.parse.trees import rules_of, target_of, tree_of
from tianye.forms.xpath import Expression, text_number
from tianye.forms.xpath.geo import parse_points
from tianye.forms.xpath.moments import parse_clock, parse_date, parse_moment
from tianye.forms.xpath.syntax import Call, Literal, Node, Operation, walk

_COMPARED = frozenset({"=", "!=", "<", "<=", ">", ">="})
_DAYS = frozenset({"date", "dateTime"})
_DAY_CALLS = frozenset({"date", "date-time", "now", "today"})


def unanswerable(
    definition: FormDefinition,
    node: NodeDefinition,
    choices: Mapping[NodeDefinition, frozenset[str] | None],
    set_elsewhere: frozenset[NodeDefinition],
) -> Iterator[Problem]:
    """Yield what of a question cannot be answered.

    `choices` are the names that each select can have, None where they are not certain; `set_elsewhere` the questions
    whose answer a rule or an action gives. `forms.default-impossible`, `forms.required-but-readonly`,
    `forms.not-a-date` (compared with a date).
    """
    if node.default.strip() and node.is_leaf and _is_no_answer(node, choices.get(node)):
        yield Problem("warning", "forms.default-impossible", node.path, "default", detail=node.default.strip())
    around = [node, *(each for each in node.ancestors() if isinstance(each, NodeDefinition))]
    if (
        node.control is not None
        and node.is_leaf
        and _is_always(node.required)
        and any(_is_always(each.readonly) for each in around)
        # one that is shown at times holds somebody up on purpose
        and not any(each.relevant is not None or each.is_repeat for each in around)
        and node not in set_elsewhere
        and node.preload is None
        and not node.default.strip()
    ):
        yield Problem("warning", "forms.required-but-readonly", node.path, "required")
    for column, rule in rules_of(node):
        tree = tree_of(rule.source)
        for part in walk(tree) if tree is not None else ():
            for text in _texts_beside_days(definition, node, part):
                if text.strip() and parse_date(text) is None and parse_moment(text) is None:
                    yield Problem("warning", "forms.not-a-date", node.path, column, rule.source, text)


def _is_always(rule: Expression | None) -> bool:
    return rule is not None and rule.source.replace(" ", "") == "true()"


def _is_no_answer(node: NodeDefinition, known: frozenset[str] | None) -> bool:
    text = node.default.strip()
    if node.control is not None and node.control.kind in SELECTS:
        names = [text] if node.control.kind is Kind.SELECT_ONE else text.split()
        return known is not None and not known.issuperset(names)
    match node.value_type:
        case "int" | "decimal":
            return text_number(text) != text_number(text)
        case "date":
            return parse_date(text) is None and parse_moment(text) is None
        case "dateTime":
            return parse_moment(text) is None
        case "time":
            return parse_clock(text) is None and parse_moment(text) is None
        case "geopoint" | "geotrace" | "geoshape":
            return not parse_points(text)
        case _:
            return False


def _texts_beside_days(definition: FormDefinition, node: NodeDefinition, tree: Node) -> Iterator[str]:
    """Yield the quoted texts that a date is compared with."""
    if not isinstance(tree, Operation) or tree.operator not in _COMPARED or len(tree.operands) != 2:
        return
    for one, other in (tree.operands, tree.operands[::-1]):
        if not isinstance(other, Literal):
            continue
        if isinstance(one, Call):
            if one.name in _DAY_CALLS:
                yield other.value
            continue
        target = target_of(definition, node, one)
        if target is not None and target.is_leaf and target.value_type in _DAYS:
            yield other.value
