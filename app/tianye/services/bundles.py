"""Handing over: a laptop's own run since headquarters' last receipt, as one file; and taking receipts back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.exchange import bundle, keys, receipt
from tianye.exchange.encoding import BundleFacts, Held
from tianye.services import surveys
from tianye.services.packs import ENDING, PROGRAMME, acknowledge, made, need_role, note_file
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import laptops


@dataclass(frozen=True, slots=True)
class Standing:
    """Where this laptop's records are: written here, carried away by some bundle, received by headquarters."""

    written: int
    handed_over: int
    received: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A bundle that was written and read back."""

    path: Path
    first: int
    last: int
    size: int


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """What a receipt told: received up to `sequence`; `was_known` when it said nothing new."""

    sequence: int
    was_known: bool


def standing(station: Station) -> Standing:
    """Return how far this station's own operations have come, as sequences."""
    return Standing(
        station.log.head(station.identity.device).sequence,
        laptops.handed_over(station.database),
        station.settings.find_number("received_sequence"),
    )


def headquarters_card(station: Station) -> keys.Card:
    """Return headquarters' card; raises `UserFault("bundle.no-headquarters")` before the first pack."""
    raw = station.settings.find("hq_card")
    if raw is None:
        raise UserFault("bundle.no-headquarters", next_step=NextStep.ASK_HEADQUARTERS)
    return keys.card_from_bytes(raw)


def make_bundle(station: Station, folder: Path) -> HandedOver:
    """Write everything since the last receipt into a folder, signed and encrypted to headquarters.

    Since the last *receipt*, not the last file: a lost stick loses nothing. With nothing new it still writes a bundle,
    which tells headquarters so.
    """
    need_role(station, "laptop")
    card = headquarters_card(station)
    log, device = station.log, station.identity.device
    # whose sessions nobody closed
    surveys.release_of_other_days(station)
    head = log.head(device)
    first = station.settings.find_number("received_sequence") + 1
    previous = log.hash_at(device, first - 1)
    if previous is None:
        raise UserFault("receipt.not-our-run", next_step=NextStep.ASK_HEADQUARTERS, sequence=first - 1)
    with station.writing():
        facts = BundleFacts(
            prog=PROGRAMME,
            made=made(station),
            from_seq=first,
            to_seq=head.sequence,
            prev=previous,
            head=head.hash,
            ack=Held(
                station.settings.find_number("hq_epoch"),
                station.settings.find_number("hq_receipt"),
                station.settings.find_number("pack_number"),
            ),
            counts={"operations": head.sequence - first + 1},
        )
    path = files.unique_path(folder, f"bundle-{to_text(station.world.random(5))}", ENDING)

    def write(sink: BinaryIO) -> None:
        bundle.write(
            sink,
            facts,
            log.run(device, first, head.sequence),
            log.owner_keys(log.owners_in_run(device, first, head.sequence)),
            (),
            signing_key=station.identity.signing_key,
            recipients=[card.recipient],
        )

    hashed = files.save(path, write)
    with station.writing():
        span = (first, head.sequence)
        note_file(
            station, "out", "bundle", device, path.name, result="written", file_hash=hashed, span=span, head=head.hash
        )
    return HandedOver(path, first, head.sequence, path.stat().st_size)


def install_receipt(station: Station, path: Path) -> ReceiptTaken:
    """Take headquarters' receipt: what it covers is received, and is not sent again.

    Raises `UserFault`: `receipt.for-another-laptop`, `receipt.not-our-run`, `receipt.older-epoch`, `bundle.…`.
    """
    need_role(station, "laptop")
    card = headquarters_card(station)
    hq_device = keys.device_id(card.sign_public)
    known = keys.DevicePublic(card.sign_public)
    with files.naming_failures(path.name), path.open("rb") as source:
        facts = receipt.read(
            source, [station.identity.box_identity], lambda device: known if device == hq_device else None
        )
    if facts.dev_for != station.identity.device:
        raise UserFault("receipt.for-another-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    settings = station.settings
    if facts.hq_epoch < settings.find_number("hq_epoch"):
        raise UserFault("receipt.older-epoch", next_step=NextStep.ASK_HEADQUARTERS)
    before = settings.find_number("received_sequence")
    with station.writing():
        acknowledge(station, facts.seq, facts.head)
        settings.put("hq_epoch", facts.hq_epoch)
        settings.put("hq_receipt", max(facts.hq_seq, settings.find_number("hq_receipt")))
        if not facts.made.is_suspect:
            station.prove_time(facts.hq_time_ms)
        note_file(station, "in", "receipt", hq_device, path.name, result="taken in", span=(None, facts.seq))
    return ReceiptTaken(facts.seq, facts.seq <= before)
