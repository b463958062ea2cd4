"""What is loaded while a passphrase is typed, and where garbage is searched for."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from tianye.ui.app.program import Program
from tianye.ui.app.sweeping import Sweeper
from ui import days

# in a process of its own: here everything has been loaded by other tests
OPENS = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from tianye.ui.app.program import Program, make_application
application = make_application()
program = Program(Path({memory!r}))
program.memory.setValue("start/role", {role!r})
program.desks.folder = Path({folder!r})
program.desks.enter()
at_the_start = set(sys.modules)
program.warm_up()
while program.runner.is_busy or not program.warming.is_over:
    application.processEvents()
warm = set(sys.modules)
program.desks.open(Path({folder!r}), {passphrase!r})
while program.runner.is_busy:
    application.processEvents()
assert program.window.page is not None
print(program.window.workspace.name, sorted(name for name in set(sys.modules) - warm if name.startswith("tianye")))
print(sorted(name for name in at_the_start if name.startswith(("tianye.ui.field", "tianye.ui.hq", "tianye.store.o"))))
program.window.close()
program.stop()
"""


@pytest.mark.parametrize(("folder", "role", "workspace"), [("laptop-1", "laptop", "field"), ("hq", "hq", "hq")])
def test_nothing_is_left_to_load_after_the_passphrase(tmp_path: Path, folder: str, role: str, workspace: str) -> None:
    played = days.borrow(days.morning())
    script = OPENS.format(
        tests=str(Path(__file__).parents[1]),
        memory=str(tmp_path / "screens.ini"),
        role=role,
        folder=str(played.folder / folder),
        passphrase=days.PASSPHRASE,
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120, check=False)
    assert run.stdout.splitlines() == [f"{workspace} []", "[]"], run.stderr


def test_the_role_of_the_last_folder_is_remembered(program: Program) -> None:
    days.seat(program, days.borrow(days.morning()), "hq")
    assert program.memory.value("start/role") == "hq"


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    made = Sweeper()
    made.start()
    yield made
    made.stop()
    assert gc.isenabled()


class Ring(QObject):
    """A widget that holds itself, as every page does whose button calls a method of it."""

    def __init__(self) -> None:
        super().__init__()
        self.widget = QWidget()
        self.itself = self


def test_a_widget_in_a_ring_is_not_found_by_the_lane(sweeper: Sweeper) -> None:
    died_in: list[str] = []
    ring = Ring()
    weakref.finalize(ring, lambda: died_in.append(threading.current_thread().name))
    del ring
    lane = threading.Thread(target=lambda: [{} for _ in range(200_000)], name="lane")
    lane.start()
    lane.join()
    assert died_in == []
    sweeper.sweep()
    assert died_in == [threading.main_thread().name]
