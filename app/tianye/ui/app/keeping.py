"""What is done while nobody asks: the backup of the day, looking for damage in slices, erasing and purging what is due.

The backup is written in a thread of its own with a reader of its own, so that a check-in never waits for it; the rest
are short questions in the lane while it has nothing else to do.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from tianye.domain.changes import Changes
from tianye.domain.errors import Bug, TianyeError
from tianye.ui.messages.faults import remark
from tianye.ui.messages.notices import Notice
from tianye.ui.parts.stage import Desk, Stage
from tianye.ui.parts.sticks import find_sticks

if TYPE_CHECKING:
    from tianye.services.diagnostics import Diagnosis, Finding
    from tianye.services.hints import Hint
    from tianye.services.keeping import Due, Standing, Written
    from tianye.services.station import Station

EVERY_MS: Final = 15_000
BACKUP_EVERY: Final = 4
"""Each so many rounds it is asked whether a backup is due: a stick may have been plugged in."""
ABOUT_BACKUP, ABOUT_DAMAGE, ABOUT_SAFETY = "backup", "damage", "safety"


class Keeper(QObject):
    """Keeps what was entered; stopped before the lane is."""

    _written = Signal(object, object)

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self._desk: Desk | None = None
        self._round = 0
        self._beside: threading.Thread | None = None
        self._is_stopping = threading.Event()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look_after)
        self._written.connect(self._note)

    def start(self) -> None:
        """Begin to look after what is open."""
        self._timer.start()

    def stop(self) -> None:
        """Give up a backup that is being written; nothing half-written stays."""
        self._timer.stop()
        self._is_stopping.set()
        if self._beside is not None:
            self._beside.join()

    @property
    def is_writing(self) -> bool:
        """Whether a backup is being written."""
        return self._beside is not None

    def look_after(self) -> None:
        """Do the next small thing, where nothing else is being done."""
        stage = self._stage
        if stage.desk is None:
            self._desk = None
            return
        if stage.runner.is_busy:
            return
        if stage.desk is not self._desk:
            self._desk, self._round = stage.desk, 0
            stage.runner.ask(_at_start, self._say_start, _ignore)
            return
        if self._round % BACKUP_EVERY == 0 and not self.is_writing:
            stage.runner.ask(partial(_due, [stick.root for stick in find_sticks()]), self._begin, self._say_failure)
        elif self._round % BACKUP_EVERY == 1:
            stage.runner.ask(_carry_out, self._spread, _ignore)
        else:
            stage.runner.ask(_look_on, self._say_damage, _ignore)
        self._round += 1

    def _begin(self, due: Due) -> None:
        if due and not self.is_writing and not self._is_stopping.is_set():
            self._beside = threading.Thread(target=self._write, args=(due,), name="tianye-backup")
            self._beside.start()

    def _write(self, due: Due) -> None:
        from tianye.services import keeping

        def go_on(left: int, total: int) -> None:
            if self._is_stopping.is_set():
                raise _Stopped

        try:
            written = keeping.write(due, go_on)
        except _Stopped:
            return
        except Exception as unexpected:
            fault = Bug("backup.unexpected", type=type(unexpected).__name__)
            written = keeping.Written(None, None, fault, None)
        self._written.emit(due, written)

    def _note(self, due: Due, written: Written) -> None:
        if self._beside is not None:
            self._beside.join()
            self._beside = None
        if self._stage.desk is None or self._is_stopping.is_set():
            return
        self._stage.runner.ask(partial(_note, due, written), lambda _: None, _ignore)
        self._say_failure(written.fault, is_stick=False)
        self._say_failure(written.stick_fault, is_stick=True)
        if written.fault is None and written.here is not None:
            self._stage.withdraw(ABOUT_BACKUP)

    # ---- what is said ----------------------------------------------------------------------------------------------

    def _say_start(self, found: tuple[Diagnosis, Standing, tuple[Hint, ...]]) -> None:
        diagnosis, standing, hints = found
        self._say_damage(diagnosis.findings)
        self._say_hints(hints)
        if standing.fault:
            self._say_no_backup(standing.fault, {}, is_stick=False)
        elif standing.is_late:
            self._stage.notify(
                Notice(
                    "warn",
                    lambda: (
                        self.tr("For days no backup could be made of this computer."),
                        self.tr("Look at the backups."),
                    ),
                    action=lambda: self.tr("Backups"),
                    act=self._open_page,
                    about=ABOUT_BACKUP,
                    stays=True,
                    waits=True,
                )
            )

    def _say_hints(self, hints: tuple[Hint, ...]) -> None:
        from tianye.services.hints import Hint

        words = {
            Hint.NEW_KEY_DUE: lambda: self.tr("Who was removed could still open a copy: a new key is due."),
            Hint.NO_TIP: lambda: self.tr("An older copy in place of this folder would not be noticed."),
            Hint.NO_WAY_BACK: lambda: self.tr("A forgotten passphrase could not be replaced."),
            Hint.LACKING: lambda: self.tr("Records came without contents that only a backup holds."),
        }
        first = next((words[hint] for hint in hints if hint in words), None)
        if first is None:
            return
        self._stage.notify(
            Notice(
                "warn",
                lambda: (first(), self.tr("What can be done about it stands with the backups.")),
                action=lambda: self.tr("Backups and check"),
                act=self._open_page,
                about=ABOUT_SAFETY,
                stays=True,
                waits=True,
            )
        )

    def _say_failure(self, fault: TianyeError | None, *, is_stick: bool = False) -> None:
        if fault is not None:
            self._say_no_backup(fault.code, fault.data, is_stick=is_stick)

    def _say_no_backup(self, code: str, data: Mapping[str, object], *, is_stick: bool) -> None:
        def text() -> tuple[str, str]:
            happened = (
                self.tr("The backup on the stick could not be made.")
                if is_stick
                else self.tr("Today's backup could not be made.")
            )
            return happened, remark(code, data)

        self._stage.notify(
            Notice(
                "warn",
                text,
                code,
                action=lambda: self.tr("Backups"),
                act=self._open_page,
                about=ABOUT_BACKUP,
                stays=True,
                waits=True,
            )
        )

    def _say_damage(self, findings: tuple[Finding, ...]) -> None:
        if not findings:
            return
        self._stage.notify(
            Notice(
                "error",
                lambda: (
                    self.tr("Something in the records of this computer is damaged."),
                    self.tr("What can be read is still here. Look at the backups and the check before going on."),
                ),
                findings[0].code,
                action=lambda: self.tr("Backups and check"),
                act=self._open_page,
                about=ABOUT_DAMAGE,
                stays=True,
            )
        )

    def _open_page(self) -> None:
        from tianye.ui.pages.safekeeping import SafekeepingPage

        self._stage.open_task(SafekeepingPage(self._stage))

    def _spread(self, changes: Changes) -> None:
        if changes:
            self._stage.runner.changed.emit(changes)


class _Stopped(Exception):
    """Raised between two slices of a backup when the program ends."""


def _ignore(_: TianyeError) -> None:
    # what hinders a small look is met by the next work, which says it
    return


def _at_start(station: Station) -> tuple[Diagnosis, Standing, tuple[Hint, ...]]:
    from tianye.services import diagnostics, hints, keeping

    waits = tuple(hint for hint in hints.hints(station) if not hints.is_nobodys_fault(station, hint))
    return diagnostics.check_at_start(station), keeping.standing(station), waits


def _due(drives: list[object], station: Station) -> Due:
    from tianye.services import keeping

    return keeping.due(station, drives)  # type: ignore[arg-type]


def _note(due: Due, written: Written, station: Station) -> None:
    from tianye.services import keeping

    keeping.note(station, due, written)


def _look_on(station: Station) -> tuple[Finding, ...]:
    from tianye.services import diagnostics

    return diagnostics.look_on(station)


def _carry_out(station: Station) -> Changes:
    from tianye.services import erasing, purging

    if station.identity.role == "hq":
        return erasing.carry_out(station, is_due=True)
    return purging.go_on(station)


def keep_at_closing(station: Station) -> None:
    """Write the last backup of the day, after the window was closed."""
    from tianye.services import keeping

    keeping.keep_at_closing(station, [stick.root for stick in find_sticks()])
