"""Backups: a folder beside the data folder with everything in it, encrypted as it is here, and the way back.

A backup is opened by the passphrases that opened the data folder when it was made. It is a folder with a manifest;
while it is being written its name ends in `.part`, and only what was read back and found whole loses that ending.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.ids import to_text
from tianye.exchange import keys
from tianye.services import epoch_numbers, identities, ways_back
from tianye.services.backup_files import (
    INSTANCE,
    MANIFEST,
    Backup,
    Manifest,
    Plan,
    becoming,
    beside_the_database,
    compare_files,
    copy_file,
    make_beside,
    names_in,
    read_manifest,
    seal,
    stem_of,
    write_manifest,
)
from tianye.services.backup_finding import Found, Whose, find_backups, manifests, next_number
from tianye.services.founding import Rights
from tianye.services.station import DATABASE_NAME, KEYS_FOLDER, Station, World
from tianye.services.unlocking import key_files, unlock
from tianye.store import files
from tianye.store.backup import (
    CopyFacts,
    compare_copy,
    copy_database,
    count_forgotten,
    examine_copy,
    leave_out_sensitive,
    open_copy,
)
from tianye.store.check import heads
from tianye.store.commands import Commands
from tianye.store.database import Database
from tianye.store.migrations import migrate
from tianye.store.queries.operators import find_operator
from tianye.store.settings import Settings

__all__ = [
    "Backup",
    "Found",
    "Plan",
    "Restored",
    "becoming",
    "find_backups",
    "make_backup",
    "make_beside",
    "manifests",
    "plan_backup",
    "restore_backup",
    "verify_backup",
    "whose",
]


_NUMBER: Final = "backup_number"
"""The setting with the number of the latest backup that was planned here."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A data folder that was made of a backup; `sequence` is how far its own run reached.

    With `is_renewed` it is a laptop under a new identity, whose card headquarters has to take in before it hands over.
    With an `epoch` it is a headquarters, which asks its laptops again: each needs a new pack.
    """

    folder: Path
    operations: int
    sequence: int
    is_renewed: bool = False
    epoch: int = 0


# ---- making --------------------------------------------------------------------------------------------------------


def make_backup(station: Station, folder: Path | None = None) -> Backup:
    """Write a backup into a folder (default: `backup` in the data folder) under a name with the time in it.

    The copy is compared with the original page by page and head by head before it counts. Raises `WorldFault`:
    `file.…`, `database.…`, `backup.copy-damaged`; nothing half-written stays.
    """
    folder = station.folder / "backup" if folder is None else folder
    plan = plan_backup(station, folder)
    made_at, stem = plan.made_at, plan.stem
    with files.naming_failures(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
        path = files.unique_path(folder, stem, "")
        with becoming(path) as part:
            copy_database(station.database, part / DATABASE_NAME)
            compare_copy(station.database, part / DATABASE_NAME)
            leave_out_sensitive(part / DATABASE_NAME, station.database.key)
            for name in beside_the_database(station.folder):
                copy_file(station.folder / name, part / name)
            operations = station.log.count()
            manifest = Manifest(
                made_at,
                station.identity.role,
                operations,
                {to_text(device): (head.sequence, head.hash.hex()) for device, head in heads(station.database).items()},
                {name: seal(part / name) for name in names_in(part)},
                plan.station,
                plan.number,
                count_forgotten(station.database),
            )
            files.save_bytes(part / MANIFEST, write_manifest(manifest))
        try:
            compare_files(path, read_manifest(path))
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise
    return Backup(path, made_at, manifest.role, operations, manifest.size)


def plan_backup(station: Station, target: Path) -> Plan:
    """Say how a backup into a folder is to be made by `make_beside`, in whichever thread."""
    made_at = station.local_time().replace(microsecond=0)
    settings, identity = station.settings, station.identity
    number = next_number(settings.find_number(_NUMBER), target, whose(station))
    # on a full disk a backup onto a stick is wanted most: what lies there tells the next number too
    with suppress(WorldFault), station.writing():
        settings.put(_NUMBER, number)
    past = identity.keyring.past
    return Plan(
        station.folder,
        target,
        stem_of(identity.name, made_at),
        made_at,
        station.database.key,
        to_text(past[0].device if past else identity.door),
        number,
    )


def whose(station: Station) -> Whose:
    """Say which backups are of this station, under whichever identity and keys they were made."""
    identity = station.identity
    before = [*(one.device for one in identity.continues), *(key.device for key in identity.keyring.past)]
    written = {identity.run, identity.device, *before}
    return Whose(identity.role, frozenset(map(to_text, written)))


# ---- verifying -----------------------------------------------------------------------------------------------------


def verify_backup(path: Path, passphrase: str) -> Backup:
    """Check a whole backup: every file against the manifest, every page, every chain computed again, every head.

    Raises `UserFault`: `backup.not-one`, `backup.too-new`, `keys.wrong-passphrase`; `WorldFault`: `backup.file-missing`
    and `backup.file-damaged` (data: `name`), `backup.database-damaged` (data: `found`, codes of `store.check`),
    `backup.heads-differ`; `UserFault("operator.only-kiosk")` with the passphrase of who was a leader then.
    """
    manifest, _, _ = _verify(path, passphrase)
    return Backup(path, manifest.made_at, manifest.role, manifest.operations, manifest.size)


def _verify(path: Path, passphrase: str) -> tuple[Manifest, CopyFacts, tuple[bytes, ...]]:
    """Return what a backup says and is, and the keys one of which opens its database."""
    with files.naming_failures(path.name):
        manifest = read_manifest(path)
        compare_files(path, manifest)
        unlocked = unlock(key_files(path), passphrase)
        opened_with = unlocked.opened.database_keys
        facts, findings = examine_copy(path / DATABASE_NAME, opened_with)
    if facts is None:
        found = sorted({finding.code for finding in findings})
        raise WorldFault("backup.database-damaged", next_step=NextStep.CHOOSE_ANOTHER_FILE, found=found)
    told = {to_text(device): (head.sequence, head.hash.hex()) for device, head in facts.heads.items()}
    if (told, facts.operations, facts.role) != (manifest.heads, manifest.operations, manifest.role):
        raise WorldFault("backup.heads-differ", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    with files.naming_failures(path.name), open_copy(path / DATABASE_NAME, opened_with) as database:
        need_all_rights(database, unlocked.file.owner)
    return manifest, facts, opened_with


# ---- restoring -----------------------------------------------------------------------------------------------------


def restore_backup(
    path: Path,
    folder: Path,
    passphrase: str,
    *,
    received: int | None = None,
    world: World | None = None,
) -> Restored:
    """Make a data folder of a backup, beside the old one and never over it.

    What was sent after the backup was made would be contradicted by what the restored folder writes next. A laptop
    therefore takes a new identity that continues the old one, whose run stays as it was; only where somebody vouches
    that nothing left it since, by the last sequence headquarters has `received` of it, does it go on as it was.
    Headquarters keeps its keys, opens a new epoch and writes under a run of its own: see `epochs`.

    Raises as `verify_backup`, and `UserFault("backup.target-exists")`; `WorldFault`: `file.…`.
    """
    if folder.exists():
        raise UserFault("backup.target-exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=folder.name)
    manifest, facts, opened_with = _verify(path, passphrase)
    own = keys.device_id(keys.public_key(facts.signing_key))
    sequence = facts.heads[own].sequence if own in facts.heads else 0
    is_renewed = facts.role != "hq" and (received is None or received > sequence)
    epoch = 0
    world = world or World()
    with files.naming_failures(folder.name), becoming(folder) as part:
        for name in manifest.files:
            copy_file(path / name, part / name)
        compare_files(part, manifest)
        # another folder than the one that was saved, so that the two are not taken for each other
        files.save_bytes(part / INSTANCE, world.random(16), replace=True)
        (part / KEYS_FOLDER).mkdir(exist_ok=True)
        with open_copy(part / DATABASE_NAME, opened_with, read_only=False) as database:
            # what it writes from now on is newer than what was written after this one
            here = Whose(manifest.role, frozenset({to_text(own), manifest.station}))
            settings = Settings(database)
            with database.atomic():
                settings.put(_NUMBER, next_number(settings.find_number(_NUMBER), path.parent, here))
            if is_renewed:
                renew(database, sequence, world)
            if facts.role == "hq":
                epoch = open_epoch(database, own, world)
    return Restored(folder, manifest.operations, sequence, is_renewed, epoch)


def need_all_rights(database: Database, owner: bytes) -> None:
    """Refuse who is a leader in a database that is not the open station's: `UserFault("operator.only-kiosk")`."""
    row = find_operator(database, owner) if database.has_table("operator_key") else None
    if row is not None and row.role == Rights.LEADER:
        raise UserFault("operator.only-kiosk", next_step=NextStep.CHECK_PASSPHRASE)


def open_epoch(database: Database, device: bytes, world: World) -> int:
    """Let a restored headquarters ask its laptops again, and never contradict what it said and forgot."""
    migrate(database)
    with database.atomic():
        epoch = epoch_numbers.open_epoch(Settings(database), device, world.random, world.wall_ms())
        Commands(database).forget_all()
    database.checkpoint()
    return epoch


def renew(database: Database, sequence: int, world: World) -> None:
    """Give a restored laptop a new identity; whom it continues stands in its card, and headquarters writes it down."""
    migrate(database)
    with database.atomic():
        settings = Settings(database)
        identities.continue_as(settings, sequence, world.random)
        ways_back.outdate(settings)
        # what was done under the old identity cannot be undone as this one's
        Commands(database).forget_all()
    database.checkpoint()
