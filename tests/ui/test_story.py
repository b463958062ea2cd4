"""One day of three people, through the windows: the door, the kiosk, a survey, the stick, headquarters, the receipt.

What the windows show in the end is compared with what each of the three did, counted by hand along the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tianye.domain import badges
from tianye.services import checkin, listing, reporting
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.handover import HandOver
from tianye.ui.field.survey import Surveys
from tianye.ui.field.today import Today
from tianye.ui.hq.figures import Figures
from tianye.ui.hq.inbox import Inbox
from tianye.ui.kiosk.door import Door
from tianye.ui.parts.sticks import pretend_sticks
from ui import days, sticks
from ui.pages import Screen, scan, write

PIN = "2468"
SESSION = "QH-SOLAR-0613-AM"


class Person:
    """Somebody in front of the window: reads it, presses what she reads, types where the focus is."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        self.program, self.settled = program, settled

    @property
    def page(self) -> QWidget:
        page = self.program.window.page
        assert page is not None
        return page

    def reads(self, text: str) -> bool:
        return any(text in one for one in Screen(self.program.window).texts())

    def does(self, words: str) -> None:
        Screen(self.program.window).press(words)
        self.settled()

    def goes(self, place: str) -> None:
        self.program.window.go(place)
        self.settled()

    def types(self, text: str) -> None:
        write(QApplication.focusWidget() or self.program.window, text)
        self.settled()

    def scans(self, text: str) -> None:
        scan(text)
        self.settled()

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.program.window, key, modifier)
        self.settled()

    def drops(self, path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        QApplication.sendEvent(self.page, QDragEnterEvent(QPoint(400, 400), copy, data, buttons, none))
        QApplication.sendEvent(self.page, QDropEvent(QPointF(400, 400), copy, data, buttons, none))
        self.settled()

    def asks(self, work: Callable[[Station], object]) -> object:
        told: list[object] = []
        self.program.runner.ask(work, told.append)
        self.settled()
        return told[0]


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "KINGSTON"
    sticks.plug_in(sticks.make_stick(folder))
    yield folder
    pretend_sticks(None)


def present(station: Station) -> set[bytes]:
    """Return who is at the session."""
    rows = listing.attendance_of(station, checkin.get_session(station, SESSION))
    return {row.person for row in rows if row.is_present}


def without_name(station: Station) -> int:
    """Return how many are there without a name."""
    return checkin.counts(station, checkin.get_session(station, SESSION))[1]


def answers(station: Station) -> int:
    """Return how many forms were finished."""
    return listing.counts(station).responses


def persons(station: Station) -> int:
    """Return the figure of different persons, as counted for a report."""
    (figure,) = [one for one in reporting.make_report(station).figures if one.id == "persons"]
    assert isinstance(figure.value, int)
    return figure.value


def test_a_day_from_the_door_to_the_figures_and_back(
    program: Program, field: days.Played, stick: Path, settled: Callable[[], None], qtbot: QtBot
) -> None:
    me = Person(program, settled)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    there = me.asks(present)
    assert isinstance(there, set)
    absent = [text for text in field.badges.values() if badges.decode(text).person not in there]
    came = set(there)

    # the facilitator at her door: a badge, initials, a mistake taken back, somebody new, somebody without a name
    assert isinstance(program.window.page, Today)
    me.does("继续签到")
    assert isinstance(program.window.page, CheckIn)
    me.scans(absent[5])
    came.add(badges.decode(absent[5]).person)
    assert me.asks(present) == came
    me.types("bm")
    me.presses(Qt.Key.Key_Return)
    by_initials = me.asks(present)
    assert isinstance(by_initials, set)
    assert len(by_initials) == len(came) + 1
    came = by_initials
    me.scans(absent[6])
    me.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert me.asks(present) == came
    me.presses(Qt.Key.Key_F2)
    me.types("欧阳雪")
    me.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with_new = me.asks(present)
    assert isinstance(with_new, set)
    assert len(with_new) == len(came) + 1
    came = with_new
    me.presses(Qt.Key.Key_F3)
    me.does("女")
    me.does("35 到 59 岁")
    me.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert me.asks(without_name) == 1
    me.presses(Qt.Key.Key_Escape)
    assert isinstance(program.window.page, Today)

    # the leader at the kiosk: the PIN, a badge, the way back
    me.does("门口自助签到")
    assert isinstance(program.window.page, Door)
    for _ in range(2):
        me.types(PIN)
        me.presses(Qt.Key.Key_Return)
    me.scans(absent[7])
    came.add(badges.decode(absent[7]).person)
    assert me.asks(present) == came
    program.window.page.outcome.next_turn.timeout.emit()
    me.does("组长")
    me.types(PIN)
    me.presses(Qt.Key.Key_Return)
    me.does("去整个程序")
    me.types(days.PASSPHRASE)
    me.does("打开")
    assert program.window.workspace is not None
    assert program.window.workspace.name == "field"

    # six questions, asked at the table and answered by keys
    me.goes("survey")
    surveys = program.window.page
    assert isinstance(surveys, Surveys)
    forms = [form.row.form_id for form in surveys.side.forms.rows]
    surveys.side.forms_table.setCurrentIndex(surveys.side.forms.index(forms.index("wg_ss"), 0))
    settled()
    surveys.people.search.setFocus()
    me.types("basang")
    me.presses(Qt.Key.Key_Return)
    for _ in range(6):
        me.presses(Qt.Key.Key_1)
        me.presses(Qt.Key.Key_Return)
    me.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert program.window.page is surveys

    # the stick
    me.goes("handover")
    hand_over = program.window.page
    assert isinstance(hand_over, HandOver)
    assert hand_over.states.cards["local"].count.text() != "0"
    me.does("写入优盘")
    assert me.reads("现在可以拔优盘了。")
    assert hand_over.states.cards["local"].count.text() == "0"

    # headquarters
    days.seat(program, field, "hq")
    assert isinstance(program.window.page, Inbox)
    before = me.asks(persons)
    assert isinstance(before, int)
    answered = me.asks(answers)
    assert isinstance(answered, int)
    me.drops(stick)
    assert me.reads("这次看了 1 个文件")
    assert me.asks(present) == came
    assert me.asks(without_name) == 1
    assert me.asks(answers) == answered + 1
    after = me.asks(persons)
    assert isinstance(after, int)
    assert after > before
    me.goes("figures")
    figures = program.window.page
    assert isinstance(figures, Figures)
    model = figures.table.model()
    shown = {str(model.index(row, 0).data()): str(model.index(row, 1).data()) for row in range(model.rowCount())}
    assert shown["参训人数"] == str(after)
    me.goes("inbox")
    me.does("给 2 台电脑做回执")
    me.does("写 2 张回执")

    # and home again: everything is green
    days.seat(program, field)
    me.goes("handover")
    me.does("装上")
    counts = {name: card.count.text() for name, card in program.window.page.states.cards.items()}  # type: ignore[union-attr]
    assert (counts["local"], counts["handed"]) == ("0", "0")
