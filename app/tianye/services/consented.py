"""What of a person, and of her answers, may leave this data folder: asked field by field wherever a file is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tianye.documents.cells import CellValue
from tianye.domain import consent
from tianye.domain.dates import BirthDate
from tianye.domain.errors import UserFault
from tianye.domain.responses import submission_id
from tianye.forms.definition import FormDefinition, Kind, NodeDefinition
from tianye.services import definitions
from tianye.services.reporting import WG_FORM
from tianye.services.station import Station
from tianye.services.unnamed import identity_places
from tianye.store.queries import forms, people, trainings
from tianye.store.queries.forms import FormRow, ResponseRow
from tianye.store.queries.people import PersonRow

_ASKED_BY_NAME: Final[Mapping[str, str]] = {
    "name": "name",
    "full_name": "name",
    "name_bo": "name_bo",
    "name_latin": "name_latin",
    "sex": "sex",
    "gender": "sex",
    "birth_year": "born",
    "birth_date": "born",
    "dob": "born",
    "age": "born",
    "is_child": "age_group",
    "ethnicity": "ethnicity",
    "place_code": "place",
    "village": "place",
    "phone": "phone",
    "phone_number": "phone",
    "id_number": "id_key",
    "resident_number": "id_key",
    "quote": "quote_named",
    "words": "quote_named",
}
"""Name of a question → the field of a person its answer is; beside her name or code a quote is one with her name."""

_HEADS: Final = ("reserved_name_for_field_list_labels_", "generated_table_list_label_")
_FREE: Final = "note"
"""The field that free text counts as: it can say anything of anybody."""

_AS_GOOD_AS_A_NAME: Final = frozenset({"phone", "photo", "id_key", "id_last4", "quote_named"})
"""Fields with a purpose of their own that would still tell who a code is."""

_HARMLESS_UNNAMED: Final = frozenset({_FREE, "sex", "ethnicity", "age_group", "washington_group"})
"""Fields that may stand in an answer nobody is behind: they group people and do not name them."""

_GEOGRAPHIC: Final = frozenset({"geopoint", "geotrace", "geoshape"})
_SHOWS_NOTHING: Final = frozenset({Kind.GROUP, Kind.REPEAT, Kind.REPEAT_INSTANCE, Kind.NOTE})
_POSITION: Final = re.compile(r"\[(\d+)\]")
_PLAIN_RESULT: Final = re.compile(r"-?\d{1,6}(\.\d{1,9})?")
"""What a calculation may say without consent: a score or a sum, never a telephone or a name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a column of an export.

    `repeats` are the paths of the repeats it is in, the outermost first; `field` is the field of a person that its
    answer tells, None where it may leave in any case.
    """

    repeats: tuple[str, ...]
    field: str | None
    is_about_form: bool = False
    is_calculated: bool = False


class Questionnaire:
    """The questions of all versions of a form that were answered, in its order, those of the newest version first."""

    def __init__(self, station: Station, responses: Sequence[ResponseRow]) -> None:
        self.definitions: dict[bytes, FormDefinition] = {}
        self.questions: dict[str, Question] = {}
        self._sensitive: set[bytes] = set()
        answered = {response.form for response in responses}
        for form in reversed([form for form in forms.all_forms(station.database) if form.id in answered]):
            self._add(station, form)
        for response in responses:
            for place in response.answers:
                # where the form is not here nothing says what was asked, so it may have been anything
                self.questions.setdefault(path_of(place), Question(_repeats_by_position(place), _FREE))

    def _add(self, station: Station, form: FormRow) -> None:
        if form.is_sensitive or form.form_id == WG_FORM:
            self._sensitive.add(form.id)
        try:
            definition = definitions.load_definition(station, form)
        except UserFault as fault:
            if fault.code != "form.not-arrived":
                raise
            return
        self.definitions[form.id] = definition
        for node in definition.nodes:
            if node.is_leaf and not node.is_attribute and node.kind not in _SHOWS_NOTHING:
                self.questions.setdefault(node.path, _question(node))

    def by_repeat(self) -> dict[tuple[str, ...], list[str]]:
        """Return the paths of the questions by the repeats they are in; the empty tuple for those in none.

        The heads that the converter of spreadsheets writes over a grid are nobody's question.
        """
        found: dict[tuple[str, ...], list[str]] = {}
        for path, question in self.questions.items():
            if path.rpartition("/")[2].startswith(_HEADS):
                continue
            found.setdefault(question.repeats, []).append(path)
        return found

    def answers_of(self, response: ResponseRow) -> dict[str, str]:
        """Return the answers of a response by place, with its identity, which is not among what is kept of it."""
        definition = self.definitions.get(response.form or b"")
        places = identity_places(definition) if definition is not None else frozenset()
        return {place: submission_id(response.id) for place in places} | response.answers

    def field_of(self, response: ResponseRow, path: str, answer: str) -> str | None:
        """Return the field of a person that an answer tells; None where it may leave in any case."""
        question = self.questions[path]
        if response.form in self._sensitive and not question.is_about_form:
            return "washington_group"
        if question.is_calculated and question.field == _FREE and _PLAIN_RESULT.fullmatch(answer):
            return None
        return question.field


class Gate:
    """Says field by field what may leave, and remembers what may not.

    `receivers` are purposes such as `share_with:…`; raises `UserFault("consent.unknown-purpose")` for anything else.
    """

    def __init__(self, station: Station, receivers: Iterable[str] = ()) -> None:
        self._register = {row.id: row for row in people.all_people(station.database)}
        self._receivers = tuple(consent.read_purpose(text) for text in receivers)
        self._sensitive = {row.id for row in trainings.all_trainings(station.database) if row.is_sensitive}
        self._sensitive |= {row.id for row in trainings.all_sessions(station.database) if row.is_sensitive}
        self.coded: set[bytes] = set()
        self.held_back = 0

    def find_person(self, identifier: bytes) -> PersonRow | None:
        """Return a registered person; None for one that is void or not known here."""
        return self._register.get(identifier)

    def allowed(
        self, identifier: bytes, fields: Iterable[str], on: str | None, about: Iterable[bytes | None] = ()
    ) -> frozenset[str]:
        """Return which fields of a person may leave.

        `on` is the day (YYYY-MM-DD) for the rule on minors. `about` are the training and session it is about: from a
        sensitive one nothing of her may leave, since who was there must not be learnt (`domain.md`, D10). Where her
        name may not, nothing may that is as good as one.
        """
        person = self._register.get(identifier)
        if person is None or not self._sensitive.isdisjoint(about):
            return frozenset()
        consents = {purpose: consent.ConsentState(state) for purpose, state in person.consents.items()}
        birth = None if person.born_year is None else BirthDate(person.born_year, person.born_month, person.born_day)
        is_minor = on is None or consent.needs_guardian(birth, date.fromisoformat(on))
        allowed = consent.allowed_fields({*fields, "name"}, consents, is_minor=is_minor, receivers=self._receivers)
        return allowed if "name" in allowed else allowed - _AS_GOOD_AS_A_NAME

    def cell(self, allowed: frozenset[str], name: str, value: CellValue) -> CellValue:
        """Return a value that may leave; otherwise a blank, counted where something was there."""
        if name in allowed:
            return value
        self.held_back += value is not None
        return None

    def name_of(self, response: ResponseRow) -> str | None:
        """Return the name of who answered, if she agreed to be listed."""
        if response.person is None:
            return None
        about = (response.training, response.session)
        if "name" not in self.allowed(response.person, ["name"], response.answered_on, about):
            self.coded.add(response.person)
            return None
        return self._register[response.person].name

    def answers(self, response: ResponseRow, asked: Questionnaire) -> dict[str, str]:
        """Return the answers of a response that may leave, by place."""
        answers = asked.answers_of(response)
        told = {place: asked.field_of(response, path_of(place), value) for place, value in answers.items()}
        if response.person is None:
            # nobody is behind an anonymous answer, unless it says itself who
            allowed = _HARMLESS_UNNAMED
        else:
            fields = {field for field in told.values() if field is not None}
            about = (response.training, response.session)
            allowed = self.allowed(response.person, fields, response.answered_on, about)
        kept = {place: value for place, value in answers.items() if told[place] is None or told[place] in allowed}
        self.held_back += len(told) - len(kept)
        return kept


def path_of(place: str) -> str:
    """Return a place without the positions of repeat instances."""
    return _POSITION.sub("", place)


def positions_of(place: str) -> tuple[int, ...]:
    """Return the positions of the repeat instances a place is in, the outermost first, counted from 1."""
    return tuple(int(number) for number in _POSITION.findall(place))


def _question(node: NodeDefinition) -> Question:
    repeats = tuple(above.path for above in node.ancestors() if above.is_repeat)[::-1]
    # when it was answered tells nothing of a person; who was logged in does
    is_about_form = node.parent is not None and node.parent.name == "meta"
    is_about_form = is_about_form or (node.preload is not None and node.preload[0] != "property")
    told = None if is_about_form else _field_of(node)
    return Question(repeats, told, is_about_form, node.kind is Kind.MODEL_VALUE)


def _field_of(node: NodeDefinition) -> str | None:
    if (known := _ASKED_BY_NAME.get(node.name)) is not None:
        return known
    if node.kind is Kind.UPLOAD:
        return "photo"
    if node.value_type in _GEOGRAPHIC:
        return "place"
    is_free = node.kind in (Kind.INPUT, Kind.MODEL_VALUE) and node.value_type in ("string", "barcode")
    return _FREE if is_free else None


def _repeats_by_position(place: str) -> tuple[str, ...]:
    return tuple(path_of(place[: found.start()]) for found in _POSITION.finditer(place))
