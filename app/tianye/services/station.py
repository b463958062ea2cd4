"""A station: one data folder, opened. The one context object that every service is given.

A station belongs to headquarters or to a laptop. It owns the writer connection, the device's keys, the clock, and the
only way to write: a `Command`, which is one transaction and becomes one or several operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tianye import __version__
from tianye.domain.changes import Changes
from tianye.domain.clock import Reading, Stamp
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.domain.fold import EMPTY, State, fold
from tianye.domain.ids import make_id
from tianye.domain.kinds import KINDS
from tianye.exchange import keys
from tianye.services.founding import DATABASE_NAME, KEYS_FOLDER, LOCK_NAME, Role, World, found, keep_clock, load_clock
from tianye.store import files
from tianye.store.attachments import Attachments
from tianye.store.commands import CommandRow, Commands
from tianye.store.database import Database
from tianye.store.lock import FolderLock
from tianye.store.migrations import migrate
from tianye.store.oplog import Arrived, Draft, OperationLog
from tianye.store.projections import Projections
from tianye.store.settings import Settings

__all__ = ["DATABASE_NAME", "KEYS_FOLDER", "SHOWN_ZONE", "Command", "Done", "Identity", "Role", "Station", "World"]

SHOWN_ZONE = timezone(timedelta(hours=8))


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
        self._clock = load_clock(self.settings)

    # ---- making and opening ----------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls, folder: Path, role: Role, *, name: str, operator: str, passphrase: str, world: World | None = None
    ) -> Station:
        """Make a data folder and open it; raises as `founding.found`."""
        world = world or World()
        found(folder, role, name=name, operator=operator, passphrase=passphrase, world=world)
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
        lock = FolderLock(folder / LOCK_NAME)
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
        keep_clock(self.settings, self._clock)

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


def _differs(state: State, name: str, value: object) -> bool:
    standing = state.values(name)
    return standing != [value] and not (value is None and not standing)


def _unlock(wraps: Sequence[Path], passphrase: str) -> bytes:
    """Return the database key from the first wrap that opens; one that is damaged does not hinder the others."""
    faults: list[UserFault] = []
    for path in wraps:
        with files.naming_failures(path.name):
            wrapped = path.read_bytes()
        try:
            return keys.unwrap(wrapped, passphrase)
        except UserFault as fault:
            faults.append(fault)
    raise min(faults, key=lambda fault: fault.code != "keys.wrong-passphrase")
