"""Purging by headquarters' rule: payloads that are at headquarters and in its backup are replaced by commitments.

Unlike an erasure it keeps what the work here still needs to know (`KEPT`): that somebody answered which form when, not
what. Every commitment is compared with the chain before a payload goes. Freed pages are overwritten (`secure_delete`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from tianye.domain import chain
from tianye.domain.errors import NextStep, WorldFault
from tianye.domain.ops import Header, decode_fields, decode_header, encode_fields
from tianye.store.contents import forget_unnamed, named_contents
from tianye.store.database import Database
from tianye.store.oplog import OperationLog, Standing, Touched

KEPT: Final[Mapping[str, frozenset[str]]] = {
    "response": frozenset(
        {"form", "form_version", "training", "session", "person", "phase", "design", "on", "is_void"}
    ),
    "scan": frozenset({"session", "outcome", "minute"}),
}
"""Subject types that are purged, and the fields that stay: no answer, no language, no code as it was scanned."""
_SEQUENCES: Final = (1 << 32) - 1


class Bound(NamedTuple):
    """How far a run may be purged: its device, up to which sequence, after which receipt of which epoch."""

    device: bytes
    last: int
    epoch: int
    receipt: int


class PurgeRow(NamedTuple):
    """What was purged of a run after one receipt: between which sequences, how many operations, when last."""

    device: bytes
    epoch: int
    receipt: int
    first: int
    last: int
    operations: int
    wall_ms: int


class Purged(NamedTuple):
    """What one go destroyed: answers, refused scans, operations of both; `touched` is what looks different now."""

    answers: int
    scans: int
    operations: int
    touched: Touched


class BackedRow(NamedTuple):
    """Headquarters' word that a backup holds a run up to a sequence: by its clock, and by the clock here."""

    sequence: int
    hq_ms: int
    here_ms: int


class _Doomed(NamedTuple):
    """One operation that goes: its local id, header, payload, salted commitment."""

    id: int
    header: Header
    payload: bytes
    commitment: bytes


# ---- what headquarters said, and what was done ---------------------------------------------------------------------


def keep_backed(database: Database, device: bytes, epoch: int, row: BackedRow) -> None:
    """Keep a word of a backup; the first about a sequence holds, and those of other epochs are void."""
    database.execute("DELETE FROM backed WHERE device = ? AND epoch <> ?", (device, epoch))
    database.execute(
        "INSERT OR IGNORE INTO backed (device, epoch, sequence, hq_ms, here_ms) VALUES (?, ?, ?, ?, ?)",
        (device, epoch, *row),
    )


def all_backed(database: Database, device: bytes, epoch: int) -> list[BackedRow]:
    """Return headquarters' words on backups of a run in an epoch, by sequence."""
    found = database.rows(
        "SELECT sequence, hq_ms, here_ms FROM backed WHERE device = ? AND epoch = ? ORDER BY sequence", (device, epoch)
    )
    return [BackedRow(*row) for row in found]


def all_purges(database: Database) -> list[PurgeRow]:
    """Return what was purged here, the earliest first."""
    return [
        PurgeRow(bytes(device), *row)
        for device, *row in database.rows(
            "SELECT device, epoch, receipt, first, last, operations, wall_ms FROM purge ORDER BY no"
        )
    ]


def is_any_left(database: Database) -> bool:
    """Say whether there is an answer or a refused scan whose contents are here."""
    return database.row(f"SELECT 1 FROM ({_LEFT}) LIMIT 1") is not None


_LEFT: Final = (
    "SELECT no FROM (SELECT no FROM response UNION ALL SELECT no FROM scan) "
    "WHERE NOT EXISTS (SELECT 1 FROM operation JOIN residue USING (id) WHERE subject = no)"
)


def count_purged(database: Database, number: int, first: int, last: int) -> int:
    """Count the purged operations of a stretch of the run of a device by its local number."""
    found = database.row(
        "SELECT count(*) FROM residue WHERE id BETWEEN ? AND ?", (number << 32 | first, number << 32 | last)
    )
    return int(found[0]) if found else 0


def lacking(database: Database) -> int:
    """Count the operations whose payload their laptop had purged and that is nowhere here: at headquarters."""
    found = database.row(
        "SELECT count(*) FROM operation WHERE state = ? AND state > 0 AND id NOT IN (SELECT id FROM residue)",
        (Standing.PURGED.value,),
    )
    return int(found[0]) if found else 0


# ---- purging -------------------------------------------------------------------------------------------------------


