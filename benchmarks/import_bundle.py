"""Import of a bundle, decrypted, verified and materialised with search keys, against plain inserts of the same rows.

    PYTHONPATH=app python benchmarks/import_bundle.py [OPERATIONS] [ROUNDS] [FOLDER]

A laptop's bundle of registrations and check-ins is imported by headquarters: age, Ed25519, chain, fold, read tables,
search keys, one transaction. The rival is `executemany` of exactly the log rows and read rows that resulted, in the
order of their keys, into the same kind of SQLCipher database with the same schema, in one transaction.

The ratio is import : rival in processor seconds, the median of the rounds; a round measures one after the other in one
process. It is given twice: against the rival through the driver as it comes (aim 3), and against a rival that also has
what `store.database` teaches the driver about bytes and NULL, which alone makes plain inserts twice as fast.

Then the same file again (aim 0.1 of the first time), and a later file that holds everything once more and a hundredth
that is new, as a laptop writes that got no receipt (aim 0.5). In a process of its own the first import is watched:
memory over the open headquarters, and how large the write-ahead log became beside the database. FOLDER keeps what was
built, which takes longer than all the rest, for another run.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from export_attachments import Peak
from sqlcipher3 import dbapi2

from tianye.domain.kinds import attendance_subject
from tianye.exchange import keys
from tianye.services import bundles, importing, packs
from tianye.services.station import Station, World
from tianye.store.database import Database
from tianye.store.migrations import migrate

SURNAMES = "马王李张石韩才尕赵陈刘杨黄周吴"
GIVEN = "秀英卓玛措姆才仁永红梅兰芳桂花玉珍海燕扎西拉毛吉德"
ROUNDS = 5
WORLD = World(cost=keys.CHEAP, tips=None)
ADAPTED = ((bytes, dbapi2.PrepareProtocol), (type(None), dbapi2.PrepareProtocol))
"""What `store.database` enters into the driver's table of adapters."""
FILLED = ("device", "subject", "owner", "operation", "person", "attendance", "search_key")
"""The tables that such an import fills."""


def build(folder: Path, operations: int) -> tuple[Path, Path, Path]:
    """Make headquarters, the bundle of a laptop with about `operations` operations, and its next one.

    What lies in the folder already is taken as it is.
    """
    names = folder / "names.json"
    if names.exists():
        return folder / "hq", *(folder / name for name in json.loads(names.read_text()))
    folder.mkdir(parents=True, exist_ok=True)
    source = random.Random(1)
    world = World(random=source.randbytes, cost=keys.CHEAP, tips=None)
    hq = Station.create(folder / "hq", "hq", name="hq", operator="a", passphrase="benchmark pass", world=world)
    laptop = Station.create(folder / "l", "laptop", name="l", operator="b", passphrase="benchmark pass", world=world)
    row, *_ = packs.enrol(hq, keys.card_text(laptop.identity.card), ["632701"])
    packed = packs.make_pack(hq, row, folder)
    words_of_hq = " ".join(keys.fingerprint_words(hq.identity.card))
    packs.install_pack(laptop, packed.path, trust=words_of_hq)
    people_count = operations // 6
    people: list[bytes] = []
    for start in range(0, people_count, 5000):
        with laptop.command("register") as command:
            for number in range(start, min(start + 5000, people_count)):
                person = command.new_subject(owns_data=True)
                people.append(person)
                name = source.choice(SURNAMES) + "".join(source.choices(GIVEN, k=source.choice((1, 2, 3))))
                fields = {"name": name, "phone": f"139{number:08d}", "sex": "f", "place": "632701100001"}
                command.add("person.registered", person, fields, owner=person, is_new=True)
    marked = 0
    while marked < operations - people_count:
        with laptop.command("check-in") as command:
            session = source.randbytes(10)
            batch = min(5000, operations - people_count - marked)
            for person in source.sample(people, min(batch, len(people))):
                command.add(
                    "attendance.marked",
                    attendance_subject(session, person),
                    {"mark": {"arrived": 540 + marked % 60, "how": "badge"}},
                    owner=person,
                    is_new=True,
                )
                marked += 1
    first = bundles.make_bundle(laptop, folder).path
    with laptop.command("check-in") as command:
        session = source.randbytes(10)
        for person in source.sample(people, min(operations // 100, len(people))):
            fields = {"mark": {"arrived": 540, "how": "badge"}}
            subject = attendance_subject(session, person)
            command.add("attendance.marked", subject, fields, owner=person, is_new=True)
    second = bundles.make_bundle(laptop, folder).path
    laptop.close()
    hq.close()
    names.write_text(json.dumps([first.name, second.name]))
    return hq.folder, first, second


@contextmanager
def driver_as_it_comes() -> Iterator[None]:
    """Take away what the program taught the driver."""
    taught = {key: dbapi2.adapters.pop(key) for key in ADAPTED}
    yield
    dbapi2.adapters.update(taught)


def insert_plainly(path: Path, rows: dict[str, list[tuple[Any, ...]]]) -> float:
    """Return the processor seconds that plain inserts of these rows take."""
    with Database(path, bytes(32), create=True) as rival:
        migrate(rival)
        before = time.process_time()
        with rival.atomic():
            for name, content in rows.items():
                rival.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(content[0]))})", content)
        took = time.process_time() - before
    path.unlink()
    return took


