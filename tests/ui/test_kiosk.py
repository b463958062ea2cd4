"""The kiosk: everybody finds herself, nobody sees anybody else, and nobody but the leader gets past it."""

from __future__ import annotations

import math
import re
import sys
from array import array
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tianye.domain import badges
from tianye.domain.errors import NextStep, WorldFault
from tianye.services import checkin, kiosk, listing
from tianye.services.assets import resource
from tianye.services.kiosk import Answer, Reply
from tianye.ui.app.program import Program
from tianye.ui.kiosk import sound
from tianye.ui.kiosk.door import BLANK_MS, Door
from tianye.ui.kiosk.outcome import KINDS, NEXT_MS, verdict_of
from tianye.ui.kiosk.pin import MOST_TRIES, WAIT_SECONDS
from tianye.ui.kiosk.sound import Sound
from tianye.ui.kiosk.tibetan import SAYINGS
from tianye.ui.parts.labels import TibetanLabel
from ui import days
from ui.pages import Screen, scan

PIN = "2580"
NINE = 9 * 60


class Kiosk:
    """What somebody at the door sees and does."""

    def __init__(self, program: Program, played: days.Played) -> None:
        self.program = program
        self.played = played
        sittings: list[list[kiosk.Sitting]] = []
        program.runner.ask(kiosk.sittings_of_today, sittings.append)
        days.settle(program)
        self.session = next(sitting.id for sitting in sittings[0] if sitting.begins == NINE)
        program.stage.enter_kiosk(self.session)
        days.settle(program)
        page = program.window.page
        assert isinstance(page, Door)
        self.page = page

    @property
    def screen(self) -> Screen:
        return Screen(self.page)

    def settle(self) -> None:
        days.settle(self.program)

    def reads(self) -> str:
        """All the words on the screen, of labels, buttons, fields and Tibetan."""
        shown = [widget for widget in self.page.findChildren(QWidget) if widget.isVisible()]
        texts = [
            *(widget.text() for widget in shown if isinstance(widget, QLabel | QLineEdit | TibetanLabel)),
            *(widget.accessibleName() for widget in shown),
            *(widget.toolTip() for widget in shown),
            *(widget.accessibleDescription() for widget in shown),
            *(getattr(widget, "tibetan", "") for widget in shown),
        ]
        return "\n".join(text for text in texts if text)

    def scans(self, badge: str) -> None:
        """A scanner types at whatever has the focus."""
        scan(badge)
        self.settle()

    def types(self, letters: str) -> None:
        for letter in letters:
            QTest.keyClick(QApplication.focusWidget() or self.page, letter)
        self.settle()

    def presses(self, words: str) -> None:
        self.screen.press(words)
        self.settle()

    def tap_letters(self, letters: str) -> None:
        for letter in letters:
            self.presses(letter)

    def enter_pin(self, pin: str) -> None:
        for digit in pin:
            self.presses(digit)
        self.presses("按好了")

    def unlock(self) -> None:
        self.presses("组长")
        self.enter_pin(PIN)

    def tiles(self) -> list[tuple[str, int | None]]:
        return [(tile.text(), tile.mark) for tile in self.page.search.tiles if tile.isVisible()]

    def present(self) -> int:
        found: list[tuple[int, int]] = []

        def count(station: Any) -> tuple[int, int]:
            session = next(row for row in listing.all_sessions(station) if row.id == self.session)
            return checkin.counts(station, session)

        self.program.runner.ask(count, found.append)
        self.settle()
        return sum(found[0])


@pytest.fixture
def door(program: Program, field: days.Played) -> Iterator[Kiosk]:
    """The kiosk at the session of nine o'clock, with the leader's PIN chosen."""
    made = Kiosk(program, field)
    for _ in range(2):
        made.enter_pin(PIN)
    yield made
    made.page.left()


@pytest.fixture
def late(door: Kiosk) -> str:
    """The badge of somebody who is not in yet."""
    return next(text for text in door.played.badges.values() if not is_in(door, text))


def is_in(door: Kiosk, badge: str) -> bool:
    person = badges.decode(badge).person
    found: list[bool] = []

    def ask(station: Any) -> bool:
        session = next(row for row in listing.all_sessions(station) if row.id == door.session)
        return any(row.person == person and row.is_present for row in listing.attendance_of(station, session))

    door.program.runner.ask(ask, found.append)
    door.settle()
    return found[0]


