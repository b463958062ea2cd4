"""The form view with the appearances that forms ask for: grids, lines of steps, lists that open, columns."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap

from tianye.ui.app.program import Program
from tianye.ui.formview.minimal import OneLineEditor
from tianye.ui.formview.moments import MomentEditor
from tianye.ui.formview.multimedia import as_wave
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.forms_on_screen import HERE, open_file, settle


def _opened(program: Program, languages: str = "zh+bo", form: str = "appearances.md") -> Interviewing:
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    page = open_file(program, form, languages=languages)
    settle(program)
    return page


def _answer(program: Program, page: Interviewing, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        page.view._answered(f"/data/{name}", value)
    settle(program)


def grid(program: Program) -> None:
    """Six questions with five answers that stand once on top, in two languages."""
    page = _opened(program)
    _answer(program, page, {"care/cook": "daily", "care/water": "sometimes"})
    page.view.open_at("/data/care/wash")
    settle(program)


def grid_end(program: Program) -> None:
    """The last lines of the grid, its heads still in sight."""
    grid(program)
    page = program.window.page
    assert isinstance(page, Interviewing)
    page.view.open_at("/data/care/herd")
    settle(program)


def steps(program: Program) -> None:
    """Lines of equal steps, and a list with its words over the signs."""
    page = _opened(program)
    _answer(program, page, {"view/fair": "2"})
    page.view.open_at("/data/view/fair")
    settle(program)


def lines(program: Program) -> None:
    """Questions on one line, one of them open."""
    page = _opened(program, "zh")
    _answer(program, page, {"lines/tired": "often", "lines/sold": "t02 t05"})
    page.view.open_at("/data/lines/town")
    settle(program)
    editor = page.view.page.question("/data/lines/town").editor  # type: ignore[union-attr]
    assert isinstance(editor, OneLineEditor)
    editor.line.click()
    settle(program)


def columns(program: Program) -> None:
    """Packed, in two columns, without circles."""
    page = _opened(program)
    _answer(program, page, {"columns/packed": "dung wood", "columns/bare": "coal"})
    page.view.open_at("/data/columns/packed")
    settle(program)


def month(program: Program) -> None:
    """A month that opened below the fields of a date."""
    page = _opened(program, "zh", "figures.md")
    _answer(program, page, {"days/married": "2003-06-08"})
    page.view.open_at("/data/days/married")
    settle(program)
    editor = page.view.page.question("/data/days/married").editor  # type: ignore[union-attr]
    assert isinstance(editor, MomentEditor)
    editor.calendar_button.click()
    settle(program)


def figures(program: Program) -> None:
    """A number to count, one in groups of three figures, one that is masked, a direction."""
    page = _opened(program, "zh+bo", "figures.md")
    _answer(program, page, {"figures/sheep": "12", "figures/income": "23400", "figures/card": "6217"})
    page.view.open_at("/data/figures/sheep")
    settle(program)


def points(program: Program) -> None:
    """Stars, a list of numbers on one line, steps under one another."""
    page = _opened(program, "zh+bo", "figures.md")
    _answer(program, page, {"points/road": "3", "points/rooms": "6", "points/warm": "1"})
    page.view.open_at("/data/points/road")
    settle(program)


def upright(program: Program) -> None:
    """A slider that stands."""
    page = _opened(program, "zh+bo", "figures.md")
    _answer(program, page, {"tall/snow": "35"})
    page.view.open_at("/data/tall/snow")
    settle(program)


def pictured_form(folder: Path, program: Program) -> None:
    """Put a form into a folder, with pictures and sounds of its answers beside it."""
    shutil.copy(HERE / "pictured.md", folder)
    media = folder / "pictured-media"
    media.mkdir()
    for name in ("cow", "bird", "fish", "rabbit", "sun", "moon", "drop"):
        tile = QPixmap(320, 240)
        tile.fill(program.theme.color("barley_soft"))
        painter = QPainter(tile)
        painter.drawPixmap(60, 20, program.theme.pixmap(f"mark-{name}", 200, "on_barley", 1.0))
        painter.end()
        tile.save(str(media / f"{name}.png"))
    for name in ("a", "b"):
        (media / f"{name}.wav").write_bytes(as_wave(bytes(16_000), 16_000))


def _pictured(program: Program, ref: str, answers: dict[str, str]) -> None:
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    with tempfile.TemporaryDirectory() as folder:
        pictured_form(Path(folder), program)
        page = open_file(program, "pictured.md", languages="zh+bo", folder=Path(folder))
    _answer(program, page, answers)
    page.view.open_at(ref)
    settle(program)


def pictures(program: Program) -> None:
    """Answers with pictures, with words and without."""
    _pictured(program, "/data/animals/kept", {"animals/kept": "cow bird"})


def without_words(program: Program) -> None:
    """Answers that are pictures alone."""
    _pictured(program, "/data/animals/sky", {"animals/sky": "moon"})


def faces(program: Program) -> None:
    """A line of steps with pictures, and answers that can be heard."""
    _pictured(program, "/data/more/feeling", {"more/feeling": "3", "more/word": "b"})


SCENES = {
    "pictures": pictures,
    "without_words": without_words,
    "faces": faces,
    "grid": grid,
    "grid_end": grid_end,
    "steps": steps,
    "lines": lines,
    "columns": columns,
    "month": month,
    "figures": figures,
    "points": points,
    "upright": upright,
}
MAIN = {"grid"}
