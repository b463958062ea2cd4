"""What the author of a form that works should know nevertheless: missing words, choices nobody will ever see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tianye.forms.definition import SELECTS, Control, FormDefinition, Kind, NodeDefinition, Output, Problem, Text
from tianye.forms.parse.answerable import unanswerable
from tianye.forms.parse.trees import target_of, tree_of
from tianye.forms.xpath import Element, Expression
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Operation, Path, walk

NAMED = 5
"""So many choices are named; there may be thousands."""
_BLANK = frozenset({"", "-"})
"""pyxform writes a dash where a translation is missing."""


def advise(definition: FormDefinition) -> list[Problem]:
    """Return what is odd in a form, in the order of its questions; all are warnings.

    `forms.label-missing-in-language`, `forms.choice-labels-missing`, `forms.choice-not-in-list` (an expression asks for
    a choice that the question does not have), `forms.question-unreachable`, `forms.choice-never-offered`, and
    what `unanswerable` tells.
    """
    set_elsewhere = _set_elsewhere(definition)
    values = {
        node: None if node in set_elsewhere else _values(definition, node)
        for node in definition.nodes
        if node.control and node.control.kind in SELECTS
    }
    found: list[Problem] = []
    for node in definition.nodes:
        found += _missing_words(definition, node)
        found += _impossible(definition, node, values)
        found += _never_offered(definition, node, values)
        found += unanswerable(definition, node, values, set_elsewhere)
    return list(dict.fromkeys(found))


# ---- words ---------------------------------------------------------------------------------------------------------


def _missing_words(definition: FormDefinition, node: NodeDefinition) -> Iterator[Problem]:
    if len(definition.languages) < 2:
        return
    control = node.control
    texts: tuple[tuple[str, Text | None], ...] = (
        ("label", node.label if control is None or control.label is None else control.label),
        ("hint", control.hint if control else None),
        ("constraint_message", node.constraint_message),
        ("required_message", node.required_message),
    )
    for column, text in texts:
        if text is not None and text.text_id is not None:
            for language in _lacking(definition, [text.text_id]):
                code = "forms.label-missing-in-language"
                yield Problem("warning", code, node.path, f"{column}::{language}", detail=language)
    if control is None:
        return
    labelled = dict(_choice_texts(definition, control))
    for language, names in _lacking(definition, labelled).items():
        written = ", ".join(labelled[each] for each in names[:NAMED]) + (" …" if len(names) > NAMED else "")
        yield Problem("warning", "forms.choice-labels-missing", node.path, f"label::{language}", written, language)


def _choice_texts(definition: FormDefinition, control: Control) -> Iterator[tuple[str, str]]:
    """Yield the text ids of the choices of a question, and their names."""
    for choice in control.choices:
        if choice.label is not None and choice.label.text_id is not None:
            yield choice.label.text_id, choice.value
    itemset = control.itemset
    if itemset is not None and itemset.label_is_text_id and len(itemset.label) == 1:
        for row in _rows(definition, itemset.nodes):
            yield row.text_at(itemset.label), row.text_at(itemset.value)


def _lacking(definition: FormDefinition, text_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return by language the texts that it lacks and another has."""
    found: dict[str, list[str]] = {}
    for text_id in text_ids:
        blank = [language for language in definition.languages if _is_blank(definition, language, text_id)]
        if len(blank) < len(definition.languages):
            for language in blank:
                found.setdefault(language, []).append(text_id)
    return found


def _is_blank(definition: FormDefinition, language: str, text_id: str) -> bool:
    forms = definition.translations[language].get(text_id, {})
    if any(form for form in forms if form):
        # a picture can stand for words
        return False
    parts: tuple[str | Output, ...] = forms.get("", ())
    return all(isinstance(part, str) for part in parts) and "".join(map(str, parts)).strip() in _BLANK


# ---- choices and conditions ----------------------------------------------------------------------------------------

Values = dict[NodeDefinition, frozenset[str] | None]


def _rows(definition: FormDefinition, nodes: Expression) -> list[Element]:
    if len(nodes.instance_ids) != 1:
        return []
    instance = definition.instances.get(nodes.instance_ids[0])
    return [] if instance is None else instance.root.children


def _set_elsewhere(definition: FormDefinition) -> frozenset[NodeDefinition]:
    """Return the questions whose answer a rule or an action may put there, whatever their choices are."""
    nodes = definition.nodes
    actions = [*definition.load_actions]
    for node in nodes:
        actions += [*node.value_changed_actions, *node.new_repeat_actions]
    return frozenset((*(action.target for action in actions), *(node for node in nodes if node.calculate is not None)))


def _values(definition: FormDefinition, node: NodeDefinition) -> frozenset[str] | None:
    """Return the names of all choices that a question can ever have; None where only its answers tell."""
    control = node.control
    assert control is not None
    names = {choice.value for choice in control.choices}
    if control.itemset is not None:
        # a repeat may be filtered by what stands in a list: its answers are the choices all the same
        rows = [] if control.itemset.schema is not None else _rows(definition, control.itemset.nodes)
        listed = {row.text_at(control.itemset.value) for row in rows} - {""}
        if not listed:
            return None
        names |= listed
    return frozenset(names)


