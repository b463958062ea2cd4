"""What a list that comes in is compared with: people by number and telephone, organisations and households."""

from __future__ import annotations

import json
from typing import NamedTuple

from tianye.store.database import Database


class KnownPerson(NamedTuple):
    """What a row without an id can be recognised by."""

    id: bytes
    name: str
    phone: str | None
    place: str | None
    id_key: bytes | None


class KnownOrganisation(NamedTuple):
    """An organisation by name; the code is a plan's, and None where only a list of people named it."""

    id: bytes
    code: str | None
    name: str
    place: str | None


class KnownHousehold(NamedTuple):
    """A household by code; `heads` is since when (YYYY-MM-DD) → person."""

    id: bytes
    code: str
    size: int | None
    heads: dict[str, bytes]

    @property
    def number(self) -> str:
        """The number by which the village knows it."""
        return self.code.rpartition("/")[2]


def people_to_recognise(database: Database) -> list[KnownPerson]:
    """Return the people of the register who have a resident number or a telephone, the longest known first."""
    return [
        KnownPerson(*row)
        for row in database.rows(
            "SELECT id, coalesce(name, ''), phone, place, id_key FROM person JOIN subject USING (no) "
            "WHERE NOT is_void AND (id_key IS NOT NULL OR phone GLOB '[0-9]*') ORDER BY no"
        )
    ]


def known_organisations(database: Database) -> list[KnownOrganisation]:
    """Return the organisations that have a name, the longest known first."""
    return [
        KnownOrganisation(*row)
        for row in database.rows(
            "SELECT id, code, name, place FROM organisation JOIN subject USING (no) WHERE name <> '' ORDER BY no"
        )
    ]


def known_households(database: Database) -> list[KnownHousehold]:
    """Return the households that have a code, the longest known first."""
    return [
        KnownHousehold(identifier, code, size, {since: bytes.fromhex(head) for since, head in json.loads(heads)})
        for identifier, code, size, heads in database.rows(
            "SELECT id, code, size, heads FROM household JOIN subject USING (no) WHERE code <> '' ORDER BY no"
        )
    ]
