"""What is imported is declared: a fresh environment holds everything and nothing by accident."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from house.sources import ROOT, modules, walk
from house.test_modules import imported

OURS = {"tianye", "__future__"}


def normal(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras: str) -> set[str]:
    """Return the distributions that pyproject.toml asks for, with those of the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {normal(re.split(r"[\s<>=!;\[]", line, maxsplit=1)[0]) for line in asked}


def undeclared(trees: Iterable[tuple[str, ast.Module]], allowed: set[str]) -> list[str]:
    """Return `path module` for each import that no allowed distribution brings."""
    brought_by = packages_distributions()
    known = set(sys.stdlib_module_names) | OURS | {path.stem for path in walk(ROOT / "tests")}
    known |= {path.name for path in (ROOT / "tests").iterdir()} | {path.stem for path in walk(ROOT / "benchmarks")}
    return [
        f"{path} {name}"
        for path, tree in trees
        for name in sorted({name.partition(".")[0] for _, name in imported(tree)} - known)
        if not allowed & {normal(distribution) for distribution in brought_by.get(name, [])}
    ]


def parsed(folder: Path) -> list[tuple[str, ast.Module]]:
    """Return every Python file below a folder, parsed.

    Scripts that once wrote a fixture, and those that the system's own Python runs (`tests/real`), have needs of their
    own.
    """
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(walk(folder))
        if path.suffix == ".py" and path.parent.name not in ("fixtures", "real")
    ]


def test_the_program_imports_what_it_declares() -> None:
    assert undeclared(((module.path, module.tree) for module in modules()), declared()) == []


def test_the_tests_and_benchmarks_import_what_the_test_extra_declares() -> None:
    folders = [folder for folder in (ROOT / "tests", ROOT / "benchmarks") if folder.is_dir()]
    assert undeclared([tree for folder in folders for tree in parsed(folder)], declared("test")) == []


def test_nothing_is_declared_for_nothing() -> None:
    """A dependency nobody imports is weight on a stick; those for one system or for one command are listed here."""
    not_imported = {"tzdata"}
    brought_by = packages_distributions()
    used = {
        normal(distribution)
        for module in modules()
        for _, name in imported(module.tree)
        for distribution in brought_by.get(name.partition(".")[0], [])
    }
    assert declared() - used - not_imported == set()
