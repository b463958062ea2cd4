"""The facilitator asks people: whose turn it is, a form by keys, a power cut, the end, the way back, no name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.domain.contents import named_content
from tianye.services import forms_library, surveys
from tianye.services.station import Station
from tianye.services.survey_rounds import BadgeRead, read_badge
from tianye.store.queries import forms
from tianye.store.queries.forms import ResponseRow
from tianye.ui.app.program import Program
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.checkin_new import WalkIn
from tianye.ui.field.survey import Surveys
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.forms_on_screen import open_form
from ui.pages import Screen
from ui.scenes.survey import make_sensitive


class Desk:
    """The surveys as the facilitator uses them."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        self.program, self.settled = program, settled
        self.session: bytes | None = None
        self.screen = Screen(program.window)

    @property
    def place(self) -> Surveys:
        """The page of the surveys."""
        page = self.program.window.page
        assert isinstance(page, Surveys), page
        return page

    @property
    def form(self) -> Interviewing:
        """The form that is open."""
        page = self.program.window.page
        assert isinstance(page, Interviewing), page
        return page

    def chooses_form(self, form_id: str) -> None:
        """Choose a form in the side."""
        self.session = bytes(self.place.sessions.currentData())
        side = self.place.side
        row = [form.row.form_id for form in side.forms.rows].index(form_id)
        side.forms_table.setCurrentIndex(side.forms.index(row, 0))
        self.settled()

    def people(self) -> dict[str, str]:
        """Return name → turn of the people listed."""
        return {row.face.name: row.turn for row in self.place.people.rows}

    def finds(self, text: str) -> None:
        """Type into the search field."""
        self.place.people.search.setFocus()
        QTest.keyClicks(self.place.people.search, text)
        self.settled()

    def is_here(self, badge: str) -> bool:
        """Say whether the owner of a badge is checked in at the session that is shown."""
        read: list[BadgeRead | None] = []
        self.program.runner.ask(partial(read_badge, session=self.session, scanned=badge), read.append)
        self.settled()
        return read[0] is not None and read[0].is_here

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifier)
        self.settled()

    def asks(self, work: Callable[[Station], object]) -> object:
        """Look into the data folder."""
        got: list[object] = []
        self.program.runner.ask(work, got.append)
        self.settled()
        return got[0]

    def responses(self, form_id: str) -> list[ResponseRow]:
        """Return the responses that stand."""
        found = self.asks(lambda station: forms.all_responses(station.database, form_id))
        assert isinstance(found, list)
        return found

    def drafts(self) -> int:
        """Return how many forms were begun."""
        found = self.asks(surveys.all_drafts)
        assert isinstance(found, list)
        return len(found)


@pytest.fixture
def desk(field: days.Played, program: Program, settled: Callable[[], None], qtbot: QtBot) -> Desk:
    """The surveys on the second morning."""
    program.memory.setValue("survey/language", "zh")
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    program.window.go("survey")
    settled()
    return Desk(program, settled)


def test_the_list_says_whose_turn_it_is(desk: Desk) -> None:
    desk.chooses_form("pre_test")
    assert desk.place.people.phase.value == "pre"
    turns = list(desk.people().values())
    assert turns == ["open"] * 5 + ["answered"] * 3
    assert "到场的答过 3 人，还有 5 人没答。" in desk.screen.texts()
    desk.screen.press("训后")
    desk.settled()
    assert set(desk.people().values()) == {"open"}


def test_a_person_is_found_asked_and_done_without_the_mouse(desk: Desk) -> None:
    desk.chooses_form("wg_ss")
    desk.finds("basang")
    assert next(iter(desk.people())) == "巴桑"
    desk.presses(Qt.Key.Key_Return)
    assert desk.form.title.text() == "巴桑"
    for _ in range(6):
        desk.presses(Qt.Key.Key_2)
        desk.presses(Qt.Key.Key_Return)
    assert desk.form.view.shown == "ending"
    desk.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    named = [row for row in desk.responses("wg_ss") if set(row.answers.values()) >= {"2"} and row.language]
    mine = [row for row in named if [row.answers[f"/data/wg_{part}"] for part in ("seeing", "walking")] == ["2", "2"]]
    assert len(mine) == 1
    assert mine[0].session is not None
    assert desk.drafts() == 0
    assert desk.people()["巴桑"] == "answered"
    desk.program.window.undo_bar.undo()
    desk.settled()
    assert desk.people()["巴桑"] == "draft"
    assert mine[0].id not in {row.id for row in desk.responses("wg_ss")}


