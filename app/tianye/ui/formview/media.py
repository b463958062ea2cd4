"""What a form view is handed of the world: the moment, the files of the form and of its answers, and time to work.

Editors know no service. Whoever holds the entry gives `Files`; `make` runs off the GUI thread, `then` in it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap

from tianye.ui.parts.images import read_image
from tianye.ui.runner import while_alive

T = TypeVar("T")
_MOST_KEPT: Final = 256
"""So many pictures of a form stay at hand; those not seen for longest are read again."""


class Files(Protocol):
    """Where files are, and where time may be spent on them. The bytes are None where a file is missing."""

    def of_form(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        """Make something of a file that came with the form."""

    def of_answer(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        """Make something of what was attached as an answer; `name` is the answer's value."""

    def work(self, make: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do what would hold up somebody who types. Faults are told as those of every other work."""


class NoFiles:
    """Files for a view that stands alone: none is there, and work is done at once."""

    def of_form(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        """Say that it is missing."""
        then(make(None))

    def of_answer(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        """Say that it is missing."""
        then(make(None))

    def work(self, make: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do it here and now."""
        then(make())


class Pictures:
    """The pictures of a form, by the names it calls them; each is read once at each size that is wanted.

        pictures.ask("cooker.jpg", QSize(160, 120), self.devicePixelRatio(), self._show)

    `then` gets a QPixmap within the box, or None where there is no such picture: at once where it is at hand, otherwise
    later, and not at all once the widget it belongs to is gone.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._kept: OrderedDict[tuple[str, int, int, float], QPixmap | None] = OrderedDict()
        self._waiting: dict[tuple[str, int, int, float], list[Callable[[QPixmap | None], object]]] = {}

    def ask(self, name: str, box: QSize, ratio: float, then: Callable[[QPixmap | None], object]) -> None:
        """Ask for a picture of a form within a box of logical pixels, for a screen of that pixel ratio."""
        key = (name, box.width(), box.height(), ratio)
        if key in self._kept:
            self._kept.move_to_end(key)
            then(self._kept[key])
            return
        waiting = self._waiting.setdefault(key, [])
        waiting.append(while_alive(then))
        if len(waiting) == 1:
            self._files.of_form(name, partial(_read, box=box * ratio), partial(self._came, key))

    def _came(self, key: tuple[str, int, int, float], image: QImage | None) -> None:
        pixmap = None
        if image is not None:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(key[3])
        self._kept[key] = pixmap
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        for then in self._waiting.pop(key, ()):
            then(pixmap)


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """What an editor may ask: the moment, files, and the pictures of its form."""

    now: Callable[[], datetime]
    files: Files
    pictures: Pictures

    @classmethod
    def of(cls, now: Callable[[], datetime], files: Files | None = None) -> Means:
        """Return the means of a view; without files none is there."""
        files = files or NoFiles()
        return cls(now, files, Pictures(files))


def _read(data: bytes | None, box: QSize) -> QImage | None:
    return read_image(data, box) if data is not None else None
