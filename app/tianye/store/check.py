"""Looking for damage: pages, the log's chains, attachments, read tables. Every check tells what it found by name.

SQLite's own check is not enough: a damaged write-ahead log can drop commits and still be called sound, so every chain
is computed again from the stored bytes (safety, B6).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from tianye.domain import branches, chain
from tianye.domain.contents import content_hash
from tianye.domain.errors import TianyeError
from tianye.domain.ids import to_text
from tianye.domain.ops import decode_header, encode_value
from tianye.store.database import Database, naming_failures
from tianye.store.oplog import Head
from tianye.store.projections import TABLES

_TOLD = 20
"""Complaints of SQLite that are counted; a damaged file has as many as anybody wants to hear."""

_DERIVED = ("search_key", "disagreement", "named_content")


class Finding(NamedTuple):
    """One thing that is not as it should be: `room.what-is-wrong`, with JSON-like data that is never personal."""

    code: str
    data: dict[str, object]


def told(check: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Run a check; where it cannot even be finished, the failure is what was found."""
    findings: list[Finding] = []
    try:
        with naming_failures():
            findings.extend(check())
    except TianyeError as fault:
        findings.append(Finding(fault.code, dict(fault.data)))
    return findings


def structure(database: Database) -> Iterator[Finding]:
    """Check the structure of the file as SQLite sees it."""
    complaints = [text for (text,) in database.rows(f"PRAGMA quick_check({_TOLD})") if text != "ok"]
    if complaints:
        yield Finding("database.damaged", {"complaints": len(complaints)})


def pages(database: Database) -> Iterator[Finding]:
    """Check the seal of every page of the file; what is in the write-ahead log is moved there before."""
    database.checkpoint()
    yield from sealed_pages(database)


def sealed_pages(database: Database) -> Iterator[Finding]:
    """Check the seal of every page of a file nobody writes to."""
    broken = database.rows("PRAGMA cipher_integrity_check")
    if broken:
        yield Finding("database.pages-damaged", {"pages": len(broken)})


def heads(database: Database) -> dict[bytes, Head]:
    """Return how far the run of every device is known."""
    return {
        bytes(device): Head(int(sequence), bytes(head))
        for device, sequence, head in database.rows(
            "SELECT id, head_sequence, head FROM device WHERE head_sequence > 0 ORDER BY id"
        )
    }


def ends(database: Database) -> Iterator[Finding]:
    """Check that the last operation of every run is there and is the one its head names."""
    for device, number, sequence, head, last, stored in database.rows(
        "SELECT device.id, no, head_sequence, head, "
        "(SELECT max(id) FROM operation WHERE id BETWEEN no << 32 AND (no << 32) + 4294967295 AND chain IS NOT NULL), "
        "(SELECT chain FROM operation WHERE id = (no << 32) + head_sequence) FROM device ORDER BY no"
    ):
        if sequence and (stored is None or bytes(stored) != bytes(head)):
            yield Finding("chain.head-differs", {"station": to_text(bytes(device)), "sequence": sequence})
        if last is not None and last - (number << 32) > sequence:
            yield Finding("chain.beyond-head", {"station": to_text(bytes(device)), "sequence": last - (number << 32)})


def chains(database: Database) -> Iterator[Finding]:
    """Compute the chain of every device again from the stored bytes; each is told of once, at its first break."""
    keys = {bytes(owner): key for owner, key in database.rows("SELECT id, key FROM owner")} | {b"": chain.NO_OWNER_KEY}
    for number, device, sequence, branch in database.rows(
        "SELECT no, id, head_sequence, branch FROM device ORDER BY no"
    ):
        beginning = _beginning(database, bytes(device), branch) if sequence else (b"", 1)
        found = _first_break(database, (number, bytes(device)), sequence, keys, beginning)
        if found is not None:
            yield found


