from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest

from tianye.documents.cells import CellValue, Sheet
from tianye.documents.plan_book import KnownCodes, PlanReading, make_plan_template, read_plan
from tianye.documents.plan_columns import parse_code, parse_percent, parse_threshold
from tianye.documents.tables import Remark
from tianye.documents.workbook import read_workbook, write_workbook
from tianye.domain.errors import UserFault


def find_place(county: str | None, township: str | None, village: str | None) -> str:
    if county != "玉树市":
        raise UserFault("place.unknown", level="county")
    return "632701" if township is None and village is None else "632701001"


def codes(remarks: tuple[Remark, ...]) -> list[tuple[str, int, str, str]]:
    return [(remark.sheet, remark.row, remark.column, remark.code) for remark in remarks]


PROGRAMMES: list[list[CellValue]] = [
    ["项目表"],
    ["项目编码", "项目名称", "英文名称", "开始日期", "结束日期"],
    ["qh-re", "青海可再生能源", "Renewable energy", "2026-06-01", "2026.12.31"],
]
ORGANISATIONS: list[list[CellValue]] = [
    ["机构名称", "编码", "类型", "阶段", "县", "乡镇", "女性负责人", "女性出资比例"],
    ["格桑洋芋合作社", "HZ01", "合作社", "初创", "玉树市", "结古街道", "是", 0.6],
]
VENUES: list[list[CellValue]] = [["编码", "名称", "县"], ["V1", "村委会会议室", "玉树市"]]
TRAININGS: list[list[CellValue]] = [
    ["项目编码", "培训编码", "活动类型", "培训名称", "县", "主办机构", "地点编码", "结业标准", "敏感活动"],
    ["QH-RE", "T1", "培训", "太阳能灶使用", "玉树市", "HZ01", "V1", None, None],
    ["QH-RE", "T2", "男性分担照料课程", "一起做家务", "玉树市", None, None, "2/3", "是"],
]
SESSIONS: list[list[CellValue]] = [
    ["培训编码", "日期", "时段", "开始时间", "结束时间", "地点编码"],
    ["T1", "2026-06-12", "上午", "９：００", "11:30", "V1"],
    ["T1", "2026/6/12", "下午", None, None, None],
    ["T2", "2026年6月13日", "晚上", "19时", "20时30分", None],
]
ALL = {"项目 Programmes": PROGRAMMES, "机构": ORGANISATIONS, "Venues": VENUES, "培训": TRAININGS, "场次表": SESSIONS}


def read(sheets: dict[str, list[list[CellValue]]], known: KnownCodes | None = None) -> PlanReading:
    return read_plan([Sheet(name, rows) for name, rows in sheets.items()], find_place, known or KnownCodes())


def test_a_plan_is_read() -> None:
    plan = read(ALL)
    assert (plan.problems, plan.notices, plan.refused_count) == ((), (), 0)
    (programme,) = plan.programmes
    assert (programme.code, programme.begins_on, programme.ends_on) == ("QH-RE", date(2026, 6, 1), date(2026, 12, 31))
    (organisation,) = plan.organisations
    assert (organisation.kind, organisation.stage) == ("cooperative", "start-up")
    assert (organisation.place_code, organisation.is_led_by_woman) == ("632701001", True)
    assert organisation.women_owner_percent == 60
    assert [(venue.code, venue.place_code) for venue in plan.venues] == [("V1", "632701")]
    first, second = plan.trainings
    assert (first.kind, first.county, first.host, first.venue) == ("training", "632701", "HZ01", "V1")
    assert (first.threshold, first.is_sensitive) == ((4, 5), False)
    assert (second.kind, second.threshold, second.is_sensitive) == ("care-course", (2, 3), True)
    assert [(session.code, session.on, session.begins, session.ends) for session in plan.sessions] == [
        ("T1-0612-AM", date(2026, 6, 12), 540, 690),
        ("T1-0612-PM", date(2026, 6, 12), None, None),
        ("T2-0613-EVE", date(2026, 6, 13), 1140, 1230),
    ]


