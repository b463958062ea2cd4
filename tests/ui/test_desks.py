"""Opening a data folder leads to the workspace of whom it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tianye.ui.app.program import Program
from tianye.ui.pages.operators import OperatorsPage
from tianye.ui.parts.rail import Foot
from ui import days
from ui.pages import Screen


def test_a_laptop_s_folder_leads_to_the_field(program: Program, field: days.Played) -> None:
    assert program.window.workspace is not None
    assert program.window.workspace.name == "field"
    assert {"培训现场", "玉树一号"} <= set(Screen(program.window).texts())


def test_headquarters_folder_leads_to_headquarters(program: Program, hq: days.Played) -> None:
    assert program.window.workspace is not None
    assert program.window.workspace.name == "hq"


def test_locking_closes_the_folder_and_the_passphrase_opens_it_again(program: Program, field: days.Played) -> None:
    program.stage.lock()
    days.settle(program)
    assert program.window.workspace is not None
    assert program.window.workspace.name == "start"
    days.seat(program, field)
    assert program.window.workspace.name == "field"


def test_a_press_on_the_lock_locks_up(program: Program, field: days.Played) -> None:
    foot = foot_of(program)
    QTest.mouseClick(foot, Qt.MouseButton.LeftButton, pos=foot.rect().center() + QPoint(foot.width() // 2 - 24, 0))
    days.settle(program)
    assert program.stage.desk is None
    assert program.window.workspace is not None
    assert program.window.workspace.name == "start"


def test_a_press_on_who_works_here_offers_to_lock_and_to_see_the_people(program: Program, field: days.Played) -> None:
    Screen(program.window).press("才仁永藏，玉树一号")
    foot = foot_of(program)
    assert program.stage.desk is not None
    assert foot.menu.activeAction() is foot.menu.locking
    QTest.keyClick(foot.menu, Qt.Key.Key_Down)
    QTest.keyClick(foot.menu, Qt.Key.Key_Down)
    QTest.keyClick(foot.menu, Qt.Key.Key_Return)
    days.settle(program)
    assert isinstance(program.window.page, OperatorsPage)
    # once is enough
    pages = program.window.page
    foot.menu.people.trigger()
    days.settle(program)
    assert program.window.page is pages


def test_the_keyboard_locks_up_there_too(program: Program, field: days.Played) -> None:
    foot = foot_of(program)
    foot.setFocus()
    QTest.keyClick(foot, Qt.Key.Key_Space)
    QTest.keyClick(foot.menu, Qt.Key.Key_Return)
    days.settle(program)
    assert program.stage.desk is None


def foot_of(program: Program) -> Foot:
    assert program.window.rail is not None
    return program.window.rail.foot
