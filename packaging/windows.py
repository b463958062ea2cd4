"""Make an installer for Windows: `.venv/bin/python packaging/windows.py DIR`. NEVER RUN ON WINDOWS.

DIR holds the embeddable CPython for 64-bit Windows, unpacked, which whoever builds has to bring: 3.11, 3.12 or 3.13.
Beside it goes what pip unpacks from wheels, without the parts of Qt that contents.py leaves out. Works on Linux and on
Windows; makensis (NSIS 3) then compiles `windows/tianye.nsi`.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import freeze
from contents import LEFT_OUT_MODULES, ROOT, intruders, is_kept
from debian import version
from windows_wheels import PLATFORM, asked_for, collect, tell

FILES = ROOT / "packaging" / "windows"
TREE = freeze.BUILD / "windows" / "tianye"
PATHS = ["python{0}.zip", ".", "..\\packages"]


def main(arguments: list[str]) -> int:
    """Lay the program out for Windows and compile its installer."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    embedded = Path(arguments[0])
    number = python_of(embedded)
    if number is None:
        tell(f"{embedded} is no embeddable CPython: python.exe, pythonw.exe and python3NN.dll are looked for in it")
        return 4
    freeze.prepare()
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(embedded, TREE / "python")
    write_paths(TREE / "python", number)
    if lacking := unpack(f"3.{number[1:]}"):
        tell(f"cannot be had: {', '.join(lacking)}")
        return 4
    if found := intruders(TREE):
        tell(f"must not be in it: {', '.join(found)}")
        return 1
    freeze.run(freeze.PYTHON, ROOT / "packaging" / "notices.py", TREE, PYTHONPATH=str(TREE / "packages"))
    freeze.run(freeze.PYTHON, ROOT / "packaging" / "icons.py", freeze.BUILD / "icons")
    shutil.copy(freeze.BUILD / "icons" / "tianye.ico", TREE)
    shutil.copy(FILES / "tianye.cmd", TREE)
    compile_installer(TREE, freeze.BUILD / f"tianye_{version()}_{PLATFORM}.exe")
    return 0


def python_of(embedded: Path) -> str | None:
    """Return `311` for a folder with the embeddable CPython 3.11; None where it is something else."""
    names = {path.name.lower() for path in embedded.glob("*")}
    found = [match.group(1) for name in names if (match := re.fullmatch(r"python(31[123])\.dll", name))]
    return found[0] if found and {"python.exe", "pythonw.exe"} <= names else None


def write_paths(python: Path, number: str) -> None:
    """Tell the embedded CPython where the packages are; it looks nowhere else, whatever is installed beside it."""
    lines = [line.format(number) for line in PATHS]
    (python / f"python{number}._pth").write_bytes("\r\n".join([*lines, ""]).encode("ascii"))


def unpack(python: str) -> list[str]:
    """Collect the wheels for this Python, unpack them and take out what is not used; returns what could not be had."""
    wheels = freeze.BUILD / "windows" / f"wheels-{python}"
    shutil.rmtree(wheels, ignore_errors=True)
    if lacking := collect(wheels, python, asked_for(with_tests=False)):
        return lacking
    pip = (freeze.PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check")
    freeze.run(*pip, "wheel", "--no-deps", "--wheel-dir", wheels, ROOT)
    target = ("--platform", PLATFORM, "--implementation", "cp", "--python-version", python, "--only-binary", ":all:")
    freeze.run(
        *pip, "install", "--no-deps", "--no-compile", "--target", TREE / "packages", *target, *wheels.glob("*.whl")
    )
    for path in (TREE / "packages").rglob("*"):
        if path.is_file() and not is_kept(path.relative_to(TREE / "packages").as_posix()):
            path.unlink()
    for left_out in ("bin", *LEFT_OUT_MODULES):
        for folder in (TREE / "packages").glob(f"{left_out}*"):
            if folder.name == left_out or folder.name.startswith(f"{left_out}-"):
                shutil.rmtree(folder)
    return []


def compile_installer(tree: Path, installer: Path) -> None:
    """Compile the installer of a folder laid out by this script; raises `CalledProcessError` where NSIS refuses."""
    given = {"TREE": tree, "INSTALLER": installer, "VERSION": version(), "SIZE_KB": freeze.size_mb(tree) * 1000}
    freeze.run("makensis", "-V2", "-WX", *(f"-D{name}={value}" for name, value in given.items()), FILES / "tianye.nsi")
    tell(f"{installer}: {installer.stat().st_size // 10**6} MB. It was never run on Windows.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
