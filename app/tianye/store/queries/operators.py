"""Who may open this data folder: public keys and roles, which are this folder's alone; names stand in the log."""

from __future__ import annotations

from typing import NamedTuple

from tianye.store.database import Database


class OperatorRow(NamedTuple):
    """A person who may open this folder, or might once: her id, public key (32 bytes), role."""

    id: bytes
    public: bytes
    role: str
    is_removed: bool


# nothing of the log and its read tables: a damaged page there does not keep anybody out
_ROWS = "SELECT operator, public, role, is_removed FROM operator_key"


def all_operators(database: Database) -> list[OperatorRow]:
    """Return everybody who has or had a key here."""
    return [_row(*row) for row in database.rows(_ROWS)]


def find_operator(database: Database, operator: bytes) -> OperatorRow | None:
    """Return one of them, None for a stranger."""
    found = database.row(f"{_ROWS} WHERE operator = ?", (operator,))
    return _row(*found) if found else None


def keep_operator(database: Database, operator: bytes, public: bytes, role: str) -> None:
    """Write down whose key a person's is and what she may; wants an open `atomic()`."""
    database.execute("INSERT OR REPLACE INTO operator_key VALUES (?, ?, ?, 0)", (operator, public, role))


def keep_removed(database: Database, operator: bytes) -> None:
    """Write down that a person may not open this folder any more; wants an open `atomic()`."""
    database.execute("UPDATE operator_key SET is_removed = 1 WHERE operator = ?", (operator,))


def _row(operator: bytes, public: bytes, role: str, is_removed: int) -> OperatorRow:
    return OperatorRow(bytes(operator), bytes(public), role, bool(is_removed))
