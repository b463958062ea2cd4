"""From the start of the process to a window one can work in, and what it keeps in memory, against an empty window.

    PYTHONPATH=app QT_QPA_PLATFORM=offscreen python benchmarks/start.py [PEOPLE] [ROUNDS]

The rival is an empty PySide6 main window of the same size that imports the same Qt modules and is painted once. Another
rival also names the classes of Qt that ours has named by then: PySide makes a class when it is first named, so that an
import alone loads next to nothing, and what remains above this rival is our own.

Ours is measured until the field for the passphrase takes letters, painted (`window`), and from the passphrase until the
facilitator's Today is painted with PEOPLE people in the register, 100,000 (`today`). Together they are the start. The
passphrase is left out: its key is derived at a cost of nearly nothing, and the program loads what comes next while it
is typed, which is waited for here.

Rounds alternate, each in a process of its own with compiled modules, and the figure is a ratio of medians, in processor
time (all threads) and in wall time; memory is the proportional set size when everything is painted. Aim 1.5.
"""

from __future__ import annotations

import gc
import importlib
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tianye.ui.app.program import Program

SIZE = (1366, 768)
QT_NAMES = re.compile(r"^from (PySide6\.Qt\w+) import (\([^)]*\)|.+)$", re.MULTILINE)


class Taken(NamedTuple):
    """Seconds by the clock, processor seconds, megabytes."""

    wall: float
    processor: float
    megabytes: float = 0.0

    def __add__(self, other: Taken) -> Taken:  # type: ignore[override]
        """Return both after one another."""
        return Taken(self.wall + other.wall, self.processor + other.processor, max(self.megabytes, other.megabytes))


def empty(names: str = "") -> None:
    """The rival: an empty window, painted; `names` are classes to be named before, `PySide6.QtCore:QTimer …`."""
    from PySide6 import QtCore, QtGui, QtSvg, QtWidgets  # noqa: F401

    for name in names.split():
        module, _, kind = name.partition(":")
        getattr(importlib.import_module(module), kind)
    application = QtWidgets.QApplication([])
    window = QtWidgets.QMainWindow()
    window.setCentralWidget(QtWidgets.QWidget())
    window.resize(*SIZE)
    window.show()
    application.processEvents()
    tell(time.process_time())


def ours(folder: str) -> None:
    """Ours, as the program itself begins: the field for the passphrase, what is loaded while it is typed, Today."""
    gc.disable()
    from tianye.ui.app.program import Program, make_application

    application = make_application()
    with tempfile.TemporaryDirectory() as memory:
        program = Program(Path(memory) / "screens.ini")
        program.desks.folder = Path(folder)
        program.desks.enter()
        program.window.resize(*SIZE)
        program.window.show()
        application.processEvents()
        tell(time.process_time(), *named())
        program.warm_up()
        wait_for(program, application)
        wall, processor = time.perf_counter(), time.process_time()
        open_folder(program, Path(folder))
        wait_for(program, application)
        assert program.window.workspace is not None
        assert program.window.workspace.name == "field"
        assert program.window.page is not None
        assert not program.window.page.is_task
        tell(time.process_time() - processor, time.perf_counter() - wall)
        program.window.close()
        program.stop()


def named() -> set[str]:
    """Return the classes of Qt that the modules of the screens loaded so far have named."""
    found = set()
    for name, module in list(sys.modules.items()):
        if name.startswith("tianye.ui") and module.__file__:
            for of, names in QT_NAMES.findall(Path(module.__file__).read_text(encoding="utf-8")):
                found |= {f"{of}:{one}" for one in re.findall(r"\w+", names)}
    return found


def open_folder(program: Program, folder: Path) -> None:
    """Open the folder as its operator does."""
    import big_laptop

    program.desks.world = big_laptop.opened(folder)
    program.desks.open(folder, big_laptop.PASSPHRASE)


def wait_for(program: Program, application: QApplication) -> None:
    """Let the lane finish, what is loaded ahead be loaded, and everything be painted."""
    while program.runner.is_busy or not program.warming.is_over:
        application.processEvents()
        if program.runner.is_busy:
            # the lane needs the processor more than this loop does
            time.sleep(0.0005)
    for _ in range(3):
        application.processEvents()


def tell(processor: float, *more: object) -> None:
    """Say to the parent that it is there: processor seconds, memory of this process, and whatever else."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    print(processor, kilobytes / 1000, *more, flush=True)


def start(environment: dict[str, str], *arguments: str) -> tuple[Taken, list[str], list[str]]:
    """Run one in a process of its own; returns what its first line says, its rest, and the words of the second."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, __file__, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    first = process.stdout.readline().split()
    wall = time.perf_counter() - begun
    second = process.stdout.readline().split()
    if process.wait() or not first:
        raise SystemExit(f"{arguments} ended without a word")
    return Taken(wall, float(first[0]), float(first[1])), first[2:], second


def main(people: int, rounds: int) -> None:
    """Measure and print."""
    import big_laptop

    taken: dict[str, list[Taken]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        # compiled modules, as in everything that is installed, wherever this checkout lies
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{scratch}/compiled"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        folder = Path(scratch) / "laptop"
        big_laptop.build(folder, people)
        _, names, _ = start(environment, "ours", str(folder))
        for number in range(rounds + 1):
            bare, _, _ = start(environment, "empty")
            naming, _, _ = start(environment, "empty", " ".join(names))
            window, _, rest = start(environment, "ours", str(folder))
            today = Taken(float(rest[2]), float(rest[0]), float(rest[1]))
            if number:
                # the first round fills the caches of the disk
                for name, one in (("empty", bare), ("naming", naming), ("window", window), ("today", today)):
                    taken.setdefault(name, []).append(one)
                taken.setdefault("start", []).append(window + today)
    medians = {
        name: Taken(*(statistics.median(values) for values in zip(*rows, strict=True))) for name, rows in taken.items()
    }
    print(f"{people} people, {rounds} rounds, {os.cpu_count()} processors; in brackets: to empty, to the naming rival")
    rivals = medians["empty"], medians["naming"]
    for name, one in medians.items():
        wall = ", ".join(f"{one.wall / rival.wall:.2f}" for rival in rivals)
        processor = ", ".join(f"{one.processor / rival.processor:.2f}" for rival in rivals)
        print(
            f"{name:8}  processor {one.processor * 1000:6.0f} ms ({processor})"
            f"   wall {one.wall * 1000:6.0f} ms ({wall})"
            f"   memory {one.megabytes:6.1f} MB (+{one.megabytes - rivals[0].megabytes:.1f})"
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["empty", *names]:
            empty(*names)
        case ["ours", place]:
            ours(place)
        case given:
            main(*(int(text) for text in (*given, *("100000", "9")[len(given) :])))
