"""Pictures of a form are read once at each size, in the order they are seen, and a missing one is no fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from tianye.ui.formview.media import NoFiles, Pictures
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
