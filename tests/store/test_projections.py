"""Read tables say what the log comes to, however it grew; a rebuild makes the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.desk import Desk, person_id
from tianye.domain.kinds import attendance_subject, link_subject
from tianye.store import projections
from tianye.store.queries.people import search_people

SESSION, TRAINING, HOUSEHOLD = (bytes([number]) * 10 for number in (2, 3, 4))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as opened:
        yield opened
        assert opened.rebuilt() == opened.dump()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path, 2) as opened:
        yield opened
        assert opened.rebuilt() == opened.dump()


def found(desk: Desk, text: str) -> set[bytes]:
    return {row.id for row in search_people(desk.database, text)}


def test_search_keys_follow_corrections(desk: Desk) -> None:
    desk.registers(1, "卓玛", phone="13997010001")
    assert found(desk, "zm") == found(desk, "卓玛") == found(desk, "0001") == {person_id(1)}
    desk.corrects(1, name="才仁永措", phone="13997010002")
    assert found(desk, "zm") == found(desk, "卓玛") == found(desk, "0001") == set()
    assert found(desk, "cryc") == found(desk, "永措") == found(desk, "97010002") == {person_id(1)}


def test_every_name_and_number_is_a_way_to_find_her(desk: Desk) -> None:
    desk.registers(1, "次仁卓玛", name_bo="ཚེ་རིང་སྒྲོལ་མ", name_latin="Tsering Drolma", alias="阿卓", phone="13997010001")
    for text in ("次仁", "crzm", "cirenzhuoma", "ཚེ་རིང", "tsering", "阿卓", "0001", "10001", "7010001", "97010001"):
        assert found(desk, text) == {person_id(1)}, text
    for text in ("", "  ", "卓玛次仁", "20001", "7010002"):
        assert found(desk, text) == set(), text


def disputed(desk: Desk, other: Desk) -> None:
    """Two laptops correct the same person's name and phone, neither having seen the other."""
    other.hears(*desk.registers(1, "卓玛", phone="13997010001"))
    here = desk.corrects(1, name="卓玛措", phone="13997010002")
    there = other.corrects(1, name="卓玛吉", phone="13997010003")
    desk.hears(*there)
    other.hears(*here)


def test_a_person_in_dispute_is_found_under_both_names(desk: Desk, other: Desk) -> None:
    disputed(desk, other)
    for one in (desk, other):
        for text in ("卓玛措", "卓玛吉", "zmc", "zmj", "0002", "0003"):
            assert found(one, text) == {person_id(1)}, text
        assert found(one, "0001") == set()
        assert {field for _, field in one.database.rows("SELECT * FROM disagreement")} == {"name", "phone"}


def test_a_decision_leaves_one_name(desk: Desk, other: Desk) -> None:
    disputed(desk, other)
    other.hears(*desk.corrects(1, name="卓玛措"))
    for one in (desk, other):
        assert found(one, "卓玛措") == found(one, "0003") == {person_id(1)}
        assert found(one, "卓玛吉") == set()
        assert one.database.rows("SELECT field FROM disagreement") == [("phone",)]


def test_a_voided_person_is_not_found_until_she_is_back(desk: Desk) -> None:
    desk.registers(1, "卓玛")
    desk.says(desk.draft("person.voided", person_id(1), {"is_void": True}))
    assert found(desk, "卓玛") == set()
    assert desk.database.rows("SELECT * FROM search_key") == []
    desk.corrects(1, name="卓玛措")
    assert found(desk, "卓玛") == set()
    desk.says(desk.draft("person.voided", person_id(1), {"is_void": False}))
    assert found(desk, "卓玛措") == {person_id(1)}


def test_correcting_what_an_import_has_not_written_yet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of an import wait to be written in order; a correction in the same transaction still finds them."""
    monkeypatch.setattr(projections, "_GATHERED_FROM", 1)
    with desk.database.atomic():
        desk.log.keep_owner_keys([(person_id(number), bytes(16)) for number in range(40)])
        readings = []
        for _ in range(60):
            desk._clock, reading = desk._clock.tick(1_781_226_000_000)
            readings.append(reading)
        drafts = [desk.draft("person.registered", person_id(number), {"name": "卓玛"}) for number in range(40)]
        said = desk.log.append(desk.name, drafts, None, b"", readings)
        desk.tables.refresh(desk.log.take_in(said).touched)
        drafts = [desk.draft("person.corrected", person_id(number), {"name": "扎西"}) for number in range(0, 40, 2)]
        corrected = desk.log.append(desk.name, drafts, None, b"", readings[40:])
        desk.tables.refresh(desk.log.take_in(corrected).touched)
    assert found(desk, "zx") == {person_id(number) for number in range(0, 40, 2)}
    assert found(desk, "zm") == {person_id(number) for number in range(1, 40, 2)}


def test_a_rebuild_in_the_transaction_of_an_import(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "_GATHERED_FROM", 1)
    desk.registers(1, "卓玛")
    before = desk.dump()
    with desk.database.atomic():
        desk.tables.rebuild()
        assert desk.dump() == before
        desk.tables.rebuild()
    assert desk.dump() == before


def test_changes_name_what_changed(desk: Desk, other: Desk) -> None:
    said = [*desk.registers(1, "卓玛"), *desk.says(desk.draft("session.planned", SESSION, {"code": "A"}))]
    with other.database.atomic():
        other.log.keep_owner_keys([(person_id(1), desk.log.owner_key(person_id(1)))])
        changed = other.tables.refresh(other.log.take_in(said).touched)
    assert changed == {"person": {person_id(1)}, "session": {SESSION}}
    with other.database.atomic():
        assert other.tables.refresh(other.log.take_in(said).touched) == {}


def test_what_names_a_subject_may_arrive_before_it(desk: Desk, other: Desk) -> None:
    """An attendance before its person and session, a session before its training, a link before both ends."""
    plan = desk.says(desk.draft("session.planned", SESSION, {"code": "A", "training": TRAINING}))
    people = [*desk.registers(1, "卓玛", household=HOUSEHOLD), *desk.registers(2, "扎西")]
    mark = desk.says(
        desk.draft("attendance.marked", attendance_subject(SESSION, person_id(1)), {"mark": {"arrived": 540}})
    )
    link = desk.says(desk.draft("person.linked", link_subject(person_id(1), person_id(2)), {"verdict": "same"}))
    for said in (link, mark, people, plan):
        other.hears(*said)
    assert other.database.rows(
        "SELECT session.code, person.name, arrived FROM attendance JOIN session ON session.no = session "
        "JOIN person ON person.no = attendance.person"
    ) == [("A", "卓玛", 540)]
    assert other.database.rows(
        "SELECT a.name, b.name, is_same FROM link JOIN person AS a ON a.no = one JOIN person AS b ON b.no = other"
    ) == [("卓玛", "扎西", 1)]
