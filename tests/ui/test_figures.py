"""What the programme reports: chosen, counted, looked at, copied and given out with all that belongs to a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tianye.domain.indicators import Dimension, Violation
from tianye.services import review
from tianye.services.figuring import contradictions_of
from tianye.services.review import CaseKind
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.figures import Figures
from ui import days
from ui.pages import Screen

Settled = Callable[[], None]


class FiguresScreen(Screen):
    """The place as an officer uses it."""

    def __init__(self, program: Program, settled: Settled) -> None:
        super().__init__(program.window)
        self.program, self.settle = program, settled
        program.window.show()
        program.window.go("figures")
        settled()
        page = program.window.page
        assert isinstance(page, Figures)
        self.page = page

    def numbers(self) -> dict[str, str]:
        """Return the table of indicators: name → number."""
        model = self.page.table.model()
        return {str(model.index(row, 0).data()): str(model.index(row, 1).data()) for row in range(model.rowCount())}

    def choose(self, name: str) -> None:
        """Choose an indicator by its name."""
        self.page.table.selectRow(list(self.numbers()).index(name))
        self.settle()

    def bars(self) -> dict[str, str]:
        """Return the rows of the chosen figure: label → number as drawn."""
        return {bar.label: bar.text for bar in self.page.rows.chart.bars}

    def save(self, path: Path) -> None:
        """Save the figures in a file, through the dialog."""
        self.press("导出表格")
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)
        dialog.accept()
        self.settle()


@pytest.fixture
def screen(program: Program, hq: days.Played, settled: Settled) -> FiguresScreen:
    return FiguresScreen(program, settled)


def test_a_number_stands_with_unit_scope_period_and_definition(screen: FiguresScreen) -> None:
    told = screen.texts()
    assert screen.numbers()["参训人数"] == "104"
    assert {"104", "人", "全部项目", "全部时间", "第\u00a01\u00a0版"} <= set(told)
    # in a sentence for everybody first, then to the letter
    assert "来过至少一场的人，一个人来几次都只算一个。" in told
    assert any(text.startswith("确切的定义：所选范围内本期至少实到一个场次的不同的人的数目。") for text in told)
    assert any("23 条签到因在场不足" in text for text in told)
    assert screen.page.large.cover.text() == "2 台电脑都交齐了"


def test_bars_start_from_rows_that_overlap_and_say_so(screen: FiguresScreen) -> None:
    assert screen.bars()["玉树市"] == "44"
    assert sum(int(text) for text in screen.bars().values()) >= 104
    assert "各行可能有重复：合计 104 只算一次，不要相加。" in screen.texts()
    assert "玉树市 44" in screen.page.rows.chart.accessibleName()
    screen.page.filters.by.choose(Dimension.SEX)
    screen.settle()
    assert sum(int(text) for text in screen.bars().values()) == 104
    assert "各行互不重复。" in screen.texts()
    assert {bar.label: bar.color for bar in screen.page.rows.chart.bars}["女"] == "women"


def test_a_county_narrows_everything_down(screen: FiguresScreen) -> None:
    screen.page.filters.county.choose("632701")
    screen.settle()
    assert screen.numbers()["参训人数"] == screen.bars()["玉树市"] == "44"
    assert "青海省玉树藏族自治州玉树市" in screen.texts()
    # the choice stays while the language changes
    screen.program.language.choose("en")
    screen.settle()
    assert screen.page.filters.county.key == "632701"
    assert screen.numbers()["Persons reached"] == "44"


def test_days_are_typed_in_and_a_wrong_one_is_said_where_it_is(screen: FiguresScreen) -> None:
    screen.page.filters.choose_days("2026-06-12", "2026-06-12")
    screen.settle()
    first_day = int(screen.numbers()["参训人次"].replace(",", ""))
    assert 0 < first_day < 127
    assert "2026年6月12日 – 2026年6月12日" in screen.texts()
    screen.page.filters.choose_days("2026-06-12", "2026-06-31")
    screen.settle()
    assert screen.page.filters.error.text() == "没有“2026-06-31”这一天，在这一格改。下面还是以前数的。"
    assert [line.property("state") for line in (screen.page.filters.from_on, screen.page.filters.to_on)] == [
        "",
        "error",
    ]
    assert not screen.button("导出表格").isEnabled()
    # what was counted before still stands
    assert screen.numbers()["参训人次"] == str(first_day)
    screen.page.filters.choose_days("2026-06-13", "2026-06-12")
    assert screen.page.filters.error.text()
    screen.page.filters.period.choose("month")
    screen.settle()
    assert screen.numbers()["参训人次"] == "127"
    assert screen.button("导出表格").isEnabled()


def test_a_share_says_k_of_n(screen: FiguresScreen) -> None:
    screen.choose("前后测提高的比例")
    assert "80.8" in screen.texts()
    assert any(text.startswith("26 人次里有 21 人次\n") for text in screen.texts())
    assert "%" in screen.texts()


def test_deciding_a_duplicate_counts_one_less_while_looking(screen: FiguresScreen) -> None:
    def same(station: Station) -> object:
        case = review.list_cases(station, (CaseKind.DUPLICATE,))[0]
        return review.decide(station, case, review.SAME)

    screen.program.runner.do(same)
    screen.settle()
    assert screen.numbers()["参训人数"] == "103"


def test_the_workbook_opens_and_says_unit_and_definition(screen: FiguresScreen, tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    screen.page.filters.county.choose("632701")
    screen.settle()
    screen.save(path)
    assert "指标存进了 指标.xlsx。" in screen.texts()
    book = load_workbook(path)
    cells = [[cell.value for cell in row] for row in book["指标 Figures"].iter_rows()]
    row = next(row for row in cells if row[0] == "参训人数 Persons reached")
    assert row[1] == 44
    assert row[2] == "人 persons"
    assert "persons v1" in row
    definitions = [cell.value for cell in book["定义 Definitions"]["C"]]
    book.close()
    assert any(str(text).startswith("所选范围内本期至少实到") for text in definitions)


def test_a_file_that_is_there_is_not_written_over(screen: FiguresScreen, tmp_path: Path) -> None:
    path = tmp_path / "指标.xlsx"
    path.write_bytes(b"mine")
    screen.save(path)
    assert path.read_bytes() == b"mine"
    assert screen.program.window.notices.isVisible()


def test_what_is_copied_has_all_that_belongs_to_it(screen: FiguresScreen) -> None:
    screen.press("复制文字")
    text = QGuiApplication.clipboard().text()
    for part in ("参训人数\t104\t人\t全部项目\t全部时间\tpersons v1", "所选范围内本期至少实到", "玉树市\t44\t人"):
        assert part in text


def test_figures_that_contradict_do_not_leave(screen: FiguresScreen) -> None:
    page = screen.page
    assert page.counted is not None
    report = page.counted.report
    women, persons = (
        next(one for one in report.figures if one.id == name and one.by is None) for name in ("women", "persons")
    )
    wrong = replace(report, violations=(Violation("part-over-whole", (women, persons)),))
    page.show_counted(replace(page.counted, report=wrong, contradictions=contradictions_of(wrong)))
    assert "这些数不可能都对，先不给出去" in screen.texts()
    assert any("参训女性人数 75，参训人数 104：前一个是后一个的一部分，却更大" in text for text in screen.texts())
    assert not screen.button("导出表格").isEnabled()
    assert not screen.button("复制文字").isEnabled()


def test_a_laptop_that_owes_days_is_named(program: Program, settled: Settled, tmp_path: Path) -> None:
    days.seat(program, days.morning().copied(tmp_path), "hq")
    screen = FiguresScreen(program, settled)
    # on the second morning the sessions of the day have begun and nothing of today has come
    assert screen.page.large.cover.text() == "2 台电脑可能还有没交的"
    assert any("玉树一号：" in text and "场次到 6月13日" in text for text in screen.texts())
