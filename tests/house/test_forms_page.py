"""docs/forms.md keeps step with the engine."""

from __future__ import annotations

import re
from pathlib import Path

from tianye.forms.xpath import known_functions
from tianye.forms.xpath.registry import FUNCTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")

APP = Path(__file__).parents[2] / "app" / "tianye"
READERS = ("ui/formview", "forms", "services")
"""Where words of an appearance mean something: on screen, and wherever an answer is told."""


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_function_is_named() -> None:
    listed = section("Functions").split("\n\n")[1]
    assert re.findall(r"`([^`]+)`", listed) == sorted(known_functions())


def test_those_that_collect_lacks_are_named() -> None:
    told = section("Functions").split("\n\n")[2].split("are there although")[0]
    assert set(re.findall(r"`([^`]+)`", told)) == {name for name, one in FUNCTIONS.items() if not one.in_collect}


def test_every_appearance_named_is_one_that_is_read() -> None:
    cells = [line.split("|")[2] for line in section("Appearances").splitlines() if line.startswith("| ")]
    named = {re.sub(r"-\d+$", "", word) for cell in cells for word in re.findall(r"`([^`]+)`", cell)}
    paths = [path for folder in READERS for path in (APP / folder).rglob("*.py")]
    read = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    # pyxform makes `label` and `list-nolabel` of the first; the others look as without them
    assert {word for word in named if f'"{word}' not in read and f"{word}|" not in read} == {
        "table-list",
        "image-map",
        "url",
    }
