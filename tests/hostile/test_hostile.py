"""What was made to do harm is refused by name, soon and cheaply, or read as what it shows; nothing stays behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from hostile.make import ALL
from tianye.domain.errors import Bug, UserFault
from tianye.services import confined, confining
from tianye.services.confining import Bounds, run_confined
from tianye.services.lists import load_sheets

TESTS = Path(__file__).parents[1]
SECONDS = 2.0
"""Computed by the program and the process it reads in; how long that takes by the clock is the machine's affair."""
MEBIBYTES = 100.0


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("memory is measured with what Linux tells of a process")
    folder, quarantine = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("temporary")
    environment = os.environ | {
        "TMPDIR": str(quarantine),
        "PYTHONPATH": os.pathsep.join([str(TESTS.parent / "app"), str(TESTS)]),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "hostile.doors", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}


def test_there_are_many_of_them() -> None:
    assert len(ALL) >= 80
    assert len({(one.door, one.name) for one in ALL}) == len(ALL)


def test_it_is_refused_by_name_soon_and_cheaply(told: dict[str, dict[str, Any]]) -> None:
    # one test: each would measure them all again in a process of its own
    wrong = []
    for one in ALL:
        found = told[f"{one.door}/{one.name}"]
        is_cheap = found["seconds"] < SECONDS and found["mebibytes"] < MEBIBYTES
        if found["code"] != one.code or not is_cheap or found["left"]:
            wrong.append(found | {"wanted": one.code})
    assert wrong == []


# ---- the process that reads for us -----------------------------------------------------------------------------------


def spinning(_: str) -> None:
    while True:
        pass


def hoarding(_: str) -> int:
    return len([bytes(1 << 20) for _ in range(1 << 20)])


def telling(_: str) -> list[list[str]]:
    return [list(one) for one in os.environ.items()]


def starting(monkeypatch: pytest.MonkeyPatch, task: str) -> None:
    """Let the process know one more task: that of this module."""
    code = (
        "import sys; from hostile import test_hostile as here; from tianye.services import confined; "
        f"confined.TASKS['{task}'] = here.{task}; sys.exit(confined.main())"
    )
    paths = os.pathsep.join([str(TESTS.parent / "app"), str(TESTS)])
    monkeypatch.setenv("PYTHONPATH", paths)
    monkeypatch.setattr(confining, "command", lambda: [sys.executable, "-c", code])


@pytest.mark.skipif(sys.platform == "win32", reason="there a job limits it, which nobody has run yet")
def test_a_reader_that_does_not_come_back_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, "spinning")
    with pytest.raises(UserFault) as fault:
        run_confined("spinning", "x", bounds=Bounds(seconds=1))
    assert (fault.value.code, fault.value.data) == ("document.too-demanding", {"limit": "seconds", "maximum": 1})


@pytest.mark.skipif(sys.platform == "win32", reason="there a job limits it, which nobody has run yet")
def test_who_stops_it_waits_for_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, "spinning")
    told: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 2:
            raise StoppedByHand

    before = children()
    with pytest.raises(StoppedByHand):
        run_confined("spinning", "x", bounds=Bounds(seconds=100), tell=stop_at_the_second)
    assert told == [(0, 0), (0, 0)]
    assert children() == before


class StoppedByHand(Exception):
    """What somebody who presses stop comes to."""


def children() -> str:
    """Return the processes this one has begun."""
    return Path(f"/proc/self/task/{threading.get_native_id()}/children").read_text(encoding="ascii")


def test_a_reader_is_told_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, "telling")
    for name in ("TIANYE_PASSPHRASE", "TIANYE_RECOVERY_CODE", "SOMETHING_ELSE"):
        monkeypatch.setenv(name, "geheim geheim")
    told = run_confined("telling", "x")
    assert [name for name, value in told if value == "geheim geheim"] == ["SOMETHING_ELSE"]


@pytest.mark.skipif(sys.platform == "win32", reason="there a job limits it, which nobody has run yet")
def test_a_reader_that_takes_all_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, "hoarding")
    with pytest.raises(UserFault) as fault:
        run_confined("hoarding", "x", bounds=Bounds(seconds=60, memory_bytes=300 << 20))
    assert fault.value.code == "document.too-demanding"
    assert fault.value.data["limit"] == "memory"


def failing(_: str) -> None:
    raise KeyError("what stands in the file")


def test_a_reader_that_fails_is_our_mistake_and_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    starting(monkeypatch, "failing")
    with pytest.raises(Bug) as fault:
        run_confined("failing", "x")
    assert fault.value.data == {"error": "KeyError"}


def test_what_is_no_task_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserFault, match=r"document\.too-demanding"):
        run_confined("remove", "everything")


def test_a_large_workbook_comes_back_from_the_other_process_as_it_is(tmp_path: Path) -> None:
    from datetime import UTC, date, datetime, time, timedelta

    from tianye.documents import sources
    from tianye.documents.workbook import OutColumn, OutSheet, write_workbook

    some = [
        "卓玛",
        18,
        1.5,
        True,
        None,
        date(2026, 6, 12),
        datetime(2026, 6, 12, 9, 30),  # noqa: DTZ001 (a cell knows no zone)
        time(9, 30),
        timedelta(hours=30),
    ]
    sheet = OutSheet("表", [OutColumn(str(at)) for at in range(len(some))], [some] * 4000, "标题")
    path = tmp_path / "list.xlsx"
    with path.open("wb") as stream:
        write_workbook(stream, [sheet], datetime(2026, 6, 12, tzinfo=UTC))
    assert not sources.is_light(path)
    assert load_sheets(path) == sources.load_sheets(path)


def test_the_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert confining.command() == [sys.executable, "-m", "tianye", confining.CONFINED]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert confining.command() == [sys.executable, confining.CONFINED]
    assert set(confined.TASKS) == {"sheets", "form"}