def test_a_power_cut_costs_no_answer(desk: Desk, field: days.Played) -> None:
    desk.chooses_form("wg_ss")
    desk.finds("basang")
    desk.presses(Qt.Key.Key_Return)
    desk.presses(Qt.Key.Key_1)
    desk.presses(Qt.Key.Key_Return)
    desk.presses(Qt.Key.Key_3)
    # nobody says goodbye: the folder is closed under the open form, and opened again
    days.seat(desk.program, field, "laptop-1")
    desk.program.window.go("survey")
    desk.settled()
    (begun,) = desk.place.side.begun.rows
    assert (begun.face.name if begun.face else "", begun.answered) == ("巴桑", 2)
    desk.screen.press("接着问巴桑")
    desk.settled()
    assert desk.form.view._here == "/data/wg_walking"
    assert "上次的答案都在，停在第 3 题。接着问吧。" in desk.screen.texts()
    assert [item.node.value for item in desk.form.view.plan.questions[:3]] == ["1", "3", ""]


def test_escape_keeps_the_draft_and_says_so(desk: Desk) -> None:
    desk.chooses_form("walk_in")
    desk.screen.press("不记名作答")
    desk.settled()
    desk.presses(Qt.Key.Key_1)
    desk.form.view.open_at("/data/person/name")
    desk.settled()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Tashi")
    desk.presses(Qt.Key.Key_Escape)
    assert "已经答的都存着。" in desk.screen.texts()
    (begun,) = desk.place.side.begun.rows
    assert begun.answered == 2
    desk.screen.press("不要了")
    desk.settled()
    assert desk.drafts() == 0
    desk.program.window.undo_bar.undo()
    desk.settled()
    assert [row.answered for row in desk.place.side.begun.rows] == [2]


def test_what_is_being_typed_is_kept_when_the_window_is_closed(desk: Desk, field: days.Played) -> None:
    desk.chooses_form("walk_in")
    desk.screen.press("不记名作答")
    desk.settled()
    desk.presses(Qt.Key.Key_1)
    desk.form.view.open_at("/data/person/name")
    desk.settled()
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "Tashi")
    desk.program.window.close()
    desk.program.runner.finish()
    desk.program.runner.stop()
    days.seat(desk.program, field, "laptop-1")
    desk.program.window.show()
    desk.program.window.go("survey")
    desk.settled()
    assert [row.answered for row in desk.place.side.begun.rows] == [2]


def test_a_form_nobody_answered_leaves_nothing(desk: Desk) -> None:
    desk.chooses_form("wg_ss")
    desk.screen.press("不记名作答")
    desk.settled()
    desk.presses(Qt.Key.Key_Escape)
    assert desk.drafts() == 0
    assert "已经答的都存着。" not in desk.screen.texts()


def test_without_a_name_it_is_said_before_that_there_is_no_way_back(desk: Desk) -> None:
    desk.chooses_form("wg_ss")
    desk.screen.press("不记名作答")
    desk.settled()
    desk.presses(Qt.Key.Key_1)
    desk.form.view._turn(len(desk.form.view.plan.sheets))
    desk.settled()
    assert any(text.startswith("不记名的答卷交了就拿不回来") for text in desk.screen.texts())
    desk.screen.press("交卷")
    desk.settled()
    assert not desk.program.window.undo_bar.isVisible()
    shown = next(form for form in desk.place.side.forms.rows if form.row.form_id == "wg_ss")
    assert shown.unnamed == 1


def test_ctrl_z_in_a_form_takes_back_no_check_in(desk: Desk, field: days.Played) -> None:
    desk.program.window.go("today")
    desk.settled()
    desk.screen.press("继续签到")
    desk.settled()
    door = desk.program.window.page
    assert isinstance(door, CheckIn)
    QTest.keyClicks(door.search, "0022")
    desk.settled()
    QTest.keyClick(door.search, Qt.Key.Key_Return)
    desk.settled()
    here = door.figure.text()
    assert desk.program.window.undo_bar.isVisible()
    desk.program.window.go("survey")
    desk.settled()
    desk.chooses_form("wg_ss")
    desk.screen.press("不记名作答")
    desk.settled()
    desk.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk.program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settled()
    desk.program.window.go("today")
    desk.settled()
    desk.screen.press("继续签到")
    desk.settled()
    again = desk.program.window.page
    assert isinstance(again, CheckIn)
    assert again.figure.text() == here


def test_a_badge_opens_the_form_of_its_person(desk: Desk, field: days.Played) -> None:
    desk.chooses_form("wg_ss")
    desk.program.scanner.scanned.emit(field.badges["Y05"])
    desk.settled()
    assert desk.form.title.text()
    desk.presses(Qt.Key.Key_Escape)
    desk.program.scanner.scanned.emit("TY:nothing")
    desk.settled()
    assert "这张胸牌这里不认得。" in desk.screen.texts()


def test_a_badge_of_somebody_not_checked_in_is_told_beside_her_form(desk: Desk, field: days.Played) -> None:
    desk.chooses_form("wg_ss")
    absent = next(badge for badge in field.badges.values() if not desk.is_here(badge))
    desk.program.scanner.scanned.emit(absent)
    desk.settled()
    name = desk.form.title.text()
    assert f"{name}没有签到这一场。" in desk.screen.texts()
    desk.screen.press("签到")
    desk.settled()
    assert desk.form.title.text() == name
    assert f"{name}没有签到这一场。" not in desk.screen.texts()
    assert desk.is_here(absent)
    desk.presses(Qt.Key.Key_Escape)
    desk.program.scanner.scanned.emit(absent)
    desk.settled()
    assert desk.form.title.text() == name
    assert f"{name}没有签到这一场。" not in desk.screen.texts()


