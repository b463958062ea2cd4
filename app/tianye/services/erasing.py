"""Erasure: headquarters orders that a person or an answer be forgotten; every station obeys and says so.

An order is an operation: every pack carries all orders, and a laptop's confirmation comes up in its next bundle. Until
it is carried out it can be taken back; it is carried out when a pack leaves, when somebody says so, or on the next day.
What is destroyed: payloads, the salt key, rows, search keys, drafts, attachments. What stays: that there was an
operation, when, by whom written; so the chains still verify and published counts can be explained. Backups that were
made before still hold her until they are rotated away (`oldest_backup`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.kinds import ORDERED
from tianye.services.known import get_person
from tianye.services.station import Done, Station
from tianye.store import erasing
from tianye.store.erasing import Erasing
from tianye.store.queries import forms, laptops, trainings


class Why(StrEnum):
    """Why an erasure is ordered; never more than that, since a reason in words would name somebody again."""

    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not-needed"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many sessions of a training an erased person was counted in."""

    training: str
    sessions: int


@dataclass(frozen=True, slots=True)
class Erasure:
    """One order as headquarters sees it; `confirmed` and `missing` are names of laptops.

    `carried_out_ms` is None while the order waits and can be taken back. `taken` and `answers` are what figures counted
    before and do not count any more.
    """

    id: bytes
    of: str
    why: str
    ordered_on: str
    carried_out_ms: int | None
    operations: int
    taken: tuple[Taken, ...]
    answers: int
    confirmed: tuple[str, ...]
    missing: tuple[str, ...]


# ---- at headquarters -----------------------------------------------------------------------------------------------


def order_person(station: Station, person: bytes, why: Why) -> Done:
    """Order that a person be forgotten, with every registration that was found to be hers.

    Raises `UserFault`: `station.wrong-role`, `person.unknown`, `erasure.ordered-already`.
    """
    get_person(station, person)
    return _order(station, "person", erasing.linked_registrations(station.database, person), why)


def order_answer(station: Station, response: bytes, why: Why) -> Done:
    """Order that one answer be forgotten, somebody's or nobody's; raises as above, and `response.unknown`."""
    if not station.state("response", response).claims:
        raise UserFault("response.unknown", next_step=NextStep.MEND_INPUT)
    return _order(station, "response", [response], why)


def order_anonymous(station: Station, subject: bytes, why: Why) -> Done:
    """Order that somebody who came without a name be forgotten; raises `UserFault("person.unknown")` and as above."""
    if not station.state("anonymous", subject).claims:
        raise UserFault("person.unknown", next_step=NextStep.MEND_INPUT)
    return _order(station, "anonymous", [subject], why)


def _order(station: Station, of: str, identifiers: Sequence[bytes], why: Why) -> Done:
    if station.identity.role != "hq":
        raise UserFault("station.wrong-role", next_step=NextStep.ASK_HEADQUARTERS, needed="hq")
    on = station.local_time().date().isoformat()
    with station.command("order erasure") as command:
        for identifier in identifiers:
            if station.state("erasure", identifier).get("of") is None:
                command.add(ORDERED, identifier, {"of": of, "why": str(why), "on": on})
    if command.done.command is None:
        raise UserFault("erasure.ordered-already", next_step=NextStep.NOTHING)
    return command.done


def take_back(station: Station, identifier: bytes) -> Done:
    """Take an order back that was not carried out yet, of a person with every registration that was found to be hers.

    Raises `UserFault`: `erasure.unknown`, `erasure.carried-out`.
    """
    if identifier in station.log.erased:
        raise UserFault("erasure.carried-out", next_step=NextStep.NOTHING)
    if not is_ordered(station, identifier):
        raise UserFault("erasure.unknown", next_step=NextStep.MEND_INPUT)
    together = {identifier, *erasing.linked_registrations(station.database, identifier)} - station.log.erased
    with station.command("take erasure back") as command:
        for one in sorted(together):
            if is_ordered(station, one):
                command.add(ORDERED, one, {"of": None, "why": None, "on": None})
    return command.done


def is_ordered(station: Station, identifier: bytes) -> bool:
    """Say whether an order about a subject stands."""
    return station.state("erasure", identifier).get("of") is not None


