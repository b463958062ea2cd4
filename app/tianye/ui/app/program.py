"""Start-up: the application, its look and language, the lane, the window.

The window stands before anything below `services.station` is loaded: cryptography and database cost as much time as Qt
itself, and nobody can use them before the passphrase is typed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import tianye
from tianye.services import assets
from tianye.ui.app.desks import LAST_FOLDER, LAST_ROLE, Desks
from tianye.ui.app.desktop import choose_input_method, introduce, spare_other_programs
from tianye.ui.app.idling import IdleLock
from tianye.ui.app.keeping import Keeper, keep_at_closing
from tianye.ui.app.start.after import first_task
from tianye.ui.app.start.workspace import make_start
from tianye.ui.app.sweeping import Sweeper
from tianye.ui.app.warming import Warming
from tianye.ui.app.window import Window
from tianye.ui.messages.language import Language
from tianye.ui.parts.scanner import Scanner
from tianye.ui.parts.stage import Stage
from tianye.ui.runner import Runner
from tianye.ui.theme import SYSTEM, Theme

if TYPE_CHECKING:
    from tianye.services.station import Station


def translations() -> Path:
    """Return the folder of catalogues: beside the installed package, else in the checkout."""
    package = Path(tianye.__file__).parent
    installed = package / "_data" / "translations"
    return installed if installed.is_dir() else package.parents[1] / "translations"


APPLICATION_ARGUMENTS: Final = ["tianye", "-style", "fusion"]
"""What Qt is told: setting the style by a call would load the class of styles with all its enumerations."""


def make_application() -> QApplication:
    """Return the one `QApplication`; scale factors of the screen are taken as they are."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QCoreApplication.setApplicationName("tianye")
    spare_other_programs(os.environ, is_frozen=getattr(sys, "frozen", False))
    choose_input_method(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    application = QApplication(APPLICATION_ARGUMENTS)
    introduce(application)
    application.setApplicationVersion(tianye.__version__)
    return application


class Program:
    """Everything that lives as long as the window: made once, stopped once."""

    def __init__(self, memory: Path | None = None) -> None:
        """Build on the existing `QApplication`; `memory` is the ini file of window, language and look."""
        self.memory = QSettings(str(memory or _memory_of_screens()), QSettings.Format.IniFormat)
        self.theme = Theme(assets.resource("theme").parent)
        self.language = Language(translations())
        self.runner: Runner[Station] = Runner(_close)
        self.scanner = Scanner()
        self.stage = Stage(self.runner, self.theme, self.language, self.scanner, self.memory)
        self.theme.choose(str(self.memory.value("look/palette", SYSTEM)), _percent(self.memory.value("look/text", 100)))
        self.language.choose(str(self.memory.value("look/language", "zh_CN")))
        self.theme.changed.connect(self._remember)
        self.language.changed.connect(self._remember)
        self.window = Window(self.stage)
        self.desks = Desks(self.stage, lambda: make_start(self.desks), first_task)
        self.warming = Warming(self.runner, self.language)
        self.keeper = Keeper(self.stage)
        self.idle = IdleLock(self.stage, self._is_kiosk, lambda: self.desks.demonstration is not None)
        self.desks.seated.connect(self.idle.begin)
        self.stage.people_wanted.connect(self._show_people)
        self.stage.switch_wanted.connect(self._let_take_over)
        self.stage.saving_wanted.connect(self._save_readable)
        self.stage.restoring_wanted.connect(self._restore_backup)
        self.scanner.start()
        self.idle.start()

    def _remember(self) -> None:
        self.memory.setValue("look/palette", self.theme.choice)
        self.memory.setValue("look/text", self.theme.text_percent)
        self.memory.setValue("look/language", self.language.code)

    def _save_readable(self) -> None:
        from tianye.ui.app.start.saving import Saving

        self.desks.lock()
        self.stage.open_task(Saving(self.stage, self.desks))

    def _restore_backup(self) -> None:
        from tianye.ui.app.start.restore import Restore

        self.desks.lock()
        self.stage.open_task(Restore(self.stage, self.desks))

    def _let_take_over(self) -> None:
        from tianye.ui.app.switching import Switching

        if not isinstance(self.window.page, Switching):
            self.stage.open_task(Switching(self.stage, self.desks))

    def _show_people(self) -> None:
        # loaded when it is first wanted, which nobody waits for at the start
        from tianye.ui.pages.operators import OperatorsPage

        if self.stage.desk is not None and not isinstance(self.window.page, OperatorsPage):
            self.stage.open_task(OperatorsPage(self.stage))

    def _is_kiosk(self) -> bool:
        return self.window.workspace is not None and self.window.workspace.name == "kiosk"

    def warm_up(self) -> None:
        """Load database, cryptography and the workspace while the passphrase is typed."""
        self.warming.begin(str(self.memory.value(LAST_ROLE, "")))

    def stop(self) -> None:
        """End the lane, which closes the data folder, and write what is remembered."""
        self.idle.stop()
        self.scanner.stop()
        self.warming.stop()
        self.keeper.stop()
        self.runner.stop()
        self.language.withdraw()
        self.memory.sync()


def run(arguments: list[str]) -> int:
    """Start the desktop program; returns the exit status when the window was closed."""
    application = make_application()
    program, sweeper = Program(), Sweeper()
    try:
        _choose_start(program.desks, arguments, program.memory)
        program.desks.enter()
        program.window.show()
        sweeper.start()
        program.warm_up()
        program.keeper.start()
        status = application.exec()
        program.keeper.stop()
        program.runner.finish(None if program.desks.demonstration is not None else keep_at_closing)
        program.desks.leave()
        return status
    finally:
        program.stop()
        sweeper.stop()


def _choose_start(desks: Desks, arguments: list[str], memory: QSettings) -> None:
    """Say what is to be shown first: a folder that was named, the last one, the usual place, or the demonstration."""
    match arguments:
        case ["--data", folder]:
            desks.folder = Path(folder)
        case ["demo", *rest]:
            desks.wants_demonstration = True
            named = rest[-1].removeprefix("--dir=") if rest else ""
            desks.demonstration_folder = Path(named) if named else None
        case _:
            if last := str(memory.value(LAST_FOLDER, "")):
                desks.choose(Path(last), must_be_one=True)


def _memory_of_screens() -> Path:
    import platformdirs

    return platformdirs.user_config_path("tianye", appauthor=False) / "screens.ini"


def _close(station: Station) -> None:
    station.close()


def _percent(value: object) -> int:
    text = str(value)
    return int(text) if text.isdigit() else 100
