from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from tianye.documents.cells import Sheet
from tianye.documents.figures import (
    Breakdown,
    BreakdownRow,
    Language,
    Measure,
    ShownFigure,
    Words,
    make_figure_rows,
    make_figures_book,
    measure_text,
)
from tianye.documents.workbook import read_workbook, write_workbook
from tianye.domain.indicators import UNKNOWN, Dimension, Facts, Period, Scope, count
from tianye.services.publishing import shown_figures
from tianye.services.reporting import Report

PERSONS = Words("人", "persons")
SCOPE = Words("可再生能源与妇女带头人", "Renewable energy and women leaders")
BY_SEX = Breakdown(
    "sex",
    Words("性别", "Sex"),
    (
        BreakdownRow(Words("女", "Female"), Measure(31)),
        BreakdownRow(Words("男", "Male"), Measure(None, is_hidden=True)),
    ),
    is_disjoint=True,
)
BY_COUNTY = Breakdown(
    "county", Words("县", "County"), (BreakdownRow(Words("玉树市", "Yushu"), Measure(38)),), is_disjoint=False
)
REACHED = ShownFigure(
    id="persons-reached",
    version="1",
    label=Words("参与人数", "Persons reached"),
    unit=PERSONS,
    measure=Measure(43),
    scope=SCOPE,
    from_on=date(2026, 6, 1),
    to_on=date(2026, 6, 30),
    definition=Words("至少到过一个场次的人，去重。", "Unique persons present at one session or more."),
    notes=(Words("另有 1 人次未留名", "1 participation without a name"),),
    breakdowns=(BY_SEX, BY_COUNTY),
)
IMPROVED = ShownFigure(
    id="share-improved-classic",
    version="2",
    label=Words("能力提高的比例", "Share improved"),
    unit=Words("%", "%"),
    measure=Measure(Fraction(38, 43), 38, 43, 0.7552, 0.9494),
    scope=SCOPE,
    from_on=None,
    to_on=None,
    definition=Words("前后都答了的人中提高者。", "Improved among those with both tests."),
)
FEW = replace(IMPROVED, measure=Measure(None, 7, 9))


def book(*figures: ShownFigure) -> list[Sheet]:
    stream = io.BytesIO()
    write_workbook(stream, make_figures_book(figures, "2026年6月指标"), datetime(2026, 7, 1, tzinfo=UTC))
    stream.seek(0)
    return read_workbook(stream)


def test_every_number_carries_unit_scope_period_and_definition() -> None:
    sheet = book(REACHED, IMPROVED)[0]
    assert sheet.name == "指标 Figures"
    assert sheet.rows[0] == ["2026年6月指标"]
    heads, reached, improved = sheet.rows[1:]
    assert heads[:3] == ["指标 Indicator", "数值 Value", "单位 Unit"]
    assert reached == [
        "参与人数 Persons reached",
        43,
        "人 persons",
        None,
        None,
        None,
        None,
        "可再生能源与妇女带头人 Renewable energy and women leaders",
        "2026-06-01 - 2026-06-30",
        "persons-reached v1",
        "另有 1 人次未留名 1 participation without a name",
    ]
    assert improved[1:7] == [88.37, "%", 38, 43, 75.52, 94.94]
    assert improved[8:10] == ["全部时间 / all time", "share-improved-classic v2"]


def test_each_property_has_its_sheet_and_says_whether_rows_may_be_added() -> None:
    sheets = {sheet.name: sheet.rows[2:] for sheet in book(REACHED, IMPROVED)}
    assert list(sheets) == ["指标 Figures", "性别 Sex", "县 County", "定义 Definitions"]
    assert [row[1:3] for row in sheets["性别 Sex"]] == [
        ["女 Female", 31],
        ["男 Male", "不列 not shown"],
        ["各行互不重复。 Nothing is counted in two rows."],
    ]
    assert "不要相加" in str(sheets["县 County"][-1][1])
    assert [row[0] for row in sheets["定义 Definitions"]] == ["persons-reached v1", "share-improved-classic v2"]


@pytest.mark.parametrize(
    ("indicator", "dimension", "may_overlap"),
    [
        ("persons", Dimension.PROGRAMME, True),
        ("persons-new", Dimension.COUNTY, True),
        ("persons", Dimension.SEX, False),
        ("person-days", Dimension.PROGRAMME, True),
        ("person-days", Dimension.AGE_GROUP, False),
        ("participations", Dimension.PROGRAMME, False),
        ("completions", Dimension.KIND, False),
        ("trainings-held", Dimension.COUNTY, False),
        ("households", Dimension.COUNTY, True),
        ("households", Dimension.SEX, True),
        ("organisations", Dimension.ETHNICITY, True),
        ("household-members", Dimension.SEX, True),
    ],
)
def test_rows_overlap_only_where_the_same_can_be_counted_twice(
    indicator: str, dimension: Dimension, may_overlap: bool
) -> None:
    total = next(figure for figure in count(Facts()) if figure.id == indicator)
    row = replace(total, by=dimension, key=UNKNOWN)
    sheet = book(*shown_figures(Report((total, row), (), Scope(), Period(), {})))[1]
    assert ("不要相加" in str(sheet.rows[-1][1])) is may_overlap


def test_no_percent_where_none_may_be_printed() -> None:
    row = book(FEW)[0].rows[2]
    assert row[1] is None
    assert row[3:5] == [7, 9]
    assert "%" not in measure_text(FEW.measure, Language.ENGLISH)


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        (Measure(43), "43"),
        (Measure(0), "0"),
        (Measure(None), "-"),
        (IMPROVED.measure, "38/43 = 88.4% (75.5-94.9)"),
        (FEW.measure, "7/9"),
        (Measure(Fraction(1), 12, 12), "12/12 = 100.0%"),
        (Measure(None, 3, 12, is_hidden=True), "not shown"),
    ],
)
def test_measures_as_text(measure: Measure, text: str) -> None:
    assert measure_text(measure, Language.ENGLISH) == text


def test_rows_for_the_command_line() -> None:
    rows = make_figure_rows([REACHED, IMPROVED], Language.CHINESE)
    assert rows[0] == ["指标", "数值", "单位", "范围", "时段", "定义"]
    assert rows[1] == [
        "参与人数",
        "43",
        "人",
        "可再生能源与妇女带头人",
        "2026-06-01 - 2026-06-30",
        "persons-reached v1",
    ]
    assert rows[2:5] == [
        ["  性别", "", "", "", "", ""],
        ["    女", "31", "人", "", "", ""],
        ["    男", "不列", "人", "", "", ""],
    ]
    assert {len(row) for row in rows} == {6}
    assert make_figure_rows([REACHED], Language.ENGLISH)[1][0] == "Persons reached"
