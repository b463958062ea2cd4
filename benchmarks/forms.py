"""The form engine beside another one that speaks the same JSON lines: start, loading, answers, memory.

    PYTHONPATH=app python benchmarks/forms.py [--runs N] [FORM.xml …] [-- RIVAL COMMAND …]

Both are driven by the same commands over pipes (`tianye form drive`), each in processes of its own, in turn. Without
FORM the forms are made here: 15 and 177 questions in two languages; a cascade over 5,430 choices in a repeat; 485
questions; a list of 100,000 rows beside the form, filtered by three columns. The answers are drawn by lot from what the
form offers, the same for both. Milliseconds, medians: the process from its start to its ready line, the form loaded
for the first time in a process and once more, an answer with the state after it (median, 95th of a hundred, worst), the
same with what changed alone (ours only), and the most memory of all processes of the tree in MiB. Ratios are ours :
rival. Without a rival ours is printed alone.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tianye.forms.xlsform import convert

ANSWERS = 60
OURS = (sys.executable, "-m", "tianye", "form", "drive")
WORDS = ("扎西", "卓玛", "才仁", "27", "ok")
ZONE = {"TIANYE_NOW": "2026-03-05T09:30:00+08:00", "TIANYE_TZ": "Asia/Shanghai"}


# ---- forms ---------------------------------------------------------------------------------------------------------


def sheet(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a sheet of a form as a table."""
    lines = [f"| {name} |" + " |" * len(heads), "| | " + " | ".join(heads) + " |"]
    return "\n".join([*lines, *("| | " + " | ".join(row) + " |" for row in rows)])


HEADS = ("type", "name", "label::汉 (zh)", "label::English (en)", "relevant", "constraint", "calculation", "required")
CHOICES = ("list_name", "name", "label::汉 (zh)", "label::English (en)")
YES_NO = (("yn", "y", "是", "Yes"), ("yn", "n", "否", "No"))


def household(questions: int) -> str:
    """Return a form of so many questions in groups of a dozen: conditions, limits, sums, two languages."""
    rows: list[Sequence[str]] = []
    made = group = 0
    while made < questions:
        group += 1
        rows.append(("begin_group", f"g{group}", f"第 {group} 组", f"Group {group}", "", "", "", ""))
        first = made
        for place in range(min(12, questions - made)):
            made += 1
            name, asked, sum_ = f"q{made}", f"${{q{first + 1}}} = 'y'", f"${{q{first + 2}}}"
            label = (f"第 {made} 题：{sum_ if place > 2 else ''} 怎么样？", f"Question {made}?")
            match place % 6:
                case 0:
                    rows.append(("select_one yn", name, *label, "", "", "", "yes"))
                case 1:
                    rows.append(("integer", name, *label, asked, ". >= 0 and . < 100", "", ""))
                case 2:
                    rows.append(("text", name, *label, "", "", "", ""))
                case 3:
                    rows.append(("select_multiple yn", name, *label, asked, "count-selected(.) < 2", "", ""))
                case 4:
                    rows.append(("decimal", name, *label, f"{sum_} != ''", "", "", ""))
                case _:
                    rows.append(("calculate", name, "", "", "", "", f"coalesce({sum_}, 0) + {made}", ""))
        rows.append(("end_group", "", "", "", "", "", "", ""))
    return sheet("survey", HEADS, rows) + "\n" + sheet("choices", CHOICES, YES_NO)


def cascade() -> str:
    """Return a form that asks for county, township and village of each person: 30 + 360 + 5,040 choices."""
    heads = ("type", "name", "label", "choice_filter")
    rows = [
        ("text", "team", "工作队", ""),
        ("begin_repeat", "person", "人", ""),
        ("text", "called", "名字", ""),
        ("select_one county", "county", "县", ""),
        ("select_one town", "town", "乡镇", "county = ${county}"),
        ("select_one village", "village", "村", "town = ${town}"),
        ("end_repeat", "", "", ""),
    ]
    places = [("county", f"c{c}", f"县 {c}", "", "") for c in range(30)]
    places += [("town", f"c{c}t{t}", f"乡 {c}-{t}", f"c{c}", "") for c in range(30) for t in range(12)]
    places += [
        ("village", f"c{c}t{t}v{v}", f"村 {c}-{t}-{v}", "", f"c{c}t{t}")
        for c in range(30)
        for t in range(12)
        for v in range(14)
    ]
    kinds = ("list_name", "name", "label", "county", "town")
    return sheet("survey", heads, rows) + "\n" + sheet("choices", kinds, places)


def villages() -> tuple[str, str]:
    """Return a form with a list of 100,000 rows beside it, and that list."""
    rows = [
        ("text", "county", "县", ""),
        ("text", "town", "乡镇", ""),
        ("select_one_from_file villages.csv", "village", "村", "county = ${county} and town = ${town}"),
        ("text", "about", "说明 ${village}", ""),
    ]
    lines = [f"v{n},村 {n},c{n % 100},t{n // 100 % 50}" for n in range(100_000)]
    return sheet("survey", ("type", "name", "label", "choice_filter"), rows), "\n".join(
        ["name,label,county,town", *lines]
    )


def make_forms(folder: Path) -> list[Path]:
    """Write the forms of this benchmark as XForms."""
    table, beside = villages()
    tables = {
        "15 questions": household(15),
        "177 questions": household(177),
        "cascade": cascade(),
        "485 questions": household(485),
        "100,000 rows": table,
    }
    paths = []
    for name, text in tables.items():
        path = folder / f"{name.replace(' ', '-').replace(',', '')}.xml"
        path.write_text(convert(text.encode(), filename="form.md").xform, encoding="utf-8")
        paths.append(path)
    media = paths[-1].with_name(f"{paths[-1].stem}-media")
    media.mkdir()
    (media / "villages.csv").write_text(beside, encoding="utf-8")
    return paths


