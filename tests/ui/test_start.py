"""Start-up: what is not loaded before there is a window."""

from __future__ import annotations

import subprocess
import sys

from house.sources import ROOT

HEAVY = ("nacl", "pyrage", "sqlcipher3", "sqlite_utils", "lxml", "openpyxl", "pyxform", "pypinyin")


def test_a_window_stands_before_database_and_cryptography_are_loaded() -> None:
    """They cost as much as Qt itself, and are of no use before the passphrase."""
    code = f"import tianye.ui.app.program\nprint([name for name in sys.modules if name in {HEAVY!r}])"
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r})\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