def test_another_session_has_its_own_people(desk: Desk) -> None:
    desk.chooses_form("pre_test")
    labels = [desk.place.sessions.itemText(number) for number in range(desk.place.sessions.count())]
    assert "6月12日 9:00·太阳能灶与合作社记账" in labels
    desk.place.sessions.setCurrentIndex(labels.index("6月12日 9:00·太阳能灶与合作社记账"))
    desk.place.sessions.activated.emit(desk.place.sessions.currentIndex())
    desk.settled()
    assert len(desk.people()) > 8
    assert "6月12日 9:00–12:00" in desk.place.head.line.text()


def test_the_list_promises_no_more_questions_than_a_form_may_ask(desk: Desk) -> None:
    said = [desk.place.side._second(form) for form in desk.place.side.forms.rows]
    assert said
    assert all(line.startswith("最多 ") for line in said)


def test_sensitive_answers_are_sealed_and_the_screens_say_so(desk: Desk) -> None:
    desk.asks(make_sensitive)
    desk.program.window.go("today")
    desk.program.window.go("survey")
    desk.settled()
    desk.chooses_form("wg_ss")
    answered = len(desk.responses("wg_ss"))
    assert "已有 0 份封给总部，这里没人知道是谁的。" in desk.screen.texts()
    assert "这份问卷一交就封给总部，交了以后这台电脑看不到，也改不了。" in desk.screen.texts()
    desk.finds("basang")
    desk.presses(Qt.Key.Key_Return)
    for _ in range(6):
        desk.presses(Qt.Key.Key_2)
        desk.presses(Qt.Key.Key_Return)
    assert any("答案就封给总部" in text for text in desk.screen.texts())
    desk.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "已交，封给总部了。" in desk.screen.texts()
    assert desk.drafts() == 0
    # it waits until the session is closed, and nothing of it can be taken back
    assert len(desk.responses("wg_ss")) == answered
    assert not desk.program.window.undo_bar.isVisible()
    assert "已有 1 份封给总部，这里没人知道是谁的。" in desk.screen.texts()
    assert desk.people()["巴桑"] == "open"


def test_somebody_new_is_registered_from_here_and_can_be_asked(desk: Desk) -> None:
    desk.chooses_form("wg_ss")
    desk.place.people.search.setText("央宗措姆")
    desk.place.people.search.textEdited.emit("央宗措姆")
    desk.settled()
    assert not desk.place.people.start.isVisible(), "there is nobody to ask yet"
    desk.screen.press("登记新来的人")
    desk.settled()
    page = desk.program.window.page
    assert isinstance(page, WalkIn)
    assert page.fields.values()["name"] == "央宗措姆", "what was searched for is not typed again"
    page.save()
    desk.settled()
    assert desk.program.window.page is desk.place
    assert [asked.face.name for asked in desk.place.people.rows] == ["央宗措姆"]
    assert desk.place.people.start.text() == "问央宗措姆"


def test_a_form_that_asks_how_it_was_answered_is_told_page_by_page(
    hq: days.Played, program: Program, settled: Callable[[], None], qtbot: QtBot, tmp_path: Path
) -> None:
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    form = tmp_path / "plots.md"
    form.write_text(
        """
        | survey | | | |
        | | type | name | label |
        | | audit | audit | |
        | | text | plot | 哪块地？ |
        | | begin_group | more | 其他 |
        | | integer | years | 种了几年？ |
        | | end_group | | |
        """,
        encoding="utf-8",
    )
    program.runner.do(partial(forms_library.add_form, path=form), lambda _: None)
    settled()
    page = open_form(program, "plots")
    QTest.keyClicks(page.view.page.questions[0].editor.first(), "Upper field")
    page.view.move_on()
    settled()
    QTest.keyClicks(page.view.page.questions[0].editor.first(), "7")
    page.view.move_on()
    settled()
    page.view.move_on()
    settled()
    tables: list[str] = []

    def read(station: Station) -> None:
        (response,) = forms.all_responses(station.database, "plots")
        hashed = named_content(response.answers["/data/meta/audit"])
        assert hashed is not None
        tables.append((station.attachments.find(hashed) or b"").decode())

    program.runner.ask(read, lambda _: None)
    settled()
    rows = [line.split(",") for line in tables[0].splitlines()]
    assert [row[:2] for row in rows[1:]] == [
        ["form start", ""],
        ["question", "/data/plot"],
        ["question", "/data/more/years"],
        ["form finalize", ""],
    ]
    assert rows[2][3] == rows[3][2], "the first question ended when the second came"
