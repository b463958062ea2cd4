"""Saving what can be read from a damaged database: row by row around the pages that are broken, into a new one.

A page whose seal is broken is never shown as data: whoever meets it gets an error, and the connection is useless then.
So every failure costs a new connection; the damaged file itself is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tianye.domain.errors import TianyeError
from tianye.domain.ids import ID_BYTES
from tianye.domain.kinds import KINDS, Writer
from tianye.domain.ops import decode_header
from tianye.store.carried import FOLDER as CARRIED_FOLDER
from tianye.store.check import contents
from tianye.store.database import Database, Row, naming_failures
from tianye.store.oplog import Arrived, OperationLog, Standing
from tianye.store.projections import Projections
from tianye.store.settings import Settings

__all__ = ["BESIDE", "CARRIED_FOLDER", "Lost", "Source", "copy_readable"]

_PART: Final = 256
_SEQUENCES: Final = (1 << 32) - 1

BESIDE: Final = {
    "setting": "name",
    "command": "id",
    "attachment": "hash",
    "attachment_file": "hash",
    "draft": "id",
    "held_answer": "id",
    "exchanged": "no",
    "kept_file": "hash",
    "carried": "hash",
    "erased": "id",
    "purge": "no",
    "backed": "no",
    "operator_key": "operator",
}
"""Tables that are copied as they are, with what orders their rows; `waiting_number` goes by person."""


@dataclass(slots=True)
class Lost:
    """What could not be read: operations, of which persons and sessions they were as far as is still known, and rows.

    `keys` counts the salt keys that are gone: of these people nothing can be written until a pack brings them again.
    `tables` names those of which some rows may be missing.
    """

    operations: int = 0
    persons: set[bytes] = field(default_factory=set)
    sessions: set[bytes] = field(default_factory=set)
    answers: set[bytes] = field(default_factory=set)
    attachments: int = 0
    keys: int = 0
    tables: list[str] = field(default_factory=list)


class Source:
    """A damaged database, read around its broken pages."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path, self.key = path, key
        self._database: Database | None = None
        self.broken: set[str] = set()
        """Tables of which a row could not be read."""

    def close(self) -> None:
        """Let the file go."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def read(self, sql: str, parameters: tuple[object, ...] = ()) -> list[Row] | None:
        """Return rows, or None where a broken page was met; the next reading has a connection of its own."""
        try:
            if self._database is None:
                self._database = Database(self.path, self.key, read_only=True)
            with naming_failures():
                return list(self._database.execute(sql, parameters))
        except TianyeError:
            self.close()
            return None

    def all_rows(self, table: str, columns: str, order: str) -> list[Row]:
        """Return the rows of a small table, from both ends to where something is broken."""
        name = table
        whole = self.read(f"SELECT {columns} FROM {table} ORDER BY {order}")
        if whole is not None:
            return whole
        self.broken.add(name)
        found: dict[Any, Row] = {}
        for direction, compared in (("ASC", ">"), ("DESC", "<")):
            last: Any = None
            while True:
                where = "" if last is None else f"WHERE {order} {compared} ?"
                rows = self.read(
                    f"SELECT {order}, {columns} FROM {table} {where} ORDER BY {order} {direction} LIMIT 1",
                    () if last is None else (last,),
                )
                if not rows:
                    break
                last = rows[0][0]
                if last in found:
                    break
                found[last] = rows[0][1:]
        return list(found.values())

    def operations(self, first: int, last: int) -> Iterator[Row]:
        """Yield what can be read of the operations with ids in a range, in order."""
        for start in range(first, last + 1, _PART):
            yield from self._between(start, min(start + _PART - 1, last))

    def _between(self, first: int, last: int) -> Iterator[Row]:
        rows = self.read(
            "SELECT id, header, payload, commitment, chain, state FROM operation WHERE id BETWEEN ? AND ? ORDER BY id",
            (first, last),
        )
        if rows is not None:
            yield from rows
        elif first == last:
            self.broken.add("operation")
        else:
            middle = (first + last) // 2
            yield from self._between(first, middle)
            yield from self._between(middle + 1, last)


def copy_readable(
    source: Source, target: Database, tell: Callable[[int, int], object] = lambda done, total: None
) -> tuple[Lost, dict[bytes, int]]:
    """Copy all that can be read into a new, empty database; returns what is lost, and where runs are broken off.

    A run that has a hole ends before it in the copy; what came after is kept, but no longer as part of the chain.
    `tell` is called now and then with the operations that were copied and how many there should be, and may raise to
    stop. Wants no open transaction.
    """
    log, lost = OperationLog(target), Lost()
    cut: dict[bytes, int] = {}
    with target.atomic():
        for table, order in BESIDE.items():
            columns = ", ".join(name for _, name, *_ in target.rows(f"PRAGMA table_info({table})"))
            rows = source.all_rows(table, columns, order)
            if rows:
                target.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        owners = source.all_rows("owner", "id, key", "no")
        target.executemany("INSERT INTO owner (id, key) VALUES (?, ?)", owners)
        devices = source.all_rows("device", "no, id, head_sequence, branch", "no")
        if "device" in source.broken:
            # its index has the ids too
            known = {row[0] for row in devices}
            found = source.read("SELECT id, no FROM device INDEXED BY sqlite_autoindex_device_1 ORDER BY id") or []
            devices += [(number, device, 0, None) for device, number in found if number not in known]
    total, done = sum(head or 0 for _, _, head, _ in devices), 0
    for number, device, head, branch in devices:

        def copied(more: int, before: int = done) -> None:
            tell(min(before + more, total), total)

        missing = _copy_run(source, target, log, (number, bytes(device), head or 0, branch), lost, copied=copied)
        done += head or 0
        if missing:
            cut[bytes(device)] = missing[0] - 1
            _name_lost(source, number, missing, lost)
    with target.atomic():
        _copy_waiting_numbers(source, target, log)
        Projections(target, log).rebuild()
    lost.attachments = _missing_attachments(target)
    lost.keys = _missing_keys(target)
    lost.tables = sorted(source.broken - {"operation"})
    return lost, cut


def _copy_run(
    source: Source,
    target: Database,
    log: OperationLog,
    device: tuple[int, bytes, int, bytes | None],
    lost: Lost,
    *,
    copied: Callable[[int], object],
) -> list[int]:
    """Copy one device's operations; returns the sequences of its chained run that are missing."""
    number, identifier, head, branch = device
    last = source.read("SELECT max(id) FROM operation WHERE id BETWEEN ? AND ?", (number << 32, (number + 1 << 32) - 1))
    reach = max(head, (last[0][0] or 0) & _SEQUENCES if last else 0)
    chained: set[int] = set()
    batch: list[Arrived] = []
    is_whole = True

    def write() -> None:
        with target.atomic():
            log.take_in(batch)
        batch.clear()
        copied(len(chained))

    with target.atomic():
        log.device_number(identifier)
        if branch is not None:
            log.keep_branch(bytes(branch))
    held: list[tuple[int, int]] = []
    expected = 1
    for row_id, header_bytes, payload, committed, hashed, state in source.operations(
        number << 32 | 1, number << 32 | max(reach, 1)
    ):
        header = decode_header(header_bytes)
        if hashed is not None:
            chained.add(header.sequence)
            is_whole = is_whole and header.sequence == expected
            expected += 1
        chain = hashed if is_whole else None
        kind = KINDS.get(header.kind)
        if kind is not None and kind.writer is Writer.HEADQUARTERS and state == Standing.APPLIED:
            # nobody's but headquarters' own were applied there
            log.write_as_headquarters({*log.headquarters, identifier})
        is_purged = state == Standing.PURGED
        batch.append(Arrived(identifier, header_bytes, header, payload, committed, chain, is_purged))
        if state == Standing.HELD_BACK:
            held.append((row_id & _SEQUENCES, state))
        if len(batch) >= _PART:
            write()
    write()
    if held:
        here = log.device_number(identifier) << 32
        with target.atomic():
            target.executemany(
                "UPDATE operation SET state = ?, subject = NULL WHERE id = ?",
                [(state, here | sequence) for sequence, state in held],
            )
    _copy_residue(source, target, number, log.device_number(identifier))
    missing = [sequence for sequence in range(1, head + 1) if sequence not in chained]
    if branch is not None and chained:
        missing = [sequence for sequence in missing if sequence > min(chained)]
    lost.operations += len(missing)
    return missing


