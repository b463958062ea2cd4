"""Reading a list of people against the register: what it says that is not so yet, shown first, then written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from tianye.documents.parsing import parse_text
from tianye.documents.people_list import ListedPerson, PeopleReading, read_people
from tianye.documents.people_list import PersonRow as ListRow
from tianye.documents.tables import Notice, Problem
from tianye.domain import consent
from tianye.domain.consent import ConsentState
from tianye.domain.dates import from_field, to_field
from tianye.domain.fold import EMPTY, State
from tianye.domain.resident_number import keyed_hash
from tianye.services import assets, registration
from tianye.services.lists import load_sheets, today
from tianye.services.progress import Tell, in_silence, told_of
from tianye.services.recognition import Register, household_code
from tianye.services.station import Command, Station
from tianye.store.projections import consents
from tianye.store.queries.recognition import KnownHousehold, KnownOrganisation

ALWAYS: Final = "0001-01-01"
"""Since when somebody heads a household of which a list says only that she does."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field a list would change; the values are shown to the person who sent the list, never logged.

    Organisations are named, households by their number in the village; `head` and `household_size` are the household's.
    """

    person: bytes
    row: int
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PeoplePreview:
    """What a list would do: how many people are new, which fields of known people change.

    `reading` holds all there is to say of the file, also what only the register could tell.
    """

    reading: PeopleReading
    added: int
    unchanged: int
    changes: tuple[FieldChange, ...]
    new_names: tuple[tuple[int, str], ...] = ()
    """Row and name of everybody new."""


class _Home(NamedTuple):
    """The household a row means, None where it is not on the register yet.

    `size` and `is_head` are what is new of it; `is_joined` says that the person does not belong to it yet.
    """

    known: KnownHousehold | None = None
    size: int | None = None
    is_head: bool = False
    is_joined: bool = False


class _Wanted(NamedTuple):
    """What one sound row says that is not so yet.

    `person` is None for somebody new. `fields` are an operation's, without organisation and household: these are
    `belongs`, by name and by number in the village, None where taken out, absent where nothing is said.
    """

    row: ListRow
    person: bytes | None
    state: State
    fields: dict[str, Any]
    belongs: dict[str, str | None]
    home: _Home
    consents: dict[str, str]


class PeopleImport:
    """One list, read and compared with the register; `preview` is what `write` would do."""

    def __init__(self, station: Station, path: Path, tell: Tell = in_silence) -> None:
        self._station = station
        self._today = today(station)
        self._register = Register(station)
        reading = read_people(load_sheets(path, tell=tell), assets.place_finder(), self._today)
        problems: list[Problem] = []
        self._notices: list[Notice] = []
        self._wanted: list[_Wanted] = []
        self._households: dict[bytes, dict[str, Any]] = {}
        for row in told_of(reading.rows, tell):
            wanted = self._compare(_with_short_place(row))
            if wanted is None:
                problems.append(Problem(row.position.sheet, row.position.row, "", "person_id", "people.id-unknown"))
            else:
                self._wanted.append(wanted)
        changes = [self._changes(one) for one in self._wanted if one.person is not None]
        self.preview = PeoplePreview(
            replace(
                reading,
                refused_count=reading.refused_count + len(problems),
                problems=(*reading.problems, *problems),
                notices=(*reading.notices, *self._notices),
            ),
            sum(one.person is None for one in self._wanted),
            sum(not changed for changed in changes),
            tuple(change for changed in changes for change in changed),
            tuple((one.row.position.row, one.row.person.name) for one in self._wanted if one.person is None),
        )

    # ---- comparing -------------------------------------------------------------------------------------------------

    def _compare(self, row: ListRow) -> _Wanted | None:
        """Return what a row says that is not so yet; None where its id is nobody's."""
        listed = row.person
        by_id = listed.person_id is not None
        person = listed.person_id if by_id else self._register.find_person(row)
        state = EMPTY if person is None else self._station.state("person", person)
        if by_id and (not state.claims or state.get("is_void")):
            return None
        said = _said(row) | self._number(row, person)
        gone = self._taken_out(row, state) if by_id else frozenset[str]()
        # whatever is shown of somebody on whom laptops disagree comes home unchanged and decides nothing; a row without
        # an id may tell something new but does not overrule the register
        fields = {
            name: value
            for name, value in said.items()
            if (value is not None or name in gone)
            and (not _is_same(state.get(name), value) if by_id else state.get(name) is None)
        }
        home = self._home(listed, state, person)
        belongs = self._organisation_said(listed, state, is_gone="organisation" in gone)
        if home.is_joined:
            belongs["household"] = listed.household_code
        return _Wanted(row, person, state, fields, belongs, home, self._consents(row, state, by_id=by_id))

    def _organisation_said(self, listed: ListedPerson, state: State, *, is_gone: bool) -> dict[str, str | None]:
        current = self._register.organisation(state.get("organisation"))
        if listed.organisation is None:
            return {"organisation": None} if is_gone and current is not None else {}
        is_news = current is None or (listed.person_id is not None and current.name != listed.organisation)
        return {"organisation": listed.organisation} if is_news else {}

    def _home(self, listed: ListedPerson, state: State, person: bytes | None) -> _Home:
        """Return the household a row means, and what the row says of it that is new."""
        if listed.household_code is None:
            return _Home()
        by_id = listed.person_id is not None
        own = self._register.household(state.get("household"))
        if own is not None and by_id and own.number == listed.household_code:
            # who moves to another village takes her household along
            return _Home(own, *_news_of_household(listed, own, person))
        if own is not None and not by_id:
            is_own = own.code == household_code(listed.place_code, listed.household_code)
            return _Home(own, *_news_of_household(listed, own, person)) if is_own else _Home(own)
        known = self._register.find_household(listed.place_code, listed.household_code)
        return _Home(known, *_news_of_household(listed, known, person), is_joined=True)

    def _number(self, row: ListRow, person: bytes | None) -> dict[str, Any]:
        if row.resident_number is None:
            return {}
        if person is None:
            # registering hashes it, or lets it wait for the key
            return {"resident_number": row.resident_number.text}
        key = registration.matching_key(self._station)
        hashed = {} if key is None else {"id_key": keyed_hash(row.resident_number, key)}
        return {"id_last4": row.resident_number.last_four} | hashed

    def _let_number_wait(self, wanted: _Wanted, person: bytes) -> None:
        number = wanted.row.resident_number
        if number is None or registration.matching_key(self._station) is not None:
            return
        last4 = wanted.fields.get("id_last4", wanted.state.get("id_last4"))
        if last4 == number.last_four and wanted.state.get("id_key") is None:
            registration.let_number_wait(self._station, person, number.text)

    def _taken_out(self, row: ListRow, state: State) -> frozenset[str]:
        """Return the fields a blank cell of an edited export takes out: not those blank for want of consent.

        The list's own columns of consent tell what was agreed to when it was written.
        """
        columns = {field: _COLUMNS.get(field, field) for field in (*_said(row), "organisation")}
        agreed = {
            purpose: said
            for purpose, said in consents(state).items()
            if row.person.consents.get(purpose) or f"consent/{purpose}" not in row.columns
        }
        present = [field for field, column in columns.items() if column in row.columns]
        return may_leave(present, agreed, state, self._today)

    def _consents(self, row: ListRow, state: State, *, by_id: bool) -> dict[str, str]:
        """Return what the list says about consent that is new.

        What was withdrawn stays withdrawn: a list may be older than the withdrawal.
        """
        standing = consents(state)
        said: dict[str, str] = {}
        for purpose, is_given in row.person.consents.items():
            before = standing.get(purpose)
            if before is None:
                said[purpose] = ConsentState.GIVEN if is_given else ConsentState.REFUSED
            elif is_given and before is ConsentState.WITHDRAWN:
                heading = f"consent/{purpose}"
                self._notices.append(
                    Notice(row.position.sheet, row.position.row, "", heading, "people.consent-was-withdrawn")
                )
            elif by_id and is_given and before is ConsentState.REFUSED:
                said[purpose] = ConsentState.GIVEN
            elif by_id and not is_given and before is ConsentState.GIVEN:
                said[purpose] = ConsentState.WITHDRAWN
        return said

    def _changes(self, wanted: _Wanted) -> list[FieldChange]:
        """Return what a row would change of somebody known."""
        if wanted.person is None:
            return []
        state = wanted.state
        organisation = self._register.organisation(state.get("organisation"))
        own = self._register.household(state.get("household"))
        before = {"organisation": organisation and organisation.name, "household": own and own.number}
        changed = [(name, state.get(name), value) for name, value in wanted.fields.items()]
        changed += [(name, before[name], value) for name, value in wanted.belongs.items()]
        if wanted.home.size is not None:
            known = wanted.home.known
            changed.append(("household_size", known and known.size, wanted.home.size))
        if wanted.home.is_head:
            changed.append(("head", False, True))
        standing = consents(state)
        changed += [(f"consent/{purpose}", standing.get(purpose), said) for purpose, said in wanted.consents.items()]
        return [FieldChange(wanted.person, wanted.row.position.row, *change) for change in changed]

    # ---- writing ---------------------------------------------------------------------------------------------------

    def write(self, command: Command, tell: Tell = in_silence) -> None:
        """Write every sound row, then the households as all rows together tell of them."""
        for wanted in told_of(self._wanted, tell):
            home = self._household(command, wanted)
            fields = dict(wanted.fields)
            if "organisation" in wanted.belongs:
                name = wanted.belongs["organisation"]
                fields["organisation"] = name and self._organisation(command, name, wanted.row.person.place_code)
            if home is not None and "household" in wanted.belongs:
                fields["household"] = home.id
            person = wanted.person
            if person is None:
                person = registration.add_person(self._station, command, fields, wanted.consents)
            else:
                command.add_if_changed("person.corrected", person, fields, owner=person)
                self._let_number_wait(wanted, person)
                said = registration.consent_fields(wanted.consents)
                command.add_if_changed("person.consented", person, said, owner=person)
            if home is not None:
                self._note_household(wanted, home, person)
        for household, facts in self._households.items():
            if "code" in facts:
                command.add("household.registered", household, facts, is_new=True)
            else:
                command.add_if_changed("household.corrected", household, facts)

    def _organisation(self, command: Command, name: str, place: str | None) -> bytes:
        known = self._register.find_organisation(name, place)
        if known is None:
            known = KnownOrganisation(command.new_subject(), None, name, place and place[:6])
            self._register.keep_organisation(known)
            command.add("organisation.registered", known.id, {"name": name, "place": known.place}, is_new=True)
        return known.id

    def _household(self, command: Command, wanted: _Wanted) -> KnownHousehold | None:
        """Return the household a row means, as the rows before it left it; a new one where there is none yet."""
        listed = wanted.row.person
        if listed.household_code is None:
            return None
        if wanted.home.known is not None:
            return self._register.household(wanted.home.known.id)
        known = self._register.find_household(listed.place_code, listed.household_code)
        if known is None:
            code = household_code(listed.place_code, listed.household_code)
            known = KnownHousehold(command.new_subject(), code, None, {})
            self._register.keep_household(known)
            self._households[known.id] = {"code": code}
        return known

    def _note_household(self, wanted: _Wanted, home: KnownHousehold, person: bytes) -> None:
        by_id = wanted.row.person.person_id is not None
        facts: dict[str, Any] = {}
        # the rows before this one may have told already
        if wanted.home.size is not None and (by_id or home.size is None):
            facts["size"] = wanted.home.size
            home = home._replace(size=wanted.home.size)
        if wanted.home.is_head and (by_id or not home.heads):
            facts[f"head/{ALWAYS}"] = person
            home = home._replace(heads=home.heads | {ALWAYS: person})
        if facts:
            self._households.setdefault(home.id, {}).update(facts)
            self._register.keep_household(home)


