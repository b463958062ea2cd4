"""Importing at headquarters: bundles in any order, any number of times; all of one bundle or nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tianye.domain.changes import Changes, Gathered
from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.exchange import bundle, keys, receipt
from tianye.exchange.body import Consumer
from tianye.exchange.encoding import BundleFacts, ReceiptFacts
from tianye.services.packs import ENDING, PROGRAMME, Keeping, made, need_role, note_file
from tianye.services.station import Station
from tianye.store import files
from tianye.store.oplog import Arrived, Head
from tianye.store.queries import laptops
from tianye.store.queries.laptops import LaptopRow


@dataclass(frozen=True, slots=True)
class Imported:
    """What one bundle brought: `first`…`last` of a laptop's run, of which `new` operations were not here yet."""

    name: str
    laptop: str
    first: int
    last: int
    new: int
    unknown: int
    unusable: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Refused:
    """A bundle of a folder that was not taken in, and why."""

    name: str
    fault: TianyeError


def inspect_bundle(station: Station, path: Path) -> BundleFacts:
    """Check a bundle without taking it in; raises as `import_bundle` does for damage and strangers."""
    need_role(station, "hq")
    with files.naming_failures(path.name), path.open("rb") as source:
        return bundle.inspect(source, [station.identity.box_identity], _finder(station))


def import_bundle(station: Station, path: Path) -> Imported:
    """Take a bundle in: check everything, then write everything in one transaction.

    The same file again is known by its hash; an overlap is checked against the chain and skipped. Raises `UserFault`:
    `bundle.…` (damage, strangers, newer format), `bundle.gap`, `bundle.fork`, `bundle.revoked-device`.
    """
    need_role(station, "hq")
    with files.naming_failures(path.name):
        hashed = files.hash_of(path)
    if (before := laptops.exchanged_file(station.database, hashed)) is not None:
        return Imported(
            path.name, _name(station, before.device), before.first or 0, before.last or 0, 0, 0, 0, Changes()
        )
    receiver = _Importing(station)
    with files.naming_failures(path.name), path.open("rb") as source, station.writing():
        facts = bundle.read(source, [station.identity.box_identity], _finder(station), receiver)
        span = (facts.from_seq, facts.to_seq)
        note_file(
            station,
            "in",
            "bundle",
            facts.dev,
            path.name,
            result="taken in",
            file_hash=hashed,
            span=span,
            head=facts.head,
        )
        station.keep_clock()
    return Imported(
        path.name,
        _name(station, facts.dev),
        facts.from_seq,
        facts.to_seq,
        receiver.new,
        receiver.unknown,
        receiver.unusable,
        receiver.gathered.changes,
    )


def import_all(station: Station, paths: Sequence[Path]) -> tuple[list[Imported], list[Refused]]:
    """Take in many bundles in whatever order they lie there; one that waits for another is tried again after it.

    A file that cannot be taken in or read does not hinder the others. Raises the `WorldFault`s of the database: what
    was taken in before stays, and doing it again goes on from there.
    """
    imported: list[Imported] = []
    refused: dict[Path, Refused] = {}
    waiting = list(paths)
    while waiting:
        gaps: list[Path] = []
        for path in waiting:
            try:
                imported.append(import_bundle(station, path))
            except (UserFault, WorldFault) as fault:
                if fault.code.startswith("database."):
                    raise
                refused[path] = Refused(path.name, fault)
                if fault.code == "bundle.gap":
                    gaps.append(path)
            else:
                refused.pop(path, None)
        # every round but the last takes at least one in
        waiting = gaps if len(gaps) < len(waiting) else []
    return imported, list(refused.values())


