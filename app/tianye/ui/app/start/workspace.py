"""The start: a window without a rail, while no data folder is open. Which page depends on what the folder is."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from tianye.services.folders import FolderState, look_at
from tianye.ui.app.desks import Desks
from tianye.ui.parts.stage import Page, Place, Stage, Workspace


def make_start(desks: Desks) -> Workspace:
    """Return the start for the folder that is to be opened."""
    place = Place("start", "door", str(QT_TRANSLATE_NOOP("Place", "Start")), lambda stage: first_page(stage, desks))
    return Workspace("start", "", (place,), has_rail=False)


def first_page(stage: Stage, desks: Desks) -> Page:
    """Return the page for what lies in the wanted folder: a half-made one is never welcomed as a new one."""
    # each is loaded when it is wanted: most mornings that is the field for the passphrase
    if desks.elsewhere is not None:
        from tianye.ui.app.start.copied import Copied

        return Copied(stage, desks)
    if desks.fault is not None:
        from tianye.ui.app.start.trouble import Trouble

        return Trouble(stage, desks, desks.fault)
    if desks.demonstration is not None:
        from tianye.ui.app.start.doors import Doors

        return Doors(stage, desks, desks.demonstration)
    if desks.wants_demonstration:
        from tianye.ui.app.start.playing import Playing

        return Playing(stage, desks, desks.demonstration_folder)
    state = FolderState.WHOLE if desks.was_open else look_at(desks.folder)
    match state:
        case FolderState.GONE if desks.may_begin_anew:
            from tianye.ui.app.start.first import FirstStart

            return FirstStart(stage, desks)
        case FolderState.NOTHING:
            from tianye.ui.app.start.first import FirstStart

            return FirstStart(stage, desks)
        case FolderState.WHOLE:
            from tianye.ui.app.start.unlock import Unlock

            return Unlock(stage, desks)
        case _:
            from tianye.ui.app.start.trouble import Trouble, fault_of

            return Trouble(stage, desks, fault_of(state))
