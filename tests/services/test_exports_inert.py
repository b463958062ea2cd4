"""Every table that leaves the program shows what stands in it and does nothing: no formula, no link, no lost zero."""

from __future__ import annotations

import ast
import csv
import io
import string
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from documents.nasty import NASTY
from house.sources import dotted, modules
from tianye.documents.flatfiles import read_flat_file, write_flat_file
from tianye.domain.ids import to_text
from tianye.domain.indicators import Period
from tianye.services import exports, people_lists, publishing, registration, reporting, surveys
from tianye.services import forms_library as library
from town import Desk, Town

CODES = ["00971", "007", "139 0000 0001", "+8613900000001", "632721199001010025", "1E5", "4/5"]
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


def would_compute(cell: str) -> bool:
    """Say whether a spreadsheet may take a cell of a flat file for a formula; told by letters, as one reads it aloud.

    What nobody sees before the sign does not hide it; a number with a sign is a number.
    """
    seen = cell
    while seen and (seen[0].isspace() or unicodedata.category(seen[0]) == "Cf"):
        if seen[0] in "\t\r":
            return True
        seen = seen[1:]
    if not seen or unicodedata.normalize("NFKC", seen[0]) not in "=+-@" or seen[0] in "⁺₊⁻₋⁼₌﹢﹣﹦﹫":
        return False
    whole, dot, rest = cell[1:].partition(".")
    is_number = cell[0] in "+-" and whole.isdecimal() and (rest.isdecimal() if dot else True) and cell.isascii()
    return not is_number


def computing(cells: list[str]) -> list[str]:
    return [cell for cell in cells if would_compute(cell)]


def flat_cells(path: Path) -> list[str]:
    """Return every cell of a CSV file as another program splits it."""
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return [cell for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")) for cell in row]


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def spelt_out(text: str) -> str:
    """Undo the spelling `_x0041_` in which a workbook keeps letters that XML cannot carry."""
    out = ""
    while text:
        spelt = text[2:6]
        if text[:2] == "_x" and text[6:7] == "_" and all(letter in string.hexdigits for letter in spelt):
            out, text = out + chr(int(spelt, 16)), text[7:]
        else:
            out, text = out + text[0], text[1:]
    return out


def book_texts(path: Path) -> list[str]:
    """Return what is text in a workbook, from its XML, after proving that nothing in it acts."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        acting = ("external", "vba", "connection", "query", "drawing", "embed")
        assert [name for name in names if any(word in name.lower() for word in acting)] == []
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in names if name.endswith(".xml")}
    strings = [
        spelt_out("".join(part.text or "" for part in one.iter(f"{MAIN}t")))
        for one in parts.get("xl/sharedStrings.xml", ElementTree.Element("none")).iter(f"{MAIN}si")
    ]
    texts = []
    for name, root in parts.items():
        if name.startswith("xl/worksheets/"):
            assert not list(root.iter(f"{MAIN}hyperlink"))
            for cell in root.iter(f"{MAIN}c"):
                assert cell.find(f"{MAIN}f") is None, cell.get("r")
                if cell.get("t") == "s":
                    texts.append(strings[int(cell.findtext(f"{MAIN}v") or "")])
                elif cell.get("t") == "inlineStr":
                    texts.append(spelt_out("".join(part.text or "" for part in cell.iter(f"{MAIN}t"))))
    return texts


def test_no_table_of_the_program_computes(hq: Desk, tmp_path: Path) -> None:
    station = hq.station
    for ending in ("csv", "xlsx"):
        exports.export_attendance(station, tmp_path / f"attendance.{ending}")
        exports.export_responses(station, tmp_path / f"responses.{ending}", "voice")
    people_lists.export_people(station, tmp_path / "people.xlsx")
    people_lists.write_template(station, tmp_path / "template.xlsx")
    report = reporting.make_report(station, period=Period(date(2026, 1, 1), date(2026, 12, 31)))
    publishing.save_report(station, report, tmp_path / "figures.xlsx")
    expected = [*NASTY, *CODES]
    for name in ("attendance", "people", "template", "figures", "responses"):
        texts = book_texts(tmp_path / f"{name}.xlsx")
        # a text as it was said, with every zero at its beginning
        if name in ("attendance", "people"):
            assert [text for text in expected if text not in texts] == []
    for name in ("attendance", "responses"):
        cells = flat_cells(tmp_path / f"{name}.csv")
        assert computing(cells) == []
        if name == "attendance":
            missing = [text for text in expected if text not in cells and "'" + text not in cells]
            assert missing == []
            assert [text for text in expected if would_compute(text) and "'" + text not in cells] == []
            # bare: what a spreadsheet makes of it is told in docs/commands.md
            assert "00971" in cells
    for figure in publishing.shown_figures(report):
        for line in publishing.figure_text(figure, publishing.Language.CHINESE).splitlines():
            assert computing(line.split("\t") if "\t" in line else []) == []


@pytest.mark.parametrize("hidden", ["\u2003", "\u200b", "\ufeff", "\u2028", "\xa0", "\u200e \n"])
def test_what_nobody_sees_before_a_sign_does_not_hide_it(hidden: str) -> None:
    sink = io.BytesIO()
    write_flat_file(sink, [[f"{hidden}=1+1", f"'{hidden}@x", f"{hidden}1"]])
    assert sink.getvalue().decode("utf-8-sig").count("'") == 3
    sink.seek(0)
    assert read_flat_file(sink, "x").rows == [[f"{hidden}=1+1", f"'{hidden}@x", f"{hidden}1"]]


def test_tables_are_written_in_two_places_only() -> None:
    """Who writes a table elsewhere forgets what stands here."""
    makers = ("csv.writer", "csv.DictWriter", "xlsxwriter.Workbook", "openpyxl.Workbook")
    writers = {
        module.path
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and dotted(node.func) in makers
    }
    # a form's own tables, which only the form reads
    writers.discard("app/tianye/forms/xlsform.py")
    assert writers == {"app/tianye/documents/flatfiles.py", "app/tianye/documents/workbook.py"}
