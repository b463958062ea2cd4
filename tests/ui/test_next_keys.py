"""Headquarters locks its next keys away, and puts them in use, on one page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tianye.exchange import keys
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.next_keys import NextKeysPage
from ui import days
from ui.pages import Screen

PASSPHRASE = "铁柜里的第二把钥匙 2026"


class NextKeysScreen(Screen):
    """The page as an officer meets it."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        super().__init__(program.window)
        self.settled, self.program = settled, program

    @property
    def page(self) -> NextKeysPage:
        page = self.program.window.page
        assert isinstance(page, NextKeysPage)
        return page

    def does(self, words: str) -> None:
        self.press(words)
        self.settled()

    def card(self, hq: days.Played) -> tuple[str, ...]:
        """Close the folder and read whose keys are in use."""
        self.program.desks.lock()
        self.settled()
        with Station.open(hq.folder / "hq", days.PASSPHRASE, hq.world()) as station:
            return keys.fingerprint_words(station.identity.card)


@pytest.fixture
def screen(program: Program, hq: days.Played, settled: Callable[[], None]) -> NextKeysScreen:
    screen = NextKeysScreen(program, settled)
    program.stage.go("laptops")
    settled()
    screen.does("总部的卡片")
    assert isinstance(program.window.page, CardPage)
    screen.does("下一把钥匙")
    return screen


def test_they_are_locked_away_and_put_in_use_with_the_file(
    screen: NextKeysScreen, hq: days.Played, tmp_path: Path
) -> None:
    page, path = screen.page, tmp_path / "下一把.tianye"
    words = page.coming.words if page.coming else ()
    assert len(words) == 6
    # too short, then not the same
    page.first.editor.setText("短")
    page.ask_where()
    assert page.first.has_error
    page.first.editor.setText(PASSPHRASE)
    page.second.editor.setText("别的口令 2026 2026")
    page.ask_where()
    assert page.second.has_error
    page.save(path)
    screen.settled()
    assert "已存成 下一把.tianye，这台电脑上没有了。" in screen.texts()
    assert "已经锁起来了：秘密只在存出去的那个文件里。" in screen.texts()
    assert page.first.editor.text() == ""

    screen.does("换用下一把钥匙")
    assert any("换了就换不回来" in text for text in screen.texts())
    screen.does("先不换")
    page.use_file(Path(__file__))
    screen.settled()
    assert "这不是总部的钥匙文件，或者文件坏了。" in screen.texts()
    assert screen.button("换一个文件").isVisible(), "another file can be chosen at once"
    page.opening.editor.setText("不是这个口令")
    page.use_file(path)
    screen.settled()
    assert page.opening.has_error
    page.opening.editor.setText(PASSPHRASE)
    page.use_file(path)
    screen.settled()
    assert "已换用下一把钥匙。现在给每台电脑做下发包。" in screen.texts()
    assert page.coming is not None
    assert page.coming.is_here
    assert screen.card(hq) == words


def test_they_are_put_in_use_from_here_and_another_file_is_refused_in_words(
    screen: NextKeysScreen, hq: days.Played
) -> None:
    page = screen.page
    words = page.coming.words if page.coming else ()
    page.use_file(Path(__file__))
    screen.settled()
    assert "这不是总部的钥匙文件，或者文件坏了。" in screen.texts()
    assert page.lock.kind == "primary"
    screen.does("换用下一把钥匙")
    assert not page.lock.isVisible(), "an open question is answered first"
    assert page.leaving.kind == "primary"
    screen.does("现在就换")
    assert "这不是总部的钥匙文件，或者文件坏了。" not in screen.texts()
    assert screen.card(hq) == words
