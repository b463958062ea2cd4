"""Attendance on paper: the sheet that is signed, the list it is typed into, and that list coming back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from tianye.documents.attendance_list import (
    AttendanceLine,
    AttendanceReading,
    AttendanceRow,
    ListedSession,
    make_attendance_template,
    read_attendance,
)
from tianye.documents.cells import Sheet
from tianye.documents.paper import PaperLanguage
from tianye.documents.sheets import SheetPerson, SignInSheet, make_sign_in_sheet
from tianye.documents.tables import HEAD_SEARCH_ROWS, Notice, Problem, in_order, normal_heading
from tianye.domain.errors import NextStep, UserFault
from tianye.domain.ethnicities import ETHNICITIES
from tianye.domain.ids import ID_BYTES
from tianye.domain.kinds import attendance_subject
from tianye.domain.names import class_form, normal_name
from tianye.domain.people import Sex
from tianye.domain.trainings import Half, shown_title
from tianye.services import assets
from tianye.services.consented import Gate
from tianye.services.lists import ListImport, load_sheets, save_workbook
from tianye.services.station import Command, Station
from tianye.store import files
from tianye.store.queries import people, trainings
from tianye.store.queries.people import SEARCH_LIMIT, PersonRow
from tianye.store.queries.trainings import SessionRow

NOTICE: Final[Mapping[PaperLanguage, str]] = {
    PaperLanguage.CHINESE: (
        "本表用于登记参训情况和统计人数，由主办方保存，只用于本项目；"
        "可以不签名字参加，也可以随时要求查看、更正或删除自己的信息。"
    ),
    PaperLanguage.ENGLISH: (
        "This sheet records who took part and is used for counting; the host keeps it, for this programme only. "
        "You may attend without signing, and may ask at any time to see, correct or delete what is kept of you."
    ),
}
"""What a sheet says of its purpose when headquarters gives no wording of its own (`domain.md`, D7: to be confirmed)."""

_FIELDS: Final = ("name", "name_bo", "sex", "ethnicity", "born", "place", "organisation", "post", "phone")
_ETHNICITY_CODES: Final = frozenset(group.code for group in ETHNICITIES)
_TOKEN: Final = re.compile(r"[\s/|｜]+")


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet or list that was written: people on it, and who is expected but did not agree to be listed."""

    path: Path
    people: int
    held_back: int


# ---- going out -----------------------------------------------------------------------------------------------------


def expected_at(station: Station, sessions: Sequence[SessionRow], *, of_county: bool = False) -> list[PersonRow]:
    """Return who is expected, by name: who came to any session of the same trainings; or the counties' whole register.

    Without `of_county` nobody is expected at the first session of a training.
    """
    if of_county:
        counties = sorted({session.county for session in sessions if session.county})
        return [row for county in counties for row in people.all_people(station.database, county)]
    of_trainings = {session.training for session in sessions}
    came = {
        row.person
        for session in trainings.all_sessions(station.database)
        if session.training in of_trainings
        for row in trainings.attendance_of(station.database, session.id)
        if row.is_present
    }
    return [row for row in people.all_people(station.database) if row.id in came]


def write_sheet(
    station: Station,
    session: SessionRow,
    path: Path,
    *,
    of_county: bool = False,
    language: Literal["zh", "en"] = "zh",
    notice: str | None = None,
) -> Written:
    """Write the sign-in sheet of a session as HTML for printing, names of the expected first, then blank rows.

    A paper list passes from hand to hand: only who agreed to be listed is on it, telephones are masked, and the sheet
    of a sensitive training has a neutral title and no names. Raises `UserFault`: `attendance.session-undated`,
    `file.exists`.
    """
    (listed,) = _listed([session])
    paper = PaperLanguage(language)
    gate = Gate(station)
    expected = expected_at(station, [session], of_county=of_county)
    rows = [row for person in expected if (row := _sheet_person(gate, session, person)) is not None]
    title = shown_title(session.title_zh, session.title_en, is_sensitive=session.is_sensitive)
    training = trainings.find_training(station.database, session.training) if session.training else None
    sheet = SignInSheet(
        code=listed.code,
        programme="" if training is None or session.is_sensitive else _programme(station, training.programme, paper),
        title=title.zh if paper is PaperLanguage.CHINESE else title.en,
        on=listed.on,
        half=listed.half,
        place="，".join(filter(None, (_place_name(session.county), session.venue))),
        host="" if training is None or session.is_sensitive else _host(station, training.host),
        notice=NOTICE[paper] if notice is None else notice,
        people=rows,
        begins=session.begins,
        ends=session.ends,
    )
    files.save_bytes(path, make_sign_in_sheet(sheet, paper).encode())
    return Written(path, len(rows), len(expected) - len(rows))


