"""What a part of the soak is, and how one runs that stands in an ordinary test with its number of rounds given."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

TESTS = Path(__file__).parents[1]
Place = TypeVar("Place")


@dataclass
class Report:
    """What came of a part: rounds done, losses (there must be none), and what else is worth telling, by name."""

    rounds: int = 0
    losses: list[str] = field(default_factory=list)
    told: dict[str, object] = field(default_factory=dict)


Tell = Callable[[str], None]


class Wanted(NamedTuple):
    """What a part is to do: which rounds, how large (what that counts, its part says), an empty folder, and where to
    say how far it is; a folder of forms for the part that reads them.
    """

    rounds: range
    size: int
    folder: Path
    tell: Tell
    forms: Path | None = None


@dataclass(frozen=True)
class Part:
    """One part: its name, the promises it is for, the rounds of a whole soak, how it runs, and its size, in words.

    A module of this folder with a `PART` in it is found by itself. Where a part goes through every place there is,
    `rounds` is more than there are, and fewer rounds lie evenly.
    """

    name: str
    promises: str
    rounds: int
    run: Callable[[Wanted], Report]
    size: int = 0
    sized: str = ""


EVERY = 1_000_000
"""Rounds of a part that goes through every place there is."""


def evenly(places: Sequence[Place], rounds: range) -> list[Place]:
    """Return the places of some rounds, out of all of them or, where fewer are wanted, of some that lie evenly."""
    most = min(rounds.stop, len(places))
    return [places[number * len(places) // most] for number in range(rounds.start, most)]


def told_by_hypothesis(test: str, variable: str, at_a_time: int) -> Callable[[Wanted], Report]:
    """Return the run of a part that is a test of Hypothesis, which reads its examples from an environment variable.

    So many rounds are done in a process each, under a seed of their own: one that was stopped goes on from there.
    """

    def run(wanted: Wanted) -> Report:
        report = Report()
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider"]
        for first in range(wanted.rounds.start, wanted.rounds.stop, at_a_time):
            rounds = min(at_a_time, wanted.rounds.stop - first)
            environment = os.environ | {
                variable: str(rounds),
                "TIANYE_HYPOTHESIS": "deep",
                "TMPDIR": str(wanted.folder),
            }
            done = subprocess.run(
                [*command, f"--hypothesis-seed={first}", "--basetemp", str(wanted.folder / "pytest"), test],
                cwd=TESTS.parent,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            lines = done.stdout.strip().splitlines() or [f"pytest ended with {done.returncode}"]
            report.losses += [] if done.returncode == 0 else lines[-20:]
            report.rounds += rounds
            wanted.tell(f"  {report.rounds} of {len(wanted.rounds)}: {lines[-1]}")
        return report

    return run
