"""Bundles, packs and receipts with a change in them, at the doors of real stations: none is let in, no row changes.

Three kinds of changes, by whoever could make them: a bad stick or a meddler changes the file as it lies there; somebody
who has the recipient's public key changes what is inside and seals it again; a known laptop changes operations, gives
the sections their right hashes and signs anew, and still its chain does not come out.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import zstandard

from exchange.desk import canonical, hash_of, open_body, seal_body
from soak.part import Part, Report, Wanted
from tianye.domain.errors import TianyeError
from tianye.exchange import keys, seal
from tianye.services import bundles, importing, packs, receipts
from tianye.services.station import Station
from town import Desk, Town

SHARES = (0.5, 0.3, 0.2)
"""How many change the file, the sealed body, the signed operations."""
LOOKED_AT_EVERY = 500


@dataclass
class Target:
    """A good file that was not let in yet, the station it is for, and how it is brought there."""

    kind: str
    good: bytes
    station: Station
    bring: Callable[[Station, Path], object]
    maker_seed: bytes | None

    def __post_init__(self) -> None:
        identity = self.station.identity.box_identity
        self.recipient = seal.recipient_of(identity)
        self.manifest, self.raw, self.signature, self.sections = open_body(self.good, identity)
        self.body = b"TYB1" + len(self.raw).to_bytes(4, "big") + self.raw + self.signature + self.sections
        self.parts: dict[str, bytes] = {}
        rest = self.sections
        for line in self.manifest["sec"]:
            self.parts[line[0]], rest = rest[: line[2]], rest[line[2] :]


def run(wanted: Wanted) -> Report:
    """Bring that many changed files to their doors."""
    town = Town(wanted.folder / "town")
    try:
        return _bring_all(prepare(town), wanted)
    finally:
        town.close()


def prepare(town: Town) -> list[Target]:
    """Return a bundle, a pack and a receipt that stations wait for; each would be let in as it is."""
    hq, desk = town.headquarters(), town.desk("laptop-1")
    town.enrols(desk, "632701")
    town.sends_pack(desk)
    write(desk, "a", 20)
    town.carry_stick(desk)
    write(desk, "b", 20)
    bundle = bundles.make_bundle(desk.station, desk.stick).path.read_bytes()
    laptop = packs.get_laptop(hq.station, "laptop-1")
    pack = packs.make_pack(hq.station, laptop, hq.stick).path.read_bytes()
    receipt = importing.make_receipt(hq.station, laptop, hq.stick).read_bytes()
    words = " ".join(keys.fingerprint_words(hq.station.identity.card))
    return [
        Target("bundle", bundle, hq.station, importing.import_bundle, desk.station.identity.signing_key),
        Target("pack", pack, desk.station, lambda station, path: packs.install_pack(station, path, trust=words), None),
        Target("receipt", receipt, desk.station, receipts.install_receipt, None),
    ]


def write(desk: Desk, word: str, count: int) -> None:
    """Let a laptop write something down."""
    for number in range(count):
        with desk.station.command("write") as command:
            fields = {"code": f"{word}{number}", "name": "马铃薯合作社", "kind": "cooperative", "place": "632701"}
            command.add("organisation.registered", command.new_subject(), fields, is_new=True)


def _bring_all(targets: list[Target], wanted: Wanted) -> Report:
    report, codes = Report(), Counter[str]()
    path = wanted.folder / "changed.tianye"
    before = {target.kind: picture(target.station) for target in targets}
    for number in wanted.rounds:
        draw = random.Random(f"20261126 {number}")
        target = targets[number % len(targets)]
        how = draw.choices((change_file, change_body, change_operations), SHARES)[0]
        data = how(target, draw)
        path.write_bytes(data)
        try:
            target.bring(target.station, path)
        except TianyeError as fault:
            codes[fault.code] += 1
        except Exception as error:
            report.losses.append(f"round {number}: {target.kind} by {how.__name__} ended in {type(error).__name__}")
        else:
            report.losses.append(f"round {number}: {target.kind} by {how.__name__} was let in")
        report.rounds += 1
        if number % LOOKED_AT_EVERY == 0 or number == wanted.rounds[-1] or report.losses:
            for one in targets:
                if picture(one.station) != before[one.kind]:
                    report.losses.append(f"before round {number}: rows of the station of the {one.kind} changed")
            if report.losses:
                break
        if report.rounds % 10_000 == 0:
            wanted.tell(f"  {report.rounds} of {len(wanted.rounds)}")
    report.told = dict(codes.most_common())
    return report


def picture(station: Station) -> dict[str, object]:
    """Return what must not change: how many rows each table has, and where the runs stand.

    What is left out are notes of files that came, which are for showing who tried.
    """
    database = station.database
    tables = [name for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts: dict[str, object] = {
        name: database.row(f"SELECT count(*) FROM {name}")
        for name in tables
        if not name.startswith("sqlite_") and "file" not in name
    }
    counts["kept"] = sorted(path.name for path in (station.folder / "attachments").glob("*"))
    counts["head"] = database.row("SELECT max(id) FROM operation")
    return counts


# ---- changes -------------------------------------------------------------------------------------------------------


def change_file(target: Target, draw: random.Random) -> bytes:
    """Change the file as it lies on a stick."""
    return changed(target.good, draw)


def change_body(target: Target, draw: random.Random) -> bytes:
    """Change what is inside and seal it again for the same reader."""
    return seal_body(changed(target.body, draw, until=len(target.body) - len(target.parts["pad"])), target.recipient)


def change_operations(target: Target, draw: random.Random) -> bytes:
    """Change the operations and make hashes and signature right again; of what headquarters signed, its signature."""
    if target.maker_seed is None:
        place = draw.randrange(64)
        signature = bytearray(target.signature)
        signature[place] ^= 1 << draw.randrange(8)
        body = target.body[: 8 + len(target.raw)] + bytes(signature) + target.sections
        return seal_body(body, target.recipient)
    raw = zstandard.ZstdDecompressor().decompressobj().decompress(target.parts["ops"])
    ops = changed(raw, draw)
    parts = {**target.parts, "ops": ops}
    lines = [
        ["ops", "raw", len(ops), len(ops), hash_of(ops)] if line[0] == "ops" else line
        for line in target.manifest["sec"]
    ]
    manifest = canonical(target.manifest | {"sec": lines})
    signature = seal.sign(b"tianye/bundle/1", manifest, target.maker_seed)
    body = b"TYB1" + len(manifest).to_bytes(4, "big") + manifest + signature
    return seal_body(body + b"".join(parts[line[0]] for line in lines), target.recipient)


def changed(data: bytes, draw: random.Random, until: int | None = None) -> bytes:
    """Return bytes with one to three changes before `until`, never the same as before."""
    made = bytearray(data)
    end = until or len(made)
    while bytes(made) == data:
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            place, length = draw.randrange(min(end, len(made) or 1)), draw.choice((1, 1, 2, 4, 16, 300))
            part = bytes(made[place : place + length])
            match draw.randrange(8):
                case 0 | 1 | 2 if made:
                    made[place % len(made)] ^= 1 << draw.randrange(8)
                case 3:
                    made[place : place + length] = draw.randbytes(len(part))
                case 4:
                    del made[place : place + length]
                case 5:
                    made[place:place] = part
                case 6:
                    made[place:place] = draw.randbytes(length)
                case 7:
                    del made[draw.randrange(1, len(made) + 1) :]
            made = made or bytearray(1)
    return bytes(made)


PART = Part("mutations", "P6, P7", 100_000, run)
