"""Finding the backups that lie somewhere, and which of them is the newer.

Newer is what holds more of its station's own history: each backup counts one further than those before it, so that a
clock that was wrong once orders nothing. Knows no open station: a backup is looked for where none can be opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from tianye.domain.errors import TianyeError
from tianye.services.backup_files import MANIFEST, MOST, Manifest, compare_files, read_manifest
from tianye.store import files

_NAMED: Final = re.compile(r"^(tianye-.*)-\d{8}-\d{6}(-\d+)?$")
_Station = tuple[str, str]


class Told(Protocol):
    """What a backup says of whose it is; see `Manifest`."""

    @property
    def role(self) -> str: ...
    @property
    def station(self) -> str: ...
    @property
    def runs(self) -> frozenset[str]: ...


class Found(NamedTuple):
    """A backup that lies somewhere; `fault` is what is wrong with its files, its database has not been opened.

    `runs` are the devices of whose runs it holds something, `station` and `number` as a manifest says them.
    """

    path: Path
    made_at: datetime | None
    role: str
    operations: int
    size: int
    fault: TianyeError | None
    runs: frozenset[str] = frozenset()
    station: str = ""
    number: int = 0

    @property
    def age(self) -> tuple[int, int, float]:
        """What orders the backups of one station, the newest the greatest: those of older releases have no number."""
        return self.number, self.operations, self.made_at.timestamp() if self.made_at is not None else 0.0


class Whose(NamedTuple):
    """Of which station backups are: what it is, and the runs it writes or wrote."""

    role: str
    runs: frozenset[str]

    def is_of(self, one: Told) -> bool:
        """Say whether a backup is of this station: another's may lie on the same stick."""
        if one.role != self.role:
            return False
        return one.station in self.runs if one.station else not self.runs.isdisjoint(one.runs)


def find_backups(*folders: Path) -> list[Found]:
    """Return the backups that lie in some folders or are these: of each station the newest good one first.

    The stations of the first folder come first, damaged backups last. Every file is compared with the manifest, which
    takes as long as reading it; no passphrase is needed.
    """
    found: dict[Path, Found] = {}
    places: dict[Path, int] = {}
    for place, folder in enumerate(folders):
        for path in (folder, *_folders_in(folder)):
            if path not in found and path.suffix != ".part" and (_is_file(path / MANIFEST) or _NAMED.search(path.name)):
                found[path], places[path] = _look_at(path), place
    stations = _stations(found)
    first: dict[_Station, int] = {}
    newest: dict[_Station, tuple[bool, tuple[int, int, float]]] = {}
    for path, one in found.items():
        station = stations[path]
        first[station] = min(places[path], first.get(station, places[path]))
        newest[station] = max((one.fault is None, one.age), newest.get(station, (False, (0, 0, 0.0))))

    def standing(one: Found) -> tuple[bool, int, float, _Station, tuple[float, ...]]:
        station = stations[one.path]
        moment = newest[station][1][2]
        return one.fault is not None, first[station], -moment, station, tuple(-part for part in one.age)

    return sorted(found.values(), key=standing)


def manifests(folder: Path) -> list[Manifest]:
    """Return what the backups that lie in a folder say of themselves, as far as they do; nothing of it is checked."""
    found = []
    for path in _folders_in(folder):
        with suppress(TianyeError, OSError):
            found.append(read_manifest(path))
    return found


def next_number(reached: int, folder: Path, whose: Whose) -> int:
    """Return the number of a station's next backup into a folder: beyond its own last, and beyond those there."""
    numbers = (one.number for one in manifests(folder) if whose.is_of(one))
    return min(max(reached, *numbers, 0) + 1, MOST)


def _stations(found: Mapping[Path, Found]) -> dict[Path, _Station]:
    """Say of each backup whose it is; an older one that does not say it goes with one whose run it holds."""
    known = sorted({(one.role, one.station) for one in found.values() if one.station})

    def station(one: Found) -> _Station:
        if one.station:
            return one.role, one.station
        named = _NAMED.search(one.path.name)
        here = (each for each in known if each[0] == one.role and each[1] in one.runs)
        return next(here, (one.role, named[1] if named else ""))

    return {path: station(one) for path, one in found.items()}


def _folders_in(folder: Path) -> Iterable[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix != ".part" and path.is_dir()]
    except OSError:
        return []


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # a folder of the system's that lets nobody in
        return False


def _look_at(path: Path) -> Found:
    manifest, found = None, None
    try:
        with files.naming_failures(path.name):
            manifest = read_manifest(path)
            compare_files(path, manifest)
    except TianyeError as fault:
        if manifest is None:
            return Found(path, None, "", 0, 0, fault)
        found = fault
    return Found(
        path,
        manifest.made_at,
        manifest.role,
        manifest.operations,
        manifest.size,
        found,
        manifest.runs,
        manifest.station,
        manifest.number,
    )


def bounded(moments: Iterable[datetime | None], now: datetime, least: datetime) -> Iterator[datetime]:
    """Yield until when, at the latest, backups were made that come the newest first.

    None was made after one that came later, nor after `now`; a clock that said a time before `least` says nothing.
    """
    latest = now
    for moment in moments:
        if moment is not None and moment >= least:
            latest = min(latest, moment)
        yield latest
