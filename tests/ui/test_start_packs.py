"""The card a laptop shows, and its first pack: believed by six words alone, harmless the second time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tianye.services import cards, listing, packs
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.install_pack import InstallPack
from tianye.ui.parts.sticks import EVERY_MS, Stick
from ui import days
from ui.pages import Screen

PASSPHRASE = "three quiet yaks"
Settled = Callable[[], None]


class Newcomer:
    """A laptop of which headquarters has the card, without a pack; the stick is a folder that can be pulled out."""

    def __init__(self, program: Program, tmp_path: Path) -> None:
        self.program = program
        story = days.morning().copied(tmp_path / "story")
        self.hq_folder, self.world = story.folder / "hq", story.world()
        self.folder, self.stick = tmp_path / "records", tmp_path / "KINGSTON"
        self.stick.mkdir()
        with Station.create(
            self.folder, "laptop", name="玉树四号", operator="才仁永藏", passphrase=PASSPHRASE, world=self.world
        ) as laptop:
            self.card = cards.show_card(laptop)
        with Station.open(self.hq_folder, days.PASSPHRASE, self.world) as hq:
            row, words, _ = packs.enrol(hq, self.card.text, ["632701"])
            self.words_at_headquarters = words
            self.words = " ".join(cards.show_card(hq).words)
            self.pack = packs.make_pack(hq, row, self.stick).path
        program.desks.world = self.world
        program.window.resize(1366, 690)
        program.window.show()
        program.window.activateWindow()
        program.desks.open(self.folder, PASSPHRASE)
        days.settle(program)
        self.screen = Screen(program.window)

    @property
    def page(self) -> InstallPack:
        assert isinstance(self.program.window.page, InstallPack)
        return self.program.window.page

    def looks_at_stick(self) -> None:
        self.page.look_into(self.stick)
        days.settle(self.program)

    def dictates(self, words: str) -> None:
        assert QApplication.focusWidget() is self.page.words.editor
        self.page.words.editor.setText(words)
        self.screen.press("装上")
        days.settle(self.program)

    def people(self) -> int:
        """Return how many people are on the laptop."""
        counted: list[int] = []
        self.program.runner.ask(lambda station: listing.counts(station).people, counted.append)
        days.settle(self.program)
        return counted[0]


@pytest.fixture
def newcomer(program: Program, tmp_path: Path) -> Newcomer:
    return Newcomer(program, tmp_path)


def test_a_first_pack_with_wrong_words_is_refused_and_nothing_is_installed(newcomer: Newcomer) -> None:
    newcomer.looks_at_stick()
    wrong = " ".join(reversed(newcomer.words.split()))
    newcomer.dictates(wrong)
    assert newcomer.page.words.error.text().startswith("和这个包的词对不上。什么都没有装。")
    assert newcomer.people() == 0
    # the words of the file itself are nowhere to be copied from
    said = [*newcomer.screen.texts(), *(notice.code for notice in newcomer.program.window.notices.notices)]
    assert not any(newcomer.words.split()[0] in text.split() for text in said)
    newcomer.dictates(newcomer.words)
    assert newcomer.people() > 0


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(str.upper, id="capitals"),
        pytest.param(lambda words: words.replace(" ", "-"), id="hyphens"),
        pytest.param(lambda words: words.replace(" ", "，"), id="Chinese commas"),
        pytest.param(lambda words: words.replace(" ", ""), id="in one"),
    ],
)
def test_words_are_taken_as_a_person_writes_them_down(newcomer: Newcomer, written: Callable[[str], str]) -> None:
    newcomer.looks_at_stick()
    newcomer.dictates(written(newcomer.words))
    assert newcomer.people() > 0


def test_it_says_what_the_pack_brought_and_leads_to_work(newcomer: Newcomer) -> None:
    newcomer.looks_at_stick()
    assert "3 个词" not in newcomer.page.words.hint.text()
    newcomer.page.words.editor.setText(" ".join(newcomer.words.split()[:3]))
    assert newcomer.page.words.hint.text() == "写了 3 个词，共 6 个"
    # six words with a letter too few are not four good ones
    newcomer.page.words.editor.setText(" ".join(word[:4] for word in newcomer.words.split()))
    assert newcomer.page.words.hint.text() == "第 1 个词不是五个字母：六个词，个个都是五个字母"
    newcomer.page.words.editor.setText(newcomer.words.replace(" ", ""))
    assert newcomer.page.words.hint.text() == "写了 6 个词，共 6 个"
    newcomer.dictates(newcomer.words)
    told = " ".join(newcomer.screen.texts())
    assert f"{newcomer.people()} 个人" in told
    assert "玉树市" in told
    newcomer.screen.press("接着用")
    days.settle(newcomer.program)
    page = newcomer.program.window.page
    assert page is not None
    assert not page.is_task


def test_too_few_words_are_asked_for_before_anything_is_tried(newcomer: Newcomer) -> None:
    newcomer.looks_at_stick()
    newcomer.dictates(" ".join(newcomer.words.split()[:5]))
    assert newcomer.page.words.error.text() == "要六个词，每个五个字母。"


def test_the_same_pack_again_is_harmless_and_asks_for_no_words(newcomer: Newcomer) -> None:
    newcomer.looks_at_stick()
    newcomer.dictates(newcomer.words)
    before = newcomer.people()
    newcomer.program.stage.open_task(InstallPack(newcomer.program.stage, list))
    newcomer.looks_at_stick()
    assert "这个已经装过了。再装一遍不会改动什么。" in " ".join(newcomer.screen.texts())
    assert not newcomer.page.words.isVisible()
    newcomer.screen.press("装上")
    days.settle(newcomer.program)
    told = " ".join(newcomer.screen.texts())
    assert "以前就装过" in told
    assert "里面没有新的，什么都没有改动。" in told
    assert newcomer.people() == before


def test_a_damaged_pack_and_one_for_another_laptop_are_not_offered(newcomer: Newcomer, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    damaged = bytearray(newcomer.pack.read_bytes())
    # another letter of the same alphabet: still a header, no longer one for this laptop
    damaged[40] = ord("A") if damaged[40] != ord("A") else ord("B")
    (other / "pack-DAMAGED.tianye").write_bytes(bytes(damaged))
    newcomer.page.look_into(other)
    days.settle(newcomer.program)
    assert "那里有 1 个田野的文件，可是没有给这台电脑的下发包。" in newcomer.screen.texts()
    # whatever a file is called: what does not begin as one of ours is none
    (other / "pack-ABCDEFGH.tianye").write_bytes(b"a letter to the co-operative" * 40)
    newcomer.page.look_into(other)
    days.settle(newcomer.program)
    assert "那里有 1 个田野的文件，可是没有给这台电脑的下发包。" in newcomer.screen.texts()
    # behind the header it is known to be for this laptop, and spoilt
    damaged = bytearray(newcomer.pack.read_bytes())
    damaged[1000:1100] = bytes(100)
    (other / "pack-DAMAGED.tianye").write_bytes(bytes(damaged))
    newcomer.page.look_into(other)
    days.settle(newcomer.program)
    assert "那里有 1 个文件坏了：从原来的地方再拷一次，或者问总部要。" in newcomer.screen.texts()


def test_a_pack_pulled_out_between_is_said(newcomer: Newcomer) -> None:
    newcomer.looks_at_stick()
    shutil.rmtree(newcomer.stick)
    newcomer.dictates(newcomer.words)
    fault = newcomer.page.fault.fault
    assert fault is not None
    assert fault.code == "file.missing"
    assert newcomer.people() == 0


def test_a_stick_that_is_plugged_in_is_found_by_itself(newcomer: Newcomer, settled: Settled) -> None:
    sticks: list[Stick] = []
    page = InstallPack(newcomer.program.stage, lambda: list(sticks))
    newcomer.program.stage.open_task(page)
    settled()
    assert "还没有给这台电脑的下发包" in newcomer.screen.texts()
    assert page._watch._timer.isActive()
    assert page._watch._timer.interval() == EVERY_MS
    sticks.append(Stick(newcomer.stick, "KINGSTON", 1 << 30, is_writable=True))
    page._watch.look()
    settled()
    assert page.words.isVisible()
    sticks.clear()
    page._watch.look()
    settled()
    assert "还没有给这台电脑的下发包" in newcomer.screen.texts()
    # nothing looks any more once the page is not seen
    newcomer.program.stage.back()
    assert not page._watch._timer.isActive()


def test_the_card_on_screen_is_the_one_headquarters_compares(
    newcomer: Newcomer, settled: Settled, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    newcomer.screen.press("给总部的卡片")
    settled()
    page = newcomer.program.window.page
    assert isinstance(page, CardPage)
    assert tuple(label.text() for label in page.words.labels) == newcomer.words_at_headquarters
    newcomer.screen.press("复制文字")
    assert QApplication.clipboard().text() == newcomer.card.text
    monkeypatch.setattr("tianye.ui.pages.card.choose_folder", lambda *_: newcomer.stick)
    newcomer.screen.press("存成文件")
    settled()
    (saved,) = newcomer.stick.glob("*.txt")
    assert saved.read_text(encoding="ascii") == newcomer.card.text
    assert any(saved.name in text for text in newcomer.screen.texts())


@pytest.mark.parametrize("palette", ["light", "dark", "contrast"])
def test_the_code_is_black_on_white_in_every_palette_module_by_module(
    newcomer: Newcomer, settled: Settled, palette: str
) -> None:
    newcomer.program.theme.choose(palette)
    newcomer.program.stage.open_task(CardPage(newcomer.program.stage, list))
    settled()
    page = newcomer.program.window.page
    assert isinstance(page, CardPage)
    picture, modules = page.code.grab().toImage(), newcomer.card.modules
    count = len(modules)
    size = min(picture.width(), picture.height()) // count
    assert size >= 4
    left, top = (picture.width() - size * count) / 2, (picture.height() - size * count) / 2
    read = tuple(
        tuple(
            picture.pixelColor(int(left + (x + 0.5) * size), int(top + (y + 0.5) * size)).lightness() < 128
            for x in range(count)
        )
        for y in range(count)
    )
    assert read == modules
