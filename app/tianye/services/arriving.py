"""What comes back to a laptop on a stick: receipts and packs, found by what they are and installed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tianye.domain.changes import Changes
from tianye.services import packs, receipts, recognising
from tianye.services.packs import Installed
from tianye.services.receipts import ReceiptTaken
from tianye.services.recognising import Recognised
from tianye.services.station import Station


@dataclass(frozen=True, slots=True)
class Taken:
    """What was installed of some files; `first_pack` is a pack that waits until headquarters' six words are compared.

    `others` are the files that were left alone, with what they are.
    """

    receipt: ReceiptTaken | None
    pack: Installed | None
    first_pack: Path | None
    others: tuple[Recognised, ...]
    changes: Changes


def waiting(station: Station, folder: Path) -> list[Recognised]:
    """Return the receipts and packs in a folder that would bring this laptop something, the newest of a kind first."""
    found = [one for one in recognising.recognise_all(station, [folder]) if _is_ours(one) and one.is_new]
    return sorted(found, key=lambda one: (one.kind, -one.epoch, -one.number))


def take(station: Station, paths: Iterable[Path]) -> Taken:
    """Install what some files, or the files of some folders, hold for this laptop: the newest pack, then the receipts.

    Raises as `packs.install_pack` and `receipts.install_receipt`; what was installed before that stays.
    """
    seen = recognising.recognise_all(station, paths)
    ours = sorted((one for one in seen if _is_ours(one)), key=lambda one: (one.epoch, one.number))
    found = [one for one in ours if one.kind == "pack"]
    pack: Installed | None = None
    first_pack: Path | None = None
    if found and station.settings.find("hq_card") is None:
        first_pack = found[-1].path
    elif found and (found[-1].is_new or len(seen) == 1):
        pack = packs.install_pack(station, found[-1].path)
    receipt: ReceiptTaken | None = None
    if first_pack is None:
        for one in ours:
            if one.kind == "receipt":
                receipt = receipts.install_receipt(station, one.path)
    others = tuple(one for one in seen if not _is_ours(one))
    # a receipt changes no subject, but what is said of this laptop's own records
    changes = pack.changes if pack else Changes()
    if receipt is not None:
        changes = changes.merged(Changes({"laptop": frozenset({station.identity.device})}))
    return Taken(receipt, pack, first_pack, others, changes)


def _is_ours(one: Recognised) -> bool:
    return one.kind in ("pack", "receipt") and one.is_for_us is True
