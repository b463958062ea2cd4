"""What a register says about a person besides the name: sex, age group, phone, household role, schooling.

Codes are what is stored and exchanged; Chinese and English labels belong to the tables because lists and workbooks are
read and written with them. None always means «not said». Names are in `names`, birth dates in `dates`, identity numbers
in `resident_number`, ethnic groups in `ethnicities`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from tianye.domain.dates import BirthDate, age_on
from tianye.domain.errors import NextStep, UserFault


class Label(NamedTuple):
    """How a table writes a code."""

    zh: str
    en: str


class Sex(StrEnum):
    """As the person says it; None where it was not said."""

    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


class HouseholdRole(StrEnum):
    """Relation to the head of the household; the head is a dated role, see `domain.md` D8 (women-headed)."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    CHILD_IN_LAW = "child-in-law"
    GRANDCHILD = "grandchild"
    PARENT = "parent"
    PARENT_IN_LAW = "parent-in-law"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    OTHER = "other"


class Education(StrEnum):
    """Highest level attended, from none to postgraduate."""

    NONE = "none"
    PRIMARY = "primary"
    JUNIOR_SECONDARY = "junior-secondary"
    SENIOR_SECONDARY = "senior-secondary"
    VOCATIONAL_SECONDARY = "vocational-secondary"
    JUNIOR_COLLEGE = "junior-college"
    BACHELOR = "bachelor"
    POSTGRADUATE = "postgraduate"


class AgeGroup(StrEnum):
    """Below, inside or above the bounds of youth; unknown when the birth date allows more than one."""

    BELOW_YOUTH = "below-youth"
    YOUTH = "youth"
    ABOVE_YOUTH = "above-youth"
    UNKNOWN = "unknown"


class YouthBounds(NamedTuple):
    """Youngest and oldest age, in full years, that count as youth; a project sets them and freezes them."""

    youngest: int
    oldest: int


YOUTH: Final = YouthBounds(15, 34)
"""As many projects use; UN statistics say 15-24, youth policy in China 14-35 (`domain.md` D8)."""

NO_PHONE: Final = "none"
"""Said to have no phone: an answer, unlike None."""

SEX_LABELS: Final = {
    Sex.FEMALE: Label("女", "Female"),
    Sex.MALE: Label("男", "Male"),
    Sex.OTHER: Label("其他", "Other"),
}
HOUSEHOLD_ROLE_LABELS: Final = {
    HouseholdRole.HEAD: Label("户主", "Head"),
    HouseholdRole.SPOUSE: Label("配偶", "Spouse"),
    HouseholdRole.CHILD: Label("子女", "Child"),
    HouseholdRole.CHILD_IN_LAW: Label("儿媳或女婿", "Child-in-law"),
    HouseholdRole.GRANDCHILD: Label("孙子女", "Grandchild"),
    HouseholdRole.PARENT: Label("父母", "Parent"),
    HouseholdRole.PARENT_IN_LAW: Label("公婆或岳父母", "Parent-in-law"),
    HouseholdRole.GRANDPARENT: Label("祖父母", "Grandparent"),
    HouseholdRole.SIBLING: Label("兄弟姐妹", "Sibling"),
    HouseholdRole.OTHER: Label("其他", "Other"),
}
EDUCATION_LABELS: Final = {
    Education.NONE: Label("未上过学", "No schooling"),
    Education.PRIMARY: Label("小学", "Primary school"),
    Education.JUNIOR_SECONDARY: Label("初中", "Junior secondary"),
    Education.SENIOR_SECONDARY: Label("高中", "Senior secondary"),
    Education.VOCATIONAL_SECONDARY: Label("中专", "Vocational secondary"),
    Education.JUNIOR_COLLEGE: Label("大专", "Junior college"),
    Education.BACHELOR: Label("本科", "Bachelor"),
    Education.POSTGRADUATE: Label("研究生", "Postgraduate"),
}

_Code = TypeVar("_Code", bound=StrEnum)

_NOT_SAID: Final = frozenset({"", "-", "/", "—", "不详", "未填", "未知", "未说明"})
_NO_PHONE: Final = frozenset({"无", "没有", "无电话", "没有电话", NO_PHONE})
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
# Beijing and the 02x cities have three digits of area code, all others four.
_LANDLINE: Final = re.compile(r"(010|02\d|0[3-9]\d\d)(\d{7,8})")
_COUNTRY: Final = re.compile(r"^(\+86|0086)")
_PHONE_MARKS: Final = re.compile(r"[\s\-‐‑‒–—()]")


def _aliases(labels: dict[_Code, Label], others: dict[_Code, str]) -> dict[str, _Code]:
    table = {str(code): code for code in labels}
    table |= {_compact(text): code for code, label in labels.items() for text in label}
    table |= {_compact(text): code for code, texts in others.items() for text in texts.split()}
    return table


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