def _impossible(definition: FormDefinition, node: NodeDefinition, values: Values) -> Iterator[Problem]:
    rules = (
        ("relevant", node.relevant),
        ("constraint", node.constraint),
        ("calculation", node.calculate),
        ("required", node.required),
        ("choice_filter", node.control.itemset.nodes if node.control and node.control.itemset else None),
    )
    for column, rule in rules:
        tree = None if rule is None else tree_of(rule.source)
        if tree is None or rule is None:
            continue
        needed = _conjuncts(tree) if column == "relevant" else []
        if any(isinstance(each, Call) and each.name == "false" for each in needed):
            yield Problem("warning", "forms.question-unreachable", node.path, column, rule.source)
        for each in _read_from_here(tree):
            for asked, name in _asked_choices(definition, node, each):
                known = values.get(asked)
                if known is not None and not _can_be(asked, name, known, is_whole=not isinstance(each, Call)):
                    is_needed = any(each is one for one in needed) and not _is_unequal(each)
                    code = "forms.question-unreachable" if is_needed else "forms.choice-not-in-list"
                    yield Problem("warning", code, node.path, column, rule.source, f"{asked.name}: {name}")


def _can_be(asked: NodeDefinition, name: str, known: frozenset[str], *, is_whole: bool) -> bool:
    """Whether a question can have an answer; as a whole that of several choices names them all, in some order."""
    if not name.strip():
        return True
    is_one = asked.control is not None and asked.control.kind is Kind.SELECT_ONE
    if is_one and is_whole:
        return name in known
    return name.strip() in known or (is_whole and known.issuperset(name.split()))


def _never_offered(definition: FormDefinition, node: NodeDefinition, values: Values) -> Iterator[Problem]:
    """Name choices whose column has a value that the question it is filtered by never has."""
    itemset = node.control.itemset if node.control else None
    tree = None if itemset is None else tree_of(itemset.nodes.source)
    if itemset is None or not isinstance(tree, Path) or not tree.steps:
        return
    for predicate in tree.steps[-1].predicates:
        for each in _conjuncts(predicate):
            if not isinstance(each, Operation) or each.operator != "=" or len(each.operands) != 2:
                continue
            for column, path in (each.operands, each.operands[::-1]):
                asked = _select_at(definition, node, path)
                name = _column(column)
                known = values.get(asked) if asked is not None else None
                if name is None or known is None or path is column:
                    continue
                # a blank cell fits as long as nothing is answered
                lost = [
                    row.text_at(itemset.value)
                    for row in _rows(definition, itemset.nodes)
                    if asked is not None and not _can_be(asked, row.column(name) or "", known, is_whole=True)
                ]
                if lost:
                    written = ", ".join(lost[:NAMED]) + (" …" if len(lost) > NAMED else "")
                    yield Problem("warning", "forms.choice-never-offered", node.path, "choice_filter", written, name)


# ---- reading expressions -------------------------------------------------------------------------------------------


def _conjuncts(tree: Node) -> list[Node]:
    """Return what all has to hold."""
    if isinstance(tree, Operation) and tree.operator == "and":
        return [each for operand in tree.operands for each in _conjuncts(operand)]
    return [tree]


def _read_from_here(tree: Node) -> Iterator[Node]:
    """Yield the parts of an expression that read paths from its question: not those in conditions on rows."""
    if isinstance(tree, Path):
        conditions = [*tree.start_predicates, *(each for step in tree.steps for each in step.predicates)]
        for each in (part for condition in conditions for part in walk(condition)):
            if not any(isinstance(part, Path) and _is_relative(part) for part in walk(each)):
                yield each
        yield tree
        return
    yield tree
    match tree:
        case Call(arguments=below) | Operation(operands=below):
            for each in below:
                yield from _read_from_here(each)
        case Negation(operand=operand):
            yield from _read_from_here(operand)


def _is_relative(path: Path) -> bool:
    return not path.is_absolute and path.start is None


def _is_unequal(tree: Node) -> bool:
    return isinstance(tree, Operation) and tree.operator == "!="


def _asked_choices(
    definition: FormDefinition, node: NodeDefinition, tree: Node
) -> Iterator[tuple[NodeDefinition, str]]:
    """Yield the choice that an expression asks a select for: `path = 'name'`, `selected(path, 'name')`."""
    pair: tuple[Node, ...] = ()
    if isinstance(tree, Operation) and tree.operator in ("=", "!="):
        pair = tree.operands
    elif isinstance(tree, Call) and tree.name in ("selected", "is-selected"):
        pair = tree.arguments
    if len(pair) != 2:
        return
    # in a text of names a function looks for the answer: that text is no choice
    for one, other in (pair,) if isinstance(tree, Call) else (pair, pair[::-1]):
        asked = _select_at(definition, node, one)
        if asked is not None and isinstance(other, Literal):
            yield asked, other.value


def _column(tree: Node) -> str | None:
    """Return the name of a column in a predicate, where it is no more than that."""
    is_one = isinstance(tree, Path) and not tree.is_absolute and tree.start is None and len(tree.steps) == 1
    if not is_one or not isinstance(tree, Path):
        return None
    step = tree.steps[0]
    return step.name if step.axis == "child" and not step.predicates else None


def _select_at(definition: FormDefinition, node: NodeDefinition, tree: Node) -> NodeDefinition | None:
    """Return the select that a plain path leads to from a question."""
    found = target_of(definition, node, tree)
    return found if found is not None and found.control is not None and found.control.kind in SELECTS else None
