"""Killed in the middle of work, again and again: nothing acknowledged is lost, nothing stays half, the work goes on."""

from __future__ import annotations

from faults.cutting import spread
from soak.part import Part, Report, Wanted


def run(wanted: Wanted) -> Report:
    """Spread the kills over all deeds."""
    return spread(["killed"], wanted.rounds, wanted.folder, wanted.tell)


PART = Part("killed", "P1", 2_000, run)
