"""Every scene of every screen: texts have room, nothing covers anything, each control has a name and a finger's room.

Scenes are in `tests/ui/scenes`; `python3 run.py pictures DIR` paints the same ones to be looked at.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from tianye.ui.app.program import Program
from ui import days
from ui.pages import Screen

# another text size restyles every widget: the looks of one size follow one another
LOOKS = [
    ("zh_CN", 100, (1366, 690)),
    ("en", 100, (1366, 690)),
    ("zh_CN", 100, (1920, 1009)),
    ("zh_CN", 200, (1366, 690)),
    ("en", 200, (1366, 690)),
]


def scenes() -> Iterator[tuple[str, Callable[[Program], None], bool]]:
    """Yield name and function of every scene, and whether its page may be higher than the screen (`SCROLLS`)."""
    for path in sorted((Path(__file__).parent / "scenes").glob("*.py")):
        module = importlib.import_module(f"ui.scenes.{path.stem}")
        may_scroll = getattr(module, "SCROLLS", frozenset())
        yield from ((f"{path.stem}-{name}", scene, name in may_scroll) for name, scene in module.SCENES.items())


@pytest.mark.parametrize(("scene", "may_scroll"), [pytest.param(*rest, id=name) for name, *rest in scenes()])
def test_everything_on_it_can_be_read_reached_and_named(
    program: Program, scene: Callable[[Program], None], may_scroll: bool
) -> None:
    program.window.show()
    scene(program)
    days.settle(program)
    remarks = [] if days.is_at_rest() else ["it is laid out again and again"]
    for language, percent, size in LOOKS:
        program.language.choose(language)
        program.theme.choose("light", percent)
        program.window.resize(*size)
        days.settle(program)
        screen = Screen(program.window)
        look = f"{language} {percent} % {size[0]}×{size[1]}"
        found = [
            *(f"clipped: {line}" for line in screen.clipped()),
            *(f"overlapping: {line}" for line in screen.overlapping()),
            *(f"unnamed: {line}" for line in screen.unnamed()),
            *(f"small: {line}" for line in screen.small()),
        ]
        if (program.window.width(), program.window.height()) != size:
            found.append(f"needs {program.window.width()}×{program.window.height()}")
        # notices take room from the page, above it and below it, and it scrolls then
        bars = (program.window.notices, program.window.answers)
        has_room = percent == 100 and not any(bar.isVisible() for bar in bars) and not may_scroll
        if has_room and (more := scrolled(program)):
            found.append(f"the page is {more} px higher than the screen")
        remarks += [f"{look}: {line}" for line in found]
    assert remarks == []


def scrolled(program: Program) -> int:
    """Return by how many pixels the page on screen is higher than there is room."""
    page = program.window.page
    area: QWidget | None = page
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    return area.verticalScrollBar().maximum() if isinstance(area, QScrollArea) else 0
