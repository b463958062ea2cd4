"""Attendance written on paper and typed into a workbook: who was there, one column a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from tianye.documents.cells import CellValue, Sheet
from tianye.documents.parsing import half_width, of_text, parse_clock, parse_digits, parse_text
from tianye.documents.people_columns import parse_person_id
from tianye.documents.tables import Column, Notice, Position, Problem, TableRow, in_order, read_tables
from tianye.documents.workbook import OutSheet
from tianye.domain import ids
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.names import make_name
from tianye.domain.trainings import HALF_LABELS, Half

PHONE_TAIL: Final = 4

_MARKS: Final = {
    True: ("√", "✓", "✔", "☑", "v", "1", "是", "到", "在", "已到", "出席", "签到", "yes", "y", "present"),
    False: ("×", "✗", "x", "0", "否", "未到", "没到", "缺", "缺席", "请假", "no", "n", "absent"),
}
_MEANINGS: Final = {mark: is_present for is_present, marks in _MARKS.items() for mark in marks}


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session a list is about; `code` is how its column is known again."""

    code: str
    on: date
    half: Half


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """A person expected on the list."""

    person_id: bytes
    name: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """What stands in one cell; `arrived` in minutes since midnight where a time was written."""

    is_present: bool
    arrived: int | None = None


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person's row; without an id it is somebody who was added by hand. A session left blank has no tick."""

    position: Position
    person_id: bytes | None
    name: str
    phone_tail: str | None
    ticks: Mapping[str, Tick]


@dataclass(frozen=True, slots=True)
class AttendanceReading:
    """A list as read: sound rows, how many were refused, and everything there is to say, in the file's order."""

    rows: tuple[AttendanceRow, ...]
    refused_count: int
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


def parse_tick(value: CellValue) -> Tick:
    """Return whether somebody was there from √, 1, 到, ×, 缺 … or from the time of arrival.

    Raises `attendance.tick-unreadable`.
    """
    if isinstance(value, bool):
        return Tick(value)
    if isinstance(value, str | int | float):
        is_present = _MEANINGS.get(half_width(parse_text(value)).casefold())
        if is_present is not None:
            return Tick(is_present)
    if isinstance(value, str | time | datetime):
        try:
            arrived = parse_clock(value)
        except UserFault:
            pass
        else:
            return Tick(True, arrived.hour * 60 + arrived.minute)
    raise UserFault("attendance.tick-unreadable", next_step=NextStep.MEND_FILE)


def parse_phone_tail(value: CellValue) -> str:
    """Return the last four digits of a telephone, of which a spreadsheet may have dropped leading zeros.

    Raises `attendance.phone-tail-unreadable`.
    """
    text = parse_digits(value)
    if isinstance(value, int | float):
        text = text.zfill(PHONE_TAIL)
    digits = "".join(filter(str.isdecimal, text))
    if len(digits) < PHONE_TAIL or not digits.isascii():
        raise UserFault("attendance.phone-tail-unreadable", next_step=NextStep.MEND_FILE)
    return digits[-PHONE_TAIL:]


_PERSON_COLUMNS: Final = (
    Column("serial", "序号", "No.", is_serial=True, width=6),
    Column("person_id", "编号", "Id", parse_person_id, width=20),
    Column("name", "姓名", "Name", of_text(make_name), is_required=True),
    Column("phone_tail", "手机后四位", "Phone, last 4", parse_phone_tail, ("电话后四位", "电话", "联系电话"), width=12),
)
_SESSION_KEY: Final = "session/"


def _columns(sessions: Sequence[ListedSession]) -> tuple[Column, ...]:
    of_sessions = (
        Column(
            _SESSION_KEY + session.code,
            f"{session.on.month}月{session.on.day}日{HALF_LABELS[session.half].zh}",
            session.code,
            parse_tick,
            choices=("√", "×"),
            width=16,
        )
        for session in sessions
    )
    return (*_PERSON_COLUMNS, *of_sessions)


def make_attendance_template(
    title: str, sessions: Sequence[ListedSession], people: Sequence[AttendanceLine]
) -> OutSheet:
    """Make the list to type a signed paper sheet into: who is expected, one column a session, all blank."""
    columns = _columns(sessions)
    rows: list[list[CellValue]] = [
        [number, ids.to_text(line.person_id), line.name, _tail(line.phone)]
        for number, line in enumerate(people, start=1)
    ]
    return OutSheet("签到 Attendance", [column.to_write() for column in columns], rows, title)


def _tail(phone: str | None) -> str | None:
    digits = "".join(filter(str.isdecimal, phone or ""))
    return digits[-PHONE_TAIL:] if len(digits) >= PHONE_TAIL else None


def read_attendance(sheets: Sequence[Sheet], sessions: Sequence[ListedSession]) -> AttendanceReading:
    """Read a filled list; a session's column is known by its code, or by its day where only one session is on it.

    Problems: those of `tables` and of the parsers; `attendance.session-missing` (no column of any session);
    `attendance.listed-twice` (data: `first_sheet`, `first_row`). Notices: those of `tables` and `attendance.row-empty`
    (somebody with no tick at all).
    """
    table = read_tables(sheets, _columns(sessions))
    problems = list(table.problems)
    notices = list(table.notices)
    first_rows: dict[object, Position] = {}
    rows = []
    for row in table.rows:
        ticks = {
            session.code: row.values[_SESSION_KEY + session.code]
            for session in sessions
            if _SESSION_KEY + session.code in row.values
        }
        first = first_rows.setdefault(_who(row), row.position)
        if first != row.position:
            place = {"first_sheet": first.sheet, "first_row": first.row}
            problems.append(row.problem("name", "attendance.listed-twice", **place))
            continue
        if not ticks:
            notices.append(row.notice("", "attendance.row-empty"))
        rows.append(AttendanceRow(row.position, row.get("person_id"), row.values["name"], row.get("phone_tail"), ticks))
    if table.rows and not any(
        row.has_column(_SESSION_KEY + session.code) for row in table.rows for session in sessions
    ):
        problems.append(Problem(table.rows[0].position.sheet, 0, "", "", "attendance.session-missing"))
    refused = len(table.rows) + len(table.refused) - len(rows)
    return AttendanceReading(tuple(rows), refused, tuple(in_order(problems)), tuple(in_order(notices)))


def _who(row: TableRow) -> Any:
    """Tell rows of one person: by id; without one by name and telephone, and never when the telephone is blank."""
    if (person_id := row.get("person_id")) is not None:
        return person_id
    tail = row.get("phone_tail")
    return (row.values["name"], tail) if tail is not None else row.position
