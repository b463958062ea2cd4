"""A station: one data folder, opened. The one context object that every service is given.

A station belongs to headquarters or to a laptop. It owns the writer connection, the device's keys, the clock, and the
only way to write: a `Command`, which is one transaction and becomes one or several operations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from tianye import __version__
from tianye.domain.chain import OWNER_KEY_BYTES
from tianye.domain.changes import Changes
from tianye.domain.clock import Reading, Stamp
from tianye.domain.errors import Bug, NextStep, TianyeError, UserFault, WorldFault
from tianye.domain.fold import EMPTY, State, fold
from tianye.domain.ids import make_id
from tianye.domain.kinds import KINDS
from tianye.domain.ops import action_id
from tianye.exchange import keyfiles, keys, seal
from tianye.exchange.encoding import Continued
from tianye.exchange.succession import NextKeys
from tianye.services import identities
from tianye.services.folders import DATABASE_NAME, KEYS_FOLDER, LOCK_NAME, keep_private
from tianye.services.founding import Rights, Role, World, found, keep_clock, load_clock
from tianye.services.keyring import Keyring, read_keyring
from tianye.services.rekeying import is_due, re_encrypt, settle
from tianye.services.tips import Tip, TipKeeper, find_tip
from tianye.services.unlocking import RECOVERY, Unlocked, key_files, note_use, path_of, unlock, write_key_file
from tianye.services.updating import update
from tianye.services.whereabouts import NONCE_BYTES, read_nonce
from tianye.store import files
from tianye.store.attachments import Attachments, Box
from tianye.store.carried import Carried
from tianye.store.commands import CommandRow, Commands
from tianye.store.database import Database
from tianye.store.lock import FolderLock
from tianye.store.oplog import Arrived, Draft, OperationLog
from tianye.store.projections import Projections
from tianye.store.queries.laptops import exchanged_number
from tianye.store.queries.operators import find_operator, keep_operator
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
    """Who this station is: role, shown name, device id and the secret halves of its keys; who is at it, with which
    rights.
    """

    role: Role
    name: str
    device: bytes
    signing_key: bytes = field(repr=False)
    box_identity: str = field(repr=False)
    operator: bytes = b""
    run: bytes = b""
    """The id under which this station writes: the device's, but for a headquarters that was restored."""
    rights: Rights = Rights.FACILITATOR
    continues: tuple[Continued, ...] = ()
    keyring: Keyring = field(repr=False, default=Keyring())
    """Headquarters' other keys: those that come next, and those it used before."""

    @property
    def opens(self) -> list[str]:
        """Every age identity that may open what is addressed to this station, the one in use first."""
        return [self.box_identity, *self.keyring.identities]

    @property
    def recipients(self) -> list[str]:
        """Whom this station seals to what it is to read itself again, its next keys included."""
        return [self.card.recipient, *self.keyring.recipients]

    @property
    def door(self) -> bytes:
        """The device id that names this laptop's door: that of its first identity, where it was restored since."""
        return self.continues[0].device if self.continues else self.device

    @property
    def card(self) -> keys.Card:
        """The public halves, to be handed to the other side."""
        return keys.make_card(self.role, self.name, self.signing_key, self.box_identity, self.continues)