def test_all_problems_of_all_sheets_are_said_at_once_and_dependents_are_refused() -> None:
    plan = read(
        {
            "项目": [*PROGRAMMES, ["QH-RE", "重复"], ["HN", None], ["X", "错", None, "2026-12-01", "2026-01-01"]],
            "机构": [*ORGANISATIONS, ["某社", "HZ02", "宗教团体", None, "无此县", None, None, 120]],
            "培训": [
                *TRAININGS,
                ["QH-RE", "T3", "会议", "会", "玉树市"],
                ["ZZ", "T4", "沙龙", "沙龙", "玉树市", "HZ02", "V9"],
                ["HN", "T5", "考察", "考察", "无此县"],
            ],
            "场次": [
                *SESSIONS,
                ["T3", "2026-06-12", "上午"],
                ["T9", "2026-06-12", "上午"],
                ["T2", "2026-06-13", "晚上", "19:00", "18:00"],
                ["T2", "2026-06-14", "晚上", "19:00", None],
            ],
        }
    )
    assert codes(plan.problems) == [
        ("项目", 4, "A", "plan.code-twice"),
        ("项目", 5, "B", "table.value-missing"),
        ("项目", 6, "E", "plan.ends-before-it-begins"),
        ("机构", 3, "C", "organisation.kind-unreadable"),
        ("机构", 3, "E", "place.unknown"),
        ("机构", 3, "H", "cell.not-a-share"),
        ("培训", 2, "G", "plan.code-unknown"),
        ("培训", 4, "C", "training.kind-unreadable"),
        ("培训", 5, "A", "plan.code-unknown"),
        ("培训", 5, "F", "plan.refers-to-refused"),
        ("培训", 5, "G", "plan.code-unknown"),
        ("培训", 6, "A", "plan.refers-to-refused"),
        ("培训", 6, "E", "place.unknown"),
        ("场次", 2, "A", "plan.refers-to-refused"),
        ("场次", 2, "F", "plan.code-unknown"),
        ("场次", 3, "A", "plan.refers-to-refused"),
        ("场次", 5, "A", "plan.refers-to-refused"),
        ("场次", 6, "A", "plan.code-unknown"),
        ("场次", 7, "B", "plan.session-twice"),
        ("场次", 7, "E", "plan.ends-before-it-begins"),
        ("场次", 8, "E", "plan.time-incomplete"),
    ]
    assert [training.code for training in plan.trainings] == ["T2"]
    assert [session.code for session in plan.sessions] == ["T2-0613-EVE"]
    assert len(plan.programmes) + len(plan.organisations) + plan.refused_count == 1 + 1 + 3 + 1 + 4 + 6


def test_a_sheet_without_a_column_it_needs_has_no_sound_row() -> None:
    plan = read(
        {**ALL, "培训": [["项目编码", "培训编码", "活动类型", "培训名称"], ["QH-RE", "T1", "培训", "太阳能灶"]]}
    )
    assert ("培训", 1, "", "table.column-missing") in codes(plan.problems)
    assert (plan.trainings, plan.sessions) == ((), ())
    assert {problem.code for problem in plan.problems} == {
        "table.column-missing",
        "plan.refers-to-refused",
        "plan.code-unknown",
    }


def test_codes_known_already_need_no_row() -> None:
    known = KnownCodes(frozenset({"QH-RE"}), frozenset({"HZ01"}), frozenset({"V1"}), frozenset({"T1", "T2"}))
    assert read({"场次": SESSIONS}, known).problems == ()
    assert read({"培训": TRAININGS, "场次": SESSIONS}, known).problems == ()


def test_what_is_odd_is_a_notice() -> None:
    late: list[CellValue] = ["T1", "2027-01-01", "上午"]
    plan = read({**ALL, "场次表": [*SESSIONS[:3], late], "说明": [["请先填项目"]]})
    assert codes(plan.notices) == [
        ("培训", 3, "", "plan.training-without-session"),
        ("场次表", 4, "", "plan.session-outside-programme"),
        ("说明", 0, "", "table.sheet-skipped"),
    ]


def test_a_file_that_is_no_plan_is_one_problem() -> None:
    plan = read({"Sheet1": [["姓名", "电话"], ["卓玛", "13900000001"]]})
    assert [problem.code for problem in plan.problems] == ["plan.sheets-missing"]


def test_the_template_is_read_by_its_own_headings_and_is_empty() -> None:
    stream = io.BytesIO()
    write_workbook(stream, make_plan_template(), datetime(2026, 6, 1, tzinfo=UTC))
    stream.seek(0)
    sheets = read_workbook(stream)
    assert len(sheets) == 5
    plan = read_plan(sheets, find_place)
    assert plan == PlanReading((), (), (), (), (), 0, (), ())


@pytest.mark.parametrize(("value", "percent"), [(60, 60), (60.0, 60), ("60%", 60), (0.6, 60), ("51", 51), (1, 1)])
def test_percents(value: CellValue, percent: int) -> None:
    assert parse_percent(value) == percent


@pytest.mark.parametrize("value", [120, "abc", -1, "120%"])
def test_what_is_no_percent(value: CellValue) -> None:
    with pytest.raises(UserFault, match=r"cell\.not-a-share"):
        parse_percent(value)


def test_a_threshold_is_above_nothing() -> None:
    assert parse_threshold("80%") == (4, 5)
    with pytest.raises(UserFault, match=r"training\.threshold-unreadable"):
        parse_threshold(0)


def test_codes_are_upper_case_without_blanks() -> None:
    assert parse_code("ｑｈ-01 ") == "QH-01"
    assert parse_code(12.0) == "12"
    for value in ("", "=1", "a" * 41, "a\u0000b"):
        with pytest.raises(UserFault, match=r"plan\.code-unreadable"):
            parse_code(value)
