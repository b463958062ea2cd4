"""What nobody expected is told by type and place, wherever it happens: no name reaches a terminal or a journal."""

from __future__ import annotations

import os
import subprocess
import sys

from house.sources import ROOT

NAME = "格桑央金"
PHONE = "13908675309"
STORY = f"""
import gc, logging, sys, threading
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton
from tianye.domain import dates
from tianye.ui.app import program
from tianye.ui.runner import Runner

WHO = "{NAME} {PHONE}"

class Painted(QPushButton):
    def paintEvent(self, event):
        raise KeyError(WHO)

class Left:
    def __del__(self):
        raise LookupError(WHO)

def in_lane(*_):
    try:
        int(WHO)
    except ValueError as error:
        raise RuntimeError(WHO) from error

def run(arguments):
    application = program.make_application()
    button = QPushButton()
    button.clicked.connect(lambda: int(WHO))
    button.clicked.connect(lambda: dates.solar_parts(WHO))
    button.click()
    QTimer.singleShot(0, lambda: {{}}[WHO])
    painted = Painted()
    painted.show()
    application.processEvents()
    painted.hide()
    Left()
    gc.collect()
    beside = threading.Thread(target=lambda: [WHO][1], name=WHO)
    beside.start()
    beside.join()
    runner = Runner(lambda opened: None)
    runner.open(in_lane)
    while runner.is_busy:
        application.processEvents()
    runner.stop()
    logging.getLogger("any").error("%d", WHO)
    raise OverflowError(WHO)

program.run = run
sys.argv = ["tianye"]
from tianye.__main__ import main
main()
"""


def told() -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "app"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", STORY], env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode != 0, "the last one ends the program"
    return (done.stdout + done.stderr).decode()


def test_no_name_is_printed_wherever_something_fails() -> None:
    said = told()
    assert NAME not in said
    assert PHONE not in said
    for kind in ("Key", "Value", "Attribute", "Lookup", "Index", "Runtime", "Overflow"):
        assert f"{kind}Error at " in said, said
    # enough to mend it: the file of ours and the line, and what it came of
    assert "AttributeError at domain/dates.py:" in said
    assert "RuntimeError at ui/runner.py:" in said
    assert " from ValueError at " in said
