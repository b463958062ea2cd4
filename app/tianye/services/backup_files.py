"""The folder of a backup as files: its manifest, and writing one beside the work.

Knows no open station, so that a backup can be made in whichever thread, and before a folder is opened.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from tianye import __version__
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.services.folders import DATABASE_NAME, FILES_FOLDER, KEYS_FOLDER
from tianye.store import files
from tianye.store.backup import (
    copy_moment,
    count_forgotten,
    examine_copy,
    examine_pages,
    leave_out_sensitive,
    one_moment,
)
from tianye.store.check import heads
from tianye.store.settings import Settings

FORMAT = 1
MANIFEST = "manifest.json"
INSTANCE = "instance"
MAX_MANIFEST_BYTES = 16 << 20
MOST: Final = 1 << 53
"""No number of a manifest is larger."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was found whole: its folder, when it was made, how many operations and bytes it holds."""

    path: Path
    made_at: datetime
    role: str
    operations: int
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: heads are hexadecimal, files are (bytes, hash) by their path in it.

    `station` is the first id its station ever had and `number` counts that station's backups, each higher than those
    before it, whatever the clock said; `forgotten` counts what had been erased and purged there. Those of releases
    before these were written have "", 0 and None.
    """

    made_at: datetime
    role: str
    operations: int
    heads: dict[str, tuple[int, str]]
    files: dict[str, tuple[int, str]]
    station: str = ""
    number: int = 0
    forgotten: int | None = None

    @property
    def size(self) -> int:
        """How many bytes its files have."""
        return sum(size for size, _ in self.files.values())

    @property
    def runs(self) -> frozenset[str]:
        """The devices of whose runs it holds something."""
        return frozenset(self.heads)


# ---- writing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """What a backup beside the work needs to know, gathered while nothing else touches the station."""

    folder: Path
    target: Path
    stem: str
    made_at: datetime
    key: bytes = field(repr=False)
    station: str = ""
    number: int = 0
    is_before_update: bool = False
    """Whether the schema is an older one, of which only seals and structure can be judged."""


def make_beside(plan: Plan, go_on: Callable[[int, int], object] = lambda left, total: None) -> Backup:
    """Write a planned backup while others go on writing: it holds one moment, and is verified as a whole.

    Every page, chain and file of it is read again before it counts. `go_on` is called between slices of a mebibyte with
    the pages left and in all, and may raise to stop. Raises as `make_backup`, and `backup.database-damaged`.
    """
    with files.naming_failures(plan.target.name):
        plan.target.mkdir(parents=True, exist_ok=True)
        _sweep(plan.target)
        path = files.unique_path(plan.target, plan.stem, "")
        files.need_space(plan.target, (plan.folder / DATABASE_NAME).stat().st_size)
        with becoming(path) as part:
            with one_moment(plan.folder / DATABASE_NAME, plan.key) as reader:
                copy_moment(reader, part / DATABASE_NAME, go_on)
                reached = heads(reader)
                (operations,) = reader.row("SELECT count(*) FROM operation") or (0,)
                role = Settings(reader).find_text("role") or ""
                forgotten = count_forgotten(reader)
            leave_out_sensitive(part / DATABASE_NAME, plan.key)
            for name in beside_the_database(plan.folder):
                # a sealed file that waited may have been taken in meanwhile
                with suppress(FileNotFoundError):
                    copy_file(plan.folder / name, part / name)
            manifest = Manifest(
                plan.made_at,
                role,
                operations,
                {to_text(device): (head.sequence, head.hash.hex()) for device, head in reached.items()},
                {name: seal(part / name) for name in names_in(part)},
                plan.station,
                plan.number,
                forgotten,
            )
            files.save_bytes(part / MANIFEST, write_manifest(manifest))
            compare_files(part, read_manifest(part))
            try:
                if plan.is_before_update:
                    findings = examine_pages(part / DATABASE_NAME, plan.key)
                else:
                    _, findings = examine_copy(part / DATABASE_NAME, (plan.key,))
            except WorldFault as fault:
                # it is the copy that cannot be read, not what it is of
                raise WorldFault("backup.copy-damaged", next_step=NextStep.RETRY) from fault
            if findings:
                found = sorted({finding.code for finding in findings})
                raise WorldFault("backup.database-damaged", next_step=NextStep.RESTORE_BACKUP, found=found)
    return Backup(path, plan.made_at, manifest.role, operations, manifest.size)


def stem_of(name: str, made_at: datetime) -> str:
    """Return the name of a backup's folder: whose, and when it was made."""
    return re.sub(r"[^\w-]+", "-", f"tianye-{name}-{made_at:%Y%m%d-%H%M%S}")


