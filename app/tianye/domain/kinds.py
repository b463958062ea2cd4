"""The kinds of operation of this release: which subject they speak of, who may write them, which fields they may set.

A kind's meaning never changes; a new meaning is a new kind. What a release does not know it keeps, chains, forwards
and lists, and applies after an update.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from tianye.domain.ids import DEVICE_BYTES, ID_BYTES
from tianye.domain.shapes import (
    ANCHOR,
    ANSWERS,
    BORN,
    BYTES,
    CONTENTS,
    COUNT,
    DAY,
    DECIDED,
    DEVICE,
    HASH,
    HASHES,
    HEAD,
    ID,
    MAP,
    MINUTE,
    PERCENT,
    REPEATS,
    SAID,
    SEQUENCE,
    TEXT,
    TEXTS,
    TOLD,
    TRUTH,
    VOUCH,
    Shape,
    is_day,
)

SUBJECT_BYTES: Final[Mapping[str, int]] = {
    "programme": ID_BYTES,
    "organisation": ID_BYTES,
    "venue": ID_BYTES,
    "training": ID_BYTES,
    "session": ID_BYTES,
    "person": ID_BYTES,
    "household": ID_BYTES,
    "attendance": 2 * ID_BYTES,
    "anonymous": ID_BYTES,
    "scan": ID_BYTES,
    "link": 2 * ID_BYTES,
    "form": ID_BYTES,
    "response": ID_BYTES,
    "laptop": DEVICE_BYTES,
    "operator": ID_BYTES,
    "erasure": ID_BYTES,
}
"""Subject type → bytes of its id. An attendance is session + person; a link is the smaller person + the larger; an
erasure has the id of what it is about."""

MARKED: Final = "attendance.marked"
"""The kind that says somebody came."""
ORDERED: Final = "erasure.ordered"
"""The kind by which headquarters has everything about a subject destroyed; nobody else's word does that."""
VOUCHED: Final = "erasure.vouched"
"""The kind that holds headquarters' signature over an erasure that was carried out; a laptop says it back to it."""


