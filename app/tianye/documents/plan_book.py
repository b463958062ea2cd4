"""The plan of programmes as one workbook: its template, and what people send back.

Sheets refer to each other by code. All problems of all sheets are said at once; a row that refers to a refused row is
refused with it, so that the sound rows of a plan can go in by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from tianye.documents.cells import Sheet
from tianye.documents.place_names import PlaceFinder
from tianye.documents.plan_columns import (
    ORGANISATION_COLUMNS,
    PROGRAMME_COLUMNS,
    SESSION_COLUMNS,
    TRAINING_COLUMNS,
    VENUE_COLUMNS,
)
from tianye.documents.tables import (
    Column,
    Notice,
    Position,
    Problem,
    Table,
    TableRow,
    in_order,
    normal_heading,
    read_table,
)
from tianye.documents.workbook import OutSheet
from tianye.domain.errors import UserFault
from tianye.domain.organisations import OrganisationKind, Stage
from tianye.domain.trainings import DEFAULT_THRESHOLD, Half, Threshold, TrainingKind


@dataclass(frozen=True, slots=True)
class PlannedProgramme:
    """A programme; the dates, where given, bound its sessions."""

    position: Position
    code: str
    title_zh: str
    title_en: str | None
    begins_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedOrganisation:
    """An organisation; `women_owner_percent` is 0 to 100."""

    position: Position
    code: str
    name: str
    uscc: str | None
    kind: OrganisationKind | None
    stage: Stage | None
    place_code: str | None
    is_led_by_woman: bool | None
    women_owner_percent: int | None


@dataclass(frozen=True, slots=True)
class PlannedVenue:
    """A place where sessions are held."""

    position: Position
    code: str
    name: str
    place_code: str | None


@dataclass(frozen=True, slots=True)
class PlannedTraining:
    """A training; `programme`, `host` and `venue` are codes, `county` a place code of six digits."""

    position: Position
    code: str
    programme: str
    kind: TrainingKind
    title_zh: str
    title_en: str | None
    county: str
    host: str | None
    venue: str | None
    threshold: Threshold
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A half-day of a training; `begins` and `ends` are minutes since midnight, both or none.

    The code is made of training, date and half-day where the sheet gives none.
    """

    position: Position
    code: str
    training: str
    on: date
    half: Half
    begins: int | None
    ends: int | None
    venue: str | None


