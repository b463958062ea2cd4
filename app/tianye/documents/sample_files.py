"""The sample programme as the files a headquarters gets: a plan workbook, and lists of people as they really are.

The sources are the tab-separated tables of `resources/sample`; everybody in them is invented.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, Final

from tianye.documents.cells import CellValue
from tianye.documents.flatfiles import write_flat_file
from tianye.documents.people_columns import CONSENT_HEADINGS
from tianye.documents.plan_book import make_plan_template
from tianye.documents.workbook import OutColumn, OutSheet, write_workbook
from tianye.domain.errors import Bug
from tianye.domain.ethnicities import get_ethnicity
from tianye.domain.people import EDUCATION_LABELS, NO_PHONE, SEX_LABELS, Education, Sex
from tianye.domain.places import PlaceTable

LIST_TITLES: Final = {"63": "玉树州参训人员登记表", "43": "湘西州参训人员登记表"}
"""Province code → title of its list."""

_LIST_KEYS: Final = {"63": "Y", "43": "H"}
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One row of `people.tsv`; `key` begins with the letter of its list, `same_as` names the same human being's row."""

    key: str
    name: str
    name_bo: str
    sex: str
    ethnicity: str
    born: str
    id_number: str
    place: str
    organisation: str
    post: str
    education: str
    household: str
    is_head: str
    household_size: str
    phone: str
    note: str
    consented: str
    refused: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The sources as read; the tables of the plan are rows of text by column."""

    people: tuple[SamplePerson, ...]
    plan: Mapping[str, tuple[Mapping[str, str], ...]]

    def people_of(self, province: str) -> tuple[SamplePerson, ...]:
        """Return the people on the list of a province (`63` or `43`), wherever they live."""
        return tuple(person for person in self.people if person.key.startswith(_LIST_KEYS[province]))

    def organisation_name(self, code: str) -> str:
        """Return the name of an organisation; empty for none."""
        return next((row["name"] for row in self.plan["organisations"] if row["code"] == code), "")


@dataclass(frozen=True, slots=True)
class Mess:
    """What a messy list was given that a reader must refuse: keys of the people concerned."""

    number_destroyed: str
    listed_twice: str


def load_sample(folder: Path) -> Sample:
    """Read the sources from `resources/sample`; raises `Bug("sample.damaged")`, for they are part of the program."""
    try:
        people = tuple(SamplePerson(**row) for row in _load_table(folder / "people.tsv"))
        parts = ("programmes", "organisations", "venues", "trainings", "sessions")
        return Sample(people, {part: tuple(_load_table(folder / f"{part}.tsv")) for part in parts})
    except (OSError, TypeError, UnicodeDecodeError, csv.Error) as error:
        raise Bug("sample.damaged") from error


def _load_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", strict=True))


# Headings as the offices of the two provinces write them, in their order.
_HEADINGS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "63": (
        ("serial", "序号"),
        ("county", "县（市）"),
        ("name", "姓　名"),
        ("name_bo", "藏文名"),
        ("phone", "联系电话"),
        ("id_number", "身份证号码"),
        ("sex", "性别"),
        ("ethnicity", "民族"),
        ("village", "行政村"),
        ("township", "乡（镇）"),
        ("organisation", "单位/合作社"),
        ("post", "职务"),
        ("born", "出生年月"),
        ("household", "户编号"),
        ("is_head", "是否户主"),
        ("household_size", "家庭人口数"),
        ("education", "文化程度"),
        ("unknown", "银行卡号"),
        ("note", "备注"),
    ),
    "43": (
        ("name", "姓名"),
        ("sex", "性别"),
        ("ethnicity", "民族"),
        ("born", "出生日期"),
        ("education", "学历"),
        ("county", "县市区"),
        ("township", "乡镇街道"),
        ("village", "村（社区）"),
        ("household", "户号"),
        ("is_head", "户主（是/否）"),
        ("household_size", "家庭人口"),
        ("organisation", "合作社"),
        ("post", "岗位"),
        ("phone", "手机号"),
        ("id_number", "身份证号"),
        ("note", "说明"),
    ),
}


def write_people_workbook(
    stream: BinaryIO, sample: Sample, province: str, places: PlaceTable, made_at: datetime
) -> Mess:
    """Write a province's list as an .xlsx with everything that real lists have wrong; returns what must be refused."""
    heads, rows, mess = _messy_rows(sample, province, places)
    columns = [OutColumn(head) for head in heads]
    notes = OutSheet("填表说明", [OutColumn("请逐行填写，不要合并单元格。", 40)], [])
    write_workbook(stream, [OutSheet("Sheet1", columns, rows, LIST_TITLES[province]), notes], made_at)
    return mess


def write_people_csv(stream: BinaryIO, sample: Sample, province: str, places: PlaceTable) -> Mess:
    """Write the same list as Excel in China saves it: CSV in GB18030, the destroyed number as `6.32799E+17`."""
    heads, rows, mess = _messy_rows(sample, province, places)
    text = io.BytesIO()
    shown = ([f"{cell:.5E}" if isinstance(cell, float) else cell for cell in row] for row in rows)
    write_flat_file(text, [[LIST_TITLES[province]], heads, *shown])
    stream.write(text.getvalue().decode("utf-8-sig").encode("gb18030"))
    return mess


