"""The log: appending what happened here, taking in what happened elsewhere, reading a subject's operations.

One integer names an operation locally: device number << 32 | sequence. Device and subject numbers are this
database's own; they never leave it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from tianye.domain import branches, chain
from tianye.domain.authority import may_write
from tianye.domain.clock import Reading, Stamp
from tianye.domain.errors import Bug, NextStep, UserFault
from tianye.domain.fold import Event
from tianye.domain.ids import ID_BYTES
from tianye.domain.kinds import KINDS, ORDERED, VOUCHED, Kind, Writer, is_usable
from tianye.domain.ops import (
    Header,
    Sealed,
    decode_fields,
    decode_header,
    encode_fields,
    encode_header,
    name_owner,
    reference,
)
from tianye.store.database import Row, naming_failures
from tianye.store.numbers import CHUNK, Numbers


class Standing(IntEnum):
    """What became of an operation in the fold."""

    APPLIED = 0
    UNKNOWN_KIND = 1
    UNUSABLE = 2
    HELD_BACK = 3
    ERASED = 4
    PURGED = 5


class Arrived(NamedTuple):
    """One authentic operation from elsewhere; `chain` is None where headquarters attests instead of the chain.

    Who wrote it is attested or chained; whether that writer may say such a thing is asked when it is taken in.

    With `is_purged` its payload is not there because its laptop destroyed it by headquarters' rule.
    """

    author: bytes
    header_bytes: bytes
    header: Header
    payload: bytes | None
    commitment: bytes | None
    chain: bytes | None
    is_purged: bool = False


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


class Held(NamedTuple):
    """What is held back of one run, of a device or a branch: so many `operations` between `first` and `last`."""

    device: bytes
    first: int
    last: int
    operations: int


class OperationLog(Numbers):
    """The operations of all devices in one database. Every method that writes wants an open `atomic()`."""

    def _judge(
        self, author: bytes, header: Header, payload: bytes | None
    ) -> tuple[int, tuple[str, bytes] | None, dict[str, Any]]:
        """Say where an operation stands, by itself and by who wrote it; of which subject; and what it says.

        What its writer may not write is kept and is nobody's word: it goes to no subject, and into no pack.
        """
        kind = KINDS.get(header.kind)
        standing, fields = _standing(kind, header, payload)
        if kind is None:
            return standing, None, fields
        if standing == _APPLIED and not (header.is_sensible and self._may_say(kind, author, header, fields)):
            return _UNUSABLE, None, {}
        return standing, (kind.subject, header.subject), fields

    def _may_say(self, kind: Kind, author: bytes, header: Header, fields: dict[str, Any]) -> bool:
        if kind.writer is Writer.ANYBODY and header.supersedes.keys() <= fields.keys():
            return True
        if author in self.headquarters:
            return True
        device = branches.device_of(self.branches.get(author, author))
        return may_write(kind, device, header.subject, fields, header.supersedes)

    def _without_erased(self, one: Arrived) -> Arrived:
        """Return an operation without its payload where what it speaks of was erased."""
        header, payload = one.header, one.payload
        if not speaks_of(header, payload, self.erased):
            return one
        if payload is None:
            return one._replace(is_purged=False)
        key = self.passing_key(header.owner)
        return one._replace(payload=None, commitment=chain.commitment(payload, header.sequence, key))

    # ---- writing -----------------------------------------------------------------------------------------------------

    def head(self, device: bytes) -> Head:
        """Return how far a device's own run is known."""
        found = self._database.row("SELECT head_sequence, head FROM device WHERE id = ?", (device,))
        if found is None or not found[0]:
            return Head(0, chain.start(device))
        return Head(int(found[0]), bytes(found[1]))

    def hash_at(self, device: bytes, sequence: int) -> bytes | None:
        """Return the chain hash of a device's run at a sequence, or None when it is not known."""
        if (name := self.branches.get(device)) is not None:
            device = branches.holder_of(name, sequence)
        if sequence == 0:
            return chain.start(device)
        number = self.device_number(device)
        found = self._database.row("SELECT chain FROM operation WHERE id = ?", (number << 32 | sequence,))
        return bytes(found[0]) if found and found[0] is not None else None

    def begin_branch(self, name: bytes) -> bytes:
        """Know a branch whose parent's run is here up to where it parts, so that its chain can go on from there."""
        before = branches.first_of(name) - 1
        hashed = self.hash_at(branches.branch_id(branches.parent_of(name)), before)
        identifier = self.keep_branch(name)
        self._database.execute(
            "UPDATE device SET head_sequence = ?, head = ? WHERE id = ? AND head_sequence = 0",
            (before, hashed, identifier),
        )
        return identifier

    def append(
        self, device: bytes, drafts: Sequence[Draft], began: int | None, operator: bytes, readings: Iterable[Reading]
    ) -> list[Arrived]:
        """Seal operations that happen here into this device's run; returns them for `take_in`.

        They belong to the action whose first operation is the one of sequence `began`, or begin one of their own.
        """
        sequence, head = self.head(device)
        began = began or sequence + 1
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
                reading.wall_ms - stamp.ms,
                reading.is_suspect,
                draft.kind,
                draft.subject,
                name_owner(draft.owner, draft.subject),
                sequence - began,
                operator,
                {field: sorted(older) for field, older in sorted(draft.supersedes.items()) if older},
            )
            header_bytes, payload = encode_header(header), encode_fields(draft.fields)
            head = chain.extend(head, header_bytes, chain.commitment(payload, sequence, self.owner_key(draft.owner)))
            if not self._may_say(kind, device, header, draft.fields):
                raise Bug("operation.not-its-writers", operation=draft.kind)
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
        owners = self.number_owners(one.header.owner for one in fresh.values())
        rows: list[tuple[object, ...]] = []
        touched: dict[int, tuple[str, bytes]] = {}
        events: dict[int, list[Event]] = {}
        standings = [0] * len(Standing)
        known = self.branches
        if self.erased:
            fresh = {identifier: self._without_erased(one) for identifier, one in fresh.items()}
        for identifier, (author, header_bytes, header, payload, committed, hashed, is_purged) in fresh.items():
            standing, pair, fields = self._judge(author, header, payload)
            subject = numbers[pair] if pair else None
            if is_purged and standing == _ERASED:
                standing = _PURGED
            standings[standing] += 1
            rows.append(
                (identifier, subject, owners.get(header.owner), standing, header_bytes, payload, committed, hashed)
            )
            if standing == _APPLIED and pair and subject:
                touched[subject] = pair
                events.setdefault(subject, []).append(_event(author, known.get(author), header, fields))
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
            for identifier, header, hashed in self.among(
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
        known = self.branches
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            found: dict[int, list[Event]] = {number: [] for number in part}
            for identifier, subject, header_bytes, payload in self.among(
                "SELECT id, subject, header, payload FROM operation WHERE state = 0 AND subject IN ({})", part
            ):
                header = decode_header(header_bytes)
                fields = decode_fields(payload) if payload is not None else {}
                author = self.author(identifier >> 32)
                found[subject].append(_event(author, known.get(author), header, fields))
            # of what was purged here the fold knows what stays to be told
            for identifier, subject, header_bytes, told in self.among(
                "SELECT operation.id, subject, header, fields FROM residue JOIN operation USING (id) "
                "WHERE subject IN ({})",
                part if self._has_residue() else (),
            ):
                author = self.author(identifier >> 32)
                event = _event(author, known.get(author), decode_header(header_bytes), decode_fields(told))
                found[subject].append(event)
            yield from found.items()

    def _has_residue(self) -> bool:
        return self._database.row("SELECT 1 FROM residue LIMIT 1") is not None

    def run(self, device: bytes, first: int, last: int) -> Iterator[Sealed]:
        """Yield a device's own operations from `first` to `last` as they are carried, with their owners' keys."""
        number = self.device_number(device)
        with naming_failures():
            for header, payload, committed, key in self._database.execute(
                "SELECT header, payload, commitment, key FROM operation LEFT JOIN owner ON owner.no = operation.owner "
                "WHERE operation.id BETWEEN ? AND ? ORDER BY operation.id",
                (number << 32 | first, number << 32 | last),
            ):
                yield Sealed(header, payload, committed if payload is None else None, b"", key)

    def of_subjects(self, subjects: Sequence[int]) -> Iterator[Sealed]:
        """Yield the operations of some subjects with authors' names and owners' keys, ready to be attested."""
        known = self.branches
        for identifier, header, payload, committed, key in self.among(
            "SELECT operation.id, header, payload, commitment, key FROM operation "
            "LEFT JOIN owner ON owner.no = operation.owner WHERE subject IN ({}) ORDER BY operation.id",
            subjects,
        ):
            author = self.author(identifier >> 32)
            # a branch is told by its whole name, which nobody can guess from its id
            yield Sealed(header, payload, committed if payload is None else None, known.get(author, author), key)

    def unread_about(self, subjects: Sequence[int]) -> list[Sealed]:
        """Return operations of kinds this release does not know that speak of some subjects, ready to be attested.

        Of what type their subject is nobody can tell here: its id, or that of whom they are about, has to be one of
        theirs.
        """
        ids = {bytes(identifier) for (identifier,) in self.among("SELECT id FROM subject WHERE no IN ({})", subjects)}
        known = self.branches
        found = []
        for identifier, header_bytes, payload, committed, key in self._database.rows(
            "SELECT operation.id, header, payload, commitment, key FROM operation "
            "LEFT JOIN owner ON owner.no = operation.owner WHERE state = ? AND state > 0 ORDER BY operation.id",
            (_UNKNOWN_KIND,),
        ):
            header = decode_header(header_bytes)
            if header.subject in ids and (not header.owner or header.owner in ids):
                author = self.author(identifier >> 32)
                carried = committed if payload is None else None
                found.append(Sealed(header_bytes, payload, carried, known.get(author, author), key))
        return found

    def hold(self, arrived: Sequence[Arrived]) -> int:
        """Store authentic operations without applying them: a person decides on them; returns how many were new.

        Raises `UserFault("operation.fork")` as `take_in`.
        """
        devices = {author: self.device_number(author) for author in {one.author for one in arrived}}
        identifiers = [devices[one.author] << 32 | one.header.sequence for one in arrived]
        fresh = self._not_yet_here(zip(identifiers, arrived, strict=True), identifiers)
        if self.erased:
            fresh = {identifier: self._without_erased(one) for identifier, one in fresh.items()}
        owners = self.number_owners(one.header.owner for one in fresh.values())
        self._database.executemany(
            "INSERT INTO operation VALUES (?, NULL, ?, ?, ?, ?, ?, ?)",
            [
                (identifier, owners.get(one.header.owner), _HELD_BACK, one.header_bytes, one.payload, one.commitment,
                 one.chain)
                for identifier, one in fresh.items()
            ],
        )  # fmt: skip
        self._advance_heads(arrived)
        return len(fresh)

    def lacks_purged(self, device: bytes, first: int, last: int) -> bool:
        """Say whether payloads of a stretch of a run are not here because its laptop purged them."""
        number = self.device_number(device)
        found = self._database.row(
            "SELECT 1 FROM operation WHERE state = ? AND state > 0 AND id BETWEEN ? AND ? LIMIT 1",
            (_PURGED, number << 32 | first, number << 32 | last),
        )
        return found is not None

    def fill_in(self, device: bytes, arrived: Sequence[Arrived]) -> tuple[int, Touched]:
        """Bring back the payloads that their laptop had purged and a bundle of before still has.

        The chain of `arrived` has to be the one that is here. Returns how many came back, and the touched subjects, as
        `retry_waiting`.
        """
        here = self.device_number(device) << 32
        owners = self.number_owners(one.header.owner for one in arrived)
        filled = []
        for one in map(self._without_erased, arrived):
            if one.payload is not None:
                values = (one.payload, owners.get(one.header.owner), here | one.header.sequence, _PURGED)
                cursor = self._database.execute(
                    "UPDATE operation SET payload = ?, owner = ? WHERE id = ? AND state = ? AND payload IS NULL", values
                )
                if cursor.rowcount:
                    filled.append(here | one.header.sequence)
        return len(filled), self._apply_now(
            self.among(
                f"SELECT id, header, payload FROM operation "
                f"WHERE state = {_PURGED} AND payload IS NOT NULL AND id IN ({{}})",
                filled,
            )
        )

    def release(self, device: bytes, last: int) -> Touched:
        """Apply what is held back of a run up to a sequence; returns the touched subjects, as `retry_waiting`."""
        number = self.device_number(device)
        return self._apply_now(
            self._database.rows(
                "SELECT id, header, payload FROM operation WHERE state = ? AND state > 0 AND id BETWEEN ? AND ?",
                (_HELD_BACK, number << 32, number << 32 | last),
            )
        )

    def retry_waiting(self) -> Touched:
        """Apply what waited and can now be read; returns the touched subjects, to be refreshed from their history."""
        return self._apply_now(
            self._database.rows(
                "SELECT id, header, payload FROM operation WHERE state IN (?, ?)", (_UNKNOWN_KIND, _UNUSABLE)
            )
        )

    def _apply_now(self, rows: Iterable[Row]) -> Touched:
        touched: dict[int, tuple[str, bytes]] = {}
        settled: list[tuple[int, int | None, int]] = []
        for identifier, header_bytes, payload in rows:
            header = decode_header(header_bytes)
            standing, pair, _ = self._judge(self.author(identifier >> 32), header, payload)
            subject = self.number_subject(*pair) if pair else None
            if pair and subject and standing == _APPLIED:
                touched[subject] = pair
            settled.append((standing, subject, identifier))
        self._database.executemany("UPDATE operation SET state = ?, subject = ? WHERE id = ?", settled)
        return Touched(touched, frozenset(), {})

    def held(self) -> list[Held]:
        """Return the stretches of runs that are held back, by device and sequence."""
        found = self._database.rows(
            "SELECT id >> 32, min(id), max(id), count(*) FROM operation WHERE state = ? AND state > 0 "
            "GROUP BY id >> 32 ORDER BY id >> 32",
            (_HELD_BACK,),
        )
        return [
            Held(self.author(number), first & _SEQUENCES, last & _SEQUENCES, count)
            for number, first, last, count in found
        ]

    def held_of(self, kind: str) -> Iterator[tuple[bytes, dict[str, Any]]]:
        """Yield subject and fields of the operations of a kind that are held back."""
        for header_bytes, payload in self._database.rows(
            "SELECT header, payload FROM operation WHERE state = ? AND state > 0 AND payload IS NOT NULL", (_HELD_BACK,)
        ):
            header = decode_header(header_bytes)
            standing, fields = _standing(KINDS.get(kind), header, payload) if header.kind == kind else (_ERASED, {})
            if standing == _APPLIED:
                yield header.subject, fields

    def differing(self, device: bytes, arrived: Sequence[Arrived]) -> int | None:
        """Return the place of the first operation that is known here with another header, attested by headquarters.

        `arrived` are operations of one run in sequence, beyond the head of what is chained here.
        """
        number = self.device_number(device)
        first, last = arrived[0].header.sequence, arrived[-1].header.sequence
        known = {
            identifier & _SEQUENCES: header
            for identifier, header in self._database.rows(
                "SELECT id, header FROM operation WHERE id BETWEEN ? AND ?", (number << 32 | first, number << 32 | last)
            )
        }
        if not known:
            return None
        differ = (
            place
            for place, one in enumerate(arrived)
            if known.get(one.header.sequence, one.header_bytes) != one.header_bytes
        )
        return next(differ, None)

    def waiting(self) -> list[tuple[int, str, Standing]]:
        """Return the operations that could not be applied: local id, kind, why."""
        return [
            (identifier, decode_header(header).kind, Standing(state))
            for identifier, header, state in self._database.rows(
                "SELECT id, header, state FROM operation WHERE state IN (?, ?) ORDER BY id",
                (_UNKNOWN_KIND, _UNUSABLE),
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


def _event(author: bytes, branch: bytes | None, header: Header, fields: dict[str, Any]) -> Event:
    stamp = Stamp(header.epoch, header.ms, header.counter)
    supersedes = header.supersedes
    if branch is not None:
        supersedes = {field: branches.meant(branch, older) for field, older in supersedes.items()}
    return Event(reference(author, header.sequence), header.kind, stamp, header.is_suspect, fields, supersedes)


# plain numbers: the database library takes several times as long over a member of an enumeration
_APPLIED, _UNKNOWN_KIND, _UNUSABLE = Standing.APPLIED.value, Standing.UNKNOWN_KIND.value, Standing.UNUSABLE.value
_HELD_BACK, _ERASED, _PURGED = Standing.HELD_BACK.value, Standing.ERASED.value, Standing.PURGED.value
_SEQUENCES = (1 << 32) - 1


def speaks_of(header: Header, payload: bytes | None, erased: frozenset[bytes]) -> bool:
    """Say whether an operation is of somebody or something that was erased.

    The payload is asked where the header names nobody: a refused scan, an answer, are their own owners.
    """
    if header.owner in erased or header.subject in erased:
        return header.kind not in (ORDERED, "erasure.confirmed", VOUCHED)
    subject = header.subject
    if len(subject) == 2 * ID_BYTES:
        return subject[:ID_BYTES] in erased or subject[ID_BYTES:] in erased
    if payload is None or header.owner != subject or not header.kind.startswith(_NAMING):
        return False
    try:
        return decode_fields(payload).get("person") in erased
    except (UserFault, TypeError):
        return False


_NAMING = ("scan.", "response.")
"""How kinds begin whose payload may name a person."""


def _standing(kind: Kind | None, header: Header, payload: bytes | None) -> tuple[int, dict[str, Any]]:
    if kind is None:
        return _UNKNOWN_KIND, {}
    if payload is None:
        return _ERASED, {}
    try:
        fields = decode_fields(payload)
    except UserFault:
        return _UNUSABLE, {}
    if not is_usable(kind, header.subject, fields):
        return _UNUSABLE, {}
    return _APPLIED, fields
