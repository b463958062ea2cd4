"""Lists of people: the template, what people send back, and exports that come home by id.

A list is read leniently in form (headings, widths, blanks) and strictly in meaning: nothing is guessed, a person twice
in one file is said, and what is only odd (a sex that differs from the seventeenth digit) is a notice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tianye.documents.cells import CellValue, Sheet
from tianye.documents.people_columns import ALL_COLUMNS, CONSENT_HEADINGS, EXPORT_COLUMNS, TEMPLATE_COLUMNS
from tianye.documents.place_names import PlaceFinder
from tianye.documents.tables import Notice, Position, Problem, TableRow, in_order, read_tables
from tianye.documents.workbook import OutSheet
from tianye.domain import ids
from tianye.domain.dates import BirthDate, Calendar, Precision
from tianye.domain.errors import UserFault
from tianye.domain.ethnicities import get_ethnicity
from tianye.domain.people import (
    EDUCATION_LABELS,
    NO_PHONE,
    SEX_LABELS,
    Education,
    Sex,
)
from tianye.domain.resident_number import NumberWarning, ResidentNumber, warnings_of

_LEVELS: Final = ("county", "township", "village")


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person as a list tells of one; None is a blank cell or a column that is not there.

    `place_code` has 6, 9 or 12 digits; `phone` is in normal form or `NO_PHONE`; `consents` holds the purposes asked
    for.
    """

    name: str
    person_id: bytes | None = None
    name_bo: str | None = None
    name_latin: str | None = None
    sex: Sex | None = None
    ethnicity: str | None = None
    birth: BirthDate | None = None
    id_last4: str | None = None
    place_code: str | None = None
    county: str | None = None
    township: str | None = None
    village: str | None = None
    organisation: str | None = None
    post: str | None = None
    education: Education | None = None
    household_code: str | None = None
    is_household_head: bool | None = None
    household_size: int | None = None
    phone: str | None = None
    note: str | None = None
    consents: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One sound row of a list.

    `columns` are the keys of all columns the sheet has: in an edited export, a blank cell of such a column means that
    the value was taken out, and a column that is not there says nothing. Sex and birth date are taken from the
    resident number only where the list leaves them blank and brings no id.
    """

    position: Position
    person: ListedPerson
    resident_number: ResidentNumber | None
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleReading:
    """A list as read: sound rows, how many were refused, and everything there is to say, in the file's order."""

    rows: tuple[PersonRow, ...]
    refused_count: int
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


def make_people_template(title: str) -> OutSheet:
    """Make the empty list to be sent out."""
    return OutSheet("人员 People", [column.to_write() for column in TEMPLATE_COLUMNS], [], title)


def make_people_export(people: Iterable[ListedPerson], title: str | None = None) -> OutSheet:
    """Make a list of registered people that can be edited and read back; fields left None are blank cells."""
    rows = (
        [number if column.key == "serial" else _to_cell(person, column.key) for column in EXPORT_COLUMNS]
        for number, person in enumerate(people, start=1)
    )
    return OutSheet("人员 People", [column.to_write() for column in EXPORT_COLUMNS], rows, title)


def _to_cell(person: ListedPerson, key: str) -> CellValue:
    if key.startswith("consent/"):
        return _yes_no(person.consents.get(key.removeprefix("consent/")))
    match key, getattr(person, key):
        case _, None:
            return None
        case "person_id", bytes(person_id):
            return ids.to_text(person_id)
        case "sex", Sex() as sex:
            return SEX_LABELS[sex].zh
        case "ethnicity", str(code):
            return get_ethnicity(code).zh_full
        case "education", Education() as education:
            return EDUCATION_LABELS[education].zh
        case "birth", BirthDate() as birth:
            return birth_text(birth)
        case "is_household_head", bool(is_head):
            return _yes_no(is_head)
        case "phone", str(phone):
            return "无" if phone == NO_PHONE else phone
        case _, value:
            return value if isinstance(value, int) else str(value)


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "是" if value else "否"


def birth_text(birth: BirthDate) -> str:
    """Write a birth date for people: 1990, 1990-01, 1990-01-15, 农历1984年闰10月1日; `read_birth_date` reads it."""
    if birth.calendar is Calendar.SOLAR:
        return str(birth)
    text = f"农历{birth.year}年"
    if birth.precision is not Precision.YEAR:
        text += f"{'闰' if birth.is_leap_month else ''}{birth.month}月"
    if birth.precision is Precision.DAY:
        text += f"{birth.day}日"
    return text


def read_people(sheets: Sequence[Sheet], find_place: PlaceFinder, today: date) -> PeopleReading:
    """Read a list of people from all sheets that have its headings.

    `today` is for refusing who would be born later and saying who would be very old. Problems: those of `tables`, of
    the `domain` readers, of `find_place`, and `people.listed-twice` (data: `first_sheet`, `first_row`, `by`),
    `people.id-twice` (likewise), `people.household-two-heads` (likewise), `people.place-contradicts` (the code column
    and the names are of two places), `birth-date.in-future` (by its column or by the number). Notices: those of
    `tables` and `resident-number.*` for what is odd about a number.
    """
    table = read_tables(sheets, ALL_COLUMNS)
    problems = list(table.problems)
    notices = list(table.notices)
    first_seen = _FirstSeen()
    rows = []
    for row in table.refused:
        problems += _find_place(row, find_place)[1]
    for row in table.rows:
        place_code, found = _find_place(row, find_place)
        found += first_seen.problems_of(row)
        problems += found
        if found:
            continue
        person = _make_person(row, place_code)
        if (column := _find_unborn(row, today)) is not None:
            problems.append(row.problem(column, "birth-date.in-future"))
            continue
        number: ResidentNumber | None = row.get("resident_number")
        if number is not None:
            notices += _odd_number(row, number, person, today)
        rows.append(PersonRow(row.position, person, number, frozenset(row.letters)))
    return PeopleReading(
        tuple(rows),
        len(table.rows) + len(table.refused) - len(rows),
        tuple(in_order(problems)),
        tuple(in_order(notices)),
    )


