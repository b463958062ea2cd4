"""The desktop program for tests: offscreen, with a memory of its own, stopped after each test.

Lines that Qt prints are failures, but for the one that the offscreen platform prints at every window.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EXPECTED_LINES = ("This plugin does not support propagateSizeHints()",)


@pytest.fixture(autouse=True)
def no_line_of_qt() -> Iterator[None]:
    """Fail a test during which Qt complained."""
    lines: list[str] = []

    def keep(kind: QtMsgType, _: object, text: str) -> None:
        if kind != QtMsgType.QtDebugMsg and text not in EXPECTED_LINES:
            lines.append(text)

    before = qInstallMessageHandler(keep)
    yield
    qInstallMessageHandler(before)
    if lines:
        pytest.fail("Qt said:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program with no data folder open, in Chinese, light, at 100 %."""
    made = Program(tmp_path / "screens.ini")
    made.theme.choose("light", 100)
    made.language.choose("zh_CN")
    yield made
    made.stop()
    made.window.close()
    made.window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def settled(program: Program, qtbot: QtBot) -> Callable[[], None]:
    """Return what waits until the lane has told all its results."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not program.runner.is_busy)
        QApplication.processEvents()

    return wait
