"""Where things are: copied from a telephone, measured field by field, and headquarters' file of a walk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.forms.entry.answers import is_acceptable
from tianye.ui.app.program import Program
from tianye.ui.formview.editor import Editor
from tianye.ui.formview.places import PointEditor
from tianye.ui.formview.walks import WalkEditor, area_words
from ui import days
from ui.asking import Asking
from ui.forms_on_screen import open_file, settle
from ui.scenes.places import FIELD, WALK

GPX = "<gpx><trk><trkseg>{points}</trkseg></trk></gpx>"
POINT = '<trkpt lat="{0}" lon="{1}"><ele>{2}</ele></trkpt>'


@pytest.fixture
def asking(field: days.Played, program: Program, qtbot: QtBot) -> Asking:
    """The form of places, tried out."""
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return Asking(program, open_file(program, "places.md"))


def _editor(asking: Asking, name: str) -> Editor:
    asking.goes_to(f"/data/{name}")
    return asking.question(name).editor


def _point(asking: Asking) -> PointEditor:
    editor = _editor(asking, "school")
    assert isinstance(editor, PointEditor)
    return editor


def _walk(asking: Asking, name: str = "way") -> WalkEditor:
    editor = _editor(asking, name)
    assert isinstance(editor, WalkEditor)
    return editor


def test_a_place_is_copied_figure_by_figure(asking: Asking) -> None:
    _point(asking)
    asking.types("33.0043")
    asking.presses(Qt.Key.Key_Tab)
    asking.types("97。0065")
    assert asking.answer_of("school") == ""
    asking.presses(Qt.Key.Key_Return)
    assert asking.answer_of("school") == "33.0043 97.0065 0.0 0.0"
    assert asking.here() == "way"


def test_a_pair_of_a_map_is_pasted_into_one_field_and_turned(asking: Asking) -> None:
    editor = _point(asking)
    QGuiApplication.clipboard().setText("97.0065,33.0043")
    QTest.keyClick(editor.lines[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(asking.program)
    assert [line.text() for line in editor.lines] == ["33.0043", "97.0065", "", ""]
    assert editor.note.text() == "先写的是经度（国内地图都这样写），已经换到纬度后面。"
    assert asking.answer_of("school") == "33.0043 97.0065 0.0 0.0"


def test_figures_in_each_others_field_are_turned_when_both_are_there(asking: Asking) -> None:
    editor = _point(asking)
    asking.types("97.0065")
    asking.presses(Qt.Key.Key_Tab)
    asking.types("33.0043")
    asking.goes_to("/data/way")
    assert asking.answer_of("school") == "33.0043 97.0065 0.0 0.0"
    assert editor.note.isVisible()


def test_enter_turns_figures_in_each_others_field_too(asking: Asking) -> None:
    _point(asking)
    asking.types("97.0065")
    asking.presses(Qt.Key.Key_Tab)
    asking.types("33.0043")
    asking.presses(Qt.Key.Key_Return)
    assert asking.answer_of("school") == "33.0043 97.0065 0.0 0.0"
    assert asking.here() == "way"


def test_what_is_no_place_is_said_when_it_is_left(asking: Asking) -> None:
    _point(asking)
    asking.types("133")
    asking.presses(Qt.Key.Key_Tab)
    asking.types("197")
    assert not asking.question("school").shows_error
    asking.view.page.focus("/data/way")
    settle(asking.program)
    assert asking.question("school").error.text().startswith("这不是经纬度")
    assert asking.answer_of("school") == ""


def test_a_field_is_measured_corner_by_corner_by_keys_alone(asking: Asking) -> None:
    editor = _walk(asking, "field")
    assert QApplication.focusWidget() is editor.add
    for number, point in enumerate(FIELD):
        # the second and the third point begin by themselves: an area has no fewer
        if number in (0, 3):
            editor.add.setFocus()
            asking.presses(Qt.Key.Key_Return)
        asking.types(str(point.latitude))
        asking.presses(Qt.Key.Key_Return)
        asking.types(str(point.longitude))
        asking.presses(Qt.Key.Key_Return)
    assert len(editor.rows.rows) == 4
    asking.goes_to("/data/school")
    value = asking.answer_of("field")
    assert is_acceptable(value, "geoshape")
    first, *_, last = value.split(";")
    assert first == last == FIELD[0].text
    assert editor.measure.text() == "4 个点，面积 2.858 ha（42.9 亩），一圈 685 m"
    assert editor.sketch.accessibleName().endswith(editor.measure.text())


def test_two_points_are_no_area_and_it_says_what_is_missing(asking: Asking) -> None:
    editor = _walk(asking, "field")
    editor.take_points(FIELD[:2])
    editor.leave()
    settle(asking.program)
    assert asking.question("field").error.text() == "圈一块地，至少要三个点。"
    assert asking.answer_of("field") == ""


def test_headquarters_gpx_of_a_walk_is_read_drawn_and_kept(asking: Asking, tmp_path: Path) -> None:
    path = tmp_path / "walk.gpx"
    path.write_text(GPX.format(points="".join(POINT.format(*point) for point in WALK)), encoding="utf-8")
    editor = _walk(asking)
    editor.take(path)
    settle(asking.program)
    value = asking.answer_of("way")
    assert value == ";".join(point.text for point in WALK)
    assert is_acceptable(value, "geotrace")
    assert editor.measure.text().startswith("24 个点，长 2.4")
    assert editor.table.isVisible()
    assert editor.sketch.isVisible()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html/>", "这个文件里没有地点。"),
        (b"MZ\x90", "这个文件读不出来，它不是 GPX、KML 或 GeoJSON。"),
    ],
)
def test_a_file_without_a_walk_is_said_and_what_was_there_stays(
    asking: Asking, tmp_path: Path, body: bytes, told: str
) -> None:
    path = tmp_path / "walk.gpx"
    path.write_bytes(body)
    editor = _walk(asking)
    editor.take_points(WALK)
    editor.take(path)
    settle(asking.program)
    assert editor.note.text().startswith(told)
    assert asking.answer_of("way") == ";".join(point.text for point in WALK)


def test_points_are_moved_taken_out_and_brought_back(asking: Asking) -> None:
    editor = _walk(asking)
    editor.take_points(WALK[:3])
    settle(asking.program)
    one, two, three = (point.text for point in WALK[:3])
    editor.table.choose_row(2)
    QTest.mouseClick(editor.up, Qt.MouseButton.LeftButton)
    settle(asking.program)
    assert asking.answer_of("way") == ";".join((one, three, two))
    editor.table.setFocus()
    asking.presses(Qt.Key.Key_Delete)
    assert asking.answer_of("way") == ";".join((one, two))
    QTest.mouseClick(editor.undo, Qt.MouseButton.LeftButton)
    settle(asking.program)
    assert asking.answer_of("way") == ";".join((one, three, two))
    QTest.mouseClick(editor.clear, Qt.MouseButton.LeftButton)
    settle(asking.program)
    assert asking.answer_of("way") == ""
    assert QApplication.focusWidget() is editor.add


def test_a_column_of_pairs_is_pasted_over_the_table(asking: Asking) -> None:
    editor = _walk(asking)
    QGuiApplication.clipboard().setText("97.0065,33.0043\n97.0070,33.0050\n")
    QTest.mouseClick(editor.paste, Qt.MouseButton.LeftButton)
    settle(asking.program)
    assert asking.answer_of("way") == "33.0043 97.0065 0.0 0.0;33.005 97.007 0.0 0.0"
    QGuiApplication.clipboard().setText("卓玛家")
    QTest.keyClick(editor.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.note.text().startswith("复制下来的不是地点。")
    assert len(editor.rows.rows) == 2


def test_a_walk_is_there_again_when_one_comes_back_to_it(asking: Asking) -> None:
    _walk(asking).take_points(WALK)
    settle(asking.program)
    asking.page._change_speech()
    settle(asking.program)
    asking.view.toggle_overview()
    settle(asking.program)
    lines = {line.words: line.answer for line in asking.view.overview.lines}
    assert lines["从家到学校怎么走？"] == "24 个点"
    editor = _walk(asking)
    assert len(editor.rows.rows) == len(WALK)


def test_areas_are_said_as_fields_are_counted(program: Program) -> None:
    assert area_words(2000) == "2,000 m²（3.0 亩）"
    program.language.choose("en")
    assert area_words(2000) == "2,000 m²"
    assert area_words(28_250) == "2.825 ha"
