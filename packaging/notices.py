"""Lay the licences of everything in a frozen folder beside it: `build/freezing/bin/python packaging/notices.py DIR`.

Runs in the environment that was frozen. `DIR/licences` then holds `NOTICE.txt` (name, version, licence, home page of
each package), a folder of texts for each package and for each library taken from this system, and the texts that Qt's
packages do not bring themselves.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from contents import LEFT_OUT_MODULES

TEXTS = Path(__file__).parent / "licences"
IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
PAGES = ("homepage", "home", "source", "source code", "repository", "github")
QT = """\
Qt and Qt for Python (the libraries in PySide6 and shiboken6) are used under the LGPL version 3, texts in LGPL-3.0.txt
and GPL-3.0.txt. They are separate files in this folder, unchanged as their makers published them for Python: you may
put other builds of the same version in their place. Their sources are published by The Qt Company at
https://download.qt.io/official_releases/ under the version named below. Taking the program apart to mend such a change
is allowed.
"""


def main(folder: Path) -> int:
    """Write `licences` into the frozen folder; exit status 1 where a package says nothing about its licence."""
    target = folder / "licences"
    shutil.copytree(TEXTS, target)
    packages = sorted(needed_by("tianye").items())
    lines, silent = [], []
    for name, package in packages:
        licence, texts = licence_of(package), list(texts_of(package))
        if name != "tianye":
            for text in texts:
                place = target / name / text.name
                place.parent.mkdir(exist_ok=True)
                shutil.copy(text, place)
        if not licence and not texts:
            silent.append(name)
        lines.append(f"{name} {package.version}: {licence or 'see its folder'}; {home_of(package)}")
    shutil.copy(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt", target / "PYTHON.txt")
    system = copy_system_licences(folder, target)
    (target / "NOTICE.txt").write_text(
        "\n".join(["Tianye holds the work of others:", "", *lines, "", *system, "", QT]), encoding="utf-8"
    )
    print(f"licences of {len(lines)} packages and {len(system)} libraries")
    if silent:
        print("say nothing about their licence:", *silent)
    return 1 if silent else 0


def needed_by(name: str) -> dict[str, Distribution]:
    """Return a package and all it needs here, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        wanted = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if wanted in found or wanted in LEFT_OUT_MODULES:
            continue
        try:
            found[wanted] = distribution(wanted)
        except PackageNotFoundError:
            continue  # for another system or another Python
        asked = (line for line in found[wanted].requires or [] if "extra ==" not in line)
        waiting += [re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0] for line in asked]
    return found


def licence_of(package: Distribution) -> str:
    """Return what a package calls its licence, on one line; empty where it says nothing."""
    told = package.metadata
    for field in ("License-Expression", "License"):
        if text := (told[field] or "").strip():
            return str(text.splitlines()[0])
    classed = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(line.rpartition(":: ")[2] for line in classed)


def home_of(package: Distribution) -> str:
    """Return the page a package names as its own, empty where there is none."""
    told = package.metadata
    pages = dict(line.split(", ", 1) for line in told.get_all("Project-URL") or [])
    named = {name.lower(): page for name, page in pages.items()}
    return str(told["Home-page"] or next((named[name] for name in PAGES if name in named), ""))


def texts_of(package: Distribution) -> list[Path]:
    """Return the licence files a package brings in its own description."""
    files = [Path(str(package.locate_file(file))) for file in package.files or [] if ".dist-info/" in str(file)]
    return [file for file in files if IS_LICENCE.search(file.name) and file.is_file()]


def copy_system_licences(folder: Path, target: Path) -> list[str]:
    """Copy Debian's copyright file of each library in the folder that came from Debian; return a line for each."""
    if not shutil.which("dpkg-query"):
        return []
    lines = []
    for library in sorted((folder / "_internal").glob("lib*.so*")):
        asked = subprocess.run(
            ["dpkg-query", "--search", f"*/{library.name}"], capture_output=True, text=True, check=False
        )
        # libpython comes with the Python that froze, whatever Debian has under that name
        owner = "" if library.name.startswith("libpython") else asked.stdout.partition(":")[0]
        if owner:
            shutil.copy(f"/usr/share/doc/{owner}/copyright", target / f"{owner}.txt")
            lines.append(f"{library.name}: from Debian's {owner}; {owner}.txt")
    return lines


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
