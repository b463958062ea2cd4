"""A report as a workbook: every figure with its unit, scope, period and definition, and nothing that contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tianye.documents.figures import Language
from tianye.domain.errors import UserFault
from tianye.domain.indicators import DEFINITIONS, Dimension, Period, Violation
from tianye.services import publishing, registration, reporting
from town import Desk, Town

BY = (Dimension.PROGRAMME, Dimension.COUNTY, Dimension.SEX, Dimension.ETHNICITY, Dimension.KIND, Dimension.AGE_GROUP)


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[Desk]:
    town = Town(tmp_path)
    hq = town.headquarters()
    with hq.station.command("plan") as command:
        programme, training = command.new_subject(), command.new_subject()
        command.add("programme.planned", programme, {"code": "RE", "title_zh": "=清洁能源"}, is_new=True)
        fields = {"code": "YS", "programme": programme, "kind": "training", "county": "632701", "threshold": "4/5"}
        command.add("training.planned", training, fields, is_new=True)
        fields = {"code": "YS-AM", "training": training, "on": "2026-06-12", "half": "am"}
        command.add("session.planned", command.new_subject(), fields, is_new=True)
    for name, sex, ethnicity in (("卓玛", "女", "藏族"), ("马秀英", "女", "回族"), ("某人", "", "")):
        said = {"name": name, "sex": sex, "ethnicity": ethnicity, "born": "1990-02"}
        registration.register(hq.station, registration.make_fields(said), {"attendance": "given"})
        hq.checks_in(name, "YS-AM")
    yield hq
    town.close()


@pytest.fixture
def report(hq: Desk) -> reporting.Report:
    scope = reporting.make_scope(hq.station, programmes=["RE"], counties=["632701"])
    return reporting.make_report(hq.station, scope, Period(date(2026, 6, 1), date(2026, 6, 30)), BY)


def rows(path: Path) -> dict[str, list[list[Any]]]:
    book = load_workbook(path)
    cells = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    book.close()
    assert formulas == []
    return cells


def test_every_figure_says_what_it_is(hq: Desk, report: reporting.Report, tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    publishing.save_report(hq.station, report, path)
    sheets = rows(path)
    first = next(iter(sheets.values()))
    (head,) = [number for number, row in enumerate(first) if str(row[0]).startswith("指标 Indicator")]
    columns = {str(title).split()[0]: place for place, title in enumerate(first[head]) if title}
    listed = {str(row[columns["定义"]]): row for row in first[head + 1 :] if row[columns["定义"]]}
    assert listed.keys() == {f"{one.id} v{one.version}" for one in report.figures if one.by is None}
    assert len(listed) > 15
    for row in listed.values():
        assert all(row[columns[title]] for title in ("指标", "单位", "范围", "时段", "定义"))
        assert "2026-06-01" in str(row[columns["时段"]])
        assert "=清洁能源" in str(row[columns["范围"]])
        assert "玉树市" in str(row[columns["范围"]])
    assert listed["persons v1"][columns["数值"]] == 3
    assert listed["women v1"][columns["数值"]] == 2
    # the definitions stand in the file in both languages
    text = str(sheets)
    assert DEFINITIONS["persons"].text_zh in text
    assert DEFINITIONS["persons"].text_en in text


def test_rows_of_breakdowns_are_named(hq: Desk, report: reporting.Report, tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    publishing.save_report(hq.station, report, path)
    told = {str(cell) for sheet in rows(path).values() for row in sheet for cell in row}
    assert told >= {
        "RE =清洁能源",
        "青海省玉树藏族自治州玉树市 632701 玉树市",
        "培训 Training",
        "女 Female",
        "藏族 Tibetan",
        "回族 Hui",
        "未知 not known",
    }
    assert told.isdisjoint({"04", "f", "unknown"})


@pytest.mark.parametrize("language", list(Language))
def test_as_text(report: reporting.Report, language: Language) -> None:
    head, *table = publishing.text_rows(report, language)
    assert all(len(row) == len(head) for row in table)
    persons = next(row for row in table if "persons v1" in row)
    assert "3" in persons


def test_a_contradiction_does_not_leave(hq: Desk, report: reporting.Report, tmp_path: Path) -> None:
    wrong = replace(report, violations=(Violation("part-over-whole", report.figures[:2]),))
    with pytest.raises(UserFault, match=r"figures\.contradict") as refusal:
        publishing.save_report(hq.station, wrong, tmp_path / "指标.xlsx")
    assert refusal.value.data == {"codes": ["part-over-whole"]}
    assert not (tmp_path / "指标.xlsx").exists()


def test_another_file_is_not_written_over(hq: Desk, report: reporting.Report, tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(UserFault, match=r"file\.exists"):
        publishing.save_report(hq.station, report, path)
    assert path.read_bytes() == b"mine"


def test_without_a_limit_the_scope_is_everything(hq: Desk) -> None:
    report = reporting.make_report(hq.station)
    assert publishing.scope_words(report.scope, report.names).en == "all programmes"
