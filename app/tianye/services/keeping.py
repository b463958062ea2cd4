"""Backups that are made by themselves: when one is due, where it goes, which of the older ones stay.

One lies in the data folder's `backup/auto`, for whoever deletes or breaks something; one on the stick that was chosen
for it, for a laptop that is lost. What was made by hand is never taken away by the rule. See `backups` for the writing.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from tianye.domain.errors import TianyeError
from tianye.domain.traces import describe
from tianye.services import backups, retention
from tianye.services.backup_files import Manifest
from tianye.services.backup_finding import Whose, bounded
from tianye.services.backups import Backup, Found, Plan
from tianye.services.founding import BUILT_MS
from tianye.services.station import SHOWN_ZONE, Station
from tianye.store import files
from tianye.store.backup import count_forgotten
from tianye.store.drafts import Drafts
from tianye.store.erasing import all_erasures

LATEST, DAYS, WEEKS, MONTHS = 2, 7, 4, 6
"""The latest two are kept, and of so many latest days, weeks and months with a backup the newest one of each."""
AUTO: Final = "auto"
STICK_FOLDER: Final = "tianye-backups"
BUILT: Final = datetime.fromtimestamp(BUILT_MS / 1000, SHOWN_ZONE)
"""What a clock said before this release was made is not when a backup was made."""
_LOG = logging.getLogger(__name__)
_MARK: Final = "stick"
_LATE_DAYS: Final = 3
"""A station in use that has had no good backup for so long says so."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be written: here, and on the stick where it is in; how much was here when it was planned.

    What of `whose` was made before `begins` is taken away by headquarters' rule; `now` is when it was planned.
    """

    here: Plan | None
    stick: Plan | None
    reached: str
    whose: Whose
    now: datetime
    begins: datetime | None = None

    def __bool__(self) -> bool:
        return self.here is not None or self.stick is not None


@dataclass(frozen=True, slots=True)
class Written:
    """What became of it; a fault where one failed. None where none was due."""

    here: Backup | None
    stick: Backup | None
    fault: TianyeError | None
    stick_fault: TianyeError | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How things are with the backups: the last good ones (Unix ms), the last failure's code, whether a stick is set.

    `is_late` says that a good one is wanted and missing for days.
    """

    here_ms: int
    stick_ms: int
    fault: str
    stick_fault: str
    has_stick: bool
    is_late: bool


def automatic_folder(folder: Path) -> Path:
    """Return where a data folder's own backups lie."""
    return folder / "backup" / AUTO


def standing(station: Station) -> Standing:
    """Return how things are with the backups of this station."""
    settings = station.settings
    here = settings.find_number("backup_ms")
    first = settings.find_number("backup_wanted_ms") or station.told_ms()
    waited = station.told_ms() - max(here, first if not here else 0)
    return Standing(
        here,
        settings.find_number("backup_stick_ms"),
        settings.find_text("backup_fault") or "",
        settings.find_text("backup_stick_fault") or "",
        settings.find("backup_stick") is not None,
        waited > _LATE_DAYS * 24 * 3600 * 1000,
    )


def due(station: Station, drives: Iterable[Path] = (), *, is_closing: bool = False, is_asked: bool = False) -> Due:
    """Say what is to be written now: at closing when anything was written since, otherwise once a day.

    `is_asked`: somebody wants one now. `drives` are the removable drives that are in. A clock that went back makes a
    backup due, never keeps one away.
    """
    settings = station.settings
    today = station.local_time().date().isoformat()
    drafts = max((row.saved_ms for row in Drafts(station.database).all()), default=0)
    reached = f"{station.log.count()} {drafts} {len(station.log.erased)}"

    def is_wanted(place: str) -> bool:
        if is_asked:
            return True
        if settings.find_text(f"{place}_reached") == reached:
            return False
        return is_closing or settings.find_text(f"{place}_day") != today

    stick = find_stick(station, drives)
    here = backups.plan_backup(station, automatic_folder(station.folder)) if is_wanted("backup") else None
    on_stick = backups.plan_backup(station, stick) if stick is not None and is_wanted("backup_stick") else None
    _count_from_now(station)
    return Due(here, on_stick, reached, backups.whose(station), station.local_time(), retention.backups_begin(station))