class Station:
    """An open data folder; use as a context manager."""

    def __init__(self, folder: Path, database: Database, lock: FolderLock, world: World, operator: bytes = b"") -> None:
        self.folder = folder
        self.world = world
        self.database = database
        self.settings = Settings(database)
        self.log = OperationLog(database)
        self.projections = Projections(database, self.log)
        self.attachments = Attachments(database, folder, _box(world))
        self.carried = Carried(database, folder)
        self.commands = Commands(database)
        self._lock = lock
        self.identity = self._load_identity(operator)
        self._clock = load_clock(self.settings)
        self._nonce = read_nonce(folder).ljust(NONCE_BYTES, b"\0")
        self._tips = TipKeeper(world.tips, folder)
        self._boots = 0

    # ---- making and opening ----------------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        folder: Path,
        role: Role,
        *,
        name: str,
        operator: str,
        passphrase: str,
        world: World | None = None,
        may_begin_anew: bool = False,
        next_keys: NextKeys | None = None,
    ) -> Station:
        """Make a data folder and open it; raises as `founding.found`."""
        world = world or World()
        found(
            folder,
            role,
            name=name,
            operator=operator,
            passphrase=passphrase,
            world=world,
            may_begin_anew=may_begin_anew,
            next_keys=next_keys,
        )
        return cls.open(folder, passphrase, world)

    @classmethod
    def open(
        cls, folder: Path, passphrase: str, world: World | None = None, *, has_recovery_code: bool = False
    ) -> Station:
        """Open a data folder for the person whose passphrase it is; with `has_recovery_code` it is a recovery code.

        Raises `UserFault`: `station.none-here`, `keys.wrong-passphrase`, `keys.person-removed`, `database.too-new`;
        `WorldFault`: `database.missing` (keys are here, the database is not), `database.gone` (nothing is, and
        something was), `database.empty`, `database.behind-tip` (it is older than what was here), `station.in-use`,
        `database.…`.
        """
        world = world or World()
        path = folder / DATABASE_NAME
        if not path.exists() and not any((folder / KEYS_FOLDER).glob("*.key")) and find_tip(world.tips, folder):
            raise WorldFault("database.gone", next_step=NextStep.RESTORE_BACKUP)
        files_of_keys = _key_files(folder, path, has_recovery_code=has_recovery_code)
        unlocked = unlock(files_of_keys, passphrase)
        lock = FolderLock(folder / LOCK_NAME)
        try:
            database = _open_database(path, unlocked)
            try:
                update(folder, database, world)
                _admit(folder, database, unlocked, passphrase, world)
                keep_private(folder)
                station = cls(folder, database, lock, world, unlocked.file.owner)
                station._compare_with_tip()
                station._apply_what_waited()
                station.attachments.sweep()
                return station
            except BaseException:
                database.close()
                raise
        except BaseException:
            lock.release()
            raise

    def _compare_with_tip(self) -> None:
        """Refuse a database that lacks what this folder had: written on, it would contradict what was handed over."""
        tip = find_tip(self.world.tips, self.folder)
        # a folder that was restored or begun anew has another nonce
        if tip is not None and tip.nonce == self._nonce:
            self._boots = tip.boots
            here = self._reached()
            # of a run that does not reach so far there is no hash; a headquarters that opened a new epoch since wrote
            # its tip under the run it had before
            runs = (self.identity.run, self.identity.device, *(key.device for key in self.identity.keyring.past))
            is_here = any(self.log.hash_at(run, tip.sequence) == tip.head for run in runs)
            if not is_here or here.files < tip.files:
                raise WorldFault(
                    "database.behind-tip", next_step=NextStep.RESTORE_BACKUP, has=here.sequence, had=tip.sequence
                )
        self._boots += 1
        self.keep_tip()

    def keep_tip(self) -> bool:
        """Write down, outside this folder, how far it has come; says whether that stands there."""
        return self._tips.write(self._reached())

    def _reached(self) -> Tip:
        head = self.log.head(self.identity.run)
        return Tip(self._nonce, head.sequence, head.hash, exchanged_number(self.database), self._boots)

    def _apply_what_waited(self) -> None:
        """After an update of the program, apply the operations that the older one could not read."""
        if self.settings.find_text("applied_by") == __version__:
            return
        with self.database.atomic():
            self.projections.refresh(self.log.retry_waiting())
            self.settings.put("applied_by", __version__)

    def check_passphrase(self, passphrase: str) -> bytes:
        """Return whose passphrase it is where it opens the whole of this folder, which stays open; it is kept nowhere.

        Raises `UserFault`: `keys.wrong-passphrase`, `keys.damaged`, `operator.only-kiosk` for a leader's;
        `WorldFault("keys.not-enough-memory")`.
        """
        owner = unlock(key_files(self.folder), passphrase).file.owner
        row = find_operator(self.database, owner)
        if row is not None and row.role == Rights.LEADER:
            raise UserFault("operator.only-kiosk", next_step=NextStep.CHECK_PASSPHRASE)
        return owner

    def need_all_rights(self) -> None:
        """Refuse a leader, who is at the door in the kiosk and nowhere else: `UserFault("operator.only-kiosk")`."""
        if self.identity.rights is not Rights.FACILITATOR:
            raise UserFault("operator.only-kiosk", next_step=NextStep.CHECK_PASSPHRASE)

    def need_role(self, role: str) -> None:
        """Refuse what is not for this kind of station with `UserFault("station.wrong-role")`."""
        if self.identity.role != role:
            raise UserFault("station.wrong-role", next_step=NextStep.CHOOSE_ANOTHER_FILE, needed=role)

    def sit_down(self, operator: bytes) -> None:
        """Let what is written from now on bear the name of a person who has shown that she is here."""
        self.identity = self._load_identity(operator)

    def close(self) -> None:
        """Close the database and let the folder go."""
        with suppress(TianyeError):
            self.keep_tip()
        self.database.close()
        self._lock.release()

    def __enter__(self) -> Station:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read_identity(self) -> None:
        """Read again who this station is, after that was changed."""
        self.identity = self._load_identity(self.identity.operator)

    def _load_identity(self, operator: bytes) -> Identity:
        def need(name: str) -> bytes:
            value = self.settings.find(name)
            if value is None:
                raise WorldFault("database.unfinished", next_step=NextStep.RESTORE_BACKUP)
            return value

        role: Role = "hq" if need("role") == b"hq" else "laptop"
        signing_key = need("signing_key")
        device = keys.device_id(keys.public_key(signing_key))
        run = self.settings.find("run") or device
        keyring = read_keyring(self.settings) if role == "hq" else Keyring()
        if role == "hq":
            # what was written under any of its keys is its own, and what it writes now
            self.log.write_as_headquarters((device, run, *(key.device for key in keyring.past)))
        return Identity(
            role,
            need("name").decode(),
            device,
            signing_key,
            need("box_identity").decode(),
            operator if operator and operator != RECOVERY else need("operator"),
            run,
            self._rights_of(operator),
            identities.continued(self.settings),
            keyring,
        )

    def _rights_of(self, operator: bytes) -> Rights:
        row = find_operator(self.database, operator)
        return Rights.LEADER if row is not None and row.role == Rights.LEADER else Rights.FACILITATOR

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
        command = Command(self, name, undoes)
        with self.writing():
            yield command
            command.finish()

    @contextmanager
    def further_command(self, name: str) -> Iterator[Command]:
        """Make one more command inside an open transaction; it stands or falls with the rest of it."""
        command = Command(self, name, None)
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
        if self._tips.is_due():
            # it was committed, whatever becomes of the note that it was
            with suppress(TianyeError):
                self.keep_tip()

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

    def __init__(self, station: Station, name: str, undoes: bytes | None) -> None:
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
        return Done(self._id, self._changes)

    @property
    def _id(self) -> bytes | None:
        """The id of what it did; none before anything was written."""
        return action_id(self._station.identity.run, self._span[0]) if self._span else None

    def new_subject(self, *, owns_data: bool = False) -> bytes:
        """Return a new random id; with `owns_data` also its own salt key, for persons and the anonymous."""
        identifier = make_id(self._station.world.random)
        if owns_data:
            self._station.log.keep_owner_keys([(identifier, self._station.world.random(OWNER_KEY_BYTES))])
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

    def release(self, run: bytes, last: int) -> None:
        """Apply what is held back of a run up to a sequence, together with what this command says."""
        self._flush()
        touched = self._station.log.release(run, last)
        self._changes = self._changes.merged(Changes(self._station.projections.refresh(touched)))

    def write(self) -> None:
        """Write what was collected so far, for what looks at it within the same transaction."""
        self._flush()

    def finish(self) -> None:
        """Write what was collected and the command itself."""
        self._flush()
        if self._span is None or self._id is None:
            return
        self._station.keep_clock()
        self._station.commands.keep(
            CommandRow(self._id, self.name, *self._span, self._station.world.wall_ms(), self._undoes)
        )

    def _flush(self) -> None:
        if not self._drafts:
            return
        station, drafts = self._station, self._drafts
        self._drafts, self._drafted = [], set()
        arrived = station.log.append(
            station.identity.run,
            drafts,
            self._span[0] if self._span else None,
            station.identity.operator,
            [station.tick() for _ in drafts],
        )
        *_, changes = station.take_in(arrived)
        first, last = arrived[0].header.sequence, arrived[-1].header.sequence
        self._span = (self._span[0] if self._span else first, last)
        self._changes = self._changes.merged(changes)


