"""The first start: a facilitator makes her data folder and begins to work; what is refused on the way is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tianye.exchange import keys
from tianye.services import succession
from tianye.services.folders import FolderState, look_at
from tianye.services.station import Station, World
from tianye.ui.app.program import Program
from tianye.ui.app.start.first import FirstStart
from tianye.ui.app.start.hq_first import HeadquartersFirst
from tianye.ui.app.start.trouble import Trouble
from tianye.ui.app.start.unlock import Unlock
from tianye.ui.pages.card import CardPage
from ui.pages import Screen

PASSPHRASE = "three quiet yaks"
Settled = Callable[[], None]


class Beginner:
    """Somebody in front of a computer on which there is no data folder yet."""

    def __init__(self, program: Program, folder: Path, settled: Settled, qtbot: QtBot) -> None:
        self.program, self.folder, self.settled, self.qtbot = program, folder, settled, qtbot
        program.desks.world = World(cost=keys.CHEAP)
        program.desks.look_at(folder)
        program.window.resize(1366, 690)
        program.window.show()
        program.window.activateWindow()
        self.screen = Screen(program.window)

    @property
    def page(self) -> FirstStart:
        assert isinstance(self.program.window.page, FirstStart)
        return self.program.window.page

    def types(self, text: str, *, then: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type into what has the focus and go on by a key."""
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        # what an input method brings comes whole
        editor.insert(text)
        QTest.keyClick(editor, then)

    def goes_through(self, who: str, *answers: str) -> None:
        self.screen.press(who)
        for answer in answers:
            self.types(answer)
        self.looks()

    def looks(self) -> None:
        """See what came up, before anything else is pressed."""
        self.qtbot.waitUntil(lambda: not self.page.is_arriving)


