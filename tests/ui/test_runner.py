"""The lane: order, faults, cancel, broadcast, a clean end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tianye.domain.changes import Changes
from tianye.domain.errors import Bug, TianyeError, UserFault
from tianye.exchange import keys
from tianye.services import registration
from tianye.services.station import Station, World
from tianye.ui.runner import Progress, Runner
from town import PASSPHRASE, Town


class Opened:
    """Something that may be used in one thread only."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.closed_in = 0

    def close(self) -> None:
        self.closed_in = threading.get_ident()


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner[Opened]]:
    made: Runner[Opened] = Runner(Opened.close)
    yield made
    made.stop()


@pytest.fixture
def idle(runner: Runner[Opened], qtbot: QtBot) -> Callable[[], None]:
    return lambda: qtbot.waitUntil(lambda: not runner.is_busy)


def test_all_work_is_done_in_one_other_thread(runner: Runner[Opened], idle: Callable[[], None]) -> None:
    opened: list[Opened] = []
    threads: list[int] = []
    runner.open(Opened)
    for _ in range(3):
        runner.ask(
            lambda owned: (owned, threading.get_ident()), lambda told: (opened.append(told[0]), threads.append(told[1]))
        )
    idle()
    assert {opened[0].thread} == set(threads)
    assert threading.get_ident() not in threads
    runner.stop()
    assert opened[0].closed_in == opened[0].thread
    assert "tianye-lane" not in {thread.name for thread in threading.enumerate()}


def test_work_is_done_in_order_and_told_in_the_gui_thread(runner: Runner[Opened], idle: Callable[[], None]) -> None:
    told: list[tuple[int, int]] = []
    runner.open(Opened)
    for number in range(5):
        runner.do(lambda _, number=number: number, lambda number: told.append((number, threading.get_ident())))
    idle()
    assert told == [(number, threading.get_ident()) for number in range(5)]


def test_a_fault_reaches_whoever_asked_and_the_next_work_goes_on(
    runner: Runner[Opened], idle: Callable[[], None]
) -> None:
    def fail(_: Opened) -> None:
        raise UserFault("badge.unreadable")

    faults: list[TianyeError] = []
    unasked: list[TianyeError] = []
    done: list[int] = []
    runner.failed.connect(unasked.append)
    runner.open(Opened)
    runner.do(fail, done.append, faults.append)
    runner.do(fail)
    runner.do(lambda _: 1, done.append)
    idle()
    assert ([fault.code for fault in faults], [fault.code for fault in unasked], done) == (
        ["badge.unreadable"],
        ["badge.unreadable"],
        [1],
    )


def test_our_own_mistake_becomes_a_fault_with_a_name(
    runner: Runner[Opened], idle: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    faults: list[TianyeError] = []
    runner.open(Opened)
    runner.ask(lambda _: {}["格桑央金 13908675309"], lambda _: None, faults.append)
    idle()
    assert isinstance(faults[0], Bug)
    assert faults[0].data == {"type": "KeyError"}
    # where, and never what: it may be a name
    assert "KeyError at ui/runner.py:" in caplog.text
    assert "格桑央金" not in caplog.text


def test_work_before_anything_is_open_is_refused(runner: Runner[Opened], idle: Callable[[], None]) -> None:
    faults: list[TianyeError] = []
    runner.ask(lambda owned: owned, lambda _: None, faults.append)
    idle()
    assert [fault.code for fault in faults] == ["runner.nothing-open"]


def test_only_the_newest_answer_of_a_key_arrives(runner: Runner[Opened], idle: Callable[[], None]) -> None:
    gate = threading.Event()
    answers: list[str] = []
    runner.open(Opened)
    runner.do(lambda _: gate.wait())
    for typed in ("z", "zh", "zhm"):
        runner.ask(lambda _, typed=typed: typed, answers.append, key="search")
    gate.set()
    idle()
    assert answers == ["zhm"]


def test_a_long_work_tells_how_far_it_is_and_stops(runner: Runner[Opened], qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []

    def work(_: Opened, progress: Progress) -> None:
        for number in range(1_000_000):
            progress.report(number, 1_000_000)

    runner.open(Opened)
    job = runner.do_long(work)
    job.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(job.cancelled):
        qtbot.waitUntil(lambda: len(told) > 2)
        job.cancel()
    assert told[:2] == [(0, 1_000_000), (1, 1_000_000)]


def test_stop_does_not_wait_for_what_only_waits(runner: Runner[Opened], qtbot: QtBot) -> None:
    started: list[int] = []
    gate = threading.Event()
    runner.open(Opened)
    runner.do(lambda _: gate.wait())
    runner.do(lambda _: started.append(1))
    threading.Timer(0.05, gate.set).start()
    runner.stop()
    assert started == []
    assert not runner.is_busy


def test_what_was_pressed_last_is_still_written(runner: Runner[Opened]) -> None:
    done: list[str] = []
    gate = threading.Event()
    runner.open(Opened)
    runner.do(lambda _: gate.wait())
    runner.ask(lambda _: done.append("asked"), lambda _: None)
    runner.do(lambda _: done.append("written"))
    runner.do_long(lambda _, __: done.append("given up"))
    runner.do_long(lambda _, __: done.append("a list, whole"), is_kept_at_closing=True)
    threading.Timer(0.05, gate.set).start()
    runner.finish()
    runner.stop()
    assert done == ["written", "a list, whole"]


def test_an_answer_for_a_screen_that_is_gone_is_dropped(runner: Runner[Opened], idle: Callable[[], None]) -> None:
    heard: list[str] = []

    class Screen(QObject):
        def show_answer(self, answer: str) -> None:
            heard.append(answer)

    gone, there = Screen(), Screen()
    gate = threading.Event()
    runner.open(Opened)
    runner.ask(lambda _: gate.wait() and "for nobody", gone.show_answer)
    runner.ask(lambda _: "for somebody", there.show_answer)
    shiboken6.delete(gone)
    gate.set()
    idle()
    assert heard == ["for somebody"]


def test_a_write_is_broadcast_after_it_was_told(tmp_path: Path, qapp: object, qtbot: QtBot) -> None:
    """The real thing: a station in the lane, a person registered, every open screen told once."""
    town = Town(tmp_path)
    folder = town.desk("玉树").station.folder
    town.close()
    runner: Runner[Station] = Runner(Station.close)
    order: list[str] = []
    heard: list[Changes] = []
    runner.changed.connect(lambda changes: (order.append("changed"), heard.append(changes)))
    runner.open(lambda: Station.open(folder, PASSPHRASE, World(cost=keys.CHEAP)))
    runner.do(lambda station: registration.register(station, {"name": "卓玛"}), lambda _: order.append("done"))
    qtbot.waitUntil(lambda: not runner.is_busy)
    runner.stop()
    assert order == ["done", "changed"]
    assert heard[0].touches("person")
