"""A facilitator hands over: onto a stick, to headquarters, and green only when the receipt came back."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from faults.disks import small_disk
from tianye.exchange import keys
from tianye.services import bundles, importing, listing, packs
from tianye.services.founding import World
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.field.handover import HandOver
from tianye.ui.field.handover_code import ReceiptByCode
from tianye.ui.field.handover_history import HandOverHistory
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.install_pack import InstallPack
from tianye.ui.parts import code_reader, stick_picker
from tianye.ui.parts.sticks import pretend_sticks
from ui import carried, days, sticks
from ui.pages import Screen


class HandOverScreen(Screen):
    """The page as a facilitator meets it."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        super().__init__(program.window)
        self.program, self.settled = program, settled
        program.stage.go("handover")
        settled()

    @property
    def page(self) -> HandOver:
        page = self.program.window.page
        assert isinstance(page, HandOver)
        return page

    def standing(self) -> dict[str, str]:
        """Return what the three cards say: how many records in which state."""
        return {card.name.text(): card.count.text() for card in self.page.states.cards.values()}

    def does(self, words: str) -> None:
        self.press(words)
        self.settled()

    def drops(self, *paths: Path) -> None:
        """Drag files onto the page and let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(400, 400), Qt.DropAction.CopyAction, data, buttons, none)
        QApplication.sendEvent(self.page, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.page, QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, data, buttons, none))
        self.settled()


@pytest.fixture(autouse=True)
def no_stick() -> Iterator[None]:
    sticks.plug_in()
    yield
    pretend_sticks(None)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "KINGSTON"
    sticks.plug_in(sticks.make_stick(folder))
    return folder


@pytest.fixture
def screen(program: Program, field: days.Played, settled: Callable[[], None]) -> HandOverScreen:
    return HandOverScreen(program, settled)


def at_headquarters(played: days.Played, stick: Path) -> Path:
    """Carry the stick to headquarters, take in what is on it, and put the receipt on it."""
    with Station.open(played.folder / "hq", days.PASSPHRASE, played.world(later_ms=3_600_000)) as hq:
        for path in stick.glob("bundle-*.tianye"):
            importing.import_bundle(hq, path)
        return importing.make_receipt(hq, packs.get_laptop(hq, "玉树一号"), stick)


def test_from_the_laptop_to_headquarters_and_back(stick: Path, field: days.Played, screen: HandOverScreen) -> None:
    assert screen.standing() == {"只在本机": "18", "已交出": "0", "总部已收": "145"}
    assert screen.page.picker.folder == stick
    screen.does("写入优盘")
    assert screen.standing() == {"只在本机": "0", "已交出": "18", "总部已收": "145"}
    (written,) = stick.glob("*.tianye")
    texts = screen.texts()
    assert {"写好了，又读了一遍，完好", written.name, "现在可以拔优盘了。", "18 条（146 到 163）"} <= set(texts)
    at_headquarters(field, stick)
    # she comes back with the stick another day
    screen.program.stage.go("today")
    screen.program.stage.go("handover")
    screen.settled()
    assert "这里有给本机的回执，先装上" in screen.texts()
    # one step at a time: what came is installed first
    assert screen.page.found.property("kind") == "primary"
    assert screen.page.hero.property("kind") == "secondary"
    screen.does("装上")
    assert screen.standing() == {"只在本机": "0", "已交出": "0", "总部已收": "163"}
    assert "总部已经收到第 163 条为止" in screen.texts()
    assert "这里有给本机的回执，先装上" not in screen.texts()
    # all is received: nothing is asked for
    assert "交完了：本机的记录总部都收到了，不用再写。" in screen.texts()
    assert screen.page.hero.property("kind") == "secondary"


def test_once_the_receipt_is_in_nothing_waits_for_it_any_more(
    stick: Path, field: days.Played, screen: HandOverScreen
) -> None:
    screen.does("写入优盘")
    assert "总部收下后会发回一张回执。在这里装上，这些记录才变绿。" in screen.texts()
    screen.drops(at_headquarters(field, stick))
    texts = screen.texts()
    assert "总部全收到了，这里没有别的事要做。" in texts
    assert not any("才变绿" in text for text in texts)


def test_a_receipt_that_is_dropped_is_known_by_what_it_is(
    stick: Path, tmp_path: Path, field: days.Played, screen: HandOverScreen
) -> None:
    screen.does("写入优盘")
    receipt = at_headquarters(field, stick).rename(tmp_path / "photo.jpg")
    screen.drops(receipt)
    assert screen.standing()["总部已收"] == "163"
    assert screen.page.arrived_card.property("card") == "done"
    screen.drops(receipt)
    # nothing new is not green
    assert screen.page.arrived_card.property("card") == "info"
    assert "这张回执没有新的内容。" in screen.texts()


def test_what_is_for_others_changes_nothing(stick: Path, tmp_path: Path, screen: HandOverScreen) -> None:
    screen.does("写入优盘")
    (bundle,) = stick.glob("*.tianye")
    screen.drops(bundle)
    assert f"{bundle.name} 不是给这台电脑的，没有装。原样留在优盘里，带给该收的人。" in screen.texts()
    assert "装进来的" in screen.texts()
    assert screen.page.arrived_card.property("card") == "warn"
    assert screen.page.arrived.property("role") == "on_warn"
    picture = tmp_path / "receipt.tianye"
    picture.write_bytes(bytes(9000))
    screen.drops(picture)
    assert "没有找到回执，也没有下发包。什么都没有动。" in screen.texts()
    assert screen.page.arrived_card.property("card") == "warn"


def test_a_damaged_pack_is_called_damaged_and_says_what_to_do(
    tmp_path: Path, field: days.Played, screen: HandOverScreen
) -> None:
    with Station.open(field.folder / "hq", days.PASSPHRASE, field.world(later_ms=3_600_000)) as hq:
        pack = packs.make_pack(hq, packs.get_laptop(hq, "玉树一号"), tmp_path).path
    whole = pack.read_bytes()
    screen.page.picker.use(tmp_path)
    screen.does("写进文件夹")
    assert "写好了，又读了一遍，完好" in screen.texts()
    spoilt = bytearray(whole)
    # behind the header and before the manifest's end: the age layer finds it
    spoilt[1000:1100] = bytes(100)
    pack.write_bytes(spoilt)
    screen.drops(pack)
    texts = screen.texts()
    assert f"{pack.name} 坏了，读不出来" in texts
    assert any("按右上角的“装回执或下发包”" in text for text in texts)
    assert screen.page.installing.property("kind") == "primary"
    assert screen.page.hero.property("kind") == "secondary"
    assert screen.page.refusal is not None
    assert screen.page.refusal.property("card") == "error"
    # it stands with what came, not between the sticks
    assert screen.page.refusal.parentWidget() is screen.page.arrived_card.parentWidget()
    screen.program.language.choose("en")
    assert f"{pack.name} is damaged: it cannot be read" in screen.texts()
    screen.program.language.choose("zh_CN")
    assert not screen.page.arrived_card.isVisible()
    assert "没有找到回执，也没有下发包。什么都没有动。" not in texts
    # copied again, it is installed
    pack.write_bytes(whole)
    screen.drops(pack)
    assert screen.page.refusal is None
    assert screen.page.arrived_card.isVisible()


def test_a_bundle_without_a_receipt_goes_along_again(stick: Path, screen: HandOverScreen) -> None:
    screen.does("写入优盘")
    screen.does("再写一次")
    assert any("自动再带一次" in text for text in screen.texts())
    screen.does("写入优盘")
    assert len(list(stick.glob("*.tianye"))) == 2
    assert screen.standing()["已交出"] == "18"


def test_a_stray_second_click_writes_no_second_bundle(stick: Path, screen: HandOverScreen) -> None:
    screen.does("写入优盘")
    screen.does("再写一次")
    # the second half of a double click lands where the hero stands now
    hero = screen.page.hero
    at = QPointF(hero.rect().center())
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, held in (
        (QEvent.Type.MouseButtonDblClick, button),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        QApplication.sendEvent(hero, QMouseEvent(kind, at, hero.mapToGlobal(at), button, held, none))
    screen.settled()
    assert len(list(stick.glob("*.tianye"))) == 1
    screen.does("写入优盘")
    assert len(list(stick.glob("*.tianye"))) == 2


def test_a_file_in_a_folder_is_no_stick_to_pull_out(tmp_path: Path, screen: HandOverScreen) -> None:
    folder = tmp_path / "交给总部"
    folder.mkdir()
    screen.page.picker.use(folder)
    screen.does("写进文件夹")
    texts = screen.texts()
    assert "文件在那个文件夹里。发给总部，或者拷到优盘上。" in texts
    assert not any("拔" in text for text in texts)


def test_a_full_stick_says_what_was_kept_and_keeps_it(
    stick: Path, screen: HandOverScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = stick / "bundle-OLD.tianye"
    old.write_bytes(b"what was there")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        screen.does("写入优盘")
    assert screen.page.refusal is not None
    assert screen.page.refusal.fault.code == "file.no-space"
    assert {"优盘满了", "保住什么", "怎么办", "代码 file.no-space"} <= set(screen.texts())
    assert [path.name for path in stick.iterdir()] == [old.name]
    assert old.read_bytes() == b"what was there"
    assert screen.standing()["只在本机"] == "18"
    # the same stick again is not the step that is asked for
    assert screen.page.hero.property("kind") == "secondary"
    # there is room again
    screen.does("再写一次")
    assert screen.standing()["已交出"] == "18"


def test_enter_does_what_comes_first(program: Program, stick: Path, screen: HandOverScreen) -> None:
    program.window.activateWindow()
    for _ in range(2):
        program.stage.go("today")
        program.stage.go("handover")
        screen.settled()
        assert QApplication.focusWidget() is screen.page.hero
    # without a stick the place to write to comes first
    sticks.plug_in()
    screen.page.picker.look()
    program.stage.go("today")
    program.stage.go("handover")
    screen.settled()
    place = QApplication.focusWidget()
    assert place is not None
    assert place.parentWidget() is screen.page.picker
    assert "文件夹" in place.accessibleName()


def test_the_folder_of_another_day_is_used_at_the_first_press_and_says_where_it_is(
    tmp_path: Path, program: Program, field: days.Played, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "六月" / "交给总部"
    folder.mkdir(parents=True)
    asked: list[Path | None] = []
    monkeypatch.setattr(stick_picker, "choose_folder", lambda _, __, start: asked.append(start))
    # two sticks are plugged in, so nothing is chosen by itself
    sticks.plug_in(sticks.make_stick(tmp_path / "A"), sticks.make_stick(tmp_path / "B"))
    program.memory.setValue("exchange/folder", str(folder))
    screen = HandOverScreen(program, settled)
    place = next(
        button for button in screen.page.picker.findChildren(QAbstractButton) if "交给总部" in button.accessibleName()
    )
    assert "六月" in place.accessibleName()
    assert "按一下就用它" in place.accessibleName()
    place.click()
    assert asked == []
    assert screen.page.picker.folder == folder
    assert "再按一次换别的" in place.accessibleName()
    place.click()
    assert asked == [folder]
    assert screen.page.picker.folder == folder


def test_below_one_another_the_cards_scroll_with_the_page_alone(program: Program, screen: HandOverScreen) -> None:
    program.window.resize(1024, 768)
    program.theme.choose("light", 125)
    days.settle(program)
    assert screen.page.sides.is_column
    inside = [area for area in screen.page.findChildren(QScrollArea) if area.isVisible()]
    assert [area.verticalScrollBar().maximum() for area in inside] == [0] * len(inside)


def test_a_full_disk_under_a_folder_is_not_called_a_stick(
    tmp_path: Path, screen: HandOverScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "交给总部"
    folder.mkdir()
    screen.page.picker.use(folder)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        screen.does("写进文件夹")
    refusal = screen.page.refusal
    assert refusal is not None
    said = [refusal.title.text(), *(text.text() for text in refusal.texts)]
    assert said[0] == "放这个文件夹的磁盘满了"
    assert not any("优盘" in text for text in said)
    # what hindered the folder being there to the end is told of the folder, too
    folder.rmdir()
    screen.does("写进文件夹")
    assert screen.page.refusal is not None
    assert screen.page.refusal.title.text() == "文件夹里没写完"


def test_a_stick_that_is_really_full(
    program: Program, field: days.Played, settled: Callable[[], None], tmp_path: Path
) -> None:
    with small_disk(tmp_path / "tiny", 64 * 1024) as disk:
        kept = disk / "bundle-OLD.tianye"
        kept.write_bytes(bytes(62 * 1024))
        sticks.plug_in(sticks.make_stick(disk, free=2000))
        screen = HandOverScreen(program, settled)
        assert screen.button("KINGSTON, 快满了：可用 2 KB")
        screen.does("写入优盘")
        assert "优盘满了" in screen.texts()
        assert [path.name for path in disk.iterdir()] == [kept.name]
        assert kept.read_bytes() == bytes(62 * 1024)
        assert screen.standing()["只在本机"] == "18"


def test_a_stick_that_was_pulled_out(stick: Path, screen: HandOverScreen) -> None:
    shutil.rmtree(stick)
    screen.does("写入优盘")
    assert screen.page.refusal is not None
    assert screen.page.refusal.fault.code == "file.missing"
    assert "优盘拔早了，包没写完" in screen.texts()
    assert screen.standing()["只在本机"] == "18"


def test_sticks_come_and_go_while_the_page_is_seen(screen: HandOverScreen, tmp_path: Path) -> None:
    assert not screen.button("写入优盘").isEnabled()
    assert screen.button("没有插优盘, 插上优盘，这里自己会出现")
    sticks.plug_in(sticks.make_stick(tmp_path / "white", name="白色优盘", is_writable=False))
    screen.page.picker.look()
    assert not screen.button("写入优盘").isEnabled()
    sticks.plug_in(sticks.make_stick(tmp_path / "blue", name="蓝色优盘"))
    screen.page.picker.look()
    assert screen.button("写入优盘").isEnabled()
    timer = screen.page.picker.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    screen.program.stage.go("today")
    assert not timer.isActive()


def test_a_new_laptop_is_told_what_is_missing(program: Program, settled: Callable[[], None], tmp_path: Path) -> None:
    folder = tmp_path / "new"
    world = World(cost=keys.CHEAP)
    Station.create(
        folder, "laptop", name="玉树三号", operator="才仁永藏", passphrase=days.PASSPHRASE, world=world
    ).close()
    program.window.show()
    program.desks.open(folder, days.PASSPHRASE)
    settled()
    screen = HandOverScreen(program, settled)
    assert "这台电脑还不认识总部" in screen.texts()
    assert "写到哪里" not in screen.texts()
    screen.does("本机的卡片")
    assert isinstance(program.window.page, CardPage)
    program.stage.back()
    screen.settled()
    screen.does("装第一个下发包")
    assert isinstance(program.window.page, InstallPack)


def test_what_was_handed_over_before(stick: Path, screen: HandOverScreen) -> None:
    screen.does("写入优盘")
    screen.does("以前交过的")
    page = screen.program.window.page
    assert isinstance(page, HandOverHistory)
    states = [page.model.index(row, 3).data() for row in range(page.model.rowCount())]
    assert states[0] == "已交出"
    assert states.count("总部已收") == 1
    screen.does("返回")
    assert screen.standing()["已交出"] == "18"


def test_a_first_pack_that_is_dropped_leads_to_the_words(
    program: Program, field: days.Played, settled: Callable[[], None], tmp_path: Path
) -> None:
    card = carried.new_laptop(tmp_path / "new")
    with Station.open(field.folder / "hq", days.PASSPHRASE, field.world(later_ms=3_600_000)) as hq:
        laptop, _, _ = packs.enrol(hq, card, ["632701"])
        packed = packs.make_pack(hq, laptop, tmp_path)
        words = " ".join(listing.own_card(hq).words)
    program.stage.lock()
    settled()
    program.desks.open(tmp_path / "new", days.PASSPHRASE)
    settled()
    screen = HandOverScreen(program, settled)
    screen.drops(packed.path)
    page = program.window.page
    assert isinstance(page, InstallPack)
    page.words.editor.setText(words)
    page.install()
    settled()
    program.stage.back()
    settled()
    assert "写到哪里" in screen.texts()
    assert screen.standing()["总部已收"] == "0"


def test_in_large_text_the_words_of_a_state_stand_beside_its_figure(screen: HandOverScreen) -> None:
    card = screen.page.states.cards["local"]
    tops = [card.name.mapTo(card, card.name.rect().topLeft()).y() > card.count.geometry().bottom()]
    screen.program.theme.choose("light", 200)
    screen.settled()
    tops.append(card.name.mapTo(card, card.name.rect().topLeft()).y() > card.count.geometry().bottom())
    # under it while three stand side by side; beside it where they stand below one another
    assert tops == [True, False]
    assert card.name.x() > card.count.geometry().right()


# ---- for others, in parts, from codes, after restoring ---------------------------------------------------------------


def test_a_sealed_file_of_another_laptop_is_carried_along(
    stick: Path, tmp_path: Path, field: days.Played, screen: HandOverScreen
) -> None:
    sealed = carried.hands_over(field, "laptop-2", stick)
    body = sealed.read_bytes()
    screen.program.stage.go("today")
    screen.program.stage.go("handover")
    screen.settled()
    assert any(text.startswith("优盘里有别的电脑的密封文件 1 个") for text in screen.texts())
    screen.does("捎上")
    assert "捎上了 1 个文件，以后写优盘会自己带上。" in screen.texts()
    assert "捎带别人的密封文件" in screen.texts()
    # on another stick they go together
    sealed.unlink()
    screen.does("写入优盘")
    assert {path.name.split("-")[0] for path in stick.glob("*.tianye")} == {"bundle", "sealed"}
    assert next(stick.glob("sealed-*")).read_bytes() == body
    assert len(carried.arrive(field, list(stick.glob("*.tianye"))).imported) == 2


def test_a_bundle_goes_into_a_folder_in_parts(
    tmp_path: Path, screen: HandOverScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bundles.PART_BYTES, bundles.Medium.MESSENGER, 150_000)
    monkeypatch.setattr("tianye.exchange.encoding.BLOCK_RECORDS", 6)
    assert not screen.page.medium_row.isVisible()
    screen.page.picker.use(tmp_path)
    assert screen.page.medium_row.isVisible()
    screen.page.medium.choose("messenger")
    screen.does("写进文件夹")
    parts = list(tmp_path.glob("bundle-*.tianye"))
    assert len(parts) == 3
    assert {"3 个文件", "18 条（146 到 163）"} <= set(screen.texts())
    assert screen.standing() == {"只在本机": "0", "已交出": "18", "总部已收": "145"}


class CodeScreen(Screen):
    """The page for a receipt's code."""

    def __init__(self, screen: HandOverScreen) -> None:
        super().__init__(screen.program.window)
        screen.does("用码装回执")
        self.settled = screen.settled
        page = screen.program.window.page
        assert isinstance(page, ReceiptByCode)
        self.page = page

    def scans(self, text: str) -> None:
        """Let a scanner type the text, with Enter at the end."""
        self.page.code.editor.setText(text)
        QTest.keyClick(self.page.code.editor, Qt.Key.Key_Return)
        self.settled()


