"""The plan: programmes, organisations, venues, trainings and sessions from a workbook of headquarters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from tianye.documents.plan_book import KnownCodes, PlanReading, make_plan_template, read_plan
from tianye.domain.ids import make_id
from tianye.domain.trainings import write_threshold
from tianye.services import assets
from tianye.services.lists import ListImport, PartCount, load_sheets, save_workbook
from tianye.services.packs import need_role
from tianye.services.station import Command, Station
from tianye.store.queries import trainings
from tianye.store.queries.recognition import known_organisations
from tianye.store.queries.trainings import PLAN_PARTS, PlanPart


def write_template(station: Station, path: Path) -> None:
    """Write the empty plan workbook."""
    save_workbook(station, path, make_plan_template())


def import_plan(station: Station, path: Path, *, good_rows_only: bool = False, preview: bool = False) -> ListImport:
    """Read a plan and write it: all of it, or with `good_rows_only` what is sound; codes make it repeatable.

    The same code again changes what differs; a blank cell says nothing. An organisation that so far only lists of
    people named is taken for the plan's organisation of that name. With problems and without `good_rows_only` nothing
    is written; neither with `preview`.
    """
    need_role(station, "hq")
    known = {part: trainings.codes_of(station.database, part) for part in PLAN_PARTS}
    reading = read_plan(
        load_sheets(path),
        assets.place_finder(),
        KnownCodes(*(frozenset(known[part]) for part in ("programme", "organisation", "venue", "training"))),
    )
    writer = _PlanWriter(station, known)
    if preview or (reading.problems and not good_rows_only):
        writer.write(None, reading)
        return _result(reading, writer, is_written=False)
    with station.command("import plan") as command:
        writer.write(command, reading)
    done = command.done
    return replace(_result(reading, writer, is_written=True), changes=done.changes, command=done.command)


def _result(reading: PlanReading, writer: _PlanWriter, *, is_written: bool) -> ListImport:
    return ListImport(
        writer.added,
        writer.changed,
        writer.unchanged,
        reading.refused_count,
        reading.problems,
        reading.notices,
        is_written,
        parts=tuple(PartCount(part, *counts) for part, counts in writer.parts.items()),
    )


class _PlanWriter:
    """Writes the rows of a plan in the order in which they refer to one another."""

    def __init__(self, station: Station, known: dict[PlanPart, dict[str, bytes]]) -> None:
        self._station = station
        self._ids = known
        self._uncoded = {
            one.name: one.id for one in reversed(known_organisations(station.database)) if one.code is None
        }
        self.added = self.changed = self.unchanged = 0
        self.parts: dict[PlanPart, tuple[int, int, int]] = {}

    def write(self, command: Command | None, reading: PlanReading) -> None:
        """Write every sound row and count; without a command only count what writing would do."""
        for part, rows in _rows(reading).items():
            before = (self.added, self.changed, self.unchanged)
            for row in rows:
                identifier = self._ids[part].get(row["code"])
                if identifier is None and part == "organisation":
                    identifier = self._uncoded.pop(row["name"], None)
                is_new = identifier is None
                if identifier is None:
                    identifier = make_id(self._station.world.random)
                self._ids[part][row["code"]] = identifier
                self._write_row(command, part, identifier, self._resolve(row), is_new=is_new)
            now = (self.added, self.changed, self.unchanged)
            self.parts[part] = (now[0] - before[0], now[1] - before[1], now[2] - before[2])

    def _write_row(
        self, command: Command | None, part: PlanPart, identifier: bytes, fields: dict[str, Any], *, is_new: bool
    ) -> None:
        if is_new:
            self.added += 1
            if command is not None:
                kind = "organisation.registered" if part == "organisation" else f"{part}.planned"
                command.add(kind, identifier, fields, is_new=True)
            return
        state = self._station.state(part, identifier)
        changed = {name: value for name, value in fields.items() if state.values(name) != [value]}
        self.changed += bool(changed)
        self.unchanged += not changed
        if command is not None and changed:
            kind = "organisation.corrected" if part == "organisation" else f"{part}.planned"
            command.add(kind, identifier, changed)

    def _resolve(self, row: Mapping[str, Any]) -> dict[str, Any]:
        # an operation holds plain text, not members of an enumeration
        return {
            name: self._ids[_REFERENCES[name]].get(value)
            if name in _REFERENCES
            else str(value)
            if isinstance(value, str)
            else value
            for name, value in row.items()
            if value is not None
        }


_REFERENCES: Final[Mapping[str, PlanPart]] = {
    "programme": "programme",
    "host": "organisation",
    "venue": "venue",
    "training": "training",
}
"""Column that names a row of another part by its code → that part."""


def _rows(reading: PlanReading) -> dict[PlanPart, list[dict[str, Any]]]:
    def day(value: Any) -> str | None:
        return None if value is None else value.isoformat()

    return {
        "programme": [
            {
                "code": one.code,
                "title_zh": one.title_zh,
                "title_en": one.title_en,
                "begins_on": day(one.begins_on),
                "ends_on": day(one.ends_on),
            }
            for one in reading.programmes
        ],
        "organisation": [
            {
                "code": one.code,
                "name": one.name,
                "uscc": one.uscc,
                "kind": one.kind,
                "stage": one.stage,
                "place": one.place_code,
                "is_led_by_woman": one.is_led_by_woman,
                "women_owner_percent": one.women_owner_percent,
            }
            for one in reading.organisations
        ],
        "venue": [{"code": one.code, "name": one.name, "place": one.place_code} for one in reading.venues],
        "training": [
            {
                "code": one.code,
                "programme": one.programme,
                "kind": one.kind,
                "title_zh": one.title_zh,
                "title_en": one.title_en,
                "county": one.county,
                "host": one.host,
                "venue": one.venue,
                "threshold": write_threshold(one.threshold),
                "is_sensitive": one.is_sensitive,
            }
            for one in reading.trainings
        ],
        "session": [
            {
                "code": one.code,
                "training": one.training,
                "on": day(one.on),
                "half": one.half,
                "begins": one.begins,
                "ends": one.ends,
                "venue": one.venue,
            }
            for one in reading.sessions
        ],
    }
