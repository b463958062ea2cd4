"""Opening and leaving a data folder, and which workspace belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMenu

from tianye.domain.errors import NextStep, TianyeError, UserFault
from tianye.services.folders import FolderState, look_at
from tianye.ui.parts.choosers import begin_at
from tianye.ui.parts.stage import Desk, Page, Stage, Workspace

if TYPE_CHECKING:
    from tianye.services.demonstration import Demonstration
    from tianye.services.footing import Footing
    from tianye.services.founding import World
    from tianye.services.station import Station

LAST_FOLDER, LAST_ROLE = "start/folder", "start/role"
Role = Literal["hq", "laptop"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A data folder that is to be made: for whom, under which names, with which passphrase, where.

    With `keys_file`, which `keys_passphrase` opens, it goes on for a headquarters that was lost.
    """

    role: Role
    name: str
    operator: str
    passphrase: str
    folder: Path
    keys_file: Path | None = None
    keys_passphrase: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A data folder that was opened: whose it is, how far it has come, whether it was worked in elsewhere before."""

    desk: Desk
    footing: Footing
    is_elsewhere: bool
    door: bytes | None = None
    """The session a leader is led to; None where nothing is planned for today."""


FirstTask = Callable[[Stage, "Footing", bool], Page | None]
"""The task to begin with in a folder that was just opened, or (True) just made; None for the workspace itself."""


class Desks(QObject):
    """The one place where data folders are made, opened and left.

    `was_open` says that this window itself has just left it;
    `fault` is what the start has to say of it, if anything.
    """

    seated = Signal()

    def __init__(self, stage: Stage, start: Callable[[], Workspace], first_task: FirstTask) -> None:
        """Stand on the stage; `start` makes what is shown while nothing is open."""
        super().__init__()
        self._stage = stage
        self._start = start
        self._first_task = first_task
        self.fault: TianyeError | None = None
        self.was_open = False
        self.may_begin_anew = False
        """Whether a person said that what was in this place is not to be looked for."""
        self.elsewhere: Opened | None = None
        """What was opened and waits for a person's word, because it was worked in elsewhere before."""
        self.wants_demonstration = False
        self.demonstration_folder: Path | None = None
        self.demonstration: Demonstration | None = None
        """The demonstration that is played, with three doors in place of one start."""
        self.world: World | None = None
        """What is impure, for a demonstration with a clock of its own; None means this machine's."""
        begin_at(None)
        stage.desk_wanted.connect(self._come_back)
        stage.kiosk_wanted.connect(self._enter_kiosk)
        stage.lock_wanted.connect(self.lock)
        stage.runner.broke.connect(self._close_broken)

    @cached_property
    def folder(self) -> Path:
        """The folder in use, or that is to be opened; before one is chosen, the usual place for this user's data."""
        import platformdirs

        return platformdirs.user_data_path("tianye", appauthor=False)

    def open(self, folder: Path, passphrase: str, on_failed: Callable[[TianyeError], object] | None = None) -> None:
        """Open a data folder in the lane and enter its workspace; `on_failed` is given what hindered it."""
        self.take(folder, partial(_open, folder, passphrase, self.world), on_failed, is_new=False)

    def found(self, wanted: Wanted, on_failed: Callable[[TianyeError], object]) -> None:
        """Make a data folder in the lane, enter its workspace, and say what comes first there."""
        make = partial(_found, wanted, self.world, may_begin_anew=self.may_begin_anew)
        self.take(wanted.folder, make, on_failed, is_new=True)

    def look_at(self, folder: Path, *, must_be_one: bool = False) -> None:
        """Show the start of another folder, as `choose` takes it."""
        self.choose(folder, must_be_one=must_be_one)
        self._stage.enter(self._start())

    def choose(self, folder: Path, *, must_be_one: bool = False) -> None:
        """Take another folder; with `must_be_one` an empty place is not taken for a first start."""
        self.folder, self.fault, self.was_open, self.may_begin_anew = folder, None, False, False
        if must_be_one and look_at(folder) is FolderState.NOTHING:
            self.fault = UserFault("station.none-here", next_step=NextStep.CHOOSE_ANOTHER_FILE)

    def say_trouble(self, fault: TianyeError) -> None:
        """Show why the folder cannot be opened, on a page of its own."""
        self.fault, self.was_open = fault, False
        self._stage.enter(self._start())

    def begin_new(self) -> None:
        """Make a new data folder in the place where there is none, by a person's word also where there was one."""
        self.fault, self.may_begin_anew = None, True
        self._stage.enter(self._start())

    def take(
        self,
        folder: Path,
        make: Callable[[], Station],
        on_failed: Callable[[TianyeError], object] | None = None,
        *,
        is_new: bool,
    ) -> None:
        """Let the lane make a station, enter its workspace, and begin with what is first there."""

        def opened(_: None) -> None:
            self.folder, self.fault = folder, None
            self._stage.runner.ask(_desk_of, seated, refused)

        def refused(fault: TianyeError) -> None:
            # it opened, but the first look into it failed
            self.say_trouble(fault)
            self._stage.runner.close()

        def seated(found: Opened) -> None:
            if found.is_elsewhere and self.demonstration is None:
                self.elsewhere = found
                self._stage.enter(self._start())
            else:
                self._seat(found, is_new=is_new)

        self._stage.runner.open(make, opened, on_failed)

    def _seat(self, found: Opened, *, is_new: bool = False) -> None:
        self._stage.desk = found.desk
        self._stage.played = self.demonstration.folder if self.demonstration is not None else None
        self.seated.emit()
        if self.demonstration is None:
            self._stage.memory.setValue(LAST_FOLDER, str(self.folder))
            self._stage.memory.setValue(LAST_ROLE, found.desk.role)
        if found.desk.is_leader:
            self._lead_to_door(found.door)
            return
        self.enter()
        if (task := self._first_task(self._stage, found.footing, is_new)) is not None:
            self._stage.open_task(task)

    def _lead_to_door(self, session: bytes | None) -> None:
        if session is not None:
            self._enter_kiosk(session)
            return
        self._stage.desk = None
        self.say_trouble(UserFault("operator.no-door-today", next_step=NextStep.CHECK_PASSPHRASE))
        self._stage.runner.close()

    def _come_back(self) -> None:
        """Leave the kiosk: a leader's folder is opened by who gave her passphrase there, or stays at the door."""
        if self._stage.desk is None or not self._stage.desk.is_leader:
            self.enter()
            return
        self._stage.runner.ask(_desk_of, self._come_back_as, self._stage.tell)

    def _come_back_as(self, found: Opened) -> None:
        if found.desk.is_leader:
            self.lock()
        else:
            self._seat(found)

    def accept_place(self) -> None:
        """Go on in a folder that was moved here."""
        found, self.elsewhere = self.elsewhere, None
        if found is not None:
            self._stage.runner.do(_accept_place, lambda _: self._seat(found))

    def give_up_place(self) -> None:
        """Close a folder that is a copy of one that is in use."""
        self.elsewhere = None
        self.lock()

    def enter(self) -> None:
        """Show the workspace of the open folder; the start where none is open."""
        desk = self._stage.desk
        if desk is None:
            self._stage.enter(self._start())
            return
        self._stage.enter(_workspace_of(desk.role))
        self._stage.say_foot(desk.operator, desk.station)

    def show_doors(self, demonstration: Demonstration) -> None:
        """Show the doors of a demonstration that was played; a menu that is open keeps its keys first."""
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            menu.aboutToHide.connect(
                lambda: QTimer.singleShot(0, self, lambda: self.show_doors(demonstration)),
                Qt.ConnectionType.SingleShotConnection,
            )
            return
        self.demonstration, self.world = demonstration, demonstration.world()
        begin_at(demonstration.exchange)
        self._stage.enter(self._start())

    def leave(self) -> None:
        """Write down what a demonstration has to remember; the window is closing."""
        if self.demonstration is not None:
            self.demonstration.keep_time()

    def lock(self) -> None:
        """Show the start at once, and close the folder after the work that waits."""
        self._stage.desk, self.was_open = None, True
        # the pages leave first: what they still have to keep goes before the closing
        self._stage.enter(self._start())
        self._stage.forget()
        self._stage.runner.close()

    def sit_again(self) -> None:
        """Show the workspace of who has just taken over, or lead her to her door; the session in work stays."""
        session = self._stage.session
        self._stage.forget()
        self._stage.session = session
        self._stage.runner.ask(_desk_of, self._seat, self._stage.tell)

    def _close_broken(self, fault: TianyeError) -> None:
        """Leave a folder that can no longer be read, and say so: an empty desk would look like lost work."""
        if self.fault is None:
            self.elsewhere = self._stage.desk = None
            self.say_trouble(fault)
            self._stage.runner.close()

    def _enter_kiosk(self, session: bytes) -> None:
        from tianye.ui.kiosk.workspace import make_workspace

        self._stage.enter(make_workspace(session))


