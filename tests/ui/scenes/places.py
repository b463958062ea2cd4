"""Places on earth: one copied from a telephone, a walk out of a file, a field whose points were typed."""

from __future__ import annotations

import math

from tianye.forms.entry.places import Point
from tianye.ui.app.program import Program
from tianye.ui.formview.places import PointEditor
from tianye.ui.formview.walks import WalkEditor
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.forms_on_screen import open_file, settle

WALK = tuple(Point(33.0043 + step * 0.0006, 97.0065 + 0.004 * math.sin(step / 3), 3700.0 + step) for step in range(24))
FIELD = (Point(33.001, 97.001), Point(33.001, 97.0031), Point(33.0024, 97.0029), Point(33.0022, 97.0008))


def _open(program: Program, name: str, languages: str = "zh") -> Interviewing:
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    page = open_file(program, "places.md", languages=languages)
    page.view.open_at(f"/data/{name}")
    settle(program)
    return page


def place(program: Program) -> None:
    """A pair of a Chinese map, turned; a walk and a field still wanted."""
    page = _open(program, "school", "zh+bo")
    question = page.view.page.question("/data/school")
    assert question is not None
    editor = question.editor
    assert isinstance(editor, PointEditor)
    editor.lines[0].setText("97.0065, 33.0043")
    editor.leave()
    settle(program)


def walk(program: Program) -> None:
    """A walk out of a file."""
    _points(program, "way", WALK)


def field(program: Program) -> None:
    """A field, one of its points wrong."""
    editor = _points(program, "field", FIELD)
    editor.rows.setData(editor.rows.index(2, 0), "133.0024")
    editor.leave()
    settle(program)


def _points(program: Program, name: str, points: tuple[Point, ...]) -> WalkEditor:
    page = _open(program, name)
    question = page.view.page.question(f"/data/{name}")
    assert question is not None
    editor = question.editor
    assert isinstance(editor, WalkEditor)
    editor.take_points(points)
    settle(program)
    return editor


SCENES = {"place": place, "walk": walk, "field": field}
MAIN = {"walk"}
