"""A station: one data folder, opened. The one context object that every service is given.

A station belongs to headquarters or to a laptop. It owns the writer connection, the device's keys, the clock, and the
only way to write: a `Command`, which is one transaction and becomes one or several operations.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

from tianye import __version__
from tianye.domain.changes import Changes
from tianye.domain.clock import Clock, Reading, Stamp
from tianye.domain.errors import Bug, NextStep, UserFault, WorldFault
from tianye.domain.fold import EMPTY, State, fold
from tianye.domain.ids import Random, make_id
from tianye.domain.kinds import KINDS
from tianye.exchange import keys
from tianye.store import files
from tianye.store.attachments import Attachments
from tianye.store.commands import CommandRow, Commands
from tianye.store.database import Database
from tianye.store.lock import FolderLock
from tianye.store.migrations import migrate
from tianye.store.oplog import Arrived, Draft, OperationLog
from tianye.store.projections import Projections
from tianye.store.settings import Settings

Role = Literal["hq", "laptop"]

DATABASE_NAME = "tianye.db"
KEYS_FOLDER = "keys"
BUILT_MS = 1_780_272_000_000
"""No clock is right that shows a time before this release was made: 2026-06-01 UTC."""

MIN_PASSPHRASE = 10
SHOWN_ZONE = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class World:
    """What is impure, passed in: the wall clock in milliseconds, random bytes, the cost of a passphrase guess."""

    wall_ms: Callable[[], int] = field(default=lambda: time.time_ns() // 1_000_000)
    random: Random = os.urandom
    cost: keys.Cost = keys.DEFAULT


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its id (for undo) and what changed; no id where nothing was written."""

    command: bytes | None
    changes: Changes


@dataclass(frozen=True, slots=True)
class Identity:
    """Who this station is: role, shown name, device id and the secret halves of its keys."""

    role: Role
    name: str
    device: bytes
    signing_key: bytes = field(repr=False)
    box_identity: str = field(repr=False)
    operator: bytes = b""

    @property
    def card(self) -> keys.Card:
        """The public halves, to be handed to the other side."""
        return keys.make_card(self.role, self.name, self.signing_key, self.box_identity)