@pytest.fixture
def beginner(program: Program, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Beginner:
    return Beginner(program, tmp_path / "records", settled, qtbot)


def test_a_facilitator_makes_her_folder_by_keys_alone_and_reaches_today(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏", PASSPHRASE, PASSPHRASE)
    assert "记录放在哪里" in beginner.screen.texts()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    beginner.settled()
    window = beginner.program.window
    # her laptop's card comes first; without it everything works
    assert isinstance(window.page, CardPage)
    assert {"给总部的卡片", "核对六个词"} <= set(beginner.screen.texts())
    beginner.screen.press("接着用")
    beginner.settled()
    assert window.workspace is not None
    assert window.workspace.name == "field"
    assert window.page is not None
    assert not window.page.is_task
    assert "才仁永藏" in beginner.screen.texts()
    assert look_at(beginner.folder) is FolderState.IN_USE


def test_headquarters_is_told_what_comes_first(beginner: Beginner) -> None:
    beginner.goes_through("总部", "项目办公室", "李春燕", PASSPHRASE, PASSPHRASE)
    beginner.page.go_on()
    beginner.settled()
    page = beginner.program.window.page
    assert isinstance(page, HeadquartersFirst)
    words = [label.text() for label in page.words.labels]
    assert len(set(words)) == 6
    beginner.screen.press("看整张卡片")
    beginner.settled()
    assert set(words) <= set(beginner.screen.texts())
    beginner.screen.press("接着用")
    # the first of the three things is the filled button
    first = QApplication.focusWidget()
    assert first is beginner.screen.button("去收培训计划")
    assert first.property("kind") == "primary"
    beginner.screen.press("去登记电脑")
    beginner.settled()
    assert "下发与电脑" in beginner.screen.texts()


class TestALostHeadquarters:
    """Its computer and its backups are gone; the file with its next keys was in the safe."""

    @pytest.fixture
    def safe(self, tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
        """Return the file, and the six words of the keys in it."""
        path = tmp_path / "下一把.tianye"
        made = Station.create(
            tmp_path / "lost", "hq", name="总部", operator="李春燕", passphrase=PASSPHRASE, world=World(cost=keys.CHEAP)
        )
        with made:
            words = succession.lock_away(made, path=path, passphrase="铁柜里的第二把钥匙 2026").words
        return path, words

    def test_goes_on_with_its_next_keys(self, beginner: Beginner, safe: tuple[Path, tuple[str, ...]]) -> None:
        path, words = safe
        beginner.screen.press("总部的电脑丢了：用下一把钥匙接着做")
        assert "第 2 步，共 5 步" in beginner.screen.texts()
        beginner.page.keys.take(Path(__file__))
        beginner.types("不是这个口令")
        for answer in ("新总部", "李春燕", PASSPHRASE, PASSPHRASE):
            beginner.types(answer)
        beginner.looks()
        beginner.page.go_on()
        beginner.settled()
        # what is wrong with the file is said where the file is chosen, and nothing that was typed is gone
        assert "这不是总部的钥匙文件，或者文件坏了。" in beginner.screen.texts()
        assert look_at(beginner.folder) is FolderState.NOTHING
        beginner.page.keys.take(path)
        self.goes_to_the_end(beginner)
        assert beginner.page.keys.secret.has_error
        beginner.page.keys.secret.editor.setText("铁柜里的第二把钥匙 2026")
        self.goes_to_the_end(beginner)
        page = beginner.program.window.page
        assert isinstance(page, HeadquartersFirst)
        assert tuple(label.text() for label in page.words.labels) == words, "the words that laptops were told of"
        assert "重新登记各台电脑" in beginner.screen.texts()
        assert page.enrolling.property("kind") == "primary"

    def goes_to_the_end(self, beginner: Beginner) -> None:
        for _ in range(4):
            beginner.page.go_on()
            beginner.looks()
        beginner.settled()

    def test_an_ordinary_headquarters_asks_for_no_keys(self, beginner: Beginner, safe: tuple[Path, object]) -> None:
        beginner.screen.press("总部的电脑丢了：用下一把钥匙接着做")
        beginner.page.keys.take(safe[0])
        beginner.page.go_back()
        beginner.goes_through("总部", "项目办公室", "李春燕", PASSPHRASE, PASSPHRASE)
        assert "第 4 步，共 4 步" in beginner.screen.texts()
        assert beginner.page.wanted().keys_file is None


def test_headquarters_is_told_honestly_what_a_lost_passphrase_costs(beginner: Beginner) -> None:
    """Headquarters hands nothing over: everything is lost there, and all that laptops send can no longer be opened."""
    beginner.goes_through("总部", "项目办公室", "李春燕")
    texts = " ".join(beginner.screen.texts())
    assert "总部的记录全都没有了，打开各电脑上交文件的钥匙也没有了" in texts
    assert "还没交给总部" not in texts
    beginner.page.go_back()
    beginner.page.go_back()
    beginner.goes_through("下乡用的电脑")
    beginner.page.go_on()
    texts = " ".join(beginner.screen.texts())
    assert "装过总部的第一个下发包以后，总部能帮忙" in texts
    assert "钥匙" not in texts


def test_going_back_keeps_what_was_typed(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert beginner.page.step is beginner.page.names
    assert beginner.page.names.operator.editor.text() == "才仁永藏"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert beginner.page.step is beginner.page.who
    beginner.screen.press("总部")
    assert beginner.page.names.name.editor.text() == "玉树四号"
    assert "总部的名字" in beginner.screen.texts()


def test_an_empty_name_is_asked_for_where_it_is_missing(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "")
    assert beginner.page.step is beginner.page.names
    assert beginner.page.names.operator.has_error
    assert not beginner.page.names.name.has_error
    assert QApplication.focusWidget() is beginner.page.names.operator.editor


def test_a_name_that_would_be_cut_everywhere_is_not_taken(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉" * 41, "才仁永藏")
    assert beginner.page.step is beginner.page.names
    assert beginner.page.names.name.error.text() == "最多 40 个字，这样哪里都看得全。"
    assert beginner.page.names.name.editor.text() == "玉" * 41
    assert not beginner.page.names.operator.has_error


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("", "至少十个字。三四个互不相干的词连起来最好。"),
        ("yaks", "还差 6 个字。"),
        ("13907331234", "光是数字很容易猜到：电话、生日。再加一个词。"),
        ("ababababab", "翻来覆去的几个字很容易猜到。再加一个词。"),
        ("quietyakson", "够长了。再加一个词就难猜得多。"),
        (PASSPHRASE, "很好：够长，也难猜。"),
    ],
)
def test_advice_comes_while_the_passphrase_is_typed(beginner: Beginner, typed: str, advice: str) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏")
    QTest.keyClicks(QApplication.focusWidget(), typed)
    assert advice in beginner.screen.texts()


def test_a_short_or_a_mistyped_passphrase_goes_no_further(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏", "yaks", "yaks")
    step = beginner.page.passphrase
    assert beginner.page.step is step
    assert step.first.error.text() == "还差 6 个字。"
    step.first.editor.setText(PASSPHRASE)
    step.second.editor.clear()
    beginner.screen.press("下一步")
    assert step.second.error.text() == "在这里再输一遍同样的口令。"
    step.second.editor.setText(PASSPHRASE + "s")
    beginner.screen.press("下一步")
    assert beginner.page.step is step
    assert step.second.error.text() == "两遍不一样。"
    assert "口令忘了，谁也查不出来。" in beginner.screen.texts()


def test_what_was_typed_can_be_looked_at(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏")
    editors = [beginner.page.passphrase.first.editor, beginner.page.passphrase.second.editor]
    assert {editor.echoMode() for editor in editors} == {QLineEdit.EchoMode.Password}
    beginner.screen.press("看一眼口令")
    assert {editor.echoMode() for editor in editors} == {QLineEdit.EchoMode.Normal}
    beginner.screen.press("藏起口令")
    assert {editor.echoMode() for editor in editors} == {QLineEdit.EchoMode.Password}


def test_a_place_that_another_program_copies_away_is_doubted(beginner: Beginner, tmp_path: Path) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏", PASSPHRASE, PASSPHRASE)
    assert not beginner.page.place.doubt.isVisible()
    beginner.page.place.place.editor.setText(str(tmp_path / "OneDrive - 项目" / "tianye"))
    assert beginner.page.place.doubt.isVisible()
    assert beginner.page.place.doubt_words.text().startswith("有别的程序会把这里自动传到别的电脑")


def test_a_place_that_cannot_be_used_is_said_and_nothing_is_made(beginner: Beginner, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("x", encoding="utf-8")
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏", PASSPHRASE, PASSPHRASE)
    beginner.page.place.place.editor.setText(str(tmp_path / "a file" / "records"))
    beginner.screen.press("建好，开始用")
    beginner.settled()
    assert beginner.page.place.place.error.text() == "这个位置建不了文件夹，换一个位置。"
    assert QApplication.focusWidget() is beginner.page.place.place.editor
    assert not beginner.page.place.doubt.isVisible()
    # what was typed is still there, and another place does it
    beginner.page.place.place.editor.setText(str(beginner.folder))
    beginner.screen.press("建好，开始用")
    beginner.settled()
    assert isinstance(beginner.program.window.page, CardPage)


def test_what_hinders_the_making_promises_nothing_but_what_was_typed(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏", PASSPHRASE, PASSPHRASE)
    beginner.page.place.place.editor.setText("/proc/records")
    beginner.screen.press("建好，开始用")
    beginner.settled()
    texts = beginner.screen.texts()
    assert {"这个位置建不了文件夹。", "什么都没建，填好的都还在。"} <= set(texts)
    assert not any("已经记下的都在" in text for text in texts)


def test_a_double_press_of_enter_passes_one_step_and_not_two(beginner: Beginner) -> None:
    beginner.goes_through("下乡用的电脑", "玉树四号", "才仁永藏", PASSPHRASE)
    QApplication.focusWidget().insert(PASSPHRASE)  # type: ignore[union-attr]
    QApplication.setDoubleClickInterval(60_000)  # a busy machine must not make two presses of one double press
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert beginner.page.step is beginner.page.place
    assert not beginner.program.runner.is_busy
    assert not beginner.folder.exists()
    QApplication.setDoubleClickInterval(0)
    beginner.looks()
    # a key that is held goes on repeating for as long as the finger rests on it
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(beginner.page.place.place.editor, held)
    assert not beginner.program.runner.is_busy
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    beginner.settled()
    assert isinstance(beginner.program.window.page, CardPage)


def test_a_file_in_the_place_of_the_folder_is_said_before_anything_is_asked(program: Program, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    program.window.show()
    for place in (tmp_path / "notes.txt", tmp_path / "notes.txt" / "records"):
        program.desks.look_at(place)
        page = program.window.page
        assert isinstance(page, Trouble)
        assert page.card.fault is not None
        assert page.card.fault.code == "station.no-folder"
        assert "这个位置是一个文件，不是文件夹。" in Screen(program.window).texts()
        assert "在这里新建" not in Screen(program.window).texts()


def test_a_folder_that_is_there_already_is_opened_instead(
    beginner: Beginner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    Station.create(
        other, "laptop", name="玉树五号", operator="卓玛", passphrase=PASSPHRASE, world=World(cost=keys.CHEAP)
    ).close()
    monkeypatch.setattr("tianye.ui.app.start.first.choose_folder", lambda *_: other)
    beginner.screen.press("打开已有的数据文件夹")
    assert isinstance(beginner.program.window.page, Unlock)
    # whose folder it is stands nowhere before it is open
    assert not any("玉树" in text or "卓玛" in text for text in beginner.screen.texts())
