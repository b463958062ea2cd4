"""Ways on from where somebody is stuck: a damaged folder, a colleague who waits, a name that changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tianye.exchange import keys
from tianye.services import kiosk, operators, registration
from tianye.services.diagnostics import Diagnosis, Finding
from tianye.services.founding import Rights
from tianye.services.station import Station, World
from tianye.ui.app.program import Program
from tianye.ui.app.start.saving import Saving
from tianye.ui.app.switching import Switching
from tianye.ui.pages.operators import OperatorsPage
from tianye.ui.pages.safekeeping import SafekeepingPage
from ui import days
from ui.pages import Screen

PASSPHRASE = "three quiet yaks"
HERS = "湖边的白马 在七月里跑"
AT_THE_DOOR = "a door with red flags"
WORLD = World(cost=keys.CHEAP)
PAGE = 4096
Settled = Callable[[], None]


def damage(folder: Path) -> None:
    """Break one page in the middle of the database."""
    path = folder / "tianye.db"
    content = bytearray(path.read_bytes())
    middle = len(content) // PAGE // 2 * PAGE
    content[middle + 100] ^= 1
    path.write_bytes(content)


class TestSaving:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A laptop with two hundred people, closed, and damaged."""
        made = tmp_path / "records"
        with Station.create(
            made, "laptop", name="玉树四号", operator="才仁永藏", passphrase=PASSPHRASE, world=WORLD
        ) as station:
            for number in range(200):
                registration.register(station, {"name": f"卓玛{number}"}, {})
            station.database.checkpoint()
        damage(made)
        return made

    @pytest.fixture
    def page(self, program: Program, folder: Path, settled: Settled) -> Saving:
        program.desks.world = WORLD
        program.window.show()
        program.desks.look_at(folder)
        settled()
        program.stage.open_task(Saving(program.stage, program.desks))
        page = program.window.page
        assert isinstance(page, Saving)
        return page

    def test_what_can_be_read_is_saved_beside_it_and_work_goes_on_there(
        self, program: Program, page: Saving, folder: Path, settled: Settled
    ) -> None:
        before = (folder / "tianye.db").read_bytes()
        told: list[tuple[int, int]] = []
        page.passphrase.editor.setText(PASSPHRASE)
        page.save()
        assert page._job is not None
        page._job.progressed.connect(lambda done, total: told.append((done, total)))
        settled()
        assert page.saved is not None
        assert page.saved.folder == folder.with_name("records-2")
        assert page.saved.operations > 100
        assert page.opening.isVisible()
        assert page.outcome.text().startswith("存出了")
        assert page.restoring.isVisible() == (not page.saved.is_complete), "a good backup is better, where much is lost"
        assert page.further.text().startswith("1. 按“在新文件夹里接着做”")
        assert (folder / "tianye.db").read_bytes() == before
        Screen(program.window).press("在新文件夹里接着做")
        settled()
        assert program.desks.folder == folder.with_name("records-2")
        assert program.stage.desk is not None

    def test_a_wrong_passphrase_is_said_at_the_field_and_nothing_is_made(
        self, page: Saving, folder: Path, settled: Settled
    ) -> None:
        page.passphrase.editor.setText("three loud yaks")
        page.save()
        settled()
        assert page.passphrase.has_error
        assert not folder.with_name("records-2").exists()

    def test_stopped_half_way_nothing_of_it_stays(self, page: Saving, folder: Path, settled: Settled) -> None:
        page.passphrase.editor.setText(PASSPHRASE)
        page.save()
        page.stop()
        settled()
        assert page.saved is None
        assert page.button.isEnabled()
        assert [path.name for path in folder.parent.iterdir() if path.name.startswith("records")] == ["records"]

    def test_a_damaged_folder_offers_it(self, program: Program, folder: Path, settled: Settled) -> None:
        content = bytearray((folder / "tianye.db").read_bytes())
        content[0] ^= 1
        (folder / "tianye.db").write_bytes(content)
        program.window.show()
        program.desks.look_at(folder)
        settled()
        program.desks.open(folder, PASSPHRASE, program.desks.say_trouble)
        settled()
        Screen(program.window).press("把能读的存出来")
        assert isinstance(program.window.page, Saving)


