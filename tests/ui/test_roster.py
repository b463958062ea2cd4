"""The roster: who is here, ticked from the list, counted, printed, and typed in from paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tianye.services import rosters
from tianye.services.faces import Face
from tianye.services.survey_rounds import find_by_badge
from tianye.ui.app.program import Program
from tianye.ui.field.roster import Roster
from tianye.ui.field.roster_import import RosterImportPage
from tianye.ui.field.today import Today
from tianye.ui.pages.person import PersonPage
from ui import days
from ui.pages import Screen
from ui.scenes.roster import fill, session_of

Settled = Callable[[], None]


@pytest.fixture
def page(field: days.Played, program: Program, settled: Settled) -> Roster:
    """The roster of the solar training this morning."""
    program.window.go("roster")
    settled()
    assert isinstance(program.window.page, Roster)
    program.window.page.show_session(session_of(program.window.page, "QH-SOLAR-0613-AM"))
    settled()
    return program.window.page


def rows(page: Roster) -> dict[str, tuple[str, str]]:
    """Return name → what stands under «there» and «how»."""
    model = page.table.model()
    return {
        str(model.index(row, 0).data()): (str(model.index(row, 2).data()), str(model.index(row, 3).data()))
        for row in range(model.rowCount())
    }


def choose(page: Roster, name: str) -> None:
    model = page.table.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == name)
    page.table.setCurrentIndex(model.index(row, 0))


def undo(program: Program, settled: Settled) -> None:
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()


def test_it_begins_with_the_door_that_is_open_today(field: days.Played, program: Program, settled: Settled) -> None:
    program.window.go("roster")
    settled()
    page = program.window.page
    assert isinstance(page, Roster)
    assert page.session.currentText().startswith("今天上午  ")


def test_who_is_expected_and_who_is_here(page: Roster) -> None:
    here = rows(page)
    assert page.table.model().rowCount() == 27
    assert here["巴桑拉毛"] == ("8:55", "按电话")
    assert here["白玛"] == ("没到", "")
    assert page.counts.figure.text() == "8"
    assert page.counts.words.text() == "人已到，应到 27 人"
    assert page.counts.missing.text() == "还有 19 人没到"
    assert page.counts.parts.text() == "女 8，男 0"


def test_who_came_extra_is_counted_as_at_the_door(page: Roster, program: Program, settled: Settled) -> None:
    page.who.setCurrentIndex(1)
    page.who.activated.emit(1)
    settled()
    extra = next(row.face.id for row in page.roster.rows if row.face.name == "尼玛扎西")
    program.runner.do(partial(rosters.tick, session=page.roster.session.id, person=extra))
    settled()
    page.who.setCurrentIndex(0)
    page.who.activated.emit(0)
    settled()
    assert page.counts.words.text() == "人已到，应到 28 人"
    assert page.counts.missing.text() == "还有 19 人没到"
    assert "全部 28" in [button.text() for button in page.views.findChildren(QAbstractButton)]
    program.window.go("today")
    settled()
    today = program.window.page
    assert isinstance(today, Today)
    assert "应到 28" in today.session.here.text()


def test_space_ticks_and_takes_back_and_undo_reverses_both(page: Roster, program: Program, settled: Settled) -> None:
    choose(page, "白玛")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settled()
    assert rows(page)["白玛"] == ("8:56", "名单上点的")
    assert page.counts.figure.text() == "9"
    assert "白玛签到了，8:56" in Screen(program.window).texts()
    undo(program, settled)
    assert rows(page)["白玛"] == ("没到", "")
    choose(page, "巴桑拉毛")
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settled()
    assert rows(page)["巴桑拉毛"] == ("没到", "")
    undo(program, settled)
    assert rows(page)["巴桑拉毛"] == ("8:55", "按电话")


def test_who_was_taken_back_can_be_ticked_again(page: Roster, settled: Settled) -> None:
    choose(page, "巴桑拉毛")
    for expected in ("没到", "8:56"):
        QTest.keyClick(page.table, Qt.Key.Key_Space)
        settled()
        assert rows(page)["巴桑拉毛"][0] == expected


def test_a_click_on_the_mark_and_the_button_tick_too(page: Roster, settled: Settled) -> None:
    choose(page, "白玛")
    box = page.table.visualRect(page.table.model().index(page.table.currentIndex().row(), 2))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(20, 20))
    settled()
    assert rows(page)["白玛"][0] == "8:56"
    Screen(page).press("取消签到")
    settled()
    assert rows(page)["白玛"][0] == "没到"
    Screen(page).press("签到")
    settled()
    assert rows(page)["白玛"][0] == "8:56"


def test_only_who_is_missing_and_the_next_stays_chosen(page: Roster, settled: Settled) -> None:
    page.views.choose("missing")
    assert page.table.model().rowCount() == 19
    choose(page, "白玛")
    after = str(page.table.model().index(page.table.currentIndex().row() + 1, 0).data())
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settled()
    assert page.table.model().rowCount() == 18
    assert page.table.currentIndex().data() == after
    page.views.choose("here")
    assert page.table.model().rowCount() == 9


def test_typing_narrows_by_name_pinyin_and_initials(page: Roster) -> None:
    for typed in ("巴桑拉", "basangl", "bslm"):
        page.search.setText(typed)
        assert list(rows(page)) == ["巴桑拉毛"]


def test_the_whole_county_can_be_ticked_and_counts_as_extra(page: Roster, settled: Settled) -> None:
    page.who.setCurrentIndex(page.who.findData(True))
    page.who.activated.emit(1)
    settled()
    everybody = rows(page)
    assert page.table.model().rowCount() > 27
    page.who.setCurrentIndex(0)
    page.who.activated.emit(0)
    settled()
    expected = set(rows(page))
    extra = next(name for name in everybody if name not in expected)
    page.who.setCurrentIndex(1)
    page.who.activated.emit(1)
    settled()
    choose(page, extra)
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    settled()
    page.who.setCurrentIndex(0)
    page.who.activated.emit(0)
    settled()
    assert rows(page)[extra] == ("8:56", "临时来的")
    assert "临时来的 1" in page.counts.parts.text()


def test_a_mark_taken_back_can_be_set_again_after_a_look_at_her_page(
    page: Roster, program: Program, settled: Settled
) -> None:
    before = rows(page)["巴桑拉毛"]
    choose(page, "巴桑拉毛")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(page.table, key)
        settled()
    assert isinstance(program.window.page, PersonPage)
    assert not program.window.undo_bar.isVisible()
    program.window.back()
    settled()
    assert rows(page)["巴桑拉毛"] != before
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert rows(page)["巴桑拉毛"] == before


def test_enter_opens_her_page(page: Roster, program: Program, settled: Settled) -> None:
    choose(page, "白玛")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled()
    assert isinstance(program.window.page, PersonPage)


def test_the_sheet_to_sign_is_written_and_says_who_is_not_on_it(
    page: Roster, program: Program, settled: Settled, tmp_path: Path
) -> None:
    page.write_sheet(tmp_path / "签到表.html")
    settled()
    assert "太阳能灶与合作社记账" in (tmp_path / "签到表.html").read_text(encoding="utf-8")
    assert any(text.startswith("写好了，上面有") for text in Screen(program.window).texts())
    page.write_sheet(tmp_path / "签到表.html")
    settled()
    assert any("file.exists" in text for text in Screen(program.window).texts())


def test_a_list_from_paper_is_looked_at_taken_over_and_undone(
    page: Roster, program: Program, settled: Settled, tmp_path: Path
) -> None:
    path = tmp_path / "补录.xlsx"
    page.write_list(path)
    settled()
    page.read_list(fill(path))
    settled()
    preview = program.window.page
    assert isinstance(preview, RosterImportPage)
    model = preview.remarks.model()
    assert model.rowCount() == 2
    assert {str(model.index(row, 3).data()) for row in range(2)} == {"这行不收"}
    assert page.counts.figure.text() == "8"
    taken = preview.take.text()
    preview.take.click()
    settled()
    assert program.window.page is page
    assert taken == f"补签 {int(page.counts.figure.text()) - 8} 次"
    assert "纸上补的" in {how for _, how in rows(page).values()}
    undo(program, settled)
    assert page.counts.figure.text() == "8"


def test_a_check_in_at_the_door_shows_at_once(page: Roster, program: Program, settled: Settled) -> None:
    session = session_of(page, "QH-SOLAR-0613-AM")
    person = next(row.face.id for row in page.roster.rows if row.face.name == "白玛")
    program.runner.do(partial(rosters.tick, session=session, person=person))
    settled()
    assert rows(page)["白玛"][0] == "8:56"


def test_a_badge_checks_in_to_the_session_that_is_shown(
    page: Roster, field: days.Played, program: Program, settled: Settled
) -> None:
    before = rows(page)
    absent = next(name for name, (_, how) in before.items() if not how)
    badge = next(badge for code, badge in field.badges.items() if badge_name(program, settled, badge) == absent)
    program.scanner.scanned.emit(badge)
    settled()
    assert rows(page)[absent][1] == "扫胸牌"
    program.window.undo_bar.undo()
    settled()
    assert rows(page)[absent] == before[absent]
    for _ in range(2):
        program.scanner.scanned.emit(badge)
        settled()
    assert any(text.startswith(f"{absent}：早就签过了") for text in Screen(program.window).texts())
    program.scanner.scanned.emit("TY:nothing")
    settled()
    assert "码看不清" in Screen(program.window).texts()


def badge_name(program: Program, settled: Settled, badge: str) -> str:
    """Return whose badge this is."""
    faces: list[Face | None] = []
    program.runner.ask(partial(find_by_badge, scanned=badge), faces.append)
    settled()
    return faces[0].name if faces[0] is not None else ""
