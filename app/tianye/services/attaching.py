"""Attachments that the other side lacks: what a receipt says is missing, and what a laptop sends along for it.

A content that an answer names goes along with its record, and again with every bundle until a receipt has said what is
missing up to there: then only what is missing goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from tianye.services import runs
from tianye.services.station import Station
from tianye.store import contents
from tianye.store.queries import forms, laptops

_WANTED, _LISTED, _THROUGH = "wanted_attachments", "wanted_by", "contents_through/"
_HASH_BYTES = 32
MAX_MISSING = 1000
"""Attachments a receipt asks for at most: the others are asked for once these are there."""


# ---- at headquarters -----------------------------------------------------------------------------------------------


def missing(station: Station, device: bytes) -> tuple[bytes, ...]:
    """Return the hashes of attachments that are not here and that a laptop may have, the first thousand.

    These are the forms', and those that its records name, or records of the runs it continues or that continue it.
    """
    wanted = {*forms.form_contents(station.database), *_named_by(station, device)}
    return tuple(station.attachments.missing(sorted(wanted))[:MAX_MISSING])


def awaited(station: Station, device: bytes) -> int:
    """Return how many contents a laptop's records name that have not arrived."""
    return len(station.attachments.missing(_named_by(station, device)))


def _named_by(station: Station, device: bytes) -> set[bytes]:
    line = _line_of(station, device)
    return {hashed for one in line for hashed in contents.wanted_of(station.database, one)}


def incomplete(station: Station) -> frozenset[bytes] | None:
    """Return the devices of whose records attachments are not here; None where forms lack theirs."""
    if station.attachments.missing(forms.form_contents(station.database)):
        return None
    return frozenset(
        bytes(device)
        for (device,) in station.database.rows("SELECT id FROM device")
        if station.attachments.missing(contents.wanted_of(station.database, bytes(device)))
    )


def _line_of(station: Station, device: bytes) -> set[bytes]:
    """Return the identities that a laptop has and had, whichever of them is given."""
    before = {
        row.id: earlier
        for row in laptops.all_laptops(station.database)
        if isinstance(earlier := station.state("laptop", row.id).get("continues"), bytes)
    }
    line = {device}
    while more := {one for pair in before.items() if not line.isdisjoint(pair) for one in pair if one not in line}:
        line |= more
    return line


# ---- on both sides -------------------------------------------------------------------------------------------------


def is_named(station: Station, hashed: bytes) -> bool:
    """Say whether anything here names a content: a form, an answer, or what waits to be read or decided."""
    return contents.is_named(station.database, hashed)


# ---- at a laptop ---------------------------------------------------------------------------------------------------


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


def is_told(station: Station, device: bytes, sequence: int) -> None:
    """Remember that headquarters said which attachments of a run it lacks, up to a record; wants an open transaction.

    What those records name does not go along with them any more.
    """
    name = f"{_THROUGH}{device.hex()}"
    if sequence > station.settings.find_number(name):
        station.settings.put(name, sequence)


def is_wanted(station: Station) -> bool:
    """Say whether headquarters told, last time it said so, that attachments of records have not arrived."""
    return bool(station.settings.find(_WANTED))


def to_send(station: Station) -> list[tuple[bytes, int]]:
    """Return what headquarters lacks, or may lack, and is here: hash and bytes, the shortest first."""
    raw = station.settings.find(_WANTED) or b""
    wanted = {raw[place : place + _HASH_BYTES] for place in range(0, len(raw), _HASH_BYTES)}
    for run in runs.all_runs(station):
        through = min(run.received, station.settings.find_number(f"{_THROUGH}{run.device.hex()}"))
        wanted.update(contents.wanted_of(station.database, run.device, through + 1, run.written))
    found = [(hashed, size) for hashed in wanted if (size := station.attachments.size(hashed)) is not None]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))
