from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tianye.documents.cells import CellValue, Sheet
from tianye.documents.flatfiles import read_flat_file, write_flat_file
from tianye.documents.people_columns import EXPORT_COLUMNS, TEMPLATE_COLUMNS, parse_household_size
from tianye.documents.people_list import (
    ListedPerson,
    PeopleReading,
    birth_text,
    make_people_export,
    make_people_template,
    read_people,
)
from tianye.documents.sources import load_sheets
from tianye.documents.tables import Position, Remark
from tianye.documents.workbook import read_workbook, write_workbook
from tianye.domain.dates import BirthDate, Calendar, read_birth_date
from tianye.domain.errors import UserFault
from tianye.domain.people import NO_PHONE, Education, Sex
from tianye.domain.resident_number import check_digit

TODAY = date(2026, 6, 1)
MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
FIXTURES = Path(__file__).parent / "fixtures"


def find_place(county: str | None, township: str | None, village: str | None) -> str:
    codes = {
        ("玉树市", None, None): "632701",
        ("玉树市", "结古街道", "团结村"): "632701001201",
        ("称多县", None, None): "632723",
    }
    if (code := codes.get((county or "", township, village))) is None:
        level = "village" if village else "township" if township else "county"
        raise UserFault("place.unknown", level=level)
    return code


def read(*rows: list[CellValue]) -> PeopleReading:
    return read_people([Sheet("人员", list(rows))], find_place, TODAY)


def codes(remarks: tuple[Remark, ...]) -> list[tuple[int, str, str]]:
    return [(remark.row, remark.column, remark.code) for remark in remarks]


def number(first_seventeen: str) -> str:
    return first_seventeen + check_digit(first_seventeen)


A_LIST = """\
联系电话|民族|姓名|身份证号码|村|乡镇|县（市、区）|与户主关系|户编号|学历|同意:联系|合作社
１３９００００００１１|藏|卓　玛|632521 19850615 3026|团结村|结古街道|玉树市|本人||小学|是|洋芋社
无|回族|马文俊||||玉树市|妻子|12||否|
"""


def test_a_list_in_any_order_with_full_width_digits() -> None:
    heads, first, second = [line.split("|") for line in A_LIST.splitlines()]
    reading = read(["玉树市培训名单"], [*heads], [*first[:8], 12.0, *first[9:]], [*second])
    assert reading.problems == ()
    zhuoma, ma = reading.rows
    assert zhuoma.position == Position("人员", 3)
    assert zhuoma.person == ListedPerson(
        name="卓玛",
        sex=Sex.FEMALE,
        ethnicity="04",
        birth=BirthDate(1985, 6, 15),
        id_last4="3026",
        place_code="632701001201",
        county="玉树市",
        township="结古街道",
        village="团结村",
        organisation="洋芋社",
        education=Education.PRIMARY,
        household_code="12",
        is_household_head=True,
        phone="13900000011",
        consents={"contact": True},
    )
    assert zhuoma.resident_number is not None
    assert zhuoma.resident_number.text == "632521198506153026"
    assert (ma.person.phone, ma.person.is_household_head, ma.person.consents) == (NO_PHONE, False, {"contact": False})
    assert "attendance" not in ma.person.consents
    assert reading.refused_count == 0


def test_all_problems_of_a_list_are_said_at_once_and_good_rows_kept() -> None:
    reading = read(
        ["姓名", "身份证号", "性别", "联系电话", "县", "民族", "出生年月"],
        ["一一", 6.32721199001010e17, "女", "13900000001", "玉树市", "藏", "1990-01-01"],
        ["二二", "632721199001010026", "？", "12345", "玉树", "藏人", "九零年"],
        ["三三", number("63010219900229001"), None, None, None, None, None],
        [None, "632721199001010025", None, None, None, None, None],
        ["四四", "6.32721E+17", None, None, None, None, 1990.1],
        ["五五", None, "男", 13900000005.0, "玉树市", "汉", 1990.12],
    )
    assert codes(reading.problems) == [
        (2, "B", "resident-number.digits-lost"),
        (3, "B", "resident-number.wrong-check-digit"),
        (3, "C", "person.sex-unreadable"),
        (3, "D", "person.phone-unreadable"),
        (3, "E", "place.unknown"),
        (3, "F", "ethnicity.unknown"),
        (3, "G", "birth-date.unreadable"),
        (4, "B", "resident-number.wrong-date"),
        (5, "A", "table.value-missing"),
        (6, "B", "resident-number.digits-lost"),
        (6, "G", "cell.month-unclear"),
    ]
    assert [row.person.name for row in reading.rows] == ["五五"]
    assert reading.rows[0].person.birth == BirthDate(1990, 12)
    assert reading.refused_count == 5


