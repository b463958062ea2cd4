"""Deeds cut off in every way: `python cutting.py FOLDER FIRST LAST WAY,… DEED,…`, and `spread` which calls that.

Rounds FIRST to LAST - 1 go round the deeds, one after the other, each in a fresh copy in a child process; a line of
JSON tells of each. `killed` draws when and where; `failing`, `full` and `read-only` go through every place there is, or
through as many as rounds are wanted, evenly. A round of the same number is the same again.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from faults.calls import (
    ALL,
    FAIL,
    KILL,
    KINDS,
    NO_HARM,
    PULL,
    TEAR,
    Ended,
    Harm,
    cut_off,
    is_preloadable,
    preloaded,
)
from faults.deeds import DEEDS, Deed
from faults.disks import made_read_only, small_disk
from faults.village import contents
from homes import moved_home
from soak.part import Report, Tell

PAGE = 4096
_CHANGES = ("write", "rename", "other")


class Case(NamedTuple):
    """One round: what is harmed, in words; the harm; how many bytes are free; what can only be read."""

    words: str
    harm: Harm = NO_HARM
    free: int | None = None
    read_only: str = ""


# ---- what is done to a deed ----------------------------------------------------------------------------------------


class Cutter:
    """Cuts one deed off, again and again, below a folder."""

    def __init__(self, deed: Deed, folder: Path) -> None:
        self.deed = deed
        self._folder = folder
        self._at = folder / "copy"

    @cached_property
    def whole(self) -> Ended:
        """Do it once without harm; raises where that already goes wrong."""
        ended, fault = self.round(Case("no harm"))
        assert (ended.how, fault) == ("done", ""), f"{self.deed.name} without harm: {ended} {fault}"
        return ended

    def round(self, case: Case) -> tuple[Ended, str]:
        """Do it in a fresh copy; returns how it ended, and what is lost in words, or nothing."""
        at = self._at
        with ExitStack() as around:
            if case.free is not None:
                at = around.enter_context(small_disk(self._folder / "disk", self._room())) / "copy"
            self.deed.copy(at)
            before = contents(at / case.read_only) if case.read_only else {}
            ended = self._harmed(at, case)
            try:
                if ended.how == "broken":
                    return ended, "not told by name: " + " | ".join(ended.why.strip().splitlines()[-3:])
                assert not case.read_only or contents(at / case.read_only) == before, "it could be read only"
                self.deed.check(at, ended.said, ended.how)
            except Exception as error:
                return ended, told_of(error)
            finally:
                shutil.rmtree(at)
        return ended, ""

    def _harmed(self, at: Path, case: Case) -> Ended:
        with ExitStack() as around:
            if case.free is not None:
                ballast = at.with_name("ballast")
                ballast.write_bytes(bytes(max(0, shutil.disk_usage(at).free - case.free)))
                around.callback(ballast.unlink)
            if case.read_only:
                around.enter_context(made_read_only(at / case.read_only))
            return cut_off(lambda say: self.deed.act(at, say), at, case.harm)

    def _room(self) -> int:
        taken = sum(path.stat().st_size + PAGE for path in self.deed.template.rglob("*") if path.is_file())
        return 8 * taken + (4 << 20)


def told_of(error: Exception) -> str:
    """Return what went wrong and where, in one line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno} {last.line})"


def killed(cutter: Cutter, numbers: Sequence[int], most: int) -> Iterator[Case]:
    """Kill after a time, before a call, or in the middle of a write, as the number of the round draws it."""
    whole = cutter.whole
    calls, writes = sum(whole.calls.values()), whole.calls.get("write", 0)
    for number in numbers:
        draw = random.Random(f"{cutter.deed.name} {number}")
        how = draw.choice(("time", "call", "call", "torn")) if writes else "time"
        if how == "time":
            after = draw.uniform(0, whole.seconds * 1.1)
            yield Case(f"killed after {after:.4f} s", Harm(after=after))
        elif how == "call":
            which = draw.randint(1, calls)
            yield Case(f"killed before call {which}", Harm(KILL, ALL, which))
        else:
            which = draw.randint(1, writes)
            yield Case(f"killed in write {which}", Harm(TEAR, KINDS["write"], which))


def failing(cutter: Cutter, numbers: Sequence[int], most: int) -> Iterator[Case]:
    """Let each call of each kind fail, alone and with all after it."""
    cases = [
        Case(f"{name} {which} fails{rest}", Harm(what, kind, which, error))
        for name, kind in KINDS.items()
        for which in range(1, cutter.whole.calls[name] + 1)
        for what, error, rest in ((FAIL, errno.EIO, ""), (PULL, errno.ENODEV, " and all after it"))
    ]
    yield from evenly(cases, numbers, most)


