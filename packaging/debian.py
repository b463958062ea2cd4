"""Make a Debian package of the frozen folder: `python packaging/debian.py` writes `build/tianye_VERSION_ARCH.deb`.

It freezes first; `--frozen` takes `build/frozen/tianye` as it is. Needs dpkg-deb and objdump (dpkg-dev, binutils).
"""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import freeze
from contents import ROOT

FILES = ROOT / "packaging" / "debian"
TREE = freeze.BUILD / "deb"

DEPENDS = {
    **dict.fromkeys(("libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1", "libutil.so.1"), "libc6"),
    **dict.fromkeys(("libc.so.6", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"), "libc6"),
    "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6",
    "libzstd.so.1": "libzstd1",
    **dict.fromkeys(("libglib-2.0.so.0", "libgthread-2.0.so.0"), "libglib2.0-0t64 | libglib2.0-0"),
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    **{f"libxcb-{name}.so.0": f"libxcb-{name}0" for name in ("randr", "render", "shape", "shm", "xfixes")},
    **{f"libxcb-{name}.so.1": f"libxcb-{name}1" for name in ("sync", "xkb")},
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Shared library of the system → Debian package that has it. Debian's desktops bring all of these."""

RECOMMENDS = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libcups.so.2": "libcups2t64 | libcups2",
}
"""The same for what only Wayland and printing need."""


def main(arguments: list[str]) -> int:
    """Freeze, lay the tree out, pack it; exit status 1 where a library comes from nowhere."""
    if arguments != ["--frozen"]:
        if arguments:
            print(__doc__)
            return 2
        if freeze.main():
            return 1
    needed = set(needed_libraries(freeze.FROZEN))
    if unknown := needed - DEPENDS.keys() - RECOMMENDS.keys():
        print("no package is named for:", *sorted(unknown))
        return 1
    lay_out()
    architecture = output_of("dpkg", "--print-architecture").strip()
    (TREE / "DEBIAN").mkdir()
    (TREE / "DEBIAN" / "control").write_text(
        control(architecture, size_kb(TREE), newest_glibc(freeze.FROZEN)), encoding="utf-8"
    )
    package = freeze.BUILD / f"tianye_{version()}_{architecture}.deb"
    freeze.run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", TREE, package)
    print(f"{package}: {package.stat().st_size // 10**6} MB")
    return 0


def lay_out() -> None:
    """Lay out below `build/deb` what the package installs."""
    shutil.rmtree(TREE, ignore_errors=True)
    shutil.copytree(freeze.FROZEN, TREE / "usr/lib/tianye", symlinks=True)
    (TREE / "usr/bin").mkdir()
    (TREE / "usr/bin/tianye").symlink_to("../lib/tianye/tianye")
    freeze.run(freeze.PYTHON, ROOT / "packaging" / "icons.py", freeze.BUILD / "icons")
    for icon in (freeze.BUILD / "icons").glob("tianye-*.png"):
        size = icon.stem.rpartition("-")[2]
        put(icon, f"usr/share/icons/hicolor/{size}x{size}/apps/tianye.png")
    put(freeze.BUILD / "icons/tianye.svg", "usr/share/icons/hicolor/scalable/apps/tianye.svg")
    put(FILES / "tianye.desktop", "usr/share/applications/tianye.desktop")
    put(FILES / "copyright", "usr/share/doc/tianye/copyright")
    history = TREE / "usr/share/doc/tianye/NEWS.gz"
    history.write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
    for path in TREE.rglob("*"):
        if not path.is_symlink():
            is_program = path.is_dir() or (path.parent.name == "tianye" and path.name == "tianye")
            path.chmod(0o755 if is_program else 0o644)


def put(source: Path, place: str) -> None:
    """Copy one file to its place in the tree."""
    (TREE / place).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, TREE / place)


def control(architecture: str, installed_kb: int, glibc: str) -> str:
    """Return the text of the package's `control` file."""
    depends = [f"libc6 (>= {glibc})", *sorted(set(DEPENDS.values()) - {"libc6"})]
    return f"""\
Package: tianye
Version: {version()}
Architecture: {architecture}
Maintainer: The Tianye project
Section: misc
Priority: optional
Installed-Size: {installed_kb}
Depends: {", ".join(depends)}
Recommends: {", ".join(sorted(set(RECOMMENDS.values())))}
Description: attendance and surveys for rural trainings, without a network
 Tianye keeps who came to a training and what people answered: encrypted on each
 computer, carried as files on a stick, counted once at headquarters.
 .
 田野：不用网络，也能在培训现场签到、填问卷。数据加密存放，用 U 盘上报。
"""


def version() -> str:
    """Return the version of the program as pyproject.toml has it."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def programs(folder: Path) -> Iterator[Path]:
    """Yield the programs and libraries of a folder."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def needed_libraries(folder: Path) -> Iterator[str]:
    """Yield the names of libraries that files of the folder load and the folder does not hold."""
    held = {path.name for path in folder.rglob("*")}
    for path in programs(folder):
        for name in re.findall(r"NEEDED\s+(\S+)", output_of("objdump", "-p", str(path))):
            if name not in held:
                yield name


def newest_glibc(folder: Path) -> str:
    """Return the version of the C library that the folder needs at least, as `2.34`."""
    found = {
        tuple(map(int, number.split(".")))
        for path in programs(folder)
        for number in re.findall(r" GLIBC_([\d.]+)", output_of("objdump", "-p", str(path)))
    }
    return ".".join(map(str, max(found)))


def size_kb(folder: Path) -> int:
    """Return what the files of a folder hold, in KB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) // 1024


def output_of(*command: str) -> str:
    """Return what a command prints; raises `CalledProcessError` where it fails."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
