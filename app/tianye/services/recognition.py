"""Whom and what a row of a list means: people, organisations and households that are on the register already.

The rules are those of docs/decisions/0007; everything is looked up once, when a list is opened.
"""

from __future__ import annotations

from collections import defaultdict

from tianye.documents.people_list import PersonRow as ListRow
from tianye.domain.names import class_form
from tianye.domain.resident_number import keyed_hash
from tianye.services import registration
from tianye.services.station import Station
from tianye.store.queries import recognition
from tianye.store.queries.recognition import KnownHousehold, KnownOrganisation, KnownPerson


class Register:
    """The register as it stood when a list was opened, with what the list has added to it since."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._key = registration.matching_key(station)
        self._by_number: dict[bytes, list[KnownPerson]] = defaultdict(list)
        self._by_phone: dict[tuple[str, str, str | None], list[KnownPerson]] = defaultdict(list)
        for person in recognition.people_to_recognise(station.database):
            if person.id_key is not None:
                self._by_number[person.id_key].append(person)
            if person.phone is not None:
                self._by_phone[person.name, person.phone, person.place].append(person)
        self._organisations: dict[bytes, KnownOrganisation] = {}
        self._organisations_by_name: dict[str, list[KnownOrganisation]] = defaultdict(list)
        for organisation in recognition.known_organisations(station.database):
            self.keep_organisation(organisation)
        self._households: dict[bytes, KnownHousehold] = {}
        self._households_by_code: dict[str, KnownHousehold] = {}
        for household in reversed(recognition.known_households(station.database)):
            self.keep_household(household)

    def find_person(self, row: ListRow) -> bytes | None:
        """Return the person a row without an id means, or None for somebody new."""
        number = None
        if row.resident_number is not None and self._key is not None:
            number = keyed_hash(row.resident_number, self._key)
            # one number under two names is for a person to judge, not for a list
            for known in self._by_number.get(number, ()):
                if self._has_name(known, row.person.name):
                    return known.id
        if row.person.phone is None:
            return None
        alike = self._by_phone.get((row.person.name, row.person.phone, row.person.place_code), ())
        found = [known for known in alike if number is None or known.id_key in (None, number)]
        numbers = {known.id_key for known in found} - {None}
        # two women of one name, telephone and village with two numbers: the row does not say which of them
        return found[0].id if found and len(numbers) < 2 else None

    def _has_name(self, known: KnownPerson, name: str) -> bool:
        standing = self._station.state("person", known.id).values("name")
        return class_form(name) in {class_form(one) for one in standing if one}

    def find_organisation(self, name: str, place: str | None) -> KnownOrganisation | None:
        """Return the organisation of a name: of the county of a place, or the only one there is."""
        alike = self._organisations_by_name.get(name, [])
        near = [one for one in alike if place and one.place and one.place[:6] == place[:6]]
        if near:
            return near[0]
        return alike[0] if len(alike) == 1 else None

    def organisation(self, identifier: bytes | None) -> KnownOrganisation | None:
        """Return an organisation by id, or None."""
        return None if identifier is None else self._organisations.get(identifier)

    def keep_organisation(self, organisation: KnownOrganisation) -> None:
        """Add an organisation."""
        self._organisations[organisation.id] = organisation
        self._organisations_by_name[organisation.name].append(organisation)

    def find_household(self, place: str | None, number: str) -> KnownHousehold | None:
        """Return the household of a village by its number there, or None."""
        return self._households_by_code.get(household_code(place, number))

    def household(self, identifier: bytes | None) -> KnownHousehold | None:
        """Return a household by id, or None."""
        return None if identifier is None else self._households.get(identifier)

    def keep_household(self, household: KnownHousehold) -> None:
        """Add a household, or what is new about it."""
        self._households[household.id] = self._households_by_code[household.code] = household


def household_code(place: str | None, number: str) -> str:
    """Return the code of a household: villages number theirs from one."""
    return f"{place or ''}/{number}"
