"""Rules of the repository: what its files may name, and that its pages tell the truth."""

from __future__ import annotations

import ast
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from house.sources import ROOT, modules, text_files

ROOMS_SINCE = {"pages": "0009-pages-that-two-workspaces-share.md"}
"""Rooms that the agreed contracts do not know yet → the decision that made them."""
SHARED_CONTRACTS = ROOT.parent / "shared" / "import_contracts.toml"

# classes of one letter keep these patterns from finding themselves
MACHINE_PATH = re.compile(r"(?<![\w.\])}*~-])(/[w]ork/|/[r]oot/|/[h]ome/\w|/[U]sers/\w|[A-Z]:\\[U]sers)")
REGISTRY = re.compile(r"[p]ypi\.(org|[a-z]+\.)|[p]ythonhosted|[n]pmjs|[n]pmmirror|[a]liyun|[t]una\.|[c]rates\.io")
MACHINE_AUTHOR = re.compile(
    r"\b[A]I\b|\b[L]LMs?\b|[C]hatGPT|\bGPT-\d|[C]laude|[A]nthropic|[O]penAI|[C]opilot|[l]anguage model"
)


def found(pattern: re.Pattern[str]) -> list[str]:
    """Return `path:line match` of every occurrence in the repository's text files."""
    return [
        f"{path}:{number} {match.group()}"
        for path, text in text_files()
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_the_patterns_find_what_they_are_for() -> None:
    assert MACHINE_PATH.search("see /" + "root/x")
    assert MACHINE_PATH.search('"/' + "home/ann")
    assert not MACHINE_PATH.search("/data/" + "home/age")
    assert REGISTRY.search("https://" + "pypi" + ".org/simple")
    assert MACHINE_AUTHOR.search("written by an " + "A" + "I")
    assert not MACHINE_AUTHOR.search("MAIN SAID")


def test_no_file_names_a_machine() -> None:
    """A path of one developer's machine works nowhere else."""
    assert found(MACHINE_PATH) == []


def test_no_file_names_a_registry() -> None:
    """Where packages come from is the setting of whoever installs; many places here reach none of the usual hosts."""
    assert found(REGISTRY) == []


def test_texts_speak_of_the_work() -> None:
    """Code and pages are signed by the project and speak of trainings, not of how a text came about."""
    assert found(MACHINE_AUTHOR) == []


def test_run_py_can_be_read_by_an_old_python() -> None:
    """Python 3.8 has to get far enough into run.py to say that it is too old."""
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_commands_of_the_readme_exist(page: str) -> None:
    """The README is the first thing that is tried."""
    run = runpy.run_path(str(ROOT / "run.py"))
    commands = re.findall(r"(?:python3|py) run\.py (\w+)", (ROOT / page).read_text(encoding="utf-8"))
    assert {"demo", "test"} <= set(commands) <= set(run["COMMANDS"])


def test_both_readmes_name_the_same_commands_and_pages() -> None:
    """Two languages, one state of the project."""
    named = [
        sorted(set(re.findall(r"run\.py \w+|\]\((?!README)([^)]+)\)", (ROOT / page).read_text(encoding="utf-8"))))
        for page in ("README.md", "README.zh.md")
    ]
    assert named[0] == named[1]


def test_links_between_pages_lead_somewhere() -> None:
    """A page that is linked exists."""
    broken = [
        f"{path} -> {target}"
        for path, text in text_files()
        if path.endswith(".md")
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not (ROOT / path).parent.joinpath(target).exists()
    ]
    assert broken == []


def contracts(file: Path) -> list[dict[str, Any]]:
    """Return the import contracts of a toml file."""
    found: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return found


def test_the_import_contracts_have_no_exceptions() -> None:
    """An exception to the rule of rooms would be the first of many."""
    ours = contracts(ROOT / "pyproject.toml")
    assert len(ours) > 5
    assert [contract["name"] for contract in ours if "ignore_imports" in contract] == []


@pytest.mark.shared
@pytest.mark.skipif(not SHARED_CONTRACTS.exists(), reason="the folder of test material is not beside the project")
def test_the_import_contracts_are_the_agreed_ones() -> None:
    """Ours leave out what does not exist yet (import-linter stops on it) and have the rooms of later decisions."""
    assert [page for page in ROOMS_SINCE.values() if not (ROOT / "docs" / "decisions" / page).is_file()] == []
    ours = [of_what_exists(contract) for contract in contracts(ROOT / "pyproject.toml")]
    agreed = [of_what_exists(contract) for contract in contracts(SHARED_CONTRACTS)]
    assert [contract for contract in ours if contract] == [contract for contract in agreed if contract]


def of_what_exists(contract: dict[str, Any]) -> dict[str, Any]:
    """Return a contract without the rooms and libraries that are not there yet; empty when nothing is left of it."""
    kept = dict(contract)
    for key in ("forbidden_modules", "protected_modules", "source_modules", "containers"):
        if key in kept:
            kept[key] = [name for name in kept[key] if is_there(name)]
            if not kept[key]:
                return {}
    if "layers" in kept:
        # parentheses say that a layer may be missing
        layers = [layer.replace("(", "").replace(")", "") for layer in kept["layers"]]
        kept["layers"] = [layer for layer in layers if layer not in ROOMS_SINCE]
    return kept


def is_there(name: str) -> bool:
    """Say whether a module of ours exists, or a library is imported anywhere."""
    if name.partition(".")[0] == "tianye":
        path = ROOT.joinpath("app", *name.split("."))
        return path.is_dir() or path.with_suffix(".py").is_file()
    importing = re.compile(rf"^\s*(import|from) {name}\b", re.MULTILINE)
    return any(importing.search(module.text) for module in modules())
