"""The kinds of operation of this release: which subject they speak of, who may write them, which fields they may set.

A kind's meaning never changes; a new meaning is a new kind. What a release does not know it keeps, chains, forwards
and lists, and applies after an update.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from tianye.domain.ids import DEVICE_BYTES, ID_BYTES

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
TEXT = (str, type(None))
NUMBER = (int, type(None))
TRUTH = (bool, type(None))
ID = (bytes, type(None))
LIST = (list,)
MAP = (dict, type(None))


class Writer(Enum):
    """Whose operations of a kind are applied; headquarters' own always are (`authority.may_write`)."""

    HEADQUARTERS = "headquarters"
    ITSELF = "itself"
    """A laptop about itself alone: it is the subject, or what every field names (`by/` and its id)."""
    ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of operation.

    `fields` gives the types each field's value may have; a name that ends in `/` stands for a family of fields
    (`consent/contact`).
    """

    name: str
    subject: str
    writer: Writer
    fields: Mapping[str, tuple[type, ...]] = field(default_factory=dict)

    def is_of_family(self, name: str, value: Any) -> bool:
        """Say whether a field belongs to a family of this kind and the value is of its type."""
        family, slash, member = name.partition("/")
        return bool(slash and member) and type(value) in self.fields.get(family + slash, ())


_PLAN = {"code": TEXT, "title_zh": TEXT, "title_en": TEXT}
_PERSON = {
    "name": TEXT,
    "name_bo": TEXT,
    "name_latin": TEXT,
    "alias": TEXT,
    "sex": TEXT,
    "born": MAP,
    "ethnicity": TEXT,
    "phone": TEXT,
    "id_last4": TEXT,
    "id_key": ID,
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
    "women_owner_percent": NUMBER,
}
_RESPONSE = {
    "form": ID,
    "form_version": TEXT,
    "training": ID,
    "session": ID,
    "person": ID,
    "phase": TEXT,
    "design": TEXT,
    "on": TEXT,
    "language": TEXT,
    "answers": MAP,
    "repeats": MAP,
    "reason": TEXT,
    "sealed": ID,
}

_HEADQUARTERS, _ITSELF, _ANYBODY = Writer.HEADQUARTERS, Writer.ITSELF, Writer.ANYBODY

_ALL = (
    Kind("programme.planned", "programme", _HEADQUARTERS, _PLAN | {"begins_on": TEXT, "ends_on": TEXT}),
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
        {"code": TEXT, "training": ID, "on": TEXT, "half": TEXT, "begins": NUMBER, "ends": NUMBER, "venue": ID},
    ),
    Kind("session.opened", "session", _ANYBODY, {"door/": TEXT}),
    Kind("session.closed", "session", _ANYBODY, {"door/": TEXT}),
    Kind("person.registered", "person", _ANYBODY, _PERSON),
    Kind("person.corrected", "person", _ANYBODY, _PERSON),
    Kind("person.consented", "person", _ANYBODY, {"consent/": MAP}),
    Kind("person.voided", "person", _ANYBODY, {"is_void": TRUTH}),
    Kind("household.registered", "household", _ANYBODY, {"code": TEXT, "size": NUMBER, "head/": ID}),
    Kind("household.corrected", "household", _ANYBODY, {"code": TEXT, "size": NUMBER, "head/": ID}),
    Kind("person.linked", "link", _ANYBODY, {"verdict": TEXT, "reason": TEXT}),
    Kind("person.unlinked", "link", _ANYBODY, {"verdict": TEXT, "reason": TEXT}),
    Kind(MARKED, "attendance", _ANYBODY, {"mark": MAP}),
    Kind("attendance.unmarked", "attendance", _ANYBODY, {"undone": TRUTH}),
    Kind("attendance.left", "attendance", _ANYBODY, {"left": NUMBER}),
    Kind(
        "anonymous.attended", "anonymous", _ANYBODY, {"session": ID, "sex": TEXT, "age_group": TEXT, "arrived": NUMBER}
    ),
    Kind("anonymous.voided", "anonymous", _ANYBODY, {"is_void": TRUTH}),
    Kind(
        "scan.refused",
        "scan",
        _ANYBODY,
        {"session": ID, "person": ID, "outcome": TEXT, "raw": TEXT, "minute": NUMBER},
    ),
    Kind(
        "form.published",
        "form",
        _HEADQUARTERS,
        {
            "form_id": TEXT,
            "version": TEXT,
            "title": TEXT,
            "xform": ID,
            "media": MAP,
            "languages": LIST,
            "is_sensitive": TRUTH,
        },
    ),
    Kind("response.finished", "response", _ANYBODY, _RESPONSE),
    Kind("response.corrected", "response", _ANYBODY, _RESPONSE),
    Kind("response.opened", "response", _HEADQUARTERS, _RESPONSE),
    Kind("response.voided", "response", _ANYBODY, {"is_void": TRUTH}),
    Kind(
        "laptop.enrolled",
        "laptop",
        _HEADQUARTERS,
        {"name": TEXT, "role": TEXT, "sign_public": ID, "recipient": TEXT},
    ),
    Kind("laptop.continued", "laptop", _HEADQUARTERS, {"continues": ID, "continues_sequence": NUMBER}),
    Kind("laptop.scoped", "laptop", _HEADQUARTERS, {"counties": LIST}),
    Kind("laptop.revoked", "laptop", _HEADQUARTERS, {"last_sequence": NUMBER, "last_head": ID, "reason": TEXT}),
    Kind("laptop.held_decided", "laptop", _HEADQUARTERS, {"held/": MAP}),
    Kind("laptop.purged", "laptop", _ITSELF, {"purged/": MAP}),
    Kind("matching_key.shared", "laptop", _HEADQUARTERS, {"matching_key": ID}),
    Kind("clock.anchored", "laptop", _ITSELF, {"anchor/": MAP}),
    Kind("operator.named", "operator", _ANYBODY, {"name": TEXT}),
    Kind(ORDERED, "erasure", _HEADQUARTERS, {"of": TEXT, "why": TEXT, "on": TEXT}),
    Kind("erasure.confirmed", "erasure", _ITSELF, {"by/": TRUTH}),
    Kind(VOUCHED, "erasure", _ANYBODY, {"vouch": MAP}),
    Kind("operator.admitted", "operator", _ANYBODY, {"name": TEXT, "role": TEXT}),
    Kind("operator.removed", "operator", _ANYBODY, {"is_removed": TRUTH}),
)

KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in _ALL}
"""Kind name → kind, all of this release."""

MARKS: Final = frozenset({"mark", "left", "undone"})
"""Fields whose standing values are facts side by side, never a disagreement."""


def is_usable(kind: Kind, subject: bytes, fields: Mapping[str, Any]) -> bool:
    """Say whether an authentic operation of a known kind can be applied: subject of its size, fields of their types."""
    if len(subject) != SUBJECT_BYTES[kind.subject]:
        return False
    known = kind.fields
    for name, value in fields.items():
        allowed = known.get(name)
        # bool is an int to Python, not to us
        if allowed is None:
            if not kind.is_of_family(name, value):
                return False
        elif type(value) not in allowed or name.endswith("/"):
            return False
    return True


def attendance_subject(session: bytes, person: bytes) -> bytes:
    """Return the subject in which all check-ins of one person to one session meet."""
    return session + person


def link_subject(one: bytes, other: bytes) -> bytes:
    """Return the subject of the link between two persons, the same whichever is named first."""
    return min(one, other) + max(one, other)
