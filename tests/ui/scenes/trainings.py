"""Trainings at headquarters: all, one of them, a plan about to come in, and before there is one."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tianye.ui.app.program import Program
from tianye.ui.hq.trainings import Trainings
from tianye.ui.hq.trainings_page import TrainingPage
from ui import days, plans


def everything(program: Program) -> None:
    """All trainings of the sample."""
    _page(program)


def of_one(program: Program) -> None:
    """One training that is over: sessions, people, who completed."""
    _open(program, "QH-SOLAR")


def sensitive(program: Program) -> None:
    """A sensitive one."""
    _open(program, "HN-SAFE")


def plan(program: Program) -> None:
    """A plan without a mistake."""
    _preview(program, dict(plans.SHEETS))


def mistakes(program: Program) -> None:
    """A plan with mistakes, by sheet, row and column."""
    _preview(program, {**plans.SHEETS, **plans.MISTAKES})


def unreadable(program: Program) -> None:
    """A file that is no workbook at all."""
    page = _page(program)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "计划.xlsx"
        path.write_bytes(b"no workbook")
        page.preview(path)
        days.settle(program)


def nothing(program: Program) -> None:
    """Before the first plan."""
    days.seat(program, days.founded(), "hq")
    program.window.go("trainings")
    days.settle(program)


def _page(program: Program) -> Trainings:
    days.seat(program, days.borrow(days.week_after()), "hq")
    program.window.go("trainings")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Trainings)
    return page


def _open(program: Program, code: str) -> None:
    page = _page(program)
    row = next(row for row in page.trainings or [] if row.row.code == code)
    program.stage.open_task(TrainingPage(program.stage, row.row.id))
    days.settle(program)


def _preview(program: Program, sheets: plans.Sheets) -> None:
    page = _page(program)
    with tempfile.TemporaryDirectory() as folder:
        page.preview(plans.write_plan(Path(folder) / "七月计划.xlsx", sheets))
        days.settle(program)


SCENES = {
    "everything": everything,
    "of-one": of_one,
    "sensitive": sensitive,
    "plan": plan,
    "mistakes": mistakes,
    "unreadable": unreadable,
    "nothing": nothing,
}
MAIN = {"everything", "of-one"}
