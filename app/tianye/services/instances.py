"""Instances of a repeat in what is kept of an entry: places move up when one is taken out, and back when it returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from tianye.forms.entry import Snapshot

V = TypeVar("V")


def moved(place: str, instance: str, by: int) -> str:
    """Return the place of what stands at `place`, once the instances from `instance` on have moved by so many."""
    repeat, first = _parted(instance)
    if not place.startswith(f"{repeat}["):
        return place
    position, _, rest = place[len(repeat) + 1 :].partition("]")
    return f"{repeat}[{int(position) + by}]{rest}" if int(position) >= first else place


def is_inside(place: str, instance: str) -> bool:
    """Say whether a place is an instance or lies below it."""
    return place == instance or place.startswith(f"{instance}/")


def without(kept: Mapping[str, V], instance: str) -> dict[str, V]:
    """Return what is kept by place after an instance was taken out."""
    return {moved(place, instance, -1): value for place, value in kept.items() if not is_inside(place, instance)}


def both(now: Mapping[str, V], before: Mapping[str, V], instance: str) -> dict[str, V]:
    """Return what is kept by place now, with what was kept of an instance before it was taken out."""
    standing = {moved(place, instance, 1): value for place, value in now.items()}
    return standing | {place: value for place, value in before.items() if is_inside(place, instance)}


def with_again(now: Snapshot, before: Snapshot, instance: str) -> Snapshot:
    """Return an entry as it is now, with the instance as it was before; what was answered since stays."""

    repeat, _ = _parted(instance)
    repeats = both(now.repeats, before.repeats, instance)
    repeats[repeat] = now.repeats.get(repeat, 0) + 1
    return Snapshot(
        now.form_id,
        now.version,
        now.language,
        both(now.answers, before.answers, instance),
        repeats,
        both(now.shown, before.shown, instance),
        both(now.results, before.results, instance),
    )


def _parted(instance: str) -> tuple[str, int]:
    repeat, _, position = instance.removesuffix("]").rpartition("[")
    return repeat, int(position)
