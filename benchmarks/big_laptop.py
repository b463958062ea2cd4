"""A laptop with as many people as a province: what the benchmarks of the screens are measured on."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tianye.domain import badges
from tianye.domain.ids import make_id
from tianye.exchange import keys
from tianye.services import registration
from tianye.services.station import SHOWN_ZONE, Station, World

SURNAMES = "马王李张石韩才尕赵陈刘杨黄周吴"
GIVEN = "秀英卓玛措姆才仁永红梅兰芳桂花玉珍海燕扎西拉毛吉德"
PASSPHRASE = "benchmark pass"
BATCH = 5000
TODAY = "2026-06-13"
BADGES = 400
"""People who have a badge to scan."""


@dataclass(frozen=True, slots=True)
class Laptop:
    """A data folder, what was registered in it, and badges that it takes."""

    folder: Path
    names: tuple[str, ...]
    badges: tuple[str, ...]


def world(random_bytes: random.Random) -> World:
    """Return the world of the morning of `TODAY`, with nearly free guesses: the passphrase is not what is measured."""
    start = int(datetime.fromisoformat(f"{TODAY}T09:00").replace(tzinfo=SHOWN_ZONE).timestamp() * 1000)
    ticks = iter(range(start, start + 10**9, 7))
    return World(wall_ms=lambda: next(ticks), random=random_bytes.randbytes, cost=keys.CHEAP)


def build(folder: Path, people: int) -> Laptop:
    """Make a laptop's folder with `people` people and two sessions today; takes about a minute for 100,000."""
    source = random.Random(5)
    names: list[str] = []
    ids: list[bytes] = []
    with Station.create(
        folder, "laptop", name="玉树一号", operator="a", passphrase=PASSPHRASE, world=world(source)
    ) as station:
        signing_key = keys.make_signing_key(source.randbytes)
        headquarters = keys.make_card("hq", "hq", signing_key, keys.make_box_identity())
        with station.writing():
            station.settings.put("hq_card", keys.card_bytes(headquarters))
            # with a pack behind it the laptop opens on its day, not on the page that asks for the first one
            station.settings.put("pack_number", 1)
        for start in range(0, people, BATCH):
            with station.command("register") as command:
                for _ in range(start, min(start + BATCH, people)):
                    person = command.new_subject(owns_data=True)
                    name = source.choice(SURNAMES) + "".join(source.choices(GIVEN, k=source.choice((1, 2, 2, 3))))
                    fields = {
                        "name": name,
                        "phone": f"13{source.randrange(10**9):09d}",
                        "sex": source.choice("fffm"),
                        "place": "632701100001",
                    }
                    command.add("person.registered", person, fields, owner=person, is_new=True)
                    names.append(name)
                    ids.append(person)
        # the plan comes from headquarters, as a rule in a pack
        station.log.write_as_headquarters([station.identity.run])
        with station.command("plan") as command:
            training = make_id(source.randbytes)
            title = {"code": "T", "title_zh": "太阳能灶", "title_en": "Solar stoves", "county": "632701"}
            command.add("training.planned", training, {**title, "kind": "training"}, is_new=True)
            for code, begins in (("S1", 540), ("S2", 870)):
                session = {"code": code, "training": training, "on": TODAY, "half": "am" if begins < 720 else "pm"}
                times = {"begins": begins, "ends": begins + 180}
                command.add("session.planned", make_id(source.randbytes), {**session, **times}, is_new=True)
        texts = tuple(
            registration.sign_badge(person, signing_key) for person in source.sample(ids, min(BADGES, people))
        )
    assert all(badges.is_badge(text) for text in texts)
    return Laptop(folder, tuple(names), texts)


def opened(folder: Path) -> World:
    """Return the world for opening such a folder again."""
    return replace(world(random.Random(9)))