def make_receipt(station: Station, laptop: LaptopRow, folder: Path) -> Path:
    """Write headquarters' signed word on what it has of a laptop; nothing else makes a record count as received."""
    need_role(station, "hq")
    head = station.log.head(laptop.id)
    if not head.sequence or laptop.recipient is None:
        raise UserFault("receipt.nothing-received", next_step=NextStep.NOTHING)
    settings = station.settings
    with station.writing():
        number = settings.find_number("receipt_number") + 1
        settings.put("receipt_number", number)
        facts = ReceiptFacts(
            prog=PROGRAMME,
            made=made(station),
            dev_for=laptop.id,
            seq=head.sequence,
            head=head.hash,
            hq_seq=number,
            hq_epoch=settings.find_number("hq_epoch", 1),
            hq_time_ms=station.told_ms(),
            counts={"operations": head.sequence},
        )
    path = files.unique_path(folder, f"receipt-{to_text(station.world.random(5))}", ENDING)

    def write(sink: BinaryIO) -> None:
        receipt.write(
            sink,
            facts,
            signing_key=station.identity.signing_key,
            recipients=[laptop.recipient or "", station.identity.card.recipient],
        )

    hashed = files.save(path, write)
    with station.writing():
        span = (None, head.sequence)
        note_file(station, "out", "receipt", laptop.id, path.name, result=str(number), file_hash=hashed, span=span)
    return path


def _finder(station: Station) -> bundle.FindDevice:
    def find(device: bytes) -> keys.DevicePublic | None:
        row = laptops.find_laptop(station.database, device)
        return keys.DevicePublic(row.sign_public) if row and row.sign_public and row.role == "laptop" else None

    return find


def _name(station: Station, device: bytes) -> str:
    row = laptops.find_laptop(station.database, device)
    return (row.name if row else None) or to_text(device)


class _Importing:
    """Takes a bundle into the open transaction; skips what is here already once the chain agrees."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._known = Head(0, b"")
        self._device = b""
        self.new = self.unknown = self.unusable = 0
        self.gathered = Gathered()

    def begin(self, facts: BundleFacts) -> None:
        """Judge how the run continues what is here."""
        station = self._station
        self._device = facts.dev
        self._known = station.log.head(facts.dev)
        laptop = laptops.find_laptop(station.database, facts.dev)
        if laptop and laptop.revoked_after is not None and facts.to_seq > laptop.revoked_after:
            raise UserFault("bundle.revoked-device", next_step=NextStep.ASK_HEADQUARTERS, after=laptop.revoked_after)
        if facts.from_seq > self._known.sequence + 1:
            raise UserFault(
                "bundle.gap", next_step=NextStep.ASK_SENDER, first=facts.from_seq, needs=self._known.sequence + 1
            )
        if station.log.hash_at(facts.dev, facts.from_seq - 1) != facts.prev:
            raise self._fork(facts.from_seq)

    def owner_keys(self, block: list[tuple[bytes, bytes]]) -> None:
        self._station.log.keep_owner_keys(block)

    def operations(self, block: list[bundle.Verified]) -> None:
        known = self._known
        if block[-1][0] <= known.sequence:
            fresh: list[bundle.Verified] = []
        else:
            fresh = [operation for operation in block if operation[0] > known.sequence]
        if len(fresh) < len(block):
            # the chain covers everything before: one hash decides for all that is skipped
            sequence, *_, hashed = block[len(block) - len(fresh) - 1]
            if self._station.log.hash_at(self._device, sequence) != hashed:
                raise self._fork(sequence)
        if not fresh:
            return
        new, unknown, unusable, changes = self._station.take_in(
            [
                Arrived(self._device, header_bytes, header, payload, committed, hashed)
                for _, header_bytes, header, payload, committed, hashed in fresh
            ]
        )
        self.new += new
        self.unknown += unknown
        self.unusable += unusable
        self.gathered.add(changes)
        self._station.has_seen(fresh[-1][2].stamp)

    def blob(self, hash: bytes, length: int) -> Consumer | None:
        return Keeping(self._station)

    def _fork(self, sequence: int) -> UserFault:
        return UserFault("bundle.fork", next_step=NextStep.ASK_HEADQUARTERS, sequence=sequence)
