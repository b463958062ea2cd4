"""Sealed files that headquarters keeps as they came: bundles that wait, proofs of a second writer, newer formats.

They lie in the data folder under their hash, written like every file that must not be lost (flushed, read back), and
go into backups with it. How many and how large they may be is bounded for each laptop, so that one laptop cannot take
the room of the others.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal, NamedTuple

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.exchange.encoding import BundleFacts, Range
from tianye.services.folders import FILES_FOLDER
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import kept_files
from tianye.store.queries.kept_files import KeptRow

Why = Literal["gap", "branch", "newer", "unusable"]
"""Waits for what comes before it; proves a second writer; needs a newer program; waited and then could not be read."""

MOST_FILES: Final = 64
MOST_BYTES: Final = 8 << 30
"""Bounds for one laptop and one reason; for files nobody can read yet, of all laptops together."""
KEPT_FOLDER: Final = "kept"
DESTROYED: Final = "branch-erased"
"""In place of a reason: what proved a second writer and was destroyed, because somebody erased stood in it."""
ENDING: Final = ".tianye"


def path_of(station: Station, hashed: bytes) -> Path:
    """Return where a kept file lies."""
    return station.folder / FILES_FOLDER / KEPT_FOLDER / f"{hashed.hex()}{ENDING}"


class Brought(NamedTuple):
    """A file that came: where it lies, its hash, the name it came under."""

    path: Path
    hash: bytes
    name: str


def keep_file(station: Station, brought: Brought, why: Why, facts: BundleFacts | None) -> None:
    """Copy a file into the data folder and record it; wants an open transaction, and commits nothing itself.

    A file whose record is rolled back lies there unnamed until `sweep`. Raises `UserFault("bundle.no-room-to-wait")`
    past the bounds; `WorldFault`: `file.…`.
    """
    source, hashed, name = brought
    target = path_of(station, hashed)
    size = source.stat().st_size
    device = None if facts is None else facts.dev
    beside = [row for row in kept_files.rows_kept(station.database, why, device) if row.hash != hashed]
    if len(beside) >= MOST_FILES or size + sum(row.size for row in beside) > MOST_BYTES:
        raise UserFault(
            "bundle.no-room-to-wait", next_step=NextStep.ASK_HEADQUARTERS, files=len(beside), most=MOST_FILES
        )
    if source != target:
        with files.naming_failures(name):
            target.parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as reading:
                written = files.save(
                    target, lambda sink: shutil.copyfileobj(reading, sink), expected_bytes=size, replace=True
                )
        if written != hashed:
            raise WorldFault("file.not-written", next_step=NextStep.RETRY, name=name)
    row = KeptRow(hashed, why, device, None, None, None, None, name, size, station.world.wall_ms())
    if facts is not None:
        row = row._replace(first=facts.from_seq, last=facts.to_seq, prev=facts.prev, head=facts.head)
    kept_files.keep_row(station.database, row, None if device is None else station.log.device_number(device))


def drop(station: Station, hashed: bytes) -> None:
    """Forget that a file waits; wants an open transaction. The file goes with the next `sweep`."""
    kept_files.drop_row(station.database, hashed)


def sweep(station: Station) -> None:
    """Take away the files that nothing names any more; outside of transactions."""
    folder = station.folder / FILES_FOLDER / KEPT_FOLDER
    if not folder.is_dir():
        return
    rows = kept_files.all_rows(station.database)
    known = {path_of(station, row.hash).name for row in rows if row.why != DESTROYED}
    for path in folder.iterdir():
        if path.name not in known:
            # what cannot be taken away now is taken away another time
            with suppress(OSError):
                path.unlink()


def want(station: Station, device: bytes) -> tuple[Range, ...]:
    """Return which of a laptop's records headquarters lacks, as far as bundles that wait for them tell."""
    reached = station.log.head(device).sequence
    found = []
    for row in kept_files.rows_kept(station.database, "gap", device):
        first, last = row.first or 1, row.last or 0
        if first > reached + 1:
            found.append(Range(reached + 1, first - 1))
        reached = max(reached, last)
    return tuple(found)
