"""When a computer that nobody touches locks itself: not at a door, where people come in who must not wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

IDLE_MS: Final = 30 * 60 * 1000
"""How long nobody touches it, and how long after a door's end, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of the moment, times in milliseconds.

    `untouched_ms` since the last key, touch or move of the mouse; `door_ended_ms` since this computer's door was
    closed, None where none was. A kiosk only goes blank; work that runs, such as an import, counts as somebody here.
    """

    untouched_ms: int
    is_door_open: bool
    door_ended_ms: int | None = None
    is_kiosk: bool = False
    is_working: bool = False


def is_lock_due(now: Situation) -> bool:
    """Say whether the screen is to be locked now."""
    if now.is_kiosk or now.is_working or now.is_door_open or now.untouched_ms < IDLE_MS:
        return False
    return now.door_ended_ms is None or now.door_ended_ms >= IDLE_MS
