"""Retention: headquarters' rule, its word of its backups, and what a laptop may let go by them.

A laptop holds answers only until headquarters has them twice: received, as a receipt says, and in a backup outside
headquarters' computer that was read back; and then for as many days as the rule says. Days are counted between two
words of headquarters, or by the laptop's own clock where that can be believed (docs/decisions/0017).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import to_text
from tianye.exchange.encoding import Acknowledged
from tianye.services import attaching, runs
from tianye.services.backup_files import read_manifest
from tianye.services.epoch_numbers import BACKED
from tianye.services.identities import Run
from tianye.services.station import SHOWN_ZONE, Station
from tianye.store.purging import (
    BackedRow,
    Bound,
    PurgeRow,
    all_backed,
    all_purges,
    count_purged,
    is_any_left,
    keep_backed,
)
from tianye.store.purging import lacking as lacking_here
from tianye.store.queries import laptops

__all__ = [
    "MOST_DAYS",
    "USUAL_DAYS",
    "Outlook",
    "PurgeRow",
    "ToldPurge",
    "backed",
    "backups_begin",
    "hear_backed",
    "hear_receipt",
    "hear_rule",
    "lacking",
    "note_backup",
    "outlook",
    "purged_in",
    "purged_ranges",
    "purges",
    "rule",
    "set_rule",
    "told_purges",
]

USUAL_DAYS: Final = 30
MOST_DAYS: Final = 3650
DAY_MS: Final = 24 * 3600 * 1000
TOLD: Final = "purged/"
"""How the fields begin by which a laptop tells what it purged, after which receipt."""
_RULE, _BACKED, _HEARD = "keep_days", BACKED, "hq_heard_ms"


# ---- at headquarters -----------------------------------------------------------------------------------------------


def rule(station: Station) -> int:
    """Return after how many days answers are purged on laptops: headquarters' rule, or what a laptop heard of it.

    0 where nothing is purged, which holds until headquarters says otherwise.
    """
    return station.settings.find_number(_RULE)


def set_rule(station: Station, days: int) -> None:
    """At headquarters: purge on laptops after so many days, never with 0; goes out with every pack from now on.

    Raises `UserFault`: `station.wrong-role`, `purge.bad-days`.
    """
    if station.identity.role != "hq":
        raise UserFault("station.wrong-role", next_step=NextStep.ASK_HEADQUARTERS, needed="hq")
    if not 0 <= days <= MOST_DAYS:
        raise UserFault("purge.bad-days", next_step=NextStep.MEND_INPUT, most=MOST_DAYS)
    with station.writing():
        station.settings.put(_RULE, days)


def note_backup(station: Station, path: Path) -> bool:
    """At headquarters: remember what a backup holds that was read back and lies outside the data folder.

    One on the same folder's disk space would be lost with it, and does not count; nor does one that was made while
    attachments of forms were missing; nor, of a laptop's run, one that was made while attachments of it were. Says
    whether it counts. Raises as `backup_files.read_manifest`.
    """
    inside = station.folder.resolve()
    if station.identity.role != "hq" or inside in path.resolve().parents:
        return False
    lacking = attaching.incomplete(station)
    if lacking is None:
        return False
    without = {to_text(device) for device in lacking}
    heads = read_manifest(path).heads.items()
    held = {device: [sequence, head] for device, (sequence, head) in heads if device not in without}
    with station.writing():
        station.settings.put(_BACKED, json.dumps(_backed(station) | held))
    return True


def _backed(station: Station) -> dict[str, list[object]]:
    raw = station.settings.find_text(_BACKED)
    return dict(json.loads(raw)) if raw else {}


def backed(station: Station, device: bytes) -> Acknowledged | None:
    """At headquarters: return how much of a laptop's run the newest such backup holds; None for nothing."""
    sequence, head = _backed(station).get(to_text(device), (0, ""))
    if not isinstance(sequence, int) or not sequence or not isinstance(head, str):
        return None
    hashed = bytes.fromhex(head)
    return Acknowledged(sequence, hashed) if station.log.hash_at(device, sequence) == hashed else None


# ---- at a laptop ---------------------------------------------------------------------------------------------------


def hear_rule(station: Station, days: int) -> None:
    """Take the rule of the pack that holds; wants an open transaction."""
    if days != rule(station):
        station.settings.put(_RULE, min(days, MOST_DAYS))


def hear_backed(station: Station, device: bytes, word: Acknowledged | None, hq_ms: int) -> None:
    """Take headquarters' word of a backup, spoken in the epoch that holds here; wants an open transaction.

    One that is not of the run as it is here counts for nothing. `hq_ms` is headquarters' clock, which it believed.
    """
    settings = station.settings
    settings.put(_HEARD, max(hq_ms, settings.find_number(_HEARD)))
    if word is not None and word.sequence and station.log.hash_at(device, word.sequence) == word.head:
        row = BackedRow(word.sequence, hq_ms, station.told_ms())
        keep_backed(station.database, device, settings.find_number("hq_epoch"), row)


def hear_receipt(station: Station, device: bytes, number: int, sequence: int) -> None:
    """Remember up to where a receipt that came as a file covers a run; wants an open transaction."""
    epoch, _, covered = _receipt(station, device)
    if epoch != station.settings.find_number("hq_epoch") or sequence >= covered:
        now = [station.settings.find_number("hq_epoch"), number, sequence]
        station.settings.put(f"receipt_of/{device.hex()}", json.dumps(now))


