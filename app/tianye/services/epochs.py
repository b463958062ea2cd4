"""Headquarters' epochs: one that was restored from a backup opens a new one, and asks its laptops again.

What headquarters had received and said after the backup was made is lost to it, not to the laptops. In a new epoch its
word on what it has holds alone: receipts of older epochs are void, and what they covered beyond that is handed over
again. What headquarters itself writes from then on gets a run of its own, so that it never contradicts what it said
and forgot: laptops hold that from its packs (docs/decisions/0012).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tianye.exchange.encoding import BundleFacts, PackFacts, Range
from tianye.services import kept
from tianye.services.epoch_numbers import MOST_AHEAD, open_epoch
from tianye.services.identities import read_past, write_past
from tianye.services.station import Station

LAST_SEQUENCE: Final = (1 << 32) - 1


# ---- at headquarters -----------------------------------------------------------------------------------------------


def hear_laptop(station: Station, facts: BundleFacts) -> None:
    """Learn from a bundle which word of headquarters its laptop holds.

    One that holds a later word than we remember to have said tells us that we are older than what left us: our data
    folder was put back by hand. A new epoch begins, as after `backups.restore_backup`.
    """
    settings, held = station.settings, facts.ack
    epoch = settings.find_number("hq_epoch", 1)
    name = _heard(facts.dev)
    is_behind = epoch < held.hq_epoch <= epoch + MOST_AHEAD or (
        held.hq_epoch == epoch
        and (
            held.hq_seq > settings.find_number("receipt_number") or held.pack_seq > settings.find_number("pack_number")
        )
    )
    if is_behind:
        with station.writing():
            open_epoch(settings, station.identity.device, station.world.random, station.world.wall_ms(), held.hq_epoch)
        station.read_identity()
        station.keep_tip()
    elif settings.find_number(name) != held.hq_epoch <= epoch:
        with station.writing():
            settings.put(name, held.hq_epoch)


def want(station: Station, device: bytes) -> tuple[Range, ...]:
    """Return which of a laptop's records headquarters asks for.

    In a new epoch everything beyond what it has, until a bundle shows that the laptop knows the epoch; else what
    bundles wait for.
    """
    if is_asked_again(station, device):
        return (Range(station.log.head(device).sequence + 1, LAST_SEQUENCE),)
    return kept.want(station, device)


def is_asked_again(station: Station, device: bytes) -> bool:
    """Say whether this headquarters was restored and no bundle has shown yet that a laptop knows it."""
    epoch = station.settings.find_number("hq_epoch", 1)
    return epoch > 1 and station.settings.find_number(_heard(device)) < epoch


def name_run(station: Station) -> None:
    """Tell the laptops whose run it is that a restored headquarters writes."""
    run, name = station.identity.run, station.identity.name
    if run != station.identity.device and station.state("laptop", run).get("name") != name:
        with station.command("name run") as command:
            command.add("laptop.enrolled", run, {"name": name, "role": "hq"})


def _heard(device: bytes) -> str:
    return f"heard_epoch/{device.hex()}"


# ---- on both sides -------------------------------------------------------------------------------------------------


def is_of_an_older(station: Station, facts: PackFacts, number: int = 0) -> bool:
    """Say whether a pack is of an older epoch than the one that holds here, or of the same and below a number."""
    return (facts.hq_epoch, facts.pack_seq) < (station.settings.find_number("hq_epoch"), number)


# ---- at a laptop ---------------------------------------------------------------------------------------------------


def hear(station: Station, epoch: int) -> None:
    """Believe that headquarters speaks in an epoch; wants an open transaction.

    With a later one everything is void that headquarters said it has: its next word says what that is.
    """
    settings = station.settings
    known = settings.find_number("hq_epoch")
    if epoch <= known:
        return
    settings.put("hq_epoch", epoch)
    if known:
        for name in ("received_sequence", "hq_receipt", "pack_number"):
            settings.put(name, 0)
        write_past(settings, [replace(run, received=0) for run in read_past(settings)])


def hear_wants(station: Station, wanted: tuple[Range, ...]) -> None:
    """Hand over again what headquarters asks for, also what a receipt said it had; wants an open transaction."""
    received = station.settings.find_number("received_sequence")
    missing = min((one.first for one in wanted), default=received + 1)
    if missing <= received:
        station.settings.put("received_sequence", max(missing - 1, 0))
