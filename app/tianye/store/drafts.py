"""What is not yet an operation: answers being given, and anonymous answers waiting for their session to close."""

from __future__ import annotations

from typing import NamedTuple

from tianye.store.database import Database


class DraftRow(NamedTuple):
    """An entry somebody has not finished; `context` and `snapshot` are JSON."""

    id: bytes
    form: bytes
    saved_ms: int
    context: str
    snapshot: str


class HeldAnswer(NamedTuple):
    """An anonymous response that is finished and waits; `fields` are the operation's encoded fields."""

    id: bytes
    session: bytes | None
    held_on: str
    fields: bytes


class Drafts:
    """Drafts and held answers of this laptop; writing wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, row: DraftRow) -> None:
        """Keep a draft, over an older state of it."""
        self._database.execute("INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?)", row)

    def find(self, identifier: bytes) -> DraftRow | None:
        """Return a draft, or None."""
        found = self._database.row("SELECT * FROM draft WHERE id = ?", (identifier,))
        return DraftRow(*found) if found else None

    def all(self) -> list[DraftRow]:
        """Return every draft, the latest first."""
        return [DraftRow(*row) for row in self._database.rows("SELECT * FROM draft ORDER BY saved_ms DESC")]

    def drop(self, identifier: bytes) -> None:
        """Forget a draft."""
        self._database.execute("DELETE FROM draft WHERE id = ?", (identifier,))

    def hold(self, row: HeldAnswer) -> None:
        """Let a finished anonymous answer wait."""
        self._database.execute("INSERT INTO held_answer VALUES (?, ?, ?, ?)", row)

    def held(self, *, session: bytes | None = None, before: str | None = None) -> list[HeldAnswer]:
        """Return the answers that wait for a session, or those held before a day (YYYY-MM-DD)."""
        if session is not None:
            rows = self._database.rows("SELECT * FROM held_answer WHERE session = ? ORDER BY id", (session,))
        else:
            rows = self._database.rows("SELECT * FROM held_answer WHERE held_on < ? ORDER BY id", (before or "",))
        return [HeldAnswer(*row) for row in rows]

    def release(self, identifier: bytes) -> None:
        """Forget a held answer that has become an operation."""
        self._database.execute("DELETE FROM held_answer WHERE id = ?", (identifier,))