def full(cutter: Cutter, numbers: Sequence[int], most: int) -> Iterator[Case]:
    """Leave no room, then room for a page, for two, until there is enough."""
    enough = 16 * PAGE
    while not _is_clean(cutter.round(Case("", free=enough))):
        enough *= 2
    cases = [Case(f"{free} bytes free", free=free) for free in range(0, enough, PAGE)]
    yield from evenly(cases, numbers, most)


def read_only(cutter: Cutter, numbers: Sequence[int], most: int) -> Iterator[Case]:
    """Let each folder be read only, and let everything become so at each call."""
    calls = sum(cutter.whole.calls.get(name, 0) for name in _CHANGES)
    kinds = sum(KINDS[name] for name in _CHANGES)
    cases = [Case(f"{name} is read only", read_only=name) for name in cutter.deed.written_in]
    cases += [
        Case(f"read only from call {which} on", Harm(PULL, kinds, which, errno.EROFS)) for which in range(1, calls + 1)
    ]
    yield from evenly(cases, numbers, most)


def evenly(cases: Sequence[Case], numbers: Sequence[int], most: int) -> Iterator[Case]:
    """Yield the cases of some numbers, out of all of them or out of `most` that lie evenly."""
    chosen = cases if most >= len(cases) else [cases[place * len(cases) // most] for place in range(most)]
    yield from (chosen[number] for number in numbers if number < len(chosen))


def _is_clean(told: tuple[Ended, str]) -> bool:
    ended, fault = told
    assert not fault, fault
    return ended.how == "done" and not any(line.startswith("!") for line in ended.said)


WAYS: dict[str, Callable[[Cutter, Sequence[int], int], Iterator[Case]]] = {
    "killed": killed,
    "failing": failing,
    "full": full,
    "read-only": read_only,
}


# ---- from outside --------------------------------------------------------------------------------------------------


def spread(ways: Sequence[str], rounds: range, folder: Path, tell: Tell, deeds: Sequence[str] = tuple(DEEDS)) -> Report:
    """Spread rounds of some ways over deeds; a round of the same number is the same again, but for the time.

    Wants what counts calls (see `calls`); for `full`, the right to mount, or a system that gives it to who asks.
    """
    report, codes, done = Report(), Counter[str](), Counter[str]()
    environment = preloaded(folder) if is_preloadable() else dict(os.environ)
    before = ["unshare", "-rm"] if {"full", "read-only"} & {*ways} and os.geteuid() else []
    work = folder / "work"
    arguments = [str(work), str(rounds.start), str(rounds.stop), ",".join(ways), ",".join(deeds)]
    command = [*before, sys.executable, str(Path(__file__)), *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            one = json.loads(line)
            done[f"{one['deed']} {one['way']}"] += 1
            codes.update([one["how"], *one["codes"]])
            if one["fault"]:
                report.losses.append(f"{one['deed']}, round {one['number']}, {one['words']}: {one['fault']}")
                tell(f"  LOST {report.losses[-1]}")
            report.rounds += 1
            if report.rounds % 500 == 0:
                tell(f"  {report.rounds} rounds, {one['deed']}")
    if process.returncode:
        report.losses.append(f"the rounds did not come to their end ({process.returncode})")
    shutil.rmtree(work, ignore_errors=True)
    report.told = dict(done) | dict(codes.most_common())
    return report


def main(arguments: list[str]) -> None:
    """Do rounds of some deeds in some ways."""
    where, first, last, ways, deeds = arguments
    folder, names = Path(where), deeds.split(",")
    moved_home(folder / "home")
    for place, name in enumerate(names):
        cutter = Cutter(DEEDS[name](folder / name), folder / name)
        numbers = range(*(-(-(int(edge) - place) // len(names)) for edge in (first, last)))
        for way in ways.split(","):
            cases = WAYS[way](cutter, numbers, numbers.stop)
            for number, case in zip(numbers, cases, strict=False):
                ended, fault = cutter.round(case)
                said = {line.removeprefix("! ") for line in ended.said if line.startswith("! ")}
                codes = sorted(said | ({ended.why} if ended.how == "refused" else set()))
                told = {"deed": name, "way": way, "number": number * len(names) + place, "words": case.words}
                told |= {"how": ended.how, "codes": codes, "fault": fault}
                sys.stdout.write(json.dumps(told) + "\n")
                sys.stdout.flush()
        shutil.rmtree(folder / name)


if __name__ == "__main__":
    main(sys.argv[1:])
