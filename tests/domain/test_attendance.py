"""What the marks of several doors say together about one person at one session."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tianye.domain.attendance import Outcome, Presence, presence
from tianye.domain.clock import Stamp
from tianye.domain.fold import EMPTY, Event, fold
from tianye.domain.kinds import KINDS, is_usable
from tianye.domain.ops import reference

DOOR_1, DOOR_2, OFFICE = (bytes([number]) * 16 for number in (1, 2, 3))


def event(door: bytes, sequence: int, kind: str, fields: dict[str, Any], **replaced: list[Event]) -> Event:
    assert is_usable(KINDS[kind], bytes(20), fields)
    supersedes = {field: [older.reference for older in olders] for field, olders in replaced.items()}
    return Event(reference(door, sequence), kind, Stamp(0, sequence, 0), False, fields, supersedes)


def mark(door: bytes, sequence: int, arrived: int | None = 540, how: str = "badge", **replaced: list[Event]) -> Event:
    return event(door, sequence, "attendance.marked", {"mark": {"arrived": arrived, "how": how}}, **replaced)


def unmark(door: bytes, sequence: int, *seen: Event) -> Event:
    return event(door, sequence, "attendance.unmarked", {"undone": True}, mark=list(seen))


def left(door: bytes, sequence: int, minute: int) -> Event:
    return event(door, sequence, "attendance.left", {"left": minute})


def derived(*events: Event) -> Presence:
    """Derive from every order of arrival; they agree."""
    (found,) = {presence(fold(order)) for order in permutations(events)}
    return found


def test_nobody_marked_is_not_present() -> None:
    assert presence(EMPTY) == Presence(False, None, None, 0, None, needs_review=False)


def test_two_doors_meet_in_the_earliest_arrival_and_the_latest_departure() -> None:
    events = (mark(DOOR_1, 1, 545, "search"), mark(DOOR_2, 1, 538), left(DOOR_1, 2, 690), left(DOOR_2, 2, 700))
    assert derived(*events) == Presence(True, 538, 700, 2, "badge", needs_review=False)


def test_a_tick_without_a_time_is_a_mark() -> None:
    assert derived(mark(DOOR_1, 1, None, "paper")) == Presence(True, None, None, 1, "paper", needs_review=False)
    both = derived(mark(DOOR_1, 1, None, "paper"), mark(DOOR_2, 1, 600, "list"))
    assert (both.arrived, both.how, both.marks) == (600, "list", 2)


def test_an_undone_mark_is_gone() -> None:
    wrong = mark(DOOR_1, 1)
    assert not derived(wrong, unmark(DOOR_1, 2, wrong)).is_present
    assert not derived(wrong, unmark(DOOR_1, 2, wrong), left(DOOR_1, 3, 700)).needs_review


def test_only_an_undo_that_had_not_seen_a_mark_is_reviewed() -> None:
    here, there = mark(DOOR_1, 1), mark(DOOR_2, 1)
    unseen = derived(here, there, unmark(DOOR_1, 2, here))
    assert (unseen.is_present, unseen.needs_review) == (True, True)
    assert not derived(here, there).needs_review
    assert not derived(here, there, unmark(DOOR_1, 2, here, there)).needs_review


def test_marking_again_after_an_undo_is_no_riddle() -> None:
    wrong = mark(DOOR_1, 1)
    undo = unmark(DOOR_1, 2, wrong)
    again = derived(wrong, undo, mark(DOOR_1, 3, undone=[undo]))
    assert (again.is_present, again.needs_review) == (True, False)


def test_a_review_ends_with_a_mark_that_has_seen_the_undo() -> None:
    here, there = mark(DOOR_1, 1), mark(DOOR_2, 1)
    undo = unmark(DOOR_1, 2, here)
    decided = mark(OFFICE, 1, 540, "list", mark=[there], undone=[undo])
    assert derived(here, there, undo, decided) == Presence(True, 540, None, 1, "list", needs_review=False)
    # an undo the decision had not seen asks again
    assert derived(here, there, undo, decided, unmark(DOOR_2, 2, there)).needs_review


@pytest.mark.parametrize("value", [None, {}, {"arrived": "9"}, {"arrived": 1440}, {"arrived": -1}, {"arrived": True}])
def test_a_mark_of_another_release_is_read_as_far_as_it_goes(value: Any) -> None:
    found = presence(fold([event(DOOR_1, 1, "attendance.marked", {"mark": value})]))
    assert (found.is_present, found.arrived) == (value is not None, None)


def test_a_second_scan_is_no_refusal() -> None:
    assert {one for one in Outcome if one.is_admitted} == {Outcome.ADMITTED, Outcome.ALREADY_IN}
