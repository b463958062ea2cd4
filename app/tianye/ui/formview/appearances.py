"""The appearances of a form as the screen understands them; letters of either case are the same, unknown words nothing.

Old words of Collect and of Enketo are read as what took their place: `compact` is `columns-pack no-buttons`,
`quickcompact-2` is `quick columns-2 no-buttons`, `horizontal` is `columns`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from tianye.forms.nodes import Node

Shape = Literal["rows", "line", "list", "cells"]
"""Rows of their own, steps on one line, words over their signs, bare signs below the heads of a grid."""
MOST_COLUMNS: Final = 10
MULTILINE: Final = 3
MOST_LINES: Final = 12
_NUMBERED: Final = re.compile(r"^(?:columns|compact|quickcompact)-(\d{1,2})$")


@lru_cache(maxsize=1024)
def words_of(appearance: str) -> frozenset[str]:
    """Return the words of an appearance in small letters."""
    return frozenset(appearance.casefold().split())


def has_word(node: Node, *words: str) -> bool:
    """Say whether one of these words is in the appearance of a node."""
    return not words_of(node.appearance).isdisjoint(words)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a few answers stand: their shape, how many side by side (0: as it fits), each as wide as its words or not.

    Without `has_signs` no circle or box is drawn; `is_quick` goes on to the next question once one is taken.
    """

    shape: Shape = "rows"
    columns: int = 0
    is_packed: bool = False
    is_spread: bool = False
    has_signs: bool = True
    is_quick: bool = False


@lru_cache(maxsize=1024)
def arrangement_of(appearance: str) -> Arrangement:
    """Return how the answers of a select stand."""
    words = words_of(appearance)
    old = {word for word in words if word.startswith(("compact", "quickcompact"))}
    columns = next((int(found[1]) for word in sorted(words) if (found := _NUMBERED.match(word))), 0)
    is_packed = not columns and bool(words & {"columns-pack", "horizontal-compact"} or old)
    return Arrangement(
        shape="line" if "likert" in words else "list" if "list" in words else "rows",
        columns=min(columns, MOST_COLUMNS),
        is_packed=is_packed,
        is_spread=not columns and not is_packed and bool(words & {"columns", "horizontal"}),
        has_signs="no-buttons" not in words and not old,
        is_quick="quick" in words or any(word.startswith("quick") for word in old),
    )


def is_one_line(node: Node) -> bool:
    """Say whether a select is one line that opens a list."""
    return has_word(node, "minimal") and not has_word(node, "autocomplete")


def is_searched(node: Node) -> bool:
    """Say whether a select is searched however few choices it has: there is no map to choose on."""
    return has_word(node, "autocomplete", "autocomplete_chars", "map")


def is_head(node: Node) -> bool:
    """Say whether a select only shows its choices, as the heads of a grid."""
    return has_word(node, "label")


def is_grid_row(node: Node) -> bool:
    """Say whether a select leaves the words of its choices to the heads above it."""
    return has_word(node, "list-nolabel")


def lines_of(node: Node) -> int:
    """Return how many lines of a text are in sight: what the form asks for (`rows`), else three for `multiline`."""
    asked = dict(node.parameters).get("rows", "")
    if asked.isdecimal() and len(asked) < 4 and int(asked) > 0:
        return min(int(asked), MOST_LINES)
    return MULTILINE if has_word(node, "multiline") else 1