def _first_break(
    database: Database,
    named: tuple[int, bytes],
    last: int,
    keys: dict[bytes, bytes | None],
    beginning: tuple[bytes, int],
) -> Finding | None:
    number, device = named
    head, expected = beginning

    def broken(code: str) -> Finding:
        return Finding(code, {"station": to_text(device), "sequence": expected})

    for identifier, header_bytes, payload, committed, stored in database.execute(
        "SELECT id, header, payload, commitment, chain FROM operation WHERE id BETWEEN ? AND ? ORDER BY id",
        (number << 32 | expected, number << 32 | last),
    ):
        if identifier != number << 32 | expected:
            return broken("chain.gap")
        header = decode_header(header_bytes)
        if header.sequence != expected:
            return broken("chain.misplaced")
        computed = committed
        if payload is not None:
            key = keys.get(header.owner)
            if key is None:
                return broken("chain.no-owner-key")
            computed = chain.commitment(payload, expected, bytes(key))
            if committed is not None and committed != computed:
                return broken("chain.payload-differs")
        if computed is None:
            return broken("chain.no-commitment")
        head = chain.extend(head, header_bytes, computed)
        if stored != head:
            return broken("chain.broken")
        expected += 1
    return broken("chain.gap") if expected <= last else None


def _beginning(database: Database, device: bytes, branch: bytes | None) -> tuple[bytes, int]:
    """Return where a run's chain begins: a branch goes on from the run it left."""
    if branch is None:
        return chain.start(device), 1
    first = branches.first_of(branch)
    held = branches.holder_of(branch, first - 1)
    if first == 1:
        return chain.start(held), first
    found = database.row(
        "SELECT chain FROM operation JOIN device ON device.no = operation.id >> 32 "
        "WHERE device.id = ? AND operation.id = device.no << 32 | ?",
        (held, first - 1),
    )
    return (bytes(found[0]) if found and found[0] is not None else b""), first


def chain_slice(
    database: Database, device: int, sequence: int, count: int
) -> tuple[tuple[int, int] | None, list[Finding]]:
    """Check the next operations of a run after a place (local number of the device, sequence).

    Returns the place to go on from, None after the last run, and what was found: after a break the run is left. Only
    the keys of this slice's owners are read. Raises what a broken page raises.
    """
    with naming_failures():
        runs = database.rows("SELECT no, id, head_sequence, branch FROM device WHERE no >= ? ORDER BY no", (device,))
        if not runs:
            return None, []
        number, identifier, last, branch = runs[0]
        following = runs[1][0] if len(runs) > 1 else None
        beginning = _beginning(database, bytes(identifier), branch) if last else (b"", 1)
        at = sequence if number == device else 0
        if at:
            row = database.row("SELECT chain FROM operation WHERE id = ?", (number << 32 | at,))
            beginning = (bytes(row[0]) if row and row[0] is not None else b"", at + 1)
        upto = min(beginning[1] - 1 + count, last)
        keys = {
            bytes(owner): key
            for owner, key in database.rows(
                "SELECT id, key FROM owner WHERE no IN (SELECT owner FROM operation WHERE id BETWEEN ? AND ?)",
                (number << 32 | beginning[1], number << 32 | upto),
            )
        } | {b"": chain.NO_OWNER_KEY}
        found = _first_break(database, (number, bytes(identifier)), upto, keys, beginning)
    if found is None and upto < last:
        return (number, upto), []
    return (None if following is None else (following, 0)), [] if found is None else [found]


def contents(database: Database) -> Iterator[Finding]:
    """Check every attachment in the database against its name, and that those the forms need are there.

    Those that are files are read by `Attachments.damaged`.
    """
    here: set[bytes] = set()
    here.update(bytes(hashed) for (hashed,) in database.rows("SELECT hash FROM attachment_file"))
    for hashed, body in database.execute("SELECT hash, body FROM attachment"):
        here.add(bytes(hashed))
        if content_hash(body) != hashed:
            yield Finding("attachment.damaged", {"attachment": bytes(hashed).hex()})
    for xform, media in database.rows("SELECT xform, media FROM form"):
        wanted = [bytes.fromhex(one) for one in json.loads(media).values()]
        for hashed in [*([bytes(xform)] if xform is not None else []), *wanted]:
            if hashed not in here:
                yield Finding("attachment.missing", {"attachment": hashed.hex()})


def fingerprints(database: Database) -> dict[str, bytes]:
    """Return a hash of the whole content of every read table."""
    found = {}
    for name in [*(table.name for table in TABLES.values()), *_DERIVED]:
        hashed = blake2b(digest_size=32)
        for row in database.execute(f"SELECT * FROM {name} ORDER BY 1, 2"):
            hashed.update(encode_value(list(row)))
        found[name] = hashed.digest()
    return found
