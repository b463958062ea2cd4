from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest

from tianye.documents.cells import CellValue, MergedCells, Sheet
from tianye.documents.parsing import (
    parse_clock,
    parse_day,
    parse_digits,
    parse_fraction,
    parse_text,
    parse_whole_number,
    parse_yes_no,
)
from tianye.documents.tables import Column, Notice, Position, Problem, in_order, read_table, read_tables
from tianye.domain.errors import UserFault

COLUMNS = (
    Column("serial", "序号", "No.", is_serial=True),
    Column("name", "姓名", "Name", is_required=True, synonyms=("参训人员姓名",)),
    Column("county", "县", "County", synonyms=("县市区",)),
    Column("days", "天数", "Days", parse_whole_number),
    Column("on", "日期", "Date", parse_day),
)
MESSY = Sheet(
    "名单",
    [
        ["玉树市培训名单", None, "天数以实际为准"],
        [],
        ["日 期", "＊姓　名", "备注2", "序号（自填）", "县/市", "DAYS"],
        ["２０２６．６．１２", " 卓玛 ", "x", 1, "玉树市", "３"],
        [None, None, None, 2, None, None],
        [],
        ["2026/13/1", None, None, 3, None, "三"],
        ["日 期", "＊姓　名", "备注2", "序号（自填）", "县/市", "DAYS"],
        [datetime.fromisoformat("2026-06-13T00:00"), "扎西", None, 4, None, 2.0],
        ["合计：2人"],
    ],
    merged=(MergedCells(1, 1, 1, 6), MergedCells(4, 5, 9, 5)),
)


def test_a_messy_list_is_read_row_by_row() -> None:
    table = read_table(MESSY, COLUMNS)
    assert [(row.position, dict(row.values)) for row in table.rows] == [
        (Position("名单", 4), {"serial": "1", "name": "卓玛", "county": "玉树市", "days": 3, "on": date(2026, 6, 12)}),
        (Position("名单", 9), {"serial": "4", "name": "扎西", "county": "玉树市", "days": 2, "on": date(2026, 6, 13)}),
    ]
    assert table.rows[0].letters == {"on": "A", "name": "B", "serial": "D", "county": "E", "days": "F"}


def test_all_problems_of_a_file_are_said_at_once() -> None:
    table = read_table(MESSY, COLUMNS)
    assert in_order(table.problems) == [
        Problem("名单", 7, "A", "on", "cell.not-a-date"),
        Problem("名单", 7, "B", "name", "table.value-missing"),
        Problem("名单", 7, "F", "days", "cell.not-a-whole-number"),
    ]
    assert [dict(row.values) for row in table.refused] == [{"serial": "3", "county": "玉树市"}]
    assert list(table.notices) == [
        Notice("名单", 3, "C", "", "table.column-unknown", {"heading": "备注2"}),
        Notice("名单", 10, "", "", "table.footer-skipped"),
    ]


def test_what_a_cell_held_is_never_in_a_remark() -> None:
    table = read_table(MESSY, COLUMNS)
    assert "三" not in repr(table.problems)
    assert "2026/13/1" not in repr(table.problems)


@pytest.mark.parametrize(
    "heading",
    ["姓名", "Name", "姓名 Name", "姓名\nName", "姓名/Name", "姓名（必填）", "*姓名:", "2. 姓名", "参训人员姓名"],
)
def test_headings_are_known_in_all_their_spellings(heading: str) -> None:
    table = read_table(Sheet("s", [[heading, "天数"], ["卓玛", 1]]), COLUMNS)
    assert [row.get("name") for row in table.rows] == ["卓玛"]


def test_a_heading_merged_over_two_rows_is_found() -> None:
    sheet = Sheet("s", [["姓名", "家庭住址"], [None, "县", "天数"], ["卓玛", "玉树市", 2]], (MergedCells(1, 1, 2, 1),))
    assert [dict(row.values) for row in read_table(sheet, COLUMNS).rows] == [
        {"name": "卓玛", "county": "玉树市", "days": 2}
    ]


def test_a_merged_cell_speaks_for_its_rows_but_makes_none() -> None:
    rows: list[list[CellValue]] = [["姓名", "县"], ["卓玛", "玉树市"], ["扎西"], []]
    table = read_table(Sheet("s", rows, (MergedCells(2, 2, 4, 2),)), COLUMNS)
    assert [row.get("county") for row in table.rows] == ["玉树市", "玉树市"]
    assert not table.problems


def test_missing_and_repeated_columns_are_problems_of_the_head() -> None:
    plan = (*COLUMNS[1:3], Column("code", "编码", "Code", is_required=True))
    table = read_table(Sheet("s", [["姓名", "县", "姓名"], ["卓玛", "玉树市", "扎西"]]), plan)
    assert list(table.problems) == [
        Problem("s", 1, "", "code", "table.column-missing", {"wanted": "编码"}),
        Problem("s", 1, "C", "name", "table.column-twice"),
    ]
    assert (table.rows, [row.get("name") for row in table.refused]) == ((), ["卓玛"])