def write_template(station: Station, sessions: Sequence[SessionRow], path: Path, *, of_county: bool = False) -> Written:
    """Write the list that signed sheets are typed into: who is expected and agreed to be listed, a column a session.

    Raises `UserFault`: `attendance.session-undated`, `file.exists`.
    """
    listed = _listed(sessions)
    gate = Gate(station)
    expected = expected_at(station, sessions, of_county=of_county)
    lines = [line for person in expected if (line := _line(gate, sessions, person)) is not None]
    first = sessions[0] if sessions else None
    title = shown_title(first.title_zh, first.title_en, is_sensitive=first.is_sensitive).zh if first else ""
    save_workbook(station, path, [make_attendance_template(f"签到表 {title}".strip(), listed, lines)])
    return Written(path, len(lines), len(expected) - len(lines))


def _listed(sessions: Sequence[SessionRow]) -> list[ListedSession]:
    listed = []
    for session in sessions:
        if session.code is None or session.held_on is None or session.half not in set(Half):
            raise UserFault("attendance.session-undated", next_step=NextStep.ASK_HEADQUARTERS)
        listed.append(ListedSession(session.code, date.fromisoformat(session.held_on), Half(session.half)))
    return listed


def _sheet_person(gate: Gate, session: SessionRow, person: PersonRow) -> SheetPerson | None:
    allowed = gate.allowed(person.id, _FIELDS, session.held_on, (session.id,))
    if "name" not in allowed or not person.name:
        return None
    return SheetPerson(
        name=person.name,
        name_bo=person.name_bo if "name_bo" in allowed else None,
        sex=Sex(person.sex) if "sex" in allowed and person.sex in set(Sex) else None,
        ethnicity=person.ethnicity if "ethnicity" in allowed and person.ethnicity in _ETHNICITY_CODES else None,
        birth_year=person.born_year if "born" in allowed else None,
        village=_place_name(person.place) if "place" in allowed else None,
        organisation=person.organisation if "organisation" in allowed else None,
        post=person.post if "post" in allowed else None,
        phone=person.phone if "phone" in allowed else None,
    )


def _line(gate: Gate, sessions: Sequence[SessionRow], person: PersonRow) -> AttendanceLine | None:
    # whoever may not stand on the list of one of the sessions does not stand on a list of several
    allowed = frozenset(_FIELDS).intersection(
        *(gate.allowed(person.id, _FIELDS, session.held_on, (session.id,)) for session in sessions)
    )
    if "name" not in allowed or not person.name:
        return None
    return AttendanceLine(person.id, person.name, person.phone if "phone" in allowed else None)


def _place_name(code: str | None) -> str:
    found = assets.places().find(code) if code else None
    return found.name if found else ""


def _programme(station: Station, programme: bytes | None, paper: PaperLanguage) -> str:
    if programme is None:
        return ""
    state = station.state("programme", programme)
    title = shown_title(state.get("title_zh"), state.get("title_en"), is_sensitive=False)
    return title.zh if paper is PaperLanguage.CHINESE else title.en


def _host(station: Station, host: bytes | None) -> str:
    if host is None:
        return ""
    return station.state("organisation", host).get("name") or ""


# ---- coming back ---------------------------------------------------------------------------------------------------


def import_attendance(
    station: Station,
    path: Path,
    *,
    training: str | None = None,
    good_rows_only: bool = False,
    preview: bool = False,
) -> ListImport:
    """Read a list that was filled from paper and mark who was there: all of it, or with `good_rows_only` what is sound.

    Sessions are those of `training` (a code), else those whose codes stand in the headings. A row is a person by id, or
    by name and the last digits of her telephone. `added` are new marks, `unchanged` ticks of people who are marked
    already; a cross never takes a mark away. One command, so one undo; with problems and without `good_rows_only`,
    and with `preview`, nothing is written.

    Problems: those of `documents.attendance_list`, and `attendance.id-unknown`, `attendance.name-differs`,
    `attendance.phone-tail-missing`, `attendance.person-unknown`, `attendance.person-ambiguous`. Notice:
    `attendance.crossed-but-marked`. Raises `UserFault`: `attendance.unknown-training`, `document.…`, `workbook.…`.
    """
    sheets = load_sheets(path)
    sessions = _sessions_of(station, sheets, training)
    reading = read_attendance(sheets, _listed(sessions))
    matched = _Matched(station, reading)
    problems = tuple(in_order([*reading.problems, *matched.problems]))
    marks = _Marks(station, {session.code or "": session for session in sessions}, matched)
    notices = tuple(in_order([*reading.notices, *marks.notices]))
    refused = reading.refused_count + len(matched.problems)
    if preview or (problems and not good_rows_only):
        return ListImport(len(marks.new), 0, marks.unchanged, refused, problems, notices, False)
    with station.command("import attendance") as command:
        marks.write(command)
    done = command.done
    return ListImport(len(marks.new), 0, marks.unchanged, refused, problems, notices, True, done.changes, done.command)


