"""Opening a data folder, locking it again, and what is said of a folder that cannot simply be opened."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tianye.domain.errors import NextStep, WorldFault
from tianye.exchange import keys
from tianye.services import keeping
from tianye.services.backups import make_backup
from tianye.services.folders import FolderState, look_at
from tianye.services.station import Station, World
from tianye.ui.app.desks import LAST_FOLDER, LAST_ROLE
from tianye.ui.app.program import Program, _choose_start
from tianye.ui.app.start.copied import Copied
from tianye.ui.app.start.first import FirstStart
from tianye.ui.app.start.restore import Restore
from tianye.ui.app.start.trouble import Trouble
from tianye.ui.app.start.unlock import Unlock
from tianye.ui.app.window import Window, _shows_enough
from tianye.ui.pages.install_pack import InstallPack
from ui import days
from ui.pages import Screen

PAGE = 4096
PASSPHRASE = "three quiet yaks"
WORLD = World(cost=keys.CHEAP)
Settled = Callable[[], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A laptop's data folder, closed."""
    made = tmp_path / "records"
    Station.create(made, "laptop", name="玉树四号", operator="才仁永藏", passphrase=PASSPHRASE, world=WORLD).close()
    return made


@pytest.fixture
def start(program: Program, folder: Path) -> Program:
    """The program in front of that folder."""
    program.desks.world = WORLD
    program.window.resize(1366, 690)
    program.window.show()
    program.window.activateWindow()
    program.desks.look_at(folder)
    return program


def screen(program: Program) -> Screen:
    return Screen(program.window)