class TestABadge:
    def test_is_answered_in_green_with_the_name_and_then_comes_the_next(self, door: Kiosk, late: str) -> None:
        before = door.present()
        door.scans(late)
        assert door.page.board is door.page.outcome
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "ok"
        assert door.present() == before + 1
        name = door.page.outcome.name.text()
        assert name
        assert "已签到" in door.reads()
        assert SAYINGS["admitted"] in door.reads()
        assert door.page.outcome.next_turn.interval() == NEXT_MS == 2000
        door.page.outcome.next_turn.timeout.emit()
        assert door.page.board is door.page.scan
        assert name not in door.reads()
        assert f"{before + 1} 人已到" in door.reads()

    def test_the_tick_comes_only_after_it_is_written(self, door: Kiosk, late: str) -> None:
        scan(late)
        assert door.page.board is door.page.scan
        door.settle()
        assert door.page.board is door.page.outcome

    def test_held_up_again_is_no_fault(self, door: Kiosk, late: str) -> None:
        door.scans(late)
        before = door.present()
        door.scans(late)
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "again"
        assert "早就签过了，8:5" in door.reads()
        assert door.present() == before

    def test_the_next_one_does_not_wait_for_the_two_seconds(self, door: Kiosk, late: str) -> None:
        other = next(text for text in door.played.badges.values() if text != late)
        door.scans(late)
        first = door.page.outcome.name.text()
        door.scans(other)
        assert door.page.outcome.name.text() not in ("", first)

    def test_that_nobody_made_is_refused_and_waits_for_a_person(self, door: Kiosk, late: str) -> None:
        person = badges.decode(late).person
        door.scans(badges.encode(badges.Badge(person, bytes(badges.SIGNATURE_BYTES))))
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "stop"
        assert "这张胸牌不能用" in door.reads()
        assert not door.page.outcome.next_turn.isActive()
        assert not door.page.idle.isActive()
        assert not is_in(door, late)
        door.presses("返回")
        assert door.page.board is door.page.scan

    def test_that_cannot_be_read_is_tried_again(self, door: Kiosk, late: str) -> None:
        door.scans(late[:60])
        QTest.keyClick(door.program.window.windowHandle(), Qt.Key.Key_Return)
        door.settle()
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "ask"
        assert "码看不清" in door.reads()

    def test_is_heard_while_somebody_looks_for_a_name(self, door: Kiosk, late: str) -> None:
        door.presses("没带，找名字")
        door.types("ZM")
        door.scans(late)
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "ok"
        assert door.tiles() == []


class TestNotMe:
    def test_takes_the_check_in_back_and_says_so(self, door: Kiosk, late: str) -> None:
        door.scans(late)
        name = door.page.outcome.name.text()
        door.presses("不是我")
        assert not is_in(door, late)
        assert "取消了，没有签到" in door.reads()
        assert name not in door.reads()
        assert not door.page.outcome.next_turn.isActive()

    def test_changes_nothing_where_she_was_in_before(self, door: Kiosk, late: str) -> None:
        door.scans(late)
        door.scans(late)
        door.presses("不是我")
        assert is_in(door, late)
        assert "名单没有改动" in door.reads()


