"""Removing a person puts the database under a new key: whenever that is cut off, everybody else can still open it.

`STRIDE` in the environment is how many steps lie between two that are tried: 5, or 1 for all of them. Killed after a
time by chance, and at calls of the system: `deeds`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from faults.deeds import assert_nobody_is_kept_out, found_with_three

REMOVING = Path(__file__).with_name("removing.py")
STRIDE = int(os.environ.get("STRIDE", "5"))
FEWEST_STEPS = 25

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed otherwise here")


@pytest.fixture
def old_key(tmp_path: Path) -> bytes:
    """Make a laptop at which three people work; returns the key of its database."""
    return found_with_three(tmp_path / "laptop")


def removals(folder: Path, how: str) -> dict[str, str]:
    """Let her be removed in copies of the laptop; returns folder → how it ended."""
    done = subprocess.run(
        [sys.executable, str(REMOVING), str(folder), how],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "STRIDE": str(STRIDE)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return dict(line.split() for line in done.stdout.splitlines())


@pytest.mark.parametrize("how", ["killed", "failing"])
def test_cut_off_at_every_step(tmp_path: Path, old_key: bytes, how: str) -> None:
    ended = removals(tmp_path, how)
    assert len(ended) * STRIDE > FEWEST_STEPS
    *before, last = ended.values()
    assert last == "done"
    assert set(before) <= ({"killed"} if how == "killed" else {"refused", "mended"})
    olds = {
        assert_nobody_is_kept_out(tmp_path / name, old_key, {0} if one == "killed" else {1})[0]
        for name, one in ended.items()
    }
    assert olds == {True, False}
