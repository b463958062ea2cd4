"""The end of a form, and a page that does not turn: what was not answered, what does not fit, what may stay blank."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.formview.typing import LineEditor
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import open_file, settle

FORM = """
| survey |
| | type | name | label | required | constraint |
| | text | called | 您叫什么名字？ | yes | |
| | integer | age | 您多大了？ | yes | . < 120 |
| | text | phone | 电话 | | regex(., '^1[0-9]{10}$') |
| | text | remark | 还有什么要说的？ | | |
| settings |
| | form_id | form_title |
| | ends | 登记 |
"""


@pytest.fixture
def asking(field: days.Played, program: Program, qtbot: QtBot, tmp_path: Path) -> Asking:
    """A form with two questions that need an answer and two that do not, tried out."""
    (tmp_path / "ends.md").write_text(FORM, encoding="utf-8")
    return shown(program, qtbot, lambda: open_file(program, "ends.md", folder=tmp_path))


def line(asking: Asking, name: str) -> QLineEdit:
    editor = asking.question(name).editor
    assert isinstance(editor, LineEditor)
    return editor.line


def writes(asking: Asking, name: str, text: str) -> None:
    asking.goes_to(f"/data/{name}")
    line(asking, name).clear()
    asking.types(text)
    asking.view.commit()
    settle(asking.program)


def ends(asking: Asking) -> tuple[str, str, str]:
    """Go to the end; returns its title, its line, and the title of its links."""
    asking.view._turn(len(asking.view.plan.sheets))
    settle(asking.program)
    ending = asking.view.ending
    return ending.title.text(), ending.line.text(), ending.links.title.text()


def test_enter_on_the_last_question_tells_why_the_page_does_not_turn(asking: Asking) -> None:
    for text in ("Pasang", "300", "139", "no"):
        asking.types(text)
        asking.presses(Qt.Key.Key_Return)
    assert asking.here() == "age"
    assert asking.view.foot.kept.text() == "还不能翻页：这一页有 2 题要再看看。"
    # what comes next is written behind what stands there, not over it
    assert not line(asking, "age").hasSelectedText()
    asking.presses(Qt.Key.Key_Backspace)
    assert line(asking, "age").text() == "30"
    asking.presses(Qt.Key.Key_Return)
    assert asking.view.foot.kept.text() == "还不能翻页：这一页有 1 题要再看看。"
    line(asking, "phone").clear()
    asking.presses(Qt.Key.Key_Return)
    assert "还不能翻页" not in asking.view.foot.kept.text()


def test_an_answer_that_does_not_fit_is_no_gap(asking: Asking) -> None:
    writes(asking, "called", "Pasang")
    writes(asking, "phone", "139")
    title, _, links = ends(asking)
    assert (title, links) == ("还没有答全", "还要答、还要再看看的：")
    writes(asking, "age", "30")
    title, said, links = ends(asking)
    assert (title, links) == ("有 1 个答案要再看看", "这些答了，答案不合适：")
    assert "3" in said
    assert asking.view.foot.onward.text() == "去看看"
    asking.view.foot.onward.click()
    settle(asking.program)
    assert asking.here() == "phone"


def test_all_is_answered_only_where_nothing_is_blank(asking: Asking) -> None:
    writes(asking, "called", "Pasang")
    writes(asking, "age", "30")
    title, said, links = ends(asking)
    assert (title, links) == ("必答的都答了", "")
    assert "2" in said.partition("。")[2]
    for name, text in (("phone", "13912345678"), ("remark", "no")):
        writes(asking, name, text)
    assert ends(asking)[0] == "都答好了"
