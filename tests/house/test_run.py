"""run.py on machines that lack something: it says what, in a sentence, and deletes nothing it did not make."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from house.sources import ROOT

PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what run.py needs, in a folder with a space and Chinese characters in its name."""
    folder = tmp_path / "培训 stick"
    folder.mkdir()
    for name in ("run.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run run.py without any index to install from."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    return subprocess.run(
        [sys.executable, str(project / "run.py"), *arguments],
        cwd=project.parent,
        env=kept | {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        *((), ("dmeo",), ("wheels",), ("wheels", "--help"), ("wheels", "d", "e"), ("wheels", "d", "--for")),
        *(("wheels", "d", "--for", "mac"), ("wheels", "d", "--python", "3.12")),
        *(("wheels", "d", "--for", "windows", "--python"), ("wheels", "d", "--for", "windows", "--python", "3.10")),
    ],
)
def test_what_it_cannot_read_is_answered_with_the_usage(project: Path, arguments: tuple[str, ...]) -> None:
    done = run(project, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Usage:")
    assert not (project / ".venv").exists()


def test_help_is_a_result(project: Path) -> None:
    done = run(project, "--help")
    assert done.returncode == 0
    assert "python3 run.py demo" in done.stdout


def test_a_folder_it_cannot_write_to_is_named(project: Path) -> None:
    (project / ".venv").write_text("in the way", encoding="utf-8")
    done = run(project, "test")
    assert done.returncode == 4
    assert f"cannot write to {project / '.venv'}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_environment_of_somebody_else_is_left_alone(project: Path) -> None:
    theirs = project / ".venv" / "lib" / "theirs.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("kept", encoding="utf-8")
    done = run(project, "test")
    assert done.returncode == 4
    assert "Rename or delete it" in done.stderr
    assert theirs.read_text(encoding="utf-8") == "kept"


def test_an_environment_that_is_ready_starts_at_once(project: Path) -> None:
    python = project / ".venv" / PYTHON
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    write_note(project, "ready")
    done = run(project, "tianye")
    # nothing is installed in this one: that its Python was asked is what shows
    assert "No module named tianye" in done.stderr
    assert "run.py:" not in done.stderr


@pytest.mark.parametrize(
    ("asked", "versions"), [((), ["3.13", "3.12", "3.11"]), (("--python", "3.12"), ["3.12"])], ids=["all", "one"]
)
def test_wheels_for_windows_are_asked_of_the_script_that_knows_them(
    project: Path, asked: tuple[str, ...], versions: list[str]
) -> None:
    python = project / ".venv" / PYTHON
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    write_note(project, "ready")
    script = project / "packaging" / "windows_wheels.py"
    script.parent.mkdir()
    script.write_text("import json, sys; print(json.dumps(sys.argv[1:]))", encoding="utf-8")
    done = run(project, "wheels", "轮子", "--for", "windows", *asked)
    assert done.returncode == 0
    assert json.loads(done.stdout) == [str(project.parent / "轮子"), *versions]


@pytest.mark.slow
def test_a_half_made_environment_is_made_again_and_missing_packages_are_named(project: Path) -> None:
    leftover = project / ".venv" / "lib" / "half.txt"
    leftover.parent.mkdir(parents=True)
    leftover.write_text("of the run that was interrupted", encoding="utf-8")
    write_note(project, "making")
    done = run(project, "demo", "--headless")
    assert done.returncode == 4
    assert "making .venv again" in done.stderr
    assert "no network, and no folder wheels/" in done.stderr
    assert not leftover.exists()


def write_note(project: Path, state: str) -> None:
    """Leave the note of an earlier run."""
    note = {
        "state": state,
        "interpreter": sys.executable,
        "root": str(project),
        "installed_for": hashlib.sha256((project / "pyproject.toml").read_bytes()).hexdigest(),
    }
    (project / ".venv" / "tianye-setup.json").write_text(json.dumps(note), encoding="utf-8")
