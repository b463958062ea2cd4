"""The demonstration in a window: played, three doors, a clock of its own; and what happens where there is no screen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from house.sources import ROOT
from tianye.__main__ import is_for_the_window
from tianye.exchange import keys
from tianye.services import demonstration, listing
from tianye.services.demonstration import Demonstration
from tianye.services.folders import DEMONSTRATION_CLOCK, is_demonstration
from tianye.services.listing import SessionRow
from tianye.services.screens import has_screen
from tianye.services.station import SHOWN_ZONE
from tianye.ui.app.program import Program, _choose_start
from tianye.ui.app.start.doors import Doors
from tianye.ui.app.start.playing import Playing
from ui import days
from ui.pages import Screen

Settled = Callable[[], None]


@pytest.fixture
def doors(program: Program, tmp_path: Path) -> Doors:
    """A demonstration that was played, in front of its doors."""
    story = days.morning().copied(tmp_path / "story")
    program.window.resize(1366, 690)
    program.window.show()
    program.desks.show_doors(Demonstration(story.folder, story.now_ms, keys.CHEAP))
    page = program.window.page
    assert isinstance(page, Doors)
    return page


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("玉树一号", ("field", "玉树一号")),
        ("总部", ("hq", "总部 Headquarters")),
        ("湘西一号", ("field", "湘西一号")),
    ],
)
def test_each_door_is_one_click_and_ctrl_l_leads_back(
    doors: Doors, program: Program, settled: Settled, door: str, leads_to: tuple[str, str]
) -> None:
    screen = Screen(program.window)
    assert any("tianye-demo" in text for text in screen.texts())
    screen.press(door)
    settled()
    assert program.window.workspace is not None
    assert program.stage.desk is not None
    assert (program.window.workspace.name, program.stage.desk.station) == leads_to
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert isinstance(program.window.page, Doors)


def test_ctrl_l_is_no_way_out_of_the_kiosk(doors: Doors, program: Program, settled: Settled) -> None:
    Screen(program.window).press("玉树一号")
    settled()
    sessions: list[SessionRow] = []
    program.runner.ask(lambda station: listing.all_sessions(station, on="2026-06-13"), sessions.extend)
    settled()
    program.stage.enter_kiosk(sessions[0].id)
    settled()
    QTest.keyClick(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert program.window.workspace is not None
    assert program.window.workspace.name == "kiosk"


def test_the_clock_goes_on_from_the_second_morning(doors: Doors, program: Program, settled: Settled) -> None:
    Screen(program.window).press("玉树一号")
    settled()
    told: list[datetime] = []
    program.runner.ask(lambda station: station.local_time(), told.append)
    settled()
    begun = datetime(2026, 6, 13, 8, 56, tzinfo=SHOWN_ZONE)
    assert 0 <= (told[0] - begun).total_seconds() < 120


def test_the_demonstration_is_not_remembered(doors: Doors, program: Program, settled: Settled) -> None:
    Screen(program.window).press("玉树一号")
    settled()
    assert not [key for key in program.memory.allKeys() if key.startswith("start/")]


def test_a_second_start_goes_on_where_the_first_was_left(tmp_path: Path) -> None:
    story = days.morning().copied(tmp_path / "story")
    later = story.now_ms + 3_600_000
    assert not is_demonstration(story.folder)
    Demonstration(story.folder, later, keys.CHEAP).keep_time()
    again = demonstration.begin(story.folder)
    assert again.folder == story.folder
    assert later <= again.now_ms() < later + 60_000


def test_a_demonstration_that_was_killed_goes_on_behind_its_own_records(tmp_path: Path) -> None:
    story = days.morning().copied(tmp_path / "story")
    Demonstration(story.folder, story.now_ms, keys.CHEAP).keep_time()
    clock = (story.folder / DEMONSTRATION_CLOCK).stat().st_mtime
    for path in (story.folder / "laptop-1").iterdir():
        os.utime(path, (clock - 60, clock - 60))
    # three minutes later somebody is checked in, then the power fails: the time was not kept
    os.utime(story.folder / "laptop-1" / "tianye.db", (clock + 180, clock + 180))
    again = demonstration.begin(story.folder)
    assert story.now_ms + 180_000 <= again.now_ms() < story.now_ms + 240_000


def test_a_demonstration_that_was_played_is_said_to_be_opened(program: Program, tmp_path: Path) -> None:
    story = days.morning().copied(tmp_path / "story")
    Demonstration(story.folder, story.now_ms, keys.CHEAP).keep_time()
    _choose_start(program.desks, ["demo", "--dir", str(story.folder)], program.memory)
    program.desks.enter()
    page = program.window.page
    assert isinstance(page, Playing)
    assert page.head.title.text() == "正在打开演示"
    assert page.busy.word.text() == "以前演过：接着上一次……"


def test_a_menu_that_is_open_keeps_its_keys_until_it_is_closed(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    story = days.morning().copied(tmp_path / "story")
    program.window.show()
    page = Playing(program.stage, program.desks, None)
    page._is_started = True
    program.stage.open_task(page)
    page.cover.switches._text.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    program.desks.show_doors(Demonstration(story.folder, story.now_ms, keys.CHEAP))
    assert program.window.page is page
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(program.window.page, Doors))


def test_it_is_played_while_one_is_told_what_happens(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, told = demonstration.begin, []
    monkeypatch.setattr(demonstration, "begin", lambda folder, say: begin(folder, say, keys.CHEAP))
    _choose_start(program.desks, ["demo", "--dir", str(tmp_path / "demo")], program.memory)
    program.desks.enter()
    page = program.window.page
    assert isinstance(page, Playing)
    page.happened.connect(told.append)
    qtbot.waitUntil(lambda: isinstance(program.window.page, Doors), timeout=120_000)
    assert {"founded", "plan", "form", "pack"} <= set(told)
    assert isinstance(program.window.page, Doors)
    assert {path.name for path in (tmp_path / "demo").iterdir()} >= {"hq", "laptop-1", "laptop-2", "exchange"}


def test_a_folder_with_other_things_is_refused_and_another_is_offered(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    _choose_start(program.desks, ["demo", f"--dir={tmp_path}"], program.memory)
    program.window.show()
    program.desks.enter()
    settled()
    page = program.window.page
    assert isinstance(page, Playing)
    assert page.fault.fault is not None
    assert page.fault.fault.code == "demo.folder-not-empty"
    assert page.head.title.text() == "演示没有演成"
    assert page.again.isVisible()
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".txt"] == ["letter.txt"]


# ---- without a screen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "opens"),
    [
        ([], True),
        (["--data", "x"], True),
        (["demo"], True),
        (["demo", "--dir", "x"], True),
        (["demo", "--dir=x"], True),
        (["demo", "--headless"], False),
        (["demo", "--json"], False),
        (["demo", "--dir", "x", "--headless"], False),
        (["demo", "--forms", "x"], False),
        (["demo", "--help"], False),
        (["station", "status"], False),
    ],
)
def test_which_arguments_open_a_window(arguments: list[str], opens: bool) -> None:
    assert is_for_the_window(arguments) is opens


def test_a_screen_is_looked_for_where_there_may_be_none() -> None:
    assert not has_screen({}, "linux")
    assert has_screen({"DISPLAY": ":0"}, "linux")
    assert has_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert has_screen({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert has_screen({}, "win32")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there always is a screen")
def test_without_a_screen_two_lines_say_so() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    environment["PYTHONPATH"] = str(ROOT / "app")
    run = subprocess.run(
        [sys.executable, "-m", "tianye"], capture_output=True, env=environment, encoding="utf-8", check=False
    )
    assert run.returncode == 4
    assert len(run.stderr.splitlines()) == 2
    assert "tianye --help" in run.stderr


SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
