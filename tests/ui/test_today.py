"""The day at a glance: how it stands, what to do now, what comes next, what headquarters has, whether it is today."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tianye.services import bundles
from tianye.services.station import Station
from tianye.ui.app.program import Program
from tianye.ui.field.checkin import CheckIn
from tianye.ui.field.today import Today
from tianye.ui.kiosk.workspace import make_workspace
from tianye.ui.pages.install_pack import InstallPack
from ui import days
from ui.pages import Screen


class AtDesk:
    """The day as a facilitator meets it."""

    def __init__(self, program: Program, settled: Callable[[], None]) -> None:
        self.program = program
        self.settled = settled

    @property
    def page(self) -> Today:
        page = self.program.window.page
        assert isinstance(page, Today)
        return page

    @property
    def screen(self) -> Screen:
        return Screen(self.program.window)

    def reads(self, words: str) -> bool:
        return any(words in text for text in self.screen.texts())

    def presses(self, words: str) -> None:
        self.screen.press(words)
        self.settled()

    def chooses(self, folder: Path | None, name: str = "") -> None:
        """Choose a place in the dialog that is open, under the proposed name unless another is given; None for none."""
        dialog = self.page.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        if folder is None:
            dialog.reject()
        else:
            proposed = name or Path(dialog.selectedFiles()[0]).name
            line = dialog.findChild(QLineEdit)
            assert isinstance(line, QLineEdit)
            line.setText(str(folder / proposed))
            dialog.accept()
        self.settled()


@pytest.fixture
def desk(program: Program, field: days.Played, settled: Callable[[], None]) -> AtDesk:
    settled()
    return AtDesk(program, settled)


class TestHowTheDayStands:
    def test_the_date_the_state_and_who_is_here(self, desk: AtDesk) -> None:
        assert desk.page.head.title.text() == "6月13日，星期六"
        assert desk.reads("今天 4 个场次。正在签到：太阳能灶与合作社记账。")
        assert desk.page.session.figure.text() == "8"
        assert desk.reads("人已到，应到 27 人")
        assert desk.reads("还有 19 人没到")
        assert desk.reads("女 8")
        assert desk.reads("刚到：祁金花 8:55")
        assert desk.reads("第 2 天，共 2 天")

    def test_one_filled_button_leads_to_check_in_and_esc_back(self, desk: AtDesk) -> None:
        hero = [b for b in desk.page.findChildren(type(desk.page.session.start)) if b.property("kind") == "hero"]
        assert hero == [desk.page.session.start]
        desk.presses("继续签到")
        door = desk.program.window.page
        assert isinstance(door, CheckIn)
        QTest.keyClick(door.search, Qt.Key.Key_Escape)
        desk.settled()
        assert isinstance(desk.program.window.page, Today)

    def test_enter_begins_what_there_is_to_do(self, desk: AtDesk) -> None:
        assert desk.page.session.start.hasFocus()
        QTest.keyClick(desk.page.session.start, Qt.Key.Key_Return)
        desk.settled()
        assert isinstance(desk.program.window.page, CheckIn)

    def test_while_the_day_is_read_nothing_empty_stands_there(self, program: Program, field: days.Played) -> None:
        page = Today(program.stage)
        program.stage.open_task(page)
        assert not any(card.isVisible() for card in (page.coming, page.handed, page.session, page.empty))
        assert Screen(page).unnamed() == []
        assert "正在读这一天…" in Screen(page).texts()
        days.settle(program)
        assert page.coming.isVisible()

    def test_a_session_that_has_begun_is_not_what_comes_next(self, desk: AtDesk, field: days.Played) -> None:
        shown = desk.page._shown
        assert shown is not None
        assert min(row.session.begins or 0 for row in shown.others) == 8 * 60
        assert desk.page.coming.title.text() == "其他场次"
        desk.page.show_date(date(2026, 6, 14))
        desk.settled()
        assert desk.page.coming.title.text() == "接下来"

    def test_what_is_done_at_the_door_is_seen_here(self, desk: AtDesk) -> None:
        desk.presses("继续签到")
        door = desk.program.window.page
        assert isinstance(door, CheckIn)
        QTest.keyClicks(door.search, "0022")
        desk.settled()
        QTest.keyClick(door.search, Qt.Key.Key_Return)
        desk.settled()
        QTest.keyClick(door.search, Qt.Key.Key_Escape)
        desk.settled()
        assert desk.page.session.figure.text() == "9"
        assert desk.reads("刚到：白玛 8:56")

    def test_the_door_of_the_session_becomes_the_kiosk(self, desk: AtDesk) -> None:
        wanted: list[object] = []
        desk.program.stage.kiosk_wanted.disconnect()
        desk.program.stage.kiosk_wanted.connect(wanted.append)
        desk.presses("门口自助签到")
        shown = desk.page._shown
        assert shown is not None
        assert shown.chosen is not None
        assert wanted == [shown.chosen.session.id]
        assert make_workspace(shown.chosen.session.id).name


class TestWhatComesNext:
    def test_a_session_of_the_afternoon_can_be_prepared(self, desk: AtDesk) -> None:
        assert desk.reads("14:30")
        desk.screen.press("做准备")
        desk.settled()
        assert desk.page.session.when.text() == "下午 14:30–17:30"
        assert desk.page.session.chip.text() == "还没开始"
        assert desk.screen.button("开始签到")

    def test_a_day_before_and_back(self, desk: AtDesk) -> None:
        desk.presses("前一个有场次的日子")
        assert desk.page.head.title.text() == "6月12日，星期五"
        assert not desk.page.before.isEnabled()
        desk.presses("回到今天")
        assert desk.page.head.title.text() == "6月13日，星期六"

    def test_other_days_are_offered_by_name(self, desk: AtDesk) -> None:
        desk.presses("查看别的日子")
        words = [action.text() for action in desk.page.menu.actions()]
        assert words == ["6月12日，星期五", "6月13日，星期六"]
        desk.page.menu.actions()[0].trigger()
        desk.page.menu.close()
        desk.settled()
        assert desk.page.head.title.text() == "6月12日，星期五"

    def test_a_day_without_sessions_names_the_next(self, desk: AtDesk) -> None:
        desk.page.show_date(date(2026, 6, 10))
        desk.settled()
        assert desk.reads("这天没有场次")
        # it was held already, and does not come next
        assert desk.reads("后一个有场次的日子：6月12日")
        assert desk.reads("这天以后办过的")
        assert desk.reads("今天是6月13日")
        # one way back, and it is the filled one
        assert not desk.page.back.isVisible()
        assert desk.page.act.property("kind") == "primary"
        desk.presses("回到今天")
        assert desk.page.head.title.text() == "6月13日，星期六"
        desk.page.show_date(date(2026, 6, 10))
        desk.settled()
        desk.page.after.click()
        desk.settled()
        assert desk.page.head.title.text() == "6月12日，星期五"

    def test_after_the_last_one_nothing_is_invented(self, desk: AtDesk) -> None:
        desk.page.show_date(date(2026, 7, 1))
        desk.settled()
        assert desk.reads("后面没有安排了")


class TestTheMorningClock:
    def test_it_is_asked_and_yes_is_kept_for_the_day(self, desk: AtDesk, field: days.Played) -> None:
        assert desk.reads("现在是6月13日 8:56 吗？")
        desk.presses("是")
        assert not desk.page.clock.isVisible()
        # opened once more on the same day
        days.seat(desk.program, field, "laptop-1")
        assert not desk.page.clock.isVisible()

    def test_the_next_day_it_is_asked_again(self, desk: AtDesk, field: days.Played) -> None:
        desk.presses("是")
        tomorrow = dataclasses.replace(field, now_ms=field.now_ms + 24 * 3600 * 1000)
        days.seat(desk.program, tomorrow, "laptop-1")
        assert desk.page.clock.isVisible()
        assert desk.reads("现在是6月14日 8:56 吗？")

    def test_no_asks_for_day_and_time_and_what_is_shown_follows(self, desk: AtDesk) -> None:
        desk.presses("不是")
        desk.page.clock.date.setText("2026年6月12日")
        desk.page.clock.time.setText("25:20")
        desk.presses("就是这个时间")
        assert desk.page.clock.time.hasFocus()
        assert desk.reads("看不懂")
        desk.page.clock.time.setText("14:20")
        desk.presses("就是这个时间")
        assert not desk.page.clock.isVisible()
        assert desk.page.head.title.text() == "6月12日，星期五"
        # the afternoon of the 12th is the one that matters at 14:20
        assert desk.page.session.when.text().startswith("下午")
        desk.presses(desk.page.session.start.text())
        door = desk.program.window.page
        assert isinstance(door, CheckIn)
        assert not door.other_day.isVisible()
        QTest.keyClicks(door.search, "0022")
        desk.settled()
        QTest.keyClick(door.search, Qt.Key.Key_Return)
        desk.settled()
        assert "14:20" in door.side.result.accessibleName()

    def test_leaving_it_keeps_the_question(self, desk: AtDesk) -> None:
        desk.presses("不是")
        desk.presses("先不改")
        assert desk.reads("现在是6月13日 8:56 吗？")

    def test_a_clock_that_fell_back_is_asked_about_though_it_was_answered(
        self, desk: AtDesk, field: days.Played
    ) -> None:
        desk.presses("是")
        earlier = dataclasses.replace(field, now_ms=field.now_ms - 5 * 24 * 3600 * 1000)
        days.seat(desk.program, earlier, "laptop-1")
        assert desk.page.clock.isVisible()
        assert desk.reads("这台电脑的时钟好像不对")
        assert desk.page.clock.no.property("kind") == "primary"
        assert desk.page.clock.yes.property("kind") == "secondary"

    def test_check_in_does_not_wait_for_the_answer(self, desk: AtDesk) -> None:
        desk.presses("继续签到")
        door = desk.program.window.page
        assert isinstance(door, CheckIn)
        QTest.keyClicks(door.search, "0022")
        desk.settled()
        QTest.keyClick(door.search, Qt.Key.Key_Return)
        desk.settled()
        assert "已签到" in door.side.result.accessibleName()


class TestWhatHeadquartersHas:
    def test_three_states_and_the_way_to_hand_over(self, desk: AtDesk, field: days.Played) -> None:
        desk.presses("是")
        numbers = {name: label.text() for name, label in desk.page.handed.numbers.items()}
        assert numbers == {"here": "18", "handed": "0", "received": "145"}
        assert desk.reads("18 条还没离开这台电脑")
        stick = field.folder / "stick"
        stick.mkdir()

        def hand_over(station: Station) -> object:
            return bundles.make_bundle(station, stick)

        desk.program.runner.do(hand_over)
        desk.settled()
        desk.page.refresh(None)
        desk.settled()
        numbers = {name: label.text() for name, label in desk.page.handed.numbers.items()}
        assert numbers["here"] == "0"
        assert numbers["received"] == "145"
        assert int(numbers["handed"]) >= 18
        assert desk.reads("都交出去了，等总部的回执")
        desk.presses("去上交")
        assert not isinstance(desk.program.window.page, Today)


class TestTheSheet:
    def test_it_is_written_where_the_person_says_and_shown(self, desk: AtDesk, tmp_path: Path) -> None:
        shown: list[Path] = []
        desk.page.open_file = shown.append
        desk.presses("打印签到表")
        desk.chooses(tmp_path)
        assert shown == [tmp_path / "sign-in-QH-SOLAR-0613-AM.html"]
        assert "太阳能灶与合作社记账" in shown[0].read_text(encoding="utf-8")
        assert desk.reads("签到表写好了")

    def test_an_older_one_is_not_written_over(self, desk: AtDesk, tmp_path: Path) -> None:
        kept = tmp_path / "kept.html"
        kept.write_text("old", encoding="utf-8")
        desk.page.open_file = pytest.fail
        desk.presses("打印签到表")
        desk.chooses(tmp_path, kept.name)
        assert kept.read_text(encoding="utf-8") == "old"
        assert desk.program.window.notices.notices[0].code == "file.exists"

    def test_who_chooses_nowhere_gets_nothing(self, desk: AtDesk) -> None:
        desk.page.open_file = pytest.fail
        desk.presses("打印签到表")
        desk.chooses(None)
        assert desk.program.window.notices.notices == []


def test_a_laptop_without_a_pack_says_how_one_comes(program: Program, settled: Callable[[], None]) -> None:
    days.seat(program, days.enrolled_nowhere(), "laptop-new")
    program.window.show()
    settled()
    desk = AtDesk(program, settled)
    # the pack is asked for first; whoever puts that off finds the way here
    program.stage.back()
    settled()
    assert desk.reads("还没有装总部的包")
    # headquarters cannot make one before it has the laptop's card
    assert Screen(desk.program.window).button("本机的卡片").isVisible()
    desk.presses("装包")
    assert isinstance(program.window.page, InstallPack)
