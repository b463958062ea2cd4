"""A question with 50,000 choices: how long our code is busy with each key, and with the answer.

    python benchmarks/choices.py [COUNT] [ROUNDS]

Prints milliseconds for a list that is searched, for one that opens on a line (`minimal`) and for one of which several
are chosen: the worst and the median of all keys of some searches (filter, first row, words below it) in processor
time, the same with painting, and how long a choice takes to be shown as taken. `read` is the longest stretch for which
the pinyin of the choices is worked out between two keys, and how long all of it takes. The aim is 50 ms a key.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.app.program import Program, make_application
from tianye.ui.formview.choosing import SearchedEditor
from tianye.ui.formview.media import Means
from tianye.ui.formview.minimal import OneLineEditor
from tianye.ui.formview.question import make_editor

SYLLABLES = "结隆安仲称歇清珍尕拉巴香着娘毛白吉上下大小东西南北中村寨坪沟滩塘山水桥"
SEARCHES = ("上东村", "拉", "大水 12", "巴巴巴", "49999", "labj", "xzgt")
KINDS = {
    "searched": (Kind.SELECT_ONE, ""),
    "minimal": (Kind.SELECT_ONE, "minimal"),
    "several": (Kind.SELECT_MANY, ""),
    "several minimal": (Kind.SELECT_MANY, "minimal"),
}


def main(arguments: list[str]) -> int:
    """Measure and print."""
    count = int(arguments[0]) if arguments else 50_000
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    chance = random.Random(3)
    application = make_application()
    with tempfile.TemporaryDirectory() as memory:
        program = Program(Path(memory) / "screens.ini")
        program.theme.choose("light", 100)
        for name, (kind, appearance) in KINDS.items():
            # another list each time: what was read of one is kept
            choices = tuple(
                Choice(f"v{number}", f"{''.join(chance.choices(SYLLABLES, k=3))} {number}") for number in range(count)
            )
            node = Node("/data/village", kind, name="village", label="哪个村？", choices=choices, appearance=appearance)
            sys.stdout.write(f"{name}: {count} choices\n")
            taken: dict[str, list[float]] = {"key": [], "key, painted": [], "taken": [], "read": []}
            for _ in range(rounds):
                measure(application, node, taken)
            for what, times in taken.items():
                if times:
                    worst, median = max(times) * 1000, statistics.median(times) * 1000
                    sys.stdout.write(f"  {what:14} worst {worst:7.2f} ms   median {median:7.2f} ms\n")
            sys.stdout.write(f"  all read in {sum(taken['read']) * 1000:.0f} ms\n")
        program.stop()
        program.window.deleteLater()
        application.processEvents()
    return 0


def measure(application: QApplication, node: Node, taken: dict[str, list[float]]) -> None:
    """Let a person find and take some choices of a question, first before their pinyin is known, then after."""
    editor = make_editor(node, Means.of(lambda: datetime.now(UTC)))
    assert isinstance(editor, SearchedEditor | OneLineEditor)
    editor.show_node(node, None)
    editor.resize(900, 400)
    editor.show()
    application.processEvents()
    if isinstance(editor, OneLineEditor):
        editor.line.click()
    for _ in range(2):
        for search in SEARCHES:
            for end in range(1, len(search) + 1):
                began = time.process_time()
                editor.finder.field.setText(search[:end])
                editor.finder.field.textEdited.emit(search[:end])
                taken["key"].append(time.process_time() - began)
                application.processEvents()
                taken["key, painted"].append(time.process_time() - began)
            editor.finder.field.setText("")
            editor.finder.field.textEdited.emit("")
        while not editor.finder.found.is_read:
            began = time.process_time()
            application.processEvents()
            taken["read"].append(time.process_time() - began)
    for _ in range(5):
        editor.finder.list.step(1)
        began = time.process_time()
        editor.finder.list.confirmed.emit()
        application.processEvents()
        taken["taken"].append(time.process_time() - began)
    editor.close()
    editor.deleteLater()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
