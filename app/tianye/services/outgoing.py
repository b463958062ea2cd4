"""What a laptop has to hand over: its own records since headquarters' last receipt, counted by kind of thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tianye.domain.ops import decode_header
from tianye.services import attaching, bundles, carrying, runs
from tianye.services.bundles import Standing
from tianye.services.carrying import Load
from tianye.services.station import Station
from tianye.store.queries import laptops
from tianye.store.queries.laptops import ExchangedRow


class Thing(StrEnum):
    """A kind of thing as the people who hand over speak of it."""

    CHECK_INS = "check-ins"
    PEOPLE = "people"
    ANSWERS = "answers"
    FILES = "files"
    CONSENTS = "consents"
    CORRECTIONS = "corrections"
    WITHOUT_NAME = "without-name"
    TAKEN_BACK = "taken-back"
    REFUSED = "refused"
    OTHER = "other"


_THINGS: Final = {
    "attendance.marked": Thing.CHECK_INS,
    "attendance.left": Thing.CHECK_INS,
    "attendance.unmarked": Thing.TAKEN_BACK,
    "anonymous.attended": Thing.WITHOUT_NAME,
    "anonymous.voided": Thing.TAKEN_BACK,
    "person.registered": Thing.PEOPLE,
    "household.registered": Thing.PEOPLE,
    "person.voided": Thing.TAKEN_BACK,
    "person.consented": Thing.CONSENTS,
    "person.corrected": Thing.CORRECTIONS,
    "household.corrected": Thing.CORRECTIONS,
    "organisation.corrected": Thing.CORRECTIONS,
    "person.linked": Thing.CORRECTIONS,
    "person.unlinked": Thing.CORRECTIONS,
    "response.finished": Thing.ANSWERS,
    "response.corrected": Thing.CORRECTIONS,
    "response.voided": Thing.TAKEN_BACK,
    "scan.refused": Thing.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Where this laptop's records are, and what the next bundle will hold.

    `things` counts records by kind, in the order of `Thing`, zeros left out, and the files that go along with
    answers; `size` is the most they take before they are packed, in bytes. `number` is the next bundle's, counted on
    this laptop. `waiting` are the bundles that were written after the last receipt, newest first; `receipt` the last
    one that came in. `carried` is what goes along for others. With `is_asked` files go along that the last receipt
    found missing. With `waits_for_pack` the laptop was restored and headquarters has yet to take its new card in.
    """

    standing: Standing
    has_headquarters: bool
    number: int
    things: tuple[tuple[Thing, int], ...]
    size: int
    waiting: tuple[ExchangedRow, ...]
    receipt: ExchangedRow | None
    today: date
    carried: Load
    waits_for_pack: bool
    is_asked: bool = False

    @property
    def only_here(self) -> int:
        """Records that no file carried away yet."""
        return self.standing.only_here

    @property
    def has_news(self) -> bool:
        """Whether something is here that no stick has had: records, files of others, or what headquarters asks for."""
        return bool(self.only_here or self.carried.new or self.is_asked)

    @property
    def on_the_way(self) -> int:
        """Records that were handed over and are not received."""
        return self.standing.on_the_way


def outgoing(station: Station) -> Outgoing:
    """Return where the records stand and what will be written; reads, writes nothing."""
    standing = bundles.standing(station)
    exchanged = laptops.all_exchanged(station.database)
    sent = [row for row in exchanged if row.direction == "out" and row.what == "bundle"]
    receipts = [row for row in exchanged if row.direction == "in" and row.what == "receipt"]
    every = runs.all_runs(station)
    received = {run.device: run.received for run in every}
    counts = dict.fromkeys(Thing, 0)
    size = 0
    for run in every:
        for sealed in station.log.run(run.device, run.received + 1, run.written):
            kind = decode_header(sealed.header).kind
            if kind != "response.attached":
                # the files it names are counted below
                counts[_THINGS.get(kind, Thing.OTHER)] += 1
            size += len(sealed.header) + len(sealed.payload or b"")
    along = attaching.to_send(station)
    counts[Thing.FILES] = len(along)
    size += sum(length for _, length in along)
    return Outgoing(
        standing,
        station.settings.find("hq_card") is not None,
        len(sent) + 1,
        tuple((thing, count) for thing, count in counts.items() if count),
        size,
        tuple(row for row in sent if (row.last or 0) > received.get(row.device, 0)),
        receipts[0] if receipts else None,
        station.local_time().date(),
        carrying.load(station),
        runs.waits_for_pack(station),
        bool(along) and _ended_with_a_receipt(exchanged),
    )


def _ended_with_a_receipt(exchanged: Sequence[ExchangedRow]) -> bool:
    """Say whether no bundle was written since the last receipt came."""
    ways = {("out", "bundle"), ("in", "receipt")}
    return next((row.direction == "in" for row in exchanged if (row.direction, row.what) in ways), False)
