"""How a form is dealt out over pages: one group a page while it fits, else as many questions as fit.

Heights are estimates in pixels at 100 % text; a page that turns out higher scrolls inside its card.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tianye.forms.definition import SELECTS, Kind
from tianye.forms.nodes import Node
from tianye.ui.formview.appearances import has_word, is_grid_row, is_head
from tianye.ui.formview.heights import Heights
from tianye.ui.formview.items import MOST_IN_GRID, Item
from tianye.ui.formview.markup import plain

ROOM: Final = 454
"""Height of a card's inside in a window of 1366×690."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its items, the group it belongs to (None outside any) and which of the group's parts it is."""

    items: tuple[Item, ...]
    group: Node | None
    group_number: int
    part: int = 1
    parts: int = 1

    @property
    def start(self) -> str:
        """The ref of what it begins with."""
        item = next(item for item in self.items if not item.is_repeated)
        return (item.title or item.node).ref

    @property
    def questions(self) -> tuple[Item, ...]:
        """What asks for an answer here."""
        return tuple(item for item in self.items if item.number)


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages; `has_open_end` where a repeat can grow, so that nobody knows how many questions there will be."""

    sheets: tuple[Sheet, ...]
    groups: int
    questions: tuple[Item, ...]
    has_open_end: bool

    def sheet_of(self, ref: str) -> int | None:
        """Return the number of the page that shows a ref, from 0."""
        for number, sheet in enumerate(self.sheets):
            if any(item.node.ref == ref or (item.title and item.title.ref == ref) for item in sheet.items):
                return number
        return None


@dataclass(slots=True)
class _Unit:
    """A top-level group, or a run of questions outside any."""

    group: Node | None
    items: list[Item] = field(default_factory=list)


def make_plan(
    nodes: Sequence[Node],
    *,
    has_second: bool = False,
    is_single: bool = False,
    room: int = ROOM,
    held: Sheet | None = None,
    ends: frozenset[str] = frozenset(),
    heights: Heights | None = None,
) -> Plan:
    """Deal the nodes of an entry out over pages of `room` pixels at 100 % text.

    `is_single` puts each question on a page of its own. While a person is on the page `held`, it keeps all that
    appears between its start and the starts of other pages (`ends`), so that nothing is torn away under her hands.
    `heights` remembers how high questions are from one plan to the next.
    """
    items = list(_items(nodes))
    units = _joined(_units(items))
    measure = _Measure(has_second, is_single, room, heights or Heights())
    sheets: list[Sheet] = []
    groups = 0
    for unit in units:
        groups += 1
        parts = [_headed(part) for part in _dealt(unit, measure, held, ends)]
        sheets += [Sheet(tuple(part), unit.group, groups, number, len(parts)) for number, part in enumerate(parts, 1)]
    questions = tuple(item for item, _ in items if item.number)
    has_open_end = any(node.kind is Kind.REPEAT and node.is_relevant and not node.is_fixed for node in nodes)
    return Plan(tuple(sheets), groups, questions, has_open_end)


def is_shown(node: Node) -> bool:
    """Say whether a question is on the screen at all."""
    return node.is_relevant and node.kind is not Kind.MODEL_VALUE and not node.is_put_away


def _items(nodes: Sequence[Node]) -> Iterator[tuple[Item, int]]:
    """Yield items with the depth of their groups; groups without anything in them are left out."""
    number = 0
    waiting: list[tuple[Item, int]] = []
    open_repeats: list[Node] = []
    removable: dict[str, bool] = {}
    positions: dict[str, int] = {}
    heads: Node | None = None
    headed: Node | None = None
    hidden = ""
    for node in nodes:
        while open_repeats and not _is_inside(node.ref, open_repeats[-1].ref):
            yield from _closed(open_repeats.pop(), waiting)
        depth = node.ref.count("/") - 2
        while waiting and not _is_inside(node.ref, waiting[-1][0].node.ref):
            waiting.pop()
        if not node.is_relevant:
            continue
        if hidden and _is_inside(node.ref, hidden):
            if not (node.is_question and node.is_required):
                continue
        elif not node.is_question and has_word(node, "hidden"):
            hidden = node.ref
            continue
        if node.kind is Kind.GROUP:
            if not node.ref.endswith("/meta"):
                waiting.append((Item("heading", node), depth))
        elif node.kind is Kind.REPEAT:
            removable[node.ref] = not node.is_fixed
            if not node.is_fixed:
                open_repeats.append(node)
        elif node.kind is Kind.REPEAT_INSTANCE:
            repeat = node.ref.rpartition("[")[0]
            positions[repeat] = positions.get(repeat, 0) + 1
            waiting.append((Item("instance", node, 0, positions[repeat], removable.get(repeat, False)), depth))
        elif node.kind in SELECTS and is_head(node):
            heads = node
        elif is_shown(node):
            yield from waiting
            waiting.clear()
            is_asking = node.is_asked
            number += is_asking
            own = heads if is_asking and heads is not None and _is_below(heads, node) else None
            if own is not None and own is not headed:
                yield Item("heads", own), depth
                headed = own
            yield Item("question", node, number if is_asking else 0, heads=own), depth
    while open_repeats:
        yield from _closed(open_repeats.pop(), waiting)


def _is_below(heads: Node, node: Node) -> bool:
    """Say whether a question is a line of the grid that these heads are of."""
    if not (node.kind in SELECTS and is_grid_row(node) and 1 <= len(node.choices) <= MOST_IN_GRID):
        return False
    if node.ref.rpartition("/")[0] != heads.ref.rpartition("/")[0] or len(node.choices) != len(heads.choices):
        return False
    return all(one.value == other.value for one, other in zip(node.choices, heads.choices, strict=True))


