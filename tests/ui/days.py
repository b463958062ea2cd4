"""Two days to work in: the second morning of the sample programme, and the week after it; played once, copied often."""

from __future__ import annotations

import atexit
import os
import random
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tianye.exchange import keys
from tianye.services import demo
from tianye.services.station import SHOWN_ZONE, Station, World
from tianye.services.whereabouts import INSTANCE
from tianye.ui.app.program import Program

PASSPHRASE = demo.PASSPHRASE


@dataclass(frozen=True, slots=True)
class Played:
    """A story that was played: its folder with `hq`, `laptop-1`, `laptop-2`, `exchange`, and the time there."""

    folder: Path
    now_ms: int
    badges: dict[str, str]
    """Key in the sample (`Y01`) → what a scanner would type."""

    def copied(self, folder: Path) -> Played:
        """Return the same story in a folder of one's own, to be changed at will."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        for place in folder.glob(f"*/{INSTANCE}"):
            # a nonce of its own: this is meant to be another one, and not a copy that somebody is to be warned of
            place.write_bytes(os.urandom(16))
        return replace(self, folder=folder)

    def world(self, *, later_ms: int = 0) -> World:
        """Return the world at the time of the story; its clock goes on by itself, its randomness is a given one."""
        clock = demo.StoryClock()
        moment = datetime.fromtimestamp((self.now_ms + later_ms) / 1000, SHOWN_ZONE)
        clock.set(f"{moment:%m%d}", moment.hour * 60 + moment.minute)
        return World(wall_ms=clock, cost=keys.CHEAP, random=random.Random(11).randbytes)


@lru_cache(maxsize=1)
def morning() -> Played:
    """13 June 2026, 8:56: half of the women of Yushu are in; yesterday was handed over and received."""
    folder = _new_folder()
    played = demo.play_until_second_morning(folder, cost=keys.CHEAP, random=random.Random(5).randbytes)
    return Played(folder, played.now_ms, dict(played.badges))


@lru_cache(maxsize=1)
def week_after() -> Played:
    """16 June 2026, 10:00: everything was handed over and taken in; headquarters has cases to decide."""
    folder = _new_folder()
    demo.play(folder, cost=keys.CHEAP, random=random.Random(5).randbytes)
    moment = datetime(2026, 6, 16, 10, 0, tzinfo=SHOWN_ZONE)
    return Played(folder, int(moment.timestamp() * 1000), {})


def founded() -> Played:
    """Return a headquarters that was just made, before any plan or list; a folder of one's own."""
    played = Played(_new_folder(), week_after().now_ms, {})
    Station.create(
        played.folder / "hq", "hq", name="总部", operator="田静", passphrase=PASSPHRASE, world=played.world()
    ).close()
    return played


def enrolled_nowhere() -> Played:
    """Return a folder with one laptop, `laptop-new`, that has had no pack from headquarters yet."""
    folder, now_ms = _new_folder(), morning().now_ms
    played = Played(folder, now_ms, {})
    Station.create(
        folder / "laptop-new",
        "laptop",
        name="玉树二号",
        operator="才仁永藏",
        passphrase=PASSPHRASE,
        world=played.world(),
    ).close()
    return played


def seat(program: Program, played: Played, folder: str = "laptop-1") -> None:
    """Open a data folder of a story as its operator does, and wait until the workspace stands."""
    program.desks.world = played.world()
    failures: list[object] = []
    program.desks.open(played.folder / folder, PASSPHRASE, failures.append)
    settle(program)
    assert not failures, failures


def borrow(played: Played) -> Played:
    """Return a copy of a story in a folder that goes away at the end of the process; for scenes."""
    return played.copied(_new_folder())


def settle(program: Program) -> None:
    """Let the lane finish and layouts come to rest."""
    while program.runner.is_busy:
        QApplication.processEvents()
    for _ in range(8):
        QApplication.processEvents()


class LayoutWatch(QObject):
    """Counts how often anything asks to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def is_at_rest() -> bool:
    """Say whether layouts come to an end: one that does not would empty a battery with nobody at the keys."""
    application = QApplication.instance()
    assert application is not None
    for _ in range(30):
        application.processEvents()
    watch = LayoutWatch()
    application.installEventFilter(watch)
    for _ in range(10):
        application.processEvents()
    application.removeEventFilter(watch)
    return watch.count == 0


def _new_folder() -> Path:
    # beside the scratch folder of the tests, whose leftovers are failures
    base = Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="tianye-days-", dir=base.parent if base.name == "tmp" else base))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
