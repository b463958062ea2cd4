"""Two programs at one data folder: one gets in, the other is told; what either was told stays.

`python together.py FOLDER FIRST LAST` plays rounds, a line of JSON for each: which story, and what is wrong in the end.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from faults.calls import Act, Harm, Running, Say
from faults.village import SESSION, assert_sound, check_in_next, found_laptop, present, world
from tianye.domain.errors import WorldFault
from tianye.domain.ids import from_text, to_text
from tianye.services import backups, checkin
from tianye.services.station import Station
from tianye.store.queries.people import all_people
from town import PASSPHRASE

EACH = 4
_PATIENCE = 10.0
STORIES = ("both at once", "one waits until the other is killed", "a backup beside the work")


class Together:
    """A laptop's folder, and rounds with two processes in copies of it."""

    def __init__(self, folder: Path) -> None:
        self._laptop, self._at, self._stick = folder / "before", folder / "copy", folder / "stick"
        self._inside = folder / "inside"
        found_laptop(self._laptop, people=4 * EACH)

    def _opened(self) -> Station:
        return Station.open(self._at, PASSPHRASE, replace(world("2026-06-12 09:00"), tips=None))

    def round(self, number: int) -> tuple[str, str]:
        """Play one story; returns which, and what is wrong in the end."""
        story = STORIES[number % len(STORIES)]
        shutil.copytree(self._laptop, self._at)
        self._stick.mkdir()
        try:
            draw = random.Random(number)
            play = (self._both, self._one_waits, self._beside)[number % len(STORIES)]
            acknowledged = play(draw)
            with self._opened() as station:
                here = present(station)
                assert acknowledged <= here, "somebody who was checked in is not"
                assert len(here - acknowledged) <= 1
                assert_sound(station)
                check_in_next(station)
        except Exception as error:
            return story, f"round {number}, {story}: {type(error).__name__} {error}"
        finally:
            shutil.rmtree(self._at)
            shutil.rmtree(self._stick)
            self._inside.unlink(missing_ok=True)
        return story, ""

    def _both(self, draw: random.Random) -> set[bytes]:
        """Both open it at the same time; whoever is late is told, and gets in once the other has left."""
        waits = [draw.uniform(0, 0.01) for _ in range(2)]
        ended = [one.ended() for one in [Running(self._door(wait, is_patient=False), self._at) for wait in waits]]
        assert {one.how for one in ended} <= {"done", "refused"}
        assert {one.why for one in ended if one.how == "refused"} <= {"station.in-use"}
        assert any(one.how == "done" for one in ended)
        said = [line for one in ended for line in one.said]
        assert len(set(said)) == len(said), "somebody was checked in twice"
        return {from_text(line) for line in said}

    def _one_waits(self, draw: random.Random) -> set[bytes]:
        """The second tries until it gets in; that is when the first was killed."""
        first = Running(self._door(0, is_patient=False, stays=True), self._at, Harm(after=draw.uniform(0, 0.03)))
        while not self._inside.exists():
            time.sleep(0.001)
        second = Running(self._door(0, is_patient=True), self._at)
        one, other = first.ended(), second.ended()
        assert (one.how, other.how) == ("killed", "done"), (one, other)
        assert set(one.said).isdisjoint(other.said), "somebody was checked in twice"
        return {from_text(line) for line in [*one.said, *other.said]}

    def _beside(self, draw: random.Random) -> set[bytes]:
        """A backup is written by another process meanwhile; it holds one moment, and opens."""
        with self._opened() as station:
            plan = backups.plan_backup(station, self._stick)
        work = Running(self._door(draw.uniform(0, 0.01), is_patient=False), self._at)
        copying = Running(lambda say: say(backups.make_beside(plan).path.name), self._at)
        worked, copied = work.ended(), copying.ended()
        assert (worked.how, copied.how) == ("done", "done"), (worked, copied)
        assert backups.verify_backup(self._stick / copied.said[0], PASSPHRASE).operations
        return {from_text(line) for line in worked.said}

    def _door(self, wait: float, *, is_patient: bool, stays: bool = False) -> Act:
        def act(say: Say) -> None:
            time.sleep(wait)
            began = time.monotonic()
            while True:
                try:
                    station = self._opened()
                    break
                except WorldFault as fault:
                    if not is_patient or fault.code != "station.in-use" or time.monotonic() - began > _PATIENCE:
                        raise
                time.sleep(0.002)
            with station:
                self._inside.touch()
                session = checkin.get_session(station, SESSION)
                here = present(station)
                for person in [row for row in all_people(station.database) if row.id not in here][:EACH]:
                    if checkin.admit(station, session, person, "search").outcome is checkin.Outcome.ADMITTED:
                        say(to_text(person.id))
                while stays:
                    time.sleep(1)

        return act


def played(folder: Path, rounds: range) -> Iterator[tuple[str, str]]:
    """Play rounds in a process of its own, whose children are not those of a test; yields story and fault of each."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, __file__, str(folder), str(rounds.start), str(rounds.stop)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            story, fault = json.loads(line)
            yield story, fault
    if process.returncode:
        yield "", f"the rounds did not come to their end ({process.returncode})"


def main(arguments: list[str]) -> None:
    """Play rounds."""
    folder, first, last = arguments
    together = Together(Path(folder))
    for number in range(int(first), int(last)):
        sys.stdout.write(json.dumps(together.round(number)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
