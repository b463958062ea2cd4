"""Consent: what a person agreed to, purpose by purpose, and which fields may leave because of it.

One answer per purpose, none given in advance; refusing one never bars from attending (`domain.md` D7; Personal
Information Protection Law, articles 13-16, 23, 29, 31, 39, 47; Network Data Security Regulations 2024, article 22).
A purpose is a text: one of `PurposeKind`, for the two kinds that name a receiver followed by `:` and the receiver.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tianye.domain.dates import BirthDate, could_be_under
from tianye.domain.errors import Bug, NextStep, UserFault

ADULT_FOR_CONSENT: Final = 14
"""Under this age in full years a parent or guardian consents; the fourteenth birthday itself counts as fourteen."""

MAX_RECEIVER_LENGTH: Final = 60


class PurposeKind(StrEnum):
    """What the data is for."""

    ATTENDANCE = "attendance"
    CONTACT = "contact"
    ID_NUMBER = "id_number"
    HEALTH = "health"
    PHOTO = "photo"
    QUOTE_NAMED = "quote_named"
    QUOTE_ANONYMOUS = "quote_anonymous"
    SHARE_WITH = "share_with"
    ABROAD = "abroad"
    MINOR_GUARDIAN = "minor_guardian"


class ConsentState(StrEnum):
    """What was answered; no answer is no consent."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ConsentMethod(StrEnum):
    """How the answer was given."""

    SIGNATURE = "signature"
    THUMBPRINT = "thumbprint"  # on paper only, nothing biometric is kept
    ORAL = "oral"  # before a witness


NAMING_A_RECEIVER: Final = frozenset({PurposeKind.SHARE_WITH, PurposeKind.ABROAD})


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose; sharing and sending abroad name their receiver, and only they do.

    Raises `UserFault("consent.unknown-purpose")`.
    """

    kind: PurposeKind
    receiver: str = ""

    def __post_init__(self) -> None:
        is_named = bool(self.receiver.strip()) and len(self.receiver) <= MAX_RECEIVER_LENGTH
        if is_named if self.kind not in NAMING_A_RECEIVER else not is_named:
            raise UserFault("consent.unknown-purpose", next_step=NextStep.MEND_INPUT)

    def __str__(self) -> str:
        return f"{self.kind}:{self.receiver}" if self.receiver else str(self.kind)


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One answer of one person to one purpose under one notice.

    `at_ms` is in milliseconds of Unix time; `language` a code such as `zh`, `bo`, `en`; `operator` who wrote it down.
    """

    person: bytes
    purpose: Purpose
    state: ConsentState
    notice_version: str
    language: str
    method: ConsentMethod
    at_ms: int
    operator: bytes


_ATTENDANCE: Final = PurposeKind.ATTENDANCE

# A field that may leave without any consent says nothing about who somebody is. Every personal field that any export
# can hold stands here; one that does not is refused as our mistake, so a new field cannot slip out.
FIELD_PURPOSES: Final[Mapping[str, PurposeKind | None]] = {
    "id": None,
    "name": _ATTENDANCE,
    "name_bo": _ATTENDANCE,
    "name_latin": _ATTENDANCE,
    "alias": _ATTENDANCE,
    "sex": _ATTENDANCE,
    "born": _ATTENDANCE,
    "age_group": _ATTENDANCE,
    "ethnicity": _ATTENDANCE,
    "place": _ATTENDANCE,
    "organisation": _ATTENDANCE,
    "post": _ATTENDANCE,
    "education": _ATTENDANCE,
    "household": _ATTENDANCE,
    "household_role": _ATTENDANCE,
    "attendance": _ATTENDANCE,
    "note": _ATTENDANCE,
    "phone": PurposeKind.CONTACT,
    "id_last4": PurposeKind.ID_NUMBER,
    "id_key": PurposeKind.ID_NUMBER,
    "is_disabled": PurposeKind.HEALTH,
    "washington_group": PurposeKind.HEALTH,
    "disability_card": PurposeKind.HEALTH,
    "photo": PurposeKind.PHOTO,
    "quote_named": PurposeKind.QUOTE_NAMED,
    "quote_anonymous": PurposeKind.QUOTE_ANONYMOUS,
}
"""Field → the purpose without which it is absent from every export; None where no consent is needed."""

Consents = Mapping[str, ConsentState]
"""Purpose as text → the state that stands; a purpose nobody was asked about is absent."""


def read_purpose(text: str) -> Purpose:
    """Read a purpose; raises `UserFault("consent.unknown-purpose")`."""
    kind, colon, receiver = text.partition(":")
    if kind not in set(PurposeKind) or (colon and not receiver):
        raise UserFault("consent.unknown-purpose", next_step=NextStep.MEND_INPUT)
    return Purpose(PurposeKind(kind), receiver)


def is_purpose(text: str) -> bool:
    """Tell whether a text is a purpose of this release."""
    try:
        read_purpose(text)
    except UserFault:
        return False
    return True


def needs_guardian(birth: BirthDate | None, session_on: date) -> bool:
    """Tell whether a guardian has to consent: under fourteen on the day, or possibly so because the age is vague."""
    return could_be_under(ADULT_FOR_CONSENT, birth, session_on)


def standing_state(states: Iterable[ConsentState]) -> ConsentState | None:
    """Return what holds while two laptops disagree: a withdrawal over a refusal over a consent; None if none."""
    present = set(states)
    for state in (ConsentState.WITHDRAWN, ConsentState.REFUSED, ConsentState.GIVEN):
        if state in present:
            return state
    return None


def is_given(purpose: Purpose | PurposeKind, consents: Consents) -> bool:
    """Tell whether consent to a purpose stands."""
    return consents.get(str(purpose)) == ConsentState.GIVEN


def is_allowed(field: str, consents: Consents, *, is_minor: bool = False, receivers: Iterable[Purpose] = ()) -> bool:
    """Tell whether a field of a person may stand in an export.

    `is_minor` as `needs_guardian` says: then the guardian's consent is needed too. `receivers` are the purposes of
    handing over (`share_with:…`, `abroad:…`) where the export leaves the programme; each needs its own consent.
    Raises `Bug("consent.unmapped-field")` for a field without a purpose.
    """
    if field not in FIELD_PURPOSES:
        raise Bug("consent.unmapped-field", field=field)
    purpose = FIELD_PURPOSES[field]
    if purpose is None:
        return True
    needed: list[Purpose | PurposeKind] = [purpose, *receivers]
    if is_minor:
        needed.append(PurposeKind.MINOR_GUARDIAN)
    return all(is_given(each, consents) for each in needed)


def allowed_fields(
    fields: Iterable[str], consents: Consents, *, is_minor: bool = False, receivers: Iterable[Purpose] = ()
) -> frozenset[str]:
    """Return those of the fields that may stand in an export, see `is_allowed`."""
    to = tuple(receivers)
    return frozenset(field for field in fields if is_allowed(field, consents, is_minor=is_minor, receivers=to))


def may_ask(answered: ConsentRecord | None, notice_version: str) -> bool:
    """Tell whether a screen may ask for a purpose now.

    Never again after a refusal or a withdrawal, whatever the notice says; a person who changes her mind tells us and
    is written down. A consent under an older notice has to be asked for anew.
    """
    if answered is None:
        return True
    return answered.state is ConsentState.GIVEN and answered.notice_version != notice_version