def types_passphrase(program: Program, words: str) -> Unlock:
    page = program.window.page
    assert isinstance(page, Unlock)
    editor = QApplication.focusWidget()
    assert editor is page.passphrase.editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    editor.insert(words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    return page


def trouble(program: Program) -> str:
    """Return the code of the fault that has a page of its own now."""
    page = program.window.page
    assert isinstance(page, Trouble)
    assert page.card.isVisible()
    assert page.card.fault is not None
    return page.card.fault.code


# ---- opening and locking -------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_said_under_the_field_and_the_right_one_opens(start: Program, settled: Settled) -> None:
    page = types_passphrase(start, "three loud yaks")
    assert not page.button.isEnabled()
    assert "正在打开……" in [page.button.text()]
    settled()
    assert page.passphrase.error.text().startswith("口令不对。")
    assert page.passphrase.editor.selectedText() == "three loud yaks"
    assert page.button.text() == "打开"
    start.language.choose("en")
    assert page.passphrase.error.text().startswith("The passphrase")
    start.language.choose("zh_CN")
    types_passphrase(start, PASSPHRASE)
    settled()
    assert start.window.workspace is not None
    assert start.window.workspace.name == "field"


def test_nothing_typed_is_not_a_guess(start: Program) -> None:
    page = types_passphrase(start, "")
    assert page.passphrase.error.text() == "先输口令。"
    assert not start.runner.is_busy


def test_a_laptop_without_a_pack_is_asked_for_one_and_may_go_on_without(start: Program, settled: Settled) -> None:
    types_passphrase(start, PASSPHRASE)
    settled()
    assert isinstance(start.window.page, InstallPack)
    screen(start).press("先不装")
    assert start.window.page is not None
    assert not start.window.page.is_task


def test_ctrl_l_locks_and_nothing_personal_stays(start: Program, settled: Settled, folder: Path) -> None:
    types_passphrase(start, PASSPHRASE)
    settled()
    assert "才仁永藏" in screen(start).texts()
    QTest.keyClick(start.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    # before the lane has closed the folder: what could be read is gone at once
    assert isinstance(start.window.page, Unlock)
    told = [start.window.windowTitle(), *screen(start).texts()]
    assert not any(word in text for text in told for word in ("才仁永藏", "玉树四号", str(folder)))
    settled()
    with Station.open(folder, PASSPHRASE, WORLD):
        pass
    types_passphrase(start, PASSPHRASE)
    settled()
    assert start.stage.desk is not None


def test_the_last_folder_is_remembered_and_nothing_else(
    start: Program, settled: Settled, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types_passphrase(start, PASSPHRASE)
    settled()
    added = [key for key in start.memory.allKeys() if not key.startswith(("look/", "window/"))]
    # the role chooses what is loaded ahead at the next start
    assert added == [LAST_FOLDER, LAST_ROLE]
    start.stage.lock()
    settled()
    _choose_start(start.desks, [], start.memory)
    assert (start.desks.folder, start.desks.fault) == (folder, None)


def test_a_remembered_folder_that_is_gone_is_not_welcomed_as_a_new_one(start: Program, tmp_path: Path) -> None:
    start.memory.setValue(LAST_FOLDER, str(tmp_path / "stick" / "records"))
    _choose_start(start.desks, [], start.memory)
    start.desks.enter()
    assert trouble(start) == "station.none-here"
    # where somebody does want a new one, it is one click away
    screen(start).press("在这里新建")
    assert isinstance(start.window.page, FirstStart)


# ---- what cannot simply be opened ----------------------------------------------------------------------------------


def test_a_second_window_is_told_that_the_folder_is_open(start: Program, folder: Path, settled: Settled) -> None:
    with Station.open(folder, PASSPHRASE, WORLD):
        start.desks.look_at(folder)
        assert trouble(start) == "station.in-use"
        screen(start).press("再试一次")
        assert trouble(start) == "station.in-use"
    screen(start).press("再试一次")
    types_passphrase(start, PASSPHRASE)
    settled()
    assert start.stage.desk is not None


def test_a_missing_database_leads_to_recovery_and_never_to_the_welcome(start: Program, folder: Path) -> None:
    (folder / "tianye.db").rename(folder.parent / "elsewhere.db")
    start.desks.look_at(folder)
    assert trouble(start) == "database.missing"
    texts = screen(start).texts()
    assert "记录不在原来的地方" in texts
    # it must not say that all records are there: they are not
    assert "已经记下的都在，没有写一半的。" not in texts
    assert screen(start).button("从备份恢复")
    (folder.parent / "elsewhere.db").rename(folder / "tianye.db")
    screen(start).press("再试一次")
    assert isinstance(start.window.page, Unlock)


def test_an_empty_database_is_said_before_the_passphrase_and_promises_nothing(start: Program, folder: Path) -> None:
    (folder / "tianye.db").write_bytes(b"")
    start.desks.look_at(folder)
    assert trouble(start) == "database.empty"
    texts = screen(start).texts()
    assert "钥匙在，数据库是空的，什么都读不出来。" in texts
    # whose folder it is cannot be known before it is opened: what is said holds for a laptop and for headquarters
    assert "这里什么都没有动。下乡的电脑交给过总部的，总部那边有。" in texts
    assert any("总部的电脑先什么都别动，找懂电脑的人" in text for text in texts)
    assert screen(start).button("从备份恢复")
    assert not any("已经记下的都在" in text for text in texts)
    start.language.choose("en")
    assert "The keys are here, but the database is empty: nothing can be read from it." in screen(start).texts()


def spoil(database: Path, first: int) -> None:
    """Break the seal of each page from the one numbered `first` (0 is the first of all)."""
    raw = bytearray(database.read_bytes())
    for at in range(first * PAGE, len(raw), PAGE):
        raw[at + 100] ^= 1
    database.write_bytes(raw)


@pytest.mark.parametrize("whole_pages", [24, 60, 100])
def test_damage_that_is_met_behind_the_door_leads_out_again(
    program: Program, settled: Settled, tmp_path: Path, whole_pages: int
) -> None:
    story = days.morning().copied(tmp_path / "story")
    spoil(story.folder / "laptop-1" / "tianye.db", whole_pages)
    program.desks.world = story.world()
    program.window.show()
    program.desks.open(story.folder / "laptop-1", days.PASSPHRASE, program.desks.say_trouble)
    settled()
    assert trouble(program) == "database.damaged"
    assert program.stage.desk is None
    texts = screen(program).texts()
    assert "数据库有一处坏了，读不出来。" in texts
    assert not program.window.notices.isVisible()
    screen(program).press("从备份恢复")
    assert isinstance(program.window.page, Restore)
    # the folder was let go: another program may copy it or look at it
    assert look_at(story.folder / "laptop-1") is FolderState.WHOLE


def test_missing_keys_are_said(start: Program, folder: Path) -> None:
    shutil.rmtree(folder / "keys")
    start.desks.look_at(folder)
    assert trouble(start) == "station.keys-missing"


def test_a_newer_program_s_folder_asks_for_an_update(start: Program, folder: Path, settled: Settled) -> None:
    with Station.open(folder, PASSPHRASE, WORLD) as station:
        station.database.execute("INSERT INTO migration VALUES ('9999-later')")
    start.desks.look_at(folder)
    types_passphrase(start, PASSPHRASE)
    settled()
    assert trouble(start) == "database.too-new"
    assert "这台电脑要装新版的田野。给总部打电话要安装文件，装好再打开。" in screen(start).texts()


def test_a_damaged_folder_offers_the_way_back(start: Program, folder: Path, settled: Settled) -> None:
    whole = bytearray((folder / "tianye.db").read_bytes())
    whole[:4096] = bytes(4096)
    (folder / "tianye.db").write_bytes(bytes(whole))
    start.desks.look_at(folder)
    types_passphrase(start, PASSPHRASE)
    settled()
    assert trouble(start).startswith("database.")
    screen(start).press("从备份恢复")
    assert isinstance(start.window.page, Restore)
    QTest.keyClick(start.window.page, Qt.Key.Key_Escape)
    assert isinstance(start.window.page, Trouble)


def test_a_copy_is_noticed_and_the_person_says_which_is_which(
    start: Program, folder: Path, tmp_path: Path, settled: Settled
) -> None:
    types_passphrase(start, PASSPHRASE)
    settled()
    start.stage.lock()
    settled()
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    start.desks.look_at(copy)
    types_passphrase(start, PASSPHRASE)
    settled()
    assert isinstance(start.window.page, Copied)
    assert start.stage.desk is None
    screen(start).press("那一份在用，或者拿不准：关上这一份")
    settled()
    assert isinstance(start.window.page, Unlock)
    with Station.open(copy, PASSPHRASE, WORLD):
        pass
    # asked again each time, until somebody says that it was moved
    types_passphrase(start, PASSPHRASE)
    settled()
    screen(start).press("是搬过来的，那一份没有了：接着用")
    settled()
    assert start.stage.desk is not None
    start.stage.lock()
    settled()
    types_passphrase(start, PASSPHRASE)
    settled()
    assert start.stage.desk is not None


def test_a_folder_with_another_name_is_still_the_same(start: Program, folder: Path, settled: Settled) -> None:
    types_passphrase(start, PASSPHRASE)
    settled()
    start.stage.lock()
    settled()
    renamed = folder.rename(folder.with_name("records of 2026"))
    start.desks.look_at(renamed)
    types_passphrase(start, PASSPHRASE)
    settled()
    assert start.stage.desk is not None


# ---- restoring -----------------------------------------------------------------------------------------------------


@pytest.fixture
def restoring(start: Program, folder: Path, tmp_path: Path) -> Restore:
    """The page with a sound backup of a laptop chosen and a new place given."""
    return restoring_of(start, folder, tmp_path)


def restoring_of(start: Program, folder: Path, tmp_path: Path, of: Path | None = None) -> Restore:
    with Station.open(of or folder, PASSPHRASE, WORLD) as station:
        backup = make_backup(station, tmp_path / "backups")
    shutil.rmtree(folder)
    (folder / "keys").mkdir(parents=True)
    screen(start).press("从备份恢复")
    page = start.window.page
    assert isinstance(page, Restore)
    page.backup.editor.setText(str(backup.path))
    page.place.editor.setText(str(tmp_path / "restored"))
    return page


def test_a_backup_is_restored_beside_and_opened(
    restoring: Restore, start: Program, tmp_path: Path, settled: Settled
) -> None:
    before = [path.name for path in restoring_backups(tmp_path)]
    restoring.passphrase.editor.setText(PASSPHRASE)
    screen(start).press("恢复")
    settled()
    # a laptop is asked nothing: whatever left it since, it goes on under a new identity
    assert start.stage.desk is not None
    assert start.stage.desk.operator == "才仁永藏"
    assert start.desks.folder == tmp_path / "restored"
    assert [path.name for path in restoring_backups(tmp_path)] == before


def restoring_backups(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "backups").rglob("*"))


def test_esc_does_not_leave_while_it_is_being_restored(
    restoring: Restore, start: Program, tmp_path: Path, settled: Settled
) -> None:
    restoring.passphrase.editor.setText(PASSPHRASE)
    restoring.restore()
    QTest.keyClick(restoring, Qt.Key.Key_Escape)
    assert start.window.page is restoring
    settled()
    assert start.desks.folder == tmp_path / "restored"


def test_a_backup_whose_stick_was_pulled_out_is_missing(
    restoring: Restore, tmp_path: Path, start: Program, settled: Settled
) -> None:
    shutil.rmtree(tmp_path / "backups")
    restoring.passphrase.editor.setText(PASSPHRASE)
    restoring.restore()
    settled()
    assert any(text.startswith("没有 ") for text in screen(start).texts())
    QTest.keyClick(restoring, Qt.Key.Key_Escape)
    assert start.window.page is not restoring


def test_a_wrong_passphrase_for_a_backup_is_said_under_its_field(
    restoring: Restore, start: Program, settled: Settled
) -> None:
    restoring.passphrase.editor.setText("three loud yaks")
    screen(start).press("恢复")
    settled()
    assert restoring.passphrase.error.text().startswith("口令不对。")
    assert not restoring.fault.isVisible()


def test_what_is_no_backup_and_a_place_that_is_taken_are_said_under_their_fields(
    restoring: Restore, start: Program, settled: Settled, tmp_path: Path
) -> None:
    good = restoring.backup.editor.text()
    restoring.passphrase.editor.setText(PASSPHRASE)
    restoring.backup.editor.setText(str(tmp_path))
    screen(start).press("恢复")
    settled()
    assert restoring.backup.error.text().startswith("这个文件夹不是本程序的备份。")
    restoring.backup.editor.setText(good)
    restoring.place.editor.setText(str(tmp_path))
    screen(start).press("恢复")
    settled()
    assert not restoring.backup.has_error
    assert restoring.place.error.text().startswith("那里已经有东西")
    assert not restoring.fault.isVisible()


@pytest.mark.parametrize("code", ["database.gone", "database.behind-tip"])
def test_what_may_lie_elsewhere_is_looked_for_before_a_backup_is_taken(start: Program, code: str) -> None:
    start.desks.say_trouble(WorldFault(code, next_step=NextStep.RESTORE_BACKUP, has=812, had=1047))
    page = start.window.page
    assert isinstance(page, Trouble)
    assert [page.elsewhere.kind, page.restoring.kind] == ["primary", "secondary"]
    assert "按“打开别的数据文件夹”" in page.card.texts[2].text()


# ---- the window ----------------------------------------------------------------------------------------------------


def test_a_window_comes_back_to_a_screen_that_is_there(program: Program, qapp: QApplication) -> None:
    program.window.show()
    program.window.setGeometry(QRect(5000, 4000, 900, 700))
    program.window.close()
    second = Window(program.stage)
    try:
        second.show()
        screens = [screen.availableGeometry() for screen in qapp.screens()]
        assert any(_shows_enough(screen, second.frameGeometry()) for screen in screens)
    finally:
        second.close()
        second.deleteLater()


def test_the_newest_good_backup_is_offered_and_damaged_ones_are_named(
    restoring: Restore, start: Program, settled: Settled, folder: Path, tmp_path: Path
) -> None:
    (good,) = [path for path in (tmp_path / "backups").iterdir() if path.is_dir()]
    kept = keeping.automatic_folder(folder)
    shutil.copytree(good, kept / good.name)
    shutil.copytree(good, kept / "damaged")
    (kept / "damaged" / "tianye.db").write_bytes(b"damaged")
    restoring.backup.editor.clear()
    restoring.entered()
    settled()
    assert restoring.backup.editor.text() == str(kept / good.name)
    assert "坏了的：damaged" in restoring.found_line.text()
