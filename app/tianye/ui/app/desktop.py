"""What the desktop around the window has to know of it, and what we have to know of the desktop."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from tianye.ui.parts.marks import draw_program_icon

_ICON_SIZES: Final = (16, 32, 48, 64, 128)


def choose_input_method(environment: MutableMapping[str, str], plugins: Path) -> None:
    """Have Chinese typed through fcitx although Qt as it comes for Python has no plugin for it.

    Before the `QApplication`. Desktops with fcitx set `QT_IM_MODULE=fcitx`, and without that plugin nobody can type a
    name. fcitx 5 answers to ibus's protocol as well, through its portal; for that one the plugin is there. `plugins`
    is Qt's folder of plugins; one that somebody added for fcitx is used as it was asked for.
    """
    if not environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        return
    if not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def spare_other_programs(environment: MutableMapping[str, str], *, is_frozen: bool) -> None:
    """Keep our libraries from programs that we start, such as the one that opens a sheet to be printed.

    A frozen program finds its libraries by `LD_LIBRARY_PATH`, which is read once, at its own start; whoever inherits it
    would load ours in place of the system's. What the variable was before stands in `LD_LIBRARY_PATH_ORIG`.
    """
    if is_frozen:
        before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
        environment.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            environment["LD_LIBRARY_PATH"] = before


def introduce(application: QGuiApplication) -> None:
    """Tell the desktop our sign, and which entry of its menu the windows belong to."""
    application.setDesktopFileName("tianye")
    icon = QIcon()
    for size in _ICON_SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill("transparent")
        draw_program_icon(QPainter(pixmap), size)
        icon.addPixmap(pixmap)
    application.setWindowIcon(icon)
