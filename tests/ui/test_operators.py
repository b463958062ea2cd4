"""Who works at a computer, at the screen: somebody new, one's own passphrase, shutting somebody out, the sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.operators import OWN, OperatorsPage
from tianye.ui.parts.labels import Label
from ui import days
from ui.pages import Screen

HERS = "湖边的白马 在七月里跑"
NEW = "雪山下面的三条河 新的"


def page_of(program: Program) -> OperatorsPage:
    program.stage.open_task(CardPage(program.stage, list))
    days.settle(program)
    Screen(program.window).press("谁在用这台电脑")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, OperatorsPage)
    return page


@pytest.fixture
def page(program: Program, field: days.Played, settled: Callable[[], None]) -> OperatorsPage:
    return page_of(program)


def fills(page: OperatorsPage, name: str, passphrase: str) -> None:
    page.name.editor.setText(name)
    for field in (page.first, page.second):
        field.editor.setText(passphrase)
    page.save()


def opens(played: days.Played, passphrase: str) -> str:
    try:
        with Station.open(played.folder / "laptop-1", passphrase, played.world()) as station:
            return station.identity.name
    except UserFault as fault:
        return fault.code


def test_somebody_new_is_let_in_and_shut_out_again(
    page: OperatorsPage, program: Program, field: days.Played, settled: Callable[[], None]
) -> None:
    screen = Screen(program.window)
    fills(page, "拉毛", HERS)
    settled()
    assert "拉毛" in screen.texts()
    assert page.first.editor.text() == ""
    # her name and her passphrase are taken now
    fills(page, "拉毛", NEW)
    settled()
    assert page.name.has_error
    fills(page, "央金", HERS)
    settled()
    assert page.first.has_error
    screen.press("移除")
    assert page.removing.isVisible()
    rows = [page.list.itemAt(at).widget() for at in range(page.list.count())]
    about = rows[rows.index(page.removing) - 1]
    assert "拉毛" in [label.text() for label in about.findChildren(Label)], "the question stands under whom it is about"
    assert page.button.kind == "secondary"
    screen.press("不让她再用")
    settled()
    assert "拉毛" not in screen.texts()
    assert not page.removing.isVisible()
    assert page.button.kind == "primary"
    program.stage.lock()
    settled()
    assert opens(field, HERS) == "keys.wrong-passphrase"
    assert opens(field, days.PASSPHRASE) == "玉树一号"


def test_one_s_own_passphrase_is_changed(
    page: OperatorsPage, program: Program, field: days.Played, settled: Callable[[], None]
) -> None:
    page.views.choose(OWN)
    page.old.editor.setText("not mine at all")
    for part in (page.first, page.second):
        part.editor.setText(NEW)
    page.save()
    settled()
    assert page.old.has_error
    page.old.editor.setText(days.PASSPHRASE)
    page.save()
    settled()
    assert not page.old.has_error
    program.stage.lock()
    settled()
    assert opens(field, days.PASSPHRASE) == "keys.wrong-passphrase"
    assert opens(field, NEW) == "玉树一号"


def test_a_colleague_gives_a_new_passphrase_to_who_forgot_hers(
    page: OperatorsPage, program: Program, field: days.Played, settled: Callable[[], None]
) -> None:
    screen = Screen(program.window)
    fills(page, "拉毛", HERS)
    settled()
    screen.press("新口令")
    assert "给拉毛一个新口令" in screen.texts()
    assert not page.name.isVisible()
    assert not page.old.isVisible()
    # somebody else's would say who she is not
    for part in (page.first, page.second):
        part.editor.setText(days.PASSPHRASE)
    page.save()
    settled()
    assert page.first.has_error
    for part in (page.first, page.second):
        part.editor.setText(NEW)
    page.save()
    settled()
    assert page.name.isVisible()
    assert "拉毛现在用新口令打开。" in screen.texts()
    program.stage.lock()
    settled()
    assert opens(field, HERS) == "keys.wrong-passphrase"
    assert opens(field, NEW) == "玉树一号"


def test_what_was_begun_for_her_can_be_left(page: OperatorsPage, program: Program, settled: Callable[[], None]) -> None:
    fills(page, "拉毛", HERS)
    settled()
    screen = Screen(program.window)
    screen.press("新口令")
    page.first.editor.setText(NEW)
    screen.press("先不动")
    assert page.views.isVisible()
    assert page.first.editor.text() == ""


def test_what_is_missing_is_said_where_it_is(page: OperatorsPage, settled: Callable[[], None]) -> None:
    fills(page, "拉毛", "short")
    assert page.first.has_error
    fills(page, "", HERS)
    settled()
    assert page.name.has_error
    assert not page.printing.isVisible()


def test_headquarters_writes_its_sheet(
    program: Program, hq: days.Played, settled: Callable[[], None], tmp_path: Path
) -> None:
    page = page_of(program)
    assert page.printing.isVisible()
    page.write_sheet(tmp_path / "sheet.html")
    settled()
    assert "恢复码" in (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert page.result.text()
