"""A home of its own for a process that plays: settings, tips and temporary files of the user's own stay untouched."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def moved_home(home: Path) -> None:
    """Point home, settings and temporary folders of this process and its children to a folder, which is made."""
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home)
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / name.lower())
    scratch = home / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    for name in ("TMPDIR", "TMP", "TEMP"):
        os.environ[name] = str(scratch)
    tempfile.tempdir = str(scratch)
