"""Nobody who finds the laptop or the stick reads a name, a telephone number or an answer in any file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.services import (
    backups,
    checkin,
    erasing,
    forms_library,
    founding,
    interviews,
    keeping,
    operators,
    registration,
    rescue,
    surveys,
)
from tianye.services.erasing import Why
from tianye.services.founding import Rights
from tianye.services.interviews import Interview
from tianye.services.station import Station
from tianye.services.undo import undo_last
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
NAME, LATER_NAME, WALK_IN, ALIAS = "格桑央金哨", "格桑德吉哨", "尕松文毛哨", "小央哨兵名"
PHONE, LATER_PHONE = "13908675309", "13908675311"
ANSWER, DRAFTED, HELD = "我家的土豆今年卖得不好哨", "这个答案还没有写完哨", "没有名字的人这样说哨"
ON_PICTURES = "照片背后写着的字哨"
PICTURE = ON_PICTURES.encode()
NUMBER = "632701198803120023"
SCANNED = "谁也没有给过这张卡哨"
OPERATOR, HERS, HER_NEW = "拉毛才让哨", "她自己的口令哨 七月", "她后来的口令哨 八月"
SENTINELS = (
    *(NAME, LATER_NAME, WALK_IN, ALIAS, PHONE, LATER_PHONE, ANSWER, DRAFTED, HELD, NUMBER, SCANNED, PASSPHRASE),
    *(OPERATOR, HERS, HER_NEW, ON_PICTURES),
)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")

FORM = """
| survey |
| | type | name | label |
| | text | said | 您想说什么 |
| | image | photo | 拍一张 |
| settings |
| | form_id | version | form_title |
| | voice | 1 | 意见 |
"""


def readable(*folders: Path) -> list[tuple[str, str, str]]:
    """Return (file, sentinel, encoding) of everything that can be read in clear below some folders."""
    return [
        (path.name, sentinel, encoding)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for sentinel in SENTINELS
        for encoding in ENCODINGS
        if sentinel.encode(encoding) in content
    ]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path / "town")
    yield town
    town.close()


def prepare(hq: Desk, folder: Path) -> None:
    form = folder / "voice.md"
    form.write_text(FORM, encoding="utf-8")
    forms_library.add_form(hq.station, form)
    with hq.station.command("plan") as command:
        training = command.new_subject()
        command.add("training.planned", training, {"code": "YS", "county": YUSHU}, is_new=True)
        session = {"code": "YS-am", "training": training, "on": "2026-06-12"}
        command.add("session.planned", command.new_subject(), session, is_new=True)
    said = {"name": NAME, "alias": ALIAS, "phone": PHONE, "place": "632701100001", "resident_number": NUMBER}
    registration.register(hq.station, registration.make_fields(said), {"attendance": "given"})


def a_day(desk: Desk) -> None:
    """Everything a laptop does with what people say."""
    station, session = desk.station, desk.session("YS-am")
    person = desk.knows(NAME)
    desk.checks_in(PHONE[-4:], "YS-am")
    registration.correct(station, person.id, {"name": LATER_NAME, "phone": LATER_PHONE})
    fields = registration.make_fields({"name": WALK_IN, "resident_number": NUMBER})
    checkin.walk_in(station, session, fields, {"attendance": "given"})
    checkin.check_in(station, session, f"TY:{SCANNED}")
    form = surveys.get_form(station, "voice")
    for who, text, keep in ((person.id, ANSWER, False), (person.id, DRAFTED, True), (None, HELD, False)):
        context = surveys.Context(person=who, session=session.id)
        interview = Interview(surveys.begin(station, form, context))
        for body in (b"\xff\xd8\xff" + PICTURE, b"\xff\xd8\xff" + PICTURE * 30_000):
            # the longer one is a file beside the database, but for nobody's
            interviews.attach(station, interview, ref="/data/photo", body=body, ending="jpg")
        surveys.fill(station, interview.filling, {"said": text}, keep_draft=keep)
    added = operators.add(station, OPERATOR, Rights.FACILITATOR, HERS)
    operators.switch(station, HERS)
    operators.change_passphrase(station, HERS, HER_NEW)
    operators.switch(station, PASSPHRASE)
    operators.remove(station, added)
    registration.correct(station, person.id, {"alias": LATER_NAME})
    undo_last(station)
    with pytest.raises(UserFault):
        desk.knows(SCANNED)


def test_nothing_personal_can_be_read_in_any_file(town: Town, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    hq = town.headquarters()
    prepare(hq, scratch)
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    a_day(desk)
    # the write-ahead log holds the day: what a thief finds who pulls the plug
    assert (desk.station.folder / "tianye.db-wal").stat().st_size > 0
    tips = desk.station.world.tips
    assert tips is not None
    assert list(tips.iterdir())
    assert readable(town.folder, tips) == []
    assert town.carry_stick(desk).new > 0
    town.sends_receipt(desk)
    checkin.close_session(desk.station, desk.session("YS-am"))
    town.carry_stick(desk)
    assert hq.knows(LATER_NAME).phone == LATER_PHONE
    kept = [answers for (answers,) in hq.station.database.rows("SELECT answers FROM response")]
    assert any(ANSWER in answers for answers in kept)
    assert any(HELD in answers for answers in kept)
    assert readable(town.folder) == []
    town.close()
    assert readable(town.folder, tips) == []
    carried = [path for desk in town.desks.values() for path in desk.stick.iterdir()]
    assert len(carried) == 4


def test_nothing_personal_stands_in_backups_rescued_folders_or_after_an_erasure(town: Town, tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    hq = town.headquarters()
    prepare(hq, scratch)
    desk = town.desk("玉树")
    town.enrols(desk, YUSHU)
    town.sends_pack(desk)
    a_day(desk)
    drive = tmp_path / "drive"
    drive.mkdir()
    keeping.choose_stick(desk.station, drive)
    written = keeping.keep_now(desk.station, [drive])
    assert written.here is not None
    assert written.stick is not None
    assert readable(town.folder, drive) == []
    backups.restore_backup(written.stick.path, tmp_path / "restored", PASSPHRASE)
    desk.station.close()
    rescue.rescue_folder(desk.station.folder, tmp_path / "rescued", PASSPHRASE, desk.station.world)
    assert readable(tmp_path / "restored", tmp_path / "rescued") == []
    erasing.order_person(hq.station, hq.knows(NAME).id, Why.WITHDRAWN)
    erasing.carry_out(hq.station)
    assert readable(town.folder) == []


_WORK = """
import sys, os
from pathlib import Path
from faults.test_at_rest import a_day, YUSHU, prepare
from tianye.services import keeping
from town import Town
folder = Path(sys.argv[1])
town = Town(folder / "town")
scratch = folder / "scratch"
scratch.mkdir()
prepare(town.headquarters(), scratch)
desk = town.desk("laptop")
town.enrols(desk, YUSHU)
town.sends_pack(desk)
a_day(desk)
wanted = keeping.due(desk.station)
def die(left, total):
    os.kill(os.getpid(), 9)
