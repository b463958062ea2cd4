"""A badge is caught wherever the focus is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tianye.domain import badges
from tianye.domain.ids import ID_BYTES
from tianye.ui.parts.scanner import ENTER_MS, FOREIGN_MS, HURRY_MS, LENGTH, SILENCE_MS, Scanner

# its payload holds the prefix again, and spaces
BADGE = badges.encode(badges.Badge(bytes(range(ID_BYTES)), bytes(badges.SIGNATURE_BYTES)))


class Desk:
    """A window with a field, a button and a text, and a clock moved by hand."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now_ms = 1000.0
        self.scans: list[str] = []
        self.pressed = 0
        self.window = QWidget()
        self.field, self.button, self.text = QLineEdit(), QPushButton("签到"), QPlainTextEdit()
        self.button.clicked.connect(self._press)
        layout = QVBoxLayout(self.window)
        for part in (self.field, self.button, self.text):
            layout.addWidget(part)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.scanner = Scanner(lambda: self.now_ms, lambda _: self.now_ms)
        self.scanner.scanned.connect(self.scans.append)
        self.scanner.start()

    def _press(self) -> None:
        self.pressed += 1

    def types(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(QGuiApplication.focusWindow(), letter)

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.windowHandle(), key)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.scanner.stop()


def test_a_badge_has_the_length_the_scanner_waits_for() -> None:
    assert len(BADGE) == LENGTH == 116


@pytest.mark.parametrize("end", ["", "enter", "tab"])
@pytest.mark.parametrize("focus", ["field", "button", "text", "nothing"])
def test_a_scan_is_caught_and_leaves_no_trace(desk: Desk, focus: str, end: str) -> None:
    desk.field.setText("zhm")
    desk.text.setPlainText("")
    if focus == "nothing":
        for part in (desk.field, desk.button, desk.text):
            part.clearFocus()
    else:
        getattr(desk, focus).setFocus()
    desk.types(BADGE)
    if end:
        desk.presses(Qt.Key.Key_Return if end == "enter" else Qt.Key.Key_Tab)
    assert desk.scans == [BADGE]
    assert (desk.field.text(), desk.text.toPlainText(), desk.pressed) == ("zhm", "", 0)


def test_two_scans_in_a_row_are_two(desk: Desk) -> None:
    desk.field.setFocus()
    desk.types(BADGE)
    desk.types(BADGE)
    desk.presses(Qt.Key.Key_Return)
    assert desk.scans == [BADGE, BADGE]


@pytest.mark.parametrize("typed", ["Tashi", "TYT", "T:Y", "ty", "卓玛"])
def test_typing_stays_typing(desk: Desk, typed: str) -> None:
    desk.field.setFocus()
    for letter in typed:
        # QTest knows Latin letters only
        QApplication.sendEvent(desk.field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    assert desk.field.text() == typed
    assert desk.scans == []


def test_a_false_start_before_the_prefix_is_no_obstacle(desk: Desk) -> None:
    desk.field.setFocus()
    desk.types("T" + BADGE)
    assert (desk.scans, desk.field.text()) == ([BADGE], "T")


def test_an_enter_long_after_a_scan_is_a_person(desk: Desk) -> None:
    taken: list[int] = []
    desk.field.returnPressed.connect(lambda: taken.append(1))
    desk.field.setFocus()
    desk.types(BADGE)
    desk.now_ms += ENTER_MS + 1
    desk.presses(Qt.Key.Key_Return)
    assert taken == [1]


def test_an_unfinished_scan_is_told_when_it_falls_silent(desk: Desk, qtbot: QtBot) -> None:
    desk.field.setFocus()
    with qtbot.waitSignal(desk.scanner.scanned, timeout=SILENCE_MS * 3):
        desk.types(BADGE[:40])
    assert desk.scans == [BADGE[:40]]
    desk.types("ab")
    assert desk.field.text() == "ab"


def test_escape_lets_go(desk: Desk) -> None:
    desk.field.setFocus()
    desk.types("TY:AB")
    desk.presses(Qt.Key.Key_Escape)
    desk.types("ok")
    assert (desk.scans, desk.field.text()) == ([], "ok")


def test_a_scan_is_caught_while_a_menu_is_open(desk: Desk) -> None:
    desk.field.setFocus()
    menu = QMenu(desk.window)
    # a menu takes letters for itself: they choose an entry
    menu.addAction(QAction("TY", menu))
    menu.popup(desk.window.mapToGlobal(desk.window.rect().center()))
    QApplication.processEvents()
    desk.types(BADGE)
    assert desk.scans == [BADGE]
    menu.close()


def test_only_what_has_the_focus_is_watched(desk: Desk) -> None:
    seen: list[QObject] = []
    watch = desk.scanner.eventFilter
    desk.scanner.eventFilter = lambda watched, event: seen.append(watched) or watch(watched, event)  # type: ignore[method-assign]
    desk.field.setFocus()
    desk.text.setPlainText("a line")
    desk.window.resize(500, 400)
    QApplication.processEvents()
    assert set(seen) <= {desk.field, desk.window.windowHandle()}


FLOUR = "6921168509256"
"""What stands on a bag."""


def test_another_code_outside_of_fields_presses_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.button.setFocus()
    with qtbot.waitSignal(desk.scanner.foreign, timeout=FOREIGN_MS * 8):
        desk.types(FLOUR)
        desk.presses(Qt.Key.Key_Return)
        desk.presses(Qt.Key.Key_Space)
    assert (desk.pressed, desk.scans) == (0, [])


def test_another_code_in_a_field_is_typing(desk: Desk) -> None:
    desk.field.setFocus()
    desk.types(FLOUR)
    assert desk.field.text() == FLOUR


def test_a_hand_is_slow_enough(desk: Desk) -> None:
    desk.button.setFocus()
    told: list[int] = []
    desk.scanner.foreign.connect(lambda: told.append(1))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Space):
        desk.now_ms += HURRY_MS + 1
        desk.presses(key)
    assert (desk.pressed, told) == (2, [])


def test_a_badge_after_another_code_is_a_badge(desk: Desk) -> None:
    desk.button.setFocus()
    desk.types(FLOUR)
    desk.presses(Qt.Key.Key_Return)
    desk.types(BADGE)
    assert desk.scans == [BADGE]


def test_keys_that_waited_for_a_busy_window_are_a_hands(desk: Desk) -> None:
    # pressed one after another, and delivered all at once
    desk.button.setFocus()
    pressed = iter(range(1000, 9000, 300))
    desk.scanner._pressed_ms = lambda _: next(pressed)
    for _ in range(3):
        desk.presses(Qt.Key.Key_Space)
    assert desk.pressed == 3
