"""Backups: a folder beside the data folder with everything in it, encrypted as it is here, and the way back.

A backup is opened by the passphrases that opened the data folder when it was made. It is a folder with a manifest;
while it is being written its name ends in `.part`, and only what was read back and found whole loses that ending.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from tianye import __version__
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.exchange import keys
from tianye.services.station import DATABASE_NAME, KEYS_FOLDER, Station, World
from tianye.store import files
from tianye.store.backup import CopyFacts, compare_copy, copy_database, examine_copy
from tianye.store.check import heads

FORMAT = 1
MANIFEST = "manifest.json"
INSTANCE = "instance"
FILES_FOLDER = "files"
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
class Restored:
    """A data folder that was made of a backup; `sequence` is how far its own run reaches."""

    folder: Path
    operations: int
    sequence: int


@dataclass(frozen=True, slots=True)
class _Manifest:
    made_at: datetime
    role: str
    operations: int
    heads: dict[str, tuple[int, str]]
    files: dict[str, tuple[int, str]]

    @property
    def size(self) -> int:
        return sum(size for size, _ in self.files.values())


# ---- making --------------------------------------------------------------------------------------------------------


def make_backup(station: Station, folder: Path | None = None) -> Backup:
    """Write a backup into a folder (default: `backup` in the data folder) under a name with the time in it.

    The copy is compared with the original page by page and head by head before it counts. Raises `WorldFault`:
    `file.…`, `database.…`, `backup.copy-damaged`; nothing half-written stays.
    """
    folder = station.folder / "backup" if folder is None else folder
    made_at = station.local_time().replace(microsecond=0)
    stem = re.sub(r"[^\w-]+", "-", f"tianye-{station.identity.name}-{made_at:%Y%m%d-%H%M%S}")
    with files.naming_failures(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        path = files.unique_path(folder, stem, "")
        with _becoming(path) as part:
            copy_database(station.database, part / DATABASE_NAME)
            compare_copy(station.database, part / DATABASE_NAME)
            for name in _beside_the_database(station.folder):
                _copy(station.folder / name, part / name)
            operations = station.log.count()
            manifest = _Manifest(
                made_at,
                station.identity.role,
                operations,
                {to_text(device): (head.sequence, head.hash.hex()) for device, head in heads(station.database).items()},
                {name: _seal(part / name) for name in _names(part)},
            )
            files.save_bytes(part / MANIFEST, _write_manifest(manifest))
    _compare_files(path, manifest)
    return Backup(path, made_at, manifest.role, operations, manifest.size)


def _beside_the_database(folder: Path) -> Iterator[str]:
    for path in (folder / INSTANCE, *(folder / KEYS_FOLDER).glob("*.key"), *(folder / FILES_FOLDER).rglob("*")):
        if path.is_file() and path.suffix != ".part":
            yield path.relative_to(folder).as_posix()


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as reading:
        files.save(target, lambda sink: shutil.copyfileobj(reading, sink), expected_bytes=source.stat().st_size)


def _seal(path: Path) -> tuple[int, str]:
    return path.stat().st_size, files.hash_of(path).hex()


@contextmanager
def _becoming(path: Path) -> Iterator[Path]:
    """Give a folder to fill that becomes `path` at the end, or is taken away again."""
    part = path.with_name(path.name + ".part")
    part.mkdir(parents=True)
    try:
        yield part
        part.rename(path)
        files.flush_folder(path.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


# ---- verifying -----------------------------------------------------------------------------------------------------


def verify_backup(path: Path, passphrase: str) -> Backup:
    """Check a whole backup: every file against the manifest, every page, every chain computed again, every head.

    Raises `UserFault`: `backup.not-one`, `backup.too-new`, `keys.wrong-passphrase`; `WorldFault`: `backup.file-missing`
    and `backup.file-damaged` (data: `name`), `backup.database-damaged` (data: `found`, codes of `store.check`),
    `backup.heads-differ`.
    """
    manifest, _ = _verify(path, passphrase)
    return Backup(path, manifest.made_at, manifest.role, manifest.operations, manifest.size)


def _verify(path: Path, passphrase: str) -> tuple[_Manifest, CopyFacts]:
    with files.naming_failures(path.name):
        manifest = _read_manifest(path)
        _compare_files(path, manifest)
        facts, findings = examine_copy(path / DATABASE_NAME, _unlock(path, passphrase))
    if facts is None:
        found = sorted({finding.code for finding in findings})
        raise WorldFault("backup.database-damaged", next_step=NextStep.CHOOSE_ANOTHER_FILE, found=found)
    told = {to_text(device): (head.sequence, head.hash.hex()) for device, head in facts.heads.items()}
    if (told, facts.operations, facts.role) != (manifest.heads, manifest.operations, manifest.role):
        raise WorldFault("backup.heads-differ", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    return manifest, facts


def _compare_files(path: Path, manifest: _Manifest) -> None:
    for name, (size, hashed) in manifest.files.items():
        file = path / name
        if not file.is_file():
            raise WorldFault("backup.file-missing", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name)
        if file.stat().st_size != size or files.hash_of(file).hex() != hashed:
            raise WorldFault("backup.file-damaged", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=name)


def _unlock(path: Path, passphrase: str) -> bytes:
    refusal = UserFault("keys.wrong-passphrase", next_step=NextStep.CHECK_PASSPHRASE)
    for wrapped in sorted((path / KEYS_FOLDER).glob("*.key")):
        try:
            return keys.unwrap(wrapped.read_bytes(), passphrase)
        except UserFault as fault:
            if fault.code != "keys.wrong-passphrase":
                raise
            refusal = fault
    raise refusal


def _write_manifest(manifest: _Manifest) -> bytes:
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


def _read_manifest(path: Path) -> _Manifest:
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
        manifest = _Manifest(
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


# ---- restoring -----------------------------------------------------------------------------------------------------


def restore_backup(
    path: Path,
    folder: Path,
    passphrase: str,
    *,
    received: int | None = None,
    newest_pack: int | None = None,
    newest_receipt: int | None = None,
    world: World | None = None,
) -> Restored:
    """Make a data folder of a backup, beside the old one and never over it.

    What was sent after the backup was made would be contradicted by what the restored folder writes next, so somebody
    has to say how far the other side has come: for a laptop the last sequence headquarters has `received` of it; for
    headquarters the numbers of the newest pack and the newest receipt that any laptop holds (0 for none). A backup
    that is older is refused until a restored station can take a new identity.

    Raises as `verify_backup`, and `UserFault`: `backup.target-exists`, `backup.what-left-unknown` (data: `needs`),
    `backup.older-than-what-left` (data: `has`, `left`); `WorldFault`: `file.…`.
    """
    if folder.exists():
        raise UserFault("backup.target-exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=folder.name)
    manifest, facts = _verify(path, passphrase)
    own = keys.device_id(keys.public_key(facts.signing_key))
    sequence = facts.heads[own].sequence if own in facts.heads else 0
    if facts.role == "hq":
        packs, receipts = (facts.packs_made, newest_pack), (facts.receipts_made, newest_receipt)
        _need_nothing_left(newest_pack=packs, newest_receipt=receipts)
    else:
        _need_nothing_left(received=(sequence, received))
    random = (world or World()).random
    with files.naming_failures(folder.name), _becoming(folder) as part:
        for name in manifest.files:
            _copy(path / name, part / name)
        _compare_files(part, manifest)
        # another folder than the one that was saved, so that the two are not taken for each other
        files.save_bytes(part / INSTANCE, random(16), replace=True)
        (part / KEYS_FOLDER).mkdir(exist_ok=True)
    return Restored(folder, manifest.operations, sequence)


def _need_nothing_left(**reached: tuple[int, int | None]) -> None:
    """Compare how far a backup reaches with how far the other side has come, for each thing that is sent."""
    unknown = sorted(name for name, (_, left) in reached.items() if left is None)
    if unknown:
        raise UserFault("backup.what-left-unknown", next_step=NextStep.ASK_HEADQUARTERS, needs=unknown)
    for name, (has, left) in reached.items():
        if left is not None and left > has:
            raise UserFault(
                "backup.older-than-what-left", next_step=NextStep.ASK_HEADQUARTERS, of=name, has=has, left=left
            )
