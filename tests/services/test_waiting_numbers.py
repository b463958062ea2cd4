"""Resident numbers before and after the organisation's key: they wait whole, then only their hash is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tianye.domain.errors import WorldFault
from tianye.domain.resident_number import keyed_hash, read_resident_number
from tianye.services import people_lists, registration, undo
from tianye.store.queries.waiting_numbers import waiting_numbers
from town import Desk, Town

NUMBER = "632701198503020020"
OTHER = "632701197905170019"
COUNTY = "632701"


def registers(desk: Desk, number: str = NUMBER, name: str = "卓玛才让") -> bytes:
    fields = registration.make_fields({"name": name, "resident_number": number, "place": "632701100001"})
    person, _ = registration.register(desk.station, fields, {"id_number": "given"})
    return person


def key_of(desk: Desk, person: bytes) -> object:
    return desk.station.state("person", person).get("id_key")


def hashed(town: Town, number: str = NUMBER) -> bytes:
    key = registration.matching_key(town.headquarters().station)
    assert key is not None
    return keyed_hash(read_resident_number(number), key)


def is_in_the_files(desk: Desk, number: str) -> bool:
    """Say whether the number is anywhere in the database as it can be read with its key."""
    rows = desk.station.database.rows
    return bool(rows("SELECT 1 FROM waiting_number WHERE number = ?", (number,))) or any(
        number.encode() in (payload or b"") for (payload,) in rows("SELECT payload FROM operation")
    )


def test_both_orders_come_to_the_same(town: Town) -> None:
    first, second = town.desk("玉树"), town.desk("湘西")
    before = registers(first)
    assert (key_of(first, before), is_in_the_files(first, NUMBER)) == (None, True)
    for desk in (first, second):
        town.enrols(desk, COUNTY)
        town.sends_pack(desk)
    after = registers(second)
    assert key_of(first, before) == key_of(second, after) == hashed(town)
    assert not any(is_in_the_files(desk, NUMBER) for desk in (first, second))
    # and headquarters sees that it is one number
    for desk in (first, second):
        town.carry_stick(desk)
    hq = town.headquarters()
    assert {key_of(hq, before), key_of(hq, after)} == {hashed(town)}
    assert not is_in_the_files(hq, NUMBER)


def test_a_number_that_waits_does_not_travel(town: Town) -> None:
    desk = town.desk("玉树")
    person = registers(desk)
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    handed = town.carry_stick(desk)
    assert handed.new
    hq = town.headquarters()
    assert hq.station.state("person", person).get("id_last4") == NUMBER[-4:]
    assert not is_in_the_files(hq, NUMBER)


def test_key_and_hashes_come_together_or_not_at_all(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = town.desk("玉树")
    person = registers(desk)
    town.enrols(desk, COUNTY)
    with monkeypatch.context() as patched:

        def full(*_: object) -> int:
            raise WorldFault("database.full")

        patched.setattr(registration, "forget_waiting_numbers", full)
        with pytest.raises(WorldFault, match=r"database\.full"):
            town.sends_pack(desk)
    assert registration.matching_key(desk.station) is None
    assert (desk.station.settings.find("hq_card"), key_of(desk, person)) == (None, None)
    assert waiting_numbers(desk.station.database) == [(person, NUMBER)]
    town.sends_pack(desk)
    assert key_of(desk, person) == hashed(town)
    assert waiting_numbers(desk.station.database) == []


def test_the_last_number_said_is_the_one_that_waits(town: Town) -> None:
    desk = town.desk("玉树")
    person = registers(desk, OTHER)
    registration.correct(desk.station, person, registration.make_fields({"resident_number": NUMBER}))
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    assert key_of(desk, person) == hashed(town)
    assert not is_in_the_files(desk, OTHER)


def test_a_number_that_was_taken_back_is_destroyed_and_not_hashed(town: Town) -> None:
    desk = town.desk("玉树")
    fields = registration.make_fields({"name": "拉毛", "place": "632701100001"})
    kept, _ = registration.register(desk.station, fields)
    done = registration.correct(desk.station, kept, registration.make_fields({"resident_number": NUMBER}))
    assert done.command
    undo.undo(desk.station, done.command)
    gone, registered = registration.register(
        desk.station, registration.make_fields({"name": "才让", "resident_number": OTHER})
    )
    assert registered.command
    undo.undo(desk.station, registered.command)
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    assert (key_of(desk, kept), key_of(desk, gone)) == (None, None)
    assert not is_in_the_files(desk, NUMBER)
    assert not is_in_the_files(desk, OTHER)


def test_a_list_may_bring_the_number_of_somebody_who_is_here(town: Town, tmp_path: Path) -> None:
    desk = town.desk("玉树")
    listed = tmp_path / "people.csv"
    heads, row = "姓名,手机号,县,乡镇,同意:考勤", "卓玛才让,13997010001,玉树市,仲达乡,是"
    listed.write_text(f"{heads}\n{row}\n", encoding="utf-8")
    people_lists.import_people(desk.station, listed)
    person = registration.get_person(desk.station, "卓玛才让").id
    listed.write_text(f"{heads},身份证号,同意:身份证号\n{row},{NUMBER},是\n", encoding="utf-8")
    people_lists.import_people(desk.station, listed)
    assert desk.station.state("person", person).get("id_last4") == NUMBER[-4:]
    assert waiting_numbers(desk.station.database) == [(person, NUMBER)]
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    assert key_of(desk, person) == hashed(town)


def test_a_second_pack_changes_nothing(town: Town) -> None:
    desk = town.desk("玉树")
    person = registers(desk)
    town.enrols(desk, COUNTY)
    town.sends_pack(desk)
    head = desk.station.log.head(desk.station.identity.device)
    town.sends_pack(desk)
    assert desk.station.log.head(desk.station.identity.device) == head
    assert key_of(desk, person) == hashed(town)