def test_a_sheet_without_headings_is_one_problem() -> None:
    table = read_table(Sheet("s", [["卓玛", "玉树市"], ["扎西", "称多县"]]), COLUMNS)
    assert list(table.problems) == [Problem("s", 0, "", "", "table.headings-missing", {"wanted": ["姓名"]})]


def test_a_sheet_of_notes_beside_the_table_is_left_with_a_notice() -> None:
    notes = Sheet("说明", [["请勿修改"]])
    table = read_tables(
        [notes, Sheet("一", [["姓名", "县"], ["卓玛"]]), Sheet("二", [["县", "姓名"], [None, "扎西"]])], COLUMNS
    )
    assert [row.position for row in table.rows] == [Position("一", 2), Position("二", 2)]
    assert list(table.notices) == [Notice("说明", 0, "", "", "table.sheet-skipped")]
    assert [problem.code for problem in read_tables([notes], COLUMNS).problems] == ["table.headings-missing"]


def test_a_footer_under_the_names_is_nobody() -> None:
    table = read_table(
        Sheet("s", [["姓名", "县", "天数"], ["卓玛", "玉树市", 1], ["合计：1人"], ["填表人", "扎西"]]), COLUMNS
    )
    assert [row.get("name") for row in table.rows] == ["卓玛"]
    assert [(notice.row, notice.code) for notice in table.notices] == [
        (3, "table.footer-skipped"),
        (4, "table.footer-skipped"),
    ]


def test_a_cut_sheet_is_said() -> None:
    table = read_table(Sheet("s", [["姓名", "县"], ["卓玛"]], is_cut=True), COLUMNS)
    assert list(table.notices) == [Notice("s", 0, "", "", "table.rows-cut")]


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("６３２７２１１９９００１０１００２５", "632721199001010025"),
        (" 632721 19900101 0025 ", "632721199001010025"),
        ("11010519491231002x", "11010519491231002x"),
        (632721199001010025, "632721199001010025"),
        (632721900101002, "632721900101002"),
        (632721900101002.0, "632721900101002"),
        (13900000001.0, "13900000001"),
        ("0971-8230001", "0971-8230001"),
    ],
)
def test_digits_are_kept(value: CellValue, digits: str) -> None:
    assert parse_digits(value) == digits


@pytest.mark.parametrize(
    "value",
    [
        6.32721199001010e17,
        "6.32721E+17",
        "６.32721e+17",
        632721199001010000,
        int(632721199001010025.0),
        1e15,
    ],
)
def test_digits_a_spreadsheet_lost_are_never_guessed(value: CellValue) -> None:
    with pytest.raises(UserFault) as fault:
        parse_digits(value)
    assert fault.value.code == "cell.digits-lost"


@pytest.mark.parametrize("value", ["4/5", "0.8", "80%", "８０％", 0.8, "4 / 5"])
def test_shares(value: CellValue) -> None:
    assert parse_fraction(value) == Fraction(4, 5)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("80", "cell.not-a-share"),
        (float("inf"), "cell.not-a-share"),
        ("5/0", "cell.not-a-share"),
        (date(2026, 4, 5), "cell.share-became-a-date"),
    ],
)
def test_what_is_no_share(value: CellValue, code: str) -> None:
    with pytest.raises(UserFault) as fault:
        parse_fraction(value)
    assert fault.value.code == code


@pytest.mark.parametrize("value", ["2026-06-12", "2026/6/12", "2026.6.12", "2026年6月12日", "20260612", 20260612])
def test_days(value: CellValue) -> None:
    assert parse_day(value) == date(2026, 6, 12)


@pytest.mark.parametrize("value", ["12/6/2026", "6月12日", "2026-02-30", 46185, "明天"])
def test_what_is_no_day(value: CellValue) -> None:
    with pytest.raises(UserFault, match=r"cell\.not-a-date"):
        parse_day(value)


@pytest.mark.parametrize(
    "value", ["9:30", "９：３０", "09:30:00", "9时30分", time(9, 30), timedelta(hours=9, minutes=30)]
)
def test_times(value: CellValue) -> None:
    assert parse_clock(value) == time(9, 30)


@pytest.mark.parametrize("value", ["25:00", "9:75", "上午", timedelta(hours=30), 9.5])
def test_what_is_no_time(value: CellValue) -> None:
    with pytest.raises(UserFault, match=r"cell\.not-a-time"):
        parse_clock(value)


def test_yes_and_no() -> None:
    assert [parse_yes_no(value) for value in ("是", "Yes", "√", 1, 1.0, True)] == [True] * 6
    assert [parse_yes_no(value) for value in ("否", "NO", "×", 0, 0.0, False)] == [False] * 6
    with pytest.raises(UserFault, match=r"cell\.not-yes-or-no"):
        parse_yes_no("也许")


def test_an_excel_error_is_no_text() -> None:
    with pytest.raises(UserFault, match=r"cell\.formula-error"):
        parse_text("#REF!")
