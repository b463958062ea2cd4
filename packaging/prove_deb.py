"""Install the package in a bare Debian and use it there: `python3 packaging/prove_deb.py [--mirror URL] [--keep]`.

Run by hand, as root, on Debian, after debian.py; needs debootstrap, xvfb, xdotool, x11-utils and imagemagick, and a
network for Debian's own packages. In a fresh chroot it installs the newest `build/tianye_*.deb` with what it depends
on and nothing recommended, plays the self-test and the demo as a user without rights, starts the window offscreen and
on a screen of Xvfb outside the chroot, opens a door of the demonstration, and takes the package off again. Pictures of
the windows are left in `build/proof` to be looked at. Everything it mounted or started is gone afterwards.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "build"
PROOF = BUILD / "proof"
SUITE = "bookworm"
SCREEN = ":97"
FIRST_DOOR = ("540", "300")
BESIDE_THE_RAIL = "1x1+202+300"
LIGHT = 200
PATIENCE_S = 120
USER = "facilitator"
OF_QT = {"This plugin does not support propagateSizeHints()"}  # what Qt itself says offscreen


def main() -> int:
    """Prove the newest package; an assertion or a failed command ends it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--mirror", help="where debootstrap takes Debian from; its own default otherwise")
    asked.add_argument("--keep", action="store_true", help="keep the chroot, without mounts, to look at")
    wanted = asked.parse_args()
    package = max(BUILD.glob("tianye_*.deb"), key=lambda path: path.stat().st_mtime)
    PROOF.mkdir(exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="tianye-bare-"))
    root.chmod(0o755)
    try:
        tell(f"{package.name}: a bare Debian {SUITE} in {root}")
        run("debootstrap", "--variant=minbase", SUITE, str(root), *([wanted.mirror] if wanted.mirror else []))
        shutil.copy(package, root / "tmp")
        shutil.copy("/etc/resolv.conf", root / "etc")
        with mounted(root):
            install(root, package.name)
            use_command_line(root)
            start_offscreen(root)
            start_on_a_screen(root)
            remove(root)
    finally:
        if not wanted.keep and not mounts_below(root):
            shutil.rmtree(root)
    tell(f"all of it works; look at {PROOF}")
    return 0


def install(root: Path, name: str) -> None:
    """Install the package and what it depends on."""
    inside(root, "apt-get", "update", "--quiet", "--quiet")
    before = installed(root)
    inside(root, "apt-get", "install", "--yes", "--quiet", "--quiet", "--no-install-recommends", f"/tmp/{name}")
    tell(f"installed, with {len(installed(root) - before) - 1} packages it depends on")
    run("chroot", str(root), "useradd", "--create-home", USER)


def installed(root: Path) -> set[str]:
    """Return the names of the packages in the chroot."""
    return set(inside(root, "dpkg-query", "--show", "--showformat=${Package}\n").split())


def use_command_line(root: Path) -> None:
    """Ask for the version, play the self-test and the demo."""
    tell(as_user(root, "tianye --version").strip())
    tested = json.loads(as_user(root, "tianye selftest --json"))
    assert tested["ok"], tested
    tell(f"self-test: {len(tested['result']['steps'])} steps work")
    played = json.loads(as_user(root, "tianye --json demo --headless --dir demo"))
    assert played["ok"], played
    tell("demo: played to its end")


def start_offscreen(root: Path) -> None:
    """Start the window without a screen and see it stay."""
    with started(root, "QT_QPA_PLATFORM=offscreen") as process:
        time.sleep(5)
        assert process.poll() is None, "the program ended by itself"
    tell("offscreen: started, stayed, ended when told to")


def start_on_a_screen(root: Path) -> None:
    """Start the window under Xvfb, find it as a window manager would, open a door of the demonstration."""
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"])
    os.environ["DISPLAY"] = SCREEN
    try:
        wait_for(Path(f"/tmp/.X11-unix/X{SCREEN[1:]}").exists)
        place = root / "tmp/.X11-unix"
        place.mkdir()
        run("mount", "--bind", "/tmp/.X11-unix", str(place))
        on_screen = f"DISPLAY={SCREEN} QT_QPA_PLATFORM=xcb"
        with started(root, on_screen):
            began = time.monotonic()
            wait_for(is_on_screen)
            tell(f"xcb: a window after {time.monotonic() - began:.1f} s")
            take_picture("first-start")
        with started(root, on_screen, "demo", "--dir", f"/home/{USER}/doors"):
            wait_for(is_on_screen)
            time.sleep(5)
            assert not is_workspace()
            wait_for(is_opened)
            take_picture("behind-the-first-door")
            tell("demonstration: its first door opened")
    finally:
        screen.terminate()
        screen.wait()


