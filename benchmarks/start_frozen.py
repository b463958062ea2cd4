"""Start of the frozen program against the same program installed by pip.

    python benchmarks/start_frozen.py

Needs `build/frozen/tianye` and the environment it was frozen from (`packaging/freeze.py` makes both), Xvfb and xdotool.
Both start in turn, with everything on disk already in memory: `--version` until the process has ended, and the window
until an X server shows it. The ratio is that of the medians; below 1 the frozen one is quicker.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "build"
PROGRAMS = {"frozen": BUILD / "frozen" / "tianye" / "tianye", "pip": BUILD / "freezing" / "bin" / "tianye"}
SCREEN = ":95"
ROUNDS = 9


def until_version(program: Path, environment: dict[str, str]) -> float:
    """Return the seconds that `tianye --version` takes."""
    began = time.perf_counter()
    subprocess.run([program, "--version"], env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def until_window(program: Path, environment: dict[str, str]) -> float:
    """Return the seconds until the window is on the screen."""
    began = time.perf_counter()
    process = subprocess.Popen([program], env=environment, stderr=subprocess.DEVNULL)
    try:
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^(田野|Tianye)$"]
        subprocess.run(search, env=environment, stdout=subprocess.DEVNULL, check=True, timeout=60)
        return time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()


def measure(name: str, until: Callable[[Path, dict[str, str]], float], environment: dict[str, str]) -> None:
    """Start both in turn and print the ratio of the medians."""
    took: dict[str, list[float]] = {kind: [] for kind in PROGRAMS}
    for number in range(ROUNDS + 1):
        for kind, program in PROGRAMS.items():
            seconds = until(program, environment)
            if number:  # the first round reads the files
                took[kind].append(seconds)
    frozen, pip = (statistics.median(took[kind]) for kind in PROGRAMS)
    print(f"{name}: frozen : pip = {frozen / pip:.2f} ({frozen * 1000:.0f} ms : {pip * 1000:.0f} ms)")


def main() -> int:
    """Measure both ways to start."""
    screen = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
    try:
        with tempfile.TemporaryDirectory() as home:
            kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_", "XDG_"))}
            environment = kept | {"HOME": home, "DISPLAY": SCREEN, "LANG": "C.UTF-8"}
            measure("--version", until_version, environment)
            measure("window", until_window, environment)
    finally:
        screen.terminate()
        screen.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