def _headed(items: list[Item]) -> list[Item]:
    """Return the items of a page with heads above each grid; a line of its own on a page says its words itself."""
    inside = [item for item in items if item.is_in_grid]
    if len(inside) == 1 and len([item for item in items if item.number]) == 1:
        return [replace(item, heads=None) for item in items if item.kind != "heads"]
    headed: list[Item] = []
    heads: Node | None = None
    for item in items:
        if item.kind == "heads":
            heads = item.node
            if not plain(heads.label) and headed and _is_title(headed[-1].node):
                headed.append(replace(item, title=headed.pop().node))
                continue
        elif item.heads is not None and heads is not item.heads:
            headed.append(Item("heads", item.heads, is_repeated=True))
            heads = item.heads
        headed.append(item)
    return headed


def _is_title(node: Node) -> bool:
    return node.name.startswith("generated_table_list_label") and not (node.hint or node.guidance or node.media)


def _closed(repeat: Node, waiting: list[tuple[Item, int]]) -> Iterator[tuple[Item, int]]:
    yield from waiting
    waiting.clear()
    yield Item("more", repeat, position=repeat.count), repeat.ref.count("/") - 2


def _is_inside(ref: str, above: str) -> bool:
    return ref.startswith(above) and ref[len(above) : len(above) + 1] in ("/", "[")


def _units(items: list[tuple[Item, int]]) -> list[_Unit]:
    """Return the items by top-level group; a form that lies in one group as a whole is opened up."""
    least = 0
    while True:
        units: list[_Unit] = []
        for item, depth in items:
            top = _ancestor(item.node.ref, least)
            is_grouped = item.kind != "question" or depth > least
            last = units[-1] if units else None
            if last is not None and (top == _key(last, least) if is_grouped else last.group is None):
                last.items.append(item)
            else:
                group = item.node if is_grouped else None
                units.append(_Unit(group, [item]))
        asking = [unit for unit in units if any(item.number for item in unit.items)]
        only = asking[0].group if len(asking) == 1 else None
        can_open = (
            only is not None
            and only.kind is Kind.GROUP
            and "field-list" not in only.appearance.casefold()
            and least < 5
            and any(item.kind == "heading" for item in asking[0].items[1:])
        )
        if not can_open:
            return units
        least += 1


def _ancestor(ref: str, least: int) -> str:
    step = "/".join(ref.split("/")[: least + 3])
    return step.rpartition("[")[0] if step.endswith("]") else step


def _key(unit: _Unit, least: int) -> str:
    return _ancestor(unit.group.ref, least) if unit.group is not None else ""


def _joined(units: list[_Unit]) -> list[_Unit]:
    """Let a run of mere notes stand at the head of the page that follows it."""
    joined: list[_Unit] = []
    notes: list[_Unit] = []
    for unit in units:
        if not any(item.number or item.kind == "more" for item in unit.items):
            notes.append(unit)
            continue
        for before in reversed(notes):
            unit.items[:0] = before.items
        notes = []
        joined.append(unit)
    if notes and joined:
        for after in notes:
            joined[-1].items += after.items
    return joined or notes


@dataclass(frozen=True, slots=True)
class _Measure:
    """What decides how much goes on a page."""

    has_second: bool
    is_single: bool
    room: int
    heights: Heights

    def of(self, items: Sequence[Item]) -> int:
        """Return the height of items under one another."""
        return sum(self.heights.of(item, has_second=self.has_second) for item in items)


def _dealt(unit: _Unit, measure: _Measure, held: Sheet | None, ends: frozenset[str]) -> list[list[Item]]:
    if not measure.is_single and measure.of(unit.items) <= measure.room * 1.08:
        return [unit.items]
    sheets: list[list[Item]] = []
    filled, is_held = 0, False
    for block in _blocks(unit, measure):
        weight = measure.of(block)
        starts = {item.node.ref for item in block}
        begins_held = held is not None and held.start in starts
        is_full = measure.is_single or not sheets or filled + weight > measure.room
        is_new = bool(starts & ends) if is_held else begins_held or is_full
        if is_new:
            sheets.append([])
            filled = 0
        is_held = begins_held or (is_held and not is_new)
        sheets[-1] += block
        filled += weight
    return sheets


def _blocks(unit: _Unit, measure: _Measure) -> list[list[Item]]:
    """Return what may not be torn apart: a question with the headings before it, a field list, a small instance."""
    blocks: list[list[Item]] = []
    whole = ""
    has_question = True
    for item in unit.items:
        if whole and not _is_inside(item.node.ref, whole):
            whole = ""
        if item.kind == "more" and blocks and not measure.is_single:
            blocks[-1].append(item)
            continue
        if not whole and (has_question or not blocks):
            blocks.append([])
            has_question = False
        blocks[-1].append(item)
        has_question = has_question or item.kind in ("question", "more")
        if not whole and _stays_whole(item, unit, measure):
            whole = item.node.ref
    return blocks


def _stays_whole(item: Item, unit: _Unit, measure: _Measure) -> bool:
    """Say whether a group or an instance is kept on one page, whatever else is on it."""
    if item.kind not in ("heading", "instance"):
        return False
    if "field-list" in item.node.appearance.casefold():
        return not (measure.is_single and unit.group is None)
    if measure.is_single or item.kind == "heading":
        return False
    inside = [one for one in unit.items if _is_inside(one.node.ref, item.node.ref)]
    return measure.of(inside) <= measure.room
