"""What names a content here, and letting contents go that nothing names any more.

Forms name theirs; answers name pictures, sounds, videos and files (`domain.contents`). An answer may stand in a
response, in one that was replaced since, in a draft, in one that waits for its session to close, or in an operation
that waits to be read or decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tianye.domain.contents import named_content, named_in
from tianye.store.database import Database
from tianye.store.drafts import DraftRow


def came_sealed(database: Database) -> list[tuple[set[bytes], set[bytes]]]:
    """Return, of each answer that came sealed and was opened, the contents it names, and those that came sealed."""
    found: dict[int, tuple[set[bytes], set[bytes]]] = {}
    for subject, hashed, is_wanted in database.rows(
        "SELECT subject, hash, is_wanted FROM named_content JOIN response ON response.no = subject WHERE sealed = 2"
    ):
        found.setdefault(subject, (set(), set()))[is_wanted].add(bytes(hashed))
    return list(found.values())


_TO_THE_END: Final = (1 << 32) - 1


def named_contents(fields: Mapping[str, Any]) -> set[bytes]:
    """Return everything in a payload that can be the hash of a content."""
    return {found for value in fields.values() for found in named_in(value)}


def named_in_draft(draft: DraftRow) -> set[bytes]:
    """Return the contents that the answers of a draft name, also those that do not count now."""
    answers = json.loads(draft.snapshot).get("answers", {})
    return {hashed for value in answers.values() if (hashed := named_content(value)) is not None}


def is_named(database: Database, hashed: bytes) -> bool:
    """Say whether a form, an answer or a draft names a content, or an operation that is not applied."""
    text = hashed.hex()
    found = database.row(
        "SELECT 1 FROM named_content WHERE hash = :hash "
        "UNION ALL SELECT 1 FROM form WHERE xform = :hash OR instr(media, :text) "
        "UNION ALL SELECT 1 FROM draft WHERE instr(snapshot, :text) "
        "UNION ALL SELECT 1 FROM held_answer WHERE instr(fields, :hash) OR instr(fields, CAST(:text AS BLOB)) "
        "UNION ALL SELECT 1 FROM operation "
        "WHERE state IN (1, 2, 3) AND state > 0 AND (instr(payload, :hash) OR instr(payload, CAST(:text AS BLOB))) "
        "LIMIT 1",
        {"hash": hashed, "text": text},
    )
    return found is not None


def forget_unnamed(database: Database, hashes: Iterable[bytes]) -> bool:
    """Let those contents go that nothing names any more; wants an open `atomic()`.

    Says whether one was a file: it is nothing without its key, and goes with the next sweep.
    """
    is_file = False
    for hashed in set(hashes):
        if not is_named(database, hashed):
            database.execute("DELETE FROM attachment WHERE hash = ?", (hashed,))
            gone = database.execute("DELETE FROM attachment_file WHERE hash = ?", (hashed,))
            is_file |= gone.rowcount > 0
    return is_file


def wanted_of(database: Database, device: bytes, first: int = 1, last: int = _TO_THE_END) -> list[bytes]:
    """Return the contents that a stretch of the run of a device names and that travel, by hash."""
    return [
        bytes(hashed)
        for (hashed,) in database.rows(
            "SELECT DISTINCT hash FROM named_content WHERE device = (SELECT no FROM device WHERE id = ?) "
            "AND sequence BETWEEN ? AND ? AND is_wanted ORDER BY hash",
            (device, first, last),
        )
    ]
