"""Whether there is a screen to show a window on. Asked before Qt is loaded, which would end the process without one."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

NO_SCREEN = (
    "There is no screen here, so Tianye cannot open its window. / 这里没有屏幕，田野的窗口打不开。\n"
    "Every command works without one: see `tianye --help`. / 不用窗口也能做事：看 `tianye --help`。\n"
)
EXIT_STATUS = 4


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Say whether a window can be shown; on Windows and macOS the system always has a screen."""
    if platform in ("win32", "darwin", "cygwin"):
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"))
