"""Purging on a laptop: what headquarters has twice, long enough, is destroyed here and still told of.

Each go is a transaction of its own, so that it can be cut off anywhere and goes on the next time; the files of the
folder are settled after the last one, and at the next occasion where it did not come to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault
from tianye.services import erasing, keeping, retention
from tianye.services.door import is_own_door_open
from tianye.services.retention import Outlook
from tianye.services.station import Station
from tianye.store.purging import Purging

AT_ONCE: Final = 200
"""Answers and refused scans of one transaction: some tens of milliseconds."""
_UNSETTLED, _PLACE, _LOOKED = "purge_unsettled", "purge_place", "purge_looked"


@dataclass(frozen=True, slots=True)
class Done:
    """What was purged, or would be: answers, refused scans, operations; and how things stand with the rest."""

    answers: int
    scans: int
    operations: int
    outlook: Outlook
    changes: Changes = field(default_factory=Changes)


def preview(station: Station) -> Done:
    """Say what `purge` would destroy; writes nothing."""
    found = retention.outlook(station)
    purging = Purging(station.database, station.log)
    answers = scans = operations = 0
    for subjects in _batches(station, found):
        counted = purging.count(subjects)
        answers, scans, operations = answers + counted[0], scans + counted[1], operations + counted[2]
    return Done(answers, scans, operations, found)


def purge(station: Station) -> Done:
    """Destroy all that may go, and settle the files.

    Raises `UserFault`: `station.wrong-role`; where nothing may go the reason of `retention.Outlook`, or
    `purge.nothing`; `WorldFault("purge.chain-broken")`: that transaction is as it was, what went before is gone.
    """
    found = retention.outlook(station)
    done = Done(0, 0, 0, found)
    for subjects in _batches(station, found):
        one = _purge(station, found, subjects)
        done = replace(
            done,
            answers=done.answers + one.answers,
            scans=done.scans + one.scans,
            operations=done.operations + one.operations,
            changes=done.changes.merged(one.changes),
        )
    if station.settings.find_number(_UNSETTLED):
        _settle(station)
    if not done.operations:
        raise _refusal(found)
    return done


def _refusal(found: Outlook) -> UserFault:
    ask, days, on = NextStep.ASK_HEADQUARTERS, found.days, found.on
    return {
        "": UserFault("purge.nothing", next_step=NextStep.NOTHING),
        "purge.nothing": UserFault("purge.nothing", next_step=NextStep.NOTHING),
        "station.wrong-role": UserFault("station.wrong-role", next_step=ask, needed="laptop"),
        "purge.no-rule": UserFault("purge.no-rule", next_step=ask),
        "purge.waits-for-pack": UserFault("purge.waits-for-pack", next_step=ask),
        "purge.no-receipt": UserFault("purge.no-receipt", next_step=ask),
        "purge.files-missing": UserFault("purge.files-missing", next_step=ask),
        "purge.no-backup": UserFault("purge.no-backup", next_step=ask),
        "purge.too-early": UserFault("purge.too-early", next_step=NextStep.NOTHING, days=days, on=on),
    }[found.reason]


def go_on(station: Station) -> Changes:
    """While nobody works: purge the next few where anything may go, and settle the log of the database at the end.

    Nothing is done while a door is open. What hinders it is not told here: `retention.outlook` says it.
    """
    if station.identity.role != "laptop" or is_own_door_open(station):
        return Changes()
    found = retention.outlook(station)
    reached = " ".join(f"{bound.device.hex()}:{bound.last}" for bound in found.bounds)
    settings = station.settings
    if reached != settings.find_text(_LOOKED):
        place = settings.find_number(_PLACE)
        subjects, further = Purging(station.database, station.log).due(found.bounds, place, AT_ONCE)
        done = _purge(station, found, subjects) if subjects else None
        is_through = further == place
        with station.writing():
            settings.put(_PLACE, 0 if is_through else further)
            if is_through:
                settings.put(_LOOKED, reached)
        return Changes() if done is None else done.changes
    if settings.find_number(_UNSETTLED):
        station.database.checkpoint()
        _settled(station)
    return Changes()


def _batches(station: Station, found: Outlook) -> Iterator[list[int]]:
    place = 0
    while found.bounds:
        subjects, further = Purging(station.database, station.log).due(found.bounds, place, AT_ONCE)
        if subjects:
            yield subjects
        if further == place:
            return
        place = further


def _purge(station: Station, found: Outlook, subjects: list[int]) -> Done:
    with station.writing():
        purged = Purging(station.database, station.log).purge(subjects, found.bounds, station.world.wall_ms())
        changes = Changes(station.projections.refresh(purged.touched))
        station.settings.put(_UNSETTLED, 1)
    return Done(purged.answers, purged.scans, purged.operations, found, changes)


def _settle(station: Station) -> None:
    """Leave nothing of it in the files of the folder, nor in the backups that the rule does not keep."""
    erasing.settle(station)
    keeping.rotate_here(station)
    _settled(station)


def _settled(station: Station) -> None:
    """Write down what was purged, for headquarters to read in the next bundle, and that nothing is left to settle."""
    told = {
        f"{retention.TOLD}{row.device.hex()}-{row.epoch}-{row.receipt}": {
            "first": row.first,
            "last": row.last,
            "operations": row.operations,
        }
        for row in retention.purges(station)
    }
    with station.command("purge") as command:
        command.add_if_changed("laptop.purged", station.identity.device, told)
        station.settings.put(_UNSETTLED, 0)
    station.database.checkpoint()
    station.attachments.sweep()
