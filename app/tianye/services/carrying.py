"""Carrying along what is sealed for others: through the village to the road, and back.

A laptop that meets a sealed file that is not its own may keep it and put it onto its next sticks, until headquarters
says that it has it or sixty days are over. It can read nothing of it, and nobody learns from it whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.services import recognising
from tianye.services.packs import CARRIED_DAYS, ENDING, need_role
from tianye.services.station import Station
from tianye.store import files
from tianye.store.carried import CarriedRow
from tianye.store.queries import laptops

MAX_FILES: Final = 200
MAX_BYTES: Final = 2 << 30
"""What one laptop carries for others at most."""
_DAY_MS: Final = 24 * 3600 * 1000
_STEM: Final = "sealed-"


@dataclass(frozen=True, slots=True)
class SealedFound:
    """Sealed files for others that lie somewhere and are not carried yet, and their bytes."""

    paths: tuple[Path, ...]
    size: int


@dataclass(frozen=True, slots=True)
class CarriedAlong:
    """What was taken along: files that are new here, files that were carried already, files that were left, and why."""

    new: int
    known: int
    left: tuple[tuple[str, TianyeError], ...]


@dataclass(frozen=True, slots=True)
class Load:
    """All that is carried for others: files and bytes, and how many of them no stick has had yet."""

    files: int
    size: int
    new: int = 0


@dataclass(frozen=True, slots=True)
class WrittenAlong:
    """Files of others on a stick: written now, and there already; `fault` is what ended it before all were."""

    paths: tuple[Path, ...]
    were_there: int
    fault: TianyeError | None = None

    @property
    def files(self) -> int:
        """How many of them lie there now."""
        return len(self.paths) + self.were_there


def sealed_for_others(station: Station, paths: Iterable[Path]) -> SealedFound:
    """Return the sealed files among some files, or in some folders, that are for others and not carried yet.

    What this laptop wrote itself is none of others.
    """
    found = [
        one.path
        for one in recognising.recognise_all(station, paths)
        if one.kind == "other" and one.is_for_us is False and _is_new(station, one.path)
    ]
    return SealedFound(tuple(found), sum(path.stat().st_size for path in found))


def _is_new(station: Station, path: Path) -> bool:
    try:
        if path.stat().st_size > MAX_BYTES:
            # never carried, so not read to its end either
            return True
        hashed = files.hash_of(path)
    except OSError:
        return False
    return not station.carried.has(hashed) and not laptops.was_written_here(station.database, hashed)


def carry_along(station: Station, paths: Iterable[Path]) -> CarriedAlong:
    """Take sealed files of others along, as they are; the sticks they came on keep them too.

    Raises `UserFault("carried.none-there")` where no file is one. A file that cannot be taken does not hinder the
    others; `carried.too-much` says that a laptop carries no more.
    """
    need_role(station, "laptop")
    forget_old(station)
    seen = [one for one in recognising.recognise_all(station, paths) if one.kind == "other" and one.is_for_us is False]
    if not seen:
        raise UserFault("carried.none-there", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    new = known = 0
    left: list[tuple[str, TianyeError]] = []
    for one in seen:
        try:
            if _is_new(station, one.path):
                _take_along(station, one.path)
                new += 1
            else:
                known += 1
        except (UserFault, WorldFault) as fault:
            if fault.code.startswith("database."):
                raise
            left.append((one.path.name, fault))
    station.carried.sweep()
    return CarriedAlong(new, known, tuple(left))


def _take_along(station: Station, path: Path) -> None:
    with files.naming_failures(path.name):
        size = path.stat().st_size
    now = load(station)
    if now.files >= MAX_FILES or now.size + size > MAX_BYTES:
        raise UserFault(
            "carried.too-much", next_step=NextStep.NOTHING, files=now.files, megabytes=MAX_BYTES >> 20, name=path.name
        )
    hashed = station.carried.copy_in(path, size)
    with station.writing():
        station.carried.keep(CarriedRow(hashed, size, station.world.wall_ms(), None))


def all_carried(station: Station) -> list[CarriedRow]:
    """Return everything that is carried for others, the oldest first."""
    return station.carried.all_rows()


def load(station: Station) -> Load:
    """Return how much is carried for others."""
    rows = all_carried(station)
    return Load(len(rows), sum(row.size for row in rows), sum(row.written_ms is None for row in rows))


def write_along(station: Station, folder: Path) -> WrittenAlong:
    """Put everything that is carried onto a stick, as it is; what lies there already is left.

    A stick that fails ends it: what was written stays, what was not goes onto the next stick.
    """
    forget_old(station)
    lying = _by_size(folder)
    paths: list[Path] = []
    were_there = 0
    for row in all_carried(station):
        try:
            if _lies_there(row, lying.get(row.size, ())):
                were_there += 1
            elif (written := _write_one(station, row, folder)) is not None:
                paths.append(written)
        except WorldFault as fault:
            if fault.code.startswith("database."):
                raise
            return WrittenAlong(tuple(paths), were_there, fault)
    return WrittenAlong(tuple(paths), were_there)


def _by_size(folder: Path) -> dict[int, list[Path]]:
    found: dict[int, list[Path]] = {}
    for path in recognising.files_in([folder]):
        try:
            found.setdefault(path.stat().st_size, []).append(path)
        except OSError:
            continue
    return found


def _lies_there(row: CarriedRow, paths: Sequence[Path]) -> bool:
    for path in paths:
        try:
            if files.hash_of(path) == row.hash:
                return True
        except OSError:
            continue
    return False


def _write_one(station: Station, row: CarriedRow, folder: Path) -> Path | None:
    """Write one file; None where it is not here as it came any more: then it is carried no longer."""
    source = station.carried.path(row.hash)
    try:
        is_whole = files.hash_of(source) == row.hash
    except OSError:
        is_whole = False
    if not is_whole:
        with station.writing():
            station.carried.forget([row.hash])
        return None
    with files.naming_failures(folder.name):
        path = files.unique_path(folder, f"{_STEM}{to_text(row.hash[:5])}", ENDING)
    files.save_copy(source, path)
    with station.writing():
        station.carried.note_written(row.hash, station.world.wall_ms())
    return path


def forget_old(station: Station) -> int:
    """Carry no longer what was taken along sixty days ago; returns how many files that were."""
    since = station.world.wall_ms() - CARRIED_DAYS * _DAY_MS
    # a clock that stood in the future when a file was taken must not keep it for ever
    old = [row.hash for row in all_carried(station) if not since <= row.taken_ms <= since + 2 * CARRIED_DAYS * _DAY_MS]
    if old:
        with station.writing():
            station.carried.forget(old)
        station.carried.sweep()
    return len(old)


def stop_carrying(station: Station, hashes: Sequence[bytes]) -> int:
    """Carry some files no longer because a person says so; returns how many were carried."""
    with station.writing():
        count = station.carried.forget(hashes)
    station.carried.sweep()
    return count
