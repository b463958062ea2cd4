"""Making a data folder: keys, database, and the first operations of the station it belongs to.

What every station is given from outside (`World`) and where things lie in its folder is said here too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal

from tianye.domain.clock import Clock, Stamp
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import Random, make_id
from tianye.exchange import keyfiles, keys
from tianye.exchange.succession import NextKeys
from tianye.services import keyring
from tianye.services.epoch_numbers import open_epoch
from tianye.services.folders import DATABASE_NAME, KEYS_FOLDER, LOCK_NAME, MAX_NAME, keep_private
from tianye.services.passphrases import MIN_PASSPHRASE
from tianye.services.tips import find_tip, forget_tip, tips_folder
from tianye.services.unlocking import write_key_file
from tianye.services.whereabouts import INSTANCE, remember_place
from tianye.store import files
from tianye.store.database import Database
from tianye.store.lock import FolderLock
from tianye.store.migrations import migrate
from tianye.store.oplog import Draft, OperationLog
from tianye.store.projections import Projections
from tianye.store.queries.operators import keep_operator
from tianye.store.settings import Settings

Role = Literal["hq", "laptop"]


class Rights(StrEnum):
    """What a person may do here: everything, or be at the door in the kiosk."""

    FACILITATOR = "facilitator"
    LEADER = "leader"


BUILT_MS: Final = 1_780_272_000_000
"""No clock is right that shows a time before this release was made: 2026-06-01 UTC."""


@dataclass(frozen=True, slots=True)
class World:
    """What is impure, passed in: the wall clock in milliseconds, random bytes, the cost of a passphrase guess.

    `tips` is the folder of the tips, None where none are kept: of folders that are thrown away or begun anew.
    """

    wall_ms: Callable[[], int] = field(default=lambda: time.time_ns() // 1_000_000)
    random: Random = os.urandom
    cost: keys.Cost = keys.DEFAULT
    tips: Path | None = field(default_factory=tips_folder)


def found(
    folder: Path,
    role: Role,
    *,
    name: str,
    operator: str,
    passphrase: str,
    world: World,
    may_begin_anew: bool = False,
    next_keys: NextKeys | None = None,
) -> None:
    """Make a data folder; `next_keys` are those of a headquarters that was lost, which goes on with them.

    Where there was one before, and nothing of it is left, only by a person's word (`may_begin_anew`). Raises
    `UserFault`: `station.exists`, `station.was-here`, `station.passphrase-too-short`, `station.no-name`,
    `station.name-too-long`; `WorldFault` where the folder cannot be written. A folder that could not be made whole is
    left without a database.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserFault("station.passphrase-too-short", next_step=NextStep.CHECK_PASSPHRASE, characters=MIN_PASSPHRASE)
    if not name.strip() or not operator.strip():
        raise UserFault("station.no-name", next_step=NextStep.MEND_INPUT)
    if too_long := [one.strip() for one in (name, operator) if len(one.strip()) > MAX_NAME]:
        raise UserFault(
            "station.name-too-long", next_step=NextStep.MEND_INPUT, length=len(too_long[0]), characters=MAX_NAME
        )
    with files.naming_failures(folder.name):
        if (folder / DATABASE_NAME).exists() or any((folder / KEYS_FOLDER).glob("*.key")):
            raise UserFault("station.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        if find_tip(world.tips, folder) is not None and not may_begin_anew:
            raise UserFault("station.was-here", next_step=NextStep.RESTORE_BACKUP)
        (folder / KEYS_FOLDER).mkdir(parents=True, exist_ok=True)
        keep_private(folder)
    forget_tip(world.tips, folder)
    lock = FolderLock(folder / LOCK_NAME)
    path = folder / DATABASE_NAME
    try:
        database_key, operator_id = keys.make_database_key(world.random), make_id(world.random)
        file = keyfiles.make_key_file(operator_id, (database_key,), passphrase, world.cost, world.random)
        with Database(path, database_key, create=True) as database:
            migrate(database)
            with database.atomic():
                _write_identity(database, role, name, (operator_id, operator), world, told=next_keys)
                keep_operator(database, operator_id, file.public, Rights.FACILITATOR)
                nonce = world.random(16)
                remember_place(Settings(database), folder, nonce)
            database.checkpoint()
        keep_private(folder)
        files.save_bytes(folder / INSTANCE, nonce, replace=True)
        # the wrapped key comes last: a folder without it was never finished and holds nothing
        write_key_file(folder, file)
    except BaseException:
        for left in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            left.unlink(missing_ok=True)
        raise
    finally:
        lock.release()


def _write_identity(
    database: Database, role: Role, name: str, operator: tuple[bytes, str], world: World, *, told: NextKeys | None
) -> None:
    signing_key = told.seed if told else keys.make_signing_key(world.random)
    box_identity = told.identity if told else keys.make_box_identity()
    card = keys.make_card(role, name, signing_key, box_identity)
    operator_id, operator_name = operator
    settings = Settings(database)
    for setting, value in (
        ("role", role),
        ("name", card.name),
        ("signing_key", signing_key),
        ("box_identity", box_identity),
        ("operator", operator_id),
    ):
        settings.put(setting, value)
    if role == "hq":
        settings.put("matching_key", told.matching_key if told else world.random(32))
        settings.put("hq_epoch", 1)
        keyring.make_next(settings, card.name, world.random)
    drafts = [Draft("operator.named", operator_id, b"", {"name": operator_name.strip()}, {})]
    device = keys.device_id(card.sign_public)
    if told is not None:
        keyring.go_on(settings, told, open_epoch(settings, device, world.random, world.wall_ms(), told.hq_epoch))
    if role == "hq":
        enrolled = {"name": card.name, "role": role, "sign_public": card.sign_public, "recipient": card.recipient}
        drafts.append(Draft("laptop.enrolled", device, b"", enrolled, {}))
    clock = Clock(floor_ms=BUILT_MS)
    readings = []
    for _ in drafts:
        clock, reading = clock.tick(world.wall_ms())
        readings.append(reading)
    keep_clock(settings, clock)
    log, run = OperationLog(database), settings.find("run") or device
    if role == "hq":
        log.know_headquarters([run])
    arrived = log.append(run, drafts, None, operator_id, readings)
    Projections(database, log).refresh(log.take_in(arrived).touched)


def load_clock(settings: Settings) -> Clock:
    """Return the clock as it was kept; a clock never kept starts from what this release proves."""
    raw = settings.find_text("clock")
    if raw is None:
        return Clock(floor_ms=BUILT_MS)
    epoch, ms, counter, wall, offset, floor = (int(part) for part in raw.split())
    return Clock(epoch, Stamp(epoch, ms, counter), wall, offset, max(floor, BUILT_MS))


def keep_clock(settings: Settings, clock: Clock) -> None:
    """Write a clock's state; wants an open transaction."""
    stamp = clock.last
    settings.put(
        "clock", f"{clock.epoch} {stamp.ms} {stamp.counter} {clock.last_wall_ms} {clock.offset_ms} {clock.floor_ms}"
    )
