"""At the door: three ways in, twice, undone; somebody new; without a name; badges at any moment; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tianye.domain import badges
from tianye.domain.errors import NextStep, WorldFault
from tianye.services import checkin, door, listing
from tianye.services.door import Caller
from tianye.services.known import get_session
from tianye.services.listing import SessionRow
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.checkin_new import WalkIn
from tianye.ui.field.checkin_unnamed import WithoutName
from tianye.ui.field.today import Today
from tianye.ui.pages.interviewing import Interviewing
from ui import days
from ui.pages import Screen, scan, write

HERE, NOT_HERE = "巴桑", "白玛"


class AtDoor:
    """The door as a facilitator uses it: by keys, by scans, and by what stands on the screen."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        self.program = program
        self.settled = settled
        program.window.activateWindow()
        self.session = self.page._id

    @property
    def page(self) -> CheckIn:
        page = self.program.window.page
        assert isinstance(page, CheckIn)
        return page

    @property
    def screen(self) -> Screen:
        return Screen(self.program.window)

    def types(self, text: str) -> None:
        focus = self.program.window.focusWidget()
        assert focus is not None
        write(focus, text)
        self.settled()

    def presses(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus: QWidget = self.program.window.focusWidget() or self.program.window
        QTest.keyClick(focus, key, modifier)
        self.settled()

    def scans(self, text: str, *, enter: bool = False) -> None:
        scan(text)
        if enter:
            QTest.keyClick(self.program.window.windowHandle(), Qt.Key.Key_Return)
        self.settled()

    def here(self) -> int:
        return int(self.page.figure.text())

    def result(self) -> str:
        """What the large card says, name first."""
        assert self.page.side.is_showing_result
        return self.page.side.result.accessibleName()

    def names(self) -> list[str]:
        return [str(row.face.name) for row in self.page.latest.rows]

    def found(self) -> list[str]:
        count = self.page.list.model().rowCount()
        rows = [self.page.list.model().index(number, 0).data(Qt.ItemDataRole.UserRole) for number in range(count)]
        return [row.name for row in rows]

    def counts(self) -> tuple[int, int]:
        """People and nameless at the session, asked of the data folder."""
        told: list[tuple[int, int]] = []
        identifier = self.session

        def count(station: Station) -> tuple[int, int]:
            return checkin.counts(station, get_session(station, identifier))

        self.program.runner.ask(count, told.append)
        self.settled()
        return told[0]

    def sessions(self) -> list[SessionRow]:
        """Every session of the laptop."""
        told: list[list[SessionRow]] = []
        self.program.runner.ask(listing.all_sessions, told.append)
        self.settled()
        return told[0]

    def knows(self, name: str) -> bool:
        told: list[list[str | None]] = []

        def names(station: Station) -> list[str | None]:
            return [row.name for row in listing.all_people(station)]

        self.program.runner.ask(names, told.append)
        self.settled()
        return name in told[0]


@pytest.fixture
def at_door(program: Program, field: days.Played, settled: Callable[[], None], qtbot: QtBot) -> AtDoor:
    today = program.window.page
    assert isinstance(today, Today)
    QTest.mouseClick(today.session.start, Qt.MouseButton.LeftButton)
    settled()
    made = AtDoor(program, settled)
    assert made.page.search.hasFocus()
    return made


def is_full(*_: object, **__: object) -> None:
    raise WorldFault("database.full", next_step=NextStep.FREE_SPACE)


class TestAFullDisk:
    def test_says_large_who_was_not_saved_and_remembers_all_of_them(
        self, at_door: AtDoor, field: days.Played, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = at_door.counts()
        with monkeypatch.context() as full:
            full.setattr(door, "take_text", is_full)
            full.setattr(door, "admit", is_full)
            at_door.scans(field.badges["Y05"])
            first = at_door.page.side.result.head.name.text()
            assert at_door.result() == f"{first} 没存上，所以没有签到 以前存下的都在。照提示做，再扫一次或选一次。"
            at_door.types("白玛")
            at_door.presses(Qt.Key.Key_Return)
            second = at_door.page.side.result.head.name.text()
            assert first != second
            assert f"没存上、还没签到的：{first}、{second}" in at_door.screen.texts()
            assert at_door.page.search.text() == "白玛"
        assert at_door.counts() == before
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.result().startswith(f"{second} 8:56 已签到")
        assert f"没存上、还没签到的：{first}" in at_door.screen.texts()
        at_door.scans(field.badges["Y05"])
        assert not at_door.page.unsaved.isVisible()
        assert at_door.counts() == (before[0] + 2, before[1])


class TestThreeWaysIn:
    def test_by_initials_and_enter(self, at_door: AtDoor) -> None:
        before = at_door.here()
        at_door.types("bm")
        assert at_door.found()[0].startswith("白玛")
        name = at_door.found()[0]
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.result().startswith(name)
        assert "已签到" in at_door.result()
        assert at_door.here() == before + 1
        assert at_door.names()[0] == name
        # the field is free for the next one
        assert at_door.page.search.text() == ""
        assert at_door.page.search.hasFocus()

    def test_a_name_typed_to_its_end_lets_in_who_is_called_so(self, at_door: AtDoor) -> None:
        at_door.types("zhuoma")
        called = [name == "卓玛" for name in at_door.found()]
        assert True in called
        assert False in called
        assert called == sorted(called, reverse=True)
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.result().startswith("卓玛 ")

    def test_by_name_with_the_arrow_keys(self, at_door: AtDoor) -> None:
        at_door.types("白玛")
        at_door.presses(Qt.Key.Key_Down)
        second = at_door.found()[1]
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.result().startswith(second)

    def test_by_the_end_of_the_telephone(self, at_door: AtDoor) -> None:
        at_door.types("0022")
        assert at_door.found() == [NOT_HERE]
        assert "0022" in at_door.page.list.chosen().detail  # type: ignore[union-attr]
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.result().startswith(NOT_HERE)

    def test_by_badge_whatever_has_the_focus(self, at_door: AtDoor, field: days.Played) -> None:
        at_door.page.ending.setFocus()
        at_door.scans(_badge_of_somebody_missing(at_door, field))
        assert "已签到" in at_door.result()

    def test_by_tibetan(self, at_door: AtDoor) -> None:
        at_door.types("པདྨ")
        assert set(at_door.found()) == {"白玛求吉", "白玛曲珍"}


class TestTwice:
    def test_the_second_time_only_says_when_the_first_was(self, at_door: AtDoor) -> None:
        before = at_door.counts()
        at_door.types(HERE)
        at_door.presses(Qt.Key.Key_Return)
        assert "早就签过了，8:52" in at_door.result()
        assert at_door.counts() == before

    def test_the_same_badge_twice_in_one_breath(self, at_door: AtDoor, field: days.Played) -> None:
        before = at_door.counts()[0]
        badge = _badge_of_somebody_missing(at_door, field)
        at_door.program.scanner.scanned.emit(badge)
        at_door.program.scanner.scanned.emit(badge)
        at_door.settled()
        assert "早就签过了" in at_door.result()
        assert at_door.counts()[0] == before + 1


class TestScans:
    def test_scans_that_come_while_another_is_written_are_all_taken(self, at_door: AtDoor, field: days.Played) -> None:
        before = at_door.counts()[0]
        missing = _missing(at_door, field)[:3]
        for badge in missing:
            at_door.program.scanner.scanned.emit(badge)
        at_door.settled()
        assert at_door.counts()[0] == before + 3

    def test_enter_after_a_scan_is_the_scanners_own(self, at_door: AtDoor, field: days.Played) -> None:
        before = at_door.counts()[0]
        at_door.scans(_badge_of_somebody_missing(at_door, field), enter=True)
        assert at_door.counts()[0] == before + 1
        assert "已签到" in at_door.result()

    def test_what_is_being_typed_stays(self, at_door: AtDoor, field: days.Played) -> None:
        at_door.types("ba")
        at_door.scans(_badge_of_somebody_missing(at_door, field))
        assert at_door.page.search.text() == "ba"
        assert "已签到" in at_door.result()
        assert at_door.found()

    def test_a_forged_badge_lets_nobody_in_and_says_what_to_do(self, at_door: AtDoor) -> None:
        before = at_door.counts()
        at_door.scans(badges.encode(badges.Badge(bytes(10), bytes(badges.SIGNATURE_BYTES))))
        assert "这张胸牌不能用" in at_door.result()
        assert "打姓名" in at_door.result()
        assert at_door.page.side.result.property("card") == "error"
        assert at_door.counts() == before
        assert not at_door.program.window.undo_bar.isVisible()

    def test_a_code_that_cannot_be_read_says_so(self, at_door: AtDoor) -> None:
        at_door.page.take_badge("TY:123")
        at_door.settled()
        assert "码看不清" in at_door.result()

    def test_who_was_at_no_other_session_is_let_in_and_told(self, at_door: AtDoor, field: days.Played) -> None:
        at_door.types("尼玛扎西")
        at_door.presses(Qt.Key.Key_Return)
        assert "已签到" in at_door.result()
        assert "照样参加" in at_door.result()

    def test_over_an_open_help_the_result_can_be_seen(self, at_door: AtDoor, field: days.Played) -> None:
        badge = _badge_of_somebody_missing(at_door, field)
        at_door.program.window.toggle_help()
        assert at_door.program.window.guide.isVisible()
        at_door.scans(badge)
        assert "已签到" in at_door.result()
        assert not at_door.program.window.guide.isVisible()


@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
class TestWhateverTheSizeOfText:
    """A projector or tired eyes: the page is longer than the window then."""

    def in_sight(self, at_door: AtDoor, part: QWidget) -> bool:
        """Say whether all of something can be seen, and nothing of it has to be scrolled to."""
        at_door.settled()
        return not part.visibleRegion().isEmpty() and part.visibleRegion().boundingRect() == part.rect()

    @pytest.mark.parametrize("language", ["zh_CN", "en"])
    def test_the_answer_is_inside_the_window_after_a_scan(
        self, at_door: AtDoor, field: days.Played, percent: int, language: str
    ) -> None:
        at_door.program.language.choose(language)
        at_door.program.theme.choose("light", percent)
        card = at_door.page.side.result
        badge = _badge_of_somebody_missing(at_door, field)
        for scanned in (badge, badge, "TY:" + "0" * 40):
            at_door.program.scanner.scanned.emit(scanned)
            at_door.settled()
            assert at_door.page.side.is_showing_result
            for part in (card.sign, card.word, card.head if scanned == badge else card.then):
                assert self.in_sight(at_door, part), (scanned == badge, part)
            # and then somebody is looked for
            at_door.types("b")
            assert self.in_sight(at_door, at_door.page.search)
            at_door.page.search.clear()

    def test_who_is_chosen_stays_in_sight(self, at_door: AtDoor, percent: int) -> None:
        at_door.program.theme.choose("light", percent)
        at_door.types("zhuoma")
        people = at_door.page.list
        for step in range(len(at_door.found())):
            row = people.visualRect(people.currentIndex())
            at_door.settled()
            assert people.currentIndex().row() == step
            assert people.viewport().visibleRegion().contains(row), step
            at_door.presses(Qt.Key.Key_Down)


class TestAwayFromTheDoor:
    def test_on_the_day_a_badge_opens_the_door_and_is_taken(self, at_door: AtDoor, field: days.Played) -> None:
        badge, before = _badge_of_somebody_missing(at_door, field), at_door.counts()[0]
        at_door.presses(Qt.Key.Key_Escape)
        assert isinstance(at_door.program.window.page, Today)
        at_door.scans(badge)
        assert "已签到" in at_door.result()
        assert at_door.counts()[0] == before + 1

    @pytest.mark.parametrize("place", ["handover", "survey"])
    def test_elsewhere_it_is_said_that_nothing_was_written_and_where_to_go(
        self, at_door: AtDoor, field: days.Played, place: str
    ) -> None:
        badge, before = _badge_of_somebody_missing(at_door, field), at_door.counts()[0]
        at_door.program.window.go(place)
        at_door.settled()
        if place == "survey":
            at_door.screen.press("不记名作答")
            at_door.settled()
            assert isinstance(at_door.program.window.page, Interviewing)
        at_door.scans(badge)
        assert "读到一张胸牌，什么都没有记。" in at_door.screen.texts()
        at_door.screen.press("去签到")
        at_door.settled()
        assert "已签到" in at_door.result()
        assert at_door.counts()[0] == before + 1
        assert "读到一张胸牌，什么都没有记。" not in at_door.screen.texts()

    def test_on_a_day_without_a_session_it_is_said_too(self, at_door: AtDoor, field: days.Played) -> None:
        badge = _badge_of_somebody_missing(at_door, field)
        at_door.presses(Qt.Key.Key_Escape)
        today = at_door.program.window.page
        assert isinstance(today, Today)
        today.show_date(date(2026, 6, 1))
        at_door.settled()
        at_door.scans(badge)
        assert "这一天没有可以签到的场次。" in at_door.screen.texts()


class TestTakingBack:
    def test_ctrl_z_takes_the_check_in_back(self, at_door: AtDoor) -> None:
        before = at_door.here()
        at_door.types("0022")
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.here() == before + 1
        QTest.keyClick(at_door.program.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        at_door.settled()
        assert at_door.here() == before
        assert "撤销了" in at_door.result()
        assert not at_door.program.window.undo_bar.isVisible()

    def test_a_code_that_let_nobody_in_takes_no_way_back_away(self, at_door: AtDoor) -> None:
        before = at_door.counts()
        at_door.types(NOT_HERE)
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.counts()[0] == before[0] + 1
        forged = badges.encode(badges.Badge(bytes(10), bytes(badges.SIGNATURE_BYTES)))
        for code in ("TY:" + "0" * 40, forged):
            at_door.scans(code, enter=True)
            assert any(words in at_door.result() for words in ("还没有签", "不能用")), at_door.result()
            assert at_door.program.window.undo_bar.isVisible(), code
            assert NOT_HERE in at_door.program.window.undo_bar.words.text()
        at_door.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert at_door.counts() == before

    def test_leaving_is_noted_and_can_be_taken_back(self, at_door: AtDoor) -> None:
        at_door.types(HERE)
        at_door.presses(Qt.Key.Key_F4)
        assert "离开" in at_door.result()
        at_door.types(HERE)
        chosen = at_door.page.list.chosen()
        assert chosen is not None
        assert isinstance(chosen.key, Caller)
        assert chosen.key.departed is not None
        at_door.program.window.undo_bar.undo()
        at_door.settled()
        chosen = at_door.page.list.chosen()
        assert chosen is not None
        assert isinstance(chosen.key, Caller)
        assert chosen.key.departed is None


class TestNobodyByThatName:
    def test_these_people_are_asked_about_only_where_some_are_listed(self, at_door: AtDoor) -> None:
        side = at_door.page.side
        assert side.question.text() == "新来的人，不留姓名的人"
        at_door.types(HERE)
        assert side.question.text() == "都不是这个人？"
        assert side.details.state.text().endswith("已到，不用再签")
        at_door.page.search.clear()
        at_door.types("欧阳")
        # the large button at the left registers: it stands there once
        assert side.question.text() == "不想留姓名的人"
        assert at_door.page.nobody_new.isVisible()
        assert not side.new.isVisible()

    def test_it_says_what_was_looked_for_and_keeps_the_way_open(self, at_door: AtDoor) -> None:
        at_door.types("欧阳")
        assert any("欧阳" in text for text in at_door.screen.texts())
        at_door.presses(Qt.Key.Key_Return)
        assert "名单上没有找到" in at_door.result()
        at_door.presses(Qt.Key.Key_F2)
        form = at_door.program.window.page
        assert isinstance(form, WalkIn)
        assert form.fields.values()["name"] == "欧阳"

    def test_many_ask_for_one_more_letter(self, at_door: AtDoor) -> None:
        at_door.types("z")
        assert len(at_door.found()) <= 8
        if at_door.page.count.text().startswith("超过"):
            assert any("再打一个字母" in text for text in at_door.screen.texts())

    def test_enter_before_the_list_has_come_checks_nobody_in_by_mistake(self, at_door: AtDoor) -> None:
        at_door.types("巴桑")
        before = at_door.counts()
        # the next letters and Enter, faster than any answer
        write(at_door.page.search, "拉毛")
        QTest.keyClick(at_door.page.search, Qt.Key.Key_Return)
        at_door.settled()
        assert at_door.result().startswith("巴桑拉毛")
        assert at_door.counts() == before


class TestSomebodyNew:
    def fill(self, at_door: AtDoor, name: str, phone: str = "") -> WalkIn:
        at_door.presses(Qt.Key.Key_F2)
        form = at_door.program.window.page
        assert isinstance(form, WalkIn)
        at_door.types(name)
        QTest.mouseClick(form.fields.sex.option("f"), Qt.MouseButton.LeftButton)
        if phone:
            form.fields.field("phone").editor.setFocus()
            at_door.types(phone)
        return form

    def test_a_mistake_stands_under_its_field_and_nothing_is_written(self, at_door: AtDoor) -> None:
        before = at_door.counts()
        form = self.fill(at_door, "欧阳海棠", "1234")
        at_door.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert at_door.program.window.page is form
        assert form.fields.field("phone").has_error
        assert form.fields.field("phone").editor.hasFocus()
        form.fields.field("phone").editor.clear()
        at_door.types("15400639999")
        at_door.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert at_door.result().startswith("欧阳海棠")
        assert at_door.counts() == (before[0] + 1, before[1])
        assert at_door.knows("欧阳海棠")

    def test_one_undo_takes_registration_and_check_in_back(self, at_door: AtDoor) -> None:
        before = at_door.counts()
        self.fill(at_door, "欧阳海棠")
        at_door.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert at_door.knows("欧阳海棠")
        at_door.program.window.undo_bar.undo()
        at_door.settled()
        assert at_door.counts() == before
        assert not at_door.knows("欧阳海棠")

    def test_no_consent_is_given_in_advance_and_a_tick_is_kept(self, at_door: AtDoor) -> None:
        form = self.fill(at_door, "欧阳海棠")
        assert not any(tick.isChecked() for tick in form.ticks.values())
        next(iter(form.ticks.values())).click()
        at_door.presses(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        told: list[dict[str, str]] = []

        def consents(station: Station) -> dict[str, str]:
            return next(row.consents for row in listing.all_people(station) if row.name == "欧阳海棠")

        at_door.program.runner.ask(consents, told.append)
        at_door.settled()
        assert told == [{"attendance": "given"}]

    def test_esc_keeps_what_was_typed(self, at_door: AtDoor) -> None:
        form = self.fill(at_door, "欧阳海棠", "1540063")
        next(iter(form.ticks.values())).click()
        at_door.presses(Qt.Key.Key_Escape)
        assert at_door.page.search.hasFocus()
        at_door.presses(Qt.Key.Key_F2)
        again = at_door.program.window.page
        assert isinstance(again, WalkIn)
        assert again.fields.values() == {"name": "欧阳海棠", "sex": "f", "phone": "1540063"}
        assert next(iter(again.ticks.values())).isChecked()

    def test_what_was_left_half_typed_says_so_and_makes_room_for_the_next(self, at_door: AtDoor) -> None:
        form = self.fill(at_door, "欧阳海棠", "1540063")
        assert not form.before.isVisible()
        next(iter(form.ticks.values())).click()
        at_door.presses(Qt.Key.Key_Escape)
        at_door.presses(Qt.Key.Key_F2)
        assert "这些是上次打的，还没有存。" in at_door.screen.texts()
        at_door.screen.press("换一个人，从空的开始")
        again = at_door.program.window.page
        assert isinstance(again, WalkIn)
        assert again.fields.values() == {}
        assert not any(tick.isChecked() for tick in again.ticks.values())
        assert not again.before.isVisible()
        assert again.fields.field("name").editor.hasFocus()

    def test_who_is_called_so_is_shown_though_the_wrong_sex_was_pressed(self, at_door: AtDoor, qtbot: QtBot) -> None:
        form = self.fill(at_door, NOT_HERE)
        QTest.mouseClick(form.fields.sex.option("m"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: form.alike_card.isVisible() and form.alike.model().rowCount() == 1)
        told = form.alike.model().index(0, 0)
        qtbot.waitUntil(lambda: "性别不同" in form.alike.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        assert told.data(Qt.ItemDataRole.UserRole).name == NOT_HERE
        # pressed once more it is open again
        QTest.mouseClick(form.fields.sex.option("m"), Qt.MouseButton.LeftButton)
        assert form.fields.values() == {"name": NOT_HERE}

    def test_who_is_in_the_register_already_is_chosen_instead(
        self, at_door: AtDoor, settled: Callable[[], None], qtbot: QtBot
    ) -> None:
        before = at_door.counts()
        form = self.fill(at_door, NOT_HERE)
        qtbot.waitUntil(form.alike_card.isVisible)
        assert form.alike.model().rowCount() == 1
        assert "点这里签到" in form.alike.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert "直接签到" in form.alike_words.text()
        form.alike.setFocus()
        form.alike.move(0)
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.result().startswith(NOT_HERE)
        assert at_door.counts() == (before[0] + 1, before[1])

    def test_a_badge_is_taken_while_somebody_is_registered(self, at_door: AtDoor, field: days.Played) -> None:
        badge, before = _badge_of_somebody_missing(at_door, field), at_door.counts()
        form = self.fill(at_door, "欧阳海棠")
        at_door.scans(badge)
        assert form.result.isVisible()
        assert form.fields.values()["name"] == "欧阳海棠"
        assert at_door.counts() == (before[0] + 1, before[1])
        # the wrong badge: the way back stands there, not only after the form
        at_door.screen.press("撤销这次签到")
        at_door.settled()
        assert at_door.counts() == before
        assert "撤销了" in form.result.accessibleName()
        assert not form.taking_back.isVisible()
        at_door.scans(badge)
        assert form.taking_back.isVisible()
        at_door.presses(Qt.Key.Key_Escape)
        assert at_door.counts() == (before[0] + 1, before[1])

    def test_who_comes_back_finds_the_last_badge_and_its_way_back(self, at_door: AtDoor, field: days.Played) -> None:
        first, second = _missing(at_door, field)[:2]
        before = at_door.counts()
        at_door.scans(first)
        at_door.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "撤销了" in at_door.result()
        form = self.fill(at_door, "欧阳海棠")
        at_door.scans(second)
        assert not at_door.program.window.undo_bar.isVisible()
        told = form.result.accessibleName()
        at_door.presses(Qt.Key.Key_Escape)
        assert at_door.result() == told
        at_door.presses(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert at_door.counts() == before


class TestWithoutAName:
    def test_two_choices_and_enter_count_one_more(self, at_door: AtDoor) -> None:
        before = at_door.counts()
        at_door.presses(Qt.Key.Key_F3)
        form = at_door.program.window.page
        assert isinstance(form, WithoutName)
        assert not form.saving.isEnabled()
        assert form.missing.text() == "先选女还是男"
        at_door.presses(Qt.Key.Key_Return)
        assert form.missing.text() == "还要选大概多大年纪"
        at_door.presses(Qt.Key.Key_Right)
        at_door.presses(Qt.Key.Key_Return)
        assert form.saving.hasFocus()
        assert not form.missing.text()
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.counts() == (before[0], before[1] + 1)
        assert "不留姓名" in at_door.result()
        at_door.program.window.undo_bar.undo()
        at_door.settled()
        assert at_door.counts() == before

    def test_who_has_a_badge_after_all_is_checked_in_with_it(self, at_door: AtDoor, field: days.Played) -> None:
        badge, before = _badge_of_somebody_missing(at_door, field), at_door.counts()
        at_door.presses(Qt.Key.Key_F3)
        at_door.scans(badge)
        assert "已签到" in at_door.result()
        assert at_door.counts() == (before[0] + 1, before[1])


class TestTheEnd:
    def test_f5_closes_the_door_says_so_and_undo_opens_it(self, at_door: AtDoor) -> None:
        at_door.presses(Qt.Key.Key_F5)
        today = at_door.program.window.page
        assert isinstance(today, Today)
        assert any("补签" in text for text in at_door.screen.texts())
        assert today.session.chip.text() == "签到结束"
        at_door.program.window.undo_bar.undo()
        at_door.settled()
        assert today.session.chip.text() == "正在签到"

    def test_where_nobody_has_come_nothing_is_ended(self, at_door: AtDoor) -> None:
        afternoon = next(
            row.id for row in at_door.sessions() if (row.held_on, row.begins) == ("2026-06-13", 14 * 60 + 30)
        )
        at_door.presses(Qt.Key.Key_Escape)
        at_door.program.stage.open_task(CheckIn(at_door.program.stage, afternoon))
        at_door.settled()
        assert at_door.page.ending.text() == "回到今天"
        at_door.presses(Qt.Key.Key_F5)
        assert isinstance(at_door.program.window.page, Today)
        assert not at_door.program.window.undo_bar.isVisible()
        assert not any("补签" in text for text in at_door.screen.texts())

    def test_who_comes_late_is_still_checked_in(self, at_door: AtDoor) -> None:
        at_door.presses(Qt.Key.Key_F5)
        QTest.mouseClick(at_door.screen.button("补签晚来的人"), Qt.MouseButton.LeftButton)
        at_door.settled()
        assert at_door.page.closed.isVisible()
        before = at_door.here()
        at_door.types("0022")
        at_door.presses(Qt.Key.Key_Return)
        assert at_door.here() == before + 1


def test_a_session_of_another_day_says_which(program: Program, field: days.Played, settled: Callable[[], None]) -> None:
    today = program.window.page
    assert isinstance(today, Today)
    today.before.click()
    settled()
    today.session.start.click()
    settled()
    page = program.window.page
    assert isinstance(page, CheckIn)
    assert page.other_day.isVisible()
    assert "6月12日" in page.other_day_words.text()


def test_a_click_beside_the_field_leaves_the_cursor_in_it(at_door: AtDoor) -> None:
    for part in (at_door.page.latest_table.viewport(), at_door.page.side.idle, at_door.page.head):
        QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        assert at_door.page.search.hasFocus()


def test_the_language_may_change_in_the_middle(at_door: AtDoor) -> None:
    at_door.types("ba")
    chosen = at_door.page.list.currentIndex().row()
    at_door.program.language.choose("en")
    at_door.settled()
    assert at_door.page.search.text() == "ba"
    assert at_door.page.list.currentIndex().row() == chosen
    assert any("found" in text for text in at_door.screen.texts())


def _missing(at_door: AtDoor, played: days.Played) -> list[str]:
    """Return the badges of people who are not here yet."""
    told: list[set[bytes]] = []
    identifier = at_door.page._id

    def present(station: Station) -> set[bytes]:
        session = get_session(station, identifier)
        known = {row.id for row in listing.all_people(station)}
        return known - {row.person for row in listing.attendance_of(station, session) if row.is_present}

    at_door.program.runner.ask(present, told.append)
    at_door.settled()
    return [text for text in played.badges.values() if badges.decode(text).person in told[0]]


def _badge_of_somebody_missing(at_door: AtDoor, played: days.Played) -> str:
    return _missing(at_door, played)[0]
