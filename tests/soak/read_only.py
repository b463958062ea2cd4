"""Folders that can be read only, from the start or from a call on: told by name, nothing is changed, nothing lost."""

from __future__ import annotations

from faults.cutting import spread
from soak.part import EVERY, Part, Report, Wanted


def run(wanted: Wanted) -> Report:
    """Let the folders of all deeds be read only."""
    return spread(["read-only"], wanted.rounds, wanted.folder, wanted.tell)


PART = Part("read-only", "P4", EVERY, run)
