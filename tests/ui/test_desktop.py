"""The window on other people's desktops: how Chinese is typed, and by what it is known in the task bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from tianye.ui.app.desktop import choose_input_method, introduce, spare_other_programs

PLUGINS = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_fcitx_is_reached_through_the_plugin_that_is_there(asked: str) -> None:
    environment = {"QT_IM_MODULE": asked, "LANG": "zh_CN.UTF-8"}
    choose_input_method(environment, PLUGINS)
    assert environment == {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1", "LANG": "zh_CN.UTF-8"}
    assert list((PLUGINS / "platforminputcontexts").glob("*ibus*"))


def test_a_plugin_for_fcitx_that_somebody_added_is_used(tmp_path: Path) -> None:
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()
    environment = {"QT_IM_MODULE": "fcitx"}
    choose_input_method(environment, tmp_path)
    assert environment == {"QT_IM_MODULE": "fcitx"}


@pytest.mark.parametrize("environment", [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "compose"}])
def test_every_other_choice_is_left_alone(environment: dict[str, str]) -> None:
    before = dict(environment)
    choose_input_method(environment, PLUGINS)
    assert environment == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"LD_LIBRARY_PATH": "/ours"}, {}),
        ({"LD_LIBRARY_PATH": "/ours:/theirs", "LD_LIBRARY_PATH_ORIG": "/theirs"}, {"LD_LIBRARY_PATH": "/theirs"}),
    ],
)
def test_a_viewer_does_not_load_our_libraries(before: dict[str, str], after: dict[str, str]) -> None:
    frozen, installed = dict(before), dict(before)
    spare_other_programs(frozen, is_frozen=True)
    spare_other_programs(installed, is_frozen=False)
    assert (frozen, installed) == (after, before)


def test_the_task_bar_shows_the_sign(qapp: QApplication) -> None:
    """Its ground, and in its fourth field the ripe one."""
    introduce(qapp)
    assert qapp.desktopFileName() == "tianye"
    for size in (16, 32, 64, 128):
        picture = qapp.windowIcon().pixmap(size, size).toImage()
        assert picture.size().width() == size
        colours = {picture.pixelColor(x, y).name() for x in range(size) for y in range(size)}
        assert {"#143b4c", "#e3a82b", "#f5f2ea"} <= colours
        assert picture.pixelColor(0, 0).alpha() < QColor("black").alpha()
