"""Backups seen and made by the window, the one at closing, damage that is said; a person erased at headquarters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tianye.domain.errors import WorldFault
from tianye.services import backups, diagnostics, erasing, keeping, listing
from tianye.services.station import Station
from tianye.ui.app.keeping import ABOUT_BACKUP, ABOUT_DAMAGE, keep_at_closing
from tianye.ui.app.program import Program
from tianye.ui.app.start.restore import Restore
from tianye.ui.field.handover import HandOver
from tianye.ui.hq.laptops import Laptops
from tianye.ui.hq.register import HqRegister
from tianye.ui.pages.erase_other import ANSWERS, NAMELESS, EraseOther
from tianye.ui.pages.person import PersonPage
from tianye.ui.pages.person_erase import ErasePage
from tianye.ui.pages.safekeeping import SafekeepingPage
from ui import days, sticks
from ui.pages import Screen

Settled = Callable[[], None]


@pytest.fixture
def page(field: days.Played, program: Program, settled: Settled) -> SafekeepingPage:
    """The page at the laptop, reached as she reaches it."""
    program.window.go("handover")
    settled()
    assert isinstance(program.window.page, HandOver)
    program.window.page.backups.click()
    settled()
    assert isinstance(program.window.page, SafekeepingPage)
    return program.window.page


def own(field: days.Played) -> list[backups.Found]:
    return backups.find_backups(keeping.automatic_folder(field.folder / "laptop-1"))


def rounds(program: Program, settled: Settled, count: int) -> None:
    for _ in range(count):
        program.keeper.look_after()
        settled()


def notices(program: Program) -> dict[str, str]:
    return {notice.about: notice.text()[0] for notice in program.window.notices.notices}


class TestThePage:
    def test_one_is_made_now_and_onto_the_stick_that_is_chosen(
        self, page: SafekeepingPage, field: days.Played, settled: Settled, tmp_path: Path
    ) -> None:
        assert page.none_yet.isVisibleTo(page)
        page.now.click()
        settled()
        assert page.rows.rowCount() == 1
        assert [one.fault for one in own(field)] == [None]
        stick = sticks.make_stick(tmp_path / "KINGSTON")
        sticks.plug_in(stick)
        page.watch.look()
        settled()
        page.choosing.click()
        settled()
        assert not page.choosing.isVisibleTo(page)
        assert len(backups.find_backups(stick.root / keeping.STICK_FOLDER)) == 1

    def test_a_damaged_one_is_shown_so(self, page: SafekeepingPage, field: days.Played, settled: Settled) -> None:
        page.now.click()
        settled()
        (made,) = own(field)
        (made.path / "tianye.db").write_bytes(b"damaged")
        page.refresh(None)
        settled()
        assert page.rows.index(0, 2).data() == "坏了"

    def test_everything_is_looked_at(self, page: SafekeepingPage, settled: Settled) -> None:
        page.look.click()
        settled()
        assert page.checked.text() == "都是好的"
        assert not page.restoring.isVisibleTo(page)

    def test_after_damage_the_step_that_is_named_is_the_filled_one(
        self, page: SafekeepingPage, program: Program, settled: Settled
    ) -> None:
        damage = diagnostics.Diagnosis(("structure",), (diagnostics.Finding("chain.broken", {"sequence": 7}),))
        page.show_damage(damage)
        assert "把能读的存出来" in page.next.text()
        assert [page.restoring.kind, page.saving.kind, page.now.kind] == ["secondary", "primary", "secondary"]
        page.now.click()
        settled()
        assert "从备份恢复" in page.next.text()
        assert [page.restoring.kind, page.saving.kind, page.now.kind] == ["primary", "secondary", "secondary"]
        page.restoring.click()
        settled()
        task = program.window.page
        assert isinstance(task, Restore), "the folder is closed, and the way is there at once"
        assert program.stage.desk is None
        assert task.backup.editor.text()

    def test_headquarters_reaches_it_from_its_laptops(
        self, hq: days.Played, program: Program, settled: Settled
    ) -> None:
        program.window.go("laptops")
        settled()
        assert isinstance(program.window.page, Laptops)
        program.window.page.backups.click()
        settled()
        assert isinstance(program.window.page, SafekeepingPage)


class TestByItself:
    def test_the_backup_of_the_day_is_made_while_nobody_asks(
        self, field: days.Played, program: Program, settled: Settled, qtbot: QtBot
    ) -> None:
        rounds(program, settled, 2)
        qtbot.waitUntil(lambda: not program.keeper.is_writing, timeout=20_000)
        settled()
        assert [one.fault for one in own(field)] == [None]
        rounds(program, settled, 8)
        assert len(own(field)) == 1
        assert notices(program) == {}

    def test_one_that_fails_is_said_and_not_forgotten(
        self,
        field: days.Played,
        program: Program,
        settled: Settled,
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def full(*_: object) -> None:
            raise WorldFault("file.no-space", name="auto")

        monkeypatch.setattr(backups.files, "need_space", full)
        rounds(program, settled, 2)
        qtbot.waitUntil(lambda: not program.keeper.is_writing, timeout=20_000)
        settled()
        assert ABOUT_BACKUP not in notices(program), "nothing moves below the hand of who works"
        program.stage.go("roster")
        assert notices(program)[ABOUT_BACKUP] == "今天的备份没做成。"
        monkeypatch.undo()
        program.window.notices.clear()
        days.seat(program, field, "laptop-1")
        rounds(program, settled, 1)
        program.stage.go("roster")
        assert ABOUT_BACKUP in notices(program), "it is said again at the next opening"

    def test_one_is_made_when_the_window_was_closed(self, field: days.Played, program: Program) -> None:
        program.window.close()
        program.keeper.stop()
        program.runner.finish(keep_at_closing)
        assert [one.fault for one in own(field)] == [None]

    def test_damage_is_said(
        self, field: days.Played, program: Program, settled: Settled, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = diagnostics.Diagnosis(("ends",), (diagnostics.Finding("chain.head-differs", {}),))
        monkeypatch.setattr(diagnostics, "check_at_start", lambda _: found)
        rounds(program, settled, 1)
        assert ABOUT_DAMAGE in notices(program)


def answered(program: Program, settled: Settled) -> list[bytes]:
    """Write an answer of hers, one of nobody's, and somebody who came without a name; returns the answers' ids."""
    written: list[bytes] = []

    def work(station: Station) -> None:
        her = listing.find_people(station, "巴桑拉毛", limit=1)[0].id
        with station.command("answers") as command:
            for person in (her, None):
                answer = command.new_subject(owns_data=person is None)
                fields = {"on": "2026-06-13", "answers": {"/data/said": "想说的"}}
                named = fields if person is None else fields | {"person": person}
                command.add("response.finished", answer, named, owner=person or answer, is_new=True)
                written.append(answer)
            nameless = command.new_subject(owns_data=True)
            came = {"sex": "f", "age_group": "35-59", "arrived": 545}
            command.add("anonymous.attended", nameless, came, owner=nameless, is_new=True)

    program.stage.runner.do(work)
    settled()
    return written


class TestErasing:
    def opened(self, program: Program, settled: Settled) -> ErasePage:
        found: list[bytes] = []
        program.stage.runner.do(lambda station: found.append(listing.find_people(station, "巴桑拉毛", limit=1)[0].id))
        settled()
        program.stage.open_task(PersonPage(program.stage, found[0]))
        settled()
        page = program.window.page
        assert isinstance(page, PersonPage)
        page.erase.click()
        settled()
        assert isinstance(program.window.page, ErasePage)
        return program.window.page

    def test_it_is_ordered_and_taken_back(self, hq: days.Played, program: Program, settled: Settled) -> None:
        page = self.opened(program, settled)
        page.erase.click()
        settled()
        assert page.take_back.isVisibleTo(page)
        program.window.undo_bar.undo()
        settled()
        assert page.erase.isVisibleTo(page)
        page.erase.click()
        settled()
        page.take_back.click()
        settled()
        assert page.rows.rowCount() == 0

    def test_after_it_was_carried_out_it_says_that_nothing_brings_her_back(
        self, hq: days.Played, program: Program, settled: Settled
    ) -> None:
        page = self.opened(program, settled)
        page.erase.click()
        settled()

        def carry_out(station: Station) -> object:
            return erasing.carry_out(station)

        program.stage.runner.do(carry_out)
        settled()
        page.take_back.click()
        settled()
        assert page.fault.isVisibleTo(page)

    def test_only_one_of_her_answers_goes(self, hq: days.Played, program: Program, settled: Settled) -> None:
        written = answered(program, settled)
        self.opened(program, settled)
        Screen(program.window).press("只删一份答卷")
        settled()
        chooser = program.window.page
        assert isinstance(chooser, EraseOther)
        assert chooser.found.answers[0].id == written[0]
        assert not chooser.going_on.isEnabled(), "what is to go is chosen by a person"
        chooser.go_on()
        assert program.window.page is chooser
        chooser.tables[ANSWERS].selectRow(0)
        assert chooser.going_on.isEnabled()
        chooser.going_on.click()
        settled()
        page = program.window.page
        assert isinstance(page, ErasePage)
        assert not page.only.isVisible()
        assert page.head.title.text() == "删一份答卷"
        assert page.head.line.text().startswith("巴桑拉毛")
        page.erase.click()
        settled()
        program.stage.runner.do(lambda station: (erasing.carry_out(station), None)[1])
        settled()
        program.stage.back()
        settled()
        assert written[0] not in [row.id for row in chooser.found.answers]

    def test_an_answer_and_somebody_without_a_name_go_by_themselves(
        self, hq: days.Played, program: Program, settled: Settled
    ) -> None:
        written = answered(program, settled)
        program.window.go("register")
        settled()
        register = program.window.page
        assert isinstance(register, HqRegister)
        register._erasing_action.trigger()
        settled()
        chooser = program.window.page
        assert isinstance(chooser, EraseOther)
        assert written[1] in [row.id for row in chooser.found.answers]
        assert written[0] not in [row.id for row in chooser.found.answers]
        chooser.views.choose(NAMELESS)
        assert chooser.tables[NAMELESS].isVisible()
        gone = chooser.found.nameless[0].id
        chooser.tables[NAMELESS].selectRow(0)
        chooser.going_on.click()
        settled()
        page = program.window.page
        assert isinstance(page, ErasePage)
        page.erase.click()
        settled()
        ordered: list[bool] = []
        program.stage.runner.ask(lambda station: erasing.is_ordered(station, gone), ordered.append)
        settled()
        assert ordered == [True]
        program.window.undo_bar.undo()
        settled()
        assert page.erase.isVisibleTo(page)

    def test_a_laptop_cannot(self, field: days.Played, program: Program, settled: Settled) -> None:
        found: list[bytes] = []
        program.stage.runner.do(lambda station: found.append(listing.find_people(station, "巴桑拉毛", limit=1)[0].id))
        settled()
        page = PersonPage(program.stage, found[0])
        program.stage.open_task(page)
        settled()
        assert not page.erase.isVisibleTo(page)


def test_a_backup_and_a_check_say_how_far_they_are_and_can_be_stopped(
    page: SafekeepingPage, field: days.Played, program: Program, settled: Settled
) -> None:
    told: list[tuple[int, int]] = []
    page.look_now()
    assert page._job is not None
    page._job.progressed.connect(lambda done, total: told.append((done, total)))
    settled()
    assert told
    assert all(0 <= done <= total for done, total in told)
    assert page.diagnosis is not None
    before = len(own(field))
    page.back_up()
    page.busy.stop.click()
    settled()
    assert page.now.isEnabled()
    assert not page.busy.isVisible()
    assert len(own(field)) == before
    assert not list(keeping.automatic_folder(field.folder / "laptop-1").glob("*.part*"))
    page.back_up()
    settled()
    assert len(own(field)) == before + 1
