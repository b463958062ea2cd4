"""The columns of lists of people: their headings in Chinese and English, and how a cell of each is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from tianye.documents.cells import CellValue
from tianye.documents.parsing import of_text, parse_digits, parse_text, parse_whole_number, parse_yes_no
from tianye.documents.tables import Column
from tianye.domain import ids
from tianye.domain.dates import BirthDate, read_birth_date
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ethnicities import read_ethnicity
from tianye.domain.names import make_name
from tianye.domain.people import (
    EDUCATION_LABELS,
    SEX_LABELS,
    HouseholdRole,
    read_education,
    read_household_role,
    read_phone,
    read_sex,
)
from tianye.domain.resident_number import ResidentNumber, read_resident_number

CONSENT_HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    "attendance": ("同意:考勤", "Consent: attendance"),
    "contact": ("同意:联系", "Consent: contact"),
    "id_number": ("同意:身份证号", "Consent: identity number"),
    "health": ("同意:健康", "Consent: health"),
    "photo": ("同意:照片", "Consent: photo"),
    "quote_named": ("同意:署名引用", "Consent: quote with name"),
    "quote_anonymous": ("同意:匿名引用", "Consent: quote without name"),
}
"""Purpose → headings of its column; a blank cell means that nobody asked."""

_LONGEST_RUNNING_NUMBER: Final = 6
_LARGEST_HOUSEHOLD: Final = 999


def parse_person_id(value: CellValue) -> bytes | None:
    """Return the id of an edited export; None for running numbers, which many lists head 编号 too."""
    text = parse_digits(value)
    if text.isdecimal() and len(text) <= _LONGEST_RUNNING_NUMBER:
        return None
    return ids.from_text(text)


def parse_birth(value: CellValue) -> BirthDate | None:
    """Return a birth date as said.

    Excel makes «1990年1月» the first of that month and «1990.10» the number 1990.1: a date cell on the first of a month
    is therefore read as the month, and the number is refused with `cell.month-unclear`.
    """
    if isinstance(value, datetime | date):
        day = value.day if value.day > 1 else None
        return BirthDate(value.year, value.month, day)
    if isinstance(value, float) and not value.is_integer():
        if repr(value).endswith(".1"):
            raise UserFault("cell.month-unclear", next_step=NextStep.MEND_FILE)
        return read_birth_date(repr(value))
    return read_birth_date(parse_text(value))


def parse_resident_number(value: CellValue) -> ResidentNumber:
    """Return a checked resident number; raises what `domain.resident_number` raises, never guesses lost digits."""
    try:
        digits = parse_digits(value)
    except UserFault as fault:
        if fault.code == "cell.digits-lost":
            raise UserFault("resident-number.digits-lost", next_step=NextStep.MEND_FILE) from fault
        raise
    return read_resident_number(digits)


def parse_is_head(value: CellValue) -> bool | None:
    """Return whether the person heads the household, from 是/否 or from the relation to the head."""
    try:
        return parse_yes_no(value)
    except UserFault:
        role = read_household_role(parse_text(value))
    return None if role is None else role is HouseholdRole.HEAD


def parse_household_size(value: CellValue) -> int:
    """Return how many people belong to a household.

    Raises `UserFault`: `cell.not-a-whole-number`, `cell.not-a-household-size`.
    """
    size = parse_whole_number(value)
    if not 0 <= size <= _LARGEST_HOUSEHOLD:
        raise UserFault("cell.not-a-household-size", next_step=NextStep.MEND_FILE)
    return size


def parse_place_code(value: CellValue) -> str:
    """Return a code of 6, 9 or 12 digits; raises `place.code-unreadable`."""
    code = parse_digits(value)
    if not (code.isdecimal() and code.isascii() and len(code) in (6, 9, 12)):
        raise UserFault("place.code-unreadable", next_step=NextStep.MEND_FILE)
    return code


def _consent_column(purpose: str) -> Column:
    zh, en = CONSENT_HEADINGS[purpose]
    return Column(f"consent/{purpose}", zh, en, parse_yes_no, choices=("是", "否"), width=12)


ID: Final = Column("person_id", "编号", "Id", parse_person_id, width=20)
RESIDENT: Final = Column(
    "resident_number",
    "身份证号",
    "Identity number",
    parse_resident_number,
    ("身份证号码", "身份证", "公民身份号码"),
    width=22,
)
_LAST_FOUR: Final = Column("id_last4", "身份证后四位", "Identity number, last 4", parse_text, ("身份证末四位",))
_PLACE_CODE: Final = Column("place_code", "地点代码", "Place code", parse_place_code, ("行政区划代码",), width=15)
_CONSENTS: Final = tuple(_consent_column(purpose) for purpose in CONSENT_HEADINGS)

_BEFORE: Final = (
    Column("serial", "序号", "No.", synonyms=("排序", "#"), is_serial=True, width=6),
    Column(
        "name",
        "姓名",
        "Name",
        of_text(make_name),
        ("参训人员", "学员姓名", "名字"),
        is_required=True,
    ),
    Column("name_bo", "藏文名", "Tibetan name", of_text(make_name), ("藏文姓名",), width=18),
    Column("name_latin", "拉丁名", "Latin name", of_text(make_name), ("拼音", "英文名")),
    Column(
        "sex",
        "性别",
        "Sex",
        of_text(read_sex),
        ("gender",),
        width=8,
        choices=tuple(label.zh for label in SEX_LABELS.values()),
    ),
    Column("ethnicity", "民族", "Ethnicity", of_text(read_ethnicity), width=10),
    Column("birth", "出生年月", "Born", parse_birth, ("出生日期", "生日", "出生年月日", "birth date"), width=16),
)
_AFTER: Final = (
    Column("county", "县", "County", synonyms=("县市区", "县(市、区)", "区县", "县市", "所在县", "市县区"), width=14),
    Column("township", "乡镇", "Township", synonyms=("乡(镇)", "乡镇街道", "镇", "乡"), width=14),
    Column("village", "村", "Village", synonyms=("行政村", "村社区", "村委会", "社区", "村组"), width=16),
    Column(
        "organisation",
        "单位/合作社",
        "Organisation",
        synonyms=("单位", "合作社", "工作单位", "单位(合作社)", "所属合作社"),
        width=24,
    ),
    Column("post", "职务", "Post", synonyms=("职位", "岗位", "职务/身份"), width=12),
    Column(
        "education",
        "文化程度",
        "Education",
        of_text(read_education),
        ("学历", "教育程度"),
        width=12,
        choices=tuple(label.zh for label in EDUCATION_LABELS.values()),
    ),
    Column("household_code", "户编号", "Household", parse_digits, ("户号", "家庭编号", "户口编号"), width=12),
    Column(
        "is_household_head",
        "户主",
        "Head of household",
        parse_is_head,
        ("是否户主", "与户主关系"),
        width=8,
        choices=("是", "否"),
    ),
    Column("household_size", "家庭人口", "Household size", parse_household_size, ("家庭人口数", "户人口"), width=10),
    Column(
        "phone",
        "联系电话",
        "Phone",
        lambda value: read_phone(parse_digits(value)),
        ("电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"),
        width=16,
    ),
    Column("note", "备注", "Note", synonyms=("说明", "remarks"), width=20),
)

TEMPLATE_COLUMNS: Final = (*_BEFORE, RESIDENT, *_AFTER, *_CONSENTS)
"""What a list to be filled in asks for."""

EXPORT_COLUMNS: Final = (ID, *_BEFORE, _LAST_FOUR, _PLACE_CODE, *_AFTER, *_CONSENTS)
"""What an export tells: the id by which it comes home, and of the resident number its last four characters."""

ALL_COLUMNS: Final = (ID, *_BEFORE, RESIDENT, _LAST_FOUR, _PLACE_CODE, *_AFTER, *_CONSENTS)
