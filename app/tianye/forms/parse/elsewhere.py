"""What ODK Collect does otherwise with a form: told only where the form really does it.

An author tests on the program at hand. Where the two part (see docs/forms.md), the answers kept here and there would
differ without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tianye.forms.definition import SELECTS, Aspect, FormDefinition, NodeDefinition, Output, Problem, Text
from tianye.forms.parse.trees import rules_of, target_of, tree_of
from tianye.forms.xpath import Expression
from tianye.forms.xpath.registry import FUNCTIONS
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Operation, Path, walk

_COMPARED = frozenset({"=", "!=", "<", "<=", ">", ">=", "and", "or"})
_AS_TEXT = frozenset({"string", "concat", "join"})


def differences(definition: FormDefinition) -> list[Problem]:
    """Return what Collect does otherwise, in the order of the questions; all are warnings.

    `forms.collect-keeps-surplus` (a count that an answer can lower), `forms.collect-keeps-filtered` (rules that read a
    choice which a filter can take away), `forms.collect-refuses-repeated` (a repeated question read as one value),
    `forms.collect-shortens-moment` (a dateTime as text), `forms.collect-writes-truth` (a truth value as a result),
    `forms.collect-acts-on-answers` (an action on a question that is calculated), `forms.collect-drops-space` (between
    two answers in a label), `forms.collect-sets-too-early` (a default that reads a calculation), and
    `forms.browser-reads-first` (a whole path inside its own repeat, which other programs take for the first instance).
    """
    found: list[Problem] = []
    for node in definition.nodes:
        found += _of_structure(definition, node)
        for column, rule in rules_of(node):
            found += _of_rule(definition, node, column, rule)
        found += _of_texts(definition, node)
    for action in definition.load_actions:
        if action.expression is not None and any(
            isinstance(read.target, NodeDefinition) and _varies(read.target) for read in action.expression.reads
        ):
            found.append(_problem("collect-sets-too-early", action.target, "default", action.expression.source))
    return list(dict.fromkeys(found))


def _problem(what: str, node: NodeDefinition, column: str, expression: str = "", detail: str = "") -> Problem:
    return Problem("warning", f"forms.{what}", node.path, column, expression, detail)


def _varies(node: NodeDefinition) -> bool:
    """Whether it is calculated from something that can change."""
    return node.calculate is not None and not node.calculate.is_constant


# ---- what a form is made of ------------------------------------------------------------------------------------------


def _of_structure(definition: FormDefinition, node: NodeDefinition) -> Iterator[Problem]:
    if node.count is not None and any(_can_change(read.target) for read in node.count.reads):
        yield _problem("collect-keeps-surplus", node, "repeat_count", node.count.source)
    itemset = node.control.itemset if node.control and node.control.kind in SELECTS else None
    if itemset is not None and itemset.nodes.reads:
        readers = {
            dependent.owner.name
            for dependent in node.dependents
            if dependent.aspect in (Aspect.VALUE, Aspect.RELEVANT) and dependent.owner is not node
        }
        if readers:
            yield _problem("collect-keeps-filtered", node, "choice_filter", detail=", ".join(sorted(readers)))
    if node.value_changed_actions and _varies(node):
        targets = sorted({action.target.name for action in node.value_changed_actions})
        yield _problem("collect-acts-on-answers", node, "trigger", detail=", ".join(targets))


def _can_change(target: object) -> bool:
    """Whether somebody can make a count lower: by an answer, or by one that a calculation reads."""
    return isinstance(target, NodeDefinition) and (target.control is not None or _varies(target))


# ---- expressions -----------------------------------------------------------------------------------------------------


def _of_rule(definition: FormDefinition, node: NodeDefinition, column: str, rule: Expression) -> Iterator[Problem]:
    tree = tree_of(rule.source)
    if tree is None:
        return
    is_value = column not in ("choice_filter", "repeat_count")
    for path in _single_values(tree) if is_value else ():
        target = target_of(definition, node, path)
        if target is not None and _repeats(target) - _repeats(node):
            yield _problem("collect-refuses-repeated", node, column, rule.source, target.name)
    for call in walk(tree):
        if isinstance(call, Call) and call.name in _AS_TEXT:
            for argument in call.arguments:
                target = target_of(definition, node, argument)
                if target is not None and target.value_type == "dateTime":
                    yield _problem("collect-shortens-moment", node, column, rule.source, target.name)
    if column == "calculation" and node.value_type == "string" and not node.is_attribute and _is_truth(tree):
        yield _problem("collect-writes-truth", node, column, rule.source)
    for part in walk(tree):
        if isinstance(part, Path) and part.is_absolute and not _is_argument_of_indexed_repeat(tree, part):
            target = target_of(definition, node, part)
            if target is not None and not target.is_repeat and _repeats(target) & _repeats(node):
                yield _problem("browser-reads-first", node, column, rule.source, target.name)


def _is_truth(tree: Node) -> bool:
    if isinstance(tree, Operation):
        return tree.operator in _COMPARED
    return isinstance(tree, Call) and tree.name in FUNCTIONS and FUNCTIONS[tree.name].result == "b"


def _single_values(tree: Node) -> Iterator[Node]:
    """Yield the parts that are read as one text, number or truth."""
    match tree:
        case Path():
            yield tree
        case Operation(operator=operator, operands=operands) if operator != "|":
            for operand in operands:
                yield from _single_values(operand)
        case Negation(operand=operand):
            yield from _single_values(operand)
        case Call(name=name, arguments=arguments):
            if name in ("if", "coalesce", "once"):
                letters = "s" * len(arguments)
            elif name in FUNCTIONS:
                letters = FUNCTIONS[name].signature.replace("?", "").rstrip("*").ljust(len(arguments), "v")
            else:
                return
            for letter, argument in zip(letters, arguments, strict=False):
                if letter in "snb" or not isinstance(argument, Path):
                    yield from _single_values(argument)


def _is_argument_of_indexed_repeat(tree: Node, path: Path) -> bool:
    return any(
        isinstance(call, Call)
        and call.name == "indexed-repeat"
        and any(path is argument for argument in call.arguments)
        for call in walk(tree)
    )


def _repeats(node: NodeDefinition) -> set[NodeDefinition]:
    return {each for each in node.ancestors() if isinstance(each, NodeDefinition) and each.is_repeat}


# ---- texts -----------------------------------------------------------------------------------------------------------


def _of_texts(definition: FormDefinition, node: NodeDefinition) -> Iterator[Problem]:
    control = node.control
    texts = (
        ("label", node.label if control is None or control.label is None else control.label),
        ("hint", control.hint if control else None),
    )
    for column, text in texts:
        for parts in _written(definition, text):
            sources = [part.source if isinstance(part, (Output, Expression)) else None for part in parts]
            for at in range(len(parts) - 2):
                between = parts[at + 1]
                if sources[at] and sources[at + 2] and isinstance(between, str) and not between.strip():
                    yield _problem("collect-drops-space", node, column)
            for source in filter(None, sources):
                target = target_of(definition, node, tree_of(source) or Literal(""))
                if target is not None and target.value_type == "dateTime":
                    yield _problem("collect-shortens-moment", node, column, detail=target.name)


def _written(definition: FormDefinition, text: Text | None) -> Iterable[tuple[str | Output | Expression, ...]]:
    if text is None:
        return
    if text.text_id is None:
        yield text.inline
        return
    for texts in definition.translations.values():
        yield from (parts for form, parts in texts.get(text.text_id, {}).items() if form == "")
