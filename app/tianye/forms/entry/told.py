"""An answer as it was asked for, in no language but the form's: labels, what was wanted of a day, a place."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

from tianye.forms.definition import SELECTS
from tianye.forms.entry.places import Point, points_of
from tianye.forms.nodes import Node

HIDDEN: Final = "•••"
"""What is told of an answer that nobody beside is to read."""
PLACES: Final = frozenset({"geopoint", "geotrace", "geoshape"})
_ZONE: Final = timezone(timedelta(hours=8))


def told(node: Node, value: str | None = None) -> str:
    """Return an answer to a question, its own where no `value` is given, for lists of what was answered.

    A masked one is dots. A month is `2020-12`, a year `2024`, a moment `2020-12-01 09:05` in China's time.
    """
    value = node.value if value is None else value
    if value and node.is_masked:
        return HIDDEN
    if node.choices and (node.kind in SELECTS or node.is_readonly):
        labels = {choice.value: choice.label for choice in node.choices}
        return ", ".join(labels.get(one) or one for one in value.split())
    if node.value_type in ("date", "time", "dateTime"):
        return _moment(node, value)
    if node.value_type == "geopoint" and (points := points_of(value)):
        return point_text(points[0])
    if node.value_type in PLACES and (points := points_of(value)):
        return "; ".join(map(point_text, points))
    return value


def day_parts(node: Node) -> int:
    """Return how many of year, month and day a question on a day asks for."""
    words = node.appearance.casefold().split()
    if node.value_type == "date" and "year" in words:
        return 1
    return 2 if node.value_type == "date" and "month-year" in words else 3


def point_text(point: Point) -> str:
    """Return a place as its latitude and longitude."""
    return f"{point.latitude:.6g}, {point.longitude:.6g}"


def _moment(node: Node, value: str) -> str:
    if node.value_type == "date":
        return "-".join(value.split("-")[: day_parts(node)])
    if node.value_type == "time":
        return ":".join(value.split(":")[:2])
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    if moment.tzinfo is not None:
        moment = moment.astimezone(_ZONE)
    return f"{moment:%Y-%m-%d %H:%M}"
