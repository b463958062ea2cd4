"""Two programs at one data folder, again and again (the short form is `faults/test_data_folder.py`)."""

from __future__ import annotations

from collections import Counter

from faults.together import played
from soak.part import Part, Report, Wanted


def run(wanted: Wanted) -> Report:
    """Let two processes meet."""
    report, stories = Report(), Counter[str]()
    for story, fault in played(wanted.folder, wanted.rounds):
        stories[story] += 1
        report.losses += [fault] if fault else []
        report.rounds += 1
    report.told |= dict(stories)
    return report


PART = Part("two-processes", "P1", 600, run)
