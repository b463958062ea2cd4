"""A form of 485 questions in one group: how long the screen is busy with each answer, and with turning a page.

    QT_QPA_PLATFORM=offscreen python benchmarks/form_view.py [QUESTIONS] [ANSWERS] [field-list]

Prints milliseconds of processor time, median and worst: what the GUI thread does when the effect of an answer comes
back (`shown`), the same with layout and painting (`painted`), a page turned, the overview opened, and beside them what
the engine takes for an answer and the nodes after it, which is not done in the GUI thread. With `field-list` all of
them stand on one page. The aim is 50 ms an answer.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tianye.forms.entry import Entry, Surroundings
from tianye.forms.parse import parse_form
from tianye.ui.app.program import Program, make_application
from tianye.ui.formview.view import FormView

ZONE = timezone(timedelta(hours=8))
CHOICES = (("1", "从来不"), ("2", "很少"), ("3", "有时"), ("4", "常常"))


def main(arguments: list[str]) -> int:
    """Measure and print."""
    count = int(arguments[0]) if arguments else 485
    answers = int(arguments[1]) if len(arguments) > 1 else 120
    appearance = arguments[2] if len(arguments) > 2 else ""
    entry = Entry.open(parse_form(form_of(count, appearance).encode()), surroundings())
    application = make_application()
    # as in the program, which sweeps garbage between events
    gc.collect()
    gc.disable()
    taken: dict[str, list[float]] = {name: [] for name in ("engine", "shown", "painted", "page", "overview")}
    with tempfile.TemporaryDirectory() as memory:
        program = Program(Path(memory) / "screens.ini")
        program.theme.choose("light", 100)
        view = FormView(lambda: datetime.now(ZONE))
        view.resize(1140, 640)
        view.show()
        opened = timed(lambda: view.show_form(entry.nodes(), {}))
        view.start()
        settle(application)
        for _ in range(answers):
            ref = next(item.node.ref for item in view.plan.questions if not item.node.value)
            view.open_at(ref)
            settle(application)
            value = "3" if "select" in ref else "7"
            view._answered(ref, value)
            taken["engine"].append(timed(lambda ref=ref, value=value: (entry.answer(ref, value), entry.nodes())))
            nodes = entry.nodes()
            began = time.process_time()
            view.show_form(nodes, {}, settles=ref)
            taken["shown"].append((time.process_time() - began) * 1000)
            settle(application)
            taken["painted"].append((time.process_time() - began) * 1000)
            taken["page"].append(timed(lambda: (view.move_on(), settle(application))))
        for _ in range(10):
            taken["overview"].append(timed(lambda: (view.toggle_overview(), settle(application))))
            view.toggle_overview()
        view.close()
        view.deleteLater()
        program.stop()
        program.window.deleteLater()
        application.processEvents()
    sys.stdout.write(f"{count} questions, {answers} answers; opened in {opened:.1f} ms\n")
    for name, times in taken.items():
        sys.stdout.write(f"{name:10} median {statistics.median(times):7.2f} ms   worst {max(times):7.2f} ms\n")
    return 0


def timed(act: Callable[[], object]) -> float:
    """Return the processor time of an act in milliseconds."""
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


def settle(application: QApplication) -> None:
    """Let layouts come to rest and be painted."""
    for _ in range(6):
        application.processEvents()


def surroundings() -> Surroundings:
    """Return surroundings in which nothing happens by chance."""
    return Surroundings(now=lambda: datetime(2026, 6, 12, 9, tzinfo=ZONE), random=lambda: 0.5, uuid=lambda: "0" * 36)


def form_of(count: int, appearance: str) -> str:
    """Return a form with so many questions in one group: choices, numbers and texts; every fifth hangs on another."""
    names = [f"{('select', 'number', 'text')[number % 3]}_{number}" for number in range(count)]
    binds, controls = [], []
    for number, name in enumerate(names):
        kind = ("select1", "input", "input")[number % 3]
        value_type = ("string", "int", "string")[number % 3]
        on = f' relevant="/data/g/{names[number - 4]} != 99"' if number % 5 == 4 else ""
        binds.append(f'<bind nodeset="/data/g/{name}" type="{value_type}" required="true()"{on}/>')
        items = "".join(f"<item><label>{label}</label><value>{value}</value></item>" for value, label in CHOICES)
        inside = f"<label>第 {number + 1} 个问题：最近一个月您家里怎么样？</label>{items if kind == 'select1' else ''}"
        controls.append(f'<{kind} ref="/data/g/{name}">{inside}</{kind}>')
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>'
        f'<h:title>长问卷</h:title><model><instance><data id="long" version="1"><g>'
        f"{''.join(f'<{name}/>' for name in names)}</g></data></instance>{''.join(binds)}</model></h:head>"
        f'<h:body><group ref="/data/g" appearance="{appearance}"><label>住户</label>{"".join(controls)}'
        "</group></h:body></h:html>"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
