"""Exports: attendance and responses as tables; only what people consented to.

Every personal field is looked at person by person: without consent to its purpose it is left blank (`domain.consent`).
Somebody who did not consent to be listed appears as her code, which says nothing about who she is, and so does
everybody at a sensitive training. Whoever may be under fourteen needs a guardian's consent as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from tianye.documents.cells import CellValue
from tianye.documents.flatfiles import write_flat_file
from tianye.documents.workbook import OutColumn, OutSheet
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ethnicities import ETHNICITIES
from tianye.domain.ids import to_text
from tianye.domain.people import NO_PHONE, SEX_LABELS, Sex
from tianye.domain.trainings import HALF_LABELS, Half, shown_title, write_minute
from tianye.services import surveys
from tianye.services.consented import Gate, Questionnaire, path_of, positions_of
from tianye.services.lists import save_workbook
from tianye.services.station import Station
from tianye.store import files
from tianye.store.queries import forms, trainings
from tianye.store.queries.exports import nameless_at
from tianye.store.queries.forms import ResponseRow
from tianye.store.queries.people import PersonRow
from tianye.store.queries.trainings import AttendanceRow, SessionRow

WORKBOOK, FLAT = ".xlsx", ".csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files, rows of people or responses, people who appear as a code, cells left blank.

    `elsewhere` responses are not in it: they were purged here by the rule, and headquarters has them.
    """

    paths: tuple[Path, ...]
    rows: int
    coded: int
    held_back: int
    elsewhere: int = 0


def export_attendance(
    station: Station,
    path: Path,
    *,
    training: str | None = None,
    session: str | None = None,
    receivers: Sequence[str] = (),
) -> Exported:
    """Write who was where, one row a person and session, to .xlsx or .csv: of a training, of a session, or of all.

    `receivers` are purposes such as `share_with:…` or `abroad:…`, where the file leaves the programme. Raises
    `UserFault`: `export.unknown-ending`, `export.unknown-training`, `session.unknown`, `consent.unknown-purpose`,
    `file.exists`.
    """
    writer = _writer(station, path)
    gate = Gate(station, receivers)
    rows: list[list[CellValue]] = []
    for held in _sessions(station, training, session):
        rows += _attendance_rows(station, gate, held)
    writer([_sheet("签到 Attendance", _ATTENDANCE_HEADS, rows)])
    return Exported((path,), len(rows), len(gate.coded), gate.held_back)


def export_responses(
    station: Station, path: Path, form: str, *, version: str | None = None, receivers: Sequence[str] = ()
) -> Exported:
    """Write the responses of a form to .xlsx or .csv, one row each; repeats are long sheets of their own.

    As .csv each repeat is a file beside, `NAME-REPEAT.csv`. A repeat instance in which nothing was answered has no row.
    Answers are as the form stores them (codes of choices). Raises `UserFault`: `form.unknown`, and as
    `export_attendance`.
    """
    writer = _writer(station, path)
    gate = Gate(station, receivers)
    responses, elsewhere = answered_here(station, form, version)
    asked = Questionnaire(station, responses)
    repeats = asked.by_repeat()
    main = repeats.pop((), [])
    sessions = {row.id: row.code for row in trainings.all_sessions(station.database)}
    codes = {row.id: row.code for row in trainings.all_trainings(station.database)}
    rows: list[list[CellValue]] = []
    long: dict[tuple[str, ...], list[list[CellValue]]] = {repeat: [] for repeat in repeats}
    for response in responses:
        answers = gate.answers(response, asked)
        head: list[CellValue] = [
            to_text(response.id),
            response.form_version,
            codes.get(response.training or b""),
            sessions.get(response.session or b""),
            to_text(response.person) if response.person else None,
            gate.name_of(response),
            response.phase,
            response.design,
            response.answered_on,
            response.language,
        ]
        rows.append(head + [answers.get(place) for place in main])
        for repeat, columns in repeats.items():
            long[repeat] += _long_rows(response, answers, columns)
    sheets = [_sheet(form, [*_RESPONSE_HEADS, *map(_shown, main)], rows)]
    for repeat, columns in repeats.items():
        heads = [_RESPONSE_HEADS[0], *map(_shown, repeat), *map(_shown, columns)]
        sheets.append(_sheet(_shown(repeat[-1]), heads, long[repeat]))
    return Exported(tuple(writer(sheets)), len(rows), len(gate.coded), gate.held_back, elsewhere)


# ---- attendance ----------------------------------------------------------------------------------------------------

_PERSON_FIELDS: Final = ("name", "name_bo", "sex", "born", "ethnicity", "place", "organisation", "post", "phone")
_ETHNICITY_NAMES: Final = {group.code: group.zh for group in ETHNICITIES}
_ATTENDANCE_HEADS: Final = (
    "培训 Training",
    "标题 Title",
    "县 County",
    "场次 Session",
    "日期 Day",
    "时段 Half-day",
    "编号 Id",
    "不记名 Without a name",
    "姓名 Name",
    "藏文名 Tibetan name",
    "性别 Sex",
    "出生年 Born",
    "民族 Ethnicity",
    "地区代码 Place code",
    "单位 Organisation",
    "职务 Post",
    "电话 Phone",
    "年龄组 Age group",
    "到达 Arrived",
    "离开 Left",
    "方式 How",
)


def _sessions(station: Station, training: str | None, session: str | None) -> list[SessionRow]:
    database = station.database
    if session is not None:
        found = trainings.find_session(database, session.strip())
        if found is None:
            raise UserFault("session.unknown", next_step=NextStep.MEND_INPUT)
        return [found]
    rows = trainings.all_sessions(database)
    if training is None:
        return rows
    if trainings.find_training(database, training.strip()) is None:
        raise UserFault("export.unknown-training", next_step=NextStep.MEND_INPUT)
    return [row for row in rows if row.training_code == training.strip()]


