"""Every table that leaves the program shows what stands in it and does nothing: no formula, no link, no lost zero."""

from __future__ import annotations

import ast
import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from documents.nasty import NASTY
from house.sources import dotted, modules
from tianye.documents.flatfiles import make_plain
from tianye.documents.sources import load_sheets
from tianye.domain.ids import to_text
from tianye.domain.indicators import Period
from tianye.services import exports, people_lists, publishing, registration, reporting, surveys
from tianye.services import forms_library as library
from town import Desk, Town

CODES = ["00971", "007", "139 0000 0001", "+8613900000001", "632721199001010025", "1E5", "4/5"]
TRIGGER = re.compile("[ \u3000\u00a0\n]*[=+\\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
FORM = """
| survey |
| | type | name | label |
| | text | said | 说说 |
| settings |
| | form_id | version | form_title |
| | voice | 1 | 意见 |
"""


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Desk]:
    """Headquarters where everything is called what breaks spreadsheets: trainings, people, answers."""
    town = Town(tmp_path / "town")
    hq = town.headquarters()
    form = tmp_path / "voice.md"
    form.write_text(FORM, encoding="utf-8")
    row, _ = library.add_form(hq.station, form)
    for number, text in enumerate([*NASTY, *CODES]):
        with hq.station.command("plan") as command:
            training = command.new_subject()
            planned = {"code": f"{number:03}", "title_zh": text, "title_en": text, "county": "632701"}
            command.add("training.planned", training, planned, is_new=True)
            held = {"code": f"{number:03}-1", "training": training, "on": "2026-06-12", "half": "am"}
            command.add("session.planned", command.new_subject(), held, is_new=True)
        fields = {"name": text, "post": text, "phone": CODES[0], "born": {"calendar": "solar", "year": 1980}}
        consents = dict.fromkeys(("attendance", "contact"), "given")
        person, _ = registration.register(hq.station, fields, consents)
        hq.checks_in(to_text(person), f"{number:03}-1")
        surveys.fill(hq.station, surveys.begin(hq.station, row, surveys.Context()), {"said": text})
    yield hq
    town.close()


def cells_of(path: Path) -> list[str]:
    """Return every text of a table, after proving that nothing in the file acts."""
    if path.suffix == ".csv":
        raw = path.read_bytes()
        assert raw.startswith("\ufeff".encode())
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert [cell for cell in cells if TRIGGER.match(cell) and not NUMBER.fullmatch(cell)] == []
        return [make_plain(cell) for cell in cells]
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert [name for name in names if re.search("external|vba|connection|query|drawing|embed", name, re.I)] == []
        sheets = [archive.read(name) for name in names if name.startswith("xl/worksheets/sheet")]
    assert [sheet for sheet in sheets if b"<f" in sheet.replace(b"<formula", b"") or b"<hyperlink" in sheet] == []
    book = openpyxl.load_workbook(path)
    found = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in found if cell.data_type == "f" or cell.hyperlink] == []
    return [str(cell) for sheet in load_sheets(path) for row in sheet.rows for cell in row if cell is not None]


def test_no_table_of_the_program_computes(hq: Desk, tmp_path: Path) -> None:
    station = hq.station
    written: dict[str, list[str]] = {}
    for ending in ("csv", "xlsx"):
        exports.export_attendance(station, tmp_path / f"attendance.{ending}")
        exports.export_responses(station, tmp_path / f"responses.{ending}", "voice")
        for name in ("attendance", "responses"):
            written[f"{name}.{ending}"] = cells_of(tmp_path / f"{name}.{ending}")
    people_lists.export_people(station, tmp_path / "people.xlsx")
    people_lists.write_template(station, tmp_path / "template.xlsx")
    report = reporting.make_report(station, period=Period(date(2026, 1, 1), date(2026, 12, 31)))
    publishing.save_report(station, report, tmp_path / "figures.xlsx")
    for name in ("people", "template", "figures"):
        written[name] = cells_of(tmp_path / f"{name}.xlsx")
    for name in ("attendance.csv", "attendance.xlsx"):
        assert [text for text in [*NASTY, *CODES] if text not in written[name]] == []
        assert "00971" in written[name]
    for figure in publishing.shown_figures(report):
        for line in publishing.figure_text(figure, publishing.Language.CHINESE).splitlines():
            cells = line.split("\t") if "\t" in line else []
            assert [cell for cell in cells if TRIGGER.match(cell) and not NUMBER.fullmatch(cell)] == []


def test_tables_are_written_in_two_places_only() -> None:
    """Who writes a table elsewhere forgets what stands here."""
    makers = ("csv.writer", "csv.DictWriter", "xlsxwriter.Workbook", "openpyxl.Workbook")
    writers = {
        module.path
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in makers
    }
    assert writers == {"app/tianye/documents/flatfiles.py", "app/tianye/documents/workbook.py"}