def test_nobody_is_born_later_than_today() -> None:
    reading = read(
        ["姓名", "出生日期", "身份证号"],
        ["卓玛", "2026-06-02", None],
        ["扎西", "2026-06-01", None],
        ["才吉", "2026", None],
        ["拉毛", None, number("63272120270101002")],
    )
    assert codes(reading.problems) == [(2, "B", "birth-date.in-future"), (5, "C", "birth-date.in-future")]
    assert [row.person.name for row in reading.rows] == ["扎西", "才吉"]
    assert reading.refused_count == 2


def test_an_unknown_place_is_a_problem_at_the_level_that_is_wrong() -> None:
    reading = read(["姓名", "县", "村"], ["卓玛", "玉树市", "无此村"], ["扎西", "无此县", None])
    assert codes(reading.problems) == [(2, "C", "place.unknown"), (3, "B", "place.unknown")]


@pytest.mark.parametrize(
    ("first", "second", "by"),
    [
        (
            ["卓玛", "632521198506153026", None, None],
            ["才吉", "６３２５２１198506153026", None, None],
            "resident-number",
        ),
        (["卓玛", None, "13900000001", None], ["卓 玛", None, "139-0000-0001", None], "name-and-phone"),
        (["卓玛", None, None, "1990-1-15"], ["卓玛", None, None, "农历1989年腊月十九"], "name-and-birth"),
    ],
)
def test_a_person_twice_in_one_file(first: list[CellValue], second: list[CellValue], by: str) -> None:
    reading = read(["姓名", "身份证号", "电话", "出生日期"], first, second)
    (problem,) = reading.problems
    assert (problem.row, problem.code) == (3, "people.listed-twice")
    assert problem.data == {"first_sheet": "人员", "first_row": 2, "by": by}
    assert len(reading.rows) == 1


def test_two_people_may_share_a_name_a_phone_or_a_birthday() -> None:
    one, other = number("63272119900101001"), number("63272119900101003")
    reading = read(
        ["姓名", "身份证号", "电话", "出生日期"],
        ["卓玛", one, "13900000001", "1990-01-01"],
        ["卓玛", other, "13900000001", "1990-01-01"],
        ["扎西", None, "13900000001", "1990-01-01"],
        ["卓玛", None, "13900000002", "1990"],
        ["卓玛", None, "无", None],
        ["卓玛", None, "无", "1990"],
    )
    assert reading.problems == ()


def test_one_head_to_a_household_of_one_village() -> None:
    reading = read(
        ["姓名", "县", "户编号", "户主"],
        ["卓玛", "玉树市", "1", "是"],
        ["扎西", "玉树市", "1", "是"],
        ["才仁", "称多县", "1", "是"],
    )
    assert codes(reading.problems) == [(3, "D", "people.household-two-heads")]


def test_what_is_odd_about_a_number_is_a_notice() -> None:
    reading = read(
        ["姓名", "性别", "出生年月", "身份证号"],
        ["卓玛", "男", "1985-06", "632521198506153026"],
        ["扎西", "男", "1981", 632721900101001],
    )
    assert reading.problems == ()
    assert codes(reading.notices) == [
        (2, "D", "resident-number.sex-differs"),
        (3, "D", "resident-number.old-form"),
        (3, "D", "resident-number.birth-differs"),
    ]
    assert reading.rows[0].person.sex is Sex.MALE


def test_a_date_cell_on_the_first_says_no_more_than_the_month() -> None:
    reading = read(
        ["姓名", "出生年月"],
        ["卓玛", datetime.fromisoformat("1990-01-01T00:00")],
        ["扎西", datetime.fromisoformat("1990-01-02T00:00")],
        ["才仁", 1990],
    )
    assert [row.person.birth for row in reading.rows] == [
        BirthDate(1990, 1),
        BirthDate(1990, 1, 2),
        BirthDate(1990),
    ]


EVERYTHING = ListedPerson(
    name="卓玛·才仁",
    person_id=bytes(range(10)),
    name_bo="སྒྲོལ་མ",
    name_latin="Drolma",
    sex=Sex.FEMALE,
    ethnicity="04",
    birth=BirthDate(1984, 10, 1, Calendar.LUNAR, True),
    id_last4="002X",
    place_code="632701001201",
    county="玉树市",
    township="结古街道",
    village="团结村",
    organisation="=洋芋合作社",
    post="社长",
    education=Education.JUNIOR_SECONDARY,
    household_code="0012",
    is_household_head=True,
    household_size=5,
    phone="0976-8820001",
    note="一行 二行",
    consents={"attendance": True, "photo": False},
)


def exported(*people: ListedPerson) -> list[Sheet]:
    stream = io.BytesIO()
    write_workbook(stream, [make_people_export(people, "玉树市人员")], MADE_AT)
    stream.seek(0)
    return read_workbook(stream)


