"""One bit flipped in every page of the database and every frame of its write-ahead log: noticed, nothing wrong shown.

A page is noticed by the check in full or when it is read; what can be read is saved. A frame ends the log there, and
the tip tells what is missing; up to twenty commits after the last tip nobody can miss.
"""

from __future__ import annotations

from faults.commits import Commits
from faults.flipping import Flips
from soak.part import EVERY, Part, Report, Wanted, evenly


def run(wanted: Wanted) -> Report:
    """Flip a bit of everything of a database of so many commits."""
    flips = Flips(wanted.folder / "pages", wanted.size + 10, wanted.size)
    commits = Commits(wanted.folder / "frames", wanted.size)
    report = Report(told={"pages": len(flips.pages), "frames": commits.frames, "saved": 0, "nothing saved": 0})
    places = [("page", page) for page in flips.pages] + [("frame", frame) for frame in range(commits.frames)]
    for number, (kind, place) in enumerate(evenly(places, wanted.rounds)):
        if kind == "frame":
            faults = [commits.flip_in(place, number)]
        else:
            faults = [flips.fault_of(place), _saved(flips, place, report)]
        report.losses += [fault for fault in faults if fault]
        report.rounds += 1
        if report.rounds % 500 == 0:
            wanted.tell(f"  {report.rounds} bits")
    return report


def _saved(flips: Flips, page: int, report: Report) -> str:
    try:
        outcome = "nothing saved" if flips.saved(page) is None else "saved"
    except Exception as error:
        return f"page {page}, saving: {type(error).__name__} {error}"
    report.told[outcome] = int(str(report.told[outcome])) + 1
    return ""


PART = Part("flipped", "P3", EVERY, run, 200, "commits")