def _messy_rows(sample: Sample, province: str, places: PlaceTable) -> tuple[list[str], list[list[CellValue]], Mess]:
    columns = [*_HEADINGS[province], *((f"consent/{purpose}", zh) for purpose, (zh, _) in CONSENT_HEADINGS.items())]
    people = sample.people_of(province)
    numbered = [person for person in people if person.id_number]
    destroyed, twice = numbered[7], numbered[11]
    rows: list[list[CellValue]] = []
    for number, person in enumerate(people, start=1):
        cells = _person_cells(person, sample, places) | {"serial": number}
        if number % 5 == 0:
            cells["phone"] = str(cells["phone"]).translate(_FULL_WIDTH)
        elif number % 5 == 1 and person.phone.isdecimal():
            cells["phone"] = int(person.phone)
        if person is destroyed:
            cells["id_number"] = float(person.id_number[:15] + "000")
        rows.append([cells.get(key) or None for key, _ in columns])
        if person is twice or number % 17 == 0:
            rows.append([])
    again = _person_cells(twice, sample, places)
    rows += [[again.get(key) or None for key, _ in columns], [], [f"合计：{len(people)}人"]]
    return [heading for _, heading in columns], rows, Mess(destroyed.key, twice.key)


def _person_cells(person: SamplePerson, sample: Sample, places: PlaceTable) -> dict[str, CellValue]:
    county, township, village = place_names(places, person.place)
    cells: dict[str, CellValue] = {
        "name": person.name,
        "name_bo": person.name_bo,
        "sex": SEX_LABELS[Sex(person.sex)].zh,
        "ethnicity": get_ethnicity(person.ethnicity).zh_full,
        "born": person.born,
        "id_number": person.id_number,
        "county": county,
        "township": township,
        "village": village,
        "organisation": sample.organisation_name(person.organisation),
        "post": person.post,
        "education": EDUCATION_LABELS[Education(person.education)].zh if person.education else None,
        "household": person.household,
        "is_head": {"yes": "是", "no": "否"}.get(person.is_head),
        "household_size": int(person.household_size) if person.household_size else None,
        "phone": "无" if person.phone == NO_PHONE else person.phone,
        "note": person.note,
    }
    cells |= {f"consent/{purpose}": "是" for purpose in person.consented.split()}
    cells |= {f"consent/{purpose}": "否" for purpose in person.refused.split()}
    return cells


def place_names(places: PlaceTable, code: str) -> tuple[str | None, str | None, str | None]:
    """Return the county, township and village names of a code, as far as it goes."""
    names = places.get(code).path[2:]
    county, township, village = (*names, None, None, None)[:3]
    return county, township, village


def write_plan_workbook(stream: BinaryIO, sample: Sample, places: PlaceTable, made_at: datetime) -> None:
    """Write the sample's plan as an office fills in the template: dates as dates, some times in full-width."""
    filled = (
        _programme_rows(sample),
        _organisation_rows(sample, places),
        _venue_rows(sample, places),
        _training_rows(sample, places),
        _session_rows(sample),
    )
    sheets = [
        OutSheet(empty.name, empty.columns, list(rows), empty.title)
        for empty, rows in zip(make_plan_template(), filled, strict=True)
    ]
    write_workbook(stream, sheets, made_at)


_PlanRows = Iterator[list[CellValue]]


def _programme_rows(sample: Sample) -> _PlanRows:
    for row in sample.plan["programmes"]:
        dates = [date.fromisoformat(row[key]) for key in ("begins_on", "ends_on")]
        yield [row["code"], row["title_zh"], row["title_en"], *dates]


def _organisation_rows(sample: Sample, places: PlaceTable) -> _PlanRows:
    for row in sample.plan["organisations"]:
        head = [row["code"], row["name"], row["uscc"] or None, row["kind"], row["stage"], None]
        percent = row["women_owner_percent"]
        owners = int(percent) if percent else None
        yield [*head, *place_names(places, row["place"]), row["is_led_by_woman"], owners]


def _venue_rows(sample: Sample, places: PlaceTable) -> _PlanRows:
    for row in sample.plan["venues"]:
        yield [row["code"], row["name"], None, *place_names(places, row["place"])]


def _training_rows(sample: Sample, places: PlaceTable) -> _PlanRows:
    for row in sample.plan["trainings"]:
        words = [row[key] for key in ("code", "programme", "kind", "title_zh", "title_en")]
        rest = [row[key] for key in ("host", "venue", "threshold", "is_sensitive")]
        yield [*words, place_names(places, row["county"])[0], *rest]


def _session_rows(sample: Sample) -> _PlanRows:
    for number, row in enumerate(sample.plan["sessions"]):
        widen: Callable[[str], str] = str if number % 4 else _to_full_width
        times = [widen(row[key]) for key in ("begins", "ends")]
        yield [None, row["training"], date.fromisoformat(row["on"]), row["half"], *times, row["venue"]]


def _to_full_width(text: str) -> str:
    return text.translate(_FULL_WIDTH).replace(":", "：")