def _attendance_rows(station: Station, gate: Gate, session: SessionRow) -> Iterator[list[CellValue]]:
    title = shown_title(session.title_zh, session.title_en, is_sensitive=session.is_sensitive)
    half = HALF_LABELS[Half(session.half)].zh if session.half in set(Half) else None
    head: list[CellValue] = [session.training_code, title.zh, session.county, session.code, session.held_on, half]
    for row in trainings.attendance_of(station.database, session.id):
        person = gate.find_person(row.person)
        is_void = person is None and row.name is not None
        if row.is_present and not is_void:
            yield head + _person_cells(gate, session, row, person)
    for nameless in nameless_at(station.database, session.id):
        blank: list[CellValue] = [None] * len(_PERSON_FIELDS)
        blank[_PERSON_FIELDS.index("sex")] = _sex(nameless.sex)
        yield [*head, to_text(nameless.id), "是", *blank, nameless.age_group, _clock(nameless.arrived), None, None]


def _person_cells(gate: Gate, session: SessionRow, row: AttendanceRow, person: PersonRow | None) -> list[CellValue]:
    allowed = gate.allowed(row.person, (*_PERSON_FIELDS, "attendance"), session.held_on, (session.id,))
    if "name" not in allowed:
        gate.coded.add(row.person)
    said: dict[str, CellValue] = {} if person is None else _said(person)
    cells = [gate.cell(allowed, name, said.get(name)) for name in _PERSON_FIELDS]
    times = [gate.cell(allowed, "attendance", _clock(minute)) for minute in (row.arrived, row.departed)]
    return [to_text(row.person), None, *cells, None, *times, gate.cell(allowed, "attendance", row.how)]


def _said(person: PersonRow) -> dict[str, CellValue]:
    return {
        "name": person.name,
        "name_bo": person.name_bo,
        "sex": _sex(person.sex),
        "born": person.born_year,
        "ethnicity": _ETHNICITY_NAMES.get(person.ethnicity or "", person.ethnicity),
        "place": person.place,
        "organisation": person.organisation,
        "post": person.post,
        "phone": "无" if person.phone == NO_PHONE else person.phone,
    }


def _sex(code: str | None) -> str | None:
    return SEX_LABELS[Sex(code)].zh if code in set(Sex) else None


def _clock(minute: int | None) -> str | None:
    return None if minute is None else write_minute(minute)


# ---- responses -----------------------------------------------------------------------------------------------------

_RESPONSE_HEADS: Final = (
    "答卷 Response",
    "版本 Version",
    "培训 Training",
    "场次 Session",
    "编号 Person",
    "姓名 Name",
    "阶段 Phase",
    "设计 Design",
    "日期 Day",
    "语言 Language",
)


def answered_here(station: Station, form: str, version: str | None) -> tuple[list[ResponseRow], int]:
    """Return the responses whose answers are here, and how many others there are."""
    known = surveys.get_form(station, form, version)
    wanted = [
        response
        for response in forms.all_responses(station.database, known.form_id)
        if version is None or response.form_version == version
    ]
    here = [response for response in wanted if not response.is_elsewhere]
    return here, len(wanted) - len(here)


def _long_rows(response: ResponseRow, answers: Mapping[str, str], columns: Sequence[str]) -> list[list[CellValue]]:
    found: dict[tuple[int, ...], dict[str, str]] = {}
    wanted = set(columns)
    for place, value in answers.items():
        path = path_of(place)
        if path in wanted:
            found.setdefault(positions_of(place), {})[path] = value
    identifier = to_text(response.id)
    return [
        [identifier, *positions, *(values.get(path) for path in columns)] for positions, values in sorted(found.items())
    ]


def _shown(path: str) -> str:
    """Return a path as a heading: without the form's own name."""
    return path.split("/", 2)[2] if path.count("/") > 1 else path


# ---- files ---------------------------------------------------------------------------------------------------------


def _sheet(name: str, heads: Sequence[str], rows: list[list[CellValue]]) -> OutSheet:
    return OutSheet(name, [OutColumn(head) for head in heads], rows)


def _writer(station: Station, path: Path) -> Callable[[Sequence[OutSheet]], list[Path]]:
    """Return what writes sheets to this path; refuses an ending it cannot write before anything is read."""
    if path.suffix.lower() == WORKBOOK:

        def write_workbook(sheets: Sequence[OutSheet]) -> list[Path]:
            save_workbook(station, path, sheets)
            return [path]

        return write_workbook
    if path.suffix.lower() == FLAT:
        return lambda sheets: _save_flat(path, sheets)
    raise UserFault("export.unknown-ending", next_step=NextStep.MEND_INPUT, endings=[WORKBOOK, FLAT])


def _save_flat(path: Path, sheets: Sequence[OutSheet]) -> list[Path]:
    main, *long = sheets
    endings = [re.sub(r"[^\w-]+", "-", sheet.name) for sheet in long]
    paths = [path, *(path.with_name(f"{path.stem}-{ending}{path.suffix}") for ending in endings)]
    for taken in paths:
        if taken.exists():
            raise UserFault("file.exists", next_step=NextStep.CHOOSE_ANOTHER_FILE, name=taken.name)
    for target, sheet in zip(paths, (main, *long), strict=True):
        table = [[column.heading for column in sheet.columns], *sheet.rows]
        body = BytesIO()
        write_flat_file(body, table)
        files.save_bytes(target, body.getvalue())
    return paths
