"""The write-ahead log cut at every frame, a byte before and a byte after: what stands is what was said, up to there."""

from __future__ import annotations

from faults.commits import Commits
from soak.part import EVERY, Part, Report, Wanted, evenly


def run(wanted: Wanted) -> Report:
    """Cut the log of so many commits."""
    commits = Commits(wanted.folder, wanted.size)
    report = Report(told={"frames": commits.frames, "commits": wanted.size})
    for number, length in enumerate(evenly(commits.cuts(), wanted.rounds)):
        report.losses += [fault] if (fault := commits.cut_to(length, number)) else []
        report.rounds += 1
        if report.rounds % 1000 == 0:
            wanted.tell(f"  {report.rounds} cuts")
    return report


PART = Part("cut-log", "P2", EVERY, run, 200, "commits")
