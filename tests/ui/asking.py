"""Somebody who fills in a form on screen by keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.formview.question import Question
from tianye.ui.pages.interviewing import Interviewing
from ui.forms_on_screen import settle
from ui.pages import Screen


class Asking:
    """Somebody who fills in a form on this page."""

    def __init__(self, program: Program, page: Interviewing) -> None:
        self.program, self.page, self.view = program, page, page.view
        self.screen = Screen(page)

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is and wait for what it brings."""
        QTest.keyClick(self._focus(), key, modifier)
        settle(self.program)

    def types(self, text: str) -> None:
        """Type letters where the focus is, without waiting."""
        for letter in text:
            # QTest knows Latin letters only; a letter of an input method has no key of its own
            key = ord(letter.upper()) if letter.isascii() else 0
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focus(), event)

    def question(self, name: str) -> Question:
        """Return the question on screen whose place ends with a name."""
        found = [one for one in self.view.page.questions if one.node.ref.endswith(f"/{name}")]
        assert len(found) == 1, [one.node.ref for one in self.view.page.questions]
        return found[0]

    def is_on_screen(self, name: str) -> bool:
        """Say whether a question is on the page."""
        return any(one.node.ref.endswith(f"/{name}") for one in self.view.page.questions)

    def answer_of(self, name: str) -> str:
        """Return the answer the entry holds, as it was last shown."""
        return next(item.node.value for item in self.view.plan.questions if item.node.ref.endswith(f"/{name}"))

    def here(self) -> str:
        """Return the name of the question with the focus."""
        focused = self.view.page.holding(QApplication.focusWidget())
        return focused.node.name if focused is not None else ""

    def goes_to(self, ref: str) -> None:
        """Jump to a question as the overview does."""
        self.view.open_at(ref)
        settle(self.program)

    def _focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def shown(program: Program, qtbot: QtBot, opened: Callable[[], Interviewing]) -> Asking:
    """Open a form in a window that has the keyboard."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return Asking(program, opened())
