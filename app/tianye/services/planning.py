"""The plan: programmes, organisations, venues, trainings and sessions from a workbook of headquarters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tianye.documents.plan_book import KnownCodes, PlanReading, make_plan_template, read_plan
from tianye.domain.trainings import write_threshold
from tianye.services import assets
from tianye.services.lists import ListImport, load_sheets, save_workbook
from tianye.services.packs import need_role
from tianye.services.station import Command, Station

_PARTS = ("programme", "organisation", "venue", "training", "session")


def write_template(station: Station, path: Path) -> None:
    """Write the empty plan workbook."""
    save_workbook(station, path, make_plan_template())


def import_plan(station: Station, path: Path, *, good_rows_only: bool = False, preview: bool = False) -> ListImport:
    """Read a plan and write it: all of it, or with `good_rows_only` what is sound; codes make it repeatable.

    The same code again changes what differs. With problems and without `good_rows_only` nothing is written; neither
    with `preview`.
    """
    need_role(station, "hq")
    known = {part: _codes(station, part) for part in _PARTS}
    reading = read_plan(
        load_sheets(path),
        assets.place_finder(),
        KnownCodes(*(frozenset(known[part]) for part in ("programme", "organisation", "venue", "training"))),
    )
    writer = _PlanWriter(station, known)
    if preview or (reading.problems and not good_rows_only):
        writer.count(reading)
        return _result(reading, writer, is_written=False)
    with station.command("import plan") as command:
        writer.write(command, reading)
    done = command.done
    result = _result(reading, writer, is_written=True)
    return ListImport(
        result.added,
        result.changed,
        result.unchanged,
        result.refused,
        result.problems,
        result.notices,
        True,
        done.changes,
        done.command,
    )


def _result(reading: PlanReading, writer: _PlanWriter, *, is_written: bool) -> ListImport:
    return ListImport(
        writer.added,
        writer.changed,
        writer.unchanged,
        reading.refused_count,
        reading.problems,
        reading.notices,
        is_written,
    )


def _codes(station: Station, part: str) -> dict[str, bytes]:
    return {
        str(code): bytes(identifier)
        for code, identifier in station.database.rows(
            f"SELECT code, id FROM {part} JOIN subject USING (no) WHERE code IS NOT NULL ORDER BY no"
        )
    }


class _PlanWriter:
    """Writes the rows of a plan in the order in which they refer to one another."""

    def __init__(self, station: Station, known: dict[str, dict[str, bytes]]) -> None:
        self._station = station
        self._ids = known
        self.added = self.changed = self.unchanged = 0

    def count(self, reading: PlanReading) -> None:
        """Count what writing would do, without telling changed from unchanged rows apart."""
        for part, rows in _rows(reading).items():
            for row in rows:
                if row["code"] in self._ids[part]:
                    self.changed += 1
                else:
                    self.added += 1

    def write(self, command: Command, reading: PlanReading) -> None:
        """Write every sound row."""
        kinds = {part: f"{part}.planned" for part in _PARTS} | {"organisation": "organisation.registered"}
        for part, rows in _rows(reading).items():
            for row in rows:
                fields = self._resolve(row)
                identifier = self._ids[part].get(row["code"])
                if identifier is None:
                    identifier = self._ids[part][row["code"]] = command.new_subject()
                    command.add(kinds[part], identifier, fields, is_new=True)
                    self.added += 1
                elif command.add_if_changed(kinds[part], identifier, fields):
                    self.changed += 1
                else:
                    self.unchanged += 1

    def _resolve(self, row: Mapping[str, Any]) -> dict[str, Any]:
        parts = {"programme": "programme", "host": "organisation", "venue": "venue", "training": "training"}
        # an operation holds plain text, not members of an enumeration
        return {
            name: self._ids[parts[name]].get(value)
            if name in parts
            else str(value)
            if isinstance(value, str)
            else value
            for name, value in row.items()
            if value is not None
        }


def _rows(reading: PlanReading) -> dict[str, list[dict[str, Any]]]:
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
