"""Start-up: the application, its look and language, the lane, the window.

The window stands before anything below `services.station` is loaded: cryptography and database cost as much time as Qt
itself, and nobody can use them before the passphrase is typed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import tianye
from tianye.services import assets
from tianye.ui.app.window import Window
from tianye.ui.messages.language import Language
from tianye.ui.parts.scanner import Scanner
from tianye.ui.parts.stage import Stage, Workspace
from tianye.ui.runner import Runner
from tianye.ui.theme import SYSTEM, Theme

if TYPE_CHECKING:
    from tianye.services.station import Station


def translations() -> Path:
    """Return the folder of catalogues: beside the installed package, else in the checkout."""
    package = Path(tianye.__file__).parent
    installed = package / "_data" / "translations"
    return installed if installed.is_dir() else package.parents[1] / "translations"


def make_application(arguments: list[str]) -> QApplication:
    """Return the one `QApplication`; scale factors of the screen are taken as they are."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QCoreApplication.setApplicationName("tianye")
    application = QApplication(arguments[:1])
    application.setApplicationVersion(tianye.__version__)
    return application


class Program:
    """Everything that lives as long as the window: made once, stopped once."""

    def __init__(self, memory: Path | None = None) -> None:
        """Build on the existing `QApplication`; `memory` is the ini file of window, language and look."""
        path = memory or platformdirs.user_config_path("tianye", appauthor=False) / "screens.ini"
        self.memory = QSettings(str(path), QSettings.Format.IniFormat)
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
        self.scanner.start()

    def _remember(self) -> None:
        self.memory.setValue("look/palette", self.theme.choice)
        self.memory.setValue("look/text", self.theme.text_percent)
        self.memory.setValue("look/language", self.language.code)

    def stop(self) -> None:
        """End the lane, which closes the data folder, and write what is remembered."""
        self.scanner.stop()
        self.runner.stop()
        self.language.withdraw()
        self.memory.sync()


def run(first: Callable[[], Workspace]) -> int:
    """Start the desktop program with its first workspace; returns when the window was closed."""
    application = make_application(sys.argv)
    program = Program()
    try:
        program.window.enter(first())
        program.window.show()
        return application.exec()
    finally:
        program.stop()


def _close(station: Station) -> None:
    station.close()


def _percent(value: object) -> int:
    text = str(value)
    return int(text) if text.isdigit() else 100
