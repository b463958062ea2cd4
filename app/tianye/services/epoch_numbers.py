"""The number of a new epoch of headquarters, and the name of the run it writes from then on."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from tianye.domain.ids import Random
from tianye.store.headquarters import know_runs
from tianye.store.settings import Settings

MOST_AHEAD: Final = 60 * 24 * 366
"""A laptop may tell of an epoch at most so far beyond ours: epochs of a later one count in minutes."""
BACKED: Final = "backed"
"""The setting in which headquarters remembers what its backups elsewhere hold (see `retention`)."""
_MINUTE_MS: Final = 60_000


def open_epoch(settings: Settings, device: bytes, random: Random, wall_ms: int, known: int = 0) -> int:
    """Open a new epoch, later than ours and than the `known` one; wants an open transaction; returns its number.

    Numbers are minutes, so that two headquarters restored from one backup do not open the same epoch. The station is to
    be opened again to write under its new run.
    """
    epoch = max(settings.find_number("hq_epoch", 1) + 1, known + 1, min(wall_ms // _MINUTE_MS, 0xFFFFFFFF - MOST_AHEAD))
    run = blake2b(b"tianye/run/1\0" + device + epoch.to_bytes(8, "big") + random(16), digest_size=16).digest()
    # what it wrote until now stays its own
    know_runs(settings, (settings.find("run") or device, run))
    settings.put("hq_epoch", epoch)
    settings.put("run", run)
    # backups that were told of did not save what came since, or none would be restored from
    settings.put(BACKED, "")
    return epoch
