"""A town to play stories in: one headquarters, some desks, and sticks that are carried between them.

Everything is real (databases, keys, files); only the wall clock and the randomness are given, so that a story is the
same every time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tianye.exchange import keys
from tianye.services import bundles, checkin, importing, packs, receipts, registration
from tianye.services.station import Station, World

PASSPHRASE = "高原上的太阳能 2026"
SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass
class TownClock:
    """The wall clock of one laptop, moved by hand."""

    ms: int

    def __call__(self) -> int:
        self.ms += 250
        return self.ms

    def set(self, text: str) -> None:
        """Set it to a local time such as `2026-06-12 09:02`."""
        self.ms = int(datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).timestamp() * 1000)


def write_as_headquarters(station: Station) -> None:
    """Let a laptop write, for itself, what is headquarters' to write: a plan where no pack brought one."""
    station.log.write_as_headquarters([station.identity.run])


@dataclass
class Desk:
    """A station somebody works at."""

    station: Station
    clock: TownClock
    stick: Path = field(repr=False)

    def turns(self) -> None:
        """Let its owner change the program, so that it writes what is headquarters' to write."""
        write_as_headquarters(self.station)

    def session(self, code: str) -> checkin.SessionRow:
        return checkin.get_session(self.station, code)

    def checks_in(self, who: str, session: str) -> checkin.CheckedIn:
        return checkin.check_in(self.station, self.session(session), who)

    def knows(self, who: str) -> registration.PersonRow:
        return registration.get_person(self.station, who)


class Town:
    """Builds stations in a folder and carries files between them."""

    def __init__(self, folder: Path, seed: int = 7) -> None:
        self.folder = folder
        self._random = random.Random(seed)
        self.desks: dict[str, Desk] = {}

    def _found(self, name: str, role: str) -> Desk:
        clock = TownClock(0)
        clock.set("2026-06-12 08:30")
        world = World(wall_ms=clock, random=self._random.randbytes, cost=keys.CHEAP)
        folder = self.folder / name
        station = Station.create(
            folder,
            "hq" if role == "hq" else "laptop",
            name=name,
            operator="填表人",
            passphrase=PASSPHRASE,
            world=world,
        )
        stick = self.folder / f"{name}-stick"
        stick.mkdir()
        self.desks[name] = Desk(station, clock, stick)
        return self.desks[name]

    def headquarters(self) -> Desk:
        return self.desks.get("总部") or self._found("总部", "hq")

    def desk(self, name: str) -> Desk:
        return self.desks.get(name) or self._found(name, "laptop")

    def enrols(self, desk: Desk, *counties: str) -> packs.LaptopRow:
        hq = self.headquarters()
        laptop, _, _ = packs.enrol(hq.station, keys.card_text(desk.station.identity.card), counties)
        return laptop

    def sends_pack(self, desk: Desk) -> packs.Installed:
        hq = self.headquarters()
        laptop = packs.get_laptop(hq.station, desk.station.identity.name)
        packed = packs.make_pack(hq.station, laptop, hq.stick)
        words = " ".join(keys.fingerprint_words(hq.station.identity.card))
        return packs.install_pack(desk.station, packed.path, trust=words)

    def carry_stick(self, desk: Desk) -> importing.Imported:
        handed = bundles.make_bundle(desk.station, desk.stick)
        return importing.import_bundle(self.headquarters().station, handed.path)

    def sends_receipt(self, desk: Desk) -> receipts.ReceiptTaken:
        hq = self.headquarters()
        laptop = packs.get_laptop(hq.station, desk.station.identity.name)
        return receipts.install_receipt(desk.station, importing.make_receipt(hq.station, laptop, hq.stick))

    def close(self) -> None:
        for desk in self.desks.values():
            desk.station.close()
