"""Headquarters takes in what sticks and mails bring, and answers with receipts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.services import arriving, bundles
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.inbox import Inbox
from tianye.ui.hq.inbox_held import InboxHeld
from tianye.ui.hq.inbox_receipts import InboxReceipts
from tianye.ui.hq.laptops_adding import LaptopAdding
from tianye.ui.models.rows import CHIP, SECOND_LINE
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.sticks import pretend_sticks
from ui import carried, days, sticks
from ui.pages import Screen


class InboxScreen(Screen):
    """The page as an officer meets it."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        super().__init__(program.window)
        self.program, self.settled = program, settled
        program.stage.go("inbox")
        settled()

    @property
    def page(self) -> Inbox:
        page = self.program.window.page
        assert isinstance(page, Inbox)
        return page

    def rows(self) -> list[tuple[str, ...]]:
        """Return name, run in words, and state of each laptop."""
        model = self.page.model
        return [tuple(str(model.index(row, column).data()) for column in (0, 1, 3)) for row in range(model.rowCount())]

    def drops(self, *paths: Path) -> None:
        """Drag files or folders onto the page and let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        QApplication.sendEvent(self.page, QDragEnterEvent(QPoint(400, 400), copy, data, buttons, none))
        QApplication.sendEvent(self.page, QDropEvent(QPointF(400, 400), copy, data, buttons, none))
        self.settled()

    def filled(self) -> list[str]:
        """Return the buttons that are filled: the one step to do now."""
        return [one.text() for one in self.page.findChildren(Button) if one.isVisible() and one.kind == "primary"]

    def does(self, words: str) -> None:
        self.press(words)
        self.settled()


@pytest.fixture(autouse=True)
def sticks_are_folders() -> Iterator[None]:
    sticks.plug_in()
    yield
    pretend_sticks(None)


@pytest.fixture
def played(program: Program, tmp_path: Path) -> days.Played:
    return days.morning().copied(tmp_path / "story")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    for name in ("stick/a", "stick/b"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path / "stick"


@pytest.fixture
def sit_down(program: Program, played: days.Played, settled: Callable[[], None]) -> Callable[[], InboxScreen]:
    def sit() -> InboxScreen:
        program.window.resize(1366, 690)
        program.window.show()
        days.seat(program, played, "hq")
        return InboxScreen(program, settled)

    return sit


def test_a_stick_is_dropped_taken_in_and_answered(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    carried.hands_over(played, "laptop-1", stick / "a", people=3)
    screen = sit_down()
    assert screen.rows()[1] == ("玉树一号", "第 1 包已收", "都收到了")
    screen.drops(stick)
    assert screen.rows()[1] == ("玉树一号", "第 1–2 包已收", "都收到了")
    texts = screen.texts()
    assert "这次看了 1 个文件" in texts
    assert any("1 个有新内容，收下了。" in text for text in texts)
    assert "新登记的人" in texts
    assert screen.page.taken is not None
    assert (screen.page.taken.people, screen.page.taken.check_ins) == (3, 14)
    # the same again is no fault
    screen.drops(stick / "a")
    assert any("1 个以前收过，没有新内容。" in text for text in screen.texts())
    # both laptops are owed a receipt: the other's first was never answered
    back = stick / "KINGSTON"
    sticks.plug_in(sticks.make_stick(back))
    screen.does("给 2 台电脑做回执")
    page = screen.program.window.page
    assert isinstance(page, InboxReceipts)
    screen.does("写 2 张回执")
    assert {"写好了 2 张回执", "写在优盘 KINGSTON 上。现在可以拔优盘了。"} <= set(screen.texts())
    assert not page.writing.hero.isVisible()
    screen.does("返回")
    assert not screen.button("给 0 台电脑做回执").isEnabled()
    assert screen.filled() == ["去复核"]
    with Station.open(played.folder / "laptop-1", days.PASSPHRASE, played.world()) as laptop:
        assert len(list(back.glob("receipt-*.tianye"))) == 2
        arriving.take(laptop, [back])
        where = bundles.standing(laptop)
        assert where.received == where.handed_over == where.written


def test_a_gap_and_a_refusal_stand_until_they_are_mended(
    program: Program, played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    waiting, broken = carried.with_gap_and_refusal(played, stick)
    screen = sit_down()
    screen.drops(waiting, broken)
    assert screen.rows() == [
        ("湘西一号", "第 1 包已收, 第 2 包没收下", "第 2 包没收下"),
        ("玉树一号", "第 1 包已收, 第 2 包没到, 第 3 包等着", "第 2 包没到"),
    ]
    assert [screen.page.model.index(row, 3).data(CHIP) for row in range(2)] == ["error", "warn"]
    texts = screen.texts()
    assert {"湘西一号：第 2 包没收下", "玉树一号：第 2 包没到", "代码 bundle.truncated", "代码 bundle.gap"} <= set(
        texts
    )
    # what headquarters is told is what headquarters can do: no stick of the laptop's is in its hands
    assert any("请用湘西一号的人再交一次" in text for text in texts), texts
    assert program.window.rail is not None
    # what came is answered first, what is missing need not be waited for
    assert any("1. 给 1 台电脑做回执。" in text and "2. 再办下面 2 张卡片" in text for text in texts)
    assert screen.filled() == ["给 1 台电脑做回执"]
    # it is still there after the program was started again
    program.stage.lock()
    screen.settled()
    screen = sit_down()
    assert screen.rows()[1][2] == "第 2 包没到"
    # the forgotten file is found
    screen.drops(waiting, stick / "forgotten.tianye")
    assert screen.rows()[1] == ("玉树一号", "第 1–3 包已收", "都收到了")
    assert "玉树一号：第 2 包没到" not in screen.texts()


def test_what_is_no_file_of_ours_is_refused_by_its_name(stick: Path, sit_down: Callable[[], InboxScreen]) -> None:
    (stick / "a" / "holiday.tianye").write_bytes(bytes(9000))
    screen = sit_down()
    screen.drops(stick / "a")
    assert {"holiday.tianye", "代码 bundle.not-ours"} <= set(screen.texts())
    # nothing is to be done about it
    assert not screen.page.next.asked.cards


def test_a_file_that_was_cut_off_is_asked_for_again_where_it_came_from(
    stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    (stick / "a" / "cut.tianye").write_bytes(b"age-encryption.org/v1\n-> X25519 ")
    screen = sit_down()
    screen.drops(stick / "a")
    texts = screen.texts()
    assert "cut.tianye" in texts
    assert any("从原来的地方再拷一次；还不行，就请那边再写一次。" in text for text in texts), texts
    assert not any("插好" in text for text in texts)


def test_what_is_new_is_told_from_what_was_known(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    first = carried.hands_over(played, "laptop-1", stick / "a", people=3)
    carried.arrive(played, [first])
    # without a receipt the next one brings the first again
    carried.hands_over(played, "laptop-1", stick / "b", people=6)
    screen = sit_down()
    screen.drops(stick / "b")
    assert screen.page.taken is not None
    (one,) = screen.page.taken.imported
    known = one.last - one.first + 1 - one.new
    assert known > 0
    texts = screen.texts()
    assert f"玉树一号：新的条数；另有 {known} 条以前收过" in texts
    assert f"+{one.new}" in texts
    assert "复核里等着的：可能是同一个人" in texts


def test_packs_and_receipts_on_the_stick_are_one_quiet_line(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    receipt = carried.receipt(played, stick / "a")
    carried.hands_over(played, "laptop-1", stick / "b")
    screen = sit_down()
    screen.drops(stick, receipt)
    assert any("另有 1 个下发包和回执，是给别的电脑的，跳过了。" in text for text in screen.texts())
    assert "这次看了 2 个文件" in screen.texts()
    assert not any(text.startswith("代码") for text in screen.texts())


def test_an_import_stops_between_two_files(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen], qtbot: QtBot
) -> None:
    for _ in range(3):
        carried.hands_over(played, "laptop-1", stick / "a")
    screen = sit_down()
    gate = threading.Event()
    screen.program.runner.ask(lambda _: gate.wait(), lambda _: None)
    screen.page.take_in([stick / "a"])
    assert not screen.button("收上报包").isEnabled()
    job = screen.page._job
    assert job is not None
    job.progressed.connect(lambda done, total: job.cancel() if done else None)
    gate.set()
    qtbot.waitUntil(lambda: not screen.program.runner.is_busy)
    assert screen.page.taken is not None
    assert screen.page.taken.left in (0, 1, 2)
    assert len(screen.page.taken.imported) + screen.page.taken.left == 3
    assert screen.button("收上报包").isEnabled()


def test_a_watched_folder_offers_what_is_new_and_is_remembered(
    program: Program, played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    screen = sit_down()
    screen.page.watch(stick / "a")
    screen.settled()
    assert "“a”里没有新的" in screen.texts()
    program.stage.lock()
    screen.settled()
    carried.hands_over(played, "laptop-1", stick / "a")
    screen = sit_down()
    assert "文件夹“a”里有 1 个上报包等着" in screen.texts()
    assert screen.filled() == ["收下这 1 个"]
    screen.does("收下这 1 个")
    assert "“a”里没有新的" in screen.texts()
    assert screen.rows()[1][1] == "第 1–2 包已收"


def test_after_an_import_it_goes_on_to_review(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    carried.hands_over(played, "laptop-1", stick / "a", people=6)
    screen = sit_down()
    screen.drops(stick / "a")
    screen.does("去复核")
    assert screen.program.window.page is not None
    assert type(screen.program.window.page).__name__ == "Review"


def test_a_card_and_a_receipt_that_come_here_go_where_they_belong(
    played: days.Played, stick: Path, tmp_path: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    receipt = carried.receipt(played, stick)
    card = tmp_path / "from-the-chat.txt"
    card.write_text(carried.new_laptop(tmp_path / "new"), encoding="utf-8")
    screen = sit_down()
    screen.drops(receipt)
    assert {"这是一张回执。", "它要交给那台电脑。"} <= set(screen.texts())
    screen.drops(card)
    screen.settled()
    adding = screen.program.window.page
    assert isinstance(adding, LaptopAdding)
    assert adding.card is not None
    assert adding.card.name == "玉树三号"


def test_what_a_copied_folder_wrote_is_an_alarm_looked_at_and_taken_in(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    handed = carried.copy_hands_over(played, "laptop-1", stick / "a")
    screen = sit_down()
    screen.drops(handed)
    assert screen.rows()[1] == ("玉树一号", "第 1–2 包已收", "有复制的在写")
    assert screen.page.model.index(1, 3).data(CHIP) == "error"
    assert "玉树一号：有一份复制的也在写" in screen.texts()
    assert any("4 条留着，等你定。" in text for text in screen.texts())
    assert screen.page.taken is not None
    assert (screen.page.taken.people, screen.page.taken.check_ins) == (0, 0)
    screen.does("看看这 4 条")
    page = screen.program.window.page
    assert isinstance(page, InboxHeld)
    rows = [page.model.index(row, 1).data(SECOND_LINE) for row in range(page.model.rowCount())]
    assert [text.split("·")[0] for text in rows] == ["拉毛措", "周毛吉"] * 2
    screen.does("收下这 4 条")
    assert isinstance(screen.program.window.page, Inbox)
    assert screen.rows()[1][2] == "都收到了"
    assert "玉树一号：收下了 4 条" in screen.texts()
    assert "玉树一号：有一份复制的也在写" not in screen.texts()


def test_the_page_says_that_a_proof_was_destroyed_since_it_named_somebody_erased(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    carried.erases_who_stands_in_a_copy(played, stick / "a")
    screen = sit_down()
    screen.does("看看这 4 条")
    assert any("有 1 个里面写着后来删除的人，已经销毁" in text for text in screen.texts())
    screen.does("收下这 4 条")
    assert "玉树一号：收下了 4 条" in screen.texts()


def test_what_a_revoked_laptop_wrote_on_can_be_left(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    handed = carried.goes_on_after_revocation(played, "laptop-2", stick / "a", "湘西一号")
    screen = sit_down()
    screen.drops(handed)
    assert screen.rows()[0][2] == "停用后还在写"
    screen.does("看看这 28 条")
    screen.does("不收")
    assert screen.rows()[0][2] == "已停用"
    assert "湘西一号：28 条没有收" in screen.texts()


def test_a_restored_headquarters_says_whom_it_asks_again(
    played: days.Played, sit_down: Callable[[], InboxScreen]
) -> None:
    carried.headquarters_restored(played)
    screen = sit_down()
    assert [row[2] for row in screen.rows()] == ["要再交一次", "要再交一次"]
    assert "恢复过：要 2 台电脑再交一次" in screen.texts()
    screen.does("去做下发包")
    assert type(screen.program.window.page).__name__ == "Laptops"


def test_a_file_of_a_newer_program_is_kept_and_named(
    played: days.Played, stick: Path, sit_down: Callable[[], InboxScreen]
) -> None:
    handed = carried.of_a_newer_program(played, "laptop-2", stick / "a")
    screen = sit_down()
    screen.drops(handed)
    assert screen.rows()[0][1:] == ("第 1 包已收, 第 2 包等着", "第 2 包在等")
    assert "1 个文件要等程序更新" in screen.texts()
    assert any(handed.name in text for text in screen.texts())
