"""Rules of the package that a review would otherwise have to repeat."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator

import pytest

from house.sources import APP, ROOT, Module, dotted, modules

MAX_LINES = 600
PURE_ROOMS = {"domain", "forms", "exchange", "documents"}
IMPURE_CALLS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime"),
    *("os.urandom", "os.getrandom", "uuid.uuid1", "uuid.uuid4"),
}
IMPURE_MODULES = {"random", "secrets"}
WORLD_MODULES = {"os", "io", "pathlib", "shutil", "socket", "subprocess", "tempfile", "time", "threading", "uuid"}
EMPTY_NAMES = {"utils", "util", "manager", "helper", "helpers", "common", "misc"}


def undocumented(tree: ast.Module) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the public classes and functions of a module that have no docstring."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def imported(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield every imported module with where it is imported, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module


def faults(check: Callable[[Module], Iterable[str]]) -> list[str]:
    """Collect what a check finds over all modules; there are modules, or the check says nothing."""
    assert len(modules()) > 10
    return [line for module in modules() for line in check(module)]


def test_every_module_says_what_it_is_for() -> None:
    assert faults(lambda module: [] if ast.get_docstring(module.tree) else [module.path]) == []


def test_public_classes_and_functions_have_a_docstring() -> None:
    """A reader decides from the docstring whether to read on; without one she has to read everything."""
    assert faults(lambda module: [module.at(node, node.name) for node in undocumented(module.tree)]) == []


def test_no_module_is_two() -> None:
    """Beyond six hundred lines a module has more than one subject: find the second and give it its own name."""
    counted = [(len(module.text.splitlines()), module.path) for module in modules()]
    assert [pair for pair in counted if pair[0] > MAX_LINES] == []


def test_imports_are_absolute() -> None:
    """A relative import hides which room it reaches into."""

    def check(module: Module) -> list[str]:
        nodes = ast.walk(module.tree)
        return [module.at(node) for node in nodes if isinstance(node, ast.ImportFrom) and node.level]

    assert faults(check) == []


def test_nothing_is_printed() -> None:
    """Results go through `cli.output`, progress through `services.progress`: JSON on stdout must stay JSON."""

    def check(module: Module) -> list[str]:
        nodes = ast.walk(module.tree)
        return [module.at(node) for node in nodes if isinstance(node, ast.Call) and dotted(node.func) == "print"]

    assert faults(check) == []


def test_no_text_of_an_exception_is_logged() -> None:
    """It may hold a name; `domain.traces` says type and place instead."""

    def check(module: Module) -> Iterator[str]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call):
                words = {keyword.arg for keyword in node.keywords}
                if dotted(node.func).endswith("_LOG.exception") or words & {"exc_info", "stack_info"}:
                    yield module.at(node)
        yield from (module.at(node, name) for node, name in imported(module.tree) if name == "traceback")

    assert faults(check) == []


def test_the_lower_rooms_ask_nobody_for_time_or_chance() -> None:
    """What reads the clock or draws numbers by itself cannot be replayed by a test: both are passed in."""

    def check(module: Module) -> Iterator[str]:
        if module.room not in PURE_ROOMS:
            return
        for node, name in imported(module.tree):
            if name.partition(".")[0] in IMPURE_MODULES:
                yield module.at(node, name)
        for each in ast.walk(module.tree):
            name = dotted(each) if isinstance(each, ast.Attribute) else ""
            # `datetime.datetime.now` and `datetime.now` are the same reading of the clock
            if ".".join(name.split(".")[-2:]) in IMPURE_CALLS:
                yield module.at(each, name)

    assert faults(check) == []


def test_domain_touches_nothing_of_the_world() -> None:
    """The meaning of the work is tested from values alone: no files, processes, sockets or clocks down there."""

    def check(module: Module) -> Iterator[str]:
        for node, name in imported(module.tree):
            if module.room == "domain" and name.partition(".")[0] in WORLD_MODULES:
                yield module.at(node, name)

    assert faults(check) == []


def test_names_say_something() -> None:
    """A module called after nothing collects everything."""
    names = [path for path in APP.rglob("*") if path.stem.strip("_") in EMPTY_NAMES]
    assert names == []


@pytest.mark.parametrize("room", ["domain", "forms", "store", "exchange", "documents", "services", "cli", "ui"])
def test_the_package_stays_light(room: str) -> None:
    """`import tianye`, and each room's `__init__`, load nothing by themselves: start-up pays for what it uses."""
    code = (
        "import sys; known = set(sys.modules)\n"
        f"import tianye.{room}\n"
        f"print(sorted(set(sys.modules) - known - {{'tianye', 'tianye.{room}'}}))"
    )
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r})\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
