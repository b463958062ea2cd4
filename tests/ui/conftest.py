"""The desktop program for tests: offscreen, with a memory of its own, stopped after each test.

Lines that Qt prints are failures, but for those that the offscreen platform prints at every window and menu.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeDatabase, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import APPLICATION_ARGUMENTS, Program
from tianye.ui.parts.sticks import pretend_sticks
from ui import days, sticks

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

EXPECTED_LINES = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)


@pytest.fixture(scope="session", autouse=True)
def kinds_of_files_are_known() -> None:
    """Let Qt open the system's table of file kinds, which its file dialogs keep open from then on."""
    QMimeDatabase().mimeTypeForFile("plan.xlsx")


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


@pytest.fixture(autouse=True)
def no_stick_of_this_machine() -> Iterator[None]:
    """Let no drive be plugged in but those a test plugs in: another test may just have mounted one for real."""
    sticks.plug_in()
    yield
    pretend_sticks(None)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The arguments with which the program makes its application."""
    return APPLICATION_ARGUMENTS


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """The program with no data folder open, in Chinese, light, at 100 %.

    It is left as a person leaves it: the window is closed, then everything stops. A kiosk that asks for its PIN stays
    open, and may count the time on; otherwise no timer outlives the closing.
    """
    # a person takes longer to press what has just come into sight than a test does
    qapp.setDoubleClickInterval(0)
    # as in the program itself: no search for garbage in the lane, where a widget must not die
    gc.disable()
    made = Program(tmp_path / "screens.ini")
    made.scanner.hurry_ms = 0
    made.theme.choose("light", 100)
    made.language.choose("zh_CN")
    yield made
    is_closed = made.window.close()
    made.runner.finish()
    made.stop()
    timers = made.window.findChildren(QTimer) if is_closed else []
    active = [_timer_words(timer) for timer in timers if timer.isActive()]
    made.window.deleteLater()
    # events alone delete nothing outside an event loop: every window would be styled anew with the later ones
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
    gc.enable()
    if active:
        pytest.fail("Timers run on after the window was closed: " + ", ".join(active), pytrace=False)


def _timer_words(timer: QTimer) -> str:
    owner = timer.parent()
    return f"{type(owner).__name__}, every {timer.interval()} ms"


@pytest.fixture
def settled(program: Program, qtbot: QtBot) -> Callable[[], None]:
    """Return what waits until the lane has told all its results."""

    def wait() -> None:
        # another process may read a form meanwhile, on a machine that has much to do
        qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=20_000)
        QApplication.processEvents()

    return wait


@pytest.fixture
def field(program: Program, tmp_path: Path) -> days.Played:
    """The program at the facilitator's laptop on the second morning; a copy of one's own."""
    return _seated(program, days.morning(), "laptop-1", tmp_path)


@pytest.fixture
def hq(program: Program, tmp_path: Path) -> days.Played:
    """The program at headquarters in the week after."""
    return _seated(program, days.week_after(), "hq", tmp_path)


def _seated(program: Program, played: days.Played, folder: str, tmp_path: Path) -> days.Played:
    own = played.copied(tmp_path / "story")
    days.seat(program, own, folder)
    program.window.resize(1366, 690)
    program.window.show()
    days.settle(program)
    return own
