"""A device with a database of its own, below all services: it says operations and hears those of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tianye.domain.clock import Clock
from tianye.domain.fold import EMPTY, State, fold
from tianye.domain.kinds import KINDS
from tianye.store.database import Database
from tianye.store.migrations import migrate
from tianye.store.oplog import Arrived, Draft, OperationLog
from tianye.store.projections import TABLES, Projections

KEY = bytes(range(32))
HEADQUARTERS = b"\1" * 16
"""Every desk knows the first one as headquarters."""


def person_id(number: int) -> bytes:
    """Return the id of the n-th invented person."""
    return b"\1" + number.to_bytes(9, "big")


def salt_of(owner: bytes) -> bytes:
    """Return the salt key that every desk knows of an owner."""
    return owner.ljust(16, b"\7")


class _GivenUp(Exception):
    pass


@contextmanager
def given_up(database: Database) -> Iterator[None]:
    """Do a block in a transaction that fails at its end."""
    with suppress(_GivenUp), database.atomic():
        yield
        raise _GivenUp


class Desk:
    """One device; use as a context manager."""

    def __init__(self, folder: Path, number: int = 1) -> None:
        self.name = bytes([number]) * 16
        self.path = folder / f"desk-{number}.db"
        self.database = Database(self.path, KEY, create=True)
        migrate(self.database)
        self.log = OperationLog(self.database)
        self.tables = Projections(self.database, self.log)
        with self.database.atomic():
            self.log.know_headquarters([HEADQUARTERS])
        self._clock = Clock()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def state(self, kind: str, subject: bytes) -> State:
        """Return the fold of a subject of a kind."""
        number = self.log.find_subject(KINDS[kind].subject, subject)
        return EMPTY if number is None else fold(dict(self.log.events([number]))[number])

    def draft(self, kind: str, subject: bytes, fields: Mapping[str, Any], *, blindly: bool = False) -> Draft:
        """Prepare an operation that replaces what stands here, or, `blindly`, nothing."""
        state = EMPTY if blindly else self.state(kind, subject)
        owner = subject if KINDS[kind].subject == "person" else b""
        return Draft(kind, subject, owner, dict(fields), {name: state.standing(name) for name in fields})

    def says(self, *drafts: Draft) -> list[Arrived]:
        """Write operations in one transaction."""
        readings = []
        for _ in drafts:
            self._clock, reading = self._clock.tick(1_781_226_000_000)
            readings.append(reading)
        with self.database.atomic():
            self.log.keep_owner_keys([(draft.owner, salt_of(draft.owner)) for draft in drafts if draft.owner])
            said = self.log.append(self.name, drafts, None, b"", readings)
            self.tables.refresh(self.log.take_in(said).touched)
        return said

    def registers(self, number: int, name: str, **fields: object) -> list[Arrived]:
        """Register the n-th person."""
        return self.says(self.draft("person.registered", person_id(number), {"name": name, **fields}))

    def corrects(self, number: int, *, blindly: bool = False, **fields: object) -> list[Arrived]:
        """Correct the n-th person."""
        return self.says(self.draft("person.corrected", person_id(number), fields, blindly=blindly))

    def hears(self, *arrived: Arrived) -> None:
        """Take in operations of others in one transaction."""
        owners = {one.header.owner for one in arrived} - {b""}
        with self.database.atomic():
            self.log.keep_owner_keys([(owner, salt_of(owner)) for owner in sorted(owners)])
            self.tables.refresh(self.log.take_in(arrived).touched)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every read table as it stands."""
        names = [*(table.name for table in TABLES.values()), "search_key", "disagreement", "named_content"]
        return {name: self.database.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in names}

    def rebuilt(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every read table after a rebuild."""
        with self.database.atomic():
            self.tables.rebuild()
        return self.dump()
