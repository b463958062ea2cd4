from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tianye.documents.flatfiles import read_flat_file
from tianye.documents.people_list import PeopleReading, read_people
from tianye.documents.place_names import make_place_finder
from tianye.documents.plan_book import PlanReading, read_plan
from tianye.documents.sample_files import (
    Mess,
    Sample,
    load_sample,
    write_people_csv,
    write_people_workbook,
    write_plan_workbook,
)
from tianye.documents.workbook import read_workbook
from tianye.domain.dates import read_birth_date
from tianye.domain.errors import Bug
from tianye.domain.ethnicities import get_ethnicity
from tianye.domain.names import make_name
from tianye.domain.people import read_phone
from tianye.domain.places import PlaceTable
from tianye.domain.resident_number import read_resident_number
from tianye.domain.trainings import TrainingKind

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def places() -> PlaceTable:
    return PlaceTable((RESOURCES / "places" / "places.tsv.gz").read_bytes())


@pytest.fixture(scope="module")
def sample() -> Sample:
    return load_sample(RESOURCES / "sample")


def read_plan_of(sample: Sample, places: PlaceTable) -> PlanReading:
    stream = io.BytesIO()
    write_plan_workbook(stream, sample, places, MADE_AT)
    stream.seek(0)
    return read_plan(read_workbook(stream), make_place_finder(places))


def read_list(sample: Sample, places: PlaceTable, province: str, kind: str) -> tuple[PeopleReading, Mess]:
    stream = io.BytesIO()
    if kind == "xlsx":
        mess = write_people_workbook(stream, sample, province, places, MADE_AT)
    else:
        mess = write_people_csv(stream, sample, province, places)
    stream.seek(0)
    sheets = read_workbook(stream) if kind == "xlsx" else [read_flat_file(stream, "名单")]
    return read_people(sheets, make_place_finder(places), TODAY), mess


def test_the_sample_has_who_the_demo_needs(sample: Sample) -> None:
    yushu, hunan = sample.people_of("63"), sample.people_of("43")
    assert len(yushu) >= 60
    assert len(hunan) >= 50
    assert {"01", "03", "04", "30"} <= {person.ethnicity for person in yushu}
    assert {"01", "06", "15"} <= {person.ethnicity for person in hunan}
    assert sum(bool(person.name_bo) for person in yushu) >= 20
    heads = [person for person in sample.people if person.is_head == "yes"]
    assert {person.sex for person in heads} == {"f", "m"}
    twins = {person.key: person.same_as for person in sample.people if person.same_as}
    assert any(key[0] == same[0] for key, same in twins.items())
    assert any(key[0] != same[0] for key, same in twins.items())
    assert set(twins.values()) <= {person.key for person in sample.people}


def test_every_value_of_the_sample_is_sound(sample: Sample, places: PlaceTable) -> None:
    keys = [person.key for person in sample.people]
    assert len(keys) == len(set(keys))
    organisations = {row["code"] for row in sample.plan["organisations"]}
    for person in sample.people:
        assert make_name(person.name) == person.name
        assert places.find(person.place) is not None
        assert get_ethnicity(person.ethnicity)
        assert person.organisation in {*organisations, ""}
        birth = read_birth_date(person.born)
        if person.id_number:
            number = read_resident_number(person.id_number)
            assert number.text == person.id_number
            assert number.sex == person.sex
            assert birth.span.first <= number.born_on <= birth.span.last
            assert number.place_code in {"632799", "433199"}
            assert places.find(number.place_code) is None
        if person.phone:
            assert read_phone(person.phone) == person.phone
            assert person.phone == "none" or person.phone.startswith("1540")


def test_a_household_has_at_most_one_head(sample: Sample) -> None:
    heads = [person.household for person in sample.people if person.is_head == "yes"]
    assert len(heads) == len(set(heads))


def test_the_plan_is_sound_and_of_all_kinds(sample: Sample, places: PlaceTable) -> None:
    plan = read_plan_of(sample, places)
    assert (plan.problems, plan.notices) == ((), ())
    assert len(plan.programmes) == 3
    assert len(plan.trainings) >= 6
    assert {training.kind for training in plan.trainings} == set(TrainingKind) - {TrainingKind.OTHER}
    assert {training.county[:2] for training in plan.trainings} == {"63", "43"}
    assert {session.on for session in plan.sessions} == {date(2026, 6, 12), date(2026, 6, 13)}
    assert all(session.begins is not None for session in plan.sessions)
    assert [training.code for training in plan.trainings if training.is_sensitive] == ["HN-SAFE"]
    for part, rows in (("organisations", plan.organisations), ("venues", plan.venues), ("sessions", plan.sessions)):
        assert len(rows) == len(sample.plan[part])
    assert [row.place_code for row in plan.organisations] == [row["place"] for row in sample.plan["organisations"]]


@pytest.mark.parametrize("province", ["63", "43"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_messy_list_loses_only_what_must_be_refused(
    sample: Sample, places: PlaceTable, province: str, kind: str
) -> None:
    reading, mess = read_list(sample, places, province, kind)
    people = {person.key: person for person in sample.people_of(province)}
    assert [problem.code for problem in reading.problems] == ["resident-number.digits-lost", "people.listed-twice"]
    assert reading.refused_count == 2
    expected = [person for key, person in people.items() if key != mess.number_destroyed]
    assert [row.person.name for row in reading.rows] == [person.name for person in expected]
    for row, person in zip(reading.rows, expected, strict=True):
        assert row.person.place_code == person.place
        assert row.person.phone == (person.phone or None)
        assert row.person.sex == person.sex
        assert row.person.ethnicity == person.ethnicity
        assert row.person.birth == read_birth_date(person.born)
        assert (row.resident_number.text if row.resident_number else "") == person.id_number
        assert row.person.household_code == (person.household or None)
        assert row.person.organisation == (sample.organisation_name(person.organisation) or None)
        asked = dict.fromkeys(person.consented.split(), True) | dict.fromkeys(person.refused.split(), False)
        assert row.person.consents == asked
    assert "table.footer-skipped" in {notice.code for notice in reading.notices}


def test_a_damaged_sample_is_our_own_fault(tmp_path: Path) -> None:
    with pytest.raises(Bug, match=r"sample\.damaged"):
        load_sample(tmp_path)
