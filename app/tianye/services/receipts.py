"""Taking headquarters' word on what it has: a receipt as a file, or as the text of one code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tianye.domain.errors import NextStep, UserFault
from tianye.exchange import qr, receipt
from tianye.exchange.encoding import ReceiptFacts
from tianye.exchange.qr import ShortReceipt
from tianye.services import attaching, epochs, pinning, retention, runs
from tianye.services.packs import need_role, note_file
from tianye.services.station import Station
from tianye.store import files

TEXT_NAME = "QR"
"""What stands for a file's name where a receipt was read from its code."""


@dataclass(frozen=True, slots=True)
class ReceiptTaken:
    """What a receipt told: received up to `sequence`; `was_known` when it said nothing new.

    `missing` attachments of this laptop have not arrived at headquarters: they go along with the next bundle.
    """

    sequence: int
    was_known: bool
    missing: int = 0


def install_receipt(station: Station, path: Path) -> ReceiptTaken:
    """Take headquarters' receipt: what it covers is received, and is not sent again.

    Raises `UserFault`: `receipt.for-another-laptop`, `receipt.not-our-run`, `receipt.older-epoch`, `receipt.past-key`,
    `bundle.…`.
    """
    need_role(station, "laptop")
    find = pinning.finder(pinning.need_pinned(station))
    files.size_of(path)
    with files.naming_failures(path.name), path.open("rb") as source:
        facts = receipt.read(source, runs.box_identities(station), find)
    return _take(station, facts, path.name, len(facts.missing), proves_time=not facts.made.is_suspect)


def is_receipt_text(text: str) -> bool:
    """Say whether a text that was typed or scanned wants to be a receipt."""
    return text.strip().upper().startswith(qr.RECEIPT_PREFIX)


def install_receipt_text(station: Station, text: str) -> ReceiptTaken:
    """Take a receipt from the text of its code, typed or scanned; it says how many attachments are missing, not which.

    It proves no time: the text does not tell whether headquarters' clock was in doubt. Raises as `install_receipt`, and
    `UserFault("receipt.unreadable-text")`.
    """
    need_role(station, "laptop")
    facts = qr.read_receipt_text(text, pinning.finder(pinning.need_pinned(station)))
    return _take(station, facts, TEXT_NAME, facts.missing_count, proves_time=False)


def _take(
    station: Station, facts: ReceiptFacts | ShortReceipt, name: str, missing: int, *, proves_time: bool
) -> ReceiptTaken:
    run = next((run for run in runs.all_runs(station) if run.device == facts.dev_for), None)
    if run is None:
        raise UserFault("receipt.for-another-laptop", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    settings = station.settings
    if facts.hq_epoch < settings.find_number("hq_epoch"):
        raise UserFault("receipt.older-epoch", next_step=NextStep.ASK_HEADQUARTERS)
    pinning.need_living(pinning.need_pinned(station), facts.dev, facts.hq_epoch, facts.hq_seq)
    with station.writing():
        epochs.hear(station, facts.hq_epoch)
        runs.take_word(station, facts.dev_for, facts.seq, facts.head)
        settings.put("hq_receipt", max(facts.hq_seq, settings.find_number("hq_receipt")))
        if proves_time:
            station.prove_time(facts.hq_time_ms)
        if not missing or not isinstance(facts, ShortReceipt):
            attaching.is_told(station, facts.dev_for, facts.seq)
        if not isinstance(facts, ShortReceipt):
            attaching.want(station, facts.missing, facts.hq_epoch, facts.hq_seq)
            retention.hear_receipt(station, facts.dev_for, facts.hq_seq, facts.seq)
            if proves_time:
                retention.hear_backed(station, facts.dev_for, facts.backed, facts.hq_time_ms)
        station.carried.forget(() if isinstance(facts, ShortReceipt) else facts.taken)
        note_file(station, "in", "receipt", facts.dev, name, result="taken in", span=(None, facts.seq))
    station.carried.sweep()
    return ReceiptTaken(facts.seq, facts.seq <= run.received, missing)
