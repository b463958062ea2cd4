"""A folder that cannot simply be opened: what happened, what was kept, what to do, and the ways on."""

from __future__ import annotations

from tianye.domain.errors import NextStep, TianyeError, UserFault, WorldFault
from tianye.services.folders import FolderState
from tianye.ui.app.desks import Desks
from tianye.ui.app.start.frame import StartPage
from tianye.ui.parts.buttons import Button
from tianye.ui.parts.cards import PageHead, add_row
from tianye.ui.parts.choosers import choose_folder
from tianye.ui.parts.faultcard import FaultCard
from tianye.ui.parts.flow import Flow
from tianye.ui.parts.stage import Stage

LOST = {
    "database.missing",
    "database.gone",
    "database.behind-tip",
    "database.empty",
    "database.unreadable",
    "database.damaged",
    "database.unfinished",
    "station.keys-missing",
    "keys.damaged",
    "database.update-failed",
}
"""What is not mended by trying again: a backup is the way."""
MISPLACED = {"database.gone", "database.behind-tip", "database.missing"}
"""What may lie elsewhere, newer than any backup: to look there comes before the backup."""
NO_DOOR = "operator.no-door-today"
WAITING = {NO_DOOR, "database.too-new"}
"""What nothing on this page mends."""
READABLE_IN_PART = {"database.unreadable", "database.damaged", "database.unfinished"}
"""Where no good backup is, what can be read of these may be saved."""


def fault_of(state: FolderState) -> TianyeError:
    """Return the fault that opening such a folder would meet."""
    match state:
        case FolderState.IN_USE:
            return WorldFault("station.in-use", next_step=NextStep.CLOSE_OTHER_PROGRAM)
        case FolderState.DATABASE_MISSING:
            return WorldFault("database.missing", next_step=NextStep.RESTORE_BACKUP)
        case FolderState.GONE:
            return WorldFault("database.gone", next_step=NextStep.RESTORE_BACKUP)
        case FolderState.DATABASE_EMPTY:
            return WorldFault("database.empty", next_step=NextStep.RESTORE_BACKUP)
        case FolderState.KEYS_MISSING:
            return WorldFault("station.keys-missing", next_step=NextStep.RESTORE_BACKUP)
        case FolderState.NO_FOLDER:
            return UserFault("station.no-folder", next_step=NextStep.CHOOSE_ANOTHER_FILE)
        case _:
            return UserFault("station.none-here", next_step=NextStep.CHOOSE_ANOTHER_FILE)


class Trouble(StartPage):
    """Instead of the passphrase: the fault on a card, and what can be done about it."""

    def __init__(self, stage: Stage, desks: Desks, fault: TianyeError) -> None:
        super().__init__(stage)
        self._desks, self._fault = desks, fault
        is_lost, is_nothing = fault.code in LOST, fault.code in ("station.none-here", "station.no-folder")
        is_elsewhere = fault.code in MISPLACED
        self.head = PageHead()
        self.card = FaultCard()
        # where the next step is another day or a telephone call, nothing is filled
        is_waiting = fault.code in WAITING
        self.again = Button("secondary" if is_lost or is_nothing or is_waiting else "primary", "again")
        self.restoring = Button("primary" if is_lost and not is_elsewhere else "secondary", "history")
        self.elsewhere = Button("primary" if is_nothing or is_elsewhere else "secondary", "folder")
        self.new = Button("secondary", "plus")
        self.saving = Button("secondary", "copy")
        self.leaving = Button("secondary", "cross")
        self.again.clicked.connect(lambda: self._desks.look_at(self._desks.folder))
        self.restoring.clicked.connect(self._restore)
        self.saving.clicked.connect(self._save)
        self.elsewhere.clicked.connect(self._choose)
        self.new.clicked.connect(self._desks.begin_new)
        self.leaving.clicked.connect(lambda: self.window().close())
        ways = [self.again, self.elsewhere]
        if is_elsewhere:
            ways = [self.elsewhere, self.restoring, self.again]
        elif is_lost:
            may_save = fault.code in READABLE_IN_PART
            ways = [self.restoring, *([self.saving] if may_save else []), self.again, self.elsewhere]
        elif is_nothing:
            may_begin = fault.code == "station.none-here"
            ways = [self.elsewhere, *([self.new] if may_begin else []), self.again]
        elif fault.code == NO_DOOR:
            ways = [self.leaving, self.again]
        self._first = ways[0]
        self.column.addWidget(self.head)
        self.column.addWidget(self.card)
        self.column.addSpacing(8)
        side_by_side = Flow(12)
        for way in ways:
            side_by_side.add(way)
        self.column.addWidget(side_by_side)
        if fault.code == "database.gone":
            # somebody may have taken it away on purpose; it comes last, and never by itself
            add_row(self.column, self.new, None)
        self.card.show_fault(fault)

    def retranslate(self) -> None:
        """Set every text."""
        self.head.say(*self._title())
        # trying again asks for the passphrase
        self.again.setText(self.tr("Another passphrase") if self._fault.code == NO_DOOR else self.tr("Try again"))
        self.leaving.setText(self.tr("Close Tianye"))
        self.restoring.setText(self.tr("Restore from a backup"))
        self.saving.setText(self.tr("Save what can be read"))
        self.elsewhere.setText(self.tr("Another data folder"))
        self.new.setText(self.tr("Make a new one here"))

    def entered(self) -> None:
        """Let Enter do the first thing."""
        self._first.setFocus()

    def help_page(self) -> str:
        """Return the page of the guide."""
        return "opening"

    def _title(self) -> tuple[str, str]:
        match self._fault.code:
            case "station.in-use":
                return self.tr("It is open already"), self.tr("One folder, one window: look at the task bar.")
            case "database.missing" | "database.gone":
                return self.tr("The records are not where they were"), self.tr(
                    "This folder was in use, so it is not treated as a new one."
                )
            case "database.behind-tip":
                return self.tr("These records are older than what was here"), self.tr(
                    "An older copy lies in their place. Writing on in it would contradict what was handed over."
                )
            case "station.keys-missing":
                return self.tr("The keys are not here"), self.tr("Without them nobody can open the records.")
            case "database.too-new":
                return self.tr("Tianye has to be updated first"), ""
            case "station.no-folder":
                return self.tr("This is not a folder"), ""
            case "station.none-here":
                return self.tr("There is no data folder in this place"), ""
            case "operator.no-door-today":
                return self.tr("No check-in today"), ""
            case code if code in LOST:
                return self.tr("This folder is damaged"), ""
            case _:
                return self.tr("The folder cannot be opened just now"), ""

    def _choose(self) -> None:
        if (folder := choose_folder(self, self.tr("Another data folder"), self._desks.folder)) is not None:
            self._desks.look_at(folder)

    def _restore(self) -> None:
        from tianye.ui.app.start.restore import Restore

        self.stage.open_task(Restore(self.stage, self._desks))

    def _save(self) -> None:
        from tianye.ui.app.start.saving import Saving

        self.stage.open_task(Saving(self.stage, self._desks))
