"""Work in a process of its own that is cut off there: killed after a time, or at the N-th call that reaches the disk.

The calls are counted by `calls.c`, which goes between the process and the system, so that the database library's calls
count too. It is compiled with the system's compiler and preloaded: Linux only, see `preloaded`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tianye.domain.errors import TianyeError

KINDS = {"open": 1, "write": 2, "fsync": 4, "rename": 8, "other": 16}
"""`other` takes away, makes folders and cuts files."""
ALL = 31
NOTHING, KILL, TEAR, FAIL, PULL = range(5)
SOURCE = Path(__file__).with_suffix(".c")
_REFUSED, _BROKEN = 3, 5

Say = Callable[[str], None]
Act = Callable[[Say], None]


class Harm(NamedTuple):
    """What is done to a process: `what` at call `number` of some kinds, with `error`; or killed `after` some seconds.

    `TEAR` writes half of what was to be written and kills, `FAIL` lets one call fail, `PULL` that one and all after it.
    """

    what: int = NOTHING
    kinds: int = ALL
    number: int = 0
    error: int = 0
    after: float | None = None


NO_HARM = Harm()


class Ended(NamedTuple):
    """How a process ended: `done`, `refused` by name, `killed`, or `broken` in a way nobody foresaw (then `why`).

    `said` are the whole lines it wrote; `calls` how many calls of each kind were counted, where it came to its end;
    `seconds` from its first line on.
    """

    how: str
    said: list[str]
    calls: dict[str, int]
    seconds: float
    why: str = ""


def is_preloadable() -> bool:
    """Say whether calls can be counted on this machine."""
    return sys.platform == "linux" and shutil.which("cc") is not None


def preloaded(folder: Path) -> dict[str, str]:
    """Compile what counts calls into a folder; returns the environment of a process that is to be harmed."""
    library = folder / "calls.so"
    if not library.exists():
        command = ["cc", "-O2", "-Wall", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(command, check=True, capture_output=True)
    return os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


class Running:
    """A child of this process that acts, and is harmed below a folder; wants this process to be `preloaded` for that.

    `act` is given what says a line; it is over when it returns, refused when it raises a `TianyeError`.
    """

    def __init__(self, act: Act, below: Path, harm: Harm = NO_HARM) -> None:
        self._after = harm.after
        said, said_to = os.pipe()
        counts, counts_to = os.pipe()
        self._number = os.fork()
        if not self._number:
            os.close(said)
            os._exit(_acting(act, below, harm, said_to, counts_to))
        os.close(said_to)
        os.close(counts_to)
        self._said, self._counts = said, counts

    def ended(self) -> Ended:
        """Wait for its end, or kill it at its time."""
        with open(self._said, encoding="utf-8") as lines, open(self._counts, encoding="utf-8") as counts:
            first = lines.readline()
            began = time.monotonic()
            if self._after is not None:
                time.sleep(self._after)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._number, signal.SIGKILL)
            said = [line for line in [first, *lines.readlines()] if line.endswith("\n")]
            took = time.monotonic() - began
            counted, _, why = counts.read().partition("\n")
        _, status = os.waitpid(self._number, 0)
        if os.WIFSIGNALED(status):
            how = "killed" if os.WTERMSIG(status) == signal.SIGKILL else "broken"
            why = why or f"signal {os.WTERMSIG(status)}"
        else:
            how = {0: "done", _REFUSED: "refused"}.get(os.WEXITSTATUS(status), "broken")
        # a line that was cut off in the middle of writing said nothing
        return Ended(
            how,
            [line.rstrip("\n") for line in said],
            dict(zip(KINDS, map(int, counted.split()), strict=False)),
            took,
            why,
        )


def cut_off(act: Act, below: Path, harm: Harm) -> Ended:
    """Let a child act, harmed, and wait for its end; see `Running`."""
    return Running(act, below, harm).ended()


def _acting(act: Act, below: Path, harm: Harm, said: int, counts: int) -> int:
    calls = ctypes.CDLL(None)
    watch = getattr(calls, "calls_watch", None) if harm.after is None else None

    def say(line: str) -> None:
        os.write(said, f"{line}\n".encode())

    status, why = 0, ""
    counted: list[int] = []
    if watch is not None:
        watch(str(below).encode(), harm.kinds, ctypes.c_long(harm.number), harm.what, harm.error)
    try:
        act(say)
    except TianyeError as fault:
        status, why = (_REFUSED, fault.code) if fault.kind != "bug" else (_BROKEN, traceback.format_exc())
    except BaseException:
        status, why = _BROKEN, traceback.format_exc()
    if watch is not None:
        counted = [calls.calls_counted(kind) for kind in KINDS.values()]
        watch(b"", 0, ctypes.c_long(0), NOTHING, 0)
    os.write(counts, f"{' '.join(map(str, counted))}\n{why}".encode())
    return status
