"""Nobody who finds the laptop or the stick reads a name, a telephone number or an answer in any file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tianye.domain.errors import UserFault
from tianye.services import checkin, forms_library, registration, surveys
from tianye.services.undo import undo_last
from town import PASSPHRASE, Desk, Town

YUSHU = "632701"
NAME, LATER_NAME, WALK_IN, ALIAS = "格桑央金哨", "格桑德吉哨", "尕松文毛哨", "小央哨兵名"
PHONE, LATER_PHONE = "13908675309", "13908675311"
ANSWER, DRAFTED, HELD = "我家的土豆今年卖得不好哨", "这个答案还没有写完哨", "没有名字的人这样说哨"
NUMBER = "632701198803120023"
SCANNED = "谁也没有给过这张卡哨"
SENTINELS = (NAME, LATER_NAME, WALK_IN, ALIAS, PHONE, LATER_PHONE, ANSWER, DRAFTED, HELD, NUMBER, SCANNED, PASSPHRASE)
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")

FORM = """
| survey |
| | type | name | label |
| | text | said | 您想说什么 |
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
        surveys.fill(station, surveys.begin(station, form, context), {"said": text}, keep_draft=keep)
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
    assert readable(town.folder) == []
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
    assert readable(town.folder) == []
    carried = [path for desk in town.desks.values() for path in desk.stick.iterdir()]
    assert len(carried) == 4


def test_what_is_looked_for_would_be_found(tmp_path: Path) -> None:
    for sentinel in SENTINELS:
        for encoding in ENCODINGS:
            (tmp_path / "file").write_bytes(b"\0before" + sentinel.encode(encoding) + b"after\xff")
            assert ("file", sentinel, encoding) in readable(tmp_path)
