"""Every part on one page, with notices and the undo bar."""

from __future__ import annotations

from tianye.domain.errors import NextStep, UserFault, WorldFault
from tianye.ui.app.program import Program
from ui.pages import KIT


def parts(program: Program) -> None:
    """The parts at rest."""
    program.window.enter(KIT)
    program.stage.say_foot("才仁永藏", "玉树 4 号机")
    program.stage.count("register", 14)


def bars(program: Program) -> None:
    """A fault of each kind, an undo on offer, work under way."""
    parts(program)
    program.stage.tell(UserFault("badge.unreadable"))
    program.stage.tell(WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name="KINGSTON"))
    program.stage.offer_undo(lambda: "更求才仁 9:14 已签到", lambda: None)


SCENES = {"parts": parts, "bars": bars}
MAIN = {"parts", "bars"}
SCROLLS = {"parts", "bars"}