def watch(folder: Path, path: Path) -> None:
    """Import into a headquarters and tell, as JSON, MiB: memory over idle, the log's longest, the database's length."""
    with Station.open(folder, "benchmark pass", WORLD) as hq, Peak(folder / "tianye.db-wal") as peak:
        importing.import_bundle(hq, path)
        log = peak.longest_file
    database = (folder / "tianye.db").stat().st_size / (1 << 20)
    print(json.dumps({"memory": peak.over, "log": log, "database": database}))


def watched(folder: Path, path: Path) -> str:
    """Watch an import in a process that did nothing before."""
    command = [sys.executable, __file__, "--watch", str(folder), str(path)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return (
        f"memory over the open headquarters {told['memory']:.0f} MiB; write-ahead log {told['log']:.0f} MiB "
        f"beside a database of {told['database']:.0f} MiB"
    )


def timed(hq: Station, path: Path) -> tuple[float, importing.Imported]:
    """Return the processor seconds of an import, and what came of it."""
    before = time.process_time()
    imported = importing.import_bundle(hq, path)
    return time.process_time() - before, imported


def main(arguments: list[str]) -> None:
    """Measure and print."""
    if arguments[:1] == ["--watch"]:
        watch(Path(arguments[1]), Path(arguments[2]))
        return
    operations = int(arguments[0]) if arguments else 100_000
    rounds = int(arguments[1]) if len(arguments) > 1 else ROUNDS
    ratios: list[tuple[float, ...]] = []
    with tempfile.TemporaryDirectory() as scratch:
        empty, first, second = build(Path(arguments[2]) if len(arguments) > 2 else Path(scratch), operations)
        folder = Path(scratch) / "hq-of-a-round"
        for _ in range(rounds):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(empty, folder)
            with Station.open(folder, "benchmark pass", WORLD) as hq:
                ours, imported = timed(hq, first)
                rows = {name: hq.database.rows(f"SELECT * FROM {name}") for name in FILLED}
                same, _ = timed(hq, first)
                more, _ = timed(hq, second)
            with driver_as_it_comes():
                plain = insert_plainly(Path(scratch) / "plain.db", rows)
            adapted = insert_plainly(Path(scratch) / "adapted.db", rows)
            ratios.append((ours / plain, ours / adapted, same / ours, more / ours))
            print(
                f"{imported.new} operations, {sum(map(len, rows.values()))} rows: import {ours:.2f} s, "
                f"plain {plain:.2f} s, plain with the driver taught {adapted:.2f} s, the same file {same:.3f} s, "
                f"all of it and a hundredth more {more:.2f} s"
            )
            del rows
        shutil.rmtree(folder)
        shutil.copytree(empty, folder)
        print(watched(folder, first))
    medians = [statistics.median(column) for column in zip(*ratios, strict=True)]
    print(f"median ratio {medians[0]:.2f} (aim 3), with the rival's driver taught {medians[1]:.2f}")
    print(f"the same file : the first time {medians[2]:.4f} (aim 0.1), all once more {medians[3]:.2f} (aim 0.5)")


if __name__ == "__main__":
    main(sys.argv[1:])
