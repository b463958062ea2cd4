"""Import of a bundle, decrypted, verified and materialised with search keys, against plain inserts of the same rows.

    PYTHONPATH=app python benchmarks/import_bundle.py [OPERATIONS]

A laptop's bundle of registrations and check-ins is imported by headquarters: age, Ed25519, chain, fold, read tables,
search keys, one transaction. The rival is `executemany` of exactly the log rows and read rows that resulted, in the
order of their keys, into the same kind of SQLCipher database with the same schema, in one transaction.

The ratio is import : rival in processor seconds, the median of the rounds; a round measures one after the other in one
process. It is given twice: against the rival through the driver as it comes (aim 3), and against a rival that also has
what `store.database` teaches the driver about bytes and NULL, which alone makes plain inserts twice as fast.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
ADAPTED = ((bytes, dbapi2.PrepareProtocol), (type(None), dbapi2.PrepareProtocol))
"""What `store.database` enters into the driver's table of adapters."""
FILLED = ("device", "subject", "owner", "operation", "person", "attendance", "search_key")
"""The tables that such an import fills."""


def build(folder: Path, operations: int) -> tuple[Station, Path]:
    """Make headquarters and the bundle of a laptop with about `operations` operations."""
    source = random.Random(1)
    world = World(random=source.randbytes, cost=keys.CHEAP)
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
    handed = bundles.make_bundle(laptop, folder)
    laptop.close()
    return hq, handed.path


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


def main() -> None:
    operations = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    ratios: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        hq, bundle_path = build(folder, operations)
        hq.close()
        path = folder / "hq" / "tianye.db"
        empty = path.read_bytes()
        for _ in range(ROUNDS):
            path.write_bytes(empty)
            with Station.open(folder / "hq", "benchmark pass", World(cost=keys.CHEAP)) as hq:
                before = time.process_time()
                imported = importing.import_bundle(hq, bundle_path)
                ours = time.process_time() - before
                rows = {name: hq.database.rows(f"SELECT * FROM {name}") for name in FILLED}
            with driver_as_it_comes():
                plain = insert_plainly(folder / "plain.db", rows)
            adapted = insert_plainly(folder / "adapted.db", rows)
            ratios.append((ours / plain, ours / adapted))
            print(
                f"{imported.new} operations, {sum(map(len, rows.values()))} rows: import {ours:.2f} s, "
                f"plain {plain:.2f} s, plain with the driver taught {adapted:.2f} s"
            )
    first, second = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"median ratio {first:.2f} (aim 3), with the rival's driver taught {second:.2f}")


if __name__ == "__main__":
    main()
