"""The search for garbage in rings, kept to the GUI thread: widgets hang in such rings and die where they are found.

Left to itself the search begins in whichever thread has just made something, so also in the lane; a widget that is
deleted there ends the program.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 5000
WHOLE_EVERY: Final = 24
"""Each so many searches go through everything, the others through what is new."""


class Sweeper(QObject):
    """Searches from time to time, from `start` to `stop`; meanwhile Python does not search by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.sweep)

    def start(self) -> None:
        """Begin; what was made up to now is kept for good and never looked at again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def sweep(self) -> None:
        """Search once."""
        self._count += 1
        gc.collect(2 if self._count % WHOLE_EVERY == 0 else 1)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
