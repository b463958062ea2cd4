"""Sticks for tests and scenes: folders that the picker takes for removable drives."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from tianye.ui.parts.sticks import Stick, pretend_sticks

ROOMY = 13_200_000_000


def plug_in(*sticks: Stick) -> None:
    """Let these be plugged in, and no others."""
    pretend_sticks(lambda: list(sticks))


def make_stick(folder: Path, *, name: str = "KINGSTON", free: int = ROOMY, is_writable: bool = True) -> Stick:
    """Return a stick whose content is a folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    return Stick(folder, name, free, is_writable)


def scratch() -> Path:
    """Return a folder that goes away at the end of the process; for scenes."""
    base = Path(tempfile.gettempdir())
    folder = Path(tempfile.mkdtemp(prefix="tianye-sticks-", dir=base.parent if base.name == "tmp" else base))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