def _count_from_now(station: Station) -> None:
    """Note since when a backup is wanted; what an earlier, wrong clock put into the future counts from now on."""
    settings, now = station.settings, station.told_ms()
    ahead = [name for name in ("backup_ms", "backup_stick_ms") if settings.find_number(name) > now]
    if not 0 < settings.find_number("backup_wanted_ms") <= now:
        ahead.append("backup_wanted_ms")
    if ahead:
        with station.writing():
            for name in ahead:
                settings.put(name, now)


def write(wanted: Due, go_on: Callable[[int, int], object] = lambda left, total: None) -> Written:
    """Write what is due, in whichever thread, and take older ones away by the rule; what fails is told, not raised."""
    here, fault = _write(wanted.here, wanted, go_on)
    stick, stick_fault = _write(wanted.stick, wanted, go_on)
    return Written(here, stick, fault, stick_fault)


def _write(
    plan: Plan | None, wanted: Due, go_on: Callable[[int, int], object]
) -> tuple[Backup | None, TianyeError | None]:
    if plan is None:
        return None, None
    try:
        made = backups.make_beside(plan, go_on)
    except TianyeError as fault:
        return None, fault
    try:
        _rotate(plan.target, wanted)
    except Exception as unexpected:
        # it is written and was read back: that older ones stay too is no reason to write it again each minute
        _LOG.error("older backups could not be taken away: %s", describe(unexpected))
    return made, None


def note(station: Station, wanted: Due, written: Written) -> None:
    """Remember what became of it, for the next time and for whoever asks."""
    settings = station.settings
    with station.writing():
        for place, plan, made, fault in (
            ("backup", wanted.here, written.here, written.fault),
            ("backup_stick", wanted.stick, written.stick, written.stick_fault),
        ):
            if plan is None:
                continue
            settings.put(f"{place}_fault", fault.code if fault is not None else "")
            if made is not None:
                settings.put(f"{place}_ms", int(made.made_at.timestamp() * 1000))
                settings.put(f"{place}_day", made.made_at.date().isoformat())
                settings.put(f"{place}_reached", wanted.reached)
    if written.stick is not None:
        # pulled out since: then nothing is told of it
        with suppress(TianyeError, OSError):
            retention.note_backup(station, written.stick.path)


MOST_AT_CLOSING: Final = 128 << 20
"""A larger database gets its backup once a day, beside the work: at closing nobody waits for minutes."""


def keep_at_closing(station: Station, drives: Iterable[Path] = ()) -> None:
    """Write the last backup of the day when the window was closed; what fails is said at the next opening."""
    if station.database.path.stat().st_size <= MOST_AT_CLOSING:
        keep_now(station, drives, is_closing=True)


def find_all(station: Station, drives: Iterable[Path] = ()) -> list[Found]:
    """Return the backups in the data folder and on the drives that are in, the newest good one first."""
    return find_beside(station.folder, drives)


def find_beside(folder: Path, drives: Iterable[Path] = ()) -> list[Found]:
    """Return the same of a data folder that is not open, or cannot be opened."""
    drives = list(drives)
    here = (automatic_folder(folder), folder / "backup")
    return backups.find_backups(*here, *(drive / STICK_FOLDER for drive in drives), *drives)


def keep_now(
    station: Station,
    drives: Iterable[Path] = (),
    *,
    is_closing: bool = False,
    is_asked: bool = False,
    go_on: Callable[[int, int], object] = lambda left, total: None,
) -> Written:
    """Write what is due at once, in the thread of the station, and remember what became of it.

    `go_on` is told how many pages are left of how many; what it raises leaves nothing half-written.
    """
    wanted = due(station, drives, is_closing=is_closing, is_asked=is_asked)
    written = write(wanted, go_on)
    if wanted:
        note(station, wanted, written)
    return written


class Holding(NamedTuple):
    """How many backups in the data folder may hold what was erased or purged: made by themselves, and by hand."""

    automatic: int
    by_hand: int


