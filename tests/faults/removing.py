"""Somebody is removed, again and again, and each time it goes wrong elsewhere: `python removing.py FOLDER HOW`.

FOLDER holds `laptop`, a data folder; for every step on the way a copy `HOW-1`, `HOW-2` … is made beside it, in which
a process of its own removes 拉毛 and is killed just before that step (`killed`), or that step fails (`failing`), until
one comes through; STRIDE in the environment leaves steps out between two that are tried. A step is a file that is
opened, renamed, taken away or forced to the disk, or a statement of the database. Writes a line for each: its folder,
how it ended.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from faults.deeds import REMOVED
from faults.village import world
from tianye.domain.errors import TianyeError
from tianye.services import operators, registration
from tianye.services.station import Station
from town import PASSPHRASE

STEPS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.utime"})
KILLED, DONE, MENDED, REFUSED, BROKEN = "killed", "done", "mended", "refused", "broken"
ENDINGS = {0: DONE, 1: MENDED, 3: REFUSED}


class Countdown:
    """Counts the steps below a folder and does its worst at the last of them."""

    def __init__(self, folder: Path, steps: int, how: str) -> None:
        self._folder, self._left, self._how = str(folder), steps, how
        self.is_armed = False

    def watch(self, station: Station) -> None:
        """Begin to count."""
        sys.addaudithook(self._heard)
        fsync = os.fsync

        def forced(descriptor: int) -> None:
            self._step()
            fsync(descriptor)

        os.fsync = forced
        if self._how == KILLED:
            # what a callback raises is lost, so statements do not fail this way
            station.database._connection.set_trace_callback(lambda _: self._step())
        self.is_armed = True

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.is_armed and event in STEPS and str(arguments[0]).startswith(self._folder):
            self._step()

    def _step(self) -> None:
        if not self.is_armed:
            return
        self._left -= 1
        if self._left == 0:
            self.is_armed = False
            if self._how == KILLED:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def remove(folder: Path, countdown: Countdown) -> int:
    """Remove her, and go on working; 0 done, 1 done in spite of what failed, 3 refused by name, 5 anything else."""
    try:
        with Station.open(folder, PASSPHRASE, world("2026-06-12 09:00")) as station:
            countdown.watch(station)
            sys.stdout.write("r")
            sys.stdout.flush()
            try:
                operators.remove(station, operators.get_operator(station, REMOVED))
            except TianyeError as fault:
                status = 5 if fault.kind == "bug" else 3
            else:
                status = 0 if countdown.is_armed else 1
            countdown.is_armed = False
            registration.register(station, {"name": "后来的人"}, {})
            return status
    except Exception as error:
        sys.stderr.write(f"{folder.name}: {error!r}\n")
        return 5


def child(folder: Path, countdown: Countdown) -> str:
    """Let a process of its own remove her; returns how it ended."""
    read, write = os.pipe()
    number = os.fork()
    if not number:
        os.dup2(write, 1)
        os._exit(remove(folder, countdown))
    os.close(write)
    os.read(read, 1)
    os.close(read)
    _, status = os.waitpid(number, 0)
    if os.WIFSIGNALED(status):
        return KILLED
    return ENDINGS.get(os.WEXITSTATUS(status), BROKEN)


def main() -> None:
    folder, how = Path(sys.argv[1]), sys.argv[2]
    stride = int(os.environ.get("STRIDE", "1"))
    steps, ended = 0, ""
    while ended != DONE:
        steps += stride
        copy = folder / f"{how}-{steps}"
        shutil.copytree(folder / "laptop", copy)
        ended = child(copy, Countdown(copy, steps, how))
        sys.stdout.write(f"{copy.name} {ended}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
