"""Reading strange files in a process of its own: a library that does not come back costs that process, not the program.

The process is this program once more, started with `CONFINED`; it gets its task on standard input, answers on standard
output and has limits on its time and memory (`confined` is its side). What it says is read as plain values, never as
objects: a file that took over a reader finds nobody here who would run what it sends.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any, Final

from tianye.domain.errors import Bug, NextStep, TianyeError, UserFault, WorldFault
from tianye.services.plain_values import decode, encode
from tianye.services.progress import Tell, in_silence

CONFINED: Final = "--confined"
"""The one argument that makes this program do a task instead of showing itself."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many seconds a task may compute, or by the clock a little more, and how much memory it may ask for."""

    seconds: int = 180
    memory_bytes: int = 1536 << 20


USUAL: Final = Bounds()
_START_SECONDS: Final = 5
_LOOK_SECONDS: Final = 0.2
"""How often somebody is asked whether to go on."""


def run_confined(task: str, *arguments: str, bounds: Bounds = USUAL, tell: Tell = in_silence) -> Any:
    """Let a task of `confined.TASKS` be done in a process of its own; return its answer as plain values.

    What `tell` raises ends that process at once.

    Raises what the task raises (`TianyeError`s cross over), `UserFault("document.too-demanding")` with `limit`
    `seconds` or `memory` where a limit ended it, `WorldFault("document.no-process")` where none can be started, and
    `Bug("document.reader-failed")`.
    """
    request = encode([task, list(arguments), bounds.seconds, bounds.memory_bytes])
    with TemporaryDirectory(prefix="tianye-reading-", ignore_cleanup_errors=True) as folder:
        return _understood(*_done_in(folder, request, bounds, tell), bounds)


def _done_in(folder: str, request: bytes, bounds: Bounds, tell: Tell) -> tuple[bytes, int]:
    """Start a process whose temporary files are all in a folder, and return what it answers and how it ended."""
    try:
        # nothing of the file and nothing of a reader's complaints reaches a terminal or a log
        process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_surroundings(folder),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise WorldFault("document.no-process", next_step=NextStep.CLOSE_OTHER_PROGRAM, errno=error.errno) from error
    with process, _hold(process, bounds):
        try:
            told = _answer_of(process, request, bounds, tell)
        finally:
            process.kill()
    return told, process.returncode


def _surroundings(folder: str) -> dict[str, str]:
    """Return the variables of this process but for those of ours: a passphrase is nothing for a reader of files."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("TIANYE_")}
    return kept | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)


def _answer_of(process: subprocess.Popen[bytes], request: bytes, bounds: Bounds, tell: Tell) -> bytes:
    latest = time.monotonic() + bounds.seconds + _START_SECONDS
    asked: bytes | None = request
    while True:
        try:
            return process.communicate(asked, timeout=_LOOK_SECONDS)[0]
        except subprocess.TimeoutExpired:
            # what was sent once is not sent again
            asked = None
        if time.monotonic() > latest:
            raise _too_demanding("seconds", bounds)
        tell(0, 0)


def command() -> list[str]:
    """Return how this program starts itself for a task: frozen it is its own executable, else Python runs it."""
    return [sys.executable, CONFINED] if getattr(sys, "frozen", False) else [sys.executable, "-m", "tianye", CONFINED]


_KINDS: Final = {kind.kind: kind for kind in (UserFault, WorldFault, Bug)}


def _understood(told: bytes, status: int, bounds: Bounds) -> Any:
    """Return the answer, or raise the fault that it is; a process that ended without one was ended by a limit."""
    match decode(told):
        case ["done", value] if status == 0:
            return value
        case ["fault", kind, str(code), step, dict(data)] if kind in _KINDS and status == 0:
            raise _made(_KINDS[kind], code, step, data)
        case ["memory"]:
            raise _too_demanding("memory", bounds)
        case ["failed", str(error)]:
            raise Bug("document.reader-failed", next_step=NextStep.REPORT, error=error)
    # a library in C that gets no memory ends its process in ways of its own
    raise _too_demanding("seconds" if -status in _OUT_OF_TIME else "memory", bounds)


_OUT_OF_TIME: Final = (24,)
"""SIGXCPU, by number: Windows has no name for it."""


def _made(kind: type[TianyeError], code: str, step: object, data: dict[str, object]) -> TianyeError:
    known = {one.value: one for one in NextStep}
    return kind(code, next_step=known.get(str(step), NextStep.NOTHING), **data)


def _too_demanding(limit: str, bounds: Bounds) -> UserFault:
    maximum = bounds.seconds if limit == "seconds" else bounds.memory_bytes
    return UserFault("document.too-demanding", next_step=NextStep.ASK_SENDER, limit=limit, maximum=maximum)


def _hold(process: subprocess.Popen[bytes], bounds: Bounds) -> AbstractContextManager[object]:
    """Put the process into a job with limits on Windows, before it is told its task; elsewhere it limits itself."""
    if sys.platform == "win32":
        from tianye.services.windows_jobs import Job

        job = Job.around(process, bounds.seconds, bounds.memory_bytes)
        return nullcontext() if job is None else closing(job)
    return nullcontext()
