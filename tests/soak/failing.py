"""Each call to the disk fails, alone and with all after it: told by name, nothing said is lost, nothing half."""

from __future__ import annotations

from faults.cutting import spread
from soak.part import EVERY, Part, Report, Wanted


def run(wanted: Wanted) -> Report:
    """Let the calls of all deeds fail."""
    return spread(["failing"], wanted.rounds, wanted.folder, wanted.tell)


PART = Part("failing", "P4", EVERY, run)
