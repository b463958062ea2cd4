"""A table shares its width among the columns that are seen, and cuts off no word it has a second line for."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tianye.ui import theme
from tianye.ui.app.program import Program
from tianye.ui.messages.dates import days_span
from tianye.ui.models.rows import Column, RowTable
from tianye.ui.parts.marks import chip_width, fitting_chip
from tianye.ui.parts.table import Table, two_lines
from tianye.ui.parts.views import Views


@pytest.fixture
def table(program: Program) -> Table:
    model = RowTable[str](tuple(Column(lambda: "head", str) for _ in range(3)))
    model.show_rows(["one", "two"])
    shown = Table(model)
    shown.set_widths(0, 200, 200)
    shown.resize(600, 300)
    shown.show()
    QApplication.processEvents()
    return shown


def test_a_hidden_column_leaves_its_room_to_the_others(table: Table) -> None:
    room = table.viewport().width()
    assert table.columnWidth(0) == room - 400
    table.setColumnHidden(2, True)
    QApplication.processEvents()
    assert table.columnWidth(0) == room - 200
    table.setColumnHidden(2, False)
    QApplication.processEvents()
    assert table.columnWidth(0) == room - 400


def test_a_long_text_goes_on_in_a_second_line_and_loses_no_word(program: Program) -> None:
    text = "Participations, named and anonymous"
    first, second = two_lines(text, 190)
    assert f"{first} {second}" == text
    assert two_lines(text, 1000) == [text]


def test_a_chip_stays_inside_its_column(program: Program) -> None:
    word = "Bundle 1234 missing"
    whole = chip_width("warn", word)
    assert fitting_chip("warn", word, whole) == word
    short = fitting_chip("warn", word, whole - 30)
    assert short.endswith("…")
    assert chip_width("warn", short) <= whole - 30


def test_a_view_that_is_not_shown_asks_for_no_room(program: Program) -> None:
    low, high = QLabel("low"), QLabel("high")
    high.setMinimumHeight(theme.current().px(900))
    views = Views(low, high)
    assert views.shown is low
    assert views.minimumSizeHint().height() < 200
    views.show_only(high)
    assert views.shown is high
    assert views.minimumSizeHint().height() >= 900


def test_the_days_of_a_training_say_their_month_once(program: Program) -> None:
    first, last, next_month = date(2026, 6, 12), date(2026, 6, 13), date(2026, 7, 2)
    program.language.choose("zh_CN")
    assert [days_span(first, day) for day in (first, last, next_month)] == ["6月12日", "6月12日–13日", "6月12日–7月2日"]
    program.language.choose("en")
    assert [days_span(first, day) for day in (first, last, next_month)] == ["12 Jun", "12–13 Jun", "12 Jun – 2 Jul"]