class Writer(Enum):
    """Whose operations of a kind are applied; headquarters' own always are (`authority.may_write`)."""

    HEADQUARTERS = "headquarters"
    ITSELF = "itself"
    """A laptop about itself alone: it is the subject, or what every field names (`by/` and its id)."""
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of operation.

    `fields` gives the shape each field's value has; a name that ends in `/` stands for a family of fields
    (`consent/contact`), of which `member` says what may follow.
    """

    name: str
    subject: str
    writer: Writer
    fields: Mapping[str, Shape] = field(default_factory=dict)
    member: Callable[[str], bool] = bool

    def is_of_family(self, name: str, value: Any) -> bool:
        """Say whether a field belongs to a family of this kind and the value is of its type."""
        family, slash, member = name.partition("/")
        shape = self.fields.get(family + slash) if slash else None
        return shape is not None and self.member(member) and shape(value)


def _is_like(pattern: str) -> Callable[[str], bool]:
    found = re.compile(pattern)
    return lambda member: bool(found.fullmatch(member))


_is_device = _is_like("[0-9a-f]{32}")
_is_receipt = _is_like("[0-9a-f]{32}-[0-9]{1,19}-[0-9]{1,19}")
_is_epoch = _is_like("[0-9]{1,19}")
_PLAN = {"code": TEXT, "title_zh": TEXT, "title_en": TEXT}
_PERSON = {
    "name": TEXT,
    "name_bo": TEXT,
    "name_latin": TEXT,
    "alias": TEXT,
    "sex": TEXT,
    "born": BORN,
    "ethnicity": TEXT,
    "phone": TEXT,
    "id_last4": TEXT,
    "id_key": HASH,
    "place": TEXT,
    "organisation": ID,
    "post": TEXT,
    "education": TEXT,
    "household": ID,
    "is_disabled": TRUTH,
    "note": TEXT,
}
_ORGANISATION = {
    "code": TEXT,
    "name": TEXT,
    "uscc": TEXT,
    "kind": TEXT,
    "stage": TEXT,
    "place": TEXT,
    "is_led_by_woman": TRUTH,
    "women_owner_percent": PERCENT,
}
_RESPONSE = {
    "form": ID,
    "form_version": TEXT,
    "training": ID,
    "session": ID,
    "person": ID,
    "phase": TEXT,
    "design": TEXT,
    "on": DAY,
    "language": TEXT,
    "answers": ANSWERS,
    "repeats": REPEATS,
    "reason": TEXT,
    "sealed": BYTES,
}

_HEADQUARTERS, _ITSELF, _ANYBODY = Writer.HEADQUARTERS, Writer.ITSELF, Writer.ANYBODY

_ALL = (
    Kind("programme.planned", "programme", _HEADQUARTERS, _PLAN | {"begins_on": DAY, "ends_on": DAY}),
    Kind("organisation.registered", "organisation", _ANYBODY, _ORGANISATION),
    Kind("organisation.corrected", "organisation", _ANYBODY, _ORGANISATION),
    Kind("venue.planned", "venue", _HEADQUARTERS, {"code": TEXT, "name": TEXT, "place": TEXT}),
    Kind(
        "training.planned",
        "training",
        _HEADQUARTERS,
        _PLAN
        | {
            "programme": ID,
            "kind": TEXT,
            "county": TEXT,
            "venue": ID,
            "host": ID,
            "threshold": TEXT,
            "is_sensitive": TRUTH,
        },
    ),
    Kind(
        "session.planned",
        "session",
        _HEADQUARTERS,
        {"code": TEXT, "training": ID, "on": DAY, "half": TEXT, "begins": MINUTE, "ends": MINUTE, "venue": ID},
    ),
    Kind("session.opened", "session", _ANYBODY, {"door/": TEXT}, _is_device),
    Kind("session.closed", "session", _ANYBODY, {"door/": TEXT}, _is_device),
    Kind("person.registered", "person", _ANYBODY, _PERSON),
    Kind("person.corrected", "person", _ANYBODY, _PERSON),
    Kind("person.consented", "person", _ANYBODY, {"consent/": SAID}),
    Kind("person.voided", "person", _ANYBODY, {"is_void": TRUTH}),
    Kind("household.registered", "household", _ANYBODY, {"code": TEXT, "size": COUNT, "head/": ID}, is_day),
    Kind("household.corrected", "household", _ANYBODY, {"code": TEXT, "size": COUNT, "head/": ID}, is_day),
    Kind("person.linked", "link", _ANYBODY, {"verdict": TEXT, "reason": TEXT}),
    Kind("person.unlinked", "link", _ANYBODY, {"verdict": TEXT, "reason": TEXT}),
    Kind(MARKED, "attendance", _ANYBODY, {"mark": MAP}),
    Kind("attendance.unmarked", "attendance", _ANYBODY, {"undone": TRUTH}),
    Kind("attendance.left", "attendance", _ANYBODY, {"left": MINUTE}),
    Kind(
        "anonymous.attended", "anonymous", _ANYBODY, {"session": ID, "sex": TEXT, "age_group": TEXT, "arrived": MINUTE}
    ),
    Kind("anonymous.voided", "anonymous", _ANYBODY, {"is_void": TRUTH}),
    Kind(
        "scan.refused",
        "scan",
        _ANYBODY,
        {"session": ID, "person": ID, "outcome": TEXT, "raw": TEXT, "minute": MINUTE},
    ),
    Kind(
        "form.published",
        "form",
        _HEADQUARTERS,
        {
            "form_id": TEXT,
            "version": TEXT,
            "title": TEXT,
            "xform": HASH,
            "media": CONTENTS,
            "languages": TEXTS,
            "is_sensitive": TRUTH,
        },
    ),
    Kind("response.finished", "response", _ANYBODY, _RESPONSE),
    Kind("response.corrected", "response", _ANYBODY, _RESPONSE),
    Kind("response.attached", "response", _ANYBODY, {"contents": HASHES}),
    Kind("response.opened", "response", _HEADQUARTERS, _RESPONSE),
    Kind("response.voided", "response", _ANYBODY, {"is_void": TRUTH}),
    Kind(
        "laptop.enrolled",
        "laptop",
        _HEADQUARTERS,
        {"name": TEXT, "role": TEXT, "sign_public": HASH, "recipient": TEXT},
    ),
    Kind("laptop.continued", "laptop", _HEADQUARTERS, {"continues": DEVICE, "continues_sequence": SEQUENCE}),
    Kind("laptop.scoped", "laptop", _HEADQUARTERS, {"counties": TEXTS}),
    Kind("laptop.revoked", "laptop", _HEADQUARTERS, {"last_sequence": SEQUENCE, "last_head": HEAD, "reason": TEXT}),
    Kind("laptop.held_decided", "laptop", _HEADQUARTERS, {"held/": DECIDED}, _is_device),
    Kind("laptop.purged", "laptop", _ITSELF, {"purged/": TOLD}, _is_receipt),
    Kind("matching_key.shared", "laptop", _HEADQUARTERS, {"matching_key": HASH}),
    Kind("clock.anchored", "laptop", _ITSELF, {"anchor/": ANCHOR}, _is_epoch),
    Kind("operator.named", "operator", _ANYBODY, {"name": TEXT}),
    Kind(ORDERED, "erasure", _HEADQUARTERS, {"of": TEXT, "why": TEXT, "on": DAY}),
    Kind("erasure.confirmed", "erasure", _ITSELF, {"by/": TRUTH}, _is_device),
    Kind(VOUCHED, "erasure", _ANYBODY, {"vouch": VOUCH}),
    Kind("operator.admitted", "operator", _ANYBODY, {"name": TEXT, "role": TEXT}),
    Kind("operator.removed", "operator", _ANYBODY, {"is_removed": TRUTH}),
)

KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in _ALL}
"""Kind name → kind, all of this release."""

MARKS: Final = frozenset({"mark", "left", "undone"})
"""Fields whose standing values are facts side by side, never a disagreement."""


def is_usable(kind: Kind, subject: bytes, fields: Mapping[str, Any]) -> bool:
    """Say whether an authentic operation of a known kind can be applied: subject and fields are of their shapes."""
    if len(subject) != SUBJECT_BYTES[kind.subject]:
        return False
    known = kind.fields
    for name, value in fields.items():
        shape = known.get(name)
        if shape is None:
            if not kind.is_of_family(name, value):
                return False
        elif name.endswith("/") or not shape(value):
            return False
    return True


def attendance_subject(session: bytes, person: bytes) -> bytes:
    """Return the subject in which all check-ins of one person to one session meet."""
    return session + person


def link_subject(one: bytes, other: bytes) -> bytes:
    """Return the subject of the link between two persons, the same whichever is named first."""
    return min(one, other) + max(one, other)
