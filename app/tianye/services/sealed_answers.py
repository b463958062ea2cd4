"""Answers to sensitive forms: sealed for headquarters when they are finished, opened by it when they come in.

A laptop keeps of them that a form was answered, and on which day. They wait and enter the log in random order like
answers without a name (docs/decisions/0006), whoever gave them: who it was is sealed with what she said.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from tianye.domain.contents import content_hash, named_content
from tianye.domain.errors import WorldFault
from tianye.domain.kinds import KINDS, ORDERED, is_usable
from tianye.exchange import sealed_answers
from tianye.services import pinning
from tianye.services.station import Command, Station
from tianye.store import contents
from tianye.store.projections import stands
from tianye.store.queries import forms
from tianye.store.queries.forms import FormRow

OPENED: Final = "response.opened"
_IN_CLEAR: Final = frozenset({"form", "form_version", "on"})


def is_sealed_here(station: Station, form: FormRow) -> bool:
    """Say whether answers to a form are sealed at this station: at a laptop those of sensitive forms."""
    return form.is_sensitive and station.identity.role == "laptop"


def seal_fields(station: Station, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a response with everything sealed but form, version and day.

    Raises `UserFault("bundle.no-headquarters")` where nobody is known to seal for.
    """
    recipients = pinning.recipients(pinning.need_pinned(station))
    hidden = {name: value for name, value in fields.items() if name not in _IN_CLEAR}
    sealed = sealed_answers.seal_answers(hidden, recipients)
    return {name: value for name, value in fields.items() if name in _IN_CLEAR} | {"sealed": sealed}


def seal_contents(station: Station, answers: Mapping[str, str], attached: Mapping[str, bytes]) -> list[bytes]:
    """Seal what answers name and keep it so; returns the hashes of what was sealed. Wants an open transaction.

    It is of nobody and in no order: sorted, and in the database until it enters the log with others.
    """
    recipients = pinning.recipients(pinning.need_pinned(station))
    found = []
    for name in {name for name in answers.values() if named_content(name) is not None}:
        body = attached.get(name) or station.attachments.find(named_content(name) or b"")
        if body is not None:
            sealed = sealed_answers.seal_content(body, recipients)
            found.append(station.attachments.keep(sealed, as_row=True))
    return sorted(found)


def count(station: Station) -> int:
    """Return how many answers are sealed here: at a laptop all it sealed, at headquarters those no key here opens."""
    return sum(forms.count_sealed(station.database).values())


def open_arrived(station: Station, command: Command) -> frozenset[bytes]:
    """At headquarters, open what came in sealed and say it in its own words; returns what is to be forgotten of it.

    What none of its keys opens stays sealed, and is tried again with the next file. What somebody said whom everything
    is to be forgotten of is not opened: the order is extended to it, and to be carried out at once (`erasing`).
    """
    if station.identity.role != "hq":
        return frozenset()
    forgotten = set()
    for response in forms.sealed_responses(station.database):
        sealed = station.state("response", response).get("sealed")
        fields = sealed_answers.open_answers(sealed, station.identity.opens) if isinstance(sealed, bytes) else None
        if fields is None or not _can_be_said(response, fields):
            continue
        person = fields.get("person")
        if isinstance(person, bytes) and person in station.log.erased:
            _forget_too(station, command, response, person)
            forgotten.add(response)
            continue
        is_hers = isinstance(person, bytes) and station.log.has_owner(person)
        command.add(OPENED, response, fields, owner=person if is_hers and isinstance(person, bytes) else response)
    return frozenset(forgotten)


def open_contents(station: Station) -> None:
    """At headquarters, open the contents of sealed answers that were opened; wants an open transaction.

    What came sealed stays beside what it holds: a backup or another key may have to open it again.
    """
    if station.identity.role != "hq":
        return
    came = contents.came_sealed(station.database)
    lacking = set(station.attachments.missing({hashed for named, _ in came for hashed in named}))
    for named, sealed in came:
        for hashed in sealed if named & lacking else ():
            with suppress(WorldFault):
                body = station.attachments.find(hashed) or b""
                opened = sealed_answers.open_content(body, station.identity.opens) if body else None
                if opened is not None and content_hash(opened) in lacking:
                    station.attachments.keep(opened)


def _can_be_said(response: bytes, fields: Mapping[str, Any]) -> bool:
    # without answers it would be opened again and again
    is_whole = "answers" in fields and _IN_CLEAR.isdisjoint(fields)
    return is_whole and is_usable(KINDS[OPENED], response, fields)


def _forget_too(station: Station, command: Command, response: bytes, person: bytes) -> None:
    if stands(station.state("erasure", response), "of") is None:
        why = station.state("erasure", person).get("why")
        on = station.local_time().date().isoformat()
        command.add(ORDERED, response, {"of": "response", "why": why, "on": on})
