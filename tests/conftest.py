"""What holds for every test: a home of its own, no warning in the log, nothing left running or open.

Warnings are errors already (pyproject.toml). A test that expects a log line asks for `caplog` and reads it.
`TIANYE_HYPOTHESIS=deep` tries twenty times as many examples, new ones in every run.
"""

from __future__ import annotations

import gc
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from homes import moved_home
from readings import loaded_readers, remembering

if TYPE_CHECKING:
    from town import Town

THREAD_END_SECONDS = 5
OPEN_FILES = Path("/proc/self/fd")
HOMES = pytest.StashKey[Path]()

hypothesis.settings.register_profile("steady", derandomize=True, print_blob=True, deadline=None)
hypothesis.settings.register_profile("deep", print_blob=True, deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("TIANYE_HYPOTHESIS", "steady"))


def pytest_configure(config: pytest.Config) -> None:
    """Point home, settings and temporary folders of this process and its children away from the user's own."""
    # pytest keeps the folders of failed tests, where it always does
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    home = Path(tempfile.mkdtemp(prefix="tianye-home-"))
    config.stash[HOMES] = home
    for name in [name for name in os.environ if name.startswith("TIANYE_") and name != "TIANYE_HYPOTHESIS"]:
        del os.environ[name]
    moved_home(home)


SLOW_ROOMS = ("faults", "hostile", "soak", "house", "ui", "properties", "documents", "cli", "services", "scenarios")
"""What kills processes, fills disks, paints, draws examples or writes files takes its time; one Python is enough for
most of it."""
ON_EVERY_PYTHON = (
    "test_story.py",
    "test_round_trip.py",
    "test_runner.py",
    "test_warming.py",
    "test_importing.py",
    "test_station.py",
)
"""The exceptions: where Python's threads, garbage and imports meet Qt; whole days, from the door to the figures."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whole rooms of tests as slow."""
    for item in items:
        if item.path.parent.name in SLOW_ROOMS and item.path.name not in ON_EVERY_PYTHON:
            item.add_marker(pytest.mark.slow)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the home away again."""
    shutil.rmtree(config.stash[HOMES], ignore_errors=True)


class _Listener(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which a warning was logged, unless it reads the log itself (`caplog`)."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    yield
    logging.getLogger().removeHandler(listener)
    if listener.lines and "caplog" not in request.fixturenames:
        pytest.fail("logged unexpectedly:\n" + "\n".join(listener.lines), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test after which a thread still runs, a file or database is still open, or a temporary file remains."""
    threads = set(threading.enumerate())
    files = _open_files()
    scratch = Path(tempfile.gettempdir())
    yield
    left = [f"thread {thread.name}" for thread in threading.enumerate() if thread not in threads and _stays(thread)]
    if _open_files() - files:
        # what only a cycle still held is closed by the collector, and counted as a ResourceWarning where it is one
        gc.collect()
    left += [f"open file {path}" for _, path in sorted(_open_files() - files)]
    for path in sorted(scratch.iterdir()):
        left.append(f"temporary file {path.name}")
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if left:
        pytest.fail("left behind:\n" + "\n".join(left), pytrace=False)


def _stays(thread: threading.Thread) -> bool:
    thread.join(THREAD_END_SECONDS)
    return thread.is_alive()


def _open_files() -> set[tuple[str, str]]:
    """Return (descriptor, path) of the regular files this process has open; empty where the system does not tell."""
    found = set()
    if OPEN_FILES.is_dir():
        for descriptor in os.listdir(OPEN_FILES):
            try:
                path = os.readlink(OPEN_FILES / descriptor)
            except FileNotFoundError:  # the listing's own descriptor
                continue
            if path.startswith("/") and not path.startswith(("/dev/", "/proc/", "/sys/")):
                found.add((descriptor, path))
    return found


READS_ANEW = (
    "test_hostile.py",
    "test_forms_library.py",
    "test_progress.py",
    "test_stopping.py",
    "test_people_lists.py",
)
"""Where reading itself is looked at."""


@pytest.fixture(autouse=True)
def files_are_read_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember what strange files hold (`readings`)."""
    if request.path.name not in READS_ANEW:
        for reader in loaded_readers():
            monkeypatch.setattr(reader, "run_confined", remembering(reader.run_confined))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town to play a story in, empty; it is closed afterwards."""
    # loaded where it is wanted: most tests need no station
    from town import Town

    made = Town(tmp_path)
    yield made
    made.close()
