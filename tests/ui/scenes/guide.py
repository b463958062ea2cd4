"""The help beside the work."""

from __future__ import annotations

from tianye.ui.app.program import Program
from ui import days


def page(program: Program) -> None:
    """The help of check-in, opened over the day."""
    days.seat(program, days.borrow(days.morning()), "laptop-1")
    program.stage.show_help("check-in")


def index(program: Program) -> None:
    """The list of all pages."""
    days.seat(program, days.borrow(days.morning()), "laptop-1")
    program.stage.show_help("index")


SCENES = {"page": page, "index": index}
MAIN = {"page"}