_SEXES: Final = _aliases(SEX_LABELS, {Sex.FEMALE: "女性 女士 妇女 woman", Sex.MALE: "男性 先生 man", Sex.OTHER: "x"})
_HOUSEHOLD_ROLES: Final = _aliases(
    HOUSEHOLD_ROLE_LABELS,
    {
        HouseholdRole.HEAD: "本人或户主 本人",
        HouseholdRole.SPOUSE: "妻 妻子 夫 丈夫 爱人 老婆 老公 wife husband",
        HouseholdRole.CHILD: "子 女 儿子 女儿 长子 次子 三子 长女 次女 三女 养子 养女 son daughter",
        HouseholdRole.CHILD_IN_LAW: "儿媳 女婿 媳妇 儿媳妇",
        HouseholdRole.GRANDCHILD: "孙子 孙女 外孙 外孙子 外孙女 孙",
        HouseholdRole.PARENT: "父 母 父亲 母亲 mother father",
        HouseholdRole.PARENT_IN_LAW: "公公 婆婆 岳父 岳母 公婆 岳父母",
        HouseholdRole.GRANDPARENT: "祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆",
        HouseholdRole.SIBLING: "兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 brother sister",
        HouseholdRole.OTHER: "其它 其他亲属 非亲属",
    },
)
_EDUCATIONS: Final = _aliases(
    EDUCATION_LABELS,
    {
        Education.NONE: "文盲 半文盲 未上学 没上过学 无 扫盲班 学前",
        Education.PRIMARY: "小学毕业 小学肄业",
        Education.JUNIOR_SECONDARY: "初级中学 中学 初中毕业",
        Education.SENIOR_SECONDARY: "高级中学 普通高中 高中毕业",
        Education.VOCATIONAL_SECONDARY: "中职 职高 技校 中技 中等专科 高中/中专 中专/高中",
        Education.JUNIOR_COLLEGE: "专科 大学专科 高职",
        Education.BACHELOR: "大学 大学本科 学士",
        Education.POSTGRADUATE: "硕士 博士 硕士研究生 博士研究生",
    },
)


def read_sex(text: str) -> Sex | None:
    """Return the sex meant by a cell of a list; None when nothing is said.

    Raises `UserFault("person.sex-unreadable")`.
    """
    compact = _compact(text)
    if compact in _NOT_SAID:
        return None
    sex = _SEXES.get(compact)
    if sex is None:
        raise UserFault("person.sex-unreadable", next_step=NextStep.MEND_INPUT)
    return sex


def read_household_role(text: str) -> HouseholdRole | None:
    """Return the role meant by a cell of a list; None when nothing is said.

    Raises `UserFault("person.role-unreadable")`.
    """
    compact = _compact(text)
    if compact in _NOT_SAID:
        return None
    role = _HOUSEHOLD_ROLES.get(compact)
    if role is None:
        raise UserFault("person.role-unreadable", next_step=NextStep.MEND_INPUT)
    return role


def read_education(text: str) -> Education | None:
    """Return the level meant by a cell of a list; None when nothing is said.

    Raises `UserFault("person.education-unreadable")`.
    """
    compact = _compact(text)
    if compact in _NOT_SAID:
        return None
    education = _EDUCATIONS.get(compact)
    if education is None:
        raise UserFault("person.education-unreadable", next_step=NextStep.MEND_INPUT)
    return education


def read_phone(text: str) -> str | None:
    """Return the normal form of a phone: 11 digits of a mobile, `0971-8123456` of a land line, or `NO_PHONE`.

    None when nothing is said. Country code, blanks and dashes are forgiven; operators' prefixes are not checked, they
    change. Raises `UserFault("person.phone-unreadable")`.
    """
    compact = _compact(text)
    if compact in _NOT_SAID:
        return None
    if compact in _NO_PHONE:
        return NO_PHONE
    digits = _COUNTRY.sub("", _PHONE_MARKS.sub("", compact)).removesuffix(".0")
    if _MOBILE.fullmatch(digits) and digits.isascii():
        return digits
    landline = _LANDLINE.fullmatch(digits)
    if landline is None or not digits.isascii():
        raise UserFault("person.phone-unreadable", next_step=NextStep.MEND_INPUT)
    return f"{landline[1]}-{landline[2]}"


def mask_phone(phone: str) -> str:
    """Return a normal phone for lists that pass from hand to hand: 138****5678, 0971-***3456."""
    if phone == NO_PHONE:
        return phone
    start = phone.index("-") + 1 if "-" in phone else 3
    return phone[:start] + "*" * (len(phone) - start - 4) + phone[-4:]


def possible_age_groups(birth: BirthDate | None, day: date, youth: YouthBounds = YOUTH) -> frozenset[AgeGroup]:
    """Return every age group somebody may be in on a day; certain when there is one."""
    groups = (AgeGroup.BELOW_YOUTH, AgeGroup.YOUTH, AgeGroup.ABOVE_YOUTH)
    if birth is None:
        return frozenset(groups)
    low, high = (_group_index(age, youth) for age in age_on(birth, day))
    return frozenset(groups[low : high + 1])


def age_group(birth: BirthDate | None, day: date, youth: YouthBounds = YOUTH) -> AgeGroup:
    """Return the age group on a day; `UNKNOWN` unless it is certain."""
    groups = possible_age_groups(birth, day, youth)
    return next(iter(groups)) if len(groups) == 1 else AgeGroup.UNKNOWN


def _group_index(age: int, youth: YouthBounds) -> int:
    return 0 if age < youth.youngest else 1 if age <= youth.oldest else 2
