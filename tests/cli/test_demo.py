"""The demonstration from the command line: told scene by scene, and open to be looked at afterwards."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from cli.terminal import Terminal
from house.sources import dotted, modules
from tianye.cli.sentences.scenes import REMARKS


def test_every_scene_has_its_sentence() -> None:
    """Both ways: a scene that is played is told, and nothing is told that is not played."""
    (demo,) = [module for module in modules() if module.path.endswith("services/demo.py")]
    given: dict[str, set[str]] = {}
    for node in ast.walk(demo.tree):
        if (
            isinstance(node, ast.Call)
            and dotted(node.func).endswith("_tell")
            and isinstance(node.args[0], ast.Constant)
        ):
            names = {one.arg or "**" for one in node.keywords}
            given.setdefault(f"scene.{node.args[0].value}", set()).update(names)
    assert len(given) > 10
    assert sorted(given) == sorted(REMARKS)
    for code, names in given.items():
        wanted = set(re.findall(r"{([\w-]+)}", REMARKS[code]))
        assert "**" in names or wanted <= names, code


@pytest.mark.slow
def test_the_demonstration_is_played_told_and_left_behind(tmp_path: Path) -> None:
    none, played = tmp_path / "no forms", tmp_path / "played"
    none.mkdir()
    desk = Terminal(tmp_path / "unused", None)
    told = desk.types("demo", "--headless", "--dir", played, "--forms", none)
    assert told.status == 0, told.err
    assert "?" not in told.err
    assert "Persons reached" in told.out
    hq = Terminal(played / "hq", "tianye-demo")
    figures = hq.gets("figures")["figures"]
    persons = next(one["value"] for one in figures if one["id"] == "persons")
    assert re.search(rf"^Persons reached +{persons} ", told.out, re.MULTILINE)
    for laptop in ("laptop-1", "laptop-2"):
        standing = Terminal(played / laptop, "tianye-demo").gets("station", "status")["standing"]
        assert standing["received"] == standing["written"] > 100
    desk.is_refused(3, "demo.folder-not-empty", "demo", "--headless", "--dir", played)
