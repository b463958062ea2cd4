"""Answers with pictures and sounds: whoever does not read finds hers by looking and listening."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.forms.definition import Kind
from tianye.forms.nodes import Choice, Node
from tianye.ui.app.program import Program
from tianye.ui.formview import sounding
from tianye.ui.formview.choosing import RowsEditor
from tianye.ui.formview.media import Means
from tianye.ui.formview.sounding import SoundButton
from tianye.ui.messages.dates import ZONE
from ui.test_form_media import Drum, Shelf
from ui.test_images import photograph


class Asked:
    """A question with pictures, on a screen of its own."""

    def __init__(self, qtbot: QtBot, appearance: str, *choices: Choice) -> None:
        self.shelf = Shelf(**{"cow.jpg": photograph(turned=False), "a.wav": b"RIFF", "b.wav": b"RIFF"})
        node = Node("/d/a", Kind.SELECT_ONE, name="a", label="养什么？", choices=choices, appearance=appearance)
        self.editor = RowsEditor(node, Means.of(lambda: datetime(2026, 6, 12, tzinfo=ZONE), self.shelf))
        qtbot.addWidget(self.editor)
        self.editor.show_node(node, None)
        self.editor.resize(900, 500)
        self.editor.show()
        self.editor.activateWindow()
        qtbot.waitUntil(self.editor.isActiveWindow)
        self.given: list[str] = []
        self.editor.given.connect(self.given.append)
        self.shelf.bring()

    def pictured(self) -> list[bool]:
        return [row._picture is not None for row in self.editor.rows.rows]


@pytest.fixture
def drums(monkeypatch: pytest.MonkeyPatch) -> list[Drum]:
    """Players that were asked for."""
    made: list[Drum] = []

    def find() -> Drum:
        made.append(Drum())
        return made[-1]

    monkeypatch.setattr(sounding.multimedia, "can_play", lambda: True)
    monkeypatch.setattr(sounding.multimedia, "find_player", find)
    return made


def test_pictures_stand_over_the_words_and_are_answered_by_digits(program: Program, qtbot: QtBot) -> None:
    cow, fish = Choice("cow", "牛", (("image", "cow.jpg"),)), Choice("fish", "鱼", (("image", "lost.jpg"),))
    asked = Asked(qtbot, "", cow, fish)
    assert asked.pictured() == [True, False]
    heights = [row.height() for row in asked.editor.rows.rows]
    assert heights[0] == heights[1] > 120
    asked.editor.rows.rows[0].setFocus()
    QTest.keyClick(asked.editor.rows.rows[0], Qt.Key.Key_2)
    assert asked.given == ["fish"]


def test_a_picture_without_words_is_called_by_its_value(program: Program, qtbot: QtBot) -> None:
    asked = Asked(qtbot, "compact", Choice("cow", "", (("image", "cow.jpg"),)), Choice("fish", "", ()))
    assert [row.accessibleName() for row in asked.editor.rows.rows] == ["cow", "fish"]
    assert [row.answer.words for row in asked.editor.rows.rows] == ["", "fish"]


def test_steps_of_a_line_have_small_pictures(program: Program, qtbot: QtBot) -> None:
    asked = Asked(
        qtbot, "likert", Choice("1", "不好", (("image", "cow.jpg"),)), Choice("2", "好", (("image", "cow.jpg"),))
    )
    rows = asked.editor.rows.rows
    assert {row.y() for row in rows} == {0}
    assert rows[0].width() == 450
    assert asked.shelf.asked == ["cow.jpg"]


def test_answers_are_heard_one_at_a_time_by_key_and_by_mouse(program: Program, qtbot: QtBot, drums: list[Drum]) -> None:
    asked = Asked(qtbot, "", Choice("a", "甲", (("audio", "a.wav"),)), Choice("b", "乙", (("audio", "b.wav"),)))
    first, second = asked.editor.rows.rows
    assert isinstance(first.sound, SoundButton)
    assert first.sound.accessibleName() == "听一听（P） 甲"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_P)
    asked.shelf.bring()
    assert [drum.is_on for drum in drums] == [True]
    assert second.sound is not None
    QTest.mouseClick(second.sound, Qt.MouseButton.LeftButton)
    asked.shelf.bring()
    assert [drum.is_on for drum in drums] == [False, True]
    assert asked.given == []
    asked.editor.hide()
    assert not drums[1].is_on
    assert QApplication.focusWidget() is not second.sound


def test_where_nothing_plays_that_is_said_once(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounding.multimedia, "can_play", lambda: False)
    asked = Asked(qtbot, "", Choice("a", "甲", (("audio", "a.wav"),)), Choice("b", "乙"))
    assert asked.editor.silent.text() == "这些答案带声音，这台电脑放不了。"
    assert asked.editor.silent.isVisible()
    assert asked.editor.rows.rows[0].sound is None
