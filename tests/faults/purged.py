"""A laptop purges what it may, and is killed on the way: `python purged.py FOLDER`, again and again.

FOLDER holds `laptop`, a data folder; a copy `killed-N` is made for each step that is tried, in which a process of its
own is killed just before it, until one comes through. STRIDE in the environment leaves steps out between two that are
tried. A step is as in `removing`. Writes a line for each: its folder, how it ended.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from faults.removing import DONE, KILLED, Countdown
from faults.village import world
from tianye.services import purging
from tianye.services.station import Station
from town import PASSPHRASE

MOMENT = "2026-07-20 09:00"


def purge(folder: Path, countdown: Countdown) -> int:
    """Purge, two subjects at a time; 0 when it came through."""
    purging.AT_ONCE = 2
    with Station.open(folder, PASSPHRASE, world(MOMENT)) as station:
        countdown.watch(station)
        purging.purge(station)
        countdown.is_armed = False
    return 0


def main() -> None:
    """Try every step."""
    folder, stride = Path(sys.argv[1]), int(os.environ.get("STRIDE", "1"))
    steps, ended = 0, ""
    while ended != DONE:
        steps += stride
        copy = folder / f"killed-{steps}"
        shutil.copytree(folder / "laptop", copy)
        number = os.fork()
        if not number:
            os._exit(purge(copy, Countdown(copy, steps, KILLED)))
        _, status = os.waitpid(number, 0)
        ended = KILLED if os.WIFSIGNALED(status) else DONE if status == 0 else "broken"
        sys.stdout.write(f"{copy.name} {ended}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