class Purging:
    """Carries the rule out in one database; `purge` wants an open `atomic()`."""

    def __init__(self, database: Database, log: OperationLog) -> None:
        self._database = database
        self._log = log

    def due(self, bounds: Sequence[Bound], after: int, limit: int) -> tuple[list[int], int]:
        """Return the next subjects that may go as a whole, by local number, and from which number to look on.

        A subject stays while anything about it is beyond the bounds, waits for a person, or is being written.
        """
        reach = {self._log.device_number(bound.device): bound.last for bound in bounds}
        candidates = [
            number
            for (number,) in self._database.rows(
                f"{_LEFT} AND no > ? ORDER BY no LIMIT ?",
                (after, limit),
            )
        ]
        drafted = {bytes(draft) for (draft,) in self._database.rows("SELECT id FROM draft")}
        stays: set[int] = set()
        for identifier, subject, state in self._log.among(
            "SELECT id, subject, state FROM operation WHERE subject IN ({})", candidates
        ):
            if state != Standing.APPLIED.value or (identifier & _SEQUENCES) > reach.get(identifier >> 32, 0):
                stays.add(subject)
        for number, name in self._log.among("SELECT no, id FROM subject WHERE no IN ({})", candidates):
            if bytes(name) in drafted:
                stays.add(number)
        return [number for number in candidates if number not in stays], max(candidates, default=after)

    def count(self, subjects: Sequence[int]) -> tuple[int, int, int]:
        """Count what of some subjects would go: answers, refused scans, operations of both."""
        kinds = [kind for (kind,) in self._log.among("SELECT type FROM subject WHERE no IN ({})", subjects)]
        answers = kinds.count("response")
        operations = sum(
            count
            for (count,) in self._log.among(
                "SELECT count(*) FROM operation WHERE payload IS NOT NULL AND subject IN ({})", subjects
            )
        )
        return answers, len(kinds) - answers, operations

    def purge(self, subjects: Sequence[int], bounds: Sequence[Bound], wall_ms: int) -> Purged:
        """Destroy the payloads of some subjects, and remember after which receipt.

        Raises `WorldFault("purge.chain-broken")` where a payload is not the one in the chain: then all of it stays.
        """
        kinds: dict[int, str] = dict(self._log.among("SELECT no, type FROM subject WHERE no IN ({})", subjects))
        names: dict[int, bytes] = dict(self._log.among("SELECT no, id FROM subject WHERE no IN ({})", subjects))
        operations = 0
        named: set[bytes] = set()
        gone: dict[int, list[int]] = {}
        for number in subjects:
            for one in self._doomed(number):
                self._destroy(one, KEPT[kinds[number]])
                named |= named_contents(decode_fields(one.payload))
                operations += 1
                gone.setdefault(one.id >> 32, []).append(one.id & _SEQUENCES)
            # an answer of nobody's is its own owner
            self._database.execute("UPDATE owner SET key = NULL WHERE id = ?", (names[number],))
        for bound in bounds:
            sequences = gone.get(self._log.device_number(bound.device))
            if sequences:
                self._database.execute(
                    "INSERT INTO purge (device, epoch, receipt, first, last, operations, wall_ms) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (device, epoch, receipt) DO UPDATE SET "
                    "first = min(first, excluded.first), last = max(last, excluded.last), "
                    "operations = operations + excluded.operations, wall_ms = excluded.wall_ms",
                    (bound.device, bound.epoch, bound.receipt, min(sequences), max(sequences), len(sequences), wall_ms),
                )
        for number in subjects:
            # what it was named in is gone
            self._database.execute("DELETE FROM named_content WHERE subject = ?", (number,))
        forget_unnamed(self._database, named)
        touched = Touched({number: (kinds[number], bytes(names[number])) for number in subjects}, frozenset(), {})
        answers = sum(kind == "response" for kind in kinds.values())
        return Purged(answers, len(kinds) - answers, operations, touched)

    def _doomed(self, number: int) -> list[_Doomed]:
        doomed = []
        for identifier, header_bytes, payload, hashed in self._database.rows(
            "SELECT id, header, payload, chain FROM operation WHERE subject = ? AND payload IS NOT NULL", (number,)
        ):
            header = decode_header(header_bytes)
            before = self._log.hash_at(self._log.author(identifier >> 32), header.sequence - 1)
            committed = chain.commitment(payload, header.sequence, self._log.owner_key(header.owner))
            if before is None or chain.extend(before, header_bytes, committed) != hashed:
                raise WorldFault("purge.chain-broken", next_step=NextStep.RESTORE_BACKUP, sequence=header.sequence)
            doomed.append(_Doomed(identifier, header, payload, committed))
        return doomed

    def _destroy(self, one: _Doomed, kept: frozenset[str]) -> None:
        told = {name: value for name, value in decode_fields(one.payload).items() if name in kept}
        self._database.execute(
            "UPDATE operation SET payload = NULL, commitment = ?, state = ? WHERE id = ?",
            (one.commitment, Standing.PURGED.value, one.id),
        )
        self._database.execute("INSERT INTO residue VALUES (?, ?)", (one.id, encode_fields(told)))