def _sweep(target: Path) -> None:
    """Take away what an interrupted backup left."""
    for part in target.glob("tianye-*.part"):
        shutil.rmtree(part, ignore_errors=True)


def beside_the_database(folder: Path) -> Iterator[str]:
    """Yield what of a data folder goes into a backup besides the database."""
    for path in (folder / INSTANCE, *(folder / KEYS_FOLDER).glob("*"), *(folder / FILES_FOLDER).rglob("*")):
        if path.is_file() and path.suffix != ".part":
            yield path.relative_to(folder).as_posix()


def names_in(folder: Path) -> list[str]:
    """Return the files below a folder by their paths in it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def copy_file(source: Path, target: Path) -> None:
    """Copy a file safely; see `files.save`."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as reading:
        files.save(target, lambda sink: shutil.copyfileobj(reading, sink), expected_bytes=source.stat().st_size)


def seal(path: Path) -> tuple[int, str]:
    """Return the bytes and the hash of a file, as a manifest says them."""
    return path.stat().st_size, files.hash_of(path).hex()


@contextmanager
def becoming(path: Path) -> Iterator[Path]:
    """Give a folder to fill that becomes `path` at the end, or is taken away again."""
    part = path.with_name(path.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.mkdir()
    files.keep_from_others(part)
    is_renamed = False
    try:
        yield part
        part.rename(path)
        is_renamed = True
        files.flush_folder(path.parent)
    except BaseException:
        # what is not known to be whole does not stay under a name that says it is
        shutil.rmtree(path if is_renamed else part, ignore_errors=True)
        raise


# ---- the manifest --------------------------------------------------------------------------------------------------


def compare_files(path: Path, manifest: Manifest) -> None:
    """Compare every file with the manifest; raises `WorldFault`: `backup.file-missing`, `backup.file-damaged`."""
    for name, (size, hashed) in manifest.files.items():
        file = path / name
        if not file.is_file():
            raise WorldFault("backup.file-missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name)
        if file.stat().st_size != size or files.hash_of(file).hex() != hashed:
            raise WorldFault("backup.file-damaged", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name)


def write_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as it is written."""
    written = {
        "format": FORMAT,
        "app": __version__,
        "made_at": manifest.made_at.isoformat(),
        "role": manifest.role,
        "operations": manifest.operations,
        "heads": manifest.heads,
        "files": manifest.files,
        "station": manifest.station,
        "number": manifest.number,
        "forgotten": manifest.forgotten,
    }
    return json.dumps(written, indent=1, sort_keys=True).encode()


def read_manifest(path: Path) -> Manifest:
    """Read a backup's manifest; raises `UserFault`: `backup.not-one`, `backup.too-new`."""
    refusal = UserFault("backup.not-one", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    file = path / MANIFEST
    if not file.is_file() or file.stat().st_size > MAX_MANIFEST_BYTES:
        raise refusal
    try:
        read: dict[str, Any] = json.loads(file.read_bytes())
        version = read["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise refusal from None
    if type(version) is int and version > FORMAT:
        raise UserFault("backup.too-new", next_step=NextStep.UPDATE_PROGRAM, format=version)
    try:
        manifest = Manifest(
            _moment(read["made_at"]),
            _text(read["role"]),
            _number(read["operations"]),
            _pairs(read["heads"]),
            _pairs(read["files"]),
            _text(read.get("station", "")),
            _number(read.get("number", 0)),
            None if read.get("forgotten") is None else _number(read["forgotten"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise refusal from None
    if DATABASE_NAME not in manifest.files or not all(map(_is_inside, manifest.files)):
        raise refusal
    return manifest


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    # without a zone it cannot be compared with others, and near the ends of the calendar not be shown in ours
    if moment.tzinfo is None or not 1970 <= moment.year < 9999:
        raise ValueError
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise ValueError
    return value


def _pairs(value: dict[object, Any]) -> dict[str, tuple[int, str]]:
    return {_text(name): (_number(number), _text(said)) for name, (number, said) in value.items()}


def _is_inside(name: str) -> bool:
    """Say whether a name of a manifest stays in its folder, and is one this release writes."""
    parts = PurePosixPath(name).parts
    is_plain = name.isprintable() and name == "/".join(parts)
    is_plain = is_plain and not any(part == ".." or "\\" in part or ":" in part for part in parts)
    return is_plain and (
        name in (DATABASE_NAME, INSTANCE) or (len(parts) > 1 and parts[0] in (KEYS_FOLDER, FILES_FOLDER))
    )
