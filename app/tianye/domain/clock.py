"""A hybrid clock: orders what is shown, never decides, never refuses.

A stamp is (epoch, ms, counter). Within an epoch stamps only grow, whatever the laptop's clock does. When the person
at the morning question says that the date is wrong, a new epoch starts from the time she gives; nothing already
stamped is touched. Causality comes from what an operation supersedes, not from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

MAX_LEAD_MS = 24 * 3600 * 1000
"""A foreign stamp further ahead than this does not pull our clock along (safety, B7)."""

STEP_BACK_MS = 5 * 60 * 1000
PLAUSIBLE_YEARS_MS = 3 * 366 * 24 * 3600 * 1000
MAX_COUNTER = 0xFFFF


class Stamp(NamedTuple):
    """When, as far as the laptop knew: epoch of its clock, milliseconds since 1970 UTC, counter within one ms."""

    epoch: int
    ms: int
    counter: int


_ZERO = Stamp(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A stamp with the laptop's raw wall clock and whether that clock was believable."""

    stamp: Stamp
    wall_ms: int
    is_suspect: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The state of one device's clock; every method returns a new one.

    `offset_ms` is what a person's word added to the wall clock in this epoch. `floor_ms` is the latest moment the
    laptop has proof of: the program's build or headquarters' last receipt.
    """

    epoch: int = 0
    last: Stamp = _ZERO
    last_wall_ms: int = 0
    offset_ms: int = 0
    floor_ms: int = 0

    def tick(self, wall_ms: int) -> tuple[Clock, Reading]:
        """Stamp one event; strictly after every earlier stamp of this clock's epoch."""
        told = max(0, wall_ms + self.offset_ms)
        stamp = _after(self.last, self.epoch, told)
        suspect = self.is_suspect(wall_ms)
        return (
            Clock(self.epoch, stamp, wall_ms, self.offset_ms, self.floor_ms),
            Reading(stamp, wall_ms, suspect),
        )

    def is_suspect(self, wall_ms: int) -> bool:
        """Say whether the wall clock contradicts itself or what the laptop has proof of."""
        told = wall_ms + self.offset_ms
        stepped_back = wall_ms < self.last_wall_ms - STEP_BACK_MS
        too_far_on = bool(self.floor_ms) and told > self.floor_ms + PLAUSIBLE_YEARS_MS
        return stepped_back or told < self.floor_ms or too_far_on

    def saw(self, foreign: Stamp, wall_ms: int) -> Clock:
        """Return the clock moved past a stamp of another device, unless that stamp is more than a day ahead."""
        told = max(0, wall_ms + self.offset_ms)
        if foreign.ms > max(told, self.last.ms) + MAX_LEAD_MS or (foreign.ms, foreign.counter) <= self.last[1:]:
            return self
        return Clock(
            self.epoch, Stamp(self.epoch, foreign.ms, foreign.counter), self.last_wall_ms, self.offset_ms, self.floor_ms
        )

    def told(self, true_ms: int, wall_ms: int) -> Clock:
        """Return the clock in a new epoch that starts at the time a person gave."""
        epoch = self.epoch + 1
        return Clock(epoch, Stamp(epoch, 0, 0), wall_ms, true_ms - wall_ms, self.floor_ms)

    def proven(self, moment_ms: int) -> Clock:
        """Return the clock with a later proof of the time (a receipt's date, a build date)."""
        return Clock(self.epoch, self.last, self.last_wall_ms, self.offset_ms, max(self.floor_ms, moment_ms))


def _after(last: Stamp, epoch: int, told_ms: int) -> Stamp:
    if told_ms > last.ms:
        return Stamp(epoch, told_ms, 0)
    if last.counter < MAX_COUNTER:
        return Stamp(epoch, last.ms, last.counter + 1)
    return Stamp(epoch, last.ms + 1, 0)