def carry_out(station: Station, *, is_due: bool = False) -> Changes:
    """Carry out the orders that wait, with `is_due` only those of days before; nothing brings it back.

    At headquarters an order about a person is extended to what she said sealed until now: no laptop can know whose a
    sealed answer is.
    """
    today = station.local_time().date().isoformat()
    waiting = [row for row in _waiting(station) if not is_due or (row.ordered_on or "") < today]
    if not waiting:
        return Changes()
    with station.writing():
        extended = _extend(station, waiting)
        changes = _wipe(station, [*waiting, *(row for row in _waiting(station) if row.id in extended)])
    settle(station)
    return changes


def _extend(station: Station, waiting: Sequence[erasing.ErasureRow]) -> frozenset[bytes]:
    """Order that what persons said sealed be forgotten with them; returns these answers. Wants an open transaction."""
    found: set[bytes] = set()
    with station.further_command("extend erasure") as command:
        for row in waiting:
            for response in forms.sealed_of_person(station.database, row.id) if row.of == "person" else ():
                found.add(response)
                if not is_ordered(station, response):
                    on = station.local_time().date().isoformat()
                    command.add(ORDERED, response, {"of": "response", "why": row.why, "on": on})
    return frozenset(found)


def all_erasures(station: Station) -> list[Erasure]:
    """Return the orders, the latest first, with who has confirmed them."""
    enrolled = {row.id.hex(): row for row in laptops.all_laptops(station.database)}
    earlier = {station.state("laptop", row.id).get("continues") for row in enrolled.values()}
    in_use = {name: row for name, row in enrolled.items() if row.revoked_after is None and row.id not in earlier}
    sessions = {row.no: row for row in trainings.all_sessions(station.database)}
    found = []
    for row in erasing.all_erasures(station.database):
        if row.of is None:
            continue
        counted: dict[str, int] = {}
        for number in row.sessions:
            if number in sessions:
                code = sessions[number].training_code or ""
                counted[code] = counted.get(code, 0) + 1
        confirmed = [enrolled[device].name or "" for device in row.confirmed if device in enrolled]
        missing = [one.name or "" for device, one in in_use.items() if device not in row.confirmed]
        found.append(
            Erasure(
                row.id,
                row.of,
                row.why or "",
                row.ordered_on or "",
                row.carried_out_ms,
                row.operations,
                tuple(Taken(code, count) for code, count in sorted(counted.items())),
                row.answers,
                tuple(sorted(confirmed)),
                tuple(sorted(missing)),
            )
        )
    return found


# ---- everywhere ----------------------------------------------------------------------------------------------------


def obey(station: Station) -> Changes:
    """Destroy what orders name that stand here and were not carried out; wants an open transaction."""
    return _wipe(station, _waiting(station))


def confirm(station: Station) -> Done | None:
    """At a laptop: write down which orders were carried out here, for headquarters to read in the next bundle."""
    own = station.identity.device.hex()
    done = [
        row.id
        for row in erasing.all_erasures(station.database)
        if row.ordered_on is not None and row.carried_out_ms is not None and own not in row.confirmed
    ]
    if not done:
        return None
    with station.command("confirm erasures") as command:
        for identifier in done:
            command.add("erasure.confirmed", identifier, {f"by/{own}": True})
    return command.done


def settle(station: Station) -> None:
    """Leave nothing of what was destroyed in the files of the folder."""
    Erasing(station.database, station.log).settle()
    station.attachments.sweep()


def _waiting(station: Station) -> list[erasing.ErasureRow]:
    return [
        row
        for row in erasing.all_erasures(station.database)
        if row.of in ("person", "anonymous", "response") and row.carried_out_ms is None
    ]


def _wipe(station: Station, waiting: Sequence[erasing.ErasureRow]) -> Changes:
    wiping = Erasing(station.database, station.log)
    touched: dict[str, set[bytes]] = {}
    for row in waiting:
        wiping.wipe(row.of or "person", row.id, station.world.wall_ms())
        touched.setdefault(row.of or "person", set()).add(row.id)
        if row.of == "person":
            for type_ in ("attendance", "response", "link"):
                touched.setdefault(type_, set()).add(row.id)
    return Changes({type_: frozenset(found) for type_, found in touched.items()})
