"""Destroying what was said about a person, an anonymous subject or one answer; the chain still verifies.

A payload is replaced by its commitment, then the owner's salt key is destroyed, without which nobody can try whether a
guess fits the commitment. Freed pages are overwritten (`secure_delete`), and a small database is written anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from tianye.domain import chain
from tianye.domain.ops import decode_fields, decode_header
from tianye.store.contents import forget_unnamed, named_contents, named_in_draft
from tianye.store.database import Database, naming_failures
from tianye.store.drafts import Drafts
from tianye.store.oplog import OperationLog, Standing, speaks_of

MOST_REWRITTEN: Final = 256 << 20
"""A database up to this many bytes is written anew after an erasure, which takes seconds; a larger one is not."""


class ErasureRow(NamedTuple):
    """One order: what it is about, why, on which day; who confirmed it; what carrying it out here took away.

    `of` is `person`, `anonymous` or `response`, None where the order was taken back. `sessions` are the local numbers
    of those the person was counted in; `carried_out_ms` is None while the order waits.
    """

    id: bytes
    of: str | None
    why: str | None
    ordered_on: str | None
    confirmed: tuple[str, ...]
    carried_out_ms: int | None
    operations: int
    sessions: tuple[int, ...]
    answers: int


def all_erasures(database: Database) -> list[ErasureRow]:
    """Return every order that was heard of, the latest first, with those that were taken back."""
    return [
        ErasureRow(
            bytes(identifier),
            of,
            why,
            on,
            tuple(json.loads(confirmed)),
            wall_ms,
            operations or 0,
            tuple(json.loads(sessions or "[]")),
            answers or 0,
        )
        for identifier, of, why, on, confirmed, wall_ms, operations, sessions, answers in database.rows(
            "SELECT subject.id, coalesce(erasure.of, erased.of), why, ordered_on, confirmed, wall_ms, operations, "
            "sessions, answers FROM erasure JOIN subject USING (no) LEFT JOIN erased ON erased.id = subject.id "
            "ORDER BY erasure.no DESC"
        )
    ]


def order_subjects(database: Database) -> list[int]:
    """Return the local numbers of all orders: every pack carries them, whatever its counties."""
    return [number for (number,) in database.rows("SELECT no FROM erasure ORDER BY no")]


def linked_registrations(database: Database, person: bytes) -> list[bytes]:
    """Return a person and every registration that was decided to be the same, over any number of links."""
    found = database.rows(
        """
        WITH RECURSIVE same (no) AS (
            SELECT no FROM subject WHERE id = ? AND type = 'person'
            UNION SELECT CASE WHEN one = same.no THEN other ELSE one END
            FROM link JOIN same ON same.no IN (one, other) WHERE is_same = 1
        )
        SELECT subject.id FROM same JOIN subject USING (no) ORDER BY same.no
        """,
        (person,),
    )
    return [bytes(identifier) for (identifier,) in found]


class Erasing:
    """Carries orders out in one database; every method but `settle` wants an open `atomic()`."""

    def __init__(self, database: Database, log: OperationLog) -> None:
        self._database = database
        self._log = log

    def wipe(self, of: str, identifier: bytes, wall_ms: int) -> None:
        """Destroy everything about a subject, and remember that it was destroyed, so that it stays so.

        Works for what was never heard of too: what comes later is refused its payload.
        """
        execute = self._database.execute
        operations = sorted(set(self._operations(of, identifier)))
        sessions, answers = self._counted(of, identifier)
        said = [self._destroy(number) for number in operations]
        named = {hashed for fields in said for hashed in named_contents(fields)}
        named |= self._forget_rows(of, identifier)
        forget_unnamed(self._database, named)
        if of != "response" or self._owns_itself(identifier):
            execute(
                "INSERT INTO owner (id, key) VALUES (?, NULL) ON CONFLICT (id) DO UPDATE SET key = NULL", (identifier,)
            )
        execute(
            "INSERT OR REPLACE INTO erased VALUES (?, ?, ?, ?, ?, ?)",
            (identifier, of, wall_ms, len(operations), json.dumps(sessions), answers),
        )
        self._log.forget_erased()

    def settle(self) -> None:
        """Leave nothing of it in the write-ahead log and, of a small database, nowhere in the file; takes seconds."""
        if self._database.path.stat().st_size <= MOST_REWRITTEN:
            with naming_failures():
                self._database.execute("VACUUM")
        self._database.checkpoint()

    # ---- what is hers ------------------------------------------------------------------------------------------------

    def _operations(self, of: str, identifier: bytes) -> Iterator[int]:
        rows = self._database.rows
        subject = "SELECT no FROM subject WHERE id = ? AND type = ?"
        yield from _first(
            rows(f"SELECT id FROM operation WHERE subject IN ({subject}) AND state <> 4", (identifier, of))
        )
        if of != "response":
            yield from _first(
                rows(
                    "SELECT operation.id FROM operation JOIN owner ON owner.no = owner "
                    "WHERE owner.id = ? AND state <> 4",
                    (identifier,),
                )
            )
        # what waits has no row and no subject that could be looked for
        for number, header, payload in rows(
            "SELECT id, header, payload FROM operation WHERE state IN (1, 2, 3) AND state > 0 AND payload IS NOT NULL"
        ):
            if speaks_of(decode_header(header), payload, frozenset({identifier})):
                yield number
        if of == "person":
            for table, column in (("link", "one"), ("link", "other"), ("scan", "person"), ("response", "person")):
                yield from _first(
                    rows(
                        f"SELECT id FROM operation WHERE state <> 4 AND subject IN "
                        f"(SELECT no FROM {table} WHERE {column} IN ({subject}))",
                        (identifier, of),
                    )
                )

    def _owns_itself(self, identifier: bytes) -> bool:
        return self._database.row("SELECT 1 FROM owner WHERE id = ?", (identifier,)) is not None

    def _counted(self, of: str, identifier: bytes) -> tuple[list[int], int]:
        row = self._database.row("SELECT no FROM subject WHERE id = ? AND type = ?", (identifier, of))
        if row is None:
            return [], 0
        (number,) = row
        counted = {
            "person": "SELECT session FROM attendance WHERE person = ? AND is_present ORDER BY session",
            "anonymous": "SELECT session FROM anonymous WHERE no = ? AND NOT is_void",
            "response": "SELECT NULL FROM response WHERE no = ? AND 0",
        }[of]
        column = "no" if of == "response" else "person"
        answers = self._database.row(f"SELECT count(*) FROM response WHERE {column} = ? AND NOT is_void", (number,))
        sessions = [session for session in _first(self._database.rows(counted, (number,))) if session is not None]
        return sessions, 0 if of == "anonymous" or answers is None else int(answers[0])

    def _destroy(self, number: int) -> dict[str, Any]:
        row = self._database.row("SELECT header, payload, commitment FROM operation WHERE id = ?", (number,))
        header_bytes, payload, committed = row or (b"", None, None)
        if payload is None:
            # purged before: now nothing of it is told any more
            self._database.execute("DELETE FROM residue WHERE id = ?", (number,))
            self._database.execute("UPDATE operation SET state = ? WHERE id = ?", (Standing.ERASED.value, number))
            return {}
        header = decode_header(header_bytes)
        if committed is None:
            committed = chain.commitment(payload, header.sequence, self._log.owner_key(header.owner))
        self._database.execute(
            "UPDATE operation SET payload = NULL, commitment = ?, state = ? WHERE id = ?",
            (committed, Standing.ERASED.value, number),
        )
        return decode_fields(payload)

    def _forget_rows(self, of: str, identifier: bytes) -> set[bytes]:
        """Delete what the read tables and drafts say; returns the contents that drafts named."""
        execute = self._database.execute
        numbers = set(_first(self._database.rows("SELECT no FROM subject WHERE id = ? AND type = ?", (identifier, of))))
        gone = set(numbers)
        for number in numbers:
            if of == "person":
                execute("DELETE FROM search_key WHERE person = ?", (number,))
                execute("DELETE FROM waiting_number WHERE person = ?", (number,))
                gone.update(_first(self._database.rows("SELECT subject FROM attendance WHERE person = ?", (number,))))
                gone.update(_first(self._database.rows("SELECT no FROM response WHERE person = ?", (number,))))
                gone.update(_first(self._database.rows("SELECT no FROM link WHERE ? IN (one, other)", (number,))))
                gone.update(_first(self._database.rows("SELECT no FROM scan WHERE person = ?", (number,))))
                execute("DELETE FROM attendance WHERE person = ?", (number,))
                execute("DELETE FROM link WHERE ? IN (one, other)", (number,))
                execute("DELETE FROM scan WHERE person = ?", (number,))
                execute("DELETE FROM response WHERE person = ?", (number,))
            execute(f"DELETE FROM {of} WHERE no = ?", (number,))
        for number in gone:
            execute("DELETE FROM disagreement WHERE subject = ?", (number,))
            execute("DELETE FROM named_content WHERE subject = ?", (number,))
        drafts = Drafts(self._database)
        named: set[bytes] = set()
        for draft in drafts.all():
            if draft.id == identifier or json.loads(draft.context).get("person") == identifier.hex():
                named |= named_in_draft(draft)
                drafts.drop(draft.id)
        return named


def _first(rows: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
    return (row[0] for row in rows)
