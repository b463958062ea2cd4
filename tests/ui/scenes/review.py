"""Review in the week after: a pair, words that differ, what is to know, what was decided, and nothing to decide."""

from __future__ import annotations

from tianye.services import review
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.hq.reviewing import Review
from ui import cases, days


def pair(program: Program) -> None:
    """Two registrations side by side."""
    _page(program)


def words(program: Program) -> None:
    """A telephone on which two laptops differ."""
    _page(program).views.choose("words")
    days.settle(program)


def attendance(program: Program) -> None:
    """A check-in that was taken back by somebody who had not seen another one."""
    page = _page(program)
    program.runner.do(cases.take_back_unseen)
    page.views.choose("words")
    days.settle(program)
    page.list.step(1)
    days.settle(program)


def answers(program: Program) -> None:
    """Answers to a form that were corrected twice."""
    page = _page(program)
    program.runner.do(cases.correct_twice_and_more)
    page.views.choose("words")
    days.settle(program)
    page.list.step(9)
    days.settle(program)


def links(program: Program) -> None:
    """Two laptops that disagree on a pair."""
    page = _page(program)
    program.runner.do(cases.disagree_on_a_pair)
    days.settle(program)
    page.list.step(-5)
    days.settle(program)


def notes(program: Program) -> None:
    """Refused scans: one that can be let in, one to know."""
    page = _page(program)
    program.runner.do(cases.refuse_scans)
    page.views.choose("notes")
    days.settle(program)


def no_notes(program: Program) -> None:
    """Nothing to know."""
    _page(program).views.choose("notes")
    days.settle(program)


def decided(program: Program) -> None:
    """What was decided, one decision taken back."""
    page = _page(program)
    page.verdicts.press(2)
    days.settle(program)
    program.window.undo_bar.undo()
    days.settle(program)
    page.views.choose("decided")
    days.settle(program)


def undo(program: Program) -> None:
    """A pair was decided, the next one is there, the way back is offered."""
    _page(program).verdicts.press(1)
    days.settle(program)


def nothing(program: Program) -> None:
    """Everything is decided."""
    page = _page(program)
    program.runner.do(_decide_all)
    days.settle(program)
    assert not any(case.kind is review.CaseKind.DUPLICATE for case in page.cases)


def founded(program: Program) -> None:
    """Before anything came."""
    days.seat(program, days.founded(), "hq")
    program.window.go("review")
    days.settle(program)


def _decide_all(station: Station) -> tuple[object, ...]:
    pairs = review.list_cases(station, (review.CaseKind.DUPLICATE,))
    return tuple(review.decide(station, case, review.DIFFERENT) for case in pairs)


def _page(program: Program) -> Review:
    days.seat(program, days.borrow(days.week_after()), "hq")
    program.window.go("review")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Review)
    return page


SCENES = {
    "pair": pair,
    "words": words,
    "attendance": attendance,
    "answers": answers,
    "links": links,
    "notes": notes,
    "no-notes": no_notes,
    "decided": decided,
    "undo": undo,
    "nothing": nothing,
    "founded": founded,
}
MAIN = {"pair", "words"}
