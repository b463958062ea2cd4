"""Two registrations side by side, for the person who decides whether they are one: fields, origins, attendance.

Telephones are masked and resident numbers are not here at all: only whether both sides have one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from tianye.domain.consent import ConsentState
from tianye.domain.dates import BirthDate
from tianye.domain.ids import ID_BYTES
from tianye.domain.kinds import link_subject
from tianye.domain.matching import Reason, compare
from tianye.domain.names import class_form
from tianye.domain.ops import decode_header, split_reference
from tianye.domain.people import NO_PHONE, mask_phone
from tianye.services import assets
from tianye.services.faces import Face, face_of
from tianye.services.known import get_person, station_names
from tianye.services.review import Case, CaseKind, candidate_of
from tianye.services.station import Station
from tianye.store.queries import people, trainings
from tianye.store.queries import review as waiting
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import SessionRow

FIELDS: Final = ("name", "name_bo", "sex", "born", "ethnicity", "place", "organisation", "post", "phone")
"""What is set side by side, in this order."""
_STRICTNESS: Final = (ConsentState.WITHDRAWN, ConsentState.REFUSED, ConsentState.GIVEN)


_COUNTY: Final = 2
"""Province and prefecture are left out of an address."""


class Sameness(StrEnum):
    """How two values of a field stand to each other."""

    SAME = "same"
    SOUNDS_ALIKE = "sounds-alike"
    DIFFERENT = "different"
    ONE_IS_FINER = "one-is-finer"
    OTHER_IS_FINER = "other-is-finer"
    ONE_SIDE_ONLY = "one-side-only"
    NEITHER = "neither"


class Born(NamedTuple):
    """A birth date as far as it is known."""

    year: int
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Side:
    """One registration.

    `place` is the address from the county down, `phone` masked (`NO_PHONE` where she said that she has none).
    `station`, `operator` and `registered_ms` say where it came from, None where that is not known here. `sessions`
    counts those she was present at, `namesakes` all registrations of exactly her name.
    """

    face: Face
    born: Born | None
    ethnicity: str | None
    place_code: str | None
    place: str
    post: str
    phone: str
    has_number: bool
    consents: Mapping[str, str]
    station: str | None
    operator: str | None
    registered_ms: int | None
    is_clock_suspect: bool
    sessions: int
    namesakes: int


class Consent(NamedTuple):
    """A purpose as both sides answered it, and the answer that holds for one person: the stricter one."""

    purpose: str
    one: str | None
    other: str | None
    stands: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two registrations, field by field (`FIELDS` → sameness), with the reasons of `domain.matching`.

    `together` counts the sessions at which both were present: one person is not twice in a room. `is_same` is what was
    decided about the two, None where nothing was or two words stand.
    """

    one: Side
    other: Side
    sameness: Mapping[str, Sameness]
    consents: tuple[Consent, ...]
    reasons: tuple[str, ...]
    together: int
    is_same: bool | None


def compare_people(station: Station, one: bytes, other: bytes) -> Comparison:
    """Set two registrations side by side; raises `UserFault("person.unknown")`."""
    first, second = get_person(station, one), get_person(station, other)
    attended = [_sessions_of(station, row) for row in (first, second)]
    numbers = [waiting.find_registration(station.database, row.id) for row in (first, second)]
    reasons: tuple[Reason, ...] = ()
    if numbers[0] is not None and numbers[1] is not None:
        reasons = compare(candidate_of(numbers[0]), candidate_of(numbers[1])).reasons
    sides = [
        _side(station, row, len(sessions), has_number=bool(number and number.id_key))
        for row, sessions, number in zip((first, second), attended, numbers, strict=True)
    ]
    verdicts = station.state("link", link_subject(one, other)).values("verdict")
    return Comparison(
        sides[0],
        sides[1],
        {field: _sameness(field, first, second) for field in FIELDS},
        tuple(_consents(first, second)),
        tuple(str(reason) for reason in reasons),
        len(attended[0] & attended[1]),
        verdicts[0] == "same" if len(verdicts) == 1 and verdicts[0] else None,
    )


def _sessions_of(station: Station, row: PersonRow) -> frozenset[bytes]:
    return frozenset(subject[:ID_BYTES] for subject in trainings.attended(station.database, "person", row.id))


def _side(station: Station, row: PersonRow, sessions: int, *, has_number: bool) -> Side:
    place = assets.places().find(row.place) if row.place else None
    origin = _origin(station, row.id)
    return Side(
        face=face_of(row),
        born=_born(row),
        ethnicity=row.ethnicity,
        place_code=row.place,
        place=" ".join(place.path[_COUNTY:]) if place else row.place or "",
        post=row.post or "",
        phone=row.phone if row.phone == NO_PHONE else mask_phone(row.phone) if row.phone else "",
        has_number=has_number,
        consents=row.consents,
        station=origin.station,
        operator=origin.operator,
        registered_ms=origin.at_ms,
        is_clock_suspect=origin.is_suspect,
        sessions=sessions,
        namesakes=waiting.namesakes(station.database, row.name) if row.name else 0,
    )


