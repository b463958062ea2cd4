"""When a screen that nobody touches locks itself, as a table of cases."""

from __future__ import annotations

import pytest

from tianye.domain.idleness import Situation, is_lock_due

MINUTE = 60_000


def situation(untouched: float, **more: object) -> Situation:
    return Situation(int(untouched * MINUTE), **({"is_door_open": False} | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "is_due"),
    [
        (situation(0), False),
        (situation(29.9), False),
        (situation(30), True),
        (situation(8 * 60), True),
        # a door is open: never, however long nobody came
        (situation(30, is_door_open=True), False),
        (situation(8 * 60, is_door_open=True), False),
        # until half an hour after its end
        (situation(45, door_ended_ms=0), False),
        (situation(45, door_ended_ms=29 * MINUTE), False),
        (situation(45, door_ended_ms=30 * MINUTE), True),
        (situation(29, door_ended_ms=300 * MINUTE), False),
        # opened again after its end
        (situation(45, is_door_open=True, door_ended_ms=300 * MINUTE), False),
        # the kiosk goes blank and stays
        (situation(8 * 60, is_kiosk=True), False),
        # an import of two hours is not cut off by the lock
        (situation(120, is_working=True), False),
    ],
)
def test_when_it_locks(now: Situation, is_due: bool) -> None:
    assert is_lock_due(now) is is_due
