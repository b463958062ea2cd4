"""Two languages at twice the size in a small window: the words of a question come into sight, and what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tianye.ui import theme
from tianye.ui.app.program import Program
from tianye.ui.formview.question import Question
from tianye.ui.formview.typing import LineEditor
from tianye.ui.parts.labels import TibetanLabel, lay_out_tibetan
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import open_file


@pytest.fixture(params=["appearances.md", "evidence.md", "figures.md", "measures.md"])
def large(field: days.Played, program: Program, qtbot: QtBot, request: pytest.FixtureRequest) -> Asking:
    """A form with grids, steps and sheets to draw on, read in two languages where it has them, in large letters."""
    program.window.resize(1100, 620)
    program.theme.choose("light", 200)
    languages = "zh+bo" if request.param == "appearances.md" else "zh"
    return shown(program, qtbot, lambda: open_file(program, request.param, languages=languages))


def top_of(asking: Asking, part: QWidget) -> int:
    """Return where a part begins, from the upper edge of what is seen of the page."""
    return part.mapTo(asking.view.area.viewport(), QPoint(0, 0)).y()


def is_head_seen(asking: Asking, question: Question) -> bool:
    """Say whether the first line of its words is in sight, below heads that stay."""
    pinned = asking.view.pinned
    upper = pinned.height() if not pinned.isHidden() else 0
    return upper <= top_of(asking, question.label) < asking.view.area.viewport().height() - theme.current().px(12)


def test_every_question_opens_with_its_own_words_in_sight(large: Asking, qtbot: QtBot) -> None:
    for item in [*large.view.plan.questions]:
        large.goes_to(item.node.ref)
        question = large.view.page.question(item.node.ref)
        assert question is not None
        qtbot.waitUntil(lambda question=question: is_head_seen(large, question), timeout=2000)


@pytest.mark.parametrize("large", ["appearances.md"], indirect=True)
def test_on_a_page_that_does_not_turn_it_is_seen_why(large: Asking, qtbot: QtBot) -> None:
    for name in ("cook", "fair", "tired"):
        large.goes_to(next(item.node.ref for item in large.view.plan.questions if item.node.name == name))
        large.view.move_on()
        error = large.question(name).error
        qtbot.waitUntil(lambda error=error: bool(error.text()) and not error.visibleRegion().isEmpty(), timeout=2000)


@pytest.mark.parametrize("large", ["figures.md"], indirect=True)
def test_who_types_below_the_edge_sees_what_is_typed(large: Asking, qtbot: QtBot) -> None:
    large.goes_to("/data/figures/card")
    editor = large.question("card").editor
    assert isinstance(editor, LineEditor)
    bar = large.view.area.verticalScrollBar()
    bar.setValue(0 if top_of(large, editor) > large.view.area.viewport().height() // 2 else bar.maximum())
    bar.setValue(bar.maximum() if not editor.line.visibleRegion().isEmpty() else bar.value())
    QTest.keyClicks(editor.line, "6")
    qtbot.waitUntil(lambda: not editor.line.visibleRegion().isEmpty(), timeout=2000)


def test_two_texts_in_tibetan_stand_on_two_lines(program: Program) -> None:
    words = "མིང་།\nཁ་པར།"
    assert lay_out_tibetan(words, theme.current(), "body", 2000).lineCount() == 2
    both, one = TibetanLabel(words), TibetanLabel("མིང་།")
    assert both.heightForWidth(2000) > one.heightForWidth(2000) * 1.8
