"""Figures in the week after: all, one county by sex, days of one's own, a contradiction, and before there is a plan."""

from __future__ import annotations

from dataclasses import replace

from tianye.domain.indicators import Dimension, Violation
from tianye.services.figuring import contradictions_of
from tianye.ui.app.program import Program
from tianye.ui.hq.figures import Figures
from ui import days


def counted(program: Program) -> None:
    """All figures, people by county."""
    _page(program)


def women_and_men(program: Program) -> None:
    """One county, by sex."""
    page = _page(program)
    page.filters.county.choose("433124")
    page.filters.by.choose(Dimension.SEX)
    days.settle(program)


def share(program: Program) -> None:
    """A share with its two numbers, by kind."""
    page = _page(program)
    page.filters.by.choose(Dimension.KIND)
    days.settle(program)
    page.table.selectRow(len(page.counted.figures) - 1 if page.counted else 0)
    days.settle(program)


def own_days(program: Program) -> None:
    """Days typed in, one of them not a day."""
    _page(program).filters.choose_days("2026-06-12", "2026-06-31")
    days.settle(program)


def contradiction(program: Program) -> None:
    """Figures that cannot all be true, as a fault in counting would bring them."""
    page = _page(program)
    assert page.counted is not None
    page.filters.changed.disconnect(page.ask)
    report = page.counted.report
    people = next(figure for figure in report.figures if figure.id == "persons" and figure.by is None)
    women = next(figure for figure in report.figures if figure.id == "women" and figure.by is None)
    total = replace(women, value=179)
    wrong = replace(report, violations=(Violation("part-over-whole", (total, people)),))
    shown = tuple(
        replace(one, measure=replace(one.measure, value=179)) if one.id == "women" else one
        for one in page.counted.figures
    )
    page.show_counted(replace(page.counted, report=wrong, figures=shown, contradictions=contradictions_of(wrong)))
    days.settle(program)


def nothing(program: Program) -> None:
    """Before the first plan."""
    days.seat(program, days.founded(), "hq")
    program.window.go("figures")
    days.settle(program)


def _page(program: Program) -> Figures:
    days.seat(program, days.borrow(days.week_after()), "hq")
    program.window.go("figures")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Figures)
    return page


SCENES = {
    "counted": counted,
    "women-and-men": women_and_men,
    "share": share,
    "own-days": own_days,
    "contradiction": contradiction,
    "nothing": nothing,
}
MAIN = {"counted", "women-and-men"}
