"""Saving a damaged data folder: all that can be read goes into a new one beside it, and what is lost is said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.exchange import keys
from tianye.exchange.keyfiles import KeyFile
from tianye.services import backups
from tianye.services.folders import DATABASE_NAME, FILES_FOLDER, KEYS_FOLDER
from tianye.services.founding import Rights, World
from tianye.services.unlocking import key_files, unlock
from tianye.services.whereabouts import INSTANCE
from tianye.store import files, rescue
from tianye.store.backup import open_copy
from tianye.store.database import Database
from tianye.store.migrations import migrate
from tianye.store.queries.operators import find_operator, keep_operator
from tianye.store.rescue import Lost, Source
from tianye.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Rescued:
    """A data folder made of what could be read. `operations` were saved; the other counts are what was lost.

    `is_renewed`: its own run had a hole, so that it goes on as a restored station does.
    """

    folder: Path
    operations: int
    lost_operations: int
    lost_persons: int
    lost_sessions: int
    lost_answers: int
    lost_attachments: int
    lost_keys: int
    doubtful: tuple[str, ...]
    is_renewed: bool

    @property
    def is_complete(self) -> bool:
        """Whether nothing was lost: only what is made anew from the rest was damaged."""
        return not (self.lost_operations or self.lost_attachments or self.lost_keys or self.doubtful)


def rescue_folder(
    folder: Path,
    target: Path,
    passphrase: str,
    world: World | None = None,
    tell: Callable[[int, int], object] = lambda done, total: None,
) -> Rescued:
    """Copy every readable operation, attachment and key of a data folder into a new one; the old one is only read.

    `tell` is called now and then with the operations copied and how many there should be; where it raises, nothing of
    the new folder stays.

    Raises `UserFault`: `backup.target-exists`, `station.none-here`, `keys.wrong-passphrase`, `operator.only-kiosk`;
    `WorldFault`: `database.…` where not even its first page can be read, `rescue.no-identity` where the keys of the
    station are gone, `file.…`.
    """
    if target.exists():
        raise UserFault("backup.target-exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=target.name)
    if not (folder / DATABASE_NAME).is_file():
        raise UserFault("station.none-here", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    world = world or World()
    unlocked = unlock(key_files(folder), passphrase)
    keys_here = unlocked.opened.database_keys
    with files.naming_failures(target.name), backups.becoming(target) as part:
        damaged = part / "damaged"
        damaged.mkdir()
        for name in (DATABASE_NAME, f"{DATABASE_NAME}-wal"):
            if (folder / name).is_file():
                shutil.copyfile(folder / name, damaged / name)
        # what cannot be read at all is said as it is
        with open_copy(damaged / DATABASE_NAME, keys_here) as probe:
            key = probe.key
        source = Source(damaged / DATABASE_NAME, key)
        try:
            lost, count, is_renewed = _copy(source, part / DATABASE_NAME, unlocked.file, world, tell)
        finally:
            source.close()
        shutil.rmtree(damaged)
        for name in (KEYS_FOLDER, FILES_FOLDER, rescue.CARRIED_FOLDER):
            if (folder / name).is_dir():
                shutil.copytree(folder / name, part / name)
        files.save_bytes(part / INSTANCE, world.random(16), replace=True)
    return Rescued(
        target,
        count,
        lost.operations,
        len(lost.persons),
        len(lost.sessions),
        len(lost.answers),
        lost.attachments,
        lost.keys,
        tuple(lost.tables),
        is_renewed,
    )


def _copy(
    source: Source, target: Path, file: KeyFile, world: World, tell: Callable[[int, int], object]
) -> tuple[Lost, int, bool]:
    key = source.key
    with Database(target, key, create=True) as database:
        migrate(database)
        lost, cut = rescue.copy_readable(source, database, tell)
        backups.need_all_rights(database, file.owner)
        if not file.is_bare and find_operator(database, file.owner) is None:
            # what her rights were is lost with the page; her file holds the key of today, so she was not removed
            with database.atomic():
                keep_operator(database, file.owner, file.public, Rights.FACILITATOR)
        settings = Settings(database)
        signing_key = settings.find("signing_key")
        if signing_key is None or settings.find("box_identity") is None or settings.find("role") is None:
            raise WorldFault("rescue.no-identity", next_step=NextStep.RESTORE_BACKUP)
        device = keys.device_id(keys.public_key(signing_key))
        own = settings.find("run") or device
        (count,) = database.row("SELECT count(*) FROM operation") or (0,)
        role = settings.find_text("role")
        database.checkpoint()
    if not cut:
        return lost, int(count), False
    if role == "hq":
        # what headquarters lost of its laptops it asks for again
        with Database(target, key) as database:
            backups.open_epoch(database, device, world)
        return lost, int(count), True
    if own in cut:
        with Database(target, key) as database:
            backups.renew(database, cut[own], world)
        return lost, int(count), True
    return lost, int(count), False
