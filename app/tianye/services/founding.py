"""Making a data folder: keys, database, and the first operations of the station it belongs to.

What every station is given from outside (`World`) and where things lie in its folder is said here too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from tianye.domain.clock import Clock, Stamp
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ids import Random, make_id
from tianye.exchange import keys
from tianye.store import files
from tianye.store.database import Database
from tianye.store.lock import FolderLock
from tianye.store.migrations import migrate
from tianye.store.oplog import Draft, OperationLog
from tianye.store.projections import Projections
from tianye.store.settings import Settings

Role = Literal["hq", "laptop"]

DATABASE_NAME: Final = "tianye.db"
KEYS_FOLDER: Final = "keys"
LOCK_NAME: Final = "lock"
BUILT_MS: Final = 1_780_272_000_000
"""No clock is right that shows a time before this release was made: 2026-06-01 UTC."""

MIN_PASSPHRASE: Final = 10
"""Characters."""


@dataclass(frozen=True, slots=True)
class World:
    """What is impure, passed in: the wall clock in milliseconds, random bytes, the cost of a passphrase guess."""

    wall_ms: Callable[[], int] = field(default=lambda: time.time_ns() // 1_000_000)
    random: Random = os.urandom
    cost: keys.Cost = keys.DEFAULT


def found(folder: Path, role: Role, *, name: str, operator: str, passphrase: str, world: World) -> None:
    """Make a data folder.

    Raises `UserFault`: `station.exists`, `station.passphrase-too-short`, `station.no-name`; `WorldFault` where the
    folder cannot be written. A folder that could not be made whole is left without a database.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise UserFault("station.passphrase-too-short", next_step=NextStep.CHECK_PASSPHRASE, characters=MIN_PASSPHRASE)
    if not name.strip() or not operator.strip():
        raise UserFault("station.no-name", next_step=NextStep.MEND_INPUT)
    with files.naming_failures(folder.name):
        if (folder / DATABASE_NAME).exists() or any((folder / KEYS_FOLDER).glob("*.key")):
            raise UserFault("station.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        (folder / KEYS_FOLDER).mkdir(parents=True, exist_ok=True)
    lock = FolderLock(folder / LOCK_NAME)
    path = folder / DATABASE_NAME
    try:
        database_key = keys.make_database_key(world.random)
        with Database(path, database_key, create=True) as database:
            migrate(database)
            with database.atomic():
                _write_identity(database, role, name, operator, world)
            database.checkpoint()
        files.save_bytes(folder / "instance", world.random(16), replace=True)
        # the wrapped key comes last: a folder without it was never finished and holds nothing
        files.save_bytes(
            folder / KEYS_FOLDER / "operator-1.key",
            keys.wrap(database_key, passphrase, world.cost, world.random),
            replace=True,
        )
    except BaseException:
        for left in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            left.unlink(missing_ok=True)
        raise
    finally:
        lock.release()


def _write_identity(database: Database, role: Role, name: str, operator: str, world: World) -> None:
    signing_key = keys.make_signing_key(world.random)
    box_identity = keys.make_box_identity()
    card = keys.make_card(role, name, signing_key, box_identity)
    operator_id = make_id(world.random)
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
        settings.put("matching_key", world.random(32))
        settings.put("hq_epoch", 1)
    drafts = [Draft("operator.named", operator_id, b"", {"name": operator.strip()}, {})]
    device = keys.device_id(card.sign_public)
    if role == "hq":
        enrolled = {"name": card.name, "role": role, "sign_public": card.sign_public, "recipient": card.recipient}
        drafts.append(Draft("laptop.enrolled", device, b"", enrolled, {}))
    clock = Clock(floor_ms=BUILT_MS)
    readings = []
    for _ in drafts:
        clock, reading = clock.tick(world.wall_ms())
        readings.append(reading)
    keep_clock(settings, clock)
    log = OperationLog(database)
    arrived = log.append(device, drafts, make_id(world.random), operator_id, readings)
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
