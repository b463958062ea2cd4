"""What takes long says so and can be stopped: a list that comes in, a bundle that goes out, a form that is checked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.field.handover import HandOver
from tianye.ui.hq.forms import Forms
from tianye.ui.pages.register import RegisterPage
from tianye.ui.pages.register_import import ImportPage
from tianye.ui.parts.cards import BusyBar
from tianye.ui.parts.sticks import pretend_sticks
from ui import days, sticks
from ui.pages import Screen
from ui.scenes.register import write_list

Settled = Callable[[], None]


@contextmanager
def much_to_do(program: Program) -> Iterator[None]:
    """Keep the lane at something else meanwhile, so that what comes after it takes long."""
    gate = threading.Event()
    program.runner.prepare(lambda: gate.wait(30))
    try:
        yield
    finally:
        gate.set()


@pytest.fixture(autouse=True)
def no_stick() -> Iterator[None]:
    sticks.plug_in()
    yield
    pretend_sticks(None)


def stops(qtbot: QtBot, busy: BusyBar) -> None:
    """Wait until the bar has come, and press stop."""
    qtbot.waitUntil(busy.isVisible)
    Screen(busy).press("停下")


@pytest.fixture
def register(field: days.Played, program: Program, settled: Settled) -> RegisterPage:
    """The register of the laptop."""
    program.window.go("register")
    settled()
    page = program.window.page
    assert isinstance(page, RegisterPage)
    return page


def test_a_list_that_is_stopped_is_not_in_the_register(
    register: RegisterPage, program: Program, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    before = register.model.rowCount()
    register.read_list(write_list(tmp_path / "名单.xlsx"))
    settled()
    page = program.window.page
    assert isinstance(page, ImportPage)
    with much_to_do(program):
        Screen(page).press("先收没错的 2 人")
        assert not page.take.isEnabled()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert program.window.page is page
        stops(qtbot, page.busy)
    settled()
    assert not page.busy.isVisible()
    assert "名单里的人一个也没进台账。" in Screen(program.window).texts()
    register.refresh(None)
    settled()
    assert register.model.rowCount() == before > 0
    # and it can be taken in after all
    Screen(page).press("先收没错的 2 人")
    settled()
    assert program.window.page is register
    assert register.model.rowCount() == before + 2


def test_a_list_need_not_be_read_to_its_end(
    register: RegisterPage, program: Program, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    with much_to_do(program):
        register.read_list(write_list(tmp_path / "名单.xlsx"))
        stops(qtbot, register.busy)
    settled()
    assert program.window.page is register
    assert not register.busy.isVisible()


def test_a_bundle_that_is_stopped_lies_nowhere_and_nothing_is_handed_over(
    field: days.Played, program: Program, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    program.window.go("handover")
    settled()
    page = program.window.page
    assert isinstance(page, HandOver)
    folder = tmp_path / "交给总部"
    folder.mkdir()
    page.picker.use(folder)
    assert page.now is not None
    only_here = page.now.only_here
    with much_to_do(program):
        Screen(page).press("写进文件夹")
        stops(qtbot, page.busy)
    settled()
    assert list(folder.iterdir()) == []
    assert page.now.only_here == only_here > 0
    assert not page.busy.isVisible()
    assert "停了。写了一半的文件已经拿掉。" in Screen(program.window).texts()
    Screen(page).press("写进文件夹")
    settled()
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("is_adding", [False, True])
def test_a_form_that_is_stopped_is_neither_judged_nor_added(
    hq: days.Played, program: Program, settled: Settled, qtbot: QtBot, is_adding: bool
) -> None:
    program.window.go("forms")
    settled()
    page = program.window.page
    assert isinstance(page, Forms)
    path = Path(__file__).parent / "forms" / "household.md"
    shelf = len(page.shelf.rows)
    if is_adding:
        page.check_file(path)
        settled()
    with much_to_do(program):
        if is_adding:
            Screen(page).press("加进问卷")
        else:
            page.check_file(path)
        stops(qtbot, page.busy)
    settled()
    assert not page.busy.isVisible()
    assert page.report.isVisible() is is_adding
    page.refresh(None)
    settled()
    assert len(page.shelf.rows) == shelf
