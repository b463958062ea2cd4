"""Headquarters checks a workbook, tries it out, adds it; what is refused leaves everything as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tianye.services import surveys
from tianye.ui.app.program import Program
from tianye.ui.hq.forms import Forms
from tianye.ui.pages.interviewing import Interviewing
from tianye.ui.parts.buttons import Button
from ui import days
from ui.forms_on_screen import HERE
from ui.pages import Screen


class Office:
    """The forms as an officer uses them."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        self.program, self.settled = program, settled
        self.screen = Screen(program.window)

    @property
    def page(self) -> Forms:
        """The page of the forms."""
        page = self.program.window.page
        assert isinstance(page, Forms), page
        return page

    def checks(self, path: Path) -> list[str]:
        """Check a file and return all that can be read."""
        self.page.check_file(path)
        self.settled()
        return self.screen.texts()

    def filled(self) -> list[str]:
        """Return the buttons that are filled: the one step to do now."""
        return [one.text() for one in self.page.findChildren(Button) if one.isVisible() and one.kind == "primary"]

    def versions(self) -> list[str]:
        """Return the forms on the shelf as `id version`."""
        return [f"{form.row.form_id} {form.row.version}" for form in self.page.shelf.rows]


@pytest.fixture
def office(hq: days.Played, program: Program, settled: Callable[[], None]) -> Office:
    """The forms in the week after."""
    program.window.go("forms")
    settled()
    return Office(program, settled)


def test_a_good_workbook_is_checked_tried_and_added(office: Office) -> None:
    before = office.versions()
    texts = office.checks(HERE / "household.md")
    assert "这份问卷能用" in texts
    assert any("13 题·3 组" in text for text in texts)
    assert office.versions() == before
    # the text says to try it out first, and so does the filled button
    assert office.filled() == ["试填"]
    office.screen.press("试填")
    office.settled()
    trial = office.program.window.page
    assert isinstance(trial, Interviewing)
    trial.view.page.questions[0].editor.first().click()  # type: ignore[attr-defined]
    office.settled()
    assert trial.view.plan.questions[0].node.value == "yes"
    office.program.stage.back()
    office.settled()
    drafts: list[object] = []
    office.program.runner.ask(surveys.all_drafts, drafts.append)
    office.settled()
    assert drafts == [[]]
    assert office.filled() == ["加进问卷"]
    office.screen.press("加进问卷")
    office.settled()
    assert "household 2026061201" in office.versions()
    office.program.window.undo_bar.undo()
    office.settled()
    assert office.versions() == before


def test_a_trial_is_left_by_a_second_esc_and_the_way_leads_back_to_its_button(office: Office, qtbot: QtBot) -> None:
    office.program.window.activateWindow()
    qtbot.waitUntil(office.program.window.isActiveWindow)
    office.page.table.setCurrentIndex(office.page.shelf.index(0, 0))
    office.settled()
    office.page.trial.setFocus()
    office.page.trial.click()
    office.settled()
    trial = office.program.window.page
    assert isinstance(trial, Interviewing)
    node = next(item.node for item in trial.view.plan.questions if item.node.choices)
    trial.view.open_at(node.ref)
    question = trial.view.page.question(node.ref)
    assert question is not None
    QTest.keyClick(question.editor.first(), Qt.Key.Key_1)  # type: ignore[attr-defined]
    office.settled()
    trial.view.toggle_overview()
    for shown, words in (("page", "这是试填"), ("page", "再按一次 Esc")):
        QTest.keyClick(trial, Qt.Key.Key_Escape)
        office.settled()
        assert office.program.window.page is trial
        assert trial.view.shown == shown
        assert trial.view.foot.kept.text().startswith(words)
    QTest.keyClick(trial, Qt.Key.Key_Escape)
    office.settled()
    assert office.page.trial.hasFocus()


def test_what_has_to_be_mended_is_said_by_sheet_row_and_column(office: Office) -> None:
    before = office.versions()
    texts = office.checks(HERE / "broken.md")
    assert "这份问卷还不能用，有 3 处要改" in texts
    places = [text for text in texts if text.startswith("survey 表")]
    assert places == [
        "survey 表·第 2 行·relevant 列（什么时候才问）",
        "survey 表·第 3 行·constraint 列（什么样的答案才收）",
        "survey 表·第 4 行·calculation 列（怎么算出来）",
    ]
    assert (
        "里面的“frobnicate”，程序不认得。看看是不是拼错了。没拼错，就换一种写法，或把这一格清空，不要这条规则。"
        in texts
    )
    assert "这里写的是：frobnicate(1) = 1" in texts
    assert office.filled() == ["再检查一遍"]
    with pytest.raises(AssertionError):
        office.screen.button("加进问卷")
    office.screen.press("回到问卷")
    assert office.versions() == before


def test_a_file_that_is_no_form_is_refused_in_words(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"nothing of a workbook")
    texts = office.checks(path)
    assert "文件：名单.xlsx" in texts
    assert not any("forms." in text for text in texts)
    assert office.filled() == ["选另一份表格"]


def test_a_changed_form_under_an_old_version_is_refused_and_the_old_one_stays(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "wg_ss.md"
    text = (HERE / "household.md").read_text(encoding="utf-8")
    path.write_text(text.replace("| household |", "| wg_ss |").replace("2026061201", "2026060101"), encoding="utf-8")
    before = [form.row for form in office.page.shelf.rows]
    assert "这份问卷能用" in office.checks(path)
    office.screen.press("加进问卷")
    office.settled()
    assert office.page.report.fault is not None
    assert office.page.report.fault.code == "form.version-changed"
    with pytest.raises(AssertionError):
        office.screen.button("加进问卷")
    office.screen.press("回到问卷")
    assert [form.row for form in office.page.shelf.rows] == before


def test_the_same_form_again_changes_nothing_and_says_so(office: Office) -> None:
    office.checks(HERE / "household.md")
    office.screen.press("加进问卷")
    office.settled()
    before = office.versions()
    office.checks(HERE / "household.md")
    office.screen.press("加进问卷")
    office.settled()
    assert "这个版本早就在了，一个字都不差。" in office.screen.texts()
    assert office.versions() == before


def test_a_form_with_sensitive_questions_is_added_as_one(office: Office) -> None:
    office.checks(HERE / "household.md")
    office.screen.press("有敏感问题")
    assert "电脑一交就封给总部，之后看不到，也改不了。" in office.screen.texts()
    office.screen.press("加进问卷")
    office.settled()
    (added,) = (row.row for row in office.page.shelf.rows if row.row.form_id == "household")
    assert added.is_sensitive
    # the next file begins as an ordinary one
    office.checks(HERE / "broken.md")
    office.checks(HERE / "household.md")
    assert not office.page.report.is_sensitive