def test_the_check_leads_there(program: Program, field: days.Played, settled: Settled) -> None:
    page = SafekeepingPage(program.stage)
    program.stage.open_task(page)
    settled()
    assert not page.saving.isVisible()
    page.show_damage(Diagnosis(("chains",), (Finding("chain.broken", {"sequence": 7}),)))
    Screen(program.window).press("把能读的存出来")
    settled()
    assert isinstance(program.window.page, Saving)
    assert program.stage.desk is None


class TestTakingOver:
    @pytest.fixture
    def page(self, program: Program, field: days.Played, settled: Settled) -> Switching:
        def add(station: Station) -> None:
            operators.add(station, "拉毛", Rights.FACILITATOR, HERS)
            operators.add(station, "仁青村长", Rights.LEADER, AT_THE_DOOR)

        program.stage.runner.do(add)
        settled()
        rail = program.window.rail
        assert rail is not None
        rail.foot.menu.switching.trigger()
        QTest.qWait(0)
        page = program.window.page
        assert isinstance(page, Switching)
        return page

    def test_a_colleague_takes_over_and_is_named_in_what_she_writes(
        self, program: Program, page: Switching, settled: Settled
    ) -> None:
        page.passphrase.editor.setText(HERS)
        page.take_over()
        settled()
        assert program.stage.desk is not None
        assert program.stage.desk.operator == "拉毛"
        assert not isinstance(program.window.page, Switching)
        rail = program.window.rail
        assert rail is not None
        assert rail.foot.accessibleName() == "拉毛，玉树一号"
        names: list[str] = []

        def write(station: Station) -> None:
            registration.register(station, {"name": "后来的人"}, {})
            names.extend(one.name for one in operators.all_operators(station) if one.is_here)

        program.stage.runner.do(write)
        settled()
        assert names == ["拉毛"]

    def test_a_leader_is_led_to_the_door(self, program: Program, page: Switching, settled: Settled) -> None:
        page.passphrase.editor.setText(AT_THE_DOOR)
        page.take_over()
        settled()
        assert program.window.workspace is not None
        assert program.window.workspace.name == "kiosk"
        assert program.stage.desk is not None
        assert program.stage.desk.is_leader

    def test_a_wrong_passphrase_changes_nothing(self, program: Program, page: Switching, settled: Settled) -> None:
        page.passphrase.editor.setText("nobody's words at all")
        page.take_over()
        settled()
        assert page.passphrase.has_error
        assert program.stage.desk is not None
        assert program.stage.desk.operator == "才仁永藏"

    def test_a_leader_on_a_day_without_a_session_changes_nothing(
        self, program: Program, page: Switching, settled: Settled, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kiosk, "door_of_today", lambda _: None)
        page.passphrase.editor.setText(AT_THE_DOOR)
        page.take_over()
        settled()
        assert program.window.page is page
        said = Screen(program.window).texts()
        assert "这是只在门口签到的人的口令，今天没有场次。" in said
        assert "什么都没有动，还是才仁永藏在用。" in said


def test_one_gives_herself_another_name(program: Program, field: days.Played, settled: Settled) -> None:
    page = OperatorsPage(program.stage)
    program.stage.open_task(page)
    settled()
    screen = Screen(program.window)
    screen.press("改名字")
    assert page.name.editor.text() == "才仁永藏"
    assert not page.first.isVisible()
    page.name.editor.setText("")
    page.save()
    settled()
    assert page.name.has_error
    page.name.editor.setText("才仁永藏卓玛")
    page.save()
    settled()
    assert program.stage.desk is not None
    assert program.stage.desk.operator == "才仁永藏卓玛"
    assert "才仁永藏卓玛（你）" in screen.texts() or any("才仁永藏卓玛" in text for text in screen.texts())
    assert page.first.isVisible()
    # what was begun can be left
    screen.press("改名字")
    screen.press("先不动")
    assert page.name.editor.text() == ""
