"""An answer in a few words, for lists of all questions: labels instead of values, «a picture» instead of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from tianye.forms.definition import SELECTS, Kind
from tianye.forms.entry.places import Point, points_of
from tianye.forms.entry.told import HIDDEN, PLACES, day_parts, point_text, told
from tianye.forms.nodes import Node
from tianye.ui.formview.choosing import labels_of
from tianye.ui.formview.markup import is_tibetan
from tianye.ui.formview.taking import sort_of
from tianye.ui.messages.dates import part_of_day

NAMES: Final = {
    "image": QT_TRANSLATE_NOOP("UploadEditor", "A picture"),
    "audio": QT_TRANSLATE_NOOP("UploadEditor", "A recording"),
    "video": QT_TRANSLATE_NOOP("UploadEditor", "A video"),
    "file": QT_TRANSLATE_NOOP("UploadEditor", "A file"),
}
TOLD: Final = PLACES | {"date", "time", "dateTime"}
"""Types whose value as it is kept says too much."""
_MOST_LETTERS: Final = 34


def answer_words(node: Node) -> str:
    """Return what was answered, on one line."""
    if node.value and node.is_masked:
        return HIDDEN
    if node.kind in SELECTS:
        return short(", ".join(labels_of(node)))
    if node.kind is Kind.UPLOAD:
        return QCoreApplication.translate("UploadEditor", str(NAMES[sort_of(node.media_type)]))
    if node.value_type in PLACES and (points := points_of(node.value)):
        return place_words(points)
    if node.value_type == "date":
        return part_of_day(node.value, day_parts(node))
    return short(told(node))


def place_words(points: Sequence[Point]) -> str:
    """Return one place as its latitude and longitude, several as their number."""
    if len(points) == 1:
        return point_text(points[0])
    return QCoreApplication.translate("WalkEditor", "%n points", "", len(points))


def short(words: str) -> str:
    """Return a text on one line, cut where it is long; Tibetan is never cut."""
    words = " ".join(words.split())
    return words if len(words) <= _MOST_LETTERS or is_tibetan(words) else f"{words[:_MOST_LETTERS]}…"
