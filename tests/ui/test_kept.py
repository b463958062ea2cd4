"""Half of something was done when somebody pressed another place of the rail: it waits where it was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tianye.domain.consent import PurposeKind
from tianye.ui.app.program import Program
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.checkin_new import WalkIn
from tianye.ui.field.roster import Roster
from tianye.ui.field.survey import Surveys
from tianye.ui.field.today import Today
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_edit import CorrectPage
from tianye.ui.pages.person_new import NewPersonPage
from tianye.ui.pages.register import RegisterPage
from ui import days
from ui.pages import Screen, scan
from ui.scenes.roster import session_of

Settled = Callable[[], None]


class Desk:
    """A facilitator who is called away in the middle of things."""

    def __init__(self, program: Program, settled: Settled) -> None:
        self.program, self.settled = program, settled

    def goes(self, place: str) -> object:
        self.program.window.go(place)
        self.settled()
        return self.program.window.page

    def checks_in(self, code: str = "") -> CheckIn:
        today = self.goes("today")
        assert isinstance(today, Today)
        if code:
            self.goes("roster")
            roster = self.program.window.page
            assert isinstance(roster, Roster)
            self.program.stage.open_task(CheckIn(self.program.stage, session_of(roster, code)))
        else:
            QTest.mouseClick(today.session.start, Qt.MouseButton.LeftButton)
        self.settled()
        page = self.program.window.page
        assert isinstance(page, CheckIn)
        return page

    def registers_at_the_door(self) -> WalkIn:
        self.checks_in().register_someone()
        self.settled()
        page = self.program.window.page
        assert isinstance(page, WalkIn)
        return page

    def registers(self, searched: str = "") -> NewPersonPage:
        register = self.goes("register")
        assert isinstance(register, RegisterPage)
        self.program.stage.open_task(NewPersonPage(self.program.stage, searched))
        self.settled()
        page = self.program.window.page
        assert isinstance(page, NewPersonPage)
        return page


@pytest.fixture
def desk(program: Program, field: days.Played, settled: Settled) -> Desk:
    settled()
    return Desk(program, settled)


def test_somebody_half_typed_at_the_door_is_still_there_after_a_look_at_the_roster(desk: Desk) -> None:
    form = desk.registers_at_the_door()
    form.fields.show_values({"name": "欧阳海棠", "sex": "f"})
    form.ticks[PurposeKind.PHOTO].setChecked(True)
    desk.goes("roster")
    form = desk.registers_at_the_door()
    assert form.fields.values()["name"] == "欧阳海棠"
    assert form.ticks[PurposeKind.PHOTO].isChecked()


def test_another_name_in_the_search_is_somebody_else(desk: Desk) -> None:
    desk.registers_at_the_door().fields.show_values({"name": "欧阳海棠", "sex": "f"})
    desk.goes("roster")
    door = desk.checks_in()
    door.search.setText("司徒望月")
    door.register_someone()
    desk.settled()
    form = desk.program.window.page
    assert isinstance(form, WalkIn)
    assert form.fields.values() == {"name": "司徒望月"}


def test_somebody_half_typed_in_the_register_waits_and_says_so(desk: Desk) -> None:
    form = desk.registers()
    form.fields.show_values({"name": "欧阳海棠", "phone": "15400639999"})
    desk.goes("survey")
    form = desk.registers()
    assert form.fields.values() == {"name": "欧阳海棠", "phone": "15400639999"}
    assert "以前填的，还没有存。" in Screen(desk.program.window).texts()
    form.cancel.click()
    desk.settled()
    assert desk.registers().fields.values() == {}


def test_what_was_looked_for_is_nothing_typed(desk: Desk) -> None:
    desk.registers("欧阳海棠")
    desk.goes("survey")
    assert desk.registers().fields.values() == {}


def test_a_correction_waits_for_the_person_it_was_typed_for(desk: Desk) -> None:
    def corrects(name: str) -> CorrectPage:
        register = desk.goes("register")
        assert isinstance(register, RegisterPage)
        register.search.setText(name)
        desk.settled()
        QTest.keyClick(register.search, Qt.Key.Key_Return)
        desk.settled()
        person = desk.program.window.page
        assert isinstance(person, PersonPage)
        person.open_editor("")
        desk.settled()
        page = desk.program.window.page
        assert isinstance(page, CorrectPage)
        return page

    page = corrects("巴桑拉毛")
    page.fields.show_values({**page.fields.values(), "note": "会开车"})
    desk.goes("today")
    assert "note" not in corrects("白玛").fields.values()
    assert corrects("巴桑拉毛").fields.values()["note"] == "会开车"


def test_nobody_who_opens_the_folder_next_finds_what_was_typed(desk: Desk) -> None:
    desk.registers().fields.show_values({"name": "欧阳海棠"})
    desk.goes("survey")
    desk.program.stage.lock()
    desk.settled()
    assert desk.program.stage.kept("new person") == {}
    assert desk.program.stage.session is None


@pytest.mark.parametrize("place", ["roster", "survey"])
def test_roster_and_surveys_go_along_with_the_check_in(desk: Desk, place: str) -> None:
    desk.checks_in(afternoon(desk))
    page = desk.goes(place)
    assert isinstance(page, Roster | Surveys)
    chosen = page.session.currentText() if isinstance(page, Roster) else page.sessions.currentText()
    assert "14:30" in chosen or "下午" in chosen


def test_a_badge_on_the_roster_says_to_which_session_it_was_checked_in(desk: Desk, field: days.Played) -> None:
    desk.checks_in(afternoon(desk))
    desk.goes("roster")
    scan(field.badges["Y05"])
    desk.settled()
    line = desk.program.window.undo_bar.words.text()
    assert "太阳能灶与合作社记账" in line


def afternoon(desk: Desk) -> str:
    """Return the code of the session of this afternoon."""
    roster = desk.goes("roster")
    assert isinstance(roster, Roster)
    return next(str(row.code) for row in roster.sessions if row.held_on == "2026-06-13" and row.half == "pm")
