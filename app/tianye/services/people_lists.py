"""Lists of people in and out: a list from the county becomes the register, an edited export comes home by id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tianye.documents.people_columns import CONSENT_HEADINGS
from tianye.documents.people_list import (
    ListedPerson,
    PeopleReading,
    make_people_export,
    make_people_template,
    read_people,
)
from tianye.documents.people_list import PersonRow as ListRow
from tianye.documents.tables import Notice, Problem
from tianye.domain import consent
from tianye.domain.dates import from_field, to_field
from tianye.domain.fold import EMPTY, State
from tianye.domain.names import class_form
from tianye.domain.people import Education, Sex
from tianye.domain.resident_number import keyed_hash
from tianye.services import assets, registration
from tianye.services.lists import ListImport, load_sheets, save_workbook, today
from tianye.services.station import Command, Done, Station
from tianye.store.projections import consents
from tianye.store.queries import people
from tianye.store.queries.people import PersonRow

ALWAYS = "0001-01-01"
"""Since when somebody heads a household of which a list says only that she does."""

TITLE = "参训者台账 Register of participants"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field an edited list would change; the values are shown to the person who sent the list, never logged."""

    person: bytes
    row: int
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PeoplePreview:
    """What a list would do: how many people are new, which fields of known people change."""

    reading: PeopleReading
    added: int
    unchanged: int
    changes: tuple[FieldChange, ...]


def write_template(station: Station, path: Path) -> None:
    """Write the empty list of people."""
    save_workbook(station, path, [make_people_template(TITLE)])


def preview_people(station: Station, path: Path) -> PeoplePreview:
    """Read a list and say what it would do, without writing anything."""
    return _Reader(station).preview(read_people(load_sheets(path), assets.place_finder(), today(station)))


def import_people(station: Station, path: Path, *, good_rows_only: bool = False) -> ListImport:
    """Read a list and write it: all of it, or with `good_rows_only` what is sound.

    A row with an id changes that person. A row with the resident number and a spelling of the name, or with exactly
    the name, telephone and village, of one person registered here is that person and fills in what is blank of her.
    Every other row is somebody new; whether she is a double is for a person to judge (D11). With problems and without
    `good_rows_only` nothing is written.
    """
    reading = read_people(load_sheets(path), assets.place_finder(), today(station))
    reader = _Reader(station)
    preview = reader.preview(reading)
    problems: tuple[Problem, ...] = reading.problems + tuple(reader.problems)
    notices: tuple[Notice, ...] = reading.notices
    changed = len({change.person for change in preview.changes})
    refused = reading.refused_count + len(reader.problems)
    if problems and not good_rows_only:
        return ListImport(preview.added, changed, preview.unchanged, refused, problems, notices, False)
    with station.command("import people") as command:
        reader.write(command, reading)
    done = command.done
    return ListImport(
        preview.added, changed, preview.unchanged, refused, problems, notices, True, done.changes, done.command
    )


@dataclass(frozen=True, slots=True)
class Exported:
    """How many people a list holds, and how many were left out because they did not consent to be listed."""

    people: int
    held_back: int


def export_people(station: Station, path: Path, *, county: str | None = None) -> Exported:
    """Write the register, of one county or all, as a list that can be edited and read back.

    A field goes out only where its purpose has consent; a blank then says nothing when the list comes back.
    """
    register = people.all_people(station.database, county)
    listed = [one for row in register if (one := _listed(station, row)) is not None]
    save_workbook(station, path, [make_people_export(listed, TITLE)])
    return Exported(len(listed), len(register) - len(listed))


