"""What a form names and the files beside it do not have: columns of tables, pictures, sounds and films."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tianye.forms.definition import FormDefinition, NodeDefinition, Problem, Text
from tianye.forms.parse.trees import rules_of, tree_of
from tianye.forms.xpath import Element
from tianye.forms.xpath.syntax import Call, Literal, Negation, Node, Operation, Path, walk

NAMED = 5
"""So many columns and files are named; there may be thousands."""
_LOOKED_AT = 20
"""In so many rows columns are looked for to name them."""
_MEDIA = ("image", "big-image", "audio", "video")
_PLACE = "jr://"


def missing_beside(definition: FormDefinition, media: Collection[str]) -> list[Problem]:
    """Return what the files beside a form lack, in the order of its questions; `media` are the names of these files.

    All are warnings: `forms.column-missing` (a table that is there, without a column that is read),
    `forms.media-missing` (a picture, sound or film of a label or a choice).
    """
    found: list[Problem] = []
    for node in definition.nodes:
        found += _missing_columns(definition, node)
        found += _missing_media(definition, node, media)
    return list(dict.fromkeys(found))


# ---- columns ---------------------------------------------------------------------------------------------------------


def _missing_columns(definition: FormDefinition, node: NodeDefinition) -> Iterator[Problem]:
    for column, rule in rules_of(node):
        tree = tree_of(rule.source)
        for instance_id, name in _columns_read(tree) if tree is not None else ():
            yield from _unless_there(definition, node, column, instance_id, name)
    itemset = node.control.itemset if node.control else None
    if itemset is None or len(itemset.nodes.instance_ids) != 1 or itemset.schema is not None:
        return
    for path in (itemset.value, itemset.label):
        if len(path) == 1:
            yield from _unless_there(definition, node, "type", itemset.nodes.instance_ids[0], path[0])


def _unless_there(
    definition: FormDefinition, node: NodeDefinition, column: str, instance_id: str, name: str
) -> Iterator[Problem]:
    file = definition.tables.get(instance_id)
    rows = definition.instances[instance_id].root.children if instance_id in definition.instances else []
    # of a table without rows nothing is known; other names are no columns, or those that a server adds to entities
    if file is None or not rows or not (name[:1].isalpha() or name[:1] == "_") or name.startswith("__"):
        return
    if not any(row.column(name) is not None for row in rows):
        there = list(dict.fromkeys(cell.name for row in rows[:_LOOKED_AT] for cell in row.children))
        told = f"{file}: {name} ({_named(there)})"
        yield Problem("warning", "forms.column-missing", node.path, column, detail=told)


def _columns_read(tree: Node) -> Iterator[tuple[str, str]]:
    """Yield instance and column of what an expression looks up: `instance('i')/root/item[c = 1]/c`, pulldata()."""
    for part in walk(tree):
        if isinstance(part, Call) and part.name == "pulldata":
            file, *columns = (each.value if isinstance(each, Literal) else "" for each in part.arguments[:3])
            for name in columns:
                yield file.removesuffix(".csv"), name
        if not isinstance(part, Path) or not isinstance(part.start, Call) or part.start.name != "instance":
            continue
        argument = part.start.arguments[0] if part.start.arguments else None
        # the tree of a table: its root, a row, a column; conditions stand at the row
        if not isinstance(argument, Literal) or any(step.axis != "child" for step in part.steps):
            continue
        if len(part.steps) > 1:
            for condition in part.steps[1].predicates:
                yield from ((argument.value, name) for name in _names_in(condition))
        if len(part.steps) == 3:
            yield argument.value, part.steps[2].name


def _names_in(condition: Node) -> Iterator[str]:
    """Yield the columns that a condition on a row reads, not those that others inside it read of other rows."""
    match condition:
        case Path(is_absolute=False, start=None, steps=(first, *_)):
            if first.axis == "child":
                yield first.name
        case Call(arguments=below) | Operation(operands=below):
            for each in below:
                yield from _names_in(each)
        case Negation(operand=operand):
            yield from _names_in(operand)


# ---- pictures, sounds, films -----------------------------------------------------------------------------------------


def _missing_media(definition: FormDefinition, node: NodeDefinition, media: Collection[str]) -> Iterator[Problem]:
    control = node.control
    label = node.label if control is None or control.label is None else control.label
    yield from _lacking(definition, node, [label], media)
    if control is not None:
        texts: list[Text | None] = [choice.label for choice in control.choices]
        itemset = control.itemset
        if itemset is not None and itemset.label_is_text_id and len(itemset.nodes.instance_ids) == 1:
            texts += [
                Text(text_id=row.text_at(itemset.label)) for row in _rows(definition, itemset.nodes.instance_ids[0])
            ]
        yield from _lacking(definition, node, texts, media)


def _rows(definition: FormDefinition, instance_id: str) -> list[Element]:
    instance = definition.instances.get(instance_id)
    return [] if instance is None else instance.root.children


def _lacking(
    definition: FormDefinition, node: NodeDefinition, texts: list[Text | None], media: Collection[str]
) -> Iterator[Problem]:
    for form in _MEDIA:
        names: dict[str, None] = {}
        for text in texts:
            for translation in definition.translations.values() if text is not None and text.text_id else ():
                parts = translation.get(text.text_id or "", {}).get(form, ()) if text is not None else ()
                # a name that is put together from answers is known only then
                if len(parts) == 1 and isinstance(parts[0], str) and parts[0].strip().startswith(_PLACE):
                    names.setdefault(parts[0].strip().rsplit("/", 1)[-1])
        lost = [name for name in names if name not in media and name not in ("", "-")]
        if lost:
            yield Problem("warning", "forms.media-missing", node.path, f"media::{form}", detail=_named(lost))


def _named(names: list[str]) -> str:
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
