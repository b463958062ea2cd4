"""The clock never goes back, whatever the laptop's clock does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tianye.domain.clock import MAX_LEAD_MS, Clock, Stamp

WALL = st.integers(-(10**13), 10**13)
NOW = 1_790_000_000_000


@given(st.lists(WALL, min_size=2, max_size=50))
def test_stamps_of_one_epoch_only_grow(walls: list[int]) -> None:
    clock = Clock()
    stamps = []
    for wall in walls:
        clock, reading = clock.tick(wall)
        stamps.append(reading.stamp)
    assert stamps == sorted(set(stamps))


@given(WALL, WALL, WALL)
def test_a_person_s_word_starts_a_later_epoch_at_her_time(wall: int, true: int, later: int) -> None:
    clock, before = Clock().tick(wall)
    clock, after = clock.told(max(true, 1), wall).tick(wall)
    assert after.stamp > before.stamp
    assert after.stamp.ms == max(true, 1)
    _, still_later = clock.tick(later)
    assert still_later.stamp > after.stamp


def test_a_laptop_eight_years_ahead_does_not_pull_an_honest_clock_along() -> None:
    clock, _ = Clock().tick(NOW)
    eight_years = Stamp(0, NOW + 8 * 366 * 86_400_000, 0)
    assert clock.saw(eight_years, NOW) == clock
    near = Stamp(0, NOW + MAX_LEAD_MS, 3)
    _, reading = clock.saw(near, NOW).tick(NOW)
    assert reading.stamp > near


def test_a_dead_battery_is_flagged_and_refuses_nothing() -> None:
    clock = Clock(floor_ms=NOW)
    clock, reading = clock.tick(0)
    assert reading.is_suspect
    assert reading.stamp.ms == 0
    _, honest = clock.tick(NOW + 1000)
    assert not honest.is_suspect


def test_the_first_clock_may_be_in_2099_and_a_person_puts_it_right() -> None:
    in_2099 = 4_070_908_800_000
    clock, wrong = Clock(floor_ms=NOW).tick(in_2099)
    assert wrong.is_suspect
    clock, right = clock.told(NOW + 5000, in_2099).tick(in_2099 + 1000)
    assert right.stamp == Stamp(1, NOW + 6000, 0)
    assert not right.is_suspect


def test_a_frozen_clock_counts_on() -> None:
    clock = Clock()
    for _ in range(70_000):
        clock, reading = clock.tick(NOW)
    assert reading.stamp == Stamp(0, NOW + 1, 70_000 - 1 - 0x10000)
