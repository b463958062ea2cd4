"""Lists of people in and out: a list from the county becomes the register, an edited export comes home by id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from tianye.documents.people_columns import CONSENT_HEADINGS
from tianye.documents.people_list import (
    ListedPerson,
    make_people_export,
    make_people_template,
)
from tianye.domain.consent import ConsentState
from tianye.domain.dates import from_field
from tianye.domain.people import Education, Sex
from tianye.services import assets
from tianye.services.lists import ListImport, save_workbook, today
from tianye.services.people_import import ALWAYS, PeopleImport, PeoplePreview, may_leave
from tianye.services.progress import Tell, in_silence
from tianye.services.recognition import Register
from tianye.services.station import Done, Station
from tianye.store.projections import consents
from tianye.store.queries import people
from tianye.store.queries.people import PersonRow

__all__ = [
    "Exported",
    "PeoplePreview",
    "export_people",
    "find_belongings",
    "import_people",
    "name_head",
    "preview_people",
    "write_template",
]

TITLE: Final = "参训者台账 Register of participants"


def write_template(station: Station, path: Path) -> None:
    """Write the empty list of people."""
    save_workbook(station, path, [make_people_template(TITLE)])


def preview_people(station: Station, path: Path, tell: Tell = in_silence) -> PeoplePreview:
    """Read a list and say what it would do, without writing anything."""
    return PeopleImport(station, path, tell).preview


def import_people(station: Station, path: Path, *, good_rows_only: bool = False, tell: Tell = in_silence) -> ListImport:
    """Read a list and write it: all of it, or with `good_rows_only` what is sound.

    A row with an id changes that person. A row with the resident number and a spelling of the name, or with exactly
    the name, telephone and village, of one person registered here is that person and fills in what is blank of her.
    Every other row is somebody new; whether she is a double is for a person to judge (D11). With problems and without
    `good_rows_only` nothing is written. `tell` hears how many rows were compared, then written; what it raises leaves
    nothing.
    """
    listed = PeopleImport(station, path, lambda done, total: tell(done, 2 * total))
    preview, reading = listed.preview, listed.preview.reading
    result = ListImport(
        preview.added,
        len({change.person for change in preview.changes}),
        preview.unchanged,
        reading.refused_count,
        reading.problems,
        reading.notices,
        False,
    )
    if reading.problems and not good_rows_only:
        return result
    with station.command("import people") as command:
        listed.write(command, lambda done, total: tell(total + done, 2 * total))
    return replace(result, is_written=True, changes=command.done.changes, command=command.done.command)


@dataclass(frozen=True, slots=True)
class Exported:
    """How many people a list holds, and how many were left out because they did not consent to be listed."""

    people: int
    held_back: int


def export_people(station: Station, path: Path, *, county: str | None = None) -> Exported:
    """Write the register, of one county or all, as a list that can be edited and read back.

    A field goes out only where its purpose has consent, of the guardian too where somebody may be under fourteen; a
    blank then says nothing when the list comes back.
    """
    rows, register, day = people.all_people(station.database, county), Register(station), today(station)
    listed = [one for row in rows if (one := _listed(station, register, row, day)) is not None]
    save_workbook(station, path, [make_people_export(listed, TITLE)])
    return Exported(len(listed), len(rows) - len(listed))


def find_belongings(station: Station, place: str, household: str, organisation: str) -> dict[str, Any]:
    """Return the household and organisation of a person typed in by hand, as fields, where the register has them."""
    register = Register(station)
    found = {
        "household": register.find_household(place, household),
        "organisation": register.find_organisation(organisation, place),
    }
    return {field: known.id for field, known in found.items() if known is not None}


def name_head(station: Station, household: bytes, person: bytes) -> Done:
    """Name the head of a household, as far back as is known."""
    with station.command("name head of household") as command:
        command.add_if_changed("household.corrected", household, {f"head/{ALWAYS}": person})
    return command.done


def _listed(station: Station, register: Register, row: PersonRow, day: date) -> ListedPerson | None:
    state = station.state("person", row.id)
    allowed = may_leave(("name", "phone", "id_last4"), consents(state), state, day)
    if "name" not in allowed or not row.name:
        return None
    place = assets.places().find(row.place) if row.place else None
    county, township, village = (*place.path[2:5], None, None, None)[:3] if place else (None, None, None)
    sex, education = state.get("sex"), state.get("education")
    home = register.household(row.household)
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
        household_code=home and home.number,
        is_household_head=home.heads[ALWAYS] == row.id if home and ALWAYS in home.heads else None,
        household_size=home and home.size,
        phone=row.phone if "phone" in allowed else None,
        note=row.note,
        consents={
            purpose: said == ConsentState.GIVEN
            for purpose, said in consents(state).items()
            if purpose in CONSENT_HEADINGS
        },
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