@dataclass(frozen=True, slots=True)
class KnownCodes:
    """Codes that need no row in the file because they are registered already."""

    programmes: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    trainings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A plan as read: sound rows, how many were refused, and everything there is to say, in the file's order."""

    programmes: tuple[PlannedProgramme, ...]
    organisations: tuple[PlannedOrganisation, ...]
    venues: tuple[PlannedVenue, ...]
    trainings: tuple[PlannedTraining, ...]
    sessions: tuple[PlannedSession, ...]
    refused_count: int
    problems: tuple[Problem, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """One sheet of a plan; `references` are its columns that hold codes of other parts."""

    key: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    references: tuple[tuple[str, _Part], ...] = ()

    @property
    def title(self) -> str:
        return f"{self.zh} {self.en}"


_PROGRAMMES: Final = _Part("programmes", "项目", "Programmes", PROGRAMME_COLUMNS)
_ORGANISATIONS: Final = _Part("organisations", "机构", "Organisations", ORGANISATION_COLUMNS)
_VENUES: Final = _Part("venues", "地点", "Venues", VENUE_COLUMNS)
_TRAININGS: Final = _Part(
    "trainings",
    "培训",
    "Trainings",
    TRAINING_COLUMNS,
    (("programme", _PROGRAMMES), ("host", _ORGANISATIONS), ("venue", _VENUES)),
)
_SESSIONS: Final = _Part(
    "sessions", "场次", "Sessions", SESSION_COLUMNS, (("training", _TRAININGS), ("venue", _VENUES))
)
_PARTS: Final = (_PROGRAMMES, _ORGANISATIONS, _VENUES, _TRAININGS, _SESSIONS)

_Row = TypeVar("_Row")


def make_plan_template() -> list[OutSheet]:
    """Make the empty plan, one sheet a part, to be sent out."""
    return [OutSheet(part.title, [column.to_write() for column in part.columns], []) for part in _PARTS]


def read_plan(sheets: Sequence[Sheet], find_place: PlaceFinder, known: KnownCodes = KnownCodes()) -> PlanReading:
    """Read a plan; a sheet is known by its name in Chinese, English or both, and may be left out.

    Problems: those of `tables`, of the parsers and of `find_place`; `plan.sheets-missing` (no sheet of a plan at all);
    `plan.code-twice`, `plan.session-twice` (data: `first_row`); `plan.code-unknown` (data: `wanted`, the kind of
    thing); `plan.refers-to-refused` (data: `wanted`); `plan.ends-before-it-begins`; `plan.time-incomplete`;
    `plan.place-contradicts`. Notices: those of `tables`, `plan.session-outside-programme`,
    `plan.training-without-session`.
    """
    return _PlanReader(find_place, known).read(sheets)


class _PlanReader:
    """One reading of one plan."""

    def __init__(self, find_place: PlaceFinder, known: KnownCodes) -> None:
        self._find_place = find_place
        self._known = known
        self._problems: list[Problem] = []
        self._notices: list[Notice] = []
        self._tables: dict[str, Table] = {}
        self._sound: dict[str, set[str]] = {part.key: set() for part in _PARTS}
        self._sessions: dict[tuple[str, date, str], TableRow] = {}
        self._refused = 0

    def read(self, sheets: Sequence[Sheet]) -> PlanReading:
        self._read_tables(sheets)
        programmes = self._rows(_PROGRAMMES, self._programme)
        organisations = self._rows(_ORGANISATIONS, self._organisation)
        venues = self._rows(_VENUES, self._venue)
        trainings = self._rows(_TRAININGS, self._training)
        sessions = self._rows(_SESSIONS, self._session)
        self._compare(programmes, trainings, sessions)
        order = {sheet.name: number for number, sheet in enumerate(sheets)}
        self._problems.sort(key=lambda problem: order.get(problem.sheet, -1))
        self._notices.sort(key=lambda notice: order.get(notice.sheet, -1))
        return PlanReading(
            programmes,
            organisations,
            venues,
            trainings,
            sessions,
            self._refused,
            tuple(in_order(self._problems)),
            tuple(in_order(self._notices)),
        )

    def _read_tables(self, sheets: Sequence[Sheet]) -> None:
        for sheet in sheets:
            part = _find_part(sheet.name)
            if part is None:
                if sheet.rows:
                    self._notices.append(Notice(sheet.name, 0, "", "", "table.sheet-skipped"))
                continue
            if not sheet.rows:
                continue
            table = read_table(sheet, part.columns)
            self._problems += table.problems
            self._notices += table.notices
            before = self._tables.get(part.key)
            self._tables[part.key] = table if before is None else _joined(before, table)
        if not any(_find_part(sheet.name) for sheet in sheets):
            self._problems.append(
                Problem("", 0, "", "", "plan.sheets-missing", {"wanted": [part.zh for part in _PARTS]})
            )

    def _rows(self, part: _Part, make: Callable[[TableRow, str | None], _Row]) -> tuple[_Row, ...]:
        table = self._tables.get(part.key, Table((), (), (), ()))
        for row in table.refused:
            # What else is wrong with a row that cannot go in is said as well.
            self._find_place_of(row)
            self._check_references(row, part)
        self._refused += len(table.refused)
        first_rows: dict[str, TableRow] = {}
        made = []
        for row in table.rows:
            before = len(self._problems)
            code = row.get("code")
            if code is not None and (first := first_rows.setdefault(code, row)) is not row:
                self._say(row, "code", "plan.code-twice", first_row=first.position.row)
            place_code = self._find_place_of(row)
            self._check_references(row, part)
            row_made = make(row, place_code) if len(self._problems) == before else None
            if row_made is None or len(self._problems) > before:
                self._refused += 1
                continue
            self._sound[part.key].add(code or "")
            made.append(row_made)
        return tuple(made)

    def _say(self, row: TableRow, key: str, code: str, /, **data: object) -> None:
        self._problems.append(row.problem(key, code, **data))

    def _programme(self, row: TableRow, _place_code: str | None) -> PlannedProgramme:
        begins_on, ends_on = row.get("begins_on"), row.get("ends_on")
        if begins_on is not None and ends_on is not None and ends_on < begins_on:
            self._say(row, "ends_on", "plan.ends-before-it-begins")
        return PlannedProgramme(
            row.position, row.values["code"], row.values["title_zh"], row.get("title_en"), begins_on, ends_on
        )

    def _organisation(self, row: TableRow, place_code: str | None) -> PlannedOrganisation:
        return PlannedOrganisation(
            position=row.position,
            code=row.values["code"],
            name=row.values["name"],
            uscc=row.get("uscc"),
            kind=row.get("kind"),
            stage=row.get("stage"),
            place_code=place_code,
            is_led_by_woman=row.get("is_led_by_woman"),
            women_owner_percent=row.get("women_owner_percent"),
        )

    def _venue(self, row: TableRow, place_code: str | None) -> PlannedVenue:
        return PlannedVenue(row.position, row.values["code"], row.values["name"], place_code)

    def _training(self, row: TableRow, place_code: str | None) -> PlannedTraining:
        return PlannedTraining(
            position=row.position,
            code=row.values["code"],
            programme=row.values["programme"],
            kind=row.values["kind"],
            title_zh=row.values["title_zh"],
            title_en=row.get("title_en"),
            # The column is required: a row without a problem has a code.
            county=place_code or "",
            host=row.get("host"),
            venue=row.get("venue"),
            threshold=row.get("threshold") or DEFAULT_THRESHOLD,
            is_sensitive=bool(row.get("is_sensitive")),
        )

    def _session(self, row: TableRow, _place_code: str | None) -> PlannedSession:
        begins, ends = row.get("begins"), row.get("ends")
        if (begins is None) != (ends is None):
            self._say(row, "begins" if begins is None else "ends", "plan.time-incomplete")
        elif begins is not None and ends is not None and ends <= begins:
            self._say(row, "ends", "plan.ends-before-it-begins")
        training, on, half = row.values["training"], row.values["on"], row.values["half"]
        first = self._sessions.setdefault((training, on, half), row)
        if first is not row:
            self._say(row, "on", "plan.session-twice", first_row=first.position.row)
        code = row.get("code") or f"{training}-{on:%m%d}-{half}".upper()
        return PlannedSession(row.position, code, training, on, half, begins, ends, row.get("venue"))

    def _find_place_of(self, row: TableRow) -> str | None:
        code: str | None = row.get("place_code")
        names = [row.get(level) for level in ("county", "township", "village")]
        if not any(names):
            return code
        try:
            found = self._find_place(*names)
        except UserFault as fault:
            level = fault.data.get("level")
            self._say(row, level if isinstance(level, str) else "county", fault.code, **fault.data)
            return None
        if code is not None and code != found:
            self._say(row, "place_code", "plan.place-contradicts")
        return found

    def _check_references(self, row: TableRow, part: _Part) -> None:
        for key, referred in part.references:
            code = row.get(key)
            if code is None or code in self._sound[referred.key] or code in getattr(self._known, referred.key):
                continue
            table = self._tables.get(referred.key)
            if table is not None and any(other.get("code") == code for other in (*table.rows, *table.refused)):
                self._say(row, key, "plan.refers-to-refused", wanted=referred.zh)
            else:
                self._say(row, key, "plan.code-unknown", wanted=referred.zh)

    def _compare(
        self,
        programmes: Sequence[PlannedProgramme],
        trainings: Sequence[PlannedTraining],
        sessions: Sequence[PlannedSession],
    ) -> None:
        by_code = {programme.code: programme for programme in programmes}
        programme_of = {training.code: by_code.get(training.programme) for training in trainings}
        for session in sessions:
            programme = programme_of.get(session.training)
            if programme is not None and not _is_within(session.on, programme):
                self._remark(session.position, "on", "plan.session-outside-programme")
        held = {session.training for session in sessions}
        for training in trainings:
            if training.code not in held:
                self._remark(training.position, "code", "plan.training-without-session")

    def _remark(self, position: Position, key: str, code: str) -> None:
        self._notices.append(Notice(position.sheet, position.row, "", key, code))


def _find_part(name: str) -> _Part | None:
    normal = normal_heading(name)
    for part in _PARTS:
        if normal in {normal_heading(part.zh), normal_heading(part.en), normal_heading(part.title), f"{part.zh}表"}:
            return part
    return None


def _is_within(on: date, programme: PlannedProgramme) -> bool:
    return (programme.begins_on is None or programme.begins_on <= on) and (
        programme.ends_on is None or on <= programme.ends_on
    )


def _joined(one: Table, other: Table) -> Table:
    return Table(
        one.rows + other.rows,
        one.refused + other.refused,
        one.problems + other.problems,
        one.notices + other.notices,
    )
