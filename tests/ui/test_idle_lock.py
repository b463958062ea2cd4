"""A screen that nobody touches locks itself, but never at a door; a leader's passphrase leads to the door only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tianye.domain.idleness import IDLE_MS
from tianye.services import kiosk, operators
from tianye.services.founding import Rights
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.app.start.trouble import Trouble
from tianye.ui.app.start.unlock import Unlock
from tianye.ui.kiosk.door import Door
from ui import days

LEADERS = "合作社门口的红旗 二十六"
HERS = "湖边的白马 在七月里跑"
MINUTE = 60_000.0


class Watch:
    """The time since the program started, moved by hand."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.ms = 0.0
        program.idle.now_ms = lambda: self.ms
        program.idle.begin()
        days.settle(program)

    def passes(self, ms: float) -> None:
        """Let time go by, and the program look at it."""
        self.ms += ms
        self._program.idle.look()
        days.settle(self._program)

    @property
    def is_locked(self) -> bool:
        return isinstance(self._program.window.page, Unlock)


@pytest.fixture
def seated(field: days.Played, program: Program) -> Program:
    """The laptop on its second morning, with its doors closed."""
    program.runner.ask(close_all_doors, lambda _: None)
    days.settle(program)
    program.window.activateWindow()
    return program


def close_all_doors(station: Station) -> None:
    for sitting in kiosk.sittings_of_today(station):
        kiosk.close_door(station, sitting.id)


def test_it_locks_when_nobody_touches_it(seated: Program) -> None:
    watch = Watch(seated)
    watch.passes(IDLE_MS - 1)
    assert not watch.is_locked
    watch.passes(1)
    assert watch.is_locked
    assert seated.stage.desk is None
    days.settle(seated)
    # and opens again with the passphrase
    days.seat(seated, days.Played(seated.desks.folder.parent, days.morning().now_ms, {}), seated.desks.folder.name)
    assert not watch.is_locked


@pytest.mark.parametrize("touch", ["key", "mouse", "move"])
def test_a_key_or_a_touch_counts_from_the_beginning(seated: Program, touch: str) -> None:
    watch = Watch(seated)
    watch.passes(IDLE_MS - MINUTE)
    window = seated.window.windowHandle()
    assert QApplication.focusWindow() is window
    match touch:
        case "key":
            QTest.keyClick(window, Qt.Key.Key_Shift)
        case "mouse":
            QTest.mouseClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
        case _:
            QTest.mouseMove(window, QPoint(400, 300))
            QTest.mouseMove(window, QPoint(420, 320))
    days.settle(seated)
    watch.passes(IDLE_MS - MINUTE)
    assert not watch.is_locked
    watch.passes(MINUTE)
    assert watch.is_locked


def test_never_while_a_door_is_open_and_half_an_hour_after_its_end(seated: Program) -> None:
    session: list[bytes] = []
    seated.runner.ask(lambda station: kiosk.sittings_of_today(station)[0].id, session.append)
    days.settle(seated)
    watch = Watch(seated)
    seated.runner.do(lambda station: kiosk.open_door(station, session[0]))
    days.settle(seated)
    watch.passes(8 * IDLE_MS)
    assert not watch.is_locked
    seated.runner.do(lambda station: kiosk.close_door(station, session[0]))
    days.settle(seated)
    watch.passes(IDLE_MS - 1)
    assert not watch.is_locked
    watch.passes(1)
    assert watch.is_locked


def test_the_kiosk_goes_blank_and_stays(seated: Program) -> None:
    session: list[bytes] = []
    seated.runner.ask(lambda station: kiosk.sittings_of_today(station)[0].id, session.append)
    days.settle(seated)
    seated.stage.enter_kiosk(session[0])
    days.settle(seated)
    watch = Watch(seated)
    watch.passes(8 * IDLE_MS)
    assert isinstance(seated.window.page, Door)


def test_with_no_folder_open_there_is_nothing_to_lock(program: Program) -> None:
    watch = Watch(program)
    watch.passes(8 * IDLE_MS)
    assert program.window.page is None


class TestALeader:
    @pytest.fixture
    def opens(self, field: days.Played, program: Program) -> Callable[[int], None]:
        """Let a leader be added, the folder be locked, and opened by her so many days later."""

        def add(station: Station) -> None:
            operators.add(station, "村长", Rights.LEADER, LEADERS)
            operators.add(station, "拉毛", Rights.FACILITATOR, HERS)

        program.runner.ask(add, lambda _: None)
        days.settle(program)
        program.stage.lock()
        days.settle(program)

        def opened(later: int) -> None:
            program.desks.world = field.world(later_ms=later * 24 * 60 * int(MINUTE))
            program.desks.open(program.desks.folder, LEADERS)
            days.settle(program)

        return opened

    def test_is_led_to_the_door_of_today(self, program: Program, opens: Callable[[int], None]) -> None:
        opens(0)
        assert isinstance(program.window.page, Door)
        # the kiosk's way out to the desk is not hers
        program.stage.enter_desk()
        days.settle(program)
        assert isinstance(program.window.page, Unlock)

    def test_a_facilitator_takes_over_at_the_door(self, program: Program, opens: Callable[[int], None]) -> None:
        opens(0)
        refused: list[str] = []
        program.runner.ask(
            lambda station: kiosk.check_passphrase(station, LEADERS), None, lambda fault: refused.append(fault.code)
        )
        days.settle(program)
        assert refused == ["operator.only-kiosk"]
        program.runner.ask(lambda station: kiosk.check_passphrase(station, HERS), lambda _: program.stage.enter_desk())
        days.settle(program)
        assert program.window.workspace is not None
        assert program.window.workspace.name == "field"
        assert program.stage.desk is not None
        assert (program.stage.desk.operator, program.stage.desk.is_leader) == ("拉毛", False)

    def test_on_a_day_without_a_session_she_gets_nowhere(self, program: Program, opens: Callable[[int], None]) -> None:
        opens(40)
        assert isinstance(program.window.page, Trouble)
        assert program.stage.desk is None
        assert not program.runner.is_busy
