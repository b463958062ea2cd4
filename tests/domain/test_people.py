"""Sex, phones, roles, schooling, age groups."""

from __future__ import annotations

from datetime import date

import pytest

from tianye.domain.dates import BirthDate
from tianye.domain.errors import UserFault
from tianye.domain.people import (
    EDUCATION_LABELS,
    HOUSEHOLD_ROLE_LABELS,
    NO_PHONE,
    SEX_LABELS,
    AgeGroup,
    Education,
    HouseholdRole,
    Sex,
    YouthBounds,
    age_group,
    mask_phone,
    possible_age_groups,
    read_education,
    read_household_role,
    read_phone,
    read_sex,
)

DAY = date(2024, 6, 12)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("女", "f"),
        (" 女 ", "f"),
        ("F", "f"),
        ("female", "f"),
        ("男", "m"),
        ("Ｍ", "m"),
        ("x", "x"),
        ("", None),
        ("不详", None),
    ],
)
def test_sex(text: str, sex: str | None) -> None:
    assert read_sex(text) == sex


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13812345678", "13812345678"),
        ("+86 138 1234 5678", "13812345678"),
        ("0086-138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("13812345678.0", "13812345678"),
        ("19912345678", "19912345678"),
        ("0971-8123456", "0971-8123456"),
        ("(0971)8123456", "0971-8123456"),
        ("073188123456", "0731-88123456"),
        ("010-12345678", "010-12345678"),
        ("无", NO_PHONE),
        ("没有", NO_PHONE),
        ("", None),
        ("-", None),
    ],
)
def test_phones_have_one_form(text: str, phone: str | None) -> None:
    assert read_phone(text) == phone
    if phone is not None:
        assert read_phone(phone) == phone


@pytest.mark.parametrize(
    "text", ["1381234567", "138123456789", "12812345678", "8123456", "1.38E+10", "电话", "༡༣༨༡༢༣༤༥༦༧༨"]
)
def test_what_is_no_phone_is_refused(text: str) -> None:
    with pytest.raises(UserFault, match=r"person\.phone-unreadable"):
        read_phone(text)


def test_a_list_shows_the_tail_of_a_phone() -> None:
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0971-8123456") == "0971-***3456"
    assert mask_phone(NO_PHONE) == NO_PHONE


@pytest.mark.parametrize(
    ("birth", "group"),
    [
        (BirthDate(2009, 6, 13), AgeGroup.BELOW_YOUTH),
        (BirthDate(2009, 6, 12), AgeGroup.YOUTH),
        (BirthDate(1989, 6, 13), AgeGroup.YOUTH),
        (BirthDate(1989, 6, 12), AgeGroup.ABOVE_YOUTH),
        (BirthDate(1989), AgeGroup.UNKNOWN),
        (BirthDate(1990), AgeGroup.YOUTH),
        (BirthDate(1980), AgeGroup.ABOVE_YOUTH),
        (None, AgeGroup.UNKNOWN),
    ],
)
def test_an_age_group_is_said_only_when_certain(birth: BirthDate | None, group: AgeGroup) -> None:
    assert age_group(birth, DAY) is group
    assert (len(possible_age_groups(birth, DAY)) == 1) is (group is not AgeGroup.UNKNOWN)


def test_the_bounds_of_youth_are_a_parameter() -> None:
    assert age_group(BirthDate(1995, 1, 1), DAY, YouthBounds(15, 24)) is AgeGroup.ABOVE_YOUTH
    assert age_group(BirthDate(1988, 7, 1), DAY, YouthBounds(14, 35)) is AgeGroup.YOUTH


@pytest.mark.parametrize(
    ("text", "role"),
    [("户主", "head"), ("妻子", "spouse"), ("长女", "child"), ("女", "child"), ("儿媳", "child-in-law"), ("", None)],
)
def test_household_roles(text: str, role: str | None) -> None:
    assert read_household_role(text) == role


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("文盲", "none"),
        ("小学", "primary"),
        ("初中", "junior-secondary"),
        ("职高", "vocational-secondary"),
        ("本科", "bachelor"),
        ("", None),
    ],
)
def test_education(text: str, level: str | None) -> None:
    assert read_education(text) == level


def test_every_code_and_label_is_read_back() -> None:
    for sex in Sex:
        assert {read_sex(sex), *map(read_sex, SEX_LABELS[sex])} == {sex}
    for role in HouseholdRole:
        assert {read_household_role(role), *map(read_household_role, HOUSEHOLD_ROLE_LABELS[role])} == {role}
    for level in Education:
        assert {read_education(level), *map(read_education, EDUCATION_LABELS[level])} == {level}


def test_unreadable_cells_are_refused_by_name() -> None:
    with pytest.raises(UserFault, match=r"person\.sex-unreadable"):
        read_sex("雄")
    with pytest.raises(UserFault, match=r"person\.role-unreadable"):
        read_household_role("朋友圈")
    with pytest.raises(UserFault, match=r"person\.education-unreadable"):
        read_education("好")
