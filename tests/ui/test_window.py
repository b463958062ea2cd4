"""The shell: places, tasks, language, names for screen readers, room for every text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tianye.domain.changes import Changes
from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.ui import theme
from tianye.ui.app.program import Program
from tianye.ui.app.window import Window
from tianye.ui.messages.notices import Notice
from tianye.ui.parts.bars import Picture
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.focus import FocusRing
from ui import days
from ui.pages import KIT, Kit, Screen

SIZES = [(1366, 690), (1920, 1009)]


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> Window:
    program.window.enter(KIT)
    program.window.resize(1366, 768)
    program.window.show()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return program.window


def kit(window: Window) -> Kit:
    assert isinstance(window.page, Kit)
    return window.page


def test_places_are_reached_by_click_and_key(window: Window) -> None:
    first = kit(window)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    second = kit(window)
    assert second is not first
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert kit(window) is first


def test_escape_leaves_a_task_and_the_place_is_asked_again(window: Window) -> None:
    below = kit(window)
    asked = len(below.seen)
    window.stage.open_task(Kit(window.stage))
    assert kit(window) is not below
    QTest.keyClick(kit(window), Qt.Key.Key_Escape)
    assert kit(window) is below
    assert len(below.seen) == asked + 1


def test_changes_reach_the_page_on_screen_only(window: Window) -> None:
    first = kit(window)
    window.go("register")
    asked = len(first.seen)
    changes = Changes({"person": frozenset({b"1"})})
    window.stage.runner.changed.emit(changes)
    assert kit(window).seen[-1] is changes
    assert len(first.seen) == asked


def test_the_language_changes_while_everything_is_open(window: Window, program: Program) -> None:
    screen = Screen(window)
    window.stage.notify(Notice("info", lambda: ("x", ""), code="A-1"))
    window.stage.offer_undo(lambda: "x", lambda: None)
    assert "代码 A-1" in screen.texts()
    assert window.windowTitle() == "田野"
    kit(window).search.setText("zhm")
    program.language.choose("en")
    assert {"Code A-1", "Solar cookers"} <= set(screen.texts())
    assert screen.button("Undo  Ctrl+Z")
    assert window.windowTitle() == "Tianye"
    assert kit(window).search.text() == "zhm"
    program.language.choose("zh_CN")
    assert "代码 A-1" in screen.texts()


def test_undo_is_a_key_away_and_works_once(window: Window) -> None:
    undone: list[int] = []
    window.stage.offer_undo(lambda: "签到", lambda: undone.append(1))
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    assert not window.undo_bar.isVisible()


def test_undo_reaches_the_last_act_while_the_cursor_is_in_an_empty_field(window: Window) -> None:
    undone: list[int] = []
    field = kit(window).search
    field.setFocus()
    window.stage.offer_undo(lambda: "签到", lambda: undone.append(1))
    QTest.keyClicks(field, "zhm")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    # letters are taken back first
    assert (field.text(), undone) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_what_was_done_at_a_place_is_not_undone_from_another(window: Window) -> None:
    undone: list[int] = []
    window.stage.offer_undo(lambda: "签到", lambda: undone.append(1))
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert not window.undo_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []


def test_a_task_offers_no_undo_of_what_came_before_and_leaves_its_own_behind(window: Window) -> None:
    undone: list[str] = []
    window.stage.offer_undo(lambda: "签到", lambda: undone.append("before"))
    window.stage.open_task(Kit(window.stage))
    assert not window.undo_bar.isVisible()
    window.stage.offer_undo(lambda: "已记下", lambda: undone.append("of the task"))
    window.stage.back()
    assert window.undo_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["of the task"]


def test_a_look_at_something_else_and_back_leaves_the_way_back(window: Window) -> None:
    undone: list[int] = []
    window.stage.offer_undo(lambda: "签到", lambda: undone.append(1))
    window.stage.open_task(Kit(window.stage))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    window.stage.back()
    assert window.undo_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_while_a_form_is_filled_in_ctrl_z_is_for_what_is_typed(window: Window) -> None:
    undone: list[int] = []
    form = Kit(window.stage)
    form.is_form = True
    window.stage.open_task(form)
    # a write made before the form was opened may be done only now
    window.stage.offer_undo(lambda: "签到", lambda: undone.append(1))
    assert not window.undo_bar.isVisible()
    QTest.keyClick(form.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    window.stage.back()
    assert window.undo_bar.isVisible()


def test_a_notice_is_gone_where_it_is_not_true_any_more(window: Window) -> None:
    def said() -> set[str]:
        return {notice.about for bar in (window.notices, window.answers) for notice in bar.notices}

    def words() -> tuple[str, str]:
        return "读到一张胸牌，没有记。", ""

    window.stage.tell(WorldFault("database.full"))
    window.stage.open_task(Kit(window.stage))
    window.stage.notify(Notice("warn", words, about="badge-read"))
    window.stage.notify(Notice("info", words, about="draft"))
    assert said() == {"database.full", "badge-read", "draft"}
    window.stage.back()
    # what came of the task is read where it was begun; what the task did not take, the place takes
    assert said() == {"database.full", "draft"}
    window.go("register")
    assert said() == {"database.full"}
    window.stage.notify(Notice("warn", words, about="badge-read"))
    window.stage.runner.wrote.emit(Changes({"scan": frozenset({b"1"})}))
    assert said() == {"badge-read"}
    window.stage.runner.wrote.emit(Changes({"attendance": frozenset({b"1"})}))
    assert said() == set()


def test_a_low_window_shows_one_notice_after_the_other(window: Window, qtbot: QtBot) -> None:
    for size, count in (((1366, 690), 1), ((1920, 1009), 2)):
        window.resize(*size)
        window.stage.tell(UserFault("badge.unreadable"))
        window.stage.tell(WorldFault("database.full"))
        QApplication.processEvents()
        assert len(window.notices.notices) == 2
        shown = [text for text in Screen(window.notices).texts() if text.startswith("代码")]
        assert set(shown) == {"代码 database.full", "代码 badge.unreadable"} if count == 2 else {"代码 database.full"}
        window.stage.withdraw("database.full")
        assert "代码 badge.unreadable" in Screen(window.notices).texts()


def test_what_nobody_asked_for_comes_with_the_next_page(window: Window) -> None:
    window.stage.notify(Notice("warn", lambda: ("口令忘了就换不回来。", ""), about="safety", stays=True, waits=True))
    assert not window.notices.isVisible()
    window.go("register")
    assert window.notices.isVisible()
    window.go("today")
    assert window.notices.isVisible()


def test_a_fault_is_a_notice_with_words_and_code(window: Window, qtbot: QtBot) -> None:
    window.stage.tell(UserFault("badge.unreadable"))
    window.stage.tell(UserFault("badge.unreadable"))
    assert len(window.notices.notices) == 1
    screen = Screen(window.notices)
    assert "代码 badge.unreadable" in screen.texts()
    assert len(screen.texts()) == 3
    qtbot.wait(QApplication.doubleClickInterval() + 50)
    screen.press("收起这条消息")
    assert not window.notices.isVisible()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_text_has_room(
    window: Window, program: Program, language: str, percent: int, size: tuple[int, int]
) -> None:
    program.language.choose(language)
    program.theme.choose("light", percent)
    window.stage.say_foot("才仁永藏", "玉树 4 号机")
    window.stage.offer_undo(lambda: "更求才仁 9:14", lambda: None)
    window.stage.tell(UserFault("badge.unreadable"))
    window.resize(*size)
    # each level of layouts asks its parent in a round of its own
    for _ in range(8):
        QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert Screen(window).clipped() == []


def test_every_control_has_a_name_and_room_for_a_finger(window: Window) -> None:
    window.stage.tell(UserFault("badge.unreadable"))
    kit(window).busy.start(lambda: "x")
    QApplication.processEvents()
    assert Screen(window).unnamed() == []
    assert Screen(window).small() == []


def test_the_focus_is_visible_after_tab(window: Window, qtbot: QtBot) -> None:
    ring = window.findChild(FocusRing)
    kit(window).action.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
    QTest.keyClick(kit(window).action, Qt.Key.Key_Tab)
    target = QApplication.focusWidget()
    while not isinstance(target, Button):
        QTest.keyClick(target, Qt.Key.Key_Tab)
        target = QApplication.focusWidget()
    assert ring.isVisible()
    corner = target.mapTo(window, target.rect().center())
    assert ring.geometry().contains(ring.parentWidget().mapFrom(window, corner))


def test_a_page_is_left_once_when_the_window_closes(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Kit] = []
    monkeypatch.setattr(Kit, "left", lambda page: left.append(page))  # noqa: PLW0108 – a bound method crashes PySide6
    page = kit(window)
    window.close()
    assert left == [page]
    window.enter(KIT)
    assert left == [page]


def test_look_and_language_are_remembered_and_nothing_else(window: Window, program: Program) -> None:
    program.theme.choose("dark", 150)
    program.language.choose("en")
    window.close()
    assert sorted(program.memory.allKeys()) == ["look/language", "look/palette", "look/text", "window/geometry"]
    assert (program.memory.value("look/palette"), int(program.memory.value("look/text"))) == ("dark", 150)


@pytest.mark.parametrize("palette", theme.PALETTES)
def test_a_page_can_be_painted_in_every_palette(window: Window, program: Program, palette: str) -> None:
    program.theme.choose(palette)
    picture = window.grab().toImage()
    assert picture.pixelColor(window.width() - 3, 3) == program.theme.color("paper")


def test_a_full_disk_is_not_told_of_any_more_once_something_was_written(
    program: Program, field: days.Played, settled: Callable[[], None]
) -> None:
    stage, notices = program.stage, program.window.notices
    stage.tell(WorldFault("database.full", next_step=NextStep.FREE_SPACE))
    stage.tell(UserFault("bundle.not-ours", next_step=NextStep.CHOOSE_ANOTHER_FILE))
    (card,) = [text for text in Screen(program.window).texts() if "磁盘" in text and "腾" in text]
    assert "优盘" not in card
    stage.runner.do(_fail)
    settled()
    assert "database.full" in [notice.code for notice in notices.notices]
    stage.runner.ask(lambda _: None, lambda _: None)
    settled()
    assert "database.full" in [notice.code for notice in notices.notices]
    stage.runner.do(lambda _: None)
    settled()
    assert [notice.code for notice in notices.notices] == ["bundle.not-ours"]


def _fail(_: object) -> None:
    raise WorldFault("database.full", next_step=NextStep.FREE_SPACE)


def test_a_low_screen_with_large_text_has_the_whole_rail(window: Window, program: Program) -> None:
    seven = tuple(replace(place, name=f"{place.name}-{turn}") for turn in range(4) for place in KIT.places)[:7]
    window.enter(replace(KIT, places=seven))
    program.theme.choose("light", 200)
    window.stage.say_foot("才仁永藏", "玉树 4 号机")
    window.resize(1024, 600)
    for _ in range(8):
        QApplication.processEvents()
    assert (window.width(), window.height()) == (1024, 600)
    assert window.rail is not None
    screen = Screen(window.rail)
    assert (screen.small(), screen.overlapping()) == ([], [])
    for button in window.rail.findChildren(QAbstractButton):
        if button.isVisible():
            corner = button.mapTo(window.rail, button.rect().topLeft())
            assert window.rail.rect().contains(QRect(corner, button.size()))
    one = screen.button("语言、颜色、字号")
    offered = [action.text() for action in one.findChild(QMenu).actions()]
    assert offered == ["语言", "颜色", "字号"]
    program.theme.choose("light", 100)
    window.resize(1366, 768)
    QApplication.processEvents()
    assert screen.button("字号").isVisible()


def test_a_menu_does_not_stay_outside_a_window_that_became_smaller(window: Window) -> None:
    assert window.rail is not None
    QTest.mouseClick(Screen(window.rail).button("字号"), Qt.MouseButton.LeftButton)
    assert isinstance(QApplication.activePopupWidget(), QMenu)
    window.resize(1024, 600)
    QApplication.processEvents()
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("way", ["hide", "disable"])
def test_a_control_that_goes_leaves_the_focus_on_the_page(window: Window, way: str) -> None:
    page = kit(window)
    # the last one of the page: after it comes the rail
    controls = [button for button in page.findChildren(Button) if button.isVisible()]
    for control in controls:
        control.setFocus()
        assert QApplication.focusWidget() is control
        control.setEnabled(False) if way == "disable" else control.hide()
        heir = QApplication.focusWidget()
        assert heir is not None
        assert heir is page or page.isAncestorOf(heir)


def test_a_screen_reader_hears_what_things_are(window: Window) -> None:
    assert window.rail is not None
    place = QAccessible.queryAccessibleInterface(window.rail.button("today"))
    assert place.role() == QAccessible.Role.RadioButton
    for view in kit(window).views.findChildren(QAbstractButton):
        assert QAccessible.queryAccessibleInterface(view).role() == QAccessible.Role.RadioButton
    chip = kit(window).chips["received"]
    told = QAccessible.queryAccessibleInterface(chip)
    assert told.role() == QAccessible.Role.StaticText
    assert told.text(QAccessible.Text.Name) == "总部已收"
    signs = window.findChildren(Picture)
    assert signs
    assert {QAccessible.queryAccessibleInterface(sign).role() for sign in signs} <= {QAccessible.Role.Client}


def test_the_ring_of_what_is_scrolled_away_is_not_drawn_over_other_things(window: Window) -> None:
    ring = window.findChild(FocusRing)
    assert isinstance(ring, FocusRing)
    area, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    buttons = [QPushButton(str(number)) for number in range(40)]
    for button in buttons:
        column.addWidget(button)
    area.setWidget(inside)
    kit(window).body.addWidget(area)
    area.setFixedHeight(120)
    QApplication.processEvents()
    ring.expect_key()
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert not ring.isVisible()
    area.verticalScrollBar().setValue(0)
    assert ring.isVisible()


def test_the_ring_goes_along_with_the_arrows(window: Window) -> None:
    ring = window.findChild(FocusRing)
    kit(window).action.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(kit(window).action, Qt.Key.Key_Down)
    kit(window).hero.setFocus(Qt.FocusReason.OtherFocusReason)
    assert ring.isVisible()
    assert ring.geometry().contains(kit(window).hero.mapTo(ring.parentWidget(), kit(window).hero.rect().center()))


def test_a_page_that_has_the_focus_itself_has_no_ring(window: Window) -> None:
    ring = window.findChild(FocusRing)
    page = kit(window)
    QTest.keyClick(page.action, Qt.Key.Key_Tab)
    ring.expect_key()
    page.setFocus()
    assert QApplication.focusWidget() is page
    assert not ring.isVisible()


def test_what_came_of_a_press_moves_nothing_under_the_mouse_and_takes_no_second_click(window: Window) -> None:
    QApplication.setDoubleClickInterval(400)
    page, opened = kit(window), []
    # each level of layouts asks its parent in a round of its own
    for _ in range(8):
        QApplication.processEvents()
    before = page.action.mapToGlobal(QPoint(0, 0))
    window.stage.notify(
        Notice(
            "info", lambda: ("figures.xlsx", ""), action=lambda: "打开", act=lambda: opened.append(1), about="written"
        )
    )
    QApplication.processEvents()
    assert page.action.mapToGlobal(QPoint(0, 0)) == before
    assert window.answers.isVisible()
    assert window.answers.y() > window.notices.y()
    # a refusal stands above the page; what is double-clicked there was meant for what stood there a moment ago
    window.stage.tell(UserFault("badge.unreadable"))
    closing = Screen(window.notices).button("收起这条消息")
    QTest.mouseDClick(closing, Qt.MouseButton.LeftButton)
    Screen(window.answers).press("打开")
    assert window.notices.isVisible()
    assert opened == []
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    Screen(window.answers).press("打开")
    assert opened == [1]
    Screen(window.notices).press("收起这条消息")
    assert not window.notices.isVisible()
    # what is mended is withdrawn wherever it stands
    window.stage.withdraw("written")
    assert not window.answers.isVisible()