def test_an_export_comes_back_by_id() -> None:
    bare = ListedPerson(name="扎西", person_id=bytes(10), phone=NO_PHONE)
    reading = read_people(exported(EVERYTHING, bare), find_place, TODAY)
    assert (reading.problems, reading.notices) == ((), ())
    assert [row.person for row in reading.rows] == [EVERYTHING, bare]
    assert reading.rows[0].columns == {column.key for column in EXPORT_COLUMNS}


def test_an_export_as_csv_comes_back_too() -> None:
    sheet = make_people_export([EVERYTHING])
    stream = io.BytesIO()
    write_flat_file(stream, [[column.heading for column in sheet.columns], *sheet.rows])
    stream.seek(0)
    reading = read_people([read_flat_file(stream, "人员")], find_place, TODAY)
    assert [row.person for row in reading.rows] == [EVERYTHING]


def test_an_export_holds_no_resident_number() -> None:
    assert "resident_number" not in {column.key for column in EXPORT_COLUMNS}


def test_a_person_twice_in_an_edited_export_and_an_unreadable_id() -> None:
    other = replace(EVERYTHING, name="扎西", phone=None, household_code="2")
    assert codes(read_people(exported(EVERYTHING, other), find_place, TODAY).problems) == [(4, "A", "people.id-twice")]
    assert codes(read(["编号", "姓名"], ["ABCDEFGH", "卓玛"]).problems) == [(2, "A", "id.unreadable")]


def test_running_numbers_headed_as_ids_are_no_ids() -> None:
    reading = read(["编号", "姓名"], [1, "卓玛"], ["002", "扎西"])
    assert [row.person.person_id for row in reading.rows] == [None, None]


def test_a_code_and_names_of_two_places_contradict() -> None:
    reading = read(
        ["姓名", "地点代码", "县"], ["卓玛", "632723", "玉树市"], ["扎西", 632723, None], ["才仁", "63", None]
    )
    assert codes(reading.problems) == [(2, "B", "people.place-contradicts"), (4, "B", "place.code-unreadable")]
    assert [row.person.place_code for row in reading.rows] == ["632723"]


def test_the_template_is_read_by_its_own_headings_and_is_empty() -> None:
    stream = io.BytesIO()
    write_workbook(stream, [make_people_template("培训人员名单")], MADE_AT)
    stream.seek(0)
    reading = read_people(read_workbook(stream), find_place, TODAY)
    assert reading == PeopleReading((), 0, (), ())
    assert {"resident_number", "consent/contact"} <= {column.key for column in TEMPLATE_COLUMNS}


def test_an_old_workbook_and_a_chinese_csv_are_told_by_their_content(tmp_path: Path) -> None:
    reading = read_people(load_sheets(FIXTURES / "old_list.xls"), find_place, TODAY)
    assert codes(reading.problems) == [(4, "E", "resident-number.digits-lost")]
    assert [row.person.name for row in reading.rows] == ["卓玛", "སྒྲོལ་མ"]
    assert [row.person.phone for row in reading.rows] == ["13900000001", None]
    assert [row.person.place_code for row in reading.rows] == ["632701", "632701"]
    path = tmp_path / "名单.xls"
    path.write_bytes("姓名;电话\n卓玛;13900000001\n".encode("gb18030"))
    (row,) = read_people(load_sheets(path), find_place, TODAY).rows
    assert (row.position, row.person.phone) == (Position("名单", 2), "13900000001")


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match=r"document\.missing"):
        load_sheets(tmp_path / "none.xlsx")
    with pytest.raises(UserFault, match=r"document\.not-a-file"):
        load_sheets(tmp_path)


@pytest.mark.parametrize(
    "birth",
    [
        BirthDate(1990),
        BirthDate(1990, 1),
        BirthDate(1990, 1, 15),
        EVERYTHING.birth,
        BirthDate(1985, 1, 1, Calendar.LUNAR),
    ],
)
def test_birth_dates_are_written_to_be_read(birth: BirthDate) -> None:
    assert read_birth_date(birth_text(birth)) == birth


def test_refused_rows_are_left_out_whole() -> None:
    reading = read(["姓名", "电话"], ["卓玛", "1"], ["扎西", "2"], ["才仁", "13900000001"])
    assert (len(reading.rows), reading.refused_count, len(reading.problems)) == (1, 2, 2)


@pytest.mark.parametrize("size", [-1, 1000, "99999999", 1e15])
def test_what_is_no_household_is_named(size: CellValue) -> None:
    with pytest.raises(UserFault, match=r"cell\.not-a-household-size"):
        parse_household_size(size)
    assert parse_household_size("12") == 12
