"""A forgotten passphrase at the screen: by telephone, by file, and whose it is where several work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tianye.services import importing, operators, packs, recovery
from tianye.services.founding import Rights
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.app.start.forgotten import Forgotten
from tianye.ui.app.start.unlock import Unlock
from ui import days
from ui.pages import Screen

NEW = "雪山下面的三条河 新的"
HERS = "湖边的白马 在七月里跑"


@pytest.fixture
def played(field: days.Played, program: Program) -> days.Played:
    """A laptop in front of its field for the passphrase, which nobody remembers."""
    program.stage.lock()
    days.settle(program)
    program.window.activateWindow()
    return field


@pytest.fixture
def page(played: days.Played, program: Program) -> Forgotten:
    screen = Screen(program.window)
    screen.press("忘了口令")
    days.settle(program)
    shown = program.window.page
    assert isinstance(shown, Forgotten)
    for part in (shown.first, shown.second):
        part.editor.setText(NEW)
    return shown


def at_headquarters(played: days.Played, work: Callable[[Station], object]) -> object:
    with Station.open(played.folder / "hq", days.PASSPHRASE, played.world()) as hq:
        return work(hq)


def told_code(played: days.Played) -> str:
    """Have headquarters take in what the laptop handed over yesterday, and read out the code."""

    def work(hq: Station) -> str:
        importing.import_all(hq, sorted((played.folder / "exchange").glob("bundle-*")))
        return recovery.code_for(hq, packs.get_laptop(hq, "玉树一号"))

    code = at_headquarters(played, work)
    assert isinstance(code, str)
    return code


def is_open(program: Program) -> bool:
    return program.stage.desk is not None


def test_the_code_is_typed_and_the_laptop_opens(played: days.Played, program: Program, page: Forgotten) -> None:
    code = told_code(played)
    page.code.editor.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
    QTest.keyClick(page.code.editor, Qt.Key.Key_Return)
    days.settle(program)
    assert page.code.has_error
    assert not is_open(program)
    page.code.editor.setText(code.lower().replace("-", " "))
    QTest.keyClick(page.code.editor, Qt.Key.Key_Return)
    days.settle(program)
    assert is_open(program)


def test_esc_does_not_leave_while_it_is_being_set(played: days.Played, program: Program, page: Forgotten) -> None:
    page.code.editor.setText(told_code(played))
    page.set_passphrase()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert program.window.page is page
    days.settle(program)
    assert is_open(program)


def test_what_is_missing_is_said_where_it_is(played: days.Played, program: Program, page: Forgotten) -> None:
    page.set_passphrase()
    assert page.code.has_error
    page.second.editor.setText("something else")
    page.set_passphrase()
    assert page.second.has_error
    page.first.editor.setText("short")
    page.set_passphrase()
    assert page.first.has_error
    assert not program.runner.is_busy


def test_by_file_with_six_words_on_the_telephone(
    played: days.Played, program: Program, page: Forgotten, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.write_request(stick)
    days.settle(program)
    (request,) = stick.iterdir()
    assert request.name in page.asked.text()
    said = page.steps.text()
    assert "发给总部" in said
    assert page.folder.kind == "primary", "the next step is to send the file"
    assert page.folder.isVisible()
    assert page.answer.kind == "secondary"
    assert not page.button.isVisible()
    assert not page.code.isVisible()

    def answers(hq: Station) -> Path:
        asked = recovery.read_request(hq, request)
        assert " ".join(asked.words) in said
        return recovery.answer(hq, asked, " ".join(asked.words), stick)

    answer = at_headquarters(played, answers)
    assert isinstance(answer, Path)
    page.take_answer(answer)
    days.settle(program)
    assert is_open(program)


def test_where_several_work_she_says_who_she_is(field: days.Played, program: Program) -> None:
    program.runner.ask(lambda station: operators.add(station, "拉毛", Rights.FACILITATOR, HERS), lambda _: None)
    days.settle(program)
    program.stage.lock()
    days.settle(program)
    assert isinstance(program.window.page, Unlock)
    Screen(program.window).press("忘了口令")
    page = program.window.page
    assert isinstance(page, Forgotten)
    for part in (page.first, page.second):
        part.editor.setText(NEW)
    page.code.editor.setText(told_code(field))
    page.set_passphrase()
    days.settle(program)
    assert not is_open(program)
    Screen(program.window).press("拉毛")
    days.settle(program)
    assert program.stage.desk is not None
    assert program.stage.desk.operator == "拉毛"


def test_it_says_where_the_code_comes_from(program: Program, played: days.Played, page: Forgotten) -> None:
    days.settle(program)
    assert page.request.isVisible()
    screen = Screen(program.window)
    folder = played.folder / "laptop-1" / "keys"
    (folder / "recovery.age").unlink()
    program.stage.back()
    screen.press("忘了口令")
    days.settle(program)
    shown = program.window.page
    assert isinstance(shown, Forgotten)
    # as at headquarters: a sheet was printed, and nobody can be asked
    assert shown.code.isVisible()
    assert not shown.request.isVisible()
    (folder / "recovery.key").unlink()
    program.stage.back()
    screen.press("忘了口令")
    days.settle(program)
    shown = program.window.page
    assert isinstance(shown, Forgotten)
    # nobody types a passphrase twice for nothing
    assert not shown.code.isVisible()
    assert "这里没有备好的恢复码。" in screen.texts()
