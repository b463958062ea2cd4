"""One person as her page shows her: facts, disagreements, consents, where she came, what she answered, her history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from tianye.domain.consent import ConsentState
from tianye.domain.dates import from_field
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.fold import Claim, State
from tianye.domain.ops import decode_header, split_reference
from tianye.services import badges, history, listing, registration, surveys
from tianye.services.badges import BadgesWritten
from tianye.services.faces import Face, face_of
from tianye.services.history import Entry
from tianye.services.known import get_person, station_names
from tianye.services.listing import LinkRow
from tianye.services.shown_values import ShownValues
from tianye.services.station import Done, Station
from tianye.services.undo import as_first_said
from tianye.store.projections import consents
from tianye.store.queries import people, register, review
from tianye.store.queries.register import AnsweredRow, CameRow

__all__ = [
    "AnsweredRow",
    "CameRow",
    "ConsentSaid",
    "Dispute",
    "Entry",
    "Fact",
    "LinkRow",
    "Profile",
    "WordSaid",
    "correct_said",
    "profile_of",
    "register_said",
    "write_badge",
]

FACTS: Final = (
    "name",
    "name_bo",
    "name_latin",
    "alias",
    "sex",
    "born",
    "ethnicity",
    "place",
    "organisation",
    "household",
    "phone",
    "id_last4",
    "post",
    "education",
    "is_disabled",
    "note",
)
"""Fields of a person in the order of her page."""
TYPED: Final = (
    "name",
    "name_bo",
    "name_latin",
    "alias",
    "sex",
    "born",
    "ethnicity",
    "phone",
    "place",
    "post",
    "education",
    "note",
)
"""Those that are typed as text and read by `registration.make_fields`."""


class Fact(NamedTuple):
    """A field and its value as `ShownValues` shows it, None where nothing is said; the birth date is a `BirthDate`."""

    field: str
    value: Any


class WordSaid(NamedTuple):
    """One of several words on a field: the value as shown, who said it, on which laptop, when (Unix ms)."""

    value: Any
    operator: str
    station: str
    at_ms: int


class Dispute(NamedTuple):
    """A field on which words disagree; headquarters decides in its review."""

    field: str
    words: tuple[WordSaid, ...]


class ConsentSaid(NamedTuple):
    """What stands on one purpose, and who wrote it down where and when (Unix ms)."""

    purpose: str
    state: ConsentState
    operator: str
    station: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything her page shows; `typed` holds the texts by which an editor begins.

    `correcting` are the responses of which a correction was begun here.
    """

    face: Face
    is_void: bool
    facts: tuple[Fact, ...]
    typed: Mapping[str, str]
    disputes: tuple[Dispute, ...]
    consents: tuple[ConsentSaid, ...]
    came: tuple[CameRow, ...]
    answered: tuple[AnsweredRow, ...]
    links: tuple[LinkRow, ...]
    history: tuple[Entry, ...]
    correcting: frozenset[bytes] = frozenset()


def profile_of(station: Station, person: bytes) -> Profile:
    """Return all about a person; raises `UserFault("person.unknown")`."""
    row = get_person(station, person)
    state = station.state("person", person)
    shown = ShownValues(station)
    saying = _Saying(station)
    facts = tuple(Fact(field, _fact(state, field, shown)) for field in FACTS)
    disputes = tuple(
        Dispute(
            field,
            tuple(
                WordSaid(_shown(field, claim.value, shown), *saying.who(claim), claim.stamp.ms)
                for claim in as_first_said(station, person, field, state.claims[field])
            ),
        )
        for field in state.disagreements()
        if field in FACTS
    )
    return Profile(
        face_of(row),
        row.is_void,
        facts,
        {field: _typed(state.get(field), field) for field in TYPED if state.get(field) is not None},
        disputes,
        tuple(saying.consents(person, state)),
        tuple(register.attendances_of_person(station.database, row.no)),
        tuple(register.responses_of_person(station.database, row.no)),
        tuple(listing.links_of(station, row)),
        tuple(history.history_of(station, person)),
        frozenset(draft.id for draft in surveys.all_drafts(station) if surveys.is_correction(draft)),
    )


def correct_said(station: Station, person: bytes, said: Mapping[str, str]) -> Done:
    """Correct a person by texts as an editor brings them: what an editor left blank is taken out.

    Only fields that differ from what stands are written. Raises as `registration.make_fields` and
    `registration.correct`; `person.no-name` where the name was left blank.
    """
    if "name" in said and not said["name"].strip():
        raise UserFault("person.no-name", next_step=NextStep.MEND_INPUT)
    fields = registration.make_fields(said)
    gone = {field: None for field, text in said.items() if not text.strip() and field != "resident_number"}
    return registration.correct(station, person, gone | fields)


def register_said(
    station: Station, said: Mapping[str, str], consents_given: Mapping[str, str] | None = None
) -> tuple[bytes, Done]:
    """Register a person by texts as an editor brings them; raises as `registration.make_fields` and `register`."""
    return registration.register(station, registration.make_fields(said), consents_given)


def write_badge(station: Station, person: bytes, path: Any, language: badges.Language = "zh") -> BadgesWritten:
    """Write one person's badge; raises as `badges.write_badges`."""
    row = people.find_person(station.database, person)
    return badges.write_badges(station, [] if row is None else [row], path, language=language)


class _Saying:
    """Who said a word, where; looked up once."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._operators = review.operator_names(station.database)
        self._stations = station_names(station)

    def who(self, claim: Claim) -> tuple[str, str]:
        device, sequence = split_reference(claim.reference)
        for sealed in self._station.log.run(device, sequence, sequence):
            operator = decode_header(sealed.header).operator
            return self._operators.get(operator, ""), self._stations.get(device, "")
        return "", self._stations.get(device, "")

    def consents(self, person: bytes, state: State) -> list[ConsentSaid]:
        said = []
        for purpose, holds in consents(state).items():
            field = f"consent/{purpose}"
            claims = as_first_said(self._station, person, field, state.claims[field])
            claim = next(
                (one for one in claims if isinstance(one.value, dict) and one.value.get("state") == holds), claims[-1]
            )
            said.append(ConsentSaid(purpose, holds, *self.who(claim), claim.stamp.ms))
        return said


def _fact(state: State, field: str, shown: ShownValues) -> Any:
    return _shown(field, state.get(field), shown)


def _shown(field: str, value: Any, shown: ShownValues) -> Any:
    return from_field(value) if field == "born" else shown.value(field, value)


def _typed(value: Any, field: str) -> str:
    return str(from_field(value) or "") if field == "born" else str(value)
