"""What was acknowledged is there after the program was killed, whenever that was.

`KILLS` in the environment is the number of rounds: 15, or 2000 for a night.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from faults.village import SESSION, assert_sound, check_in_next, found_laptop, open_laptop, present
from tianye.domain.ids import from_text
from town import PASSPHRASE

DOOR = Path(__file__).with_name("door.py")
ROUNDS = int(os.environ.get("KILLS", "15"))
MOST_PER_ROUND = 12


def checks_in_until_killed(folder: Path, acknowledged: int) -> list[bytes]:
    """Run a door, kill it once it has acknowledged so many check-ins, return all it acknowledged until it was gone."""
    with subprocess.Popen(
        [sys.executable, str(DOOR), str(folder), SESSION, PASSPHRASE], stdout=subprocess.PIPE, text=True
    ) as door:
        assert door.stdout is not None
        assert door.stdout.readline() == "open\n"
        said = [door.stdout.readline() for _ in range(acknowledged)]
        door.kill()
        said += door.stdout.readlines()
    # a line that was cut off in the middle of writing acknowledged nothing
    return [from_text(line) for line in said if line.endswith("\n")]


@pytest.mark.skipif(os.name != "posix", reason="a process is killed otherwise here")
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    # a door may run on for a while between the last line that is read and its end
    found_laptop(folder, people=ROUNDS * MOST_PER_ROUND * 2)
    source = random.Random(11)
    acknowledged: set[bytes] = set()
    for _ in range(ROUNDS):
        fresh = checks_in_until_killed(folder, source.randrange(MOST_PER_ROUND))
        assert acknowledged.isdisjoint(fresh)
        acknowledged.update(fresh)
        with open_laptop(folder) as station:
            here = present(station)
            assert acknowledged <= here
            # what was committed and not yet said counts as said from now on
            acknowledged = here
            sequence = station.log.head(station.identity.device).sequence
            assert station.database.row("SELECT max(id) & 4294967295 FROM operation") == (sequence,)
    assert acknowledged
    with open_laptop(folder) as station:
        assert_sound(station)
        acknowledged.add(check_in_next(station))
        assert present(station) == acknowledged