class _Reader:
    """Matches the rows of a list with the register and turns them into fields."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._organisations = _by(station, "SELECT name, id FROM organisation JOIN subject USING (no)")
        self._households = _by(station, "SELECT code, id FROM household JOIN subject USING (no)")
        self._by_number = _by(station, "SELECT id_key, id FROM person JOIN subject USING (no) WHERE NOT is_void")
        self._by_phone = _by_phone(station)
        self.problems: list[Problem] = []

    def preview(self, reading: PeopleReading) -> PeoplePreview:
        added = unchanged = 0
        changes: list[FieldChange] = []
        self.problems = []
        for row in reading.rows:
            person, state = self._known(row)
            if person is None:
                added += 1
                continue
            if not state.claims:
                self.problems.append(
                    Problem(row.position.sheet, row.position.row, "", "person_id", "people.id-unknown")
                )
                continue
            differing = [
                FieldChange(person, row.position.row, name, state.get(name), value)
                for name, value in self._fields(row, state).items()
                if state.get(name) != value
            ]
            changes += differing
            unchanged += not differing
        return PeoplePreview(reading, added, unchanged, tuple(changes))

    def write(self, command: Command, reading: PeopleReading) -> None:
        for row in reading.rows:
            person, state = self._known(row)
            if person is not None and not state.claims:
                continue
            household = self._household(command, row.person)
            organisation = self._organisation(command, row.person)
            if person is None:
                person = self._add(command, row, household, organisation)
            else:
                belongs = _ids(household, organisation)
                if row.person.person_id is None:
                    belongs = {name: value for name, value in belongs.items() if state.get(name) is None}
                command.add_if_changed("person.corrected", person, self._fields(row, state) | belongs, owner=person)
                said = registration.consent_fields(_consents(row.person))
                command.add_if_changed("person.consented", person, said, owner=person)
            if household is not None and row.person.is_household_head:
                command.add_if_changed("household.corrected", household, {f"head/{ALWAYS}": person})

    def _known(self, row: ListRow) -> tuple[bytes | None, State]:
        person = row.person.person_id
        if person is None and row.resident_number is not None:
            key = registration.matching_key(self._station)
            if key is not None:
                person = self._by_number.get(keyed_hash(row.resident_number, key))
                if person is not None and not self._is_same_name(person, row.person.name):
                    # one number under two names is for a person to judge, not for a list
                    person = None
        if person is None and row.person.phone is not None:
            person = self._by_phone.get((row.person.name, row.person.phone, row.person.place_code))
        if person is None:
            return None, EMPTY
        return person, self._station.state("person", person)

    def _is_same_name(self, person: bytes, name: str) -> bool:
        known = self._station.state("person", person).values("name")
        return class_form(name) in {class_form(one) for one in known if one}

    def _fields(self, row: ListRow, state: State) -> dict[str, Any]:
        listed = row.person
        said: dict[str, Any] = {
            "name": listed.name,
            "name_bo": listed.name_bo,
            "name_latin": listed.name_latin,
            "sex": _text(listed.sex),
            "ethnicity": listed.ethnicity,
            "born": to_field(listed.birth) if listed.birth else None,
            "phone": listed.phone,
            "place": listed.place_code,
            "post": listed.post,
            "education": _text(listed.education),
            "note": listed.note,
        }
        columns = {"born": "birth", "place": "place_code"}
        # an edited export says with a blank cell that a value is gone, unless it was blank for want of consent; any
        # other list says nothing by it
        allowed = consent.allowed_fields(said, consents(state)) if row.person.person_id is not None else frozenset()
        fields = {
            name: value
            for name, value in said.items()
            if value is not None or (name in allowed and columns.get(name, name) in row.columns)
        }
        if row.resident_number is not None:
            fields["id_last4"] = row.resident_number.last_four
            key = registration.matching_key(self._station)
            if key is not None:
                fields["id_key"] = keyed_hash(row.resident_number, key)
        if row.person.person_id is None:
            # found by number or telephone: the list may tell something new, but does not overrule the register
            fields = {name: value for name, value in fields.items() if state.get(name) is None}
        return fields

    def _add(self, command: Command, row: ListRow, household: bytes | None, organisation: bytes | None) -> bytes:
        fields = self._fields(row, EMPTY) | _ids(household, organisation)
        person = registration.add_person(self._station, command, fields, _consents(row.person))
        if (number := fields.get("id_key")) is not None:
            self._by_number[number] = person
        return person

    def _organisation(self, command: Command, listed: ListedPerson) -> bytes | None:
        if listed.organisation is None:
            return None
        known = self._organisations.get(listed.organisation)
        if known is None:
            known = self._organisations[listed.organisation] = command.new_subject()
            fields = {"name": listed.organisation, "place": listed.place_code and listed.place_code[:6]}
            command.add("organisation.registered", known, fields, is_new=True)
        return known

    def _household(self, command: Command, listed: ListedPerson) -> bytes | None:
        if listed.household_code is None:
            return None
        # villages number their households from one
        code = f"{listed.place_code or ''}/{listed.household_code}"
        known = self._households.get(code)
        if known is None:
            known = self._households[code] = command.new_subject()
            command.add("household.registered", known, {"code": code}, is_new=True)
        if listed.household_size is not None:
            command.add_if_changed("household.corrected", known, {"size": listed.household_size})
        return known


def find_belongings(station: Station, place: str, household_code: str, organisation: str) -> dict[str, Any]:
    """Return the household and organisation of a person typed in by hand, as fields, where the register has them."""
    households = _by(station, "SELECT code, id FROM household JOIN subject USING (no)")
    organisations = _by(station, "SELECT name, id FROM organisation JOIN subject USING (no)")
    return _ids(households.get(f"{place}/{household_code}"), organisations.get(organisation))


def name_head(station: Station, household: bytes, person: bytes) -> Done:
    """Name the head of a household, as far back as is known."""
    with station.command("name head of household") as command:
        command.add_if_changed("household.corrected", household, {f"head/{ALWAYS}": person})
    return command.done


def _by(station: Station, sql: str) -> dict[Any, bytes]:
    return {key: bytes(identifier) for key, identifier in station.database.rows(sql) if key is not None}


def _by_phone(station: Station) -> dict[tuple[str, str, str | None], bytes]:
    found: dict[tuple[str, str, str | None], bytes] = {}
    several: set[tuple[str, str, str | None]] = set()
    for name, phone, place, identifier in station.database.rows(
        "SELECT name, phone, place, id FROM person JOIN subject USING (no) WHERE NOT is_void AND phone GLOB '[0-9]*'"
    ):
        key = (name or "", phone, place)
        if key in found:
            several.add(key)
        found[key] = bytes(identifier)
    return {key: person for key, person in found.items() if key not in several}


def _listed(station: Station, row: PersonRow) -> ListedPerson | None:
    state = station.state("person", row.id)
    allowed = consent.allowed_fields(("name", "phone", "id_last4"), consents(state))
    if "name" not in allowed or not row.name:
        return None
    place = assets.places().find(row.place) if row.place else None
    county, township, village = (*place.path[2:5], None, None, None)[:3] if place else (None, None, None)
    sex, education = state.get("sex"), state.get("education")
    return ListedPerson(
        name=row.name,
        person_id=row.id,
        name_bo=row.name_bo,
        name_latin=state.get("name_latin"),
        sex=Sex(sex) if sex in set(Sex) else None,
        ethnicity=row.ethnicity,
        birth=from_field(state.get("born")),
        id_last4=row.id_last4 if "id_last4" in allowed else None,
        place_code=row.place,
        county=county,
        township=township,
        village=village,
        organisation=row.organisation,
        post=row.post,
        education=Education(education) if education in set(Education) else None,
        phone=row.phone if "phone" in allowed else None,
        note=row.note,
        consents={
            purpose: said == consent.ConsentState.GIVEN
            for purpose, said in consents(state).items()
            if purpose in CONSENT_HEADINGS
        },
    )


def _consents(listed: ListedPerson) -> dict[str, str]:
    return {purpose: "given" if given else "refused" for purpose, given in listed.consents.items()}


def _ids(household: bytes | None, organisation: bytes | None) -> dict[str, Any]:
    return {
        name: value for name, value in (("household", household), ("organisation", organisation)) if value is not None
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