def _make_person(row: TableRow, place_code: str | None) -> ListedPerson:
    number: ResidentNumber | None = row.get("resident_number")
    sex: Sex | None = row.get("sex")
    birth: BirthDate | None = row.get("birth")
    if number is not None and row.get("person_id") is None:
        sex = sex or Sex(number.sex)
        birth = birth or BirthDate(number.born_on.year, number.born_on.month, number.born_on.day)
    return ListedPerson(
        name=row.values["name"],
        person_id=row.get("person_id"),
        name_bo=row.get("name_bo"),
        name_latin=row.get("name_latin"),
        sex=sex,
        ethnicity=row.get("ethnicity"),
        birth=birth,
        id_last4=number.last_four if number is not None else row.get("id_last4"),
        place_code=place_code,
        county=row.get("county"),
        township=row.get("township"),
        village=row.get("village"),
        organisation=row.get("organisation"),
        post=row.get("post"),
        education=row.get("education"),
        household_code=row.get("household_code"),
        is_household_head=row.get("is_household_head"),
        household_size=row.get("household_size"),
        phone=row.get("phone"),
        note=row.get("note"),
        consents={
            purpose: row.values[f"consent/{purpose}"]
            for purpose in CONSENT_HEADINGS
            if f"consent/{purpose}" in row.values
        },
    )


def _find_unborn(row: TableRow, today: date) -> str | None:
    """Return the column by which somebody would be born later than today."""
    birth: BirthDate | None = row.get("birth")
    if birth is not None and birth.span.first > today:
        return "birth"
    number: ResidentNumber | None = row.get("resident_number")
    return "resident_number" if number is not None and number.born_on > today else None


def _find_place(row: TableRow, find_place: PlaceFinder) -> tuple[str | None, list[Problem]]:
    code: str | None = row.get("place_code")
    county, township, village = (row.get(level) for level in _LEVELS)
    if county is None and township is None and village is None:
        return code, []
    try:
        found = find_place(county, township, village)
    except UserFault as fault:
        level = fault.data.get("level")
        column = level if isinstance(level, str) and level in _LEVELS else "county"
        return None, [row.problem(column, fault.code, **fault.data)]
    if code is not None and code != found:
        # In an edited export either may be the one that was edited.
        return None, [row.problem("place_code", "people.place-contradicts")]
    return found, []


_WEAK: Final = frozenset({"name-and-phone", "name-and-birth"})


class _FirstSeen:
    """Where each person and each household head of a file was first met."""

    def __init__(self) -> None:
        self._rows: dict[tuple[object, ...], TableRow] = {}

    def problems_of(self, row: TableRow) -> list[Problem]:
        """Return why the row tells of somebody met before, then remember it."""
        keys = _identities(row)
        problems = []
        for by, column, key in keys:
            first = self._rows.get((by, key))
            if first is None or (by in _WEAK and _have_different_numbers(first, row)):
                continue
            place = {"first_sheet": first.position.sheet, "first_row": first.position.row}
            if by == "id":
                problems.append(row.problem(column, "people.id-twice", **place))
            elif by == "head":
                problems.append(row.problem(column, "people.household-two-heads", **place))
            else:
                problems.append(row.problem(column, "people.listed-twice", by=by, **place))
            break
        for by, _, key in keys:
            self._rows.setdefault((by, key), row)
        return problems


def _identities(row: TableRow) -> list[tuple[str, str, object]]:
    """List by what a row could be somebody met before, surest first: kind, column to point at, key."""
    name, phone, birth, number = (row.get(key) for key in ("name", "phone", "birth", "resident_number"))
    found: list[tuple[str, str, object]] = []
    if (person_id := row.get("person_id")) is not None:
        found.append(("id", "person_id", person_id))
    if number is not None:
        found.append(("resident-number", "resident_number", number.text))
    if phone is not None and phone != NO_PHONE:
        found.append(("name-and-phone", "phone", (name, phone)))
    if birth is not None and birth.born_on is not None:
        found.append(("name-and-birth", "birth", (name, birth.born_on)))
    if row.get("household_code") is not None and row.get("is_household_head"):
        # Villages number their households from one.
        household = tuple(row.get(key) for key in ("household_code", *_LEVELS, "place_code"))
        found.append(("head", "is_household_head", household))
    return found


def _have_different_numbers(one: TableRow, other: TableRow) -> bool:
    mine, theirs = one.get("resident_number"), other.get("resident_number")
    return mine is not None and theirs is not None and mine.text != theirs.text


_NUMBER_NOTICES: Final = {
    NumberWarning.OLD_FORM: "resident-number.old-form",
    NumberWarning.SEX_DIFFERS: "resident-number.sex-differs",
    NumberWarning.BIRTH_DIFFERS: "resident-number.birth-differs",
    NumberWarning.BIRTH_IN_OTHER_CALENDAR: "resident-number.birth-in-other-calendar",
    NumberWarning.BORN_LATER: "resident-number.born-later",
    NumberWarning.VERY_OLD: "resident-number.very-old",
}


def _odd_number(row: TableRow, number: ResidentNumber, person: ListedPerson, today: date) -> list[Notice]:
    sex = None if person.sex is None else str(person.sex)
    return [
        row.notice("resident_number", _NUMBER_NOTICES[warning])
        for warning in warnings_of(number, sex=sex, birth=person.birth, today=today)
    ]
