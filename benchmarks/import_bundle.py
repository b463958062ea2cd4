"""Import of a bundle, decrypted, verified and materialised with search keys, against plain inserts of the same rows.

    python benchmarks/import_bundle.py [OPERATIONS]

A laptop's bundle of check-ins and registrations is imported by headquarters (age, Ed25519, chain, fold, read tables,
search keys, one transaction). The rival is `executemany` of exactly the log rows and read rows that resulted, in primary
key order, into the same kind of SQLCipher database with the same schema, in one transaction. Both in one run; CPU seconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tianye.domain.kinds import attendance_subject
from tianye.exchange import keys
from tianye.services import bundles, importing, packs
from tianye.services.station import Station, World
from tianye.store.database import Database
from tianye.store.migrations import migrate

SURNAMES = "马王李张石韩才尕赵陈刘杨黄周吴"
GIVEN = "秀英卓玛措姆才仁永红梅兰芳桂花玉珍海燕扎西拉毛吉德"
ROUNDS = 3


def build(folder: Path, operations: int) -> tuple[Station, Path]:
    """Make headquarters and the bundle of a laptop with about `operations` operations."""
    source = random.Random(1)
    world = World(random=source.randbytes, cost=keys.CHEAP)
    hq = Station.create(folder / "hq", "hq", name="hq", operator="a", passphrase="benchmark pass", world=world)
    laptop = Station.create(folder / "l", "laptop", name="l", operator="b", passphrase="benchmark pass", world=world)
    row, words, _ = packs.enrol(hq, keys.card_text(laptop.identity.card), ["632701"])
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


def tables(database: Database) -> list[str]:
    """Return the tables that an import fills."""
    return ["device", "subject", "owner", "operation", "person", "attendance", "search_key"]


def main() -> None:
    operations = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        hq, bundle_path = build(folder, operations)
        empty = folder / "empty.copy"
        hq.close()
        empty.write_bytes((folder / "hq" / "tianye.db").read_bytes())
        ratios: list[float] = []
        for round_number in range(ROUNDS):
            (folder / "hq" / "tianye.db").write_bytes(empty.read_bytes())
            hq = Station.open(folder / "hq", "benchmark pass", World(cost=keys.CHEAP))
            before, wall = time.process_time(), time.perf_counter()
            imported = importing.import_bundle(hq, bundle_path)
            ours, our_wall = time.process_time() - before, time.perf_counter() - wall
            rows = {name: hq.database.rows(f"SELECT * FROM {name}") for name in tables(hq.database)}
            hq.close()
            rival_path = folder / f"rival-{round_number}.db"
            with Database(rival_path, bytes(32), create=True) as rival:
                migrate(rival)
                before, wall = time.process_time(), time.perf_counter()
                with rival.atomic():
                    for name, content in rows.items():
                        marks = ", ".join("?" * len(content[0]))
                        rival.executemany(f"INSERT INTO {name} VALUES ({marks})", content)
                plain, plain_wall = time.process_time() - before, time.perf_counter() - wall
            rival_path.unlink()
            ratios.append(ours / plain)
            print(
                f"{imported.new} operations, {sum(map(len, rows.values()))} rows: import {ours:.2f} s CPU "
                f"({our_wall:.2f} s wall), plain {plain:.2f} s CPU ({plain_wall:.2f} s wall), ratio {ours / plain:.2f}"
            )
        print(f"median ratio {statistics.median(ratios):.2f} (aim 3); bundle {bundle_path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