def _box(world: World) -> Box:
    return Box(
        lambda: world.random(32),
        seal.SealedWriter,
        seal.open_sealed_file,
        seal.DecryptionFailed,
    )


def _differs(state: State, name: str, value: object) -> bool:
    standing = state.values(name)
    return standing != [value] and not (value is None and not standing)


def _key_files(folder: Path, database: Path, *, has_recovery_code: bool) -> list[Path]:
    """Return the key files to be tried; refuses a folder that nothing can be opened in."""
    found = key_files(folder) if folder.is_dir() else []
    recovery = path_of(folder, RECOVERY)
    is_begun = bool(found) or recovery.is_file()
    if not is_begun and not database.exists():
        raise UserFault("station.none-here", next_step=NextStep.CHOOSE_ANOTHER_FILE)
    if has_recovery_code:
        found = [recovery] if recovery.is_file() else []
        if not found:
            raise UserFault("recovery.no-way-here", next_step=NextStep.RESTORE_BACKUP)
    if not found:
        raise WorldFault("station.keys-missing", next_step=NextStep.RESTORE_BACKUP)
    if not database.exists():
        raise WorldFault("database.missing", next_step=NextStep.RESTORE_BACKUP)
    if not database.stat().st_size:
        # SQLite would begin a new one in it
        raise WorldFault("database.empty", next_step=NextStep.RESTORE_BACKUP)
    return found


