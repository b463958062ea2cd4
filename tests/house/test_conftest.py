"""The checks of tests/conftest.py catch what they are for: each is shown one offender in a run of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"

OFFENDERS = {
    "a logged warning": ("import logging; logging.getLogger('x').warning('odd')", "logged unexpectedly"),
    "a thread": (
        "import threading; threading.Thread(target=threading.Event().wait, args=(30,), daemon=True).start()",
        "thread Thread-1",
    ),
    "an open file": ("import os; os.open(__file__, os.O_RDONLY)", "open file"),
    "a file in the temporary folder": ("import tempfile; os_file = tempfile.mkstemp()[1]", "temporary file"),
}


def run_one(folder: Path, body: str) -> str:
    for path in (CONFTEST, CONFTEST.with_name("homes.py"), CONFTEST.with_name("readings.py")):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_one.py").write_text(f"def test_one():\n    {body}\n", encoding="utf-8")
    environment = {**os.environ, "TIANYE_PASSPHRASE": "of the developer"}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    return run.stdout


@pytest.mark.parametrize("offender", OFFENDERS)
def test_an_offender_is_caught(offender: str, tmp_path: Path) -> None:
    body, said = OFFENDERS[offender]
    output = run_one(tmp_path, body)
    assert said in output
    assert "1 passed, 1 error" in output


def test_a_clean_test_passes_in_a_home_of_its_own(tmp_path: Path) -> None:
    body = (
        "import os, pathlib; assert 'tianye-home-' in str(pathlib.Path.home()); "
        "assert 'TIANYE_PASSPHRASE' not in os.environ"
    )
    assert "1 passed in" in run_one(tmp_path, body)