class Station:
    """An open data folder; use as a context manager."""

    def __init__(self, folder: Path, database: Database, lock: FolderLock, world: World) -> None:
        self.folder = folder
        self.world = world
        self.database = database
        self.settings = Settings(database)
        self.log = OperationLog(database)
        self.projections = Projections(database, self.log)
        self.attachments = Attachments(database)
        self.commands = Commands(database)
        self._lock = lock
        self.identity = self._load_identity()
        self._clock = self._load_clock()

    # ---- making and opening ----------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls, folder: Path, role: Role, *, name: str, operator: str, passphrase: str, world: World | None = None
    ) -> Station:
        """Make a data folder and open it.

        Raises `UserFault`: `station.exists`, `station.passphrase-too-short`; `WorldFault` where the folder cannot be
        written. A folder that could not be made whole is left without a database.
        """
        world = world or World()
        if len(passphrase) < MIN_PASSPHRASE:
            raise UserFault(
                "station.passphrase-too-short", next_step=NextStep.CHECK_PASSPHRASE, characters=MIN_PASSPHRASE
            )
        if not name.strip() or not operator.strip():
            raise UserFault("station.no-name", next_step=NextStep.MEND_INPUT)
        if (folder / DATABASE_NAME).exists() or any((folder / KEYS_FOLDER).glob("*.key")):
            raise UserFault("station.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        with files.naming_failures(folder.name):
            (folder / KEYS_FOLDER).mkdir(parents=True, exist_ok=True)
        lock = FolderLock(folder / "lock")
        path = folder / DATABASE_NAME
        try:
            database_key = keys.make_database_key(world.random)
            with Database(path, database_key, create=True) as database:
                migrate(database)
                _found(database, role, name, operator, world)
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
        return cls.open(folder, passphrase, world)

    @classmethod
    def open(cls, folder: Path, passphrase: str, world: World | None = None) -> Station:
        """Open a data folder.

        Raises `UserFault`: `station.none-here`, `keys.wrong-passphrase`, `database.too-new`; `WorldFault`:
        `database.missing` (keys are here, the database is not), `station.in-use`, `database.…`.
        """
        world = world or World()
        wraps = sorted((folder / KEYS_FOLDER).glob("*.key")) if folder.is_dir() else []
        path = folder / DATABASE_NAME
        if not wraps:
            if path.exists():
                raise WorldFault("station.keys-missing", next_step=NextStep.RESTORE_BACKUP)
            raise UserFault("station.none-here", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        if not path.exists():
            raise WorldFault("database.missing", next_step=NextStep.RESTORE_BACKUP)
        database_key = _unlock(wraps, passphrase)
        lock = FolderLock(folder / "lock")
        try:
            database = Database(path, database_key)
            try:
                migrate(database)
                station = cls(folder, database, lock, world)
                station._apply_what_waited()
                return station
            except BaseException:
                database.close()
                raise
        except BaseException:
            lock.release()
            raise

    def _apply_what_waited(self) -> None:
        """After an update of the program, apply the operations that the older one could not read."""
        if self.settings.find_text("applied_by") == __version__:
            return
        with self.database.atomic():
            self.projections.refresh(self.log.retry_waiting())
            self.settings.put("applied_by", __version__)

    def close(self) -> None:
        """Close the database and let the folder go."""
        self.database.close()
        self._lock.release()

    def __enter__(self) -> Station:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _load_identity(self) -> Identity:
        def need(name: str) -> bytes:
            value = self.settings.find(name)
            if value is None:
                raise WorldFault("database.unfinished", next_step=NextStep.RESTORE_BACKUP)
            return value

        role: Role = "hq" if need("role") == b"hq" else "laptop"
        signing_key = need("signing_key")
        return Identity(
            role,
            need("name").decode(),
            keys.device_id(keys.public_key(signing_key)),
            signing_key,
            need("box_identity").decode(),
            need("operator"),
        )

    # ---- time ------------------------------------------------------------------------------------------------------

    def _load_clock(self) -> Clock:
        raw = self.settings.find_text("clock")
        if raw is None:
            return Clock(floor_ms=BUILT_MS)
        epoch, ms, counter, wall, offset, floor = (int(part) for part in raw.split())
        return Clock(epoch, Stamp(epoch, ms, counter), wall, offset, max(floor, BUILT_MS))

    @property
    def is_clock_suspect(self) -> bool:
        """Whether the laptop's clock contradicts itself or what it has proof of."""
        return self._clock.is_suspect(self.world.wall_ms())

    def told_ms(self) -> int:
        """Return the time as far as this station knows it: its wall clock with what a person said of it."""
        return self.world.wall_ms() + self._clock.offset_ms

    def local_time(self) -> datetime:
        """Return that time as a date and clock time of China, whatever zone the laptop believes in."""
        return datetime.fromtimestamp(self.told_ms() / 1000, SHOWN_ZONE)

    def prove_time(self, moment_ms: int) -> None:
        """Remember that it is at least this late; wants an open transaction."""
        self._clock = self._clock.proven(moment_ms)
        self.keep_clock()

    def tell_time(self, true_ms: int) -> Done:
        """Take a person's word for the time: a new epoch of the clock begins."""
        wall_ms = self.world.wall_ms()
        with self.command("tell-time") as command:
            self._clock = self._clock.told(true_ms, wall_ms)
            command.add(
                "clock.anchored",
                self.identity.device,
                {f"anchor/{self._clock.epoch}": {"told_ms": true_ms, "wall_ms": wall_ms}},
            )
        return command.done

    # ---- reading ---------------------------------------------------------------------------------------------------

    def state(self, type_: str, identifier: bytes) -> State:
        """Return the folded state of a subject; an unknown subject has the empty state."""
        number = self.log.find_subject(type_, identifier)
        if number is None:
            return EMPTY
        for _, events in self.log.events([number]):
            return fold(events)
        return EMPTY

    # ---- writing ---------------------------------------------------------------------------------------------------

    @contextmanager
    def command(self, name: str, *, undoes: bytes | None = None) -> Iterator[Command]:
        """Open one command of a person: all its operations are written together, or none."""
        command = Command(self, make_id(self.world.random), name, undoes)
        with self.writing():
            yield command
            command.finish()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Open one transaction; when it fails, what this station remembers goes back too."""
        clock = self._clock
        try:
            with self.database.atomic():
                yield
        except BaseException:
            self._clock = clock
            self.log.forget_numbers()
            raise

    def tick(self) -> Reading:
        """Stamp one event of this station; wants an open transaction, with which the clock is kept."""
        self._clock, reading = self._clock.tick(self.world.wall_ms())
        return reading

    def keep_clock(self) -> None:
        """Write the clock's state; wants an open transaction."""
        self.settings.put("clock", _clock_text(self._clock))

    def has_seen(self, foreign: Stamp) -> None:
        """Move the clock past a stamp from elsewhere, within bounds."""
        self._clock = self._clock.saw(foreign, self.world.wall_ms())

    def take_in(self, arrived: Sequence[Arrived]) -> tuple[int, int, int, Changes]:
        """Store authentic operations and refresh what they touch; wants an open transaction.

        Returns how many were new, of unknown kind, unusable; and what changed.
        """
        taken = self.log.take_in(arrived)
        changes = Changes(self.projections.refresh(taken.touched))
        return taken.new, taken.unknown, taken.unusable, changes


class Command:
    """One command in the making: collects operations, finds what they supersede, writes them in one go."""

    def __init__(self, station: Station, identifier: bytes, name: str, undoes: bytes | None) -> None:
        self.id = identifier
        self.name = name
        self._station = station
        self._undoes = undoes
        self._drafts: list[Draft] = []
        self._drafted: set[tuple[str, bytes]] = set()
        self._span: tuple[int, int] | None = None
        self._changes = Changes()

    @property
    def done(self) -> Done:
        """What was written; to be asked after the block."""
        return Done(self.id if self._span else None, self._changes)

    def new_subject(self, *, owns_data: bool = False) -> bytes:
        """Return a new random id; with `owns_data` also its own salt key, for persons and the anonymous."""
        identifier = make_id(self._station.world.random)
        if owns_data:
            self._station.log.keep_owner_keys([(identifier, self._station.world.random(32))])
        return identifier

    def add(
        self,
        kind: str,
        subject: bytes,
        fields: Mapping[str, Any] | None = None,
        *,
        owner: bytes = b"",
        supersedes: Mapping[str, Sequence[bytes]] | None = None,
        is_new: bool = False,
    ) -> None:
        """Add one operation.

        Without `supersedes` it replaces, per field it sets, every value that stands here. `is_new` says that the
        subject was made in this command, which spares looking for its past.
        """
        pair = (KINDS[kind].subject, subject)
        if supersedes is None:
            if is_new and pair not in self._drafted:
                supersedes = {}
            else:
                if pair in self._drafted:
                    self._flush()
                state = self._station.state(*pair)
                supersedes = {name: state.standing(name) for name in fields or {}}
        self._drafted.add(pair)
        self._drafts.append(
            Draft(kind, subject, owner, dict(fields or {}), {name: list(older) for name, older in supersedes.items()})
        )

    def add_if_changed(self, kind: str, subject: bytes, fields: Mapping[str, Any], *, owner: bytes = b"") -> bool:
        """Add an operation that sets only what differs from what stands; says whether anything did."""
        pair = (KINDS[kind].subject, subject)
        if pair in self._drafted:
            self._flush()
        state = self._station.state(*pair)
        changed = {name: value for name, value in fields.items() if _differs(state, name, value)}
        if changed:
            self.add(kind, subject, changed, owner=owner)
        return bool(changed)

    def finish(self) -> None:
        """Write what was collected and the command itself."""
        self._flush()
        if self._span is None:
            return
        self._station.keep_clock()
        self._station.commands.keep(
            CommandRow(self.id, self.name, *self._span, self._station.world.wall_ms(), self._undoes)
        )

    def _flush(self) -> None:
        if not self._drafts:
            return
        station, drafts = self._station, self._drafts
        self._drafts, self._drafted = [], set()
        arrived = station.log.append(
            station.identity.device,
            drafts,
            self.id,
            station.identity.operator,
            [station.tick() for _ in drafts],
        )
        *_, changes = station.take_in(arrived)
        first, last = arrived[0].header.sequence, arrived[-1].header.sequence
        self._span = (self._span[0] if self._span else first, last)
        self._changes = self._changes.merged(changes)


def _clock_text(clock: Clock) -> str:
    stamp = clock.last
    return f"{clock.epoch} {stamp.ms} {stamp.counter} {clock.last_wall_ms} {clock.offset_ms} {clock.floor_ms}"


def _differs(state: State, name: str, value: object) -> bool:
    standing = state.values(name)
    return standing != [value] and not (value is None and not standing)


def _unlock(wraps: Sequence[Path], passphrase: str) -> bytes:
    for path in wraps:
        with files.naming_failures(path.name):
            wrapped = path.read_bytes()
        try:
            return keys.unwrap(wrapped, passphrase)
        except UserFault as fault:
            if fault.code != "keys.wrong-passphrase" or path == wraps[-1]:
                raise
    raise Bug("station.no-wraps")


def _found(database: Database, role: Role, name: str, operator: str, world: World) -> None:
    """Write the identity of a new station and the first operations of its run."""
    signing_key = keys.make_signing_key(world.random)
    box_identity = keys.make_box_identity()
    card = keys.make_card(role, name, signing_key, box_identity)
    operator_id = make_id(world.random)
    settings = Settings(database)
    with database.atomic():
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
        log = OperationLog(database)
        device = keys.device_id(card.sign_public)
        clock, reading = Clock(floor_ms=BUILT_MS).tick(world.wall_ms())
        drafts = [Draft("operator.named", operator_id, b"", {"name": operator.strip()}, {})]
        if role == "hq":
            drafts.append(
                Draft(
                    "laptop.enrolled",
                    device,
                    b"",
                    {
                        "name": card.name,
                        "role": role,
                        "sign_public": card.sign_public,
                        "recipient": card.recipient,
                    },
                    {},
                )
            )
        readings = [reading]
        for _ in drafts[1:]:
            clock, reading = clock.tick(world.wall_ms())
            readings.append(reading)
        settings.put("clock", _clock_text(clock))
        arrived = log.append(device, drafts, make_id(world.random), operator_id, readings)
        Projections(database, log).refresh(log.take_in(arrived).touched)
