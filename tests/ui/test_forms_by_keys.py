"""Whole forms without a mouse: a group a page or one question a page, in any language, of any length."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import open_file

Onward = Literal["enter", "tab", "enter and tab"]
HOUSEHOLD: dict[str, tuple[str, Onward]] = {
    "first_time": ("1", "enter"),
    "fuels": ("14", "enter"),
    "hours": ("7", "enter"),
    "moved_in": ("20190406", "enter"),
    "land": ("12.5", "enter"),
    "satisfied": ("7", "enter"),
    "needs": ("", "tab"),
    "called": ("央金", "enter"),
    "kin": ("2", "enter"),
    "town": ("qsh", "enter and tab"),
    "remark": ("多谢", "tab"),
    "stove": ("", "tab"),
    "read_out": ("1", "enter"),
}
"""What is typed at each question, and how it is left: Enter takes what was found, begins a line, presses a button."""


def opened(program: Program, qtbot: QtBot, name: str, folder: Path | None = None) -> Asking:
    return shown(program, qtbot, lambda: open_file(program, name, **({"folder": folder} if folder else {})))


def answers(asking: Asking) -> None:
    """Go through the form by keys, as far as its end."""
    for _ in range(60):
        if asking.view.shown == "ending":
            return
        name = asking.here()
        if not name:
            # Tab led from the last question to the ways on
            asking.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            continue
        letters, onward = HOUSEHOLD[name]
        asking.types(letters)
        if onward != "tab":
            asking.presses(Qt.Key.Key_Return)
        while onward != "enter" and asking.here() == name:
            asking.presses(Qt.Key.Key_Tab)


def said(asking: Asking) -> dict[str, str]:
    return {item.node.name: item.node.value for item in asking.view.plan.questions if item.node.value}


@pytest.mark.parametrize("pages", ["group", "one"])
def test_a_household_is_asked_by_keys_alone(field: days.Played, program: Program, qtbot: QtBot, pages: str) -> None:
    asking = opened(program, qtbot, "household.md")
    if pages == "one":
        asking.presses(Qt.Key.Key_F8)
        assert all(len(sheet.questions) <= 1 for sheet in asking.view.plan.sheets)
    answers(asking)
    assert asking.view.shown == "ending"
    assert said(asking) == {
        "first_time": "yes",
        "fuels": "sun power",
        "hours": "7",
        "moved_in": "2019-04-06",
        "land": "12.5",
        "satisfied": "7",
        "called": "央金",
        "kin": "father",
        "town": "t12",
        "remark": "多谢",
        "read_out": "OK",
    }


def test_one_question_a_page_is_chosen_in_the_middle_and_remembered(
    field: days.Played, program: Program, qtbot: QtBot
) -> None:
    asking = opened(program, qtbot, "household.md")
    asking.goes_to("/data/before/hours")
    asking.types("7")
    asking.presses(Qt.Key.Key_F8)
    assert (asking.here(), asking.answer_of("hours")) == ("hours", "7")
    assert [one.node.name for one in asking.view.page.questions] == ["hours"]
    asking.presses(Qt.Key.Key_F8)
    assert [one.node.name for one in asking.view.page.questions] == ["first_time", "fuels", "hours"]
    assert asking.here() == "hours"
    asking.screen.press("目录")
    asking.screen.press("一页只放一题")
    again = opened(program, qtbot, "household.md")
    assert [one.node.name for one in again.view.page.questions] == ["first_time"]


def form(folder: Path, *rows: str, style: str = "") -> str:
    """Write a form into a folder; a row is `type name label required relevant`."""
    lines = [
        "| survey | | | | | | |",
        "| | type | name | label | required | relevant | appearance |",
        *(f"| | {' | '.join(row.split(','))} |" for row in rows),
        "| choices | | | |",
        "| | list_name | name | label |",
        "| | often | 1 | 从来不 |",
        "| | often | 2 | 有时 |",
        "| | often | 3 | 常常 |",
        "| settings | | | | |",
        "| | form_title | form_id | version | style |",
        f"| | 问卷 | long | 1 | {style} |",
    ]
    (folder / "long.md").write_text("\n".join(lines), encoding="utf-8")
    return "long.md"


def test_a_form_in_pages_asks_one_question_a_page_until_somebody_chooses_otherwise(
    field: days.Played, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    name = form(tmp_path, "text,a,甲,,,", "text,b,乙,,,", "text,c,丙,,,", style="Pages")
    asking = opened(program, qtbot, name, tmp_path)
    assert [len(sheet.questions) for sheet in asking.view.plan.sheets] == [1, 1, 1]
    asking.presses(Qt.Key.Key_F8)
    assert [len(sheet.questions) for sheet in asking.view.plan.sheets] == [3]


def test_a_code_is_scanned_like_typing_and_hidden_where_the_form_wants_that(
    field: days.Played, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    name = form(tmp_path, "barcode,bag,袋子上的码,yes,,hidden-answer", "text,whose,谁的？,,,")
    asking = opened(program, qtbot, name, tmp_path)
    asking.types("6901234567892")
    asking.presses(Qt.Key.Key_Return)
    assert asking.answer_of("bag") == "6901234567892"
    assert asking.here() == "whose"
    asking.screen.press("目录")
    assert [line.answer for line in asking.view.overview.lines] == ["•••", ""]


def test_a_form_of_485_questions_in_one_group_is_opened_jumped_about_in_and_answered(
    field: days.Played, program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    kinds = ("select_one often", "integer", "text")
    rows = [
        f"{kinds[number % 3]},q{number},第 {number + 1} 个问题,yes,"
        f"{'${q' + str(number - 3) + '} != 3' if number % 6 == 3 else ''},"
        for number in range(485)
    ]
    name = form(tmp_path, "begin_group,g,住户,,,", *rows, "end_group,,,,,")
    asking = opened(program, qtbot, name, tmp_path)
    assert len(asking.view.plan.questions) == 485
    assert len(asking.view.steps.states) == 60
    for letters in ("2", "12", "好", "1", "7", "行"):
        asking.types(letters)
        asking.presses(Qt.Key.Key_Return)
    assert [asking.answer_of(f"q{number}") for number in range(6)] == ["2", "12", "好", "1", "7", "行"]
    assert asking.here() == "q6"
    asking.types("3")
    asking.presses(Qt.Key.Key_Return)
    assert len(asking.view.plan.questions) == 484
    asking.screen.press("目录")
    assert QApplication.focusWidget() is asking.view.overview
    asking.presses(Qt.Key.Key_End)
    asking.presses(Qt.Key.Key_Return)
    assert asking.here() == "q484"
    asking.types("9")
    asking.presses(Qt.Key.Key_Return)
    assert asking.view.shown == "ending"
    asking.screen.press("去补第一处")
    assert asking.here() == "q7"