def _open_database(path: Path, unlocked: Unlocked) -> Database:
    """Open the database with the one key of the file that is its own; the newest is tried first."""
    *older, newest = unlocked.opened.database_keys
    for key in (newest, *reversed(older)):
        try:
            return Database(path, key)
        except WorldFault as fault:
            if fault.code != "database.unreadable" or key == (older[0] if older else newest):
                raise
    raise Bug("keys.none-in-file")


def _admit(folder: Path, database: Database, unlocked: Unlocked, passphrase: str, world: World) -> None:
    """Let in who opened the database, unless she was removed; finish what was begun with the keys of this folder."""
    file = unlocked.file
    if file.is_bare:
        with suppress(TianyeError):
            _give_pair(folder, database, unlocked, passphrase, world)
        return
    row = find_operator(database, file.owner)
    if row is None or row.is_removed:
        raise UserFault("keys.person-removed", next_step=NextStep.NOTHING)
    if row.public != file.public:
        # a new pair was written down for her, and the file with it never came to be
        with database.atomic():
            keep_operator(database, row.id, file.public, row.role)
    note_use(unlocked)
    settle(folder, database)
    if is_due(database):
        with suppress(WorldFault):
            re_encrypt(folder, database, world.random)


def _give_pair(folder: Path, database: Database, unlocked: Unlocked, passphrase: str, world: World) -> None:
    """Replace a wrapped database key, as the first releases wrote it, by a key file that can be sealed anew."""
    operator = Settings(database).find("operator") or b""
    file = keyfiles.make_key_file(operator, (database.key,), passphrase, world.cost, world.random)
    with database.atomic():
        keep_operator(database, operator, file.public, Rights.FACILITATOR)
    if write_key_file(folder, file) != unlocked.path:
        with files.naming_failures(unlocked.path.name):
            unlocked.path.unlink()
