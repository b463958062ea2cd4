"""Attachments that the other side lacks: what a receipt says is missing, and what a laptop sends along for it."""

from __future__ import annotations

from collections.abc import Sequence

from tianye.services.station import Station
from tianye.store import contents
from tianye.store.queries import forms

_WANTED, _LISTED = "wanted_attachments", "wanted_by"
_HASH_BYTES = 32
MAX_MISSING = 1000
"""Attachments a receipt asks for at most: the others are asked for once these are there."""


def missing(station: Station) -> tuple[bytes, ...]:
    """Return the hashes of attachments that records here name and that are not here, the first thousand."""
    return tuple(station.attachments.missing(forms.form_contents(station.database))[:MAX_MISSING])


def is_named(station: Station, hashed: bytes) -> bool:
    """Say whether anything here names a content: a form, an answer, or what waits to be read or decided."""
    return contents.is_named(station.database, hashed)


def want(station: Station, hashes: Sequence[bytes], epoch: int, receipt: int) -> None:
    """Remember what headquarters lacks, in place of what it lacked before; wants an open transaction.

    The list of a receipt that is older than the last one with a list says nothing any more.
    """
    settings = station.settings
    heard = tuple(map(int, (settings.find_text(_LISTED) or "0 0").split()))
    if (epoch, receipt) < heard:
        return
    settings.put(_LISTED, f"{epoch} {receipt}")
    if hashes or settings.find(_WANTED):
        settings.put(_WANTED, b"".join(hashes))


def is_wanted(station: Station) -> bool:
    """Say whether headquarters told, last time it said so, that attachments of records have not arrived."""
    return bool(station.settings.find(_WANTED))


def to_send(station: Station) -> list[tuple[bytes, int]]:
    """Return what headquarters lacks and is here: hash and bytes, the shortest first."""
    raw = station.settings.find(_WANTED) or b""
    wanted = [raw[place : place + _HASH_BYTES] for place in range(0, len(raw), _HASH_BYTES)]
    found = [(hashed, size) for hashed in wanted if (size := station.attachments.size(hashed)) is not None]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))