def _open(folder: Path, passphrase: str, world: World | None) -> Station:
    # loaded in the lane: cryptography and database take as long as Qt itself
    from tianye.services.station import Station

    return Station.open(folder, passphrase, world)


def _found(wanted: Wanted, world: World | None, *, may_begin_anew: bool) -> Station:
    from tianye.services import succession
    from tianye.services.station import Station

    told = None if wanted.keys_file is None else succession.read_file(wanted.keys_file, wanted.keys_passphrase)
    return Station.create(
        wanted.folder,
        wanted.role,
        name=wanted.name,
        operator=wanted.operator,
        passphrase=wanted.passphrase,
        world=world,
        may_begin_anew=may_begin_anew,
        next_keys=told,
    )


def _desk_of(station: Station) -> Opened:
    from tianye.services.copies import is_elsewhere
    from tianye.services.footing import footing
    from tianye.services.founding import Rights
    from tianye.services.listing import operator_name

    is_leader = station.identity.rights is Rights.LEADER
    desk = Desk(station.identity.role, station.identity.name, operator_name(station), is_leader)
    door = None
    if is_leader:
        from tianye.services.kiosk import door_of_today

        door = door_of_today(station)
    return Opened(desk, footing(station), is_elsewhere(station), door)


def _accept_place(station: Station) -> None:
    from tianye.services.copies import accept_place

    accept_place(station)


def _workspace_of(role: str) -> Workspace:
    if role == "hq":
        from tianye.ui.hq.workspace import WORKSPACE as OF_HEADQUARTERS

        return OF_HEADQUARTERS
    from tianye.ui.field.workspace import WORKSPACE as OF_THE_FIELD

    return OF_THE_FIELD
