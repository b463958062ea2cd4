"""Pictures of a form are read once at each size, in the order they are seen, and a missing one is no fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tianye.ui.app.program import Program
from tianye.ui.formview import multimedia, playing
from tianye.ui.formview.media import Means, NoFiles, Pictures
from tianye.ui.formview.multimedia import Player, as_wave
from tianye.ui.formview.shown_media import ShownMedia
from tianye.ui.messages.dates import ZONE
from ui.test_images import photograph

T = TypeVar("T")


class Shelf(NoFiles):
    """The files of a form; `work` waits until it is let go."""

    def __init__(self, **files: bytes) -> None:
        self.files = files
        self.asked: list[str] = []
        self._waiting: list[Callable[[], object]] = []

    def of_form(self, name: str, make: Callable[[bytes | None], T], then: Callable[[T], object]) -> None:
        self.asked.append(name)
        self._waiting.append(lambda: then(make(self.files.get(name))))

    def bring(self) -> None:
        """Do what waits."""
        while self._waiting:
            self._waiting.pop(0)()


def test_a_picture_is_read_once_for_all_who_want_it(qapp: QApplication) -> None:
    shelf = Shelf(cooker=photograph())
    pictures = Pictures(shelf)
    got: list[QPixmap | None] = []
    for _ in range(3):
        pictures.ask("cooker", QSize(80, 60), 1.0, got.append)
    assert got == []
    shelf.bring()
    pictures.ask("cooker", QSize(80, 60), 1.0, got.append)
    assert shelf.asked == ["cooker"]
    assert [one.size() for one in got if one is not None] == [QSize(45, 60)] * 4


def test_each_size_and_screen_has_its_own(qapp: QApplication) -> None:
    shelf = Shelf(cooker=photograph())
    pictures = Pictures(shelf)
    got: list[QPixmap | None] = []
    pictures.ask("cooker", QSize(80, 60), 2.0, got.append)
    pictures.ask("cooker", QSize(400, 300), 1.0, got.append)
    shelf.bring()
    fine, large = got
    assert fine is not None
    assert large is not None
    assert (fine.size(), fine.devicePixelRatio()) == (QSize(90, 120), 2.0)
    assert large.size() == QSize(225, 300)


def test_a_missing_picture_is_none_and_asked_for_once(qapp: QApplication) -> None:
    shelf = Shelf()
    pictures = Pictures(shelf)
    got: list[QPixmap | None] = []
    for _ in range(2):
        pictures.ask("yak", QSize(80, 60), 1.0, got.append)
        shelf.bring()
    assert got == [None, None]
    assert shelf.asked == ["yak"]


def _shown(shelf: Shelf, qtbot: QtBot, *media: tuple[str, str]) -> ShownMedia:
    shown = ShownMedia(Means.of(lambda: datetime(2026, 6, 12, 9, tzinfo=ZONE), shelf))
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show_media(media, "您见过这样的灶吗？")
    shown.show()
    shelf.bring()
    return shown


def test_the_picture_of_a_question_grows_when_it_is_pressed(program: Program, qtbot: QtBot) -> None:
    files = {"cooker.jpg": photograph(turned=False), "large.jpg": photograph(800, 600, turned=False)}
    shelf = Shelf(**files)
    shown = _shown(shelf, qtbot, ("image", "cooker.jpg"), ("big-image", "large.jpg"))
    (frame,) = shown.frames
    assert frame.accessibleName() == "您见过这样的灶吗？"
    assert frame.accessibleDescription() == "放大"
    small = frame.sizeHint()
    QTest.keyClick(frame, Qt.Key.Key_Space)
    shelf.bring()
    assert frame.sizeHint().width() > small.width()
    assert frame.accessibleDescription() == "缩小"
    assert shelf.asked == ["cooker.jpg", "large.jpg"]
    QTest.mouseClick(frame, Qt.MouseButton.LeftButton)
    assert frame.sizeHint() == small


def test_what_did_not_come_with_the_form_is_a_quiet_line(program: Program, qtbot: QtBot) -> None:
    shown = _shown(Shelf(), qtbot, ("image", "yak.jpg"), ("audio", "yak.mp3"))
    assert shown.missing.text() == "这台电脑上没有：yak.jpg、yak.mp3"
    assert not shown.frames[0].isVisible()
    assert not shown.bars[0].isVisible()


def test_where_nothing_plays_the_sound_is_named(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multimedia, "library", lambda: None)
    shown = _shown(Shelf(**{"song.wav": as_wave(bytes(3200), 16_000)}), qtbot, ("audio", "song.wav"))
    assert shown.bars[0].words.text() == "song.wav：这台电脑放不了声音和视频。"
    assert not shown.bars[0].button.isVisible()


class Drum(Player):
    """A player that plays as long as it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[str] = []
        self.is_on = False

    def play(self, body: bytes, ending: str) -> None:
        self.played.append(ending)
        self.is_on = True

    def stop(self) -> None:
        self.is_on = False


def test_a_sound_is_played_and_falls_silent_when_the_page_is_turned(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drums: list[Drum] = []

    def find() -> Drum:
        drums.append(Drum())
        return drums[-1]

    monkeypatch.setattr(playing.multimedia, "can_play", lambda: True)
    monkeypatch.setattr(playing.multimedia, "find_player", find)
    shown = _shown(Shelf(**{"song.wav": as_wave(bytes(3200), 16_000)}), qtbot, ("audio", "song.wav"))
    (bar,) = shown.bars
    bar.button.setFocus()
    QTest.keyClick(bar.button, Qt.Key.Key_Return)
    assert drums[-1].played == ["wav"]
    drums[-1].moved.emit(61.0)
    assert (bar.button.text(), bar.time.text()) == ("停下", "1:01")
    shown.hide()
    assert not drums[-1].is_on
