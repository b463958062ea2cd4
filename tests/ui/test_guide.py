"""F1: the help of the screen one is on, in the language of the moment, beside the work."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtTest import QTest

from tianye.services.assets import guide_page
from tianye.ui.app.program import Program
from ui import days


def test_f1_opens_the_guide_and_esc_puts_it_away(program: Program, field: days.Played) -> None:
    window = program.window
    window.activateWindow()
    focus = window.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.guide.isVisible()
    assert window.guide.text.toPlainText().strip()
    QTest.keyClick(window.guide.text, Qt.Key.Key_Escape)
    assert not window.guide.isVisible()
    assert window.focusWidget() is focus


def test_the_guide_follows_the_language(program: Program, field: days.Played) -> None:
    program.stage.show_help("index")
    chinese = program.window.guide.text.toPlainText()
    program.language.choose("en")
    assert program.window.guide.text.toPlainText() != chinese


def test_a_page_that_is_not_there_leads_to_the_index(program: Program, field: days.Played) -> None:
    program.stage.show_help("nowhere")
    assert program.window.guide.name == "index"


def test_each_place_opens_its_own_page(program: Program, field: days.Played) -> None:
    window = program.window
    titles = []
    for place in ("today", "roster", "register", "survey", "handover"):
        window.go(place)
        window.toggle_help()
        titles.append(window.guide.text.toPlainText().splitlines()[0])
        assert window.page is not None
        assert window.guide.name == window.page.help_page()
        window.toggle_help()
    assert titles == ["今天", "名单", "台账", "问卷", "上交"]


def test_links_lead_from_page_to_page_and_nowhere_else(program: Program, field: days.Played) -> None:
    guide = program.window.guide
    program.stage.show_help("today")
    guide.text.anchorClicked.emit(QUrl("kiosk.md"))
    assert guide.name == "kiosk"
    for elsewhere in ("https://example.org/today.md", "nowhere.md"):
        guide.text.anchorClicked.emit(QUrl(elsewhere))
        assert guide.name == "kiosk"


def test_every_item_of_a_list_stays_one(program: Program, field: days.Played) -> None:
    program.stage.show_help("index")
    path = guide_page("zh_CN", "index")
    assert path is not None
    items = [line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("- ")]
    block, shown = program.window.guide.text.document().begin(), 0
    while block.isValid():
        shown += block.textList() is not None
        block = block.next()
    assert shown == len(items)


def test_the_kiosk_opens_no_help_over_its_way_out(program: Program, field: days.Played) -> None:
    program.stage.enter_kiosk(bytes(10))
    days.settle(program)
    program.window.activateWindow()
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    assert not program.window.guide.isVisible()


def test_nothing_of_the_help_stands_under_the_line_of_the_focus(program: Program, field: days.Played) -> None:
    program.stage.show_help("handover")
    text = program.window.guide.text
    days.settle(program)
    left = text.grab(QRect(0, 0, 8, text.viewport().height())).toImage()
    ground = text.palette().color(text.backgroundRole()).lightness()
    dark = [
        (x, y) for y in range(left.height()) for x in range(left.width()) if left.pixelColor(x, y).lightness() < 160
    ]
    assert ground > 200
    assert text.horizontalScrollBar().maximum() == 0
    assert dark == []
