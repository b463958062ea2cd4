"""Ten-inch laptops, 1024×600: everything can be reached, by scrolling where a page is larger than its room."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea

from tianye.ui.app.program import Program
from ui import days
from ui.pages import Screen

SIZE = (1024, 600)
LARGER = (125, 150, 175)
LAPTOP = (1366, 690)
WITHOUT_WINDOW = {"kiosk", "kit"}
"""The kiosk has its own screen."""


def main_scenes() -> Iterator[tuple[str, Callable[[Program], None]]]:
    """Yield name and function of the main scenes."""
    for path in sorted((Path(__file__).parent / "scenes").glob("*.py")):
        module = importlib.import_module(f"ui.scenes.{path.stem}")
        if path.stem not in WITHOUT_WINDOW:
            yield from ((f"{path.stem}-{name}", module.SCENES[name]) for name in sorted(getattr(module, "MAIN", ())))


def sizes_of(number: int) -> tuple[int, ...]:
    """Return the sizes of text that a scene is measured at: each scene has its own one, with the deep profile all."""
    return LARGER if os.environ.get("TIANYE_HYPOTHESIS") == "deep" else (LARGER[number % len(LARGER)],)


@pytest.mark.parametrize(
    ("scene", "sizes"), [pytest.param(scene, sizes_of(at), id=name) for at, (name, scene) in enumerate(main_scenes())]
)
def test_all_of_it_is_in_reach_and_comes_to_rest(
    program: Program, scene: Callable[[Program], None], sizes: tuple[int, ...]
) -> None:
    program.window.show()
    scene(program)
    found = [*out_of_reach(program), *scrolls_sideways(program), *at_larger_text(program, sizes)]
    assert found == []
    turns_without_end = grows_and_shrinks(program)
    assert turns_without_end == []


def out_of_reach(program: Program) -> list[str]:
    """Say what cannot be scrolled to, is clipped or covered."""
    program.window.resize(*SIZE)
    found = []
    for language in ("zh_CN", "en"):
        program.language.choose(language)
        days.settle(program)
        window, page = program.window, program.window.page
        if (window.width(), window.height()) != SIZE:
            found.append(f"{language}: needs {window.width()}×{window.height()}")
        if page is None:
            continue
        viewport = page.parentWidget()
        area = viewport.parentWidget()
        assert isinstance(area, QScrollArea)
        reach = (area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum())
        if page.width() > viewport.width() + reach[0] or page.height() > viewport.height() + reach[1]:
            found.append(f"{language}: {page.size()} in {viewport.size()} scrolls {reach}")
        # a choice may end in dots here: the tool tip says it whole
        cut = [line for line in Screen(window).clipped() if " shows " not in line]
        found += [f"{language}: clipped {line}" for line in cut]
        found += [f"{language}: overlapping {line}" for line in Screen(window).overlapping()]
    return found


def scrolls_sideways(program: Program) -> list[str]:
    """Say what is out of sight at the usual size of text: old laptops and projectors are 1024 pixels wide."""
    program.window.resize(SIZE[0], 768)
    found = []
    for language in ("zh_CN", "en"):
        program.language.choose(language)
        days.settle(program)
        if program.window.page is not None:
            area = program.window.page.parentWidget().parentWidget()
            assert isinstance(area, QScrollArea)
            if reach := area.horizontalScrollBar().maximum():
                found.append(f"{language}: {reach} px are out of sight")
    return found


def at_larger_text(program: Program, sizes: tuple[int, ...]) -> list[str]:
    """Say what is out of sight to the side, or cut, on a usual laptop at sizes of text between 100 and 200 %."""
    program.window.resize(*LAPTOP)
    found = []
    for percent in sizes:
        program.theme.choose("light", percent)
        for language in ("en", "zh_CN"):
            program.language.choose(language)
            days.settle(program)
            look = f"{language} {percent} %"
            if program.window.page is not None:
                area = program.window.page.parentWidget().parentWidget()
                assert isinstance(area, QScrollArea)
                if reach := area.horizontalScrollBar().maximum():
                    found.append(f"{look}: {reach} px are out of sight")
            found += [f"{look}: clipped {line}" for line in Screen(program.window).clipped() if " shows " not in line]
    program.theme.choose("light", 100)
    return found


def grows_and_shrinks(program: Program) -> list[str]:
    """Say in which window the text was laid out again and again.

    What stands side by side or below one another by width must not widen its own page.
    """
    found = []
    for width in (1366, 1180, SIZE[0]):
        program.window.resize(width, 768)
        days.settle(program)
        program.theme.choose("light", 200 if program.theme.text_percent == 100 else 100)
        days.settle(program)
        if not days.is_at_rest():
            found.append(f"{width} px")
    return found
