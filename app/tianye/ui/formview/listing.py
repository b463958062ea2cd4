"""What the overview of a form lists: groups, and each question with its answer or what is missing of it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from tianye.ui.formview.answer_words import answer_words
from tianye.ui.formview.items import Item
from tianye.ui.formview.markup import plain
from tianye.ui.formview.overview import Line
from tianye.ui.formview.plan import Plan


def lines_of(plan: Plan) -> list[Line]:
    """Return the lines in the order of the pages."""
    return [line for sheet in plan.sheets for line in _lines(sheet.items)]


def _lines(items: tuple[Item, ...]) -> Iterator[Line]:
    for place, item in enumerate(items):
        if item.kind == "heads" and not item.is_repeated:
            # whoever goes to a grid goes to its first question
            words = plain((item.title or item.node).label)
            first = next((one.node.ref for one in items[place:] if one.is_in_grid), item.node.ref)
            if words:
                yield Line(first, words, "group")
        elif (line := _line(item)) is not None:
            yield line


def _line(item: Item) -> Line | None:
    node = item.node
    if item.kind == "heading" and node.label:
        return Line(node.ref, plain(node.label), "group")
    if item.kind == "instance":
        words = QCoreApplication.translate("FormView", "{name}, number {number}")
        return Line(node.ref, words.format(name=plain(node.label) or node.name, number=item.position), "group")
    if not item.number:
        return None
    words = plain(node.label) or node.name
    if node.value and node.violation is not None:
        state = QCoreApplication.translate("FormView", "does not fit")
        return Line(node.ref, words, "wrong", item.number, state_words=state)
    if node.value:
        return Line(node.ref, words, "answered", item.number, answer=answer_words(node))
    if node.is_required:
        state = QCoreApplication.translate("FormView", "not asked yet")
        return Line(node.ref, words, "missing", item.number, state_words=state)
    return Line(node.ref, words, "blank", item.number, state_words=QCoreApplication.translate("FormView", "blank"))
