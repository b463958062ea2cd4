"""Answers that were handed in are corrected from her page: asked why, told in her history, taken back by undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tianye.services import surveys
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.field.survey import Surveys
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.pages.person import PersonPage
from ui import days
from ui.pages import Screen
from ui.test_person import opened

Settled = Callable[[], None]
WHO = "巴桑拉毛"


@pytest.fixture
def page(field: days.Played, program: Program, settled: Settled) -> PersonPage:
    """Her page at the laptop, at the forms she answered."""
    found = opened(program, settled, WHO)
    found.views.choose("presence")
    return found


def opens(program: Program, page: PersonPage, settled: Settled, words: str = "改答案") -> Interviewing:
    """Open her first form to correct it."""
    page.presence.responses.move(0)
    Screen(page).press(words)
    settled()
    form = program.window.page
    assert isinstance(form, Interviewing)
    return form


def answers_another(form: Interviewing, settled: Settled) -> None:
    """Give another answer to the first question, by its number."""
    node = next(item.node for item in form.view.plan.questions if item.node.choices)
    form.view.open_at(node.ref)
    question = form.view.page.question(node.ref)
    assert question is not None
    key = Qt.Key.Key_2 if node.value == node.choices[0].value else Qt.Key.Key_1
    QTest.keyClick(question.editor.first(), key)  # type: ignore[attr-defined]
    settled()


def ends(form: Interviewing, settled: Settled, reason: str) -> None:
    """Go to the end, say why, and hand in."""
    form.view._turn(len(form.view.plan.sheets))
    settled()
    form.view.ending.reason.editor.setText(reason)
    Screen(form).press("交卷")
    settled()


def told(page: PersonPage) -> tuple[str, str]:
    """Return the newest line of her history: what, and what it changed."""
    index = page.history.table.model().index(0, 1)
    return str(index.data()), page.history.changes(index.data(Qt.ItemDataRole.UserRole))


def drafts(program: Program, settled: Settled) -> int:
    found: list[int] = []

    def count(station: Station) -> int:
        return len(surveys.all_drafts(station))

    program.runner.ask(count, found.append)
    settled()
    return found[0]


def test_answers_are_corrected_with_a_reason_told_and_taken_back(
    page: PersonPage, program: Program, settled: Settled
) -> None:
    form = opens(program, page, settled)
    assert form.title.text() == WHO
    assert form.line.text().startswith("改答案：")
    answers_another(form, settled)
    ends(form, settled, " ")
    reason = form.view.ending.reason
    assert reason.error.text() == "写一句，为什么要改。"
    assert reason.editor.accessibleName() == "为什么改？"
    assert program.window.page is form
    reason.editor.setText("她说按错了")
    QTest.keyClick(reason.editor, Qt.Key.Key_Return)
    settled()
    assert program.window.page is page
    what, changes = told(page)
    assert what.startswith("改了问卷：")
    assert "→" in changes
    assert changes.endswith("原因：她说按错了")
    assert drafts(program, settled) == 0
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert "原因" not in told(page)[1]
    # what she had changed waits, to be gone on with
    assert drafts(program, settled) == 1


def test_nothing_is_corrected_where_nothing_is_another(page: PersonPage, program: Program, settled: Settled) -> None:
    form = opens(program, page, settled)
    ends(form, settled, "看看")
    assert program.window.page is form
    program.stage.back()
    settled()
    assert drafts(program, settled) == 0


def test_what_was_begun_is_gone_on_with(page: PersonPage, program: Program, settled: Settled) -> None:
    form = opens(program, page, settled)
    answers_another(form, settled)
    program.stage.back()
    settled()
    assert drafts(program, settled) == 1
    assert isinstance(program.window.page, PersonPage)
    page.presence.responses.move(0)
    assert page.presence.correct.text() == "接着改"
    row = page.presence.responses.model().index(0, 0).data(Qt.ItemDataRole.UserRole)
    assert page.presence._when(row).startswith("改到一半")
    again = opens(program, page, settled, "接着改")
    ends(again, settled, "接着改")
    assert told(page)[1].endswith("原因：接着改")


def test_a_correction_that_is_dropped_leaves_the_answers_and_says_so(
    page: PersonPage, program: Program, settled: Settled
) -> None:
    form = opens(program, page, settled)
    answers_another(form, settled)
    program.stage.back()
    settled()
    program.window.go("survey")
    settled()
    surveys_page = program.window.page
    assert isinstance(surveys_page, Surveys)
    side = surveys_page.side
    assert side.resume.text() == "接着改"
    assert "改答案" in side._begun_second(side.begun.rows[0])
    Screen(surveys_page).press("不改了")
    settled()
    assert program.window.undo_bar.words.text() == "不改了，答案还是原来的"
    assert drafts(program, settled) == 0
