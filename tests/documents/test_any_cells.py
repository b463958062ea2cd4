"""Whatever stands in the cells of a file, reading it ends in rows and problems, never in a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tianye.documents.attendance_list import ListedSession, read_attendance
from tianye.documents.cells import CellValue, MergedCells, Sheet
from tianye.documents.people_columns import ALL_COLUMNS
from tianye.documents.people_list import read_people
from tianye.documents.plan_book import read_plan
from tianye.documents.plan_columns import (
    ORGANISATION_COLUMNS,
    PROGRAMME_COLUMNS,
    SESSION_COLUMNS,
    TRAINING_COLUMNS,
    VENUE_COLUMNS,
)
from tianye.documents.tables import Column
from tianye.domain.errors import UserFault
from tianye.domain.trainings import Half

TODAY = date(2026, 6, 1)

_TYPED = [
    "卓玛",
    "是",
    "√",
    "女",
    "藏",
    "1990.1",
    "6.32721E+17",
    "632721199001010025",
    "13900000001",
    "T1",
    "4/5",
    "上午",
    "9:00",
]
cells = st.one_of(
    st.none(),
    st.sampled_from(_TYPED),
    st.text(max_size=12),
    st.text(alphabet="0123456789０１２.-/年月日:Xx", max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


def rows_of(width: int) -> st.SearchStrategy[list[list[CellValue]]]:
    return st.lists(st.lists(cells, max_size=width + 1), max_size=4)


def find_place(county: str | None, township: str | None, village: str | None) -> str:
    if county is None or len(county) % 2:
        raise UserFault("place.unknown", level="county")
    return "632701"


@settings(max_examples=150, deadline=None)
@given(rows_of(len(ALL_COLUMNS)))
def test_people(rows: list[list[CellValue]]) -> None:
    heads: list[CellValue] = [column.heading for column in ALL_COLUMNS]
    reading = read_people([Sheet("人员", [heads, *rows])], find_place, TODAY)
    places = {(problem.sheet, problem.row) for problem in reading.problems}
    assert all((row.position.sheet, row.position.row) not in places for row in reading.rows)
    assert len(reading.rows) + reading.refused_count <= len(rows)
    assert (reading.refused_count == 0) == (not places)


def _some_headings(data: st.DataObject, columns: Sequence[Column]) -> list[CellValue]:
    """All headings in their order, now and then without some of them."""
    left_out = data.draw(st.sets(st.integers(0, len(columns) - 1), max_size=2))
    return [None if index in left_out else column.heading for index, column in enumerate(columns)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_plans(data: st.DataObject) -> None:
    parts = {
        "项目": PROGRAMME_COLUMNS,
        "机构": ORGANISATION_COLUMNS,
        "地点": VENUE_COLUMNS,
        "培训": TRAINING_COLUMNS,
        "场次": SESSION_COLUMNS,
    }
    sheets = [
        Sheet(name, [_some_headings(data, columns), *data.draw(rows_of(len(columns)))])
        for name, columns in parts.items()
    ]
    plan = read_plan(sheets, find_place)
    assert plan.refused_count == 0 or plan.problems


@settings(max_examples=150, deadline=None)
@given(rows_of(6))
def test_attendance(rows: list[list[CellValue]]) -> None:
    heads: list[CellValue] = ["序号", "编号", "姓名", "电话", "S1", "S2"]
    sessions = [ListedSession("S1", TODAY, Half.MORNING), ListedSession("S2", TODAY, Half.EVENING)]
    reading = read_attendance([Sheet("签到", [heads, *rows])], sessions)
    assert (reading.refused_count == 0) == (not reading.problems)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(cells, max_size=6), max_size=6),
    st.lists(st.builds(MergedCells, *[st.integers(1, 9)] * 4), max_size=4),
)
def test_sheets_of_anything(rows: list[list[CellValue]], merged: list[MergedCells]) -> None:
    sheet = Sheet("?", rows, tuple(merged))
    assert read_people([sheet], find_place, datetime(2026, 6, 1, tzinfo=UTC).date()).refused_count >= 0
