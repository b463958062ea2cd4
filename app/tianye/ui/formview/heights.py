"""How high questions are likely to be: estimates in pixels at 100 % text, made once for a node that stays the same."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from tianye.forms.definition import SELECTS, Kind
from tianye.forms.nodes import Node
from tianye.ui.formview.appearances import arrangement_of, has_word, is_one_line, is_searched, lines_of
from tianye.ui.formview.items import MOST_ROWS, MOST_UPRIGHT, Item
from tianye.ui.formview.markup import plain

WIDTH: Final = 1040
_DRAWN: Final = {"signature": 280, "draw": 410, "annotate": 410}
"""Heights of what is drawn, with its buttons."""
_MOST_KNOWN: Final = 20_000


class Heights:
    """Remembers heights: between two answers nearly all nodes are the very same objects."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, bool, bool], tuple[Node, int]] = {}

    def of(self, item: Item, *, has_second: bool) -> int:
        """Return about how high an item is."""
        if item.kind != "question":
            return height_of(item, has_second)
        key = (id(item.node), item.is_in_grid, has_second)
        known = self._known.get(key)
        if known is not None and known[0] is item.node:
            return known[1]
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        height = height_of(item, has_second)
        self._known[key] = (item.node, height)
        return height


def height_of(item: Item, has_second: bool) -> int:
    """Return about how high an item is."""
    node = item.node
    second = 36 if has_second else 0
    if item.kind == "heads":
        return 62 + second
    if item.kind in ("heading", "instance", "more"):
        return 46
    width = WIDTH * 0.36 if item.is_in_grid else WIDTH
    lines = max(1, math.ceil(width_of(plain(node.label), 18) / width))
    if node.kind is Kind.NOTE:
        return lines * 24 + second + 16 + _height_of_media(node)
    if item.is_in_grid:
        return max(48, lines * 27 + second) + 21
    height = lines * 27 + second + 27 + (20 if node.kind is Kind.SELECT_MANY else 0)
    height += 20 * math.ceil(width_of(plain(node.hint), 13) / WIDTH) if node.hint else 0
    return height + _height_of_media(node) + _height_of_answer(node, has_second)


def _height_of_media(node: Node) -> int:
    kinds = {kind for kind, _ in node.media}
    return 150 * bool(kinds & {"image", "big-image"}) + 54 * len(kinds & {"audio", "video"})


def _height_of_answer(node: Node, has_second: bool) -> int:
    if node.kind is Kind.RANK:
        return 62 * len(node.choices)
    if node.kind in SELECTS:
        count = len(node.choices)
        if is_one_line(node):
            return 48
        if count > MOST_ROWS or is_searched(node):
            return 58 + 5 * 46
        wanted = arrangement_of(node.appearance)
        if wanted.shape == "rows" and any(choice.media for choice in node.choices):
            return 188 * math.ceil(count / min(wanted.columns or 5, 5)) - 8
        if wanted.shape in ("line", "list"):
            return 110 + (36 if has_second else 0)
        if wanted.columns:
            return 62 * math.ceil(count / wanted.columns) - 8
        if wanted.is_packed:
            around = 108 if wanted.has_signs else 72
            words = sum(width_of(plain(choice.label), 17) * (1.7 if has_second else 1) for choice in node.choices)
            return 62 * math.ceil((words + around * count) / WIDTH) - 8
        widest = max((width_of(plain(choice.label), 17) for choice in node.choices), default=0) + 100
        widest = widest * 2 if has_second else widest
        columns = max(1, min(4 if count <= 4 else 3, int(WIDTH // widest) if widest else 1))
        return 62 * math.ceil(count / columns) - 8
    if node.kind is Kind.UPLOAD:
        drawn = next((height for word, height in _DRAWN.items() if has_word(node, word)), 0)
        return drawn or (190 if node.media_type.startswith("image/") else 100)
    if node.value_type in ("geotrace", "geoshape"):
        return 360 if node.value else 56
    if node.value_type == "geopoint":
        return 76
    if (lines := lines_of(node)) > 1:
        return 28 * lines + 20
    if node.value_type == "dateTime":
        return 104
    if node.kind is Kind.RANGE:
        return _height_of_range(node)
    return 48


def _height_of_range(node: Node) -> int:
    if has_word(node, "rating", "picker"):
        return 52
    if not has_word(node, "vertical"):
        return 84
    low, high, step = node.range_bounds or (0.0, 0.0, 1.0)
    rows = abs(high - low) / (abs(step) or 1.0) + 1
    return round(62 * rows) - 8 if rows <= MOST_UPRIGHT else 290


@lru_cache(maxsize=4096)
def width_of(text: str, pixels: int) -> float:
    """Return about how wide a text is: Chinese letters are square, others half as wide."""
    return sum(pixels if ord(letter) > 0x2E7F else pixels * 0.55 for letter in text)