class TestLookingForAName:
    def test_initials_on_the_large_keys_find_two_of_one_name_by_their_marks(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.tap_letters("ZM")
        alike = [mark for name, mark in door.tiles() if name == "卓玛"]
        assert len(alike) == 2
        assert len(set(alike)) == 2
        assert len(door.tiles()) <= kiosk.MOST_TILES

    def test_a_tile_checks_in(self, door: Kiosk) -> None:
        before = door.present()
        door.presses("没带，找名字")
        door.types("zhaominglan")
        door.presses("赵明兰")
        assert door.page.outcome.name.text() == "赵明兰"
        assert door.present() in (before, before + 1)
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.goes_on

    def test_a_finger_that_taps_twice_means_it_once(self, door: Kiosk) -> None:
        before = door.present()
        door.presses("没带，找名字")
        door.types("suonanwangmu")
        (tile,) = [tile for tile in door.page.search.tiles if tile.isVisible()]
        for _ in range(2):
            QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        door.settle()
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "ok"
        for _ in range(2):
            QTest.mouseClick(door.page.outcome.disown, Qt.MouseButton.LeftButton)
        door.settle()
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.word == "undone"
        assert door.present() == before

    def test_one_letter_that_many_have_shows_nobody(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.types("l")
        assert door.tiles() == []
        assert "再按一个字母" in door.reads()

    def test_the_end_of_the_telephone_number_finds_her_and_is_not_shown(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.types("0030")
        assert [name for name, _ in door.tiles()] == ["李海青"]

    def test_clear_and_backspace(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.tap_letters("ZMX")
        door.presses("删掉一个字母")
        assert door.page.search.field.text() == "ZM"
        door.presses("清空")
        assert door.tiles() == []

    def test_enter_takes_the_only_one(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.types("lihaiqing")
        QTest.keyClick(door.page.search.field, Qt.Key.Key_Return)
        door.settle()
        assert door.page.outcome.name.text() == "李海青"

    def test_nobody_found_is_welcome_all_the_same(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.types("xqzw")
        door.presses("我是新来的")
        assert "照样可以参加" in door.reads()
        assert SAYINGS["may_join"] in door.reads()

    @pytest.mark.parametrize("letters", ["", "z", "zm", "zhuoma", "zhang", "06", "0006", "lm", "bm"])
    def test_shows_names_and_marks_and_nothing_else_of_anybody(self, door: Kiosk, letters: str) -> None:
        door.presses("没带，找名字")
        door.types(letters)
        seen = door.reads().replace(letters, "") if letters.isdecimal() else door.reads()
        for private in private_facts():
            assert private not in seen

    def test_is_blank_after_twenty_seconds_of_nothing(self, door: Kiosk) -> None:
        door.presses("没带，找名字")
        door.types("zm")
        assert door.tiles()
        assert door.page.idle.interval() == BLANK_MS == 20_000
        assert door.page.idle.isActive()
        door.page.idle.timeout.emit()
        assert door.page.board is door.page.scan
        assert "卓玛" not in door.reads()
        assert not door.page.idle.isActive()
        assert door.page.search.field.text() == ""
        # the next one at the door cannot bring back what the last one typed
        door.presses("没带，找名字")
        door.page.search.field.undo()
        door.settle()
        assert door.page.search.field.text() == ""
        assert "卓玛" not in door.reads()


def private_facts() -> list[str]:
    """Return what the sample knows of people beside their names: birth years, phones, villages, co-operatives."""
    head, *lines = (resource("sample") / "people.tsv").read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=False)) for line in lines]
    years = {match[0] for row in rows if (match := re.search(r"(19|20)\d\d", row["born"]))}
    phones = {row["phone"] for row in rows if row["phone"].isdecimal()}
    facts = years | phones | {phone[-4:] for phone in phones} | {row["post"] for row in rows if len(row["post"]) > 1}
    return sorted(facts | {"日玛", "雪域", "合作社", "藏族", "632701"})


class TestTheWayOut:
    def test_esc_and_shortcuts_do_not_leave(self, door: Kiosk) -> None:
        for key, held in (
            (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
            (Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier),
            (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
            (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        ):
            QTest.keyClick(QApplication.focusWidget() or door.page, key, held)
            door.settle()
            assert door.program.window.page is door.page
            assert door.page.board is door.page.scan
            assert not door.program.window.guide.isVisible()

    def test_closing_the_window_asks_for_the_pin(self, door: Kiosk) -> None:
        assert not door.program.window.close()
        assert door.program.window.isVisible()
        assert door.page.board is door.page.pin
        door.enter_pin(PIN)
        assert door.program.window.close()

    def test_a_badge_in_the_middle_of_the_pin_leads_back_to_the_pin(self, door: Kiosk, late: str) -> None:
        """Whoever types on must not leave her digits readable in the search."""
        door.presses("组长")
        door.types("25")
        before = door.present()
        door.scans(late)
        assert door.present() == before + 1
        assert door.page.board is door.page.outcome
        door.types("8")
        door.page.outcome.passed.emit()
        assert door.page.board is door.page.pin
        door.types("80")
        assert door.page.search.field.text() == ""
        assert not any(digits in door.reads() for digits in ("2580", "580", "80"))
        door.presses("返回")
        assert door.page.board is door.page.scan

    def test_a_badge_before_there_is_a_pin_is_not_dropped_without_a_word(
        self, program: Program, field: days.Played
    ) -> None:
        door = Kiosk(program, field)
        before = door.present()
        door.scans(next(iter(field.badges.values())))
        assert door.present() == before
        assert "读到一张胸牌，没有记。先定好数字密码，再扫一次。" in door.reads()
        door.enter_pin(PIN)
        assert "读到一张胸牌" not in door.reads()
        door.page.left()

    def test_a_wrong_pin_leads_nowhere_and_three_wait_half_a_minute(self, door: Kiosk) -> None:
        door.presses("组长")
        for _ in range(MOST_TRIES):
            door.enter_pin("1357")
            assert door.page.board is door.page.pin
        assert f"再等 {WAIT_SECONDS} 秒" in door.reads()
        for digit in PIN:
            QTest.keyClick(door.page.pin, digit)
        QTest.keyClick(door.page.pin, Qt.Key.Key_Return)
        door.settle()
        assert door.page.board is door.page.pin
        door.presses("返回")
        door.presses("组长")
        assert not door.screen.button("1").isEnabled()
        for _ in range(WAIT_SECONDS):
            door.page.pin.waiting.timeout.emit()
        assert not door.page.pin.waiting.isActive()
        door.enter_pin(PIN)
        assert door.page.board is door.page.lock

    def test_a_pin_is_never_read_on_the_public_screen(self, door: Kiosk) -> None:
        door.presses("组长")
        for _ in range(MOST_TRIES):
            door.enter_pin("1357")
            door.settle()
        assert not door.page.idle.isActive()
        for _ in range(WAIT_SECONDS):
            door.page.pin.waiting.timeout.emit()
        assert door.page.board is door.page.pin
        assert door.page.idle.isActive()
        door.page.idle.timeout.emit()
        # the page went while the leader looked for the digits
        door.types(PIN)
        assert door.page.board is door.page.pin
        assert PIN not in door.reads()
        QTest.keyClick(door.page.pin, Qt.Key.Key_Return)
        door.settle()
        assert door.page.board is door.page.lock
        door.page.show_scan()
        door.types("0006")
        assert door.page.board is door.page.search

    def test_a_passphrase_is_never_read_on_the_public_screen(self, door: Kiosk) -> None:
        door.unlock()
        door.presses("去整个程序")
        QTest.keyClicks(door.page.passphrase.field, days.PASSPHRASE[:3])
        door.page.idle.timeout.emit()
        door.types(days.PASSPHRASE)
        assert door.page.board is door.page.passphrase
        assert days.PASSPHRASE not in "".join(tile for tile, _ in door.tiles())
        assert door.page.search.field.text() == ""
        door.presses("打开")
        assert door.program.window.page is not door.page

    def test_the_pin_leads_to_the_lock_screen_and_the_passphrase_to_the_rest(self, door: Kiosk) -> None:
        door.unlock()
        assert door.page.board is door.page.lock
        door.presses("去整个程序")
        QTest.keyClicks(door.page.passphrase.field, "not this one")
        door.presses("打开")
        assert door.page.board is door.page.passphrase
        assert "口令不对" in door.reads()
        assert door.page.passphrase.field.text() == ""
        QTest.keyClicks(door.page.passphrase.field, days.PASSPHRASE)
        door.presses("打开")
        assert door.program.window.workspace is not None
        assert door.program.window.workspace.name == "field"

    def test_a_lock_screen_nobody_touches_locks_itself(self, door: Kiosk) -> None:
        door.unlock()
        assert door.page.idle.isActive()
        door.page.idle.timeout.emit()
        assert door.page.board is door.page.scan

    def test_a_passphrase_that_was_checked_too_late_does_not_open(self, door: Kiosk) -> None:
        door.unlock()
        door.presses("去整个程序")
        QTest.keyClicks(door.page.passphrase.field, days.PASSPHRASE)
        door.screen.press("打开")
        door.page.idle.timeout.emit()
        door.settle()
        assert door.program.window.page is door.page
        assert door.page.board is door.page.scan

    def test_a_forgotten_pin_is_chosen_anew_by_the_passphrase(self, door: Kiosk) -> None:
        door.presses("组长")
        door.presses("忘了数字密码")
        QTest.keyClicks(door.page.passphrase.field, days.PASSPHRASE)
        door.presses("打开")
        for _ in range(2):
            door.enter_pin("9071")
        door.presses("组长")
        door.enter_pin("9071")
        assert door.page.board is door.page.lock

    def test_a_pin_is_typed_twice_alike_and_is_not_too_simple(self, program: Program, field: days.Played) -> None:
        door = Kiosk(program, field)
        assert door.page.board is door.page.pin
        door.enter_pin("1111")
        assert "不能全一样" in door.page.pin.remark.text()
        door.enter_pin("1234")
        assert "连着" in door.page.pin.remark.text()
        door.enter_pin("1253")
        door.enter_pin("1243")
        assert "两遍不一样" in door.reads()
        assert door.page.board is door.page.pin
        door.presses("返回")
        assert program.window.workspace is not None
        assert program.window.workspace.name == "field"

    def test_the_pin_is_asked_for_once_in_a_folder(self, door: Kiosk) -> None:
        door.program.stage.enter_desk()
        door.settle()
        assert Kiosk(door.program, door.played).page.board is not door.page.pin

    def test_what_is_typed_is_never_readable(self, door: Kiosk) -> None:
        door.presses("组长")
        for digit in "97531":
            QTest.keyClick(door.page.pin, digit)
        words = [widget.text() for widget in door.page.pin.findChildren(QLabel)]
        assert not any("97" in text for text in words)
        assert "97" not in door.page.pin.accessibleName()


class TestTheFilledButton:
    """It is the step that the words name, and there is one."""

    FIRST: ClassVar = {
        Reply.NOT_ON_LIST: ("组长来帮忙", ["返回"]),
        Reply.FORGED_BADGE: ("组长来帮忙", ["找名字", "返回"]),
        Reply.UNKNOWN_BADGE: ("再扫一次", ["找名字", "组长来帮忙"]),
        Reply.AMBIGUOUS: ("找名字", ["组长来帮忙", "再扫一次"]),
    }

    @pytest.mark.parametrize("reply", FIRST, ids=str)
    def test_stands_first_and_alone(self, door: Kiosk, reply: Reply) -> None:
        door.page._show_verdict(verdict_of(Answer(reply)), is_heard=False)
        board = door.page.outcome
        shown = sorted(
            (one for one in (board.again, board.named, board.leader) if one.isVisible()), key=lambda one: one.x()
        )
        assert [one.text() for one in shown if one.face == board.ink] == [self.FIRST[reply][0]]
        assert [one.text() for one in shown] == [self.FIRST[reply][0], *self.FIRST[reply][1]]

    def test_finding_ones_name_leads_to_the_letters(self, door: Kiosk) -> None:
        door.page._show_verdict(verdict_of(Answer(Reply.AMBIGUOUS)), is_heard=False)
        door.presses("找名字")
        assert door.page.board is door.page.search
        assert not door.page.search.field.text()

    def test_two_of_one_name_are_sent_to_their_badges(self, door: Kiosk) -> None:
        door.types("ZM")
        names = [name for name, _ in door.tiles()]
        assert len(set(names)) < len(names)
        assert "看胸牌上的图案" in door.page.search.words.text()

    def test_a_forgotten_passphrase_has_a_way_on(self, door: Kiosk) -> None:
        door.unlock()
        door.presses("去整个程序")
        assert "忘了？" in door.reads()
        door.presses("返回")
        assert door.page.board is door.page.scan


class TestTheLeader:
    def test_ends_the_check_in_and_opens_it_again(self, door: Kiosk, late: str) -> None:
        door.unlock()
        door.presses("结束签到")
        door.presses("回到门口")
        assert "签到结束了" in door.reads()
        assert SAYINGS["closed"] in door.reads()
        door.scans(late)
        assert "签到结束了" in door.reads()
        assert not is_in(door, late)
        door.presses("组长来帮忙")
        door.enter_pin(PIN)
        door.presses("再开签到")
        door.presses("回到门口")
        door.scans(late)
        assert is_in(door, late)

    def test_a_door_closed_elsewhere_shows_on_the_waiting_screen(self, door: Kiosk) -> None:
        door.program.runner.do(partial(kiosk.close_door, session=door.session))
        door.settle()
        assert "签到结束了" in door.reads()

    def test_counts_somebody_who_gives_no_name(self, door: Kiosk) -> None:
        before = door.present()
        door.unlock()
        door.presses("不留姓名")
        door.presses("女")
        assert not door.screen.button("记上这一位").isEnabled()
        door.presses("35 到 59 岁")
        door.presses("记上这一位")
        assert door.present() == before + 1
        assert "记上了，不留姓名" in door.reads()
        door.presses("记错了？取消")
        assert door.present() == before

    def test_changes_to_another_session_of_today(self, door: Kiosk) -> None:
        door.unlock()
        door.presses("换一场")
        other = next(
            choice
            for choice, sitting in zip(door.page.sittings.choices, door.page.sittings._sittings, strict=False)
            if sitting.id != door.session
        )
        QTest.mouseClick(other, Qt.MouseButton.LeftButton)
        door.settle()
        assert door.page.session != door.session
        assert door.page.board is door.page.scan


class TestWhatItSays:
    def test_every_outcome_has_a_screen(self) -> None:
        assert set(KINDS) == set(kiosk.Reply)
        assert {str(outcome) for outcome in checkin.Outcome} <= {str(reply) for reply in KINDS}

    def test_a_full_disk_says_what_happened_what_was_kept_and_what_to_do(
        self, door: Kiosk, late: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def is_full(*_: object, **__: object) -> None:
            raise WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name="D:")

        monkeypatch.setattr(kiosk, "scan", is_full)
        door.scans(late)
        assert door.page.outcome.verdict is not None
        assert door.page.outcome.verdict.kind == "stop"
        assert "file.no-space" in door.page.outcome.code.text()
        assert door.page.outcome.word.text()
        assert door.page.outcome.more.text()
        assert not door.program.window.notices.isVisible()

    def test_chinese_and_tibetan_come_first_though_the_facilitator_reads_english(self, door: Kiosk, late: str) -> None:
        door.program.language.choose("en")
        for said in ("把胸牌放到这里", SAYINGS["show_badge"], "Hold your badge here", "找名字", "人已到"):
            assert said in door.reads()
        door.page.show_search()
        for said in ("按名字", SAYINGS["type_name"], "Press the first letter"):
            assert said in door.reads()
        door.page.show_scan()
        door.scans(late)
        door.page.outcome.still()
        assert door.page.outcome.word.text() == "已签到"
        for said in (SAYINGS["admitted"], "Checked in", "请进"):
            assert said in door.reads()
        # the leader's own screens speak the language of the laptop
        door.page.show_scan()
        door.page.ask_pin()
        assert "Leader's PIN" in door.reads()

    def test_a_fault_is_told_to_the_public_in_chinese(self, door: Kiosk) -> None:
        door.program.language.choose("en")
        door.page._show_fault(WorldFault("file.no-space", next_step=NextStep.FREE_SPACE, name="D:"))
        assert door.page.outcome.word.text() == "现在记不上"
        assert "叫组长过来" in door.page.outcome.more.text()
        # the leader finds what she needs, small: the filled button fetches her
        assert "地方不够" in door.page.outcome.code.text()
        assert "file.no-space" in door.page.outcome.code.text()
        assert door.page.outcome.leader.face == door.page.outcome.ink
        assert door.page.outcome.again.face == door.page.outcome.ground

    def test_no_english_stands_on_a_chinese_laptop(self, door: Kiosk, late: str) -> None:
        assert "Hold" not in door.reads()
        door.scans(late)
        assert not door.page.outcome.word_en.text()

    def test_the_outcome_has_its_colours_in_every_palette(self, door: Kiosk, late: str) -> None:
        door.scans(late)
        door.page.outcome.still()
        for palette in ("light", "dark", "contrast"):
            door.program.theme.choose(palette)
            door.settle()
            image = door.page.outcome.grab().toImage()
            assert image.pixelColor(4, 4).name() == "#1f6e46"

    def test_nothing_of_it_is_in_the_title(self, door: Kiosk, late: str) -> None:
        door.scans(late)
        assert door.program.window.windowTitle() == door.program.window.tr("Tianye")


class TestByKeysAlone:
    def test_letters_typed_at_the_waiting_screen_begin_the_search(self, door: Kiosk) -> None:
        door.types("zm")
        assert door.page.board is door.page.search
        assert door.page.search.field.text() == "zm"
        assert door.tiles()

    def test_the_letters_a_badge_begins_with_wait_until_none_follows(self, door: Kiosk, qtbot: QtBot) -> None:
        door.types("t")
        assert door.page.board is door.page.scan
        qtbot.waitUntil(lambda: door.page.board is door.page.search)
        assert door.page.search.field.text() == "t"

    def test_whoever_is_lost_in_the_search_calls_the_leader(self, door: Kiosk) -> None:
        door.page.show_search()
        door.presses("组长")
        assert door.page.board is door.page.pin

    def test_somebody_finds_herself(self, door: Kiosk) -> None:
        QTest.keyClick(QApplication.focusWidget() or door.page, Qt.Key.Key_Return)
        door.settle()
        assert door.page.board is door.page.search
        door.types("lihaiqing")
        QTest.keyClick(QApplication.focusWidget() or door.page, Qt.Key.Key_Return)
        door.settle()
        QTest.keyClick(QApplication.focusWidget() or door.page, Qt.Key.Key_Return)
        door.settle()
        assert door.page.board is door.page.scan

    def test_the_leader_gets_to_the_lock_screen(self, door: Kiosk) -> None:
        focus = QApplication.focusWidget()
        for _ in range(8):
            if focus is door.page.scan.leader:
                break
            QTest.keyClick(focus or door.page, Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
        QTest.keyClick(door.page.scan.leader, Qt.Key.Key_Return)
        for digit in PIN:
            QTest.keyClick(QApplication.focusWidget() or door.page, digit)
        QTest.keyClick(QApplication.focusWidget() or door.page, Qt.Key.Key_Return)
        door.settle()
        assert door.page.board is door.page.lock


class TestSizes:
    @pytest.mark.parametrize("size", [(1366, 690), (1366, 768), (1920, 1080)])
    def test_everything_to_press_is_large_enough(self, door: Kiosk, size: tuple[int, int]) -> None:
        door.program.window.resize(*size)
        door.settle()
        for show in (door.page.show_scan, door.page.show_search, door.page.ask_pin, door.page._show_lock):
            show()
            door.settle()
            assert Screen(door.page).small(88) == []


class TestSound:
    def test_signs_differ_in_count_and_direction(self) -> None:
        assert loudest(sound.samples("ok")) > loudest(sound.samples("again")) > 0
        assert len(sound.samples("ask")) < len(sound.samples("stop"))
        first, second = halves(sound.samples("ok"))
        assert crossings(second) > crossings(first)
        low, same = halves(sound.samples("stop"))
        assert math.isclose(crossings(low), crossings(same), abs_tol=2)

    def test_each_answer_sounds_unless_it_is_turned_off(self, door: Kiosk, late: str) -> None:
        heard: list[bytes] = []
        door.page.sound = Sound(heard.append)
        door.page.retranslate()
        door.scans(late)
        assert heard == [sound.samples("heard"), sound.samples("ok")]
        door.page.show_scan()
        door.presses("有声音")
        door.scans(late)
        assert len(heard) == 2

    def test_without_qt_s_player_that_of_the_desktop_plays(
        self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        player = tmp_path / "aplay"
        player.write_text(
            f"#!/bin/sh\n/bin/cat > {tmp_path}/heard.part\n/bin/mv {tmp_path}/heard.part {tmp_path}/heard"
        )
        player.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
        sounding = Sound()
        assert sounding.is_there
        for sign in ("stop", "ok", "ok"):
            sounding.play(sign)
            qtbot.waitUntil((tmp_path / "heard").exists)
            assert (tmp_path / "heard").read_bytes() == sound.samples(sign)
            (tmp_path / "heard").unlink()
        sounding.is_muted = True
        sounding.play("ok")
        assert not (tmp_path / "heard").exists()

    def test_where_nothing_can_play_nothing_is_tried(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
        assert not Sound().is_there
        Sound().play("ok")

    def test_without_anything_to_play_with_it_is_silent(self, door: Kiosk) -> None:
        door.page.sound.play("ok")
        if not door.page.sound.is_there:
            assert not door.page.scan.sound.isVisible()


def loudest(data: bytes) -> int:
    return max(array("h", data))


def halves(data: bytes) -> tuple[bytes, bytes]:
    middle = len(data) // 4 * 2
    return data[:middle], data[middle:]


def crossings(data: bytes) -> int:
    values = array("h", data)
    return sum(1 for one, other in pairwise(values) if one < 0 <= other)
