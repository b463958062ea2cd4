"""Makes the data folder that stands for this release: `PYTHONPATH=app:tests python
tests/history/make.py`, once for each release.

It is small and complete: a laptop that installed a pack, with people, check-ins, an answer and a draft, packed as a zip
with a page that says what must be found in it. A folder once made is never made again.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

from tianye import __version__
from tianye.exchange import keys
from tianye.services import backups, checkin, forms_library, registration, surveys
from tianye.services.station import Station, World
from tianye.store.migrations import STEPS
from town import PASSPHRASE, Town, TownClock

HERE = Path(__file__).resolve().parent
NAMES = ("卓玛才让", "马秀英", "央金措毛")
FORM = """
| survey |
| | type | name | label |
| | text | said | 您想说什么 |
| settings |
| | form_id | version | form_title |
| | voice | 1 | 意见 |
"""


def make(folder: Path) -> Path:
    """Write the folder of this release and what must be found in it; returns the zip."""
    with tempfile.TemporaryDirectory() as scratch:
        laptop, backup = _play(Path(scratch))
        path = folder / f"{__version__}-{len(STEPS)}.zip"
        with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as packed:
            for root, name in ((laptop, "laptop"), (backup, "backup")):
                for file in sorted(root.rglob("*")):
                    if file.is_file() and "backup" not in file.relative_to(root).parts:
                        packed.write(file, Path(name) / file.relative_to(root))
            packed.writestr("expect.json", json.dumps(found_in(laptop), ensure_ascii=False, indent=1))
    return path


def _play(scratch: Path) -> tuple[Path, Path]:
    town = Town(scratch / "town")
    hq = town.headquarters().station
    form = scratch / "voice.md"
    form.write_text(FORM, encoding="utf-8")
    forms_library.add_form(hq, form)
    with hq.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": "632701"}, is_new=True)
        command.add(
            "session.planned",
            command.new_subject(),
            {"code": "YS-am", "training": training, "on": "2026-06-12"},
            is_new=True,
        )
    for number, name in enumerate(NAMES):
        said = {"name": name, "phone": f"1399701000{number}", "place": "632701100001"}
        registration.register(hq, registration.make_fields(said), {"attendance": "given"})
    desk = town.desk("玉树")
    town.enrols(desk, "632701")
    town.sends_pack(desk)
    for name in NAMES[:2]:
        desk.checks_in(name, "YS-am")
    session = desk.session("YS-am")
    voice = surveys.get_form(desk.station, "voice")
    person = desk.knows(NAMES[0]).id
    for text, keep in (("土豆卖得好", False), ("还没写完", True)):
        filling = surveys.begin(desk.station, voice, surveys.Context(person=person, session=session.id))
        surveys.fill(desk.station, filling, {"said": text}, keep_draft=keep)
    backup = backups.make_backup(desk.station, scratch / "backups").path
    town.close()
    return desk.station.folder, backup


def found_in(folder: Path) -> dict[str, object]:
    """Return what a person would find in a folder of the history; every later release has to find the same."""
    with open_old(folder) as station:
        session = checkin.get_session(station, "YS-am")
        rows = station.database.rows("SELECT answers FROM response")
        return {
            "people": {
                row.name: row.phone for name in NAMES for row in [registration.get_person(station, name)] if row.name
            },
            "present": checkin.counts(station, session)[0],
            "answers": [json.loads(answers) for (answers,) in rows],
            "drafts": len(surveys.all_drafts(station)),
            "operations": station.log.count(),
        }


def open_old(folder: Path) -> Station:
    """Open a folder of the history."""
    clock = TownClock(0)
    clock.set("2026-12-01 09:00")
    return Station.open(folder, PASSPHRASE, World(wall_ms=clock, cost=keys.CHEAP))


if __name__ == "__main__":
    make(HERE / "folders")
