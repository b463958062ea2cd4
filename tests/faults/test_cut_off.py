"""Work that is cut off: killed, or with a call to the disk that fails. All of it, at size: `python3 run.py soak`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faults.calls import is_preloadable
from faults.commits import Commits
from faults.cutting import spread
from faults.deeds import DEEDS
from faults.disks import is_mountable

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed otherwise here")
EACH = 2
"""Rounds of each deed and way."""


def test_what_was_said_stays_and_nothing_is_half(tmp_path: Path) -> None:
    ways = ["killed"]
    ways += ["failing", "read-only"] if is_preloadable() else []
    ways += ["full"] if is_mountable() else []
    report = spread(ways, range(EACH * len(DEEDS)), tmp_path, lambda _: None)
    assert report.losses == []
    assert [report.told[f"{deed} {way}"] for deed in DEEDS for way in ways] == [EACH] * len(DEEDS) * len(ways)


def test_a_cut_log_is_as_after_the_last_commit_that_is_whole(tmp_path: Path) -> None:
    commits = Commits(tmp_path, 25)
    cuts = commits.cuts()
    assert [fault for number, cut in enumerate(cuts[::40]) if (fault := commits.cut_to(cut, number))] == []
    frames = range(0, commits.frames, 12)
    assert [fault for number, frame in enumerate(frames) if (fault := commits.flip_in(frame, number))] == []
