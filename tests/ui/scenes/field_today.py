"""The facilitator's day: in the middle of the morning, before a pack, on a day without sessions, with a wrong clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tianye.ui.app.program import Program
from tianye.ui.field.today import Today
from ui import days


def today(program: Program) -> None:
    """The day with one door open, the clock's question answered."""
    page = seated(program)
    page.confirm_clock()
    days.settle(program)


def clock(program: Program) -> None:
    """The morning question."""
    seated(program)


def clock_no(program: Program) -> None:
    """The question answered no: day and time to be given."""
    seated(program).clock.no.click()


def clock_suspect(program: Program) -> None:
    """A clock that fell back behind what the laptop has proof of."""
    played = days.borrow(days.morning())
    days.seat(program, replace(played, now_ms=played.now_ms - 10 * 24 * 3600 * 1000))


def other_day(program: Program) -> None:
    """The day before, which is over."""
    page = seated(program)
    page.confirm_clock()
    page.show_date(date(2026, 6, 12))
    days.settle(program)


def no_session(program: Program) -> None:
    """A day before the training begins: the next one is named."""
    page = seated(program)
    page.confirm_clock()
    page.show_date(date(2026, 6, 10))
    days.settle(program)


def nothing_planned(program: Program) -> None:
    """A day after the last session."""
    page = seated(program)
    page.confirm_clock()
    page.show_date(date(2026, 6, 20))
    days.settle(program)


def no_pack(program: Program) -> None:
    """A laptop that headquarters has not sent anything to yet."""
    days.seat(program, days.enrolled_nowhere(), "laptop-new")
    # the pack is asked for first
    program.stage.back()
    page = program.window.page
    assert isinstance(page, Today)
    page.confirm_clock()
    days.settle(program)


def seated(program: Program) -> Today:
    """Open the morning's laptop and return its day."""
    days.seat(program, days.borrow(days.morning()))
    page = program.window.page
    assert isinstance(page, Today)
    return page


SCENES = {
    "today": today,
    "clock": clock,
    "clock_no": clock_no,
    "clock_suspect": clock_suspect,
    "other_day": other_day,
    "no_session": no_session,
    "nothing_planned": nothing_planned,
    "no_pack": no_pack,
}
MAIN = {"today"}
