"""A durable check-in through the service, against a bare durable insert of one row.

    PYTHONPATH=app python benchmarks/check_in.py [CHECK-INS]

Ours is `services.checkin.admit` for a person who is not here yet: state read, operation sealed into the chain, log,
read table, command and clock written, one transaction. The rival is one `INSERT` of a row of 200 bytes, in a
transaction of its own, into an otherwise empty table of a second SQLCipher database with the same pragmas in the same
folder. Both return when the row would survive a power cut. They take turns, one of each, so that whatever else the
machine does falls on both.

The ratio is that of the median wall times: how much longer a door waits than it must (aim 2). Own processor time is the
median of the processor time of a check-in, in milliseconds (aim 3). Where `strace` is installed, a second, untimed run
counts the calls that force data to the disk (aim 1 a check-in; a checkpoint now and then adds two).
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tianye.domain.attendance import Outcome
from tianye.domain.ids import make_id
from tianye.exchange import keys
from tianye.services import checkin
from tianye.services.station import Station, World
from tianye.store.database import Database
from tianye.store.queries.people import PersonRow, find_person

FORCING = "fsync,fdatasync,msync,sync_file_range"
COUNTED = 200
"""Check-ins whose calls are counted."""
WARM_UP = 20


def build(folder: Path, people: int) -> tuple[Station, checkin.SessionRow, list[PersonRow]]:
    """Make a laptop that holds one session and knows `people` invented people."""
    source = random.Random(3)
    world = World(random=source.randbytes, cost=keys.CHEAP)
    station = Station.create(folder, "laptop", name="l", operator="b", passphrase="benchmark pass", world=world)
    known: list[bytes] = []
    # the plan comes from headquarters, as a rule in a pack
    station.log.write_as_headquarters([station.identity.run])
    with station.command("prepare") as command:
        session = make_id(world.random)
        command.add("session.planned", session, {"code": "S1", "on": "2026-06-12"}, is_new=True)
        for number in range(people):
            person = command.new_subject(owns_data=True)
            known.append(person)
            fields = {"name": "马秀英", "phone": f"139{number:08d}", "sex": "f", "place": "632701100001"}
            command.add("person.registered", person, fields, owner=person, is_new=True)
    station.database.checkpoint()
    rows = [find_person(station.database, person) for person in known]
    return station, checkin.get_session(station, "S1"), [row for row in rows if row is not None]


def took(action: Callable[[], object]) -> tuple[float, float]:
    """Return (wall, processor) seconds of one call."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - wall, time.process_time() - processor


def measure(count: int) -> None:
    """Take turns and print the ratio."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        station, session, people = build(folder / "laptop", count + WARM_UP)
        with station, Database(folder / "rival.db", bytes(32), create=True) as rival:
            rival.execute("CREATE TABLE bare (no INTEGER PRIMARY KEY, body BLOB)")
            body = random.Random(4).randbytes(200)

            def insert() -> None:
                with rival.atomic():
                    rival.execute("INSERT INTO bare (body) VALUES (?)", (body,))

            ours: list[tuple[float, float]] = []
            bare: list[tuple[float, float]] = []
            for person in people:
                ours.append(took(lambda person=person: admit(station, session, person)))
                bare.append(took(insert))
        wall, processor = (statistics.median(column) for column in zip(*ours[WARM_UP:], strict=True))
        rival_wall, rival_processor = (statistics.median(column) for column in zip(*bare[WARM_UP:], strict=True))
        print(
            f"{count} check-ins: {wall * 1000:.2f} ms wall, {processor * 1000:.2f} ms own CPU (aim 3); "
            f"bare insert {rival_wall * 1000:.2f} ms wall, {rival_processor * 1000:.2f} ms CPU"
        )
        print(f"median ratio {wall / rival_wall:.2f} (aim 2)")


def admit(station: Station, session: checkin.SessionRow, person: PersonRow) -> None:
    """Check one person in and make sure that it happened."""
    if checkin.admit(station, session, person, "search").outcome is not Outcome.ADMITTED:
        raise SystemExit("a check-in was refused")


def run_counted(count: int) -> None:
    """Check people in between two marks that a tracing parent sees (as a folder that is not there)."""
    with tempfile.TemporaryDirectory() as scratch:
        station, session, people = build(Path(scratch) / "laptop", count)
        with station:
            Path("/count-begins").exists()
            for person in people:
                admit(station, session, person)
            Path("/count-ends").exists()


def count_forcing_calls() -> None:
    """Print how many calls that force data to the disk a check-in makes; without `strace` say so."""
    strace = shutil.which("strace")
    if strace is None:
        print("fsyncs: not counted, strace is not installed")
        return
    with tempfile.TemporaryDirectory() as scratch:
        trace = Path(scratch) / "trace"
        tracing = [strace, "-f", "-o", str(trace), "-e", f"trace={FORCING},stat,newfstatat"]
        traced = subprocess.run(
            [*tracing, sys.executable, __file__, "--counted"], capture_output=True, text=True, check=False
        )
        if traced.returncode:
            print(f"fsyncs: not counted, strace does not work here ({traced.stderr.strip().splitlines()[-1:]})")
            return
        counted = trace.read_text().partition("/count-begins")[2].partition("/count-ends")[0]
    calls = sum(f" {call}(" in f" {line}" for line in counted.splitlines() for call in FORCING.split(","))
    print(f"fsyncs: {calls} in {COUNTED} check-ins, {calls / COUNTED:.2f} each (aim 1, checkpoints included)")


def main() -> None:
    if sys.argv[1:] == ["--counted"]:
        run_counted(COUNTED)
        return
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    count_forcing_calls()


if __name__ == "__main__":
    main()