def may_leave(fields: Iterable[str], agreed: consent.Consents, state: State, day: date) -> frozenset[str]:
    """Return which fields of a person may stand in a list that goes out, of a minor with the guardian's consent too."""
    is_minor = consent.needs_guardian(from_field(state.get("born")), day)
    return consent.allowed_fields(fields, agreed, is_minor=is_minor)


_COLUMNS: Final = {"born": "birth", "place": "place_code"}
"""Field of a person → its column, where the names differ."""


def _said(row: ListRow) -> dict[str, Any]:
    """Return what a row says of a person, as fields; None for what is blank."""
    listed = row.person
    return {
        "name": listed.name,
        "name_bo": listed.name_bo,
        "name_latin": listed.name_latin,
        "sex": None if listed.sex is None else str(listed.sex),
        "ethnicity": listed.ethnicity,
        "born": to_field(listed.birth) if listed.birth else None,
        "phone": listed.phone,
        "place": listed.place_code,
        "post": listed.post,
        "education": None if listed.education is None else str(listed.education),
        "note": listed.note,
    }


def _is_same(known: Any, listed: Any) -> bool:
    # a cell comes home on one line
    return known == listed or (isinstance(known, str) and parse_text(known) == listed)


def _with_short_place(row: ListRow) -> ListRow:
    code = row.person.place_code
    return row if code is None else replace(row, person=replace(row.person, place_code=registration.short_place(code)))


def _news_of_household(
    listed: ListedPerson, home: KnownHousehold | None, person: bytes | None
) -> tuple[int | None, bool]:
    """Return the size, and whether the person is named its head, where that is new."""
    by_id = listed.person_id is not None
    size = listed.household_size
    if home is None:
        return size, bool(listed.is_household_head)
    if size is not None and not (home.size is None or (by_id and home.size != size)):
        size = None
    is_new_head = not home.heads or (by_id and home.heads.get(ALWAYS) != person)
    return size, bool(listed.is_household_head) and is_new_head