def _sessions_of(station: Station, sheets: Sequence[Sheet], training: str | None) -> list[SessionRow]:
    sessions = [
        session
        for session in trainings.all_sessions(station.database)
        if session.code is not None and session.held_on is not None and session.half in set(Half)
    ]
    if training is not None:
        if trainings.find_training(station.database, training.strip()) is None:
            raise UserFault("attendance.unknown-training", next_step=NextStep.MEND_INPUT)
        return [session for session in sessions if session.training_code == training.strip()]
    written = {normal_heading(word) for sheet in sheets for word in _words(sheet)}
    return [session for session in sessions if normal_heading(session.code or "") in written]


def _words(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:HEAD_SEARCH_ROWS]:
        for cell in row:
            if isinstance(cell, str):
                yield cell
                yield from _TOKEN.split(cell)


class _Matched:
    """The rows of a list with the person each of them means, and why some mean nobody."""

    def __init__(self, station: Station, reading: AttendanceReading) -> None:
        self._station = station
        self.problems: list[Problem] = []
        self.rows: list[tuple[AttendanceRow, PersonRow]] = []
        for row in reading.rows:
            found = self._by_id(row, row.person_id) if row.person_id is not None else self._by_phone(row)
            if found is not None:
                self.rows.append((row, found))

    def _by_id(self, row: AttendanceRow, identifier: bytes) -> PersonRow | None:
        person = people.find_person(self._station.database, identifier)
        if person is None or person.is_void:
            self._refuse(row, "attendance.id-unknown")
        elif person.name and not _is_called(person, row.name):
            # ids that slipped by one row would mark the neighbour
            self._refuse(row, "attendance.name-differs")
        else:
            return person
        return None

    def _by_phone(self, row: AttendanceRow) -> PersonRow | None:
        if row.phone_tail is None:
            self._refuse(row, "attendance.phone-tail-missing")
            return None
        tail = row.phone_tail
        near = people.search_people(self._station.database, tail, limit=SEARCH_LIMIT)
        called = [one for one in near if one.phone and one.phone.endswith(tail) and _is_called(one, row.name)]
        if len(called) == 1:
            return called[0]
        if called:
            self._refuse(row, "attendance.person-ambiguous", found=len(called))
        else:
            self._refuse(row, "attendance.person-unknown")
        return None

    def _refuse(self, row: AttendanceRow, code: str, **data: object) -> None:
        self.problems.append(Problem(row.position.sheet, row.position.row, "", "name", code, data))


class _Marks:
    """What the ticks of a list come to: marks to be written, those that stand already, crosses against a mark."""

    def __init__(self, station: Station, sessions: Mapping[str, SessionRow], matched: _Matched) -> None:
        self._station = station
        self.new: dict[bytes, int | None] = {}
        self.unchanged = 0
        self.notices: list[Notice] = []
        for row, person in matched.rows:
            for code, tick in row.ticks.items():
                subject = attendance_subject(sessions[code].id, person.id)
                is_marked = subject in self.new or bool(station.state("attendance", subject).claims.get("mark"))
                if not tick.is_present:
                    if is_marked:
                        place = row.position
                        self.notices.append(
                            Notice(place.sheet, place.row, "", code, "attendance.crossed-but-marked", {"session": code})
                        )
                elif is_marked:
                    self.unchanged += 1
                else:
                    self.new[subject] = tick.arrived

    def write(self, command: Command) -> None:
        """Write every new mark into an open command."""
        for subject, arrived in self.new.items():
            command.add(
                "attendance.marked",
                subject,
                {"mark": {"arrived": arrived, "how": "paper"}},
                owner=subject[ID_BYTES:],
                supersedes={"undone": self._station.state("attendance", subject).standing("undone")},
            )


def _is_called(person: PersonRow, name: str) -> bool:
    """Say whether a name on paper can be hers: written so, or one of the spellings that sound the same."""
    names = [known for known in (person.name, person.name_bo) if known]
    return any(normal_name(known) == normal_name(name) for known in names) or any(
        class_form(known) == class_form(name) for known in names
    )
