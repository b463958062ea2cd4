"""Files that are read in a process of their own: the same content is read once for all tests of a process.

Half a second for each form and each list is most of what a test with a form takes. What is remembered is what the real
process answered; refusals, and readings that somebody watches, are done anew each time.
"""

from __future__ import annotations

import copy
import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

READERS = ("tianye.services.forms_library", "tianye.services.lists")
_answers: dict[tuple[str, str, bytes], Any] = {}


def remembering(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return `run_confined` with a memory for files."""
    from tianye.services.confining import USUAL, Bounds
    from tianye.services.progress import in_silence

    def once(task: str, path: str, *, bounds: Bounds = USUAL, tell: Callable[..., object] = in_silence) -> Any:
        if tell is not in_silence or bounds != USUAL:
            return read(task, path, bounds=bounds, tell=tell)
        key = (task, Path(path).name, hashlib.blake2b(Path(path).read_bytes()).digest())
        if key not in _answers:
            _answers[key] = read(task, path)
        return copy.deepcopy(_answers[key])

    return once


def loaded_readers() -> list[Any]:
    """Return the modules that read files so, as far as they are loaded."""
    return [sys.modules[name] for name in READERS if name in sys.modules]
