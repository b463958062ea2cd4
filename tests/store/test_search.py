"""The likeliest person comes first, and a letter typed costs no more than a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.desk import Desk, person_id
from tianye.domain.kinds import attendance_subject
from tianye.store.queries import people
from tianye.store.queries.people import search_people
from tianye.store.queries.register import Wanted, people_of, register_numbers

TRAINING, YESTERDAY, TODAY, ELSEWHERE = (bytes([number]) * 10 for number in (3, 4, 5, 6))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as opened:
        yield opened


def names(desk: Desk, text: str, **wanted: int) -> list[str | None]:
    return [row.name for row in search_people(desk.database, text, **wanted)]


def came(desk: Desk, session: bytes, number: int) -> None:
    subject = attendance_subject(session, person_id(number))
    desk.says(desk.draft("attendance.marked", subject, {"mark": {"arrived": 540, "how": "search"}}))


def test_the_whole_name_before_its_beginnings_and_then_by_pinyin(desk: Desk) -> None:
    for number, name in enumerate(("马秀英", "马秀", "马秀兰", "毛秀")):
        desk.registers(number, name)
    assert names(desk, "马秀") == ["马秀", "马秀兰", "马秀英"]
    assert names(desk, "mx") == ["马秀", "毛秀", "马秀兰", "马秀英"]
    assert names(desk, "maxiu") == ["马秀", "马秀兰", "马秀英"]
    assert names(desk, "秀") == ["马秀", "毛秀", "马秀兰", "马秀英"]


def test_who_is_called_so_before_those_whose_name_only_ends_so(desk: Desk) -> None:
    desk.says(desk.draft("session.planned", TODAY, {"code": "A", "training": TRAINING}))
    for number, name in enumerate(("才仁卓玛", "卓玛", "阿卓玛", "尕卓玛")):
        desk.registers(number, name)
    desk.registers(9, "卓嘎", name_bo="སྒྲོལ་མ")
    came(desk, TODAY, 0)
    today = desk.log.find_subject("session", TODAY) or 0
    for typed in ("zhuoma", "卓玛", "ZHUO MA"):
        assert names(desk, typed)[0] == names(desk, typed, session=today, is_absent_first=True)[0] == "卓玛", typed
        wanted = register_numbers(desk.database, Wanted(text=typed))
        assert people_of(desk.database, wanted)[0].name == "卓玛"
    assert names(desk, "zm", session=today)[0] == "才仁卓玛"


def test_who_came_to_this_training_comes_first(desk: Desk) -> None:
    for session, training in ((YESTERDAY, TRAINING), (TODAY, TRAINING), (ELSEWHERE, bytes(10))):
        desk.says(desk.draft("session.planned", session, {"code": "A", "training": training}))
    for number, name in enumerate(("马秀", "马秀兰", "马秀英")):
        desk.registers(number, name)
    came(desk, YESTERDAY, 2)
    came(desk, ELSEWHERE, 1)
    today = desk.log.find_subject("session", TODAY) or 0
    assert names(desk, "mx", session=today) == ["马秀英", "马秀", "马秀兰"]
    assert names(desk, "mx", session=today, limit=1) == ["马秀英"]
    undo = desk.draft("attendance.unmarked", attendance_subject(YESTERDAY, person_id(2)), {"undone": True})
    marks = desk.state("attendance.marked", attendance_subject(YESTERDAY, person_id(2))).standing("mark")
    desk.says(undo._replace(supersedes={"mark": marks}))
    assert names(desk, "mx", session=today) == ["马秀", "马秀兰", "马秀英"]


def test_a_telephone_by_its_last_four_to_eight_digits(desk: Desk) -> None:
    desk.registers(1, "卓玛", phone="13912345678")
    desk.registers(2, "扎西", phone="13912395678")
    assert set(names(desk, "5678")) == {"卓玛", "扎西"}
    for tail in ("45678", "345678", "2345678", "12345678", "13912345678", "139 1234 5678"):
        assert names(desk, tail) == ["卓玛"], tail
    for tail in ("55678", "1345678", "02345678", "678"):
        assert names(desk, tail) == [], tail
    # fewer digits are the beginning of the last eight or of the last four
    assert set(names(desk, "123")) == {"卓玛", "扎西"}


def test_nobody_is_listed_twice_and_no_more_than_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        desk.registers(number, "马马马", phone=f"139{number:08d}")
    found = search_people(desk.database, "m", limit=7)
    assert len(found) == len({row.no for row in found}) == 7
    monkeypatch.setattr(people, "SEARCH_LIMIT", 5)
    assert len(search_people(desk.database, "m")) <= 5


def test_signs_of_the_query_language_are_only_text(desk: Desk) -> None:
    desk.registers(1, "卓玛")
    for text in ("%", "_", "'", '"', "*", "#", "x' OR 1=1 --", "\U0010ffff", "卓%"):
        assert names(desk, text) == (["卓玛"] if text == "卓%" else []), text
