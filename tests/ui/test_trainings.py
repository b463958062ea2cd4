"""Headquarters looks after the plan: what is planned, who came, who completed it, and the papers that go with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from tianye.services import listing, planning
from tianye.services.station import Station
from tianye.services.training_view import Progress
from tianye.ui.app.program import Program
from tianye.ui.hq import trainings_words as words
from tianye.ui.hq.trainings import Trainings
from tianye.ui.hq.trainings_import import ListPage
from tianye.ui.hq.trainings_page import TrainingPage
from tianye.ui.pages.person import PersonPage
from tianye.ui.parts.marks import chip_width
from tianye.ui.parts.table import PAD
from ui import days, plans
from ui.pages import Screen

Settled = Callable[[], None]


class TrainingsScreen(Screen):
    """The place as an officer uses it."""

    def __init__(self, program: Program, settled: Settled) -> None:
        super().__init__(program.window)
        self.program, self.settle = program, settled
        program.window.show()
        program.window.go("trainings")
        settled()
        page = program.window.page
        assert isinstance(page, Trainings)
        self.page = page

    def rows(self) -> list[list[str]]:
        """Return the table as read."""
        model = self.page.table.model()
        columns = range(model.columnCount())
        return [[str(model.index(row, column).data() or "") for column in columns] for row in range(model.rowCount())]

    def open(self, code: str) -> TrainingPage:
        """Open a training by its code, with the keyboard."""
        codes = [row.row.code for row in self.page.trainings or []]
        self.page.table.selectRow(codes.index(code))
        QTest.keyClick(self.page.table, Qt.Key.Key_Return)
        self.settle()
        page = self.program.window.page
        assert isinstance(page, TrainingPage)
        return page

    def take_in(self, path: Path) -> ListPage:
        """Choose a plan in the dialog and look at it."""
        self.press("收计划")
        self.choose(self.page, path)
        page = self.program.window.page
        assert isinstance(page, ListPage)
        return page

    def choose(self, page: QWidget, path: Path) -> None:
        """Choose a file in the dialog that is open."""
        dialog = page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)
        dialog.accept()
        self.settle()

    def trainings(self) -> list[str]:
        """Return the codes of all trainings the data folder knows."""
        codes: list[list[str]] = []

        def ask(station: Station) -> list[str]:
            return [row.code or "" for row in listing.all_trainings(station)]

        self.program.runner.ask(ask, codes.append)
        self.settle()
        return codes[0]


@pytest.fixture
def screen(program: Program, hq: days.Played, settled: Settled) -> TrainingsScreen:
    return TrainingsScreen(program, settled)


def test_everything_planned_stands_by_programme_and_day(screen: TrainingsScreen) -> None:
    rows = screen.rows()
    assert len(rows) == 10
    solar = next(row for row in rows if row[0] == "太阳能灶与合作社记账")
    assert solar[1:] == ["玉树市", "6月12日–13日", "27", "9", "办完了"]
    assert any("10 项培训·23 场" in text for text in screen.texts())


def test_programme_county_and_month_narrow_it_down(screen: TrainingsScreen) -> None:
    page = screen.page
    page.county.choose("433124")
    assert {row[1] for row in screen.rows()} == {"花垣县"}
    page.programme.choose(
        next(row.programme.id for row in page.trainings or [] if row.programme and row.programme.code == "CARE")
    )
    assert [row[0] for row in screen.rows()] == ["爸爸的一天"]
    page.county.choose(None)
    assert len(screen.rows()) == 3
    page.month.choose((2026, 6))
    assert len(screen.rows()) == 3
    assert "2026年6月" in [page.month.itemText(number) for number in range(page.month.count())]


def test_a_training_tells_its_sessions_people_and_who_completed(screen: TrainingsScreen) -> None:
    page = screen.open("QH-SOLAR")
    assert page.shown is not None
    assert "太阳能灶与合作社记账" in screen.texts()
    assert "办了的场次里，到过 4/5 以上" in screen.texts()
    assert [row.persons for row in page.shown.sessions] == [24, 18, 18, 23]
    assert len(page.shown.people) == 27
    completed = [row for row in page.shown.people if row.has_completed]
    assert len(completed) == page.shown.training.completed == 9
    assert all(row.present == 4 for row in completed)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    screen.settle()
    assert screen.program.window.page is screen.page


def test_a_person_is_a_key_away(screen: TrainingsScreen) -> None:
    page = screen.open("QH-SOLAR")
    page.people.selectRow(1)
    QTest.keyClick(page.people, Qt.Key.Key_Return)
    screen.settle()
    assert isinstance(screen.program.window.page, PersonPage)
    assert page.shown is not None
    assert page.shown.people[1].face.name in screen.texts()


def test_certificates_and_sheets_are_written(screen: TrainingsScreen, tmp_path: Path) -> None:
    page = screen.open("QH-SOLAR")
    screen.press("出证书")
    screen.choose(page, tmp_path / "证书.html")
    assert (tmp_path / "证书.html").read_text(encoding="utf-8").count("<section") >= 9
    assert "写好了 9 张证书。打开网页就能打印。" in screen.texts()
    assert any("有 18 人来过但没完成。" in text for text in screen.texts())
    page.sessions.selectRow(0)
    screen.press("签到表")
    screen.choose(page, tmp_path / "签到.html")
    sheet = (tmp_path / "签到.html").read_text(encoding="utf-8")
    assert "2026年6月12日（星期五）上午" in sheet
    # telephones are masked on paper
    assert "154****0029" in sheet


def test_a_list_typed_from_paper_comes_back_and_one_undo_takes_it_away(screen: TrainingsScreen, tmp_path: Path) -> None:
    page = screen.open("QH-SOLAR")
    screen.press("录入用的表")
    screen.choose(page, tmp_path / "录入.xlsx")
    assert page.shown is not None
    before = [row.persons for row in page.shown.sessions]
    book = load_workbook(tmp_path / "录入.xlsx")
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any("QH-SOLAR-0612-PM" in str(cell.value) for cell in row))
    column = next(cell.column for cell in head if "QH-SOLAR-0612-PM" in str(cell.value))
    for row in range(head[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, column).value = "√"
    book.save(tmp_path / "录好.xlsx")
    book.close()
    screen.press("收纸面名单")
    screen.choose(page, tmp_path / "录好.xlsx")
    listed = screen.program.window.page
    assert isinstance(listed, ListPage)
    assert listed.preview is not None
    new = listed.preview.added
    assert new > 0
    screen.press("全部收下")
    screen.settle()
    assert screen.program.window.page is page
    assert [row.persons for row in page.shown.sessions] == [before[0], before[1] + new, *before[2:]]
    screen.press("撤销  Ctrl+Z")
    screen.settle()
    assert [row.persons for row in page.shown.sessions] == before


def test_a_plan_is_looked_at_then_taken_in_then_taken_back(screen: TrainingsScreen, tmp_path: Path) -> None:
    page = screen.take_in(plans.write_plan(tmp_path / "七月计划.xlsx"))
    assert "还什么都没写进去。新的 8 条，要改的 0 条，没变的 0 条。" in screen.texts()
    assert page.remarks.isHidden()
    told = screen.texts()
    assert [told[told.index(part) + 1] for part in ("项目", "机构", "场地", "场次")] == ["新 1", "新 1", "新 1", "新 3"]
    assert "T1" not in screen.trainings()
    screen.press("全部收下")
    screen.settle()
    assert {"T1", "T2"} <= set(screen.trainings())
    assert [row[0] for row in screen.rows()].count("太阳能维护") == 1
    screen.page.month.choose((2026, 7))
    assert [row[5] for row in screen.rows()] == ["还没办", "还没办"]
    screen.press("撤销  Ctrl+Z")
    screen.settle()
    assert "T1" not in screen.trainings()


def test_mistakes_are_named_by_sheet_row_and_column(screen: TrainingsScreen, tmp_path: Path) -> None:
    page = screen.take_in(plans.write_plan(tmp_path / "计划.xlsx", {**plans.SHEETS, **plans.MISTAKES}))
    table = [
        [str(page.remarks.model().index(row, column).data()) for column in range(4)]
        for row in range(page.remarks.model().rowCount())
    ]
    assert table[0] == ["第 3 行", "培训编码", "表里和这里都没有这个编码（培训）。", "这行不收"]
    assert page.remarks.rows[0].said.sheet == "场次"
    screen.press("先收没错的 6 行")
    screen.settle()
    assert {"T1", "T2"} <= set(screen.trainings())


def test_a_plan_that_says_nothing_new_has_nothing_to_take(screen: TrainingsScreen, tmp_path: Path) -> None:
    path = plans.write_plan(tmp_path / "计划.xlsx")
    screen.program.runner.do(lambda station: planning.import_plan(station, path))
    screen.settle()
    page = screen.take_in(path)
    assert "里面的内容这里都有了。" in screen.texts()
    assert not page.take.isEnabled()


def test_a_file_that_is_no_list_is_refused_where_it_happened(screen: TrainingsScreen, tmp_path: Path) -> None:
    path = tmp_path / "计划.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")
    page = screen.take_in(path)
    assert page.refusal is not None
    assert not page.take.isVisible()
    # the way on is another file
    assert screen.button("选另一个文件").isVisible()
    page.look_at(plans.write_plan(tmp_path / "七月计划.xlsx"))
    screen.settle()
    assert page.refusal is None
    assert page.take.isVisible()
    assert not page.other.isVisible()
    screen.press("先不收")
    assert screen.program.window.page is screen.page


def test_a_workbook_without_a_plan_offers_no_rows(screen: TrainingsScreen, tmp_path: Path) -> None:
    path = tmp_path / "计划.xlsx"
    path.write_bytes(b"no workbook")
    page = screen.take_in(path)
    assert [page.remarks.model().index(0, column).data() for column in (1, 3)] == ["–", "不收"]
    assert not page.take.isVisible()
    assert page.other.isVisible()


def test_before_the_first_plan_the_page_says_what_to_do(program: Program, settled: Settled, tmp_path: Path) -> None:
    days.seat(program, days.founded(), "hq")
    screen = TrainingsScreen(program, settled)
    assert "还没有培训计划" in screen.texts()
    screen.press("空白计划表")
    screen.choose(screen.page, tmp_path / "计划.xlsx")
    book = load_workbook(tmp_path / "计划.xlsx")
    assert any("项目" in name for name in book.sheetnames)
    book.close()
    assert "空白计划表存好了：计划.xlsx。" in screen.texts()
    screen.take_in(plans.write_plan(tmp_path / "七月.xlsx"))
    screen.press("全部收下")
    settled()
    assert [row[0] for row in screen.rows()] == ["太阳能维护", "女社长沙龙"]


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_state_has_room_beside_the_scroll_bar(
    program: Program, hq: days.Played, settled: Settled, language: str
) -> None:
    program.language.choose(language)
    screen = TrainingsScreen(program, settled)
    table = screen.page.table
    assert table.columnViewportPosition(5) + table.columnWidth(5) <= table.viewport().width()
    for progress in Progress:
        kind, word = words.progress_words(progress)
        assert chip_width(kind, word) + 2 * PAD <= table.columnWidth(5), word
