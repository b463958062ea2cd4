"""How far a station has come with headquarters: what the start has to know of it."""

from __future__ import annotations

from dataclasses import dataclass

from tianye.services import runs
from tianye.services.founding import Role
from tianye.services.station import Station


@dataclass(frozen=True, slots=True)
class Footing:
    """Where a station stands: a laptop's newest pack (0 for none) and whether it holds headquarters' card.

    With `waits_for_pack` it was restored, and headquarters has yet to take its new card in. A headquarters that
    `goes_on` is not the first one of its programme: it was restored, or made with the next keys of one that was lost.
    """

    role: Role
    pack_number: int
    knows_headquarters: bool
    waits_for_pack: bool = False
    goes_on: bool = False


def footing(station: Station) -> Footing:
    """Say how far this station has come with headquarters."""
    return Footing(
        station.identity.role,
        station.settings.find_number("pack_number"),
        station.settings.find("hq_card") is not None,
        runs.waits_for_pack(station),
        station.settings.find_number("hq_epoch", 1) > 1,
    )
