"""What was typed and is no answer yet: it is there again after going back, after Esc, and on the next day."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tianye.services import forms_library, interviews, surveys
from tianye.services.interviews import Opened
from tianye.ui.app.program import Program
from tianye.ui.formview.moments import MomentEditor
from tianye.ui.formview.places import PointEditor
from tianye.ui.formview.walks import WalkEditor
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.asking import Asking, shown
from ui.forms_on_screen import HERE, open_form, settle
from ui.scenes.places import FIELD


def begins(program: Program, qtbot: QtBot, name: str) -> Asking:
    """Add a form and open it for a person."""
    added: list[object] = []
    program.runner.do(lambda station: forms_library.add_form(station, HERE / f"{name}.md"), added.append)
    settle(program)
    return shown(program, qtbot, lambda: open_form(program, name))


def comes_back(asking: Asking, qtbot: QtBot) -> Asking:
    """Leave the form by Esc and open its draft as the next day does: from what the disk has."""
    program = asking.program
    program.stage.back()
    settle(program)
    opened: list[Opened] = []
    program.runner.ask(lambda station: interviews.resume(station, surveys.all_drafts(station)[-1].id), opened.append)
    settle(program)

    def on_screen() -> Interviewing:
        page = Interviewing(program.stage, opened[0])
        program.stage.open_task(page)
        settle(program)
        return page

    return shown(program, qtbot, on_screen)


@pytest.fixture
def places(hq: days.Played, program: Program, qtbot: QtBot) -> Asking:
    """The form of places, for somebody."""
    return begins(program, qtbot, "places")


def test_two_corners_of_a_field_wait_in_the_draft_for_the_third(places: Asking, qtbot: QtBot) -> None:
    places.goes_to("/data/field")
    editor = places.question("field").editor
    assert isinstance(editor, WalkEditor)
    editor.take_points(FIELD[:2])
    again = comes_back(places, qtbot)
    again.goes_to("/data/field")
    editor = again.question("field").editor
    assert isinstance(editor, WalkEditor)
    assert len(editor.rows.rows) == 2
    assert again.question("field").error.text() == "圈一块地，至少要三个点。"
    editor.take_points(FIELD[2:])
    again.goes_to("/data/school")
    assert again.answer_of("field") != ""
    # whole by now, nothing of it is left beside the answer
    assert again.view.page.halves == {}
    last = comes_back(again, qtbot)
    assert last.view.page.halves == {}


def test_half_a_place_is_there_after_turning_the_page(places: Asking, qtbot: QtBot) -> None:
    places.view.set_single(True)
    places.goes_to("/data/school")
    places.types("33.0043")
    places.presses(Qt.Key.Key_Tab)
    places.types("197")
    places.goes_to("/data/way")
    places.presses(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    editor = places.question("school").editor
    assert isinstance(editor, PointEditor)
    assert [line.text() for line in editor.lines[:2]] == ["33.0043", "197"]
    assert places.question("school").shows_error


def test_a_year_alone_stays_and_the_end_leads_back_to_it(hq: days.Played, program: Program, qtbot: QtBot) -> None:
    asking = begins(program, qtbot, "household")
    asking.goes_to("/data/home/moved_in")
    asking.types("2019")
    again = comes_back(asking, qtbot)
    again.goes_to("/data/home/moved_in")
    editor = again.question("moved_in").editor
    assert isinstance(editor, MomentEditor)
    assert [field.text() for field in editor.fields.values()] == ["2019", "", ""]
    # it may be left blank, but what was typed is not lost by handing in
    again.view._turn(len(again.view.plan.sheets))
    assert "/data/home/moved_in" in [ref for ref, _ in again.view._missing()]
    again.goes_to("/data/home/moved_in")
    for field in editor.fields.values():
        field.clear()
    again.goes_to("/data/before/hours")
    assert again.view.page.halves == {}


def test_half_a_number_moves_with_its_person(hq: days.Played, program: Program, qtbot: QtBot) -> None:
    asking = begins(program, qtbot, "household")
    for _ in range(2):
        asking.view.more_wanted.emit("/data/member")
        settle(program)
    asking.view.page._keep_half("/data/member[3]/age", "x")
    asking.view.page._keep_half("/data/member[2]/age", "y")
    asking.view.removal_wanted.emit("/data/member[2]")
    settle(program)
    assert asking.view.page.halves == {"/data/member[2]/age": "x"}
    program.window.undo_bar.undo()
    settle(program)
    assert asking.view.page.halves == {"/data/member[3]/age": "x", "/data/member[2]/age": "y"}
