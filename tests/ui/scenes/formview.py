"""The form view with a household form: every usual question, errors, Tibetan, repeats, the end."""

from __future__ import annotations

from tianye.ui.app.program import Program
from tianye.ui.formview.choosing import SearchedEditor
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.forms_on_screen import open_file, settle


def _household(program: Program, languages: str = "zh") -> Interviewing:
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    return open_file(program, "household.md", languages=languages)


def _answer(program: Program, page: Interviewing, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        page.view.answered.emit(f"/data/{name}", value)
        page.view._under_way[f"/data/{name}"] += 1
    settle(program)


FIRST = {"before/first_time": "yes", "before/fuels": "sun dung", "before/hours": "26"}


def group(program: Program) -> None:
    """A group of three questions, the last one wrong."""
    page = _household(program)
    _answer(program, page, FIRST)
    page.view.start("/data/before/fuels")
    page.view.move_on()
    settle(program)


def both(program: Program) -> None:
    """Chinese with Tibetan."""
    page = _household(program, "zh+bo")
    page.view.start()
    _answer(program, page, FIRST)
    page.view.move_on()
    settle(program)


def tibetan(program: Program) -> None:
    """Tibetan alone."""
    page = _household(program, "bo")
    _answer(program, page, FIRST | {"before/hours": "3"})
    settle(program)


def household(program: Program) -> None:
    """A date, numbers, a range in steps, an order to make."""
    page = _household(program)
    _answer(program, page, FIRST | {"before/hours": "3", "home/moved_in": "2019-04-06", "home/satisfied": "7"})
    page.view.open_at("/data/home")
    settle(program)


def ranked(program: Program) -> None:
    """The order of three needs, in two languages."""
    page = _household(program, "zh+bo")
    settle(program)
    _answer(program, page, {"home/needs": "water light heat"})
    page.view.open_at("/data/home/needs")
    settle(program)


def repeat(program: Program) -> None:
    """Two members of the family, one to be taken out or another to be added."""
    page = _household(program)
    page.view.open_at("/data/member[1]")
    for _ in range(1):
        page.view.more_wanted.emit("/data/member")
        settle(program)
    _answer(program, page, {"member[1]/called": "央金", "member[1]/kin": "mother"})
    page.view.open_at("/data/member[1]/called")
    settle(program)


def taken_out(program: Program) -> None:
    """One of the family was taken out by a slip, and the way back stands below."""
    repeat(program)
    page = program.window.page
    assert isinstance(page, Interviewing)
    page.view.removal_wanted.emit("/data/member[2]")
    settle(program)


def long_list(program: Program) -> None:
    """A search among many choices, in two languages."""
    page = _household(program, "zh+bo")
    settle(program)
    page.view.open_at("/data/rest")
    settle(program)
    question = page.view.page.question("/data/rest/town")
    assert question is not None
    editor = question.editor
    assert isinstance(editor, SearchedEditor)
    editor.finder.field.setText("拉")
    editor.finder.field.textEdited.emit("拉")
    settle(program)


def two_wrong(program: Program) -> None:
    """Two answers are missing on a page: a card above it leads to them."""
    page = _household(program)
    page.view.start()
    _answer(program, page, {"before/first_time": "yes"})
    page.view.move_on()
    settle(program)


def measures(program: Program) -> None:
    """A long range, times, a year, a place; what this laptop cannot do."""
    days.seat(program, days.borrow(days.morning()))
    program.window.go("survey")
    page = open_file(program, "measures.md")
    answers = {"price": "0.55", "dusk": "20:40:00.000+08:00", "outage": "2026-06-11T19:05:00.000+08:00"}
    _answer(program, page, answers)


def measures_end(program: Program) -> None:
    """The second half of that form."""
    measures(program)
    page = program.window.page
    assert isinstance(page, Interviewing)
    page.view.open_at("/data/meter")
    settle(program)


SCENES = {
    "group": group,
    "both": both,
    "tibetan": tibetan,
    "household": household,
    "ranked": ranked,
    "repeat": repeat,
    "taken_out": taken_out,
    "long_list": long_list,
    "two_wrong": two_wrong,
    "measures": measures,
    "measures_end": measures_end,
}
MAIN = {"both"}