def _receipt(station: Station, device: bytes) -> tuple[int, int, int]:
    raw = station.settings.find_text(f"receipt_of/{device.hex()}")
    epoch, number, covered = json.loads(raw) if raw else (0, 0, 0)
    return int(epoch), int(number), int(covered)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the rule lets go now: the rule's days (0 for none), how far of each run, and what hinders the rest.

    `reason` is a code: `purge.nothing` where no answer and no refused scan is left, `purge.no-rule`,
    `purge.waits-for-pack`, `purge.no-receipt`, `purge.files-missing`, `purge.no-backup`, `purge.too-early` (then `on`
    is the day on which more may go, by the clock here), or empty.
    """

    days: int
    bounds: tuple[Bound, ...]
    reason: str
    on: str = ""


def outlook(station: Station) -> Outlook:
    """Say what may be purged on this laptop, and why not more; writes nothing."""
    days = rule(station)
    if station.identity.role != "laptop":
        return Outlook(days, (), "station.wrong-role")
    if not days:
        return Outlook(0, (), "purge.no-rule")
    if not is_any_left(station.database):
        return Outlook(days, (), "purge.nothing")
    if runs.waits_for_pack(station):
        return Outlook(days, (), "purge.waits-for-pack")
    if attaching.is_wanted(station):
        return Outlook(days, (), "purge.files-missing")
    seen = [_reach(station, run, days) for run in runs.all_runs(station)]
    hindered = next((one for one in seen if one.reason), None)
    bounds = tuple(one.bound for one in seen if one.bound.last)
    return Outlook(days, bounds, hindered.reason if hindered else "", hindered.on if hindered else "")


class _Reach(NamedTuple):
    """How far one run may go, and what hinders the first record after that."""

    bound: Bound
    reason: str
    on: str


def _reach(station: Station, run: Run, days: int) -> _Reach:
    current = station.settings.find_number("hq_epoch")
    epoch, number, covered = _receipt(station, run.device)
    covered = min(covered, run.received, run.written) if epoch == current and number else 0
    words = all_backed(station.database, run.device, current)
    last = min(max((word.sequence for word in words if _has_lasted(station, word, days)), default=0), covered)
    bound = Bound(run.device, last, current, number)
    if last >= run.written:
        return _Reach(bound, "", "")
    if last >= covered:
        return _Reach(bound, "purge.no-receipt", "")
    word = next((word for word in words if word.sequence > last), None)
    if word is None:
        return _Reach(bound, "purge.no-backup", "")
    on = datetime.fromtimestamp((max(word.hq_ms, word.here_ms) + days * DAY_MS) / 1000, SHOWN_ZONE)
    return _Reach(bound, "purge.too-early", on.date().isoformat())


def _has_lasted(station: Station, row: BackedRow, days: int) -> bool:
    wait = days * DAY_MS
    by_headquarters = station.settings.find_number(_HEARD) - row.hq_ms
    by_clock = 0 if station.is_clock_suspect else station.told_ms() - max(row.hq_ms, row.here_ms)
    return max(by_headquarters, by_clock) >= wait


def backups_begin(station: Station) -> datetime | None:
    """Return the moment before which backups of this laptop are taken away by the rule.

    None where there is no rule, and where the clock cannot be believed.
    """
    days = rule(station)
    if station.identity.role != "laptop" or not days or station.is_clock_suspect:
        return None
    return station.local_time() - timedelta(days=days)


def purged_ranges(station: Station, device: bytes, first: int, last: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what was purged of a stretch of a run: first, last, epoch, receipt."""
    for row in all_purges(station.database):
        if row.device == device and row.first <= last and row.last >= first:
            yield max(row.first, first), min(row.last, last), row.epoch, row.receipt


def purged_in(station: Station, device: bytes, first: int, last: int) -> tuple[int, int]:
    """Return how many operations of a stretch of a run were purged here, and after which receipt the latest (0)."""
    receipts = [receipt for _, _, _, receipt in purged_ranges(station, device, first, last)]
    if not receipts:
        return 0, 0
    return count_purged(station.database, station.log.device_number(device), first, last), max(receipts)


def purges(station: Station) -> list[PurgeRow]:
    """Return what was purged here, the earliest first: by run and receipt."""
    return all_purges(station.database)


class ToldPurge(NamedTuple):
    """What a laptop told of its purging: how many operations between which of its sequences, after which receipt."""

    laptop: str
    operations: int
    first: int
    last: int
    epoch: int
    receipt: int


def told_purges(station: Station) -> list[ToldPurge]:
    """At headquarters: return what laptops told of their purging, by name."""
    found = []
    for row in laptops.all_laptops(station.database):
        state = station.state("laptop", row.id)
        for field in sorted(state.claims):
            said, name = state.get(field), field.removeprefix(TOLD).split("-")
            # a laptop's own word: what is not of this form is passed over
            if field.startswith(TOLD) and isinstance(said, dict) and len(name) == 3 and "".join(name[1:]).isdecimal():
                operations, first, last = (
                    one if isinstance(one, int) else 0 for one in map(said.get, ("operations", "first", "last"))
                )
                found.append(ToldPurge(row.name or "", operations, first, last, int(name[1]), int(name[2])))
    return found


def lacking(station: Station) -> int:
    """At headquarters: count the operations whose contents a laptop had purged and that are nowhere here."""
    return lacking_here(station.database) if station.identity.role == "hq" else 0