def is_on_screen() -> bool:
    """Say whether the X server shows a window of the program."""
    search = ["xdotool", "search", "--onlyvisible", "--class", "^tianye$"]
    done = subprocess.run(search, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        told = run("xwininfo", "-id", done.stdout.split()[0]).splitlines()
        tell(", ".join(line.strip() for line in told if "xwininfo:" in line or "-geometry" in line))
    return done.returncode == 0


def is_opened() -> bool:
    """Knock at the place of the first door; say whether the start has given way to a workspace."""
    run("import", "-window", "root", str(PROOF / "doors.png"))
    run("xdotool", "mousemove", *FIRST_DOOR, "click", "1")
    time.sleep(5)
    return is_workspace()


def is_workspace() -> bool:
    """Say whether the screen is light where the start has its wide dark rail and a workspace has its page."""
    picture = str(PROOF / "now.png")
    run("import", "-window", "root", "-crop", BESIDE_THE_RAIL, picture)
    grey = "%[fx:round(255*intensity)]"
    return int(run("identify", "-format", grey, picture)) > LIGHT


def take_picture(name: str) -> None:
    """Leave a picture of the screen in `build/proof`; it must show more than a ground."""
    time.sleep(5)
    picture = PROOF / f"{name}.png"
    run("import", "-window", "root", str(picture))
    colours = int(run("identify", "-format", "%k", str(picture)))
    assert colours > 50, f"{picture} has {colours} colours"
    tell(f"{picture.name}: {colours} colours")


def remove(root: Path) -> None:
    """Take the package off; nothing of it stays, what the user wrote does."""
    inside(root, "dpkg", "--purge", "tianye")
    left = [name for name in ("usr/lib/tianye", "usr/bin/tianye") if os.path.lexists(root / name)]
    assert not left, left
    assert (root / "home" / USER / "demo").is_dir()
    tell("taken off; the user's data stayed")


@contextlib.contextmanager
def mounted(root: Path) -> Iterator[None]:
    """Give the chroot its /proc, and take off every mount below it at the end, also those made meanwhile."""
    run("mount", "-t", "proc", "proc", str(root / "proc"))
    try:
        yield
    finally:
        for place in mounts_below(root):
            run("umount", place)


def mounts_below(root: Path) -> list[str]:
    """Return what is mounted below a folder, the latest first."""
    places = [line.split()[1] for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    return [place for place in reversed(places) if place.startswith(f"{root}/")]


@contextlib.contextmanager
def started(root: Path, environment: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program with these variables for as long as the block lasts; it must say nothing."""
    with (PROOF / "said.txt").open("w+b") as said:
        process = subprocess.Popen([*user(root), *environment.split(), "tianye", *arguments], stdout=said, stderr=said)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_S)
            said.seek(0)
            lines = set(said.read().decode().splitlines()) - OF_QT
            assert not lines, lines


def as_user(root: Path, command: str) -> str:
    """Run a command line as the user without rights, in her home; returns what it prints."""
    return run(*user(root), "sh", "-c", f"cd && exec {command}")


def user(root: Path) -> list[str]:
    """Return the beginning of a command that the user without rights runs in the chroot, with nothing of ours."""
    variables = ["PATH=/usr/bin:/bin", f"HOME=/home/{USER}", "LANG=C.UTF-8"]
    return ["chroot", f"--userspec={USER}", str(root), "env", "-i", *variables]


def inside(root: Path, *command: str) -> str:
    """Run a command as root in the chroot; returns what it prints."""
    return run("chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", *command)


def run(*command: str, env: dict[str, str] | None = None) -> str:
    """Run a command to its end; its output is shown only where it fails."""
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-2000:], sep="\n")
        done.check_returncode()
    return done.stdout


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; raises `TimeoutError` after two minutes."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def tell(text: str) -> None:
    """Say what was seen."""
    print(f"prove_deb: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
