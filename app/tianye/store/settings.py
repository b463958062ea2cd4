"""Settings of this data folder and facts that are this laptop's alone: names to bytes."""

from __future__ import annotations

from tianye.store.database import Database


class Settings:
    """Small named values inside the encrypted database; writing wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, name: str) -> bytes | None:
        """Return a value, or None where none was put."""
        found = self._database.row("SELECT value FROM setting WHERE name = ?", (name,))
        return bytes(found[0]) if found else None

    def find_text(self, name: str) -> str | None:
        """Return a value as text, or None."""
        value = self.find(name)
        return None if value is None else value.decode()

    def find_number(self, name: str, default: int = 0) -> int:
        """Return a value as a whole number, or the default."""
        value = self.find(name)
        return default if value is None else int(value)

    def put(self, name: str, value: bytes | str | int) -> None:
        """Put a value, over an older one."""
        raw = value if isinstance(value, bytes) else str(value).encode()
        self._database.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, raw))