keeping.write(wanted, die)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signal that nobody can catch")
def test_nothing_personal_is_left_by_a_program_that_was_killed(tmp_path: Path) -> None:
    """Killed in the middle of a day and of a backup: also what lies in temporary, profile and cache folders."""
    homes = {name: tmp_path / name for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    for home in homes.values():
        home.mkdir()
    root = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join((str(root / "app"), str(root / "tests")))
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _WORK, str(work)],
        env=os.environ | {"PYTHONPATH": paths} | {name: str(home) for name, home in homes.items()},
        check=False,
        timeout=120,
    )
    assert done.returncode == -9
    assert list((work / "town" / "laptop" / "backup").rglob("*.part"))
    (work / "scratch" / "voice.md").unlink()
    assert readable(work, *homes.values()) == []


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    for sentinel in SENTINELS:
        for encoding in ENCODINGS:
            (tmp_path / "file").write_bytes(b"\0before" + sentinel.encode(encoding) + b"after\xff")
            assert ("file", sentinel, encoding) in readable(tmp_path)


def open_to_others(folder: Path) -> list[str]:
    """Return what of a data folder somebody else at this computer could get at."""
    names = [folder, folder / "keys", *folder.glob("tianye.db*"), *(folder / "keys").iterdir()]
    return [str(path.relative_to(folder)) for path in names if path.stat().st_mode & 0o077]


@pytest.mark.skipif(os.name != "posix", reason="rights of files are another thing there")
def test_nobody_else_at_this_computer_gets_at_a_data_folder(town: Town, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        desk = town.desk("玉树")
        founding.found(
            tmp_path / "founded",
            "laptop",
            name="湘西",
            operator=OPERATOR,
            passphrase=PASSPHRASE,
            world=desk.station.world,
        )
        assert open_to_others(tmp_path / "founded") == []
        folder = desk.station.folder
        assert open_to_others(folder) == []
        hers = operators.add(desk.station, OPERATOR, Rights.FACILITATOR, HERS)
        operators.remove(desk.station, hers)
        assert open_to_others(folder) == [], "under its new key too"
        made = backups.make_backup(desk.station, tmp_path / "disk").path
        desk.station.close()
        assert not made.stat().st_mode & 0o077
        backups.restore_backup(made, tmp_path / "restored", PASSPHRASE, world=desk.station.world)
        rescue.rescue_folder(folder, tmp_path / "rescued", PASSPHRASE, desk.station.world)
        for other in ("restored", "rescued"):
            assert not (tmp_path / other).stat().st_mode & 0o077
        # as earlier releases left it, and with more taken away by whoever owns it
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        folder.chmod(0o577)
        desk.station = Station.open(folder, PASSPHRASE, desk.station.world)
        assert open_to_others(folder) == []
        assert folder.stat().st_mode & 0o777 == 0o500
        folder.chmod(0o700)
    finally:
        os.umask(before)