def still_holding(station: Station) -> Holding:
    """Count the backups here that may still hold what was erased, is to be, or was purged; those elsewhere nobody knows
    of.

    A backup says how much had been forgotten when it was made; one of a release that did not say it may hold all of it.
    """
    waits = any(row.of is not None and row.carried_out_ms is None for row in all_erasures(station.database))
    forgotten = count_forgotten(station.database)

    def holds(one: Manifest) -> bool:
        return waits or (forgotten > 0 if one.forgotten is None else one.forgotten < forgotten)

    folders = (automatic_folder(station.folder), station.folder / "backup")
    return Holding(*(sum(map(holds, backups.manifests(folder))) for folder in folders))


# ---- the stick -----------------------------------------------------------------------------------------------------


def choose_stick(station: Station, drive: Path) -> Path:
    """Use a drive for backups from now on, whenever it is in; returns the folder on it.

    Raises `WorldFault`: `file.…`. A drive that was chosen before is not used any more.
    """
    folder = drive / STICK_FOLDER
    mark = station.world.random(16)
    with files.naming_failures(STICK_FOLDER):
        folder.mkdir(exist_ok=True)
        files.save_bytes(folder / _MARK, mark, replace=True)
    with station.writing():
        for name in ("backup_stick_day", "backup_stick_reached", "backup_stick_fault"):
            station.settings.put(name, "")
        station.settings.put("backup_stick", mark)
    return folder


def find_stick(station: Station, drives: Iterable[Path]) -> Path | None:
    """Return the folder for backups on the drive that was chosen, where it is in."""
    mark = station.settings.find("backup_stick")
    for drive in drives if mark is not None else ():
        try:
            if (drive / STICK_FOLDER / _MARK).read_bytes() == mark:
                return drive / STICK_FOLDER
        except OSError:
            continue
    return None


# ---- which ones stay -----------------------------------------------------------------------------------------------


def rotate_here(station: Station) -> list[Path]:
    """Take away those of the data folder's own backups that the rules do not keep; returns them."""
    wanted = Due(None, None, "", backups.whose(station), station.local_time(), retention.backups_begin(station))
    return _rotate(automatic_folder(station.folder), wanted)


def _rotate(folder: Path, wanted: Due) -> list[Path]:
    """Take away the backups of a station in a folder that the rule does not keep; returns them.

    The newest good one always stays; damaged ones stay until as many good ones are newer as days are kept. Where a
    moment is given, none from before it stays besides the newest good one: they hold what was purged since. What lies
    there of another station is nobody's to take away.
    """
    own = [one for one in backups.find_backups(folder) if wanted.whose.is_of(one) and one.made_at is not None]
    good = [one for one in own if one.fault is None]
    stays = kept([one.made_at for one in good if one.made_at is not None])
    gone = [one for number, one in enumerate(good) if number not in stays]
    gone += [one for one in own if one.fault is not None and sum(each.age > one.age for each in good) >= DAYS]
    if wanted.begins is not None:
        newest_first = sorted(own, key=lambda one: one.age, reverse=True)
        latest = bounded((one.made_at for one in newest_first), wanted.now, BUILT)
        gone += [
            one
            for one, moment in zip(newest_first, latest, strict=True)
            if moment < wanted.begins and one not in (*good[:1], *gone)
        ]
    for one in gone:
        shutil.rmtree(one.path, ignore_errors=True)
    return [one.path for one in gone]


def kept(newest_first: Sequence[datetime]) -> set[int]:
    """Say which stay, by position: the latest two, the newest of each of the latest days, ISO weeks and months that
    have one.

    Days, weeks and months are what the clock said; which of them are the latest, the order of the backups says.
    """
    stays = set(range(min(LATEST, len(newest_first))))
    rules: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: moment.isocalendar()[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    )
    for most, period in rules:
        seen: dict[object, int] = {}
        for number, moment in enumerate(newest_first):
            seen.setdefault(period(moment), number)
        stays.update(list(seen.values())[:most])
    return stays
