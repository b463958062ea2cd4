"""What about the safety of this computer waits for a person: said where the backups are, and once at the opening."""

from __future__ import annotations

from enum import StrEnum

from tianye.services import keeping, operators, retention, ways_back
from tianye.services.station import Station


class Hint(StrEnum):
    """Something that a person can do about, the most urgent first."""

    NEW_KEY_DUE = "new-key-due"
    """Somebody was removed, and the database is still under the key she may have kept."""
    BACKUP_LATE = "backup-late"
    NO_TIP = "no-tip"
    """How far the folder has come cannot be written down elsewhere: an older copy would not be noticed."""
    NO_WAY_BACK = "no-way-back"
    """Nothing lies ready against a forgotten passphrase."""
    LACKING = "lacking"
    """At headquarters: contents that laptops had purged are nowhere here; the newest backup holds them."""


def hints(station: Station) -> tuple[Hint, ...]:
    """Return what waits for a person; writes the tip, to see whether that can be done."""
    found = {
        Hint.NEW_KEY_DUE: operators.is_new_key_due(station),
        Hint.BACKUP_LATE: keeping.standing(station).is_late,
        Hint.NO_TIP: not station.keep_tip(),
        Hint.NO_WAY_BACK: not ways_back.is_ready(station),
        Hint.LACKING: bool(retention.lacking(station)),
    }
    return tuple(hint for hint in Hint if found[hint])


def is_nobodys_fault(station: Station, hint: Hint) -> bool:
    """Say whether a hint is of the beginning: a laptop has no way back before its first pack."""
    return hint is Hint.NO_WAY_BACK and station.identity.role == "laptop" and not station.settings.find("hq_card")
