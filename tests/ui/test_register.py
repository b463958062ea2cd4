"""The register: everybody by a few letters, lists in and out, where each record is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tianye.exchange import keys
from tianye.services import listing
from tianye.services.station import Station, World
from tianye.ui.app.program import Program
from tianye.ui.hq.register import HqRegister
from tianye.ui.pages.card import CardPage
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_new import NewPersonPage
from tianye.ui.pages.register import RegisterPage
from tianye.ui.pages.register_import import ImportPage
from ui import days
from ui.pages import Screen
from ui.scenes.register import ROWS, write_list

Settled = Callable[[], None]


@pytest.fixture
def page(field: days.Played, program: Program, settled: Settled) -> RegisterPage:
    """The register of the laptop."""
    program.window.go("register")
    settled()
    return shown(program)


def shown(program: Program) -> RegisterPage:
    assert isinstance(program.window.page, RegisterPage)
    return program.window.page


def names(page: RegisterPage) -> list[str]:
    """Return the names of the first rows, as far as they are here."""
    return [
        str(page.model.index(row, 0).data(Qt.ItemDataRole.DisplayRole)) for row in range(min(60, page.model.rowCount()))
    ]


def chips(page: RegisterPage) -> dict[str, str]:
    return {
        str(page.model.index(row, 0).data()): str(page.model.index(row, 4).data())
        for row in range(min(60, page.model.rowCount()))
    }


def ask(program: Program, settled: Settled, work: Callable[[Station], object]) -> object:
    found: list[object] = []
    program.runner.ask(work, found.append)
    settled()
    return found[0]


def test_everybody_is_there_and_the_foot_says_in_which_order(page: RegisterPage) -> None:
    assert page.model.rowCount() == 65
    assert page.foot.text() == "65 人，按姓名拼音排列"
    assert page.head.line.text() == "65 人，3 个县"
    assert names(page)[:3] == ["昂文", "昂文丁增", "巴桑"]


def test_she_is_found_by_initials_and_opens_on_enter(page: RegisterPage, program: Program, settled: Settled) -> None:
    assert page.search.hasFocus()
    QTest.keyClicks(page.search, "bslm")
    settled()
    assert names(page) == ["巴桑拉毛"]
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    settled()
    person = program.window.page
    assert isinstance(person, PersonPage)
    assert person.name.text() == "巴桑拉毛"
    QTest.keyClick(person, Qt.Key.Key_Escape)
    settled()
    assert program.window.page is page
    assert page.search.text() == "bslm"


@pytest.mark.parametrize("typed", ["巴桑拉毛", "basanglamao", "0007"])
def test_name_pinyin_and_the_end_of_the_phone_lead_to_her(page: RegisterPage, settled: Settled, typed: str) -> None:
    page.search.setText(typed)
    settled()
    assert "巴桑拉毛" in names(page)


def test_arrows_choose_among_those_found_while_the_cursor_stays(page: RegisterPage, settled: Settled) -> None:
    page.search.setText("bm")
    settled()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == 1
    assert page.search.hasFocus()


def test_filters_narrow_what_is_shown(page: RegisterPage, settled: Settled) -> None:
    page.sex.setCurrentIndex(page.sex.findData("m"))
    page.sex.activated.emit(page.sex.currentIndex())
    settled()
    men = page.model.rowCount()
    assert 0 < men < 65
    page.county.setCurrentIndex(page.county.findData("632723"))
    page.county.activated.emit(page.county.currentIndex())
    settled()
    assert 0 < page.model.rowCount() < men
    assert page.foot.text().startswith("找到")


def test_nobody_found_says_what_was_searched_and_keeps_the_way_to_register(
    page: RegisterPage, program: Program, settled: Settled
) -> None:
    page.search.setText("欧阳春")
    settled()
    screen = Screen(page)
    assert "没有找到“欧阳春”" in screen.texts()
    # one way to register, not two of one meaning
    assert not page.new.isVisible()
    assert page.new_instead.kind == "primary"
    screen.press("登记这个人")
    settled()
    new = program.window.page
    assert isinstance(new, NewPersonPage)
    assert new.fields.values()["name"] == "欧阳春"


def test_each_record_says_how_far_it_has_come(page: RegisterPage, program: Program, settled: Settled) -> None:
    """Walk-ins of the first day were handed over and received; who is registered now is only here."""
    page.new.click()
    settled()
    new = program.window.page
    assert isinstance(new, NewPersonPage)
    new.fields.show_values({"name": "周毛措"})
    new.save.click()
    settled()
    assert shown(program) is page
    page.search.setText("周毛措")
    settled()
    assert chips(page)["周毛措"] == "只在本机"
    assert set(chips_of_all(page, settled).values()) == {"只在本机", "总部已收", "总部发来"}


def chips_of_all(page: RegisterPage, settled: Settled) -> dict[str, str]:
    page.search.clear()
    settled()
    for row in (0, page.model.rowCount() - 1):
        page.model.row(row)
        QApplication.processEvents()
        settled()
    return {
        str(page.model.index(row, 0).data()): str(page.model.index(row, 4).data())
        for row in range(page.model.rowCount())
    }


def test_in_large_text_who_may_be_meant_stands_below_the_editor(
    page: RegisterPage, program: Program, settled: Settled
) -> None:
    page.new.click()
    settled()
    new = program.window.page
    assert isinstance(new, NewPersonPage)
    assert not new.sides.is_column
    program.theme.choose("light", 200)
    settled()
    assert new.sides.is_column
    # nothing of the editor is cut off at its side
    assert new.fields.width() <= new.area.viewport().width()
    assert new.area.viewport().height() >= program.theme.px(200)


def test_a_new_person_is_registered_seen_and_undone(page: RegisterPage, program: Program, settled: Settled) -> None:
    page.new.click()
    settled()
    new = program.window.page
    assert isinstance(new, NewPersonPage)
    new.save.click()
    settled()
    assert new.fields.field("name").has_error
    new.fields.show_values({"name": "巴桑拉毛", "phone": "13997018888"})
    new.fields.changed.emit()
    new._later.timeout.emit()
    settled()
    assert "台账里有" in new.alike_head.text()
    alike = new.alike.chosen()
    assert alike is not None
    assert alike.detail.startswith("女·1992年生")
    program.language.choose("en")
    alike = new.alike.chosen()
    assert alike is not None
    assert alike.detail.startswith("woman · born 1992")
    program.language.choose("zh_CN")
    new.save.click()
    settled()
    assert page.model.rowCount() == 66
    assert page.head.line.text() == "66 人，3 个县"
    assert "巴桑拉毛登记好了" in Screen(program.window).texts()
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.model.rowCount() == 65


def test_a_list_with_two_bad_rows_is_looked_at_taken_and_undone(
    page: RegisterPage, program: Program, settled: Settled, tmp_path: Path
) -> None:
    page.read_list(write_list(tmp_path / "名单.xlsx"))
    settled()
    preview = program.window.page
    assert isinstance(preview, ImportPage)
    assert [(row.said.row, row.said.code) for row in preview.problems] == [
        (3, "person.sex-unreadable"),
        (4, "person.phone-unreadable"),
    ]
    assert [preview.remarks.model().index(0, column).data() for column in (0, 1)] == ["第 3 行", "性别"]
    assert "性别" in str(preview.remarks.model().index(0, 2).data())
    assert page.model.rowCount() == 65
    Screen(preview).press("先收没错的 2 人")
    settled()
    assert shown(program) is page
    assert page.model.rowCount() == 67
    QTest.keyClick(program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert page.model.rowCount() == 65


def test_a_sound_list_says_field_by_field_what_it_changes(
    page: RegisterPage, program: Program, settled: Settled, tmp_path: Path
) -> None:
    target = tmp_path / "out.xlsx"
    page.export(target)
    settled()
    assert any("没同意列名" in text or "一个人也没有漏" in text for text in Screen(program.window).texts())
    book = load_workbook(target)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=5) if any(str(cell.value).startswith("姓名") for cell in row))
    at = {str(cell.value).partition(" ")[0]: cell.column for cell in head if cell.value}
    row = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[at["姓名"] - 1].value == "巴桑拉毛")
    row[at["联系电话"] - 1].value = "13997018888"
    book.save(target)
    book.close()
    page.read_list(target)
    settled()
    preview = program.window.page
    assert isinstance(preview, ImportPage)
    model = preview.changes.model()
    assert [model.index(0, column).data() for column in range(1, 5)] == [
        "巴桑拉毛",
        "电话",
        "15400630007",
        "13997018888",
    ]
    Screen(preview).press("全部收下")
    settled()
    page.search.setText("8888")
    settled()
    assert names(page) == ["巴桑拉毛"]


def test_the_same_file_is_looked_at_again_where_it_was_changed_meanwhile(
    page: RegisterPage, program: Program, settled: Settled, tmp_path: Path
) -> None:
    path = write_list(tmp_path / "名单.xlsx", [ROWS[0], ROWS[3]])
    page.read_list(path)
    settled()
    preview = program.window.page
    assert isinstance(preview, ImportPage)
    write_list(path)
    preview.take.click()
    settled()
    assert program.window.page is preview
    assert len(preview.problems) == 2
    assert ask(program, settled, lambda station: listing.counts(station).people) == 65


def test_an_empty_list_can_be_written(page: RegisterPage, program: Program, settled: Settled, tmp_path: Path) -> None:
    page.write_template(tmp_path / "空名单.xlsx")
    settled()
    assert (tmp_path / "空名单.xlsx").is_file()
    assert "空名单写好了：空名单.xlsx。" in Screen(program.window).texts()


def test_headquarters_sees_where_each_was_registered_and_writes_badges(
    hq: days.Played, program: Program, settled: Settled, tmp_path: Path
) -> None:
    program.window.go("register")
    settled()
    page = shown(program)
    assert isinstance(page, HqRegister)
    assert {"玉树一号", "湘西一号"} <= set(chips_of_all(page, settled).values())
    page.county.setCurrentIndex(page.county.findData("632723"))
    page.county.activated.emit(page.county.currentIndex())
    settled()
    page.write_badges(tmp_path / "badges.html")
    settled()
    assert (tmp_path / "badges.html").is_file()
    assert any(text.startswith(f"{page.model.rowCount()} 张胸牌写好了") for text in Screen(program.window).texts())


def test_rows_far_below_come_when_they_are_looked_at(page: RegisterPage, settled: Settled) -> None:
    last = page.model.rowCount() - 1
    assert page.model.row(last) is None
    page.table.scrollToBottom()
    QApplication.processEvents()
    settled()
    assert page.model.row(last) is not None


def test_a_change_elsewhere_keeps_place_and_choice(page: RegisterPage, program: Program, settled: Settled) -> None:
    page.table.move(0)
    page.table.move(20)
    before = page.table.verticalScrollBar().value()
    page.refresh(None)
    settled()
    assert page.table.currentIndex().row() == 20
    assert page.table.verticalScrollBar().value() == before


def test_a_badge_opens_its_person(page: RegisterPage, field: days.Played, program: Program, settled: Settled) -> None:
    program.scanner.scanned.emit("TY:nothing")
    settled()
    assert "这张胸牌这里不认得。" in Screen(program.window).texts()
    program.scanner.scanned.emit(field.badges["Y05"])
    settled()
    assert isinstance(program.window.page, PersonPage)
    assert "这张胸牌这里不认得。" not in Screen(program.window).texts()


def test_at_headquarters_a_badge_read_on_any_page_leads_to_its_person(
    hq: days.Played, program: Program, settled: Settled
) -> None:
    program.window.go("figures")
    settled()
    program.scanner.scanned.emit(days.morning().badges["Y05"])
    assert "读到一张胸牌，什么都没有记。" in Screen(program.window).texts()
    Screen(program.window).press("看这个人")
    settled()
    assert isinstance(program.window.page, PersonPage)


def test_an_empty_register_says_at_headquarters_where_people_come_from(
    program: Program, settled: Settled, tmp_path: Path
) -> None:
    """Nobody sends headquarters a pack; and once a list was taken in, the page never says again that nobody is here."""
    world = World(cost=keys.CHEAP)
    Station.create(
        tmp_path / "hq", "hq", name="总部", operator="李春燕", passphrase=days.PASSPHRASE, world=world
    ).close()
    program.window.show()
    program.desks.open(tmp_path / "hq", days.PASSPHRASE)
    settled()
    program.window.go("register")
    settled()
    page = shown(program)
    texts = Screen(program.window).texts()
    assert "用名单导入，从各电脑交来的文件里来，或者一个一个登记。" in texts
    assert not any("下发包" in text for text in texts)
    program.stage.open_task(CardPage(program.stage))
    program.stage.back()
    assert not page.empty.isVisible()
    settled()
    assert page.empty.isVisible()


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_its_head_has_room_after_the_language_changed_elsewhere(
    page: RegisterPage, program: Program, settled: Settled, percent: int
) -> None:
    program.theme.choose("light", percent)
    for language in ("en", "zh_CN", "en"):
        for leave, come_back in (
            (lambda: page.stage.open_task(CardPage(page.stage)), program.window.back),
            (lambda: program.window.go("today"), lambda: program.window.go("register")),
        ):
            leave()
            settled()
            program.language.choose("zh_CN" if language == "en" else "en")
            settled()
            come_back()
            settled()
            assert Screen(page).clipped() == []
