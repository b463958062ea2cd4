"""Erasure: headquarters orders that a person or an answer be forgotten; every station obeys and says so.

An order is an operation: every pack carries all orders, and a laptop's confirmation comes up in its next bundle. Until
it is carried out it can be taken back; it is carried out when a pack leaves, when somebody says so, or on the next day.
What is destroyed: payloads, the salt key, rows, search keys, drafts, attachments. What stays: that there was an
operation, when, by whom written; so the chains still verify and published counts can be explained. Backups that were
made before still hold her until they are rotated away (`oldest_backup`).

A headquarters that is restored from one of these has lost the order. It signed it when it carried it out; laptops say
that back to it with their confirmations, and it obeys at once (docs/decisions/0018).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.kinds import ORDERED, VOUCHED
from tianye.exchange import erasure_orders, keys
from tianye.services import retaking
from tianye.services.known import get_person
from tianye.services.station import Command, Done, Station
from tianye.store import erasing
from tianye.store.erasing import Erasing, ErasureRow
from tianye.store.projections import stands
from tianye.store.queries import forms, laptops, trainings


class Why(StrEnum):
    """Why an erasure is ordered; never more than that, since a reason in words would name somebody again."""

    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not-needed"
    MISTAKEN = "mistaken"


_UNSETTLED: Final = "erasure_unsettled"
_KEPT_FILE, _PAGES = 1, 2
"""What may still hold something of who was erased: a file that is kept, or pages of the database too."""
_TYPES = ("person", "anonymous", "response")


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
            if not is_ordered(station, identifier):
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
    return stands(station.state("erasure", identifier), "of") is not None


def carry_out(station: Station, *, is_due: bool = False, only: frozenset[bytes] | None = None) -> Changes:
    """Carry out the orders that wait, with `is_due` those of days before, or `only` some; nothing brings it back.

    At headquarters an order about a person is extended to what she said sealed until now: no laptop can know whose a
    sealed answer is.
    """
    today = station.local_time().date().isoformat()
    waiting = [
        row
        for row in _waiting(station)
        if (not is_due or (row.ordered_on or "") < today) and (only is None or row.id in only)
    ]
    if not waiting:
        if is_unsettled(station):
            settle(station)
        return Changes()
    with station.writing():
        changes = _carry_out(station, waiting)
    settle(station)
    return changes


def _carry_out(station: Station, waiting: Sequence[ErasureRow]) -> Changes:
    extended = _extend(station, waiting)
    rows = [*waiting, *(row for row in _waiting(station) if row.id in extended)]
    changes = _wipe(station, rows)
    with station.further_command("vouch for erasures") as command:
        for row in rows:
            _vouch(station, command, row)
    return changes


def _vouch(station: Station, command: Command, row: ErasureRow) -> None:
    """Sign that an order was carried out, unless it is known to be signed already."""
    of = row.of or "person"
    if not any(_is_ours(station, row.id, said) for said in station.state("erasure", row.id).values("vouch")):
        signature = erasure_orders.sign_order(of, row.id, station.identity.signing_key)
        said = {"of": of, "why": row.why or "", "on": row.ordered_on or "", "signature": signature}
        command.add(VOUCHED, row.id, {"vouch": said}, supersedes={})


def _is_ours(station: Station, identifier: bytes, said: object) -> bool:
    """Say whether somebody's word about an order bears the signature of one of headquarters' keys."""
    if not isinstance(said, Mapping):
        return False
    of, signature = said.get("of"), said.get("signature")
    identity = station.identity
    publics = (keys.public_key(identity.signing_key), *identity.keyring.publics)
    return of in _TYPES and isinstance(signature, bytes) and erasure_orders.is_order(of, identifier, signature, publics)


def hear_returned(station: Station, extending: Iterable[bytes] = ()) -> Changes:
    """Obey the orders that come back to a headquarters that had lost them; wants an open transaction, `settle` after.

    These are the orders that it signed, whoever says them, also where what he says is held back otherwise; its own old
    packs say them too. Those that are `extending` one that was carried out are obeyed with them.
    """
    returned = {row.id: said for row in _not_carried_out(station) if (said := _returned(station, row.id))}
    for identifier, fields in station.log.held_of(VOUCHED):
        if identifier not in station.log.erased and _is_ours(station, identifier, fields.get("vouch")):
            returned.setdefault(identifier, fields["vouch"])
    with station.further_command("order erasure again") as command:
        for identifier, said in returned.items():
            if not is_ordered(station, identifier):
                command.add(ORDERED, identifier, {"of": said["of"], "why": _why(said), "on": _on(station, said)})
    back = {*returned, *extending}
    waiting = [row for row in _waiting(station) if row.id in back]
    return _carry_out(station, waiting) if waiting else Changes()


def _returned(station: Station, identifier: bytes) -> Mapping[str, Any] | None:
    said = station.state("erasure", identifier).values("vouch")
    return next((one for one in said if _is_ours(station, identifier, one)), None)


def _why(said: Mapping[str, Any]) -> str:
    why = said.get("why")
    return why if isinstance(why, str) and why in list(Why) else str(Why.WITHDRAWN)


def _on(station: Station, said: Mapping[str, Any]) -> str:
    try:
        return date.fromisoformat(said.get("on", "")).isoformat()
    except (TypeError, ValueError):
        return station.local_time().date().isoformat()


def _extend(station: Station, waiting: Sequence[ErasureRow]) -> frozenset[bytes]:
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
    """At a laptop: write down which orders were carried out here, for headquarters to read in the next bundle.

    Headquarters' signature goes back with it: where headquarters was restored meanwhile, that is the order.
    """
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
            for said in station.state("erasure", identifier).values("vouch"):
                command.add(VOUCHED, identifier, {"vouch": said}, supersedes={})
    return command.done


def settle(station: Station) -> None:
    """Leave nothing of what was destroyed in the files of the folder; what cannot be reached is tried another time."""
    if station.settings.find_number(_UNSETTLED) != _KEPT_FILE:
        Erasing(station.database, station.log).settle()
        station.attachments.sweep()
    if retaking.clean(station) and is_unsettled(station):
        with station.writing():
            station.settings.put(_UNSETTLED, 0)


def is_unsettled(station: Station) -> bool:
    """Say whether something was destroyed of which the files of the folder may still hold something."""
    return bool(station.settings.find_number(_UNSETTLED))


def is_to_settle(station: Station) -> None:
    """Remember that a file was kept in which somebody erased may stand; wants an open transaction."""
    if station.log.erased and not is_unsettled(station):
        station.settings.put(_UNSETTLED, _KEPT_FILE)


def clean_kept(station: Station, hashed: bytes) -> None:
    """Leave nothing of who was erased in the one file that is kept under a hash since `is_to_settle`."""
    if retaking.clean(station, hashed) and station.settings.find_number(_UNSETTLED) == _KEPT_FILE:
        with station.writing():
            station.settings.put(_UNSETTLED, 0)


def _waiting(station: Station) -> list[ErasureRow]:
    return [row for row in _not_carried_out(station) if row.of in _TYPES]


def _not_carried_out(station: Station) -> list[ErasureRow]:
    return [row for row in erasing.all_erasures(station.database) if row.carried_out_ms is None]


def _wipe(station: Station, waiting: Sequence[ErasureRow]) -> Changes:
    wiping = Erasing(station.database, station.log)
    if waiting:
        station.settings.put(_UNSETTLED, _PAGES)
    touched: dict[str, set[bytes]] = {}
    for row in waiting:
        wiping.wipe(row.of or "person", row.id, station.world.wall_ms())
        touched.setdefault(row.of or "person", set()).add(row.id)
        if row.of == "person":
            for type_ in ("attendance", "response", "link"):
                touched.setdefault(type_, set()).add(row.id)
    return Changes({type_: frozenset(found) for type_, found in touched.items()})
