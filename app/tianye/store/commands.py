"""Which operations one command of a person made: one row a command, so that it can be undone as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tianye.store.database import Database


class CommandRow(NamedTuple):
    """A command done on this laptop; `first` and `last` are sequences of its own run."""

    id: bytes
    name: str
    first: int
    last: int
    wall_ms: int
    undoes: bytes | None


class Commands:
    """The commands of this laptop; writing wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, row: CommandRow) -> None:
        """Record a command."""
        self._database.execute("INSERT INTO command VALUES (?, ?, ?, ?, ?, ?)", row)

    def forget_all(self) -> None:
        """Drop every command: none of them can be undone any more."""
        self._database.execute("DELETE FROM command")

    def find(self, command: bytes) -> CommandRow | None:
        """Return a command by id."""
        found = self._database.row("SELECT * FROM command WHERE id = ?", (command,))
        return CommandRow(*found) if found else None

    def undone_by(self, command: bytes) -> bytes | None:
        """Return the command that undid another, if any."""
        found = self._database.row("SELECT id FROM command WHERE undoes = ?", (command,))
        return bytes(found[0]) if found else None

    def latest(self, count: int) -> list[CommandRow]:
        """Return the latest commands, newest first."""
        found = self._database.rows("SELECT * FROM command ORDER BY last DESC LIMIT ?", (count,))
        return [CommandRow(*row) for row in found]

    def latest_named(self, names: Sequence[str], count: int) -> list[CommandRow]:
        """Return the latest commands of some names, newest first."""
        places = ", ".join("?" * len(names))
        found = self._database.rows(
            f"SELECT * FROM command WHERE name IN ({places}) ORDER BY last DESC LIMIT ?", (*names, count)
        )
        return [CommandRow(*row) for row in found]
