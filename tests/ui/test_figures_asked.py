"""Numbers, days and points as a form asks for them: counted, grouped, masked, taken from a month, given in stars."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.formview.calendar import Day
from tianye.ui.formview.counting import CounterEditor
from tianye.ui.formview.moments import MomentEditor
from tianye.ui.formview.ranges import PickerEditor, SliderEditor, StepsEditor
from tianye.ui.formview.rating import StarsEditor
from tianye.ui.formview.typing import LineEditor
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import open_file, settle


@pytest.fixture
def asking(field: days.Played, program: Program, qtbot: QtBot) -> Asking:
    """The form on figures and days, tried out."""
    return shown(program, qtbot, lambda: open_file(program, "figures.md"))


def month_of(asking: Asking, name: str) -> MomentEditor:
    editor = asking.question(name).editor
    assert isinstance(editor, MomentEditor)
    return editor


def test_sheep_are_counted_by_pressing_by_arrows_and_by_typing(asking: Asking) -> None:
    asking.goes_to("/data/figures/sheep")
    editor = asking.question("sheep").editor
    assert isinstance(editor, CounterEditor)
    assert not editor.less.isEnabled()
    editor.more.click()
    editor.more.click()
    settle(asking.program)
    assert asking.answer_of("sheep") == "2"
    asking.presses(Qt.Key.Key_Up)
    assert asking.answer_of("sheep") == "3"
    for _ in range(5):
        asking.presses(Qt.Key.Key_Down)
    assert asking.answer_of("sheep") == "0"
    editor.line.selectAll()
    asking.types("40")
    asking.presses(Qt.Key.Key_Tab)
    assert asking.answer_of("sheep") == "40"
    assert editor.more.accessibleName() == "家里几只羊？ 多一个"


def test_a_large_number_is_grouped_when_it_is_left_and_never_under_the_cursor(asking: Asking) -> None:
    asking.goes_to("/data/figures/income")
    editor = asking.question("income").editor
    assert isinstance(editor, LineEditor)
    asking.types("1234567")
    assert editor.line.text() == "1234567"
    asking.presses(Qt.Key.Key_Tab)
    assert asking.answer_of("income") == "1234567"
    assert editor.line.text() == "1,234,567"
    asking.goes_to("/data/figures/income")
    editor.line.end(False)
    asking.presses(Qt.Key.Key_Backspace)
    assert editor.line.text() == "1,234,56"
    asking.presses(Qt.Key.Key_Tab)
    assert (asking.answer_of("income"), editor.line.text()) == ("123456", "123,456")


def test_what_is_masked_can_be_read_nowhere_on_the_screen(asking: Asking) -> None:
    asking.goes_to("/data/figures/card")
    asking.types("６２１７")
    asking.presses(Qt.Key.Key_Tab)
    assert asking.answer_of("card") == "6217"
    editor = asking.question("card").editor
    assert isinstance(editor, LineEditor)
    assert editor.line.echoMode() == QLineEdit.EchoMode.Password
    asking.view.toggle_overview()
    line = next(line for line in asking.view.overview.lines if line.ref.endswith("/card"))
    assert line.answer == "•••"


def test_a_day_is_taken_from_a_month_by_keys(asking: Asking) -> None:
    asking.goes_to("/data/days/married")
    asking.types("20030608")
    asking.presses(Qt.Key.Key_F4)
    day = QApplication.focusWidget()
    assert isinstance(day, Day)
    assert (day.date, day.accessibleName()) == (date(2003, 6, 8), "2003年6月8日")
    asking.presses(Qt.Key.Key_Down)
    asking.presses(Qt.Key.Key_Left)
    asking.presses(Qt.Key.Key_PageDown)
    asking.presses(Qt.Key.Key_Return)
    assert asking.answer_of("married") == "2003-07-14"
    assert not month_of(asking, "married").is_open
    assert asking.here() == "married"
    asking.presses(Qt.Key.Key_Return)
    assert asking.here() == "born"


def test_weeks_begin_on_monday_in_either_language_and_a_short_month_keeps_the_day_in_it(asking: Asking) -> None:
    asking.goes_to("/data/days/married")
    asking.types("20240131")
    asking.presses(Qt.Key.Key_F4)
    month = month_of(asking, "married").month
    assert month is not None
    assert all(month.days[place].date.weekday() == 0 for place in range(0, 42, 7))
    assert (month.title.text(), [label.text() for label in month._heads]) == ("2024年1月", list("一二三四五六日"))
    asking.presses(Qt.Key.Key_PageDown)
    assert month.here.date == date(2024, 2, 29)
    asking.program.language.choose("en")
    assert (month.title.text(), month._heads[0].text()) == ("February 2024", "Mo")


def test_escape_and_tab_close_the_month_and_change_nothing(asking: Asking) -> None:
    asking.goes_to("/data/days/married")
    asking.types("20030608")
    editor = month_of(asking, "married")
    asking.presses(Qt.Key.Key_F4)
    asking.presses(Qt.Key.Key_Right)
    asking.presses(Qt.Key.Key_Escape)
    assert not editor.is_open
    assert asking.here() == "married"
    asking.presses(Qt.Key.Key_F4)
    asking.presses(Qt.Key.Key_Tab)
    assert not editor.is_open
    assert asking.answer_of("married") == "2003-06-08"


def test_a_form_that_wants_no_calendar_has_none(asking: Asking) -> None:
    asking.goes_to("/data/days/born")
    editor = month_of(asking, "born")
    assert not editor.calendar_button.isVisible()
    asking.presses(Qt.Key.Key_F4)
    assert not editor.is_open
    assert list(month_of(asking, "moved").fields) == ["year", "month"]


def test_stars_are_given_by_figures_and_arrows_and_taken_back(asking: Asking) -> None:
    asking.goes_to("/data/points/road")
    editor = asking.question("road").editor
    assert isinstance(editor, StarsEditor)
    asking.presses(Qt.Key.Key_4)
    assert asking.answer_of("road") == "4"
    asking.presses(Qt.Key.Key_Left)
    asking.presses(Qt.Key.Key_Space)
    assert asking.answer_of("road") == "3"
    assert [star.isChecked() for star in editor.stars] == [False, False, True, False, False]
    assert editor.stars[2].accessibleName() == "村里的路，您给几颗星？ 3，最多 5"
    asking.presses(Qt.Key.Key_0)
    assert asking.answer_of("road") == ""
    asking.presses(Qt.Key.Key_Return)
    assert asking.here() == "rooms"


def test_ranges_look_as_the_form_asks(asking: Asking) -> None:
    asking.goes_to("/data/points/rooms")
    assert isinstance(asking.question("rooms").editor, PickerEditor)
    asking.types("12")
    asking.presses(Qt.Key.Key_Return)
    assert asking.answer_of("rooms") == "12"
    asking.goes_to("/data/points/warm")
    warm = asking.question("warm").editor
    assert isinstance(warm, StepsEditor)
    assert [row.answer.value for row in warm.rows.rows] == ["4", "3", "2", "1", "0"]
    assert len({row.x() for row in warm.rows.rows}) == 1
    asking.goes_to("/data/tall/snow")
    snow = asking.question("snow").editor
    assert isinstance(snow, SliderEditor)
    assert snow.slider.orientation() == Qt.Orientation.Vertical
    asking.presses(Qt.Key.Key_Up)
    assert asking.answer_of("snow") == "5"


def test_the_language_changes_while_a_month_is_open_and_a_number_is_half_typed(asking: Asking) -> None:
    asking.goes_to("/data/days/married")
    asking.types("20030608")
    asking.presses(Qt.Key.Key_F4)
    asking.presses(Qt.Key.Key_Right)
    asking.presses(Qt.Key.Key_F9)
    editor = month_of(asking, "married")
    assert editor.is_open
    asking.presses(Qt.Key.Key_Return)
    assert asking.answer_of("married") == "2003-06-09"
    asking.goes_to("/data/figures/income")
    asking.types("12")
    asking.presses(Qt.Key.Key_F9)
    asking.types("345")
    asking.presses(Qt.Key.Key_Tab)
    assert asking.answer_of("income") == "12345"


def test_the_overview_tells_a_month_and_a_day_as_they_were_asked(asking: Asking) -> None:
    asking.goes_to("/data/days/married")
    for text in ("2008", "10", "12"):
        asking.types(text)
    asking.goes_to("/data/days/moved")
    for text in ("2020", "12"):
        asking.types(text)
    asking.presses(Qt.Key.Key_Tab)
    assert asking.answer_of("moved") == "2020-12-01"
    asking.view.toggle_overview()
    told = {line.ref.rpartition("/")[2]: line.answer for line in asking.view.overview.lines}
    assert (told["married"], told["moved"]) == ("2008年10月12日", "2020年12月")
    asking.program.language.choose("en")
    settle(asking.program)
    told = {line.ref.rpartition("/")[2]: line.answer for line in asking.view.overview.lines}
    assert told["moved"] == "Dec 2020"
