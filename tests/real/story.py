"""The story itself, run by `play.py` under the system's Python: scans, Chinese and Tibetan typed into a real window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from screen import RealScreen

PASSPHRASE = "tianye-demo"
PIN = "2468"
NEWCOMER = "欧阳雪莲"


def main(folder: Path) -> None:
    """Play with the people of `cast.json`."""
    cast = json.loads((folder / "cast.json").read_text(encoding="utf-8"))
    bus = subprocess.Popen(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"], stderr=subprocess.DEVNULL)
    screen = RealScreen(folder)
    program = subprocess.Popen(
        [os.environ["TIANYE_PYTHON"], "-m", "tianye", "demo", "--dir", str(folder / "demo")],
        env={**os.environ, "PYTHONPATH": os.environ["TIANYE_APP"]},
    )
    try:
        at_the_door(screen, cast)
        at_the_kiosk(screen, cast)
        hand_over(screen, folder)
        at_headquarters(screen, folder)
        # the battery is empty: what was acknowledged is on the disk
        program.kill()
    finally:
        for process in (program, bus):
            if process.poll() is None:
                process.terminate()
                process.wait()


def at_the_door(screen: RealScreen, cast: dict[str, list[str]]) -> None:
    """A badge, a name in Chinese, a name in Tibetan, somebody new."""
    screen.waits_for("三扇门")
    screen.takes_keys()
    screen.picture("three-doors")
    screen.clicks("玉树一号")
    screen.waits_for("继续签到")
    screen.picture("today")
    screen.clicks("继续签到")
    screen.waits_for("结束签到")
    screen.types(cast["badges"][0])
    screen.presses("Return")
    screen.waits_for(f"{cast['badge_names'][0]}，", "已签到")
    screen.picture("scanned")
    screen.types(str(cast["chinese"]))
    screen.waits_for("找到 1 人")
    screen.presses("Return")
    screen.waits_for(f"{cast['chinese']}，")
    screen.types(str(cast["tibetan"]))
    screen.waits_for("找到")
    screen.picture("tibetan")
    screen.presses("Return")
    screen.waits_for(f"{cast['tibetan_name']}，")
    screen.presses("F2")
    screen.waits_for("登记并签到")
    screen.types(NEWCOMER)
    screen.picture("somebody-new")
    screen.presses("ctrl+Return")
    screen.waits_for(f"{NEWCOMER}，")
    screen.picture("registered")
    screen.presses("Escape")
    screen.waits_for("门口自助签到")


def at_the_kiosk(screen: RealScreen, cast: dict[str, list[str]]) -> None:
    """The PIN, a badge, green; the passphrase leads out."""
    screen.clicks("门口自助签到")
    screen.waits_for("按好了")
    screen.takes_keys()
    for _ in range(2):
        screen.types(PIN)
        screen.presses("Return")
        time.sleep(0.5)
    screen.waits_for("组长")
    screen.picture("kiosk")
    screen.types(cast["badges"][1])
    screen.waits_for(cast["badge_names"][1])
    screen.picture("kiosk-green")
    screen.waits_for("组长")
    screen.clicks("组长")
    screen.waits_for("按好了")
    screen.types(PIN)
    screen.presses("Return")
    screen.waits_for("去整个程序")
    screen.clicks("去整个程序")
    screen.waits_for("打开")
    screen.types(PASSPHRASE)
    screen.presses("Return")
    screen.waits_for("继续签到")
    screen.takes_keys()


def hand_over(screen: RealScreen, folder: Path) -> None:
    """A bundle into a folder that is carried by hand."""
    carried = folder / "carried"
    carried.mkdir()
    screen.presses("alt+5")
    screen.waits_for("只在本机")
    screen.picture("hand-over")
    screen.clicks("存成文件")
    choose_in_dialog(screen, carried)
    screen.picture("folder-chosen")
    screen.clicks("写进文件夹")
    screen.waits_for("写好了")
    screen.picture("handed-over")


def at_headquarters(screen: RealScreen, folder: Path) -> None:
    """Through the other door: the bundle is taken in, the figures are looked at."""
    screen.presses("ctrl+l")
    screen.waits_for("三扇门")
    screen.clicks("总部")
    screen.waits_for("收上报包")
    screen.clicks("收上报包")
    (bundle,) = (folder / "carried").glob("*.tianye")
    choose_in_dialog(screen, bundle)
    screen.waits_for("1 个有新内容，收下了。")
    screen.picture("taken-in")
    screen.presses("alt+6")
    screen.waits_for("参训人数")
    screen.picture("figures")


def choose_in_dialog(screen: RealScreen, path: Path) -> None:
    """Type a path into the dialog that has the keyboard, and take it."""
    time.sleep(1)
    screen.takes_keys()
    screen.types(str(path))
    screen.presses("Return")
    time.sleep(1)
    screen.takes_keys()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
