"""A demonstration to walk about in: the story played up to its second morning, with a clock that goes on from there.

The three data folders and the folder through which files are carried stay; a second start goes on where the first one
was left.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from tianye.exchange import keys
from tianye.services import demo
from tianye.services.folders import DEMONSTRATION_CLOCK, is_demonstration
from tianye.services.station import SHOWN_ZONE, World
from tianye.store import files

EXCHANGE: Final = "exchange"
MOST_PLAYED_ON_S: Final = 86_400.0
BEGINS_MS: Final = int(datetime(2026, 6, 13, 8, 56, tzinfo=SHOWN_ZONE).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where the three folders are, and what time it is there: `begins_ms` at the reading `begun_ns` of this machine."""

    folder: Path
    begins_ms: int
    cost: keys.Cost = keys.DEFAULT
    begun_ns: int = field(default_factory=time.monotonic_ns)

    @property
    def doors(self) -> dict[str, Path]:
        """The data folders: `laptop-1`, `hq`, `laptop-2`."""
        return {name: self.folder / name for name in demo.FOLDERS.values()}

    @property
    def exchange(self) -> Path:
        """The folder in which files are carried, in place of a stick."""
        return self.folder / EXCHANGE

    def now_ms(self) -> int:
        """Return the time in the story."""
        return self.begins_ms + (time.monotonic_ns() - self.begun_ns) // 1_000_000

    def world(self) -> World:
        """Return what is impure: the story's clock, this machine's randomness."""
        return World(wall_ms=self.now_ms, cost=self.cost, tips=None)

    def keep_time(self) -> None:
        """Write down what time it is there, for the next start."""
        files.save_bytes(self.folder / DEMONSTRATION_CLOCK, str(self.now_ms()).encode(), replace=True)


def begin(
    folder: Path, say: Callable[[str], None] = lambda code: None, cost: keys.Cost = keys.DEFAULT
) -> Demonstration:
    """Play the story into an empty folder, or go on in one that holds it; `say` is given the code of each scene.

    Raises `UserFault("demo.folder-not-empty")`.
    """
    if is_demonstration(folder):
        text = (folder / DEMONSTRATION_CLOCK).read_text(encoding="utf-8").strip()
        kept = int(text) if text.isdigit() else BEGINS_MS
        return Demonstration(folder, kept + _played_on_ms(folder), cost)
    played = demo.play_until_second_morning(folder, cost=cost, say=lambda scene: say(scene.code))
    begun = Demonstration(folder, played.now_ms, cost)
    begun.keep_time()
    return begun


def _played_on_ms(folder: Path) -> int:
    """Return how long records were written after the time was last kept: it is not where the program was killed."""
    clock = (folder / DEMONSTRATION_CLOCK).stat().st_mtime
    written = [path.stat().st_mtime for name in demo.FOLDERS.values() for path in (folder / name).iterdir()]
    return round(1000 * min(MOST_PLAYED_ON_S, max(0.0, max(written, default=clock) - clock)))
