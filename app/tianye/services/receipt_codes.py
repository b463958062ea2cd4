"""Receipts as one code each: shown on the screen, printed, or sent as a text where no stick can be carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from tianye.documents.paper import PaperLanguage, QrLevel, qr_modules
from tianye.documents.receipt_sheet import PaperReceipt, make_receipt_sheet
from tianye.exchange.qr import receipt_text
from tianye.services.importing import next_receipt
from tianye.services.packs import need_role, note_file
from tianye.services.receipts import TEXT_NAME
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries.laptops import LaptopRow


@dataclass(frozen=True, slots=True)
class ReceiptCode:
    """A receipt in one code: for whom, up to which record, when, attachments that are missing.

    `modules` are rows of a QR code, True for dark, with the quiet zone; `text` is what stands in it.
    """

    laptop: LaptopRow
    last: int
    made_at: datetime
    missing: int
    text: str
    modules: tuple[tuple[bool, ...], ...]


def make_receipt_code(station: Station, laptop: LaptopRow) -> ReceiptCode:
    """Make a receipt for a laptop as a code; it holds as much as one in a file.

    Raises `UserFault("receipt.nothing-received")`.
    """
    need_role(station, "hq")
    with station.writing():
        facts = next_receipt(station, laptop)
        text = receipt_text(facts, station.identity.signing_key)
        span = (None, facts.seq)
        note_file(station, "out", "receipt", laptop.id, TEXT_NAME, result=str(facts.hq_seq), span=span)
    modules = qr_modules(text, QrLevel.MEDIUM)
    return ReceiptCode(laptop, facts.seq, station.local_time(), len(facts.missing), text, modules)


def write_receipt_sheet(
    station: Station, laptops: Sequence[LaptopRow], path: Path, *, language: Literal["zh", "en"] = "zh"
) -> list[ReceiptCode]:
    """Write receipts of some laptops as pages for printing, one code each; raises as `make_receipt_code`, `file.…`."""
    codes = [make_receipt_code(station, laptop) for laptop in laptops]
    pages = [PaperReceipt(one.laptop.name or "", one.last, one.made_at, one.missing, one.text) for one in codes]
    files.save_bytes(path, make_receipt_sheet(pages, PaperLanguage(language)).encode())
    return codes
