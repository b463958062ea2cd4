"""Attachments by content: forms, their media, photographs; named by BLAKE2b-256 of what they hold."""

from __future__ import annotations

from hashlib import blake2b

from tianye.domain.errors import NextStep, UserFault
from tianye.store.database import Database

MAX_BYTES = 64 * 1024 * 1024


def content_hash(body: bytes) -> bytes:
    """Return the name of a content: 32 bytes of BLAKE2b."""
    return blake2b(body, digest_size=32).digest()


class Attachments:
    """Contents kept in the database; writing wants an open `atomic()`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, body: bytes) -> bytes:
        """Keep a content and return its hash; the same content twice is one.

        Raises `UserFault("attachment.too-large")` above 64 MiB.
        """
        if len(body) > MAX_BYTES:
            raise UserFault("attachment.too-large", next_step=NextStep.CHOOSE_ANOTHER_FILE, limit=MAX_BYTES)
        hashed = content_hash(body)
        self._database.execute("INSERT OR IGNORE INTO attachment VALUES (?, ?)", (hashed, body))
        return hashed

    def find(self, hashed: bytes) -> bytes | None:
        """Return a content, or None when it has not arrived."""
        found = self._database.row("SELECT body FROM attachment WHERE hash = ?", (hashed,))
        return bytes(found[0]) if found else None

    def missing(self, wanted: list[bytes]) -> list[bytes]:
        """Return those hashes whose content is not here."""
        return [
            hashed
            for hashed in wanted
            if self._database.row("SELECT 1 FROM attachment WHERE hash = ?", (hashed,)) is None
        ]
