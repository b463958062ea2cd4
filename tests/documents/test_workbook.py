from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.nasty import DAMAGED, NASTY
from tianye.documents.cells import CellValue, Limits, MergedCells, Sheet, is_blank, make_writable
from tianye.documents.workbook import OutColumn, OutSheet, read_workbook, write_workbook
from tianye.domain.errors import UserFault

MADE_AT = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
FIXTURES = Path(__file__).parent / "fixtures"


def written(rows: Iterable[Sequence[CellValue]], columns: int = 1, title: str | None = None) -> bytes:
    stream = io.BytesIO()
    heads = [OutColumn(f"列{number}") for number in range(columns)]
    write_workbook(stream, [OutSheet("表", heads, rows, title)], MADE_AT)
    return stream.getvalue()


def read(content: bytes, limits: Limits | None = None) -> list[Sheet]:
    return read_workbook(io.BytesIO(content), limits or Limits())


def first_column(content: bytes) -> list[CellValue]:
    return [row[0] if row else None for row in read(content)[0].rows[1:]]


def with_part(content: bytes, name: str, change: bytes) -> bytes:
    """Return the workbook with one part replaced, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, change)
    return made.getvalue()


SHEET_PART = "xl/worksheets/sheet1.xml"


def sheet_with(body: str, declared: str = "A1") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<?xml version="1.0"?><worksheet xmlns="{main}"><dimension ref="{declared}"/>{body}</worksheet>'
    return with_part(written([["x"]]), SHEET_PART, part.encode())


def code_of(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UserFault) as fault:
        read(content, limits)
    return fault.value.code


def test_there_are_forty_nasty_strings() -> None:
    assert len(NASTY) == len(set(NASTY)) == 40


def test_nasty_strings_come_back_as_they_were() -> None:
    assert first_column(written([[text] for text in NASTY])) == NASTY


def test_what_no_file_can_carry_is_replaced() -> None:
    assert first_column(written([[text] for text in DAMAGED])) == list(DAMAGED.values())


def test_excels_spelling_of_control_characters_is_understood() -> None:
    cell = '<c r="A1" t="inlineStr"><is><t>一_x000D_二_x0007_ _x0041_</t></is></c>'
    assert read(sheet_with(f'<sheetData><row r="1">{cell}</row></sheetData>'))[0].rows == [["一\n二\ufffd _x0041_"]]


def test_a_written_file_holds_no_formula_and_no_link() -> None:
    content = written([[text] for text in NASTY])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = archive.read(SHEET_PART)
    assert not re.search(rb"<f[ >]", part)
    assert b"hyperlink" not in part
    cells = openpyxl.load_workbook(io.BytesIO(content))["表"]["A"][1:]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=8))
def test_any_text_comes_back(texts: list[str]) -> None:
    expected = [make_writable(text) for text in texts]
    while expected and is_blank(expected[-1]):
        expected.pop()
    found = first_column(written([[text] for text in texts]))
    assert [value or "" for value in found] == [text if not is_blank(text) else "" for text in expected]


def test_values_keep_their_kind() -> None:
    began, born = datetime.fromisoformat("2026-06-12T09:05"), datetime.fromisoformat("1990-01-01")
    row: list[CellValue] = [7, 2.5, True, born.date(), began, time(9, 30), "007", None, "尾"]
    assert read(written([row], columns=9))[0].rows[1] == [7, 2.5, True, born, began, time(9, 30), "007", None, "尾"]
    assert first_column(written([[timedelta(hours=30)]])) == [timedelta(hours=30)]
    assert first_column(written([[date(1899, 5, 1)]])) == ["1899-05-01"]


def test_a_number_beyond_fifteen_digits_is_written_as_text() -> None:
    assert first_column(written([[632721199001010025]])) == ["632721199001010025"]


def test_a_number_spelled_out_in_the_file_keeps_all_its_digits() -> None:
    content = sheet_with('<sheetData><row r="1"><c r="A1"><v>632721199001010025</v></c></row></sheetData>')
    assert read(content)[0].rows == [[632721199001010025]]


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert written([["a", 1]], columns=2) == written([["a", 1]], columns=2)


def test_titles_are_merged_heads_frozen_and_widths_kept() -> None:
    stream = io.BytesIO()
    columns = [OutColumn("姓名 Name", 22), OutColumn("编号", is_hidden=True), OutColumn("性别", choices=("男", "女"))]
    write_workbook(stream, [OutSheet("表", columns, [["卓玛", "A", "女"]], "名单")], MADE_AT)
    sheet = read(stream.getvalue())[0]
    assert sheet.rows[:2] == [["名单"], ["姓名 Name", "编号", "性别"]]
    assert sheet.merged == (MergedCells(1, 1, 1, 3),)
    seen = openpyxl.load_workbook(io.BytesIO(stream.getvalue()))["表"]
    assert seen.freeze_panes == "A3"
    assert seen.column_dimensions["A"].width == pytest.approx(22, abs=1)
    assert seen.column_dimensions["B"].hidden
    assert [rule.formula1 for rule in seen.data_validations.dataValidation] == ['"男,女"']


def test_sheet_names_are_made_allowed_and_unique() -> None:
    stream = io.BytesIO()
    names = ["a/b", "a\\b", "", "A b", "x" * 40, "x" * 40]
    write_workbook(stream, [OutSheet(name, [OutColumn("h")], []) for name in names], MADE_AT)
    assert [sheet.name for sheet in read(stream.getvalue())] == [
        "a b",
        "a b 2",
        "Sheet",
        "A b 3",
        "x" * 31,
        "x" * 29 + " 2",
    ]


def test_old_excel_is_read_with_merged_cells_dates_and_hidden_sheets() -> None:
    with (FIXTURES / "old_list.xls").open("rb") as stream:
        people, notes, hidden = read_workbook(stream)
    assert people.rows[0] == ["玉树市马铃薯合作社培训名单"]
    assert people.rows[2] == [1, "卓玛", "玉树市", date(1990, 1, 1), "632721199001010025", 13900000001.0]
    assert people.rows[3][4] == 632721198503040012.0
    assert people.rows[4] == []
    assert MergedCells(3, 3, 6, 3) in people.merged
    assert notes.rows == [["请勿修改"]]
    assert hidden.rows == [[], [], [], [], [None, None, True]]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", bytes.fromhex("D0CF11E0A1B11AE1") * 100])
def test_what_is_no_workbook_is_refused_by_name(content: bytes) -> None:
    assert code_of(content) == "workbook.unreadable"


def test_a_cut_or_flipped_workbook_is_refused_by_name() -> None:
    content = written([[text] for text in NASTY])
    for length in range(1, len(content), len(content) // 20):
        assert code_of(content[:length]) == "workbook.unreadable"


def test_a_damaged_old_workbook_is_read_or_refused_by_name() -> None:
    old = (FIXTURES / "old_list.xls").read_bytes()
    seen = set()
    for at in range(0, len(old), 41):
        try:
            read(old[:at] + bytes([old[at] ^ 0xFF]) + old[at + 1 :])
        except UserFault as fault:
            seen.add(fault.code)
    assert "workbook.unreadable" in seen
    assert seen <= {"workbook.unreadable", "workbook.password-protected"}


def test_a_password_is_named() -> None:
    encrypted = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert code_of(encrypted) == "workbook.password-protected"
    content = bytearray(written([["x"]]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        directory = archive.start_dir
    content[directory + 8] |= 1
    assert code_of(bytes(content)) == "workbook.password-protected"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_part(written([["x"]]), "xl/media/a.bin", bytes(60_000_000))
    assert code_of(bomb) == "workbook.too-large"
    dense = with_part(written([["x"]]), "xl/media/a.bin", bytes(40_000_000))
    with pytest.raises(UserFault) as fault:
        read(dense)
    assert fault.value.data == {"limit": "ratio", "maximum": 100}


def test_too_many_entries_and_duplicate_entries_are_refused() -> None:
    content = io.BytesIO(written([["x"]]))
    with zipfile.ZipFile(content, "a") as archive:
        for number in range(200):
            archive.writestr(f"xl/media/{number}.bin", b"")
    assert code_of(content.getvalue()) == "workbook.too-large"
    twice = io.BytesIO(written([["x"]]))
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr(SHEET_PART.upper(), b"<worksheet/>")
    assert code_of(twice.getvalue()) == "workbook.unsafe"


@pytest.mark.parametrize("name", ["xl/workbook.xml", SHEET_PART, "docProps/app.xml", "_rels/.rels", "xl/extra.bin"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_in_any_part_is_refused(name: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    hostile = head + '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    assert code_of(with_part(written([["x"]]), name, hostile.encode(encoding))) == "workbook.unsafe"


def test_a_part_that_is_not_xml_is_refused() -> None:
    assert code_of(with_part(written([["x"]]), SHEET_PART, b"<worksheet><a></worksheet>")) == "workbook.unreadable"


def test_a_huge_declared_dimension_costs_nothing() -> None:
    cell = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    assert read(sheet_with(cell, "A1:XFD1048576"))[0].rows == [[1]]


def test_cells_far_away_are_left_and_said_to_be_left() -> None:
    far = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="BM1"><v>2</v></c></row>%s</sheetData>'
    wide = read(sheet_with(far % ""))[0]
    assert (wide.rows, wide.is_cut) == ([[1]], True)
    deep = '<sheetData><row r="1"><c><v>1</v></c></row><row r="%d"><c><v>2</v></c></row></sheetData>'
    second = read(sheet_with(deep % 1_100))[0]
    assert (second.rows, second.is_cut) == ([[1]], True)
    assert read(sheet_with(deep % 1_048_576))[0].rows == [[1]]


def test_more_rows_than_the_limit_are_refused() -> None:
    assert code_of(written([["x"]] * 20), Limits(max_rows=20)) == "workbook.too-large"
    assert len(read(written([["x"]] * 19), Limits(max_rows=20))[0].rows) == 20


def test_a_file_larger_than_the_limit_is_refused() -> None:
    content = written([["x"]])
    assert code_of(content, Limits(max_file_bytes=len(content) - 1)) == "workbook.too-large"


def test_writing_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "absent"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    assert first_column(written([["密"]])) == ["密"]
