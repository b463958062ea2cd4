"""Scrolling the register of 100,000 people from top to bottom, against the pause that a hand notices.

    PYTHONPATH=app QT_QPA_PLATFORM=offscreen python benchmarks/scroll_register.py [PEOPLE]

The program is opened as its operator does, with the register on screen at 1366×768. The table is then scrolled in three
ways: from end to end as a held key or a flung wheel does, in leaps as a dragged handle makes them, and row by row. Each
step moves the bar, lets the event loop run until nothing waits, and is painted; a pause is the longest that one pass of
the event loop took in the GUI thread, with the lane working beside it. Rows that are not here yet are dots, and how
long they stay dots is printed too: from the leap to the last row of the screen. A search of one letter and a change of
order are measured the same way, opening apart.

The rival is a fixed span, 50 ms: shorter pauses are not seen as such. The figure is taken in processor time of all our
threads during a pass: on a machine with nothing else to do a pass lasts no longer, even where the GUI thread had to
wait for all that the lane did meanwhile. The wall time and the GUI thread's own work are printed too; of several rounds
the best counts, since what other programs do to the processor is no pause of ours. Aim 1.0 at most.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import big_laptop
from PySide6.QtWidgets import QApplication

from tianye.ui.app.program import Program, make_application
from tianye.ui.pages.register import RegisterPage

PAUSE_MS = 50
ROUNDS = 3
STRIDE = 8
"""Screens a step of the way from top to bottom."""
LEAPS = 100
CREEPS = 500
SETTLED_S = 30


class Pause(NamedTuple):
    """How long a pass took, in ms: in processor time of all threads, on the wall, of the GUI thread's own work."""

    processor: float
    wall: float
    own: float


class Watch:
    """Lets the event loop run pass by pass and keeps the longest of each sort, in ms."""

    def __init__(self, application: QApplication, program: Program) -> None:
        self._application, self._program = application, program
        self._worst = Pause(0.0, 0.0, 0.0)

    def step(self, act: Callable[[], object] = lambda: None) -> None:
        """Do something as a person would, and run the pass of the event loop that answers it; both count as one."""
        before = time.process_time(), time.perf_counter(), time.thread_time()
        act()
        self._application.processEvents()
        after = time.process_time(), time.perf_counter(), time.thread_time()
        taken = ((late - early) * 1000 for early, late in zip(before, after, strict=True))
        self._worst = Pause(*map(max, self._worst, taken))

    def settle(self, is_done: Callable[[], bool] = lambda: True) -> float:
        """Run passes until the lane is idle and something holds; returns how long it took, in ms."""
        start = time.perf_counter()
        while (self._program.runner.is_busy or not is_done()) and time.perf_counter() - start < SETTLED_S:
            self.step()
            time.sleep(0.0005)
        self.step()
        return (time.perf_counter() - start) * 1000

    def take(self) -> Pause:
        """Return the longest since the last asking."""
        worst, self._worst = self._worst, Pause(0.0, 0.0, 0.0)
        return worst


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "laptop"
        big_laptop.build(folder, people)
        program = Program(Path(scratch) / "screens.ini")
        program.desks.world = big_laptop.opened(folder)
        watch = Watch(application, program)
        program.window.resize(1366, 768)
        program.window.show()
        program.desks.open(folder, big_laptop.PASSPHRASE)
        watch.settle(lambda: program.window.workspace is not None and program.window.workspace.name == "field")
        watch.take()
        worst = measure(program, watch, people)
        program.window.close()
        program.stop()
    print(f"worst pause {worst:.1f} ms; ratio to {PAUSE_MS} ms {worst / PAUSE_MS:.2f} (aim 1.0)")


def measure(program: Program, watch: Watch, people: int) -> float:
    """Open the register, then scroll it and ask it things in rounds; returns the worst pause that every round had."""
    begun = time.perf_counter()
    watch.step(lambda: program.window.go("register"))
    page = program.window.page
    assert isinstance(page, RegisterPage)
    watch.settle(lambda: page.model.rowCount() == people)
    print(f"{people} people on screen {(time.perf_counter() - begun) * 1000:.0f} ms after the click")
    tell("opening, with the page's own making", watch.take())
    rounds = [scroll(page, watch) for _ in range(ROUNDS)]
    worst = 0.0
    for name in rounds[0]:
        # what other programs took from the processor is in some rounds and not in others
        pause = Pause(*(min(sort) for sort in zip(*(taken[name] for taken in rounds), strict=True)))
        tell(name, pause)
        worst = max(worst, pause.processor)
    print(f"{page.model.held} rows held")
    return worst


def tell(name: str, pause: Pause) -> None:
    """Print one line."""
    print(f"  {name}: {pause.processor:.1f} ms, on the wall {pause.wall:.1f}, own work {pause.own:.1f}", flush=True)


def scroll(page: RegisterPage, watch: Watch) -> dict[str, Pause]:
    """Scroll from top to bottom in three ways, then ask for others; returns name → longest pause."""
    pauses = {}
    bar = page.table.verticalScrollBar()
    screen = page.table.viewport().height()
    for value in range(0, bar.maximum() + 1, screen * STRIDE):
        watch.step(lambda value=value: bar.setValue(value))
    watch.settle()
    pauses["from top to bottom"] = watch.take()
    source = random.Random(3)
    waits = []
    for _ in range(LEAPS):
        at = source.randrange(bar.maximum())
        watch.step(lambda at=at: bar.setValue(at))
        waits.append(watch.settle(lambda: is_filled(page)))
    pauses["leaps"] = watch.take()
    print(f"rows of a leap are there after {statistics.median(waits):.1f} ms, the slowest {max(waits):.1f} ms")
    for value in range(CREEPS):
        watch.step(lambda value=value: bar.setValue(value * 60))
    watch.settle()
    pauses["creeping"] = watch.take()
    for name, act in (
        ("a search of one letter", lambda: page.search.setText("z")),
        ("the search taken away", page.search.clear),
        ("another order", lambda: choose_order(page, 1)),
        ("the first order again", lambda: choose_order(page, 0)),
    ):
        watch.step(act)
        took = watch.settle()
        pauses[name] = watch.take()
        print(f"{name}: answered in {took:.0f} ms")
    return pauses


def is_filled(page: RegisterPage) -> bool:
    """Say whether every row on screen is here."""
    first = page.table.rowAt(0)
    last = page.table.rowAt(page.table.viewport().height() - 1)
    return all(page.model.row(number) is not None for number in (first, last if last >= 0 else first))


def choose_order(page: RegisterPage, number: int) -> None:
    """Choose an order as a person does."""
    page.order.setCurrentIndex(number)
    page.order.activated.emit(number)


if __name__ == "__main__":
    main()
