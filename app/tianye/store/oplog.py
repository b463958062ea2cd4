"""The log: appending what happened here, taking in what happened elsewhere, reading a subject's operations.

One integer names an operation locally: device number << 32 | sequence. Device and subject numbers are this
database's own; they never leave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from tianye.domain import chain
from tianye.domain.clock import Reading, Stamp
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.fold import Event
from tianye.domain.ids import DEVICE_BYTES
from tianye.domain.kinds import KINDS, Kind, is_usable
from tianye.domain.ops import Header, Sealed, decode_fields, decode_header, encode_fields, encode_header, reference
from tianye.store.database import Database, Row

_REMEMBERED = 100_000
"""Numbers and keys of each sort that are held in memory; what is not held is looked up again."""
_CHUNK = 500
"""Parameters in one `IN (…)`; SQLite's limit is far above, planning time is not."""


class Standing(IntEnum):
    """What became of an operation in the fold."""

    APPLIED = 0
    UNKNOWN_KIND = 1
    UNUSABLE = 2
    HELD_BACK = 3


class Arrived(NamedTuple):
    """One authentic operation from elsewhere; `chain` is None where headquarters attests instead of the chain."""

    author: bytes
    header_bytes: bytes
    header: Header
    payload: bytes | None
    commitment: bytes | None
    chain: bytes | None


class Draft(NamedTuple):
    """One operation about to happen here."""

    kind: str
    subject: bytes
    owner: bytes
    fields: dict[str, Any]
    supersedes: dict[str, list[bytes]]


class Head(NamedTuple):
    """How far a device's own run is known: last sequence and its chain hash."""

    sequence: int
    hash: bytes


