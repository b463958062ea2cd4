"""Play the stories of three people in a real window: `python tests/real/play.py DIR`; see README.md in this folder.

Starts an X server and a session bus of its own, plays, then opens the data folders and counts what is in them. Exit
status 0 where everything that was done on the screen is on the disk, at both ends.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SESSION = "QH-SOLAR-0613-AM"
COUNTY = "632701"
SCREEN = "1366x768x24"


def main(folder: Path) -> int:
    """Prepare, play, count."""
    lacking = [name for name in ("Xvfb", "xdotool", "import", "dbus-run-session") if shutil.which(name) is None]
    if lacking:
        sys.stderr.write(f"missing on this machine: {', '.join(lacking)}\n")
        return 4
    folder.mkdir(parents=True)
    from tianye.services import demo, demonstration

    story = folder / "demo"
    played = demo.play_until_second_morning(story)
    demonstration.Demonstration(story, played.now_ms).keep_time()
    cast = chosen(story, set(played.badges.values()))
    (folder / "cast.json").write_text(json.dumps(cast, ensure_ascii=False), encoding="utf-8")
    before = present(story / "laptop-1")
    play(folder)
    came = present(story / "laptop-1") - before
    at_headquarters = present(story / "hq")
    told = f"came through the window: {len(came)}; of these at headquarters: {len(came & at_headquarters)}"
    sys.stdout.write(f"{told}\n")
    return 0 if len(came) == cast["expected"] and came <= at_headquarters else 1


def chosen(story: Path, badges: set[str]) -> dict[str, object]:
    """Return who comes: two by badge, one by a name in Chinese, one by a name in Tibetan, none of them here yet."""
    from tianye.domain import badges as codes
    from tianye.services import demo, listing
    from tianye.services.station import Station

    here = present(story / "laptop-1")
    with Station.open(story / "laptop-1", demo.PASSPHRASE) as station:
        people = [row for row in listing.all_people(station, county=COUNTY) if row.id not in here and row.sex == "f"]
    names = [row.name for row in people]
    single = [row for row in people if names.count(row.name) == 1]
    text_of = {codes.decode(text).person: text for text in badges}
    by_badge = [row for row in single if row.id in text_of][:2]
    rest = [row for row in single if row not in by_badge]
    tibetan = next(row for row in rest if row.name_bo)
    chinese = next(row for row in rest if row.id != tibetan.id)
    return {
        "badges": [text_of[row.id] for row in by_badge],
        "badge_names": [row.name for row in by_badge],
        "chinese": chinese.name,
        "tibetan": tibetan.name_bo,
        "tibetan_name": tibetan.name,
        # and one who is new
        "expected": 5,
    }


def present(folder: Path) -> set[bytes]:
    """Return who is at the session, as a data folder knows it."""
    from tianye.services import checkin, demo, listing
    from tianye.services.station import Station

    with Station.open(folder, demo.PASSPHRASE) as station:
        rows = listing.attendance_of(station, checkin.get_session(station, SESSION))
    return {row.person for row in rows if row.is_present}


def play(folder: Path) -> None:
    """Run the story under an X server and a session bus of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        display = f":{told.readline().strip()}"
    home, runtime = folder / "home", folder / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "DISPLAY": display,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "TIANYE_PYTHON": sys.executable,
        "TIANYE_APP": str(ROOT / "app"),
    }
    environment.pop("PYTHONPATH", None)
    try:
        story = [str(Path(__file__).with_name("story.py")), str(folder)]
        subprocess.run(
            ["dbus-run-session", "--", "/usr/bin/python3", *story], env=environment, check=True, stderr=sys.stderr
        )
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "app"))
    sys.exit(main(Path(sys.argv[1])))
