"""Freeze the program into `build/frozen/tianye`: a folder that needs no Python. `python packaging/freeze.py`.

PyInstaller and the program's own packages go into an environment of their own, `build/freezing`; nothing of it becomes
part of the product but what contents.py lets in. It freezes for the system it runs on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from contents import ROOT, intruders, missing

BUILD = ROOT / "build"
FROZEN = BUILD / "frozen" / "tianye"
ENVIRONMENT = BUILD / "freezing"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TOOL = "pyinstaller>=6.10,<7"


def main() -> int:
    """Make the environment, freeze, add the licences, check; exit status 1 where something is in it that must not."""
    prepare()
    for left in (FROZEN.parent, BUILD / "work"):  # what an earlier run remembers of libraries may be old
        shutil.rmtree(left, ignore_errors=True)
    folders = ["--distpath", str(FROZEN.parent), "--workpath", str(BUILD / "work")]
    spec = str(ROOT / "packaging" / "tianye.spec")
    run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, spec)
    strip(FROZEN)
    run(PYTHON, ROOT / "packaging" / "notices.py", FROZEN)
    faults = [f"must not be in it: {name}" for name in intruders(FROZEN)]
    if sys.platform == "linux":
        faults += [f"is missing: {name} (install it on this machine, then again)" for name in missing(FROZEN)]
    if faults:
        print(*faults, sep="\n")
        return 1
    print(f"{FROZEN}: {size_mb(FROZEN)} MB")
    return 0


def prepare() -> None:
    """Make `build/freezing` with PyInstaller and what the program needs, once for each state of pyproject.toml."""
    note = ENVIRONMENT / "installed-for"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + TOOL.encode()).hexdigest()
    if note.is_file() and note.read_text(encoding="ascii") == wanted:
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    # the Python behind an environment: one environment made from another would lack its libpython
    run(getattr(sys, "_base_executable", sys.executable), "-m", "venv", ENVIRONMENT)
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ROOT, TOOL)
    note.write_text(wanted, encoding="ascii")


def run(*command: str | Path, **variables: str) -> None:
    """Run one step in the build folder, with variables of its own; raises `CalledProcessError` where it fails."""
    BUILD.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    subprocess.run(list(map(str, command)), cwd=BUILD, env=kept | {"PYTHONUTF8": "1"} | variables, check=True)


def strip(folder: Path) -> None:
    """Take the debugging symbols out of the libraries of Python's packages; those of Qt stay as they were published."""
    if not shutil.which("strip"):
        return
    for library in folder.glob("_internal/**/*.so*"):
        if library.is_file() and not library.is_symlink() and "PySide6" not in library.parts:
            run("strip", "--strip-unneeded", library)


def size_mb(folder: Path) -> int:
    """Return what the files of a folder hold, in MB, links counted once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) // 10**6


if __name__ == "__main__":
    sys.exit(main())
