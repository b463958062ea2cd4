"""Anonymous answers wait beside the log and enter it shuffled: so its order says nothing about who answered what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeVar

from tianye.domain.ops import decode_fields
from tianye.services.station import Command, Station
from tianye.store.contents import named_contents
from tianye.store.drafts import Drafts, HeldAnswer

CONTENTS: Final = "contents"
"""The field that names what was sealed with an answer; of all that waits it alone becomes an operation of its own."""
_AFTER_ANY_DAY: Final = "9999-12-31"

Found = TypeVar("Found")


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
    named: set[bytes] = set()
    for row in _shuffled(station, waiting):
        response = command.new_subject(owns_data=True)
        fields = decode_fields(row.fields)
        sealed = fields.pop(CONTENTS, None)
        command.add("response.finished", response, fields, owner=response, is_new=True)
        if sealed:
            command.add("response.attached", response, {CONTENTS: sealed}, owner=response, supersedes={})
        named |= named_contents(fields).union(sealed or ())
        Drafts(station.database).release(row.id)
    # all are written at once, and in no order
    for hashed in _shuffled(station, sorted(named)):
        station.attachments.move_out(hashed)
    return len(waiting)


def _shuffled(station: Station, found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda _: station.world.random(8))
