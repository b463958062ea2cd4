"""A question with 50,000 choices: how long our code is busy with each key, and with the answer.

    python benchmarks/choices.py [COUNT] [ROUNDS]

Prints milliseconds: the worst and the median of all keys of some searches in the list of the form view (filter, first
row, words below it) in processor time, the same with painting, and how long a choice takes to be shown as taken. The
aim is 50 ms a key.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.app.program import Program, make_application
from tianye.ui.formview.choosing import SearchedEditor

SYLLABLES = "结隆安仲称歇清珍尕拉巴香着娘毛白吉上下大小东西南北中村寨坪沟滩塘山水桥"
SEARCHES = ("上东村", "拉", "大水 12", "巴巴巴", "49999")


def main(arguments: list[str]) -> int:
    """Measure and print."""
    count = int(arguments[0]) if arguments else 50_000
    rounds = int(arguments[1]) if len(arguments) > 1 else 5
    chance = random.Random(3)
    choices = tuple(
        Choice(f"v{number}", f"{''.join(chance.choices(SYLLABLES, k=3))} {number}") for number in range(count)
    )
    node = Node("/data/village", Kind.SELECT_ONE, name="village", label="哪个村？", choices=choices)
    application = make_application()
    keys, painted, taken = [], [], []
    with tempfile.TemporaryDirectory() as memory:
        program = Program(Path(memory) / "screens.ini")
        program.theme.choose("light", 100)
        for _ in range(rounds):
            editor = SearchedEditor(node)
            editor.show_node(node, None)
            editor.resize(900, 400)
            editor.show()
            application.processEvents()
            for search in SEARCHES:
                for end in range(1, len(search) + 1):
                    began = time.process_time()
                    editor.finder.field.setText(search[:end])
                    editor.finder.field.textEdited.emit(search[:end])
                    keys.append(time.process_time() - began)
                    application.processEvents()
                    painted.append(time.process_time() - began)
                editor.finder.field.setText("")
                editor.finder.field.textEdited.emit("")
            began = time.process_time()
            editor.finder.field.taken.emit()
            application.processEvents()
            taken.append(time.process_time() - began)
            editor.close()
            editor.deleteLater()
        program.stop()
        program.window.deleteLater()
        application.processEvents()
    sys.stdout.write(f"{count} choices, {len(keys)} keys\n")
    for name, times in (("key", keys), ("key, painted", painted), ("taken", taken)):
        worst, median = max(times) * 1000, statistics.median(times) * 1000
        sys.stdout.write(f"{name:14} worst {worst:7.2f} ms   median {median:7.2f} ms\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
