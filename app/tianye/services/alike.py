"""Who in the register is like somebody being registered: said while she can still be asked.

At a door `find_alike` weighs what was typed as the search for duplicates does: a false alarm holds up everybody behind.
Over the register `find_meant` shows whoever any single word of it finds: there is time to look.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tianye.domain.dates import BirthDate, from_field
from tianye.domain.errors import UserFault
from tianye.domain.matching import Candidate, Strength, compare, make_candidate
from tianye.domain.names import normal_name, query_key
from tianye.services import registration
from tianye.services.door import Caller, callers_of
from tianye.services.faces import Face, faces_of
from tianye.services.station import Station
from tianye.store.queries import people
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import SessionRow

_POOL = 40
_SHOWN = 3
_MEANT = 6
_NEW = bytes(10)


def find_alike(station: Station, session: SessionRow, said: Mapping[str, str]) -> list[Caller]:
    """Return those of the register who can be the person that is being typed, the likest first.

    `said` is text as `registration.make_fields` takes it; what cannot be read yet is left out. Compared are names in
    every spelling, telephone, year of birth and village; nobody is linked by this. Who is called exactly so is shown
    whatever is said of the sex: it may have been pressed by mistake, here or then.
    """
    fields = _readable(said)
    name = fields.get("name")
    if not name:
        return []
    born = from_field(fields.get("born"))
    phone, place = fields.get("phone"), fields.get("place")
    found = people.search_people(station.database, name, limit=_POOL)
    if phone and phone.isdecimal():
        found += people.search_people(station.database, phone, limit=_POOL)
    if place and born:
        found += people.people_born_near(station.database, place[:6], born.year)
    wanted = make_candidate(_NEW, name, sex=fields.get("sex"), birth=born, phone=phone, place=place)
    ranked = []
    for row in {row.id: row for row in found}.values():
        strength = compare(wanted, _candidate(row)).strength
        is_named_so = normal_name(row.name or "") == name
        if strength is not Strength.NONE or is_named_so:
            ranked.append((-strength, not is_named_so, row.no, row))
    return callers_of(station, session, [row for *_, row in sorted(ranked)[:_SHOWN]])


def find_meant(station: Station, said: Mapping[str, str], *, besides: bytes = b"") -> list[Face]:
    """Return whom the texts of an editor may mean: by name as it is written or sounds, by phone; never `besides`."""
    found: dict[bytes, Face] = {}
    for text in (said.get("name", ""), said.get("name_bo", ""), said.get("phone", "")):
        if len(text.strip()) >= 2 and query_key(text):
            rows = people.search_people(station.database, text, limit=_MEANT)
            found.update((face.id, face) for face in faces_of(rows) if face.id != besides)
    return list(found.values())[:_MEANT]


def _readable(said: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for key in ("name", "sex", "born", "phone", "place"):
        try:
            fields |= registration.make_fields({key: said.get(key)})
        except UserFault:
            continue
    return fields


def _candidate(row: PersonRow) -> Candidate:
    birth = None if row.born_year is None else BirthDate(row.born_year, row.born_month, row.born_day)
    return make_candidate(
        row.id,
        row.name or "",
        other_names=[row.name_bo] if row.name_bo else [],
        sex=row.sex,
        birth=birth,
        phone=row.phone,
        household=row.household,
        place=row.place,
    )
