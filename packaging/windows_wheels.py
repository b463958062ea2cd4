"""Collect the packages of a Windows computer on another one: `python3 run.py wheels DIR --for windows [--python 3.12]`.

Fills DIR with wheels for 64-bit Windows, for every Python the project supports or for the one named, until nothing is
missing that pip would ask for there. pip itself judges conditions such as `sys_platform == "win32"` by the computer it
runs on; so what only Windows needs is found here, in the wheels' own words, and asked for by name. Exit status 4 where
something cannot be had.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
PLATFORM = "win_amd64"
TO_BUILD = ("hatchling", "editables")
ROUNDS = 5


def main(folder: Path, versions: tuple[str, ...]) -> int:
    """Collect for each Python, say what the folder holds."""
    for version in versions:
        lacking = collect(folder, version, asked_for(with_tests=True))
        if lacking:
            tell(f"no wheels of these for Python {version} on Windows: {', '.join(lacking)}")
            return 4
    tell(
        f"{folder} holds {len(list(folder.glob('*.whl')))} packages for Python {', '.join(versions)} on 64-bit Windows"
    )
    tell("put it beside run.py under the name wheels; Python itself has to be brought too, from its own makers")
    return 0


def asked_for(*, with_tests: bool) -> list[str]:
    """Return what the program asks for, also what its tests and an editable installation need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [*project["dependencies"], *([*project["optional-dependencies"]["test"], *TO_BUILD] if with_tests else ())]


def collect(folder: Path, version: str, wanted: list[str]) -> list[str]:
    """Download until nothing is missing; returns what could not be had."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = [str(requirement) for requirement in map(Requirement, wanted) if applies(requirement, version)]
    for _ in range(ROUNDS):
        tell(f"asking for {len(asked)} packages for Python {version}")
        target = ["--platform", PLATFORM, "--implementation", "cp", "--python-version", version]
        # without their conditions, which pip would judge by this computer
        plain = [line.partition(";")[0].strip() for line in asked]
        command = ["download", "--quiet", "--dest", str(folder), "--only-binary", ":all:", *target, *plain]
        done = subprocess.run([sys.executable, "-m", "pip", *command], capture_output=True, text=True, check=False)
        if done.returncode:
            return [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or [done.stderr[-500:]]
        lacking = missing(folder, version, wanted)
        if not lacking:
            return []
        asked += lacking
    return lacking


def missing(folder: Path, version: str, wanted: list[str]) -> list[str]:
    """Return the requirements that pip, on Windows with this Python, would not find in the folder."""
    held = list(wheels(folder, version))
    lacking: list[str] = []
    waiting = [(Requirement(line), frozenset({""})) for line in wanted]
    seen = set()
    while waiting:
        asked, extras = waiting.pop()
        if (str(asked), extras) in seen or not any(applies(asked, version, extra) for extra in extras):
            continue
        seen.add((str(asked), extras))
        name = canonicalize_name(asked.name)
        fitting = [
            (number, path) for held_name, number, path in held if held_name == name and number in asked.specifier
        ]
        if not fitting:
            lacking.append(str(asked))
            continue
        needs = needs_of(max(fitting)[1])
        waiting += [(need, frozenset({"", *asked.extras})) for need in needs]
    return lacking


def wheels(folder: Path, version: str) -> Iterator[tuple[str, Version, Path]]:
    """Yield name, version and path of every wheel in the folder that Windows with this Python can install."""
    usable = set(tags(version))
    for path in folder.glob("*.whl"):
        name, number, _, made_for = parse_wheel_filename(path.name)
        if made_for & usable and f"{version}.9" in SpecifierSet(described(path)["Requires-Python"] or ""):
            yield name, number, path


def tags(version: str) -> Iterator[Tag]:
    """Yield the tags of wheels that 64-bit Windows with this Python accepts."""
    number = tuple(map(int, version.split(".")))
    yield from cpython_tags(number, platforms=[PLATFORM])
    yield from compatible_tags(number, interpreter=f"cp{version.replace('.', '')}", platforms=[PLATFORM])


def needs_of(wheel: Path) -> list[Requirement]:
    """Return what a wheel says it needs, conditions and all."""
    return [Requirement(line) for line in described(wheel).get_all("Requires-Dist") or []]


def described(wheel: Path) -> Message:
    """Return what a wheel says of itself."""
    with ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(opened.read(name).decode("utf-8"))


def applies(asked: Requirement, version: str, extra: str = "") -> bool:
    """Say whether a requirement's condition holds on Windows with this Python."""
    windows = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"}
    python = {"python_version": version, "python_full_version": f"{version}.0", "implementation_name": "cpython"}
    return asked.marker is None or asked.marker.evaluate({**default_environment(), **windows, **python, "extra": extra})


def tell(text: str) -> None:
    """Say what is happening, on stderr."""
    print(f"run.py: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), tuple(sys.argv[2:]) or VERSIONS))
