"""The shell: places, tasks, language, names for screen readers, room for every text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.domain.changes import Changes
from tianye.domain.errors import UserFault
from tianye.ui import theme
from tianye.ui.app.program import Program
from tianye.ui.app.window import Window
from tianye.ui.messages.notices import Notice
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.focus import FocusRing
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


def test_a_fault_is_a_notice_with_words_and_code(window: Window) -> None:
    window.stage.tell(UserFault("badge.unreadable"))
    window.stage.tell(UserFault("badge.unreadable"))
    assert len(window.notices.notices) == 1
    screen = Screen(window.notices)
    assert "代码 badge.unreadable" in screen.texts()
    assert len(screen.texts()) == 3
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
