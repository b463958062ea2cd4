"""Is everything here sound? Damage is an answer, never an exception."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tianye.domain.errors import TianyeError
from tianye.services import runs
from tianye.services.station import Station
from tianye.store import check as checks
from tianye.store import contents
from tianye.store.check import Finding

__all__ = ["Diagnosis", "Finding", "Looked", "check", "check_at_start", "look_on", "looked"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at and what was found, by name; nothing found means sound as far as was looked."""

    checked: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check(
    station: Station, *, full: bool = False, report: Callable[[int, int], object] = lambda done, total: None
) -> Diagnosis:
    """Look for damage in a data folder that could be opened.

    Quickly: the structure of the database, the end of every run, and that nothing is acknowledged that is not here.
    In full also: the seal of every page, every chain computed again, every attachment, and the read tables against a
    rebuild that is taken back. In full it takes about as long as importing everything again: `report` is told how many
    of the looks are done, and may stop it by what it raises.
    """
    database = station.database
    looks = {
        "structure": lambda: checks.structure(database),
        "ends": lambda: checks.ends(database),
        "acknowledged": lambda: _acknowledged(station),
    }
    if full:
        looks |= {
            "pages": lambda: checks.pages(database),
            "chains": lambda: checks.chains(database),
            "attachments": lambda: _attachments(station),
            "read-tables": lambda: _read_tables(station),
        }
    findings: list[Finding] = []
    for done, look in enumerate(looks.values()):
        report(done, len(looks))
        findings += checks.told(look)
    # one damaged page is met by several checks
    unique = {(finding.code, str(finding.data)): finding for finding in findings}
    return Diagnosis(tuple(looks), tuple(unique.values()))


AT_START_BYTES: Final = 64 << 20
"""Up to this size the structure of the whole database is looked at when a folder is opened."""


def check_at_start(station: Station) -> Diagnosis:
    """Look for damage in bounded time: the ends of all runs, what was acknowledged, the structure of a small file."""
    looks = {"ends": lambda: checks.ends(station.database), "acknowledged": lambda: _acknowledged(station)}
    if station.database.path.stat().st_size <= AT_START_BYTES:
        looks["structure"] = lambda: checks.structure(station.database)
    findings = [finding for look in looks.values() for finding in checks.told(look)]
    return Diagnosis(tuple(looks), tuple(findings))


def _acknowledged(station: Station) -> Iterator[Finding]:
    written = station.log.head(station.identity.device).sequence
    received = station.settings.find_number("received_sequence")
    if received > written:
        # somebody else has what this folder has lost
        yield Finding("chain.records-missing", {"written": written, "received": received})


def _attachments(station: Station) -> Iterator[Finding]:
    yield from checks.contents(station.database)
    if station.identity.role == "laptop":
        # what its own answers name came to be here with them; at headquarters it may be on its way
        for run in runs.all_runs(station):
            named = contents.wanted_of(station.database, run.device)
            for hashed in station.attachments.missing(named):
                yield Finding("attachment.missing", {"attachment": hashed.hex()})
    for hashed in station.attachments.damaged():
        yield Finding("attachment.damaged", {"attachment": hashed.hex()})


class _TakenBack(Exception):
    """Raised to leave a transaction without its effects."""


def _read_tables(station: Station) -> Iterator[Finding]:
    before = checks.fingerprints(station.database)
    after: dict[str, bytes] = {}
    try:
        with station.writing():
            station.projections.rebuild()
            after = checks.fingerprints(station.database)
            raise _TakenBack
    except _TakenBack:
        pass
    for table, content in before.items():
        if after[table] != content:
            yield Finding("read-tables.differ", {"table": table})


# ---- in slices -----------------------------------------------------------------------------------------------------

SLICE_OPERATIONS: Final = 2000
"""Operations of one slice: some tens of milliseconds, which nobody at the door notices."""
_PLACE, _DONE, _FOUND = "check_place", "check_done_ms", "check_found"


@dataclass(frozen=True, slots=True)
class Looked:
    """How far the looking in slices is: when a round last ended (Unix ms, 0 for never), and what stands found."""

    done_ms: int
    findings: tuple[Finding, ...]


def looked(station: Station) -> Looked:
    """Return how far the looking in slices is."""
    return Looked(station.settings.find_number(_DONE), _found(station))


def look_on(station: Station, operations: int = SLICE_OPERATIONS) -> tuple[Finding, ...]:
    """Look at the next slice of every run's chain and payloads, and remember the place; returns what was found there.

    After the last run it looks quickly at the whole, notes that a round is finished, and begins again; what a round
    finds stands until a whole round found nothing. Seals of pages are met on the way, and all of them by each backup.
    """
    settings = station.settings
    device, sequence = json.loads(settings.find_text(_PLACE) or "[0, 0]")
    findings: list[Finding] = []
    following: tuple[int, int] | None = None
    try:
        following, findings = checks.chain_slice(station.database, device, sequence, operations)
    except TianyeError as fault:
        findings = [Finding(fault.code, dict(fault.data))]
    if following is None:
        findings += checks.told(lambda: checks.ends(station.database))
        findings += checks.told(lambda: _acknowledged(station))
    before = [] if (device, sequence) == (0, 0) else list(_found(station))
    found = {(one.code, str(one.data)): one for one in (*before, *findings)}
    with station.writing():
        settings.put(_PLACE, json.dumps(following or (0, 0)))
        settings.put(_FOUND, json.dumps([[one.code, one.data] for one in found.values()]))
        if following is None:
            settings.put(_DONE, station.told_ms())
    return tuple(findings)


def _found(station: Station) -> tuple[Finding, ...]:
    raw = station.settings.find_text(_FOUND)
    return tuple(Finding(str(code), dict(data)) for code, data in json.loads(raw)) if raw else ()
