"""A table: no row by half at its foot, heads in line with their cells, a long cell on two lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tianye.ui.app.program import Program
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.search import Candidate, CandidateList
from tianye.ui.parts.table import Table

REASON = "这个编号是别人的，名字对不上，先去改文件"


def shown(program: Program, rows: list[str], *, percent: int = 100, height: int = 330) -> tuple[Table, QImage]:
    """Return a table of two columns, and its picture."""
    program.theme.choose("light", percent)
    model: RowTable[str] = RowTable((Column(lambda: "田", lambda _: "田"), Column(lambda: "田", lambda row: row)))
    table = Table(model)
    table.set_widths(200, 0)
    table.resize(620 * percent // 100, height * percent // 100)
    table.show()
    model.show_rows(rows)
    QApplication.processEvents()
    return table, table.grab().toImage()


def ink(picture: QImage, place: QRect) -> list[tuple[int, int]]:
    """Return where something dark is drawn."""
    return [
        (x, y)
        for y in range(place.top(), min(place.bottom() + 1, picture.height()))
        for x in range(place.left(), min(place.right() + 1, picture.width()))
        if picture.pixelColor(x, y).lightness() < 110
    ]


def row_of(table: Table, row: int, column: int = 1) -> QRect:
    """Return where a cell is in the picture of the table."""
    place = table.visualRect(table.model().index(row, column))
    return place.translated(table.viewport().pos())


@pytest.mark.parametrize("percent", [100, 200])
def test_no_row_is_shown_by_half(program: Program, percent: int) -> None:
    table, picture = shown(program, ["巴桑"] * 20, percent=percent)
    whole = [row for row in range(20) if row_of(table, row).bottom() <= table.viewport().geometry().bottom()]
    cut = len(whole)
    assert row_of(table, cut).top() < table.viewport().geometry().bottom()
    assert ink(picture, row_of(table, cut - 1))
    below = row_of(table, cut).adjusted(0, 3, 0, 0)
    half = QRect(below.topLeft(), QPoint(table.width() // 2 - 30 * percent // 100, below.bottom()))
    assert ink(picture, half) == []
    # an arrow says that the list goes on
    assert ink(picture, QRect(QPoint(0, below.top()), QPoint(table.width(), below.bottom())))
    # it comes whole when it is scrolled to, and nothing is left out then
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    QApplication.processEvents()
    assert ink(table.grab().toImage(), row_of(table, 19))


@pytest.mark.parametrize("percent", [100, 200])
def test_heads_stand_over_their_cells(program: Program, percent: int) -> None:
    table, picture = shown(program, ["田"], percent=percent)
    head = table.horizontalHeader().geometry().adjusted(0, 0, 0, -4)
    for column in (0, 1):
        cell = row_of(table, 0, column)
        over = QRect(cell.left(), head.top(), cell.width(), head.height())
        first = [min(x for x, _ in ink(picture, place)) for place in (over, cell.adjusted(0, 3, 0, -3))]
        assert abs(first[0] - first[1]) <= 2 * percent // 100


def test_where_few_rows_have_room_half_a_row_says_that_there_are_more(program: Program) -> None:
    table, picture = shown(program, ["巴桑"] * 20, height=44 + 60 + 60 + 40)
    assert ink(picture, row_of(table, 2).adjusted(0, 3, 0, 0))


def test_a_day_and_its_time_are_parted_at_the_gap(program: Program) -> None:
    table, _ = shown(program, ["2026年6月12日 22:00"])
    table.set_widths(460, 150)
    QApplication.processEvents()
    inside = row_of(table, 0).adjusted(0, 3, 0, -3)
    picture = table.grab().toImage()
    halves = inside.adjusted(0, 0, 0, -inside.height() // 2), inside.adjusted(0, inside.height() // 2, 0, 0)
    upper, lower = ({x for x, _ in ink(picture, half)} for half in halves)
    assert max(lower) - min(lower) < 60 < max(upper) - min(upper)


def test_a_long_cell_takes_a_second_line(program: Program) -> None:
    table, picture = shown(program, [REASON * 2, "短"])
    lines = {y for _, y in ink(picture, row_of(table, 0).adjusted(0, 3, 0, -3))}
    middle = row_of(table, 0).center().y()
    assert min(lines) < middle - 8
    assert max(lines) > middle + 8
    assert any(y not in lines for y in range(min(lines), max(lines)))
    short = {y for _, y in ink(picture, row_of(table, 1).adjusted(0, 3, 0, -3))}
    assert max(short) - min(short) < 20


@pytest.mark.parametrize("height", [300, 330])
def test_a_list_of_people_shows_whole_rows_too(program: Program, height: int) -> None:
    program.theme.choose("light", 100)
    found = CandidateList()
    found.resize(480, height)
    found.show()
    found.show_rows([Candidate(number, "田田田田", detail="田田田田") for number in range(12)])
    QApplication.processEvents()
    end = found.end_of_whole_rows()
    assert end is not None
    picture = found.grab().toImage()
    top = found.viewport().mapTo(found, QPoint(0, end)).y()
    # the sign that others follow stands in the middle; nothing of a name at the left
    assert ink(picture, QRect(70, top, 120, height - top)) == []
    last = found.visualRect(found.model().index(2, 0)).translated(found.viewport().pos())
    assert ink(picture, last)
