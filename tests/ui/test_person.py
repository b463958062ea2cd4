"""The page of one person: correct her phone, undo, and the history tells it; consents; two words on one field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tianye.domain.consent import ConsentState
from tianye.services import registration, review
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.models.rows import SECOND_LINE
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_edit import CorrectPage
from tianye.ui.pages.register import RegisterPage
from ui import days
from ui.pages import Screen

Settled = Callable[[], None]


@pytest.fixture
def page(field: days.Played, program: Program, settled: Settled) -> PersonPage:
    """The page of 巴桑拉毛 at the laptop."""
    return opened(program, settled, "巴桑拉毛")


def opened(program: Program, settled: Settled, text: str) -> PersonPage:
    program.window.go("register")
    settled()
    register = program.window.page
    assert isinstance(register, RegisterPage)
    register.search.setText(text)
    settled()
    register.table.accept()
    settled()
    assert isinstance(program.window.page, PersonPage)
    return program.window.page


def facts(page: PersonPage) -> dict[str, str]:
    model = page.facts.table.model()
    return {str(model.index(row, 0).data()): str(model.index(row, 1).data()) for row in range(model.rowCount())}


def told(page: PersonPage) -> list[tuple[str, str, str]]:
    """Return the history as (what, what it changed, does it hold)."""
    model = page.history.table.model()
    return [
        (
            str(model.index(row, 1).data()),
            str(page.history.changes(model.index(row, 1).data(Qt.ItemDataRole.UserRole))),
            str(model.index(row, 3).data()),
        )
        for row in range(model.rowCount())
    ]


def undo(program: Program, settled: Settled) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()


def consent(page: PersonPage, row: int) -> str:
    return str(page.consents_table.model().index(row, 1).data())


def test_the_page_says_who_she_is(page: PersonPage) -> None:
    known = facts(page)
    assert page.name.text() == "巴桑拉毛"
    assert page.tibetan.text() == "པ་སངས་ལྷ་མོ"
    assert known["出生"] == "1992年"
    assert known["民族"] == "藏族"
    assert known["住在"].startswith("玉树市 ")
    assert known["电话"] == "15400630007"
    assert not page.badge.isVisible()


def test_her_phone_is_corrected_undone_and_the_history_tells_it(
    page: PersonPage, program: Program, settled: Settled
) -> None:
    page.facts.table.setFocus()
    model = page.facts.table.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "电话")
    page.facts.table.setCurrentIndex(model.index(row, 0))
    QTest.keyClick(page.facts.table, Qt.Key.Key_Return)
    settled()
    editor = program.window.page
    assert isinstance(editor, CorrectPage)
    line = editor.fields.field("phone").editor
    assert line.hasFocus()
    assert not editor.save.isEnabled()
    line.selectAll()
    QTest.keyClicks(line, "139970188")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert editor.fields.field("phone").has_error
    QTest.keyClicks(line, "88")
    assert editor.changes.text() == "电话：15400630007 → 13997018888"
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled()
    assert program.window.page is page
    assert facts(page)["电话"] == "13997018888"
    assert told(page)[0] == ("更正：电话", "电话：15400630007 → 13997018888", "–")
    undo(program, settled)
    assert facts(page)["电话"] == "15400630007"
    first, second = told(page)[:2]
    assert first == ("更正：电话", "电话：13997018888 → 15400630007", "这是撤销")
    assert second == ("更正：电话", "电话：15400630007 → 13997018888", "已撤销")


def test_what_is_left_blank_is_taken_out(page: PersonPage, program: Program, settled: Settled) -> None:
    page.open_editor("education")
    settled()
    editor = program.window.page
    assert isinstance(editor, CorrectPage)
    editor.fields.education.setCurrentIndex(0)
    editor.fields.changed.emit()
    assert editor.changed_fields() == {"education": ""}
    editor.save.click()
    settled()
    assert "文化程度" not in facts(page)
    assert "文化程度" in page.facts.unsaid.text()
    undo(program, settled)
    assert facts(page)["文化程度"] == "初中"


def test_escape_leaves_the_editor_and_nothing_is_written(page: PersonPage, program: Program, settled: Settled) -> None:
    before = told(page)
    page.open_editor("phone")
    settled()
    editor = program.window.page
    assert isinstance(editor, CorrectPage)
    QTest.keyClicks(editor.fields.field("phone").editor, "1")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settled()
    assert program.window.page is page
    assert told(page) == before


def test_a_consent_is_withdrawn_given_again_and_undone(page: PersonPage, program: Program, settled: Settled) -> None:
    card = page.facts.consents
    assert consent(page, 0) == "同意"
    card.table.setCurrentIndex(card.table.model().index(0, 0))
    assert [state for state, button in card.buttons.items() if button.isVisible()] == [ConsentState.WITHDRAWN]
    Screen(page).press("撤回同意")
    settled()
    assert consent(page, 0) == "撤回了"
    assert [state for state, button in card.buttons.items() if button.isVisible()] == [ConsentState.GIVEN]
    assert "撤回了" in told(page)[0][1]
    undo(program, settled)
    assert consent(page, 0) == "同意"


def test_what_was_never_asked_can_be_refused(page: PersonPage, settled: Settled) -> None:
    card = page.facts.consents
    assert consent(page, 3) == "没问过"
    card.table.setCurrentIndex(card.table.model().index(3, 0))
    Screen(page).press("不同意")
    settled()
    assert consent(page, 3) == "不同意"


def test_where_she_took_part_and_what_she_answered(page: PersonPage) -> None:
    page.views.choose("presence")
    sessions = page.presence.sessions.model()
    assert sessions.rowCount() == 4
    assert sessions.index(0, 0).data() == "太阳能灶与合作社记账"
    assert page.views.accessibleName() == "看哪一部分"
    assert ("签到：太阳能灶与合作社记账", "2026年6月13日上午；8:55 按电话", "–") in told(page)
    # the form, and below it when it was answered
    forms = page.presence.responses.model().index(0, 0)
    assert forms.data() == "训前问卷：可再生能源与合作社管理"
    assert forms.data(SECOND_LINE) == "2026年6月12日·培训前"


def test_two_words_on_a_field_stand_side_by_side(hq: days.Played, program: Program, settled: Settled) -> None:
    found: list[bytes] = []

    def look(station: Station) -> list[bytes]:
        cases = review.list_cases(station, [review.CaseKind.FIELD])
        return [case.about[0].id for case in cases if case.about[0].type == "person"]

    program.runner.ask(look, found.extend)
    settled()
    page = PersonPage(program.stage, found[0])
    program.window.open_task(page)
    settled()
    assert page.facts.disputes.isVisible()
    assert len(page.facts.disputes.words.text().splitlines()) == 2
    assert "去复核" in page.facts.disputes.next.text()
    assert page.facts.disputes.reviewing.kind == "primary"
    assert page.correct.kind == "secondary"
    page.facts.disputes.reviewing.click()
    settled()
    assert program.window.page.help_page() == "review"


def test_two_registrations_of_one_person_lead_to_each_other(
    page: PersonPage, program: Program, settled: Settled
) -> None:
    def join(station: Station) -> object:
        one, other = (registration.get_person(station, text).id for text in ("巴桑拉毛", "白玛求吉"))
        return registration.link(station, one, other, is_same=True)

    program.runner.do(join)
    settled()
    screen = Screen(page)
    screen.press("和白玛求吉是同一个人")
    settled()
    other = program.window.page
    assert isinstance(other, PersonPage)
    assert other.name.text() == "白玛求吉"
    assert told(other)[0][0] == "和巴桑拉毛是同一个人"


def test_headquarters_prints_her_badge(hq: days.Played, program: Program, settled: Settled, tmp_path: Path) -> None:
    page = opened(program, settled, "巴桑拉毛")
    assert page.badge.isVisible()
    page.write_badge(tmp_path / "badge.html")
    settled()
    assert "巴桑拉毛" in (tmp_path / "badge.html").read_text(encoding="utf-8")


def test_the_undo_bar_outlives_the_page(page: PersonPage, program: Program, settled: Settled) -> None:
    program.runner.do(
        partial(registration.give_consent, person=page._person, consents={"health": "given"}),
        partial(page.facts.consents._written, "health", ConsentState.GIVEN),
    )
    settled()
    program.window.back()
    settled()
    program.language.choose("en")
    settled()
    assert any(text.startswith("Written down") for text in Screen(program.window).texts())
