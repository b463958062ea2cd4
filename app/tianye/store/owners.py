"""Salt keys of persons and anonymous subjects, and who was erased: of these no key is kept, whatever comes later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tianye.domain import chain
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.store.database import Database, Row, naming_failures

_REMEMBERED: Final = 100_000
CHUNK: Final = 500
"""Parameters in one `IN (…)`; SQLite's limit is far above, planning time is not."""


class Owners:
    """The owners of what is said about people; writing wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._owners: dict[bytes, int] = {}
        self._erased: frozenset[bytes] | None = None
        self._passing: dict[bytes, bytes] = {}
        self._brought = bytearray()

    def forget_owners(self) -> None:
        """Drop what was remembered: after a rolled-back transaction it may not be so."""
        self._owners.clear()
        self._erased = None
        self._passing.clear()

    def passing_key(self, owner: bytes) -> bytes:
        """Return an owner's key, also one that came with what is being taken in and is not kept."""
        return self._passing.get(owner) or self.owner_key(owner)

    def among(self, sql: str, values: Sequence[object]) -> Iterator[Row]:
        """Yield the rows of a query for all values of its `IN ({})`."""
        for start in range(0, len(values), CHUNK):
            part = values[start : start + CHUNK]
            with naming_failures():
                yield from self._database.execute(sql.format(", ".join("?" * len(part))), part)

    def owner_key(self, owner: bytes) -> bytes:
        """Return the salt key of a person or anonymous subject; the empty owner has the public one.

        Raises `WorldFault("operation.owner-key-missing")` when there is none: it was destroyed, or lost with a page.
        """
        if not owner:
            return chain.NO_OWNER_KEY
        found = self._database.row("SELECT key FROM owner WHERE id = ?", (owner,))
        if found is None or found[0] is None:
            raise WorldFault("operation.owner-key-missing", next_step=NextStep.ASK_HEADQUARTERS)
        return bytes(found[0])

    def has_owner(self, owner: bytes) -> bool:
        """Say whether an owner's salt key is or was here."""
        return self._database.row("SELECT 1 FROM owner WHERE id = ?", (owner,)) is not None

    def begin_bringing(self) -> None:
        """Begin a file: `brought_key` knows the keys kept from here on; takes a byte for each owner there is."""
        self._brought = bytearray()

    def brought_key(self, owner: bytes) -> bytes | None:
        """Return the salt key that the file being taken in brought for an owner; None where it brought none."""
        found = self._database.row("SELECT no, key FROM owner WHERE id = ?", (owner,))
        if found is None or found[0] >= len(self._brought) or not self._brought[found[0]]:
            return None
        return self._passing.get(owner) or bytes(found[1])

    def _note_brought(self, numbers: Iterable[int]) -> None:
        brought = self._brought
        for number in numbers:
            if number >= len(brought):
                brought.extend(bytes(number + 1 - len(brought)))
            brought[number] = 1

    def keep_owner_keys(self, pairs: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep salt keys; a second, different key for the same owner is refused (`operation.owner-key-differs`)."""
        wanted: dict[bytes, bytes] = {}
        for owner, key in pairs:
            if wanted.setdefault(owner, key) != key:
                raise _owner_key_differs()
        numbers: list[int] = []
        for number, owner, held in self.among("SELECT no, id, key FROM owner WHERE id IN ({})", list(wanted)):
            key = wanted.pop(owner)
            numbers.append(number)
            if held is None:
                # destroyed here: what still comes under it is committed to with it, and neither is kept
                self._passing[bytes(owner)] = key
            elif key != held:
                raise _owner_key_differs()
        for owner in self.erased.intersection(wanted):
            self._passing[owner] = wanted[owner]
        (last,) = self._database.execute("SELECT coalesce(max(no), 0) FROM owner").fetchone()
        kept = [
            (number, owner, None if owner in self._passing else key)
            for number, (owner, key) in enumerate(wanted.items(), last + 1)
        ]
        self._database.executemany("INSERT INTO owner (no, id, key) VALUES (?, ?, ?)", kept)
        self._note_brought([*numbers, *(number for number, _, _ in kept)])

    def number_owners(self, wanted: Iterable[bytes]) -> dict[bytes, int]:
        """Return the local numbers of those owners whose salt key is or was here."""
        remembered = self._owners
        if len(remembered) > _REMEMBERED:
            remembered.clear()
        unknown = list({owner for owner in wanted if owner and owner not in remembered})
        remembered.update(self.among("SELECT id, no FROM owner WHERE id IN ({})", unknown))
        return remembered

    # ---- what was erased ---------------------------------------------------------------------------------------------

    @property
    def erased(self) -> frozenset[bytes]:
        """The ids of persons, anonymous subjects and answers that were erased here."""
        if self._erased is None:
            self._erased = frozenset(bytes(one) for (one,) in self._database.rows("SELECT id FROM erased"))
        return self._erased

    def forget_erased(self) -> None:
        """Read again what was erased, when it is asked for next."""
        self._erased = None


def _owner_key_differs() -> UserFault:
    return UserFault("operation.owner-key-differs", next_step=NextStep.ASK_HEADQUARTERS)
