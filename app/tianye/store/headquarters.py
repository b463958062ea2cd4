"""Under which ids headquarters writes, as far as this data folder was told: its runs, one for each epoch it opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tianye.domain.ids import DEVICE_BYTES
from tianye.store.settings import Settings

_RUNS: Final = "headquarters_runs"


def known_runs(settings: Settings) -> frozenset[bytes]:
    """Return the ids that were told, each of 16 bytes."""
    told = settings.find(_RUNS) or b""
    return frozenset(told[start : start + DEVICE_BYTES] for start in range(0, len(told), DEVICE_BYTES))


def know_runs(settings: Settings, runs: Iterable[bytes]) -> None:
    """Remember more of them; wants an open `atomic()`."""
    known = known_runs(settings)
    if not known.issuperset(more := frozenset(runs)):
        settings.put(_RUNS, b"".join(sorted(known | more)))
