"""A disk that is full at each step of each deed: told by name, nothing said is lost, and with room it goes on."""

from __future__ import annotations

from faults.cutting import spread
from soak.part import EVERY, Part, Report, Wanted


def run(wanted: Wanted) -> Report:
    """Leave every deed no room, then a page, two, until it has enough."""
    return spread(["full"], wanted.rounds, wanted.folder, wanted.tell)


PART = Part("full-disk", "P4", EVERY, run)
