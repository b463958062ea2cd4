"""Sticks and cards that are plugged in, as far as the system tells; asked for again and again while a page is seen."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, QStorageInfo, QTimer, Signal
from PySide6.QtWidgets import QWidget

EVERY_MS: Final = 2000
_MOUNTED_FOR_PEOPLE: Final = ("/media/", "/run/media/", "/Volumes/")
_REMOVABLE_OF_WINDOWS: Final = 2
_BLOCKS: Final = Path("/sys/class/block")


@dataclass(frozen=True, slots=True)
class Stick:
    """A removable drive: its folder, the name on it (may be empty), free bytes, and whether it can be written."""

    root: Path
    name: str
    free: int
    is_writable: bool


def plugged_in() -> list[Stick]:
    """Return the removable drives that are ready, by their folder."""
    found = [
        Stick(Path(volume.rootPath()), volume.name(), volume.bytesAvailable(), not volume.isReadOnly())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isValid() and volume.isReady() and _is_removable(volume)
    ]
    return sorted(found, key=lambda stick: str(stick.root))


def find_sticks() -> Sequence[Stick]:
    """Return the sticks that pages offer: those plugged in, or what `pretend_sticks` says."""
    return _pretended[0]() if _pretended else plugged_in()


_pretended: list[Callable[[], Sequence[Stick]]] = []


def pretend_sticks(find: Callable[[], Sequence[Stick]] | None) -> None:
    """Let folders stand for sticks, for demonstrations and tests; None ends it."""
    _pretended[:] = [find] if find is not None else []


def is_on_stick(folder: Path) -> bool:
    """Say whether a folder, which need not exist yet, lies on a removable drive."""
    standing = next((above for above in (folder, *folder.parents) if above.exists()), None)
    return standing is not None and _is_removable(QStorageInfo(str(standing)))


def _is_removable(volume: QStorageInfo) -> bool:
    root = volume.rootPath()
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE_OF_WINDOWS)
    if f"{root}/".startswith(_MOUNTED_FOR_PEOPLE):
        return True
    block = _BLOCKS / Path(bytes(volume.device().data()).decode(errors="replace")).name
    # a partition does not say it itself, the disk it is a part of does
    return any(_says_removable(place) for place in (block, block.resolve().parent))


def _says_removable(block: Path) -> bool:
    try:
        return (block / "removable").read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False


class StickWatch(QObject):
    """Looks for the sticks that are plugged in while its page is on screen; no timer runs otherwise."""

    looked = Signal(object)
    """The list of sticks, at each look."""
    changed = Signal(object)
    """The list of sticks when they are others; the first comes when the page is shown."""

    def __init__(self, page: QWidget, find: Callable[[], Sequence[Stick]] = find_sticks) -> None:
        super().__init__(page)
        self._find = find
        self._seen: list[Path] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        page.installEventFilter(self)

    def look(self) -> None:
        """Look now."""
        sticks = list(self._find())
        self.looked.emit(sticks)
        roots = [stick.root for stick in sticks]
        if roots != self._seen:
            self._seen = roots
            self.changed.emit(sticks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Run while the page is seen."""
        if event.type() == QEvent.Type.Show:
            self.look()
            self._timer.start()
        elif event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return False