def test_a_receipt_is_scanned_from_its_code(stick: Path, field: days.Played, screen: HandOverScreen) -> None:
    screen.does("写入优盘")
    text = carried.receipt_text(field, stick)
    code = CodeScreen(screen)
    assert code.page.code.editor.hasFocus()
    code.scans(text[:-4])
    assert any(line.startswith("这段字不是回执，或者不全。") for line in code.texts())
    code.scans(text)
    assert "总部已经收到第 163 条为止" in code.texts()
    assert code.page.done.property("card") == "done"
    code.scans(text)
    # nothing new is not green
    assert code.page.done.property("card") == "info"
    code.press("返回")
    screen.settled()
    assert screen.standing() == {"只在本机": "0", "已交出": "0", "总部已收": "163"}


def test_without_the_library_a_picture_is_refused_in_words(
    tmp_path: Path, screen: HandOverScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_reader, "_library", lambda: None)
    code = CodeScreen(screen)
    assert "这台电脑没有装识别照片里二维码的部件，照片读不了。" in code.texts()
    assert not code.page.picture.isVisible()
    code.page.take_picture(tmp_path / "photo.png")
    assert any(line.startswith("这台电脑没有装识别图片里二维码的部件。") for line in code.texts())


def test_a_restored_laptop_waits_for_headquarters_and_says_so(
    field: days.Played, program: Program, settled: Callable[[], None]
) -> None:
    program.desks.lock()
    settled()
    folder = carried.restored(field, "laptop-1")
    program.desks.world = field.world()
    program.desks.open(folder, days.PASSPHRASE)
    settled()
    page = program.window.page
    assert isinstance(page, CardPage)
    assert "这台电脑是恢复的：卡片换新了" in Screen(program.window).texts()
    program.stage.back()
    screen = HandOverScreen(program, settled)
    assert "总部还不认得本机的新卡片" in screen.texts()
    assert not screen.page.hero.isVisible()
    # nothing seems lost: what headquarters had of the old identity stays green
    assert screen.standing()["总部已收"] == "145"
