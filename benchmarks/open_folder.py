"""From the passphrase to an open data folder with many operations, against deriving the key of that passphrase alone.

    PYTHONPATH=app python benchmarks/open_folder.py [OPERATIONS] [ROUNDS] [FOLDER]

The folder is that of a laptop of benchmarks/import_bundle.py: OPERATIONS registrations and check-ins (FOLDER keeps what
was built for another run). Opening reads the key file, derives the key (argon2id, at the cost of the program), opens
the database, compares it with its tip, looks at what waits, and the check at the start follows, as the program does it.
The rival is argon2id with the same passes and memory, and nothing else.

Rounds alternate, each opening in a process of its own that has loaded the program; the figures are ratios of medians,
in wall time and in processor time (aim 1.5).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nacl.pwhash
from import_bundle import build

from tianye.exchange import keys
from tianye.services import diagnostics, operators
from tianye.services.station import Station, World

AS_BUILT, PASSPHRASE = "benchmark pass", "benchmark pass of today"
ROUNDS = 5


def at_full_cost(folder: Path) -> None:
    """Give a folder a passphrase that costs what it costs in the program; one that has it already is left alone."""
    mark = folder.parent / "costs"
    if not mark.exists():
        with Station.open(folder, AS_BUILT, World(tips=None)) as station:
            operators.change_passphrase(station, AS_BUILT, PASSPHRASE)
        mark.touch()


def timed(folder: Path, tips: Path) -> tuple[float, float, int]:
    """Open a folder and look at it as the program does; returns wall and processor seconds, and its operations."""
    began, worked = time.perf_counter(), time.process_time()
    with Station.open(folder, PASSPHRASE, World(tips=tips)) as station:
        assert diagnostics.check_at_start(station).is_sound
        took = time.perf_counter() - began, time.process_time() - worked
        return *took, station.log.count()


def rival() -> tuple[float, float]:
    """Derive a key; returns wall and processor seconds."""
    cost, salt = keys.DEFAULT, os.urandom(nacl.pwhash.argon2id.SALTBYTES)
    began, worked = time.perf_counter(), time.process_time()
    nacl.pwhash.argon2id.kdf(32, PASSPHRASE.encode(), salt, cost.passes, cost.memory_kib * 1024)
    return time.perf_counter() - began, time.process_time() - worked


def main(arguments: list[str]) -> None:
    """Measure and print."""
    if arguments[:1] == ["--open"]:
        print(json.dumps(timed(Path(arguments[1]), Path(arguments[2]))))
        return
    operations = int(arguments[0]) if arguments else 1_000_000
    rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
    walls, workeds = [], []
    with tempfile.TemporaryDirectory() as scratch:
        where = Path(arguments[2]) if len(arguments) > 2 else Path(scratch) / "built"
        build(where, operations)
        at_full_cost(where / "l")
        for number in range(rounds + 1):
            wall, worked = rival()
            command = [sys.executable, __file__, "--open", str(where / "l"), str(Path(scratch) / "tips")]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            ours_wall, ours_worked, count = json.loads(told)
            # the first time there is no tip to compare with
            if number:
                print(f"{count} operations: argon2id {wall:.2f} s, opened {ours_wall:.2f} s")
                walls.append(ours_wall / wall)
                workeds.append(ours_worked / worked)
    print(f"opening : argon2id alone {statistics.median(walls):.2f} (aim 1.5)")
    print(f"the same in processor time: {statistics.median(workeds):.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
