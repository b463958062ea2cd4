"""Headquarters enrols a laptop by its card, sends packs down, and revokes what was lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tianye.exchange import keys
from tianye.services import arriving, listing, packs
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.laptops import Laptops
from tianye.ui.hq.laptops_adding import LaptopAdding
from tianye.ui.hq.laptops_counties import LaptopCounties
from tianye.ui.hq.laptops_packs import LaptopPacks
from tianye.ui.hq.laptops_revoking import LaptopRevoking
from tianye.ui.pages.card import CardPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.rail import Foot
from tianye.ui.parts.sticks import pretend_sticks
from ui import carried, days, sticks
from ui.pages import Screen


class LaptopsScreen(Screen):
    """The list and its tasks as an officer meets them."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        super().__init__(program.window)
        self.program, self.settled = program, settled
        program.stage.go("laptops")
        settled()

    def rows(self) -> dict[str, str]:
        """Return name and state of each laptop."""
        page = self.program.window.page
        assert isinstance(page, Laptops)
        model = page.model
        return {str(model.index(row, 0).data()): str(model.index(row, 3).data()) for row in range(model.rowCount())}

    def does(self, words: str) -> None:
        self.press(words)
        self.settled()


@pytest.fixture(autouse=True)
def stick(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "KINGSTON"
    sticks.plug_in(sticks.make_stick(folder))
    yield folder
    pretend_sticks(None)


@pytest.fixture
def screen(program: Program, hq: days.Played, settled: Callable[[], None]) -> LaptopsScreen:
    return LaptopsScreen(program, settled)


def test_a_laptop_is_added_compared_and_sent_its_first_pack(
    screen: LaptopsScreen, hq: days.Played, tmp_path: Path, stick: Path
) -> None:
    card = tmp_path / "card.txt"
    card.write_text(carried.new_laptop(tmp_path / "new"), encoding="utf-8")
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    assert "还差：卡片、县" in screen.texts()
    page.load(card)
    screen.settled()
    with Station.open(tmp_path / "new", days.PASSPHRASE, hq.world()) as laptop:
        words = listing.own_card(laptop).words
    assert set(words) <= set(screen.texts())
    assert "玉树三号" in screen.texts()
    assert not screen.button("登记这台电脑").isEnabled()
    screen.does("打电话对过了，一样")
    line = page.picker.search.editor
    line.setText("cdx")
    screen.settled()
    # the cursor stays in the field: Enter ticks what is marked below it
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.picker.counties == ("632723",)
    assert line.selectedText() == "cdx"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.picker.counties == ()
    page.picker.list.setFocus()
    QTest.keyClick(page.picker.list, Qt.Key.Key_Space)
    assert page.picker.counties == ("632723",)
    assert "选了：称多县" in screen.texts()
    screen.does("登记这台电脑")
    assert screen.rows()["玉树三号"] == "还没有来过"
    screen.does("做下发包")
    packing = screen.program.window.page
    assert isinstance(packing, LaptopPacks)
    # only the one without a pack is ticked
    screen.does("写 1 个下发包")
    assert "写好了 1 个下发包" in screen.texts()
    (path,) = stick.glob("pack-*.tianye")
    assert any(path.name in text for text in screen.texts())
    with Station.open(tmp_path / "new", days.PASSPHRASE, hq.world()) as laptop:
        taken = arriving.take(laptop, [stick])
        assert taken.first_pack == path
        assert taken.pack is None
        with Station.open(hq.folder / "laptop-1", days.PASSPHRASE, hq.world()) as other:
            assert arriving.waiting(other, stick) == []
        words = _words_of_headquarters(laptop, path)
        assert packs.install_pack(laptop, path, trust=words).scope == ("632723",)


def _words_of_headquarters(laptop: Station, path: Path) -> str:
    with pytest.raises(packs.UserFault, match=r"pack\.not-trusted-yet") as told:
        packs.install_pack(laptop, path)
    return str(told.value.data["words"])


def test_each_other_card_begins_with_no_counties(screen: LaptopsScreen, hq: days.Played, tmp_path: Path) -> None:
    with Station.open(hq.folder / "laptop-1", days.PASSPHRASE, hq.world()) as laptop:
        enrolled = keys.card_text(laptop.identity.card)
    new = carried.new_laptop(tmp_path / "new")
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    page.text.editor.setPlainText(enrolled)
    page.read()
    screen.settled()
    its_own = page.picker.counties
    assert its_own
    assert any(text.startswith("这台电脑登记过了，管的是玉树市") for text in screen.texts())
    screen.does("打电话对过了，一样")
    # the new one's text is pasted over it: from the first letter on it is another card
    page.text.editor.setPlainText(new)
    assert not screen.button("登记这台电脑").isEnabled()
    page.read()
    screen.settled()
    assert page.card is not None
    assert page.card.name == "玉树三号"
    assert page.picker.counties == ()
    assert not page.same.isChecked()
    assert "还差：对六个词、县" in screen.texts()
    page.text.editor.setPlainText(enrolled)
    page.read()
    screen.settled()
    assert page.picker.counties == its_own


def test_an_enrolment_is_not_undone_once_its_pack_is_written(screen: LaptopsScreen, tmp_path: Path) -> None:
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    page.text.editor.setPlainText(carried.new_laptop(tmp_path / "new"))
    page.read()
    screen.settled()
    page.picker.choose(("632701",), ("玉树市",))
    screen.does("打电话对过了，一样")
    screen.does("登记这台电脑")
    bar = screen.program.window.undo_bar
    assert bar.isVisible()
    packing = LaptopPacks(screen.program.stage)
    screen.program.stage.open_task(packing)
    screen.settled()
    screen.does("写 1 个下发包")
    assert packing.written is not None
    assert not bar.isVisible()
    bar.undo()
    screen.settled()
    screen.does("返回")
    assert "玉树三号" in screen.rows()


def test_a_county_is_found_by_either_reading_and_no_hit_says_so(screen: LaptopsScreen) -> None:
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    nothing = "青海和湖南没有叫这个的县。少写几个字再试。"
    for typed in ("chengduo", "chenduo", "称多"):
        page.picker.search.editor.setText(typed)
        screen.settled()
        assert page.picker.list.count() == 1
        assert page.picker.list.item(0).text().startswith("称多县")
        assert nothing not in screen.texts()
    page.picker.search.editor.setText("beijing")
    screen.settled()
    assert page.picker.list.count() == 0
    assert nothing in screen.texts()


def test_a_long_name_gives_way_and_is_said_in_the_tool_tip(
    screen: LaptopsScreen, hq: days.Played, tmp_path: Path
) -> None:
    name = "玉树藏族自治州称多县清水河镇合作社培训用的笔记本电脑借自县图书馆用完要还"
    card = carried.new_laptop(tmp_path / "new", name)
    screen.program.stage.lock()
    screen.settled()
    with Station.open(hq.folder / "hq", days.PASSPHRASE, hq.world(later_ms=3_600_000)) as station:
        packs.enrol(station, card, ["632723"])
    screen.program.window.resize(1366, 690)
    days.seat(screen.program, hq, "hq")
    screen.program.stage.say_foot("才仁永藏", name)
    screen.program.stage.open_task(page := LaptopPacks(screen.program.stage))
    screen.settled()
    (option,) = [one for one in page.options.values() if one.text().startswith(name)]
    assert option.toolTip().startswith(name)
    assert option.accessibleName().startswith(name)
    right = option.mapTo(page, option.rect().topRight()).x()
    assert right < page.width() - 400
    laptops = Laptops(screen.program.stage)
    laptops.model.show_rows(page.lines)
    tips = [laptops.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(len(page.lines))]
    assert name in tips
    assert page.minimumSizeHint().width() <= 1366 - 216
    assert screen.program.window.rail is not None
    (foot,) = screen.program.window.rail.findChildren(Foot)
    assert name in foot.toolTip()
    assert any(text.startswith("玉树藏族") and text.endswith("…") for text in screen.texts())


def test_the_next_county_is_reached_by_an_arrow_from_the_field(screen: LaptopsScreen) -> None:
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    line = page.picker.search.editor
    line.setText("c")
    screen.settled()
    second = page.picker.list.item(1).text()
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "c"
    assert len(page.picker.counties) == 1
    assert page.picker.said.text() == f"选了：{second.split()[0]}"


def test_before_the_first_laptop_enter_enrols_one_each_time_the_page_is_entered(
    program: Program, settled: Callable[[], None]
) -> None:
    days.seat(program, days.founded(), "hq")
    program.window.show()
    program.window.activateWindow()
    for _ in range(2):
        for place, words in (("laptops", "登记电脑"), ("trainings", "收计划")):
            program.stage.go(place)
            settled()
            focused = QApplication.focusWidget()
            assert isinstance(focused, Button), focused
            assert focused.property("kind") == "primary"
            assert words in focused.text()


def test_an_enrolment_is_undone(screen: LaptopsScreen, tmp_path: Path) -> None:
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    page.text.editor.setPlainText(carried.new_laptop(tmp_path / "new"))
    page.read()
    screen.settled()
    page.picker.choose(("632701",), ("玉树市",))
    screen.does("打电话对过了，一样")
    screen.does("登记这台电脑")
    assert "玉树三号" in screen.rows()
    screen.program.window.undo_bar.undo()
    screen.settled()
    assert "玉树三号" not in screen.rows()


def test_what_is_no_card_is_said_under_the_field(screen: LaptopsScreen) -> None:
    screen.does("登记电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopAdding)
    page.text.editor.setPlainText("TYC1:ABC")
    page.read()
    screen.settled()
    assert "这不是田野的卡片，或者少了字。" in screen.texts()
    assert not page.seen.isVisible()
    screen.program.language.choose("en")
    screen.settled()
    assert "This is not a card of this program, or a character of it is missing." in screen.texts()


def test_counties_are_changed_and_set_back(screen: LaptopsScreen) -> None:
    screen.does("换县")
    page = screen.program.window.page
    assert isinstance(page, LaptopCounties)
    before = page.picker.counties
    assert len(before) > 1
    page.picker.choose(before[:1], ("吉首市",))
    screen.does("就这些县")
    place = screen.program.window.page
    assert isinstance(place, Laptops)
    assert place.chosen is not None
    assert place.chosen.laptop.counties == before[:1]
    screen.program.window.undo_bar.undo()
    screen.settled()
    assert place.chosen.laptop.counties == before


def test_revoking_says_both_sides_wants_a_reason_and_can_be_taken_back(screen: LaptopsScreen) -> None:
    screen.does("停用这台电脑")
    page = screen.program.window.page
    assert isinstance(page, LaptopRevoking)
    screen.does("停用")
    assert "写几个字说明为什么。" in screen.texts()
    page.reason.editor.setText("路上丢了")
    screen.does("停用")
    assert screen.rows()["湘西一号"] == "已停用"
    screen.program.window.undo_bar.undo()
    screen.settled()
    assert screen.rows()["湘西一号"] != "已停用"
    screen.does("停用这台电脑")
    again = screen.program.window.page
    assert isinstance(again, LaptopRevoking)
    again.reason.editor.setText("路上丢了")
    screen.does("停用")
    screen.does("做下发包")
    packing = screen.program.window.page
    assert isinstance(packing, LaptopPacks)
    assert len(packing.options) == 1
    # whoever has gone on to the packs takes nothing back from there
    assert not screen.program.window.undo_bar.isVisible()


def test_a_stick_that_is_pulled_out_while_packs_are_written(screen: LaptopsScreen, stick: Path) -> None:
    screen.does("做下发包")
    stick.rmdir()
    screen.does("写 2 个下发包")
    page = screen.program.window.page
    assert isinstance(page, LaptopPacks)
    assert [card.fault.code for card in page.writing.refusals] == ["file.missing"]
    assert page.written is None
    stick.mkdir()
    screen.does("写 2 个下发包")
    assert "写好了 2 个下发包" in screen.texts()


def test_headquarters_own_card_and_its_words(screen: LaptopsScreen, hq: days.Played) -> None:
    screen.does("总部的卡片")
    page = screen.program.window.page
    assert isinstance(page, CardPage)
    shown = set(screen.texts())
    screen.program.stage.lock()
    screen.settled()
    with Station.open(hq.folder / "hq", days.PASSPHRASE, hq.world()) as station:
        assert set(listing.own_card(station).words) <= shown
