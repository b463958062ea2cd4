"""The log: appending what happened here, taking in what happened elsewhere, reading a subject's operations.

One integer names an operation locally: device number << 32 | sequence. Device and subject numbers are this
database's own; they never leave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from tianye.domain import chain
from tianye.domain.clock import Reading
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.fold import Event
from tianye.domain.kinds import KINDS, is_usable
from tianye.domain.ops import Header, Sealed, decode_fields, decode_header, encode_fields, encode_header, reference
from tianye.store.database import Database

_REMEMBERED = 300_000
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
        self._owner_keys: dict[bytes, bytes] = {}
        self._owner_numbers: dict[bytes, int] = {}
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
        self._owner_keys.clear()
        self._owner_numbers.clear()
        self._subjects.clear()

    def find_subject(self, type_: str, identifier: bytes) -> int | None:
        """Return the local number of a subject, or None when nothing was heard of it."""
        found = self._database.row("SELECT no FROM subject WHERE id = ? AND type = ?", (identifier, type_))
        return int(found[0]) if found else None

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
        execute, remembered = self._database.execute, self._subjects
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        numbers: dict[tuple[str, bytes], int] = {}
        missing: list[tuple[str, bytes]] = []
        for pair in dict.fromkeys(wanted):
            number = remembered.get(pair)
            if number is None:
                found = execute("SELECT no FROM subject WHERE id = ? AND type = ?", (pair[1], pair[0])).fetchone()
                if found is None:
                    missing.append(pair)
                    continue
                number = remembered[pair] = found[0]
            numbers[pair] = number
        if not missing:
            return numbers, frozenset()
        (last,) = execute("SELECT coalesce(max(no), 0) FROM subject").fetchone()
        fresh = {pair: last + place for place, pair in enumerate(missing, 1)}
        self._database.executemany(
            "INSERT INTO subject (no, id, type) VALUES (?, ?, ?)",
            [(number, identifier, type_) for (type_, identifier), number in fresh.items()],
        )
        remembered.update(fresh)
        numbers.update(fresh)
        return numbers, frozenset(fresh.values())

    # ---- salts -------------------------------------------------------------------------------------------------------

    def owner_key(self, owner: bytes) -> bytes:
        """Return the salt key of a person or anonymous subject; the empty owner has the public one.

        Raises `Bug("operation.no-owner-key")` when there is none or it was destroyed.
        """
        if not owner:
            return chain.NO_OWNER_KEY
        key = self._owner_keys.get(owner)
        if key is None:
            found = self._database.row("SELECT key FROM owner WHERE id = ?", (owner,))
            if found is None or found[0] is None:
                raise Bug("operation.no-owner-key")
            key = self._owner_keys[owner] = bytes(found[0])
        return key

    def has_owner(self, owner: bytes) -> bool:
        """Say whether an owner's salt key is or was here."""
        return self._database.row("SELECT 1 FROM owner WHERE id = ?", (owner,)) is not None

    def keep_owner_keys(self, pairs: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep salt keys; a second, different key for the same owner is refused (`operation.owner-key-differs`)."""
        execute = self._database.execute
        fresh = []
        for owner, key in pairs:
            found = execute("SELECT key FROM owner WHERE id = ?", (owner,)).fetchone()
            if found is None:
                fresh.append((owner, key))
            elif found[0] is not None and found[0] != key:
                raise UserFault("operation.owner-key-differs", next_step=NextStep.ASK_HEADQUARTERS)
        self._database.executemany("INSERT INTO owner (id, key) VALUES (?, ?)", fresh)

    def owner_keys(self, owners: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Yield (owner, key) of those owners whose key is still kept."""
        for owner in owners:
            found = self._database.row("SELECT key FROM owner WHERE id = ? AND key IS NOT NULL", (owner,))
            if found is not None:
                yield owner, bytes(found[0])

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
            head = chain.extend(
                head, header_bytes, chain.commitment(payload, sequence, self.owner_key(draft.owner))
            )
            sealed.append(Arrived(device, header_bytes, header, payload, None, head))
        return sealed

    def take_in(self, arrived: Sequence[Arrived]) -> TakenIn:
        """Store authentic operations and say which subjects they touch; those already here change nothing.

        Raises `UserFault("operation.fork")` when one is here with other content: two writers share an identity.
        """
        known = self._known(arrived)
        rows: list[tuple[object, ...]] = []
        chained: list[tuple[bytes, int]] = []
        fresh: list[tuple[Arrived, str, int]] = []
        for one in arrived:
            identifier = self.device_number(one.author) << 32 | one.header.sequence
            here = known.get(identifier)
            if here is not None:
                if here[0] != one.header_bytes or (here[1] and one.chain and here[1] != one.chain):
                    raise UserFault("operation.fork", next_step=NextStep.ASK_HEADQUARTERS, sequence=one.header.sequence)
                if here[1] is None and one.chain is not None:
                    chained.append((one.chain, identifier))
                continue
            known[identifier] = (one.header_bytes, one.chain)
            kind = KINDS.get(one.header.kind)
            fresh.append((one, kind.subject if kind else "", identifier))
        numbers, newly = self.number_subjects((type_, one.header.subject) for one, type_, _ in fresh if type_)
        events: dict[int, list[Event]] = {}
        standings = [0, 0, 0, 0]
        for one, type_, identifier in fresh:
            header = one.header
            standing, fields = _standing(header, one.payload)
            subject = numbers.get((type_, header.subject))
            standings[standing] += 1
            owner = self._owner_number(header.owner)
            rows.append(
                (identifier, subject, owner, standing, one.header_bytes, one.payload, one.commitment, one.chain)
            )
            if standing is Standing.APPLIED and subject is not None:
                events.setdefault(subject, []).append(
                    Event(
                        reference(one.author, header.sequence),
                        header.kind,
                        header.stamp,
                        header.is_suspect,
                        fields,
                        header.supersedes,
                    )
                )
        self._database.executemany("INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        if chained:
            self._database.executemany("UPDATE operation SET chain = ? WHERE id = ?", chained)
        self._advance_heads(arrived)
        touched = {number: pair for pair, number in numbers.items() if number in events}
        return TakenIn(len(rows), standings[1], standings[2], Touched(touched, newly, events))

    def _known(self, arrived: Sequence[Arrived]) -> dict[int, tuple[bytes, bytes | None]]:
        spans: dict[int, tuple[int, int]] = {}
        for one in arrived:
            number, sequence = self.device_number(one.author), one.header.sequence
            low, high = spans.get(number, (sequence, sequence))
            spans[number] = (min(low, sequence), max(high, sequence))
        known: dict[int, tuple[bytes, bytes | None]] = {}
        for number, (low, high) in spans.items():
            for identifier, header, hashed in self._database.execute(
                "SELECT id, header, chain FROM operation WHERE id BETWEEN ? AND ?",
                (number << 32 | low, number << 32 | high),
            ):
                known[identifier] = (header, hashed)
        return known

    def _owner_number(self, owner: bytes) -> int | None:
        if not owner:
            return None
        number = self._owner_numbers.get(owner)
        if number is None:
            found = self._database.execute("SELECT no FROM owner WHERE id = ?", (owner,)).fetchone()
            if found is None:
                return None
            number = self._owner_numbers[owner] = int(found[0])
        return number

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
            for identifier, subject, header_bytes, payload in self._database.execute(
                "SELECT id, subject, header, payload FROM operation WHERE state = 0 AND subject IN "
                f"({', '.join('?' * len(part))})",
                part,
            ):
                header = decode_header(header_bytes)
                found[subject].append(
                    Event(
                        reference(self.author(identifier >> 32), header.sequence),
                        header.kind,
                        header.stamp,
                        header.is_suspect,
                        decode_fields(payload) if payload is not None else {},
                        header.supersedes,
                    )
                )
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
        for start in range(0, len(subjects), _CHUNK):
            part = subjects[start : start + _CHUNK]
            for identifier, header, payload, committed in self._database.execute(
                "SELECT id, header, payload, commitment FROM operation WHERE subject IN "
                f"({', '.join('?' * len(part))}) ORDER BY id",
                part,
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
        owners: set[bytes] = set()
        for start in range(0, len(subjects), _CHUNK):
            part = subjects[start : start + _CHUNK]
            owners.update(
                bytes(identifier)
                for (identifier,) in self._database.execute(
                    "SELECT DISTINCT owner.id FROM operation JOIN owner ON owner.no = operation.owner "
                    f"WHERE subject IN ({', '.join('?' * len(part))})",
                    part,
                )
            )
        return sorted(owners)

    def retry_waiting(self) -> Touched:
        """Apply what waited and can now be read; returns the touched subjects, to be refreshed from their history."""
        touched: dict[int, tuple[str, bytes]] = {}
        for identifier, header_bytes, payload in self._database.rows(
            "SELECT id, header, payload FROM operation WHERE state IN (?, ?)",
            (Standing.UNKNOWN_KIND, Standing.UNUSABLE),
        ):
            header = decode_header(header_bytes)
            standing, _ = _standing(header, payload)
            if standing is Standing.APPLIED:
                pair = (KINDS[header.kind].subject, header.subject)
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


def _standing(header: Header, payload: bytes | None) -> tuple[Standing, dict[str, Any]]:
    kind = KINDS.get(header.kind)
    if kind is None:
        return Standing.UNKNOWN_KIND, {}
    if payload is None:
        return Standing.APPLIED, {}
    try:
        fields = decode_fields(payload)
    except UserFault:
        return Standing.UNUSABLE, {}
    if not is_usable(kind, header.subject, fields):
        return Standing.UNUSABLE, {}
    return Standing.APPLIED, fields
