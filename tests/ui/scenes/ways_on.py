"""Ways on: saving what can be read of a damaged folder, somebody else taking over, another name for oneself."""

from __future__ import annotations

from pathlib import Path

from tianye.domain.errors import NextStep, UserFault
from tianye.services.rescue import Rescued
from tianye.ui.app.program import Program
from tianye.ui.app.start.saving import Saving
from tianye.ui.app.switching import Switching
from tianye.ui.runner import Job, Progress
from ui import days
from ui.scenes.start import _operators, damaged


def _nothing(station: object, progress: Progress) -> None:
    return


def _saving(program: Program) -> Saving:
    damaged(program)
    # the path is part of the picture
    program.desks.folder = Path("/srv/drolma/tianye")
    task = Saving(program.stage, program.desks)
    program.stage.open_task(task)
    return task


def saving(program: Program) -> None:
    """A damaged folder: what can be read is to be saved."""
    _saving(program)


def saving_under_way(program: Program) -> None:
    """Half of it is saved."""
    task = _saving(program)
    task.passphrase.editor.setText("three quiet yaks")
    task.busy.start(lambda: task.tr("Reading around the damage…"))
    task.busy.tell(5120, 11904)
    task._job = Job(_nothing, "", program.runner)
    task._reword()


def saved_in_part(program: Program) -> None:
    """Something is lost, and said."""
    _saving(program)._show_saved(
        Rescued(Path("/srv/drolma/tianye-2"), 11790, 114, 40, 2, 31, 1, 3, ("exchanged",), True)
    )


def saved(program: Program) -> None:
    """Nothing is lost."""
    _saving(program)._show_saved(Rescued(Path("/srv/drolma/tianye-2"), 11904, 0, 0, 0, 0, 0, 0, (), False))


def _switching(program: Program, folder: str) -> Switching:
    days.seat(program, days.borrow(days.morning()), folder)
    program.stage.switch()
    page = program.window.page
    assert isinstance(page, Switching)
    return page


def switching(program: Program) -> None:
    """Somebody else takes over; the first passphrase was mistyped."""
    page = _switching(program, "laptop-1")
    page.passphrase.editor.setText("three loud yaks")
    page.take_over()
    days.settle(program)


def switching_refused(program: Program) -> None:
    """A leader on a day without a session."""
    page = _switching(program, "hq")
    page._refused(UserFault("operator.no-door-today", next_step=NextStep.CHECK_PASSPHRASE))


def renaming(program: Program) -> None:
    """One gives herself another name."""
    page = _operators(program)
    page._begin_renaming(next(one for one in page._people if one.is_here))


SCENES = {
    "saving": saving,
    "saving-under-way": saving_under_way,
    "saved": saved,
    "saved-in-part": saved_in_part,
    "switching": switching,
    "switching-refused": switching_refused,
    "renaming": renaming,
}
MAIN = ("saved-in-part", "switching")
