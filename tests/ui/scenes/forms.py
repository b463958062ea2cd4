"""The forms of headquarters: the shelf, the report of a good and of a bad workbook, a file that is none, a trial."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

from tianye.ui.app.program import Program
from tianye.ui.hq.forms import Forms
from ui import days
from ui.forms_on_screen import HERE, settle


def _forms(program: Program) -> Forms:
    days.seat(program, days.borrow(days.week_after()), "hq")
    program.window.go("forms")
    days.settle(program)
    page = program.window.page
    assert isinstance(page, Forms)
    return page


def shelf(program: Program) -> None:
    """The forms that are here, the first one chosen."""
    _forms(program)


def good(program: Program) -> None:
    """A workbook that can be added."""
    _forms(program).check_file(HERE / "household.md")
    settle(program)


def bad(program: Program) -> None:
    """A workbook with places to mend."""
    _forms(program).check_file(HERE / "broken.md")
    settle(program)


def mistakes(program: Program) -> None:
    """A workbook of somebody who learns it: mistakes in both sheets."""
    _forms(program).check_file(HERE / "mistakes.md")
    settle(program)


def none(program: Program) -> None:
    """A file that is no form."""
    path = Path(gettempdir()) / "名单.xlsx"
    path.write_bytes(b"not a workbook")
    _forms(program).check_file(path)
    settle(program)
    path.unlink()


def trial(program: Program) -> None:
    """A form of a workbook, tried out before it is added."""
    page = _forms(program)
    page.check_file(HERE / "household.md")
    settle(program)
    page.report.trial_wanted.emit()
    settle(program)


def empty(program: Program) -> None:
    """Headquarters without a form."""
    page = _forms(program)
    page._show_shelf([])
    settle(program)


SCENES = {"shelf": shelf, "good": good, "bad": bad, "mistakes": mistakes, "none": none, "trial": trial, "empty": empty}
MAIN = {"shelf", "bad"}
