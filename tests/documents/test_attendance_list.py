from __future__ import annotations

import io
from datetime import UTC, date, datetime, time

import pytest

from tianye.documents.attendance_list import (
    AttendanceLine,
    AttendanceReading,
    ListedSession,
    Tick,
    make_attendance_template,
    parse_phone_tail,
    parse_tick,
    read_attendance,
)
from tianye.documents.cells import CellValue, Sheet
from tianye.documents.workbook import read_workbook, write_workbook
from tianye.domain import ids
from tianye.domain.errors import UserFault
from tianye.domain.trainings import Half

SESSIONS = [
    ListedSession("QH-1-AM", date(2026, 6, 12), Half.MORNING),
    ListedSession("QH-1-PM", date(2026, 6, 12), Half.AFTERNOON),
]
ZHUOMA, TASHI = bytes(range(10)), bytes(10)


def read(*rows: list[CellValue]) -> AttendanceReading:
    return read_attendance([Sheet("签到", list(rows))], SESSIONS)


def test_a_template_comes_back_filled_in() -> None:
    people = [AttendanceLine(ZHUOMA, "卓玛", "15400630007"), AttendanceLine(TASHI, "扎西", None)]
    stream = io.BytesIO()
    template = make_attendance_template("太阳能灶 签到", SESSIONS, people)
    write_workbook(stream, [template], datetime(2026, 6, 1, tzinfo=UTC))
    stream.seek(0)
    (sheet,) = read_workbook(stream)
    empty = read_attendance([sheet], SESSIONS)
    assert [(row.person_id, row.name, row.phone_tail, row.ticks) for row in empty.rows] == [
        (ZHUOMA, "卓玛", "0007", {}),
        (TASHI, "扎西", None, {}),
    ]
    assert [notice.code for notice in empty.notices] == ["attendance.row-empty"] * 2
    sheet.rows[2] += ["√", "×"]
    sheet.rows[3] += [None, None, "９：０５"]
    sheet.rows.append([3, None, "周毛", 8.0, 1.0])
    filled = read_attendance([sheet], SESSIONS)
    assert filled.problems == ()
    assert [(row.name, row.phone_tail, row.ticks) for row in filled.rows] == [
        ("卓玛", "0007", {"QH-1-AM": Tick(True), "QH-1-PM": Tick(False)}),
        ("扎西", None, {"QH-1-PM": Tick(True, 545)}),
        ("周毛", "0008", {"QH-1-AM": Tick(True)}),
    ]
    assert filled.rows[2].person_id is None


def test_all_problems_at_once() -> None:
    identity = ids.to_text(ZHUOMA)
    reading = read(
        ["编号", "姓名", "手机后四位", "QH-1-AM", "6月12日下午", "6月14日上午"],
        [identity, "卓玛", None, "√", None, "√"],
        [identity, "卓玛", None, None, "√", None],
        ["ABC", None, "12", "也许", None, None],
        [None, "扎西", "0001", "√", None, None],
        [None, "扎西", "0001", "√", None, None],
        [None, "扎西", None, "√", None, None],
        [None, "扎西", None, "√", None, None],
    )
    assert [(problem.row, problem.column, problem.code) for problem in reading.problems] == [
        (3, "B", "attendance.listed-twice"),
        (4, "A", "id.unreadable"),
        (4, "B", "table.value-missing"),
        (4, "C", "attendance.phone-tail-unreadable"),
        (4, "D", "attendance.tick-unreadable"),
        (6, "B", "attendance.listed-twice"),
    ]
    assert [(notice.column, notice.code) for notice in reading.notices] == [("F", "table.column-unknown")]
    assert (len(reading.rows), reading.refused_count) == (4, 3)


def test_a_list_of_another_training_has_no_session_of_this_one() -> None:
    reading = read(["姓名", "手机后四位", "HN-9"], ["卓玛", "0001", "√"])
    assert [problem.code for problem in reading.problems] == ["attendance.session-missing"]


@pytest.mark.parametrize("value", ["√", "✔", "1", 1, 1.0, True, "到", "Ｙ", "是"])
def test_marks_of_presence(value: CellValue) -> None:
    assert parse_tick(value) == Tick(True)


@pytest.mark.parametrize("value", ["×", "0", 0, False, "缺席", "X", "请假"])
def test_marks_of_absence(value: CellValue) -> None:
    assert parse_tick(value) == Tick(False)


@pytest.mark.parametrize("value", ["9:05", time(9, 5), "９时05分"])
def test_times_of_arrival(value: CellValue) -> None:
    assert parse_tick(value) == Tick(True, 545)


@pytest.mark.parametrize("value", ["?", 2, "迟到", date(2026, 6, 12)])
def test_marks_nobody_can_read(value: CellValue) -> None:
    with pytest.raises(UserFault, match=r"attendance\.tick-unreadable"):
        parse_tick(value)


@pytest.mark.parametrize(("value", "tail"), [(7, "0007"), ("0007", "0007"), ("154****0007", "0007"), (1540063, "0063")])
def test_phone_tails(value: CellValue, tail: str) -> None:
    assert parse_phone_tail(value) == tail