class OperationLog:
    """The operations of all devices in one database. Every method that writes wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._devices: dict[bytes, int] = {}
        self._authors: dict[int, bytes] = {}
        self._owners: dict[bytes, int] = {}
        self._subjects: dict[tuple[str, bytes], int] = {}

    # ---- numbers -----------------------------------------------------------------------------------------------------

    def device_number(self, device: bytes) -> int:
        """Return the local number of a device, giving it one when it is new."""
        number = self._devices.get(device)
        if number is None:
            found = self._database.row("SELECT no FROM device WHERE id = ?", (device,))
            if found is None:
                cursor = self._database.execute("INSERT INTO device (id) VALUES (?)", (device,))
                number = int(cursor.lastrowid)
            else:
                number = int(found[0])
            self._devices[device] = number
            self._authors[number] = device
        return number

    def author(self, number: int) -> bytes:
        """Return the device of a local number."""
        device = self._authors.get(number)
        if device is None:
            found = self._database.row("SELECT id FROM device WHERE no = ?", (number,))
            if found is None:
                raise Bug("operation.no-such-device", number=number)
            device = bytes(found[0])
            self._authors[number] = device
            self._devices[device] = number
        return device

    def forget_numbers(self) -> None:
        """Drop what was remembered of numbers: after a rolled-back transaction they may not exist."""
        self._devices.clear()
        self._authors.clear()
        self._owners.clear()
        self._subjects.clear()

    def find_subject(self, type_: str, identifier: bytes) -> int | None:
        """Return the local number of a subject, or None when nothing was heard of it."""
        number = self._subjects.get((type_, identifier))
        if number is None:
            found = self._database.row("SELECT no FROM subject WHERE id = ? AND type = ?", (identifier, type_))
            number = int(found[0]) if found else None
        return number

    def number_subject(self, type_: str, identifier: bytes) -> int:
        """Return the local number of a subject, giving it one when it was never heard of."""
        pair = (type_, identifier)
        number = self._subjects.get(pair)
        if number is None:
            number = self.number_subjects([pair])[0][pair]
        return number

    def number_subjects(
        self, wanted: Iterable[tuple[str, bytes]]
    ) -> tuple[dict[tuple[str, bytes], int], frozenset[int]]:
        """Return local numbers of subjects and which of them are new, numbering those never heard of."""
        remembered = self._subjects
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        numbers: dict[tuple[str, bytes], int] = {}
        unknown: dict[tuple[str, bytes], None] = {}
        for pair in wanted:
            number = remembered.get(pair)
            if number is None:
                unknown[pair] = None
            else:
                numbers[pair] = number
        if not unknown:
            return numbers, frozenset()
        for number, identifier, type_ in self._among(
            "SELECT no, id, type FROM subject WHERE id IN ({})", [identifier for _, identifier in unknown]
        ):
            pair = (type_, identifier)
            if pair in unknown:
                del unknown[pair]
                numbers[pair] = number
        (last,) = self._database.execute("SELECT coalesce(max(no), 0) FROM subject").fetchone()
        fresh = {pair: last + place for place, pair in enumerate(unknown, 1)}
        self._database.executemany(
            "INSERT INTO subject (no, id, type) VALUES (?, ?, ?)",
            [(number, identifier, type_) for (type_, identifier), number in fresh.items()],
        )
        numbers.update(fresh)
        # what joins two ids (an attendance, a link) is named by no other subject: nobody will ask for its number
        remembered.update((pair, number) for pair, number in numbers.items() if len(pair[1]) <= DEVICE_BYTES)
        return numbers, frozenset(fresh.values())

    def _among(self, sql: str, values: Sequence[object]) -> Iterator[Row]:
        """Yield the rows of a query for all values of its `IN ({})`."""
        for start in range(0, len(values), _CHUNK):
            part = values[start : start + _CHUNK]
            yield from self._database.execute(sql.format(", ".join("?" * len(part))), part)

    # ---- salts -------------------------------------------------------------------------------------------------------

    def owner_key(self, owner: bytes) -> bytes:
        """Return the salt key of a person or anonymous subject; the empty owner has the public one.

        Raises `Bug("operation.no-owner-key")` when there is none or it was destroyed.
        """
        if not owner:
            return chain.NO_OWNER_KEY
        found = self._database.row("SELECT key FROM owner WHERE id = ?", (owner,))
        if found is None or found[0] is None:
            raise Bug("operation.no-owner-key")
        return bytes(found[0])

    def has_owner(self, owner: bytes) -> bool:
        """Say whether an owner's salt key is or was here."""
        return self._database.row("SELECT 1 FROM owner WHERE id = ?", (owner,)) is not None

    def keep_owner_keys(self, pairs: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep salt keys; a second, different key for the same owner is refused (`operation.owner-key-differs`)."""
        wanted: dict[bytes, bytes] = {}
        for owner, key in pairs:
            if wanted.setdefault(owner, key) != key:
                raise _owner_key_differs()
        for owner, held in self._among("SELECT id, key FROM owner WHERE id IN ({})", list(wanted)):
            if wanted.pop(owner) != held and held is not None:
                raise _owner_key_differs()
        self._database.executemany("INSERT INTO owner (id, key) VALUES (?, ?)", wanted.items())

    def owner_keys(self, owners: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Yield (owner, key) of those owners whose key is still kept."""
        yield from self._among("SELECT id, key FROM owner WHERE key IS NOT NULL AND id IN ({})", list(owners))

    def _number_owners(self, wanted: Iterable[bytes]) -> dict[bytes, int]:
        """Return the local numbers of those owners whose salt key is or was here."""
        remembered = self._owners
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        unknown = list({owner for owner in wanted if owner and owner not in remembered})
        remembered.update(self._among("SELECT id, no FROM owner WHERE id IN ({})", unknown))
        return remembered

    # ---- writing -----------------------------------------------------------------------------------------------------

    def head(self, device: bytes) -> Head:
        """Return how far a device's own run is known."""
        found = self._database.row("SELECT head_sequence, head FROM device WHERE id = ?", (device,))
        if found is None or not found[0]:
            return Head(0, chain.start(device))
        return Head(int(found[0]), bytes(found[1]))

    def hash_at(self, device: bytes, sequence: int) -> bytes | None:
        """Return the chain hash of a device's run at a sequence, or None when it is not known."""
        if sequence == 0:
            return chain.start(device)
        number = self.device_number(device)
        found = self._database.row("SELECT chain FROM operation WHERE id = ?", (number << 32 | sequence,))
        return bytes(found[0]) if found and found[0] is not None else None

    def append(
        self, device: bytes, drafts: Sequence[Draft], command: bytes, operator: bytes, readings: Iterable[Reading]
    ) -> list[Arrived]:
        """Seal operations that happen here into this device's run; returns them for `take_in`."""
        sequence, head = self.head(device)
        sealed = []
        for draft, reading in zip(drafts, readings, strict=False):
            kind = KINDS[draft.kind]
            if not is_usable(kind, draft.subject, draft.fields):
                raise Bug("operation.unusable", operation=draft.kind, fields=sorted(draft.fields))
            sequence += 1
            stamp = reading.stamp
            header = Header(
                sequence,
                stamp.epoch,
                stamp.ms,
                stamp.counter,
                reading.wall_ms,
                reading.is_suspect,
                draft.kind,
                draft.subject,
                draft.owner,
                command,
                operator,
                {field: sorted(older) for field, older in sorted(draft.supersedes.items()) if older},
            )
            header_bytes, payload = encode_header(header), encode_fields(draft.fields)
            head = chain.extend(head, header_bytes, chain.commitment(payload, sequence, self.owner_key(draft.owner)))
            sealed.append(Arrived(device, header_bytes, header, payload, None, head))
        return sealed

    def take_in(self, arrived: Sequence[Arrived]) -> TakenIn:
        """Store authentic operations and say which subjects they touch; those already here change nothing.

        Raises `UserFault("operation.fork")` when one is here with other content: two writers share an identity.
        """
        devices = {author: self.device_number(author) for author in {one.author for one in arrived}}
        identifiers = [devices[one.author] << 32 | one.header.sequence for one in arrived]
        fresh = self._not_yet_here(zip(identifiers, arrived, strict=True), identifiers)
        numbers, newly = self.number_subjects(
            (kind.subject, one.header.subject) for one in fresh.values() if (kind := KINDS.get(one.header.kind))
        )
        owners = self._number_owners(one.header.owner for one in fresh.values())
        rows: list[tuple[object, ...]] = []
        touched: dict[int, tuple[str, bytes]] = {}
        events: dict[int, list[Event]] = {}
        standings = [0, 0, 0, 0]
        for identifier, (author, header_bytes, header, payload, committed, hashed) in fresh.items():
            kind = KINDS.get(header.kind)
            pair = (kind.subject, header.subject) if kind else None
            subject = numbers[pair] if pair else None
            standing, fields = _standing(kind, header, payload)
            standings[standing] += 1
            rows.append(
                (identifier, subject, owners.get(header.owner), standing, header_bytes, payload, committed, hashed)
            )
            if standing == _APPLIED and pair and subject:
                touched[subject] = pair
                events.setdefault(subject, []).append(_event(author, header, fields))
        self._database.executemany("INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._advance_heads(arrived)
        return TakenIn(
            len(rows),
            standings[Standing.UNKNOWN_KIND],
            standings[Standing.UNUSABLE],
            Touched(touched, newly, events),
        )

    def _not_yet_here(self, arrived: Iterable[tuple[int, Arrived]], identifiers: Sequence[int]) -> dict[int, Arrived]:
        """Return those that are new by their local id; what is here already must be the same, and may gain its hash."""
        known: dict[int, tuple[bytes, bytes | None]] = {
            identifier: (header, hashed)
            for identifier, header, hashed in self._among(
                "SELECT id, header, chain FROM operation WHERE id IN ({})", identifiers
            )
        }
        fresh: dict[int, Arrived] = {}
        chained: list[tuple[bytes, int]] = []
        for identifier, one in arrived:
            here = known.get(identifier)
            if here is None:
                known[identifier] = (one.header_bytes, one.chain)
                fresh[identifier] = one
                continue
            header, hashed = here
            if header != one.header_bytes or (hashed and one.chain and hashed != one.chain):
                raise UserFault("operation.fork", next_step=NextStep.ASK_HEADQUARTERS, sequence=one.header.sequence)
            if hashed is None and one.chain is not None:
                known[identifier] = (header, one.chain)
                if identifier in fresh:
                    fresh[identifier] = one
                else:
                    chained.append((one.chain, identifier))
        if chained:
            self._database.executemany("UPDATE operation SET chain = ? WHERE id = ?", chained)
        return fresh

    def _advance_heads(self, arrived: Sequence[Arrived]) -> None:
        latest: dict[bytes, Arrived] = {}
        for one in arrived:
            if one.chain is not None:
                held = latest.get(one.author)
                if held is None or held.header.sequence < one.header.sequence:
                    latest[one.author] = one
        for device, one in latest.items():
            self._database.execute(
                "UPDATE device SET head_sequence = ?, head = ? WHERE id = ? AND head_sequence < ?",
                (one.header.sequence, one.chain, device, one.header.sequence),
            )

    # ---- reading -----------------------------------------------------------------------------------------------------

    def events(self, subjects: Iterable[int]) -> Iterator[tuple[int, list[Event]]]:
        """Yield each subject's applied operations, all of them, for the fold."""
        wanted = list(subjects)
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            found: dict[int, list[Event]] = {number: [] for number in part}
            for identifier, subject, header_bytes, payload in self._among(
                "SELECT id, subject, header, payload FROM operation WHERE state = 0 AND subject IN ({})", part
            ):
                header = decode_header(header_bytes)
                fields = decode_fields(payload) if payload is not None else {}
                found[subject].append(_event(self.author(identifier >> 32), header, fields))
            yield from found.items()

    def run(self, device: bytes, first: int, last: int) -> Iterator[Sealed]:
        """Yield a device's own operations from `first` to `last` as they are carried."""
        number = self.device_number(device)
        for header, payload, committed in self._database.execute(
            "SELECT header, payload, commitment FROM operation WHERE id BETWEEN ? AND ? ORDER BY id",
            (number << 32 | first, number << 32 | last),
        ):
            yield Sealed(header, payload, committed if payload is None else None)

    def of_subjects(self, subjects: Sequence[int]) -> Iterator[Sealed]:
        """Yield the operations of some subjects with their authors, ready to be attested."""
        for identifier, header, payload, committed in self._among(
            "SELECT id, header, payload, commitment FROM operation WHERE subject IN ({}) ORDER BY id", subjects
        ):
            yield Sealed(header, payload, committed, self.author(identifier >> 32))

    def owners_in_run(self, device: bytes, first: int, last: int) -> list[bytes]:
        """Return the owners whose salts a stretch of a device's run needs, sorted."""
        number = self.device_number(device)
        return [
            bytes(identifier)
            for (identifier,) in self._database.execute(
                "SELECT DISTINCT owner.id FROM operation JOIN owner ON owner.no = operation.owner "
                "WHERE operation.id BETWEEN ? AND ? ORDER BY owner.id",
                (number << 32 | first, number << 32 | last),
            )
        ]

    def owners_of_subjects(self, subjects: Sequence[int]) -> list[bytes]:
        """Return the owners whose salts the operations of some subjects need, sorted."""
        owners = self._among(
            "SELECT DISTINCT owner.id FROM operation JOIN owner ON owner.no = operation.owner WHERE subject IN ({})",
            subjects,
        )
        return sorted({bytes(identifier) for (identifier,) in owners})

    def retry_waiting(self) -> Touched:
        """Apply what waited and can now be read; returns the touched subjects, to be refreshed from their history."""
        touched: dict[int, tuple[str, bytes]] = {}
        for identifier, header_bytes, payload in self._database.rows(
            "SELECT id, header, payload FROM operation WHERE state IN (?, ?)",
            (Standing.UNKNOWN_KIND, Standing.UNUSABLE),
        ):
            header = decode_header(header_bytes)
            kind = KINDS.get(header.kind)
            standing, _ = _standing(kind, header, payload)
            if kind and standing == _APPLIED:
                pair = (kind.subject, header.subject)
                subject = self.number_subject(*pair)
                self._database.execute(
                    "UPDATE operation SET state = 0, subject = ? WHERE id = ?", (subject, identifier)
                )
                touched[subject] = pair
        return Touched(touched, frozenset(), {})

    def waiting(self) -> list[tuple[int, str, Standing]]:
        """Return the operations that could not be applied: local id, kind, why."""
        return [
            (identifier, decode_header(header).kind, Standing(state))
            for identifier, header, state in self._database.rows(
                "SELECT id, header, state FROM operation WHERE state > 0 ORDER BY id"
            )
        ]

    def count(self) -> int:
        """Return how many operations of all devices are kept."""
        found = self._database.row("SELECT count(*) FROM operation")
        return int(found[0]) if found else 0


class Touched(NamedTuple):
    """Subjects whose state may have changed.

    `subjects` is local number → type and id. Those in `newly` were never heard of before, so that `events` is all there
    is of them; the others' history has to be read.
    """

    subjects: dict[int, tuple[str, bytes]]
    newly: frozenset[int]
    events: dict[int, list[Event]]


class TakenIn(NamedTuple):
    """What `take_in` did: how many were new, how many of these wait, and which subjects are touched."""

    new: int
    unknown: int
    unusable: int
    touched: Touched


def _owner_key_differs() -> UserFault:
    return UserFault("operation.owner-key-differs", next_step=NextStep.ASK_HEADQUARTERS)


def _event(author: bytes, header: Header, fields: dict[str, Any]) -> Event:
    stamp = Stamp(header.epoch, header.ms, header.counter)
    return Event(reference(author, header.sequence), header.kind, stamp, header.is_suspect, fields, header.supersedes)


# plain numbers: the database library takes several times as long over a member of an enumeration
_APPLIED, _UNKNOWN_KIND, _UNUSABLE = Standing.APPLIED.value, Standing.UNKNOWN_KIND.value, Standing.UNUSABLE.value


def _standing(kind: Kind | None, header: Header, payload: bytes | None) -> tuple[int, dict[str, Any]]:
    if kind is None:
        return _UNKNOWN_KIND, {}
    if payload is None:
        return _APPLIED, {}
    try:
        fields = decode_fields(payload)
    except UserFault:
        return _UNUSABLE, {}
    if not is_usable(kind, header.subject, fields):
        return _UNUSABLE, {}
    return _APPLIED, fields
