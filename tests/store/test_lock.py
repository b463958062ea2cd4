"""One program at a time in a folder, also after a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tianye.domain.errors import WorldFault
from tianye.store.lock import FolderLock

HOLDER = """
import sys
from pathlib import Path
from tianye.store.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_program_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WorldFault) as refused:
            FolderLock(path)
        assert refused.value.code == "station.in-use"
        holder.kill()
    FolderLock(path).release()


def test_it_is_free_after_release_and_may_be_released_twice(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock")
    with pytest.raises(WorldFault):
        FolderLock(tmp_path / "lock")
    lock.release()
    lock.release()
    FolderLock(tmp_path / "lock").release()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorldFault) as told:
        FolderLock(tmp_path / "gone" / "lock")
    assert told.value.code == "file.missing"
