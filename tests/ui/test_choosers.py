"""Choosing files and folders: where the dialog begins, in which words it speaks, and what a mistyped name meets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from tianye.exchange import keys
from tianye.services.demonstration import Demonstration
from tianye.ui.app.program import Program
from tianye.ui.parts.choosers import Chooser, ask_for_file, ask_where_to_save, choose_files, first_folder
from ui import days


@pytest.fixture
def parent(program: Program) -> QWidget:
    program.window.show()
    return program.window


def name_field(dialog: QWidget) -> QLineEdit:
    found = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(found, QLineEdit)
    return found


def test_a_dialog_begins_among_the_documents_and_then_where_one_was_last(
    parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dialog = ask_for_file(parent, "A list", "Lists (*.xlsx)", list)
    assert Path(dialog.directory().absolutePath()) == first_folder() != tmp_path
    dialog.reject()
    lists = tmp_path / "lists"
    lists.mkdir()
    (lists / "people.xlsx").write_bytes(b"x")
    chosen: list[Path] = []
    dialog = ask_for_file(parent, "A list", "Lists (*.xlsx)", chosen.append)
    dialog.setDirectory(str(lists))
    dialog.selectFile("people.xlsx")
    dialog.accept()
    assert chosen == [lists / "people.xlsx"]
    dialog = ask_where_to_save(parent, "A sheet", "sheet.html", "HTML (*.html)", list)
    assert Path(dialog.directory().absolutePath()) == lists
    dialog.reject()


def test_in_the_demonstration_it_begins_where_files_are_carried(program: Program) -> None:
    story = days.borrow(days.morning())
    program.desks.show_doors(Demonstration(story.folder, story.now_ms, keys.CHEAP))
    assert first_folder() == story.folder / "exchange"
    # the next start, without a demonstration, knows nothing of it
    second = Program(story.folder / "screens.ini")
    second.stop()
    second.window.deleteLater()
    assert first_folder() != story.folder / "exchange"


def test_a_folder_chosen_in_one_demonstration_is_offered_in_no_other_place(program: Program, tmp_path: Path) -> None:
    stage = program.stage
    for played, kept in ((None, "own"), (tmp_path / "first", "carried"), (tmp_path / "second", "")):
        stage.played = played
        assert stage.find_folder("exchange/folder") is None
        if kept:
            stage.keep_folder("exchange/folder", tmp_path / kept)
            assert stage.find_folder("exchange/folder") == tmp_path / kept
    stage.played = tmp_path / "first"
    assert stage.find_folder("exchange/folder") == tmp_path / "carried"
    stage.played = None
    assert stage.find_folder("exchange/folder") == tmp_path / "own"


def test_whoever_sits_down_in_a_demonstration_is_in_it(program: Program, field: days.Played) -> None:
    assert program.stage.played is None
    story = days.borrow(days.morning())
    program.desks.show_doors(Demonstration(story.folder, story.now_ms, keys.CHEAP))
    program.desks.open(story.folder / "laptop-1", days.PASSPHRASE)
    days.settle(program)
    assert program.stage.played == story.folder


@pytest.mark.parametrize("percent", [100, 200])
def test_the_dates_can_be_read_and_no_kind_stands_there_in_english(
    parent: QWidget, program: Program, tmp_path: Path, percent: int, qtbot: QtBot
) -> None:
    program.theme.choose("light", percent)
    (tmp_path / "一个文件夹").mkdir()
    (tmp_path / "名单.xlsx").write_bytes(b"x")
    dialog = ask_for_file(parent, "名单", "名单 (*.xlsx)", list)
    dialog.setDirectory(str(tmp_path))
    table = dialog.findChild(QTreeView, "treeView")
    assert isinstance(table, QTreeView)
    qtbot.waitUntil(lambda: table.model().rowCount(table.rootIndex()) == 2)
    header = table.header()
    shown = [
        header.model().headerData(column, Qt.Orientation.Horizontal)
        for column in range(header.count())
        if not header.isSectionHidden(column)
    ]
    assert len(shown) == 3
    assert not any(word.isascii() for word in shown)
    qtbot.waitUntil(lambda: table.columnWidth(3) >= table.sizeHintForColumn(3))
    assert header.length() <= table.viewport().width()
    dialog.reject()


def test_every_word_of_the_dialog_is_chinese(parent: QWidget) -> None:
    dialog = ask_for_file(parent, "名单", "名单 (*.xlsx)", list)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    buttons = [button.text() for button in dialog.findChildren(QPushButton) if button.text()]
    assert labels
    assert buttons
    for text in labels + buttons:
        assert any("\u4e00" <= letter <= "\u9fff" for letter in text), text
    dialog.reject()


def test_a_mistyped_name_is_said_in_the_dialog_and_opens_no_box(parent: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    dialog = ask_for_file(parent, "名单", "名单 (*.xlsx)", chosen.append)
    dialog.setDirectory(str(tmp_path))
    editor = name_field(dialog)
    editor.setText("poeple.xlsx")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)]
    assert "没有这个文件：" in [label.text() for label in dialog.findChildren(QLabel)]
    assert editor.selectedText() == "poeple.xlsx"
    (tmp_path / "people.xlsx").write_bytes(b"x")
    QTest.keyClicks(editor, "people.xlsx")
    assert "没有这个文件：" not in [label.text() for label in dialog.findChildren(QLabel)]
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert chosen == [tmp_path / "people.xlsx"]


def test_several_files_are_chosen_at_once(parent: QWidget, tmp_path: Path) -> None:
    for name in ("a.tianye", "b.tianye"):
        (tmp_path / name).write_bytes(b"x")

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Chooser)
        name_field(dialog).setText('"a.tianye" "b.tianye"')
        dialog.accept()

    QTimer.singleShot(0, choose)
    assert [path.name for path in choose_files(parent, "包", tmp_path)] == ["a.tianye", "b.tianye"]
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    assert choose_files(parent, "包", tmp_path) == []
