"""The kiosk of one session: it fills the window and has no rail."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tianye.ui.kiosk.door import Door
from tianye.ui.parts.stage import Place, Stage, Workspace


def make_workspace(session: bytes) -> Workspace:
    """Return the kiosk of a session, by its id."""

    def make(stage: Stage) -> Door:
        return Door(stage, session)

    door = Place("door", "door", str(QT_TRANSLATE_NOOP("Place", "Door")), make)
    return Workspace("kiosk", "", (door,), has_rail=False, has_help=False)