def _copy_residue(source: Source, target: Database, number: int, here: int) -> None:
    """Copy what is still told of a run's purged operations; of a part that cannot be read nothing is told any more."""
    rows = source.read(
        "SELECT id, fields FROM residue WHERE id BETWEEN ? AND ?", (number << 32, (number + 1 << 32) - 1)
    )
    if rows is None:
        source.broken.add("residue")
    with target.atomic():
        target.executemany(
            "INSERT INTO residue SELECT ?, ? WHERE EXISTS (SELECT 1 FROM operation WHERE id = ? AND state = 5)",
            [
                (here << 32 | row_id & _SEQUENCES, fields, here << 32 | row_id & _SEQUENCES)
                for row_id, fields in rows or ()
            ],
        )


def _name_lost(source: Source, number: int, missing: list[int], lost: Lost) -> None:
    """Say whose the lost operations were, as far as the index tells that has a page of its own."""
    wanted = {number << 32 | sequence for sequence in missing}
    rows = source.read(
        "SELECT operation.id, subject.id, subject.type FROM operation INDEXED BY operation_subject "
        "JOIN subject ON subject.no = operation.subject WHERE operation.subject > 0 AND operation.id BETWEEN ? AND ?",
        (min(wanted), max(wanted)),
    )
    for row_id, identifier, type_ in rows or ():
        if row_id in wanted:
            subject = bytes(identifier)
            if type_ == "attendance":
                lost.sessions.add(subject[:ID_BYTES])
                lost.persons.add(subject[ID_BYTES:])
            elif type_ == "session":
                lost.sessions.add(subject)
            elif type_ == "person":
                lost.persons.add(subject)
            elif type_ == "response":
                lost.answers.add(subject)


def _copy_waiting_numbers(source: Source, target: Database, log: OperationLog) -> None:
    for person, number in source.all_rows("waiting_number", "person, number", "person"):
        named = source.read("SELECT id FROM subject WHERE no = ?", (person,))
        if named:
            here = log.number_subject("person", bytes(named[0][0]))
            target.execute("INSERT OR REPLACE INTO waiting_number VALUES (?, ?)", (here, number))


def _missing_attachments(target: Database) -> int:
    """Count what forms need and is not there; on a laptop also what its own answers name, which was there with them."""
    missing = sum(finding.code.startswith("attachment.") for finding in contents(target))
    if Settings(target).find_text("role") == "laptop":
        found = target.row(
            "SELECT count(DISTINCT hash) FROM named_content WHERE is_wanted "
            "AND hash NOT IN (SELECT hash FROM attachment UNION ALL SELECT hash FROM attachment_file)"
        )
        missing += int(found[0]) if found else 0
    return missing


def _missing_keys(target: Database) -> int:
    known = {bytes(owner) for (owner,) in target.rows("SELECT id FROM owner")}
    owners = {decode_header(header).owner for (header,) in target.execute("SELECT header FROM operation")}
    return len(owners - known - {b""})
