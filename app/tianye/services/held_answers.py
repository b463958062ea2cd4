"""Anonymous answers wait beside the log and enter it shuffled: so its order says nothing about who answered what."""

from __future__ import annotations

from typing import Final

from tianye.domain.ops import decode_fields
from tianye.services.station import Command, Station
from tianye.store.drafts import Drafts, HeldAnswer

_AFTER_ANY_DAY: Final = "9999-12-31"


def release_held(station: Station, command: Command, *, session: bytes | None = None, before: str | None = None) -> int:
    """Let the anonymous answers of a session, or held before a day, into the log in random order; returns how many."""
    return _release(station, command, Drafts(station.database).held(session=session, before=before))


def release_of_other_days(station: Station) -> int:
    """Let the anonymous answers of other days than today into the log in random order; returns how many.

    Also those that a clock since set right dated into the future: nothing would ever call them.
    """
    today = station.local_time().date().isoformat()
    waiting = [row for row in Drafts(station.database).held(before=_AFTER_ANY_DAY) if row.held_on != today]
    with station.command("release anonymous answers") as command:
        return _release(station, command, waiting)


def _release(station: Station, command: Command, waiting: list[HeldAnswer]) -> int:
    for row in sorted(waiting, key=lambda _: station.world.random(8)):
        response = command.new_subject(owns_data=True)
        command.add("response.finished", response, decode_fields(row.fields), owner=response, is_new=True)
        Drafts(station.database).release(row.id)
    return len(waiting)
