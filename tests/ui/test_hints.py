"""What waits for somebody stands beside the backups, with what can be done about it; and the rule of purging."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tianye.services import operators, rekeying, retention
from tianye.services.hints import Hint
from tianye.services.retention import Outlook
from tianye.services.station import Station
from tianye.services.tips import TipKeeper
from tianye.ui.app.keeping import ABOUT_SAFETY
from tianye.ui.app.program import Program
from tianye.ui.pages.operators import OperatorsPage
from tianye.ui.pages.safekeeping import SafekeepingPage
from tianye.ui.pages.safekeeping_hints import Safety
from ui import days
from ui.pages import Screen
from ui.test_safekeeping import notices, rounds

Settled = Callable[[], None]


def loses_its_tip(program: Program, settled: Settled, folder: Path) -> None:
    """Let the notes of how far the folder has come lie where a file stands in the way."""
    (folder / "tips").write_text("")

    def work(station: Station) -> None:
        station._tips = TipKeeper(folder / "tips", station.folder)

    program.stage.runner.ask(work, lambda _: None)
    settled()


class TestWhatWaits:
    def opened(self, program: Program, settled: Settled) -> SafekeepingPage:
        page = SafekeepingPage(program.stage)
        program.stage.open_task(page)
        settled()
        return page

    def test_a_new_key_that_is_due_is_made_here(self, field: days.Played, program: Program, settled: Settled) -> None:
        def owe(station: Station) -> None:
            with station.writing():
                rekeying.want_new_key(station.database)

        program.stage.runner.do(owe)
        settled()
        page = self.opened(program, settled)
        assert page.hints.isVisible()
        assert "钥匙" in page.hints.lines.text()
        Screen(program.window).press("现在换新钥匙")
        settled()
        assert "钥匙" not in page.hints.lines.text()
        due: list[bool] = []
        program.stage.runner.ask(operators.is_new_key_due, due.append)
        settled()
        assert due == [False]

    def test_headquarters_without_a_sheet_is_led_to_it(
        self, hq: days.Played, program: Program, settled: Settled, tmp_path: Path
    ) -> None:
        page = self.opened(program, settled)
        assert "按“印恢复码”" in page.hints.lines.text()
        assert [page.hints.people.kind, page.now.kind] == ["primary", "secondary"], "the step that is named is filled"
        Screen(program.window).press("印恢复码")
        settled()
        people = program.window.page
        assert isinstance(people, OperatorsPage)
        people.write_sheet(tmp_path / "sheet.html")
        settled()
        program.stage.back()
        settled()
        assert not page.hints.isVisible()
        assert page.now.kind == "primary"

    def test_of_several_the_first_to_be_done_stands_first_and_is_filled(
        self, hq: days.Played, program: Program, settled: Settled
    ) -> None:
        page = self.opened(program, settled)
        waits = (Hint.NEW_KEY_DUE, Hint.BACKUP_LATE, Hint.LACKING)
        page.hints.show_safety(Safety(True, waits, Outlook(0, (), "station.wrong-role"), 0, 114))
        first, second, third = page.hints.lines.text().splitlines()
        assert first.startswith("1. 有 114 条记录来时没有内容")
        assert "先按“从备份恢复”" in first
        assert "按“现在换新钥匙”" in second
        assert "按“现在备份”" in third
        hints = page.hints
        assert hints.restoring.kind == "primary"
        assert {page.now.kind, hints.renewing.kind, hints.people.kind} == {"secondary"}
        hints.show_safety(Safety(True, (Hint.BACKUP_LATE,), Outlook(0, (), "station.wrong-role"), 0, 0))
        assert page.now.kind == "primary"

    def test_that_the_tip_cannot_be_written_is_said(
        self, field: days.Played, program: Program, settled: Settled, tmp_path: Path
    ) -> None:
        loses_its_tip(program, settled, tmp_path)
        page = self.opened(program, settled)
        assert "发现不了" in page.hints.lines.text()

    def test_it_is_said_once_at_the_opening(
        self, field: days.Played, program: Program, settled: Settled, tmp_path: Path
    ) -> None:
        loses_its_tip(program, settled, tmp_path)
        rounds(program, settled, 1)
        # nobody asked for it: it comes with the next page, and moves nothing under a hand
        assert ABOUT_SAFETY not in notices(program)
        program.window.go("register")
        assert ABOUT_SAFETY in notices(program)

    def test_headquarters_sets_the_rule_and_takes_it_back(
        self, hq: days.Played, program: Program, settled: Settled
    ) -> None:
        self.opened(program, settled)
        Screen(program.window).press("30 天后清除")
        settled()
        assert rule_of(program, settled) == 30
        program.window.undo_bar.undo()
        settled()
        assert rule_of(program, settled) == 0

    def test_a_laptop_says_what_is_missing_for_it(self, field: days.Played, program: Program, settled: Settled) -> None:
        page = self.opened(program, settled)
        assert page.retention.line.text() == "留在本机：总部没有定清除规则。"
        assert not page.retention.button.isVisible()


def rule_of(program: Program, settled: Settled) -> int:
    found: list[int] = []
    program.stage.runner.ask(retention.rule, found.append)
    settled()
    return found[0]
