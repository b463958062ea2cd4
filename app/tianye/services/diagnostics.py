"""Is everything here sound? Damage is an answer, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tianye.services.station import Station
from tianye.store import check as checks
from tianye.store.check import Finding


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was looked at and what was found, by name; nothing found means sound as far as was looked."""

    checked: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check(station: Station, *, full: bool = False) -> Diagnosis:
    """Look for damage in a data folder that could be opened.

    Quickly: the structure of the database, the end of every run, and that nothing is acknowledged that is not here.
    In full also: the seal of every page, every chain computed again, every attachment, and the read tables against a
    rebuild that is taken back. In full it takes about as long as importing everything again.
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
            "attachments": lambda: checks.contents(database),
            "read-tables": lambda: _read_tables(station),
        }
    findings = [finding for look in looks.values() for finding in checks.told(look)]
    # one damaged page is met by several checks
    unique = {(finding.code, str(finding.data)): finding for finding in findings}
    return Diagnosis(tuple(looks), tuple(unique.values()))


def _acknowledged(station: Station) -> Iterator[Finding]:
    written = station.log.head(station.identity.device).sequence
    received = station.settings.find_number("received_sequence")
    if received > written:
        # somebody else has what this folder has lost
        yield Finding("chain.records-missing", {"written": written, "received": received})


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
