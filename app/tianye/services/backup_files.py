"""The folder of a backup as files: its manifest, writing one beside the work, finding those that lie somewhere.

Knows no open station, so that a backup can be made in whichever thread, and before a folder is opened.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tianye import __version__
from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.services.folders import DATABASE_NAME, FILES_FOLDER, KEYS_FOLDER
from tianye.store import files
from tianye.store.backup import copy_moment, examine_copy, examine_pages, leave_out_sensitive, one_moment
from tianye.store.check import heads
from tianye.store.settings import Settings

FORMAT = 1
MANIFEST = "manifest.json"
INSTANCE = "instance"
MAX_MANIFEST_BYTES = 16 << 20


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
    """What a backup says of itself: heads are hexadecimal, files are (bytes, hash) by their path in it."""

    made_at: datetime
    role: str
    operations: int
    heads: dict[str, tuple[int, str]]
    files: dict[str, tuple[int, str]]

    @property
    def size(self) -> int:
        return sum(size for size, _ in self.files.values())


# ---- writing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plan:
    """What a backup beside the work needs to know, gathered while nothing else touches the station."""

    folder: Path
    target: Path
    stem: str
    made_at: datetime
    key: bytes = field(repr=False)
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
    part.mkdir(parents=True)
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


# ---- finding -------------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """A backup that lies somewhere; `fault` is what is wrong with its files, its database has not been opened.

    `runs` are the devices of whose runs it holds something.
    """

    path: Path
    made_at: datetime | None
    role: str
    operations: int
    size: int
    fault: TianyeError | None
    runs: frozenset[str] = frozenset()


class Whose(NamedTuple):
    """Of which station backups are: what it is, and the runs it writes or wrote."""

    role: str
    runs: frozenset[str]

    def is_of(self, one: Found) -> bool:
        """Say whether a backup is of this station: another's may lie on the same stick."""
        return one.role == self.role and not self.runs.isdisjoint(one.runs)


def find_backups(*folders: Path) -> list[Found]:
    """Return the backups that lie in some folders or are these, the newest good one first, damaged ones last.

    Every file is compared with the manifest, which takes as long as reading it; no passphrase is needed.
    """
    found: dict[Path, Found] = {}
    for folder in folders:
        for path in (folder, *_folders_in(folder)):
            if path.suffix != ".part" and ((path / MANIFEST).is_file() or _NAMED.search(path.name)):
                found.setdefault(path, _look_at(path))
    return sorted(found.values(), key=lambda one: (one.fault is None, one.made_at or _NEVER), reverse=True)


def moments(folder: Path) -> list[datetime]:
    """Return when the backups that lie in a folder were made, as far as they say so; nothing of them is checked."""
    found = []
    for path in _folders_in(folder):
        with suppress(TianyeError):
            found.append(read_manifest(path).made_at)
    return found


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir() and path.suffix != ".part"]
    except OSError:
        return []


_NAMED = re.compile(r"^tianye-.*-\d{8}-\d{6}(-\d+)?$")
_NEVER = datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=8)))


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
    runs = frozenset(manifest.heads)
    return Found(path, manifest.made_at, manifest.role, manifest.operations, manifest.size, found, runs)


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
            datetime.fromisoformat(read["made_at"]),
            str(read["role"]),
            int(read["operations"]),
            {str(name): (int(sequence), str(head)) for name, (sequence, head) in read["heads"].items()},
            {str(name): (int(size), str(hashed)) for name, (size, hashed) in read["files"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise refusal from None
    if DATABASE_NAME not in manifest.files or not all(map(_is_inside, manifest.files)):
        raise refusal
    return manifest


def _is_inside(name: str) -> bool:
    """Say whether a name of a manifest stays in its folder, and is one this release writes."""
    parts = PurePosixPath(name).parts
    is_plain = not any(part == ".." or "\\" in part or ":" in part for part in parts) and not name.startswith("/")
    return is_plain and (name in (DATABASE_NAME, INSTANCE) or parts[0] in (KEYS_FOLDER, FILES_FOLDER))