# ---- driving -------------------------------------------------------------------------------------------------------


class Driven:
    """A process that drives a form; `ready_ms` from its start to its ready line."""

    def __init__(self, command: Sequence[str], form: Path) -> None:
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, str(form)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **ZONE},
        )
        line = self._read()
        self.ready_ms = (time.perf_counter() - began) * 1000
        self.ready: dict[str, Any] = json.loads(line)

    def _read(self) -> bytes:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args!r} ended")
        return line

    def _tell(self, command: dict[str, Any]) -> bytes:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command).encode() + b"\n")
        self.process.stdin.flush()
        return self._read()

    def tell(self, **command: Any) -> dict[str, Any]:
        """Give a command and return its answer."""
        found: dict[str, Any] = json.loads(self._tell(command))
        return found

    def timed(self, *commands: dict[str, Any]) -> float:
        """Return the milliseconds that commands take, one after the other, their answers arrived and not read."""
        began = time.perf_counter()
        for command in commands:
            self._tell(command)
        return (time.perf_counter() - began) * 1000

    def memory(self) -> float:
        """Return the most MiB that the process and those below it held."""
        total = 0
        for pid in _tree(self.process.pid):
            status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
            total += next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
        return total / 1024

    def close(self) -> None:
        """End it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="utf-8").split():
            found += _tree(int(child))
    return found


def script(form: Path) -> list[dict[str, Any]]:
    """Return what somebody answers: drawn by lot from what is asked."""
    chance = random.Random(11)
    driven = Driven(OURS, form)
    commands: list[dict[str, Any]] = []
    counties = ["c7", "c42", "c99"]
    while len(commands) < ANSWERS:
        state = driven.tell(do="state")["state"]
        asked = [node for node in state if _is_asked(node)]
        repeats = [node for node in state if node["kind"] == "repeat" and not node["fixed"]]
        if repeats and chance.random() < 0.1:
            command = {"do": "add", "ref": chance.choice(repeats)["ref"]}
        else:
            node = chance.choice(asked)
            command = {"do": "set", "ref": node["ref"], "value": _answer(node, chance, counties)}
        if "error" not in driven.tell(**command):
            commands.append(command)
    driven.close()
    return commands


def _is_asked(node: dict[str, Any]) -> bool:
    is_open = node.get("relevant") and not node.get("readonly")
    return bool(is_open) and node["kind"] in ("input", "select1", "select") and node.get("choices", True) != []


def _answer(node: dict[str, Any], chance: random.Random, counties: Sequence[str]) -> str:
    if "choices" in node:
        return str(chance.choice(node["choices"])[0])
    if node["ref"].endswith(("county", "town")):
        return chance.choice(counties) if node["ref"].endswith("county") else f"t{chance.randrange(50)}"
    return {"int": str(chance.randrange(90)), "decimal": "12.5"}.get(node["type"], chance.choice(WORDS))


# ---- measuring -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Measured:
    """What some runs of one driver over one form took."""

    ready: list[float] = field(default_factory=list)
    load: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    changes: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def figures(self) -> list[float]:
        """Return the medians in the order of the columns; 0 where it was not measured."""
        answers = sorted(self.answers)
        kept = [self.ready, self.load, self.again, self.answers]
        far = [answers[int(len(answers) * 0.95)], answers[-1]]
        changes = statistics.median(self.changes) if self.changes else 0.0
        return [*map(statistics.median, kept), *far, changes, statistics.median(self.memory)]


def measure(command: Sequence[str], form: Path, commands: Sequence[dict[str, Any]], into: Measured) -> None:
    """Run one process over a form and note what it took."""
    driven = Driven(command, form)
    if "error" in driven.ready:
        raise SystemExit(f"{form.name}: {driven.ready}")
    into.ready.append(driven.ready_ms)
    into.load.append(float(driven.ready.get("load_ms", 0)))
    into.again.append(driven.timed({"do": "load", "form": str(form)}))
    driven.tell(do="state")
    into.answers += [driven.timed(one, {"do": "state"}) for one in commands]
    if command is OURS:
        driven.tell(do="load", form=str(form))
        driven.tell(do="changes")
        into.changes += [driven.timed({**one, "changes": True}) for one in commands]
    into.memory.append(driven.memory())
    driven.close()


def main(arguments: list[str]) -> int:
    """Measure and print."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    own, rival = arguments[:split], tuple(arguments[split + 1 :])
    runs = int(own.pop(own.index("--runs") + 1)) if "--runs" in own else 5
    own = [one for one in own if one != "--runs"]
    heads = ("ready", "load", "again", "answer", "p95", "worst", "changes", "MiB")
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'form':22}{'':8}" + "".join(f"{head:>9}" for head in heads))
        for form in [Path(one) for one in own] or make_forms(Path(folder)):
            commands = script(form)
            drivers = {"ours": OURS, **({"rival": rival} if rival else {})}
            measured = {name: Measured() for name in drivers}
            for _ in range(runs):
                for name, command in drivers.items():
                    measure(command, form, commands, measured[name])
            for name, one in measured.items():
                print(f"{form.stem:22}{name:8}" + "".join(f"{figure:9.2f}" for figure in one.figures()))
            if rival:
                pairs = zip(measured["ours"].figures(), measured["rival"].figures(), strict=True)
                ratios = [f"1/{theirs / ours:.1f}" if ours and theirs else "" for ours, theirs in pairs]
                print(f"{'':22}{'ratio':8}" + "".join(f"{ratio:>9}" for ratio in ratios))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