class _Origin(NamedTuple):
    station: str | None = None
    operator: str | None = None
    at_ms: int | None = None
    is_suspect: bool = False


def _origin(station: Station, person: bytes) -> _Origin:
    """Return where and when a registration was made; nothing where its first operation is not here."""
    references = station.state("person", person).kinds.get("person.registered")
    if not references:
        return _Origin()
    device, sequence = split_reference(references[0])
    (sealed,) = station.log.run(device, sequence, sequence)
    header = decode_header(sealed.header)
    names = station_names(station)
    operators = waiting.operator_names(station.database)
    return _Origin(names.get(device), operators.get(header.operator), header.stamp.ms, header.is_suspect)


def _born(row: PersonRow) -> Born | None:
    return None if row.born_year is None else Born(row.born_year, row.born_month, row.born_day)


def _sameness(field: str, first: PersonRow, second: PersonRow) -> Sameness:
    if field == "born":
        return _same_birth(_born(first), _born(second))
    one, other = str(getattr(first, field) or ""), str(getattr(second, field) or "")
    if not one or not other:
        return Sameness.ONE_SIDE_ONLY if one or other else Sameness.NEITHER
    if one == other:
        return Sameness.SAME
    match field:
        case "name" if class_form(one) == class_form(other):
            return Sameness.SOUNDS_ALIKE
        case "place":
            return _finer(is_other_inside=other.startswith(one), is_one_inside=one.startswith(other))
        case _:
            return Sameness.DIFFERENT


def _same_birth(one: Born | None, other: Born | None) -> Sameness:
    if one is None or other is None:
        return Sameness.NEITHER if one is other else Sameness.ONE_SIDE_ONLY
    if one == other:
        return Sameness.SAME
    span, other_span = BirthDate(*one).span, BirthDate(*other).span
    return _finer(
        is_other_inside=span.first <= other_span.first and other_span.last <= span.last,
        is_one_inside=other_span.first <= span.first and span.last <= other_span.last,
    )


def _finer(*, is_other_inside: bool, is_one_inside: bool) -> Sameness:
    if is_other_inside:
        return Sameness.OTHER_IS_FINER
    return Sameness.ONE_IS_FINER if is_one_inside else Sameness.DIFFERENT


def _consents(first: PersonRow, second: PersonRow) -> list[Consent]:
    consents = []
    for purpose in sorted(first.consents.keys() | second.consents.keys()):
        one, other = first.consents.get(purpose), second.consents.get(purpose)
        stands = next((state for state in _STRICTNESS if state in (one, other)), ConsentState.REFUSED)
        consents.append(Consent(purpose, one, other, str(stands)))
    return consents


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case with what is needed to look at it.

    `comparison` is there for pairs of registrations, `session` for check-ins and scans. `labels` names the values of
    its words that are ids or place codes.
    """

    case: Case
    comparison: Comparison | None
    faces: tuple[Face, ...]
    session: SessionRow | None
    labels: Mapping[str | bytes, str]


_REFERS_TO: Final = {
    "organisation": "organisation",
    "host": "organisation",
    "household": "household",
    "programme": "programme",
    "training": "training",
    "session": "session",
    "venue": "venue",
}


def show_case(station: Station, case: Case) -> CaseShown:
    """Return a case with everything that is shown beside it; raises as `compare_people`."""
    persons = [one.id for one in case.about if one.type == "person"]
    comparison = None
    if case.kind in (CaseKind.DUPLICATE, CaseKind.LINK):
        comparison = compare_people(station, persons[0], persons[1])
    rows = [row for person in persons if (row := people.find_person(station.database, person)) is not None]
    sessions = [one.id for one in case.about if one.type == "session"]
    return CaseShown(
        case,
        comparison,
        tuple(face_of(row) for row in rows),
        trainings.find_session(station.database, sessions[0]) if sessions else None,
        _labels(station, case),
    )


def _labels(station: Station, case: Case) -> dict[str | bytes, str]:
    labels: dict[str | bytes, str] = {}
    for word in case.words:
        if isinstance(word.value, bytes) and (type_ := _REFERS_TO.get(word.field)):
            labels[word.value] = waiting.label_of(station.database, type_, word.value) or ""
        elif word.field in ("place", "county") and isinstance(word.value, str):
            place = assets.places().find(word.value)
            labels[word.value] = place.full_name if place else word.value
    return labels
