"""docs/forms.md keeps step with the engine."""

from __future__ import annotations

import re
from pathlib import Path

from tianye.forms.xpath import known_functions
from tianye.forms.xpath.registry import FUNCTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_every_function_is_named() -> None:
    listed = section("Functions").split("\n\n")[1]
    assert re.findall(r"`([^`]+)`", listed) == sorted(known_functions())


def test_those_that_collect_lacks_are_named() -> None:
    told = section("Functions").split("\n\n")[2].split("are there although")[0]
    assert set(re.findall(r"`([^`]+)`", told)) == {name for name, one in FUNCTIONS.items() if not one.in_collect}
