"""A real window as a person meets it: seen through the accessibility tree, worked by mouse and keyboard of X.

Runs under the system's own Python, which has `pyatspi`; see README.md in this folder.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyatspi

PATIENCE_SECONDS = 20
LOOK_SECONDS = 0.1


class NotSeen(Exception):
    """What was waited for did not come."""


class RealScreen:
    """The program's window on an X display."""

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        self._number = 0

    # ---- seeing ----------------------------------------------------------------------------------------------------

    def nodes(self) -> Iterator[Any]:
        """Yield everything that is showing, top down."""
        desktop = pyatspi.Registry.getDesktop(0)
        for number in range(desktop.childCount):
            application = desktop.getChildAtIndex(number)
            if application is not None:
                yield from self._below(application)

    def _below(self, node: Any) -> Iterator[Any]:
        for number in range(node.childCount):
            child = node.getChildAtIndex(number)
            if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
                yield child
                yield from self._below(child)

    def words(self) -> list[str]:
        """Return all that a screen reader would find on screen."""
        found = []
        for _ in range(3):
            try:
                found = [node.name for node in self.nodes() if node.name]
                break
            except Exception:
                # a widget went away while it was asked
                continue
        return found

    def sees(self, text: str) -> bool:
        """Say whether a text is on screen, as a whole or within another."""
        return any(text in words for words in self.words())

    def waits_for(self, *texts: str) -> None:
        """Wait until all texts are on screen; raises `NotSeen` with what is there instead."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            words = self.words()
            if all(any(text in one for one in words) for text in texts):
                return
            time.sleep(LOOK_SECONDS)
        self.picture("not-seen")
        raise NotSeen(f"{texts} not among {self.words()}")

    def find(self, name: str, roles: Sequence[str] = ()) -> Any:
        """Return the showing control of a name (exactly, else beginning with it), of one of some roles."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                nodes = [node for node in self.nodes() if not roles or node.getRoleName() in roles]
                for is_it in (lambda text: text == name, lambda text: text.startswith(name)):
                    for node in nodes:
                        if node.name and is_it(node.name):
                            return node
            except Exception:
                # a widget went away while it was asked
                pass
            time.sleep(LOOK_SECONDS)
        self.picture("not-found")
        raise NotSeen(f"no {name!r} among {self.words()}")

    def picture(self, name: str) -> Path:
        """Keep what is on the screen."""
        self._number += 1
        path = self.pictures / f"{self._number:02}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=True)
        return path

    # ---- doing -----------------------------------------------------------------------------------------------------

    def clicks(self, name: str, roles: Sequence[str] = ()) -> None:
        """Click in the middle of a control."""
        box = self.find(name, roles).queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        self._x("mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1")

    def types(self, text: str) -> None:
        """Type a text wherever the focus is: Latin as fast as a scanner does, other scripts as fast as X maps keys.

        xdotool gives a free key to each letter that has none; a program that hears of it late loses the letter, so
        this wants a machine with nothing else to do.
        """
        is_scan = text.startswith("TY:")
        self._x("type", "--delay", "1" if is_scan else "40" if text.isascii() else "250", text)

    def presses(self, *keys: str) -> None:
        """Press keys by their X names: `Return`, `F2`, `ctrl+z`."""
        self._x("key", *keys)

    def takes_keys(self) -> None:
        """Give the keyboard to the newest window: without a window manager nobody else does."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "tianye"], capture_output=True, text=True, check=True
        )
        self._x("windowfocus", "--sync", found.stdout.split()[-1])

    def _x(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], check=True)
